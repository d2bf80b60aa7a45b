//! How requests travel: HTTP, methods, TLS and certificates.

use mpnspec_model::adapter::DeviceState::TempDisconnected;
use mpnspec_model::header::Kind::{Raw, Tile, Toast};

use super::TURNED_AWAY;
use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

const LATE_TOAST: Message = Message { class: Some("22"), ..TOAST };
const BROKEN_TOAST: Message = Message { body: Body::Text("<wp:Notification"), ..TOAST };
const GET: Message = Message { method: "GET", body: Body::Text(""), ..TOAST };
const GOT: Answer = Answer { status: &[(405, 405), (200, 200)], fields: &[] };
// A server may insist on a length.
const RECEIVED_OR_LENGTH_REQUIRED: Answer =
    Answer { status: &[(200, 200), (411, 411)], fields: &[] };

const fn with(fields: &'static [(&'static str, &'static str)]) -> Message {
    Message { fields, ..TOAST }
}

const fn without_certificate(message: Message) -> Message {
    Message { shows: Certificate::Nobody, ..message }
}

pub(super) const CASES: &[Case] = cases! {
    // ---- HTTP ---------------------------------------------------------------------------
    "transport/an-answer-is-http-1-1-and-dated"
        shows RESPONSES_ARE_HTTP_1_1, RESPONSES_HAVE_A_DATE
        [Open(A, Access::Open), Post(A, TOAST, RECEIVED)];
    "transport/a-refusal-is-http-1-1-and-dated"
        shows RESPONSES_ARE_HTTP_1_1, RESPONSES_HAVE_A_DATE
        [Open(A, Access::Open), Post(A, BROKEN_TOAST, BAD_REQUEST)];
    "transport/an-answer-over-tls-is-http-1-1-and-dated"
        shows RESPONSES_ARE_HTTP_1_1, RESPONSES_HAVE_A_DATE
        [Open(A, Access::Authenticated), Post(A, TOAST, RECEIVED)];
    "transport/each-kind-of-post-is-answered"
        shows EVERY_POST_IS_ANSWERED
        [
            Open(A, Access::Open),
            Post(A, TOAST, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, RAW, RECEIVED),
        ];
    "transport/each-of-twenty-posts-is-answered"
        shows EVERY_POST_IS_ANSWERED
        [Open(A, Access::Open), PostMany(A, 20, TOAST, RECEIVED)];
    "transport/the-answer-does-not-wait-for-the-batch"
        shows ANSWER_DOES_NOT_WAIT_FOR_DELIVERY
        [Open(A, Access::Open), Post(A, LATE_TOAST, RECEIVED)];
    "transport/the-answer-does-not-wait-for-a-device-that-is-away"
        shows ANSWER_DOES_NOT_WAIT_FOR_DELIVERY
        [Open(A, Access::Open), Device(A, TempDisconnected), Post(A, TOAST, RECEIVED_AWAY)];
    "transport/get-is-405-or-a-harmless-200"
        shows GET_IS_405
        [Open(A, Access::Open), Post(A, GET, GOT)];
    "transport/get-delivers-nothing"
        shows GET_IS_405
        [Open(A, Access::Open), Post(A, GET, GOT), Settle, Handed(A, &[])];

    // ---- fields -------------------------------------------------------------------------
    "transport/field-names-in-capitals-make-a-toast"
        shows FIELD_NAMES_IN_ANY_CASE, TOAST_TARGET_MAKES_A_TOAST
        [
            Open(A, Access::Open),
            Wire(A, TOAST, Bend::Capitals, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1)]),
        ];
    "transport/field-names-in-capitals-make-a-tile"
        shows FIELD_NAMES_IN_ANY_CASE, TOKEN_TARGET_MAKES_A_TILE
        [
            Open(A, Access::Open),
            Wire(A, TILE, Bend::Capitals, RECEIVED),
            Settle,
            Handed(A, &[(Tile, 1)]),
        ];
    // The id is echoed and the target heeded only by those who read lower case.
    "transport/field-names-in-lower-case-make-a-toast"
        shows MESSAGE_ID_IS_ECHOED, TOAST_TARGET_MAKES_A_TOAST
        [
            Open(A, Access::Open),
            Wire(A, TOAST, Bend::LowerCase, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1)]),
        ];
    "transport/accept-with-a-wildcard-is-ignored"
        shows ACCEPT_IS_IGNORED
        [Open(A, Access::Open), Post(A, with(&[("Accept", "application/*")]), RECEIVED)];
    "transport/accept-that-nothing-fits-is-ignored"
        shows ACCEPT_IS_IGNORED
        [Open(A, Access::Open), Post(A, with(&[("Accept", "image/png")]), RECEIVED)];
    "transport/a-time-to-live-is-ignored"
        shows UNKNOWN_FIELDS_ARE_IGNORED
        [Open(A, Access::Open), Post(A, with(&[("X-TimeToLive", "60")]), RECEIVED)];
    "transport/a-field-of-the-later-service-is-ignored"
        shows UNKNOWN_FIELDS_ARE_IGNORED
        [Open(A, Access::Open), Post(A, with(&[("X-WNS-Type", "wns/raw")]), RECEIVED)];
    "transport/response-fields-on-a-request-are-ignored"
        shows UNKNOWN_FIELDS_ARE_IGNORED
        [
            Open(A, Access::Open),
            Post(A, with(&[("X-NotificationStatus", "Dropped"), ("X-SubscriptionStatus", "Expired")]), RECEIVED),
        ];
    "transport/octets-beyond-ascii-in-an-unknown-field-are-ignored"
        shows UNKNOWN_FIELDS_ARE_IGNORED
        [Open(A, Access::Open), Wire(A, TOAST, Bend::BeyondAscii, RECEIVED)];
    "transport/a-chunked-body-is-taken-or-its-length-asked-for"
        shows EVERY_POST_IS_ANSWERED
        [Open(A, Access::Open), Wire(A, TOAST, Bend::Chunked, RECEIVED_OR_LENGTH_REQUIRED)];
    "transport/a-broken-request-does-not-harm-the-next-one"
        shows BROKEN_FRAMING_IS_REFUSED, EVERY_POST_IS_ANSWERED
        [
            Open(A, Access::Open),
            Wire(A, TOAST, Bend::LengthIsNoNumber, TURNED_AWAY),
            Post(A, TOAST, RECEIVED),
        ];

    // ---- certificates -------------------------------------------------------------------
    "transport/anybody-may-post-to-an-open-channel"
        shows UNAUTHENTICATED_CHANNELS_NEED_NO_CREDENTIALS
        [Open(A, Access::Open), Post(A, without_certificate(TOAST), RECEIVED)];
    "transport/octets-written-by-hand-are-served"
        shows UNAUTHENTICATED_CHANNELS_NEED_NO_CREDENTIALS
        [Open(A, Access::Open), Wire(A, TOAST, Bend::Straight, RECEIVED)];
    "transport/an-authenticated-channel-is-https-and-asks-for-a-certificate"
        shows AUTHENTICATED_CHANNELS_ARE_HTTPS, CLIENT_CERTIFICATE_IS_ASKED_FOR
        [Open(A, Access::Authenticated), Post(A, TOAST, RECEIVED)];
    "transport/a-certificate-counts-for-every-kind"
        shows CLIENT_CERTIFICATE_IS_ASKED_FOR
        [
            Open(A, Access::Authenticated),
            Post(A, TOAST, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, RAW, RECEIVED),
        ];
    "transport/a-toast-without-a-certificate-is-refused"
        shows NO_CERTIFICATE_IS_REFUSED
        [Open(A, Access::Authenticated), Post(A, without_certificate(TOAST), TURNED_AWAY)];
    "transport/a-tile-without-a-certificate-is-refused"
        shows NO_CERTIFICATE_IS_REFUSED
        [Open(A, Access::Authenticated), Post(A, without_certificate(TILE), TURNED_AWAY)];
    "transport/a-raw-notification-without-a-certificate-is-refused"
        shows NO_CERTIFICATE_IS_REFUSED
        [Open(A, Access::Authenticated), Post(A, without_certificate(RAW), TURNED_AWAY)];
    "transport/nothing-without-a-certificate-is-delivered"
        shows NO_CERTIFICATE_IS_REFUSED
        [
            Open(A, Access::Authenticated),
            Post(A, without_certificate(TOAST), TURNED_AWAY),
            Post(A, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 2)]),
        ];
    "transport/a-toast-in-plain-is-not-served-on-an-authenticated-channel"
        shows AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN
        [Open(A, Access::Authenticated), Plain(A, TOAST, TURNED_AWAY)];
    "transport/nothing-in-plain-is-delivered-on-an-authenticated-channel"
        shows AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN
        [
            Open(A, Access::Authenticated),
            Plain(A, RAW, TURNED_AWAY),
            Post(A, RAW, RECEIVED),
            Settle,
            Handed(A, &[(Raw, 2)]),
        ];
};

macro_rules! broken {
    ($($what:literal: $bend:ident;)+) => {
        &[$(case!(
            concat!("transport/", $what, "-is-refused"),
            [BROKEN_FRAMING_IS_REFUSED],
            [Open(A, Access::Open), Wire(A, TOAST, Bend::$bend, TURNED_AWAY)]
        )),+]
    };
}

/// What is no sound HTTP.
pub(super) const BROKEN: &[Case] = broken! {
    "a-blank-before-a-colon": BlankBeforeColon;
    "a-request-with-two-lengths": TwoLengths;
    "a-length-that-is-no-number": LengthIsNoNumber;
    "a-value-on-two-lines": Folded;
    "a-nul-in-a-value": NulInValue;
};
