//! What follows later: callbacks and deliveries.

use super::facts::{App, Callback, Facts, Life, Queue};
use super::{PushService, Refusal, Trigger, Watch};
use crate::adapter::DeviceState::{self, Connected, Disconnected, Inactive, TempDisconnected};
use crate::dispute::{AGREED, D05_A, D06_A, D08_A, D29_A, D30_A};
use crate::duty::{Absent, Edge, Rule, Window};
use crate::header::{Interval, Kind};
use crate::requirement::*;
use crate::transcript::Span;

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

/// Every rule.
pub const ALL: &[Rule<PushService>] = &[
    // The change to inactive calls back.
    Rule {
        window: Window::BEFORE_SETTLED,
        absent: Absent::Violates,
        lifted_by: &[],
        ..callback("calls-back", Trigger::Becomes(Inactive), INACTIVE_CALLS_BACK)
    },
    // Going out of reach for a while does not.
    not_for("not-for-temp-disconnected", TempDisconnected),
    // Nor does any disconnection, unless one reads the blog so.
    Rule { under: D29_A, ..not_for("not-for-disconnected", Disconnected) },
    // Nor does coming back.
    not_for("not-for-connected", Connected),
    // Nor does the end of the subscription.
    Rule {
        when: Facts { callback: Some(Callback::Armed), ..Facts::UNKNOWN },
        ..callback("not-for-expiry", Trigger::Ended, NOTHING_ELSE_CALLS_BACK)
    },
    // Nor does anything that we have no name for.
    Rule {
        absent: Absent::Silent,
        ..callback("not-unasked", Trigger::Registered, NOTHING_ELSE_CALLS_BACK)
    },
    // Whether it may when the device was inactive already is not written.
    Rule {
        when: Facts { device: Some(Inactive), ..ARMED },
        window: Window::BEFORE_SETTLED,
        absent: Absent::Silent,
        ..callback("maybe-if-inactive", Trigger::Registered, NOTHING_ELSE_CALLS_BACK)
    },
    // A registration that was replaced is forgotten.
    callback("not-replaced", Trigger::Replaced, LAST_REGISTRATION_WINS),
    // A registration calls back once.
    Rule {
        when: SPENT,
        under: D30_A,
        ..callback("not-twice", Trigger::CalledBack, CALLS_BACK_ONCE)
    },
    // A registration that was refused for its length is not kept.
    Rule {
        when: LIVE,
        lifted_by: &[],
        ..callback("not-too-long", Trigger::RegistrationTooLong, REFUSED_REGISTRATION_IS_NOT_KEPT)
    },
    // A registration by another method than POST is not kept.
    Rule {
        when: LIVE,
        lifted_by: &[],
        ..callback("not-by-method", Trigger::RegistrationByMethod, REGISTRATION_IS_POST_ONLY)
    },
    // A registration on an unauthenticated channel is not kept.
    Rule {
        when: LIVE,
        lifted_by: &[],
        ..callback(
            "not-unentitled",
            Trigger::RegistrationUnentitled,
            UNAUTHENTICATED_IS_NEVER_CALLED_BACK,
        )
    },
    // Class 1.
    delivery("tile-at-once", (Kind::Tile, Interval::Immediate), CLASS_1_IS_AT_ONCE),
    // Class 2.
    delivery("toast-at-once", (Kind::Toast, Interval::Immediate), CLASS_2_IS_AT_ONCE),
    // Class 3.
    delivery("raw-at-once", (Kind::Raw, Interval::Immediate), CLASS_3_IS_AT_ONCE),
    // No class.
    Rule {
        on: Trigger::TakenUndeclared,
        when: Facts { device: Some(Connected), app: Some(App::Running), ..LIVE },
        under: D06_A,
        ..delivery(
            "undeclared-at-once",
            (Kind::Raw, Interval::Immediate),
            CLASS_ABSENT_IS_IMMEDIATE,
        )
    },
    // Class 11.
    delivery("tile-in-450-s", (Kind::Tile, Interval::Within450s), CLASS_11_WITHIN_450_S),
    // Class 12.
    delivery("toast-in-450-s", (Kind::Toast, Interval::Within450s), CLASS_12_WITHIN_450_S),
    // Class 13.
    delivery("raw-in-450-s", (Kind::Raw, Interval::Within450s), CLASS_13_WITHIN_450_S),
    // Class 21.
    delivery("tile-in-900-s", (Kind::Tile, Interval::Within900s), CLASS_21_WITHIN_900_S),
    // Class 22.
    delivery("toast-in-900-s", (Kind::Toast, Interval::Within900s), CLASS_22_WITHIN_900_S),
    // Class 23.
    delivery("raw-in-900-s", (Kind::Raw, Interval::Within900s), CLASS_23_WITHIN_900_S),
    // What waited for the device arrives once it is back; the longest interval is the bound.
    Rule {
        on: Trigger::Returned,
        when: Facts { device: Some(Connected), ..LIVE },
        ..delivery("returned", (Kind::Toast, Interval::Within900s), KEPT_FOR_THE_DEVICE)
    },
    // Raw for an app that does not run is dropped.
    Rule {
        on: Trigger::TakenForNoApp,
        lifted_by: &[],
        when: Facts { app: Some(App::Closed), ..LIVE },
        window: Window::NEVER,
        absent: Absent::Upholds,
        under: AGREED,
        ..delivery("not-for-a-closed-app", (Kind::Raw, Interval::Immediate), CLOSED_APP_GETS_NO_RAW)
    },
    // A message id that was seen before does not make a notification a duplicate.
    Rule {
        on: Trigger::TakenAgain,
        when: Facts { device: Some(Connected), app: Some(App::Running), ..LIVE },
        absent: Absent::Violates,
        under: D05_A,
        ..delivery("again", (Kind::Toast, Interval::Within900s), MESSAGE_ID_REMOVES_NO_DUPLICATES)
    },
    // What did not fit the queue is not delivered.
    not_taken(
        "not-when-full",
        Refusal::QueueFull,
        Facts { queue: Some(Queue::Full), ..LIVE },
        QUEUE_FULL_IS_NOT_TAKEN,
    ),
    // What is suppressed is not delivered.
    not_taken("not-when-suppressed", Refusal::Suppressed, LIVE, SUPPRESSED_IS_NOT_DELIVERED),
    // What was sent to a dead subscription is not delivered.
    not_taken("not-when-expired", Refusal::Expired, Facts::UNKNOWN, EXPIRED_IS_NOT_DELIVERED),
    // What exceeds the day's notifications is not delivered.
    not_taken("not-when-throttled", Refusal::Throttled, Facts::UNKNOWN, THROTTLED_IS_NOT_DELIVERED),
    // What was sent to an inactive device is not delivered.
    not_taken("not-when-inactive", Refusal::Inactive, Facts::UNKNOWN, INACTIVE_IS_NOT_DELIVERED),
    // What was refused for another reason is not delivered.
    not_taken("not-when-dropped", Refusal::Dropped, Facts::UNKNOWN, REFUSED_IS_NOT_DELIVERED),
];
