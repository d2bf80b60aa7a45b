//! The response table. Where several rows fit, an earlier one is what a reference peer answers.

use super::facts::{Access, Facts, Flow, Life, Queue, Quota, Service, Standing};
use super::{Ask, PushService, Refusal, Then};
use crate::adapter::DeviceState::{Connected, Disconnected, Inactive, TempDisconnected};
use crate::answer::{Answer, Check, Choice, Field, If, Value};
use crate::dispute::*;
use crate::header::{self, Kind, MessageId};
use crate::requirement::*;

/// Every row.
pub const ALL: &[&Answer<PushService>] = &[
    &BROKEN,
    &UNAVAILABLE,
    &METHOD,
    &REGISTRATION_METHOD,
    &GET,
    &GET_TOLERATED,
    &STRANGER,
    &NOBODY,
    &EXPIRED,
    &EXPIRED_REGISTRATION,
    &ALTERED,
    &UNKNOWN,
    &MALFORMED,
    &TOO_LONG,
    &INACTIVE,
    &THROTTLED,
    &THROTTLED_AWAY,
    &SUPPRESSED_TOAST,
    &SUPPRESSED_TOAST_AWAY,
    &SUPPRESSED_TILE,
    &SUPPRESSED_TILE_AWAY,
    &SUPPRESSED_RAW,
    &SUPPRESSED_RAW_AWAY,
    &QUEUE_FULL,
    &QUEUE_FULL_AWAY,
    &RECEIVED_TOAST,
    &RECEIVED_TOAST_AWAY,
    &RECEIVED_TILE,
    &RECEIVED_TILE_AWAY,
    &RECEIVED_RAW,
    &RECEIVED_RAW_AWAY,
    &DISCONNECTED,
    &LONG_REFUSED,
    &ODD_REFUSED,
    &UNLISTED_REFUSED,
    &UNLISTED_RECEIVED,
    &REGISTERED,
    &REGISTERED_AWAY,
    &REGISTERED_DISCONNECTED,
    &REGISTERED_INACTIVE,
    &EMPTY_REFUSED,
    &LONG_REGISTRATION,
    &NO_CALLBACK_URI,
    &UNAUTHENTICATED_REGISTRATION,
    &UNAUTHENTICATED_REGISTERED,
];

const STATUS: Field = Field::Status;
const NOTIFICATION: Field = Field::Header(header::X_NOTIFICATION_STATUS);
const DEVICE: Field = Field::Header(header::X_DEVICE_CONNECTION_STATUS);
const SUBSCRIPTION: Field = Field::Header(header::X_SUBSCRIPTION_STATUS);
const MESSAGE_ID: Field = Field::Header(header::X_MESSAGE_ID);

const fn cell(field: Field, choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { field, only: If::Always, choices, requirement, under: AGREED }
}

const fn is(text: &'static str) -> Choice {
    (Value::Text(text), AGREED)
}

const fn code(code: u64) -> Choice {
    (Value::Number(code, code), AGREED)
}

const NOT_APPLICABLE: &[Choice] = &[(Value::Absent, AGREED), (Value::Text("N/A"), D15_B)];
const REFUSED: &[Choice] = &[code(400), (Value::Number(400, 499), AGREED)];
const THREE_STATES: &[Choice] = &[is("Connected"), is("TempDisconnected"), is("Disconnected")];
// ---- what every answer owes, whichever row it belongs to ------------------------------

/// Judged on every answer to a sound request.
pub const EVERY_ANSWER: &[Check] = &[
    cell(Field::Version, &[(Value::Number(1, 1), AGREED)], RESPONSES_ARE_HTTP_1_1),
    cell(
        Field::Header("Date"),
        &[(Value::Form("an HTTP date", is_http_date), AGREED)],
        RESPONSES_HAVE_A_DATE,
    ),
    present(
        NOTIFICATION,
        &[
            is("Received"),
            is("QueueFull"),
            is("Suppressed"),
            is("Dropped"),
            (Value::Text("N/A"), D15_B),
        ],
        NOTIFICATION_STATUS_IS_KNOWN,
    ),
    present(
        DEVICE,
        &[
            is("Connected"),
            is("TempDisconnected"),
            is("Disconnected"),
            (Value::Exactly("Inactive"), AGREED),
            (Value::Text("Inactive"), D14_INACTIVE_IN_ANY_CASE),
            (Value::Text("Temp Disconnected"), D14_A),
            (Value::Text("N/A"), D15_B),
        ],
        DEVICE_STATUS_IS_KNOWN,
    ),
    present(
        SUBSCRIPTION,
        &[is("Active"), is("Expired"), (Value::Text("N/A"), D15_B)],
        SUBSCRIPTION_STATUS_IS_KNOWN,
    ),
];

