use alloc::borrow::Cow;
use alloc::string::String;

use super::character::stranger;
use crate::grammar::{Fault, Malformed};

/// How the characters of a document were written as octets.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the octet of less weight first.
    Utf16Le,
    /// UTF-16, the octet of more weight first.
    Utf16Be,
}

impl Encoding {
    /// Whether a declaration may call it so.
    pub(super) fn is_called(self, name: &str) -> bool {
        let names: &[&str] = match self {
            Self::Utf8 => &["utf-8"],
            Self::Utf16Le => &["utf-16", "utf-16le"],
            Self::Utf16Be => &["utf-16", "utf-16be"],
        };
        names.iter().any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// A document as it came and as text.
pub(crate) struct Source<'a> {
    octets: &'a [u8],
    text: Cow<'a, str>,
    encoding: Encoding,
    /// Octets of the byte order mark.
    mark: usize,
}

impl<'a> Source<'a> {
    /// Makes text of the octets, all of it characters that a document may hold.
    pub(crate) fn decode(octets: &'a [u8]) -> Result<Self, Malformed> {
        let source = match octets {
            [0xff, 0xfe, units @ ..] => Self {
                octets,
                text: Cow::Owned(utf16(octets, units, u16::from_le_bytes)?),
                encoding: Encoding::Utf16Le,
                mark: 2,
            },
            [0xfe, 0xff, units @ ..] => Self {
                octets,
                text: Cow::Owned(utf16(octets, units, u16::from_be_bytes)?),
                encoding: Encoding::Utf16Be,
                mark: 2,
            },
            _ => {
                let mark = if octets.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
                let text = core::str::from_utf8(&octets[mark..])
                    .map_err(|error| Malformed::new(octets, mark + error.valid_up_to(), "UTF-8"))?;
                Self { octets, text: Cow::Borrowed(text), encoding: Encoding::Utf8, mark }
            }
        };
        match stranger(source.text()) {
            Some(at) => Err(source.malformed(Fault { at, expected: "a character of XML" })),
            None => Ok(source),
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The complaint about a place in the text, as one about a place in the octets.
    pub(crate) fn malformed(&self, Fault { at, expected }: Fault) -> Malformed {
        if self.encoding == Encoding::Utf8 {
            return Malformed::new(self.octets, self.mark + at, expected);
        }
        let before = self.text.char_indices().take_while(|&(start, _)| start < at);
        let octets: usize = before.map(|(_, char)| 2 * char.len_utf16()).sum();
        let found = Malformed::new(self.text.as_bytes(), at, expected).found;
        Malformed { at: self.mark + octets, expected, found }
    }
}

fn utf16(octets: &[u8], units: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Malformed> {
    let (pairs, rest) = units.as_chunks();
    let mut text = String::with_capacity(units.len());
    let mut at = 2;
    for char in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let char = char.map_err(|_| Malformed::new(octets, at, "UTF-16"))?;
        at += 2 * char.len_utf16();
        text.push(char);
    }
    if rest.is_empty() { Ok(text) } else { Err(Malformed::new(octets, at, "UTF-16")) }
}
