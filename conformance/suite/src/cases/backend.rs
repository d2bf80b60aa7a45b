//! What is asked of a backend, one file a section of the registry.

use crate::case::Case;

/// Cases: an id, what it verifies, and the steps.
macro_rules! cases {
    ($(#[doc = $doc:literal])* $table:ident; $(
        $id:literal [$($requirement:ident),+] $($step:expr),+;
    )+) => {
        $(#[doc = $doc])*
        pub(super) const $table: &[crate::case::Case] = &[$(crate::case::Case {
            id: $id,
            role: mpnspec_model::requirement::Role::Backend,
            verifies: &[$($requirement),+],
            steps: crate::case::Steps::Backend(&[$($step),+]),
        }),+];
    };
}

#[expect(clippy::module_inception, reason = "the first section bears the name of the role")]
mod backend;
mod backend_hub;
mod backend_tags;

/// Every section.
pub const ALL: &[&[Case]] = &[
    backend::FLOW,
    backend::ERRORS,
    backend::REFUSALS,
    backend::CALLERS,
    backend_hub::CASES,
    backend_tags::CASES,
];