const fn present(field: Field, choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { only: If::Present, ..cell(field, choices, requirement) }
}

/// Judged on every answer to a notification.
pub const ECHO: &[Check] = &[
    Check {
        field: MESSAGE_ID,
        only: If::AskedWith(is_uuid),
        choices: &[(Value::Echo, AGREED)],
        requirement: MESSAGE_ID_IS_ECHOED,
        under: AGREED,
    },
    Check {
        field: MESSAGE_ID,
        only: If::AskedWith(is_no_uuid),
        choices: &[(Value::Echo, AGREED)],
        requirement: ANY_MESSAGE_ID_IS_ECHOED,
        under: D04_A,
    },
    Check {
        field: MESSAGE_ID,
        only: If::Unasked,
        choices: &[
            (Value::Absent, AGREED),
            (Value::Text("00000000-0000-0000-0000-000000000000"), D03_B),
        ],
        requirement: NO_MESSAGE_ID_NO_ECHO,
        under: AGREED,
    },
];

/// Everything that is judged on its own, whichever row an answer belongs to.
pub const APART: &[&[Check]] = &[EVERY_ANSWER, ECHO, OF_A_200];

/// Judged on every 200 to a notification.
pub const OF_A_200: &[Check] =
    &[cell(Field::Body, &[(Value::Empty, AGREED)], BODY_OF_A_200_IS_EMPTY)];

/// Is it the preferred form of an HTTP date, such as `Sun, 06 Nov 1994 08:49:37 GMT`?
fn is_http_date(date: &[u8]) -> bool {
    const FORM: &[u8; 29] = b"Aaa, 00 Aaa 0000 00:00:00 GMT";
    date.len() == FORM.len()
        && date.iter().zip(FORM).all(|(found, form)| match form {
            b'A' => found.is_ascii_uppercase(),
            b'a' => found.is_ascii_lowercase(),
            b'0' => found.is_ascii_digit(),
            _ => found == form,
        })
}

fn is_uuid(id: &[u8]) -> bool {
    MessageId::parse(id).is_ok()
}

fn is_no_uuid(id: &[u8]) -> bool {
    !id.is_empty() && !is_uuid(id)
}

// ---- the states in which rows are lawful ----------------------------------------------

const ANY: Facts = Facts::UNKNOWN;
const LIVE: Facts = Facts {
    life: Some(Life::Live),
    service: Some(Service::Able),
    standing: Some(Standing::Entitled),
    ..Facts::UNKNOWN
};
const SERVED: Facts = Facts { quota: Some(Quota::Left), ..LIVE };
const CONNECTED: Facts = Facts { device: Some(Connected), ..SERVED };
const AWAY: Facts = Facts { device: Some(TempDisconnected), ..SERVED };
const WITH_ROOM: Facts = Facts { queue: Some(Queue::Room), ..CONNECTED };
const AWAY_WITH_ROOM: Facts = Facts { queue: Some(Queue::Room), ..AWAY };

const TOAST: &[Ask] =
    &[Ask::Notification(Kind::Toast), Ask::Long(Kind::Toast), Ask::Odd(Kind::Toast)];
