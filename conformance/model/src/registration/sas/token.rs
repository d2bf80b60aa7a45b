use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::Mac as _;
use percent_encoding::percent_decode_str;

use super::{Key, audience};

/// What a client shows in `Authorization`.
///
/// ```text
/// token = "SharedAccessSignature" 1*SP part *( "&" part )    ; the scheme in any case
/// part  = "sr=" resource / "sig=" signature / "se=" expiry / "skn=" key-name
/// ```
///
/// Each part stands there once, in any order, percent-encoded. Not accepted: other parts.
///
/// Hubs REST reference, common concepts (H-111 to H-115).
#[derive(Clone, Eq, PartialEq)]
pub struct Token {
    /// The URI that the bearer may use, exactly as it was sent, percent-encoding and all.
    pub resource: String,
    /// The signature in base64, percent-encoding undone.
    pub signature: String,
    /// Up to when, in seconds since the beginning of 1970, exactly as it was sent.
    pub expiry: String,
    /// The name of the key, percent-encoding undone.
    pub key_name: String,
}

impl Token {
    /// Reads the value of `Authorization`.
    ///
    /// # Errors
    ///
    /// Another scheme, and the part that is missing, doubled, unknown or ill-formed, is told.
    pub fn parse(value: &str) -> Result<Self, TokenFault> {
        let (scheme, rest) = value.split_once(' ').unwrap_or((value, ""));
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return Err(TokenFault::Scheme { found: scheme.chars().take(40).collect() });
        }
        let mut values = [None; Part::ALL.len()];
        for piece in rest.trim_matches(' ').split('&').filter(|piece| !piece.is_empty()) {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            let known = Part::ALL.iter().zip(&mut values).find(|(part, _)| part.name() == name);
            let Some((&part, place)) = known else {
                return Err(TokenFault::Unknown { found: name.chars().take(40).collect() });
            };
            if place.replace(value).is_some() {
                return Err(TokenFault::Twice(part));
            }
        }
        let mut parts = Part::ALL.iter().zip(values);
        let mut next = || match parts.next() {
            Some((_, Some(value))) if !value.is_empty() => Ok(value),
            Some((&part, Some(_))) => Err(TokenFault::Malformed(part)),
            Some((&part, None)) => Err(TokenFault::Missing(part)),
            None => Ok(""),
        };
        let (resource, signature, expiry, name) = (next()?, next()?, next()?, next()?);
        let decoded = |part, value| match percent_decode_str(value).decode_utf8() {
            Ok(decoded) => Ok(decoded.into_owned()),
            Err(_) => Err(TokenFault::Malformed(part)),
        };
        decoded(Part::Resource, resource)?;
        let signature = decoded(Part::Signature, signature)?;
        if BASE64_STANDARD.decode(&signature).is_err() {
            return Err(TokenFault::Malformed(Part::Signature));
        }
        if !expiry.bytes().all(|octet| octet.is_ascii_digit()) || expiry.parse::<u64>().is_err() {
            return Err(TokenFault::Malformed(Part::Expiry));
        }
        let key_name = decoded(Part::KeyName, name)?;
        Ok(Self { resource: resource.to_owned(), signature, expiry: expiry.to_owned(), key_name })
    }

    /// Whether it lets its bearer make a request to a URI, scheme and query included, at a second
    /// since the beginning of 1970. The last second of a token is the one that it names.
    ///
    /// # Errors
    ///
    /// The first of these that is wrong: the name of the key, the signature, the time, the URI.
    pub fn verify(&self, key: &Key, uri: &str, now: u64) -> Result<(), Refusal> {
        if self.key_name != key.name {
            return Err(Refusal::KeyName {
                expected: key.name.clone(),
                found: self.key_name.clone(),
            });
        }
        let signature = BASE64_STANDARD.decode(&self.signature).unwrap_or_default();
        if key.mac(&self.resource, &self.expiry).verify_slice(&signature).is_err() {
            return Err(Refusal::Signature);
        }
        let expiry = self.expires();
        if expiry < now {
            return Err(Refusal::Expired { expiry, now });
        }
        if !audience::covers(&self.resource, uri) {
            let found = percent_decode_str(&self.resource).decode_utf8_lossy().into_owned();
            return Err(Refusal::Audience { expected: uri.to_owned(), found });
        }
        Ok(())
    }

    /// The last second, since the beginning of 1970, at which it is good.
    #[must_use]
    pub fn expires(&self) -> u64 {
        self.expiry.parse().unwrap_or_default()
    }
}

/// Without the signature, which is as good as the token.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("resource", &self.resource)
            .field("expiry", &self.expiry)
            .field("key_name", &self.key_name)
            .finish_non_exhaustive()
    }
}

