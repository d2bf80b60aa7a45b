//! What follows later: callbacks and deliveries.

use super::facts::{App, Callback, Facts, Life, Queue};
use super::{PushService, Refusal, Trigger, Watch};
use crate::adapter::DeviceState::{self, Connected, Disconnected, Inactive, TempDisconnected};
use crate::dispute::{AGREED, D05_A, D06_A, D08_A, D29_A, D30_A};
use crate::duty::{Absent, Edge, Rule, Window};
use crate::header::{Interval, Kind};
use crate::requirement::*;
use crate::transcript::Span;

/// Every rule.
pub const ALL: &[&Rule<PushService>] = &[
    &CALLS_BACK,
    &NOT_FOR_TEMP,
    &NOT_FOR_DISCONNECTED,
    &NOT_FOR_CONNECTED,
    &NOT_FOR_EXPIRY,
    &NOT_UNASKED,
    &MAYBE_IF_INACTIVE,
    &NOT_REPLACED,
    &NOT_TWICE,
    &NOT_TOO_LONG,
    &NOT_UNENTITLED,
    &TILE_AT_ONCE,
    &TOAST_AT_ONCE,
    &RAW_AT_ONCE,
    &UNDECLARED_AT_ONCE,
    &TILE_IN_450_S,
    &TOAST_IN_450_S,
    &RAW_IN_450_S,
    &TILE_IN_900_S,
    &TOAST_IN_900_S,
    &RAW_IN_900_S,
    &RETURNED,
    &NOT_FOR_A_CLOSED_APP,
    &AGAIN,
    &NOT_WHEN_FULL,
    &NOT_WHEN_SUPPRESSED,
    &NOT_WHEN_EXPIRED,
    &NOT_WHEN_THROTTLED,
    &NOT_WHEN_INACTIVE,
    &NOT_WHEN_DROPPED,
];

const LIVE: Facts = Facts { life: Some(Life::Live), ..Facts::UNKNOWN };
const ARMED: Facts = Facts { callback: Some(Callback::Armed), ..LIVE };
const SPENT: Facts = Facts { callback: Some(Callback::Spent), ..LIVE };

/// What an immediate delivery may take, in the run's clock.
pub const AT_ONCE: Span = Span::seconds(10);

// ---- callbacks ------------------------------------------------------------------------

const fn callback(name: &'static str, on: Trigger, requirement: Requirement) -> Rule<PushService> {
    Rule {
        name,
        on,
        when: ARMED,
        watch: Watch::Callback,
        window: Window::NEVER,
        absent: Absent::Upholds,
        lifted_by: &[Trigger::Registered, Trigger::Misanswered],
        requirement,
        under: AGREED,
    }
}

const fn not_for(name: &'static str, device: DeviceState) -> Rule<PushService> {
    callback(name, Trigger::Becomes(device), NOTHING_ELSE_CALLS_BACK)
}

/// The change to inactive calls back.
pub static CALLS_BACK: Rule<PushService> = Rule {
    window: Window::BEFORE_SETTLED,
    absent: Absent::Violates,
    lifted_by: &[],
    ..callback("calls-back", Trigger::Becomes(Inactive), INACTIVE_CALLS_BACK)
};

/// Going out of reach for a while does not.
pub static NOT_FOR_TEMP: Rule<PushService> = not_for("not-for-temp-disconnected", TempDisconnected);

/// Nor does any disconnection, unless one reads the blog so.
pub static NOT_FOR_DISCONNECTED: Rule<PushService> =
    Rule { under: D29_A, ..not_for("not-for-disconnected", Disconnected) };

/// Nor does coming back.
pub static NOT_FOR_CONNECTED: Rule<PushService> = not_for("not-for-connected", Connected);

/// Nor does the end of the subscription.
pub static NOT_FOR_EXPIRY: Rule<PushService> = Rule {
    when: Facts { callback: Some(Callback::Armed), ..Facts::UNKNOWN },
    ..callback("not-for-expiry", Trigger::Ended, NOTHING_ELSE_CALLS_BACK)
};

