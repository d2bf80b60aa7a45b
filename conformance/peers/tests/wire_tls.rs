//! Client certificates on real sockets: the right one, another authority's, none; before our server and the front.

#![expect(clippy::unwrap_used, reason = "a failed step of a test is its failure")]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::Client;
use mpnspec_peers::wire::front::{Front, HANGUP};
use mpnspec_peers::wire::identity::{Authority, LOOPBACK};
use mpnspec_peers::wire::listener::{Listener, Misbehaviour};
use mpnspec_peers::wire::server::{Listen, Received, Reply, Server};
use wiremock::matchers::{header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const FREE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
const LIMIT: Duration = Duration::from_secs(5);

fn name(request: Received) -> Reply {
    let text = format!("{} {}", request.secure, request.certificate.as_deref().unwrap_or("nobody"));
    Reply {
        body: text.into(),
        ..Reply::empty(if request.certificate.is_some() { 200 } else { 401 })
    }
}

async fn start(authority: &Authority, names: &[&str]) -> (Server, String) {
    let acceptor = authority.acceptor(&authority.server(names).unwrap()).unwrap();
    let listen = [Listen::Plain(FREE), Listen::Secure(FREE, acceptor)];
    let server = Server::start(Arc::new(name), &listen).await.unwrap();
    let address = server.addresses().nth(1).unwrap();
    (server, format!("https://{address}/"))
}

async fn ask(
    url: &str,
    authority: &Authority,
    identity: Option<&str>,
) -> Result<(u16, String), WireError> {
    let client = Client::new(Some(authority.pem()), identity, LIMIT).unwrap();
    let answered = client.send("GET", url, &[], "").await?;
    Ok((answered.status, String::from_utf8(answered.body.to_vec()).unwrap()))
}

#[tokio::test]
async fn a_client_certificate_is_optional_but_verified() {
    let (authority, other) = (Authority::new().unwrap(), Authority::new().unwrap());
    let (_server, url) = start(&authority, &LOOPBACK).await;
    let identity = authority.client("contoso.example").unwrap().pem();
    assert_eq!(
        ask(&url, &authority, Some(&identity)).await,
        Ok((200, "true contoso.example".into()))
    );
    assert_eq!(ask(&url, &authority, None).await, Ok((401, "true nobody".into())));
    let stranger = other.client("contoso.example").unwrap().pem();
    let refused = ask(&url, &authority, Some(&stranger)).await;
    assert!(matches!(refused, Err(WireError::Untrusted { by_peer: true, .. })), "{refused:?}");
}

#[tokio::test]
async fn a_server_certificate_is_no_client_certificate() {
    let authority = Authority::new().unwrap();
    let (_server, url) = start(&authority, &LOOPBACK).await;
    let identity = authority.server(&LOOPBACK).unwrap().pem();
    let refused = ask(&url, &authority, Some(&identity)).await;
    assert!(matches!(refused, Err(WireError::Untrusted { by_peer: true, .. })), "{refused:?}");
}

#[tokio::test]
async fn a_client_refuses_a_server_of_another_authority_or_name() {
    let (authority, other) = (Authority::new().unwrap(), Authority::new().unwrap());
    let (_server, url) = start(&authority, &["contoso.example"]).await;
    for trusted in [&authority, &other] {
        let refused = ask(&url, trusted, None).await;
        assert!(matches!(refused, Err(WireError::Untrusted { by_peer: false, .. })), "{refused:?}");
    }
}

#[tokio::test]
async fn whoever_hangs_up_in_the_handshake_has_answered_and_whoever_is_not_there_has_not() {
    let authority = Authority::new().unwrap();
    let listener = Listener::start(Misbehaviour::CloseAfterAccept).await.unwrap();
    let url = format!("https://{}/", listener.address());
    let hung_up = ask(&url, &authority, None).await;
    assert!(matches!(hung_up, Err(WireError::Closed { .. })), "{hung_up:?}");
    let nobody = std::net::TcpListener::bind(FREE).unwrap().local_addr().unwrap();
    let refused = ask(&format!("https://{nobody}/"), &authority, None).await;
    assert!(matches!(refused, Err(WireError::Refused { .. })), "{refused:?}");
}

#[tokio::test]
async fn plain_http_is_served_by_the_same_responder() {
    let authority = Authority::new().unwrap();
    let (server, _) = start(&authority, &LOOPBACK).await;
    let url = format!("http://{}/", server.addresses().next().unwrap());
    assert_eq!(ask(&url, &authority, None).await, Ok((401, "false nobody".into())));
}

#[tokio::test]
async fn a_front_leads_to_wiremock_and_records_who_came() {
    let (authority, other) = (Authority::new().unwrap(), Authority::new().unwrap());
    let mock = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/u/1"))
        .and(header("X-MessageID", "1"))
        .respond_with(ResponseTemplate::new(202).set_body_string("taken"))
        .mount(&mock)
        .await;
    let front = Front::start(&authority, *mock.address()).await.unwrap();
    let url = format!("https://{}/u/1", front.address());
    let identity = authority.client("contoso.example").unwrap().pem();
    let stranger = other.client("fabrikam.example").unwrap().pem();
    for (identity, expected) in
        [(Some(&identity), Ok(202)), (Some(&stranger), Err(())), (None, Ok(202))]
    {
        let client =
            Client::new(Some(authority.pem()), identity.map(String::as_str), LIMIT).unwrap();
        for _ in 0..2 {
            let answered = client.send("POST", &url, &[("X-MessageID", b"1")], "payload").await;
            assert_eq!(
                answered.as_ref().map(|answered| answered.status).map_err(|_| ()),
                expected,
                "{answered:?}"
            );
        }
    }
    assert_eq!(front.certificates(), [Some("contoso.example".into()), None]);
}

#[tokio::test]
async fn a_front_hangs_up_on_one_request_and_leaves_what_is_idle_and_what_waits() {
    let authority = Authority::new().unwrap();
    let mock = MockServer::start().await;
    let late = Duration::from_millis(250);
    for (name, status, delay) in
        [("/late", 202, late), ("/soon", 202, Duration::ZERO), ("/hangup", HANGUP, Duration::ZERO)]
    {
        let answer = ResponseTemplate::new(status).set_delay(delay);
        Mock::given(path(name)).respond_with(answer).mount(&mock).await;
    }
    let front = Front::start(&authority, *mock.address()).await.unwrap();
    let [idle, waiting, client] =
        [(); 3].map(|()| Client::new(Some(authority.pem()), None, LIMIT).unwrap());
    let url = |name| format!("https://{}{name}", front.address());
    let (late, soon, hangup) = (url("/late"), url("/soon"), url("/hangup"));
    for client in [&idle, &client] {
        assert_eq!(client.send("POST", &soon, &[], "").await.map(|it| it.status), Ok(202));
    }
    let hung_up = async {
        while mock.received_requests().await.unwrap_or_default().len() < 3 {
            tokio::task::yield_now().await;
        }
        client.send("POST", &hangup, &[], "").await
    };
    let (answered, closed) = tokio::join!(waiting.send("POST", &late, &[], ""), hung_up);
    assert!(matches!(closed, Err(WireError::Closed { .. })), "{closed:?}");
    assert_eq!(answered.map(|it| it.status), Ok(202), "who waits beside is answered");
    for (client, handshakes) in [(idle, 3), (waiting, 3), (client, 4)] {
        assert_eq!(client.send("POST", &soon, &[], "").await.map(|it| it.status), Ok(202));
        assert_eq!(
            front.certificates().len(),
            handshakes,
            "who was hung up on, and nobody else, comes anew"
        );
    }
}