pub(super) const SCHEME: &str = "SharedAccessSignature";

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

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    use super::{Part, Refusal, Token, TokenFault};
    use crate::registration::sas::{Hex, Key};

    const URI: &str = "https://ns.example/Hub/registrations/1-2-3?api-version=2015-01";

    fn key() -> Key {
        Key { name: "Full Access".into(), secret: "secret".into() }
    }

    fn token() -> Token {
        Token::parse(&key().sign(URI, 1000, Hex::Lower)).unwrap()
    }

    #[test]
    fn parts_come_in_any_order() {
        let signed = key().sign(URI, 1000, Hex::Upper);
        let (_, parts) = signed.split_once(' ').unwrap();
        let mut parts: Vec<&str> = parts.split('&').collect();
        for _ in 0..4 {
            parts.rotate_left(1);
            let token =
                Token::parse(&format!("sharedaccesssignature  {}", parts.join("&"))).unwrap();
            assert_eq!(token.verify(&key(), URI, 1000), Ok(()));
        }
    }

    #[test]
    fn base64_that_is_not_percent_encoded_is_read_too() {
        let signed = key().sign(URI, 1000, Hex::Lower);
        let bare = signed.replace("%3D&se", "=&se").replace("%2B", "+").replace("%2F", "/");
        assert_ne!(bare, signed);
        assert_eq!(Token::parse(&bare).unwrap().verify(&key(), URI, 0), Ok(()));
    }

    #[test]
    fn the_part_that_is_missing_doubled_or_ill_formed_is_named() {
        for (parts, fault) in [
            ("sig=YQ%3D%3D&se=1&skn=k", TokenFault::Missing(Part::Resource)),
            ("sr=u&se=1&skn=k", TokenFault::Missing(Part::Signature)),
            ("sr=u&sig=YQ%3D%3D&skn=k", TokenFault::Missing(Part::Expiry)),
            ("sr=u&sig=YQ%3D%3D&se=1", TokenFault::Missing(Part::KeyName)),
            ("sr=u&sig=YQ%3D%3D&se=1&skn=k&sr=u", TokenFault::Twice(Part::Resource)),
            ("sr=u&sig=YQ%3D%3D&se=1&skn=k&se=2", TokenFault::Twice(Part::Expiry)),
            ("sr=&sig=YQ%3D%3D&se=1&skn=k", TokenFault::Malformed(Part::Resource)),
            ("sr=%ff&sig=YQ%3D%3D&se=1&skn=k", TokenFault::Malformed(Part::Resource)),
            ("sr=u&sig=YQ&se=1&skn=k", TokenFault::Malformed(Part::Signature)),
            ("sr=u&sig=YQ%3D%3D&se=+1&skn=k", TokenFault::Malformed(Part::Expiry)),
            (
                "sr=u&sig=YQ%3D%3D&se=18446744073709551616&skn=k",
                TokenFault::Malformed(Part::Expiry),
            ),
            ("sr=u&sig=YQ%3D%3D&se=1&skn=%ff", TokenFault::Malformed(Part::KeyName)),
            ("SR=u&sig=YQ%3D%3D&se=1&skn=k", TokenFault::Unknown { found: "SR".into() }),
            ("", TokenFault::Missing(Part::Resource)),
        ] {
            let value = format!("SharedAccessSignature {parts}");
            assert_eq!(Token::parse(&value), Err(fault), "{parts}");
        }
        let complaint = |value| Token::parse(value).unwrap_err().to_string();
        assert_eq!(
            complaint("Bearer x"),
            "expected the scheme `SharedAccessSignature`, but found `Bearer`"
        );
        assert_eq!(
            complaint("SharedAccessSignature sr=u"),
            "expected the part `sig` in a token, but found none"
        );
    }

    #[test]
    fn a_token_is_good_up_to_its_last_second() {
        assert_eq!(token().verify(&key(), URI, 1000), Ok(()));
        let refusal = Refusal::Expired { expiry: 1000, now: 1001 };
        assert_eq!(token().verify(&key(), URI, 1001), Err(refusal));
    }

    #[test]
    fn whatever_was_altered_breaks_the_signature() {
        let altered: [fn(&mut Token); 4] = [
            |token| token.resource = token.resource.to_uppercase(),
            |token| token.resource.push('x'),
            |token| token.expiry = "9999".into(),
            |token| token.signature = "AAAA".into(),
        ];
        for alter in altered {
            let mut token = token();
            alter(&mut token);
            assert_eq!(token.verify(&key(), URI, 0), Err(Refusal::Signature));
        }
        let other = Key { secret: "Secret".into(), ..key() };
        assert_eq!(token().verify(&other, URI, 0), Err(Refusal::Signature));
    }

    #[test]
    fn a_token_of_another_key_is_told_as_such() {
        let other = Key { name: "Listen".into(), ..key() };
        let refusal = token().verify(&other, URI, 0).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "expected the key `Listen` in `skn`, but found `Full Access`"
        );
    }

    #[test]
    fn a_token_for_another_hub_is_refused() {
        let refusal = token().verify(&key(), &URI.replace("Hub", "Hub2"), 0).unwrap_err();
        assert!(matches!(refusal, Refusal::Audience { .. }), "{refusal}");
    }

    #[test]
    fn the_signature_is_not_shown() {
        let shown: String = format!("{:?}", token());
        assert!(!shown.contains(&token().signature), "{shown}");
    }
}
