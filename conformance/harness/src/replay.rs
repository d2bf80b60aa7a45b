//! Plays one case again, and tells everything that happened in it.

use std::time::Instant;

use mpnspec_model::adapter::Command;
use mpnspec_model::ruling::{decision_text, escaped};
use mpnspec_model::transcript::{
    Arrangement, Credentials, Event, Form, HubArrangement, Request, Response, Transcript,
};
use mpnspec_suite::case::Case;
use serde_json::{Value, json};

use crate::event::{CaseReport, RulingReport};
use crate::exchange::message;
use crate::run::{RunError, Settings, Shop, Total, Worker, put};
use crate::verdict::{Exit, RulingOutcome};

/// So many characters of a target, a name or a text are told.
const TEXT_LIMIT: usize = 1200;

/// Plays a case with the seed and on the terms of a run, and tells all of it, a line an element.
///
/// # Errors
///
/// The subject does not start, or our own code failed.
pub async fn replay(
    settings: Settings,
    case: &'static Case,
) -> Result<(Vec<String>, Exit), RunError> {
    let started = Instant::now();
    let mut shop = Shop::open(settings).await?;
    shop.affordable = None;
    let settings = &shop.settings;
    let mut worker = Worker::default();
    let subject = worker.subject(case.role, &shop).await.map_err(RunError::Subject)?;
    let subject = subject.info(case.role, &settings.origin);
    let mut lines = vec![
        format!("{} ({})", case.id, case.role),
        format!(
            "  subject {} {} ({}), seed {}, profile {}, edition {}",
            plain(&subject.name),
            plain(&subject.version),
            plain(&subject.origin),
            settings.seed,
            settings.profile_name,
            settings.edition,
        ),
        String::new(),
    ];
    let (report, played) = put(&mut worker, case, &shop).await;
    if let Some(played) = played {
        transcript(&mut lines, &played.transcript);
        lines.push(String::new());
    }
    rulings(&mut lines, &report);
    let mut total = Total::default();
    total.add(&report);
    let (_, exit) = total.close(settings, &[case.role], started.elapsed());
    Ok((lines, exit))
}

// ---- what happened --------------------------------------------------------------------------

fn transcript(lines: &mut Vec<String>, transcript: &Transcript) {
    for (at, entry) in transcript.iter().enumerate() {
        let (head, rest) = told(entry.event);
        let seconds = entry.at.0 / 1000;
        lines.push(format!("{at:>4}  {seconds:>6}.{:03} s  {head}", entry.at.0 % 1000));
        lines.extend(rest.into_iter().map(|line| format!("{:19}{line}", "").trim_end().to_owned()));
    }
}

fn told(event: Event<'_>) -> (String, Vec<String>) {
    match event {
        Event::Arranged(channel, arrangement) => {
            (format!("arranged: {}", arranged(arrangement)), vec![plain(channel)])
        }
        Event::Asked(request) => (format!("request{}", aside(&request)), asked(&request)),
        Event::Answered(to, response) => (format!("response to {to}"), answered(&response)),
        Event::Unanswered(to, lapse) => {
            (format!("no response to {to}: {}", format!("{lapse:?}").to_lowercase()), Vec::new())
        }
        Event::CalledBack(request) => ("callback".into(), asked(&request)),
        Event::Delivered(channel, kind, octets) => {
            let body = escaped(octets, TEXT_LIMIT);
            (
                format!("the device is handed a {}, {} octets", kind.name(), octets.len()),
                vec![plain(channel), body],
            )
        }
        Event::Told(command) => ("told the subject".into(), vec![commanded(command)]),
        Event::Decided(to, decided) => {
            (format!("decision on {to}: {}", decision_text(decided)), Vec::new())
        }
        Event::Consulted(request) => {
            (format!("request to the hub{}", aside(&request)), asked(&request))
        }
        Event::HubArranged(url, HubArrangement::Given { empty: true }) => {
            ("arranged: the hub has no registrations".into(), vec![plain(url)])
        }
        Event::HubArranged(url, HubArrangement::Given { empty: false }) => {
            ("arranged: the hub is given".into(), vec![plain(url)])
        }
        Event::HubArranged(id, HubArrangement::Expired) => {
            ("arranged: the registration expires".into(), vec![plain(id)])
        }
        Event::HubArranged(_, HubArrangement::Throttling(true)) => {
            ("arranged: the hub throttles".into(), Vec::new())
        }
        Event::HubArranged(_, HubArrangement::Throttling(false)) => {
            ("arranged: the hub no longer throttles".into(), Vec::new())
        }
        Event::Kept(kept) => (
            "the device keeps".into(),
            kept.iter().map(|(name, id)| format!("`{}`: `{}`", plain(name), plain(id))).collect(),
        ),
        Event::Known(caller) => (
            format!("the backend knows {}", plain(&caller.name)),
            vec![format!("who may register the tags {}", plain(&caller.tags.join(", ")))],
        ),
        Event::Settled => ("settled".into(), Vec::new()),
    }
}

