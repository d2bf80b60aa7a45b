use core::fmt;

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time};

use crate::grammar::Malformed;

/// A moment, as entries and expirations write it.
///
/// ```text
/// timestamp = 4DIGIT "-" 2DIGIT "-" 2DIGIT "T" 2DIGIT ":" 2DIGIT ":" 2DIGIT
///             [ "." 1*9DIGIT ] [ "Z" ]
/// ```
///
/// Without `Z` it is meant in universal time as well. Not accepted: other zones, leap seconds,
/// moments that no calendar has.
///
/// Recorded answers of the service, which has three precisions (H-50).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// When registrations expire that do not: the last millisecond of the year 9999.
    pub const NEVER: Self = Self(PrimitiveDateTime::new(LAST_DAY, LAST_MILLISECOND).assume_utc());

    /// The moment so many seconds after the beginning of 1970; [`NEVER`](Self::NEVER) if it is later.
    #[must_use]
    pub fn from_unix(seconds: u64) -> Self {
        let seconds = i64::try_from(seconds).ok();
        let moment = seconds.and_then(|it| OffsetDateTime::from_unix_timestamp(it).ok());
        moment.map_or(Self::NEVER, Self).min(Self::NEVER)
    }

    /// The seconds from the beginning of 1970, fractions cut off; negative before.
    #[must_use]
    pub const fn unix(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// Reads a moment of any precision, with or without `Z`.
    ///
    /// # Errors
    ///
    /// Everything else is malformed.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let octets = text.as_bytes();
        let malformed = |at, expected| Malformed::new(octets, at, expected);
        let mut fields = [0; 6];
        for (field, &(start, end, before)) in fields.iter_mut().zip(FIELDS) {
            if !before.is_empty() && octets.get(start - 1) != before.as_bytes().first() {
                return Err(malformed(start - 1, SEPARATOR));
            }
            for at in start..end {
                let digit = octets.get(at).copied().filter(u8::is_ascii_digit);
                let digit = digit.ok_or_else(|| malformed(at, "a digit"))?;
                *field = *field * 10 + u32::from(digit - b'0');
            }
        }
        let mut rest = &octets[FIELDS[5].1..];
        let mut nanoseconds = 0;
        if let Some(digits) = rest.strip_prefix(b".") {
            let at = octets.len() - digits.len();
            let length = digits.iter().take_while(|octet| octet.is_ascii_digit()).count();
            if !matches!(length, 1..=9) {
                return Err(malformed(at, "1 to 9 digits"));
            }
            let padded = digits[..length].iter().copied().chain(core::iter::repeat(b'0'));
            nanoseconds = padded.take(9).fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
            rest = &digits[length..];
        }
        if !matches!(rest, b"" | b"Z") {
            return Err(malformed(octets.len() - rest.len(), "`Z` or the end"));
        }
        let [year, month, day, hour, minute, second] = fields;
        let octet = |field: u32| u8::try_from(field).unwrap_or(u8::MAX);
        let date = Month::try_from(octet(month)).ok().and_then(|month| {
            Date::from_calendar_date(i32::try_from(year).ok()?, month, octet(day)).ok()
        });
        let date = date.ok_or_else(|| malformed(0, "a day of the calendar"))?;
        let time = Time::from_hms_nano(octet(hour), octet(minute), octet(second), nanoseconds)
            .map_err(|_| malformed(FIELDS[3].0, "a time of day"))?;
        Ok(Self(PrimitiveDateTime::new(date, time).assume_utc()))
    }

    /// Its calendar date and time of day, as error bodies write them: `11/7/2018 12:18:25 AM`.
    pub(super) fn american(self) -> impl fmt::Display {
        let (date, time) = (self.0.date(), self.0.time());
        let (hour, half) = match time.hour() {
            0 => (12, "AM"),
            hour @ 1..=11 => (hour, "AM"),
            12 => (12, "PM"),
            hour => (hour - 12, "PM"),
        };
        fmt::from_fn(move |f| {
            write!(f, "{}/{}/{} ", u8::from(date.month()), date.day(), date.year())?;
            write!(f, "{hour}:{:02}:{:02} {half}", time.minute(), time.second())
        })
    }
}

