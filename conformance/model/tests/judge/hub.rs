//! A hub is blamed for what it does wrong, for all of it, and for nothing else.
#![expect(unreachable_pub, reason = "what is shared by the modules of one test")]
#![expect(clippy::unwrap_used, reason = "the plans are ours")]

use std::collections::BTreeSet;

use mpnspec_model::dispute::{PROFILES, Profile};
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::{Finding, Ruling};
use mpnspec_model::transcript::Transcript;

mod faults;
mod plans;
mod story;

use story::{Fault, judged, told};

fn about(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.requirement.id()).collect()
}

fn in_words(finding: &Finding, told: &Transcript, profile: &Profile) -> String {
    let asked = told.request(finding.because);
    let asked = asked.map(|it| format!("{} {}", it.method, it.target)).unwrap_or_default();
    let (expected, found) = (finding.expected_text(told, profile), finding.found_text(told));
    format!("{}: {asked}: expected {expected}, but found {found}", finding.requirement)
}

#[test]
fn an_honest_hub_violates_nothing_in_any_plan_under_any_profile_but_that_of_the_documents() {
    for name in PROFILES.into_iter().filter(|name| *name != "hub-docs") {
        let profile = Profile::named(name).unwrap();
        for (plan, steps) in plans::all() {
            let rulings = judged(&steps, &profile);
            let (told, _) = told(&steps, None);
            let shown = rulings.violations.iter().map(|it| in_words(it, &told, &profile));
            let shown: Vec<_> = shown.collect();
            assert!(shown.is_empty(), "{plan} under {name}:\n{}", shown.join("\n"));
        }
    }
}

#[test]
fn every_rule_on_hubs_is_exercised_by_some_plan() {
    let plans = plans::all();
    let rulings: Vec<_> = plans.iter().map(|(_, steps)| judged(steps, &Profile::DEFAULT)).collect();
    let exercised = |requirement: Requirement| {
        rulings.iter().any(|rulings| !matches!(rulings.on(requirement), Ruling::NotExercised))
    };
    let missing: Vec<_> = ALL
        .iter()
        .filter(|it| it.role() == Role::Hub && it.check() == Check::Cases && !exercised(**it))
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn where_the_documents_contradict_the_recordings_our_hub_is_with_the_recordings() {
    let profile = Profile::named("hub-docs").unwrap();
    let plans = plans::all();
    let violated: BTreeSet<_> =
        plans.iter().flat_map(|(_, steps)| about(&judged(steps, &profile).violations)).collect();
    let expected = [
        CREATING_SUCCEEDS,
        IDS_OUTLIVE_CHANGES,
        PUT_SUCCEEDS,
        THROTTLED_IS_403_OR_429,
        UPDATING_SUCCEEDS,
    ];
    assert_eq!(violated, expected.iter().map(|it| it.id()).collect());
}

#[test]
fn each_fault_is_caught_and_only_what_it_breaks_is_blamed() {
    let (mut wrong, mut seen) = (Vec::new(), BTreeSet::new());
    for named in faults::ALL {
        let mut caught = false;
        for believes in [false, true] {
            let fault = Fault { on: named.on, bend: named.bend, believes };
            for (plan, steps) in plans::all() {
                let (told, shows) = told(&steps, Some(fault));
                if !shows {
                    continue;
                }
                for blamed in judge(&told, Edition::V8_0, &Profile::DEFAULT).violations {
                    let its = blamed.requirement == named.breaks;
                    caught |= its;
                    // What is only observed tells of the same answer from another side.
                    let binds = blamed.requirement.level() <= Level::Should;
                    if !its && binds && !named.also.contains(&blamed.requirement) {
                        let words = in_words(&blamed, &told, &Profile::DEFAULT);
                        if seen.insert((named.name, blamed.requirement.id())) {
                            wrong.push(format!("{} in `{plan}` ({believes}): {words}", named.name));
                        }
                    }
                }
            }
        }
        if !caught {
            wrong.push(format!("{} is never blamed for {}", named.name, named.breaks));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_that_binds_hubs_is_broken_by_some_fault() {
    let binds = |it: &&Requirement| {
        it.role() == Role::Hub
            && it.check() == Check::Cases
            && matches!(it.level(), Level::Must | Level::Should)
    };
    let broken = |it: &Requirement| faults::ALL.iter().any(|fault| fault.breaks == *it);
    let missing: Vec<_> = ALL.iter().filter(binds).filter(|it| !broken(it)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}
