//! `mpnspec explain`: everything about one id.

use mpnspec_harness::prove::{Example, Shown, example};
use mpnspec_harness::verdict::Exit;
use mpnspec_model::dispute::{self, Dispute, PROFILES, Profile, Reading, Stance};
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::requirement::{ALL, Check, Requirement};
use mpnspec_suite::capability::meaning;
use mpnspec_suite::case::Case;
use mpnspec_suite::cases;
use mpnspec_suite::describe;

use crate::failure::Failure;
use crate::list::{capabilities, default_reading, stance, verifying};
use crate::output::Output;
use crate::run::runtime;
use crate::suggest::closest;

/// So many columns a line takes, unless one word is longer.
const WIDTH: usize = 100;

pub(crate) fn explain(id: &str, mut out: Output) -> Result<Exit, Failure> {
    let needed = capabilities();
    let parts = [
        Requirement::from_id(id).map(requirement).transpose()?,
        cases::find(id).map(case),
        Dispute::from_id(&id.to_ascii_uppercase()).map(disputed),
        needed.get(id).map(|cases| capability(id, cases)),
        Fault::named(id).map(wrong),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        let ids =
            ALL.iter().map(|requirement| requirement.id()).chain(cases::all().map(|case| case.id));
        let ids =
            ids.chain(dispute::ALL.iter().map(|dispute| dispute.id)).chain(needed.keys().copied());
        let ids = ids.chain(fault::all().map(|fault| fault.name));
        let near = closest(id, ids);
        return Err(Failure::usage(format!(
            "expected the id of a requirement, a case, a dispute, a fault or a capability, but found `{id}`{near}; \
             `mpnspec list` shows what there is"
        )));
    }
    // One name may belong to a requirement and to the case that verifies it.
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        lines.extend((!lines.is_empty()).then(String::new));
        lines.extend(part);
    }
    out.lines(lines)?;
    Ok(Exit::Conformant)
}

fn requirement(requirement: Requirement) -> Result<Vec<String>, Failure> {
    let (level, role, edition) = (requirement.level(), requirement.role(), requirement.edition());
    let mut lines = vec![
        requirement.id().into(),
        format!("  {level} for a {role}, since edition {edition}"),
        String::new(),
    ];
    lines.extend(wrapped(requirement.text(), 2));
    lines.push(String::new());
    lines.extend(fact("source", requirement.source()));
    let statements: Vec<_> = requirement.statements().collect();
    lines.extend(fact("statements", &statements.join(", ")));
    for dispute in statements.iter().filter_map(|id| Dispute::from_id(id)) {
        lines.push(String::new());
        lines.extend(wrapped(&format!("{} {}", dispute.id, dispute.question), 2));
        lines.extend(dispute.readings.iter().flat_map(|reading| read(*reading)));
    }
    lines.push(String::new());
    match requirement.check() {
        Check::Untested(why) => lines.extend(fact("untested", why)),
        Check::Cases => {
            lines.push("  verified by".into());
            lines.extend(verifying(requirement).map(|case| format!("    {}", case.id)));
        }
    }
    let breaking: Vec<_> =
        fault::all().filter(|fault| fault.breaks.contains(&requirement)).collect();
    if !breaking.is_empty() {
        lines.push("  broken by".into());
        lines.extend(breaking.iter().map(|fault| format!("    {}: it {}", fault.name, fault.text)));
    }
    let Example { kept, broken } = runtime()?.block_on(example(requirement))?;
    lines.extend(kept.iter().flat_map(|kept| shown("kept in", kept)));
    lines.extend(broken.iter().flat_map(|broken| shown("broken in", broken)));
    Ok(lines)
}

/// An exchange of a run.
fn shown(head: &str, shown: &Shown) -> Vec<String> {
    let with = shown.fault.map(|fault| format!(", by a peer with the fault {fault}"));
    let mut lines =
        vec![String::new(), format!("  {head} {}{}", shown.case, with.unwrap_or_default())];
    if let Some((expected, found)) = &shown.difference {
        lines.extend(fact("  expected", expected));
        lines.extend(fact("  found", found));
    }
    let Some(exchange) = &shown.exchange else { return lines };
    let response = exchange.response.iter().flatten();
    let messages =
        [("> ", exchange.request.iter().collect::<Vec<_>>()), ("< ", response.collect())];
    for (mark, message) in messages {
        lines.extend(message.iter().map(|line| format!("    {mark}{line}").trim_end().to_owned()));
    }
    lines
}