/// With `Z`, and with as many digits of the fraction as it takes.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, time) = (self.0.date(), self.0.time());
        write!(f, "{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())?;
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        let (mut fraction, mut digits) = (time.nanosecond(), 9);
        if fraction > 0 {
            while fraction % 10 == 0 {
                (fraction, digits) = (fraction / 10, digits - 1);
            }
            write!(f, ".{fraction:0digits$}")?;
        }
        f.write_str("Z")
    }
}

/// Where each field begins and ends, and what stands before it.
const FIELDS: &[(usize, usize, &str); 6] =
    &[(0, 4, ""), (5, 7, "-"), (8, 10, "-"), (11, 13, "T"), (14, 16, ":"), (17, 19, ":")];

const SEPARATOR: &str = "`-`, `T` or `:`, as in `2018-11-07T00:18:25`";

const LAST_DAY: Date = match Date::from_calendar_date(9999, Month::December, 31) {
    Ok(date) => date,
    Err(_) => Date::MAX,
};

const LAST_MILLISECOND: Time = match Time::from_hms_milli(23, 59, 59, 999) {
    Ok(time) => time,
    Err(_) => Time::MIDNIGHT,
};

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::Timestamp;

    #[test]
    fn the_three_precisions_of_the_service_are_read() {
        for (text, written) in [
            ("9999-12-31T23:59:59.999", "9999-12-31T23:59:59.999Z"),
            ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
            ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
            ("2018-11-07T00:18:25Z", "2018-11-07T00:18:25Z"),
            ("2020-02-29T12:00:00.050", "2020-02-29T12:00:00.05Z"),
        ] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), written);
        }
        assert_eq!(Timestamp::NEVER.to_string(), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn unix_seconds_are_moments() {
        assert_eq!(Timestamp::from_unix(1_735_689_600).to_string(), "2025-01-01T00:00:00Z");
        assert_eq!(Timestamp::parse("2025-01-01T00:00:00.9").unwrap().unix(), 1_735_689_600);
        assert_eq!(Timestamp::from_unix(u64::MAX), Timestamp::NEVER);
        assert_eq!(Timestamp::from_unix(253_402_300_800), Timestamp::NEVER);
    }

    #[test]
    fn american_clocks_have_twelve_hours() {
        for (text, american) in [
            ("2018-11-07T00:18:25Z", "11/7/2018 12:18:25 AM"),
            ("2018-11-07T12:00:05Z", "11/7/2018 12:00:05 PM"),
            ("2018-01-17T23:59:59Z", "1/17/2018 11:59:59 PM"),
        ] {
            assert_eq!(Timestamp::parse(text).unwrap().american().to_string(), american);
        }
    }

    #[test]
    fn what_is_no_moment_is_refused_where_it_goes_wrong() {
        for (text, at) in [
            ("", 0),
            ("2018", 4),
            ("2018-11-07", 10),
            ("2018-1a-07T00:18:25Z", 6),
            ("2018-11-07 00:18:25", 10),
            ("2018-11-07T00:18", 16),
            ("2018-11-07T00:18:25.", 20),
            ("2018-11-07T00:18:25.1234567890", 20),
            ("2018-11-07T00:18:25z", 19),
            ("2018-11-07T00:18:25+01:00", 19),
            ("2018-11-07T00:18:25Z ", 19),
            ("2019-02-29T00:00:00Z", 0),
            ("2018-13-01T00:00:00Z", 0),
            ("2018-11-07T24:00:00Z", 11),
            ("2018-11-07T00:18:60Z", 11),
            ("٢018-11-07T00:18:25Z", 0),
        ] {
            assert_eq!(Timestamp::parse(text).unwrap_err().at, at, "{text}");
        }
    }
}
