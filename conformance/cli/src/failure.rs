//! Errors: one line each, and the exit code that goes with it.

use std::fmt;
use std::io::{self, Write as _};

use mpnspec_harness::adapter::LinkError;
use mpnspec_harness::run::RunError;
use mpnspec_harness::verdict::Exit;

/// Why a command came to nothing.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    exit: Exit,
}

impl Failure {
    /// A failure that ends the process so.
    pub(crate) fn new(exit: Exit, message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), exit }
    }

    /// The command line asks for something that is not.
    pub(crate) fn usage(message: impl fmt::Display) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// Tells the failure, and gives the exit code.
    pub(crate) fn end(self) -> Exit {
        tell(&self.message);
        self.exit
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        Self::new(error.exit(), error)
    }
}

impl From<LinkError> for Failure {
    fn from(error: LinkError) -> Self {
        RunError::Subject(error).into()
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(Exit::SuiteError, format!("expected to go on, but found `{error}`"))
    }
}

/// Tells an error on one line; nobody is left to hear it if that fails.
pub(crate) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "error: {}", one_line(message));
}

/// A message on one line, without the pictures that parsers draw.
fn one_line(message: &str) -> String {
    let is_picture = |line: &str| {
        line.trim_start_matches(|character: char| character.is_ascii_digit() || character == ' ')
            .starts_with('|')
    };
    let lines = message.lines().filter(|line| !is_picture(line)).map(str::trim);
    let mut text = String::new();
    for line in lines.filter(|line| !line.is_empty()) {
        if !text.is_empty() {
            text.push_str(if text.ends_with([':', ';', ',']) { " " } else { "; " });
        }
        text.extend(
            line.chars()
                .map(|character| if character.is_control() { '\u{fffd}' } else { character }),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_told_on_one_line() {
        let message = "s.toml: TOML parse error at line 1, column 8\n  |\n1 | name =\n  |        ^\nstring values must be quoted\n";
        assert_eq!(
            one_line(message),
            "s.toml: TOML parse error at line 1, column 8; string values must be quoted"
        );
    }
}
