//! How observations come to the messages that duties are about.

use crate::answer::Field;
use crate::duty::{Absent, Duty, Edge, Match};
use crate::header::{self, Kind};
use crate::payload::Payload;
use crate::push_service::ask::{self};
use crate::push_service::{PushService, Trigger};
use crate::requirement::*;
use crate::transcript::{Event, Found, Index, Request, Transcript};

pub(super) fn same_id(transcript: &Transcript, earlier: Index, asked: &Request<'_>) -> bool {
    let id =
        |request: &Request<'_>| matches!(request.headers.get(header::X_MESSAGE_ID), Found::Text(_));
    transcript.request(earlier).is_some_and(|earlier| {
        id(asked)
            && earlier.headers.get(header::X_MESSAGE_ID) == asked.headers.get(header::X_MESSAGE_ID)
    })
}

/// Where to call back, and with which octets.
pub(super) fn registered(transcript: &Transcript, index: Index) -> Option<(&str, &[u8])> {
    let request = transcript.request(index)?;
    match request.headers.get(header::X_CALLBACK_URI) {
        Found::Text(uri) => Some((core::str::from_utf8(uri).ok()?, request.body)),
        _ => None,
    }
}

/// How a callback comes to the registration that a duty is about.
pub(super) fn callback(
    transcript: &Transcript,
    duty: &Duty<PushService>,
    got: Request<'_>,
) -> Option<Match> {
    let (uri, message) = registered(transcript, duty.about)?;
    let earlier = duty.earlier.and_then(|earlier| registered(transcript, earlier));
    let same_place = |uri: &str| got.target.trim_end_matches('/') == uri.trim_end_matches('/');
    // What must not be sent is a message of its own: another one is not it.
    let alone = matches!(
        duty.rule.on,
        Trigger::Replaced
            | Trigger::RegistrationTooLong
            | Trigger::RegistrationByMethod
            | Trigger::RegistrationUnentitled
    );
    match (same_place(uri), got.body == message) {
        (here, same) if alone && !(here && same) => None,
        (true, true) if got.method == "POST" => Some(Match::Whole),
        (true, true) => Some(Match::But(Field::Method, CALLBACK_IS_A_POST)),
        _ if duty.rule.absent == Absent::Violates
            && earlier.is_some_and(|(uri, message)| same_place(uri) && message == got.body) =>
        {
            Some(Match::But(Field::Target, LAST_REGISTRATION_WINS))
        }
        (true, false) => Some(Match::But(Field::Body, MESSAGE_IS_UNCHANGED)),
        (false, true) => Some(Match::But(Field::Target, CALLBACK_GOES_TO_ITS_URI)),
        (false, false) => None,
    }
}

/// How a delivery comes to the notification that a duty is about, if it is that, octet for octet.
pub(super) fn delivery(
    transcript: &Transcript,
    duty: &Duty<PushService>,
    kind: Kind,
    octets: &[u8],
) -> Option<Match> {
    let sent = transcript.request(duty.about).filter(|sent| sent.body == octets)?;
    let declared = ask::kind(&sent)?;
    Some(if declared == kind { Match::Whole } else { Match::But(Field::Kind, declares(&sent)) })
}

/// The same for octets that nobody sent.
pub(super) fn rewritten(
    transcript: &Transcript,
    duty: &Duty<PushService>,
    kind: Kind,
    octets: &[u8],
) -> Option<Match> {
    let sent = transcript.request(duty.about)?;
    let declared = ask::kind(&sent)?;
    if kind != Kind::Raw {
        return (declared == kind && says_the_same(kind, sent.body, octets))
            .then_some(Match::Whole);
    }
    let somebody_sent_it = || {
        transcript
            .iter()
            .any(|entry| matches!(entry.event, Event::Asked(request) if request.body == octets))
    };
    // That something was changed does not show that what was refused was delivered.
    let awaited = duty.rule.window.opens != Edge::Never;
    (declared == Kind::Raw && awaited && !somebody_sent_it())
        .then_some(Match::But(Field::Body, RAW_IS_DELIVERED_UNCHANGED))
}

// A service may write the document anew, as long as the phone reads the same from it.
pub(super) fn says_the_same(kind: Kind, sent: &[u8], got: &[u8]) -> bool {
    match (Payload::read(kind, sent), Payload::read(kind, got)) {
        (Ok(sent), Ok(got)) => sent == got,
        _ => false,
    }
}

/// The rule by which a request's target field, or its absence, decides how it is delivered.
pub(super) fn declares(sent: &Request<'_>) -> Requirement {
    match (sent.headers.get(header::X_WINDOWSPHONE_TARGET), ask::kind(sent)) {
        (Found::Absent, _) => TARGET_ABSENT_IS_RAW,
        (_, Some(Kind::Toast)) => TOAST_TARGET_MAKES_A_TOAST,
        (_, Some(Kind::Tile)) => TOKEN_TARGET_MAKES_A_TILE,
        _ => RAW_TARGET_MAKES_IT_RAW,
    }
}
