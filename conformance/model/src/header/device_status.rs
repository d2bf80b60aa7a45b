use core::fmt;

use super::spelled;
use crate::grammar::Malformed;

/// The value of `X-DeviceConnectionStatus`: how the device is connected.
///
/// ```text
/// device-status = "Connected" / "TempDisconnected" / "Disconnected" / "Inactive"
/// ```
///
/// Letters count in any case. `InActive` of some libraries is thus `Inactive` (D-14). Not accepted: anything else.
///
/// Response codes (ff941100).
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum DeviceStatus {
    /// Reachable.
    Connected,
    /// Out of reach for a while.
    TempDisconnected,
    /// Out of reach.
    Disconnected,
    /// Out of reach for so long that the service gave up.
    Inactive,
}

impl DeviceStatus {
    /// Every value.
    pub const ALL: &'static [Self] =
        &[Self::Connected, Self::TempDisconnected, Self::Disconnected, Self::Inactive];

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Any other word is malformed.
    pub fn parse(value: &[u8]) -> Result<Self, Malformed> {
        spelled(value, Self::ALL, Self::name)
            .ok_or_else(|| Malformed::new(value, 0, "a device connection status"))
    }

    /// Reads a value as prose has it too, such as `Temp Disconnected` of the MPNS blog post (2013).
    ///
    /// # Errors
    ///
    /// Any other words are malformed.
    pub fn parse_prose(value: &[u8]) -> Result<Self, Malformed> {
        let prose: &[&[u8]] = &[b"Temp Disconnected", b"Temporarily Disconnected"];
        if prose.iter().any(|words| words.eq_ignore_ascii_case(value)) {
            return Ok(Self::TempDisconnected);
        }
        Self::parse(value)
    }

    /// The spelling on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Connected => "Connected",
            Self::TempDisconnected => "TempDisconnected",
            Self::Disconnected => "Disconnected",
            Self::Inactive => "Inactive",
        }
    }
}

impl fmt::Display for DeviceStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::DeviceStatus;

    #[test]
    fn every_value_is_read_in_any_case() {
        for &value in DeviceStatus::ALL {
            let name = value.name();
            for text in [name.into(), name.to_lowercase(), name.to_uppercase()] {
                assert_eq!(DeviceStatus::parse(text.as_bytes()), Ok(value));
            }
        }
    }

    #[test]
    fn prose_with_a_blank_is_read_only_as_prose() {
        assert!(DeviceStatus::parse(b"Temp Disconnected").is_err());
        assert_eq!(
            DeviceStatus::parse_prose(b"temp disconnected"),
            Ok(DeviceStatus::TempDisconnected)
        );
        assert_eq!(DeviceStatus::parse_prose(b"InActive"), Ok(DeviceStatus::Inactive));
    }
}
