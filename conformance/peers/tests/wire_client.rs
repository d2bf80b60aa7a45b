//! The client on real sockets: what it sends, and how it takes what comes back.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is its failure")]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use mpnspec_peers::wire::client::Client;
use mpnspec_peers::wire::identity::Authority;
use mpnspec_peers::wire::listener::{Listener, Misbehaviour};
use mpnspec_peers::wire::server::{Listen, Reply, Server};
use mpnspec_peers::wire::{OCTETS, WireError};

const FREE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const LIMIT: Duration = Duration::from_secs(5);

fn client() -> Client {
    Client::new(None, None, LIMIT).unwrap()
}

#[tokio::test]
async fn a_request_has_the_headers_asked_for_a_host_a_length_and_an_accept() {
    let listener =
        Listener::start(Misbehaviour::Truncated(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()))
            .await
            .unwrap();
    let url = format!("http://{}/u/1?q", listener.address());
    client()
        .send("POST", &url, &[("x-notificationclass", b"1"), ("Content-Type", b"text/xml")], "abc")
        .await
        .unwrap();
    client()
        .send("POST", &url, &[("Accept", b"a/b"), ("Host", b"contoso.example")], "")
        .await
        .unwrap();
    client().send("GET", &url, &[], "").await.unwrap();
    let requests = listener.requests();
    let host = listener.address();
    assert_eq!(
        requests.iter().map(|octets| String::from_utf8_lossy(octets)).collect::<Vec<_>>(),
        [
            format!(
                "POST /u/1?q HTTP/1.1\r\nX-Notificationclass: 1\r\nContent-Type: text/xml\r\nAccept: */*\r\n\
                 Host: {host}\r\nContent-Length: 3\r\n\r\nabc"
            ),
            "POST /u/1?q HTTP/1.1\r\nAccept: a/b\r\nHost: contoso.example\r\nContent-Length: 0\r\n\r\n".into(),
            format!("GET /u/1?q HTTP/1.1\r\nAccept: */*\r\nHost: {host}\r\n\r\n"),
        ]
    );
}

#[tokio::test]
async fn an_answer_comes_back_with_its_headers_in_order_and_its_connection_is_used_again() {
    let reply = Reply {
        status: 406,
        headers: vec![
            ("X-B".into(), b"1".to_vec()),
            ("X-A".into(), b"\xff".to_vec()),
            ("X-B".into(), b"2".to_vec()),
        ],
        body: "why".into(),
        ..Reply::empty(200)
    };
    let server =
        Server::start(Arc::new(move |_| reply.clone()), &[Listen::Plain(FREE)]).await.unwrap();
    let address = server.addresses().next().unwrap();
    let front = Front::start(address).await;
    let client = client();
    for _ in 0..3 {
        let answered = client.send("GET", &format!("http://{}/", front.0), &[], "").await.unwrap();
        assert_eq!((answered.minor, answered.status, &*answered.body), (1, 406, &b"why"[..]));
        let headers: Vec<_> = answered
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()))
            .collect();
        assert_eq!(headers[..3], [("x-b", &b"1"[..]), ("x-b", b"2"), ("x-a", b"\xff")]);
        assert!(headers.contains(&("content-length", b"3")));
    }
    assert_eq!(front.1.load(std::sync::atomic::Ordering::Relaxed), 1);
}

/// Passes octets on and counts the connections.
struct Front(SocketAddr, Arc<std::sync::atomic::AtomicUsize>);

impl Front {
    async fn start(to: SocketAddr) -> Self {
        let listener = tokio::net::TcpListener::bind(FREE).await.unwrap();
        let (address, count) = (listener.local_addr().unwrap(), Arc::default());
        let counter: Arc<std::sync::atomic::AtomicUsize> = Arc::clone(&count);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                tokio::spawn(async move {
                    let mut far = tokio::net::TcpStream::connect(to).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                });
            }
        });
        Self(address, count)
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let reply = Reply { headers: vec![("Location".into(), b"/b".to_vec())], ..Reply::empty(302) };
    let server =
        Server::start(Arc::new(move |_| reply.clone()), &[Listen::Plain(FREE)]).await.unwrap();
    let url = format!("http://{}/a", server.addresses().next().unwrap());
    assert_eq!(client().send("GET", &url, &[], "").await.unwrap().status, 302);
}

#[tokio::test]
async fn each_misbehaviour_is_told_apart() {
    let send = async |how: Misbehaviour, limit| {
        let listener = Listener::start(how).await.unwrap();
        let client = Client::new(None, None, limit).unwrap();
        client
            .send("POST", &format!("http://{}/", listener.address()), &[], "abc")
            .await
            .unwrap_err()
    };
    let closed = WireError::Closed { got: Vec::new() };
    assert_eq!(send(Misbehaviour::CloseAfterAccept, LIMIT).await, closed);
    assert_eq!(send(Misbehaviour::CloseAfterRequest, LIMIT).await, closed);
    let truncated = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab".to_vec();
    assert_eq!(send(Misbehaviour::Truncated(truncated), LIMIT).await, closed);
    let garbled = WireError::Garbled { at: 0, got: Vec::new() };
    assert_eq!(send(Misbehaviour::Garbage(b"SSH-2.0\r\n\r\n".to_vec()), LIMIT).await, garbled);
    let limit = Duration::from_millis(50);
    assert_eq!(
        send(Misbehaviour::Never, limit).await,
        WireError::TimedOut { got: Vec::new(), limit }
    );
    let long = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(OCTETS + 1)).into_bytes();
    assert_eq!(
        send(Misbehaviour::Truncated(long), LIMIT).await,
        WireError::TooLarge { limit: OCTETS }
    );
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_before_it_is() {
    let client = client();
    let refused = |error| matches!(error, Err(WireError::Unusable { .. }));
    assert!(refused(client.send("GE T", "http://localhost/", &[], "").await));
    assert!(refused(client.send("GET", "localhost", &[], "").await));
    assert!(refused(client.send("GET", "ftp://localhost/", &[], "").await));
    assert!(refused(client.send("GET", "http://localhost/", &[("a b", b"")], "").await));
    assert!(refused(client.send("GET", "http://localhost/", &[("a", b"\n")], "").await));
    let authority = Authority::new().unwrap();
    assert!(Client::new(Some("no certificate"), None, LIMIT).is_err());
    assert!(Client::new(None, Some(authority.pem()), LIMIT).is_err());
}
