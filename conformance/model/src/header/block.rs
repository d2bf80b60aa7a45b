use alloc::vec::Vec;

use super::is_token;
use crate::grammar::Malformed;

/// The octets that the header fields of a request should stay within (M-99).
pub const HEADER_BUDGET: usize = 1024;

/// One line of a header block.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Field<'a> {
    /// The name, letters as they were written.
    pub name: &'a str,
    /// The value, without the white space around it.
    pub value: &'a [u8],
}

impl Field<'_> {
    /// Whether it has this name, letters in any case.
    #[must_use]
    pub const fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Reads the header fields of a message, up to the empty line or the end.
///
/// ```text
/// block = *( name ":" OWS value OWS CRLF ) [ CRLF ]
/// name  = 1*tchar
/// value = *( HTAB / SP / VCHAR / %x80-FF )
/// ```
///
/// Not accepted: white space before the colon, folded lines, bare CR or LF, control characters, a
/// line without its end.
///
/// # Errors
///
/// The first line that does not fit is malformed; offsets count octets of the block.
pub fn parse_block(block: &[u8]) -> Result<Vec<Field<'_>>, Malformed> {
    let malformed = |at, expected| Err(Malformed::new(block, at, expected));
    let mut fields = Vec::with_capacity(8);
    let mut at = 0;
    while at < block.len() && !block[at..].starts_with(b"\r\n") {
        let length = length(&block[at..], NAME);
        let colon = at + length;
        let Ok(name) = core::str::from_utf8(&block[at..colon]) else {
            return malformed(at, "a field name");
        };
        if length == 0 {
            return malformed(at, "a field name");
        }
        if block.get(colon) != Some(&b':') {
            return malformed(colon, "`:` after the field name");
        }
        let start = colon + 1;
        let end = start + self::length(&block[start..], VALUE);
        if !block[end..].starts_with(b"\r\n") {
            return malformed(end, "a visible character or the end of the line");
        }
        fields.push(Field { name, value: trim(&block[start..end]) });
        at = end + 2;
    }
    Ok(fields)
}

/// The octets that fields take on the wire, each as `name: value` and the end of its line.
#[must_use]
pub fn octets(fields: &[Field<'_>]) -> usize {
    fields.iter().map(|field| field.name.len() + field.value.len() + 4).sum()
}

const NAME: u8 = 1;
const VALUE: u8 = 2;

/// Which octets may stand in names and in values.
static PLACES: [u8; 256] = {
    let mut places = [0; 256];
    let mut octet = 0;
    while octet < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "the loop ends before 256")]
        let it = octet as u8;
        if is_token(it) {
            places[octet] |= NAME;
        }
        if it == b'\t' || (it >= b' ' && it != 0x7f) {
            places[octet] |= VALUE;
        }
        octet += 1;
    }
    places
};

fn length(octets: &[u8], place: u8) -> usize {
    octets.iter().position(|&octet| PLACES[usize::from(octet)] & place == 0).unwrap_or(octets.len())
}

fn trim(mut value: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{Field, octets, parse_block};

    #[test]
    fn fields_are_read_up_to_the_empty_line() {
        let fields =
            parse_block(b"A:1\r\nx-b: \t two words \xe9\t\r\nEmpty:\r\n\r\n<body>").unwrap();
        assert_eq!(
            fields,
            [
                Field { name: "A", value: b"1" },
                Field { name: "x-b", value: b"two words \xe9" },
                Field { name: "Empty", value: b"" },
            ]
        );
        assert!(fields[1].is("X-B"));
        assert_eq!(octets(&fields), "A: 1..x-b: two words _..Empty: ..".len());
    }

    #[test]
    fn an_empty_block_has_no_fields() {
        assert_eq!(parse_block(b""), Ok(alloc::vec![]));
        assert_eq!(parse_block(b"\r\n"), Ok(alloc::vec![]));
    }

    #[test]
    fn what_does_not_fit_is_refused_where_it_stands() {
        for (block, at) in [
            (&b"A : 1\r\n"[..], 1),
            (b"A: 1\r\n folded\r\n", 6),
            (b": 1\r\n", 0),
            (b"A: 1\n", 4),
            (b"A: 1", 4),
            (b"A: 1\r", 4),
            (b"A: a\rb\r\n", 4),
            (b"A: \0\r\n", 3),
            (b"A: \x7f\r\n", 3),
            (b"A\r\n", 1),
            (b"\xc3\xa9: 1\r\n", 0),
            (b"\n", 0),
        ] {
            assert_eq!(parse_block(block).unwrap_err().at, at, "{}", block.escape_ascii());
        }
    }
}
