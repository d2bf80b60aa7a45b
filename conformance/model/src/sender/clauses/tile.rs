//! The tile: classic, flip, iconic and cycle.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::document::{Parts, first, once, stranger};
use super::{Clause, Kept, Sent, broken, found, keeps, shown, wanted};
use crate::answer::Field;
use crate::dispute::{D25_B, D25_EMPTY, D26_A, D28_A};
use crate::edition::OsVersion;
use crate::header::Kind;
use crate::payload::{Change, IMAGE_URI_LIMIT, Payload, Property, Template, Tile, Value};
use crate::requirement::*;
use crate::xml::{Attribute, Element, is_char};

pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, |sent| only(sent, Template::Classic)),
    Clause::agreed(FLIP_TILE_HAS_ONLY_ITS_ELEMENTS, |sent| only(sent, Template::Flip)),
    Clause::agreed(ICONIC_TILE_HAS_ONLY_ITS_ELEMENTS, |sent| only(sent, Template::Iconic)),
    Clause::agreed(CYCLE_TILE_HAS_ONLY_ITS_ELEMENTS, |sent| only(sent, Template::Cycle)),
    Clause::agreed(TILE_ELEMENTS_APPEAR_ONCE, |sent| {
        match tile(sent).and_then(|tile| template(tile)) {
            Some(template) => once(tile(sent), &parts(&elements(template))),
            None => Kept::Silent,
        }
    }),
    Clause::agreed(TEMPLATE_IS_KNOWN, |sent| {
        match tile(sent).and_then(|tile| tile.attribute("Template")) {
            Some(name) => {
                let kept = tile(sent).and_then(template).is_some();
                keeps(kept, || found(Field::Body, "`FlipTile`, `IconicTile` or `CycleTile`", name))
            }
            None => Kept::Silent,
        }
    }),
    Clause::agreed(CLASSIC_TILE_HAS_NO_VERSION, |sent| match (sent.root(), classic(sent)) {
        (Some(root), Some(tile)) => {
            let version = root.attribute("Version").or_else(|| tile.attribute("Version"));
            keeps(version.is_none(), || {
                found(Field::Body, "no `Version`", version.unwrap_or_default())
            })
        }
        _ => Kept::Silent,
    }),
    Clause::agreed(TEMPLATE_HAS_VERSION_2_0, |sent| {
        match (sent.root(), tile(sent).and_then(template)) {
            (Some(root), Some(template)) if template != Template::Classic => {
                let version = root.attribute("Version");
                let text = version.unwrap_or("no `Version`");
                keeps(version == Some("2.0"), || {
                    found(Field::Body, "`Version=\"2.0\"` on the root", text)
                })
            }
            _ => Kept::Silent,
        }
    })
    .read_as(D26_A),
    Clause::agreed(COUNT_IS_0_TO_99, |sent| {
        valued(sent, Property::Count, "a `Count` from 0 to 99")
    }),
    Clause::agreed(COLOUR_IS_ARGB_HEX, |sent| {
        valued(
            sent,
            Property::BackgroundColor,
            "a `BackgroundColor` of `#` and eight hexadecimal digits",
        )
    }),
    Clause::agreed(CLEAR_HAS_NO_CONTENT, |sent| {
        let Some(tile) = tile(sent) else { return Kept::Silent };
        let mut cleared = tile.children.iter().filter(|child| is_cleared(child)).peekable();
        if cleared.peek().is_none() {
            return Kept::Silent;
        }
        match cleared.find(|child| !child.text.is_empty() || !child.children.is_empty()) {
            Some(child) => {
                Kept::No(found(Field::Body, "no content in what is cleared", &*child.text))
            }
            None => Kept::Yes,
        }
    }),
    Clause::agreed(CLASSIC_BACKGROUND_IS_NOT_CLEARED, |sent| {
        lasts(classic(sent), &["BackgroundImage"])
    }),
    Clause::agreed(ICONS_ARE_NOT_CLEARED, |sent| {
        lasts(of(sent, Template::Iconic), &["IconImage", "SmallIconImage"])
    })
    .read_as(D28_A),
    Clause::agreed(CYCLE_IMAGES_ARE_LOCAL, |sent| {
        let Some(tile) = of(sent, Template::Cycle) else { return Kept::Silent };
        let mut images = tile
            .children
            .iter()
            .filter(|child| child.name.local.starts_with("CycleImage"))
            .peekable();
        if images.peek().is_none() {
            return Kept::Silent;
        }
        match images.find(|image| !is_local(&image.text)) {
            Some(image) => Kept::No(found(Field::Body, "the path of a local image", &*image.text)),
            None => Kept::Yes,
        }
    }),
    Clause::agreed(ALL_SIZES_ARE_SENT, all_sizes),
    Clause::agreed(IMAGE_PATHS_ARE_UNCHANGED, image_paths),
    Clause::agreed(LONG_IMAGE_URIS_NOT_FOR_7_0, |sent| {
        let (Some(tile), Some(OsVersion::V7_0)) = (classic(sent), sent.os()) else {
            return Kept::Silent;
        };
        let long = |text: &str| text.chars().count() > IMAGE_URI_LIMIT;
        match images(tile).find(|image| long(&image.text)) {
            Some(image) => {
                Kept::No(found(Field::Body, "an image URI of 260 characters at most", &*image.text))
            }
            None if images(tile).next().is_some() => Kept::Yes,
            None => Kept::Silent,
        }
    }),
    Clause::agreed(TILE_ID_IS_SPELT_ID, |sent| match tile(sent).map(id_like) {
        Some(Some(id)) if id.is("Id") => Kept::Yes,
        Some(Some(id)) => {
            let broken = found(Field::Body, "the attribute `Id` in no namespace", &*id.name.local);
            if id.is("ID") { Kept::No(broken.excused_by(D25_B)) } else { Kept::No(broken) }
        }
        _ => Kept::Silent,
    }),
    Clause::agreed(TILE_ID_IS_THE_NAVIGATION_URI, navigation_uri),
    Clause::agreed(NO_TILE_ID_FOR_THE_DEFAULT_TILE, |sent| {
        let (Some(tile), Some(told)) = (tile(sent), told(sent)) else { return Kept::Silent };
        if sent.os() == Some(OsVersion::V7_0) || told.id.as_deref().is_some_and(|id| !id.is_empty())
        {
            return Kept::Silent;
        }
        match tile.attribute("Id") {
            None => Kept::Yes,
            Some("") => Kept::No(broken(Field::Body, "no `Id`").excused_by(D25_EMPTY)),
            Some(id) => Kept::No(found(Field::Body, "no `Id`", id)),
        }
    }),
    Clause::agreed(NO_BACK_TITLE_FOR_7_0, |sent| no_property_for_7_0(sent, Property::BackTitle)),
    Clause::agreed(NO_BACK_BACKGROUND_IMAGE_FOR_7_0, |sent| {
        no_property_for_7_0(sent, Property::BackBackgroundImage)
    }),
    Clause::agreed(NO_BACK_CONTENT_FOR_7_0, |sent| {
        no_property_for_7_0(sent, Property::BackContent)
    }),
    Clause::agreed(NO_TILE_ID_FOR_7_0, |sent| {
        let had = told(sent).is_some_and(|told| told.id.is_some());
        let Some(tile) = tile(sent) else { return Kept::Silent };
        spared(sent, OsVersion::V7_1, tile.attribute("Id").is_some(), had, "no `Id` for that phone")
    }),
    Clause::agreed(TEMPLATES_ONLY_FROM_8_0, |sent| {
        let newer = |template| matches!(template, Template::Iconic | Template::Cycle);
        spared_template(
            sent,
            OsVersion::V8_0,
            newer,
            "neither an iconic nor a cycle tile for that phone",
        )
    }),
    Clause::agreed(FLIP_ONLY_FROM_7_8, |sent| {
        spared_template(
            sent,
            OsVersion::V7_8,
            |template| template == Template::Flip,
            "no flip tile for that phone",
        )
    }),
];

