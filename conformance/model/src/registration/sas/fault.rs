use alloc::string::String;
use core::fmt;

use super::token::SCHEME;

/// A part of a token.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Part {
    /// `sr`: the URI that may be used.
    Resource,
    /// `sig`: the signature.
    Signature,
    /// `se`: the last second.
    Expiry,
    /// `skn`: the name of the key.
    KeyName,
}

impl Part {
    /// Every part.
    pub const ALL: &'static [Self; 4] =
        &[Self::Resource, Self::Signature, Self::Expiry, Self::KeyName];

    /// What it is called in a token.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resource => "sr",
            Self::Signature => "sig",
            Self::Expiry => "se",
            Self::KeyName => "skn",
        }
    }
}

/// Why a value of `Authorization` is no token.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TokenFault {
    /// It has another scheme.
    Scheme {
        /// Which, or how it begins.
        found: String,
    },
    /// It has a part that no token has.
    Unknown {
        /// What it is called, or how that begins.
        found: String,
    },
    /// A part is missing.
    Missing(Part),
    /// A part is there again.
    Twice(Part),
    /// A part is empty, or not spelled as its grammar wants.
    Malformed(Part),
}

impl fmt::Display for TokenFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme { found } => {
                write!(f, "expected the scheme `{SCHEME}`, but found `{}`", found.escape_debug())
            }
            Self::Unknown { found } => {
                let found = found.escape_debug();
                write!(f, "expected `sr`, `sig`, `se` or `skn` in a token, but found `{found}`")
            }
            Self::Missing(part) => {
                write!(f, "expected the part `{}` in a token, but found none", part.name())
            }
            Self::Twice(part) => {
                write!(f, "expected the part `{}` in a token once, but found it again", part.name())
            }
            Self::Malformed(part) => {
                let wish = match part {
                    Part::Resource => "a percent-encoded URI",
                    Part::Signature => "percent-encoded base64",
                    Part::Expiry => "seconds since 1970 in decimal digits",
                    Part::KeyName => "a percent-encoded name",
                };
                write!(f, "expected {wish} as the part `{}`, but found something else", part.name())
            }
        }
    }
}

impl core::error::Error for TokenFault {}

/// Why a token does not let its bearer make a request.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// It is of another key.
    KeyName {
        /// The name of the key.
        expected: String,
        /// The name in the token.
        found: String,
    },
    /// The signature is not the one that the key makes.
    Signature,
    /// It was good for a time that is over.
    Expired {
        /// Its last second.
        expiry: u64,
        /// The second of the request.
        now: u64,
    },
    /// It is for another URI, which is no parent of the request's.
    Audience {
        /// The URI of the request.
        expected: String,
        /// The URI in the token, percent-encoding undone.
        found: String,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::KeyName { expected, found } => {
                write!(
                    f,
                    "expected the key `{expected}` in `skn`, but found `{}`",
                    found.escape_debug()
                )
            }
            Self::Signature => {
                f.write_str("expected the key's signature in `sig`, but found another")
            }
            Self::Expired { expiry, now } => {
                write!(f, "expected a second from {now} on in `se`, but found {expiry}")
            }
            Self::Audience { expected, found } => write!(
                f,
                "expected `{}` or a parent of it in `sr`, but found `{}`",
                expected.escape_debug(),
                found.escape_debug()
            ),
        }
    }
}

impl core::error::Error for Refusal {}
