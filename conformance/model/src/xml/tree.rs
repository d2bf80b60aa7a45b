use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::source::Encoding;
use super::walk::{Step, Walk};
use crate::grammar::Fault;

/// A name and the namespace that it is from.
#[derive(Clone, Debug)]
pub struct Name<'a> {
    /// As it was written, or empty.
    pub prefix: Cow<'a, str>,
    /// Without the prefix.
    pub local: Cow<'a, str>,
    /// What the prefix stands for; empty when nothing.
    pub namespace: Cow<'a, str>,
}

impl Name<'_> {
    fn into_owned(self) -> Name<'static> {
        Name {
            prefix: Cow::Owned(self.prefix.into_owned()),
            local: Cow::Owned(self.local.into_owned()),
            namespace: Cow::Owned(self.namespace.into_owned()),
        }
    }
}

/// The prefix is how a name was written, not what it is.
impl PartialEq for Name<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.local == other.local && self.namespace == other.namespace
    }
}

impl Eq for Name<'_> {}

/// An attribute, other than declarations of namespaces.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Attribute<'a> {
    /// Where its name begins.
    pub at: usize,
    /// Its name.
    pub name: Name<'a>,
    /// Its value, references resolved.
    pub value: Cow<'a, str>,
}

impl Attribute<'_> {
    /// Whether it has this name, without a namespace.
    #[must_use]
    pub fn is(&self, local: &str) -> bool {
        self.name.namespace.is_empty() && self.name.local == local
    }
}

/// An element with everything inside.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Element<'a> {
    /// Where its start tag begins.
    pub at: usize,
    /// Where its content begins.
    pub content_at: usize,
    /// Its name.
    pub name: Name<'a>,
    /// Its attributes, in the order of the document.
    pub attributes: Vec<Attribute<'a>>,
    /// The characters right inside, references resolved and pieces joined.
    pub text: Cow<'a, str>,
    /// The elements right inside, in the order of the document.
    pub children: Vec<Self>,
}

impl Element<'_> {
    /// The value of the attribute with this name, without a namespace.
    #[must_use]
    pub fn attribute(&self, local: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| attribute.is(local)).map(|it| &*it.value)
    }

    /// Whether it has this name in this namespace.
    #[must_use]
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.name.namespace == namespace && self.name.local == local
    }

    /// The same, borrowing nothing.
    #[must_use]
    pub fn into_owned(self) -> Element<'static> {
        let owned = |Attribute { at, name, value }| Attribute {
            at,
            name: Name::into_owned(name),
            value: Cow::Owned(Cow::into_owned(value)),
        };
        Element {
            at: self.at,
            content_at: self.content_at,
            name: self.name.into_owned(),
            attributes: self.attributes.into_iter().map(owned).collect(),
            text: Cow::Owned(self.text.into_owned()),
            children: self.children.into_iter().map(Element::into_owned).collect(),
        }
    }
}

/// How the five special characters were written in a document.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Escapes {
    /// `>` stood for itself in a text or a value.
    pub bare_greater: bool,
    /// `'` stood for itself in a text or a value.
    pub bare_apostrophe: bool,
    /// `"` stood for itself in a text or a value.
    pub bare_quotation: bool,
    /// One of the five was written as a numeric reference in a text.
    pub numeric: bool,
    /// There was a CDATA section.
    pub section: bool,
}

impl Escapes {
    /// The characters that stood for themselves although the documents want them encoded.
    pub fn bare(self) -> impl Iterator<Item = char> {
        let flags =
            [(self.bare_greater, '>'), (self.bare_apostrophe, '\''), (self.bare_quotation, '"')];
        flags.into_iter().filter_map(|(bare, char)| bare.then_some(char))
    }

    /// Sees the values in a tag, where every quote opens one or closes it.
    fn see_values(&mut self, tag: &str) {
        let mut rest = tag;
        while let Some(at) = rest.find(['"', '\'']) {
            let (quote, after) = rest[at..].split_at(1);
            let Some((value, after)) = after.split_once(quote) else { break };
            self.see(value);
            rest = after;
        }
    }

    fn see(&mut self, text: &str) {
        let octets = text.as_bytes();
        self.bare_greater |= octets.contains(&b'>');
        self.bare_apostrophe |= octets.contains(&b'\'');
        self.bare_quotation |= octets.contains(&b'"');
    }
}

/// A whole document.
pub(crate) struct Tree<'a> {
    pub(crate) declared: bool,
    pub(crate) escapes: Escapes,
    pub(crate) root: Element<'a>,
}

impl<'a> Tree<'a> {
    pub(crate) fn read(text: &'a str, encoding: Encoding) -> Result<Self, Fault> {
        let mut walk = Walk::new(text, encoding)?;
        let mut escapes = Escapes::default();
        let mut open: Vec<Element<'a>> = Vec::with_capacity(4);
        let mut root = None;
        while let Some(step) = walk.step()? {
            match (step, open.last_mut()) {
                (Step::Open { at, content_at, name, attributes }, _) => {
                    if !attributes.is_empty() {
                        escapes.see_values(&text[at..content_at]);
                    }
                    let (text, children) = (Cow::Borrowed(""), Vec::new());
                    open.push(Element { at, content_at, name, attributes, text, children });
                }
                (Step::Text(text), Some(element)) => {
                    escapes.see(&text);
                    join(&mut element.text, text);
                }
                (Step::Section(text), Some(element)) => {
                    escapes.section = true;
                    join(&mut element.text, text);
                }
                (Step::Entity(char), Some(element)) => owned(&mut element.text).push(char),
                (Step::Number(char), Some(element)) => {
                    escapes.numeric |= matches!(char, '<' | '>' | '&' | '\'' | '"');
                    owned(&mut element.text).push(char);
                }
                (Step::Close, _) => {
                    let closed = open.pop();
                    match (open.last_mut(), closed) {
                        (Some(parent), Some(closed)) => parent.children.push(closed),
                        (None, closed) => root = closed,
                        (Some(_), None) => {}
                    }
                }
                (_, None) => {}
            }
        }
        let expected = "a root element";
        let root = root.ok_or(Fault { at: text.len(), expected })?;
        Ok(Self { declared: walk.declared, escapes, root })
    }
}

fn join<'a>(text: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if text.is_empty() {
        *text = piece;
    } else {
        owned(text).push_str(&piece);
    }
}

/// The text as a string of its own, with room for the pieces that are likely to follow.
fn owned<'t>(text: &'t mut Cow<'_, str>) -> &'t mut String {
    if let Cow::Borrowed(lent) = *text {
        let mut string = String::with_capacity(lent.len() + 128);
        string.push_str(lent);
        *text = Cow::Owned(string);
    }
    text.to_mut()
}
