//! `mpnspec list`: what there is.

use std::collections::BTreeMap;

use clap::ValueEnum as _;
use mpnspec_harness::prove::filed;
use mpnspec_harness::verdict::Exit;
use mpnspec_model::dispute::{self, Profile, Stance};
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::ledger;
use mpnspec_model::requirement::{ALL, Check, Level, Requirement, Role};
use mpnspec_suite::capability::meaning;
use mpnspec_suite::case::Case;
use mpnspec_suite::cases;
use serde_json::{Value, json};

use crate::arguments::{List, What};
use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn list(arguments: &List, mut out: Output) -> Result<Exit, Failure> {
    let lines = match (arguments.what, arguments.json) {
        (None, false) => overview(arguments),
        (None, true) => {
            let members = What::value_variants()
                .iter()
                .map(|what| (name(*what).to_owned(), Value::Array(rows(*what, arguments))));
            pretty(&Value::Object(members.collect()))
        }
        (Some(what), true) => pretty(&Value::Array(rows(what, arguments))),
        (Some(what), false) => table(what, arguments),
    };
    out.lines(lines)?;
    Ok(Exit::Conformant)
}

/// The cases of a selection: id, role, and the levels of what they verify.
pub(crate) fn selected<'c>(cases: impl Iterator<Item = &'c Case>) -> Vec<String> {
    let levels = |case: &Case| {
        let mut levels: Vec<Level> =
            case.verifies.iter().map(|requirement| requirement.level()).collect();
        levels.sort_unstable();
        levels.dedup();
        levels.iter().map(|level| level.name()).collect::<Vec<_>>().join(", ")
    };
    aligned(cases.map(|case| vec![case.id.into(), case.role.to_string(), levels(case)]).collect())
}

/// The cases that verify a requirement.
pub(crate) fn verifying(requirement: Requirement) -> impl Iterator<Item = &'static Case> {
    cases::all().filter(move |case| case.verifies.contains(&requirement))
}

/// What cases need, each with the cases that need it.
pub(crate) fn capabilities() -> BTreeMap<&'static str, Vec<&'static Case>> {
    let mut needed: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for case in cases::all() {
        for need in case.needs() {
            needed.entry(need).or_default().push(case);
        }
    }
    needed
}

/// The letter, or letters, of what the default profile takes a dispute to mean.
pub(crate) fn default_reading(dispute: &dispute::Dispute) -> String {
    let holds = |reading: &&dispute::Reading| Profile::DEFAULT.stance(**reading) == Stance::Holds;
    let letters: Vec<_> =
        dispute.readings.iter().filter(holds).map(|reading| reading.letter()).collect();
    if letters.is_empty() { "recorded".into() } else { letters.join(", ") }
}

// ---- what is listed -------------------------------------------------------------------------

const fn name(what: What) -> &'static str {
    match what {
        What::Requirements => "requirements",
        What::Cases => "cases",
        What::Disputes => "disputes",
        What::Capabilities => "capabilities",
        What::Faults => "faults",
        What::Ledger => "ledger",
    }
}

fn requirements(arguments: &List) -> impl Iterator<Item = Requirement> {
    let (role, level) = (arguments.role, arguments.level);
    ALL.iter().copied().filter(move |requirement| {
        role.is_none_or(|role| requirement.role() == role)
            && level.is_none_or(|level| requirement.level() == level)
    })
}

fn listed_cases(arguments: &List) -> impl Iterator<Item = &'static Case> {
    let (role, level) = (arguments.role, arguments.level);
    cases::all().filter(move |case| {
        role.is_none_or(|role| case.role == role)
            && level.is_none_or(|level| {
                case.verifies.iter().any(|requirement| requirement.level() == level)
            })
    })
}

/// The disputes that a requirement of the role and level rests on; all if neither is asked for.
fn disputes(arguments: &List) -> impl Iterator<Item = &'static dispute::Dispute> {
    let everything = arguments.role.is_none() && arguments.level.is_none();
    dispute::ALL.iter().filter(move |dispute| {
        everything
            || requirements(arguments)
                .any(|requirement| requirement.statements().any(|id| id == dispute.id))
    })
}

