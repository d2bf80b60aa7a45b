//! A hub is blamed for what it does wrong, for all of it, and for nothing else.
#![expect(unreachable_pub, reason = "what is shared by the modules of one test")]
#![expect(clippy::unwrap_used, reason = "the plans are ours")]

use std::collections::BTreeSet;

use mpnspec_model::dispute::{PROFILES, Profile};
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::{Finding, Ruling};
use mpnspec_model::transcript::{
    Credentials, Form, HubArrangement, Lapse, Rights, Sent, Time, Transcript,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

mod blame;
mod faults;
mod plans;
mod story;

use story::{Bend, Fault, judged, phone, told};

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
fn an_honest_hub_violates_nothing_in_any_plan_under_any_profile_but_what_two_read_otherwise() {
    for (plan, steps) in plans::all() {
        let told = told(&steps, None);
        for name in PROFILES.into_iter().filter(|name| *name != "hub-docs") {
            let profile = Profile::named(name).unwrap();
            let rulings = judge(&told, Edition::V8_0, &profile);
            // The strict profile wants a condition on every DELETE; a hub of the default deletes without.
            let disputed = name == "strict";
            let shown = rulings.violations.iter().filter(|finding| {
                !(disputed && finding.requirement == UNCONDITIONAL_DELETE_IS_ANSWERED)
            });
            let shown = shown.map(|it| in_words(it, &told, &profile));
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
    let plans: Vec<_> = plans::all()
        .into_iter()
        .map(|(plan, steps)| {
            let honest = told(&steps, None);
            (plan, steps, honest)
        })
        .collect();
    for named in faults::ALL {
        let mut caught = false;
        // Only a status leaves open what the hub has really done.
        let beliefs: &[bool] =
            if matches!(named.bend, Bend::Status(_)) { &[false, true] } else { &[false] };
        for &believes in beliefs {
            let fault = Fault { on: named.on, bend: named.bend, believes };
            for (plan, steps, _) in plans.iter().filter(|(.., honest)| named.on.shows(honest)) {
                let told = told(steps, Some(fault));
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

// ---- any transcript -------------------------------------------------------------------

fn any_text(parts: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![5 => select(parts.to_vec()).prop_map(String::from), 1 => ".{0,30}"]
}

fn target() -> impl Strategy<Value = String> {
    any_text(&[
        "https://hub.test/myHub/registrationids?api-version=2020-06",
        "https://hub.test/myHub/registrations?api-version=2020-06",
        "https://hub.test/myHub/registrations/1-2-3?api-version=2020-06",
        "https://hub.test/myHub/registrations/4-5-6?api-version=2020-06",
        "https://hub.test/myHub/registrations/x?api-version=2020-06",
        "https://hub.test/myHub/tags/a/registrations?api-version=2020-06&continuationtoken=t%3D",
        "https://hub.test/other/registrations?api-version=2020-06&$filter=ChannelUri+eq+'x'",
        "https://hub.test/myHub/messages?api-version=2020-06",
        "/",
    ])
}

fn octets() -> impl Strategy<Value = Vec<u8>> {
    let entry = phone("https://p.test/1", &["a"]).into_bytes();
    let feed = b"<feed xmlns=\"http://www.w3.org/2005/Atom\"/>".to_vec();
    prop_oneof![3 => select(vec![entry, feed, Vec::new()]), 1 => vec(any::<u8>(), 0..40)]
}

fn fields() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = any_text(&[
        "ETag",
        "If-Match",
        "Location",
        "Content-Location",
        "x-ms-continuationtoken",
        "Retry-After",
        "Authorization",
        "Content-Type",
        "TrackingId",
    ]);
    let value = any_text(&[
        "*",
        "W/\"1\"",
        "W/\"2\"",
        "1",
        "t%3D",
        "https://hub.test/myHub/registrationids/1-2-3?api-version=2020-06",
        "https://hub.test/myHub/registrations/4-5-6?api-version=2020-06",
        "application/atom+xml;type=entry",
    ]);
    vec((name, value), 0..5)
}

proptest! {
    #[test]
    fn any_transcript_of_a_hub_is_judged(
        told in vec((0..6_u8, target(), fields(), octets(), 0..40_usize, 150..600_u16), 0..40),
        rights in select(vec![
            Credentials::Unseen,
            Credentials::Nobody,
            Credentials::Token(Rights::ALL),
            Credentials::Token(Rights::LISTEN),
        ]),
    ) {
        let mut transcript = Transcript::new(Role::Hub);
        for (n, (what, target, fields, body, to, status)) in told.iter().enumerate() {
            let at = Time(n as u64 * 7919);
            let lent = fields.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
            match what {
                0 | 1 => {
                    let method = ["GET", "PUT", "POST", "DELETE"][to % 4];
                    let (credentials, form) = (rights, Form::Usual);
                    let sent = Sent { method, target, headers: lent, body, credentials, form };
                    transcript.asked(at, sent);
                }
                2 | 3 => {
                    transcript.answered(at, *to, (*status, 1), lent, body);
                }
                4 => {
                    transcript.unanswered(at, *to, Lapse::Closed);
                }
                _ => {
                    let arrangement = match to % 3 {
                        0 => HubArrangement::Given { empty: status % 2 == 0 },
                        1 => HubArrangement::Expired,
                        _ => HubArrangement::Throttling(status % 2 == 0),
                    };
                    let id = if to % 3 == 0 { "https://hub.test/myHub" } else { "1-2-3" };
                    transcript.hub_arranged(at, id, arrangement);
                }
            }
        }
        let rulings = judge(&transcript, Edition::V8_0, &Profile::DEFAULT);
        for finding in rulings.violations.iter().chain(&rulings.notes) {
            prop_assert!(finding.at < transcript.len() && finding.because < transcript.len());
        }
    }
}
