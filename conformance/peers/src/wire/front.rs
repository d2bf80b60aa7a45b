//! TLS before a server that speaks plain HTTP only, such as wiremock.
//!
//! Octets are copied both ways and not looked at. A connection lives until either side closes it or the front
//! goes; the server behind has the limits.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use super::accept::Accepting;
use super::identity::{Authority, LOOPBACK, common_name};
use super::{HANDSHAKE, WireError};

/// A TLS front on a free port of 127.0.0.1; dropped, it closes everything.
#[derive(Debug)]
pub struct Front {
    accepting: Accepting,
    certificates: Arc<Mutex<Vec<Option<String>>>>,
    cut: watch::Sender<u64>,
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
        let cut = watch::Sender::new(0);
        let cuts = cut.clone();
        let each = move |stream, _| {
            // Those that are open when it is cut end; those that come later do not.
            let cut = cuts.subscribe();
            let (acceptor, record) = (acceptor.clone(), record.clone());
            async move {
                let mut cut = cut;
                tokio::select! {
                    () = pass(stream, acceptor, to, record) => {}
                    _ = cut.changed() => {}
                }
            }
        };
        Ok(Self { accepting: Accepting::start(address, each).await?, certificates, cut })
    }

    /// Closes every connection that is open now, in the middle of whatever goes on there.
    pub fn cut(&self) {
        self.cut.send_modify(|times| *times = times.wrapping_add(1));
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
    let Ok(Ok(mut far)) = tokio::time::timeout(HANDSHAKE, TcpStream::connect(to)).await else {
        return;
    };
    // Without it the server is slower, not wrong; and either side sees the other's close.
    let _ = far.set_nodelay(true);
    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
}
