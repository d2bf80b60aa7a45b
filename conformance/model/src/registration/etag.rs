use core::fmt;

use crate::grammar::Malformed;

/// The version of a registration: one at first, and one more with every write.
///
/// ```text
/// etag   = "W/" DQUOTE number DQUOTE      ; in the field `ETag` and in the entry's attribute
/// number = 1*DIGIT                        ; below 2^64; alone in the element `ETag`
/// ```
///
/// Not accepted: strong tags, and tags that are no numbers.
///
/// Recorded answers of the service (H-18).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ETag(pub u64);

impl ETag {
    /// That of a registration which has been written once.
    pub const FIRST: Self = Self(1);

    /// That after another write.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// Reads a weak tag.
    ///
    /// # Errors
    ///
    /// Everything else is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        let inner =
            value.strip_prefix(b"W/\"").ok_or_else(|| Malformed::new(value, 0, "`W/\"`"))?;
        number(value, inner, "\"").map(Self)
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "W/\"{}\"", self.0)
    }
}

/// The value of `If-Match`, in any of the spellings that clients send.
///
/// ```text
/// if-match = "*" / DQUOTE "*" DQUOTE / [ "W/" ] DQUOTE number DQUOTE / number
/// ```
///
/// Not accepted: lists, tags that are no numbers.
///
/// Practice of the SDKs (H-20); the documents have only `*` and the tag itself.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum IfMatch {
    /// `*`: whatever there is.
    Any,
    /// `"*"`: the same.
    QuotedAny,
    /// `"1"`.
    Strong(ETag),
    /// `W/"1"`.
    Weak(ETag),
    /// `1`.
    Bare(ETag),
}

impl IfMatch {
    /// Reads a condition.
    ///
    /// # Errors
    ///
    /// Everything but the five spellings is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        match value {
            b"*" => Ok(Self::Any),
            b"\"*\"" => Ok(Self::QuotedAny),
            [b'W', ..] => ETag::parse(value).map(Self::Weak),
            [b'"', inner @ ..] => Ok(Self::Strong(ETag(number(value, inner, "\"")?))),
            [b'0'..=b'9', ..] => Ok(Self::Bare(ETag(number(value, value, "")?))),
            _ => Err(Malformed::new(value, 0, "`*`, a number, `\"` or `W/\"`")),
        }
    }

    /// The version that it asks for, unless any will do.
    #[must_use]
    pub const fn etag(self) -> Option<ETag> {
        match self {
            Self::Any | Self::QuotedAny => None,
            Self::Strong(etag) | Self::Weak(etag) | Self::Bare(etag) => Some(etag),
        }
    }

    /// Whether a registration of that version satisfies it.
    #[must_use]
    pub fn admits(self, current: ETag) -> bool {
        self.etag().is_none_or(|etag| etag == current)
    }
}

impl fmt::Display for IfMatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::QuotedAny => f.write_str("\"*\""),
            Self::Strong(ETag(number)) => write!(f, "\"{number}\""),
            Self::Weak(etag) => etag.fmt(f),
            Self::Bare(ETag(number)) => number.fmt(f),
        }
    }
}

/// The digits at the start of `inner`, which is the end of `value`, up to the closing mark.
fn number(value: &[u8], inner: &[u8], close: &str) -> Result<u64, Malformed> {
    let start = value.len() - inner.len();
    let length = inner.iter().take_while(|octet| octet.is_ascii_digit()).count();
    let (digits, rest) = inner.split_at(length);
    if digits.is_empty() {
        return Err(Malformed::new(value, start, "a digit"));
    }
    if rest != close.as_bytes() {
        let expected = if close.is_empty() { "a digit or the end" } else { "a digit or `\"`" };
        let at = start + length + usize::from(!close.is_empty() && rest.starts_with(b"\""));
        return Err(Malformed::new(
            value,
            at,
            if at > start + length { "the end" } else { expected },
        ));
    }
    let sum = digits
        .iter()
        .try_fold(0u64, |sum, &digit| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')));
    sum.ok_or_else(|| Malformed::new(value, start, "a number below 2^64"))
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{ETag, IfMatch};

    #[test]
    fn the_five_spellings_of_a_condition_are_told_apart_and_read_back() {
        for (text, condition) in [
            ("*", IfMatch::Any),
            ("\"*\"", IfMatch::QuotedAny),
            ("\"1\"", IfMatch::Strong(ETag(1))),
            ("W/\"1\"", IfMatch::Weak(ETag(1))),
            ("1", IfMatch::Bare(ETag(1))),
        ] {
            assert_eq!(IfMatch::parse(text.as_bytes()), Ok(condition));
            assert_eq!(condition.to_string(), text);
            assert!(condition.admits(ETag(1)));
            assert_eq!(condition.admits(ETag(2)), condition.etag().is_none());
        }
    }

    #[test]
    fn other_conditions_are_refused_where_they_go_wrong() {
        for (text, complaint) in [
            ("", "expected `*`, a number, `\"` or `W/\"` at octet 0, but found the end"),
            ("w/\"1\"", "expected `*`, a number, `\"` or `W/\"` at octet 0, but found `w/\"1\"`"),
            ("W/1", "expected `W/\"` at octet 0, but found `W/1`"),
            ("W/\"*\"", "expected a digit at octet 3, but found `*\"`"),
            ("\"1", "expected a digit or `\"` at octet 2, but found the end"),
            ("\"1\", \"2\"", "expected the end at octet 3, but found `, \"2\"`"),
            ("\"\"", "expected a digit at octet 1, but found `\"`"),
            ("\"1a\"", "expected a digit or `\"` at octet 2, but found `a\"`"),
            ("1 ", "expected a digit or the end at octet 1, but found ` `"),
            (
                "18446744073709551616",
                "expected a number below 2^64 at octet 0, but found `18446744073709551616`",
            ),
        ] {
            assert_eq!(IfMatch::parse(text.as_bytes()).unwrap_err().to_string(), complaint);
        }
    }

    #[test]
    fn versions_begin_with_one_and_rise_by_one() {
        assert_eq!(ETag::FIRST.to_string(), "W/\"1\"");
        assert_eq!(ETag::FIRST.next().to_string(), "W/\"2\"");
        assert_eq!(ETag::parse(b"W/\"2\""), Ok(ETag(2)));
        assert!(ETag::parse(b"\"2\"").is_err());
        assert_eq!(ETag(u64::MAX).next(), ETag(u64::MAX));
    }
}
