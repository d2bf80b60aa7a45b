//! The one stream of events from a run to its reporters: runners never print, reporters never
//! decide.

use mpnspec_model::edition::Edition;
use mpnspec_model::requirement::{Requirement, Role};

use crate::verdict::{RulingOutcome, Verdict};

/// Something that a reporter is told.
#[derive(Clone, Debug)]
pub enum Event {
    /// The run begins.
    RunStarted(RunStarted),
    /// A case begins. Cases overlap.
    CaseStarted {
        /// Its id.
        id: String,
    },
    /// A case ended.
    CaseFinished(Box<CaseReport>),
    /// The run ended.
    RunFinished(Box<RunReport>),
}

/// Who is put to the test, and on what terms.
#[derive(Clone, Debug)]
pub struct RunStarted {
    /// The subjects, one a role.
    pub subjects: Vec<SubjectInfo>,
    /// The seed, from which everything random in the run comes.
    pub seed: u64,
    /// The profile's name, followed by interpretations if there are any.
    pub profile: String,
    /// The edition of the documents.
    pub edition: Edition,
    /// How many cases will be told of, skipped ones included.
    pub cases: usize,
}

/// A subject.
#[derive(Clone, Debug)]
pub struct SubjectInfo {
    /// The role it plays.
    pub role: Role,
    /// Its name, such as `npm mpns`; hostile text.
    pub name: String,
    /// Its version; hostile text.
    pub version: String,
    /// How it is reached: `embedded`, a folder, a URL or a command.
    pub origin: String,
    /// What it declared that it can do; hostile text.
    pub capabilities: Vec<String>,
}

/// What a case came to.
#[derive(Clone, Debug)]
pub struct CaseReport {
    /// Its permanent id, such as `responses/expired-toast`.
    pub id: String,
    /// The role of the subject.
    pub role: Role,
    /// What it came to.
    pub verdict: Verdict,
    /// Why it was skipped, could not run, timed out or crashed; hostile text may be quoted in it.
    pub reason: Option<String>,
    /// Is it scored? A case of a later edition than the one asked for is run and told, not scored.
    pub scored: bool,
    /// What it claims to verify.
    pub requirements: Vec<Requirement>,
    /// What was seen, in the registry's order; violated and noted ones once for each finding.
    pub rulings: Vec<RulingReport>,
    /// The exchanges around each violation and note, as text; already escaped and bounded.
    pub exchanges: Vec<ExchangeReport>,
    /// The last lines that the subject printed, where it matters; hostile text, bounded.
    pub output: Option<String>,
    /// How long it took, in milliseconds.
    pub duration_ms: u64,
    /// The command line that runs it again.
    pub reproduce: String,
}

/// What was seen of a requirement in a case.
#[derive(Clone, Debug)]
pub struct RulingReport {
    /// The requirement.
    pub requirement: Requirement,
    /// What was seen.
    pub outcome: RulingOutcome,
    /// What should have been there, for what is violated or noted.
    pub expected: Option<String>,
    /// What was there, for what is violated or noted.
    pub found: Option<String>,
    /// Where to look, such as `status` or `X-MessageID`.
    pub field: Option<String>,
    /// The position in the case's transcript, counted from 0.
    pub at: usize,
}

/// One exchange, as it is shown beside a finding.
#[derive(Clone, Debug)]
pub struct ExchangeReport {
    /// The position of the request in the case's transcript.
    pub at: usize,
    /// The request, a line an element, as sent.
    pub request: Vec<String>,
    /// The response, a line an element, as received; none if there was none.
    pub response: Option<Vec<String>>,
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct RunReport {
    /// How often each verdict was given, in the order of [`Verdict::ALL`]; scored cases only.
    pub summary: Vec<(Verdict, usize)>,
    /// How many cases were run without being scored.
    pub unscored: usize,
    /// Each requirement of the roles that were tested, in the registry's order.
    pub requirements: Vec<(Requirement, RulingOutcome)>,
    /// How long the run took, in milliseconds.
    pub duration_ms: u64,
    /// Is the subject conformant?
    pub conformant: bool,
}
