//! The answers of a hub, and what its keys are good for.

use std::collections::BTreeSet;

use mpnspec_model::hub::ask::Call;
use mpnspec_model::hub::facts::{Facts, Fault, House, Traffic, Trust};
use mpnspec_model::hub::{self, Hub, reference::Reply};
use mpnspec_model::machine::Machine as _;
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, Platform, Tags, Template};
use mpnspec_model::transcript::Rights;

use super::hub_places::{NOW, Place, call, key, lawful, phone, written};
use super::table::{Ask, Findings, Row, STATUSES, lists, rows};

const ANSWERS: &str = "hub-answers.csv";
const REFUSALS: &str = "hub-refusals.csv";
const RIGHTS: &str = "hub-rights.csv";

/// Where the model takes more than a document lists: the line, and the status.
const WIDER: &[(&str, &str, &str, u16, &str)] = &[
    ("put", "malformed", "none", 404, "what is not found may be told of an id that cannot be"),
    ("delete", "active", "none", 404, "the row for nothing to delete asks for no state of the id"),
];

/// What no line of the documents says.
const UNSTATED: &[(&str, &str)] = &[
    ("malformed-id", "H-75 is about writing under a malformed id, and nothing about reading it"),
    ("other", "a fault that has no name here has no line of its own"),
];

#[test]
fn a_hub_answers_as_the_documents_have_it() {
    let mut findings = Findings::default();
    let mut reached = BTreeSet::new();
    for row in rows(ANSWERS) {
        let condition = row.get("condition");
        let mut place = Place::new(row.get("id"));
        let stale = condition == "stale";
        let condition = place.condition(condition);
        let condition = condition.as_deref();
        let all = key("all");
        let ask = match row.get("operation") {
            "mint" => call("POST", "registrationids", &all),
            "create" => call("POST", "registrations", &all).body(written(phone())),
            "put" | "update" => place.call("PUT", condition).body(written(phone())),
            "read" => place.call("GET", None),
            "delete" => place.call("DELETE", condition),
            list => listing(list, &all),
        };
        let facts = place.facts(stale);
        let reply = place.answer(&ask);
        hold(&row, (&ask, facts), &reply, &mut reached, &mut findings);
    }
    for row in rows(REFUSALS) {
        for (mut place, ask, facts) in faulty(row.get("fault")) {
            let reply = place.answer(&ask);
            hold(&row, (&ask, facts), &reply, &mut reached, &mut findings);
        }
    }
    findings.all_reached(ANSWERS, Hub::ANSWERS.iter().map(|row| row.name), &reached, UNSTATED);
    findings.none();
}

fn hold(
    row: &Row,
    (ask, facts): (&Ask, Facts),
    reply: &Reply,
    reached: &mut BTreeSet<&'static str>,
    findings: &mut Findings,
) {
    let status = row.get("status");
    let (names, takes) = lawful(ask, facts);
    reached.extend(names);
    // A hub that sends nothing says so.
    if !lists(status, u64::from(reply.status)) {
        findings.add(row, "status", status, &reply.status.to_string());
    }
    for tried in STATUSES {
        let wider = WIDER.iter().any(|(operation, id, condition, wide, reason)| {
            let about = |column, it| row.has(column, it);
            let line =
                about("operation", operation) && about("id", id) && about("condition", condition);
            line && *wide == tried && !reason.is_empty()
        });
        let what = format!("whether {tried} is lawful");
        findings.same(row, &what, lists(status, u64::from(tried)) || wider, takes(tried));
    }
}

fn listing(operation: &str, key: &Key) -> Ask {
    let filtered = |filter: &str| call("GET", &format!("registrations?$filter={filter}"), key);
    match operation {
        "list" => call("GET", "registrations", key),
        "list-by-tag" => call("GET", "tags/a/registrations", key),
        "list-by-handle" => filtered("ChannelUri%20eq%20'https%3A%2F%2Fp.test%2F1'"),
        "list-by-another-filter" => filtered("Tags%20eq%20'a'"),
        other => panic!("expected an operation, but found `{other}`"),
    }
}

/// Calls with this fault, and what is known of each.
fn faulty(fault: &str) -> Vec<(Place, Ask, Facts)> {
    let mut place = Place::new("active");
    let sound = place.facts(false);
    let trusted = |trust| Facts { trust: Some(trust), ..sound };
    let put = |place: &Place, key: &Key| {
        call("PUT", &format!("registrations/{}", place.id), key).body(written(phone()))
    };
    let signed = |authorization: String| {
        let mut asks = vec![
            put(&Place::new("active"), &key("all")),
            call("POST", "registrationids", &key("all")),
            call("GET", "registrations", &key("all")),
        ];
        for ask in &mut asks {
            ask.fields.retain(|(name, _)| *name != "Authorization");
            if !authorization.is_empty() {
                ask.fields.push(("Authorization", authorization.clone()));
            }
        }
        asks
    };
    let sign = |key: &Key, uri: &str, until| key.sign(uri, until, Hex::Lower);
    let (facts, asks) = match fault {
        "no token" => (trusted(Trust::NoToken), signed(String::new())),
        "malformed token" => (trusted(Trust::Malformed), signed("SharedAccessSignature a".into())),
        "unknown key" => {
            let token = sign(&key("nobody"), "https://h.test/", NOW + 60);
            (trusted(Trust::UnknownKey), signed(token))
        }
        "bad signature" => {
            let other = Key { secret: "another".into(), ..key("all") };
            (trusted(Trust::BadSignature), signed(sign(&other, "https://h.test/", NOW + 60)))
        }
        "expired token" => {
            let token = sign(&key("all"), "https://h.test/", NOW - 3600);
            (trusted(Trust::Expired), signed(token))
        }
        "other audience" => {
            let token = sign(&key("all"), "https://h.test/another", NOW + 60);
            (trusted(Trust::OtherAudience), signed(token))
        }
        "throttled" => {
            place.hub.throttle(true);
            let ask = put(&place, &key("all"));
            return vec![(place, ask, Facts { traffic: Some(Traffic::Throttled), ..sound })];
        }
        "no such hub" => {
            let mut ask = put(&place, &key("all"));
            ask.target = ask.target.replace("/hub/", "/another/");
            (Facts { house: Some(House::Nobodys), ..sound }, vec![ask])
        }
        "no right to list by tag" => {
            (trusted(Trust::WithoutRight), vec![listing("list-by-tag", &key("listen"))])
        }
        "no right to send" => {
            (trusted(Trust::WithoutRight), vec![call("POST", "messages", &key("listen"))])
        }
        "no right to register" => (trusted(Trust::WithoutRight), vec![put(&place, &key("send"))]),
        body => {
            let (octets, fault) = faulty_body(body);
            let ask = put(&place, &key("all")).body(octets);
            let found = ask.made(|it| Call::read(it).written.map(|written| written.fault));
            assert_eq!(found, Some(fault), "the body of `{body}`");
            (Facts { body: fault.body(), fault: Some(fault), ..sound }, vec![ask])
        }
    };
    // Each has a hub of its own, since what was written changes it.
    asks.into_iter().map(|ask| (same(&place), ask, facts)).collect()
}

