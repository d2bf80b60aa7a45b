//! What a device may tell its caller, after each answer that it heard last.

use super::Device;
use crate::adapter::Decided::{self, Done, GiveUp};
use crate::answer::{Answer, Check, Choice, Field, If, Message, Value};
use crate::dispute::{AGREED, D57_A, D57_B, D57_C, D60_A, D60_A_FEW, D60_B};
use crate::requirement::*;
use crate::transcript::{Found, Response};

/// What a device heard last before it told what came of a registration.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Heard {
    /// It was refused an id, or got no answer.
    NoId,
    /// Its registration was answered 200.
    Ok,
    /// Its registration was answered 202.
    Accepted,
    /// Its registration was answered with another 2xx.
    Other2xx,
    /// The same three, with a body.
    TakenAndMore,
    /// The id under which it registered is gone.
    Gone,
    /// So is the one that it got instead.
    GoneAgain,
    /// 404.
    NotFound,
    /// Any other refusal.
    Refused,
    /// No answer.
    Silence,
}

impl Heard {
    /// What the answer to a registration says, after so many that said 410.
    #[must_use]
    pub const fn registration(response: &Response<'_>, gone: u32) -> Self {
        match response.status {
            200..=299 if !response.body.is_empty() => Self::TakenAndMore,
            200 => Self::Ok,
            202 => Self::Accepted,
            201..=299 => Self::Other2xx,
            410 if gone == 0 => Self::Gone,
            410 => Self::GoneAgain,
            404 => Self::NotFound,
            _ => Self::Refused,
        }
    }

    /// Was the registration taken?
    #[must_use]
    pub const fn is_taken(self) -> bool {
        matches!(self, Self::Ok | Self::Accepted | Self::Other2xx | Self::TakenAndMore)
    }

    /// Was it neither taken nor told that the id is gone?
    #[must_use]
    pub const fn is_refused(self) -> bool {
        matches!(self, Self::NotFound | Self::Refused | Self::Silence)
    }
}

/// What came of a command to register.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// What the device told its caller.
    pub decided: Decided,
    /// How often it has registered.
    pub tries: u32,
}

impl Message for Outcome {
    fn find(&self, field: Field) -> Found<'_> {
        match field {
            Field::Decision => Found::Decision(self.decided),
            Field::Tries => Found::Number(u64::from(self.tries)),
            _ => Found::Absent,
        }
    }
}

/// So many tries are a few: as many as client libraries make by default.
pub const A_FEW: u64 = 4;

/// The only cell on how often a device tries, once it was told 410 a second time.
pub const TRIES: &[Check] = &[Check {
    field: Field::Tries,
    only: If::Always,
    choices: &[
        (Value::Number(0, 2), D60_B),
        (Value::Number(3, A_FEW), D60_A_FEW),
        (Value::Number(3, u64::MAX), D60_A),
    ],
    requirement: ONE_MORE_TRY_AFTER_410,
    under: AGREED,
}];

const fn decision(choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { field: Field::Decision, only: If::Always, choices, requirement, under: AGREED }
}

const fn row(name: &'static str, to: &'static [Heard], cells: &'static [Check]) -> Answer<Device> {
    Answer { name, to, when: (), cells, then: () }
}

const FAILS: &[Choice] = &[(Value::Decision(GiveUp), AGREED)];

/// Every row. None is for the first 410, which is no end.
pub const ALL: &[Answer<Device>] = &[
    // No id, no registration.
    row("no-id", &[Heard::NoId], &[decision(FAILS, FAILED_ID_REQUEST_IS_AN_ERROR)]),
    // 200: what most backends answer.
    row(
        "ok",
        &[Heard::Ok],
        &[decision(
            &[
                (Value::Decision(Done), D57_C),
                (Value::Decision(Done), D57_B),
                (Value::Decision(GiveUp), D57_A),
            ],
            ANY_2XX_IS_SUCCESS,
        )],
    ),
    // 202: what the sample looks for.
    row(
        "accepted",
        &[Heard::Accepted],
        &[decision(
            &[(Value::Decision(Done), D57_C), (Value::Decision(Done), D57_A)],
            ANY_2XX_IS_SUCCESS,
        )],
    ),
    // 204, which the sample of a backend answers, and the like.
    row(
        "other-2xx",
        &[Heard::Other2xx],
        &[decision(
            &[
                (Value::Decision(Done), D57_C),
                (Value::Decision(GiveUp), D57_A),
                (Value::Decision(GiveUp), D57_B),
            ],
            ANY_2XX_IS_SUCCESS,
        )],
    ),
    // A body says nothing more than the status.
    row(
        "taken-and-more",
        &[Heard::TakenAndMore],
        &[decision(
            &[(Value::Decision(Done), AGREED), (Value::Decision(GiveUp), D57_A)],
            BODY_OF_THE_ANSWER_IS_IGNORED,
        )],
    ),
    // 410 in spite of the new id.
    row("gone-again", &[Heard::GoneAgain], &[decision(FAILS, SECOND_410_IS_AN_ERROR)]),
    // 404, 5xx, nothing.
    row(
        "refused",
        &[Heard::NotFound, Heard::Refused, Heard::Silence],
        &[decision(FAILS, REFUSAL_IS_AN_ERROR)],
    ),
];
