//! Proves the suite: every fault is caught and blamed on what it breaks, and unbroken peers are never blamed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::fault::Fault;
use mpnspec_model::requirement::{Level, Requirement, Role};
use mpnspec_suite::case::Case;
use mpnspec_suite::cases;
use tokio::sync::mpsc;

use crate::event::CaseReport;
use crate::plan::Selection;
use crate::play::backend::mock::Known;
use crate::run::{RunError, Settings, Shop, USUAL_LIMIT, Worker, put};
use crate::subject::Origin;
use crate::verdict::{RulingOutcome, Verdict};

mod cover;
mod coverage;
mod example;
mod report;

pub use coverage::filed;
pub use example::{Example, Shown, example};
pub use report::{FaultReport, Proof, Summary};

/// What is proved, and how.
#[derive(Clone, Debug)]
pub struct Proving {
    /// The roles.
    pub roles: Vec<Role>,
    /// Their faults; those of other roles are left out.
    pub faults: Vec<&'static Fault>,
    /// How often the unbroken peers are put to all cases, each time with another seed; to long cases, such as those
    /// that use up a day's quota, only every tenth time.
    pub clean_runs: u64,
    /// The first of these seeds, and that of all faults.
    pub seed: u64,
    /// How many peers are put to the test side by side.
    pub jobs: usize,
    /// Whether each fault meets every case of its role, and not only those that may show something.
    pub every_case: bool,
}

/// A piece of news.
#[derive(Clone, Debug)]
pub enum News {
    /// A fault has met its cases.
    Fault(Box<FaultReport>),
    /// The unbroken peers have met all cases with a seed: those that blamed them, and why.
    Clean(u64, Vec<FalseAlarm>),
}

/// A case that blames somebody who is right.
#[derive(Clone, Debug, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FalseAlarm {
    /// The seed.
    pub seed: u64,
    /// The case.
    pub case: &'static str,
    /// What it says.
    pub why: String,
}

/// One thing to be done.
enum Task {
    Fault(&'static Fault),
    Clean(u64),
}

/// Proves the suite against our own peers, and tells the news as they come in.
///
/// # Errors
///
/// A peer of ours could not be started, or our own code failed.
pub async fn prove(proving: Proving, mut tell: impl FnMut(&News)) -> Result<Proof, RunError> {
    let started = Instant::now();
    let faults = proving.faults.iter().filter(|fault| proving.roles.contains(&fault.role()));
    let seeds = proving.seed..proving.seed.saturating_add(proving.clean_runs);
    // What takes longest comes first.
    let tasks = seeds.map(Task::Clean).chain(faults.map(|fault| Task::Fault(fault)));
    let tasks: Arc<Mutex<VecDeque<Task>>> = Arc::new(Mutex::new(tasks.collect()));
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let proving = Arc::new(proving);
    for _ in 0..proving.jobs.max(1) {
        let (tasks, proving, sender) = (Arc::clone(&tasks), Arc::clone(&proving), sender.clone());
        tokio::spawn(async move {
            loop {
                let next = tasks.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                let news = match next {
                    None => return,
                    Some(Task::Fault(fault)) => met(fault, &proving).await,
                    Some(Task::Clean(seed)) => clean(seed, &proving).await,
                };
                let _ = sender.send(news);
            }
        });
    }
    drop(sender);
    let mut proof = Proof::default();
    while let Some(news) = receiver.recv().await {
        let news = news?;
        tell(&news);
        proof.add(news);
    }
    proof.close(started.elapsed());
    Ok(proof)
}

fn settings(roles: &[Role], seed: u64, fault: Option<&'static Fault>) -> Settings {
    let name = fault.map_or("default", |fault| fault.profile);
    Settings {
        origin: Origin::Embedded,
        selection: Selection { roles: roles.to_vec(), ..Selection::default() },
        seed,
        jobs: 1,
        limit: if fault.is_some() { PATIENCE } else { USUAL_LIMIT },
        profile: Profile::named(name).unwrap_or(Profile::DEFAULT),
        profile_name: name.into(),
        edition: Edition::V8_0,
        hub: Known::default(),
        fault,
    }
}

/// How long a peer that is wrong may take for an answer: enough for our own, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// Cases that post more often than this, such as a day's quota, are long.
const LONG: usize = 100;

/// Of the seeds that unbroken peers meet, long cases meet one in so many.
const LONG_EVERY: u64 = 10;

async fn clean(seed: u64, proving: &Proving) -> Result<News, RunError> {
    let shop = Shop::open(settings(&proving.roles, seed, None)).await?;
    let mut worker = Worker::default();
    let mut alarms = Vec::new();
    let is_long = |case: &Case| case.posts() > LONG;
    let spared = !(seed - proving.seed).is_multiple_of(LONG_EVERY);
    for case in shop.settings.selection.cases().filter(|case| !(spared && is_long(case))) {
        let (report, _) = put(&mut worker, case, &shop).await;
        if !matches!(report.verdict, Verdict::Pass | Verdict::Note) {
            alarms.push(FalseAlarm { seed, case: case.id, why: why(&report) });
        }
    }
    Ok(News::Clean(seed, alarms))
}

fn why(report: &CaseReport) -> String {
    let violated = report.rulings.iter().filter(|it| it.outcome == RulingOutcome::Violated);
    let violated: Vec<_> = violated.map(|it| it.requirement.id()).collect();
    let reason = report.reason.as_deref().unwrap_or_default();
    format!("{} {} {reason}", report.verdict.name(), violated.join(", ")).trim_end().to_owned()
}

async fn met(fault: &'static Fault, proving: &Proving) -> Result<News, RunError> {
    let shop = Shop::open(settings(&[fault.role()], proving.seed, Some(fault))).await?;
    let mut worker = Worker::default();
    let every: Vec<&'static Case> = cases::of(fault.role()).collect();
    let chosen = if proving.every_case { every } else { cover::of(fault) };
    let (mut blamed, mut by) = (BTreeMap::<Requirement, usize>::new(), Vec::new());
    let mut failures = BTreeSet::new();
    for case in &chosen {
        let (report, _) = put(&mut worker, case, &shop).await;
        let found: BTreeSet<_> = broken(&report).collect();
        if found.iter().any(|requirement| fault.breaks.contains(requirement)) {
            by.push(case.id);
        }
        for requirement in found {
            *blamed.entry(requirement).or_default() += 1;
        }
        if report.verdict == Verdict::SuiteError {
            failures.insert(format!("{}: {}", case.id, why(&report)));
        }
    }
    if let Some(failure) = failures.pop_first() {
        return Err(RunError::Suite(format!("with the fault {}: {failure}", fault.name)));
    }
    Ok(News::Fault(Box::new(FaultReport::new(fault, &blamed, by, chosen.len()))))
}

/// What a case blames somebody for. What binds nobody is noted at most, and counts as well here.
fn broken(report: &CaseReport) -> impl Iterator<Item = Requirement> {
    report
        .rulings
        .iter()
        .filter(|ruling| match ruling.outcome {
            RulingOutcome::Violated => true,
            RulingOutcome::Noted => ruling.requirement.level() > Level::Should,
            _ => false,
        })
        .map(|ruling| ruling.requirement)
}
