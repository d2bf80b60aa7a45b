use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use super::{ATOM, SCHEMA_INSTANCE};
use crate::grammar::{Expected, Fault, Malformed};
use crate::xml::{Element, Source, Tree};

/// Why an entry, a feed or an error body could not be read. Places count octets.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DocumentFault {
    /// It is not well-formed.
    Xml(Malformed),
    /// An element is from another namespace.
    Namespace {
        /// Where its start tag begins.
        at: usize,
        /// Its name, without a prefix.
        element: String,
        /// The namespace that it belongs to; empty for none.
        expected: &'static str,
        /// The namespace that it is from; empty for none.
        found: String,
    },
    /// Something stands where something else belongs.
    Unexpected {
        /// Where it begins.
        at: usize,
        /// What belongs there.
        expected: Expected,
        /// The name of what was found.
        found: String,
    },
    /// An element is missing, or empty.
    Missing {
        /// Where the content begins in which it should be.
        at: usize,
        /// Its name.
        element: &'static str,
        /// The name of the element in which it should be.
        inside: String,
    },
    /// An element is there again.
    Twice {
        /// Where the second one begins.
        at: usize,
        /// Its name.
        element: String,
    },
}

impl DocumentFault {
    /// Octets of the input before the place.
    #[must_use]
    pub const fn at(&self) -> usize {
        match self {
            Self::Xml(malformed) => malformed.at,
            Self::Namespace { at, .. }
            | Self::Unexpected { at, .. }
            | Self::Missing { at, .. }
            | Self::Twice { at, .. } => *at,
        }
    }

    pub(super) fn unexpected(element: &Element<'_>, expected: Expected) -> Self {
        Self::Unexpected {
            at: element.at,
            expected,
            found: element.name.local.clone().into_owned(),
        }
    }

    fn at_mut(&mut self) -> &mut usize {
        match self {
            Self::Xml(malformed) => &mut malformed.at,
            Self::Namespace { at, .. }
            | Self::Unexpected { at, .. }
            | Self::Missing { at, .. }
            | Self::Twice { at, .. } => at,
        }
    }
}

impl fmt::Display for DocumentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Xml(malformed) => malformed.fmt(f),
            Self::Namespace { at, element, expected, found } => {
                write!(f, "expected `{element}` of {} at octet {at}, ", Namespace(expected))?;
                write!(f, "but found it in {}", Namespace(found))
            }
            Self::Unexpected { at, expected, found } => {
                write!(f, "expected {expected} at octet {at}, but found `{found}`")
            }
            Self::Missing { at, element, inside } => {
                write!(
                    f,
                    "expected `{element}` in `{inside}`, whose content begins at octet {at}, "
                )?;
                f.write_str("but found none")
            }
            Self::Twice { at, element } => {
                write!(f, "expected `{element}` once, but found it again at octet {at}")
            }
        }
    }
}

impl core::error::Error for DocumentFault {}

struct Namespace<'a>(&'a str);

impl fmt::Display for Namespace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("no namespace");
        }
        write!(f, "the namespace `{}`", self.0)
    }
}

/// Reads a document by a reader of elements, whose faults count octets of the text in UTF-8: from
/// here on they count octets of the document.
pub(super) fn read<T>(
    octets: &[u8],
    inner: impl FnOnce(Element<'_>) -> Result<T, DocumentFault>,
) -> Result<T, DocumentFault> {
    let source = Source::decode(octets).map_err(DocumentFault::Xml)?;
    let tree = Tree::read(source.text(), source.encoding())
        .map_err(|fault| DocumentFault::Xml(source.malformed(fault)))?;
    inner(tree.root).map_err(|mut fault| {
        let at = fault.at_mut();
        *at = source.malformed(Fault { at: *at, expected: "" }).at;
        fault
    })
}

/// Checks that an element has a name of a namespace, and holds no text of its own.
pub(super) fn frame(
    element: &Element<'_>,
    namespace: &'static str,
    local: &str,
    expected: Expected,
) -> Result<(), DocumentFault> {
    if element.name.local != local {
        return Err(DocumentFault::unexpected(element, expected));
    }
    inside(element, namespace)?;
    no_text(element)
}

/// Checks that an element is from a namespace.
pub(super) fn inside(element: &Element<'_>, expected: &'static str) -> Result<(), DocumentFault> {
    if element.name.namespace == expected {
        return Ok(());
    }
    Err(DocumentFault::Namespace {
        at: element.at,
        element: element.name.local.clone().into_owned(),
        expected,
        found: element.name.namespace.clone().into_owned(),
    })
}

/// Checks that between the elements inside an element there is only white space.
pub(super) fn no_text(element: &Element<'_>) -> Result<(), DocumentFault> {
    let text = element.text.trim_matches([' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Ok(());
    }
    let (at, found) = (element.content_at, text.chars().take(24).collect());
    Err(DocumentFault::Unexpected { at, expected: "elements without text between them", found })
}

/// The text of an element that holds no others; nothing when it is empty or nil.
pub(super) fn text(element: &Element<'_>) -> Result<Option<String>, DocumentFault> {
    if let Some(child) = element.children.first() {
        return Err(DocumentFault::unexpected(child, "text"));
    }
    let nil =
        schema_attribute(element, "nil").is_some_and(|nil| matches!(nil.trim(), "true" | "1"));
    Ok((!nil && !element.text.is_empty()).then(|| element.text.clone().into_owned()))
}

/// The value of an attribute of [`SCHEMA_INSTANCE`].
pub(super) fn schema_attribute<'e>(element: &'e Element<'_>, local: &str) -> Option<&'e str> {
    let mut attributes = element.attributes.iter();
    let is = |name: &crate::xml::Name<'_>| name.namespace == SCHEMA_INSTANCE && name.local == local;
    attributes.find(|attribute| is(&attribute.name)).map(|attribute| &*attribute.value)
}

/// Puts a text into its place, which has to be free; an empty one if the element is empty or nil.
pub(super) fn put(place: &mut Option<String>, element: &Element<'_>) -> Result<(), DocumentFault> {
    if place.is_some() {
        let (at, element) = (element.at, element.name.local.clone().into_owned());
        return Err(DocumentFault::Twice { at, element });
    }
    *place = Some(text(element)?.unwrap_or_default());
    Ok(())
}

/// What was put into a place, unless it is empty.
pub(super) fn filled(place: Option<String>) -> Option<String> {
    place.filter(|text| !text.is_empty())
}

pub(super) fn missing(inside: &Element<'_>, element: &'static str) -> DocumentFault {
    let (at, inside) = (inside.content_at, inside.name.local.clone().into_owned());
    DocumentFault::Missing { at, element, inside }
}

/// The address of the link with that relation, if the element is one.
pub(super) fn link(element: &Element<'_>, relation: &str) -> Option<String> {
    let relates = element.is(ATOM, "link") && element.attribute("rel") == Some(relation);
    relates.then(|| element.attribute("href").unwrap_or_default().to_owned())
}
