//! Shows the exchanges of a transcript as text.

use mpnspec_model::ruling::{Finding, escaped};
use mpnspec_model::transcript::{Event, Headers, Index, Transcript};

use crate::event::ExchangeReport;

/// So many characters of a body are shown.
const BODY_LIMIT: usize = 600;
/// So many characters of a field are shown.
const FIELD_LIMIT: usize = 400;
/// So many exchanges are shown beside the findings of a case.
const EXCHANGES: usize = 4;

/// The exchanges that findings are about, each once, in the order of the findings.
#[must_use]
pub fn around<'f>(
    transcript: &Transcript,
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<ExchangeReport> {
    let mut shown: Vec<Index> = Vec::new();
    for finding in findings {
        let asked = asked(transcript, finding.at).or_else(|| asked(transcript, finding.because));
        if let Some(asked) = asked.filter(|asked| !shown.contains(asked)) {
            shown.push(asked);
        }
    }
    shown.truncate(EXCHANGES);
    shown.into_iter().filter_map(|at| exchange(transcript, at)).collect()
}

/// The exchange that an entry belongs to.
#[must_use]
pub fn of(transcript: &Transcript, at: Index) -> Option<ExchangeReport> {
    exchange(transcript, asked(transcript, at)?)
}

/// The request that an entry belongs to.
fn asked(transcript: &Transcript, at: Index) -> Option<Index> {
    match transcript.get(at)?.event {
        Event::Asked(_) | Event::CalledBack(_) | Event::Consulted(_) => Some(at),
        Event::Answered(to, _) | Event::Unanswered(to, _) => Some(to),
        // What was decided follows from the last thing that was heard.
        Event::Decided(told, _) => (told..at).rev().find(|&at| {
            matches!(transcript.get(at).map(|entry| entry.event), Some(Event::Asked(_)))
        }),
        _ => None,
    }
}

fn exchange(transcript: &Transcript, at: Index) -> Option<ExchangeReport> {
    let request = transcript.request(at)?;
    let mut lines = vec![format!(
        "{} {} HTTP/1.1",
        escaped(request.method.as_bytes(), 40),
        escaped(request.target.as_bytes(), 1200)
    )];
    message(&mut lines, request.headers, request.body);
    let response = transcript.iter().find_map(|entry| match entry.event {
        Event::Answered(to, response) if to == at => Some(response),
        _ => None,
    });
    let response = response.map(|response| {
        let mut lines = vec![format!("HTTP/1.{} {}", response.minor, response.status)];
        message(&mut lines, response.headers, response.body);
        lines
    });
    Some(ExchangeReport { at, request: lines, response })
}

pub(crate) fn message(lines: &mut Vec<String>, headers: Headers<'_>, body: &[u8]) {
    for (name, value) in headers.iter() {
        lines.push(format!("{}: {}", escaped(name.as_bytes(), 80), escaped(value, FIELD_LIMIT)));
    }
    if !body.is_empty() {
        lines.push(String::new());
        lines.push(escaped(body, BODY_LIMIT));
    }
}
