//! The registration of a callback.

use alloc::string::String;
use alloc::vec::Vec;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Clause, Kept, Sent, broken, found, keeps, transport, wanted};
use crate::adapter::Command;
use crate::answer::Field;
use crate::dispute::{D31_B, D32_A, D32_B, D37_A};
use crate::header::{CONTENT_TYPE, CallbackUri, ContentType, X_CALLBACK_URI};
use crate::payload::CALLBACK_LIMIT;
use crate::requirement::*;

pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(REGISTRATION_IS_A_POST, transport::POST.check),
    Clause::agreed(REGISTRATION_HAS_THE_SUFFIX, |sent| {
        let (path, query) = split(sent.request.target);
        keeps(path.ends_with(SUFFIX) || query.ends_with(SUFFIX), || {
            broken(Field::Target, "`/callback` after the channel URI")
        })
    }),
    Clause::agreed(SUFFIX_FOLLOWS_A_QUERY, |sent| {
        if split(sent.request.target).1.is_empty() {
            return Kept::Silent;
        }
        keeps(sent.request.target.ends_with(SUFFIX), || {
            broken(Field::Target, "`/callback` after the whole channel URI, its query included")
        })
    })
    .read_as(D37_A),
    Clause::agreed(REGISTRATION_NAMES_ITS_URI, |sent| {
        match (sent.field(X_CALLBACK_URI), told_uri(sent)) {
            (None, None) => Kept::No(broken(CALLBACK, "the callback URI, once")),
            (None, Some(told)) => Kept::No(wanted(CALLBACK, told, None)),
            (Some(_), None) => Kept::Yes,
            (Some(value), Some(told)) if value == told.as_bytes() => Kept::Yes,
            (Some(value), Some(_)) if CallbackUri::parse(value).is_err() => Kept::Silent,
            (Some(_), Some(told)) => Kept::No(wanted(CALLBACK, told, None)),
        }
    }),
    Clause::agreed(REGISTRATION_URI_IS_ABSOLUTE, |sent| match sent.field(X_CALLBACK_URI) {
        Some(value) => {
            let kept = CallbackUri::parse(value).is_ok();
            keeps(kept, || broken(CALLBACK, "an absolute http or https URI"))
        }
        None => Kept::Silent,
    }),
    Clause::agreed(REGISTRATION_BODY_IS_THE_MESSAGE, |sent| match told_message(sent) {
        Some(told) => {
            let kept = told == sent.request.body;
            keeps(kept, || {
                wanted(
                    Field::Body,
                    &alloc::format!("the {} octets of the message", told.len()),
                    None,
                )
            })
        }
        None => Kept::Silent,
    }),
    Clause::agreed(REGISTRATION_FITS_1024_OCTETS, |sent| {
        keeps(sent.request.body.len() <= CALLBACK_LIMIT, || {
            let octets = alloc::format!("{} octets", sent.request.body.len());
            found(Field::Body, "1024 octets at most", octets)
        })
    }),
    Clause::agreed(REGISTRATION_IS_NOT_EMPTY, |sent| {
        if told_message(sent).is_some_and(|told| !told.is_empty()) && sent.request.body.is_empty() {
            return Kept::Silent;
        }
        keeps(!sent.request.body.is_empty(), || broken(Field::Body, "a message"))
    })
    .read_as(D31_B),
    Clause::agreed(REGISTRATION_TYPE_FITS_THE_MESSAGE, |sent| {
        keeps(fits(sent), || broken(Field::Header(CONTENT_TYPE), "the media type of the message"))
    })
    .read_as(D32_B),
    Clause::agreed(REGISTRATION_TYPE_IS_A_WILDCARD, |sent| {
        let kept = sent.field(CONTENT_TYPE) == Some(b"application/*");
        keeps(kept, || broken(Field::Header(CONTENT_TYPE), "`application/*`"))
    })
    .read_as(D32_A),
    Clause::agreed(REGISTRATION_GOES_OVER_HTTPS, |sent| {
        keeps(sent.request.target.starts_with("https:"), || broken(Field::Target, "an https URI"))
    }),
];

const SUFFIX: &str = "/callback";
const CALLBACK: Field = Field::Header(X_CALLBACK_URI);

/// The target that a registration for a channel has, if it has the suffix at all: where it stands
/// when there is a query is a question of its own.
pub(super) fn suffixed(channel: &str, target: &str) -> Option<String> {
    if !split(channel).1.is_empty() && split(target).0.ends_with(SUFFIX) {
        let (path, query) = split(channel);
        return Some(alloc::format!("{path}{SUFFIX}{query}"));
    }
    target.ends_with(SUFFIX).then(|| alloc::format!("{channel}{SUFFIX}"))
}

fn split(uri: &str) -> (&str, &str) {
    uri.split_at(uri.find(['?', '#']).unwrap_or(uri.len()))
}

fn told_uri<'t>(sent: &Sent<'t>) -> Option<&'t str> {
    match sent.told? {
        Command::RegisterCallback { callback_uri, .. } => Some(callback_uri),
        _ => None,
    }
}

fn told_message(sent: &Sent<'_>) -> Option<Vec<u8>> {
    match sent.told? {
        Command::RegisterCallback { message_base64, .. } => {
            BASE64_STANDARD.decode(message_base64).ok()
        }
        _ => None,
    }
}

/// Whether the media type is a concrete one, and one of text only for text.
fn fits(sent: &Sent<'_>) -> bool {
    let Some(media) = sent.field(CONTENT_TYPE).and_then(|value| ContentType::parse(value).ok())
    else {
        return false;
    };
    let is_text = media.essence.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("text/"));
    !media.essence.contains('*') && (!is_text || core::str::from_utf8(sent.request.body).is_ok())
}
