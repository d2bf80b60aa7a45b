use alloc::borrow::Cow;
use alloc::string::String;

use super::character::{is_char, is_space};
use crate::grammar::{Fault, fault};

/// The character that `name` of `&name;` stands for.
///
/// ```text
/// name = "lt" / "gt" / "amp" / "apos" / "quot" / "#" 1*DIGIT / "#x" 1*HEXDIG
/// ```
pub(super) fn resolve(name: &str) -> Option<char> {
    let (digits, radix) = match name.as_bytes() {
        b"lt" => return Some('<'),
        b"gt" => return Some('>'),
        b"amp" => return Some('&'),
        b"apos" => return Some('\''),
        b"quot" => return Some('"'),
        [b'#', b'x', digits @ ..] => (digits, 16),
        [b'#', digits @ ..] => (digits, 10),
        _ => return None,
    };
    if digits.is_empty() {
        return None;
    }
    let number = digits.iter().try_fold(0u32, |number, &octet| {
        number.checked_mul(radix)?.checked_add(char::from(octet).to_digit(radix)?)
    })?;
    char::from_u32(number).filter(|&char| is_char(char))
}

/// The text that readers see: every end of line is one line feed.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The value that readers see: references resolved, white space made blanks.
pub(super) fn value(raw: &str, at: usize) -> Result<Cow<'_, str>, Fault> {
    let Some(first) = raw.bytes().position(is_special) else {
        return Ok(Cow::Borrowed(raw));
    };
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut next = Some(first);
    while let Some(length) = next {
        value.push_str(&rest[..length]);
        let here = at + raw.len() - rest.len() + length;
        rest = match rest.as_bytes()[length] {
            b'&' => {
                let name = rest[length + 1..].split_once(';');
                let resolved = name.and_then(|(name, rest)| Some((resolve(name)?, rest)));
                let Some((char, rest)) = resolved else { return fault(here, REFERENCE) };
                value.push(char);
                rest
            }
            b'<' => return fault(here, "no `<` in an attribute"),
            _ => {
                value.push(' ');
                let skip = if rest[length..].starts_with("\r\n") { 2 } else { 1 };
                &rest[length + skip..]
            }
        };
        next = rest.bytes().position(is_special);
    }
    value.push_str(rest);
    Ok(Cow::Owned(value))
}

pub(super) const REFERENCE: &str = "a named reference or one to a character of XML";

const fn is_special(octet: u8) -> bool {
    matches!(octet, b'&' | b'<') || (is_space(octet) && octet != b' ')
}

#[cfg(test)]
mod tests {
    use super::{lines, resolve, value};

    #[test]
    fn references_to_characters_of_xml_are_resolved() {
        for (name, char) in [
            ("lt", Some('<')),
            ("#x1F600", Some('\u{1f600}')),
            ("#0000000000000000000065", Some('A')),
            ("#", None),
            ("#x", None),
            ("#-1", None),
            ("#11", None),
            ("#xDFFF", None),
            ("#4294967361", None),
            ("LT", None),
            ("copy", None),
        ] {
            assert_eq!(resolve(name), char, "{name}");
        }
    }

    #[test]
    fn ends_of_lines_become_line_feeds() {
        assert_eq!(lines("a\r\nb\rc\n\r"), "a\nb\nc\n\n");
    }

    #[test]
    fn white_space_of_values_becomes_blanks_unless_referenced() {
        assert_eq!(value("a\r\nb\tc&#10;d", 0).unwrap(), "a b c\nd");
    }
}
