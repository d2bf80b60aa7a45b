//! `mpnspec init`: the folder of a new subject.

use std::path::Path;

use mpnspec_harness::init::{scaffold, workflow};
use mpnspec_harness::verdict::Exit;

use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn init(folder: &Path, mut out: Output) -> Result<Exit, Failure> {
    let made = scaffold(folder).map_err(Failure::usage)?;
    let shown = folder.display();
    out.lines(made.iter().map(|path| format!("created {}", path.display())))?;
    out.lines([
        String::new(),
        "Next:".into(),
        format!("  mpnspec adapter check --subject {shown}"),
        format!("  mpnspec run --subject {shown}"),
        String::new(),
        "A job of GitHub Actions that gates on it:".into(),
        String::new(),
    ])?;
    out.lines(workflow(folder).lines().map(|line| format!("  {line}")))?;
    Ok(Exit::Conformant)
}
