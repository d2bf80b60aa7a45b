//! A hub is blamed for what it does wrong, for all of it, and for nothing else.
#![expect(unreachable_pub, reason = "what is shared by the modules of one test")]
#![expect(clippy::unwrap_used, reason = "the plans are ours")]

use std::collections::BTreeSet;

use mpnspec_model::dispute::{PROFILES, Profile};
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::{Finding, Ruling};
use mpnspec_model::transcript::Transcript;

mod plans;
mod story;

use story::{judged, told};

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
            let rulings = judged(&steps, None, &profile);
            let told = told(&steps, None);
            let shown = rulings.violations.iter().map(|it| in_words(it, &told, &profile));
            let shown: Vec<_> = shown.collect();
            assert!(shown.is_empty(), "{plan} under {name}:\n{}", shown.join("\n"));
        }
    }
}

#[test]
fn every_rule_on_hubs_is_exercised_by_some_plan() {
    let plans = plans::all();
    let rulings: Vec<_> =
        plans.iter().map(|(_, steps)| judged(steps, None, &Profile::DEFAULT)).collect();
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
    let violated: BTreeSet<_> = plans
        .iter()
        .flat_map(|(_, steps)| about(&judged(steps, None, &profile).violations))
        .collect();
    let expected = [
        CREATING_SUCCEEDS,
        IDS_OUTLIVE_CHANGES,
        PUT_SUCCEEDS,
        THROTTLED_IS_403_OR_429,
        UPDATING_SUCCEEDS,
    ];
    assert_eq!(violated, expected.iter().map(|it| it.id()).collect());
}
