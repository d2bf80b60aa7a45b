use core::fmt;

use super::Kind;
use crate::edition::Edition;
use crate::grammar::Malformed;

/// The value of `X-NotificationClass`: a kind of notification and how soon it is due.
///
/// ```text
/// class = 1*DIGIT      ; one of       at once  within 450 s  within 900 s
///                      ;   tile          1          11            21
///                      ;   toast         2          12            22
///                      ;   raw           3          13            23
///                      ;   raw, 7.0    3-10      13-20         23-31
/// ```
///
/// Not accepted: signs, leading zeros, numbers outside the table, the 7.0 ranges in later editions.
///
/// Sending push notifications (hh202945); the ranges are those of Microsoft's XNA sample (D-07).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct NotificationClass {
    /// Of what.
    pub kind: Kind,
    /// How soon.
    pub interval: Interval,
}

impl NotificationClass {
    /// The nine classes of the documents, by their numbers.
    pub const ALL: &'static [Self] = &[
        Self { kind: Kind::Tile, interval: Interval::Immediate },
        Self { kind: Kind::Toast, interval: Interval::Immediate },
        Self { kind: Kind::Raw, interval: Interval::Immediate },
        Self { kind: Kind::Tile, interval: Interval::Within450s },
        Self { kind: Kind::Toast, interval: Interval::Within450s },
        Self { kind: Kind::Raw, interval: Interval::Within450s },
        Self { kind: Kind::Tile, interval: Interval::Within900s },
        Self { kind: Kind::Toast, interval: Interval::Within900s },
        Self { kind: Kind::Raw, interval: Interval::Within900s },
    ];

    /// Reads one of the nine classes.
    ///
    /// # Errors
    ///
    /// Anything else is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        Self::parse_in(value, Edition::V7_1)
    }

    /// Reads a class as an edition knows it: 7.0 has ranges of them for raw.
    ///
    /// # Errors
    ///
    /// Anything else is malformed.
    pub fn parse_in(value: &[u8], edition: Edition) -> Result<Self, Malformed> {
        let number = digits(value)?;
        if value.len() > 1 && value[0] == b'0' {
            return Err(Malformed::new(value, 0, "a number without leading zeros"));
        }
        let raw = |interval| Some(Self { kind: Kind::Raw, interval });
        let class = match (edition, number) {
            (Edition::V7_0, 3..=10) => raw(Interval::Immediate),
            (Edition::V7_0, 13..=20) => raw(Interval::Within450s),
            (Edition::V7_0, 23..=31) => raw(Interval::Within900s),
            _ => Self::ALL.iter().copied().find(|class| u32::from(class.code()) == number),
        };
        class.ok_or_else(|| Malformed::new(value, 0, "a notification class"))
    }

    /// Its number; of a range, the first.
    #[must_use]
    pub const fn code(self) -> u8 {
        let kind = match self.kind {
            Kind::Tile => 1,
            Kind::Toast => 2,
            Kind::Raw => 3,
        };
        let interval = match self.interval {
            Interval::Immediate => 0,
            Interval::Within450s => 10,
            Interval::Within900s => 20,
        };
        kind + interval
    }
}

impl fmt::Display for NotificationClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.code().fmt(f)
    }
}

/// The time within which a notification is handed on.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Interval {
    /// At once.
    Immediate,
    /// Within 450 seconds.
    Within450s,
    /// Within 900 seconds.
    Within900s,
}

impl Interval {
    /// Every interval, shortest first.
    pub const ALL: &'static [Self] = &[Self::Immediate, Self::Within450s, Self::Within900s];

    /// Its length in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Immediate => 0,
            Self::Within450s => 450,
            Self::Within900s => 900,
        }
    }
}

/// Reads one or more digits, which is all that the grammar of the field asks for (S003-43).
///
/// # Errors
///
/// No digit, another character, or a number beyond 32 bits is malformed.
pub fn digits(value: &[u8]) -> Result<u32, Malformed> {
    let mut number = 0u32;
    for (at, &octet) in value.iter().enumerate() {
        if !octet.is_ascii_digit() {
            return Err(Malformed::new(value, at, "a digit"));
        }
        number = number
            .checked_mul(10)
            .and_then(|number| number.checked_add(u32::from(octet - b'0')))
            .ok_or_else(|| Malformed::new(value, 0, "a number below 2^32"))?;
    }
    if value.is_empty() { Err(Malformed::new(value, 0, "a digit")) } else { Ok(number) }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{Interval, NotificationClass, digits};
    use crate::edition::Edition;
    use crate::header::Kind;

    #[test]
    fn the_nine_classes_are_numbered_as_documented() {
        let codes: alloc::vec::Vec<u8> =
            NotificationClass::ALL.iter().map(|class| class.code()).collect();
        assert_eq!(codes, [1, 2, 3, 11, 12, 13, 21, 22, 23]);
    }

    #[test]
    fn every_class_reads_back_from_what_it_writes() {
        for &class in NotificationClass::ALL {
            assert_eq!(NotificationClass::parse(class.to_string().as_bytes()), Ok(class));
        }
    }

    #[test]
    fn every_other_number_is_refused() {
        let read =
            (0..=300).filter(|n: &u32| NotificationClass::parse(n.to_string().as_bytes()).is_ok());
        assert_eq!(read.count(), 9);
    }

    #[test]
    fn edition_7_0_has_ranges_for_raw() {
        for (number, interval) in [
            (4, Some(Interval::Immediate)),
            (10, Some(Interval::Immediate)),
            (20, Some(Interval::Within450s)),
            (31, Some(Interval::Within900s)),
            (0, None),
            (32, None),
        ] {
            let class = NotificationClass::parse_in(number.to_string().as_bytes(), Edition::V7_0);
            assert_eq!(
                class.ok().map(|class| (class.kind, class.interval)),
                interval.map(|i| (Kind::Raw, i))
            );
        }
        assert_eq!(NotificationClass::parse_in(b"22", Edition::V7_0).unwrap().kind, Kind::Toast);
    }

    #[test]
    fn leading_zeros_signs_and_blanks_are_refused() {
        for value in [&b"02"[..], b"+2", b"-2", b" 2", b"2 ", b"", b"2.0", b"4294967298"] {
            assert!(NotificationClass::parse(value).is_err(), "{value:?}");
        }
    }

    #[test]
    fn digits_take_leading_zeros_and_stop_at_32_bits() {
        assert_eq!(digits(b"002"), Ok(2));
        assert_eq!(digits(b"4294967295"), Ok(u32::MAX));
        assert!(digits(b"4294967296").is_err());
        assert_eq!(digits(b"12x").unwrap_err().at, 2);
    }
}
