use alloc::borrow::Cow;
use alloc::vec::Vec;

use quick_xml::Error;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::Event;

use super::DEPTH_LIMIT;
use super::character::is_space;
use super::reference::{REFERENCE, lines, resolve};
use super::source::Encoding;
use super::tag::{Binding, Cursor, open};
use super::tree::{Attribute, Name};
use crate::grammar::{Fault, fault};

/// Walks over a document, checking every rule on the way.
pub(super) struct Walk<'a> {
    text: &'a str,
    encoding: Encoding,
    tokens: quick_xml::Reader<&'a [u8]>,
    at: usize,
    /// Names of the open elements, and how many bindings there were before each.
    open: Vec<(&'a str, usize)>,
    scope: Vec<Binding<'a>>,
    /// The tag before was an empty element's.
    empty: bool,
    /// There was a root.
    rooted: bool,
    /// There was an XML declaration.
    pub(super) declared: bool,
}

/// What comes next.
pub(super) enum Step<'a> {
    Open { at: usize, content_at: usize, name: Name<'a>, attributes: Vec<Attribute<'a>> },
    Text(Cow<'a, str>),
    Entity(char),
    Number(char),
    Section(Cow<'a, str>),
    Close,
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str, encoding: Encoding) -> Result<Self, Fault> {
        if text.starts_with('\u{feff}') {
            return fault(0, "one byte order mark at most");
        }
        let mut tokens = quick_xml::Reader::from_str(text);
        let config = tokens.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        let (open, scope) = (Vec::with_capacity(4), Vec::with_capacity(2));
        let (empty, rooted, declared) = (false, false, false);
        Ok(Self { text, encoding, tokens, at: 0, open, scope, empty, rooted, declared })
    }

    /// The next step; nothing after the end of a complete document.
    pub(super) fn step(&mut self) -> Result<Option<Step<'a>>, Fault> {
        if core::mem::take(&mut self.empty) {
            return Ok(Some(self.close()));
        }
        loop {
            let at = self.at;
            let event = match self.tokens.read_event() {
                Ok(event) => event,
                Err(error) => return Err(refusal(&error, at)),
            };
            self.at = usize::try_from(self.tokens.buffer_position()).unwrap_or(usize::MAX);
            let Some(raw) = self.text.get(at..self.at) else {
                return fault(at, "markup");
            };
            let step = match event {
                Event::Start(_) => Some(self.open(at, false)?),
                Event::Empty(_) => Some(self.open(at, true)?),
                Event::End(_) => Some(self.end(at, raw)?),
                Event::Text(_) => self.characters(at, raw)?,
                Event::GeneralRef(_) => Some(self.reference(at, raw)?),
                Event::CData(_) => Some(self.section(at, raw)?),
                Event::Comment(_) => comment(at, raw)?,
                Event::Decl(_) => self.declaration(at)?,
                Event::PI(_) => self.instruction(at)?,
                Event::DocType(_) => return fault(at, "no document type declaration"),
                Event::Eof => return self.finish().map(|()| None),
            };
            if step.is_some() {
                return Ok(step);
            }
        }
    }

    fn open(&mut self, at: usize, empty: bool) -> Result<Step<'a>, Fault> {
        if self.open.is_empty() && self.rooted {
            return fault(at, "one root");
        }
        if self.open.len() == DEPTH_LIMIT {
            return fault(at, "32 elements inside one another at most");
        }
        let cursor = Cursor::new(self.text, at + 1, self.at - 1);
        let bound = self.scope.len();
        let raw = cursor.rest();
        let (name, attributes) = open(cursor, &mut self.scope)?;
        let colon = usize::from(!name.prefix.is_empty());
        self.open.push((&raw[..name.prefix.len() + colon + name.local.len()], bound));
        self.rooted = true;
        self.empty = empty;
        Ok(Step::Open { at, content_at: self.at, name, attributes })
    }

    fn end(&mut self, at: usize, raw: &str) -> Result<Step<'a>, Fault> {
        let name = raw.strip_prefix("</").and_then(|raw| raw.strip_suffix('>')).unwrap_or_default();
        let name = name.trim_end_matches([' ', '\t', '\r', '\n']);
        if self.open.last().is_none_or(|&(open, _)| open != name) {
            return fault(at, "the end tag of the open element");
        }
        Ok(self.close())
    }

    fn close(&mut self) -> Step<'a> {
        if let Some((_, bound)) = self.open.pop() {
            self.scope.truncate(bound);
        }
        Step::Close
    }

    fn characters(&self, at: usize, raw: &'a str) -> Result<Option<Step<'a>>, Fault> {
        if self.open.is_empty() {
            return match raw.bytes().position(|octet| !is_space(octet)) {
                Some(length) => fault(at + length, "markup"),
                None => Ok(None),
            };
        }
        match raw.as_bytes().contains(&b']').then(|| raw.find("]]>")).flatten() {
            Some(length) => fault(at + length, "`]]&gt;`"),
            None => Ok(Some(Step::Text(lines(raw)))),
        }
    }

    fn reference(&self, at: usize, raw: &str) -> Result<Step<'a>, Fault> {
        if self.open.is_empty() {
            return fault(at, "markup");
        }
        let name = raw.strip_prefix('&').and_then(|raw| raw.strip_suffix(';')).unwrap_or_default();
        match resolve(name) {
            Some(char) if name.starts_with('#') => Ok(Step::Number(char)),
            Some(char) => Ok(Step::Entity(char)),
            None => fault(at, REFERENCE),
        }
    }

    fn section(&self, at: usize, raw: &'a str) -> Result<Step<'a>, Fault> {
        if self.open.is_empty() {
            return fault(at, "markup");
        }
        match raw.strip_prefix("<![CDATA[").and_then(|raw| raw.strip_suffix("]]>")) {
            Some(text) => Ok(Step::Section(lines(text))),
            None => fault(at, "`<![CDATA[`"),
        }
    }

    /// `"<?xml" S version [ S encoding ] [ S standalone ] [ S ] "?>"`, first of all.
    fn declaration(&mut self, at: usize) -> Result<Option<Step<'a>>, Fault> {
        if at != 0 {
            return fault(at, "an XML declaration only at the start");
        }
        self.declared = true;
        let mut cursor = Cursor::new(self.text, "<?xml".len(), self.at - 2);
        let mut spaced = cursor.space();
        for wanted in ["version", "encoding", "standalone"] {
            if wanted != "version" && !cursor.rest().starts_with(wanted) {
                continue;
            }
            if !spaced {
                return fault(cursor.at, "white space");
            }
            let start = cursor.at;
            if cursor.name()? != ("", wanted) {
                return fault(start, "`version`");
            }
            let (value_at, value) = cursor.quoted()?;
            match wanted {
                "version" if value != "1.0" => return fault(value_at - 1, "`1.0` in quotes"),
                "encoding" if !self.encoding.is_called(value) => {
                    return fault(value_at - 1, "the encoding that the document has");
                }
                "standalone" if !matches!(value, "yes" | "no") => {
                    return fault(value_at - 1, "`yes` or `no` in quotes");
                }
                _ => {}
            }
            spaced = cursor.space();
        }
        if cursor.rest().is_empty() { Ok(None) } else { fault(cursor.at, "`?>`") }
    }

    /// `"<?" target [ S data ] "?>"`, the target not `xml` in any case.
    fn instruction(&self, at: usize) -> Result<Option<Step<'a>>, Fault> {
        let mut cursor = Cursor::new(self.text, at + 2, self.at - 2);
        let (prefix, target) = cursor.name()?;
        if !prefix.is_empty() {
            return fault(at + 2, "a target without a colon");
        }
        if target.eq_ignore_ascii_case("xml") {
            return fault(at, "another target than `xml`");
        }
        if !cursor.space() && !cursor.rest().is_empty() {
            return fault(cursor.at, "white space or `?>`");
        }
        Ok(None)
    }

    fn finish(&self) -> Result<(), Fault> {
        match (self.rooted, self.open.is_empty()) {
            (false, _) => fault(self.text.len(), "a root element"),
            (_, false) => fault(self.text.len(), "the end tag of the open element"),
            _ => Ok(()),
        }
    }
}

