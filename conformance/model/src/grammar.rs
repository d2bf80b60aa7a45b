//! What every reader of wire bytes answers when the bytes do not fit.

use alloc::string::String;
use core::fmt;

/// What a grammar wanted, as a noun phrase.
pub type Expected = &'static str;

/// Bytes that do not fit their grammar: where, what belonged there, and what was there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Malformed {
    /// Octets of the input before the place.
    pub at: usize,
    /// What belonged there.
    pub expected: Expected,
    /// What was there.
    pub found: Found,
}

impl Malformed {
    /// The complaint that `input` has something other than `expected` after `at` octets.
    #[must_use]
    pub fn new(input: &[u8], at: usize, expected: Expected) -> Self {
        Self { at, expected, found: Found::of(input.get(at..).unwrap_or_default()) }
    }
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at octet {}, but found {}", self.expected, self.at, self.found)
    }
}

impl core::error::Error for Malformed {}

/// The start of what was found, escaped and bounded so that it can be printed anywhere.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Found(Option<String>);

impl Found {
    const LIMIT: usize = 24;

    fn of(rest: &[u8]) -> Self {
        if rest.is_empty() {
            return Self(None);
        }
        let head = &rest[..rest.len().min(4 * Self::LIMIT)];
        let mut text = String::new();
        for (n, char) in head.utf8_chunks().flat_map(chars).enumerate() {
            if n == Self::LIMIT {
                text.push('…');
                break;
            }
            match char {
                Ok('`') => text.extend('`'.escape_unicode()),
                Ok(char) if char.is_control() => text.extend(char.escape_default()),
                Ok(char) => text.push(char),
                Err(octet) => text.extend(core::ascii::escape_default(octet).map(char::from)),
            }
        }
        Self(Some(text))
    }

    /// The text; nothing when the input ended.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(text) => write!(f, "`{text}`"),
            None => f.write_str("the end"),
        }
    }
}

/// A complaint inside a text that its reader holds: turned into [`Malformed`] at the border.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) expected: Expected,
}

pub(crate) const fn fault<T>(at: usize, expected: Expected) -> Result<T, Fault> {
    Err(Fault { at, expected })
}

fn chars(chunk: core::str::Utf8Chunk<'_>) -> impl Iterator<Item = Result<char, u8>> {
    chunk.valid().chars().map(Ok).chain(chunk.invalid().iter().copied().map(Err))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::Malformed;

    #[test]
    fn a_complaint_names_place_wish_and_finding() {
        let complaint = Malformed::new(b"ab-cd", 2, "a digit");
        assert_eq!(complaint.to_string(), "expected a digit at octet 2, but found `-cd`");
    }

    #[test]
    fn the_end_is_told_as_such() {
        assert_eq!(
            Malformed::new(b"ab", 2, "c").to_string(),
            "expected c at octet 2, but found the end"
        );
        assert_eq!(Malformed::new(b"ab", 9, "c").found.text(), None);
    }

    #[test]
    fn what_was_found_is_escaped() {
        let complaint = Malformed::new(b"\r\n`\xff\xc3\xa9", 0, "x");
        assert_eq!(complaint.found.text(), Some("\\r\\n\\u{60}\\xffé"));
    }

    #[test]
    fn what_was_found_is_bounded() {
        let long = [b'a'; 4096];
        let complaint = Malformed::new(&long, 0, "x");
        assert_eq!(complaint.found.text().unwrap().chars().count(), 25);
    }
}
