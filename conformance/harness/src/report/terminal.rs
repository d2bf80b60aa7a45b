//! The report for people: who is tested, then what is the matter, then what it comes to.

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};

use mpnspec_suite::capability::meaning;

use crate::event::Event;
use crate::report::json::{Draft, Report};
use crate::report::{ReportError, Reporter};

mod finding;
mod summary;

/// What the caller knows of a terminal, and what its user asks for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// May it be coloured? Not if it is no terminal, nor under `NO_COLOR`.
    pub colour: bool,
    /// May a bar show the progress of long runs, on standard error?
    pub interactive: bool,
    /// Are notes told in full?
    pub verbose: bool,
    /// Where the report files are, if there are any.
    pub report_dir: Option<PathBuf>,
}

/// A reporter that writes for people.
pub struct Terminal<W> {
    page: Page<W>,
    options: Options,
    draft: Draft,
    bar: ProgressBar,
}

impl<W: Write> Terminal<W> {
    /// A reporter that writes to `out`.
    pub fn new(out: W, options: Options) -> Self {
        let page = Page { out, colour: options.colour };
        Self { page, options, draft: Draft::default(), bar: ProgressBar::hidden() }
    }

    fn begin(&mut self, report: &Report, cases: usize) -> io::Result<()> {
        let page = &mut self.page;
        let title = format!("{} {}", report.tool.name, report.tool.version);
        page.line(Paint::Strong, &title)?;
        for subject in &report.subjects {
            let name = subject.named();
            page.line(
                Paint::Plain,
                &format!("  {:<12}  {name} ({})", subject.role.name(), subject.origin),
            )?;
            let unknown: Vec<_> = subject
                .capabilities
                .iter()
                .filter(|name| meaning(name).is_none())
                .cloned()
                .collect();
            if !unknown.is_empty() {
                let line =
                    format!("  {:12}  declares what no case asks for: {}", "", unknown.join(", "));
                page.line(Paint::Plain, &line)?;
            }
        }
        let terms = format!(
            "  seed {}, profile {}, edition {}, {}",
            report.seed,
            report.profile,
            report.edition,
            counted(cases, "case"),
        );
        page.line(Paint::Plain, &terms)?;
        page.out.flush()
    }

    fn end(&mut self, report: &Report) -> io::Result<()> {
        finding::tell(&mut self.page, report, self.options.verbose)?;
        summary::tell(&mut self.page, report, self.options.report_dir.as_deref())?;
        self.page.out.flush()
    }

    /// Shows the bar as soon as the run is a long one.
    fn advance(&mut self) {
        const LONG: Duration = Duration::from_secs(1);
        if self.options.interactive && self.bar.is_hidden() && self.bar.elapsed() > LONG {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }
}

impl<W: Write> Reporter for Terminal<W> {
    fn tell(&mut self, event: &Event) -> Result<(), ReportError> {
        let report = self.draft.tell(event);
        match event {
            Event::RunStarted(started) => {
                self.bar = ProgressBar::with_draw_target(
                    Some(started.cases as u64),
                    ProgressDrawTarget::hidden(),
                );
                let begun = Report::begin(started);
                self.begin(&begun, started.cases).map_err(ReportError::terminal)
            }
            Event::CaseStarted { .. } => Ok(()),
            Event::CaseFinished(_) => {
                self.advance();
                Ok(())
            }
            Event::RunFinished(_) => {
                self.bar.finish_and_clear();
                report.map_or(Ok(()), |report| self.end(&report)).map_err(ReportError::terminal)
            }
        }
    }
}

/// A stream, and whether it takes colours.
struct Page<W> {
    out: W,
    colour: bool,
}

#[derive(Clone, Copy)]
enum Paint {
    Plain,
    Strong,
    Dim,
    Good,
    Doubtful,
    Bad,
}

impl<W: Write> Page<W> {
    fn blank(&mut self) -> io::Result<()> {
        writeln!(self.out)
    }

    fn line(&mut self, paint: Paint, text: &str) -> io::Result<()> {
        let text = self.painted(paint, text);
        writeln!(self.out, "{text}")
    }

    fn painted(&self, paint: Paint, text: &str) -> String {
        let code = match paint {
            Paint::Plain => return text.into(),
            _ if !self.colour => return text.into(),
            Paint::Strong => "1",
            Paint::Dim => "2",
            Paint::Good => "1;32",
            Paint::Doubtful => "1;33",
            Paint::Bad => "1;31",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// A number of things, such as `1 case` and `2 cases`.
fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
