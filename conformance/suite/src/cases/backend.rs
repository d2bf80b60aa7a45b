//! What is asked of a backend, one file a section of the registry.

use crate::case::Case;

/// Every section.
pub const ALL: &[&[Case]] = &[];
