//! What is asked of a device, one file a section of the registry.
//!
//! ```text
//! "section/what-happens" [REQUIREMENT, ...] given, told, expected;
//! ```

use crate::case::Case;

/// Declares the cases of a table.
macro_rules! cases {
    ($table:ident; $($id:literal [$($requirement:ident),+ $(,)?] $($step:expr),+;)+) => {
        /// Cases of a device.
        pub(super) const $table: &[Case] = &[$(Case {
            id: $id,
            role: mpnspec_model::requirement::Role::Device,
            verifies: &[$($requirement),+],
            steps: crate::case::Steps::Device(&[$($step),+]),
        }),+];
    };
}

mod device_ids;
mod device_outcomes;
mod device_registrations;
mod device_storage;

/// Every section.
pub const ALL: &[&[Case]] = &[
    device_ids::CASES,
    device_ids::FORMS,
    device_ids::FAILURES,
    device_registrations::CASES,
    device_registrations::ENCODED,
    device_registrations::HANDLES,
    device_registrations::TAGS,
    device_outcomes::TAKEN,
    device_outcomes::GONE,
    device_outcomes::REFUSED,
    device_storage::CASES,
    device_storage::FAILURES,
    device_storage::GONE,
    device_storage::TEMPLATES,
    device_storage::TOGETHER,
];
