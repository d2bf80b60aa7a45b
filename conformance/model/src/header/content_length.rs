use core::fmt;

use crate::grammar::Malformed;

/// The value of `Content-Length`: the octets of the body.
///
/// ```text
/// content-length = 1*DIGIT
/// ```
///
/// Not accepted: signs, blanks, lists, numbers beyond 64 bits. Whether repeated fields agree is for
/// the reader of the message to say.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct ContentLength(pub u64);

impl ContentLength {
    /// Reads a length.
    ///
    /// # Errors
    ///
    /// Anything but digits is malformed, and so is a number beyond 64 bits.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        if let Some(at) = value.iter().position(|octet| !octet.is_ascii_digit()) {
            return Err(Malformed::new(value, at, "a digit"));
        }
        if value.is_empty() {
            return Err(Malformed::new(value, 0, "a digit"));
        }
        value
            .iter()
            .try_fold(0u64, |n, octet| n.checked_mul(10)?.checked_add(u64::from(octet - b'0')))
            .map(Self)
            .ok_or_else(|| Malformed::new(value, 0, "a number below 2^64"))
    }
}

impl fmt::Display for ContentLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::ContentLength;

    #[test]
    fn digits_are_a_length() {
        assert_eq!(ContentLength::parse(b"0"), Ok(ContentLength(0)));
        assert_eq!(ContentLength::parse(b"0012"), Ok(ContentLength(12)));
        assert_eq!(ContentLength::parse(b"18446744073709551615"), Ok(ContentLength(u64::MAX)));
    }

    #[test]
    fn signs_lists_and_overflow_are_refused() {
        for value in [&b"+1"[..], b"-1", b"", b"1,1", b"1 ", b"0x1", b"18446744073709551616"] {
            assert!(ContentLength::parse(value).is_err(), "{value:?}");
        }
    }
}
