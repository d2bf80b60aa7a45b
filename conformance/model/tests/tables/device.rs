//! What a device makes of the answers of its backend.

use std::collections::BTreeSet;

use mpnspec_model::adapter::Decided::{Done, GiveUp};
use mpnspec_model::device::handed::Brought;
use mpnspec_model::device::outcomes::Outcome;
use mpnspec_model::device::{Device, Heard, Trigger, Watch};
use mpnspec_model::duty::{Absent, Window};
use mpnspec_model::machine::Machine as _;

use super::table::{Findings, Row, answered, rows, takes};

const FILE: &str = "device-reactions.csv";

/// Rules of the model that no reaction to one answer shows.
const UNSTATED: &[(&str, &str)] = &[
    (
        "registers-the-new-id",
        "the second half of the line for 410: a new id is there to be registered",
    ),
    ("nothing-with-an-empty-id", "no document speaks of an empty id"),
];

#[test]
fn a_device_does_after_each_answer_what_the_documents_say() {
    let mut findings = Findings::default();
    let (mut reached, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for row in rows(FILE) {
        let (heard, trigger) = heard(&row);
        if let Some(heard) = heard {
            let lines: Vec<_> = Device::answers(heard, ()).collect();
            reached.extend(lines.iter().map(|line| line.name));
            for (decided, told) in [(Done, "done"), (GiveUp, "failure")] {
                let outcome = Outcome { decided, tries: 1 };
                let model = lines.iter().any(|line| takes(line.cells, &outcome));
                findings.same(
                    &row,
                    &format!("whether it tells {told}"),
                    row.get("tells") == told,
                    model,
                );
            }
        }
        let rules: Vec<_> = Device::RULES.iter().filter(|rule| Some(rule.on) == trigger).collect();
        kept.extend(rules.iter().map(|rule| rule.name));
        let due = rules.iter().find(|rule| rule.absent == Absent::Violates).map(|rule| rule.watch);
        let next = match row.get("next") {
            "new id" => Some(Watch::IdRequest),
            // What a fresh id is there for is no duty that an answer brings.
            "registration" | "nothing" => None,
            other => panic!("expected what comes next, but found `{other}`"),
        };
        findings.same(&row, "what it asks next", next, due);
        let same_again = row.get("same again");
        if same_again != "*" {
            let never =
                |watch| rules.iter().any(|it| it.watch == watch && it.window == Window::NEVER);
            let what = "whether it may register the same again";
            findings.same(&row, what, same_again == "never", never(Watch::SamePut));
        }
        if row.get("id") == "none" {
            let never = rules.iter().any(|it| it.watch == Watch::Put && it.window == Window::NEVER);
            findings.same(&row, "that it registers nothing", true, never);
        }
    }
    findings.all_reached(FILE, Device::ANSWERS.iter().map(|row| row.name), &reached, &[]);
    findings.all_reached(FILE, Device::RULES.iter().map(|rule| rule.name), &kept, UNSTATED);
    findings.none();
}

/// What a device hears in the answer of a line, and what that is to its rules.
fn heard(row: &Row) -> (Option<Heard>, Option<Trigger>) {
    let answer = row.get("answer");
    let (status, more) = answer.split_once(' ').unwrap_or((answer, ""));
    if status == "silence" {
        return (Some(Heard::Silence), None);
    }
    let status = status.parse().unwrap_or_else(|_| panic!("expected a status in `{answer}`"));
    if row.get("asked") == "id" {
        let brought = answered(status, &[], b"\"1-2-3\"", |it| Brought::read(it, 0));
        return match brought {
            Brought::Id(_) => (None, Some(Trigger::Handed)),
            _ => (Some(Heard::NoId), Some(Trigger::Refused)),
        };
    }
    let (gone, body) = (u32::from(more == "again"), if more == "with a body" { "{}" } else { "" });
    let heard =
        answered(status, &[], body.as_bytes(), |response| Heard::registration(response, gone));
    let trigger = match heard {
        Heard::Gone => Some(Trigger::Gone),
        Heard::NotFound => Some(Trigger::NotFound),
        heard if heard.is_taken() => Some(Trigger::Taken),
        _ => None,
    };
    (Some(heard), trigger)
}
