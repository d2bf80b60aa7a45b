//! `mpnspec adapter check`: what is wrong with an adapter, and what to do about it.

use mpnspec_harness::check::{Outcome, Step, Target, Walk, walk};
use mpnspec_harness::verdict::Exit;
use mpnspec_model::requirement::Role;
use mpnspec_model::ruling::escaped;

use crate::arguments::Check;
use crate::failure::Failure;
use crate::output::Output;
use crate::run::{described, runtime};

/// So many characters of what an adapter says are told.
const TEXT_LIMIT: usize = 400;

pub(crate) fn check(arguments: &Check, mut out: Output) -> Result<Exit, Failure> {
    let (target, roles) = match (&arguments.subject, &arguments.url, arguments.role) {
        (Some(folder), _, None) => (Target::Folder(folder.clone()), described(folder)?),
        (Some(folder), _, Some(role)) => (Target::Folder(folder.clone()), vec![role]),
        (None, Some(url), Some(role)) => (Target::Url(url.clone()), vec![role]),
        _ => return Err(Failure::usage("expected --subject DIR, or a role and --url URL")),
    };
    let runtime = runtime()?;
    let mut sound = !roles.is_empty();
    for role in roles {
        let walked = runtime.block_on(walk(&target, role, arguments.timeout))?;
        sound &= walked.is_sound();
        out.lines(told(role, &target, &walked))?;
    }
    Ok(if sound { Exit::Conformant } else { Exit::NonConformant })
}

fn told(role: Role, target: &Target, walk: &Walk) -> Vec<String> {
    let mut lines = vec![format!("the adapter as a {role}")];
    let width = walk.steps.iter().map(|step| step.name.len()).max().unwrap_or_default();
    lines.extend(walk.steps.iter().flat_map(|taken| step(taken, width)));
    let wrong =
        walk.steps.iter().filter(|step| matches!(step.outcome, Outcome::Wrong { .. })).count();
    if walk.cut_short {
        lines.push("  the steps after that were not taken".into());
    }
    if let Some(output) = &walk.output {
        lines.push("  it printed last:".into());
        lines.extend(output.lines().map(|line| format!("    {}", plain(line))));
    }
    lines.push(match wrong {
        0 => match target {
            Target::Folder(folder) => {
                format!("Nothing is wrong; next: mpnspec run --subject {}", folder.display())
            }
            Target::Url(url) => format!("Nothing is wrong; next: mpnspec run {role} --url {url}"),
        },
        1 => "1 thing is wrong.".into(),
        wrong => format!("{wrong} things are wrong."),
    });
    lines
}

fn step(step: &Step, width: usize) -> Vec<String> {
    let line = |word: &str, text: &str| {
        format!("  {word:<13}  {:<width$}  {}", step.name, plain(text)).trim_end().to_owned()
    };
    match &step.outcome {
        Outcome::Done(seen) => vec![line("ok", seen)],
        Outcome::Unimplemented(why) => vec![line("unimplemented", why)],
        Outcome::Undeclared(1) => vec![line("not declared", "1 case needs it")],
        Outcome::Undeclared(cases) => vec![line("not declared", &format!("{cases} cases need it"))],
        Outcome::Wrong { found, remedy } => {
            vec![
                line("WRONG", found),
                format!("{:indent$}do: {}", "", plain(remedy), indent = width + 19),
            ]
        }
    }
}

fn plain(text: &str) -> String {
    escaped(text.as_bytes(), TEXT_LIMIT)
}
