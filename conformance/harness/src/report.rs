//! What a run leaves behind: words for people, and files for programs.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use crate::event::Event;
use crate::report::json::Draft;

pub mod json;
pub mod junit;
pub mod terminal;

/// The names of the files in a folder of reports.
pub const FILES: [&str; 2] = ["report.json", "junit.xml"];

/// Someone who is told everything that happens in a run, in order.
pub trait Reporter {
    /// Takes note of an event.
    ///
    /// # Errors
    ///
    /// What is made of the event could not be written.
    fn tell(&mut self, event: &Event) -> Result<(), ReportError>;
}

/// Every reporter of a run, files before terminals: what a terminal says of them is then true.
#[derive(Default)]
pub struct Reporters(Vec<Box<dyn Reporter>>);

impl Reporters {
    /// Reporters that leave [`FILES`] in exactly this folder, which is created if it is missing.
    ///
    /// # Errors
    ///
    /// The files could not be written there; this is known before anything runs.
    pub fn open(folder: &Path) -> Result<Self, ReportError> {
        Ok(Self(vec![Box::new(Files::open(folder)?)]))
    }

    /// These and one more.
    #[must_use]
    pub fn with(mut self, reporter: impl Reporter + 'static) -> Self {
        self.0.push(Box::new(reporter));
        self
    }
}

impl Reporter for Reporters {
    /// Tells everybody, and only then fails with the first error.
    fn tell(&mut self, event: &Event) -> Result<(), ReportError> {
        self.0.iter_mut().map(|reporter| reporter.tell(event)).fold(Ok(()), Result::and)
    }
}

/// A report that could not be written.
///
/// ```text
/// expected to write `reports/report.json`, but found `No space left on device (os error 28)`:
/// choose another folder with --report-dir, or make room in this one
/// ```
#[derive(Debug)]
pub struct ReportError {
    expected: String,
    found: io::Error,
    remedy: &'static str,
}

impl ReportError {
    fn folder(path: &Path, found: io::Error) -> Self {
        let expected = format!("a folder for reports at `{}`", path.display());
        let remedy = ": choose another with --report-dir, or make this one writable";
        Self { expected, found, remedy }
    }

    fn file(path: &Path, found: io::Error) -> Self {
        let expected = format!("to write `{}`", path.display());
        let remedy = ": choose another folder with --report-dir, or make room in this one";
        Self { expected, found, remedy }
    }

    fn terminal(found: io::Error) -> Self {
        Self { expected: "to write to the terminal".into(), found, remedy: "" }
    }
}

impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, but found `{}`{}", self.expected, self.found, self.remedy)
    }
}

impl Error for ReportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.found)
    }
}

/// Writes the files when the run is over.
struct Files {
    folder: PathBuf,
    draft: Draft,
}

impl Files {
    fn open(folder: &Path) -> Result<Self, ReportError> {
        fs::create_dir_all(folder).map_err(|found| ReportError::folder(folder, found))?;
        for name in FILES {
            let path = folder.join(name);
            if path.is_dir() {
                return Err(ReportError::file(&path, io::ErrorKind::IsADirectory.into()));
            }
        }
        let probe = beside(&folder.join("probe"));
        File::create(&probe)
            .and_then(|_| fs::remove_file(&probe))
            .map_err(|found| ReportError::folder(folder, found))?;
        Ok(Self { folder: folder.into(), draft: Draft::default() })
    }
}

impl Reporter for Files {
    fn tell(&mut self, event: &Event) -> Result<(), ReportError> {
        let Some(report) = self.draft.tell(event) else { return Ok(()) };
        let texts = [json::text(&report), junit::text(&report)];
        let mut told = Ok(());
        for (name, text) in FILES.iter().zip(texts) {
            let path = self.folder.join(name);
            let written = text.and_then(|text| replace(&path, &text));
            let written = written.map_err(|found| ReportError::file(&path, found));
            told = told.and(written);
        }
        told
    }
}

/// Puts a whole file in the place of another, or leaves everything as it was.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let new = beside(path);
    let written = File::create(&new)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&new, path));
    if written.is_err() {
        let _ = fs::remove_file(&new);
    }
    written
}

fn beside(path: &Path) -> PathBuf {
    path.with_added_extension(format!("{}.tmp", process::id()))
}
