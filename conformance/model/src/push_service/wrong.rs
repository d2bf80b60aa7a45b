//! How a push service can be wrong.

use crate::fault::Bend;
use crate::requirement::Requirement;

/// One way of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// An answer that belongs to this requirement, as a cell of its row, is bent so.
    Answer(Requirement, Bend),
}
