//! The server on real sockets: what goes over the wire, and what it does not swallow.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is its failure")]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use mpnspec_peers::wire::client::{Answered, Client};
use mpnspec_peers::wire::raw::{LIMIT, RawResponse, exchange};
use mpnspec_peers::wire::server::{Listen, Manner, Received, Reply, Server};
use mpnspec_peers::wire::{OCTETS, WireError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const FREE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

async fn start(
    respond: impl Fn(Received) -> Reply + Send + Sync + 'static,
) -> (Server, SocketAddr) {
    let server = Server::start(Arc::new(respond), &[Listen::Plain(FREE)]).await.unwrap();
    let address = server.addresses().next().unwrap();
    (server, address)
}

async fn ask(address: SocketAddr, octets: &[u8]) -> RawResponse {
    exchange(address, octets, LIMIT).await.unwrap()
}

fn spelt(names: &[&'static str]) -> Reply {
    Reply {
        headers: names.iter().map(|name| ((*name).into(), b"v".to_vec())).collect(),
        ..Reply::empty(200)
    }
}

fn names(response: &RawResponse) -> Vec<&str> {
    response.headers.iter().map(|(name, _)| name.as_str()).collect()
}

#[tokio::test]
async fn header_names_leave_in_the_spelling_given() {
    let (_server, address) = start(|request| match &*request.target {
        "/a" => {
            spelt(&["X-NotificationStatus", "X-SubscriptionStatus", "X-DeviceConnectionStatus"])
        }
        "/b" => spelt(&["x-notificationSTATUS", "X-b"]),
        _ => spelt(&["X-Twice", "x-twice"]),
    })
    .await;
    for _ in 0..2 {
        let response = ask(address, b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n").await;
        assert_eq!(
            names(&response),
            [
                "X-NotificationStatus",
                "X-SubscriptionStatus",
                "X-DeviceConnectionStatus",
                "Date",
                "Content-Length"
            ]
        );
        let response = ask(address, b"GET /b HTTP/1.1\r\nHost: h\r\n\r\n").await;
        assert_eq!(names(&response), ["x-notificationSTATUS", "X-b", "Date", "Content-Length"]);
        let response = ask(address, b"GET /c HTTP/1.1\r\nHost: h\r\n\r\n").await;
        assert_eq!(names(&response), ["X-Twice", "x-twice", "Date", "Content-Length"]);
    }
}

#[tokio::test]
async fn an_empty_reply_has_a_length_of_0_and_a_date() {
    let (_server, address) = start(|_| Reply::empty(404)).await;
    let response = ask(address, b"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!((response.status, response.minor), (404, 1));
    assert_eq!(response.headers[1], ("Content-Length".into(), b"0".to_vec()));
    assert_eq!(names(&response), ["Date", "Content-Length"]);
}

#[tokio::test]
async fn a_request_arrives_whole_with_its_names_in_lower_case() {
    let (_server, address) =
        start(|request| Reply { body: format!("{request:?}").into(), ..Reply::empty(200) }).await;
    let octets = b"POST /u/1?a=%20&b HTTP/1.1\r\nHost: h\r\nX-MessageID: \xffq\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
    let response = ask(address, octets).await;
    let text = String::from_utf8(response.body).unwrap();
    for part in [
        "method: \"POST\"",
        "target: \"/u/1?a=%20&b\"",
        "(\"x-messageid\", [255, 113])",
        "body: b\"abc\"",
        "secure: false",
        "certificate: None",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test]
async fn a_connection_serves_many_requests_and_pipelined_ones() {
    let (_server, address) =
        start(|request| Reply { body: request.body, ..Reply::empty(200) }).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    for body in ["a", "b"] {
        let request =
            format!("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\n{body}").repeat(2);
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut got = Vec::new();
        while got.iter().filter(|octet| **octet == body.as_bytes()[0]).count()
            < 2 + 2 * usize::from(body == "a")
        {
            assert_ne!(stream.read_buf(&mut got).await.unwrap(), 0);
        }
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_answered_413_however_it_is_framed() {
    let (_server, address) =
        start(|request| Reply::empty(if request.body.len() == OCTETS { 200 } else { 500 })).await;
    let sized = |length: usize| {
        let mut octets =
            format!("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: {length}\r\n\r\n").into_bytes();
        octets.resize(octets.len() + length, b'x');
        octets
    };
    assert_eq!(ask(address, &sized(OCTETS)).await.status, 200);
    let response = ask(address, &sized(OCTETS + 1)).await;
    assert_eq!(response.status, 413);
    assert_eq!(response.body, b"expected a body of at most 65536 octets, but found more\n");
    let mut chunks = b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    chunks.extend(b"8\r\n01234567\r\n".repeat(OCTETS / 8 + 1));
    chunks.extend(b"0\r\n\r\n");
    assert_eq!(ask(address, &chunks).await.status, 413);
}

#[tokio::test]
async fn a_head_over_the_limit_is_answered_431() {
    let (_server, address) = start(|_| Reply::empty(200)).await;
    let mut octets = b"GET / HTTP/1.1\r\nHost: h\r\nX: ".to_vec();
    octets.resize(OCTETS, b'y');
    assert_eq!(ask(address, &octets).await.status, 431);
}

#[tokio::test]
async fn a_space_before_the_colon_is_answered_400() {
    let (_server, address) = start(|_| Reply::empty(200)).await;
    let response =
        ask(address, b"POST / HTTP/1.1\r\nHost: h\r\nX-NotificationClass : 1\r\n\r\n").await;
    assert_eq!((response.status, response.body.len()), (400, 0));
}

#[tokio::test]
async fn lengths_that_differ_are_answered_400_and_lengths_that_agree_are_not() {
    let (_server, address) =
        start(|request| Reply { body: request.body, ..Reply::empty(200) }).await;
    let octets = |second| {
        format!(
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\nContent-Length: {second}\r\n\r\nabc"
        )
    };
    assert_eq!(ask(address, octets(3).as_bytes()).await.status, 400);
    let response = ask(address, octets(2).as_bytes()).await;
    assert_eq!((response.status, &*response.body), (200, &b"ab"[..]));
}

#[tokio::test]
async fn a_client_that_expects_100_gets_it_before_the_reply() {
    let (_server, address) =
        start(|request| Reply { body: request.body, ..Reply::empty(200) }).await;
    let octets =
        b"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab";
    let response = ask(address, octets).await;
    assert_eq!((response.status, &*response.body), (200, &b"ab"[..]));
}

#[tokio::test]
async fn a_reply_that_http_cannot_carry_becomes_a_500() {
    let (_server, address) = start(|request| match &*request.target {
        "/status" => Reply::empty(100),
        "/name" => spelt(&["a b"]),
        _ => Reply { headers: vec![("X".into(), b"a\r\nb".to_vec())], ..Reply::empty(200) },
    })
    .await;
    for target in ["/status", "/name", "/value"] {
        let response =
            ask(address, format!("GET {target} HTTP/1.1\r\nHost: h\r\n\r\n").as_bytes()).await;
        assert_eq!(response.status, 500, "{target}");
        assert!(response.body.starts_with(b"expected a "), "{target}");
    }
}

#[tokio::test]
async fn the_length_is_the_servers_own() {
    let reply =
        || Reply { headers: vec![("content-length".into(), b"7".to_vec())], ..Reply::empty(200) };
    let (_server, address) = start(move |_| reply()).await;
    let response = ask(address, b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").await;
    assert_eq!(response.headers[1], ("Content-Length".into(), b"0".to_vec()));
}

#[tokio::test]
async fn a_port_in_use_is_a_clear_error() {
    let (server, address) = start(|_| Reply::empty(200)).await;
    let again = Server::start(
        Arc::new(|_| Reply::empty(200)),
        &[Listen::Plain(FREE), Listen::Plain(address)],
    )
    .await;
    let error = again.unwrap_err();
    assert_eq!(error, WireError::InUse { address });
    assert_eq!(error.to_string(), format!("expected a free port, but found `{address}` in use"));
    server.shutdown().await;
    assert!(
        Server::start(Arc::new(|_| Reply::empty(200)), &[Listen::Plain(address)]).await.is_ok()
    );
}

#[tokio::test]
async fn a_shutdown_closes_idle_connections_and_the_port() {
    let (server, address) = start(|_| Reply::empty(200)).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    assert_ne!(stream.read(&mut [0; 1024]).await.unwrap(), 0);
    server.shutdown().await;
    assert_eq!(stream.read(&mut [0; 1024]).await.unwrap(), 0);
    assert!(matches!(
        exchange(address, b"GET / HTTP/1.1\r\n\r\n", LIMIT).await,
        Err(WireError::Refused { .. })
    ));
}

#[tokio::test]
async fn a_dropped_server_answers_nobody() {
    let (server, address) = start(|_| Reply::empty(200)).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    drop(server);
    let closed = tokio::time::timeout(LIMIT, stream.read(&mut [0; 16])).await.unwrap();
    assert!(!matches!(closed, Ok(count) if count > 0));
}

#[tokio::test]
async fn an_answer_leaves_in_the_manner_that_is_asked_for() {
    let (_server, address) = start(|request| {
        let manner = match &*request.target {
            "/undated" => Manner::Undated,
            "/old" => Manner::Http10,
            "/hangup" => Manner::Hangup,
            _ => Manner::Usual,
        };
        Reply { manner, body: request.nth.to_string().into(), ..Reply::empty(200) }
    })
    .await;
    let client = Client::plain(LIMIT).unwrap();
    let ask =
        async |path: &str| client.send("GET", &format!("http://{address}{path}"), &[], "").await;
    let is_dated = |it: &Answered| it.headers.iter().any(|(name, _)| name == "date");
    let (usual, undated) = (ask("/").await.unwrap(), ask("/undated").await.unwrap());
    assert!(is_dated(&usual) && !is_dated(&undated));
    assert_eq!((&*usual.body, &*undated.body), (&b"1"[..], &b"2"[..]), "requests are numbered");
    assert_eq!((usual.minor, ask("/old").await.unwrap().minor), (1, 0));
    assert!(matches!(ask("/hangup").await, Err(WireError::Closed { .. })));
    assert_eq!(ask("/").await.unwrap().status, 200);
}
