//! The bodies of notifications.
//!
//! Three readings, from lenient to strict: [`is_well_formed`](crate::xml::is_well_formed) is what a
//! push service checks, [`Document::read`] shows what a well-formed body holds, and
//! [`Payload::read`] is the grammar that a sender owes.

mod document;
mod json;
mod tile;
mod toast;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

pub use document::Document;
pub use tile::{Change, Property, Row, Template, Tile, Value};
pub use toast::{Sound, Toast};

use crate::edition::OsVersion;
use crate::grammar::{Fault, Malformed, fault};
use crate::header::Kind;
use crate::xml::{Element, Source, Tree};

/// The namespace of notifications.
pub const NAMESPACE: &str = "WPNotification";

/// The octets that a payload may have from 7.1 on (M-100).
pub const PAYLOAD_LIMIT: usize = 3072;

/// The octets that a payload may have in 7.0, and everywhere without doubt (D-22).
pub const PAYLOAD_LIMIT_7_0: usize = 1024;

/// The characters that a toast's parameter should stay within, counted after encoding (M-73).
pub const PARAM_LIMIT: usize = 256;

/// The octets that a callback message may have.
pub const CALLBACK_LIMIT: usize = 1024;

/// The characters beyond which the URI of a remote image broke tiles of 7.0 (M-94).
pub const IMAGE_URI_LIMIT: usize = 260;

/// What a notification brings.
///
/// ```text
/// notification = <wp:Notification xmlns:wp="WPNotification"> ( toast / tile ) </wp:Notification>
/// raw          = *OCTET
/// ```
///
/// The prefix, white space between elements, the order of properties and the declaration are free.
/// Not accepted: another root or namespace, more than one child, unknown or repeated elements and
/// attributes, text between elements.
///
/// Sending push notifications (hh202945).
#[derive(Clone, Debug, PartialEq)]
pub enum Payload<'a> {
    /// A message over the screen.
    Toast(Toast<'a>),
    /// An update of a tile.
    Tile(Tile<'a>),
    /// Whatever the app understands.
    Raw(Cow<'a, [u8]>),
}

impl<'a> Payload<'a> {
    /// Reads the body of a notification whose kind is known.
    ///
    /// # Errors
    ///
    /// A toast or tile that breaks the grammar is malformed; nothing raw is.
    pub fn read(kind: Kind, octets: &[u8]) -> Result<Payload<'static>, Malformed> {
        match kind {
            Kind::Raw => Ok(Payload::Raw(Cow::Owned(octets.into()))),
            Kind::Toast => read(octets, |child| match &*child.name.local {
                "Toast" => Toast::read(child).map(Payload::Toast),
                _ => fault(child.at, "a `Toast`"),
            }),
            Kind::Tile => read(octets, |child| match &*child.name.local {
                "Tile" => Tile::read(child).map(Payload::Tile),
                _ => fault(child.at, "a `Tile`"),
            }),
        }
    }

    /// Reads a toast or a tile, whichever the root's child says.
    ///
    /// # Errors
    ///
    /// Whatever is neither is malformed.
    pub fn sniff(octets: &[u8]) -> Result<Payload<'static>, Malformed> {
        read(octets, |child| match &*child.name.local {
            "Toast" => Toast::read(child).map(Payload::Toast),
            "Tile" => Tile::read(child).map(Payload::Tile),
            _ => fault(child.at, "a `Toast` or a `Tile`"),
        })
    }

    /// Writes the body in its canonical form: declared, prefixed `wp`, in the documents' order, the
    /// five characters escaped, no white space.
    ///
    /// What was written reads back as equal, as long as the grammar holds for it.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        match self {
            Self::Toast(toast) => toast.write().into_bytes(),
            Self::Tile(tile) => tile.write().into_bytes(),
            Self::Raw(octets) => octets.to_vec(),
        }
    }

    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Toast(_) => Kind::Toast,
            Self::Tile(_) => Kind::Tile,
            Self::Raw(_) => Kind::Raw,
        }
    }

    /// The first thing in it that a phone of that system does not know.
    #[must_use]
    pub fn unknown_to(&self, os: OsVersion) -> Option<Unknown> {
        match self {
            Self::Toast(toast) => toast.unknown_to(os),
            Self::Tile(tile) => tile.unknown_to(os),
            Self::Raw(_) => None,
        }
    }

    /// The same for a phone of that system: what it does not know is left out, and a template that
    /// it does not know becomes a tile without one (S003-21 to S003-26, M-85).
    #[must_use]
    pub fn for_os(&self, os: OsVersion) -> Self {
        match self {
            Self::Toast(toast) => Self::Toast(toast.for_os(os)),
            Self::Tile(tile) => Self::Tile(tile.for_os(os)),
            Self::Raw(octets) => Self::Raw(octets.clone()),
        }
    }

    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Payload<'static> {
        match self {
            Self::Toast(toast) => Payload::Toast(toast.into_owned()),
            Self::Tile(tile) => Payload::Tile(tile.into_owned()),
            Self::Raw(octets) => Payload::Raw(Cow::Owned(octets.into_owned())),
        }
    }
}

/// A part of a payload that a phone does not know.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unknown {
    /// A toast's parameter, before 7.1.
    Param,
    /// A toast's sound, before 8.0 Update 3.
    Sound,
    /// A tile's id, before 7.1.
    Id,
    /// A template, before 8.0, or 7.8 for Flip.
    Template(Template),
    /// A property of a tile without a template, before 7.1.
    Property(Property),
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Param => "Param",
            Self::Sound => "Sound",
            Self::Id => "Id",
            Self::Template(template) => template.wire_name().unwrap_or("no template"),
            Self::Property(property) => property.name(),
        })
    }
}

