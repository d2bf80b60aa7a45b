//! Runs cases side by side, each on its own channels, and tells what happens.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::fault::Fault;
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::Role;
use mpnspec_suite::case::Case;
use tokio::sync::mpsc;

use crate::adapter::LinkError;
use crate::event::{CaseReport, Event, RunReport, RunStarted};
use crate::plan::Selection;
use crate::play::{End, Played, backend, device, hub, push_service, sender};
use crate::report::{ReportError, Reporter};
use crate::subject::{Origin, Subject};
use crate::verdict::{Exit, Verdict};
use crate::{exchange, outcome};

mod shop;
mod total;

pub(crate) use shop::Shop;
pub(crate) use shop::{AUTHORITY_VARIABLES, IDENTITY_VARIABLES};
pub(crate) use total::Total;

/// What a run is made of.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The subject.
    pub origin: Origin,
    /// The cases.
    pub selection: Selection,
    /// Where everything random comes from.
    pub seed: u64,
    /// How many cases are run side by side, at most.
    pub jobs: usize,
    /// How long a subject may take for one command or exchange.
    pub limit: Duration,
    /// How the documents are read.
    pub profile: Profile,
    /// The profile's name, and interpretations.
    pub profile_name: String,
    /// Which edition of the documents counts.
    pub edition: Edition,
    /// Where the hub behind a backend listens, and what its key is.
    pub hub: backend::mock::Known,
    /// How our own peer of a role is wrong.
    pub fault: Option<&'static Fault>,
}

impl Settings {
    /// The words that ask for the same terms on a command line, as far as they are not the usual ones.
    fn terms(&self) -> String {
        let mut words = String::new();
        let mut names = self.profile_name.split(' ');
        if let Some(profile) = names.next().filter(|profile| *profile != "default") {
            words += &format!(" --profile {profile}");
        }
        for interpretation in names {
            words += &format!(" --interpretation {interpretation}");
        }
        if self.edition != Edition::V8_0 {
            words += &format!(" --edition {}", self.edition);
        }
        if self.limit != USUAL_LIMIT {
            words += &format!(" --timeout {}", self.limit.as_secs_f64());
        }
        if let Some(fault) = self.fault {
            words += &format!(" --fault {}", fault.name);
        }
        words + &self.hub.words()
    }
}

/// How long a subject may take for one command or exchange, unless somebody says otherwise.
pub const USUAL_LIMIT: Duration = Duration::from_secs(10);

/// So many times a command may take, so long may a case.
const CASE_LIMIT: u32 = 60;

/// A subject that could not be started so often in a row is not started again.
const STARTS: u32 = 3;

/// Why there is no result.
#[derive(Debug)]
pub enum RunError {
    /// The selection picks no case.
    NothingSelected,
    /// The subject could not be started or reached.
    Subject(LinkError),
    /// A report could not be written.
    Report(ReportError),
    /// Our own code failed.
    Suite(String),
}

impl RunError {
    /// How the process ends.
    #[must_use]
    pub const fn exit(&self) -> Exit {
        match self {
            Self::NothingSelected => Exit::NothingRan,
            Self::Subject(_) => Exit::Unreachable,
            Self::Report(_) | Self::Suite(_) => Exit::SuiteError,
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingSelected => {
                f.write_str("no case is selected; `mpnspec list cases` shows all of them")
            }
            Self::Subject(error) => write!(f, "the subject could not be started: {error}"),
            Self::Report(error) => write!(f, "{error}"),
            Self::Suite(error) => write!(f, "the suite failed: {error}"),
        }
    }
}

impl std::error::Error for RunError {}

impl From<ReportError> for RunError {
    fn from(error: ReportError) -> Self {
        Self::Report(error)
    }
}

/// Runs the selected cases, and tells a reporter.
///
/// # Errors
///
/// Nothing is selected, a subject does not start, or a report cannot be written. What happens to a
/// subject later costs no more than the case in which it happens.
pub async fn run(
    settings: Settings,
    reporter: &mut impl Reporter,
) -> Result<(RunReport, Exit), RunError> {
    let started = Instant::now();
    let cases: VecDeque<&'static Case> = settings.selection.cases().collect();
    if cases.is_empty() {
        return Err(RunError::NothingSelected);
    }
    let shop = Arc::new(Shop::open(settings).await?);
    let (settings, roles) = (&shop.settings, &shop.roles());

    let mut first = Worker::default();
    let mut subjects = Vec::new();
    for &role in roles {
        let subject = first.subject(role, &shop).await.map_err(RunError::Subject)?;
        subjects.push(subject.info(role, &settings.origin));
    }
    reporter.tell(&Event::RunStarted(RunStarted {
        subjects,
        seed: settings.seed,
        profile: settings.profile_name.clone(),
        edition: settings.edition,
        cases: cases.len(),
    }))?;

    let (tell, mut told) = mpsc::unbounded_channel();
    let queue = Arc::new(Mutex::new(cases));
    let mut spare = Some(first);
    for _ in 0..shop.workers() {
        let worker = spare.take().unwrap_or_default();
        tokio::spawn(work(worker, Arc::clone(&queue), Arc::clone(&shop), tell.clone()));
    }
    drop(tell);

    let mut total = Total::default();
    while let Some(event) = told.recv().await {
        if let Event::CaseFinished(report) = &event {
            total.add(report);
        }
        reporter.tell(&event)?;
    }
    let (report, exit) = total.close(settings, roles, started.elapsed());
    reporter.tell(&Event::RunFinished(Box::new(report.clone())))?;
    Ok((report, exit))
}

