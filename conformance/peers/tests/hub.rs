//! The reference hub over real sockets, as clients of hubs speak to it.
#![expect(clippy::unwrap_used, reason = "a test whose surroundings fail has failed")]

use std::net::Ipv4Addr;
use std::time::Duration;

use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, Entry, Feed, Location, Platform, Tags};
use mpnspec_model::transcript::Rights;
use mpnspec_peers::hub::{Hub, NAME, unix_now};
use mpnspec_peers::wire::client::{Answered, Client};

struct Caller {
    hub: Hub,
    client: Client,
}

impl Caller {
    async fn new() -> Self {
        let hub = Hub::start(NAME, Ipv4Addr::LOCALHOST.into(), (0, 0)).await.unwrap();
        let limit = Duration::from_secs(10);
        let client = Client::new(Some(hub.authority_pem()), None, limit).unwrap();
        Self { client: client.reading(1 << 22), hub }
    }

    fn key(&self, rights: Rights) -> &Key {
        &self.hub.keys().iter().find(|(_, its)| *its == rights).unwrap().0
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        more: &[(&str, &[u8])],
        body: &[u8],
    ) -> Answered {
        let root = format!("https://{}/", self.hub.secure());
        let token = self.key(Rights::ALL).sign(&root, unix_now() + 600, Hex::Upper);
        self.signed(&token, method, path, more, body).await
    }

    async fn signed(
        &self,
        token: &str,
        method: &str,
        path: &str,
        more: &[(&str, &[u8])],
        body: &[u8],
    ) -> Answered {
        let url = format!("https://{}/{NAME}/{path}", self.hub.secure());
        let mut fields: Vec<(&str, &[u8])> = vec![("Authorization", token.as_bytes())];
        fields.extend(more);
        self.client.send(method, &url, &fields, body.to_vec()).await.unwrap()
    }

    async fn mint(&self) -> String {
        let minted = self.call("POST", "registrationIDs?api-version=2020-06", &[], b"").await;
        assert_eq!((minted.status, minted.body.len()), (201, 0));
        let location = field(&minted, "location").unwrap();
        assert!(location.starts_with(&format!("https://{}/{NAME}/", self.hub.secure())));
        Location::parse(&location).unwrap().id
    }
}

fn field(answered: &Answered, name: &str) -> Option<String> {
    let found = answered.headers.iter().find(|(found, _)| found == name)?;
    Some(String::from_utf8(found.1.clone()).unwrap())
}

fn body(handle: &str, tags: &[&str]) -> Vec<u8> {
    let tags: Tags = tags.iter().copied().collect();
    Entry::request(Description::native(Platform::Mpns, handle).with_tags(tags)).write()
}

#[tokio::test]
async fn a_registration_is_made_read_changed_and_deleted() {
    let caller = Caller::new().await;
    let id = caller.mint().await;
    let place = format!("registrations/{id}?api-version=2020-06");
    assert_eq!(caller.call("GET", &place, &[], b"").await.status, 404);
    let put = caller.call("PUT", &place, &[], &body("https://a.example/1", &["a", "b"])).await;
    assert_eq!((put.status, field(&put, "etag").as_deref()), (200, Some("W/\"1\"")));
    let entry = Entry::read(&put.body).unwrap();
    assert_eq!(entry.title.as_deref(), Some(&*id));
    assert_eq!(entry.description.read_only.etag.as_deref(), Some("1"));
    let stale: &[(&str, &[u8])] = &[("If-Match", b"\"7\"")];
    assert_eq!(
        caller.call("PUT", &place, stale, &body("https://a.example/2", &[])).await.status,
        412
    );
    let fits: &[(&str, &[u8])] = &[("If-Match", b"\"1\"")];
    let put = caller.call("PUT", &place, fits, &body("https://a.example/2", &[])).await;
    assert_eq!((put.status, field(&put, "etag").as_deref()), (200, Some("W/\"2\"")));
    let read = Entry::read(&caller.call("GET", &place, &[], b"").await.body).unwrap();
    assert_eq!(read.description.handle, "https://a.example/2");
    assert!(read.description.tags.is_empty());
    let any: &[(&str, &[u8])] = &[("If-Match", b"*")];
    assert_eq!(caller.call("DELETE", &place, any, b"").await.status, 200);
    assert_eq!(caller.call("GET", &place, &[], b"").await.status, 404);
    caller.hub.shutdown().await;
}

