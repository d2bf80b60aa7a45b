use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Unknown, VERSION, attribute, begin, is_blank, leaf, only, property};
use crate::edition::OsVersion;
use crate::grammar::{Fault, fault};
use crate::xml::Element;

mod table;

pub use table::{Property, Row, Template, Value};

/// An update of a tile.
///
/// ```text
/// tile     = <wp:Tile [Id="uri"] [Template="FlipTile"]> *property </wp:Tile>
/// property = <wp:Count>text</wp:Count>                    ; any row of the template, once
///          / <wp:Count Action="Clear"></wp:Count>
/// ```
///
/// Not accepted: properties of another template, counts other than 0 to 99, colours other than
/// `#AARRGGBB`, text in a cleared property, other actions, `ID`, a version on a tile without a
/// template. A property that should not be cleared still reads (D-28); its row says so.
///
/// Two tiles are equal when a phone shows the same: neither the order of the properties nor the
/// version counts.
///
/// M-78 to M-91; Flip (jj206971), Iconic (jj207009) and Cycle (jj207036) tile templates.
#[derive(Clone, Debug, Default)]
pub struct Tile<'a> {
    /// How it is laid out.
    pub template: Template,
    /// The navigation URI of a secondary tile; nothing for the app's own.
    pub id: Option<Cow<'a, str>>,
    /// The version that the root was read with; a template is always written as `2.0`.
    pub version: Option<Cow<'a, str>>,
    /// What changes; the rest stays.
    pub properties: Cow<'a, [(Property, Change<'a>)]>,
}

/// What becomes of a property.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Change<'a> {
    /// It gets a value.
    Set(Cow<'a, str>),
    /// It loses its value.
    Clear,
}

impl Change<'_> {
    fn into_owned(self) -> Change<'static> {
        match self {
            Self::Set(text) => Change::Set(Cow::Owned(text.into_owned())),
            Self::Clear => Change::Clear,
        }
    }
}

impl PartialEq for Tile<'_> {
    fn eq(&self, other: &Self) -> bool {
        let (mine, others) = (self.sorted(), other.sorted());
        self.template == other.template && self.id == other.id && mine == others
    }
}

