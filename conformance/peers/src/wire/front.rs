//! TLS before a server that speaks plain HTTP only, such as wiremock.
//!
//! Octets are copied both ways; all that is seen of them is which side spoke last. A connection lives until either side closes it or the front
//! goes; the server behind has the limits.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;
use tokio_util::io::InspectReader;

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
            let mut cut = cuts.subscribe();
            let (acceptor, record) = (acceptor.clone(), record.clone());
            async move {
                let waits = AtomicBool::new(false);
                let cut_in_waiting =
                    async { while cut.changed().await.is_ok() && !waits.load(Ordering::SeqCst) {} };
                tokio::select! {
                    () = pass(stream, acceptor, to, record, &waits) => {}
                    () = cut_in_waiting => {}
                }
            }
        };
        Ok(Self { accepting: Accepting::start(address, each).await?, certificates, cut })
    }

    /// Closes every connection whose client has sent something and has had no answer yet.
    ///
    /// Idle ones stay: a client that finds its kept connection closed would lose a request that nobody saw.
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
    waits: &AtomicBool,
) {
    let Ok(Ok(near)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await else {
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
    let mut near = InspectReader::new(near, |_| waits.store(true, Ordering::SeqCst));
    let mut far = InspectReader::new(far, |_| waits.store(false, Ordering::SeqCst));
    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
}