pub(super) fn tile<'s>(sent: &'s Sent<'_>) -> Option<&'s Element<'static>> {
    sent.child(Kind::Tile)
}

/// The template of a tile, if it is a known one.
pub(super) fn template(tile: &Element<'_>) -> Option<Template> {
    let name = tile.attribute("Template");
    Template::ALL.iter().copied().find(|template| template.wire_name() == name)
}

pub(super) fn stranger_of(
    sent: &Sent<'_>,
    tile: &Element<'_>,
    template: Template,
) -> Option<Box<str>> {
    stranger(sent, tile, &parts(&elements(template)))
}

/// Whether a text can be the value of such a property; an empty one changes nothing.
pub(super) fn is_value(value: Value, text: &str) -> bool {
    match value {
        _ if text.is_empty() => true,
        Value::Count => {
            text.bytes().all(|octet| octet.is_ascii_digit())
                && text.parse::<u32>().is_ok_and(|count| count <= 99)
        }
        Value::Colour => text.strip_prefix('#').is_some_and(|hex| {
            hex.len() == 8 && hex.bytes().all(|octet| octet.is_ascii_hexdigit())
        }),
        Value::Image | Value::Text => true,
    }
}

pub(super) fn is_cleared(element: &Element<'_>) -> bool {
    element.attribute("Action") == Some("Clear")
}

