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

#[cfg(test)]
mod tests {
    use mpnspec_model::requirement::{self, Check, Role};

    use super::*;
    use crate::case::Steps;
    use crate::case::backend::{Call, Step};

    fn cases() -> impl Iterator<Item = &'static Case> {
        ALL.iter().copied().flatten()
    }

    #[test]
    fn every_rule_that_can_be_seen_has_a_case() {
        let visible = |it: &&requirement::Requirement| {
            it.role() == Role::Backend && it.check() == Check::Cases
        };
        for rule in requirement::ALL.iter().filter(visible) {
            assert!(cases().any(|case| case.verifies.contains(rule)), "{rule}");
        }
    }

    #[test]
    fn a_case_verifies_rules_of_its_role_and_begins_with_its_section() {
        for case in cases() {
            assert!(!case.verifies.is_empty(), "{}", case.id);
            assert!(case.verifies.iter().all(|it| it.role() == Role::Backend), "{}", case.id);
            let section = case.id.split('/').next().unwrap();
            assert!(
                requirement::ALL.iter().any(|it| it.id().split('/').next() == Some(section)),
                "{}",
                case.id
            );
        }
    }

    #[test]
    fn a_device_has_an_id_before_it_registers() {
        for case in cases() {
            let Steps::Backend(steps) = case.steps else { panic!("{}", case.id) };
            let mut known = alloc::vec::Vec::new();
            for step in steps {
                match step {
                    Step::Post(device, ..) => known.push(*device),
                    Step::Put(device, ..) | Step::Delete(device, ..) => {
                        assert!(known.contains(device), "{}", case.id);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn what_nobody_may_see_is_asked_after_the_subject_has_settled() {
        for case in cases() {
            let Steps::Backend(steps) = case.steps else { panic!("{}", case.id) };
            for (before, step) in steps.iter().zip(steps.iter().skip(1)) {
                if let Step::Called(Call::Any | Call::Write, 0) = step {
                    let settled = matches!(before, Step::Settle | Step::Called(..));
                    assert!(settled, "{}", case.id);
                }
            }
        }
    }
}
