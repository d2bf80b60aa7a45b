//! Octets on loopback sockets: everything that touches the network, and nothing that knows the protocol.
//!
//! ```text
//! identity   a throw-away certificate authority, made at start
//! server     HTTP/1.1 and HTTPS around one `Respond`
//! front      TLS before a server that speaks plain HTTP only
//! lossy      a way to such a server on which answers get lost
//! client     well-formed exchanges, keep-alive
//! raw        one exchange of exact octets, well-formed or not
//! listener   a server that misbehaves below HTTP
//! ```
//!
//! Every wait ends: by a limit named in the module that waits, or with the value that owns the socket.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

pub(crate) mod accept;
pub mod client;
pub mod front;
pub mod identity;
pub mod listener;
pub mod lossy;
mod message;
pub mod raw;
pub mod server;
mod spelling;

/// The longest message that is read: 64 KiB of head and body, or of body alone where the head has its own limit.
pub const OCTETS: usize = 64 * 1024;

/// How long a TLS handshake may take on our side of it.
pub const HANDSHAKE: Duration = Duration::from_secs(5);

/// Why an exchange, or the start of a peer, came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WireError {
    /// No connection: nobody listens there, or the name means nothing.
    Refused {
        /// The address or URL.
        peer: String,
        /// What the operating system said.
        reason: String,
    },
    /// The TLS handshake failed, on either side.
    Untrusted {
        /// The address or URL.
        peer: String,
        /// What the TLS library said, an alert of the peer included.
        reason: String,
        /// Did the peer send an alert? Else it was we who refused.
        by_peer: bool,
    },
    /// The peer closed the connection before the message was complete.
    Closed {
        /// What had arrived; empty where the library that read does not tell.
        got: Vec<u8>,
    },
    /// The message was not complete when the time was up.
    TimedOut {
        /// What had arrived; empty where the library that read does not tell.
        got: Vec<u8>,
        /// The time it had.
        limit: Duration,
    },
    /// What arrived is no HTTP/1.x message.
    Garbled {
        /// The offset of the first octet that cannot belong to one; 0 where the library that read does not tell.
        at: usize,
        /// What had arrived; empty where the library that read does not tell.
        got: Vec<u8>,
    },
    /// The message is longer than the limit.
    TooLarge {
        /// The limit in octets.
        limit: usize,
    },
    /// The port to listen on belongs to somebody else.
    InUse {
        /// The address asked for.
        address: SocketAddr,
    },
    /// The address cannot be listened on for another reason.
    Unbound {
        /// The address asked for.
        address: SocketAddr,
        /// What the operating system said.
        reason: String,
    },
    /// A method, URL, header, certificate or key that cannot be used.
    Unusable {
        /// What it was meant to be.
        expected: &'static str,
        /// What it was, or what the library that refused it said.
        found: String,
    },
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { peer, reason } => {
                write!(f, "expected a connection to {peer}, but found `{reason}`")
            }
            Self::Untrusted { peer, reason, .. } => {
                write!(f, "expected a TLS handshake with {peer}, but found `{reason}`")
            }
            Self::Closed { got } => {
                write!(
                    f,
                    "expected a complete message, but found the end of the connection after `{}`",
                    got.escape_ascii()
                )
            }
            Self::TimedOut { got, limit } => {
                write!(
                    f,
                    "expected a complete message within {limit:?}, but found `{}`",
                    got.escape_ascii()
                )
            }
            Self::Garbled { at, got } => {
                let (before, rest) = got.split_at_checked(*at).unwrap_or((got, &[]));
                write!(
                    f,
                    "expected an HTTP message after `{}`, but found `{}`",
                    before.escape_ascii(),
                    rest.escape_ascii()
                )
            }
            Self::TooLarge { limit } => {
                write!(f, "expected a message of at most {limit} octets, but found more")
            }
            Self::InUse { address } => {
                write!(f, "expected a free port, but found `{address}` in use")
            }
            Self::Unbound { address, reason } => {
                write!(f, "expected to listen on {address}, but found `{reason}`")
            }
            Self::Unusable { expected, found } => {
                write!(f, "expected {expected}, but found `{found}`")
            }
        }
    }
}

impl std::error::Error for WireError {}
