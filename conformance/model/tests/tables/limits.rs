//! The limits, each at its edge and one beyond.

use mpnspec_model::adapter::{Command, DeviceState, Send};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::{Edition, OsVersion};
use mpnspec_model::header::Kind;
use mpnspec_model::payload::Payload;
use mpnspec_model::push_service::ask;
use mpnspec_model::push_service::reference::Service;
use mpnspec_model::registration::{
    Description, DescriptionFault, Feed, Platform, RegistrationId, Tags, TagsFault, Template,
};
use mpnspec_model::requirement::{
    HEADERS_FIT_1024_OCTETS, LONG_IMAGE_URIS_NOT_FOR_7_0, PARAM_FITS_256_CHARACTERS, Requirement,
};
use mpnspec_model::sender::clauses::{NOTIFICATION, Sent};
use mpnspec_model::transcript::{Arrangement, Credentials};

use super::hub_places::{NOW, Place, call, key, phone};
use super::table::{Ask, Findings, rows};

const FILE: &str = "limits.csv";

#[test]
fn a_limit_is_where_the_documents_have_it() {
    let mut findings = Findings::default();
    let mut stated = Vec::new();
    for row in rows(FILE) {
        stated.push(row.get("what").to_owned());
        let edge = |column: &str| -> usize {
            row.get(column).parse().unwrap_or_else(|_| panic!("expected a number in {column}"))
        };
        let (least, most, what) = (edge("least"), edge("most"), row.get("what"));
        let mut tried = vec![(least, true), (most, true), (most + 1, false)];
        tried.extend(least.checked_sub(1).map(|below| (below, false)));
        for (count, fits) in tried {
            // Nobody knows what an empty message comes to, and a tile without images shows nothing.
            let disputed = count == 0 && ["octets of a callback message", IMAGES].contains(&what);
            if !disputed {
                findings.same(&row, &format!("whether {count} fit"), fits, self::fits(what, count));
            }
        }
    }
    for what in LIMITS.iter().filter(|what| !stated.contains(&(**what).to_owned())) {
        findings.unstated(FILE, what);
    }
    findings.none();
}

/// Every limit that the model keeps.
const LIMITS: [&str; 15] = [
    "octets of a notification",
    "octets of a notification in 7.0",
    "octets of a request's header fields",
    "octets of a callback message",
    "notifications of an unauthenticated subscription in a day",
    "notifications that wait for a device",
    "count on a tile",
    IMAGES,
    "characters of a toast's parameter",
    "characters of an image URI for 7.0",
    "characters of a tag",
    "tags of a registration",
    "characters of all tags",
    "registrations on a page",
    "characters of a template's name",
];
const IMAGES: &str = "cycle images of a tile";
const SAFE: &str = "https://p.test/safe";
const OPEN: &str = "http://p.test/open";

fn fits(what: &str, count: usize) -> bool {
    match what {
        "octets of a notification" => taken(SAFE, &raw(count)),
        "octets of a notification in 7.0" => {
            raw(count).made(|it| ask::ask(it, Edition::V7_0).1) == ask::Ask::Notification(Kind::Raw)
        }
        "octets of a request's header fields" => {
            let fields = "X-NotificationClass: 3\r\nX: \r\n".len();
            let filled = raw(1).with("X", "x".repeat(count.saturating_sub(fields)));
            count < fields || keeps(HEADERS_FIT_1024_OCTETS, &filled, None)
        }
        "octets of a callback message" => {
            let uri = ("X-CallbackURI", "http://c.test/");
            let ask = Ask::new("POST", format!("{SAFE}/callback")).with(uri.0, uri.1);
            taken(SAFE, &ask.body(vec![0; count]))
        }
        "notifications of an unauthenticated subscription in a day" => {
            all_taken(OPEN, DeviceState::Connected, count)
        }
        "notifications that wait for a device" => {
            all_taken(SAFE, DeviceState::TempDisconnected, count)
        }
        "count on a tile" => reads(&format!("<wp:Tile><wp:Count>{count}</wp:Count></wp:Tile>")),
        IMAGES => {
            let image = |n| format!("<wp:CycleImage{n}>/a.png</wp:CycleImage{n}>");
            let images: String = (1..=count).map(image).collect();
            reads(&format!("<wp:Tile Template=\"CycleTile\">{images}</wp:Tile>"))
        }
        "characters of a toast's parameter" => {
            let param = format!("/{}", "a".repeat(count.saturating_sub(1)));
            let toast = format!("<wp:Toast><wp:Param>{param}</wp:Param></wp:Toast>");
            let ask = notification(&toast).with("X-WindowsPhone-Target", "toast");
            keeps(PARAM_FITS_256_CHARACTERS, &ask, None)
        }
        "characters of an image URI for 7.0" => {
            let uri = format!("http://{}", "a".repeat(count.saturating_sub(7)));
            let image = format!("<wp:BackgroundImage>{uri}</wp:BackgroundImage>");
            let ask = notification(&format!("<wp:Tile>{image}</wp:Tile>"));
            let ask = ask.with("X-WindowsPhone-Target", "token");
            let told = Payload::read(Kind::Tile, &ask.body).ok();
            let told = Send { notification: told, os: OsVersion::V7_0, ..Send::default() };
            count < 8 || keeps(LONG_IMAGE_URIS_NOT_FOR_7_0, &ask, Some(&Command::Send(told)))
        }
        "characters of a tag" => {
            let tags: Tags = ["a".repeat(count)].into_iter().collect();
            !tags.faults().any(|fault| matches!(fault, TagsFault::Tag { .. }))
        }
        "tags of a registration" => {
            let tags: Tags = (0..count).map(|n| n.to_string()).collect();
            !tags.faults().any(|fault| matches!(fault, TagsFault::TooMany { .. }))
        }
        "characters of all tags" => {
            let tags: Tags =
                Some("a".repeat(count)).filter(|it| !it.is_empty()).into_iter().collect();
            !tags.faults().any(|fault| matches!(fault, TagsFault::TooLarge { .. }))
        }
        "registrations on a page" => page(count),
        "characters of a template's name" => {
            let template = Template::new("<a/>").with_name("a".repeat(count));
            let native = Description::native(Platform::Mpns, "https://p.test/1");
            let (faults, named) = (native.clone().with_template(Template::new("<a/>")), template);
            let faults: Vec<DescriptionFault> = faults.faults();
            native.with_template(named).faults() == faults
        }
        other => panic!("expected something that has a limit, but found `{other}`"),
    }
}

