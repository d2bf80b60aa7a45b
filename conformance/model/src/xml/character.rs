/// Whether a document may hold the character at all, written out or as a reference.
///
/// ```text
/// Char = %x9 / %xA / %xD / %x20-D7FF / %xE000-FFFD / %x10000-10FFFF
/// ```
#[must_use]
pub const fn is_char(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Where the first character stands that no document may hold.
pub(super) fn stranger(text: &str) -> Option<usize> {
    let suspicious = |octet: u8| (octet < b' ' && !is_space(octet)) || octet == 0xef;
    let octets = text.as_bytes();
    if !octets.iter().fold(false, |any, &octet| any | suspicious(octet)) {
        return None;
    }
    text.char_indices().find(|&(_, char)| !is_char(char)).map(|(at, _)| at)
}

pub(super) const fn is_space(octet: u8) -> bool {
    matches!(octet, b' ' | b'\t' | b'\r' | b'\n')
}

/// The octets of the name at the start of the text, colons among them.
pub(super) fn name_length(text: &str) -> usize {
    let ascii = text.bytes().position(|octet| !is_ascii_name(octet)).unwrap_or(text.len());
    if text.as_bytes().get(ascii).is_some_and(|octet| !octet.is_ascii()) {
        return text.find(|char| !is_name(char)).unwrap_or(text.len());
    }
    ascii
}

/// Whether a name, or a part of one, begins as it may.
pub(super) fn begins_name(part: &str) -> bool {
    part.chars().next().is_some_and(is_name_start)
}

const fn is_ascii_name(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b':' | b'-' | b'.')
}

const fn is_name_start(char: char) -> bool {
    matches!(char,
        'A'..='Z' | 'a'..='z' | '_'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

const fn is_name(char: char) -> bool {
    is_name_start(char)
        || matches!(char, ':' | '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}
