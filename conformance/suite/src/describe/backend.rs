//! Steps at a backend in plain words.

use alloc::string::String;

use crate::case::backend::Step;

/// What happens in a step, in one line.
pub(super) fn step(step: &Step) -> String {
    match step {
        Step::Settle => "wait until the subject has nothing left to do".into(),
    }
}