/// Reads the frame, hands its only child to `inner`, and checks that the version suits the child.
fn read(
    octets: &[u8],
    inner: impl FnOnce(Element<'_>) -> Result<Payload<'static>, Fault>,
) -> Result<Payload<'static>, Malformed> {
    let source = Source::decode(octets)?;
    let grammar = || {
        let mut root = Tree::read(source.text(), source.encoding())?.root;
        if !root.is(NAMESPACE, "Notification") {
            return fault(root.at, "a `Notification` of the namespace `WPNotification`");
        }
        if !is_blank(&root.text) {
            return fault(root.content_at, "no text in a notification");
        }
        let version = root.attributes.iter().find(|attribute| attribute.is("Version"));
        if let Some(other) = root.attributes.iter().find(|attribute| !attribute.is("Version")) {
            return fault(other.at, "no attribute but `Version`");
        }
        if let Some(second) = root.children.get(1) {
            return fault(second.at, "one `Toast` or `Tile`");
        }
        let Some(child) = root.children.pop() else {
            return fault(root.content_at, "a `Toast` or a `Tile`");
        };
        if child.name.namespace != NAMESPACE {
            return fault(child.at, "an element of the namespace `WPNotification`");
        }
        let mut payload = inner(child)?;
        match (&mut payload, version) {
            (_, None) => {}
            (Payload::Tile(tile), Some(version)) if tile.template != Template::Classic => {
                if version.value != VERSION {
                    return fault(version.at, "`Version=\"2.0\"`");
                }
                tile.version = Some(Cow::Borrowed(VERSION));
            }
            (_, Some(version)) => {
                return fault(version.at, "no version on a toast or a tile without a template");
            }
        }
        Ok(payload)
    };
    grammar().map_err(|fault| source.malformed(fault))
}

/// Opens the canonical frame.
fn begin(body: &mut String, version: Option<&str>) {
    body.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    body.push_str("<wp:Notification xmlns:wp=\"WPNotification\"");
    if let Some(version) = version {
        attribute(body, "Version", version);
    }
    body.push('>');
}

fn attribute(body: &mut String, name: &str, value: &str) {
    for piece in [" ", name, "=\"", &crate::xml::escape(value), "\""] {
        body.push_str(piece);
    }
}

/// Writes one property, its attribute included.
fn property(body: &mut String, name: &str, mark: Option<(&str, &str)>, text: &str) {
    body.push_str("<wp:");
    body.push_str(name);
    if let Some((name, value)) = mark {
        attribute(body, name, value);
    }
    for piece in [">", &crate::xml::escape(text), "</wp:", name, ">"] {
        body.push_str(piece);
    }
}

/// Checks that an element is a property: from the namespace, and without elements inside.
fn leaf(element: &Element<'_>) -> Result<(), Fault> {
    if element.name.namespace != NAMESPACE {
        return fault(element.at, "an element of the namespace `WPNotification`");
    }
    match element.children.first() {
        Some(child) => fault(child.at, "text"),
        None => Ok(()),
    }
}

/// Checks that the only attributes are those.
fn only(element: &Element<'_>, known: &[&str]) -> Result<(), Fault> {
    let stranger =
        |attribute: &&crate::xml::Attribute<'_>| !known.iter().any(|it| attribute.is(it));
    match element.attributes.iter().find(stranger) {
        Some(stranger) => fault(stranger.at, "no such attribute"),
        None => Ok(()),
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|octet| matches!(octet, b' ' | b'\t' | b'\r' | b'\n'))
}

/// The version of the root over every template.
const VERSION: &str = "2.0";

#[cfg(test)]
mod tests {
    use super::Payload;
    use crate::header::Kind;

    #[test]
    fn another_frame_is_refused_where_it_stands() {
        for (body, at) in [
            ("<wp:Notification xmlns:wp='WPNotification'><wp:Toast/></wp:Notification>", None),
            ("<Notification xmlns='WPNotification'><Tile/></Notification>", None),
            ("<Notification><Toast/></Notification>", Some(0)),
            ("<w:Notification xmlns:w='wpnotification'><w:Toast/></w:Notification>", Some(0)),
            ("<w:notification xmlns:w='WPNotification'><w:Toast/></w:notification>", Some(0)),
            ("<w:Toast xmlns:w='WPNotification'/>", Some(0)),
            ("<w:Notification xmlns:w='WPNotification'><Toast/></w:Notification>", Some(41)),
            ("<w:Notification xmlns:w='WPNotification'><w:Raw/></w:Notification>", Some(41)),
            (
                "<w:Notification xmlns:w='WPNotification' w:Version='2.0'><w:Tile/></w:Notification>",
                Some(41),
            ),
            ("<w:Notification xmlns:w='WPNotification'><w:Tile></w:Notification>", Some(49)),
        ] {
            assert_eq!(Payload::sniff(body.as_bytes()).err().map(|it| it.at), at, "{body}");
        }
    }

    #[test]
    fn every_octet_is_raw_and_comes_back() {
        for body in
            [&b""[..], b"\x01\x02\x03\x04\x05\x06\x07\x08", b"<root><Value1>1<Value1>", b"\xff\xfe"]
        {
            let payload = Payload::read(Kind::Raw, body).unwrap();
            assert_eq!(payload.kind(), Kind::Raw);
            assert_eq!(payload.write(), body);
        }
    }
}
