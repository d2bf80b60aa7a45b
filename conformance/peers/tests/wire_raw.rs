//! The raw exchange against listeners that misbehave, each in its own way.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is its failure")]

use std::time::Duration;

use mpnspec_peers::wire::listener::{Listener, Misbehaviour};
use mpnspec_peers::wire::raw::{LIMIT, RawResponse, exchange};
use mpnspec_peers::wire::{OCTETS, WireError};

const REQUEST: &[u8] = b"POST / HTTP/1.1\r\nX-NotificationClass : 1\r\nContent-Length: 2\r\n\r\nab";

async fn ask(how: Misbehaviour) -> Result<RawResponse, WireError> {
    let listener = Listener::start(how).await.unwrap();
    exchange(listener.address(), REQUEST, LIMIT).await
}

#[tokio::test]
async fn a_response_is_read_in_its_own_spelling_and_order() {
    let octets = b"HTTP/1.1 200 Fine by me\r\nx-B: 1\r\nX-a:\r\nx-B: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
    let response = ask(Misbehaviour::Garbage(octets.to_vec())).await.unwrap();
    assert_eq!((response.minor, response.status, &*response.reason), (1, 200, "Fine by me"));
    let headers: Vec<_> =
        response.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice())).collect();
    assert_eq!(headers[..3], [("x-B", &b"1"[..]), ("X-a", b""), ("x-B", b"2")]);
    assert_eq!((&*response.body, &*response.octets), (&b"hi"[..], &octets[..]));
}

#[tokio::test]
async fn nobody_there_is_refused() {
    let address = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
    assert!(matches!(exchange(address, REQUEST, LIMIT).await, Err(WireError::Refused { .. })));
}

#[tokio::test]
async fn a_close_before_an_answer_is_a_close() {
    let closed = Err(WireError::Closed { got: Vec::new() });
    assert_eq!(ask(Misbehaviour::CloseAfterAccept).await, closed);
    assert_eq!(ask(Misbehaviour::CloseAfterRequest).await, closed);
}

#[tokio::test]
async fn a_close_within_an_answer_keeps_what_came() {
    let part = b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab".to_vec();
    assert_eq!(
        ask(Misbehaviour::Truncated(part.clone())).await,
        Err(WireError::Closed { got: part })
    );
}

#[tokio::test]
async fn no_answer_in_time_keeps_what_came() {
    let limit = Duration::from_millis(50);
    for part in [&b""[..], b"HTTP/1.1 200 OK\r\nContent-Le"] {
        let listener = Listener::start(Misbehaviour::Garbage(part.to_vec())).await.unwrap();
        let result = exchange(listener.address(), REQUEST, limit).await;
        assert_eq!(result, Err(WireError::TimedOut { got: part.to_vec(), limit }));
    }
}

#[tokio::test]
async fn garbage_is_garbled_where_it_begins() {
    let got = b"HTTP/1.1 200 OK\r\nX : y\r\n\r\n".to_vec();
    let error = ask(Misbehaviour::Garbage(got.clone())).await.unwrap_err();
    assert_eq!(error, WireError::Garbled { at: 18, got });
    assert_eq!(
        error.to_string(),
        r"expected an HTTP message after `HTTP/1.1 200 OK\r\nX`, but found ` : y\r\n\r\n`"
    );
}

#[tokio::test]
async fn an_answer_without_end_is_too_large() {
    let octets = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(OCTETS)).into_bytes();
    assert_eq!(
        ask(Misbehaviour::Garbage(octets)).await,
        Err(WireError::TooLarge { limit: OCTETS })
    );
}

#[tokio::test]
async fn a_listener_records_the_request_octets_of_every_connection() {
    let listener = Listener::start(Misbehaviour::CloseAfterRequest).await.unwrap();
    for request in [REQUEST, b"GET / HTTP/1.1\r\n\r\n"] {
        assert!(exchange(listener.address(), request, LIMIT).await.is_err());
    }
    assert_eq!(listener.requests(), [REQUEST, b"GET / HTTP/1.1\r\n\r\n"]);
}
