//! What a device may be told: one row for everything that can be due.

use super::heard::RETRY_AFTER;
use super::{Backend, Due};
use crate::answer::{Answer, Check, Choice, Field, If, Value};
use crate::dispute::*;
use crate::requirement::*;

const fn row(name: &'static str, to: &'static [Due], cells: &'static [Check]) -> Answer<Backend> {
    Answer { name, to, when: (), cells, then: () }
}

const fn status(choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { field: Field::Status, only: If::Always, choices, requirement, under: AGREED }
}

const fn from(low: u64, high: u64) -> Choice {
    (Value::Number(low, high), AGREED)
}

const fn read_as(low: u64, high: u64, reading: Reading) -> Choice {
    (Value::Number(low, high), reading)
}

/// Success, in any of the forms that samples have.
const SUCCESS: &[Choice] = &[
    read_as(204, 204, D56_A),
    read_as(200, 200, D56_B),
    read_as(202, 202, D56_C),
    read_as(200, 299, D56_ANY_2XX),
];
/// Anything but success.
const NO_SUCCESS: &[Choice] = &[from(300, 599)];
/// Anything but the one status that makes a device drop its id.
const NOT_410: &[Choice] = &[from(200, 409), from(411, 599)];
/// An error of the server. That success or 410 was told is another breach.
const OF_THE_SERVER: &[Choice] = &[from(502, 502), from(500, 599), from(200, 299), from(410, 410)];
/// That it is busy, or that it cannot reach the hub; the same holds.
const BUSY: &[Choice] =
    &[from(503, 503), from(502, 504), from(429, 429), from(200, 299), from(410, 410)];
/// Any error; the same holds.
const ANY_ERROR: &[Choice] = &[from(400, 599), from(200, 299)];

/// Every row.
pub const ALL: &[Answer<Backend>] = &[
    // The hub made an id.
    row(
        "id",
        &[Due::Id],
        &[status(&[from(200, 200), read_as(201, 201, D59_CREATED)], A_POST_IS_200)],
    ),
    row(
        "id-for-a-handle",
        &[Due::IdForAHandle],
        &[status(&[from(200, 299)], A_HANDLE_WITH_A_POST_IS_NO_ERROR)],
    ),
    // The hub has taken it.
    row("registered", &[Due::Registered], &[status(SUCCESS, A_PUT_IS_2XX)]),
    row("removed", &[Due::Removed], &[status(SUCCESS, A_DELETE_IS_2XX)]),
    // The hub has nothing of the kind.
    row(
        "nothing-to-remove",
        &[Due::NothingToRemove],
        &[status(
            &[from(200, 299), from(404, 404), from(410, 410)],
            DELETING_NOTHING_IS_2XX_OR_404,
        )],
    ),
    // The id is dead.
    row(
        "gone",
        &[Due::Gone],
        &[status(
            &[read_as(410, 410, D58_A), read_as(500, 500, D58_B), read_as(200, 299, D58_B)],
            GONE_IS_410,
        )],
    ),
    // The hub does not take it.
    row(
        "registration-refused",
        &[Due::RegistrationRefused],
        &[
            status(NO_SUCCESS, A_HUB_ERROR_IS_NO_SUCCESS),
            status(NOT_410, NOTHING_ELSE_IS_410),
            status(ANY_ERROR, A_HUB_ERROR_IS_5XX),
        ],
    ),
    row(
        "registration-delayed",
        &[Due::RegistrationDelayed],
        &[
            status(NO_SUCCESS, A_HUB_ERROR_IS_NO_SUCCESS),
            status(NOT_410, NOTHING_ELSE_IS_410),
            status(BUSY, THROTTLING_IS_PASSED_ON),
        ],
    ),
    row(
        "registration-failed",
        &[Due::RegistrationFailed],
        &[
            status(NO_SUCCESS, A_HUB_ERROR_IS_NO_SUCCESS),
            status(NOT_410, NOTHING_ELSE_IS_410),
            status(OF_THE_SERVER, A_HUB_ERROR_IS_5XX),
        ],
    ),
    row(
        "refused",
        &[Due::Refused],
        &[
            status(NO_SUCCESS, A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE),
            status(ANY_ERROR, A_HUB_ERROR_IS_5XX),
        ],
    ),
    row(
        "delayed",
        &[Due::Delayed],
        &[
            status(NO_SUCCESS, A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE),
            status(BUSY, THROTTLING_IS_PASSED_ON),
        ],
    ),
    row(
        "failed",
        &[Due::Failed],
        &[
            status(NO_SUCCESS, A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE),
            status(OF_THE_SERVER, A_HUB_ERROR_IS_5XX),
        ],
    ),
    // The device, or whoever holds it, is at fault.
    row(
        "stranger",
        &[Due::Stranger],
        &[status(&[read_as(401, 401, D63_A), read_as(403, 403, D63_B)], STRANGERS_ARE_REFUSED)],
    ),
    row(
        "forbidden-tag",
        &[Due::ForbiddenTag],
        &[status(
            &[read_as(403, 403, D63_A), read_as(401, 401, D63_D), read_as(200, 299, D63_C)],
            A_FORBIDDEN_TAG_IS_REFUSED,
        )],
    ),
    row(
        "unknown-platform",
        &[Due::UnknownPlatform],
        &[status(&[from(400, 400)], UNKNOWN_PLATFORM_IS_400)],
    ),
    row(
        "platform-in-another-case",
        &[Due::PlatformInAnotherCase],
        &[status(&[from(400, 400), read_as(200, 299, D64_C)], PLATFORMS_LETTER_FOR_LETTER)],
    ),
    row(
        "fcm",
        &[Due::Fcm],
        &[status(&[from(400, 400), read_as(200, 299, D64_B)], PLATFORMS_LETTER_FOR_LETTER)],
    ),
    row(
        "bad-body",
        &[Due::BadBody],
        &[status(&[from(400, 409), from(411, 499)], A_BAD_BODY_IS_4XX)],
    ),
    row(
        "names-in-another-case",
        &[Due::NamesInAnotherCase],
        &[status(&[from(200, 299)], MEMBER_NAMES_IN_ANY_CASE)],
    ),
    row(
        "no-tags",
        &[Due::NoTags],
        &[status(
            &[from(200, 299), from(400, 409), from(411, 499)],
            MISSING_TAGS_ARE_NO_SERVER_ERROR,
        )],
    ),
];

/// The cell for a 429 or 503 that follows from a hub that said how long to wait.
pub const SAYS_WHEN: &[Check] = &[Check {
    field: Field::Header(RETRY_AFTER),
    only: If::Always,
    choices: &[(Value::Form("a time to wait", is_something), AGREED)],
    requirement: RETRY_AFTER_IS_PASSED_ON,
    under: AGREED,
}];

fn is_something(value: &[u8]) -> bool {
    !value.is_empty()
}

/// The row of what is due.
#[must_use]
pub fn to(due: Due) -> Option<&'static Answer<Backend>> {
    ALL.iter().find(|row| row.to.contains(&due))
}

/// The status that a backend gives which keeps every rule: the first that the row's last cell lists.
#[must_use]
pub fn status_for(due: Due) -> u16 {
    let choice = to(due).and_then(|row| row.cells.last()).and_then(|cell| cell.choices.first());
    match choice {
        Some((Value::Number(low, _), _)) => u16::try_from(*low).unwrap_or(500),
        _ => 500,
    }
}
