//! What is the matter, the worst first: each finding once in full, then where else it was made.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::iter;

use mpnspec_model::requirement::Requirement;

use super::{Page, Paint, counted};
use crate::report::json::{Case, Report, Ruling};
use crate::verdict::{RulingOutcome, Verdict};

/// How many cases are told in full; of the others, the ids are.
const IN_FULL: usize = 50;

/// How many other cases are named beside a finding.
const NAMED: usize = 20;

/// The verdicts that are told, the worst first; notes only if they are asked for.
const ORDER: &[Verdict] = &[
    Verdict::Fail,
    Verdict::Crash,
    Verdict::Timeout,
    Verdict::SuiteError,
    Verdict::CouldNotRun,
    Verdict::Warn,
    Verdict::Note,
];

pub(super) fn tell<W: Write>(page: &mut Page<W>, report: &Report, verbose: bool) -> io::Result<()> {
    let told = &ORDER[..ORDER.len() - usize::from(!verbose)];
    let cases: Vec<&Case> = [true, false]
        .into_iter()
        .flat_map(|scored| told.iter().map(move |verdict| (scored, *verdict)))
        .flat_map(|group| {
            report.cases.iter().filter(move |case| (case.scored, case.verdict) == group)
        })
        .collect();
    let made = made_in(&cases, verbose);

    let is_first = |case: &Case, finding: &Finding<'_>| made[finding][0] == case.id;
    let (new, repeated): (Vec<&Case>, Vec<&Case>) = cases
        .iter()
        .partition(|case| findings(case, verbose).iter().any(|finding| is_first(case, finding)));
    let (full, brief) = new.split_at(new.len().min(IN_FULL));

    for case in full {
        page.blank()?;
        tell_case(page, case, verbose, &made)?;
    }
    let is_told = |case: &Case| {
        findings(case, verbose)
            .iter()
            .all(|finding| full.iter().any(|told| is_first(told, finding)))
    };
    let rest: Vec<&Case> =
        brief.iter().copied().chain(repeated.into_iter().filter(|case| !is_told(case))).collect();
    if !rest.is_empty() {
        page.blank()?;
        page.line(Paint::Strong, &format!("and {} more:", counted(rest.len(), "case")))?;
        for case in rest {
            page.line(Paint::Plain, &format!("  {:<13}  {}", case.verdict.name(), case.id))?;
        }
    }
    Ok(())
}

/// Something that is the matter; equal ones are told once.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
enum Finding<'r> {
    Ruled(&'r str, RulingOutcome, Option<&'r str>, Option<&'r str>),
    Ended(Verdict, Option<&'r str>),
}

fn findings(case: &Case, verbose: bool) -> Vec<Finding<'_>> {
    let ruled = rulings(case, verbose).map(finding);
    let ended = Finding::Ended(case.verdict, case.reason.as_deref());
    match case.verdict {
        Verdict::Fail | Verdict::Warn | Verdict::Note if ruled.clone().next().is_some() => {
            ruled.collect()
        }
        _ => iter::once(ended).chain(ruled).collect(),
    }
}

fn finding(ruling: &Ruling) -> Finding<'_> {
    let (expected, found) = (ruling.expected.as_deref(), ruling.found.as_deref());
    Finding::Ruled(&ruling.requirement, ruling.outcome, expected, found)
}

fn rulings(case: &Case, verbose: bool) -> impl Iterator<Item = &Ruling> + Clone {
    case.rulings.iter().filter(move |ruling| match ruling.outcome {
        RulingOutcome::Violated => true,
        RulingOutcome::Noted => verbose,
        RulingOutcome::Upheld | RulingOutcome::NotExercised => false,
    })
}

/// The ids of the cases in which each finding was made, in the order of telling.
fn made_in<'r>(cases: &[&'r Case], verbose: bool) -> BTreeMap<Finding<'r>, Vec<&'r str>> {
    let mut made: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for case in cases {
        for finding in findings(case, verbose) {
            let ids = made.entry(finding).or_default();
            if ids.last() != Some(&case.id.as_str()) {
                ids.push(&case.id);
            }
        }
    }
    made
}

