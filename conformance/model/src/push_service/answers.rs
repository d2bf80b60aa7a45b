//! The response table. Where several rows fit, an earlier one is what a reference peer answers.

use super::facts::{Access, Facts, Flow, Life, Queue, Quota, Service, Standing};
use super::{Ask, PushService, Refusal, Then};
use crate::adapter::DeviceState::{self, Connected, Disconnected, Inactive, TempDisconnected};
use crate::answer::{Answer, Check, Choice, Field, If, Value};
use crate::dispute::*;
use crate::header::{self, Kind};
use crate::requirement::*;

mod apart;

pub use apart::{APART, ECHO, EVERY_ANSWER, OF_A_200};

// ---- the words of the table -----------------------------------------------------------

type Row = Answer<PushService>;

const fn row(
    name: &'static str,
    to: &'static [Ask],
    when: Facts,
    cells: &'static [Check],
    then: Then,
) -> Row {
    Answer { name, to, when, cells, then }
}

const STATUS: Field = Field::Status;
const NOTIFICATION: Field = Field::Header(header::X_NOTIFICATION_STATUS);
const DEVICE: Field = Field::Header(header::X_DEVICE_CONNECTION_STATUS);
const SUBSCRIPTION: Field = Field::Header(header::X_SUBSCRIPTION_STATUS);

const fn cell(field: Field, choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { field, only: If::Always, choices, requirement, under: AGREED }
}

