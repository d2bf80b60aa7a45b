//! What a sender decides, and how long it waits.

use std::collections::BTreeSet;

use mpnspec_model::adapter::Decided::{self, Done, Drop, GiveUp, Retry};
use mpnspec_model::duty::{Edge, Window};
use mpnspec_model::machine::Machine as _;
use mpnspec_model::sender::{Heard, Sender, Trigger, Watch, decisions};
use mpnspec_model::transcript::Span;

use super::table::{Findings, Row, answered, rows, takes};

const FILE: &str = "sender-duties.csv";

const fn retry(after_seconds: u64) -> Decided {
    Retry { after_seconds }
}

const TRIED: [Decided; 10] = [
    Done,
    GiveUp,
    Drop,
    retry(0),
    retry(1),
    retry(59),
    retry(60),
    retry(3599),
    retry(3600),
    retry(86_400),
];

#[test]
fn a_sender_does_after_each_answer_what_the_documents_say() {
    let mut findings = Findings::default();
    let (mut reached, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for row in rows(FILE) {
        let heard = heard(row.get("answer"));
        let lines: Vec<_> = Sender::answers(heard, ()).collect();
        reached.extend(lines.iter().map(|line| line.name));
        for decided in TRIED {
            let model = lines.iter().any(|line| takes(line.cells, &decided));
            let what = format!("whether {decided:?} is lawful");
            findings.same(&row, &what, is_lawful(&row, decided), model);
        }
        let next = decisions::next(heard, 1);
        let lawful = is_lawful(&row, next);
        findings.same(&row, &format!("whether {next:?} is what a sender does"), true, lawful);

        let rules: Vec<_> =
            Sender::RULES.iter().filter(|rule| rule.on == Trigger::Heard(heard)).collect();
        let windows: Vec<_> = rules.iter().map(|rule| (rule.watch, rule.window)).collect();
        findings.same(
            &row,
            "what may be sent, and when",
            window(&row).into_iter().collect(),
            windows,
        );
        kept.extend(rules.iter().map(|rule| rule.name));
    }
    findings.all_reached(FILE, Sender::ANSWERS.iter().map(|row| row.name), &reached, &[]);
    findings.all_reached(FILE, Sender::RULES.iter().map(|rule| rule.name), &kept, &[]);
    findings.none();
}

/// What a sender hears in the answer that a line is about.
fn heard(answer: &str) -> Heard {
    let (registration, answer) = match answer.strip_prefix("registration ") {
        Some(status) => (true, status),
        None => (false, answer),
    };
    let (status, word) = answer.split_once(' ').unwrap_or((answer, ""));
    let status = status.parse().unwrap_or_else(|_| panic!("expected a status in `{answer}`"));
    let field = match word {
        "" => None,
        "WNS" => Some(("X-WNS-Status", "dropped")),
        word => Some(("X-NotificationStatus", word)),
    };
    answered(status, field.as_slice(), b"", |response| {
        if registration { Heard::registration(response) } else { Heard::notification(response) }
    })
}

fn number(row: &Row, column: &str) -> u64 {
    row.get(column).parse().unwrap_or_else(|_| panic!("expected a number in {column} of {FILE}"))
}

fn is_lawful(row: &Row, decided: Decided) -> bool {
    match decided {
        Done => row.get("done") != "never",
        Drop => row.get("drop") != "never",
        Retry { after_seconds } => {
            row.get("again") != "never" && after_seconds >= number(row, "after")
        }
        // To give up is lawful where nothing else is asked for.
        _ => ["done", "drop", "again"].iter().all(|column| row.get(column) != "must"),
    }
}

/// The rule on what is sent that a line makes.
fn window(row: &Row) -> Option<(Watch, Window)> {
    let after = number(row, "after");
    let not_for =
        |seconds| Window { opens: Edge::After(Span::seconds(seconds)), closes: Edge::Never };
    match row.get("rest") {
        "ever" => Some((Watch::Post, Window::NEVER)),
        "0" if row.get("answer").starts_with("registration") => None,
        "0" if row.get("again") == "never" => Some((Watch::Repeat, Window::NEVER)),
        "0" if after > 0 => Some((Watch::Repeat, not_for(after))),
        "0" => None,
        _ => Some((Watch::Post, not_for(number(row, "rest")))),
    }
}
