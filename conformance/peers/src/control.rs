//! The adapter protocol over HTTP: one call the body of a `POST`, one reply the body of its answer.
//!
//! ```text
//! POST any-path, body = call     ->  200, body = reply
//! another method                 ->  405
//! a body of more than 64 KiB     ->  413
//! ```

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::adapter::{Peer, reply};
use crate::wire::{OCTETS, WireError};

/// A bound endpoint for adapter calls.
#[derive(Debug)]
pub struct Control {
    listener: TcpListener,
    address: SocketAddr,
}

impl Control {
    /// Listens on an address; port 0 is any free one.
    ///
    /// # Errors
    ///
    /// The port is in use, or cannot be bound.
    pub async fn bind(address: SocketAddr) -> Result<Self, WireError> {
        let unbound = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::AddrInUse => WireError::InUse { address },
            _ => WireError::Unbound { address, reason: error.to_string() },
        };
        let listener = TcpListener::bind(address).await.map_err(unbound)?;
        let address = listener.local_addr().map_err(unbound)?;
        Ok(Self { listener, address })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Gives every call to a peer, until it is dropped.
    pub async fn serve(self, peer: Arc<impl Peer + 'static>) {
        // Connections end with this set.
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                accepted = self.listener.accept() => {
                    // A connection that fails before it is accepted is the caller's affair.
                    let Ok((stream, _)) = accepted else { continue };
                    let peer = Arc::clone(&peer);
                    connections.spawn(async move {
                        let service = service_fn(|request| answer(Arc::clone(&peer), request));
                        let connection = hyper::server::conn::http1::Builder::new();
                        let _ = connection.serve_connection(TokioIo::new(stream), service).await;
                    });
                }
                Some(_) = connections.join_next() => {}
            }
        }
    }
}

async fn answer(
    peer: Arc<impl Peer>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() != Method::POST {
        let mut refused = Response::new(Full::default());
        *refused.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
        refused.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
        return Ok(refused);
    }
    let Ok(body) = Limited::new(request.into_body(), OCTETS).collect().await else {
        let mut refused = Response::new(Full::default());
        *refused.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(refused);
    };
    let text = reply(&*peer, &body.to_bytes()).await;
    let mut answered = Response::new(Full::from(text));
    answered.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(answered)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::time::Duration;

    use super::*;
    use crate::push_service::PushService;
    use crate::wire::client::Client;

    #[tokio::test]
    async fn a_call_is_answered_and_another_method_is_not() {
        let loopback = Ipv4Addr::LOCALHOST;
        let service = Arc::new(PushService::start(loopback.into(), (0, 0)).await.unwrap());
        let control = Control::bind((loopback, 0).into()).await.unwrap();
        let url = format!("http://{}/adapter", control.address());
        let serving = tokio::spawn(control.serve(service));
        let client = Client::new(None, None, Duration::from_secs(5)).unwrap();
        let call = r#"{"id":7,"command":"settle"}"#;
        let answered = client.send("POST", &url, &[], call).await.unwrap();
        assert_eq!((answered.status, &*answered.body), (200, br#"{"id":7}"#.as_slice()));
        assert_eq!(client.send("GET", &url, &[], "").await.unwrap().status, 405);
        serving.abort();
    }

    #[tokio::test]
    async fn a_port_in_use_is_refused() {
        let taken = Control::bind((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
        let refused = Control::bind(taken.address()).await.unwrap_err();
        assert_eq!(refused, WireError::InUse { address: taken.address() });
    }
}
