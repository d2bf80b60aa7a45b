//! What a request asks of the service.

use crate::edition::Edition;
use crate::header::{self, CallbackUri, Kind, MessageId, NotificationClass, Target};
use crate::payload::{self, Payload};
use crate::transcript::{Form, Found, Request};
use crate::xml;

/// The kinds of requests that the documents, or a dispute about them, give an answer to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Ask {
    /// A notification of at most 1024 octets.
    Notification(Kind),
    /// One of more, but of at most 3072.
    Long(Kind),
    /// One that is put in a way of which nobody knows what a service makes: in chunks, in UTF-16, or
    /// with a message id that is no UUID.
    Odd(Kind),
    /// One of more than 3072.
    TooLong,
    /// A toast or tile that is no well-formed XML.
    Malformed,
    /// A class, target or document that no table lists, or that contradict each other.
    Unlisted,
    /// GET on a channel.
    Get,
    /// Any other method on a channel.
    Method,
    /// A callback registration.
    Registration,
    /// One with an empty message, which is disputed.
    EmptyRegistration,
    /// One with a message of more than 1024 octets.
    LongRegistration,
    /// One that names no callback URI, or none that could be called.
    RegistrationWithoutUri,
    /// Another method than POST on the place of registrations.
    RegistrationMethod,
    /// A request that is no sound HTTP.
    Broken,
}

impl Ask {
    /// Is it a notification, of whatever kind and form?
    #[must_use]
    pub const fn is_notification(self) -> bool {
        matches!(
            self,
            Self::Notification(_)
                | Self::Long(_)
                | Self::Odd(_)
                | Self::TooLong
                | Self::Malformed
                | Self::Unlisted
        )
    }

    /// Is it about a callback?
    #[must_use]
    pub const fn is_registration(self) -> bool {
        matches!(
            self,
            Self::Registration
                | Self::EmptyRegistration
                | Self::LongRegistration
                | Self::RegistrationWithoutUri
                | Self::RegistrationMethod
        )
    }
}

/// What is added to a channel URI to register a callback.
pub const CALLBACK_SUFFIX: &str = "/callback";

/// The channel that a request is about, and what it asks.
#[must_use]
pub fn ask<'t>(request: &Request<'t>, edition: Edition) -> (&'t str, Ask) {
    let (channel, registers) = match request.target.strip_suffix(CALLBACK_SUFFIX) {
        Some(channel) => (channel, true),
        None => (request.target, false),
    };
    let ask = match request.method {
        _ if request.form == Form::Broken => Ask::Broken,
        "POST" if registers => registration(request),
        "POST" => notification(request, edition),
        _ if registers => Ask::RegistrationMethod,
        "GET" => Ask::Get,
        _ => Ask::Method,
    };
    (channel, ask)
}

fn registration(request: &Request<'_>) -> Ask {
    match request.headers.get(header::X_CALLBACK_URI) {
        Found::Text(uri) if CallbackUri::parse(uri).is_ok() => match request.body.len() {
            0 => Ask::EmptyRegistration,
            1..=payload::CALLBACK_LIMIT => Ask::Registration,
            _ => Ask::LongRegistration,
        },
        _ => Ask::RegistrationWithoutUri,
    }
}

fn notification(request: &Request<'_>, edition: Edition) -> Ask {
    let Some(kind) = kind(request) else { return Ask::Unlisted };
    if request.body.len() > payload::PAYLOAD_LIMIT {
        return Ask::TooLong;
    }
    if kind != Kind::Raw && xml::is_well_formed(request.body).is_err() {
        return if is_beyond_our_reader(request.body) { Ask::Unlisted } else { Ask::Malformed };
    }
    let chunked = request.headers.get("Transfer-Encoding") != Found::Absent;
    let odd_id = match request.headers.get(header::X_MESSAGE_ID) {
        Found::Absent => false,
        Found::Text(id) => MessageId::parse(id).is_err(),
        _ => true,
    };
    let fits =
        class(request, edition).is_none_or(|class| class.is_some_and(|class| class.kind == kind));
    if !fits || (kind != Kind::Raw && Payload::read(kind, request.body).is_err()) {
        return Ask::Unlisted;
    }
    if chunked || odd_id || (kind != Kind::Raw && is_utf_16(request.body)) {
        return Ask::Odd(kind);
    }
    if request.body.len() > payload::PAYLOAD_LIMIT_7_0 {
        Ask::Long(kind)
    } else {
        Ask::Notification(kind)
    }
}

// XML of which no document says what a service makes: we refuse to read it, a service may not.
fn is_beyond_our_reader(body: &[u8]) -> bool {
    let has = |needle: &[u8]| body.windows(needle.len()).any(|window| window == needle);
    has(b"<!DOCTYPE")
        || (body.starts_with(b"<?xml") && has(b"encoding=") && !has(b"utf-8") && !has(b"UTF-8"))
}

fn is_utf_16(body: &[u8]) -> bool {
    body.starts_with(&[0xff, 0xfe]) || body.starts_with(&[0xfe, 0xff])
}

/// As what a request declares its notification; `None` if no table lists it.
#[must_use]
pub fn kind(request: &Request<'_>) -> Option<Kind> {
    match request.headers.get(header::X_WINDOWSPHONE_TARGET) {
        Found::Absent => Some(Kind::Raw),
        Found::Text(b"raw") => Some(Kind::Raw),
        Found::Text(target) => Target::parse(target).ok()?.kind(),
        _ => None,
    }
}

/// The class of a request: `None` if it has none, `Some(None)` if no table lists it.
#[must_use]
pub fn class(request: &Request<'_>, edition: Edition) -> Option<Option<NotificationClass>> {
    match request.headers.get(header::X_NOTIFICATION_CLASS) {
        Found::Absent => None,
        Found::Text(class) => Some(NotificationClass::parse_in(class, edition).ok()),
        _ => Some(None),
    }
}
