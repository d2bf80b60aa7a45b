//! What a device asks after what it was answered, and what it does not.

use super::{Device, Trigger, Watch};
use crate::dispute::AGREED;
use crate::duty::{Absent, Rule, Window};
use crate::requirement::*;

const fn never(
    name: &'static str,
    on: Trigger,
    watch: Watch,
    lifted_by: &'static [Trigger],
    requirement: Requirement,
) -> Rule<Device> {
    Rule {
        name,
        on,
        when: (),
        watch,
        window: Window::NEVER,
        absent: Absent::Upholds,
        lifted_by,
        requirement,
        under: AGREED,
    }
}

const fn due(
    name: &'static str,
    on: Trigger,
    watch: Watch,
    lifted_by: &'static [Trigger],
    requirement: Requirement,
) -> Rule<Device> {
    Rule {
        window: Window::BEFORE_SETTLED,
        absent: Absent::Violates,
        ..never(name, on, watch, lifted_by, requirement)
    }
}

/// Every rule. What is due is due before the device tells its caller what came of the registration.
pub const ALL: &[Rule<Device>] = &[
    // An id that is gone makes place for another one; who registers it again forgot to forget it.
    due(
        "asks-for-a-new-id",
        Trigger::Gone,
        Watch::IdRequest,
        &[Trigger::Told, Trigger::Reused],
        GONE_ASKS_FOR_A_NEW_ID,
    ),
    // The new one is there to be registered.
    due(
        "registers-the-new-id",
        Trigger::Renewed,
        Watch::Put,
        &[Trigger::Told],
        GONE_REGISTERS_AGAIN,
    ),
    // The old one never again.
    never("not-a-dead-id", Trigger::Gone, Watch::SamePut, &[], DEAD_ID_IS_NOT_PUT_AGAIN),
    // What is not found is not looked for again.
    never(
        "not-again-after-404",
        Trigger::NotFound,
        Watch::SamePut,
        &[Trigger::Told],
        NOT_FOUND_IS_NOT_RETRIED,
    ),
    // What was taken is not sent again.
    never(
        "not-again-after-2xx",
        Trigger::Taken,
        Watch::SamePut,
        &[Trigger::Told],
        ONE_PUT_IS_ENOUGH,
    ),
    // Who was refused an id has nothing to register.
    never(
        "nothing-without-an-id",
        Trigger::Refused,
        Watch::Put,
        &[Trigger::Told, Trigger::Handed],
        NO_PUT_WITHOUT_AN_ID,
    ),
    // Nor has who was handed an empty one.
    never(
        "nothing-with-an-empty-id",
        Trigger::Emptied,
        Watch::Put,
        &[Trigger::Told, Trigger::Handed],
        EMPTY_ID_IS_NO_ID,
    ),
];
