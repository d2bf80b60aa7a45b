//! The keys of a hub, with which calls are signed.

use mpnspec_model::adapter::{HubKey, Right};
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::transcript::{Credentials, Flaw, Rights};
use mpnspec_peers::hub::unix_now;
use mpnspec_suite::case::hub::Token;

/// How long a token is good, and how long one that is over has been, in seconds.
///
/// Nobody knows how much clocks may differ (D-54), so that an hour is on the safe side.
const HOUR: u64 = 3600;

/// The keys of a hub, and what each is good for.
pub(super) struct Keys(Vec<(Key, Rights)>);

impl Keys {
    /// Those that a subject has told.
    pub(super) fn of(keys: &[HubKey]) -> Result<Self, String> {
        let key = |it: &HubKey| {
            let key = Key { name: it.name.clone(), secret: it.key.clone() };
            (key, rights(&it.rights))
        };
        let keys: Vec<_> = keys.iter().map(key).collect();
        match keys.iter().any(|(_, rights)| rights.manage) {
            true => Ok(Self(keys)),
            false => Err("`hello` gave no key with the right `manage`".into()),
        }
    }

    fn best(&self) -> Result<&(Key, Rights), String> {
        self.0.iter().find(|(_, rights)| rights.manage).ok_or_else(|| "there is no key".into())
    }

    fn just(&self, rights: Rights) -> Result<&(Key, Rights), String> {
        let found = self.0.iter().find(|(_, its)| *its == rights);
        found.ok_or_else(|| format!("`hello` gave no key with the rights {rights:?} alone"))
    }

    /// The value of `Authorization` for a call, and what it makes of the caller.
    pub(super) fn sign(
        &self,
        token: Token,
        base: &str,
        target: &str,
    ) -> Result<(Option<String>, Credentials), String> {
        let (key, rights) = match token {
            Token::Listen => self.just(Rights::LISTEN)?,
            Token::Send => self.just(Rights::SEND)?,
            _ => self.best()?,
        };
        let later = unix_now() + HOUR;
        let good = |audience: &str, hex| key.sign(audience, later, hex);
        let root = base.rsplit_once('/').map_or(base, |(root, _)| root);
        let value = match token {
            Token::None => return Ok((None, Credentials::Nobody)),
            Token::Full | Token::Listen | Token::Send => good(base, Hex::Lower),
            Token::Namespace => good(&format!("{root}/"), Hex::Lower),
            Token::Uri => good(target, Hex::Lower),
            Token::Capitals => good(base, Hex::Upper),
            Token::Shuffled => shuffled(&good(base, Hex::Lower)),
            Token::Bad(Flaw::Malformed) => {
                let value = good(base, Hex::Lower);
                let rest = value.rsplit_once("&skn=").map(|(rest, _)| rest.to_owned());
                rest.unwrap_or(value)
            }
            Token::Bad(Flaw::Key) => {
                let nobody = Key { name: "mpnspec-nobody".into(), secret: key.secret.clone() };
                nobody.sign(base, later, Hex::Lower)
            }
            Token::Bad(Flaw::Signature) => {
                let other = Key { name: key.name.clone(), secret: "mpnspec".into() };
                other.sign(base, later, Hex::Lower)
            }
            Token::Bad(Flaw::Audience) => good(&format!("{base}-other"), Hex::Lower),
            Token::Bad(Flaw::Expired) => {
                key.sign(base, unix_now().saturating_sub(HOUR), Hex::Lower)
            }
        };
        let credentials = match token {
            Token::Bad(flaw) => Credentials::BadToken(flaw),
            _ => Credentials::Token(*rights),
        };
        Ok((Some(value), credentials))
    }
}

/// The rights of a list.
pub(super) fn rights(listed: &[Right]) -> Rights {
    let has = |right| listed.contains(&right);
    Rights { listen: has(Right::Listen), send: has(Right::Send), manage: has(Right::Manage) }
}

fn shuffled(value: &str) -> String {
    let Some((scheme, parts)) = value.split_once(' ') else { return value.into() };
    let backwards: Vec<_> = parts.split('&').rev().collect();
    format!("{scheme} {}", backwards.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        let key = |name: &str, rights: &[Right]| HubKey {
            name: name.into(),
            key: format!("secret of {name}"),
            rights: rights.to_vec(),
        };
        let all = [Right::Listen, Right::Send, Right::Manage];
        Keys::of(&[key("listen", &[Right::Listen]), key("all", &all)]).unwrap()
    }

    #[test]
    fn the_best_key_signs_and_a_lesser_one_where_it_is_asked_for() {
        let base = "http://h.test/hub";
        let keys = keys();
        let (value, who) = keys.sign(Token::Full, base, base).unwrap();
        assert!(value.unwrap().ends_with("&skn=all"));
        assert_eq!(who, Credentials::Token(Rights::ALL));
        let (value, who) = keys.sign(Token::Listen, base, base).unwrap();
        assert!(value.unwrap().ends_with("&skn=listen"));
        assert_eq!(who, Credentials::Token(Rights::LISTEN));
        assert!(keys.sign(Token::Send, base, base).is_err());
        assert_eq!(keys.sign(Token::None, base, base), Ok((None, Credentials::Nobody)));
        let (value, _) = keys.sign(Token::Bad(Flaw::Malformed), base, base).unwrap();
        assert!(!value.unwrap().contains("skn"));
    }

    #[test]
    fn a_hub_without_a_key_for_everything_cannot_be_asked() {
        assert!(Keys::of(&[]).is_err());
    }
}
