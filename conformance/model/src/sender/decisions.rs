//! What a sender may say it does next, after each answer.

use super::{Heard, Sender};
use crate::adapter::Decided::{self, Done, Drop, GiveUp};
use crate::answer::{Answer, Check, Choice, Field, If, Value};
use crate::dispute::{AGREED, D13_B, D20_A, D20_ANY, D20_C, D21_KEPT_AFTER_400, D36_B};
use crate::requirement::*;

/// What a sender does that keeps every rule, after so many refusals of the same message in a row.
///
/// Waits after `QueueFull` and 503 are 4, 8, 16 and then 32 minutes, as the service's own team
/// recommended (D-20).
#[must_use]
pub fn next(heard: Heard, refusals: u32) -> Decided {
    match heard {
        Heard::Received | Heard::Registered => Done,
        Heard::QueueFull | Heard::Unavailable | Heard::ServerError => {
            Decided::Retry { after_seconds: 240 << refusals.saturating_sub(1).min(3) }
        }
        Heard::Throttled | Heard::Inactive => Decided::Retry { after_seconds: 3600 },
        Heard::NotFound => Drop,
        _ => GiveUp,
    }
}

const fn decision(choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { field: Field::Decision, only: If::Always, choices, requirement, under: AGREED }
}

const fn is(decided: Decided) -> Choice {
    (Value::Decision(decided), AGREED)
}

const fn retry(least: u64) -> Choice {
    (Value::RetryAfter(least), AGREED)
}

const fn row(name: &'static str, to: &'static [Heard], cells: &'static [Check]) -> Answer<Sender> {
    Answer { name, to, when: (), cells, then: () }
}

/// Anything but done: an error that the sender noticed.
const NOTICED: &[Choice] = &[is(GiveUp), is(Drop), retry(0)];
/// Anything but another try.
const NO_RETRY: &[Choice] = &[is(GiveUp), is(Drop), is(Done)];
/// Anything but the end of the channel.
const KEPT: &[Choice] = &[is(GiveUp), is(Done), retry(0)];
/// Another try, and not within the hour, or none.
const AN_HOUR: &[Choice] = &[retry(3600), is(GiveUp), is(Drop), is(Done)];
/// Another try; that success was claimed is another breach.
const SENT_LATER: &[Choice] = &[retry(0), is(Done)];
/// If another try, then after a wait: the readings of D-20, one list each.
const ANY_WAIT: &[Choice] = &[retry(1), is(Done), is(GiveUp), is(Drop)];
const A_MINUTE: &[Choice] = &[retry(60), is(Done), is(GiveUp), is(Drop)];
const FOUR_MINUTES: &[Choice] = &[retry(240), is(Done), is(GiveUp), is(Drop)];

