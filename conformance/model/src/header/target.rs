use core::fmt;

use super::Kind;
use crate::grammar::Malformed;

/// The value of `X-WindowsPhone-Target`: what kind of notification the body is.
///
/// ```text
/// target = "toast" / "token" / 1*OCTET     ; token marks a tile, no field at all marks raw
/// ```
///
/// The grammar of the documents is open, so every other value, `Tile` and `raw` among them, reads
/// as itself. Only the empty value is refused.
///
/// Sending push notifications (hh202945); the readings of other values are D-01 and D-02.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Target<'a> {
    /// `toast`.
    Toast,
    /// `token`: a tile.
    Token,
    /// Any other value, as it was written.
    Other(&'a [u8]),
}

impl<'a> Target<'a> {
    /// Reads a target.
    ///
    /// # Errors
    ///
    /// The empty value is malformed.
    pub fn parse(value: &'a [u8]) -> Result<Self, Malformed> {
        match value {
            b"" => Err(Malformed::new(value, 0, "a notification type")),
            b"toast" => Ok(Self::Toast),
            b"token" => Ok(Self::Token),
            other => Ok(Self::Other(other)),
        }
    }

    /// The target that a sender writes for a kind; raw goes without.
    #[must_use]
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Tile => Some(Self::Token),
            Kind::Toast => Some(Self::Toast),
            Kind::Raw => None,
        }
    }

    /// The kind that it marks, if it is one of the two that do.
    #[must_use]
    pub const fn kind(self) -> Option<Kind> {
        match self {
            Self::Toast => Some(Kind::Toast),
            Self::Token => Some(Kind::Tile),
            Self::Other(_) => None,
        }
    }

    /// The value as it is written.
    #[must_use]
    pub const fn as_bytes(self) -> &'a [u8] {
        match self {
            Self::Toast => b"toast",
            Self::Token => b"token",
            Self::Other(other) => other,
        }
    }
}

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_bytes().escape_ascii().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::header::Kind;

    #[test]
    fn only_two_spellings_mark_a_kind() {
        assert_eq!(Target::parse(b"toast").unwrap().kind(), Some(Kind::Toast));
        assert_eq!(Target::parse(b"token").unwrap().kind(), Some(Kind::Tile));
        for value in [&b"Toast"[..], b"tile", b"Tile", b"raw", b"toast,token", b"\xff"] {
            assert_eq!(Target::parse(value), Ok(Target::Other(value)));
        }
    }

    #[test]
    fn an_empty_target_is_refused() {
        assert!(Target::parse(b"").is_err());
    }
}
