//! A table as it was typed from the documents, and what the model has against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::ops::RangeInclusive;

use mpnspec_model::answer::{Check, Field, Message};
use mpnspec_model::dispute::{self, Dispute, Profile, Stance};
use mpnspec_model::ledger;
use mpnspec_model::requirement::{self, Role};
use mpnspec_model::transcript::{
    Credentials, Event, Form, Found, Request, Response, Sent, Time, Transcript,
};

/// One line of a table.
pub(crate) struct Row {
    file: &'static str,
    line: u64,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// What stands in a column.
    pub(crate) fn get(&self, column: &str) -> &str {
        match self.cells.get(column) {
            Some(cell) => cell,
            None => panic!("{} has no column `{column}`", self.file),
        }
    }

    /// Whether this stands in a column, if there is such a column.
    pub(crate) fn has(&self, column: &str, value: &str) -> bool {
        self.cells.get(column).is_some_and(|cell| cell == value)
    }

    fn place(&self) -> String {
        format!("fixtures/tables/{}:{}", self.file, self.line)
    }
}

/// The lines of a table.
pub(crate) fn rows(file: &'static str) -> Vec<Row> {
    let path = format!("{}/../../fixtures/tables/{file}", env!("CARGO_MANIFEST_DIR"));
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(&path);
    let mut reader = reader.unwrap_or_else(|fault| panic!("{path}: {fault}"));
    let columns = reader.headers().cloned().unwrap_or_default();
    let read = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let cells = columns.iter().zip(&record).map(|(name, it)| (name.into(), it.into()));
        let line = record.position().map_or(0, csv::Position::line);
        Row { file, line, cells: cells.collect() }
    };
    let rows: Vec<_> = reader.records().map(read).collect();
    assert!(!rows.is_empty(), "{file} says nothing");
    rows
}

/// What the model and a table do not agree on.
#[derive(Default)]
pub(crate) struct Findings(Vec<String>);

impl Findings {
    /// Holds what the model has against what a line says.
    pub(crate) fn same<T: Debug + PartialEq>(&mut self, row: &Row, what: &str, line: T, model: T) {
        if line != model {
            self.add(row, what, &format!("{line:?}"), &format!("{model:?}"));
        }
    }

    pub(crate) fn add(&mut self, row: &Row, what: &str, line: &str, model: &str) {
        let place = row.place();
        self.0.push(format!("{place}: {what}: expected {line}, but found {model} in the model"));
    }

    /// The model has something that no line of a table says.
    pub(crate) fn unstated(&mut self, file: &str, what: &str) {
        self.0.push(format!("fixtures/tables/{file}: expected a line that says: {what}"));
    }

    /// The rows of a table of the model that no line reached, but for those that have a reason.
    pub(crate) fn all_reached(
        &mut self,
        file: &str,
        rows: impl Iterator<Item = &'static str>,
        reached: &BTreeSet<&'static str>,
        unreached: &[(&'static str, &'static str)],
    ) {
        let all: BTreeSet<_> = rows.collect();
        for name in all.difference(reached) {
            if !unreached.iter().any(|(it, reason)| it == name && !reason.is_empty()) {
                self.unstated(file, &format!("the row `{name}` of the model"));
            }
        }
        for (name, _) in unreached {
            if reached.contains(name) || !all.contains(name) {
                self.unstated(file, &format!("`{name}` needs no exception"));
            }
        }
    }

    pub(crate) fn none(self) {
        assert!(self.0.is_empty(), "{} differences:\n{}", self.0.len(), self.0.join("\n"));
    }
}

// ---- what cells say -------------------------------------------------------------------

/// Whether a cell such as `200|400-499` lists a number.
pub(crate) fn lists(cell: &str, number: u64) -> bool {
    cell.split('|').any(|part| {
        let (low, high) = part.split_once('-').unwrap_or((part, part));
        match (low.parse(), high.parse()) {
            (Ok(low), Ok(high)) => (low..=high).contains(&number),
            _ => panic!("expected a number or a range, but found `{part}`"),
        }
    })
}

/// Whether a cell such as `Active|absent` lists a word, or no word.
pub(crate) fn names(cell: &str, word: Option<&str>) -> bool {
    cell.split('|').any(|part| part == word.unwrap_or("absent"))
}

