//! A command line: the least that a sender or a device can be plugged in with. It is run once for each
//! notification, or registration.
//!
//! Placeholders are replaced in each argument.
//!
//! | role | placeholder | is |
//! | --- | --- | --- |
//! | sender | `{channel_uri}` | where to post; added at the end if it is nowhere |
//! | | `{text1}` `{text2}` `{param}` | the parts of a toast, empty where there is none |
//! | | `{interval}` | 0, 450 or 900 seconds |
//! | | `{message_id}` | a UUID |
//! | device | `{backend}` | the URL of registrations |
//! | | `{handle}` | the handle |
//! | | `{tags}` | the tags, with commas between them |
//! | | `{template}` | the name of the template, empty for the native registration |
//! | | `{storage}` | a path where nothing is at first, and where the ids are kept |

use std::process::Stdio as Pipe;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Decided, Registered};
use mpnspec_model::requirement::Role;
use mpnspec_model::ruling::escaped;
use serde::Serialize;
use serde_json::Value;
use tokio::process::Command as Process;
use tokio::time::timeout;

use self::device::Storage;
use super::LinkError;
use super::stdio::Printed;

mod device;
mod sender;

/// The exit code by which a command says that it cannot do this.
const UNIMPLEMENTED: i32 = 89;

/// A command line.
pub struct Exec {
    words: Vec<String>,
    plays: Plays,
    environment: Vec<(String, String)>,
    limit: Duration,
    output: Option<String>,
}

/// What it is run for.
enum Plays {
    Sender,
    Device(Storage),
}

/// How a command ended.
enum Ended {
    Well,
    /// With another exit code, and these last words.
    Badly(String),
}

/// Values by the placeholders that stand for them.
type Values<'a> = &'a [(&'static str, &'a str)];

impl Exec {
    /// Reads the command line of a sender or a device, quoted as a POSIX shell has it; each of its runs
    /// may take so long.
    ///
    /// # Errors
    ///
    /// The line is empty, its quotes do not match, there is no such program, or the role needs a
    /// placeholder that is missing or is not plugged in this way.
    pub fn new(
        line: &str,
        role: Role,
        environment: Vec<(String, String)>,
        limit: Duration,
    ) -> Result<Self, LinkError> {
        let mut words = words(line)?;
        let plays = match role {
            Role::Sender => {
                sender::complete(&mut words);
                Plays::Sender
            }
            Role::Device => {
                device::check(&words)?;
                Plays::Device(Storage::new()?)
            }
            _ => {
                return Err(LinkError::Unreachable(format!(
                    "a command line plays a sender or a device, but found the role {role}"
                )));
            }
        };
        Ok(Self { words, plays, environment, limit, output: None })
    }

    /// What the command line can be told, by the names that adapters declare.
    #[must_use]
    pub fn capabilities(&self) -> Vec<String> {
        let has = |name: &str| self.words.iter().any(|word| word.contains(name));
        let names = match self.plays {
            Plays::Sender => sender::capabilities(has),
            Plays::Device(_) => device::capabilities(has),
        };
        names.into_iter().map(Into::into).collect()
    }

    /// What it printed last.
    #[must_use]
    pub fn output(&self) -> Option<String> {
        self.output.clone()
    }

    pub(super) async fn call(&mut self, command: &Command) -> Result<Value, LinkError> {
        match (&mut self.plays, command) {
            (Plays::Sender, Command::Reset) | (_, Command::Settle) => nothing(),
            (Plays::Sender, Command::Send(send)) => {
                let interval = send.interval_seconds.unwrap_or(0).to_string();
                match self.run(&sender::values(send, &interval)).await? {
                    Ended::Well => reply(&Decided::Untold),
                    Ended::Badly(why) => Err(LinkError::Failed(why)),
                }
            }
            (Plays::Device(storage), Command::Reset) => {
                storage.renew()?;
                nothing()
            }
            // Each run is a process of its own, which remembers nothing.
            (Plays::Device(_), Command::Restart) => nothing(),
            (Plays::Device(storage), Command::Register(register)) => {
                let (path, tags) = (storage.path(), register.tags.join(","));
                match self.run(&device::values(register, &tags, &path)).await? {
                    Ended::Well => reply(&Registered::Registered),
                    Ended::Badly(why) => reply(&Registered::Failed { why }),
                }
            }
            (Plays::Sender, _) => {
                Err(LinkError::Unimplemented("a command line does nothing but send".into()))
            }
            (Plays::Device(_), _) => {
                Err(LinkError::Unimplemented("a command line does nothing but register".into()))
            }
        }
    }

