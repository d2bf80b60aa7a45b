//! The faults that a device can be given, and what each breaks.

use super::Wrong::{self, IgnoresGone};
use crate::fault::{self, Fault};
use crate::requirement::*;

const fn fault(
    name: &'static str,
    text: &'static str,
    breaks: &'static [Requirement],
    wrong: Wrong,
) -> Fault {
    Fault::new(name, text, breaks, fault::Wrong::Device(wrong))
}

/// Every fault of a device.
pub static FAULTS: &[Fault] = &[fault(
    "ignores-410",
    "takes 410 for a refusal like any other",
    &[GONE_ASKS_FOR_A_NEW_ID, DEAD_ID_IS_FORGOTTEN],
    IgnoresGone,
)];