fn arranged(arrangement: Arrangement) -> String {
    match arrangement {
        Arrangement::Opened { authenticated: true, .. } => {
            "an authenticated channel is opened".into()
        }
        Arrangement::Opened { authenticated: false, .. } => "an open channel is opened".into(),
        Arrangement::Given { .. } => "the channel is given to us".into(),
        Arrangement::Forged(forgery) => format!("a URI is made up ({forgery:?})").to_lowercase(),
        Arrangement::Device(state) => format!("the device is {state:?}"),
        Arrangement::Expired => "the subscription ends".into(),
        Arrangement::Filled => "the queue is full".into(),
        Arrangement::Suppressed(kinds) => {
            let kinds = [(kinds.toast, "toasts"), (kinds.tile, "tiles"), (kinds.raw, "raw")];
            let kinds: Vec<_> = kinds.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
            let kinds = if kinds.is_empty() { "nothing".into() } else { kinds.join(" and ") };
            format!("{kinds} suppressed")
        }
        Arrangement::App(true) => "the app starts".into(),
        Arrangement::App(false) => "the app is stopped".into(),
        Arrangement::Unavailable(true) => "the service is unavailable".into(),
        Arrangement::Unavailable(false) => "the service is available".into(),
    }
}

/// What the lines of a request do not show.
fn aside(request: &Request<'_>) -> String {
    let shown = match request.credentials {
        Credentials::Unseen | Credentials::Nobody => "",
        Credentials::Owner => ", with the owner's certificate",
        Credentials::Stranger => ", with somebody else's certificate",
        Credentials::Token(_) => ", with a token of the hub",
        Credentials::BadToken(_) => ", with a token that is good for nothing",
        Credentials::Caller(_) => ", in the name of somebody whom the backend knows",
    };
    let form = match request.form {
        Form::Usual => "",
        Form::Tight => ", without blanks after colons",
        Form::Broken => ", which is no sound HTTP",
    };
    format!("{shown}{form}")
}

fn asked(request: &Request<'_>) -> Vec<String> {
    let mut lines = vec![format!("{} {} HTTP/1.1", plain(request.method), plain(request.target))];
    message(&mut lines, request.headers, request.body);
    lines
}

fn answered(response: &Response<'_>) -> Vec<String> {
    let mut lines = vec![format!("HTTP/1.{} {}", response.minor, response.status)];
    message(&mut lines, response.headers, response.body);
    lines
}

fn commanded(command: &Command) -> String {
    let value: Value =
        serde_json::to_value(command).unwrap_or_else(|error| json!(error.to_string()));
    plain(&value.to_string())
}

// ---- what it means --------------------------------------------------------------------------

fn rulings(lines: &mut Vec<String>, report: &CaseReport) {
    lines.extend(report.rulings.iter().flat_map(ruled));
    let reason =
        report.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", plain(reason)));
    lines.push(format!("{}{reason}", report.verdict.name()));
    if let Some(output) = &report.output {
        lines.push("the subject printed last:".into());
        lines.extend(output.lines().map(|line| format!("  {}", plain(line))));
    }
}

fn ruled(ruling: &RulingReport) -> Vec<String> {
    let outcome = match ruling.outcome {
        RulingOutcome::NotExercised => "not exercised",
        RulingOutcome::Upheld => "upheld",
        RulingOutcome::Noted => "noted",
        RulingOutcome::Violated => "violated",
    };
    let field = ruling.field.as_deref().map_or_else(String::new, |field| format!(", {field}"));
    let mut lines = vec![format!("{outcome:<9} {} (at {}{field})", ruling.requirement, ruling.at)];
    lines.extend(
        ruling.expected.as_deref().map(|text| format!("          expected {}", plain(text))),
    );
    lines.extend(ruling.found.as_deref().map(|text| format!("          found    {}", plain(text))));
    lines
}

fn plain(text: &str) -> String {
    escaped(text.as_bytes(), TEXT_LIMIT)
}
