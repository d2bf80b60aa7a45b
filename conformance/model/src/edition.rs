//! Generations of the protocol: the documents' editions, and the phones they speak about.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// An edition of the documents; a requirement binds from the edition that first states it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Edition {
    /// Windows Phone OS 7.0.
    V7_0,
    /// Windows Phone OS 7.1, sold as 7.5.
    V7_1,
    /// Windows Phone 8.0.
    V8_0,
}

impl Edition {
    /// Every edition, oldest first.
    pub const ALL: &'static [Self] = &[Self::V7_0, Self::V7_1, Self::V8_0];

    /// The name that users type, such as `7.1`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::V7_0 => "7.0",
            Self::V7_1 => "7.1",
            Self::V8_0 => "8.0",
        }
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Edition {
    type Err = UnknownEdition;

    fn from_str(text: &str) -> Result<Self, UnknownEdition> {
        Self::ALL.iter().copied().find(|edition| edition.name() == text).ok_or(UnknownEdition)
    }
}

/// The text names no edition.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownEdition;

impl fmt::Display for UnknownEdition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an edition: 7.0, 7.1 or 8.0")
    }
}

impl core::error::Error for UnknownEdition {}

/// The system version of a phone, as an app tells it to its web service.
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OsVersion {
    /// Windows Phone OS 7.0.
    #[serde(rename = "7.0")]
    V7_0,
    /// Windows Phone OS 7.1.
    #[serde(rename = "7.1")]
    V7_1,
    /// Windows Phone 7.8, which knows the Flip template.
    #[serde(rename = "7.8")]
    V7_8,
    /// Windows Phone 8.0.
    #[default]
    #[serde(rename = "8.0")]
    V8_0,
    /// Windows Phone 8.0 Update 3, which knows toast sounds.
    #[serde(rename = "8.0.3")]
    V8_0Update3,
}
