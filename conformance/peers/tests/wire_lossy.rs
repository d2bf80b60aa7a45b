//! A lossy way before wiremock: what is marked gets lost, and the server knows nothing of it.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is its failure")]

use std::time::Duration;

use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::Client;
use mpnspec_peers::wire::lossy::{Loss, Lossy, MARK};
use mpnspec_peers::wire::raw::{LIMIT, exchange};
use wiremock::matchers::path;
use wiremock::{Mock, MockServer, ResponseTemplate};

async fn start() -> (MockServer, Lossy) {
    let server = MockServer::start().await;
    for loss in [Loss::Closed, Loss::Cut, Loss::Stalled, Loss::Trickled] {
        let answer = ResponseTemplate::new(200)
            .insert_header(MARK, loss.name())
            .set_body_bytes(b"twelve bytes".to_vec());
        Mock::given(path(format!("/{}", loss.name()))).respond_with(answer).mount(&server).await;
    }
    let empty = ResponseTemplate::new(204).insert_header(MARK, Loss::Cut.name());
    Mock::given(path("/empty")).respond_with(empty).mount(&server).await;
    let usual = ResponseTemplate::new(200).insert_header("X-Kept", "yes").set_body_bytes(*b"whole");
    Mock::given(path("/")).respond_with(usual).mount(&server).await;
    let lossy = Lossy::start(*server.address()).await.unwrap();
    (server, lossy)
}

fn request(path: &str) -> Vec<u8> {
    format!("PUT {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab").into_bytes()
}

#[tokio::test]
async fn what_is_not_marked_passes_again_and_again() {
    let (_server, lossy) = start().await;
    let client = Client::plain(LIMIT).unwrap();
    for _ in 0..3 {
        let url = format!("http://{}/", lossy.address());
        let answered = client.send("PUT", &url, &[], b"ab".to_vec()).await.unwrap();
        assert_eq!((answered.status, &*answered.body), (200, &b"whole"[..]));
        assert!(answered.headers.contains(&("x-kept".into(), b"yes".to_vec())));
    }
}

#[tokio::test]
async fn a_closed_answer_leaves_nothing_but_the_request() {
    let (server, lossy) = start().await;
    let lost = exchange(lossy.address(), &request("/closed"), LIMIT).await;
    assert_eq!(lost, Err(WireError::Closed { got: Vec::new() }));
    assert_eq!(server.received_requests().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_cut_answer_comes_by_half() {
    let (_server, lossy) = start().await;
    let Err(WireError::Closed { got }) = exchange(lossy.address(), &request("/cut"), LIMIT).await
    else {
        panic!("expected the end of the connection")
    };
    let got = String::from_utf8(got).unwrap();
    assert!(got.ends_with("\r\n\r\ntwelve"), "{got}");
    assert!(!got.to_ascii_lowercase().contains(MARK), "{got}");
    let Err(WireError::Closed { got }) = exchange(lossy.address(), &request("/empty"), LIMIT).await
    else {
        panic!("expected the end of the connection")
    };
    assert_eq!(got, b"HTTP/1.1");
}

#[tokio::test]
async fn a_stalled_answer_does_not_come() {
    let (_server, lossy) = start().await;
    let limit = Duration::from_millis(50);
    let lost = exchange(lossy.address(), &request("/stalled"), limit).await;
    assert_eq!(lost, Err(WireError::TimedOut { got: Vec::new(), limit }));
}

#[tokio::test]
async fn a_trickled_answer_comes_whole() {
    let (_server, lossy) = start().await;
    let answered = exchange(lossy.address(), &request("/trickled"), LIMIT).await.unwrap();
    assert_eq!((answered.status, &*answered.body), (200, &b"twelve bytes"[..]));
    assert!(!answered.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(MARK)));
}
