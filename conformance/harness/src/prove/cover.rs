//! The cases that a fault meets.

use std::collections::BTreeSet;

use mpnspec_model::fault::Fault;
use mpnspec_suite::case::Case;
use mpnspec_suite::cases;

/// Every case of what a fault breaks, and of the others the first that verifies a requirement.
///
/// The former show that it is caught, the latter that nothing else is blamed for it.
pub(super) fn of(fault: &Fault) -> Vec<&'static Case> {
    let mut shown = BTreeSet::new();
    let chosen = cases::of(fault.role()).filter(|case| {
        let new = case.verifies.iter().filter(|requirement| shown.insert(**requirement)).count();
        new > 0 || case.verifies.iter().any(|requirement| fault.explains(*requirement))
    });
    chosen.collect()
}