fn listed_capabilities(arguments: &List) -> Vec<(&'static str, Vec<&'static Case>)> {
    let asked = |case: &&'static Case| listed_cases(arguments).any(|listed| listed.id == case.id);
    let rows = capabilities()
        .into_iter()
        .map(|(name, cases)| (name, cases.into_iter().filter(asked).collect()));
    rows.filter(|(_, cases): &(_, Vec<_>)| !cases.is_empty()).collect()
}

/// The faults of the role, and that break a requirement of the level.
fn faults(arguments: &List) -> impl Iterator<Item = &'static Fault> {
    let (role, level) = (arguments.role, arguments.level);
    fault::all().filter(move |fault| {
        role.is_none_or(|role| fault.role() == role)
            && level.is_none_or(|level| fault.breaks.iter().any(|it| it.level() == level))
    })
}

/// The statements on which a requirement of the role and level rests; all if neither is asked for.
fn ledger(arguments: &List) -> impl Iterator<Item = &'static str> {
    let everything = arguments.role.is_none() && arguments.level.is_none();
    let ids = ledger::ids().into_iter();
    ids.filter(move |id| {
        everything || requirements(arguments).any(|it| it.statements().any(|other| other == *id))
    })
}

// ---- as text --------------------------------------------------------------------------------

fn overview(arguments: &List) -> Vec<String> {
    let levels = Level::ALL.iter().map(|level| {
        let count =
            requirements(arguments).filter(|requirement| requirement.level() == *level).count();
        format!("{count} {level}")
    });
    let untested = requirements(arguments)
        .filter(|requirement| matches!(requirement.check(), Check::Untested(_)))
        .count();
    let roles = Role::ALL.iter().filter_map(|role| {
        let count = listed_cases(arguments).filter(|case| case.role == *role).count();
        (count > 0).then(|| format!("{count} {role}"))
    });
    let count = |what: &str, count: usize, detail: String| {
        format!("{what:<12}  {count:>4}  {detail}").trim_end().to_owned()
    };
    let levels = levels.collect::<Vec<_>>().join(", ");
    vec![
        count("requirements", requirements(arguments).count(), format!("{levels}; {untested} untested")),
        count("cases", listed_cases(arguments).count(), roles.collect::<Vec<_>>().join(", ")),
        count("disputes", disputes(arguments).count(), String::new()),
        count("capabilities", listed_capabilities(arguments).len(), String::new()),
        count("faults", faults(arguments).count(), String::new()),
        count("ledger", ledger(arguments).count(), "statements and open questions".into()),
        String::new(),
        "`mpnspec list requirements`, and so on, shows each of them; `mpnspec explain ID` says more.".into(),
    ]
}

fn table(what: What, arguments: &List) -> Vec<String> {
    let rows: Vec<Vec<String>> = match what {
        What::Requirements => requirements(arguments).map(requirement_row).collect(),
        What::Cases => listed_cases(arguments).map(case_row).collect(),
        What::Disputes => disputes(arguments)
            .map(|dispute| {
                vec![dispute.id.into(), dispute.question.into(), default_reading(dispute)]
            })
            .collect(),
        What::Capabilities => listed_capabilities(arguments)
            .into_iter()
            .map(|(name, cases)| capability_row(name, &cases))
            .collect(),
        What::Faults => faults(arguments).map(fault_row).collect(),
        What::Ledger => ledger(arguments).map(|id| vec![id.into(), filed(id)]).collect(),
    };
    aligned(rows)
}

fn requirement_row(requirement: Requirement) -> Vec<String> {
    let cases = match requirement.check() {
        Check::Untested(why) => format!("untested: {why}"),
        Check::Cases => counted(verifying(requirement).count()),
    };
    let (level, role) = (requirement.level().to_string(), requirement.role().to_string());
    vec![requirement.id().into(), level, role, requirement.edition().to_string(), cases]
}

fn case_row(case: &Case) -> Vec<String> {
    let verifies: Vec<_> = case.verifies.iter().map(|requirement| requirement.id()).collect();
    let needs = case.needs();
    let needs = if needs.is_empty() { "-".into() } else { needs.join(", ") };
    vec![case.id.into(), case.role.to_string(), needs, verifies.join(", ")]
}

