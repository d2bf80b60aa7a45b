//! The report for programs: everything that is known of a run, fit to be shown as it is.

use std::fmt::Display;
use std::io;
use std::str::FromStr;

use mpnspec_model::edition::Edition;
use mpnspec_model::requirement::{Level, Requirement, Role};
use mpnspec_model::ruling::escaped;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::event::{
    CaseReport, Event, ExchangeReport, RulingReport, RunReport, RunStarted, SubjectInfo,
};
use crate::verdict::{RulingOutcome, Verdict};

/// A run, told to its end.
///
/// Text that came from a subject is escaped and bounded. Two runs with the same seed differ only
/// in durations, and in the ports that exchanges mention.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The format.
    pub schema: Schema,
    /// Who writes.
    pub tool: Tool,
    /// The names and versions of the subjects, for people.
    pub subject: String,
    /// The subjects, one a role.
    pub subjects: Vec<Subject>,
    /// The seed, from which everything random in the run comes.
    pub seed: u64,
    /// The profile's name, followed by interpretations if there are any.
    pub profile: String,
    /// The edition of the documents.
    #[serde(with = "named")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub edition: Edition,
    /// Is the subject conformant?
    pub conformant: bool,
    /// How often each verdict was given to a scored case.
    pub summary: Summary,
    /// How many cases were run without being scored.
    pub unscored: usize,
    /// Every case, by id.
    pub cases: Vec<Case>,
    /// Every requirement of the roles that were tested, in the documents' order.
    pub requirements: Vec<RequirementOutcome>,
    /// How long the run took, in milliseconds.
    pub duration_ms: u64,
}

/// The format of a report; another number is another format.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Schema {
    /// This one.
    #[serde(rename = "mpnspec-report/1")]
    V1,
}

/// A program and its version.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// An implementation that was put to the test.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Subject {
    /// The role it plays.
    #[serde(with = "named")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub role: Role,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// How it was reached.
    pub origin: String,
    /// What it declared that it can do.
    pub capabilities: Vec<String>,
}

/// How often each verdict was given; every one is there, and most are 0.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the verdicts say what they are")]
pub struct Summary {
    pub pass: usize,
    pub fail: usize,
    pub warn: usize,
    pub note: usize,
    pub unimplemented: usize,
    pub skipped: usize,
    pub could_not_run: usize,
    pub timeout: usize,
    pub crash: usize,
    pub suite_error: usize,
    /// Failed, as the baseline says.
    pub known_failing: usize,
    /// Passed, against the baseline.
    pub unexpected_pass: usize,
    /// Came to different verdicts when run again.
    pub flaky: usize,
}

impl Summary {
    /// How often a verdict was given.
    #[must_use]
    pub const fn count(mut self, verdict: Verdict) -> usize {
        *self.count_mut(verdict)
    }

    const fn count_mut(&mut self, verdict: Verdict) -> &mut usize {
        match verdict {
            Verdict::Pass => &mut self.pass,
            Verdict::Fail => &mut self.fail,
            Verdict::Warn => &mut self.warn,
            Verdict::Note => &mut self.note,
            Verdict::Unimplemented => &mut self.unimplemented,
            Verdict::Skipped => &mut self.skipped,
            Verdict::CouldNotRun => &mut self.could_not_run,
            Verdict::Timeout => &mut self.timeout,
            Verdict::Crash => &mut self.crash,
            Verdict::SuiteError => &mut self.suite_error,
        }
    }
}

/// What a case came to.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Case {
    /// Its permanent id.
    pub id: String,
    /// The role of the subject.
    #[serde(with = "named")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub role: Role,
    /// What it came to.
    pub verdict: Verdict,
    /// Why, where rulings do not say it.
    pub reason: Option<String>,
    /// Does it count?
    pub scored: bool,
    /// The ids of the requirements that it claims to verify.
    pub requirements: Vec<String>,
    /// What was seen.
    pub rulings: Vec<Ruling>,
    /// The exchanges around each violation and note.
    pub exchanges: Vec<Exchange>,
    /// The last that the subject printed, a line an element.
    pub output: Vec<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The command line that runs it again.
    pub reproduce: String,
}

/// What was seen of a requirement in a case.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ruling {
    /// The id of the requirement.
    pub requirement: String,
    /// What was seen.
    pub outcome: RulingOutcome,
    /// What should have been there.
    pub expected: Option<String>,
    /// What was there.
    pub found: Option<String>,
    /// Where to look.
    pub field: Option<String>,
    /// The position in the case's transcript, counted from 0.
    pub at: usize,
}

/// A request and what was answered, a line an element.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Exchange {
    /// The position of the request in the case's transcript.
    pub at: usize,
    /// The request, as sent.
    pub request: Vec<String>,
    /// The response, as received; null if there was none.
    pub response: Option<Vec<String>>,
}

/// What a requirement came to over the run.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementOutcome {
    /// Its permanent id.
    pub id: String,
    /// How strongly it binds.
    #[serde(with = "named")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub level: Level,
    /// Whom it binds.
    #[serde(with = "named")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub role: Role,
    /// What it came to.
    pub outcome: RulingOutcome,
}

/// The text of `report.json`.
///
/// # Errors
///
/// The JSON could not be made, which is our fault.
pub fn text(report: &Report) -> io::Result<String> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

