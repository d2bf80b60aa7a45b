//! The response table: every row, for every kind.

use mpnspec_model::adapter::DeviceState::{Connected, Disconnected, Inactive, TempDisconnected};
use mpnspec_model::header::Kind::{Raw, Tile, Toast};
use mpnspec_model::transcript::Forgery;

use crate::case::Channel::{A, B};
use crate::case::Step::*;
use crate::case::*;

const ALTERED: Answer = Answer { status: &[(401, 401), (404, 404), (400, 400)], fields: &[] };
// No row of the table is about a live subscription whose device is disconnected.
const WHILE_DISCONNECTED: Answer =
    Answer { status: &[(200, 200), (404, 404), (412, 412)], fields: &[] };
const NO_XML: Message = Message { body: Body::Text("<wp:Notification>"), ..TOAST };
const NO_XML_AT_ALL: Message = Message { body: Body::Text("{n} & more"), ..TILE };

const fn from_a_stranger(message: Message) -> Message {
    Message { shows: Certificate::Stranger, ..message }
}

const fn put(message: Message) -> Message {
    Message { method: "PUT", ..message }
}

pub(super) const CASES: &[Case] = cases! {
    // ---- 200 ----------------------------------------------------------------------------
    "responses/the-fields-of-an-answer-have-known-values"
        shows NOTIFICATION_STATUS_IS_KNOWN, DEVICE_STATUS_IS_KNOWN, SUBSCRIPTION_STATUS_IS_KNOWN
        [Open(A, Access::Open), Post(A, TOAST, RECEIVED)];
    "responses/the-fields-of-a-404-have-known-values"
        shows NOTIFICATION_STATUS_IS_KNOWN, DEVICE_STATUS_IS_KNOWN, SUBSCRIPTION_STATUS_IS_KNOWN
        [Open(A, Access::Open), Expire(A), Post(A, TOAST, EXPIRED)];
    "responses/the-fields-of-a-412-have-known-values"
        shows NOTIFICATION_STATUS_IS_KNOWN, DEVICE_STATUS_IS_KNOWN
        [Open(A, Access::Open), Device(A, Inactive), Post(A, TOAST, INACTIVE)];
    "responses/received-has-no-body"
        shows BODY_OF_A_200_IS_EMPTY
        [Open(A, Access::Open), Post(A, TOAST, RECEIVED)];
    "responses/suppressed-has-no-body"
        shows BODY_OF_A_200_IS_EMPTY
        [Open(A, Access::Open), Suppress(A, &[Toast]), Post(A, TOAST, SUPPRESSED)];
    "responses/a-device-that-comes-back-is-connected"
        shows RECEIVED_TELLS_THE_DEVICE
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Post(A, TOAST, RECEIVED_AWAY),
            Device(A, Connected),
            Post(A, TOAST, RECEIVED),
        ];
    "responses/a-device-that-was-inactive-is-served-again"
        shows INACTIVE_IS_412, RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Device(A, Inactive),
            Post(A, TOAST, INACTIVE),
            Device(A, Connected),
            Post(A, TOAST, RECEIVED),
        ];
    "responses/a-disconnected-device-is-recorded"
        shows DISCONNECTED_IS_RECORDED
        [Open(A, Access::Open), Device(A, Disconnected), Post(A, TOAST, WHILE_DISCONNECTED)];

    // ---- suppressed ---------------------------------------------------------------------
    "responses/a-suppressed-toast-is-dropped-in-the-table-of-the-page"
        shows SUPPRESSED_IS_200, SUPPRESSED_SAYS_SO, SUPPRESSED_TELLS_THE_DEVICE, SUPPRESSED_TELLS_THE_SUBSCRIPTION
        [Open(A, Access::Open), Suppress(A, &[Toast]), Post(A, TOAST, SUPPRESSED)];
    "responses/a-suppressed-tile-says-so"
        shows SUPPRESSED_SAYS_SO
        [Open(A, Access::Open), Suppress(A, &[Tile]), Post(A, TILE, SUPPRESSED)];
    "responses/a-suppressed-raw-notification-says-so"
        shows SUPPRESSED_SAYS_SO
        [Open(A, Access::Open), Suppress(A, &[Raw]), Post(A, RAW, SUPPRESSED)];
    "responses/a-suppressed-toast-tells-that-the-device-is-away"
        shows SUPPRESSED_IS_200, SUPPRESSED_TELLS_THE_DEVICE
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Suppress(A, &[Toast]),
            Post(A, TOAST, SUPPRESSED_AWAY),
        ];
    "responses/a-suppressed-tile-tells-that-the-device-is-away"
        shows SUPPRESSED_IS_200, SUPPRESSED_TELLS_THE_DEVICE
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Suppress(A, &[Tile]),
            Post(A, TILE, SUPPRESSED_AWAY),
        ];
    "responses/a-suppressed-raw-notification-tells-that-the-device-is-away"
        shows SUPPRESSED_IS_200, SUPPRESSED_TELLS_THE_DEVICE
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Suppress(A, &[Raw]),
            Post(A, RAW, SUPPRESSED_AWAY),
        ];
    "responses/suppressed-tiles-let-toasts-and-raw-notifications-pass"
        shows SUPPRESSED_SAYS_SO, RECEIVED_SAYS_SO
        [
            Open(A, Access::Open),
            Suppress(A, &[Tile]),
            Post(A, TILE, SUPPRESSED),
            Post(A, TOAST, RECEIVED),
            Post(A, RAW, RECEIVED),
        ];
    "responses/a-kind-that-is-suppressed-no-longer-is-received"
        shows SUPPRESSED_SAYS_SO, RECEIVED_SAYS_SO
        [
            Open(A, Access::Open),
            Suppress(A, &[Toast, Tile, Raw]),
            Post(A, TOAST, SUPPRESSED),
            Suppress(A, &[]),
            Post(A, TOAST, RECEIVED),
        ];
    "responses/a-suppressed-toast-is-not-delivered"
        shows SUPPRESSED_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            Suppress(A, &[Toast]),
            Post(A, TOAST, SUPPRESSED),
            Suppress(A, &[]),
            Settle,
            Handed(A, &[]),
        ];
    "responses/a-tile-that-was-suppressed-while-away-is-not-delivered"
        shows SUPPRESSED_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Suppress(A, &[Tile]),
            Post(A, TILE, SUPPRESSED_AWAY),
            Device(A, Connected),
            Settle,
            Handed(A, &[]),
        ];
    "responses/a-suppressed-raw-notification-is-not-delivered"
        shows SUPPRESSED_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            Suppress(A, &[Raw]),
            Post(A, RAW, SUPPRESSED),
            Post(A, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 2)]),
        ];

    // ---- queue full ---------------------------------------------------------------------
    "responses/what-does-not-fit-the-queue-is-not-delivered"
        shows QUEUE_FULL_IS_NOT_TAKEN
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Fill(A),
            Post(A, TOAST, QUEUE_FULL_AWAY),
            Device(A, Connected),
            Settle,
            Handed(A, &[]),
        ];
    "responses/a-queue-that-has-drained-takes-more"
        shows QUEUE_FULL_SAYS_SO, RECEIVED_SAYS_SO
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Fill(A),
            Post(A, TOAST, QUEUE_FULL_AWAY),
            Device(A, Connected),
            Advance(900),
            Settle,
            Post(A, TOAST, RECEIVED),
        ];

    // ---- 400, 401, 404 ------------------------------------------------------------------
    "responses/a-toast-that-is-no-xml-is-400-without-status-fields"
        shows BAD_REQUEST_IS_400, BAD_REQUEST_HIDES_THE_NOTIFICATION, BAD_REQUEST_HIDES_THE_DEVICE,
            BAD_REQUEST_HIDES_THE_SUBSCRIPTION
        [Open(A, Access::Open), Post(A, NO_XML, BAD_REQUEST)];
    "responses/a-tile-that-is-no-xml-is-400-without-status-fields"
        shows BAD_REQUEST_IS_400, BAD_REQUEST_HIDES_THE_NOTIFICATION, BAD_REQUEST_HIDES_THE_DEVICE,
            BAD_REQUEST_HIDES_THE_SUBSCRIPTION
        [Open(A, Access::Open), Post(A, NO_XML_AT_ALL, BAD_REQUEST)];
    "responses/a-stranger-is-401-without-status-fields"
        shows UNAUTHORIZED_IS_401, UNAUTHORIZED_HIDES_THE_NOTIFICATION, UNAUTHORIZED_HIDES_THE_DEVICE,
            UNAUTHORIZED_HIDES_THE_SUBSCRIPTION
        [Open(A, Access::Authenticated), Post(A, from_a_stranger(TOAST), UNAUTHORIZED)];
    "responses/the-tile-of-a-stranger-is-401"
        shows UNAUTHORIZED_IS_401
        [Open(A, Access::Authenticated), Post(A, from_a_stranger(TILE), UNAUTHORIZED)];
    "responses/the-raw-notification-of-a-stranger-is-401"
        shows UNAUTHORIZED_IS_401
        [Open(A, Access::Authenticated), Post(A, from_a_stranger(RAW), UNAUTHORIZED)];
    "responses/a-stranger-between-two-posts-of-the-owner-changes-nothing"
        shows UNAUTHORIZED_IS_401, RECEIVED_IS_200
        [
            Open(A, Access::Authenticated),
            Post(A, TOAST, RECEIVED),
            Post(A, from_a_stranger(TOAST), UNAUTHORIZED),
            Post(A, TOAST, RECEIVED),
        ];
    "responses/the-toast-of-a-stranger-is-not-delivered"
        shows REFUSED_IS_NOT_DELIVERED
        [
            Open(A, Access::Authenticated),
            Post(A, from_a_stranger(TOAST), UNAUTHORIZED),
            Settle,
            Handed(A, &[]),
        ];
    "responses/an-altered-token-is-refused"
        shows ALTERED_TOKEN_IS_REFUSED
        [Open(A, Access::Open), Forge(B, Forgery::Altered), Post(B, TOAST, ALTERED)];
    "responses/an-altered-token-is-refused-for-raw-notifications-too"
        shows ALTERED_TOKEN_IS_REFUSED
        [Open(A, Access::Open), Forge(B, Forgery::Altered), Post(B, RAW, ALTERED)];
    "responses/an-altered-token-does-not-reach-the-channel"
        shows ALTERED_TOKEN_IS_REFUSED, CLASS_2_IS_AT_ONCE
        [
            Open(A, Access::Open),
            Forge(B, Forgery::Altered),
            Post(B, TOAST, ALTERED),
            Post(A, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 2)]),
        ];
    "responses/an-unknown-token-is-404"
        shows UNKNOWN_TOKEN_IS_404, EXPIRED_IS_DROPPED, EXPIRED_TELLS_THE_DEVICE, EXPIRED_TELLS_THE_SUBSCRIPTION
        [Open(A, Access::Open), Forge(B, Forgery::Unknown), Post(B, TOAST, EXPIRED)];
    "responses/an-unknown-token-is-404-for-a-tile"
        shows UNKNOWN_TOKEN_IS_404
        [Open(A, Access::Open), Forge(B, Forgery::Unknown), Post(B, TILE, EXPIRED)];
    "responses/an-unknown-token-is-404-for-a-raw-notification"
        shows UNKNOWN_TOKEN_IS_404
        [Open(A, Access::Open), Forge(B, Forgery::Unknown), Post(B, RAW, EXPIRED)];
    "responses/an-expired-channel-stays-expired"
        shows EXPIRED_IS_404
        [
            Open(A, Access::Open),
            Post(A, TOAST, RECEIVED),
            Expire(A),
            Post(A, TOAST, EXPIRED),
            Post(A, TOAST, EXPIRED),
        ];
    "responses/an-expired-authenticated-channel-is-404"
        shows EXPIRED_IS_404
        [Open(A, Access::Authenticated), Expire(A), Post(A, TOAST, EXPIRED)];
    "responses/nothing-for-an-expired-channel-is-delivered"
        shows EXPIRED_IS_NOT_DELIVERED
        [Open(A, Access::Open), Expire(A), Post(A, TOAST, EXPIRED), Settle, Handed(A, &[])];

    // ---- 405, 406, 412, 503 -------------------------------------------------------------
    "responses/put-delivers-nothing"
        shows METHOD_NOT_ALLOWED_IS_405, REFUSED_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            Post(A, put(RAW), METHOD_NOT_ALLOWED),
            Post(A, RAW, RECEIVED),
            Settle,
            Handed(A, &[(Raw, 2)]),
        ];
    "responses/delete-does-not-end-the-channel"
        shows METHOD_NOT_ALLOWED_IS_405, RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, Message { method: "DELETE", body: Body::Text(""), ..TOAST }, METHOD_NOT_ALLOWED),
            Post(A, TOAST, RECEIVED),
        ];
    "responses/nothing-throttled-is-delivered"
        shows THROTTLED_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            // So that the 500 of the day leave nothing behind that the device could be handed.
            App(A, false),
            PostMany(A, 500, RAW, RECEIVED),
            App(A, true),
            Post(A, TOAST, THROTTLED),
            Settle,
            Handed(A, &[]),
        ];
    "responses/nothing-for-an-inactive-device-is-delivered-on-its-return"
        shows INACTIVE_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            Device(A, Inactive),
            Post(A, TOAST, INACTIVE),
            Device(A, Connected),
            Settle,
            Handed(A, &[]),
        ];
    "responses/nothing-is-delivered-that-met-an-unavailable-service"
        shows UNAVAILABLE_IS_503, REFUSED_IS_NOT_DELIVERED
        [
            Open(A, Access::Open),
            Unavailable(A, true),
            Post(A, TOAST, UNAVAILABLE),
            Unavailable(A, false),
            Settle,
            Handed(A, &[]),
        ];
    "responses/a-service-that-is-able-again-takes-toasts"
        shows UNAVAILABLE_IS_503, RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Unavailable(A, true),
            Post(A, TOAST, UNAVAILABLE),
            Unavailable(A, false),
            Post(A, TOAST, RECEIVED),
        ];
};

