//! What a run comes to, on one screen.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::{Page, Paint, counted};
use crate::report::FILES;
use crate::report::json::{Case, Report};
use crate::verdict::{RulingOutcome, Verdict};

/// How many different reasons are told.
const REASONS: usize = 10;

pub(super) fn tell<W: Write>(
    page: &mut Page<W>,
    report: &Report,
    folder: Option<&Path>,
) -> io::Result<()> {
    page.blank()?;
    for verdict in [Verdict::Skipped, Verdict::Unimplemented] {
        if let Some(line) = reasons(report, verdict) {
            page.line(Paint::Plain, &line)?;
        }
    }
    violated(page, report)?;
    page.line(Paint::Plain, &cases(report))?;
    page.line(Paint::Plain, &requirements(report))?;
    if let Some(folder) = folder {
        let files = FILES.map(|name| folder.join(name).display().to_string());
        page.line(Paint::Plain, &format!("reports: {}", files.join(", ")))?;
    }
    let paint = if report.conformant { Paint::Good } else { Paint::Bad };
    page.line(paint, &sentence(report))
}

/// Each requirement that was violated, with the number of cases that show it, the most first.
fn violated<W: Write>(page: &mut Page<W>, report: &Report) -> io::Result<()> {
    let mut rows: Vec<(usize, String)> = report
        .requirements
        .iter()
        .filter(|row| row.outcome == RulingOutcome::Violated)
        .map(|row| {
            let shows = |case: &&Case| {
                case.rulings.iter().any(|ruling| {
                    ruling.requirement == row.id && ruling.outcome == RulingOutcome::Violated
                })
            };
            (report.cases.iter().filter(shows).count(), format!("{} ({})", row.id, row.level))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    page.line(Paint::Plain, "violated, by the number of cases that show it:")?;
    for (count, row) in rows {
        page.line(Paint::Plain, &format!("  {count:>4}  {row}"))?;
    }
    page.blank()
}

/// Such as `skipped 12: needs clock (8), deliveries (4)`; a case that needs both counts for both.
fn reasons(report: &Report, verdict: Verdict) -> Option<String> {
    const NEEDS: &str = "needs ";
    let told = report.cases.iter().filter(|case| case.verdict == verdict);
    let told: Vec<&str> =
        told.map(|case| case.reason.as_deref().unwrap_or("no reason given")).collect();
    if told.is_empty() {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let needs: Option<Vec<&str>> = told.iter().map(|reason| reason.strip_prefix(NEEDS)).collect();
    for reason in match &needs {
        Some(needs) => needs.iter().flat_map(|need| need.split(", ")).collect(),
        None => told.clone(),
    } {
        *counts.entry(reason).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let more: usize = counts.iter().skip(REASONS).map(|&(_, count)| count).sum();
    let shown = counts.iter().take(REASONS).map(|(reason, count)| format!("{reason} ({count})"));
    let mut shown: Vec<String> = shown.collect();
    if more > 0 {
        shown.push(format!("other reasons ({more})"));
    }
    let needs = if needs.is_some() { NEEDS } else { "" };
    Some(format!("{} {}: {needs}{}", verdict.name(), told.len(), shown.join(", ")))
}

/// Such as `30 cases in 1.2 s: 28 pass, 2 fail`.
fn cases(report: &Report) -> String {
    let told = counts(report, Verdict::ALL);
    let colon = if told.is_empty() { "" } else { ": " };
    let unscored = match report.unscored {
        0 => String::new(),
        unscored => format!("; {unscored} not scored, of a later edition"),
    };
    let seconds = report.duration_ms as f64 / 1000.0;
    let cases = counted(report.cases.len(), "case");
    format!("{cases} in {seconds:.1} s{colon}{told}{unscored}")
}

/// Such as `requirements: 90 upheld, 2 violated, 1 noted, 10 not exercised, of 103`.
fn requirements(report: &Report) -> String {
    let count = |outcome| report.requirements.iter().filter(|row| row.outcome == outcome).count();
    format!(
        "requirements: {} upheld, {} violated, {} noted, {} not exercised, of {}",
        count(RulingOutcome::Upheld),
        count(RulingOutcome::Violated),
        count(RulingOutcome::Noted),
        count(RulingOutcome::NotExercised),
        report.requirements.len(),
    )
}

/// Such as `Not conformant (npm mpns 2.1.3): 2 fail, 1 crash.`; never begins with hostile text,
/// which a CI server might take for a command.
fn sentence(report: &Report) -> String {
    let subject = &report.subject;
    let warned = counts(report, &[Verdict::Warn]);
    if report.conformant {
        let but = match warned.is_empty() {
            true => String::new(),
            false => format!(", but not all that it should do is done: {warned}"),
        };
        let seen =
            report.requirements.iter().filter(|row| row.outcome != RulingOutcome::NotExercised);
        let (seen, all) = (seen.count(), report.requirements.len());
        let part = match report.summary.skipped {
            0 => String::new(),
            skipped => format!(
                " in what was tested, {seen} of {all} requirements; {} skipped",
                counted(skipped, "case")
            ),
        };
        return format!("Conformant ({subject}){part}: nothing that it must do is violated{but}.");
    }
    let against = [Verdict::Fail, Verdict::Crash, Verdict::Timeout, Verdict::CouldNotRun];
    let failed = counts(report, &against);
    let why = if failed.is_empty() { warned } else { failed };
    let ours = match report.summary.suite_error {
        0 => String::new(),
        errors => format!("{}, which is our fault", counted(errors, "suite error")),
    };
    match (why.is_empty(), ours.is_empty()) {
        (true, true) => format!("Not shown to be conformant ({subject}): nothing was verified."),
        (true, false) => format!("Not shown to be conformant ({subject}): {ours}."),
        (false, true) => format!("Not conformant ({subject}): {why}."),
        (false, false) => format!("Not conformant ({subject}): {why}; besides, {ours}."),
    }
}

/// How often these verdicts were given, those that never were left out.
fn counts(report: &Report, verdicts: &[Verdict]) -> String {
    let counts = verdicts.iter().map(|&verdict| (report.summary.count(verdict), verdict.name()));
    let told =
        counts.filter(|&(count, _)| count > 0).map(|(count, name)| format!("{count} {name}"));
    told.collect::<Vec<_>>().join(", ")
}
