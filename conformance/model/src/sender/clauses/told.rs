//! What a message owes to what was told.

use alloc::vec::Vec;

use super::document::{first, stranger};
use super::{Clause, Kept, Sent, keeps, shown, tile, toast, wanted};
use crate::answer::Field;
use crate::header::Kind;
use crate::payload::{Change, Payload, Property, Sound, Template, Value};
use crate::requirement::*;
use crate::xml::{Element, is_char};

pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(SENDS_THE_MESSAGE, |sent| match sent.payload() {
        Some(told) => keeps(sent.meant == told.kind(), || {
            wanted(Field::Message, told.kind().name(), Some(sent.meant.name().into()))
        }),
        None => Kept::Silent,
    }),
    Clause::agreed(TEXTS_SURVIVE, texts_survive),
    Clause::agreed(RAW_BODY_IS_UNCHANGED, |sent| match sent.payload() {
        Some(Payload::Raw(octets)) if sent.meant == Kind::Raw => {
            let expected = alloc::format!("the {} octets that were told", octets.len());
            keeps(sent.is_told_body(), || wanted(Field::Body, &expected, None))
        }
        _ => Kept::Silent,
    }),
];

/// Every text that was told, attributes among them.
pub(super) fn texts<'t>(sent: &Sent<'t>) -> Vec<&'t str> {
    let Some(payload) = sent.payload() else { return Vec::new() };
    let id = match payload {
        Payload::Tile(tile) => tile.id.as_deref(),
        _ => None,
    };
    let texts = parts(payload).into_iter().filter_map(|part| match part.content {
        Content::Text(text) => Some(text),
        Content::Cleared | Content::Silenced => None,
    });
    texts.chain(id).collect()
}

/// An element that was told.
struct Part<'p> {
    name: &'static str,
    property: Option<Property>,
    content: Content<'p>,
}

#[derive(Clone, Copy)]
enum Content<'p> {
    Text(&'p str),
    Cleared,
    Silenced,
}

fn parts<'p>(payload: &'p Payload<'_>) -> Vec<Part<'p>> {
    let plain = |name, content| Part { name, property: None, content };
    match payload {
        Payload::Toast(toast) => {
            let sound = toast.sound.as_ref().map(|sound| match sound {
                Sound::File(path) => Content::Text(path),
                Sound::Silent => Content::Silenced,
            });
            let text = |text: &'p Option<_>| text.as_deref().map(Content::Text);
            [
                ("Text1", text(&toast.text1)),
                ("Text2", text(&toast.text2)),
                ("Param", text(&toast.param)),
                ("Sound", sound),
            ]
            .into_iter()
            .filter_map(|(name, content)| Some(plain(name, content?)))
            .collect()
        }
        Payload::Tile(tile) => {
            let part = |(property, change): &'p (Property, Change<'_>)| Part {
                name: property.name(),
                property: Some(*property),
                content: match change {
                    Change::Set(text) => Content::Text(text),
                    Change::Clear => Content::Cleared,
                },
            };
            tile.properties.iter().map(part).collect()
        }
        Payload::Raw(_) => Vec::new(),
    }
}

fn texts_survive(sent: &Sent<'_>) -> Kept {
    let (Some(payload), Some(os)) = (sent.payload(), sent.os()) else { return Kept::Silent };
    let (element, template, has_stranger) = match payload {
        Payload::Raw(_) => return Kept::Silent,
        Payload::Toast(_) => {
            let Some(toast) = toast::toast(sent) else { return Kept::Silent };
            (toast, Template::Classic, stranger(sent, toast, &toast::PARTS).is_some())
        }
        Payload::Tile(told) => {
            let Some(tile) = tile::tile(sent) else { return Kept::Silent };
            let Some(template) = tile::template(tile) else { return Kept::Silent };
            let has_stranger = tile::stranger_of(sent, tile, template).is_some();
            if template != told.template && os >= told.template.since() && !has_stranger {
                let expected = told.template.wire_name().unwrap_or("no template");
                let found = template.wire_name().unwrap_or("no template").into();
                return Kept::No(wanted(Field::Body, expected, Some(found)));
            }
            (tile, template, has_stranger)
        }
    };
    let known = payload.for_os(os);
    let known: Vec<&str> = parts(&known).iter().map(|part| part.name).collect();
    let mut compared = false;
    for part in parts(payload) {
        if !is_owed(&part)
            || element.children.iter().filter(|child| child.name.local == part.name).count() > 1
        {
            continue;
        }
        let has_place = part.property.is_none_or(|property| template.row(property).is_some());
        let survives = match first(element, part.name) {
            Some(sent) => survives(&part, sent, template),
            None => {
                let is_empty = matches!(part.content, Content::Text(""));
                is_empty
                    || has_stranger
                    || !has_place
                    || !known.contains(&part.name)
                    || is_kept(&part, template)
            }
        };
        if !survives {
            let expected = match part.content {
                Content::Text(text) => alloc::format!("{} `{text}`", part.name),
                Content::Cleared => alloc::format!("{} cleared", part.name),
                Content::Silenced => alloc::format!("{} silent", part.name),
            };
            let text = first(element, part.name).map_or("no such element", |sent| &sent.text);
            return Kept::No(wanted(Field::Body, &expected, shown(text)));
        }
        compared = true;
    }
    if compared { Kept::Yes } else { Kept::Silent }
}

/// Whether what was told can be sent at all, and is not what rules of their own are about.
fn is_owed(part: &Part<'_>) -> bool {
    let Content::Text(text) = part.content else { return true };
    text.chars().all(is_char)
        && part.property.is_none_or(|property| tile::is_value(property.value(), text))
}

/// A cleared property that should not be cleared may be left alone.
fn is_kept(part: &Part<'_>, template: Template) -> bool {
    let lasting =
        part.property.and_then(|property| template.row(property)).is_some_and(|row| !row.clearable);
    matches!(part.content, Content::Cleared) && lasting
}

fn survives(part: &Part<'_>, sent: &Element<'_>, template: Template) -> bool {
    match part.content {
        // An un-encoded `<` made elements of it.
        _ if !sent.children.is_empty() => true,
        Content::Cleared => tile::is_cleared(sent) || is_kept(part, template),
        Content::Silenced => sent.attribute("Silent").is_some(),
        Content::Text(text) => {
            let value = part.property.map(Property::value);
            let is_image = value == Some(Value::Image) && tile::is_local(text);
            let is_wrong = value.is_some_and(|value| !tile::is_value(value, &sent.text));
            is_image || is_wrong || is_same(text, &sent.text)
        }
    }
}

/// Whether a text is what was told, however its lines end: XML makes one line feed of each end.
fn is_same(told: &str, text: &str) -> bool {
    told == text || (told.contains('\r') && told.replace("\r\n", "\n").replace('\r', "\n") == text)
}
