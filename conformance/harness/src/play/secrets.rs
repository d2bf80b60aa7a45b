//! What must not be kept in transcripts and reports: keys, signatures, and what callers show.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mpnspec_model::registration::sas::Key;
use percent_encoding::percent_decode_str;

/// What stands in place of a value that is nobody's business.
pub(crate) const LEFT_OUT: &str = "(left out)";
/// What stands in place of the key of a hub under test.
pub(crate) const HUB_KEY: &str = "(hub key)";
/// What stands in place of a signature that we made.
pub(crate) const SIGNATURE: &str = "(a signature)";
/// What stands in place of what a caller shows to a backend. It is the caller's own, and no secret of the hub.
pub(crate) const CALLER: &str = "(what a caller shows)";

/// A signature, or what a caller shows, is no shorter, in octets: what is could be anything.
const SHORTEST: usize = 8;

/// So many octets of a secret that was cut off tell it from everything else.
const PART: usize = 12;

/// The secrets of one subject, and the marker that replaces each. Clones share them.
#[derive(Clone, Default)]
pub struct Secrets(Arc<Mutex<Vec<Secret>>>);

/// The octets of one, and its marker.
type Secret = (Vec<u8>, &'static str);

impl Secrets {
    /// Takes note of a key.
    pub(crate) fn learn_key(&self, key: &str, marker: &'static str) {
        let mut known = self.known();
        if !key.is_empty() && !known.iter().any(|(it, _)| it == key.as_bytes()) {
            known.push((key.as_bytes().to_vec(), marker));
            // The longest first: a secret may begin with another.
            known.sort_by_key(|(it, _)| Reverse(it.len()));
        }
    }

    /// Takes note of the signatures in a value of `Authorization`.
    pub(crate) fn learn_signature(&self, authorization: &str, marker: &'static str) {
        for signature in authorization.split('&').filter_map(|part| Some(signature_in(part)?.1)) {
            let decoded = percent_decode_str(signature).decode_utf8_lossy();
            if decoded.len() >= SHORTEST {
                self.learn_key(&decoded, marker);
            }
        }
    }

    /// Takes note of what a caller shows: the whole of it, and what is behind the scheme.
    pub(crate) fn learn_caller(&self, authorization: &str) {
        let behind = authorization.split_once(' ').map_or("", |(_, behind)| behind.trim());
        for shown in [authorization, behind].into_iter().filter(|it| it.len() >= SHORTEST) {
            self.learn_key(shown, CALLER);
        }
    }

    /// The same octets with each secret replaced, in whichever way its characters are escaped.
    #[must_use]
    pub(crate) fn replaced(&self, octets: &[u8]) -> Vec<u8> {
        replaced(&self.known(), octets, usize::MAX)
    }

    /// The same text, which may have been cut, with each secret replaced and each part of one that is told by it.
    #[must_use]
    pub(crate) fn left_out_of(&self, text: &str) -> String {
        let known = self.known();
        let end_of = |(secret, marker): &Secret| {
            let ends = 1..(secret.len() + 1).saturating_sub(SHORTEST);
            ends.filter_map(|from| {
                let end = secret.get(from..)?;
                let (_, length) = matched(end, text.as_bytes()).filter(|it| it.0 == end.len())?;
                Some((length, *marker))
            })
            .next()
        };
        let (length, marker) = known.iter().find_map(end_of).unwrap_or_default();
        let (_, rest) = text.as_bytes().split_at(length);
        let rest = replaced(&known, rest, PART);
        format!("{marker}{}", String::from_utf8_lossy(&rest))
    }

    fn known(&self) -> MutexGuard<'_, Vec<Secret>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<&Key> for Secrets {
    fn from(key: &Key) -> Self {
        let secrets = Self::default();
        secrets.learn_key(&key.secret, mpnspec_model::backend::HUB_SECRET);
        secrets
    }
}

/// Replaces secrets of which at least so many octets are there, or all.
fn replaced(known: &[Secret], octets: &[u8], part: usize) -> Vec<u8> {
    let mut kept = Vec::with_capacity(octets.len());
    let mut rest = octets;
    while let Some((first, behind)) = rest.split_first() {
        let found = known.iter().find_map(|(secret, marker)| {
            let (count, length) = matched(secret, rest)?;
            (count >= part.min(secret.len())).then_some((length, *marker))
        });
        match found {
            Some((length, marker)) => {
                kept.extend_from_slice(marker.as_bytes());
                rest = rest.split_at(length).1;
            }
            None => {
                kept.push(*first);
                rest = behind;
            }
        }
    }
    kept
}

/// How many octets of a secret these begin with, and how many octets these take; nothing if it is none.
fn matched(secret: &[u8], octets: &[u8]) -> Option<(usize, usize)> {
    let (mut count, mut rest) = (0, octets);
    for octet in secret {
        let length = match spelled(rest) {
            Some((it, length)) if it == *octet => length,
            _ if rest.first() == Some(octet) => 1,
            _ => break,
        };
        (count, rest) = (count + 1, rest.split_at(length).1);
    }
    (count > 0).then(|| (count, octets.len() - rest.len()))
}

// ---- escapes ------------------------------------------------------------------------------

/// The octet that these begin with if it is escaped, and how many octets that takes.
fn spelled(octets: &[u8]) -> Option<(u8, usize)> {
    let (octet, rest) = match octets {
        [b'%', rest @ ..] => in_a_uri(rest)?,
        [b'\\', rest @ ..] => in_a_string(rest)?,
        [b'&', rest @ ..] => in_markup(rest)?,
        _ => return None,
    };
    Some((octet, octets.len() - rest.len()))
}

/// `3D`, after as many `25` as there are encodings more than one.
fn in_a_uri(mut octets: &[u8]) -> Option<(u8, &[u8])> {
    while let Some(rest) = octets.strip_prefix(b"25").filter(|rest| hex(rest, 2).is_some()) {
        octets = rest;
    }
    hex(octets, 2)
}

/// `/`, `u003d` or `x3d`, after as many backslashes as there are quotations more than one.
fn in_a_string(octets: &[u8]) -> Option<(u8, &[u8])> {
    let bare = octets.iter().position(|octet| *octet != b'\\')?;
    match octets.get(bare..)? {
        [b'u', rest @ ..] => hex(rest, 4),
        [b'x', rest @ ..] => hex(rest, 2),
        [octet, rest @ ..] if octet.is_ascii_punctuation() => Some((*octet, rest)),
        _ => None,
    }
}

/// `#61;`, `#x3D;` or `equals;`, after as many `amp;` as there are escapes more than one.
fn in_markup(mut octets: &[u8]) -> Option<(u8, &[u8])> {
    const NAMED: &[(&[u8], u8)] = &[
        (b"amp", b'&'),
        (b"apos", b'\''),
        (b"equals", b'='),
        (b"gt", b'>'),
        (b"lt", b'<'),
        (b"plus", b'+'),
        (b"quot", b'"'),
        (b"sol", b'/'),
    ];
    /// No reference is longer, in octets.
    const LONGEST: usize = 10;
    let end = |octets: &[u8]| octets.iter().take(LONGEST).position(|octet| *octet == b';');
    while let Some(rest) = octets.strip_prefix(b"amp;").filter(|rest| end(rest).is_some()) {
        octets = rest;
    }
    let (name, rest) = octets.split_at(end(octets)?);
    let octet = match name {
        [b'#', b'x' | b'X', digits @ ..] => number(digits, 16),
        [b'#', digits @ ..] => number(digits, 10),
        name => NAMED.iter().find(|(it, _)| *it == name).map(|(_, octet)| *octet),
    };
    Some((octet?, rest.strip_prefix(b";")?))
}

fn hex(octets: &[u8], digits: usize) -> Option<(u8, &[u8])> {
    let (digits, rest) = octets.split_at_checked(digits)?;
    Some((number(digits, 16)?, rest))
}

fn number(digits: &[u8], radix: u32) -> Option<u8> {
    let digits = str::from_utf8(digits).ok().filter(|it| !it.starts_with('+'))?;
    u8::from_str_radix(digits, radix).ok()
}

// ---- fields -------------------------------------------------------------------------------

/// A value of `Authorization` that nobody can use, of which everything but the signature is told.
#[must_use]
pub(crate) fn without_signature(authorization: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(authorization);
    let parts = || text.split('&');
    if !parts().any(|part| signature_in(part).is_some()) {
        return LEFT_OUT.into();
    }
    let shown = parts().map(|part| match signature_in(part) {
        Some((head, _)) => Cow::Owned(format!("{head}{LEFT_OUT}")),
        None => Cow::Borrowed(part),
    });
    shown.collect::<Vec<_>>().join("&").into_bytes()
}

/// The head and the signature of a part of a token, if it is that part.
fn signature_in(part: &str) -> Option<(&str, &str)> {
    let at = part.to_ascii_lowercase().find("sig=")?;
    part.split_at_checked(at + "sig=".len())
}

/// A field's value that tells no more of who sent it than the scheme.
#[must_use]
pub(crate) fn shown<'a>(name: &str, value: &'a [u8]) -> Cow<'a, [u8]> {
    let name = name.to_ascii_lowercase();
    let blank = match name.as_str() {
        "authorization" | "proxy-authorization" => value.iter().position(|octet| *octet == b' '),
        name if ["auth", "cookie", "key", "secret", "token"].iter().any(|it| name.contains(it)) => {
            None
        }
        _ => return Cow::Borrowed(value),
    };
    let scheme = blank.and_then(|blank| value.get(..=blank)).unwrap_or_default();
    Cow::Owned([scheme, LEFT_OUT.as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use mpnspec_model::backend::HUB_SECRET;

    use super::*;

    const KEY: &str = "aB+c/dEf0123456789==";

    fn secrets() -> Secrets {
        Secrets::from(&Key { name: "name".into(), secret: KEY.into() })
    }

    fn replaced(secrets: &Secrets, text: &str) -> String {
        String::from_utf8(secrets.replaced(text.as_bytes())).unwrap()
    }

    #[test]
    fn a_key_is_found_in_whichever_way_it_is_escaped() {
        for spelled in [
            "aB+c/dEf0123456789==",
            "aB%2Bc%2FdEf0123456789%3D%3D",
            "aB%2bc%2fdEf0123456789%3d%3d",
            "aB%252Bc%252fdEf0123456789%253D%25253D",
            "%61%42+c/dEf0123456789=%3D",
            "aB+c\\/dEf0123456789==",
            "aB\\u002bc\\u002FdEf0123456789\\u003d\\u003D",
            "aB\\\\u002bc\\\\/dEf0123456789\\x3d=",
            "aB&#43;c&#47;dEf0123456789&#61;&#061;",
            "aB&#x2B;c&#x2f;dEf0123456789&#x3D;&#X003d;",
            "aB&plus;c&sol;dEf0123456789&equals;&amp;#61;",
        ] {
            let text = format!("a %zz & \\ key {spelled}; &c.");
            let left = replaced(&secrets(), &text);
            assert_eq!(left, format!("a %zz & \\ key {HUB_SECRET}; &c."), "{spelled}");
        }
    }

    #[test]
    fn what_is_no_secret_stays_as_it_is() {
        for text in ["", "%", "\\", "&", "&#;", "%3", "\\u00", "aB+c/dEf0123456789=", "&#x+3;"] {
            assert_eq!(replaced(&secrets(), text), text);
            assert_eq!(Secrets::default().left_out_of(text), text);
        }
    }

    #[test]
    fn a_signature_that_was_seen_is_found_wherever_it_is() {
        let secrets = secrets();
        secrets.learn_signature("S sr=a&sig=xY%2bz%2f0123456789%3d&se=1", SIGNATURE);
        secrets.learn_signature("S sr=a&sig=short&se=1", SIGNATURE);
        for spelled in ["xY+z/0123456789=", "xY%2Bz%2F0123456789%3D", "xY+z\\/0123456789="] {
            let text = format!("a short sig={spelled}&se=1");
            assert_eq!(replaced(&secrets, &text), format!("a short sig={SIGNATURE}&se=1"));
        }
    }

    #[test]
    fn what_a_caller_shows_is_replaced_and_is_no_secret_of_the_hub() {
        let secrets = secrets();
        secrets.learn_caller("Bearer abcdefgh/1");
        secrets.learn_caller("Bearer x");
        let left = replaced(&secrets, "you are \"Bearer abcdefgh\\/1\", abcdefgh%2F1, and not x");
        assert_eq!(left, format!("you are \"{CALLER}\", {CALLER}, and not x"));
        assert!(!left.contains(HUB_SECRET));
    }

    #[test]
    fn a_secret_that_was_cut_off_is_left_out_of_a_text() {
        let secrets = secrets();
        let texts = [
            ("f0123456789== was the key", format!("{HUB_SECRET} was the key")),
            ("the key is aB+c/dEf01234…", format!("the key is {HUB_SECRET}…")),
            ("the key aB+c/dEf0123456789== it is", format!("the key {HUB_SECRET} it is")),
            ("aB+c/dE", "aB+c/dE".into()),
            ("== ü", "== ü".into()),
        ];
        for (text, left) in texts {
            assert_eq!(secrets.left_out_of(text), left);
        }
    }

    #[test]
    fn a_token_is_kept_without_its_signatures() {
        for (value, shown) in [
            ("S sr=a&sig=b%3d&se=1&skn=c", "S sr=a&sig=(left out)&se=1&skn=c"),
            ("S skn=c&sig=b", "S skn=c&sig=(left out)"),
            ("S sig=a&Sig=b&skn=c", "S sig=(left out)&Sig=(left out)&skn=c"),
            ("Basic abc", "(left out)"),
        ] {
            assert_eq!(without_signature(value.as_bytes()), shown.as_bytes());
        }
    }

    #[test]
    fn a_field_tells_no_more_of_who_sent_it_than_the_scheme() {
        for (name, value, left) in [
            ("authorization", "Basic YTpi", "Basic (left out)"),
            (
                "Authorization",
                "SharedAccessSignature sr=a&sig=b",
                "SharedAccessSignature (left out)",
            ),
            ("authorization", "secret", "(left out)"),
            ("proxy-authorization", "Basic YTpi", "Basic (left out)"),
            ("cookie", "session=1; a=b", "(left out)"),
            ("x-api-key", "abc def", "(left out)"),
            ("X-ZUMO-AUTH", "abc", "(left out)"),
            ("x-csrf-token", "abc", "(left out)"),
            ("client-secret", "abc", "(left out)"),
            ("content-type", "application/json; charset=utf-8", "application/json; charset=utf-8"),
            ("host", "a b", "a b"),
        ] {
            assert_eq!(*shown(name, value.as_bytes()), *left.as_bytes(), "{name}: {value}");
        }
    }
}
