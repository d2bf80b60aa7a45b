//! What a backend tells its devices.

use std::collections::BTreeSet;

use mpnspec_model::backend::{Backend, Due, Heard, Wish, answers, due::Standing};
use mpnspec_model::machine::Machine as _;

use super::table::{Ask, Findings, Row, STATUSES, answered, lists, rows, takes_status};

const FILE: &str = "backend-answers.csv";

/// Where the model takes more than a document lists: in which rows, which statuses, and why.
const WIDER: &[(Due, &[u16], &str)] = &[
    (Due::Delayed, &[410, 429, 504], BUSY),
    (Due::Failed, &[410], NOT_ONLY),
    (Due::RegistrationDelayed, &[429, 504], BUSY),
    (Due::NothingToRemove, &[410], "what is gone is not there either: a device is told no wrong"),
];
const BUSY: &str = "a hub that cannot be reached in time is as good as a busy one";
const NOT_ONLY: &str = "that nothing else is told as 410 is a rule on registrations alone";

/// All that a hub may say.
const HEARD: [Heard; 8] = [
    Heard::Done,
    Heard::Gone,
    Heard::NotFound,
    Heard::Throttled,
    Heard::Unavailable,
    Heard::Refused,
    Heard::Forbidden,
    Heard::Failed,
];

/// What no document has an answer to.
const UNSTATED: &[(&str, Heard, &str)] = &[
    ("new id", Heard::Gone, "a hub that makes an id has none that could be gone"),
    ("new id", Heard::NotFound, "the same"),
    ("remove", Heard::Gone, "410 is documented for writing alone"),
];

#[test]
fn a_backend_answers_as_the_documents_have_it() {
    let mut findings = Findings::default();
    let mut reached = BTreeSet::new();
    let mut pairs = Vec::new();
    for row in rows(FILE) {
        let (ask, standing) = ask(row.get("request"));
        let wish = ask.made(Wish::read);
        let heard = heard(&row);
        pairs.push((row.get("request").to_owned(), heard));
        let Some(due) = Due::to(&wish, standing, heard) else {
            findings.add(&row, "what is due", "something", "nothing");
            continue;
        };
        let line = answers::to(due);
        reached.extend(line.map(|line| line.name));
        let cells = line.map_or(&[][..], |line| line.cells);
        let status = row.get("status");
        let given = answers::status_for(due);
        if !lists(status, u64::from(given)) {
            findings.add(&row, "what a backend answers", status, &given.to_string());
        }
        for tried in STATUSES {
            let wider = WIDER.iter().any(|(it, wide, reason)| {
                *it == due && wide.contains(&tried) && !reason.is_empty()
            });
            let listed = lists(status, u64::from(tried)) || wider;
            let what = format!("whether {tried} is lawful");
            findings.same(&row, &what, listed, takes_status(cells, tried));
        }
    }
    for request in ["new id", "register", "remove"] {
        for heard in HEARD {
            let pair = (request.to_owned(), Some(heard));
            let unstated = UNSTATED.iter().any(|(it, of, _)| *it == request && *of == heard);
            if pairs.contains(&pair) == unstated {
                findings.unstated(FILE, &format!("what `{request}` is owed after {heard:?}"));
            }
        }
    }
    findings.all_reached(FILE, Backend::ANSWERS.iter().map(|row| row.name), &reached, &[]);
    findings.none();
}

/// What a backend hears from the hub, if it asks it.
fn heard(row: &Row) -> Option<Heard> {
    let hub = row.get("hub");
    match hub {
        "none" => return None,
        "silence" => return Some(Heard::Failed),
        _ => {}
    }
    let (status, waits) = match hub.strip_suffix(" retry-after") {
        Some(status) => (status, true),
        None => (hub, false),
    };
    let status = status.parse().unwrap_or_else(|_| panic!("expected a status in `{hub}`"));
    let field = waits.then_some(("Retry-After", "1"));
    Some(answered(status, field.as_slice(), b"", Heard::read))
}

/// The request of a device, and who makes it.
fn ask(what: &str) -> (Ask, Standing) {
    const BASE: &str = "http://b.test/api/register";
    let put = |body: &str| Ask::new("PUT", format!("{BASE}/1-2-3")).body(body);
    let sound = |platform: &str| {
        let handle = "https://p.test/1";
        put(&format!("{{\"Platform\":\"{platform}\",\"Handle\":\"{handle}\",\"Tags\":[\"a\"]}}"))
    };
    let ask = match what {
        "new id" => Ask::new("POST", BASE),
        "new id with a handle" => Ask::new("POST", format!("{BASE}?handle=a")),
        "register" => sound("mpns"),
        "remove" => Ask::new("DELETE", format!("{BASE}/1-2-3")),
        "by a stranger" => return (sound("mpns"), Standing::Stranger),
        "with a forbidden tag" => return (sound("mpns"), Standing::Overreaching),
        "for an unknown platform" => sound("windows"),
        "for MPNS" => sound("MPNS"),
        "for fcm" => sound("fcm"),
        "with a bad body" => put("[]"),
        "with lower-case names" => {
            put("{\"platform\":\"mpns\",\"handle\":\"https://p.test/1\",\"tags\":[]}")
        }
        "without tags" => put("{\"Platform\":\"mpns\",\"Handle\":\"https://p.test/1\"}"),
        other => panic!("expected a request, but found `{other}`"),
    };
    (ask, Standing::Entitled)
}
