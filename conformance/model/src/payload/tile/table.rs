use serde::{Deserialize, Serialize};

use crate::edition::OsVersion;

/// How a tile is laid out.
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Template {
    /// As 7.x has it, without an attribute.
    #[default]
    Classic,
    /// `FlipTile`: two sides.
    Flip,
    /// `IconicTile`: an icon, and a count beside it.
    Iconic,
    /// `CycleTile`: up to nine images in turn.
    Cycle,
}

impl Template {
    /// Every template.
    pub const ALL: &'static [Self] = &[Self::Classic, Self::Flip, Self::Iconic, Self::Cycle];

    /// The value of the attribute; a classic tile has none.
    #[must_use]
    pub const fn wire_name(self) -> Option<&'static str> {
        match self {
            Self::Classic => None,
            Self::Flip => Some("FlipTile"),
            Self::Iconic => Some("IconicTile"),
            Self::Cycle => Some("CycleTile"),
        }
    }

    pub(super) fn from_wire(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|template| template.wire_name() == Some(name))
    }

    /// The first system that knows it.
    #[must_use]
    pub const fn since(self) -> OsVersion {
        match self {
            Self::Classic => OsVersion::V7_0,
            Self::Flip => OsVersion::V7_8,
            Self::Iconic | Self::Cycle => OsVersion::V8_0,
        }
    }

    /// Its properties, in the documents' order.
    #[must_use]
    pub const fn rows(self) -> &'static [Row] {
        match self {
            Self::Classic => CLASSIC,
            Self::Flip => FLIP,
            Self::Iconic => ICONIC,
            Self::Cycle => CYCLE,
        }
    }

    /// The row of a property that it has.
    #[must_use]
    pub fn row(self, property: Property) -> Option<&'static Row> {
        self.rows().iter().find(|row| row.property == property)
    }

    pub(super) fn position(self, property: Property) -> usize {
        self.rows().iter().position(|row| row.property == property).unwrap_or(usize::MAX)
    }
}

/// A property of one template.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Row {
    /// Which.
    pub property: Property,
    /// The first system that knows it there.
    pub since: OsVersion,
    /// Whether it may lose its value (M-80, M-86).
    pub clearable: bool,
}

impl Row {
    /// What its text means.
    #[must_use]
    pub const fn value(&self) -> Value {
        self.property.value()
    }
}

/// What the text of a property means.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Value {
    /// An integer from 0 to 99; 0 hides it (M-79).
    Count,
    /// Alpha, red, green and blue as `#AARRGGBB` (M-87).
    Colour,
    /// A local path or the URL of a remote image (M-96).
    Image,
    /// Words to show.
    Text,
}

const fn row(property: Property, since: OsVersion) -> Row {
    Row { property, since, clearable: true }
}

const fn lasting(property: Property, since: OsVersion) -> Row {
    Row { property, since, clearable: false }
}

const CLASSIC: &[Row] = &[
    lasting(Property::BackgroundImage, OsVersion::V7_0),
    row(Property::Count, OsVersion::V7_0),
    row(Property::Title, OsVersion::V7_0),
    row(Property::BackBackgroundImage, OsVersion::V7_1),
    row(Property::BackTitle, OsVersion::V7_1),
    row(Property::BackContent, OsVersion::V7_1),
];

const FLIP: &[Row] = &[
    row(Property::SmallBackgroundImage, OsVersion::V7_8),
    row(Property::WideBackgroundImage, OsVersion::V7_8),
    row(Property::WideBackBackgroundImage, OsVersion::V7_8),
    row(Property::WideBackContent, OsVersion::V7_8),
    row(Property::BackgroundImage, OsVersion::V7_8),
    row(Property::Count, OsVersion::V7_8),
    row(Property::Title, OsVersion::V7_8),
    row(Property::BackBackgroundImage, OsVersion::V7_8),
    row(Property::BackTitle, OsVersion::V7_8),
    row(Property::BackContent, OsVersion::V7_8),
];

