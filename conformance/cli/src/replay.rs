//! `mpnspec replay`: one case again, and everything that happens in it.

use mpnspec_harness::plan::Selection;
use mpnspec_harness::replay::replay as play;
use mpnspec_harness::verdict::Exit;
use mpnspec_suite::cases;

use crate::arguments::Replay;
use crate::failure::Failure;
use crate::hub;
use crate::output::Output;
use crate::run::{having, runtime, settings, subject};
use crate::suggest::closest;

pub(crate) fn replay(arguments: Replay, mut out: Output) -> Result<Exit, Failure> {
    let id = &arguments.id;
    let case = cases::find(id).ok_or_else(|| {
        let near = closest(id, cases::all().map(|case| case.id));
        Failure::usage(format!(
            "expected the id of a case, but found `{id}`{near}; `mpnspec list cases` shows all"
        ))
    })?;
    let (origin, roles) = subject(arguments.subject, vec![case.role])?;
    let roles = having(arguments.terms.fault, roles)?;
    let selection = Selection { roles, ..Selection::default() };
    let known = hub::known(&arguments.hub, &origin, &selection.roles)?;
    let settings = settings(origin, selection, (1, known), &arguments.terms)?;
    let (lines, exit) = runtime()?.block_on(play(settings, case))?;
    out.lines(lines)?;
    Ok(exit)
}
