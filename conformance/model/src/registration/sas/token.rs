use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hmac::Mac as _;
use percent_encoding::percent_decode_str;

use super::{Key, Part, Refusal, TokenFault, audience};

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

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    use super::Token;
    use crate::registration::sas::{Hex, Key, Part, Refusal, TokenFault};

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
    }

    #[test]
    fn faults_and_refusals_say_what_was_expected_and_found() {
        for (value, complaint) in [
            ("Bearer x", "expected the scheme `SharedAccessSignature`, but found `Bearer`"),
            ("", "expected the scheme `SharedAccessSignature`, but found ``"),
            (
                "SharedAccessSignature a=b",
                "expected `sr`, `sig`, `se` or `skn` in a token, but found `a`",
            ),
            ("SharedAccessSignature sr=u", "expected the part `sig` in a token, but found none"),
            (
                "SharedAccessSignature sr=u&sr=u",
                "expected the part `sr` in a token once, but found it again",
            ),
            (
                "SharedAccessSignature sr=u&sig=YQ%3D%3D&se=x&skn=k",
                "expected seconds since 1970 in decimal digits as the part `se`, but found something else",
            ),
        ] {
            assert_eq!(Token::parse(value).unwrap_err().to_string(), complaint);
        }
        let refusal = |uri: &str, now| token().verify(&key(), uri, now).unwrap_err().to_string();
        assert_eq!(refusal(URI, 1001), "expected a second from 1001 on in `se`, but found 1000");
        assert_eq!(
            refusal("https://ns.example/Hub", 0),
            "expected `https://ns.example/Hub` or a parent of it in `sr`, but found `https://ns.example/hub/registrations/1-2-3?api-version=2015-01`"
        );
        assert_eq!(
            Refusal::Signature.to_string(),
            "expected the key's signature in `sig`, but found another"
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
