//! A way to a server that speaks plain HTTP, such as wiremock, on which answers get lost.
//!
//! The server marks what is to be lost with the field [`MARK`]; everything else passes unchanged. It has done what
//! it was asked for by then: only the client does not know.

use std::net::{Ipv4Addr, SocketAddr};

use httparse::Status;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};

use super::accept::Accepting;
use super::message::{FIELDS, Framing, body, framing};
use super::{HANDSHAKE, OCTETS, WireError};

/// The field of an answer whose value is the [name](Loss::name) of a loss.
pub const MARK: &str = "mpnspec-loss";

/// What becomes of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The connection is closed instead.
    Closed,
    /// The connection is closed after half of the body, or of the status line of an answer without one.
    Cut,
    /// Nothing comes, and the connection stays open until the client or the way goes.
    Stalled,
    /// It comes octet by octet, each in a segment of its own, and is not lost.
    Trickled,
}

impl Loss {
    const ALL: [Self; 4] = [Self::Closed, Self::Cut, Self::Stalled, Self::Trickled];

    /// The value that asks for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Cut => "cut",
            Self::Stalled => "stalled",
            Self::Trickled => "trickled",
        }
    }
}

/// A way on a free port of 127.0.0.1; dropped, it closes everything.
#[derive(Debug)]
pub struct Lossy {
    accepting: Accepting,
}

impl Lossy {
    /// Listens, and passes everything on to `to`.
    ///
    /// # Errors
    ///
    /// There is no free port.
    pub async fn start(to: SocketAddr) -> Result<Self, WireError> {
        let each = move |stream, _| pass(stream, to);
        Ok(Self { accepting: Accepting::start((Ipv4Addr::LOCALHOST, 0).into(), each).await? })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.accepting.address()
    }
}

async fn pass(near: TcpStream, to: SocketAddr) {
    let Ok(Ok(far)) = tokio::time::timeout(HANDSHAKE, TcpStream::connect(to)).await else { return };
    // Without it the server is slower, not wrong.
    let _ = far.set_nodelay(true);
    let ((mut asks, mut hears), (from, mut at)) = (near.into_split(), far.into_split());
    let asking = async {
        // Whether client or server hangs up, the answers tell.
        let _ = tokio::io::copy(&mut asks, &mut at).await;
        let _ = at.shutdown().await;
        std::future::pending().await
    };
    let stalls = tokio::select! {
        stalls = answers(from, &mut hears) => stalls,
        never = asking => never,
    };
    if stalls {
        let mut ignored = [0; 1024];
        while matches!(asks.read(&mut ignored).await, Ok(count) if count > 0) {}
    }
    let _ = hears.shutdown().await;
}

/// Passes answers on until one is lost, or there are no more; says whether the connection stays open then.
async fn answers(mut from: OwnedReadHalf, to: &mut OwnedWriteHalf) -> bool {
    let mut got = Vec::with_capacity(4096);
    let mut closed = false;
    loop {
        match answer(&got, closed) {
            // What is no answer is passed on for the client to judge.
            Err(()) => {
                let _ = to.write_all(&got).await;
                let _ = tokio::io::copy(&mut from, to).await;
                return false;
            }
            Ok(Some(answer)) => {
                let rest = got.split_off(answer.end);
                if !answer.deliver(&got, to).await {
                    return answer.loss == Some(Loss::Stalled);
                }
                got = rest;
            }
            Ok(None) if closed || got.len() > OCTETS => {
                let _ = to.write_all(&got).await;
                return false;
            }
            Ok(None) => closed = !matches!(from.read_buf(&mut got).await, Ok(count) if count > 0),
        }
    }
}

/// An answer at the beginning of what the server sent.
struct Answer {
    loss: Option<Loss>,
    /// The length of its head, and of the whole.
    head: usize,
    end: usize,
}

/// The first answer; nothing while it is incomplete.
fn answer(octets: &[u8], closed: bool) -> Result<Option<Answer>, ()> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut parsed = httparse::Response::new(&mut fields);
    let head = match parsed.parse(octets) {
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) => return Ok(None),
        Err(_) => return Err(()),
    };
    let framing = match parsed.code {
        Some(100..=199 | 204 | 304) => Framing::Length(0),
        _ => framing(octets, parsed.headers, Framing::UntilClose).map_err(drop)?,
    };
    let mark = parsed.headers.iter().find(|field| field.name.eq_ignore_ascii_case(MARK));
    let named = |loss: &Loss| mark.is_some_and(|mark| mark.value == loss.name().as_bytes());
    let loss = Loss::ALL.into_iter().find(named);
    let whole = body(octets, head, framing, closed).map_err(drop)?;
    Ok(whole.map(|(_, end)| Answer { loss, head, end }))
}

impl Answer {
    /// Passes the answer on as far as it comes, and says whether another one may follow.
    async fn deliver(&self, octets: &[u8], to: &mut OwnedWriteHalf) -> bool {
        let (head, body) = octets.split_at(self.head);
        match self.loss {
            None => to.write_all(octets).await.is_ok(),
            Some(Loss::Closed | Loss::Stalled) => false,
            Some(Loss::Cut) => {
                let mut half = unmarked(head);
                half.extend_from_slice(&body[..body.len() / 2]);
                if body.is_empty() {
                    let line = half.iter().position(|octet| *octet == b' ').unwrap_or_default();
                    half.truncate(line);
                }
                // A client that does not take it sees the close.
                let _ = to.write_all(&half).await;
                false
            }
            Some(Loss::Trickled) => {
                let mut whole = unmarked(head);
                whole.extend_from_slice(body);
                for octet in whole {
                    if to.write_all(&[octet]).await.is_err() {
                        return false;
                    }
                    tokio::task::yield_now().await;
                }
                true
            }
        }
    }
}

/// A head without the mark.
fn unmarked(head: &[u8]) -> Vec<u8> {
    let marks = |line: &&[u8]| {
        let name = line.split(|octet| *octet == b':').next().unwrap_or_default();
        name.eq_ignore_ascii_case(MARK.as_bytes())
    };
    head.split_inclusive(|octet| *octet == b'\n')
        .filter(|line| !marks(line))
        .flatten()
        .copied()
        .collect()
}
