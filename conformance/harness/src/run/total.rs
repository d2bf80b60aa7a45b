//! What a run comes to.

use std::collections::BTreeMap;
use std::time::Duration;

use mpnspec_model::requirement::{ALL, Requirement, Role};

use super::Settings;
use crate::event::{CaseReport, RunReport};
use crate::verdict::{Exit, RulingOutcome, Verdict};

/// What has been told so far.
#[derive(Default)]
pub(crate) struct Total {
    counts: BTreeMap<Verdict, usize>,
    unscored: usize,
    /// Did our own code fail, in whatever case?
    failed: bool,
    requirements: BTreeMap<Requirement, RulingOutcome>,
}

impl Total {
    pub(crate) fn add(&mut self, report: &CaseReport) {
        self.failed |= report.verdict == Verdict::SuiteError;
        if !report.scored {
            self.unscored += 1;
            return;
        }
        *self.counts.entry(report.verdict).or_default() += 1;
        for ruling in &report.rulings {
            let worst = self.requirements.entry(ruling.requirement).or_insert(ruling.outcome);
            *worst = (*worst).max(ruling.outcome);
        }
    }

    pub(crate) fn close(
        self,
        settings: &Settings,
        roles: &[Role],
        took: Duration,
    ) -> (RunReport, Exit) {
        let count = |verdict: &Verdict| self.counts.get(verdict).copied().unwrap_or(0);
        let any = |verdicts: &[Verdict]| verdicts.iter().any(|verdict| count(verdict) > 0);
        let ran = any(&[
            Verdict::Pass,
            Verdict::Fail,
            Verdict::Warn,
            Verdict::Note,
            Verdict::Timeout,
            Verdict::Crash,
            Verdict::CouldNotRun,
        ]);
        let broken = any(&[Verdict::Fail, Verdict::Timeout, Verdict::Crash, Verdict::CouldNotRun])
            || (settings.profile.is_strict() && any(&[Verdict::Warn]));
        let exit = if self.failed {
            Exit::SuiteError
        } else if !ran {
            Exit::NothingRan
        } else if broken {
            Exit::NonConformant
        } else {
            Exit::Conformant
        };
        let outcome = |requirement: &Requirement| {
            self.requirements.get(requirement).copied().unwrap_or(RulingOutcome::NotExercised)
        };
        let tested = ALL.iter().filter(|requirement| roles.contains(&requirement.role()));
        let report = RunReport {
            summary: Verdict::ALL.iter().map(|verdict| (*verdict, count(verdict))).collect(),
            unscored: self.unscored,
            requirements: tested.map(|requirement| (*requirement, outcome(requirement))).collect(),
            duration_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            conformant: exit == Exit::Conformant,
        };
        (report, exit)
    }
}
