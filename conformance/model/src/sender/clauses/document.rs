//! What toasts and tiles share: the XML frame, its characters, its size.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;

use super::{Clause, Kept, Sent, broken, child_name, found, keeps, told};
use crate::answer::Field;
use crate::dispute::{D22_A, D22_C, D23_A, D24_WP};
use crate::header::Kind;
use crate::payload::{NAMESPACE, PAYLOAD_LIMIT, PAYLOAD_LIMIT_7_0};
use crate::requirement::*;
use crate::xml::{Attribute, Element, Encoding};

pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(PAYLOAD_IS_WELL_FORMED, |sent| match &sent.document {
        Some(Ok(_)) => Kept::Yes,
        Some(Err(malformed)) if !is_foreign(sent) && !is_bare(sent, '<') && !is_bare(sent, '&') => {
            Kept::No(found(Field::Body, "well-formed XML", malformed.to_string()))
        }
        _ => Kept::Silent,
    }),
    Clause::agreed(LESS_THAN_IS_ENCODED, |sent| owed(sent, '<', "`&lt;` for `<`")),
    Clause::agreed(AMPERSAND_IS_ENCODED, |sent| owed(sent, '&', "`&amp;` for `&`")),
    Clause::agreed(GREATER_THAN_IS_ENCODED, |sent| advised(sent, '>', "`&gt;` for `>`")),
    Clause::agreed(APOSTROPHE_IS_ENCODED, |sent| advised(sent, '\'', "`&apos;` for `'`")),
    Clause::agreed(QUOTATION_MARK_IS_ENCODED, |sent| advised(sent, '"', "`&quot;` for `\"`")),
    Clause::agreed(ENCODING_USES_THE_FIVE_ENTITIES, |sent| {
        let Some(document) = sent.well_formed() else { return Kept::Silent };
        let used: Vec<char> =
            FIVE.into_iter().filter(|char| holds(&document.root, *char)).collect();
        if used.is_empty() {
            return Kept::Silent;
        }
        let otherwise = document.escapes.numeric || document.escapes.section;
        let kept = !otherwise && !used.iter().any(|char| stands_bare(sent, *char));
        keeps(kept, || broken(Field::Body, "`&lt;`, `&gt;`, `&amp;`, `&apos;` and `&quot;`"))
    })
    .read_as(D23_A),
    Clause::agreed(PAYLOAD_IS_UTF_8, |sent| match &sent.document {
        Some(document) => keeps(!is_foreign(sent), || match document {
            Err(malformed) => found(Field::Body, "UTF-8", malformed.to_string()),
            Ok(_) => found(Field::Body, "UTF-8", "UTF-16"),
        }),
        None => Kept::Silent,
    }),
    Clause::agreed(DECLARATION_IS_SENT, |sent| match sent.well_formed() {
        Some(document) if document.encoding == Encoding::Utf8 => {
            let named = declared_encoding(sent.request.body).is_some();
            keeps(document.has_declaration && named, || {
                broken(Field::Body, "a declaration that names utf-8")
            })
        }
        _ => Kept::Silent,
    }),
    Clause::agreed(ROOT_IS_NOTIFICATION, |sent| match sent.well_formed() {
        Some(document) => {
            let name = &document.root.name.local;
            keeps(name == "Notification", || found(Field::Body, "the root `Notification`", &**name))
        }
        None => Kept::Silent,
    }),
    Clause::agreed(ROOT_IS_IN_ITS_NAMESPACE, |sent| match sent.well_formed() {
        Some(document) => {
            let namespace = &document.root.name.namespace;
            let expected = "a root in the namespace `WPNotification`";
            keeps(namespace == NAMESPACE, || {
                found(Field::Body, expected, alloc::format!("`{namespace}`"))
            })
        }
        None => Kept::Silent,
    }),
    Clause::agreed(PREFIX_IS_WP, |sent| match sent.root() {
        Some(root) => {
            let prefix = &root.name.prefix;
            keeps(prefix == "wp", || {
                found(Field::Body, "the prefix `wp`", alloc::format!("`{prefix}`"))
            })
        }
        None => Kept::Silent,
    })
    .read_as(D24_WP),
    Clause::agreed(ONE_CHILD, |sent| match sent.root() {
        Some(root) if is_mixed(root) => Kept::Silent,
        Some(root) => keeps(root.children.len() == 1, || {
            let children = alloc::format!("{} elements", root.children.len());
            found(Field::Body, "one element in the root", children)
        }),
        None => Kept::Silent,
    }),
    Clause::agreed(ONE_KIND_PER_POST, |sent| match sent.root() {
        Some(root) => {
            keeps(!is_mixed(root), || found(Field::Body, "a toast or a tile", "a toast and a tile"))
        }
        None => Kept::Silent,
    }),
    Clause::agreed(CHILD_FITS_THE_TARGET, |sent| {
        let (Some(root), Some(name)) = (sent.root(), child_name(sent.meant)) else {
            return Kept::Silent;
        };
        let [child] = root.children.as_slice() else { return Kept::Silent };
        let expected = match sent.meant {
            Kind::Toast => "a `Toast` of the namespace",
            _ => "a `Tile` of the namespace",
        };
        keeps(child.is(NAMESPACE, name), || found(Field::Body, expected, &*child.name.local))
    }),
    Clause::agreed(PAYLOAD_FITS_3072_OCTETS, |sent| {
        fits(sent.request.body.len(), PAYLOAD_LIMIT, "3072 octets at most")
    })
    .read_as(D22_A),
    Clause::agreed(PAYLOAD_FITS_1024_OCTETS, |sent| match sent.request.body.len() {
        octets if octets > PAYLOAD_LIMIT => Kept::Silent,
        // Who was told more than that could do no better.
        _ if sent.payload().is_some_and(|told| told.write().len() > PAYLOAD_LIMIT_7_0) => {
            Kept::Silent
        }
        octets => fits(octets, PAYLOAD_LIMIT_7_0, "1024 octets at most"),
    }),
    Clause::agreed(REQUEST_FITS_1024_OCTETS, |sent| {
        let octets = sent.request.body.len() + sent.request.headers.octets();
        fits(octets, PAYLOAD_LIMIT_7_0, "1024 octets at most, with the fields")
    })
    .read_as(D22_C),
];