/// A fault.
fn wrong(fault: &Fault) -> Vec<String> {
    let mut lines =
        vec![fault.name.into(), format!("  a fault of a {}: it {}", fault.role(), fault.text)];
    lines.extend([String::new(), "  breaks".into()]);
    lines.extend(fault.breaks.iter().map(|it| format!("    {it} ({})", it.level())));
    if !fault.implies.is_empty() {
        lines.push("  and with it".into());
        let implied = fault.implies.iter().map(|(it, because)| format!("    {it}: {because}"));
        lines.extend(implied);
    }
    let profile = match fault.profile {
        "default" => String::new(),
        other => format!(" --profile {other}"),
    };
    lines.push(String::new());
    lines.extend(fact("run it", &format!("mpnspec run --fault {}{profile}", fault.name)));
    lines.extend(fact("prove it", &format!("mpnspec prove --fault {} --clean-runs 0", fault.name)));
    lines
}

fn case(case: &Case) -> Vec<String> {
    let mut lines = vec![
        case.id.into(),
        format!("  a case for a {}", case.role),
        String::new(),
        "  verifies".into(),
    ];
    lines.extend(
        case.verifies
            .iter()
            .map(|requirement| format!("    {} ({})", requirement, requirement.level())),
    );
    let needs = case.needs();
    let needs =
        if needs.is_empty() { "nothing that must be declared".into() } else { needs.join(", ") };
    lines.extend(fact("needs", &needs));
    lines.extend([String::new(), "  steps".into()]);
    for (number, step) in describe::steps(case).iter().enumerate() {
        let text = wrapped(step, 8);
        let head = format!("  {:>4}  ", number + 1);
        lines.extend(
            text.into_iter()
                .enumerate()
                .map(|(at, line)| if at == 0 { head.clone() + line.trim_start() } else { line }),
        );
    }
    lines.push(String::new());
    lines.extend(fact("run it", &format!("mpnspec replay {}", case.id)));
    lines
}

fn disputed(dispute: &'static Dispute) -> Vec<String> {
    let mut lines = wrapped(&format!("{} {}", dispute.id, dispute.question), 0);
    lines.push(String::new());
    for reading in dispute.readings {
        lines.extend(read(*reading));
        let stances = PROFILES.iter().skip(1).filter_map(|name| {
            let profile = Profile::named(name).ok()?;
            let differs = profile.stance(*reading) != Profile::DEFAULT.stance(*reading);
            differs.then(|| format!("{} under {name}", stance(profile.stance(*reading))))
        });
        let stances: Vec<_> = stances.collect();
        if !stances.is_empty() {
            lines.extend(wrapped(&stances.join(", "), 8));
        }
        let statements: Vec<_> = reading.statements().collect();
        if !statements.is_empty() {
            lines.extend(wrapped(&format!("stated by {}", statements.join(", ")), 8));
        }
    }
    lines.push(String::new());
    lines
        .extend(fact("default", &format!("{}, because {}", default_reading(dispute), dispute.why)));
    let touched: Vec<_> = ALL
        .iter()
        .filter(|requirement| requirement.statements().any(|id| id == dispute.id))
        .collect();
    if !touched.is_empty() {
        lines.push("  bears on".into());
        lines.extend(touched.iter().map(|requirement| format!("    {requirement}")));
    }
    // Choosing what holds anyway would change nothing.
    let other =
        dispute.readings.iter().find(|reading| Profile::DEFAULT.stance(**reading) != Stance::Holds);
    if let Some(reading) = other.or_else(|| dispute.readings.last()) {
        lines.extend(fact("choose", &format!("mpnspec run --interpretation {reading}")));
    }
    lines
}

fn capability(name: &str, cases: &[&Case]) -> Vec<String> {
    let mut lines = vec![
        name.into(),
        format!(
            "  a capability that adapters declare: {}",
            meaning(name).unwrap_or("nothing that is known")
        ),
        String::new(),
        "  needed by".into(),
    ];
    lines.extend(cases.iter().map(|case| format!("    {}", case.id)));
    lines
}

/// A reading, and what the default profile makes of it.
fn read(reading: Reading) -> Vec<String> {
    let held = stance(Profile::DEFAULT.stance(reading));
    wrapped(&format!("{}: {} ({held})", reading.letter(), reading.text()), 4)
}

fn fact(name: &str, text: &str) -> Vec<String> {
    let mut lines = wrapped(text, 14);
    if let Some(first) = lines.first_mut() {
        *first = format!("  {name:<12}{}", first.trim_start());
    }
    lines
}

/// Text in lines that begin with so many blanks.
fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{:indent$}{word}", "")),
        }
    }
    lines
}
