use alloc::string::String;
use core::fmt;

use percent_encoding::percent_decode;

use crate::grammar::Malformed;

/// The value of `$filter`: registrations by their handle.
///
/// ```text
/// filter  = field 1*SP "eq" 1*SP "'" *( char / "''" ) "'"
/// field   = "ChannelUri" / "DeviceToken" / "GcmRegistrationId"
/// ```
///
/// In a request it is form-encoded or percent-encoded; a quote inside the handle is doubled. The
/// service finds handles of every platform by `ChannelUri`. Not accepted: every other query.
///
/// Hubs REST reference, read all registrations with a channel (H-17, H-33).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Filter {
    /// What the handle is called.
    pub field: FilterField,
    /// The handle.
    pub handle: String,
}

/// What a handle is called in a filter.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum FilterField {
    /// The handle of any platform.
    ChannelUri,
    /// That of Apple.
    DeviceToken,
    /// That of GCM.
    GcmRegistrationId,
}

impl FilterField {
    /// Every field.
    pub const ALL: &'static [Self] =
        &[Self::ChannelUri, Self::DeviceToken, Self::GcmRegistrationId];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ChannelUri => "ChannelUri",
            Self::DeviceToken => "DeviceToken",
            Self::GcmRegistrationId => "GcmRegistrationId",
        }
    }
}

impl Filter {
    /// Reads a filter, encoding undone.
    ///
    /// # Errors
    ///
    /// Everything else is malformed.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let malformed = |at, expected| Malformed::new(text.as_bytes(), at, expected);
        let start = text.len() - text.trim_start_matches(' ').len();
        let (field, rest) = FilterField::ALL
            .iter()
            .find_map(|&field| Some((field, text[start..].strip_prefix(field.name())?)))
            .ok_or_else(|| {
                malformed(start, "`ChannelUri`, `DeviceToken` or `GcmRegistrationId`")
            })?;
        let rest = word(text, rest, "eq")?;
        let at = text.len() - rest.len();
        let rest = rest.trim_start_matches(' ');
        if text.len() - rest.len() == at {
            return Err(malformed(at, "a blank"));
        }
        let literal = rest.strip_prefix('\'');
        let mut rest = literal.ok_or_else(|| malformed(text.len() - rest.len(), "`'`"))?;
        let mut handle = String::new();
        loop {
            let Some((piece, after)) = rest.split_once('\'') else {
                return Err(malformed(text.len(), "`'`"));
            };
            handle.push_str(piece);
            let Some(after) = after.strip_prefix('\'') else {
                rest = after.trim_end_matches(' ');
                break;
            };
            handle.push('\'');
            rest = after;
        }
        if !rest.is_empty() {
            let at = text.trim_end_matches(' ').len() - rest.len();
            return Err(malformed(at, "the end of the filter, or `''` inside it"));
        }
        Ok(Self { field, handle })
    }

    /// Undoes form-encoding, and with it percent-encoding; then reads a filter.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse), with places in the text that was encoded.
    pub fn parse_encoded(value: &str) -> Result<Self, Malformed> {
        let spaced = value.replace('+', " ");
        let decoded = percent_decode(spaced.as_bytes()).decode_utf8();
        match decoded {
            Ok(text) => Self::parse(&text),
            Err(error) => Err(Malformed::new(value.as_bytes(), error.valid_up_to(), "UTF-8")),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} eq '{}'", self.field.name(), self.handle.replace('\'', "''"))
    }
}

/// Blanks and a word, of which `rest` is the end of `text`.
fn word<'a>(text: &str, rest: &'a str, word: &'static str) -> Result<&'a str, Malformed> {
    let trimmed = rest.trim_start_matches(' ');
    if trimmed.len() == rest.len() {
        return Err(Malformed::new(text.as_bytes(), text.len() - rest.len(), "a blank"));
    }
    let after = trimmed.strip_prefix(word);
    after.ok_or_else(|| Malformed::new(text.as_bytes(), text.len() - trimmed.len(), "`eq`"))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{Filter, FilterField};

    #[test]
    fn the_three_filters_read_back() {
        for &field in FilterField::ALL {
            let filter = Filter { field, handle: "https://h/?a='b'&c=1+2 é".into() };
            assert_eq!(Filter::parse(&filter.to_string()), Ok(filter));
        }
    }

    #[test]
    fn both_encodings_are_undone() {
        let filter = Filter { field: FilterField::ChannelUri, handle: "https://h/a+b".into() };
        for value in [
            "ChannelUri+eq+%27https%3A%2F%2Fh%2Fa%2Bb%27",
            "ChannelUri%20eq%20%27https%3a%2f%2fh%2fa%2bb%27",
            "ChannelUri%20eq%20'https://h/a%2Bb'",
            "++ChannelUri++eq%20%20'https://h/a%2Bb'+",
        ] {
            assert_eq!(Filter::parse_encoded(value).as_ref(), Ok(&filter));
        }
        let quoted = Filter::parse_encoded("DeviceToken+eq+%27a%27%27b%27").unwrap();
        assert_eq!(quoted.handle, "a'b");
    }

    #[test]
    fn other_filters_are_refused_where_they_go_wrong() {
        for (text, at) in [
            ("", 0),
            ("Tags eq 'a'", 0),
            ("channeluri eq 'a'", 0),
            ("ChannelUri", 10),
            ("ChannelUri ne 'a'", 11),
            ("ChannelUri EQ 'a'", 11),
            ("ChannelUri eq'a'", 13),
            ("ChannelUri eq a", 14),
            ("ChannelUri eq 'a", 16),
            ("ChannelUri eq 'a''", 18),
            ("ChannelUri eq 'a'b'", 17),
            ("ChannelUri eq 'a' b  ", 17),
            ("ChannelUri eq 'a' or ChannelUri eq 'b'", 17),
        ] {
            assert_eq!(Filter::parse(text).unwrap_err().at, at, "{text}");
        }
        assert_eq!(Filter::parse_encoded("ChannelUri+eq+%ff").unwrap_err().at, 14);
    }
}