fn tell_case<W: Write>(
    page: &mut Page<W>,
    case: &Case,
    verbose: bool,
    made: &BTreeMap<Finding<'_>, Vec<&str>>,
) -> io::Result<()> {
    let paint = match case.verdict {
        Verdict::Warn | Verdict::Note => Paint::Doubtful,
        _ if !case.scored => Paint::Doubtful,
        _ => Paint::Bad,
    };
    let verdict = page.painted(paint, &case.verdict.name().to_uppercase());
    let id = page.painted(Paint::Strong, &case.id);
    let remark = match case.verdict {
        Verdict::SuiteError => " (our fault, not the subject's)",
        _ if !case.scored => " (not scored: a rule of a later edition)",
        _ => "",
    };
    writeln!(page.out, "{verdict} {id}{remark}")?;

    if let Some(reason) = &case.reason {
        page.line(Paint::Plain, &format!("  because: {reason}"))?;
    }
    for finding in findings(case, verbose) {
        if let Finding::Ended(..) = finding {
            tell_others(page, case, &made[&finding])?;
        }
    }
    let mut told: Vec<Finding<'_>> = Vec::new();
    for ruling in rulings(case, verbose) {
        let finding = finding(ruling);
        if told.contains(&finding) {
            continue;
        }
        told.push(finding);
        match made[&finding][0] {
            first if first == case.id => {
                tell_ruling(page, ruling)?;
                tell_others(page, case, &made[&finding])?;
            }
            first => {
                page.line(Paint::Plain, &format!("  {}: as in {first}", ruling.requirement))?
            }
        }
    }
    tell_evidence(page, case)
}

fn tell_ruling<W: Write>(page: &mut Page<W>, ruling: &Ruling) -> io::Result<()> {
    match Requirement::from_id(&ruling.requirement) {
        Some(rule) => {
            page.line(Paint::Plain, &format!("  {rule} ({})", rule.level()))?;
            page.line(Paint::Plain, &format!("    {}", rule.text()))?;
            page.line(Paint::Dim, &format!("    source    {}", rule.source()))?;
        }
        None => page.line(Paint::Plain, &format!("  {}", ruling.requirement))?,
    }
    let facts =
        [("expected", &ruling.expected), ("found", &ruling.found), ("field", &ruling.field)];
    for (name, fact) in facts {
        if let Some(fact) = fact {
            page.line(Paint::Plain, &format!("    {name:<8}  {fact}"))?;
        }
    }
    Ok(())
}

fn tell_others<W: Write>(page: &mut Page<W>, case: &Case, ids: &[&str]) -> io::Result<()> {
    let others: Vec<&str> = ids.iter().copied().filter(|id| *id != case.id).collect();
    if others.is_empty() {
        return Ok(());
    }
    let (named, counted) = others.split_at(others.len().min(NAMED));
    let more =
        if counted.is_empty() { String::new() } else { format!(" and {} more", counted.len()) };
    page.line(Paint::Plain, &format!("    also in   {}{more}", named.join(", ")))
}

fn tell_evidence<W: Write>(page: &mut Page<W>, case: &Case) -> io::Result<()> {
    for exchange in &case.exchanges {
        for line in &exchange.request {
            page.line(Paint::Dim, &format!("    > {line}"))?;
        }
        for line in exchange.response.iter().flatten() {
            page.line(Paint::Dim, &format!("    < {line}"))?;
        }
        if exchange.response.is_none() {
            page.line(Paint::Dim, "    (no response)")?;
        }
    }
    if !case.output.is_empty() {
        page.line(Paint::Plain, "    the last that the subject printed:")?;
        for line in &case.output {
            page.line(Paint::Dim, &format!("    | {line}"))?;
        }
    }
    page.line(Paint::Plain, &format!("  reproduce: {}", case.reproduce))
}
