//! A device is held to what it asks, to what it makes of the answers, and to what it keeps.
#![expect(unreachable_pub, reason = "what is shared by the modules of one test")]

use std::collections::BTreeSet;

use faults::{ALL, Fault};
use mpnspec_model::dispute::PROFILES;
use mpnspec_model::requirement::{self, Check, Level, Requirement, Role};

use crate::story::{about, profile};

pub mod bend;
pub mod faults;
mod laws;
pub mod plans;
pub mod player;

fn blamed(fault: &Fault, plan: &[plans::Step]) -> Vec<Requirement> {
    about(&player::judged(plan, Some(fault.bend), &profile(fault.profile)).violations)
}

#[test]
fn an_honest_device_is_cleared_under_every_profile() {
    for name in PROFILES {
        for (plan, steps) in plans::ALL {
            let rulings = player::judged(steps, None, &profile(name));
            assert_eq!(about(&rulings.violations), [], "{plan} under {name}");
        }
    }
}

#[test]
fn an_honest_device_shows_that_it_keeps_every_rule() {
    let mut shown = BTreeSet::new();
    for (_, steps) in plans::ALL {
        let rulings = player::judged(steps, None, &profile("default"));
        shown.extend(rulings.exercised().map(|(requirement, _)| requirement));
    }
    let of_a_device = |requirement: &&Requirement| requirement.role() == Role::Device;
    let missing: Vec<_> =
        requirement::ALL.iter().filter(of_a_device).filter(|it| !shown.contains(it)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn each_fault_is_caught_and_only_what_it_breaks_is_blamed() {
    let mut complaints = Vec::new();
    for fault in ALL {
        let mut caught = BTreeSet::new();
        for (plan, steps) in plans::ALL {
            for requirement in blamed(fault, steps) {
                if requirement != fault.breaks && !fault.also.contains(&requirement) {
                    complaints
                        .push(format!("{} is blamed for {requirement} in `{plan}`", fault.name));
                }
                caught.insert(requirement);
            }
        }
        let due = [fault.breaks].into_iter().chain(fault.also.iter().copied());
        let missing = due.filter(|requirement| !caught.contains(requirement));
        complaints.extend(missing.map(|it| format!("{} is not blamed for {it}", fault.name)));
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn every_must_and_should_has_a_fault_that_breaks_it() {
    let broken: BTreeSet<_> = ALL.iter().map(|fault| fault.breaks).collect();
    let due = requirement::ALL.iter().filter(|requirement| {
        requirement.role() == Role::Device
            && requirement.check() == Check::Cases
            && requirement.level() <= Level::Should
    });
    let missing: Vec<_> = due.filter(|requirement| !broken.contains(requirement)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn readings_excuse_what_they_allow() {
    let violated = |bend, name: &str| {
        let all = plans::ALL.iter().flat_map(|(_, steps)| {
            about(&player::judged(steps, Some(bend), &profile(name)).violations)
        });
        all.collect::<BTreeSet<_>>()
    };
    use bend::Bend;
    use requirement::*;
    // A client may renew on 404 where that is read so, and store late where nobody minds.
    assert!(violated(Bend::RenewsOn(404), "default").contains(&ONLY_410_RENEWS));
    assert!(!violated(Bend::RenewsOn(404), "lenient").contains(&ONLY_410_RENEWS));
    assert!(violated(Bend::RenewsOn(500), "lenient").contains(&ONLY_410_RENEWS));
    assert!(!violated(Bend::DropsOn(404), "lenient").contains(&ID_SURVIVES_404));
    assert!(!violated(Bend::StoresLate, "lenient").contains(&STORED_BEFORE_USE));
    // Trying without end is what the prose says, and a few times what many do.
    assert!(violated(Bend::Tries(99), "default").contains(&ONE_MORE_TRY_AFTER_410));
    assert!(!violated(Bend::Tries(99), "seed-literal").contains(&ONE_MORE_TRY_AFTER_410));
    assert!(!violated(Bend::Tries(4), "default").contains(&ONE_MORE_TRY_AFTER_410));
    assert!(violated(Bend::Tries(3), "strict").contains(&ONE_MORE_TRY_AFTER_410));
    // The sample takes 202 for success, and nothing else.
    assert_eq!(violated(Bend::TakesOnly(&[202]), "client-sample"), BTreeSet::new());
    assert!(violated(Bend::TakesOnly(&[202]), "default").contains(&ANY_2XX_IS_SUCCESS));
    // Other words for platforms are known to some.
    assert!(!violated(Bend::Platform("fcm"), "default").contains(&PLATFORM_IS_ONE_OF_FOUR));
    assert!(!violated(Bend::Platform("MPNS"), "default").contains(&PLATFORM_IS_ONE_OF_FOUR));
    assert!(violated(Bend::Platform("windows"), "default").contains(&PLATFORM_IS_ONE_OF_FOUR));
}
