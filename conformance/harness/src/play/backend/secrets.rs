//! What of a hub must not be seen by others, nor kept in transcripts.

use std::collections::BTreeSet;

use mpnspec_model::registration::sas::{Key, Token};

/// A key, and the signatures that were seen to be made with it.
#[derive(Clone, Default)]
pub(super) struct Secrets(BTreeSet<Vec<u8>>);

impl Secrets {
    /// The secrets of a key.
    #[must_use]
    pub(super) fn of(key: &Key) -> Self {
        Self(BTreeSet::from([key.secret.clone().into_bytes()]))
    }

    /// Takes note of the signature in a token, as it stands there and decoded.
    pub(super) fn learn_signature(&mut self, authorization: &str) {
        if let Some((_, signature, _)) = around_signature(authorization) {
            self.0.insert(signature.as_bytes().to_vec());
        }
        if let Ok(token) = Token::parse(authorization) {
            self.0.insert(token.signature.into_bytes());
        }
        // Whatever is shorter could be anything.
        self.0.retain(|secret| secret.len() >= 16);
    }

    /// The same octets with each secret replaced.
    #[must_use]
    pub(super) fn replaced(&self, octets: &[u8], by: &[u8]) -> Vec<u8> {
        // The longest first: a secret may begin with another.
        let mut secrets: Vec<_> = self.0.iter().collect();
        secrets.sort_by_key(|secret| core::cmp::Reverse(secret.len()));
        secrets.into_iter().fold(octets.to_vec(), |octets, secret| replaced(&octets, secret, by))
    }
}

fn replaced(octets: &[u8], secret: &[u8], by: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(octets.len());
    let mut rest = octets;
    while let Some(at) = rest.windows(secret.len()).position(|window| window == secret) {
        kept.extend_from_slice(&rest[..at]);
        kept.extend_from_slice(by);
        rest = &rest[at + secret.len()..];
    }
    kept.extend_from_slice(rest);
    kept
}

/// A token with its signature left out.
#[must_use]
pub(super) fn without_signature(authorization: &str) -> String {
    match around_signature(authorization) {
        Some((head, _, tail)) => format!("{head}(left out){tail}"),
        None => "(left out)".into(),
    }
}

fn around_signature(authorization: &str) -> Option<(&str, &str, &str)> {
    let at = authorization.find("sig=")? + "sig=".len();
    let (head, rest) = authorization.split_at_checked(at)?;
    let end = rest.find('&').unwrap_or(rest.len());
    let (signature, tail) = rest.split_at_checked(end)?;
    Some((head, signature, tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_kept_without_its_signature() {
        assert_eq!(
            without_signature("SharedAccessSignature sr=a&sig=b%3d&se=1&skn=k"),
            "SharedAccessSignature sr=a&sig=(left out)&se=1&skn=k",
        );
        assert_eq!(
            without_signature("SharedAccessSignature sr=a&sig=b"),
            "SharedAccessSignature sr=a&sig=(left out)"
        );
        assert_eq!(without_signature("Basic abc"), "(left out)");
    }

    #[test]
    fn a_key_and_a_signature_are_found_wherever_they_are() {
        let key = Key { name: "name".into(), secret: "0123456789abcdef".into() };
        let mut secrets = Secrets::of(&key);
        let token = key.sign("https://hub.test/hub", 9_999_999_999, Default::default());
        secrets.learn_signature(&token);
        let signature = Token::parse(&token).map(|token| token.signature).unwrap();
        let text = format!("the key 0123456789abcdef signs {signature}, {token}");
        let left = String::from_utf8(secrets.replaced(text.as_bytes(), b"(secret)")).unwrap();
        assert!(
            left.starts_with("the key (secret) signs (secret), SharedAccessSignature sr="),
            "{left}"
        );
        assert!(!left.contains(&signature), "{left}");
    }
}