const FIVE: [char; 5] = ['<', '>', '&', '\'', '"'];

fn fits(octets: usize, limit: usize, expected: &'static str) -> Kept {
    keeps(octets <= limit, || found(Field::Body, expected, alloc::format!("{octets} octets")))
}

fn is_mixed(root: &Element<'_>) -> bool {
    let has = |name| root.children.iter().any(|child| child.name.local == name);
    has("Toast") && has("Tile")
}

// ---- encodings --------------------------------------------------------------------------

/// Whether the octets are not UTF-8, or the declaration says that they are something else.
fn is_foreign(sent: &Sent<'_>) -> bool {
    let utf_8 = |name: &[u8]| name.eq_ignore_ascii_case(b"utf-8");
    core::str::from_utf8(sent.request.body).is_err()
        || declared_encoding(sent.request.body).is_some_and(|name| !utf_8(name))
}

fn declared_encoding(body: &[u8]) -> Option<&[u8]> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body).strip_prefix(b"<?xml")?;
    let declaration = &body[..body.windows(2).position(|window| window == b"?>")?];
    let at = declaration.windows(8).position(|window| window == b"encoding")?;
    let mut pieces = declaration[at..].split(|octet| matches!(octet, b'"' | b'\''));
    pieces.nth(1)
}

// ---- special characters -----------------------------------------------------------------

/// A character that XML itself wants encoded.
fn owed(sent: &Sent<'_>, char: char, expected: &'static str) -> Kept {
    if is_bare(sent, char) {
        return Kept::No(found(Field::Body, expected, alloc::format!("{char}")));
    }
    match sent.well_formed() {
        Some(document) if holds(&document.root, char) => Kept::Yes,
        _ => Kept::Silent,
    }
}

/// A character that only the documents want encoded.
fn advised(sent: &Sent<'_>, char: char, expected: &'static str) -> Kept {
    match sent.well_formed() {
        Some(document) if holds(&document.root, char) => keeps(!stands_bare(sent, char), || {
            found(Field::Body, expected, alloc::format!("{char}"))
        }),
        _ => Kept::Silent,
    }
}

/// Whether a `<` or `&` of a told text went into the body as it is.
pub(super) fn is_bare(sent: &Sent<'_>, char: char) -> bool {
    let body = sent.request.body;
    let mut texts = told::texts(sent).into_iter().filter(|text| text.contains(char));
    match &sent.document {
        Some(Err(_)) if is_foreign(sent) => false,
        Some(Err(_)) if char == '&' => texts.next().is_some() && has_stray_ampersand(body),
        // A text that arrived as it was told was encoded, whatever its pieces look like.
        Some(read) if char == '<' => texts.any(|text| {
            let arrived = read.as_ref().is_ok_and(|document| says(&document.root, text));
            !arrived && text.match_indices('<').any(|(at, _)| stands(body, text, at))
        }),
        _ => false,
    }
}

/// Whether a text or an attribute of a document is exactly this.
fn says(element: &Element<'_>, text: &str) -> bool {
    element.text == text
        || element.attributes.iter().any(|attribute| attribute.value == text)
        || element.children.iter().any(|child| says(child, text))
}

