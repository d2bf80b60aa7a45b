//! What is asked of a hub, one file a section of the registry.

use crate::case::Case;

/// Every section.
pub const ALL: &[&[Case]] = &[];
