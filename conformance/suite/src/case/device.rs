//! What is told to a device, and answered by the backend behind it.

use alloc::vec::Vec;

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// The subject does all that it will do before the clock moves on.
    Settle,
}

impl Step {
    /// The capabilities that this step needs of a subject.
    pub(super) fn needs(&self) -> Vec<&'static str> {
        match self {
            Self::Settle => Vec::new(),
        }
    }
}
