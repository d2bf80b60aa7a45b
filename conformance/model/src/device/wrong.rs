//! How a device can be wrong.

/// One way of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// Takes 410 for a refusal like any other.
    IgnoresGone,
}