/// Who plays cases, one after the other, each against a subject of its own.
#[derive(Default)]
pub(crate) struct Worker {
    subjects: BTreeMap<Role, Subject>,
    /// How often in a row the subject of a role could not be started.
    failures: BTreeMap<Role, u32>,
    pushes: Option<push_service::Bench>,
    sends: Option<sender::Bench>,
    devices: Option<device::Bench>,
    backends: Option<backend::Bench>,
    hubs: Option<hub::Bench>,
}

impl Worker {
    pub(crate) async fn subject(
        &mut self,
        role: Role,
        shop: &Shop,
    ) -> Result<&mut Subject, LinkError> {
        if let std::collections::btree_map::Entry::Vacant(vacant) = self.subjects.entry(role) {
            let failures = self.failures.entry(role).or_default();
            if *failures >= STARTS {
                return Err(LinkError::Unreachable(format!(
                    "it failed to start {STARTS} times in a row"
                )));
            }
            *failures += 1;
            let unreachable =
                |error: mpnspec_peers::wire::WireError| LinkError::Unreachable(error.to_string());
            let limit = shop.settings.limit;
            let mut terms = shop.terms.clone();
            // A backend has to be told of the hub behind it when it starts.
            if role == Role::Backend && self.backends.is_none() {
                let known = &shop.settings.hub;
                let bench = backend::Bench::start(&shop.authority, known, limit);
                self.backends = Some(bench.await.map_err(unreachable)?);
            }
            if let (Role::Backend, Some(bench)) = (role, &self.backends) {
                terms.hub = Some(bench.hub());
            }
            vacant.insert(Subject::start(&shop.settings.origin, role, &terms).await?);
            *failures = 0;
        }
        let gone = || LinkError::Unreachable("the subject is gone".into());
        self.subjects.get_mut(&role).ok_or_else(gone)
    }

    async fn play(&mut self, case: &Case, shop: &Shop) -> Result<Played, LinkError> {
        let settings = &shop.settings;
        self.subject(case.role, shop).await?;
        let unreachable =
            |error: mpnspec_peers::wire::WireError| LinkError::Unreachable(error.to_string());
        if case.role == Role::PushService && self.pushes.is_none() {
            self.pushes = Some(push_service::Bench::start(settings.limit).await);
        }
        if case.role == Role::Sender && self.sends.is_none() {
            self.sends = Some(sender::Bench::start(&shop.authority).await.map_err(unreachable)?);
        }
        if case.role == Role::Device && self.devices.is_none() {
            let bench = device::Bench::start(&shop.authority, settings.limit);
            self.devices = Some(bench.await.map_err(unreachable)?);
        }
        if case.role == Role::Hub && self.hubs.is_none() {
            let bench = hub::Bench::start(&shop.authority, settings.limit);
            self.hubs = Some(bench.await.map_err(unreachable)?);
        }
        let terms = (settings.seed, settings.limit.saturating_mul(CASE_LIMIT));
        let gone = || LinkError::Unreachable("the subject is gone".into());
        let subject = self.subjects.get_mut(&case.role).ok_or_else(gone)?;
        let no_bench =
            || LinkError::Unimplemented(format!("no case of the role {} can be played", case.role));
        Ok(match case.role {
            Role::PushService => {
                let bench = self.pushes.as_mut().ok_or_else(no_bench)?;
                push_service::play(case, subject, &settings.origin, bench, terms).await
            }
            Role::Sender => {
                let bench = self.sends.as_mut().ok_or_else(no_bench)?;
                sender::play(case, subject, bench, terms).await
            }
            Role::Device => {
                let bench = self.devices.as_mut().ok_or_else(no_bench)?;
                device::play(case, subject, bench, terms).await
            }
            Role::Backend => {
                let bench = self.backends.as_mut().ok_or_else(no_bench)?;
                backend::play(case, subject, bench, terms).await
            }
            Role::Hub => {
                let bench = self.hubs.as_mut().ok_or_else(no_bench)?;
                hub::play(case, subject, bench, terms).await
            }
            Role::Parser => return Err(no_bench()),
        })
    }
}

