use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::slice::from_ref;

use super::{polymorphic, version_last};
use crate::fault::Bend;
use crate::hub::facts::{Life, Trust};
use crate::hub::reference::{Hub, Reply};
use crate::hub::wrong::{Fact, Kept, Listed, Minted, Odd, Writing, Wrong};
use crate::hub::{Ask, ENTRY_TYPE};
use crate::registration::sas::{Hex, Key};
use crate::registration::{Description, Entry, Feed, Platform, Root, Tags, Template};
use crate::requirement::*;
use crate::transcript::{Credentials, Form, Rights, Sent, Time, Transcript};

const NOW: u64 = 1_700_000_000;
const HANDLE: &str = "https://p.test/1?a=1&b=2";

struct Caller(Hub, Key);

impl Caller {
    fn of(wrong: Wrong) -> Self {
        let key = Key { name: "all".into(), secret: "secret".into() };
        let hub = Hub::new("hub", [(key.clone(), Rights::ALL)].into());
        Self(hub.being(Some(wrong)), key)
    }

    fn call(
        &mut self,
        (method, path): (&str, &str),
        body: &[u8],
        fields: &[(&str, &str)],
    ) -> Reply {
        let sign = if path.contains('?') { '&' } else { '?' };
        let target = format!("http://h.test/hub/{path}{sign}api-version=2020-06");
        let token = self.1.sign("http://h.test/hub", NOW + 60, Hex::Lower);
        let usual = [("Authorization", &*token), ("Content-Type", ENTRY_TYPE)];
        let headers = fields.iter().chain(&usual).map(|(name, value)| (*name, value.as_bytes()));
        let mut scratch = Transcript::new(Role::Hub);
        let (credentials, form) = (Credentials::Unseen, Form::Usual);
        let sent = Sent { method, target: &target, headers, body, credentials, form };
        let at = scratch.asked(Time(0), sent);
        self.0.answer(&scratch.request(at).unwrap(), NOW)
    }

    fn put(&mut self, id: &str, description: Description) -> Reply {
        let body = Entry::request(description).write();
        self.call(("PUT", &format!("registrations/{id}")), &body, &[])
    }

    fn get(&mut self, id: &str) -> Reply {
        self.call(("GET", &format!("registrations/{id}")), b"", &[])
    }

    fn delete(&mut self, id: &str) -> Reply {
        self.call(("DELETE", &format!("registrations/{id}")), b"", &[("If-Match", "*")])
    }

    fn listed(&mut self, path: &str) -> Vec<String> {
        let feed = Feed::read(&self.call(("GET", path), b"", &[]).body).unwrap();
        feed.entries.iter().filter_map(Entry::registration_id).collect()
    }
}

fn phone(tags: &str) -> Description {
    Description::native(Platform::Mpns, HANDLE).with_tags(Tags::read(tags))
}

fn kept(kept: Kept, writes: &[Description]) -> Description {
    let mut caller = Caller::of(Wrong::Keeps(kept));
    for description in writes {
        assert_eq!(caller.put("1-2-3", description.clone()).status, 200);
    }
    Entry::read(&caller.get("1-2-3").body).unwrap().description.without_read_only()
}

#[test]
fn what_is_kept_is_not_what_was_written() {
    let (one, two) = (phone("A,b"), Description { handle: "https://q.test/".into(), ..phone("c") });
    let writes = [one.clone(), two.clone()];
    assert_eq!(kept(Kept::FormerTagsToo, &writes).tags, Tags::read("A,b,c"));
    assert_eq!(kept(Kept::FormerTags, &writes).tags, one.tags);
    assert_eq!(kept(Kept::FormerHandle, &writes).handle, one.handle);
    assert_eq!(kept(Kept::Tags(1), from_ref(&one)).tags, Tags::read("A"));
    assert_eq!(kept(Kept::SmallTags, from_ref(&one)).tags, Tags::read("a,b"));
    assert_eq!(kept(Kept::ShortTags(2), &[phone("abc")]).tags, Tags::read("ab"));
    assert_eq!(kept(Kept::HandleUpTo('?'), from_ref(&one)).handle, "https://p.test/1");
    assert_eq!(kept(Kept::HandleUpTo(':'), from_ref(&one)).handle, HANDLE);
    assert_eq!(kept(Kept::EscapedHandle, from_ref(&one)).handle, HANDLE.replace('&', "&amp;"));
    let template = Template::new("<é/>")
        .with_header("X-NotificationClass", "2")
        .with_header("X-WindowsPhone-Target", "toast")
        .with_name("n");
    let written = phone("t").with_template(template);
    assert_eq!(kept(Kept::FormerTemplate, &[one.clone(), written.clone()]).template, None);
    assert!(kept(Kept::NativeTags, from_ref(&written)).tags.is_empty());
    let of = |how| kept(how, from_ref(&written)).template.unwrap();
    assert_eq!(of(Kept::AsciiTemplate).body, "<?/>");
    assert_eq!(of(Kept::EscapedTemplate).body, "&lt;é/>");
    assert_eq!(of(Kept::NamelessTemplate).name, None);
    assert_eq!(of(Kept::OneHeader).headers.len(), 1);
}

#[test]
fn a_fact_is_taken_for_another_in_the_calls_that_are_meant() {
    let taken = Fact::Life(Life::Active);
    let mut caller = Caller::of(Wrong::Takes(Some(Ask::Read), Fact::Life(Life::Deleted), taken));
    caller.put("1-2-3", phone("a"));
    assert_eq!(caller.delete("1-2-3").status, 200);
    assert_eq!(caller.get("1-2-3").status, 200);
    assert_eq!(caller.put("1-2-3", phone("a")).status, 410);
    let trust = (Fact::Trust(Trust::UnknownKey), Fact::Trust(Trust::Entitled));
    let mut caller = Caller::of(Wrong::Takes(None, trust.0, trust.1));
    caller.1.name = "nobody".into();
    assert_eq!(caller.get("1-2-3").status, 404);
}

