//! What a case comes to, and what a run does.

use serde::{Deserialize, Serialize};

/// What a case comes to.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Everything it claims to verify was exercised, and all of it was upheld.
    Pass,
    /// A MUST is violated.
    Fail,
    /// A SHOULD is violated.
    Warn,
    /// Something differs that changes no result: observed behaviour, or a reading.
    Note,
    /// The subject said that it cannot do this.
    Unimplemented,
    /// A capability that the case needs was not declared.
    Skipped,
    /// What the case starts from could not be arranged, or what it claims was not seen.
    CouldNotRun,
    /// The subject did not do in time what it was told to.
    Timeout,
    /// The subject ended or closed its connection in the middle.
    Crash,
    /// Our own message broke our own rules, or our code failed.
    SuiteError,
}

impl Verdict {
    /// Every verdict, in the order of summaries.
    pub const ALL: &'static [Self] = &[
        Self::Pass,
        Self::Fail,
        Self::Warn,
        Self::Note,
        Self::Unimplemented,
        Self::Skipped,
        Self::CouldNotRun,
        Self::Timeout,
        Self::Crash,
        Self::SuiteError,
    ];

    /// The name in reports, such as `could-not-run`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Warn => "warn",
            Self::Note => "note",
            Self::Unimplemented => "unimplemented",
            Self::Skipped => "skipped",
            Self::CouldNotRun => "could-not-run",
            Self::Timeout => "timeout",
            Self::Crash => "crash",
            Self::SuiteError => "suite-error",
        }
    }
}

/// What a requirement came to, in one case or over a run.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum RulingOutcome {
    /// Nothing showed it either way.
    NotExercised,
    /// Seen to be kept.
    Upheld,
    /// Something is worth telling, and changes no result.
    Noted,
    /// Broken.
    Violated,
}

/// How a run ends; see the table of exit codes in the README.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exit {
    /// Conformant.
    Conformant,
    /// Not conformant.
    NonConformant,
    /// The command line asks for something that is not.
    Usage,
    /// The subject could not be started or reached.
    Unreachable,
    /// The baseline is stale.
    StaleBaseline,
    /// Nothing ran.
    NothingRan,
    /// The suite failed.
    SuiteError,
}

impl Exit {
    /// The code of the process.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Conformant => 0,
            Self::NonConformant => 1,
            Self::Usage => 2,
            Self::Unreachable => 3,
            Self::StaleBaseline => 4,
            Self::NothingRan => 5,
            Self::SuiteError => 70,
        }
    }
}
