//! A server that misbehaves below HTTP, for clients under test.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use httparse::Header;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::accept::Accepting;
use super::message::{Framing, body, framing};
use super::{OCTETS, WireError};

/// How long a request may take to arrive, and an answer to be taken.
pub const LIMIT: Duration = Duration::from_secs(5);

/// What goes wrong, on every connection alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misbehaviour {
    /// Closes as soon as somebody connects.
    CloseAfterAccept,
    /// Reads one request and closes.
    CloseAfterRequest,
    /// Reads one request and never answers: the connection stays open until the client or the listener goes.
    Never,
    /// Reads one request, answers these octets, and leaves the connection open as after [`Self::Never`].
    Garbage(Vec<u8>),
    /// Reads one request, answers these octets, and closes.
    Truncated(Vec<u8>),
}

/// A listener on a free port of 127.0.0.1; dropped, it closes everything.
#[derive(Debug)]
pub struct Listener {
    accepting: Accepting,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Listener {
    /// Starts to listen.
    pub async fn start(misbehaviour: Misbehaviour) -> Result<Self, WireError> {
        let requests = Arc::new(Mutex::new(Vec::new()));
        let record = requests.clone();
        let misbehaviour = Arc::new(misbehaviour);
        let each = move |stream, _| misbehave(stream, misbehaviour.clone(), record.clone());
        Ok(Self {
            accepting: Accepting::start((Ipv4Addr::LOCALHOST, 0).into(), each).await?,
            requests,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.accepting.address()
    }

    /// The octets that arrived on each connection, in the order the requests ended: complete, given up by the
    /// client, or over [`LIMIT`] or [`OCTETS`]. [`Misbehaviour::CloseAfterAccept`] reads none.
    pub fn requests(&self) -> Vec<Vec<u8>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn misbehave(
    mut stream: TcpStream,
    how: Arc<Misbehaviour>,
    record: Arc<Mutex<Vec<Vec<u8>>>>,
) {
    if *how == Misbehaviour::CloseAfterAccept {
        return;
    }
    let mut got = Vec::with_capacity(4096);
    // Late or not, what arrived is the request.
    let _ = tokio::time::timeout(LIMIT, read(&mut stream, &mut got)).await;
    record.lock().unwrap_or_else(PoisonError::into_inner).push(got);
    if let Misbehaviour::Garbage(octets) | Misbehaviour::Truncated(octets) = &*how {
        // A client that does not take them sees the close.
        let _ = tokio::time::timeout(LIMIT, stream.write_all(octets)).await;
    }
    match &*how {
        Misbehaviour::Never | Misbehaviour::Garbage(_) => {
            let mut ignored = [0; 1024];
            while matches!(stream.read(&mut ignored).await, Ok(count) if count > 0) {}
        }
        // The end of the stream has to come as one, and not as a reset, which unread octets would cause.
        _ => {
            let _ = stream.shutdown().await;
        }
    }
}

async fn read(stream: &mut TcpStream, got: &mut Vec<u8>) {
    while got.len() <= OCTETS && !complete(got) {
        if !matches!(stream.read_buf(got).await, Ok(count) if count > 0) {
            break;
        }
    }
}

/// Whether the request is complete, read as leniently as odd clients need: any head that ends in an empty line.
fn complete(octets: &[u8]) -> bool {
    let Some(end) = octets.windows(4).position(|end| end == b"\r\n\r\n") else { return false };
    let (head, start) = (octets.get(..end).unwrap_or_default(), end + 4);
    let fields: Vec<Header<'_>> =
        head.split(|octet| *octet == b'\n').skip(1).filter_map(field).collect();
    let body = framing(octets, &fields, Framing::Length(0))
        .and_then(|framing| body(octets, start, framing, false));
    // A length that cannot be understood is none: there is nothing to wait for.
    !matches!(body, Ok(None))
}

fn field(line: &[u8]) -> Option<Header<'_>> {
    let colon = line.iter().position(|octet| *octet == b':')?;
    let (name, value) = (line.get(..colon)?, line.get(colon + 1..)?);
    Some(Header { name: str::from_utf8(name.trim_ascii()).ok()?, value: value.trim_ascii() })
}
