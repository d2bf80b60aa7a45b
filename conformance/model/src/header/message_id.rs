use core::fmt;

use crate::grammar::Malformed;

/// The value of `X-MessageID`: a UUID that comes back in the response.
///
/// ```text
/// message-id = 8lhex "-" 4lhex "-" 4lhex "-" 4lhex "-" 12lhex
/// lhex       = DIGIT / %x61-66                        ; lower-case letters only
/// ```
///
/// Not accepted: upper case, braces, a UUID without hyphens, several values (D-04).
///
/// Sending push notifications (hh202945).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct MessageId(u128);

impl MessageId {
    /// The id of zeros only, which a captured response has (M-55).
    pub const NIL: Self = Self(0);

    /// The id with these 128 bits.
    #[must_use]
    pub const fn new(bits: u128) -> Self {
        Self(bits)
    }

    /// Reads an id.
    ///
    /// # Errors
    ///
    /// Every other spelling of a UUID, and everything else, is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        let mut bits = 0;
        for at in 0..36 {
            let expected = if matches!(at, 8 | 13 | 18 | 23) { "`-`" } else { LHEX };
            match value.get(at) {
                Some(b'-') if expected != LHEX => {}
                Some(&octet @ b'0'..=b'9') if expected == LHEX => {
                    bits = bits << 4 | u128::from(octet - b'0');
                }
                Some(&octet @ b'a'..=b'f') if expected == LHEX => {
                    bits = bits << 4 | u128::from(octet - b'a' + 10);
                }
                _ => return Err(Malformed::new(value, at, expected)),
            }
        }
        if value.len() > 36 {
            return Err(Malformed::new(value, 36, "the end of the UUID"));
        }
        Ok(Self(bits))
    }
}

const LHEX: &str = "a lower-case hexadecimal digit";

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = |shift: u32, digits: u32| (self.0 >> shift) & ((1 << (4 * digits)) - 1);
        write!(
            f,
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            group(96, 8),
            group(80, 4),
            group(64, 4),
            group(48, 4),
            group(0, 12)
        )
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::MessageId;

    const TEXT: &str = "1cf1fe12-57c1-4d37-9e5b-0a1b2c3d4e5f";

    #[test]
    fn the_canonical_form_reads_back() {
        assert_eq!(MessageId::parse(TEXT.as_bytes()).unwrap().to_string(), TEXT);
        assert_eq!(MessageId::NIL.to_string(), "00000000-0000-0000-0000-000000000000");
    }

    #[test]
    fn other_spellings_of_a_uuid_are_refused() {
        let upper = TEXT.to_uppercase();
        let plain = TEXT.replace('-', "");
        let braced = alloc::format!("{{{TEXT}}}");
        let twice = alloc::format!("{TEXT}{TEXT}");
        for (text, at) in
            [(&upper[..], 1), (&plain, 8), (&braced, 0), (&twice, 36), ("", 0), (&TEXT[..35], 35)]
        {
            assert_eq!(MessageId::parse(text.as_bytes()).unwrap_err().at, at, "{text}");
        }
    }
}