pub(super) fn is_local(path: &str) -> bool {
    let starts = |scheme: &str| {
        path.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    !starts("http://") && !starts("https://")
}

fn told<'t>(sent: &Sent<'t>) -> Option<&'t Tile<'static>> {
    match sent.payload()? {
        Payload::Tile(tile) => Some(tile),
        _ => None,
    }
}

fn of<'s>(sent: &'s Sent<'_>, wanted: Template) -> Option<&'s Element<'static>> {
    tile(sent).filter(|tile| template(tile) == Some(wanted))
}

fn classic<'s>(sent: &'s Sent<'_>) -> Option<&'s Element<'static>> {
    of(sent, Template::Classic)
}

fn elements(template: Template) -> Vec<&'static str> {
    template.rows().iter().map(|row| row.property.name()).collect()
}

fn parts<'p>(elements: &'p [&'static str]) -> Parts<'p> {
    // How the id is spelt, and where a version stands, are rules of their own.
    let attribute = |it: &Attribute<'_>| it.is("Template") || it.is("Version") || is_id_like(it);
    Parts { attribute, elements, mark: is_mark }
}

fn is_mark(element: &Element<'_>, attribute: &Attribute<'_>) -> bool {
    let is_image = || element.name.local.contains("Image");
    (attribute.is("Action") && attribute.value == "Clear")
        || (attribute.is("IsRelative") && is_image())
}

fn images<'s>(tile: &'s Element<'static>) -> impl Iterator<Item = &'s Element<'static>> {
    tile.children.iter().filter(|child| child.name.local.contains("Image"))
}

/// The attribute that is the id, or wants to be.
fn id_like<'s, 'a>(tile: &'s Element<'a>) -> Option<&'s Attribute<'a>> {
    let mut misspelt = tile.attributes.iter().filter(|it| is_id_like(it) && !it.is("Id"));
    misspelt.next().or_else(|| tile.attributes.iter().find(|it| it.is("Id")))
}

fn is_id_like(attribute: &Attribute<'_>) -> bool {
    attribute.name.local.eq_ignore_ascii_case("id")
}

fn only(sent: &Sent<'_>, wanted: Template) -> Kept {
    let Some(tile) = of(sent, wanted) else { return Kept::Silent };
    match stranger_of(sent, tile, wanted) {
        Some(stranger) => Kept::No(found(
            Field::Body,
            "a tile with the properties of its template only",
            &*stranger,
        )),
        None => Kept::Yes,
    }
}

fn valued(sent: &Sent<'_>, property: Property, expected: &'static str) -> Kept {
    match tile(sent).and_then(|tile| first(tile, property.name())) {
        Some(element) if !is_cleared(element) && !element.text.is_empty() => {
            keeps(is_value(property.value(), &element.text), || {
                found(Field::Body, expected, &*element.text)
            })
        }
        _ => Kept::Silent,
    }
}

fn lasts(tile: Option<&Element<'_>>, names: &[&str]) -> Kept {
    let Some(tile) = tile else { return Kept::Silent };
    let mut there = names.iter().filter_map(|name| first(tile, name)).peekable();
    if there.peek().is_none() {
        return Kept::Silent;
    }
    match there.find(|element| is_cleared(element)) {
        Some(element) => {
            Kept::No(found(Field::Body, "an image that is not cleared", &*element.name.local))
        }
        None => Kept::Yes,
    }
}