fn raw(octets: usize) -> Ask {
    Ask::new("POST", SAFE).with("X-NotificationClass", "3").body(vec![b'a'; octets])
}

fn notification(inside: &str) -> Ask {
    let body = format!("<wp:Notification xmlns:wp=\"WPNotification\">{inside}</wp:Notification>");
    Ask::new("POST", SAFE).body(body)
}

fn opened(channel: &str, device: DeviceState) -> Service {
    let mut service = Service::default();
    let authenticated = channel == SAFE;
    service.arrange(channel, Arrangement::Opened { authenticated, watched: false });
    service.arrange(channel, Arrangement::Device(device));
    service
}

/// Whether a service takes a notification or a registration.
fn taken(channel: &str, ask: &Ask) -> bool {
    let mut service = opened(channel, DeviceState::Connected);
    let ask = Ask { credentials: Credentials::Owner, ..ask.clone() };
    ask.made(|request| service.answer(request)).is_some_and(|reply| reply.status == 200)
}

/// Whether a service takes so many notifications, one after the other.
fn all_taken(channel: &str, device: DeviceState, count: usize) -> bool {
    let mut service = opened(channel, device);
    let ask = Ask { target: channel.into(), credentials: Credentials::Owner, ..raw(1) };
    (0..count).all(|_| {
        let reply = ask.made(|request| service.answer(request)).unwrap_or_default();
        reply.headers.contains(&("X-NotificationStatus", b"Received".to_vec()))
    })
}

/// Whether the grammar of tiles takes this.
fn reads(inside: &str) -> bool {
    let version = if inside.contains("Template") { " Version=\"2.0\"" } else { "" };
    let body =
        format!("<wp:Notification xmlns:wp=\"WPNotification\"{version}>{inside}</wp:Notification>");
    Payload::read(Kind::Tile, body.as_bytes()).is_ok()
}

/// Whether a message keeps the rule of a sender, once it says something.
fn keeps(requirement: Requirement, ask: &Ask, told: Option<&Command>) -> bool {
    let clause = NOTIFICATION.iter().find(|clause| clause.requirement == requirement);
    let Some(clause) = clause else { panic!("no clause for {requirement:?}") };
    ask.made(|request| {
        let sent = Sent::read(*request, told, Edition::V8_0);
        match clause.hold(&sent, &Profile::DEFAULT) {
            Some(held) => held.is_ok(),
            None => panic!("the clause for {requirement:?} is silent"),
        }
    })
}

/// Whether a hub puts so many registrations on one page.
fn page(count: usize) -> bool {
    let mut place = Place::new("none");
    for n in 0..count {
        let id = RegistrationId::mint([n as u64 + 1, 1], 1).to_string();
        assert!(place.hub.write(&id, phone(), NOW));
    }
    let reply = place.answer(&call("GET", "registrations", &key("all")));
    Feed::read(&reply.body).is_ok_and(|feed| feed.entries.len() == count)
}