/// Status code, notification, device and subscription, and the rule behind each.
const fn four(choices: [&'static [Choice]; 4], rules: [Requirement; 4]) -> [Check; 4] {
    [
        cell(STATUS, choices[0], rules[0]),
        cell(NOTIFICATION, choices[1], rules[1]),
        cell(DEVICE, choices[2], rules[2]),
        cell(SUBSCRIPTION, choices[3], rules[3]),
    ]
}

const fn is(text: &'static str) -> Choice {
    (Value::Text(text), AGREED)
}

const fn code(code: u64) -> Choice {
    (Value::Number(code, code), AGREED)
}

const OK: &[Choice] = &[code(200)];
const ANY_4XX: Choice = (Value::Number(400, 499), AGREED);
const REFUSED: &[Choice] = &[code(400), ANY_4XX];

const DROPPED: &[Choice] = &[is("Dropped")];
const WITHIN_REACH: &[Choice] = &[is("Connected")];
const AWAY: &[Choice] = &[is("TempDisconnected"), (Value::Text("Temp Disconnected"), D14_A)];
const GONE: &[Choice] = &[
    (Value::Exactly("Inactive"), D16_A),
    (Value::Text("Inactive"), D14_INACTIVE_IN_ANY_CASE),
    (Value::Text("Disconnected"), D16_B),
];
const ACTIVE: &[Choice] = &[is("Active")];
const EXPIRED: &[Choice] = &[is("Expired")];
const NOT_APPLICABLE: &[Choice] = &[(Value::Absent, AGREED), (Value::Text("N/A"), D15_B)];

const TOAST: &[Ask] = &of(Kind::Toast);
const TILE: &[Ask] = &of(Kind::Tile);
const RAW: &[Ask] = &of(Kind::Raw);
const LONG: &[Ask] = &[Ask::Long(Kind::Toast), Ask::Long(Kind::Tile), Ask::Long(Kind::Raw)];
const ODD: &[Ask] = &[Ask::Odd(Kind::Toast), Ask::Odd(Kind::Tile), Ask::Odd(Kind::Raw)];
const REGISTRABLE: &[Ask] = &[Ask::Registration, Ask::EmptyRegistration];
const REGISTRATIONS: &[Ask] =
    &joined::<4>(&[REGISTRABLE, &[Ask::LongRegistration, Ask::RegistrationWithoutUri]]);
const LISTED: &[Ask] = &joined::<10>(&[TOAST, TILE, RAW, &[Ask::Unlisted]]);
const NOTIFICATIONS: &[Ask] = &joined::<12>(&[LISTED, &[Ask::TooLong, Ask::Malformed]]);
const ANY_POST: &[Ask] = &joined::<16>(&[NOTIFICATIONS, REGISTRATIONS]);

const fn of(kind: Kind) -> [Ask; 3] {
    [Ask::Notification(kind), Ask::Long(kind), Ask::Odd(kind)]
}

const fn joined<const N: usize>(lists: &[&[Ask]]) -> [Ask; N] {
    let mut joined = [Ask::Broken; N];
    let (mut list, mut filled) = (0, 0);
    while list < lists.len() {
        let mut at = 0;
        while at < lists[list].len() {
            joined[filled] = lists[list][at];
            (at, filled) = (at + 1, filled + 1);
        }
        list += 1;
    }
    assert!(filled == N, "the lists have another length together");
    joined
}

// ---- the states in which rows are lawful ----------------------------------------------

const ANY: Facts = Facts::UNKNOWN;
const LIVE: Facts = Facts {
    life: Some(Life::Live),
    service: Some(Service::Able),
    standing: Some(Standing::Entitled),
    ..Facts::UNKNOWN
};
const AUTHENTICATED: Facts = Facts { access: Some(Access::Authenticated), ..LIVE };
const OPEN: Facts = Facts { access: Some(Access::Open), ..LIVE };

/// A device in this state, on a channel that has notifications left.
const fn served(device: DeviceState) -> Facts {
    Facts { quota: Some(Quota::Left), device: Some(device), ..LIVE }
}

// ---- rows that come in several --------------------------------------------------------

const fn throttled(name: &'static str, device: DeviceState, cells: &'static [Check]) -> Row {
    let when = Facts { quota: Some(Quota::Spent), device: Some(device), ..OPEN };
    row(name, NOTIFICATIONS, when, cells, Then::Refuse(Refusal::Throttled))
}
const THROTTLED: &[Check] = &four([&[code(406)], DROPPED, WITHIN_REACH, ACTIVE], THROTTLED_RULES);
const THROTTLED_AWAY: &[Check] = &four([&[code(406)], DROPPED, AWAY, ACTIVE], THROTTLED_RULES);
const THROTTLED_RULES: [Requirement; 4] = [
    THROTTLED_IS_406,
    THROTTLED_IS_DROPPED,
    THROTTLED_TELLS_THE_DEVICE,
    THROTTLED_TELLS_THE_SUBSCRIPTION,
];

const fn suppressed(
    name: &'static str,
    kind: Kind,
    device: DeviceState,
    cells: &'static [Check],
) -> Row {
    let when = served(device).flow(kind, Flow::Suppressed);
    row(name, asks(kind), when, cells, Then::Refuse(Refusal::Suppressed))
}
const SUPPRESSED: &[Check] =
    &four([OK, &[is("Suppressed")], WITHIN_REACH, ACTIVE], SUPPRESSED_RULES);
const SUPPRESSED_AWAY: &[Check] = &four([OK, &[is("Suppressed")], AWAY, ACTIVE], SUPPRESSED_RULES);
const SUPPRESSED_RULES: [Requirement; 4] = [
    SUPPRESSED_IS_200,
    SUPPRESSED_SAYS_SO,
    SUPPRESSED_TELLS_THE_DEVICE,
    SUPPRESSED_TELLS_THE_SUBSCRIPTION,
];

const fn queue_full(name: &'static str, device: DeviceState, cells: &'static [Check]) -> Row {
    let when = Facts { queue: Some(Queue::Full), ..served(device) };
    row(name, LISTED, when, cells, Then::Refuse(Refusal::QueueFull))
}
const QUEUE_FULL: &[Check] =
    &four([OK, &[is("QueueFull")], WITHIN_REACH, ACTIVE], QUEUE_FULL_RULES);
const QUEUE_FULL_AWAY: &[Check] = &four([OK, &[is("QueueFull")], AWAY, ACTIVE], QUEUE_FULL_RULES);
const QUEUE_FULL_RULES: [Requirement; 4] = [
    QUEUE_FULL_IS_200,
    QUEUE_FULL_SAYS_SO,
    QUEUE_FULL_TELLS_THE_DEVICE,
    QUEUE_FULL_TELLS_THE_SUBSCRIPTION,
];

const fn received(
    name: &'static str,
    kind: Kind,
    device: DeviceState,
    cells: &'static [Check],
) -> Row {
    let when = Facts { queue: Some(Queue::Room), ..served(device) }.flow(kind, Flow::Open);
    row(name, asks(kind), when, cells, Then::Take)
}
const RECEIVED: &[Check] = &four([OK, &[is("Received")], WITHIN_REACH, ACTIVE], RECEIVED_RULES);
const RECEIVED_AWAY: &[Check] = &four([OK, &[is("Received")], AWAY, ACTIVE], RECEIVED_RULES);
const RECEIVED_RULES: [Requirement; 4] =
    [RECEIVED_IS_200, RECEIVED_SAYS_SO, RECEIVED_TELLS_THE_DEVICE, RECEIVED_TELLS_THE_SUBSCRIPTION];

const fn asks(kind: Kind) -> &'static [Ask] {
    match kind {
        Kind::Toast => TOAST,
        Kind::Tile => TILE,
        Kind::Raw => RAW,
    }
}