const TILE: &[Ask] = &[Ask::Notification(Kind::Tile), Ask::Long(Kind::Tile), Ask::Odd(Kind::Tile)];
const RAW: &[Ask] = &[Ask::Notification(Kind::Raw), Ask::Long(Kind::Raw), Ask::Odd(Kind::Raw)];
const NOTIFICATIONS: &[Ask] = &[
    Ask::Notification(Kind::Toast),
    Ask::Notification(Kind::Tile),
    Ask::Notification(Kind::Raw),
    Ask::Long(Kind::Toast),
    Ask::Odd(Kind::Toast),
    Ask::Long(Kind::Tile),
    Ask::Odd(Kind::Tile),
    Ask::Long(Kind::Raw),
    Ask::Odd(Kind::Raw),
    Ask::TooLong,
    Ask::Malformed,
    Ask::Unlisted,
];
const LISTED: &[Ask] = &[
    Ask::Notification(Kind::Toast),
    Ask::Notification(Kind::Tile),
    Ask::Notification(Kind::Raw),
    Ask::Long(Kind::Toast),
    Ask::Odd(Kind::Toast),
    Ask::Long(Kind::Tile),
    Ask::Odd(Kind::Tile),
    Ask::Long(Kind::Raw),
    Ask::Odd(Kind::Raw),
    Ask::Unlisted,
];
const LONG: &[Ask] = &[Ask::Long(Kind::Toast), Ask::Long(Kind::Tile), Ask::Long(Kind::Raw)];
const REGISTRATIONS: &[Ask] = &[
    Ask::Registration,
    Ask::EmptyRegistration,
    Ask::LongRegistration,
    Ask::RegistrationWithoutUri,
];
const ANY_POST: &[Ask] = &[
    Ask::Notification(Kind::Toast),
    Ask::Notification(Kind::Tile),
    Ask::Notification(Kind::Raw),
    Ask::Long(Kind::Toast),
    Ask::Odd(Kind::Toast),
    Ask::Long(Kind::Tile),
    Ask::Odd(Kind::Tile),
    Ask::Long(Kind::Raw),
    Ask::Odd(Kind::Raw),
    Ask::TooLong,
    Ask::Malformed,
    Ask::Unlisted,
    Ask::Registration,
    Ask::EmptyRegistration,
    Ask::LongRegistration,
    Ask::RegistrationWithoutUri,
];

const fn row(
    name: &'static str,
    to: &'static [Ask],
    when: Facts,
    cells: &'static [Check],
    then: Then,
) -> Answer<PushService> {
    Answer { name, to, when, cells, then }
}

// ---- 200 ------------------------------------------------------------------------------

const RECEIVED: &[Check] = &[
    cell(STATUS, &[code(200)], RECEIVED_IS_200),
    cell(NOTIFICATION, &[is("Received")], RECEIVED_SAYS_SO),
    cell(DEVICE, &[is("Connected")], RECEIVED_TELLS_THE_DEVICE),
    cell(SUBSCRIPTION, &[is("Active")], RECEIVED_TELLS_THE_SUBSCRIPTION),
];
const RECEIVED_AWAY: &[Check] = &[
    cell(STATUS, &[code(200)], RECEIVED_IS_200),
    cell(NOTIFICATION, &[is("Received")], RECEIVED_SAYS_SO),
    cell(
        DEVICE,
        &[is("TempDisconnected"), (Value::Text("Temp Disconnected"), D14_A)],
        RECEIVED_TELLS_THE_DEVICE,
    ),
    cell(SUBSCRIPTION, &[is("Active")], RECEIVED_TELLS_THE_SUBSCRIPTION),
];

/// A toast is taken, device within reach.
pub static RECEIVED_TOAST: Answer<PushService> =
    row("received-toast", TOAST, WITH_ROOM.flow(Kind::Toast, Flow::Open), RECEIVED, Then::Take);
/// A toast is taken, device out of reach for a while.
pub static RECEIVED_TOAST_AWAY: Answer<PushService> = row(
    "received-toast-away",
    TOAST,
    AWAY_WITH_ROOM.flow(Kind::Toast, Flow::Open),
    RECEIVED_AWAY,
    Then::Take,
);
/// A tile is taken, device within reach.
pub static RECEIVED_TILE: Answer<PushService> =
    row("received-tile", TILE, WITH_ROOM.flow(Kind::Tile, Flow::Open), RECEIVED, Then::Take);
