//! The faults that a hub can be given, and what each breaks.

use super::Wrong::{self, Answer};
use crate::fault::{self, Bend, Fault};
use crate::requirement::*;

const fn fault(
    name: &'static str,
    text: &'static str,
    breaks: &'static [Requirement],
    wrong: Wrong,
) -> Fault {
    Fault::new(name, text, breaks, fault::Wrong::Hub(wrong))
}

/// Every fault of a hub.
pub static FAULTS: &[Fault] = &[fault(
    "minting-is-200",
    "answers 200 with a new id",
    &[MINTING_IS_201],
    Answer(MINTING_IS_201, Bend::Status(200)),
)];