fn capability_row(name: &str, cases: &[&Case]) -> Vec<String> {
    let mut roles: Vec<_> = cases.iter().map(|case| case.role.name()).collect();
    roles.dedup();
    let means = meaning(name).unwrap_or_default();
    vec![name.into(), roles.join(", "), counted(cases.len()), means.into()]
}

fn fault_row(fault: &Fault) -> Vec<String> {
    let breaks: Vec<_> = fault.breaks.iter().map(|it| it.id()).collect();
    vec![fault.name.into(), fault.role().to_string(), breaks.join(", "), fault.text.into()]
}

fn counted(cases: usize) -> String {
    if cases == 1 { "1 case".into() } else { format!("{cases} cases") }
}

/// Rows as lines whose columns begin below each other; the last one is as wide as it likes.
fn aligned(rows: Vec<Vec<String>>) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in &rows {
        for (column, cell) in row.iter().enumerate() {
            match widths.get_mut(column) {
                Some(width) => *width = (*width).max(cell.chars().count()),
                None => widths.push(cell.chars().count()),
            }
        }
    }
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

// ---- as JSON --------------------------------------------------------------------------------

fn rows(what: What, arguments: &List) -> Vec<Value> {
    let ids = |cases: &mut dyn Iterator<Item = &'static Case>| {
        cases.map(|case| case.id).collect::<Vec<_>>()
    };
    match what {
        What::Requirements => requirements(arguments)
            .map(|requirement| {
                let untested = match requirement.check() {
                    Check::Untested(why) => Some(why),
                    Check::Cases => None,
                };
                json!({
                    "id": requirement.id(),
                    "level": requirement.level().name(),
                    "role": requirement.role().name(),
                    "edition": requirement.edition().name(),
                    "text": requirement.text(),
                    "source": requirement.source(),
                    "statements": requirement.statements().collect::<Vec<_>>(),
                    "cases": ids(&mut verifying(requirement)),
                    "untested": untested,
                })
            })
            .collect(),
        What::Cases => listed_cases(arguments)
            .map(|case| {
                let verifies: Vec<_> = case.verifies.iter().map(|requirement| requirement.id()).collect();
                json!({ "id": case.id, "role": case.role.name(), "needs": case.needs(), "verifies": verifies })
            })
            .collect(),
        What::Disputes => disputes(arguments)
            .map(|dispute| {
                let readings = dispute.readings.iter().map(|reading| {
                    json!({
                        "letter": reading.letter(),
                        "text": reading.text(),
                        "statements": reading.statements().collect::<Vec<_>>(),
                        "default": stance(Profile::DEFAULT.stance(*reading)),
                    })
                });
                json!({
                    "id": dispute.id,
                    "question": dispute.question,
                    "why": dispute.why,
                    "readings": readings.collect::<Vec<_>>(),
                })
            })
            .collect(),
        What::Capabilities => listed_capabilities(arguments)
            .into_iter()
            .map(|(name, cases)| json!({ "name": name, "cases": ids(&mut cases.into_iter()) }))
            .collect(),
        What::Ledger => ledger(arguments)
            .map(|id| {
                let rests = |it: &Requirement| it.statements().any(|other| other == id);
                let resting = ALL.iter().copied().filter(rests).collect::<Vec<_>>();
                let filing = ledger::filing(id).map(|filing| filing.to_string());
                let requirements = resting.iter().map(|it| it.id()).collect::<Vec<_>>();
                json!({ "id": id, "requirements": requirements, "filing": filing })
            })
            .collect(),
        What::Faults => faults(arguments)
            .map(|fault| {
                let breaks: Vec<_> = fault.breaks.iter().map(|it| it.id()).collect();
                json!({
                    "name": fault.name,
                    "role": fault.role().name(),
                    "text": fault.text,
                    "profile": fault.profile,
                    "breaks": breaks,
                })
            })
            .collect(),
    }
}

/// The word for what a profile makes of a reading.
pub(crate) const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Holds => "holds",
        Stance::Noted => "noted",
        Stance::Rejected => "rejected",
    }
}

fn pretty(value: &Value) -> Vec<String> {
    vec![format!("{value:#}")]
}