const fn registered(name: &'static str, device: DeviceState, cells: &'static [Check]) -> Row {
    let when = Facts { device: Some(device), ..AUTHENTICATED };
    row(name, REGISTRABLE, when, cells, Then::Keep)
}
const fn registered_cells(device: &'static [Choice]) -> [Check; 3] {
    [
        cell(STATUS, REGISTERED, REGISTRATION_IS_200),
        cell(DEVICE, device, REGISTRATION_TELLS_THE_DEVICE),
        cell(SUBSCRIPTION, ACTIVE, REGISTRATION_TELLS_THE_SUBSCRIPTION),
    ]
}
const REGISTERED: &[Choice] = &[code(200), (Value::Number(200, 299), D36_B)];

// ---- the table ------------------------------------------------------------------------

/// Every row.
pub const ALL: &[Row] = &[
    // The request is no HTTP that an answer could be read off the table for.
    row(
        "broken",
        &[Ask::Broken],
        ANY,
        &[cell(STATUS, &[code(400), (Value::Number(400, 599), AGREED)], BROKEN_FRAMING_IS_REFUSED)],
        Then::Nothing,
    ),
    row(
        "unavailable",
        ANY_POST,
        Facts { service: Some(Service::Unable), ..ANY },
        &four(
            [&[code(503)], NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE],
            [
                UNAVAILABLE_IS_503,
                UNAVAILABLE_HIDES_THE_NOTIFICATION,
                UNAVAILABLE_HIDES_THE_DEVICE,
                UNAVAILABLE_HIDES_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "method",
        &[Ask::Method],
        ANY,
        &four(
            [&[code(405)], NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE],
            [
                METHOD_NOT_ALLOWED_IS_405,
                METHOD_NOT_ALLOWED_HIDES_THE_NOTIFICATION,
                METHOD_NOT_ALLOWED_HIDES_THE_DEVICE,
                METHOD_NOT_ALLOWED_HIDES_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "registration-method",
        &[Ask::RegistrationMethod],
        ANY,
        &[cell(STATUS, &[code(405), ANY_4XX], REGISTRATION_IS_POST_ONLY)],
        Then::Nothing,
    ),
    row(
        "get",
        &[Ask::Get],
        ANY,
        &[cell(STATUS, &[(Value::Number(405, 405), D18_A)], GET_IS_405)],
        Then::Refuse(Refusal::Dropped),
    ),
    // As a book has it.
    row(
        "get-tolerated",
        &[Ask::Get],
        ANY,
        &[cell(STATUS, &[(Value::Number(200, 200), D18_B)], GET_IS_405)],
        Then::Nothing,
    ),
    row(
        "stranger",
        ANY_POST,
        Facts { standing: Some(Standing::Stranger), ..ANY },
        &four(
            [&[code(401)], NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE],
            [
                UNAUTHORIZED_IS_401,
                UNAUTHORIZED_HIDES_THE_NOTIFICATION,
                UNAUTHORIZED_HIDES_THE_DEVICE,
                UNAUTHORIZED_HIDES_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "nobody",
        ANY_POST,
        Facts { standing: Some(Standing::Nobody), ..ANY },
        &[cell(STATUS, &[code(401), ANY_4XX], NO_CERTIFICATE_IS_REFUSED)],
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "expired",
        NOTIFICATIONS,
        Facts { life: Some(Life::Expired), ..ANY },
        &four(
            [
                &[code(404)],
                DROPPED,
                &[is("Connected"), is("TempDisconnected"), is("Disconnected")],
                EXPIRED,
            ],
            [
                EXPIRED_IS_404,
                EXPIRED_IS_DROPPED,
                EXPIRED_TELLS_THE_DEVICE,
                EXPIRED_TELLS_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Expired),
    ),
    // The callback goes with the subscription.
    row(
        "expired-registration",
        REGISTRATIONS,
        Facts { life: Some(Life::Expired), ..ANY },
        &[cell(STATUS, &[code(404), ANY_4XX], EXPIRED_REGISTRATION_IS_REFUSED)],
        Then::Nothing,
    ),
    // The URI was tampered with.
    row(
        "altered",
        ANY_POST,
        Facts { life: Some(Life::Altered), ..ANY },
        &[cell(
            STATUS,
            &[
                (Value::Number(401, 401), D17_A),
                (Value::Number(404, 404), D17_B),
                (Value::Number(400, 400), D17_C),
            ],
            ALTERED_TOKEN_IS_REFUSED,
        )],
        Then::Refuse(Refusal::Dropped),
    ),
    // No phone ever opened the channel.
    row(
        "unknown",
        NOTIFICATIONS,
        Facts { life: Some(Life::Unknown), ..ANY },
        &four(
            [
                &[code(404)],
                DROPPED,
                &[is("Disconnected"), is("Connected"), is("TempDisconnected")],
                EXPIRED,
            ],
            [
                UNKNOWN_TOKEN_IS_404,
                EXPIRED_IS_DROPPED,
                EXPIRED_TELLS_THE_DEVICE,
                EXPIRED_TELLS_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Expired),
    ),
    // A toast or tile is no well-formed XML.
    row(
        "malformed",
        &[Ask::Malformed],
        ANY,
        &four(
            [&[code(400)], NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE],
            [
                BAD_REQUEST_IS_400,
                BAD_REQUEST_HIDES_THE_NOTIFICATION,
                BAD_REQUEST_HIDES_THE_DEVICE,
                BAD_REQUEST_HIDES_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Dropped),
    ),
    // The payload is longer than any edition allows.
    row(
        "too-long",
        &[Ask::TooLong],
        ANY,
        &[cell(STATUS, REFUSED, OVERSIZED_PAYLOADS_ARE_REFUSED)],
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "inactive",
        NOTIFICATIONS,
        Facts { device: Some(Inactive), ..LIVE },
        &four(
            [&[code(412)], DROPPED, GONE, NOT_APPLICABLE],
            [
                INACTIVE_IS_412,
                INACTIVE_IS_DROPPED,
                INACTIVE_TELLS_THE_DEVICE,
                INACTIVE_HIDES_THE_SUBSCRIPTION,
            ],
        ),
        Then::Refuse(Refusal::Inactive),
    ),
    // The device is disconnected though its subscription lives: no document has a row for that.
    row(
        "disconnected",
        LISTED,
        Facts { device: Some(Disconnected), ..LIVE },
        &[
            cell(
                STATUS,
                &[code(412), (Value::Number(200, 200), AGREED), (Value::Number(404, 404), AGREED)],
                DISCONNECTED_IS_RECORDED,
            ),
            // Else any 200 would be lawful where the state of the device is not known.
            cell(
                DEVICE,
                &[is("Disconnected"), is("Inactive"), (Value::Text("N/A"), D15_B)],
                DISCONNECTED_IS_RECORDED,
            ),
        ],
        Then::Nothing,
    ),
    throttled("throttled", Connected, THROTTLED),
    throttled("throttled-away", TempDisconnected, THROTTLED_AWAY),
    suppressed("suppressed-toast", Kind::Toast, Connected, SUPPRESSED),
    suppressed("suppressed-toast-away", Kind::Toast, TempDisconnected, SUPPRESSED_AWAY),
    suppressed("suppressed-tile", Kind::Tile, Connected, SUPPRESSED),
    suppressed("suppressed-tile-away", Kind::Tile, TempDisconnected, SUPPRESSED_AWAY),
    suppressed("suppressed-raw", Kind::Raw, Connected, SUPPRESSED),
    suppressed("suppressed-raw-away", Kind::Raw, TempDisconnected, SUPPRESSED_AWAY),
    queue_full("queue-full", Connected, QUEUE_FULL),
    queue_full("queue-full-away", TempDisconnected, QUEUE_FULL_AWAY),
    received("received-toast", Kind::Toast, Connected, RECEIVED),
    received("received-toast-away", Kind::Toast, TempDisconnected, RECEIVED_AWAY),
    received("received-tile", Kind::Tile, Connected, RECEIVED),
    received("received-tile-away", Kind::Tile, TempDisconnected, RECEIVED_AWAY),
    received("received-raw", Kind::Raw, Connected, RECEIVED),
    received("received-raw-away", Kind::Raw, TempDisconnected, RECEIVED_AWAY),
    // The payload is longer than the oldest edition allows.
    row(
        "long-refused",
        LONG,
        ANY,
        &[cell(STATUS, &[(Value::Number(400, 499), D22_B)], PAYLOADS_OF_3072_OCTETS_ARE_TAKEN)],
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "odd-refused",
        ODD,
        ANY,
        &[cell(STATUS, &[ANY_4XX], UNLISTED_VALUES_ARE_RECORDED)],
        Then::Refuse(Refusal::Dropped),
    ),
    row(
        "unlisted-refused",
        &[Ask::Unlisted],
        ANY,
        &[cell(STATUS, REFUSED, UNLISTED_VALUES_ARE_RECORDED)],
        Then::Nothing,
    ),
    row(
        "unlisted-received",
        &[Ask::Unlisted],
        ANY,
        &[cell(
            STATUS,
            &[(Value::Number(200, 200), D07_UNLISTED_MAY_PASS)],
            UNLISTED_VALUES_ARE_RECORDED,
        )],
        Then::Nothing,
    ),
    registered("registered", Connected, &registered_cells(WITHIN_REACH)),
    registered("registered-away", TempDisconnected, &registered_cells(AWAY)),
    registered("registered-disconnected", Disconnected, &registered_cells(&[is("Disconnected")])),
    registered("registered-inactive", Inactive, &registered_cells(GONE)),
    // No document forbids an empty message.
    row(
        "empty-refused",
        &[Ask::EmptyRegistration],
        AUTHENTICATED,
        &[cell(STATUS, REFUSED, EMPTY_MESSAGE_MAY_BE_REGISTERED)],
        Then::Nothing,
    ),
    row(
        "long-registration",
        &[Ask::LongRegistration],
        LIVE,
        &[cell(STATUS, REFUSED, MESSAGE_FITS_1024_OCTETS)],
        Then::Nothing,
    ),
    row(
        "no-callback-uri",
        &[Ask::RegistrationWithoutUri],
        LIVE,
        &[cell(STATUS, REFUSED, CALLBACK_URI_IS_MANDATORY)],
        Then::Nothing,
    ),
    row(
        "unauthenticated-registration",
        REGISTRABLE,
        OPEN,
        &[cell(STATUS, &[code(403), ANY_4XX], UNAUTHENTICATED_REGISTRATION_IS_REFUSED)],
        Then::Nothing,
    ),
    row(
        "unauthenticated-registered",
        REGISTRABLE,
        OPEN,
        &[cell(
            STATUS,
            &[(Value::Number(200, 299), D34_OPEN_MAY_REGISTER)],
            UNAUTHENTICATED_REGISTRATION_IS_REFUSED,
        )],
        Then::Nothing,
    ),
];
