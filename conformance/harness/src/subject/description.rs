//! What a folder says of the subject in it, and how that is installed.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use mpnspec_model::ruling::escaped;
use mpnspec_peers::backend;
use serde::Deserialize;

use crate::adapter::LinkError;

/// What a `subject.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Description {
    /// The subject's name.
    pub name: String,
    /// The subject's version.
    #[serde(default)]
    pub version: String,
    /// The roles that it plays.
    pub roles: Vec<String>,
    /// Commands that install it, run in the folder in this order.
    #[serde(default)]
    pub install: Vec<Vec<String>>,
    /// A path in the folder whose presence means that the install commands were run.
    pub installed: Option<PathBuf>,
    /// The command that starts the adapter, run in the folder.
    #[serde(default)]
    pub command: Vec<String>,
    /// The URL of the adapter, if it runs already.
    pub url: Option<String>,
    /// Backend: whom it knows.
    #[serde(default, rename = "caller")]
    pub callers: Vec<Caller>,
}

/// Somebody whom a backend knows.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caller {
    /// What the suite calls them.
    pub name: String,
    /// What they send in the field `Authorization`.
    pub authorization: String,
    /// The tags that they may register.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The tags that the backend adds to theirs.
    #[serde(default)]
    pub adds: Vec<String>,
}

impl From<backend::User> for Caller {
    fn from(user: backend::User) -> Self {
        let authorization = user.authorization();
        let mpnspec_model::transcript::Caller { name, tags, adds } = user.caller;
        Self { name, authorization, tags, adds }
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What they show may be a secret.
        f.debug_struct("Caller").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Description {
    /// Reads the `subject.toml` of a folder.
    ///
    /// # Errors
    ///
    /// There is none, or it does not say what it must.
    pub fn read(folder: &Path) -> Result<Self, LinkError> {
        let file = folder.join("subject.toml");
        let text = fs::read_to_string(&file).map_err(|error| {
            LinkError::Unreachable(format!(
                "cannot read {}: {error}; `mpnspec init` makes a subject folder",
                file.display()
            ))
        })?;
        let described: Self = toml::from_str(&text).map_err(|error| {
            LinkError::Unreachable(format!("{}: {}", file.display(), error.to_string().trim()))
        })?;
        if described.command.is_empty() && described.url.is_none() {
            let file = file.display();
            return Err(LinkError::Unreachable(format!(
                "{file}: expected `command` or `url`, but found neither"
            )));
        }
        Ok(described)
    }
}

/// So long an install command may take.
const INSTALL_LIMIT: Duration = Duration::from_secs(20 * 60);

/// Runs the install commands of a subject, unless that was done.
pub(crate) async fn install(folder: &Path, described: &Description) -> Result<(), LinkError> {
    let done = described.installed.as_ref().is_some_and(|path| folder.join(path).exists());
    if done {
        return Ok(());
    }
    for command in &described.install {
        let Some((program, arguments)) = command.split_first() else { continue };
        let local = folder.join(program);
        let program =
            if program.contains(['/', '\\']) { local.as_os_str() } else { program.as_ref() };
        let ran = tokio::process::Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .stdin(std::process::Stdio::null())
            .kill_on_drop(true)
            .output();
        let line = command.join(" ");
        let ran = tokio::time::timeout(INSTALL_LIMIT, ran).await.map_err(|_| {
            let minutes = INSTALL_LIMIT.as_secs() / 60;
            LinkError::Unreachable(format!("`{line}` did not end within {minutes} minutes"))
        })?;
        let ran =
            ran.map_err(|error| LinkError::Unreachable(format!("cannot run `{line}`: {error}")))?;
        if !ran.status.success() {
            let printed = String::from_utf8_lossy(&ran.stderr);
            let last = escaped(printed.trim().lines().last().unwrap_or_default().as_bytes(), 400);
            return Err(LinkError::Unreachable(format!(
                "`{line}` failed with {}: {last}",
                ran.status
            )));
        }
    }
    Ok(())
}
