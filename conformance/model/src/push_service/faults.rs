//! The faults that a push service can be given, and what each breaks.

use super::Wrong::{self, Answer};
use crate::fault::{self, Bend, Fault};
use crate::requirement::*;

const fn fault(
    name: &'static str,
    text: &'static str,
    breaks: &'static [Requirement],
    wrong: Wrong,
) -> Fault {
    Fault::new(name, text, breaks, fault::Wrong::PushService(wrong))
}

/// Every fault of a push service.
pub static FAULTS: &[Fault] = &[fault(
    "expired-is-410",
    "answers 410 for a channel that has expired",
    &[EXPIRED_IS_404],
    Answer(EXPIRED_IS_404, Bend::Status(410)),
)];
