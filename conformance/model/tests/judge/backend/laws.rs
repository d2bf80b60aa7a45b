//! Any transcript of a backend is judged, and always in the same way.

use super::story::*;
use crate::story::profile;
use mpnspec_model::adapter::{Command, Decided};
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::judge;
use mpnspec_model::registration::Platform;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Caller, Credentials, Form, Lapse, Rights, Sent, Time, Transcript};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

#[derive(Clone, Debug)]
enum Any {
    Known,
    Asked(Message),
    Consulted(Message),
    Answered(usize, u16, Message),
    Unanswered(usize),
    Told(bool),
    Decided(usize, bool),
    Settled,
}

#[derive(Clone, Debug)]
struct Message {
    method: &'static str,
    target: String,
    field: (&'static str, String),
    body: Vec<u8>,
    credentials: Credentials,
}

fn message() -> impl Strategy<Value = Message> {
    let target = prop_oneof![
        select(vec![
            format!("http://backend.test/api/register/{ID}"),
            "http://backend.test/api/register?handle=a".into(),
            format!("{HUB}/registrations/{ID}?{VERSION}"),
            format!("{HUB}/registrationids?{VERSION}"),
            format!("{HUB}/tags/user:ada/registrations?{VERSION}"),
            format!("{HUB}/registrations?{VERSION}"),
        ]),
        ".{0,30}",
    ];
    let field = select(vec![
        ("Location", format!("{HUB}/registrationids/{ID}?{VERSION}")),
        ("If-Match", "W/\"1\"".into()),
        ("If-Match", "*".into()),
        ("Retry-After", "1".into()),
        ("x-ms-continuationtoken", "a".into()),
        ("Content-Type", "application/atom+xml".into()),
    ]);
    let bodies = vec![
        Vec::new(),
        format!("\"{ID}\"").into_bytes(),
        wish("mpns", URI, &["user:ada"], Vec::new()).body,
        wish("nokia", URI, &["user:grace"], Vec::new()).body,
        written(ID, Platform::Mpns, URI, &["user:ada"]).body,
        br#"<feed xmlns="http://www.w3.org/2005/Atom"/>"#.to_vec(),
    ];
    let body = prop_oneof![6 => select(bodies), 1 => vec(any::<u8>(), 0..30)];
    let credentials = select(vec![
        Credentials::Unseen,
        Credentials::Nobody,
        Credentials::Caller(0),
        Credentials::Caller(9),
        Credentials::Token(Rights::ALL),
    ]);
    (select(vec!["POST", "PUT", "DELETE", "GET", ""]), target, field, body, credentials).prop_map(
        |(method, target, field, body, credentials)| Message {
            method,
            target,
            field,
            body,
            credentials,
        },
    )
}

fn event() -> impl Strategy<Value = Any> {
    let to = || prop_oneof![20 => 0usize..40, 1 => Just(usize::MAX)];
    let status =
        select(vec![0u16, 200, 201, 204, 400, 401, 403, 404, 409, 410, 412, 429, 500, 503]);
    prop_oneof![
        1 => Just(Any::Known),
        6 => message().prop_map(Any::Asked),
        6 => message().prop_map(Any::Consulted),
        10 => (to(), status, message()).prop_map(|(to, status, it)| Any::Answered(to, status, it)),
        1 => to().prop_map(Any::Unanswered),
        2 => any::<bool>().prop_map(Any::Told),
        2 => (to(), any::<bool>()).prop_map(|(about, done)| Any::Decided(about, done)),
        1 => Just(Any::Settled),
    ]
}

fn transcript(events: &[Any]) -> Transcript {
    let mut transcript = Transcript::new(Role::Backend);
    let now = Time(0);
    for event in events {
        match event {
            Any::Known => {
                let tags = vec!["user:ada".into()];
                transcript.known(now, Caller { name: "ada".into(), tags, adds: Vec::new() });
            }
            Any::Asked(message) | Any::Consulted(message) => {
                let Message { method, target, field, body, credentials } = message;
                let headers = [(field.0, field.1.as_bytes())];
                let (credentials, form) = (*credentials, Form::Usual);
                let sent = Sent { method, target, headers, body, credentials, form };
                match event {
                    Any::Asked(_) => transcript.asked(now, sent),
                    _ => transcript.consulted(now, sent),
                };
            }
            Any::Answered(to, status, message) => {
                let headers = [(message.field.0, message.field.1.as_bytes())];
                transcript.answered(now, *to, (*status, 1), headers, &message.body);
            }
            Any::Unanswered(to) => drop(transcript.unanswered(now, *to, Lapse::Closed)),
            Any::Told(known) => {
                let by_tag = if *known { "user:ada" } else { "nobody" }.into();
                transcript.told(now, Command::AddTag { by_tag, tag: "band".into() });
            }
            Any::Decided(about, done) => {
                let decided = if *done { Decided::Done } else { Decided::GiveUp };
                transcript.decided(now, *about, decided);
            }
            Any::Settled => drop(transcript.settled(now)),
        }
    }
    transcript
}

proptest! {
    #[test]
    fn any_transcript_of_a_backend_is_judged_and_its_findings_are_in_range(
        events in vec(event(), 0..40),
        name in select(vec!["default", "strict", "backend-v1", "backend-v2v3"]),
    ) {
        let transcript = transcript(&events);
        let profile = profile(name);
        let judged = || judge(&transcript, Edition::V8_0, &profile);
        let told = |rulings: &mpnspec_model::ruling::Rulings| -> Vec<_> {
            rulings.violations.iter().chain(&rulings.notes).map(|finding| {
                let found = finding.found_text(&transcript);
                (finding.requirement, finding.expected_text(&transcript, &profile), found)
            }).collect()
        };
        let rulings = judged();
        prop_assert_eq!(told(&rulings), told(&judged()));
        for finding in rulings.violations.iter().chain(&rulings.notes) {
            prop_assert!(finding.at < transcript.len() && finding.because < transcript.len());
            prop_assert!(finding.found_text(&transcript).chars().count() < 2000);
        }
    }
}