    async fn run(&mut self, values: Values<'_>) -> Result<Ended, LinkError> {
        let words: Vec<_> = self.words.iter().map(|word| fill(word, values)).collect();
        let Some((program, arguments)) = words.split_first() else {
            return Err(LinkError::Unreachable("expected a command, but found none".into()));
        };
        if words.iter().any(|word| word.contains('\0')) {
            return Err(LinkError::Unimplemented("no command line can have a NUL in it".into()));
        }
        let cannot = |error: std::io::Error| {
            LinkError::Unreachable(format!("cannot start `{program}`: {error}"))
        };
        let mut child = Process::new(program)
            .args(arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Pipe::null())
            .stdout(Pipe::null())
            .stderr(Pipe::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(cannot)?;
        let printed = child.stderr.take().map(Printed::by);
        let ended = timeout(self.limit, child.wait()).await;
        if let Some(mut printed) = printed {
            if ended.is_ok() {
                printed.end().await;
            }
            self.output = printed.text();
        }
        let status = ended.map_err(|_| {
            LinkError::TimedOut(format!(
                "`{program}` did not end within {} s",
                self.limit.as_secs_f64()
            ))
        })?;
        let status = status.map_err(cannot)?;
        match status.code() {
            Some(0) => Ok(Ended::Well),
            Some(UNIMPLEMENTED) => {
                Err(LinkError::Unimplemented(format!("`{program}` ended with exit code 89")))
            }
            None => Err(LinkError::Crashed(format!("`{program}` ended with {status}"))),
            Some(code) => {
                let last = self
                    .output
                    .as_deref()
                    .and_then(|text| text.trim().lines().last())
                    .unwrap_or_default();
                let last = escaped(last.as_bytes(), 200);
                let colon = if last.is_empty() { "" } else { ": " };
                Ok(Ended::Badly(format!("`{program}` ended with exit code {code}{colon}{last}")))
            }
        }
    }
}

/// The words of a command line, the first of which names a program.
///
/// # Errors
///
/// There is none, the quotes do not match, or there is no such program.
pub fn words(line: &str) -> Result<Vec<String>, LinkError> {
    let words = shlex::split(line).unwrap_or_default();
    let Some(program) = words.first() else {
        return Err(LinkError::Unreachable(format!("expected a command line, but found `{line}`")));
    };
    if !is_found(program) {
        return Err(LinkError::Unreachable(format!(
            "there is no program `{program}`; one in this folder is written ./{program}"
        )));
    }
    Ok(words)
}

fn reply(reply: &impl Serialize) -> Result<Value, LinkError> {
    serde_json::to_value(reply).map_err(|error| LinkError::Failed(error.to_string()))
}

fn nothing() -> Result<Value, LinkError> {
    Ok(Value::Object(serde_json::Map::new()))
}

/// Is there such a program, on the path or where it says?
fn is_found(program: &str) -> bool {
    let names = [program.to_owned(), format!("{program}.exe"), format!("{program}.cmd")];
    if program.contains(['/', '\\']) {
        return names.iter().any(|name| std::path::Path::new(name).is_file());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
}

/// Fills the placeholders of a word; what looks like one in a value stays as it is.
fn fill(word: &str, values: Values<'_>) -> String {
    let (mut filled, mut rest) = (String::new(), word);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let value = values.iter().copied().find(|(name, _)| from.starts_with(name));
        let (name, value) = value.unwrap_or(("{", "{"));
        filled.push_str(value);
        rest = &from[name.len()..];
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_in_a_value_is_not_filled() {
        let values = [("{channel_uri}", "c"), ("{text1}", "{text2}"), ("{text2}", "{")];
        assert_eq!(
            fill("{channel_uri}: {text1}{text2} {other} {", &values),
            "c: {text2}{ {other} {"
        );
    }
}