/// Who was told what to send is not blamed for the sizes that were not told.
fn all_sizes(sent: &Sent<'_>) -> Kept {
    let Some(tile) = tile(sent) else { return Kept::Silent };
    // How the names of the elements begin that fill each size.
    let sizes = match template(tile) {
        Some(Template::Flip) => ["SmallBackgroundImage", "BackgroundImage", "WideBackgroundImage"],
        Some(Template::Iconic) => ["SmallIconImage", "IconImage", "WideContent"],
        Some(Template::Cycle) => ["SmallBackgroundImage", "CycleImage", "CycleImage"],
        Some(Template::Classic) | None => return Kept::Silent,
    };
    let fills = |size: &str| tile.children.iter().any(|child| child.name.local.starts_with(size));
    match sizes.into_iter().find(|size| !fills(size)) {
        None => Kept::Yes,
        Some(_) if told(sent).is_some() => Kept::Silent,
        Some(size) => {
            let missing = alloc::format!("no {size}");
            Kept::No(found(Field::Body, "a small, a medium and a wide size", missing))
        }
    }
}

fn image_paths(sent: &Sent<'_>) -> Kept {
    let (Some(tile), Some(told)) = (tile(sent), told(sent)) else { return Kept::Silent };
    let mut kept = Kept::Silent;
    for (property, change) in told.properties.iter() {
        let (Some(image), Change::Set(path)) = (first(tile, property.name()), change) else {
            continue;
        };
        let concerns =
            property.value() == Value::Image && is_local(path) && path.chars().all(is_char);
        if !concerns || path.is_empty() || !image.children.is_empty() {
            continue;
        }
        if image.text != *path {
            return Kept::No(wanted(Field::Body, path, shown(&*image.text)));
        }
        kept = Kept::Yes;
    }
    kept
}

fn navigation_uri(sent: &Sent<'_>) -> Kept {
    let (Some(tile), Some(told)) = (tile(sent), told(sent)) else { return Kept::Silent };
    let Some(uri) = told.id.as_deref().filter(|id| !id.is_empty() && id.chars().all(is_char))
    else {
        return Kept::Silent;
    };
    if sent.os() == Some(OsVersion::V7_0) {
        return Kept::Silent;
    }
    match id_like(tile) {
        Some(id) if id.value == uri => Kept::Yes,
        Some(id) => Kept::No(wanted(Field::Body, uri, shown(&*id.value))),
        // It may be in an attribute of another name, which is a breach of its own.
        None if tile.attributes.iter().any(|it| !it.is("Template") && !it.is("Version")) => {
            Kept::Silent
        }
        None => Kept::No(wanted(Field::Body, uri, Some("no `Id`".into()))),
    }
}

/// Whether older phones are spared something, where there was an occasion to do so.
fn spared(sent: &Sent<'_>, since: OsVersion, has: bool, had: bool, expected: &'static str) -> Kept {
    match sent.os() {
        Some(os) if has && os < since => Kept::No(broken(Field::Body, expected)),
        Some(os) if (has && os >= since) || (had && os < since) => Kept::Yes,
        _ => Kept::Silent,
    }
}

fn no_property_for_7_0(sent: &Sent<'_>, property: Property) -> Kept {
    let Some(tile) = classic(sent) else { return Kept::Silent };
    let has = first(tile, property.name()).is_some();
    let had = told(sent).is_some_and(|told| told.properties.iter().any(|(it, _)| *it == property));
    if sent.os() != Some(OsVersion::V7_0) {
        return Kept::Silent;
    }
    spared(sent, OsVersion::V7_1, has, had, "no such property for that phone")
}

fn spared_template(
    sent: &Sent<'_>,
    since: OsVersion,
    is: fn(Template) -> bool,
    expected: &'static str,
) -> Kept {
    let Some(template) = tile(sent).and_then(template) else { return Kept::Silent };
    let had = told(sent).is_some_and(|told| is(told.template));
    spared(sent, since, is(template), had, expected)
}
