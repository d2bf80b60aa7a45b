//! Scaffolds the folder of a new subject: what `mpnspec init` leaves behind.

use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The adapter that a new subject begins with; the one copy is in the example's folder.
const ADAPTER: &str = include_str!("../../subjects/example-python/adapter.py");

const README: &str = "\
# How mpnspec reaches this subject

`subject.toml` says how the adapter is started; `adapter.py` reads one JSON call a line and answers each with one line.
It is a small sender of its own to begin with: keep the loop at its end, and let `send` call your library.

```text
mpnspec adapter check --subject .     walks through every command and says what to do next
mpnspec run --subject .               runs every case that the declared capabilities allow
```

* `capabilities` of the reply to `hello` decide which cases run; `mpnspec list capabilities` shows what each one opens.
* What the subject has no way to do is answered `{\"id\": n, \"unimplemented\": why}`; what it tried and could not do, `{\"id\": n, \"error\": text}`.
* Standard output belongs to the replies; anything meant for people goes to standard error.
* `MPNSPEC_AUTHORITY_PEM` names the file with the authority to trust on https channels, `MPNSPEC_IDENTITY_PEM` the one with the certificate and key to show.
";

/// Why there is no new subject.
#[derive(Debug)]
pub enum InitError {
    /// Something of that name is there already.
    Exists(PathBuf),
    /// The folder or a file could not be made.
    Unwritable(PathBuf, io::Error),
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists(path) => {
                let path = path.display();
                write!(
                    f,
                    "expected to create `{path}`, but found it there already: name another folder"
                )
            }
            Self::Unwritable(path, error) => {
                let path = path.display();
                write!(
                    f,
                    "expected to create `{path}`, but found `{error}`: name a folder that can be written"
                )
            }
        }
    }
}

impl std::error::Error for InitError {}

/// Makes the folder of a subject, and gives the paths of its files; nothing is ever overwritten.
///
/// # Errors
///
/// One of the files exists, and then none is made; or one could not be written.
pub fn scaffold(folder: &Path) -> Result<Vec<PathBuf>, InitError> {
    let files = [
        ("subject.toml", description(folder)),
        ("adapter.py", ADAPTER.into()),
        ("README.md", README.into()),
    ];
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
    if let Some(taken) = paths.iter().find(|path| path.symlink_metadata().is_ok()) {
        return Err(InitError::Exists(taken.clone()));
    }
    fs::create_dir_all(folder).map_err(|error| InitError::Unwritable(folder.into(), error))?;
    for (path, (_, text)) in paths.iter().zip(&files) {
        let created = OpenOptions::new().write(true).create_new(true).open(path);
        created
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(|error| InitError::Unwritable(path.clone(), error))?;
    }
    Ok(paths)
}

/// The job of GitHub Actions that fails when the subject does.
#[must_use]
pub fn workflow(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "\
name: MPNS conformance
on: [push, pull_request]
jobs:
  mpnspec:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      # First install mpnspec, from a checkout of it: cargo install --path conformance/cli
      - run: mpnspec run --subject {folder} --report-dir mpnspec-report
      - if: always()
        uses: actions/upload-artifact@v4
        with:
          name: mpnspec-report
          path: mpnspec-report
"
    )
}

fn description(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.into());
    let name = whole
        .file_name()
        .map_or_else(|| "subject".into(), |name| name.to_string_lossy().into_owned());
    let name = toml::Value::String(name);
    let python = if cfg!(windows) { "python" } else { "python3" };
    format!(
        "name = {name}\nversion = \"0.1.0\"\nroles = [\"sender\"]\ncommand = [\"{python}\", \"adapter.py\"]\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject::Description;

    #[test]
    fn what_was_scaffolded_is_described() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("my \"own\" sender");
        assert_eq!(scaffold(&folder).unwrap().len(), 3);
        let described = Description::read(&folder).unwrap();
        assert_eq!(described.name, "my \"own\" sender");
        assert_eq!(described.roles, ["sender"]);
    }

    #[test]
    fn nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), "mine").unwrap();
        let error = scaffold(folder.path()).unwrap_err();
        assert!(matches!(error, InitError::Exists(path) if path.ends_with("README.md")));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
