//! The faults that a backend can be given, and what each breaks.

use super::Wrong::{self, Tells};
use super::due::Due;
use crate::fault::{self, Bend, Fault};
use crate::requirement::*;

const fn fault(
    name: &'static str,
    text: &'static str,
    breaks: &'static [Requirement],
    wrong: Wrong,
) -> Fault {
    Fault::new(name, text, breaks, fault::Wrong::Backend(wrong))
}

/// Every fault of a backend.
pub static FAULTS: &[Fault] = &[fault(
    "gone-is-500",
    "makes 500 of the hub's 410",
    &[GONE_IS_410],
    Tells(Due::Gone, Bend::Status(500)),
)];
