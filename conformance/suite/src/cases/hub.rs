//! What is asked of a hub, one file a section of the registry.
//!
//! ```text
//! "section/what-happens" shows REQUIREMENT, ... [given, ask, expect];
//! ```

use crate::case::Case;

/// Declares the cases of a section.
macro_rules! cases {
    ($($id:literal shows $($requirement:ident),+ [$($step:expr),+ $(,)?];)+) => {
        &[$(crate::case::Case {
            id: $id,
            role: mpnspec_model::requirement::Role::Hub,
            verifies: &[$(mpnspec_model::requirement::$requirement),+],
            steps: crate::case::Steps::Hub(&[$($step),+]),
        }),+]
    };
}

mod hub_bodies;
mod hub_errors;
mod hub_ids;
mod hub_lists;
mod hub_registrations;
mod hub_tags;
mod hub_tokens;

/// Every section.
pub const ALL: &[&[Case]] = &[
    hub_ids::CASES,
    hub_registrations::CASES,
    hub_registrations::SPELLINGS,
    hub_bodies::CASES,
    hub_bodies::REFUSED,
    hub_tags::CASES,
    hub_lists::CASES,
    hub_tokens::CASES,
    hub_errors::CASES,
];