/// Nor does anything that we have no name for.
pub static NOT_UNASKED: Rule<PushService> = Rule {
    absent: Absent::Silent,
    ..callback("not-unasked", Trigger::Registered, NOTHING_ELSE_CALLS_BACK)
};

/// Whether it may when the device was inactive already is not written.
pub static MAYBE_IF_INACTIVE: Rule<PushService> = Rule {
    when: Facts { device: Some(Inactive), ..ARMED },
    window: Window::BEFORE_SETTLED,
    absent: Absent::Silent,
    ..callback("maybe-if-inactive", Trigger::Registered, NOTHING_ELSE_CALLS_BACK)
};

/// A registration that was replaced is forgotten.
pub static NOT_REPLACED: Rule<PushService> =
    callback("not-replaced", Trigger::Replaced, LAST_REGISTRATION_WINS);

/// A registration calls back once.
pub static NOT_TWICE: Rule<PushService> = Rule {
    when: SPENT,
    under: D30_A,
    ..callback("not-twice", Trigger::CalledBack, CALLS_BACK_ONCE)
};

/// A registration that was refused for its length is not kept.
pub static NOT_TOO_LONG: Rule<PushService> = Rule {
    when: LIVE,
    lifted_by: &[],
    ..callback("not-too-long", Trigger::RegistrationTooLong, REFUSED_REGISTRATION_IS_NOT_KEPT)
};

/// A registration on an unauthenticated channel is not kept.
pub static NOT_UNENTITLED: Rule<PushService> = Rule {
    when: LIVE,
    lifted_by: &[],
    ..callback(
        "not-unentitled",
        Trigger::RegistrationUnentitled,
        UNAUTHENTICATED_IS_NEVER_CALLED_BACK,
    )
};

// ---- deliveries -----------------------------------------------------------------------

const fn delivery(
    name: &'static str,
    (kind, interval): (Kind, Interval),
    requirement: Requirement,
) -> Rule<PushService> {
    let within = match interval {
        Interval::Immediate => AT_ONCE,
        Interval::Within450s => Span::seconds(450),
        Interval::Within900s => Span::seconds(900),
    };
    let reached = Facts { device: Some(Connected), ..LIVE };
    let when = match kind {
        Kind::Raw => Facts { app: Some(App::Running), ..reached },
        Kind::Toast | Kind::Tile => reached,
    };
    Rule {
        name,
        on: Trigger::Taken(kind, interval),
        when,
        watch: Watch::Delivery,
        window: Window::within(within),
        absent: Absent::Noted,
        lifted_by: &[
            Trigger::Becomes(TempDisconnected),
            Trigger::Becomes(Disconnected),
            Trigger::Becomes(Inactive),
        ],
        requirement,
        under: D08_A,
    }
}

/// Class 1.
pub static TILE_AT_ONCE: Rule<PushService> =
    delivery("tile-at-once", (Kind::Tile, Interval::Immediate), CLASS_1_IS_AT_ONCE);
/// Class 2.
pub static TOAST_AT_ONCE: Rule<PushService> =
    delivery("toast-at-once", (Kind::Toast, Interval::Immediate), CLASS_2_IS_AT_ONCE);
/// Class 3.
pub static RAW_AT_ONCE: Rule<PushService> =
    delivery("raw-at-once", (Kind::Raw, Interval::Immediate), CLASS_3_IS_AT_ONCE);
/// No class.
pub static UNDECLARED_AT_ONCE: Rule<PushService> = Rule {
    on: Trigger::TakenUndeclared,
    when: Facts { device: Some(Connected), app: Some(App::Running), ..LIVE },
    under: D06_A,
    ..delivery("undeclared-at-once", (Kind::Raw, Interval::Immediate), CLASS_ABSENT_IS_IMMEDIATE)
};
/// Class 11.
pub static TILE_IN_450_S: Rule<PushService> =
    delivery("tile-in-450-s", (Kind::Tile, Interval::Within450s), CLASS_11_WITHIN_450_S);
/// Class 12.
pub static TOAST_IN_450_S: Rule<PushService> =
    delivery("toast-in-450-s", (Kind::Toast, Interval::Within450s), CLASS_12_WITHIN_450_S);
