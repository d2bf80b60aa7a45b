//! `mpnspec prove`: the suite against peers that are wrong, and against peers that are right.

use std::io::{IsTerminal as _, stderr};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mpnspec_harness::prove::{FaultReport, Proof, Proving, prove as prove_all};
use mpnspec_harness::verdict::Exit;
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::requirement::Role;

use crate::arguments::Prove;
use crate::failure::Failure;
use crate::output::Output;
use crate::run::{processors, runtime, usual_folder};

/// So many peers are put to the test side by side for each processor: some cases wait.
const PEERS: usize = 4;

pub(crate) fn prove(arguments: Prove, mut out: Output) -> Result<Exit, Failure> {
    let named: Vec<&'static Fault> = arguments.fault;
    let faults: Vec<_> = if named.is_empty() { fault::all().collect() } else { named };
    let roles = if arguments.roles.is_empty() {
        let with_faults = |role: &Role| faults.iter().any(|fault| fault.role() == *role);
        Role::ALL.iter().copied().filter(with_faults).collect()
    } else {
        arguments.roles
    };
    let faults: Vec<_> = faults.into_iter().filter(|fault| roles.contains(&fault.role())).collect();
    if faults.is_empty() {
        let roles: Vec<_> = roles.iter().map(|role| role.name()).collect();
        let why = format!("there are no such faults of the role {}", roles.join(", "));
        return Err(Failure::new(Exit::NothingRan, why));
    }
    let jobs = arguments.jobs.map_or_else(|| PEERS * processors(), usize::from);
    let proving = Proving {
        roles,
        faults,
        clean_runs: arguments.clean_runs,
        seed: arguments.seed,
        jobs,
        every_case: arguments.every_case,
    };
    let steps = proving.faults.len() as u64 + proving.clean_runs;
    let bar = progress(steps);
    let roles = proving.roles.clone();
    let proof = runtime()?.block_on(prove_all(proving, |_| bar.inc(1)))?;
    bar.finish_and_clear();
    let folder = arguments.report_dir.unwrap_or_else(usual_folder);
    let files = ["prove.json", "coverage.md"].map(|name| folder.join(name));
    let texts = [
        serde_json::to_string_pretty(&proof).map_err(std::io::Error::from)? + "\n",
        proof.coverage(),
    ];
    for (file, text) in files.iter().zip(texts) {
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(file, text)).map_err(
            |error| {
                Failure::usage(format!("expected to write {}, but found `{error}`", file.display()))
            },
        )?;
    }
    out.lines(told(&proof, &roles))?;
    let files = files.map(|file| file.display().to_string());
    out.lines([format!("reports: {}", files.join(", ")), sentence(&proof)])?;
    Ok(if proof.holds() { Exit::Conformant } else { Exit::NonConformant })
}

fn progress(steps: u64) -> ProgressBar {
    let target = if stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(steps), target);
    match ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What is wrong, and a row for each role.
fn told(proof: &Proof, roles: &[Role]) -> Vec<String> {
    let mut lines = Vec::new();
    for report in proof.faults.iter().filter(|report| !report.is_sound()) {
        lines.push(complaint(report));
    }
    for alarm in &proof.false_alarms {
        lines.push(format!("false alarm: seed {}, {}: {}", alarm.seed, alarm.case, alarm.why));
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(format!(
        "{:<14}{:>7}{:>8}{:>13}{:>13}",
        "role", "faults", "caught", "blame right", "unexplained"
    ));
    for role in roles {
        let mine = || proof.faults.iter().filter(|report| report.role == role.name());
        lines.push(format!(
            "{:<14}{:>7}{:>8}{:>13}{:>13}",
            role.name(),
            mine().count(),
            mine().filter(|report| report.caught).count(),
            mine().filter(|report| report.is_blamed_rightly()).count(),
            mine().filter(|report| report.unexplained().next().is_some()).count(),
        ));
    }
    lines.push(String::new());
    lines
}

fn complaint(report: &FaultReport) -> String {
    let name = format!("{} ({})", report.name, report.role);
    if !report.caught {
        let besides = if report.blamed.is_empty() {
            String::new()
        } else {
            format!(", but found {}", report.blamed.join(", "))
        };
        return format!("not caught: {name}: expected {}{besides}", report.breaks.join(", "));
    }
    let missed = match report.missed.as_slice() {
        [] => String::new(),
        missed => format!(": not blamed for {}", missed.join(", ")),
    };
    let unexplained: Vec<_> =
        report.unexplained().map(|it| format!("{} ({})", it.requirement, it.cases)).collect();
    let unexplained = match unexplained.as_slice() {
        [] => String::new(),
        unexplained => format!(": blamed besides for {}", unexplained.join(", ")),
    };
    format!("blame: {name}{missed}{unexplained}")
}

fn sentence(proof: &Proof) -> String {
    let summary = &proof.summary;
    let seconds = summary.duration_ms as f64 / 1000.0;
    format!(
        "{} of {} faults caught, {} blamed on everything that they break, {} with blame that nobody can explain; \
         {} false alarms in {} runs of unbroken peers; {seconds:.1} s",
        summary.caught,
        summary.faults,
        summary.blame_right,
        summary.collateral_unexplained,
        summary.false_alarms,
        summary.clean_runs,
    )
}
