//! What is read out of a call, and what can be said to it.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::registration::sas::{Key, Refusal, Token};
use mpnspec_model::registration::{ErrorBody, HubPath, Place, Timestamp};
use mpnspec_model::transcript::{Credentials, Flaw, Rights};
use mpnspec_suite::case::backend::{Call, Says};

use super::Answered;

/// The id of the registration that a call is about.
pub(super) fn id_of(target: &str) -> Option<String> {
    match HubPath::parse(target).ok()?.place {
        Place::Registration(id) => Some(id),
        _ => None,
    }
}

/// What a call is, in the words of cases.
pub(super) fn kind(method: &str, target: &str) -> Call {
    let place = HubPath::parse(target).map(|path| path.place);
    match (method, place) {
        ("POST", Ok(Place::RegistrationIds)) => Call::Mint,
        ("POST", Ok(Place::Registrations)) | ("PUT", Ok(Place::Registration(_))) => Call::Write,
        ("DELETE", Ok(Place::Registration(_))) => Call::Delete,
        ("GET", Ok(Place::Registrations | Place::Tagged(_))) => Call::List,
        _ => Call::Any,
    }
}

/// What a token is good for at this place, now.
pub(super) fn credentials(key: &Key, shown: Option<&str>, target: &str) -> Credentials {
    let Some(shown) = shown else { return Credentials::Nobody };
    let Ok(token) = Token::parse(shown) else { return Credentials::BadToken(Flaw::Malformed) };
    match token.verify(key, target, unix()) {
        Ok(()) => Credentials::Token(Rights::ALL),
        Err(Refusal::KeyName { .. }) => Credentials::BadToken(Flaw::Key),
        Err(Refusal::Signature) => Credentials::BadToken(Flaw::Signature),
        Err(Refusal::Expired { .. }) => Credentials::BadToken(Flaw::Expired),
        Err(Refusal::Audience { .. }) => Credentials::BadToken(Flaw::Audience),
    }
}

pub(super) fn error(status: u16, wait: Option<u32>) -> Answered {
    let now = Timestamp::from_unix(unix());
    let body = ErrorBody::traced(status, "The suite has the hub say so.", "mpnspec", now);
    let mut fields = vec![("Content-Type".to_owned(), b"application/xml; charset=utf-8".to_vec())];
    fields.extend(wait.map(|wait| ("Retry-After".to_owned(), wait.to_string().into_bytes())));
    (status, fields, body.write())
}

/// An answer of the hub, in which one thing may be said in another way.
pub(super) fn said(says: Says, (status, fields, body): Answered) -> Answered {
    let Says::Expiry(expiry) = says else { return (status, fields, body) };
    let body = text(&body);
    let parts = body.split_once("<ExpirationTime>");
    let parts =
        parts.and_then(|(head, rest)| Some((head, rest.split_once("</ExpirationTime>")?.1)));
    let body = match parts {
        Some((head, tail)) => format!("{head}<ExpirationTime>{expiry}</ExpirationTime>{tail}"),
        None => body,
    };
    (status, fields, body.into_bytes())
}

pub(super) fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

pub(super) fn unix() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

/// A new key.
pub(super) fn secret() -> String {
    // Each state is keyed by the operating system's random numbers.
    let mut octets = [0; 32];
    for chunk in octets.chunks_mut(8) {
        chunk.copy_from_slice(&RandomState::new().build_hasher().finish().to_be_bytes());
    }
    STANDARD.encode(octets)
}
