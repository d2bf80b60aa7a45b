//! TLS before a server that speaks plain HTTP only, such as wiremock.
//!
//! Octets are copied both ways; all that is seen of them is whether an answer is a [`HANGUP`]. A connection lives until
//! either side closes it or the front goes; the server behind has the limits.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use super::accept::Accepting;
use super::identity::{Authority, LOOPBACK, common_name};
use super::{HANDSHAKE, WireError};

/// The status of an answer that no client gets: its connection is closed instead, and no other.
///
/// A server behind a front cannot close a connection itself, and nobody else can tell which one a request came over: the
/// answer finds the way.
pub const HANGUP: u16 = 999;

/// How that answer begins.
const HANGUP_LINE: &[u8] = b"HTTP/1.1 999 ";

/// A TLS front on a free port of 127.0.0.1; dropped, it closes everything.
#[derive(Debug)]
pub struct Front {
    accepting: Accepting,
    certificates: Arc<Mutex<Vec<Option<String>>>>,
}

impl Front {
    /// Listens with a new server certificate of `authority` and passes everything on to `to`.
    ///
    /// Clients are asked for a certificate of the same authority and may show none; see [`Authority::acceptor`].
    pub async fn start(authority: &Authority, to: SocketAddr) -> Result<Self, WireError> {
        Self::start_at((Ipv4Addr::LOCALHOST, 0).into(), authority, to).await
    }

    /// The same on an address of the caller's choice.
    pub async fn start_at(
        address: SocketAddr,
        authority: &Authority,
        to: SocketAddr,
    ) -> Result<Self, WireError> {
        let acceptor = authority.acceptor(&authority.server(&LOOPBACK)?)?;
        let certificates = Arc::new(Mutex::new(Vec::new()));
        let record = certificates.clone();
        let each = move |stream, _| pass(stream, acceptor.clone(), to, record.clone());
        Ok(Self { accepting: Accepting::start(address, each).await?, certificates })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.accepting.address()
    }

    /// The common name, or that no certificate was shown, of every connection whose handshake went well.
    pub fn certificates(&self) -> Vec<Option<String>> {
        self.certificates.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn pass(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    to: SocketAddr,
    record: Arc<Mutex<Vec<Option<String>>>>,
) {
    let Ok(Ok(mut near)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await else {
        return;
    };
    let certificates = near.get_ref().1.peer_certificates().unwrap_or_default();
    let certificate = certificates.first().and_then(common_name);
    record.lock().unwrap_or_else(PoisonError::into_inner).push(certificate);
    let Ok(Ok(far)) = tokio::time::timeout(HANDSHAKE, TcpStream::connect(to)).await else {
        return;
    };
    // Without it the server is slower, not wrong; and either side sees the other's close.
    let _ = far.set_nodelay(true);
    let (answers, requests) = far.into_split();
    let mut far = tokio::io::join(UpToHangup(answers), requests);
    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
}

/// What a server says, up to an answer that is a [`HANGUP`].
///
/// One that arrives in pieces is not known for what it is; servers write a head at once.
struct UpToHangup<R>(R);

impl<R: AsyncRead + Unpin> AsyncRead for UpToHangup<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let start = buffer.filled().len();
        ready!(Pin::new(&mut self.0).poll_read(context, buffer))?;
        let said = buffer.filled().get(start..).unwrap_or_default();
        match said.starts_with(HANGUP_LINE) {
            true => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            false => Poll::Ready(Ok(())),
        }
    }
}