// ---- the rows, for every kind --------------------------------------------------------------

/// A row of cells, as [toast, tile, raw] meet it.
macro_rules! rows {
    ($($where:literal is $outcome:literal: [$($given:expr),*] $answer:ident
        shows $toast:tt $tile:tt $raw:tt;)+) => {
        &[$(
            rows!(@one "a-toast-for-", $where, $outcome, TOAST, [$($given),*], $answer, $toast),
            rows!(@one "a-tile-for-", $where, $outcome, TILE, [$($given),*], $answer, $tile),
            rows!(@one "a-raw-notification-for-", $where, $outcome, RAW, [$($given),*], $answer, $raw)
        ),+]
    };
    (@one $what:literal, $where:literal, $outcome:literal, $message:ident, [$($given:expr),*], $answer:ident,
        [$($requirement:ident),+]) => {
        case!(
            concat!("responses/", $what, $where, "-is-", $outcome),
            [$($requirement),+],
            [Open(A, Access::Open), $($given,)* Post(A, $message, $answer)]
        )
    };
}

/// Each row shows all of its cells with one kind, and those that could depend on it with the others.
pub(super) const ROWS: &[Case] = rows! {
    "a-connected-device" is "received": [] RECEIVED
        shows [RECEIVED_IS_200, RECEIVED_SAYS_SO, RECEIVED_TELLS_THE_DEVICE, RECEIVED_TELLS_THE_SUBSCRIPTION]
            [RECEIVED_IS_200, RECEIVED_SAYS_SO]
            [RECEIVED_IS_200, RECEIVED_SAYS_SO];
    "a-device-that-is-away" is "received": [Device(A, TempDisconnected)] RECEIVED_AWAY
        shows [RECEIVED_IS_200, RECEIVED_SAYS_SO, RECEIVED_TELLS_THE_DEVICE, RECEIVED_TELLS_THE_SUBSCRIPTION]
            [RECEIVED_SAYS_SO, RECEIVED_TELLS_THE_DEVICE]
            [RECEIVED_SAYS_SO, RECEIVED_TELLS_THE_DEVICE];
    "a-full-queue" is "not-taken": [Fill(A)] QUEUE_FULL
        shows [QUEUE_FULL_IS_200, QUEUE_FULL_SAYS_SO, QUEUE_FULL_TELLS_THE_DEVICE, QUEUE_FULL_TELLS_THE_SUBSCRIPTION]
            [QUEUE_FULL_IS_200, QUEUE_FULL_SAYS_SO]
            [QUEUE_FULL_IS_200, QUEUE_FULL_SAYS_SO];
    "a-full-queue-and-a-device-that-is-away" is "not-taken": [Device(A, TempDisconnected), Fill(A)] QUEUE_FULL_AWAY
        shows [QUEUE_FULL_IS_200, QUEUE_FULL_SAYS_SO, QUEUE_FULL_TELLS_THE_DEVICE, QUEUE_FULL_TELLS_THE_SUBSCRIPTION]
            [QUEUE_FULL_SAYS_SO, QUEUE_FULL_TELLS_THE_DEVICE]
            [QUEUE_FULL_SAYS_SO, QUEUE_FULL_TELLS_THE_DEVICE];
    "an-expired-channel" is "404": [Expire(A)] EXPIRED
        shows [EXPIRED_IS_404, EXPIRED_IS_DROPPED, EXPIRED_TELLS_THE_DEVICE, EXPIRED_TELLS_THE_SUBSCRIPTION]
            [EXPIRED_IS_404, EXPIRED_IS_DROPPED]
            [EXPIRED_IS_404, EXPIRED_IS_DROPPED];
    "an-inactive-device" is "412": [Device(A, Inactive)] INACTIVE
        shows [INACTIVE_IS_412, INACTIVE_IS_DROPPED, INACTIVE_TELLS_THE_DEVICE, INACTIVE_HIDES_THE_SUBSCRIPTION]
            [INACTIVE_IS_412, INACTIVE_IS_DROPPED]
            [INACTIVE_IS_412, INACTIVE_IS_DROPPED];
    "an-unavailable-service" is "503": [Unavailable(A, true)] UNAVAILABLE
        shows [UNAVAILABLE_IS_503, UNAVAILABLE_HIDES_THE_NOTIFICATION, UNAVAILABLE_HIDES_THE_DEVICE,
                UNAVAILABLE_HIDES_THE_SUBSCRIPTION]
            [UNAVAILABLE_IS_503]
            [UNAVAILABLE_IS_503];
};

macro_rules! methods {
    ($($what:literal: $method:literal;)+) => {
        &[$(case!(
            concat!("responses/", $what, "-is-405"),
            [
                METHOD_NOT_ALLOWED_IS_405,
                METHOD_NOT_ALLOWED_HIDES_THE_NOTIFICATION,
                METHOD_NOT_ALLOWED_HIDES_THE_DEVICE,
                METHOD_NOT_ALLOWED_HIDES_THE_SUBSCRIPTION,
            ],
            [Open(A, Access::Open), Post(A, Message { method: $method, ..TOAST }, METHOD_NOT_ALLOWED)]
        )),+]
    };
}

/// Every method but POST; GET stands with the transport, as it is disputed.
pub(super) const METHODS: &[Case] = methods! {
    "put": "PUT";
    "delete": "DELETE";
    "patch": "PATCH";
    "options": "OPTIONS";
    "a-method-that-nobody-knows": "PUSH";
    "post-in-lower-case": "post";
};