const ICONIC: &[Row] = &[
    lasting(Property::SmallIconImage, OsVersion::V8_0),
    lasting(Property::IconImage, OsVersion::V8_0),
    row(Property::WideContent1, OsVersion::V8_0),
    row(Property::WideContent2, OsVersion::V8_0),
    row(Property::WideContent3, OsVersion::V8_0),
    row(Property::Count, OsVersion::V8_0),
    row(Property::Title, OsVersion::V8_0),
    row(Property::BackgroundColor, OsVersion::V8_0),
];

const CYCLE: &[Row] = &[
    row(Property::SmallBackgroundImage, OsVersion::V8_0),
    row(Property::CycleImage1, OsVersion::V8_0),
    row(Property::CycleImage2, OsVersion::V8_0),
    row(Property::CycleImage3, OsVersion::V8_0),
    row(Property::CycleImage4, OsVersion::V8_0),
    row(Property::CycleImage5, OsVersion::V8_0),
    row(Property::CycleImage6, OsVersion::V8_0),
    row(Property::CycleImage7, OsVersion::V8_0),
    row(Property::CycleImage8, OsVersion::V8_0),
    row(Property::CycleImage9, OsVersion::V8_0),
    row(Property::Count, OsVersion::V8_0),
    row(Property::Title, OsVersion::V8_0),
];

/// A property of a tile, named as its element.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Property {
    /// The image.
    BackgroundImage,
    /// The number in a corner.
    Count,
    /// The title.
    Title,
    /// The image of the back.
    BackBackgroundImage,
    /// The title of the back.
    BackTitle,
    /// The words on the back.
    BackContent,
    /// The image of the small size.
    SmallBackgroundImage,
    /// The image of the wide size.
    WideBackgroundImage,
    /// The image of the back of the wide size.
    WideBackBackgroundImage,
    /// The words on the back of the wide size.
    WideBackContent,
    /// The icon of the small size.
    SmallIconImage,
    /// The icon.
    IconImage,
    /// The first line of the wide size.
    WideContent1,
    /// The second line of the wide size.
    WideContent2,
    /// The third line of the wide size.
    WideContent3,
    /// The colour behind the icon.
    BackgroundColor,
    /// The first image in turn.
    CycleImage1,
    /// The second image in turn.
    CycleImage2,
    /// The third image in turn.
    CycleImage3,
    /// The fourth image in turn.
    CycleImage4,
    /// The fifth image in turn.
    CycleImage5,
    /// The sixth image in turn.
    CycleImage6,
    /// The seventh image in turn.
    CycleImage7,
    /// The eighth image in turn.
    CycleImage8,
    /// The ninth image in turn.
    CycleImage9,
}

impl Property {
    /// The local name of its element.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BackgroundImage => "BackgroundImage",
            Self::Count => "Count",
            Self::Title => "Title",
            Self::BackBackgroundImage => "BackBackgroundImage",
            Self::BackTitle => "BackTitle",
            Self::BackContent => "BackContent",
            Self::SmallBackgroundImage => "SmallBackgroundImage",
            Self::WideBackgroundImage => "WideBackgroundImage",
            Self::WideBackBackgroundImage => "WideBackBackgroundImage",
            Self::WideBackContent => "WideBackContent",
            Self::SmallIconImage => "SmallIconImage",
            Self::IconImage => "IconImage",
            Self::WideContent1 => "WideContent1",
            Self::WideContent2 => "WideContent2",
            Self::WideContent3 => "WideContent3",
            Self::BackgroundColor => "BackgroundColor",
            Self::CycleImage1 => "CycleImage1",
            Self::CycleImage2 => "CycleImage2",
            Self::CycleImage3 => "CycleImage3",
            Self::CycleImage4 => "CycleImage4",
            Self::CycleImage5 => "CycleImage5",
            Self::CycleImage6 => "CycleImage6",
            Self::CycleImage7 => "CycleImage7",
            Self::CycleImage8 => "CycleImage8",
            Self::CycleImage9 => "CycleImage9",
        }
    }

    /// What its text means.
    #[must_use]
    pub const fn value(self) -> Value {
        match self {
            Self::Count => Value::Count,
            Self::BackgroundColor => Value::Colour,
            Self::Title
            | Self::BackTitle
            | Self::BackContent
            | Self::WideBackContent
            | Self::WideContent1
            | Self::WideContent2
            | Self::WideContent3 => Value::Text,
            _ => Value::Image,
        }
    }
}