fn same(place: &Place) -> Place {
    let mut same = Place::new("active");
    same.hub = place.hub.clone();
    same
}

fn faulty_body(what: &str) -> (Vec<u8>, Fault) {
    let tagged = |tags: &str, fault| {
        let phone = Description::native(Platform::Mpns, "https://p.test/1");
        (written(phone.with_tags(Tags::read(tags))), fault)
    };
    let template = |name, value| {
        let template = Template::new("<a/>").with_header(name, value);
        written(phone().with_template(template))
    };
    let replaced = |from: &str, to: &str, fault| {
        let entry = String::from_utf8_lossy(&written(phone())).replace(from, to);
        (entry.into_bytes(), fault)
    };
    let numbered = |count: usize, width: usize| {
        (0..count).map(|n| format!("{n:0width$}")).collect::<Vec<_>>().join(",")
    };
    match what {
        "body malformed" => (b"<entry>".to_vec(), Fault::Malformed),
        "body in another namespace" => replaced(
            "http://schemas.microsoft.com",
            "https://schemas.microsoft.com",
            Fault::Namespace,
        ),
        "no handle" => replaced("<ChannelUri>https://p.test/1</ChannelUri>", "", Fault::NoHandle),
        "handle is no absolute URI" => replaced("https://p.test/1", "p/1", Fault::OddHandle),
        "tag of 121 characters" => tagged(&"a".repeat(121), Fault::LongTag),
        "tag with another character" => tagged("a!b", Fault::OddTag),
        "empty tag" => tagged("a,,b", Fault::EmptyTag),
        "tag with a dollar sign" => tagged("$a", Fault::DollarTag),
        "tags of 8001 characters" => tagged(&numbered(67, 120), Fault::LargeTags),
        "61 tags" => tagged(&numbered(61, 3), Fault::ManyTags),
        "blanks around a tag" => tagged("a, b", Fault::Blanks),
        "expiration time sent" => replaced(
            "<Tags>",
            "<ExpirationTime>2030-01-01T00:00:00.000</ExpirationTime><Tags>",
            Fault::ReadOnly,
        ),
        "phone template without a target" => {
            (template("X-NotificationClass", "2"), Fault::NoTarget)
        }
        "phone template without a class" => {
            (template("X-WindowsPhone-Target", "toast"), Fault::NoClass)
        }
        other => panic!("expected a fault, but found `{other}`"),
    }
}

#[test]
fn a_right_is_good_for_what_the_documents_say() {
    let mut findings = Findings::default();
    let mut reached = Vec::new();
    for row in rows(RIGHTS) {
        for right in ["listen", "send", "manage"] {
            let expected = match row.get(right) {
                "yes" => true,
                "no" => false,
                "silent" => continue,
                other => panic!("expected yes, no or silent, but found `{other}`"),
            };
            let key = key(right);
            let mut place = Place::new("active");
            let on = format!("registrations/{}", place.id);
            let ask = match row.get("operation") {
                "mint" => call("POST", "registrationids", &key),
                "create" => call("POST", "registrations", &key).body(written(phone())),
                "put" => call("PUT", &on, &key).body(written(phone())),
                "update" => call("PUT", &on, &key).with("If-Match", "*").body(written(phone())),
                "read" => call("GET", &on, &key),
                "delete" => call("DELETE", &on, &key).with("If-Match", "*"),
                "send" => call("POST", "messages", &key).body("a"),
                list => listing(list, &key),
            };
            let only = Rights {
                listen: right == "listen",
                send: right == "send",
                manage: right == "manage",
            };
            let asks = ask.made(|request| Call::read(request).ask);
            reached.push(asks);
            let model = asks.is_open_to(only);
            findings.same(&row, right, Some(expected), model);
            let served = !matches!(place.answer(&ask).status, 401 | 403);
            findings.same(&row, &format!("whether {right} is served"), expected, served);
        }
    }
    for row in Hub::ANSWERS.iter().flat_map(|row| row.to) {
        // How a version is named, and how a list is filtered, is no matter of rights.
        let unnamed = [hub::Ask::Delete, hub::Ask::DeleteBare, hub::Ask::ListOddly];
        if !reached.contains(row) && !unnamed.contains(row) {
            findings.unstated(RIGHTS, &format!("what rights {row:?} takes"));
        }
    }
    findings.none();
}