#[tokio::test]
async fn an_expired_registration_is_gone_for_a_put_and_absent_for_a_get() {
    let caller = Caller::new().await;
    let id = caller.mint().await;
    let place = format!("registrations/{id}?api-version=2020-06");
    assert_eq!(
        caller.call("PUT", &place, &[], &body("https://a.example/1", &[])).await.status,
        200
    );
    assert!(caller.hub.model().expire(&id));
    assert_eq!(
        caller.call("PUT", &place, &[], &body("https://a.example/1", &[])).await.status,
        410
    );
    assert_eq!(caller.call("GET", &place, &[], b"").await.status, 404);
    caller.hub.shutdown().await;
}

#[tokio::test]
async fn pages_of_a_list_are_walked_with_tokens_encoded_once_or_twice() {
    let caller = Caller::new().await;
    for n in 0..5 {
        let place = format!("registrations/{}?api-version=2020-06", caller.mint().await);
        let body = body(&format!("https://a.example/{n}"), &["all"]);
        assert_eq!(caller.call("PUT", &place, &[], &body).await.status, 200);
    }
    for twice in [false, true] {
        let (mut ids, mut token) = (Vec::new(), String::new());
        loop {
            let path = format!("tags/all/registrations?api-version=2020-06&%24top=2{token}");
            let page = caller.call("GET", &path, &[], b"").await;
            assert_eq!(page.status, 200);
            let feed = Feed::read(&page.body).unwrap();
            ids.extend(feed.entries.into_iter().filter_map(|entry| entry.title));
            let Some(next) = field(&page, "x-ms-continuationtoken") else { break };
            assert!(next.contains("%3D"), "{next}");
            let next = if twice { next.replace('%', "%25") } else { next };
            token = format!("&continuationtoken={next}");
        }
        ids.dedup();
        assert_eq!(ids.len(), 5);
    }
    caller.hub.shutdown().await;
}

#[tokio::test]
async fn a_key_is_good_for_its_rights_and_a_bad_token_for_nothing() {
    let caller = Caller::new().await;
    let root = format!("https://{}/{NAME}", caller.hub.secure());
    let listen = caller.key(Rights::LISTEN).sign(&root, unix_now() + 600, Hex::Lower);
    let by_tag = "tags/a/registrations?api-version=2015-01";
    assert_eq!(caller.signed(&listen, "GET", by_tag, &[], b"").await.status, 403);
    let mint = "registrationids/?api-version=2015-01";
    assert_eq!(caller.signed(&listen, "POST", mint, &[], b"").await.status, 201);
    let send = caller.key(Rights::SEND).sign(&root, unix_now() + 600, Hex::Lower);
    assert_eq!(caller.signed(&send, "POST", mint, &[], b"").await.status, 403);
    for token in [
        caller.key(Rights::ALL).sign(&root, unix_now() - 600, Hex::Lower),
        caller.key(Rights::ALL).sign(&format!("{root}2"), unix_now() + 600, Hex::Lower),
        listen.replace("sig=", "sig=A"),
        listen.replace("&se=", "&es="),
    ] {
        let refused = caller.signed(&token, "POST", mint, &[], b"").await;
        assert_eq!(refused.status, 401);
        assert_eq!(field(&refused, "content-type").unwrap(), "application/xml; charset=utf-8");
    }
    caller.hub.shutdown().await;
}
