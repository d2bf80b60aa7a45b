//! How the suite talks to a subject: in process, through a child's standard streams, over HTTP, or
//! by running a command line for each notification or registration.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use mpnspec_model::adapter::{Call, Command, Reply};
use mpnspec_model::ruling::escaped;
use mpnspec_peers::adapter::{Peer as _, Refusal};
use mpnspec_peers::backend::Backend;
use mpnspec_peers::device::Device;
use mpnspec_peers::hub::Hub;
use mpnspec_peers::push_service::PushService;
use mpnspec_peers::sender::Sender;
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::Client;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::adapter::exec::Exec;
use crate::adapter::stdio::Stdio;

pub mod exec;
pub mod stdio;

/// A way to a subject.
pub enum Link {
    /// One of our own peers, in this process.
    Embedded(Embedded),
    /// A process that speaks the adapter protocol.
    Stdio(Box<Stdio>),
    /// A server that speaks it.
    Http(Http),
    /// A command line, run once for each notification or registration.
    Exec(Exec),
    /// Nothing but what the protocol itself shows.
    None,
}

/// A peer of our own.
#[derive(Clone)]
pub enum Embedded {
    /// The reference push service.
    PushService(Arc<PushService>),
    /// The reference sender.
    Sender(Arc<Sender>),
    /// The reference hub.
    Hub(Arc<Hub>),
    /// The reference backend.
    Backend(Arc<Backend>),
    /// The reference device.
    Device(Arc<Device>),
}

/// An adapter behind a URL.
pub struct Http {
    url: String,
    client: Client,
    calls: u64,
}

impl Http {
    /// An adapter at this URL, whose calls may take so long.
    ///
    /// # Errors
    ///
    /// No client could be made.
    pub fn new(url: &str, limit: Duration) -> Result<Self, LinkError> {
        let client = Client::new(None, None, limit)
            .map_err(|error| LinkError::Unreachable(error.to_string()))?;
        Ok(Self { url: url.into(), client: client.reading(stdio::LINE_LIMIT), calls: 0 })
    }
}

/// Why a command has no result.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum LinkError {
    /// The subject said that it cannot do this.
    Unimplemented(String),
    /// The subject tried, and said that it failed.
    Failed(String),
    /// No reply came in the time allowed.
    TimedOut(String),
    /// The subject ended, or closed its streams.
    Crashed(String),
    /// What came was no reply to what was asked.
    Nonsense(String),
    /// The subject could not be started or reached.
    Unreachable(String),
}

impl LinkError {
    /// Is the subject of no more use until it is started again?
    #[must_use]
    pub const fn is_fatal(&self) -> bool {
        !matches!(self, Self::Unimplemented(_) | Self::Failed(_))
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unimplemented(why)
            | Self::Failed(why)
            | Self::TimedOut(why)
            | Self::Crashed(why)
            | Self::Nonsense(why)
            | Self::Unreachable(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for LinkError {}

impl Link {
    /// Gives a command, and waits for its results; bounded by the time that the link was made with.
    ///
    /// # Errors
    ///
    /// The command has no results.
    pub async fn call<T: DeserializeOwned>(&mut self, command: Command) -> Result<T, LinkError> {
        let name = name(&command);
        let value = match self {
            Self::Embedded(peer) => {
                let handled = match peer {
                    Embedded::PushService(peer) => peer.handle(command).await,
                    Embedded::Sender(peer) => peer.handle(command).await,
                    Embedded::Hub(peer) => peer.handle(command).await,
                    Embedded::Backend(peer) => peer.handle(command).await,
                    Embedded::Device(peer) => peer.handle(command).await,
                };
                handled.map_err(|refusal| match refusal {
                    Refusal::Unimplemented(why) => LinkError::Unimplemented(why),
                    Refusal::Failed(why) => LinkError::Failed(why),
                })?
            }
            Self::Stdio(process) => process.call(command).await?,
            Self::Http(http) => http.call(command).await?,
            Self::Exec(exec) => exec.call(&command).await?,
            Self::None => {
                return Err(LinkError::Unimplemented(format!("no adapter to tell `{name}`")));
            }
        };
        serde_json::from_value(value).map_err(|error| {
            LinkError::Nonsense(format!("expected the results of `{name}`, but found {error}"))
        })
    }

    /// What the subject printed last, if anybody listens.
    #[must_use]
    pub fn output(&self) -> Option<String> {
        match self {
            Self::Stdio(process) => process.output(),
            Self::Exec(exec) => exec.output(),
            _ => None,
        }
    }
}

impl Http {
    async fn call(&mut self, command: Command) -> Result<Value, LinkError> {
        self.calls += 1;
        let call = Call { id: self.calls, command };
        let body =
            serde_json::to_vec(&call).map_err(|error| LinkError::Failed(error.to_string()))?;
        let fields: [(&str, &[u8]); 1] = [("Content-Type", b"application/json")];
        let answered = self.client.send("POST", &self.url, &fields, body).await;
        let answered = answered.map_err(|error| {
            let why = format!("{}: {error}", self.url);
            match error {
                WireError::TimedOut { .. } => LinkError::TimedOut(why),
                WireError::Garbled { .. } | WireError::TooLarge { .. } => LinkError::Nonsense(why),
                WireError::Closed { .. } => LinkError::Crashed(why),
                _ => LinkError::Unreachable(why),
            }
        })?;
        if answered.status != 200 {
            let found = answered.status;
            return Err(LinkError::Nonsense(format!(
                "{}: expected 200, but found {found}",
                self.url
            )));
        }
        read_reply(call.id, &answered.body)
    }
}

/// Reads the reply to a call.
fn read_reply(id: u64, octets: &[u8]) -> Result<Value, LinkError> {
    let shown = || escaped(octets, 120);
    let reply: Reply<Value> = serde_json::from_slice(octets).map_err(|_| {
        LinkError::Nonsense(format!("expected one JSON object, but found `{}`", shown()))
    })?;
    if reply.id != id {
        let found = reply.id;
        return Err(LinkError::Nonsense(format!(
            "expected a reply with id {id}, but found id {found}"
        )));
    }
    match reply.outcome {
        mpnspec_model::adapter::Outcome::Unimplemented { unimplemented } => {
            Err(LinkError::Unimplemented(escaped(unimplemented.as_bytes(), 400)))
        }
        mpnspec_model::adapter::Outcome::Failed { error } => {
            Err(LinkError::Failed(escaped(error.as_bytes(), 400)))
        }
        mpnspec_model::adapter::Outcome::Done(value) => Ok(value),
    }
}

/// The name of a command, as it travels.
pub(crate) fn name(command: &Command) -> String {
    let value = serde_json::to_value(command).unwrap_or_default();
    value.get("command").and_then(Value::as_str).unwrap_or("unknown").to_owned()
}
