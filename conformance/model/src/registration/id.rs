use core::fmt;

use crate::grammar::Malformed;

/// The id of a registration, as a hub mints it.
///
/// ```text
/// registration-id = number "-" number "-" partition     ; each below 2^63
/// number          = nonzero *DIGIT
/// partition       = "0" / number
/// nonzero         = %x31-39
/// ```
///
/// Not accepted: leading zeros, signs, blanks, another count of parts. To everyone but the hub an
/// id is opaque, so whoever holds a foreign one keeps its text.
///
/// Recorded answers of the service (H-66); ids of 2013 had no partition.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct RegistrationId {
    numbers: [u64; 2],
    partition: u64,
}

impl RegistrationId {
    /// Makes an id of random numbers: of each, 63 bits count, and zero counts as one.
    #[must_use]
    pub const fn mint(random: [u64; 2], partition: u8) -> Self {
        let [first, second] = random;
        let numbers = [positive(first), positive(second)];
        Self { numbers, partition: partition as u64 }
    }

    /// Reads an id.
    ///
    /// # Errors
    ///
    /// Whatever is not spelled as a hub does is malformed.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let mut parts = [0; 3];
        let mut rest = text;
        for (n, part) in parts.iter_mut().enumerate() {
            let at = text.len() - rest.len();
            let malformed = |expected| Err(Malformed::new(text.as_bytes(), at, expected));
            let length = rest.bytes().position(|octet| !octet.is_ascii_digit());
            let (digits, after) = rest.split_at(length.unwrap_or(rest.len()));
            if digits.is_empty() {
                return malformed("a digit");
            }
            if digits.len() > 1 && digits.starts_with('0') {
                return malformed("a number without leading zeros");
            }
            *part = match digits.parse::<u64>() {
                Ok(0) if n < 2 => return malformed("a positive number"),
                Ok(number) if number <= LIMIT => number,
                _ => return malformed("a number below 2^63"),
            };
            rest = if n == 2 { after } else { after.strip_prefix('-').unwrap_or(after) };
            let fits = if n == 2 { after.is_empty() } else { rest.len() < after.len() };
            if !fits {
                let at = text.len() - after.len();
                let expected = if n == 2 { "the end of the id" } else { "`-`" };
                return Err(Malformed::new(text.as_bytes(), at, expected));
            }
        }
        let [first, second, partition] = parts;
        Ok(Self { numbers: [first, second], partition })
    }
}

impl fmt::Display for RegistrationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.numbers;
        write!(f, "{first}-{second}-{}", self.partition)
    }
}

const LIMIT: u64 = u64::MAX >> 1;

const fn positive(random: u64) -> u64 {
    match random & LIMIT {
        0 => 1,
        number => number,
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::RegistrationId;

    #[test]
    fn recorded_ids_read_back() {
        for text in [
            "2335707656381260644-4071611309203321228-2",
            "123-234-1",
            "9223372036854775807-1-0",
            "1-1-9223372036854775807",
        ] {
            assert_eq!(RegistrationId::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn random_numbers_make_ids() {
        let id = RegistrationId::mint([u64::MAX, 1 << 63], 3);
        assert_eq!(id.to_string(), "9223372036854775807-1-3");
    }

    #[test]
    fn other_texts_are_refused_where_they_go_wrong() {
        for (text, complaint) in [
            ("", "expected a digit at octet 0, but found the end"),
            ("5", "expected `-` at octet 1, but found the end"),
            ("1a-2-3", "expected `-` at octet 1, but found `a-2-3`"),
            ("1-2", "expected `-` at octet 3, but found the end"),
            ("1-2-", "expected a digit at octet 4, but found the end"),
            ("1-2-3-4", "expected the end of the id at octet 5, but found `-4`"),
            ("1-2-3 ", "expected the end of the id at octet 5, but found ` `"),
            ("0-2-3", "expected a positive number at octet 0, but found `0-2-3`"),
            ("1-02-3", "expected a number without leading zeros at octet 2, but found `02-3`"),
            (
                "1-9223372036854775808-3",
                "expected a number below 2^63 at octet 2, but found `9223372036854775808-3`",
            ),
            ("+1-2-3", "expected a digit at octet 0, but found `+1-2-3`"),
            ("1-\u{664}-3", "expected a digit at octet 2, but found `\u{664}-3`"),
        ] {
            assert_eq!(RegistrationId::parse(text).unwrap_err().to_string(), complaint);
        }
    }
}
