use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::ATTRIBUTE_LIMIT;
use super::character::{begins_name, is_space, name_length};
use super::reference::value;
use super::tree::{Attribute, Name};
use crate::grammar::{Fault, fault};

/// Reads along a text; offsets count from the start of the whole text.
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub(super) at: usize,
    end: usize,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str, at: usize, end: usize) -> Self {
        Self { text, at, end }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Whether there was white space, now passed.
    pub(super) fn space(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.bytes().position(|octet| !is_space(octet)).unwrap_or(rest.len());
        self.at += length;
        length > 0
    }

    /// A name whose parts, cut at one colon at most, all begin as names do.
    pub(super) fn name(&mut self) -> Result<(&'a str, &'a str), Fault> {
        let start = self.at;
        let rest = self.rest();
        let whole = &rest[..name_length(rest)];
        let (prefix, local) = match whole.bytes().position(|octet| octet == b':') {
            Some(colon) => (&whole[..colon], &whole[colon + 1..]),
            None => ("", whole),
        };
        let fits = begins_name(local)
            && (local.len() == whole.len() || (begins_name(prefix) && !local.contains(':')));
        if !fits {
            return fault(start, "a name");
        }
        self.at += whole.len();
        Ok((prefix, local))
    }

    /// `=` and what stands between the quotes after it.
    pub(super) fn quoted(&mut self) -> Result<(usize, &'a str), Fault> {
        self.space();
        if !self.rest().starts_with('=') {
            return fault(self.at, "`=` after an attribute's name");
        }
        self.at += 1;
        self.space();
        let rest = self.rest();
        let Some(&quote @ (b'"' | b'\'')) = rest.as_bytes().first() else {
            return fault(self.at, "a quote");
        };
        let Some(length) = rest.bytes().skip(1).position(|octet| octet == quote) else {
            return fault(self.at, "a closing quote");
        };
        let start = self.at + 1;
        self.at = start + length + 1;
        Ok((start, &rest[1..=length]))
    }
}

/// A prefix and what it stands for; the empty prefix is that of names without one.
pub(super) struct Binding<'a> {
    prefix: &'a str,
    namespace: Cow<'a, str>,
}

/// Reads a start tag between its angle brackets, and binds the prefixes that it declares.
///
/// ```text
/// tag       = name *( S attribute ) [ S ] [ "/" ]
/// attribute = name [ S ] "=" [ S ] ( DQUOTE value DQUOTE / "'" value "'" )
/// ```
pub(super) fn open<'a>(
    mut cursor: Cursor<'a>,
    scope: &mut Vec<Binding<'a>>,
) -> Result<(Name<'a>, Vec<Attribute<'a>>), Fault> {
    let start = cursor.at;
    let name = cursor.name()?;
    let bound = scope.len();
    let mut attributes: Vec<Attribute<'a>> = Vec::new();
    loop {
        let spaced = cursor.space();
        if matches!(cursor.rest(), "" | "/") {
            break;
        }
        if !spaced {
            return fault(cursor.at, "white space or the end of the tag");
        }
        let at = cursor.at;
        if attributes.len() + scope.len() - bound == ATTRIBUTE_LIMIT {
            return fault(at, "64 attributes at most");
        }
        let (prefix, local) = cursor.name()?;
        let (value_at, raw) = cursor.quoted()?;
        let value = value(raw, value_at)?;
        match (prefix, local) {
            ("", "xmlns") => bind(scope, bound, "", value, at)?,
            ("xmlns", declared) => bind(scope, bound, declared, value, at)?,
            _ => {
                let name =
                    Name { prefix: prefix.into(), local: local.into(), namespace: "".into() };
                attributes.push(Attribute { at, name, value });
            }
        }
    }
    for n in 0..attributes.len() {
        let at = attributes[n].at;
        let prefix = &attributes[n].name.prefix;
        if !prefix.is_empty() {
            attributes[n].name.namespace = resolve(scope, prefix, at)?;
        }
        let (before, [this, ..]) = attributes.split_at(n) else { break };
        if before.iter().any(|other| other.name == this.name) {
            return fault(at, "every attribute once");
        }
    }
    let (prefix, local) = name;
    let namespace = resolve(scope, prefix, start)?;
    Ok((Name { prefix: prefix.into(), local: local.into(), namespace }, attributes))
}

fn bind<'a>(
    scope: &mut Vec<Binding<'a>>,
    bound: usize,
    prefix: &'a str,
    namespace: Cow<'a, str>,
    at: usize,
) -> Result<(), Fault> {
    if scope[bound..].iter().any(|binding| binding.prefix == prefix) {
        return fault(at, "every attribute once");
    }
    let reserved =
        prefix == "xmlns" || namespace == XMLNS || (prefix == "xml") != (namespace == XML);
    if reserved {
        return fault(at, "no declaration of a reserved prefix or namespace");
    }
    if namespace.is_empty() && !prefix.is_empty() {
        return fault(at, "a namespace for the prefix");
    }
    scope.push(Binding { prefix, namespace });
    Ok(())
}

fn resolve<'a>(scope: &[Binding<'a>], prefix: &str, at: usize) -> Result<Cow<'a, str>, Fault> {
    match scope.iter().rfind(|binding| binding.prefix == prefix) {
        Some(binding) => Ok(binding.namespace.clone()),
        None if prefix.is_empty() => Ok(Cow::Borrowed("")),
        None if prefix == "xml" => Ok(Cow::Borrowed(XML)),
        None => fault(at, "a declared prefix"),
    }
}

const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS: &str = "http://www.w3.org/2000/xmlns/";
