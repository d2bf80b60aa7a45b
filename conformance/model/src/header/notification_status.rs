use core::fmt;

use super::spelled;
use crate::grammar::Malformed;

/// The value of `X-NotificationStatus`: what became of the notification.
///
/// ```text
/// notification-status = "Received" / "QueueFull" / "Suppressed" / "Dropped"
/// ```
///
/// Letters count in any case. Not accepted: anything else.
///
/// Response codes (ff941100).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum NotificationStatus {
    /// Accepted and queued.
    Received,
    /// Not accepted, for want of room.
    QueueFull,
    /// Discarded, because the channel takes none of that kind.
    Suppressed,
    /// Discarded.
    Dropped,
}

impl NotificationStatus {
    /// Every value.
    pub const ALL: &'static [Self] =
        &[Self::Received, Self::QueueFull, Self::Suppressed, Self::Dropped];

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Any other word is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        spelled(value, Self::ALL, Self::name)
            .ok_or_else(|| Malformed::new(value, 0, "a notification status"))
    }

    /// The spelling on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "Received",
            Self::QueueFull => "QueueFull",
            Self::Suppressed => "Suppressed",
            Self::Dropped => "Dropped",
        }
    }
}

impl fmt::Display for NotificationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::NotificationStatus;

    #[test]
    fn every_value_is_read_in_any_case() {
        for &value in NotificationStatus::ALL {
            let name = value.name();
            for text in [name.into(), name.to_lowercase(), name.to_uppercase()] {
                assert_eq!(NotificationStatus::parse(text.as_bytes()), Ok(value));
            }
        }
    }

    #[test]
    fn other_words_are_refused() {
        for value in [&b""[..], b"Queue Full", b"N/A", b"Received "] {
            assert!(NotificationStatus::parse(value).is_err(), "{value:?}");
        }
    }
}