async fn work(
    mut worker: Worker,
    queue: Arc<Mutex<VecDeque<&'static Case>>>,
    shop: Arc<Shop>,
    tell: mpsc::UnboundedSender<Event>,
) {
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        let Some(case) = next else { return };
        let _ = tell.send(Event::CaseStarted { id: case.id.into() });
        let started = Instant::now();
        let shared = Arc::clone(&shop);
        // A task of its own, so that a panic of ours costs one case and not the run.
        let played = tokio::spawn(async move {
            let (report, _) = put(&mut worker, case, &shared).await;
            (worker, report)
        });
        let mut report = match played.await {
            Ok((kept, report)) => {
                worker = kept;
                report
            }
            Err(error) => {
                worker = Worker::default();
                let why = format!("our code failed: {error}");
                CaseReport { verdict: Verdict::SuiteError, reason: Some(why), ..blank(case, &shop) }
            }
        };
        report.duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let _ = tell.send(Event::CaseFinished(Box::new(report)));
    }
}

/// Puts a case to the subject, has it judged, and says what came of it, and how it went if it was played.
pub(crate) async fn put(
    worker: &mut Worker,
    case: &'static Case,
    shop: &Shop,
) -> (CaseReport, Option<Played>) {
    let blank = blank(case, shop);
    match worker.subject(case.role, shop).await {
        Ok(subject) => {
            let mut missing: Vec<_> =
                case.needs().into_iter().filter(|need| !subject.can(need)).collect();
            let spared =
                shop.affordable.as_ref().is_some_and(|affordable| !affordable.contains(case.id));
            if missing.is_empty() && spared {
                missing.push("open");
            }
            if !missing.is_empty() {
                let reason = Some(format!("needs {}", missing.join(", ")));
                return (CaseReport { verdict: Verdict::Skipped, reason, ..blank }, None);
            }
        }
        Err(error) => {
            let reason = Some(format!("the subject could not be started again: {error}"));
            return (CaseReport { verdict: Verdict::CouldNotRun, reason, ..blank }, None);
        }
    }
    let played = match worker.play(case, shop).await {
        Ok(played) => played,
        Err(error) => {
            let reason = Some(error.to_string());
            return (CaseReport { verdict: Verdict::CouldNotRun, reason, ..blank }, None);
        }
    };
    let mut report = judged(case, &played, shop, blank);
    let secrets = worker.subjects.get(&case.role).map(|subject| subject.secrets.clone());
    if matches!(played.end, End::Crashed(_) | End::TimedOut(_)) {
        let fallen = worker.subjects.remove(&case.role);
        report.output = fallen.and_then(|subject| subject.link.output());
    }
    if let Some(secrets) = secrets {
        // Both may be in the subject's own words, which no player has seen.
        report.reason = report.reason.map(|text| secrets.left_out_of(&text));
        report.output = report.output.map(|text| secrets.left_out_of(&text));
    }
    (report, Some(played))
}

fn judged(case: &Case, played: &Played, shop: &Shop, blank: CaseReport) -> CaseReport {
    let Settings { edition, profile, .. } = &shop.settings;
    let rulings = judge(&played.transcript, *edition, profile);
    let (mut verdict, mut reason) = outcome::verdict(case, played, &rulings, (*edition, profile));
    let ours = matches!(shop.settings.origin, Origin::Embedded) && shop.settings.fault.is_none();
    if let Some(unmet) =
        played.unmet.first().filter(|_| ours && matches!(verdict, Verdict::Pass | Verdict::Note))
    {
        (verdict, reason) = (
            Verdict::SuiteError,
            Some(format!("our own peer is not as the case expects: {unmet}")),
        );
    }
    let findings = rulings.violations.iter().chain(&rulings.notes);
    CaseReport {
        verdict,
        reason,
        rulings: outcome::rulings(&played.transcript, &rulings, (*edition, profile)),
        exchanges: exchange::around(&played.transcript, findings),
        ..blank
    }
}

fn blank(case: &Case, shop: &Shop) -> CaseReport {
    let settings = &shop.settings;
    let (subject, seed) = (settings.origin.arguments(), settings.seed);
    CaseReport {
        id: case.id.into(),
        role: case.role,
        verdict: Verdict::Pass,
        reason: None,
        scored: outcome::is_scored(case, settings.edition),
        requirements: case.verifies.to_vec(),
        rulings: Vec::new(),
        exchanges: Vec::new(),
        output: None,
        duration_ms: 0,
        reproduce: format!("mpnspec replay {}{subject} --seed {seed}{}", case.id, settings.terms()),
    }
}
