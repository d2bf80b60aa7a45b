//! How a sender can be wrong.

use super::Heard;

/// One way of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// Takes an answer that means this for one that means that.
    Takes(Heard, Heard),
}
