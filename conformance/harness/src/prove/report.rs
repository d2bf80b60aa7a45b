//! What a proof comes to, as `prove.json` has it.

use std::collections::BTreeMap;
use std::time::Duration;

use mpnspec_model::fault::Fault;
use mpnspec_model::requirement::Requirement;
use serde::Serialize;

use super::{FalseAlarm, News};

/// What became of one fault.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaultReport {
    /// Its name.
    pub name: &'static str,
    /// The role of the peer that has it.
    pub role: &'static str,
    /// What it does.
    pub text: &'static str,
    /// The profile under which it has to be caught.
    pub profile: &'static str,
    /// The requirements that it breaks.
    pub breaks: Vec<&'static str>,
    /// Whether it was blamed for any of these.
    pub caught: bool,
    /// What it was blamed for.
    pub blamed: Vec<&'static str>,
    /// What it should have been blamed for, and was not.
    pub missed: Vec<&'static str>,
    /// What it was blamed for besides what it breaks, with the number of cases, and why that is right.
    pub collateral: Vec<Collateral>,
    /// The cases that caught it.
    pub by: Vec<&'static str>,
    /// How many cases it met.
    pub cases: usize,
}

/// A requirement that was blamed besides.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Collateral {
    /// The requirement.
    pub requirement: &'static str,
    /// In how many cases it was blamed.
    pub cases: usize,
    /// Why the one defect means the other; nothing if nobody can say.
    pub because: Option<&'static str>,
}

impl FaultReport {
    pub(super) fn new(
        fault: &'static Fault,
        blamed: &BTreeMap<Requirement, usize>,
        by: Vec<&'static str>,
        cases: usize,
    ) -> Self {
        let ids = |requirements: &[Requirement]| requirements.iter().map(|it| it.id()).collect();
        let collateral = blamed.iter().filter(|(it, _)| !fault.breaks.contains(it)).map(
            |(requirement, cases)| {
                let implied = fault.implies.iter().find(|(implied, _)| implied == requirement);
                let because = implied.map(|(_, because)| *because);
                Collateral { requirement: requirement.id(), cases: *cases, because }
            },
        );
        let missed = fault.breaks.iter().filter(|it| !blamed.contains_key(it));
        Self {
            name: fault.name,
            role: fault.role().name(),
            text: fault.text,
            profile: fault.profile,
            breaks: ids(fault.breaks),
            caught: !by.is_empty(),
            blamed: blamed.keys().map(|it| it.id()).collect(),
            missed: missed.map(|it| it.id()).collect(),
            collateral: collateral.collect(),
            by,
            cases,
        }
    }

    /// Whether everything that it breaks was blamed.
    #[must_use]
    pub fn is_blamed_rightly(&self) -> bool {
        self.missed.is_empty()
    }

    /// What was blamed besides, and nobody can say why.
    pub fn unexplained(&self) -> impl Iterator<Item = &Collateral> {
        self.collateral.iter().filter(|it| it.because.is_none())
    }

    /// Whether there is nothing to complain about.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.caught && self.is_blamed_rightly() && self.unexplained().next().is_none()
    }
}

/// What was proved.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proof {
    /// The faults, in the order of the tables.
    pub faults: Vec<FaultReport>,
    /// The cases that blamed an unbroken peer.
    pub false_alarms: Vec<FalseAlarm>,
    /// The counts.
    pub summary: Summary,
}

/// The counts of a proof.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Summary {
    /// How many faults there are.
    pub faults: usize,
    /// How many were caught.
    pub caught: usize,
    /// How many were blamed on everything that they break.
    pub blame_right: usize,
    /// How many were blamed besides on something that nobody can explain.
    pub collateral_unexplained: usize,
    /// How often the unbroken peers were put to all cases.
    pub clean_runs: usize,
    /// How many cases blamed them.
    pub false_alarms: usize,
    /// How long everything took, in milliseconds.
    pub duration_ms: u64,
}