impl<'a> Tile<'a> {
    pub(super) fn read(element: Element<'_>) -> Result<Tile<'static>, Fault> {
        if !is_blank(&element.text) {
            return fault(element.content_at, "no text in a tile");
        }
        only(&element, &["Id", "Template"])?;
        let template = match element.attributes.iter().find(|it| it.is("Template")) {
            None => Template::Classic,
            Some(it) => match Template::from_wire(&it.value) {
                Some(template) => template,
                None => return fault(it.at, "a template"),
            },
        };
        let id = element.attribute("Id").map(|id| Cow::Owned(id.into()));
        let mut properties: Vec<(Property, Change<'static>)> = Vec::new();
        for child in element.children {
            leaf(&child)?;
            let row = template.rows().iter().find(|row| row.property.name() == child.name.local);
            let Some(row) = row else {
                return fault(child.at, "a property of the template");
            };
            if properties.iter().any(|(property, _)| *property == row.property) {
                return fault(child.at, "every property once");
            }
            properties.push((row.property, change(child, row)?));
        }
        Ok(Tile { template, id, version: None, properties: Cow::Owned(properties) })
    }

    pub(super) fn write(&self) -> String {
        let mut body = String::with_capacity(512);
        begin(&mut body, (self.template != Template::Classic).then_some(VERSION));
        body.push_str("<wp:Tile");
        if let Some(id) = &self.id {
            attribute(&mut body, "Id", id);
        }
        if let Some(template) = self.template.wire_name() {
            attribute(&mut body, "Template", template);
        }
        body.push('>');
        for (name, change) in self.sorted() {
            match change {
                Change::Set(text) => property(&mut body, name.name(), None, text),
                Change::Clear => property(&mut body, name.name(), Some(("Action", "Clear")), ""),
            }
        }
        body.push_str("</wp:Tile></wp:Notification>");
        body
    }

    pub(super) fn unknown_to(&self, os: OsVersion) -> Option<Unknown> {
        if os < self.template.since() {
            return Some(Unknown::Template(self.template));
        }
        if self.id.is_some() && os < ID_SINCE {
            return Some(Unknown::Id);
        }
        let unknown = |row: &Row| os < row.since;
        let names = self.sorted().into_iter().map(|(property, _)| *property);
        names
            .filter(|&property| self.template.row(property).is_some_and(unknown))
            .map(Unknown::Property)
            .next()
    }

    pub(super) fn for_os(&self, os: OsVersion) -> Self {
        let known = os >= self.template.since();
        let template = if known { self.template } else { Template::Classic };
        let fits = |(property, change): &&(Property, Change<'a>)| match template.row(*property) {
            Some(row) => row.since <= os && (known || row.clearable || *change != Change::Clear),
            None => known,
        };
        Tile {
            template,
            id: self.id.clone().filter(|_| os >= ID_SINCE),
            version: self.version.clone().filter(|_| known),
            properties: self.properties.iter().filter(fits).cloned().collect(),
        }
    }

    pub(super) fn into_owned(self) -> Tile<'static> {
        let owned = |text: Option<Cow<'_, str>>| text.map(|text| Cow::Owned(text.into_owned()));
        let pair = |(property, change): (Property, Change<'a>)| (property, change.into_owned());
        Tile {
            template: self.template,
            id: owned(self.id),
            version: owned(self.version),
            properties: self.properties.into_owned().into_iter().map(pair).collect(),
        }
    }

    /// The properties in the order of the template, then those that it does not have.
    pub(super) fn sorted(&self) -> Vec<&(Property, Change<'a>)> {
        let mut sorted: Vec<_> = self.properties.iter().collect();
        sorted.sort_by_key(|(property, _)| (self.template.position(*property), *property));
        sorted
    }
}

/// Reads what becomes of a property.
fn change(element: Element<'_>, row: &Row) -> Result<Change<'static>, Fault> {
    let image = row.value() == Value::Image;
    only(&element, if image { &["Action", "IsRelative"] } else { &["Action"] })?;
    for attribute in &element.attributes {
        match (&*attribute.name.local, &*attribute.value) {
            ("Action", "Clear") if element.text.is_empty() => return Ok(Change::Clear),
            ("Action", "Clear") => {
                return fault(element.content_at, "no text in a cleared property");
            }
            ("Action", _) => return fault(attribute.at, "`Action=\"Clear\"`"),
            (_, "true" | "false") => {}
            _ => return fault(attribute.at, "`true` or `false`"),
        }
    }
    match row.value() {
        Value::Count if !is_count(&element.text) => {
            fault(element.content_at, "an integer from 0 to 99")
        }
        Value::Colour if !is_colour(&element.text) => {
            fault(element.content_at, "a colour such as `#FF524742`")
        }
        _ => Ok(Change::Set(Cow::Owned(element.text.into_owned()))),
    }
}

/// `1*DIGIT`, at most 99.
fn is_count(text: &str) -> bool {
    text.bytes().all(|octet| octet.is_ascii_digit())
        && text.parse::<u32>().is_ok_and(|count| count <= 99)
}

/// `"#" 8HEXDIG`.
fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|hex| hex.len() == 8 && hex.bytes().all(|octet| octet.is_ascii_hexdigit()))
}

const ID_SINCE: OsVersion = OsVersion::V7_1;

#[cfg(test)]
mod tests {
    use alloc::borrow::Cow;
    use alloc::format;
    use alloc::vec::Vec;

    use super::{Change, Property, Template, Tile};
    use crate::edition::OsVersion;
    use crate::header::Kind;
    use crate::payload::{Payload, Unknown};

    const fn set(text: &'static str) -> Change<'static> {
        Change::Set(Cow::Borrowed(text))
    }

    const CLASSIC: Tile<'static> = Tile {
        template: Template::Classic,
        id: Some(Cow::Borrowed("/SecondaryTile.xaml?DefaultTitle=\"F\"&k=v")),
        version: None,
        properties: Cow::Borrowed(&[
            (Property::BackgroundImage, set("/i.png")),
            (Property::Count, set("5")),
            (Property::Title, Change::Clear),
            (Property::BackTitle, set("b")),
        ]),
    };

