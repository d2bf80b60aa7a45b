//! What a sender may post after an answer, and when.

use super::{Heard, Sender, Trigger, Watch};
use crate::dispute::{AGREED, D20_C, Reading};
use crate::duty::{Absent, Rule, Window};
use crate::requirement::*;
use crate::transcript::Span;

const fn not_repeated(name: &'static str, heard: Heard, requirement: Requirement) -> Rule<Sender> {
    Rule {
        name,
        on: Trigger::Heard(heard),
        when: (),
        watch: Watch::Repeat,
        window: Window::NEVER,
        absent: Absent::Upholds,
        lifted_by: &[Trigger::Told],
        requirement,
        under: AGREED,
    }
}

const fn waits(
    name: &'static str,
    (heard, seconds): (Heard, u64),
    watch: Watch,
    requirement: Requirement,
    under: Reading,
) -> Rule<Sender> {
    Rule {
        window: Window::not_for(Span::seconds(seconds)),
        watch,
        lifted_by: &[],
        under,
        ..not_repeated(name, heard, requirement)
    }
}

/// Every rule.
pub const ALL: &[Rule<Sender>] = &[
    // What was taken is not sent again.
    not_repeated("not-after-received", Heard::Received, RECEIVED_IS_NOT_RESENT),
    // What was suppressed is not repeated blindly.
    not_repeated("not-after-suppressed", Heard::Suppressed, NO_BLIND_RETRY_AFTER_SUPPRESSED),
    // A bad request is not repeated as it is.
    not_repeated("not-after-bad-request", Heard::BadRequest, BAD_REQUEST_IS_NOT_REPEATED),
    // Nor is an unauthorised one.
    not_repeated("not-after-unauthorized", Heard::Unauthorized, UNAUTHORIZED_IS_NOT_REPEATED),
    // Nor is one with the wrong method.
    not_repeated(
        "not-after-method-not-allowed",
        Heard::MethodNotAllowed,
        METHOD_NOT_ALLOWED_IS_NOT_REPEATED,
    ),
    // Nor is one to a channel of another service.
    not_repeated("not-after-foreign", Heard::Foreign, WNS_ANSWER_IS_NOT_REPEATED),
    // A dead channel is left alone.
    Rule {
        watch: Watch::Post,
        lifted_by: &[],
        ..not_repeated("nothing-after-not-found", Heard::NotFound, NOTHING_AFTER_404)
    },
    // A throttled channel is left alone for an hour.
    waits(
        "an-hour-after-throttled",
        (Heard::Throttled, 3600),
        Watch::Post,
        AN_HOUR_AFTER_406,
        AGREED,
    ),
    // So is the channel of an inactive device.
    waits(
        "an-hour-after-inactive",
        (Heard::Inactive, 3600),
        Watch::Post,
        AN_HOUR_AFTER_412,
        AGREED,
    ),
    // A full queue is given a minute.
    waits(
        "a-minute-after-queue-full",
        (Heard::QueueFull, 60),
        Watch::Repeat,
        QUEUE_FULL_WAITS_A_MINUTE,
        D20_C,
    ),
    // So is a service that cannot.
    waits(
        "a-minute-after-unavailable",
        (Heard::Unavailable, 60),
        Watch::Repeat,
        UNAVAILABLE_WAITS_A_MINUTE,
        D20_C,
    ),
    // 403 is no reason for a tight loop.
    waits(
        "no-loop-after-forbidden",
        (Heard::Forbidden, 60),
        Watch::Repeat,
        FORBIDDEN_DOES_NOT_LOOP,
        AGREED,
    ),
    // Nor is any other 5xx.
    waits(
        "no-loop-after-server-error",
        (Heard::ServerError, 60),
        Watch::Repeat,
        SERVER_ERROR_DOES_NOT_LOOP,
        AGREED,
    ),
];
