//! The faults that a sender can be given, and what each breaks.

use super::Heard;
use super::Wrong::{self, Takes};
use crate::fault::{self, Fault};
use crate::requirement::*;

const fn fault(
    name: &'static str,
    text: &'static str,
    breaks: &'static [Requirement],
    wrong: Wrong,
) -> Fault {
    Fault::new(name, text, breaks, fault::Wrong::Sender(wrong))
}

/// Every fault of a sender.
pub static FAULTS: &[Fault] = &[fault(
    "takes-a-full-queue-for-success",
    "takes a full queue for success, and does not try again",
    &[QUEUE_FULL_IS_NO_SUCCESS],
    Takes(Heard::QueueFull, Heard::Received),
)];