    const FLIP: Tile<'static> = Tile {
        template: Template::Flip,
        id: None,
        version: None,
        properties: Cow::Borrowed(&[
            (Property::SmallBackgroundImage, Change::Clear),
            (Property::WideBackContent, set("w")),
            (Property::BackgroundImage, Change::Clear),
            (Property::Title, set("t")),
        ]),
    };

    const ICONIC: Tile<'static> = Tile {
        template: Template::Iconic,
        id: None,
        version: None,
        properties: Cow::Borrowed(&[
            (Property::WideContent1, set("1")),
            (Property::BackgroundColor, set("#FF524742")),
        ]),
    };

    const CYCLE: Tile<'static> = Tile {
        template: Template::Cycle,
        id: None,
        version: None,
        properties: Cow::Borrowed(&[
            (Property::CycleImage1, set("/1.png")),
            (Property::CycleImage9, set("/9.png")),
            (Property::Count, set("0")),
        ]),
    };

    fn read(inner: &str) -> Result<Payload<'static>, usize> {
        let body =
            format!("<wp:Notification xmlns:wp=\"WPNotification\">{inner}</wp:Notification>");
        Payload::read(Kind::Tile, body.as_bytes()).map_err(|it| it.at - 43)
    }

    #[test]
    fn the_canonical_forms_are_as_documented() {
        insta::assert_snapshot!(CLASSIC.write(), @r##"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification"><wp:Tile Id="/SecondaryTile.xaml?DefaultTitle=&quot;F&quot;&amp;k=v"><wp:BackgroundImage>/i.png</wp:BackgroundImage><wp:Count>5</wp:Count><wp:Title Action="Clear"></wp:Title><wp:BackTitle>b</wp:BackTitle></wp:Tile></wp:Notification>"##);
        insta::assert_snapshot!(FLIP.write(), @r##"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification" Version="2.0"><wp:Tile Template="FlipTile"><wp:SmallBackgroundImage Action="Clear"></wp:SmallBackgroundImage><wp:WideBackContent>w</wp:WideBackContent><wp:BackgroundImage Action="Clear"></wp:BackgroundImage><wp:Title>t</wp:Title></wp:Tile></wp:Notification>"##);
        insta::assert_snapshot!(ICONIC.write(), @r##"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification" Version="2.0"><wp:Tile Template="IconicTile"><wp:WideContent1>1</wp:WideContent1><wp:BackgroundColor>#FF524742</wp:BackgroundColor></wp:Tile></wp:Notification>"##);
        insta::assert_snapshot!(CYCLE.write(), @r##"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification" Version="2.0"><wp:Tile Template="CycleTile"><wp:CycleImage1>/1.png</wp:CycleImage1><wp:CycleImage9>/9.png</wp:CycleImage9><wp:Count>0</wp:Count></wp:Tile></wp:Notification>"##);
    }

    #[test]
    fn the_canonical_forms_read_back() {
        for tile in [CLASSIC, FLIP, ICONIC, CYCLE] {
            let payload = Payload::Tile(tile);
            assert_eq!(Payload::read(Kind::Tile, &payload.write()), Ok(payload.clone()));
            assert_eq!(Payload::sniff(&payload.write()), Ok(payload));
        }
    }

    #[test]
    fn properties_are_written_in_the_order_of_the_template() {
        let mut reversed = CLASSIC;
        reversed.properties = CLASSIC.properties.iter().rev().cloned().collect();
        assert_eq!(reversed.write(), CLASSIC.write());
        assert_eq!(reversed, CLASSIC);
    }

    #[test]
    fn what_breaks_the_grammar_is_refused_where_it_stands() {
        for (inner, at) in [
            ("<wp:Toast/>", 0),
            ("<wp:Tile ID='/a'/>", 9),
            ("<wp:Tile Template='flip'/>", 9),
            ("<wp:Tile Template=''/>", 9),
            ("<wp:Tile><wp:Count>100</wp:Count></wp:Tile>", 19),
            ("<wp:Tile><wp:Count>-1</wp:Count></wp:Tile>", 19),
            ("<wp:Tile><wp:Count>+1</wp:Count></wp:Tile>", 19),
            ("<wp:Tile><wp:Count>1.5</wp:Count></wp:Tile>", 19),
            ("<wp:Tile><wp:Count> 1</wp:Count></wp:Tile>", 19),
            ("<wp:Tile><wp:Count/></wp:Tile>", 20),
            ("<wp:Tile><wp:Count>1</wp:Count><wp:Count>1</wp:Count></wp:Tile>", 31),
            ("<wp:Tile><wp:Count Action='Clear'>1</wp:Count></wp:Tile>", 34),
            ("<wp:Tile><wp:Count Action='clear'/></wp:Tile>", 19),
            ("<wp:Tile><wp:Count IsRelative='true'/></wp:Tile>", 19),
            ("<wp:Tile><wp:BackgroundImage IsRelative='1'/></wp:Tile>", 29),
            ("<wp:Tile><wp:WideBackContent>x</wp:WideBackContent></wp:Tile>", 9),
            (
                "<wp:Tile Template='IconicTile'><wp:BackgroundColor>red</wp:BackgroundColor></wp:Tile>",
                51,
            ),
            ("<wp:Tile Template='CycleTile'><wp:CycleImage10/></wp:Tile>", 30),
        ] {
            assert_eq!(read(inner), Err(at), "{inner}");
        }
    }

    #[test]
    fn a_version_stands_over_templates_only() {
        let read = |version: &str, tile: &str| {
            let body = format!(
                "<w:Notification xmlns:w='WPNotification' {version}>{tile}</w:Notification>"
            );
            Payload::read(Kind::Tile, body.as_bytes()).map_err(|complaint| complaint.at)
        };
        assert!(read("Version='2.0'", "<w:Tile Template='FlipTile'/>").is_ok());
        assert!(read("", "<w:Tile Template='FlipTile'/>").is_ok());
        assert_eq!(read("Version='2.1'", "<w:Tile Template='FlipTile'/>"), Err(41));
        assert_eq!(read("Version='2.0'", "<w:Tile/>"), Err(41));
        assert_eq!(read("version='2.0'", "<w:Tile/>"), Err(41));
    }

    #[test]
    fn an_image_may_be_called_relative() {
        assert!(
            read(
                "<wp:Tile><wp:BackgroundImage IsRelative='true'>/a</wp:BackgroundImage></wp:Tile>"
            )
            .is_ok()
        );
    }

    #[test]
    fn a_7_0_phone_gets_no_id_and_no_back() {
        let tile = CLASSIC.for_os(OsVersion::V7_0);
        let names: Vec<Property> = tile.properties.iter().map(|(property, _)| *property).collect();
        assert_eq!(names, [Property::BackgroundImage, Property::Count, Property::Title]);
        assert_eq!(tile.id, None);
        assert_eq!(CLASSIC.unknown_to(OsVersion::V7_0), Some(Unknown::Id));
        assert_eq!(tile.unknown_to(OsVersion::V7_0), None);
        let back = Tile { id: None, ..CLASSIC };
        assert_eq!(back.unknown_to(OsVersion::V7_0), Some(Unknown::Property(Property::BackTitle)));
    }

    #[test]
    fn a_template_becomes_classic_where_it_is_not_known() {
        let tile = FLIP.for_os(OsVersion::V7_1);
        assert_eq!(tile.template, Template::Classic);
        let names: Vec<Property> = tile.properties.iter().map(|(property, _)| *property).collect();
        assert_eq!(names, [Property::Title]);
        assert_eq!(FLIP.unknown_to(OsVersion::V7_1), Some(Unknown::Template(Template::Flip)));
        assert_eq!(FLIP.for_os(OsVersion::V7_8), FLIP);
        assert_eq!(CYCLE.for_os(OsVersion::V7_8).template, Template::Classic);
        assert_eq!(ICONIC.for_os(OsVersion::V8_0), ICONIC);
    }
}
