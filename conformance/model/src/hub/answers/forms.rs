//! The forms that fields and bodies of answers have.

use alloc::string::String;

use crate::hub::ask::version_of;
use crate::registration::{ETag, ErrorBody, HubPath, Location, Place};

pub(super) fn entity_tag(value: &[u8]) -> bool {
    let text = core::str::from_utf8(value).ok();
    text.and_then(version_of).is_some_and(|version| !version.is_empty())
}

pub(super) fn weak(value: &[u8]) -> bool {
    ETag::parse(value).is_ok()
}

pub(super) fn seconds(value: &[u8]) -> bool {
    !value.is_empty() && value.len() < 10 && value.iter().all(u8::is_ascii_digit)
}

pub(super) fn location(value: &[u8]) -> bool {
    core::str::from_utf8(value).is_ok_and(|value| Location::parse(value).is_ok())
}

pub(super) fn content_location(value: &[u8]) -> bool {
    registration_at(value).is_some()
}

pub(super) fn entry(value: &[u8]) -> bool {
    declared_as(value, "entry")
}

pub(super) fn feed(value: &[u8]) -> bool {
    declared_as(value, "feed")
}

pub(super) fn entry_feed(value: &[u8]) -> bool {
    declared_as(value, "entry")
}

pub(super) fn error(body: &[u8]) -> bool {
    ErrorBody::read(body).is_ok()
}

/// Whether a content type is that of atom, with this `type`.
///
/// ```text
/// content-type = "application/atom+xml" *( ";" parameter )       ; letters in any case
/// ```
#[must_use]
pub fn declared_as(value: &[u8], kind: &str) -> bool {
    let text = String::from_utf8_lossy(value).to_ascii_lowercase();
    let mut parts = text.split(';').map(str::trim);
    let atom = parts.next() == Some("application/atom+xml");
    let mut typed = parts.filter_map(|part| part.strip_prefix("type="));
    atom && typed.next().is_some_and(|found| found.trim_matches('"') == kind)
}

/// The id that an answer brings in `Location` or `Content-Location`.
#[must_use]
pub fn id_in(value: &[u8]) -> Option<String> {
    let text = core::str::from_utf8(value).ok()?;
    Location::parse(text).ok().map(|location| location.id).or_else(|| registration_at(value))
}

fn registration_at(value: &[u8]) -> Option<String> {
    let text = core::str::from_utf8(value).ok()?;
    let absolute = text.starts_with("https://") || text.starts_with("http://");
    match HubPath::parse(text).ok()?.place {
        Place::Registration(id) if absolute => Some(id),
        _ => None,
    }
}
