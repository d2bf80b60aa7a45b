//! The adapter protocol, from the side of a peer that speaks it.

use core::future::Future;

use mpnspec_model::adapter::{Call, Command, Outcome, Reply};
use serde::Serialize;
use serde_json::Value;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Why a command was not done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The peer cannot do this.
    Unimplemented(String),
    /// The peer tried, and failed.
    Failed(String),
}

/// What a peer makes of a command.
pub type Handled = Result<Value, Refusal>;

/// The results of a command that was done.
pub(crate) fn done(reply: &impl Serialize) -> Handled {
    serde_json::to_value(reply).map_err(|error| Refusal::Failed(error.to_string()))
}

/// A peer that adapters' commands can be given to.
pub trait Peer: Send + Sync {
    /// Does what a command says.
    fn handle(&self, command: Command) -> impl Future<Output = Handled> + Send;
}

/// Answers one message, which may be anything, with one line of JSON.
pub async fn reply(peer: &impl Peer, message: &[u8]) -> String {
    let (id, handled) = match serde_json::from_slice::<Call>(message) {
        Ok(call) => (call.id, peer.handle(call.command).await),
        Err(error) => {
            let id = serde_json::from_slice::<Value>(message).ok();
            let id = id.and_then(|call| call.get("id").and_then(Value::as_u64)).unwrap_or(0);
            (
                id,
                Err(Refusal::Failed(format!(
                    "expected a call of adapter protocol v1, but found {error}"
                ))),
            )
        }
    };
    let outcome = match handled {
        Ok(value) => Outcome::Done(value),
        Err(Refusal::Unimplemented(unimplemented)) => Outcome::Unimplemented { unimplemented },
        Err(Refusal::Failed(error)) => Outcome::Failed { error },
    };
    serde_json::to_string(&Reply { id, outcome }).unwrap_or_else(|error| {
        format!(r#"{{"id":{id},"error":"the reply cannot be written: {error}"}}"#)
    })
}

/// A line may have so many octets; what is longer is answered in pieces, each of which is nonsense.
const LINE_LIMIT: u64 = 1 << 24;

/// Answers each line with a line, until there are no more.
///
/// # Errors
///
/// The stream cannot be read or written.
pub async fn serve_lines(
    peer: &impl Peer,
    mut lines: impl AsyncBufRead + Unpin,
    mut replies: impl AsyncWrite + Unpin,
) -> std::io::Result<()> {
    let mut line = Vec::new();
    while (&mut lines).take(LINE_LIMIT).read_until(b'\n', &mut line).await? > 0 {
        if !line.trim_ascii().is_empty() {
            let mut text = reply(peer, &line).await;
            text.push('\n');
            replies.write_all(text.as_bytes()).await?;
            replies.flush().await?;
        }
        line.clear();
    }
    Ok(())
}
