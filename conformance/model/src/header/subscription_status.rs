use core::fmt;

use super::spelled;
use crate::grammar::Malformed;

/// The value of `X-SubscriptionStatus`: whether the channel is alive.
///
/// ```text
/// subscription-status = "Active" / "Expired"
/// ```
///
/// Letters count in any case. Not accepted: anything else.
///
/// Response codes (ff941100).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum SubscriptionStatus {
    /// Alive.
    Active,
    /// Dead for good.
    Expired,
}

impl SubscriptionStatus {
    /// Every value.
    pub const ALL: &'static [Self] = &[Self::Active, Self::Expired];

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Any other word is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        spelled(value, Self::ALL, Self::name)
            .ok_or_else(|| Malformed::new(value, 0, "a subscription status"))
    }

    /// The spelling on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Expired => "Expired",
        }
    }
}

impl fmt::Display for SubscriptionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::SubscriptionStatus;

    #[test]
    fn every_value_is_read_in_any_case() {
        for &value in SubscriptionStatus::ALL {
            let name = value.name();
            for text in [name.into(), name.to_lowercase(), name.to_uppercase()] {
                assert_eq!(SubscriptionStatus::parse(text.as_bytes()), Ok(value));
            }
        }
    }

    #[test]
    fn other_words_are_refused() {
        for value in [&b""[..], b"Inactive", b"N/A", b" Active"] {
            assert!(SubscriptionStatus::parse(value).is_err(), "{value:?}");
        }
    }
}