/// Whether a body has the `<` at this place of a text, with the characters around it.
fn stands(body: &[u8], text: &str, at: usize) -> bool {
    let plain = |char: char| !FIVE.contains(&char);
    let before = text[..at].rfind(|char| !plain(char)).map_or(0, |at| at + 1);
    let after = text[at + 1..].find(|char| !plain(char)).map_or(text.len(), |end| at + 1 + end);
    let piece = &text.as_bytes()[before..after];
    piece.len() > 1 && body.windows(piece.len()).any(|window| window == piece)
}

fn has_stray_ampersand(body: &[u8]) -> bool {
    let mut rest = body;
    while let Some(at) = rest.iter().position(|octet| *octet == b'&') {
        rest = &rest[at + 1..];
        let name = rest.iter().position(|octet| *octet == b';').map(|end| &rest[..end]);
        let is_reference = match name {
            Some(b"lt" | b"gt" | b"amp" | b"apos" | b"quot") => true,
            Some([b'#', number @ ..]) => {
                !number.is_empty() && number.iter().all(u8::is_ascii_alphanumeric)
            }
            _ => false,
        };
        if !is_reference {
            return true;
        }
    }
    false
}

/// Whether a text or an attribute of a document has the character.
fn holds(element: &Element<'_>, char: char) -> bool {
    element.text.contains(char)
        || element.attributes.iter().any(|attribute| attribute.value.contains(char))
        || element.children.iter().any(|child| holds(child, char))
}

/// Whether `>`, `'` or `"` stands for itself in a text or an attribute.
fn stands_bare(sent: &Sent<'_>, char: char) -> bool {
    let Some(document) = sent.well_formed() else { return false };
    if matches!(char, '<' | '&') {
        return false;
    }
    let body = sent.request.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sent.request.body);
    document.escapes.bare().any(|bare| bare == char)
        || core::str::from_utf8(body)
            .is_ok_and(|body| is_bare_in_attribute(&document.root, body, char))
}

fn is_bare_in_attribute(element: &Element<'_>, body: &str, char: char) -> bool {
    element
        .attributes
        .iter()
        .any(|it| raw_value(body, it).is_some_and(|value| value.contains(char)))
        || element.children.iter().any(|child| is_bare_in_attribute(child, body, char))
}

/// The value of an attribute as it was written.
fn raw_value<'b>(body: &'b str, attribute: &Attribute<'_>) -> Option<&'b str> {
    let (_, value) = body.get(attribute.at..)?.split_once('=')?;
    let value = value.trim_start();
    let quote = value.chars().next()?;
    value[quote.len_utf8()..].split(quote).next()
}

// ---- the parts of a toast or a tile -----------------------------------------------------

/// What a toast or a tile may be made of.
pub(super) struct Parts<'p> {
    /// Whether it may have this attribute itself.
    pub(super) attribute: fn(&Attribute<'_>) -> bool,
    /// Its elements.
    pub(super) elements: &'p [&'static str],
    /// Whether an element of it may have this attribute.
    pub(super) mark: fn(&Element<'_>, &Attribute<'_>) -> bool,
}

/// The first element of this name.
pub(super) fn first<'s, 'a>(parent: &'s Element<'a>, name: &str) -> Option<&'s Element<'a>> {
    parent.children.iter().find(|child| child.is(NAMESPACE, name))
}

/// Whether no known element appears twice.
pub(super) fn once(parent: Option<&Element<'_>>, parts: &Parts<'_>) -> Kept {
    let Some(parent) = parent else { return Kept::Silent };
    let twice =
        |name: &&&str| parent.children.iter().filter(|child| child.is(NAMESPACE, name)).count() > 1;
    match parts.elements.iter().find(twice) {
        Some(name) => Kept::No(found(Field::Body, "every element once", name)),
        None => Kept::Yes,
    }
}

/// The first thing that does not belong there.
pub(super) fn stranger(
    sent: &Sent<'_>,
    parent: &Element<'_>,
    parts: &Parts<'_>,
) -> Option<Box<str>> {
    if let Some(attribute) = parent.attributes.iter().find(|it| !(parts.attribute)(it)) {
        return Some(alloc::format!("attribute {}", attribute.name.local).into());
    }
    if !parent.text.trim_ascii().is_empty() {
        return Some(alloc::format!("text {}", parent.text.trim_ascii()).into());
    }
    parent.children.iter().find_map(|child| {
        if !parts.elements.iter().any(|name| child.is(NAMESPACE, name)) {
            return Some(alloc::format!("element {}", child.name.local).into());
        }
        if let Some(mark) = child.attributes.iter().find(|mark| !(parts.mark)(child, mark)) {
            return Some(
                alloc::format!("attribute {} of {}", mark.name.local, child.name.local).into(),
            );
        }
        match child.children.first() {
            Some(inner) if !is_bare(sent, '<') => {
                Some(alloc::format!("element {} in {}", inner.name.local, child.name.local).into())
            }
            _ => None,
        }
    })
}