/// A tile is taken, device out of reach for a while.
pub static RECEIVED_TILE_AWAY: Answer<PushService> = row(
    "received-tile-away",
    TILE,
    AWAY_WITH_ROOM.flow(Kind::Tile, Flow::Open),
    RECEIVED_AWAY,
    Then::Take,
);
/// A raw notification is taken, device within reach.
pub static RECEIVED_RAW: Answer<PushService> =
    row("received-raw", RAW, WITH_ROOM.flow(Kind::Raw, Flow::Open), RECEIVED, Then::Take);
/// A raw notification is taken, device out of reach for a while.
pub static RECEIVED_RAW_AWAY: Answer<PushService> = row(
    "received-raw-away",
    RAW,
    AWAY_WITH_ROOM.flow(Kind::Raw, Flow::Open),
    RECEIVED_AWAY,
    Then::Take,
);

/// The queue is full, device within reach.
pub static QUEUE_FULL: Answer<PushService> = row(
    "queue-full",
    LISTED,
    Facts { queue: Some(Queue::Full), ..CONNECTED },
    &[
        cell(STATUS, &[code(200)], QUEUE_FULL_IS_200),
        cell(NOTIFICATION, &[is("QueueFull")], QUEUE_FULL_SAYS_SO),
        cell(DEVICE, &[is("Connected")], QUEUE_FULL_TELLS_THE_DEVICE),
        cell(SUBSCRIPTION, &[is("Active")], QUEUE_FULL_TELLS_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::QueueFull),
);
/// The queue is full, device out of reach for a while.
pub static QUEUE_FULL_AWAY: Answer<PushService> = row(
    "queue-full-away",
    LISTED,
    Facts { queue: Some(Queue::Full), ..AWAY },
    &[
        cell(STATUS, &[code(200)], QUEUE_FULL_IS_200),
        cell(NOTIFICATION, &[is("QueueFull")], QUEUE_FULL_SAYS_SO),
        cell(
            DEVICE,
            &[is("TempDisconnected"), (Value::Text("Temp Disconnected"), D14_A)],
            QUEUE_FULL_TELLS_THE_DEVICE,
        ),
        cell(SUBSCRIPTION, &[is("Active")], QUEUE_FULL_TELLS_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::QueueFull),
);

const SUPPRESSED: &[Check] = &[
    cell(STATUS, &[code(200)], SUPPRESSED_IS_200),
    cell(NOTIFICATION, &[is("Suppressed")], SUPPRESSED_SAYS_SO),
    cell(DEVICE, &[is("Connected")], SUPPRESSED_TELLS_THE_DEVICE),
    cell(SUBSCRIPTION, &[is("Active")], SUPPRESSED_TELLS_THE_SUBSCRIPTION),
];
const SUPPRESSED_AWAY: &[Check] = &[
    cell(STATUS, &[code(200)], SUPPRESSED_IS_200),
    cell(NOTIFICATION, &[is("Suppressed")], SUPPRESSED_SAYS_SO),
    cell(
        DEVICE,
        &[is("TempDisconnected"), (Value::Text("Temp Disconnected"), D14_A)],
        SUPPRESSED_TELLS_THE_DEVICE,
    ),
    cell(SUBSCRIPTION, &[is("Active")], SUPPRESSED_TELLS_THE_SUBSCRIPTION),
];
const DROP_SUPPRESSED: Then = Then::Refuse(Refusal::Suppressed);

/// Toasts are suppressed, device within reach.
pub static SUPPRESSED_TOAST: Answer<PushService> = row(
    "suppressed-toast",
    TOAST,
    CONNECTED.flow(Kind::Toast, Flow::Suppressed),
    SUPPRESSED,
    DROP_SUPPRESSED,
);
/// Toasts are suppressed, device out of reach for a while.
pub static SUPPRESSED_TOAST_AWAY: Answer<PushService> = row(
    "suppressed-toast-away",
    TOAST,
    AWAY.flow(Kind::Toast, Flow::Suppressed),
    SUPPRESSED_AWAY,
    DROP_SUPPRESSED,
);
/// Tiles are suppressed, device within reach.
pub static SUPPRESSED_TILE: Answer<PushService> = row(
    "suppressed-tile",
    TILE,
    CONNECTED.flow(Kind::Tile, Flow::Suppressed),
    SUPPRESSED,
    DROP_SUPPRESSED,
);
/// Tiles are suppressed, device out of reach for a while.
pub static SUPPRESSED_TILE_AWAY: Answer<PushService> = row(
    "suppressed-tile-away",
    TILE,
    AWAY.flow(Kind::Tile, Flow::Suppressed),
    SUPPRESSED_AWAY,
    DROP_SUPPRESSED,
);
/// Raw notifications are suppressed, device within reach.
pub static SUPPRESSED_RAW: Answer<PushService> = row(
    "suppressed-raw",
    RAW,
    CONNECTED.flow(Kind::Raw, Flow::Suppressed),
    SUPPRESSED,
    DROP_SUPPRESSED,
);
/// Raw notifications are suppressed, device out of reach for a while.
pub static SUPPRESSED_RAW_AWAY: Answer<PushService> = row(
    "suppressed-raw-away",
    RAW,
    AWAY.flow(Kind::Raw, Flow::Suppressed),
    SUPPRESSED_AWAY,
    DROP_SUPPRESSED,
);

// ---- 4xx and 5xx ----------------------------------------------------------------------

/// The request is no HTTP that an answer could be read off the table for.
pub static BROKEN: Answer<PushService> = row(
    "broken",
    &[Ask::Broken],
    ANY,
    &[cell(STATUS, &[code(400), (Value::Number(400, 599), AGREED)], BROKEN_FRAMING_IS_REFUSED)],
    Then::Nothing,
);

/// A toast or tile is no well-formed XML.
pub static MALFORMED: Answer<PushService> = row(
    "malformed",
    &[Ask::Malformed],
    ANY,
    &[
        cell(STATUS, &[code(400)], BAD_REQUEST_IS_400),
        cell(NOTIFICATION, NOT_APPLICABLE, BAD_REQUEST_HIDES_THE_NOTIFICATION),
        cell(DEVICE, NOT_APPLICABLE, BAD_REQUEST_HIDES_THE_DEVICE),
        cell(SUBSCRIPTION, NOT_APPLICABLE, BAD_REQUEST_HIDES_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Dropped),
);

/// The payload is longer than any edition allows.
pub static TOO_LONG: Answer<PushService> = row(
    "too-long",
    &[Ask::TooLong],
    ANY,
    &[cell(
        STATUS,
        &[code(400), (Value::Number(400, 499), AGREED)],
        OVERSIZED_PAYLOADS_ARE_REFUSED,
    )],
    Then::Refuse(Refusal::Dropped),
);

/// The payload is longer than the oldest edition allows.
pub static LONG_REFUSED: Answer<PushService> = row(
    "long-refused",
    LONG,
    ANY,
    &[cell(STATUS, &[(Value::Number(400, 499), D22_B)], PAYLOADS_OF_3072_OCTETS_ARE_TAKEN)],
    Then::Refuse(Refusal::Dropped),
);

/// What is put in an odd way is refused.
pub static ODD_REFUSED: Answer<PushService> = row(
    "odd-refused",
    &[Ask::Odd(Kind::Toast), Ask::Odd(Kind::Tile), Ask::Odd(Kind::Raw)],
    ANY,
    &[cell(STATUS, &[(Value::Number(400, 499), AGREED)], UNLISTED_VALUES_ARE_RECORDED)],
    Then::Refuse(Refusal::Dropped),
);

/// The sender shows somebody else's certificate.
pub static STRANGER: Answer<PushService> = row(
    "stranger",
    ANY_POST,
    Facts { standing: Some(Standing::Stranger), ..ANY },
    &[
        cell(STATUS, &[code(401)], UNAUTHORIZED_IS_401),
        cell(NOTIFICATION, NOT_APPLICABLE, UNAUTHORIZED_HIDES_THE_NOTIFICATION),
        cell(DEVICE, NOT_APPLICABLE, UNAUTHORIZED_HIDES_THE_DEVICE),
        cell(SUBSCRIPTION, NOT_APPLICABLE, UNAUTHORIZED_HIDES_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Dropped),
);

/// The sender shows no certificate where one is needed.
pub static NOBODY: Answer<PushService> = row(
    "nobody",
    ANY_POST,
    Facts { standing: Some(Standing::Nobody), ..ANY },
    &[cell(STATUS, &[code(401), (Value::Number(400, 499), AGREED)], NO_CERTIFICATE_IS_REFUSED)],
    Then::Refuse(Refusal::Dropped),
);

/// The URI was tampered with.
pub static ALTERED: Answer<PushService> = row(
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
);

/// No phone ever opened the channel.
pub static UNKNOWN: Answer<PushService> = row(
    "unknown",
    NOTIFICATIONS,
    Facts { life: Some(Life::Unknown), ..ANY },
    &[
        cell(STATUS, &[code(404)], UNKNOWN_TOKEN_IS_404),
        cell(NOTIFICATION, &[is("Dropped")], EXPIRED_IS_DROPPED),
        cell(
            DEVICE,
            &[is("Disconnected"), is("Connected"), is("TempDisconnected")],
            EXPIRED_TELLS_THE_DEVICE,
        ),
        cell(SUBSCRIPTION, &[is("Expired")], EXPIRED_TELLS_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Expired),
);

/// The subscription is gone.
pub static EXPIRED: Answer<PushService> = row(
    "expired",
    NOTIFICATIONS,
    Facts { life: Some(Life::Expired), ..ANY },
    &[
        cell(STATUS, &[code(404)], EXPIRED_IS_404),
        cell(NOTIFICATION, &[is("Dropped")], EXPIRED_IS_DROPPED),
        cell(DEVICE, THREE_STATES, EXPIRED_TELLS_THE_DEVICE),
        cell(SUBSCRIPTION, &[is("Expired")], EXPIRED_TELLS_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Expired),
);

/// The subscription is gone, and so is its callback.
pub static EXPIRED_REGISTRATION: Answer<PushService> = row(
    "expired-registration",
    REGISTRATIONS,
    Facts { life: Some(Life::Expired), ..ANY },
    &[cell(
        STATUS,
        &[code(404), (Value::Number(400, 499), AGREED)],
        EXPIRED_REGISTRATION_IS_REFUSED,
    )],
    Then::Nothing,
);

/// Another method than POST or GET.
pub static METHOD: Answer<PushService> = row(
    "method",
    &[Ask::Method],
    ANY,
    &[
        cell(STATUS, &[code(405)], METHOD_NOT_ALLOWED_IS_405),
        cell(NOTIFICATION, NOT_APPLICABLE, METHOD_NOT_ALLOWED_HIDES_THE_NOTIFICATION),
        cell(DEVICE, NOT_APPLICABLE, METHOD_NOT_ALLOWED_HIDES_THE_DEVICE),
        cell(SUBSCRIPTION, NOT_APPLICABLE, METHOD_NOT_ALLOWED_HIDES_THE_SUBSCRIPTION),
    ],
    Then::Nothing,
);

/// Another method than POST on the place of registrations.
pub static REGISTRATION_METHOD: Answer<PushService> = row(
    "registration-method",
    &[Ask::RegistrationMethod],
    ANY,
    &[cell(STATUS, &[code(405), (Value::Number(400, 499), AGREED)], REGISTRATION_IS_POST_ONLY)],
    Then::Nothing,
);

/// GET on a channel.
pub static GET: Answer<PushService> = row(
    "get",
    &[Ask::Get],
    ANY,
    &[cell(STATUS, &[(Value::Number(405, 405), D18_A)], GET_IS_405)],
    Then::Nothing,
);

/// GET on a channel, as a book has it.
pub static GET_TOLERATED: Answer<PushService> = row(
    "get-tolerated",
    &[Ask::Get],
    ANY,
    &[cell(STATUS, &[(Value::Number(200, 200), D18_B)], GET_IS_405)],
    Then::Nothing,
);

const THROTTLED_STATE: Facts =
    Facts { quota: Some(Quota::Spent), access: Some(Access::Open), ..LIVE };

/// The day's notifications are spent, device within reach.
pub static THROTTLED: Answer<PushService> = row(
    "throttled",
    NOTIFICATIONS,
    Facts { device: Some(Connected), ..THROTTLED_STATE },
    &[
        cell(STATUS, &[code(406)], THROTTLED_IS_406),
        cell(NOTIFICATION, &[is("Dropped")], THROTTLED_IS_DROPPED),
        cell(DEVICE, &[is("Connected")], THROTTLED_TELLS_THE_DEVICE),
        cell(SUBSCRIPTION, &[is("Active")], THROTTLED_TELLS_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Throttled),
);

/// The day's notifications are spent, device out of reach for a while.
pub static THROTTLED_AWAY: Answer<PushService> = row(
    "throttled-away",
    NOTIFICATIONS,
    Facts { device: Some(TempDisconnected), ..THROTTLED_STATE },
    &[
        cell(STATUS, &[code(406)], THROTTLED_IS_406),
        cell(NOTIFICATION, &[is("Dropped")], THROTTLED_IS_DROPPED),
        cell(
            DEVICE,
            &[is("TempDisconnected"), (Value::Text("Temp Disconnected"), D14_A)],
            THROTTLED_TELLS_THE_DEVICE,
        ),
        cell(SUBSCRIPTION, &[is("Active")], THROTTLED_TELLS_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Throttled),
);

/// The device is inactive.
pub static INACTIVE: Answer<PushService> = row(
    "inactive",
    NOTIFICATIONS,
    Facts { device: Some(Inactive), ..LIVE },
    &[
        cell(STATUS, &[code(412)], INACTIVE_IS_412),
        cell(NOTIFICATION, &[is("Dropped")], INACTIVE_IS_DROPPED),
        cell(
            DEVICE,
            &[
                (Value::Exactly("Inactive"), D16_A),
                (Value::Text("Inactive"), D14_INACTIVE_IN_ANY_CASE),
                (Value::Text("Disconnected"), D16_B),
            ],
            INACTIVE_TELLS_THE_DEVICE,
        ),
        cell(SUBSCRIPTION, NOT_APPLICABLE, INACTIVE_HIDES_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Inactive),
);

/// The device is disconnected though its subscription lives: no document has a row for that.
pub static DISCONNECTED: Answer<PushService> = row(
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
);

/// The service cannot process requests.
pub static UNAVAILABLE: Answer<PushService> = row(
    "unavailable",
    ANY_POST,
    Facts { service: Some(Service::Unable), ..ANY },
    &[
        cell(STATUS, &[code(503)], UNAVAILABLE_IS_503),
        cell(NOTIFICATION, NOT_APPLICABLE, UNAVAILABLE_HIDES_THE_NOTIFICATION),
        cell(DEVICE, NOT_APPLICABLE, UNAVAILABLE_HIDES_THE_DEVICE),
        cell(SUBSCRIPTION, NOT_APPLICABLE, UNAVAILABLE_HIDES_THE_SUBSCRIPTION),
    ],
    Then::Refuse(Refusal::Dropped),
);

/// What no table lists is refused.
pub static UNLISTED_REFUSED: Answer<PushService> = row(
    "unlisted-refused",
    &[Ask::Unlisted],
    ANY,
    &[cell(STATUS, &[code(400), (Value::Number(400, 499), AGREED)], UNLISTED_VALUES_ARE_RECORDED)],
    Then::Nothing,
);

/// What no table lists is taken all the same.
pub static UNLISTED_RECEIVED: Answer<PushService> = row(
    "unlisted-received",
    &[Ask::Unlisted],
    ANY,
    &[cell(
        STATUS,
        &[(Value::Number(200, 200), D07_UNLISTED_MAY_PASS)],
        UNLISTED_VALUES_ARE_RECORDED,
    )],
    Then::Nothing,
);

// ---- callbacks ------------------------------------------------------------------------

const AUTHENTICATED: Facts = Facts { access: Some(Access::Authenticated), ..LIVE };
const OPEN: Facts = Facts { access: Some(Access::Open), ..LIVE };

const fn registered(
    name: &'static str,
    when: Facts,
    cells: &'static [Check],
) -> Answer<PushService> {
    row(name, &[Ask::Registration, Ask::EmptyRegistration], when, cells, Then::Keep)
}

macro_rules! registered_cells {
    ($($device:expr),+) => {
        &[
            cell(STATUS, &[code(200), (Value::Number(200, 299), D36_B)], REGISTRATION_IS_200),
            cell(DEVICE, &[$($device),+], REGISTRATION_TELLS_THE_DEVICE),
            cell(SUBSCRIPTION, &[is("Active")], REGISTRATION_TELLS_THE_SUBSCRIPTION),
        ]
    };
}

/// The callback is registered, device within reach.
pub static REGISTERED: Answer<PushService> = registered(
    "registered",
    Facts { device: Some(Connected), ..AUTHENTICATED },
    registered_cells!(is("Connected")),
);
/// The callback is registered, device out of reach for a while.
pub static REGISTERED_AWAY: Answer<PushService> = registered(
    "registered-away",
    Facts { device: Some(TempDisconnected), ..AUTHENTICATED },
    registered_cells!(is("TempDisconnected"), (Value::Text("Temp Disconnected"), D14_A)),
);
/// The callback is registered, device out of reach.
pub static REGISTERED_DISCONNECTED: Answer<PushService> = registered(
    "registered-disconnected",
    Facts { device: Some(Disconnected), ..AUTHENTICATED },
    registered_cells!(is("Disconnected")),
);
/// The callback is registered, device inactive.
pub static REGISTERED_INACTIVE: Answer<PushService> = registered(
    "registered-inactive",
    Facts { device: Some(Inactive), ..AUTHENTICATED },
    registered_cells!(
        (Value::Exactly("Inactive"), D16_A),
        (Value::Text("Inactive"), D14_INACTIVE_IN_ANY_CASE),
        (Value::Text("Disconnected"), D16_B)
    ),
);

/// An empty message is refused, which no document forbids.
pub static EMPTY_REFUSED: Answer<PushService> = row(
    "empty-refused",
    &[Ask::EmptyRegistration],
    AUTHENTICATED,
    &[cell(
        STATUS,
        &[code(400), (Value::Number(400, 499), AGREED)],
        EMPTY_MESSAGE_MAY_BE_REGISTERED,
    )],
    Then::Nothing,
);

/// The message is too long.
pub static LONG_REGISTRATION: Answer<PushService> = row(
    "long-registration",
    &[Ask::LongRegistration],
    LIVE,
    &[cell(STATUS, REFUSED, MESSAGE_FITS_1024_OCTETS)],
    Then::Nothing,
);

/// Nothing says where to call back.
pub static NO_CALLBACK_URI: Answer<PushService> = row(
    "no-callback-uri",
    &[Ask::RegistrationWithoutUri],
    LIVE,
    &[cell(STATUS, REFUSED, CALLBACK_URI_IS_MANDATORY)],
    Then::Nothing,
);

/// An unauthenticated sender may not register a callback.
pub static UNAUTHENTICATED_REGISTRATION: Answer<PushService> = row(
    "unauthenticated-registration",
    &[Ask::Registration, Ask::EmptyRegistration],
    OPEN,
    &[cell(
        STATUS,
        &[code(403), (Value::Number(400, 499), AGREED)],
        UNAUTHENTICATED_REGISTRATION_IS_REFUSED,
    )],
    Then::Nothing,
);

/// An unauthenticated sender registers one all the same.
pub static UNAUTHENTICATED_REGISTERED: Answer<PushService> = row(
    "unauthenticated-registered",
    &[Ask::Registration, Ask::EmptyRegistration],
    OPEN,
    &[cell(
        STATUS,
        &[(Value::Number(200, 299), D34_OPEN_MAY_REGISTER)],
        UNAUTHENTICATED_REGISTRATION_IS_REFUSED,
    )],
    Then::Nothing,
);
