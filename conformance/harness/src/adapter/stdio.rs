//! An adapter that is a process: a line in, a line out.

use std::collections::VecDeque;
use std::path::Path;
use std::process::{ExitStatus, Stdio as Pipe};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use mpnspec_model::adapter::{Call, Command};
use mpnspec_model::ruling::escaped;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command as Process};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::{LinkError, read_reply};

/// A reply may have so many octets.
pub(super) const LINE_LIMIT: usize = 1 << 24;
/// So much of what a process prints on its standard error is kept.
const OUTPUT_LIMIT: usize = 4096;
/// So long a process that closed its streams may take to end.
const END_LIMIT: Duration = Duration::from_secs(1);

/// A running adapter.
pub struct Stdio {
    child: Child,
    input: ChildStdin,
    replies: BufReader<ChildStdout>,
    printed: Printed,
    calls: u64,
    limit: Duration,
}

impl Stdio {
    /// Starts a process in a folder; each of its replies may take so long.
    ///
    /// # Errors
    ///
    /// It cannot be started.
    pub fn start(
        command: &[String],
        folder: &Path,
        environment: &[(String, String)],
        limit: Duration,
    ) -> Result<Self, LinkError> {
        let Some((program, arguments)) = command.split_first() else {
            return Err(LinkError::Unreachable("expected a command, but found none".into()));
        };
        let local = folder.join(program);
        let program = if program.contains(['/', '\\']) && local.exists() {
            local.as_os_str()
        } else {
            program.as_ref()
        };
        let spawned = Process::new(program)
            .args(arguments)
            .current_dir(folder)
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Pipe::piped())
            .stdout(Pipe::piped())
            .stderr(Pipe::piped())
            .kill_on_drop(true)
            .spawn();
        let mut child = spawned.map_err(|error| {
            LinkError::Unreachable(format!("cannot start `{}`: {error}", program.to_string_lossy()))
        })?;
        let (Some(input), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(LinkError::Unreachable("the process has no standard streams".into()));
        };
        let (printed, replies) = (Printed::by(errors), BufReader::new(output));
        Ok(Self { child, input, replies, printed, calls: 0, limit })
    }

    /// What it printed last on its standard error.
    #[must_use]
    pub fn output(&self) -> Option<String> {
        self.printed.text()
    }

    /// Gives a command, and waits for the line that answers it.
    pub(super) async fn call(&mut self, command: Command) -> Result<Value, LinkError> {
        self.calls += 1;
        let call = Call { id: self.calls, command };
        let name = super::name(&call.command);
        let mut line =
            serde_json::to_vec(&call).map_err(|error| LinkError::Failed(error.to_string()))?;
        line.push(b'\n');
        let limit = self.limit;
        let exchange = timeout(limit, async {
            self.input.write_all(&line).await?;
            self.input.flush().await?;
            let mut reply = Vec::new();
            (&mut self.replies).take(LINE_LIMIT as u64).read_until(b'\n', &mut reply).await?;
            Ok::<_, std::io::Error>(reply)
        });
        match exchange.await {
            Err(_) => {
                let seconds = limit.as_secs_f64();
                Err(LinkError::TimedOut(format!("no reply to `{name}` within {seconds} s")))
            }
            Ok(Ok(reply)) if reply.ends_with(b"\n") => read_reply(call.id, &reply),
            Ok(Ok(reply)) if reply.len() >= LINE_LIMIT => Err(LinkError::Nonsense(format!(
                "the reply to `{name}` is longer than {LINE_LIMIT} octets"
            ))),
            Ok(Ok(reply)) => Err(LinkError::Crashed(self.epitaph(&name, &reply).await)),
            Ok(Err(_)) => Err(LinkError::Crashed(self.epitaph(&name, b"").await)),
        }
    }

    /// How it came to its end in the middle of a command.
    async fn epitaph(&mut self, name: &str, reply: &[u8]) -> String {
        let ended = timeout(END_LIMIT, self.child.wait()).await;
        self.printed.end().await;
        let how = match ended {
            Ok(Ok(status)) => format!("the adapter ended with {}", describe(status)),
            _ => "the adapter closed its standard output".into(),
        };
        let unfinished = match escaped(reply, 80) {
            text if text.is_empty() => String::new(),
            text => format!(", after the unfinished reply `{text}`"),
        };
        format!("{how} in the middle of `{name}`{unfinished}")
    }
}

fn describe(status: ExitStatus) -> String {
    match status.code() {
        Some(code) => format!("exit code {code}"),
        None => status.to_string(),
    }
}

/// What a process prints on its standard error: all of it is read, and the end of it kept.
pub(super) struct Printed {
    kept: Arc<Mutex<VecDeque<u8>>>,
    reader: Option<JoinHandle<()>>,
}

impl Printed {
    /// What comes out of this stream from now on.
    pub(super) fn by(stream: ChildStderr) -> Self {
        let kept = Arc::default();
        let reader = tokio::spawn(keep_the_last(stream, Arc::clone(&kept)));
        Self { kept, reader: Some(reader) }
    }

    /// Waits for the rest of what a process printed that has ended; others may hold the stream open.
    pub(super) async fn end(&mut self) {
        if let Some(reader) = self.reader.take() {
            let _ = timeout(END_LIMIT, reader).await;
        }
    }

    /// What was kept, as text.
    pub(super) fn text(&self) -> Option<String> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let octets: Vec<u8> = kept.iter().copied().collect();
        (!octets.is_empty()).then(|| String::from_utf8_lossy(&octets).into_owned())
    }
}

async fn keep_the_last(mut printed: ChildStderr, kept: Arc<Mutex<VecDeque<u8>>>) {
    let mut chunk = [0; 1024];
    while let Ok(read @ 1..) = printed.read(&mut chunk).await {
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.extend(&chunk[..read]);
        let excess = kept.len().saturating_sub(OUTPUT_LIMIT);
        kept.drain(..excess);
    }
}
