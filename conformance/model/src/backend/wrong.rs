//! How a backend can be wrong.

use super::due::Due;
use crate::fault::Bend;

/// One way of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// What a device is told when this is due is bent so.
    Tells(Due, Bend),
}
