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

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::vec::Vec;

    use mpnspec_model::requirement::{self, Check, Role};

    use super::*;
    use crate::case::Steps;
    use crate::case::device::{Ask, Slot, Step};

    fn cases() -> impl Iterator<Item = &'static Case> {
        ALL.iter().copied().flatten()
    }

    fn steps(case: &Case) -> &'static [Step] {
        match case.steps {
            Steps::Device(steps) => steps,
            _ => panic!("{} is not of a device", case.id),
        }
    }

    #[test]
    fn every_rule_that_can_be_seen_has_a_case() {
        for rule in requirement::ALL.iter().filter(|rule| rule.role() == Role::Device) {
            let verified = cases().any(|case| case.verifies.contains(rule));
            assert_eq!(verified, rule.check() == Check::Cases, "{rule}");
        }
    }

    #[test]
    fn a_case_verifies_rules_of_its_role_each_once_and_begins_with_its_section() {
        for case in cases() {
            assert!(case.verifies.iter().all(|rule| rule.role() == Role::Device), "{}", case.id);
            let once: BTreeSet<_> = case.verifies.iter().collect();
            assert!(!once.is_empty() && once.len() == case.verifies.len(), "{}", case.id);
            let section = case.id.split('/').next().unwrap_or_default();
            let of =
                |rule: &&requirement::Requirement| rule.id().split('/').next() == Some(section);
            assert!(requirement::ALL.iter().any(|rule| of(&rule)), "{}", case.id);
        }
    }

    #[test]
    fn no_id_appears_twice() {
        let ids: Vec<_> = cases().map(|case| case.id).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }

    #[test]
    fn every_id_that_is_expected_was_handed_out() {
        for case in cases() {
            for step in steps(case) {
                let Step::Asked(asked) = step else { continue };
                for (at, ask) in asked.iter().enumerate() {
                    let handed = asked[..at].iter().filter(|ask| **ask == Ask::Id).count();
                    let known = !matches!(ask, Ask::Put(id) if *id == 0 || *id > handed);
                    assert!(known, "{} registers an id before it asks for it", case.id);
                }
            }
        }
    }

    #[test]
    fn registrations_at_the_same_time_can_be_told_apart() {
        for case in cases() {
            for step in steps(case) {
                let Step::Together(registrations) = step else { continue };
                let told: BTreeSet<_> =
                    registrations.iter().map(|(_, what)| (what.handle, what.tags)).collect();
                assert_eq!(told.len(), registrations.len(), "{}", case.id);
            }
        }
    }

    #[test]
    fn who_registers_only_itself_needs_no_templates() {
        for case in cases() {
            let native = steps(case).iter().all(|step| match step {
                Step::Register(slot, ..) => *slot == Slot::Native,
                Step::Together(all) => all.iter().all(|(slot, _)| *slot == Slot::Native),
                _ => true,
            });
            assert_eq!(!case.needs().contains(&"templates"), native, "{}", case.id);
        }
    }
}
