//! Any transcript of a device is judged; an honest device is cleared whatever it is told.

use std::collections::BTreeSet;

use mpnspec_model::adapter::{Command, Decided, Register};
use mpnspec_model::device::clauses;
use mpnspec_model::dispute::PROFILES;
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Credentials, Form, Lapse, Sent, Time, Transcript};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::bend::Bend;
use super::faults::{self, Fault};
use super::plans::{BASE, Id, Put, Step, What};
use super::player::judged;
use crate::story::{about, profile};

// ---- any transcript -------------------------------------------------------------------

#[derive(Clone, Debug)]
enum Any {
    Told(Command),
    Asked(&'static str, String, Vec<(String, Vec<u8>)>, Vec<u8>),
    Answered(usize, u16, Vec<u8>, Option<String>),
    Unanswered(usize),
    Decided(usize, Decided),
    Kept(Vec<(String, String)>),
    Settled,
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(vec!["1-2-3", "4-5-6", "1/2", "\"1-2-3\"", "", "abc"]).prop_map(String::from),
        1 => ".{0,12}",
    ]
}

fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(BASE.to_owned()),
        5 => id().prop_map(|id| format!("{BASE}/{id}")),
        1 => select(vec!["", "/", "http://backend.test/moved", BASE]).prop_map(String::from),
        1 => ".{0,20}",
    ]
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let texts = vec![
        "",
        "\"\"",
        "\"1-2-3\"",
        "4-5-6",
        "\"\\u0031-2-3\"\n",
        "{\"id\":\"1-2-3\"}",
        "{\"Platform\":\"mpns\",\"Handle\":\"h\",\"Tags\":[\"a\"]}",
        "{\"Platform\":\"wns\",\"Handle\":\"g\",\"Tags\":[]}",
        "{\"platform\":1,\"Handle\":null}",
        "[",
    ];
    prop_oneof![
        6 => select(texts).prop_map(|text| text.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..12),
    ]
}

fn register() -> impl Strategy<Value = Register> {
    let backend = select(vec![BASE, BASE, BASE, "", "http://other.test/"]);
    let tags = select(vec![vec![], vec!["a"], vec!["a", "b", "a"]]);
    let template = select(vec![None, Some(""), Some("news"), Some("weather")]);
    (backend, select(vec!["h", "g", ""]), tags, template).prop_map(
        |(backend, handle, tags, template)| Register {
            backend: backend.into(),
            handle: handle.into(),
            tags: tags.into_iter().map(Into::into).collect(),
            template: template.map(Into::into),
        },
    )
}

fn event() -> impl Strategy<Value = Any> {
    let to = || prop_oneof![20 => 0usize..40, 1 => Just(usize::MAX)];
    let command = prop_oneof![
        8 => register().prop_map(Command::Register),
        3 => vec(register(), 0..4)
            .prop_map(|registrations| Command::RegisterTogether { registrations }),
        2 => Just(Command::Restart),
        1 => Just(Command::Reset),
        1 => Just(Command::Settle),
    ];
    let method = select(vec!["POST", "POST", "PUT", "PUT", "PUT", "GET", "DELETE", "PATCH", ""]);
    let header = (
        select(vec!["Content-Type", "Authorization", ""]),
        select(vec!["application/json", "SharedAccessSignature sr=", "a/b; charset=x", "\u{fffd}"]),
    )
        .prop_map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()));
    let status =
        select(vec![0u16, 200, 200, 201, 202, 204, 302, 307, 404, 410, 410, 410, 500, 999]);
    let location = prop_oneof![3 => Just(None), 1 => target().prop_map(Some)];
    let decided = select(vec![
        Decided::Done,
        Decided::GiveUp,
        Decided::Untold,
        Decided::Retry { after_seconds: 1 },
    ]);
    let kept = btree_map(select(vec!["", "news", "weather", "x"]), id(), 0..4);
    prop_oneof![
        4 => command.prop_map(Any::Told),
        8 => (method, target(), vec(header, 0..3), body())
            .prop_map(|(method, target, headers, body)| Any::Asked(method, target, headers, body)),
        8 => (to(), status, body(), location)
            .prop_map(|(to, status, body, location)| Any::Answered(to, status, body, location)),
        1 => to().prop_map(Any::Unanswered),
        4 => (to(), decided).prop_map(|(about, decided)| Any::Decided(about, decided)),
        2 => kept.prop_map(|kept| {
            Any::Kept(kept.into_iter().map(|(name, id)| (name.to_owned(), id)).collect())
        }),
        1 => Just(Any::Settled),
    ]
}

fn transcript(events: &[(u64, Any)]) -> Transcript {
    let mut transcript = Transcript::new(Role::Device);
    for (at, event) in events {
        let at = Time(*at);
        match event {
            Any::Told(command) => drop(transcript.told(at, command.clone())),
            Any::Asked(method, target, headers, body) => {
                let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
                let (credentials, form) = (Credentials::Unseen, Form::Usual);
                transcript.asked(at, Sent { method, target, headers, body, credentials, form });
            }
            Any::Answered(to, status, body, location) => {
                let location = location.iter().map(|to| ("Location", to.as_bytes()));
                transcript.answered(at, *to, (*status, 1), location, body);
            }
            Any::Unanswered(to) => drop(transcript.unanswered(at, *to, Lapse::Closed)),
            Any::Decided(about, decided) => drop(transcript.decided(at, *about, *decided)),
            Any::Kept(kept) => drop(transcript.kept(at, kept.iter().cloned().collect())),
            Any::Settled => drop(transcript.settled(at)),
        }
    }
    transcript
}

