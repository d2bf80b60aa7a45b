use super::*;
use crate::registration::{Entry, Feed, Platform};
use crate::requirement::Role;
use crate::transcript::{Credentials, Form, Sent, Time, Transcript};

const NOW: u64 = 1_700_000_000;

struct Caller {
    hub: Hub,
    key: Key,
}

impl Caller {
    fn new() -> Self {
        let key = Key { name: "all".into(), secret: "secret".into() };
        Self { hub: Hub::new("myHub", [(key.clone(), Rights::ALL)].into()), key }
    }

    fn call(&mut self, method: &str, path: &str, body: &[u8], unix: u64) -> Reply {
        let target = format!("https://hub.test:444/myHub/{path}?api-version=2020-06");
        let token =
            self.key.sign("https://hub.test:444/", NOW + 60, crate::registration::sas::Hex::Upper);
        let mut scratch = Transcript::new(Role::Hub);
        let sent = Sent {
            method,
            target: &target,
            headers: [("Authorization", token.as_bytes())],
            body,
            credentials: Credentials::Unseen,
            form: Form::Usual,
        };
        let at = scratch.asked(Time(0), sent);
        self.hub.answer(&scratch.request(at).unwrap(), unix)
    }

    fn minted(&mut self) -> String {
        let reply = self.call("POST", "registrationids", b"", NOW);
        let location = String::from_utf8(reply.headers[0].1.clone()).unwrap();
        assert!(location.starts_with("https://hub.test:444/myHub/registrationids/"), "{location}");
        Location::parse(&location).unwrap().id
    }
}

fn phone() -> Vec<u8> {
    Entry::request(Description::native(Platform::Mpns, "https://p.test/1")).write()
}

#[test]
fn a_registration_lives_as_long_as_its_hub_lets_it() {
    let mut caller = Caller::new();
    caller.hub.live_for(Some(Span::seconds(90)));
    let place = format!("registrations/{}", caller.minted());
    assert_eq!(caller.call("PUT", &place, &phone(), NOW).status, 200);
    caller.hub.advance(Span::seconds(60));
    assert_eq!(caller.call("PUT", &place, &phone(), NOW).status, 200);
    caller.hub.advance(Span::seconds(89));
    let reply = caller.call("GET", &place, b"", NOW);
    let entry = Entry::read(&reply.body).unwrap();
    let expires = entry.description.read_only.expiration_time.unwrap();
    assert_eq!(Timestamp::parse(&expires).unwrap(), Timestamp::from_unix(NOW + 150));
    caller.hub.advance(Span::seconds(1));
    assert_eq!(caller.call("GET", &place, b"", NOW).status, 404);
    assert_eq!(caller.call("PUT", &place, &phone(), NOW).status, 410);
}

#[test]
fn a_token_ends_by_the_clock_of_its_caller_however_far_the_hub_is_ahead() {
    let mut caller = Caller::new();
    caller.hub.advance(Span::seconds(1_000_000));
    assert_eq!(caller.call("POST", "registrationids", b"", NOW + 60).status, 201);
    assert_eq!(caller.call("POST", "registrationids", b"", NOW + 61).status, 401);
}

#[test]
fn a_hub_that_forgot_everything_mints_the_same_ids_again() {
    let mut caller = Caller::new();
    let first = caller.minted();
    assert_ne!(caller.minted(), first);
    caller.hub.forget();
    assert_eq!(caller.minted(), first);
}

#[test]
fn what_is_written_unseen_is_there() {
    let mut caller = Caller::new();
    let description = Description::native(Platform::Apns, "0a");
    assert!(caller.hub.write("1-2-3", description, NOW));
    assert!(!caller.hub.write("x", Description::native(Platform::Gcm, "g"), NOW));
    let kept: Vec<_> = caller.hub.registrations().map(|(_, it)| &*it.description.handle).collect();
    assert_eq!(kept, ["0A"]);
    assert!(caller.hub.expire("1-2-3"));
    assert!(!caller.hub.expire("1-2-3"));
    assert_eq!(caller.hub.registrations().count(), 0);
}

#[test]
fn a_place_that_is_none_says_so() {
    let mut caller = Caller::new();
    assert_eq!(caller.call("GET", "nowhere", b"", NOW).status, 404);
    assert_eq!(caller.call("POST", "messages", b"x", NOW).status, 501);
    assert_eq!(caller.call("PATCH", "registrations", b"x", NOW).status, 405);
}

#[test]
fn a_page_is_no_longer_than_was_arranged() {
    let mut caller = Caller::new();
    for _ in 0..3 {
        let place = format!("registrations/{}", caller.minted());
        assert_eq!(caller.call("PUT", &place, &phone(), NOW).status, 200);
    }
    let entries = |reply: Reply| Feed::read(&reply.body).unwrap().entries.len();
    assert_eq!(entries(caller.call("GET", "registrations", b"", NOW)), 3);
    caller.hub.pages(2);
    assert_eq!(entries(caller.call("GET", "registrations", b"", NOW)), 2);
}