#[test]
fn what_is_peculiar_is_refused_and_nothing_else() {
    for (odd, usual, peculiar) in [
        (Odd::Tags(2), phone("a"), phone("a,b")),
        (Odd::LongTag(3), phone("ab"), phone("abc")),
        (Odd::TagWith(':'), phone("ab"), phone("a:b")),
        (Odd::Text("Tags>"), phone(""), phone("a")),
    ] {
        let mut caller = Caller::of(Wrong::Refuses(odd, 418));
        assert_eq!(caller.put("1-2-3", usual).status, 200, "{odd:?}");
        assert_eq!(caller.put("1-2-4", peculiar).status, 418, "{odd:?}");
    }
    let mut caller = Caller::of(Wrong::Refuses(Odd::Again, 409));
    assert_eq!([0; 2].map(|_| caller.put("1-2-3", phone("")).status), [200, 409]);
    let mut caller = Caller::of(Wrong::Refuses(Odd::SharedHandle, 409));
    assert_eq!(["1-2-3", "1-2-4"].map(|id| caller.put(id, phone("")).status), [200, 409]);
    let mut caller = Caller::of(Wrong::Refuses(Odd::Audience(1), 401));
    assert_eq!(caller.put("1-2-3", phone("")).status, 401);
}

#[test]
fn what_is_answered_and_what_is_done_are_two_things() {
    let mut caller = Caller::of(Wrong::Undoes(Ask::Put));
    assert_eq!(caller.put("1-2-3", phone("a")).status, 200);
    assert_eq!(caller.get("1-2-3").status, 404);
    let mut caller = Caller::of(Wrong::Does(ODD_CHARACTERS_ARE_400));
    assert_eq!(caller.put("1-2-3", phone("a b")).status, 400);
    assert_eq!(caller.get("1-2-3").status, 200);
    let mut caller = Caller::of(Wrong::Caches(Ask::Read));
    assert_eq!(caller.get("1-2-3").status, 404);
    caller.put("1-2-3", phone("a"));
    assert_eq!(caller.get("1-2-3").status, 404);
}

#[test]
fn ids_come_again_and_versions_go_astray() {
    let place = |reply: Reply| reply.headers[0].1.clone();
    let mut caller = Caller::of(Wrong::Mints(Minted::Again(2)));
    let minted: Vec<_> =
        (0..3).map(|_| place(caller.call(("POST", "registrationids"), b"", &[]))).collect();
    assert_ne!(minted[0], minted[1]);
    assert_eq!(minted[0], minted[2]);
    let version = |reply: &Reply| String::from_utf8(reply.headers[1].1.clone()).unwrap();
    let mut caller = Caller::of(Wrong::Steps(2));
    caller.put("1-2-3", phone("a"));
    assert_eq!(version(&caller.put("1-2-3", phone("a"))), "W/\"3\"");
    let mut caller = Caller::of(Wrong::StepsOnReading);
    caller.put("1-2-3", phone("a"));
    assert_eq!(version(&caller.get("1-2-3")), "W/\"2\"");
}

#[test]
fn lists_and_their_pages_go_astray() {
    let pages = |listed: Listed| {
        let mut caller = Caller::of(Wrong::Lists(listed));
        for (id, tags) in [("1-1-1", "red"), ("2-2-2", "redder"), ("3-3-3", "x,red")] {
            caller.put(id, phone(tags));
        }
        ["tags/red/registrations", "registrations?$top=2"].map(|path| caller.listed(path).len())
    };
    assert_eq!(pages(Listed::NothingIs404), [2, 2]);
    assert_eq!(pages(Listed::AnyTag), [3, 2]);
    assert_eq!(pages(Listed::PartOfATag), [3, 2]);
    assert_eq!(pages(Listed::FirstTag), [1, 2]);
    assert_eq!(pages(Listed::AllButTheLast), [1, 2]);
    assert_eq!(pages(Listed::AnyTop), [2, 3]);
    assert_eq!(pages(Listed::TopAndOne), [2, 3]);
    assert_eq!(pages(Listed::Pages(1)), [1, 1]);
}

#[test]
fn a_later_request_of_a_connection_is_answered_in_another_way() {
    let mut caller = Caller::of(Wrong::Later(READING_IS_200, Bend::Bare(500)));
    caller.put("1-2-3", phone("a"));
    assert_eq!(caller.get("1-2-3").status, 200);
    caller.0.connected(2);
    assert_eq!(caller.get("1-2-3").status, 500);
    let mut caller = Caller::of(Wrong::TrustsConnections);
    caller.1.secret = "another".into();
    assert_eq!(caller.get("1-2-3").status, 401);
    caller.0.connected(2);
    assert_eq!(caller.get("1-2-3").status, 404);
}

#[test]
fn answers_are_written_in_another_way_and_can_be_read() {
    let read = |writing| {
        let mut caller = Caller::of(Wrong::Writes(writing));
        caller.put("1-2-3", phone("a"));
        let (entry, shape) = Entry::read_with_shape(&caller.get("1-2-3").body).unwrap();
        assert_eq!(entry.description.without_read_only(), phone("a"));
        (shape.root, shape.is_canonical())
    };
    assert_eq!(read(Writing::Polymorphic), (Root::Polymorphic, true));
    assert_eq!(read(Writing::VersionLast), (Root::Concrete, false));
    assert_eq!((polymorphic("x").to_string(), version_last("x")), ("x".into(), "x".into()));
}
