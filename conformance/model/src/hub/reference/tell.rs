//! How a hub tells what it knows, and reads what it has told.

use alloc::format;
use alloc::string::String;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use percent_encoding::percent_decode_str;

use super::Registration;
use crate::answer::{Answer, Value};
use crate::hub::IF_MATCH;
use crate::hub::ask::{Ask, Call};
use crate::hub::facts::{Facts, Trust};
use crate::registration::{
    ContinuationToken, Description, Entry, Filter, Platform, Recorded, RegistrationId, Timestamp,
};
use crate::transcript::{Found, Request, Rights};

pub(super) fn status_of(row: &Answer<crate::hub::Hub>) -> u16 {
    let first = row.cells.first().and_then(|cell| cell.choices.first());
    match first {
        Some((Value::Number(code, _), _)) => u16::try_from(*code).unwrap_or(500),
        _ => 500,
    }
}

pub(super) fn recorded(
    (id, registration): (RegistrationId, &Registration),
    collection: &str,
    query: &str,
    (clock, listed): (u64, bool),
) -> Entry {
    let Registration { etag, description, expires } = registration;
    let recorded = Recorded {
        id: &id,
        etag: *etag,
        expires: *expires,
        now: Timestamp::from_unix(clock),
        collection,
        query,
        listed,
    };
    Entry::answer(&recorded, description.clone())
}

pub(super) fn standing(call: &Call, rights: Rights) -> Trust {
    // Where no document tells what a right is for, having one is enough.
    match call.ask.is_open_to(rights) {
        Some(false) => Trust::WithoutRight,
        Some(true) | None => Trust::Entitled,
    }
}

/// What is said to a call that the table has no answer to.
pub(super) fn elsewhere(request: &Request<'_>, call: &Call, facts: Facts) -> (u16, &'static str) {
    match facts.trust {
        Some(Trust::Entitled | Trust::WithoutRight) | None => {}
        Some(_) => return (401, "the token is not good for this"),
    }
    if call.ask == Ask::Send {
        return (501, "this hub keeps registrations, and sends nothing");
    }
    if call.hub.is_empty() {
        return (404, "no such place, or an option that cannot be read");
    }
    match call.query.api_version {
        None => (400, "expected the option `api-version`, but found none"),
        Some(_) if request.headers.get(IF_MATCH) != Found::Absent => {
            (400, "expected `*` or a version in `If-Match`, a known `api-version` and method")
        }
        Some(_) => (405, "expected a known `api-version`, and a method that the place has"),
    }
}

pub(super) fn fits(filter: &Filter, description: &Description) -> bool {
    let handle = &*description.handle;
    let same = |wanted: &str| match description.platform {
        Platform::Apns => wanted.eq_ignore_ascii_case(handle),
        _ => wanted == handle,
    };
    // One client encodes handles that are URIs once more.
    same(&filter.handle)
        || percent_decode_str(&filter.handle).decode_utf8().is_ok_and(|decoded| same(&decoded))
}

/// The token of the page that begins with this id: base64, in the shape of recorded ones.
pub(super) fn token(id: RegistrationId) -> ContinuationToken {
    ContinuationToken::new(BASE64_STANDARD.encode(format!("31({id});2")))
}

pub(super) fn from(token: &ContinuationToken) -> Option<RegistrationId> {
    let octets = BASE64_STANDARD.decode(token.as_str()).ok()?;
    let text = String::from_utf8(octets).ok()?;
    RegistrationId::parse(text.strip_prefix("31(")?.strip_suffix(");2")?).ok()
}

/// The absolute URL of a hub, without a slash at its end.
pub(super) fn base_of(target: &str, hub: &str) -> String {
    let (scheme, rest) = target.split_once("://").unwrap_or(("http", target));
    let authority = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{authority}/{hub}")
}

pub(super) fn query_of(target: &str) -> &str {
    target.split_once('?').map_or("", |(_, query)| query)
}