/// The JSON Schema of `report.json`.
#[cfg(feature = "schema")]
#[must_use]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Report).into()
}

/// A report that is being told.
#[derive(Debug, Default)]
pub(super) struct Draft(Option<Report>);

impl Draft {
    /// Takes note of an event; the last one gives the report.
    pub(super) fn tell(&mut self, event: &Event) -> Option<Report> {
        match (event, &mut self.0) {
            (Event::RunStarted(started), _) => self.0 = Some(Report::begin(started)),
            (Event::CaseFinished(case), Some(report)) => report.cases.push(case.as_ref().into()),
            (Event::RunFinished(run), _) => return self.0.take().map(|report| report.end(run)),
            (Event::CaseStarted { .. } | Event::CaseFinished(_), _) => {}
        }
        None
    }
}

impl Report {
    pub(super) fn begin(started: &RunStarted) -> Self {
        let subjects: Vec<Subject> = started.subjects.iter().map(Subject::from).collect();
        let mut names: Vec<String> = subjects.iter().map(Subject::named).collect();
        names.dedup();
        Self {
            schema: Schema::V1,
            tool: Tool { name: "mpnspec".into(), version: env!("CARGO_PKG_VERSION").into() },
            subject: names.join(", "),
            subjects,
            seed: started.seed,
            profile: plain(&started.profile, WORDS),
            edition: started.edition,
            conformant: false,
            summary: Summary::default(),
            unscored: 0,
            cases: Vec::new(),
            requirements: Vec::new(),
            duration_ms: 0,
        }
    }

    fn end(mut self, run: &RunReport) -> Self {
        for &(verdict, count) in &run.summary {
            *self.summary.count_mut(verdict) = count;
        }
        self.cases.sort_by(|a, b| (&a.id, a.role).cmp(&(&b.id, b.role)));
        self.requirements = run.requirements.iter().map(RequirementOutcome::from).collect();
        self.unscored = run.unscored;
        self.conformant = run.conformant;
        self.duration_ms = run.duration_ms;
        self
    }
}

impl Subject {
    /// Its name and version, if it has them.
    pub(super) fn named(&self) -> String {
        format!("{} {}", self.name, self.version).trim().to_owned()
    }
}

// How many characters of a hostile text are kept, and how many texts of a list.
const NAME: usize = 80;
const WORDS: usize = 400;
const LINE: usize = 1000;
const LINES: usize = 200;
const LAST_LINES: usize = 20;

impl From<&SubjectInfo> for Subject {
    fn from(subject: &SubjectInfo) -> Self {
        Self {
            role: subject.role,
            name: plain(&subject.name, NAME),
            version: plain(&subject.version, NAME),
            origin: plain(&subject.origin, WORDS),
            capabilities: bounded(subject.capabilities.iter().map(String::as_str), NAME),
        }
    }
}

impl From<&CaseReport> for Case {
    fn from(case: &CaseReport) -> Self {
        let output: Vec<&str> = case.output.as_deref().unwrap_or_default().lines().collect();
        let last = &output[output.len().saturating_sub(LAST_LINES)..];
        Self {
            id: plain(&case.id, WORDS),
            role: case.role,
            verdict: case.verdict,
            reason: case.reason.as_deref().map(|reason| plain(reason, WORDS)),
            scored: case.scored,
            requirements: case.requirements.iter().map(ToString::to_string).collect(),
            rulings: case.rulings.iter().map(Ruling::from).collect(),
            exchanges: case.exchanges.iter().map(Exchange::from).collect(),
            output: bounded(last.iter().copied(), WORDS),
            duration_ms: case.duration_ms,
            reproduce: plain(&case.reproduce, LINE),
        }
    }
}

impl From<&RulingReport> for Ruling {
    fn from(ruling: &RulingReport) -> Self {
        let words = |text: &Option<String>| text.as_deref().map(|text| plain(text, WORDS));
        Self {
            requirement: ruling.requirement.id().into(),
            outcome: ruling.outcome,
            expected: words(&ruling.expected),
            found: words(&ruling.found),
            field: words(&ruling.field),
            at: ruling.at,
        }
    }
}

impl From<&ExchangeReport> for Exchange {
    fn from(exchange: &ExchangeReport) -> Self {
        let lines = |lines: &Vec<String>| bounded(lines.iter().map(String::as_str), LINE);
        Self {
            at: exchange.at,
            request: lines(&exchange.request),
            response: exchange.response.as_ref().map(lines),
        }
    }
}

impl From<&(Requirement, RulingOutcome)> for RequirementOutcome {
    fn from(&(requirement, outcome): &(Requirement, RulingOutcome)) -> Self {
        Self {
            id: requirement.id().into(),
            level: requirement.level(),
            role: requirement.role(),
            outcome,
        }
    }
}

fn plain(text: &str, limit: usize) -> String {
    escaped(text.as_bytes(), limit)
}

fn bounded<'t>(texts: impl Iterator<Item = &'t str>, limit: usize) -> Vec<String> {
    texts.take(LINES).map(|text| plain(text, limit)).collect()
}

/// A word of the model, by the name that users type.
mod named {
    use super::*;

    pub(super) fn serialize<S: Serializer>(
        word: &impl Display,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(word)
    }

    pub(super) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
    where
        D: Deserializer<'de>,
        T: FromStr<Err: Display>,
    {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