impl Proof {
    pub(super) fn add(&mut self, news: News) {
        match news {
            News::Fault(report) => self.faults.push(*report),
            News::Clean(_, alarms) => {
                self.summary.clean_runs += 1;
                self.false_alarms.extend(alarms);
            }
        }
    }

    pub(super) fn close(&mut self, took: Duration) {
        let order: BTreeMap<_, _> =
            mpnspec_model::fault::all().enumerate().map(|(at, fault)| (fault.name, at)).collect();
        self.faults.sort_by_key(|report| order.get(report.name).copied());
        self.false_alarms.sort_by_key(|alarm| (alarm.seed, alarm.case));
        let count = |holds: fn(&FaultReport) -> bool| {
            self.faults.iter().filter(|report| holds(report)).count()
        };
        self.summary = Summary {
            faults: self.faults.len(),
            caught: count(|report| report.caught),
            blame_right: count(FaultReport::is_blamed_rightly),
            collateral_unexplained: count(|report| report.unexplained().next().is_some()),
            clean_runs: self.summary.clean_runs,
            false_alarms: self.false_alarms.len(),
            duration_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        };
    }

    /// Whether the suite is what it should be.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.iter().all(FaultReport::is_sound) && self.false_alarms.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use mpnspec_model::fault::Fault;
    use mpnspec_model::requirement::{MINTING_HAS_NO_BODY, MINTING_IS_201};

    use super::*;

    fn report(blamed: &[Requirement]) -> FaultReport {
        let fault = Fault::named("minting-is-200").expect("the table has it");
        let blamed: BTreeMap<_, _> = blamed.iter().map(|requirement| (*requirement, 1)).collect();
        let by = if blamed.contains_key(&MINTING_IS_201) { vec!["a/case"] } else { Vec::new() };
        FaultReport::new(fault, &blamed, by, 7)
    }

    fn proof(reports: Vec<FaultReport>, alarms: Vec<FalseAlarm>) -> Proof {
        let mut proof = Proof::default();
        reports.into_iter().for_each(|report| proof.add(News::Fault(Box::new(report))));
        proof.add(News::Clean(1, alarms));
        proof.close(Duration::from_millis(1500));
        proof
    }

    #[test]
    fn a_suite_that_catches_what_is_wrong_and_nothing_else_holds() {
        let proof = proof(vec![report(&[MINTING_IS_201])], Vec::new());
        assert!(proof.holds());
        let Summary { faults, caught, blame_right, clean_runs, duration_ms, .. } = proof.summary;
        assert_eq!((faults, caught, blame_right, clean_runs, duration_ms), (1, 1, 1, 1, 1500));
    }

    #[test]
    fn whatever_is_missed_or_blamed_besides_or_blamed_wrongly_is_told() {
        let missed = report(&[]);
        assert!(!missed.caught && missed.missed == [MINTING_IS_201.id()]);
        let besides = report(&[MINTING_IS_201, MINTING_HAS_NO_BODY]);
        assert_eq!(besides.unexplained().count(), 1);
        let alarm = FalseAlarm { seed: 1, case: "a/case", why: "fail".into() };
        for (reports, alarms) in
            [(vec![missed], vec![]), (vec![besides], vec![]), (vec![], vec![alarm])]
        {
            assert!(!proof(reports, alarms).holds());
        }
    }

    #[test]
    fn the_page_names_what_was_caught() {
        let page = proof(vec![report(&[MINTING_IS_201])], Vec::new()).coverage();
        assert!(page.contains("| hub-ids/minting-is-201 | must |"), "{page}");
        let row = page.lines().find(|line| line.starts_with("| hub-ids/minting-is-201 |"));
        assert!(row.is_some_and(|row| row.ends_with("| minting-is-200 |")), "{row:?}");
        assert!(page.contains("| M-17 | untestable: any order of two batches is allowed |"));
    }
}