/// The status codes that are tried where a table lists some of them.
pub(crate) const STATUSES: RangeInclusive<u16> = 200..=599;

// ---- what the model says --------------------------------------------------------------

/// Does the default profile take this message by these cells?
pub(crate) fn takes(cells: &[Check], got: &impl Message) -> bool {
    let stances = cells.iter().map(|cell| cell.stance(&Profile::DEFAULT, got, got));
    stances.flatten().all(|stance| stance != Stance::Rejected)
}

/// Does the default profile take a status by the cells about it?
pub(crate) fn takes_status(cells: &[Check], status: u16) -> bool {
    struct Only(u16);
    impl Message for Only {
        fn find(&self, field: Field) -> Found<'_> {
            if field == Field::Status { Found::Number(u64::from(self.0)) } else { Found::Absent }
        }
    }
    let about = cells.iter().filter(|cell| cell.field == Field::Status).copied();
    takes(&about.collect::<Vec<_>>(), &Only(status))
}

/// Makes a response, and gives what is made of it.
pub(crate) fn answered<R>(
    status: u16,
    fields: &[(&str, &str)],
    body: &[u8],
    make: impl FnOnce(&Response<'_>) -> R,
) -> R {
    let mut scratch = Transcript::new(Role::Sender);
    let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
    let at = scratch.answered(Time(0), 0, (status, 1), fields, body);
    match scratch.get(at).map(|entry| entry.event) {
        Some(Event::Answered(_, response)) => make(&response),
        _ => panic!("it was recorded"),
    }
}

/// A request, owned.
#[derive(Clone, Debug)]
pub(crate) struct Ask {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) fields: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) credentials: Credentials,
}

impl Ask {
    pub(crate) fn new(method: &'static str, target: impl Into<String>) -> Self {
        let (fields, body) = (Vec::new(), Vec::new());
        Self { method, target: target.into(), fields, body, credentials: Credentials::Unseen }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    pub(crate) fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), ..self }
    }

    pub(crate) fn record(&self, transcript: &mut Transcript) -> usize {
        let headers = self.fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        let Self { method, target, body, credentials, .. } = self;
        let (credentials, form) = (*credentials, Form::Usual);
        transcript.asked(Time(0), Sent { method, target, headers, body, credentials, form })
    }

    /// Makes it, and gives what is made of it.
    pub(crate) fn made<R>(&self, make: impl FnOnce(&Request<'_>) -> R) -> R {
        let mut scratch = Transcript::new(Role::Sender);
        let at = self.record(&mut scratch);
        let Some(request) = scratch.request(at) else { panic!("it was recorded") };
        make(&request)
    }
}

// ---- every table ----------------------------------------------------------------------

const FILES: [&str; 10] = [
    "backend-answers.csv",
    "device-reactions.csv",
    "hub-answers.csv",
    "hub-refusals.csv",
    "hub-rights.csv",
    "limits.csv",
    "notification-classes.csv",
    "push-service-answers.csv",
    "push-service-duties.csv",
    "sender-duties.csv",
];

#[test]
fn every_line_names_its_source() {
    let mut findings = Findings::default();
    let known = |id: &str| {
        let readings = dispute::ALL.iter().flat_map(|it| it.readings);
        ledger::filing(id).is_some()
            || requirement::ALL.iter().any(|it| it.statements().any(|known| known == id))
            || readings.flat_map(|it| it.statements()).any(|known| known == id)
    };
    for row in FILES.into_iter().flat_map(rows) {
        let statements = row.get("statements");
        if statements.is_empty() {
            findings.add(&row, "statements", "one at least", "none");
        }
        for id in statements.split_whitespace().filter(|id| !known(id)) {
            findings.add(&row, "statements", id, "no such statement");
        }
        let disputes = row.cells.get("disputes").map_or("", |it| it);
        for id in disputes.split_whitespace().filter(|id| Dispute::from_id(id).is_none()) {
            findings.add(&row, "disputes", id, "no such dispute");
        }
    }
    findings.none();
}

#[test]
fn every_file_of_tables_is_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/tables");
    let files = std::fs::read_dir(path).into_iter().flatten().flatten();
    let files = files.map(|file| file.file_name().to_string_lossy().into_owned());
    let tables: BTreeSet<_> = files.filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(tables, FILES.map(str::to_owned).into());
}