proptest! {
    #[test]
    fn any_transcript_is_judged_and_its_findings_are_fit_to_print(
        events in vec((prop_oneof![any::<u64>(), 0u64..4_000], event()), 0..50),
        name in select(PROFILES.to_vec()),
    ) {
        let (transcript, profile) = (transcript(&events), profile(name));
        let rulings = judge(&transcript, Edition::V8_0, &profile);
        for finding in rulings.violations.iter().chain(&rulings.notes) {
            prop_assert!(finding.at < transcript.len() && finding.because < transcript.len(), "{:?}", finding);
            let texts = [finding.expected_text(&transcript, &profile), finding.found_text(&transcript)];
            for text in texts {
                prop_assert!(text.chars().count() < 2000, "{} characters: {:?}", text.len(), finding);
                prop_assert!(!text.chars().any(char::is_control), "{:?}: {:?}", text, finding);
            }
        }
    }
}

// ---- honest and wrong devices -----------------------------------------------------------

fn step() -> impl Strategy<Value = Step> {
    const IDS: &[&[Id]] = &[
        &[Id::Created],
        &[Id::Bare],
        &[Id::Escaped],
        &[Id::Named("registration")],
        &[Id::Named("1/2/3")],
        &[Id::Empty],
        &[Id::Status(500)],
        &[Id::Lost],
        &[Id::Usual, Id::Status(503)],
    ];
    const PUTS: &[&[Put]] = &[
        &[Put::Status(202)],
        &[Put::Status(204)],
        &[Put::Body],
        &[Put::Status(410)],
        &[Put::Status(410), Put::Status(410)],
        &[Put::Status(410), Put::Lost],
        &[Put::Status(404)],
        &[Put::Status(500)],
        &[Put::Lost],
    ];
    const WHAT: &[What] = &[
        ("", "https://push.test/A", &["news", "sport"]),
        ("", "https://push.test/B", &[]),
        ("news", "https://push.test/C", &["a"]),
        ("weather", "https://push.test/D", &["b"]),
    ];
    const TOGETHER: &[&[What]] =
        &[&[WHAT[2], WHAT[3]], &[WHAT[0], WHAT[2]], &[WHAT[3], WHAT[1], WHAT[2]]];
    prop_oneof![
        2 => select(IDS).prop_map(Step::Ids),
        3 => select(PUTS).prop_map(Step::Puts),
        8 => select(WHAT).prop_map(Step::Register),
        1 => select(TOGETHER).prop_map(Step::Together),
        1 => Just(Step::Restart),
        2 => Just(Step::Show),
    ]
}

proptest! {
    #[test]
    fn an_honest_device_is_cleared(plan in vec(step(), 1..16), name in select(PROFILES.to_vec())) {
        let rulings = judged(&plan, None, &profile(name));
        prop_assert_eq!(about(&rulings.violations), vec![], "{:#?}", rulings.violations);
    }

    /// What goes on between requests may go wrong in more than one way in a long story; what is wrong
    /// with each request is told of that request alone.
    #[test]
    fn a_fault_of_each_request_is_blamed_for_that_alone(plan in vec(step(), 1..16), fault: Index) {
        let of_requests: BTreeSet<_> = [clauses::ID_REQUEST, clauses::REGISTRATION]
            .into_iter()
            .flatten()
            .map(|clause| clause.requirement)
            .collect();
        let of_requests = |fault: &&Fault| {
            of_requests.contains(&fault.breaks) && fault.bend != Bend::NeverPuts
        };
        let faults: Vec<_> = faults::ALL.iter().filter(of_requests).collect();
        let fault = fault.get(&faults);
        let rulings = judged(&plan, Some(fault.bend), &profile(fault.profile));
        for blamed in about(&rulings.violations) {
            prop_assert_eq!(blamed, fault.breaks, "{}", fault.name);
        }
    }
}

/// Every requirement that a fault is blamed for besides, with the number of random plans.
#[test]
#[ignore = "an experiment: prints what is blamed besides in long stories"]
#[expect(clippy::print_stdout, reason = "an experiment prints its table")]
fn what_each_fault_is_blamed_for_besides() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut besides = std::collections::BTreeMap::new();
    for _ in 0..800 {
        let plan = vec(step(), 1..16).new_tree(&mut runner).unwrap().current();
        for fault in faults::ALL {
            let rulings = judged(&plan, Some(fault.bend), &profile(fault.profile));
            for blamed in about(&rulings.violations) {
                if blamed != fault.breaks && !fault.also.contains(&blamed) {
                    *besides.entry((fault.name, blamed)).or_insert(0u32) += 1;
                }
            }
        }
    }
    for ((fault, blamed), plans) in besides {
        println!("{fault:36} {blamed:60} {plans}");
    }
}
