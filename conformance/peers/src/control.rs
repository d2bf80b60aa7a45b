//! The adapter protocol over HTTP: one call the body of a `POST`, one reply the body of its answer.
//!
//! ```text
//! POST any-path, body = call     ->  200, body = reply
//! another method                 ->  405
//! a body of more than 64 KiB     ->  413
//! ```

use std::net::SocketAddr;
use std::sync::Arc;

use crate::adapter::{Peer, reply};
use crate::wire::WireError;
use crate::wire::server::{Listen, Received, Reply, Replying, Respond, Server};

/// An endpoint for adapter calls; dropped, it ends.
#[derive(Debug)]
pub struct Control {
    _server: Server,
    address: SocketAddr,
}

impl Control {
    /// Gives every call that arrives at an address to a peer; port 0 is any free one.
    ///
    /// # Errors
    ///
    /// The port is in use, or cannot be bound.
    pub async fn start(
        address: SocketAddr,
        peer: Arc<impl Peer + 'static>,
    ) -> Result<Self, WireError> {
        let server = Server::start(Arc::new(Calls(peer)), &[Listen::Plain(address)]).await?;
        let address = server.addresses().next().unwrap_or(address);
        Ok(Self { _server: server, address })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

/// A peer, as what answers requests.
struct Calls<P>(Arc<P>);

impl<P: Peer + 'static> Respond for Calls<P> {
    fn respond(&self, request: Received) -> Replying<'_> {
        Box::pin(async move {
            if request.method != "POST" {
                let headers = vec![("Allow".into(), b"POST".to_vec())];
                return Reply { headers, ..Reply::empty(405) };
            }
            let body = reply(&*self.0, &request.body).await.into();
            let headers = vec![("Content-Type".into(), b"application/json".to_vec())];
            Reply { headers, body, ..Reply::empty(200) }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::time::Duration;

    use super::*;
    use crate::push_service::PushService;
    use crate::wire::client::Client;

    async fn start(address: SocketAddr) -> Result<Control, WireError> {
        let loopback = Ipv4Addr::LOCALHOST.into();
        let service = Arc::new(PushService::start(loopback, (0, 0)).await.unwrap());
        Control::start(address, service).await
    }

    #[tokio::test]
    async fn a_call_is_answered_and_another_method_is_not() {
        let control = start((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
        let url = format!("http://{}/adapter", control.address());
        let client = Client::new(None, None, Duration::from_secs(5)).unwrap();
        let call = r#"{"id":7,"command":"settle"}"#;
        let answered = client.send("POST", &url, &[], call).await.unwrap();
        assert_eq!((answered.status, &*answered.body), (200, br#"{"id":7}"#.as_slice()));
        assert_eq!(client.send("GET", &url, &[], "").await.unwrap().status, 405);
        let long = client.send("POST", &url, &[], vec![b' '; crate::wire::OCTETS + 1]).await;
        assert_eq!(long.unwrap().status, 413);
    }

    #[tokio::test]
    async fn a_port_in_use_is_refused() {
        let taken = start((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
        let refused = start(taken.address()).await.unwrap_err();
        assert_eq!(refused, WireError::InUse { address: taken.address() });
    }
}