/// Class 13.
pub static RAW_IN_450_S: Rule<PushService> =
    delivery("raw-in-450-s", (Kind::Raw, Interval::Within450s), CLASS_13_WITHIN_450_S);
/// Class 21.
pub static TILE_IN_900_S: Rule<PushService> =
    delivery("tile-in-900-s", (Kind::Tile, Interval::Within900s), CLASS_21_WITHIN_900_S);
/// Class 22.
pub static TOAST_IN_900_S: Rule<PushService> =
    delivery("toast-in-900-s", (Kind::Toast, Interval::Within900s), CLASS_22_WITHIN_900_S);
/// Class 23.
pub static RAW_IN_900_S: Rule<PushService> =
    delivery("raw-in-900-s", (Kind::Raw, Interval::Within900s), CLASS_23_WITHIN_900_S);

/// What waited for the device arrives once it is back; the longest interval is the bound.
pub static RETURNED: Rule<PushService> = Rule {
    on: Trigger::Returned,
    when: Facts { device: Some(Connected), ..LIVE },
    ..delivery("returned", (Kind::Toast, Interval::Within900s), KEPT_FOR_THE_DEVICE)
};

/// A message id that was seen before does not make a notification a duplicate.
pub static AGAIN: Rule<PushService> = Rule {
    on: Trigger::TakenAgain,
    when: Facts { device: Some(Connected), app: Some(App::Running), ..LIVE },
    absent: Absent::Violates,
    under: D05_A,
    ..delivery("again", (Kind::Toast, Interval::Within900s), MESSAGE_ID_REMOVES_NO_DUPLICATES)
};

/// Raw for an app that does not run is dropped.
pub static NOT_FOR_A_CLOSED_APP: Rule<PushService> = Rule {
    on: Trigger::TakenForNoApp,
    lifted_by: &[],
    when: Facts { app: Some(App::Closed), ..LIVE },
    window: Window::NEVER,
    absent: Absent::Upholds,
    under: AGREED,
    ..delivery("not-for-a-closed-app", (Kind::Raw, Interval::Immediate), CLOSED_APP_GETS_NO_RAW)
};

const fn not_taken(
    name: &'static str,
    why: Refusal,
    when: Facts,
    requirement: Requirement,
) -> Rule<PushService> {
    Rule {
        name,
        on: Trigger::Refused(why),
        when,
        watch: Watch::Delivery,
        window: Window { opens: Edge::Never, closes: Edge::Never },
        absent: Absent::Upholds,
        lifted_by: &[],
        requirement,
        under: AGREED,
    }
}

/// What did not fit the queue is not delivered.
pub static NOT_WHEN_FULL: Rule<PushService> = not_taken(
    "not-when-full",
    Refusal::QueueFull,
    Facts { queue: Some(Queue::Full), ..LIVE },
    QUEUE_FULL_IS_NOT_TAKEN,
);

/// What is suppressed is not delivered.
pub static NOT_WHEN_SUPPRESSED: Rule<PushService> =
    not_taken("not-when-suppressed", Refusal::Suppressed, LIVE, SUPPRESSED_IS_NOT_DELIVERED);

/// What was sent to a dead subscription is not delivered.
pub static NOT_WHEN_EXPIRED: Rule<PushService> =
    not_taken("not-when-expired", Refusal::Expired, Facts::UNKNOWN, EXPIRED_IS_NOT_DELIVERED);

/// What exceeds the day's notifications is not delivered.
pub static NOT_WHEN_THROTTLED: Rule<PushService> =
    not_taken("not-when-throttled", Refusal::Throttled, Facts::UNKNOWN, THROTTLED_IS_NOT_DELIVERED);

/// What was sent to an inactive device is not delivered.
pub static NOT_WHEN_INACTIVE: Rule<PushService> =
    not_taken("not-when-inactive", Refusal::Inactive, Facts::UNKNOWN, INACTIVE_IS_NOT_DELIVERED);

/// What was refused for another reason is not delivered.
pub static NOT_WHEN_DROPPED: Rule<PushService> =
    not_taken("not-when-dropped", Refusal::Dropped, Facts::UNKNOWN, REFUSED_IS_NOT_DELIVERED);
