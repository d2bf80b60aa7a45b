//! A command line that sends one notification: the least that a sender can be plugged in with.
//!
//! Placeholders are replaced in each argument; `{channel_uri}` is added at the end if it is nowhere.
//!
//! | placeholder | is |
//! | --- | --- |
//! | `{channel_uri}` | where to post |
//! | `{text1}` `{text2}` `{param}` | the parts of a toast, empty where there is none |
//! | `{interval}` | 0, 450 or 900 seconds |
//! | `{message_id}` | a UUID |

use std::borrow::Cow;
use std::process::Stdio as Pipe;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Decided, Send};
use mpnspec_model::payload::{Payload, Toast};
use mpnspec_model::ruling::escaped;
use serde_json::Value;
use tokio::process::Command as Process;
use tokio::time::timeout;

use super::LinkError;
use super::stdio::Printed;

/// The exit code by which a command says that it cannot do this.
const UNIMPLEMENTED: i32 = 89;

/// A command line.
pub struct Exec {
    words: Vec<String>,
    environment: Vec<(String, String)>,
    limit: Duration,
    output: Option<String>,
}

impl Exec {
    /// Reads a command line, quoted as a POSIX shell has it; each of its runs may take so long.
    ///
    /// # Errors
    ///
    /// The line is empty, or its quotes do not match.
    pub fn new(
        line: &str,
        environment: Vec<(String, String)>,
        limit: Duration,
    ) -> Result<Self, LinkError> {
        let mut words = shlex::split(line).unwrap_or_default();
        if words.is_empty() {
            return Err(LinkError::Unreachable(format!(
                "expected a command line, but found `{line}`"
            )));
        }
        let program = &words[0];
        if !is_found(program) {
            return Err(LinkError::Unreachable(format!(
                "there is no program `{program}`; one in this folder is written ./{program}"
            )));
        }
        if !line.contains("{channel_uri}") {
            words.push("{channel_uri}".into());
        }
        Ok(Self { words, environment, limit, output: None })
    }

    /// What the command line can be told, by the names that adapters declare.
    #[must_use]
    pub fn capabilities(&self) -> Vec<String> {
        let has = |name: &str| self.words.iter().any(|word| word.contains(name));
        let mut capabilities = Vec::new();
        if has("{text1}") && has("{text2}") {
            capabilities.push("toast".into());
        }
        for (placeholder, capability) in
            [("{param}", "param"), ("{interval}", "interval"), ("{message_id}", "message-id")]
        {
            if has(placeholder) {
                capabilities.push(capability.into());
            }
        }
        capabilities
    }

    /// What it printed last.
    #[must_use]
    pub fn output(&self) -> Option<String> {
        self.output.clone()
    }

    pub(super) async fn call(&mut self, command: &Command) -> Result<Value, LinkError> {
        match command {
            Command::Reset | Command::Settle => Ok(Value::Object(serde_json::Map::new())),
            Command::Send(send) => self.run(send).await,
            _ => Err(LinkError::Unimplemented("a command line does nothing but send".into())),
        }
    }

    async fn run(&mut self, send: &Send) -> Result<Value, LinkError> {
        let words: Vec<_> = self.words.iter().map(|word| fill(word, send)).collect();
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
            Some(0) => serde_json::to_value(Decided::Untold)
                .map_err(|error| LinkError::Failed(error.to_string())),
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
                Err(LinkError::Failed(format!(
                    "`{program}` ended with exit code {code}{colon}{last}"
                )))
            }
        }
    }
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
fn fill(word: &str, send: &Send) -> String {
    let toast = match &send.notification {
        Some(Payload::Toast(toast)) => Some(toast),
        _ => None,
    };
    let part = |part: for<'a> fn(&'a Toast<'static>) -> Option<&'a Cow<'static, str>>| {
        toast.and_then(part).map_or("", |text| &**text)
    };
    let interval = send.interval_seconds.unwrap_or(0).to_string();
    let values = [
        ("{channel_uri}", &*send.channel),
        ("{text1}", part(|toast| toast.text1.as_ref())),
        ("{text2}", part(|toast| toast.text2.as_ref())),
        ("{param}", part(|toast| toast.param.as_ref())),
        ("{interval}", &*interval),
        ("{message_id}", send.message_id.as_deref().unwrap_or_default()),
    ];
    let (mut filled, mut rest) = (String::new(), word);
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        filled.push_str(before);
        let (name, value) =
            values.into_iter().find(|(name, _)| from.starts_with(name)).unwrap_or(("{", "{"));
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
        let (text1, text2) = (Some("{text2}".into()), Some("{".into()));
        let toast = Payload::Toast(Toast { text1, text2, ..Toast::default() });
        let send = Send { channel: "c".into(), notification: Some(toast), ..Send::default() };
        assert_eq!(fill("{channel_uri}: {text1}{text2} {other} {", &send), "c: {text2}{ {other} {");
    }
}