/// Every row.
pub const ALL: &[Answer<Sender>] = &[
    // 200 with `Received`: nothing is left to do.
    row("received", &[Heard::Received], &[decision(&[is(Done)], RECEIVED_IS_DONE)]),
    // 200 with `QueueFull`: not taken, and sent later.
    row(
        "queue-full",
        &[Heard::QueueFull],
        &[
            decision(NOTICED, QUEUE_FULL_IS_NO_SUCCESS).under(D13_B),
            decision(SENT_LATER, QUEUE_FULL_IS_SENT_LATER),
            decision(ANY_WAIT, QUEUE_FULL_WAITS_A_MINUTE).under(D20_ANY),
            decision(A_MINUTE, QUEUE_FULL_WAITS_A_MINUTE).under(D20_C),
            decision(FOUR_MINUTES, QUEUE_FULL_WAITS_A_MINUTE).under(D20_A),
        ],
    ),
    // 200 with `Suppressed`: dropped by the service.
    row(
        "suppressed",
        &[Heard::Suppressed],
        &[
            decision(NOTICED, SUPPRESSED_IS_NO_SUCCESS).under(D13_B),
            decision(NO_RETRY, NO_BLIND_RETRY_AFTER_SUPPRESSED),
        ],
    ),
    // 200 alone: nobody knows what became of the notification.
    row("bare", &[Heard::Bare], &[decision(NOTICED, BARE_200_IS_NO_SUCCESS)]),
    // 400: the request is at fault.
    row(
        "bad-request",
        &[Heard::BadRequest],
        &[
            decision(NOTICED, READS_THE_ANSWER),
            decision(NO_RETRY, BAD_REQUEST_IS_NOT_REPEATED),
            decision(KEPT, BAD_REQUEST_KEEPS_THE_CHANNEL).under(D21_KEPT_AFTER_400),
        ],
    ),
    // 400 of another service: the channel is of another kind.
    row(
        "foreign",
        &[Heard::Foreign],
        &[decision(&[is(GiveUp), is(Drop)], WNS_ANSWER_IS_NOT_REPEATED)],
    ),
    // 401: the certificate or the stored URI is at fault.
    row(
        "unauthorized",
        &[Heard::Unauthorized],
        &[
            decision(NOTICED, READS_THE_ANSWER),
            decision(NO_RETRY, UNAUTHORIZED_IS_NOT_REPEATED),
            decision(KEPT, UNAUTHORIZED_KEEPS_THE_CHANNEL),
        ],
    ),
    // 403, which no document lists.
    row(
        "forbidden",
        &[Heard::Forbidden],
        &[decision(&[is(GiveUp), is(Drop), retry(60)], FORBIDDEN_DOES_NOT_LOOP)],
    ),
    // 404: the channel is dead.
    row(
        "not-found",
        &[Heard::NotFound],
        &[decision(NOTICED, READS_THE_ANSWER), decision(&[is(Drop)], EXPIRED_DROPS_THE_CHANNEL)],
    ),
    // 405: the method is at fault.
    row(
        "method-not-allowed",
        &[Heard::MethodNotAllowed],
        &[
            decision(NOTICED, READS_THE_ANSWER),
            decision(NO_RETRY, METHOD_NOT_ALLOWED_IS_NOT_REPEATED),
        ],
    ),
    // 406: the day's notifications are spent.
    row(
        "throttled",
        &[Heard::Throttled],
        &[
            decision(NOTICED, READS_THE_ANSWER),
            decision(AN_HOUR, AN_HOUR_AFTER_406),
            decision(KEPT, THROTTLED_KEEPS_THE_CHANNEL),
        ],
    ),
    // 412: the device is inactive.
    row(
        "inactive",
        &[Heard::Inactive],
        &[
            decision(NOTICED, READS_THE_ANSWER),
            decision(AN_HOUR, AN_HOUR_AFTER_412),
            decision(KEPT, INACTIVE_KEEPS_THE_CHANNEL),
        ],
    ),
    // 503: the service cannot process the request.
    row(
        "unavailable",
        &[Heard::Unavailable],
        &[
            decision(NOTICED, READS_THE_ANSWER),
            decision(SENT_LATER, UNAVAILABLE_IS_SENT_LATER),
            decision(ANY_WAIT, UNAVAILABLE_WAITS_A_MINUTE).under(D20_ANY),
            decision(A_MINUTE, UNAVAILABLE_WAITS_A_MINUTE).under(D20_C),
            decision(FOUR_MINUTES, UNAVAILABLE_WAITS_A_MINUTE).under(D20_A),
        ],
    ),
    // Any other 5xx, which no document lists.
    row(
        "server-error",
        &[Heard::ServerError],
        &[decision(&[is(GiveUp), is(Drop), retry(60)], SERVER_ERROR_DOES_NOT_LOOP)],
    ),
    // A registration was answered 200.
    row(
        "registered",
        &[Heard::Registered],
        &[decision(&[is(Done)], REGISTRATION_OTHER_THAN_200_IS_FAILURE)],
    ),
    // A registration was answered with another 2xx.
    row(
        "oddly-registered",
        &[Heard::OddlyRegistered],
        &[decision(
            &[is(GiveUp), is(Drop), retry(0), (Value::Decision(Done), D36_B)],
            REGISTRATION_OTHER_THAN_200_IS_FAILURE,
        )],
    ),
    // A registration was refused.
    row(
        "not-registered",
        &[Heard::NotRegistered],
        &[decision(NOTICED, REGISTRATION_OTHER_THAN_200_IS_FAILURE)],
    ),
];