/// `"<!--" text "-->"`, the text without `--` and not ending in `-`.
fn comment<'a>(at: usize, raw: &str) -> Result<Option<Step<'a>>, Fault> {
    let text = raw.strip_prefix("<!--").and_then(|raw| raw.strip_suffix("-->"));
    let Some(text) = text else { return fault(at, "a comment") };
    match text.find("--").or_else(|| text.ends_with('-').then(|| text.len() - 1)) {
        Some(length) => fault(at + 4 + length, "no `--` in a comment"),
        None => Ok(None),
    }
}

fn refusal(error: &Error, at: usize) -> Fault {
    let expected = match error {
        Error::Syntax(error) => match error {
            SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => "markup closed by `?>`",
            SyntaxError::UnclosedComment => "a comment closed by `-->`",
            SyntaxError::UnclosedDoctype => "no document type declaration",
            SyntaxError::UnclosedCData => "a section closed by `]]>`",
            SyntaxError::UnclosedTag => "a tag closed by `>`",
            SyntaxError::UnclosedSingleQuotedAttributeValue
            | SyntaxError::UnclosedDoubleQuotedAttributeValue => "a tag with closed quotes",
            SyntaxError::InvalidBangMarkup => "a comment or a section",
        },
        Error::IllFormed(IllFormedError::UnclosedReference) => "a reference closed by `;`",
        _ => "markup",
    };
    Fault { at, expected }
}
