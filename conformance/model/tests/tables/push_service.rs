//! The answers of a push service.

use std::collections::BTreeSet;

use mpnspec_model::adapter::DeviceState::{self, Connected, Inactive, TempDisconnected};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::header::Kind;
use mpnspec_model::judge::judge;
use mpnspec_model::machine::{Knowledge as _, Machine as _};
use mpnspec_model::push_service::facts::{
    Access, Facts, Flow, Life, Queue, Quota, Service as Ability, Standing,
};
use mpnspec_model::push_service::reference::{Reply, Service};
use mpnspec_model::push_service::{PushService, ask};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Arrangement, Credentials, Forgery, Kinds, Time, Transcript};

use super::table::{Ask, Findings, Row, lists, names, rows};

const FILE: &str = "push-service-answers.csv";

/// What no line of the documents says.
const UNSTATED: &[(&str, &str)] = &[
    ("broken", "what is no HTTP has no place in a table of responses"),
    ("disconnected", "no document has a row for a live channel of a disconnected device"),
    ("registered-disconnected", "the same"),
    ("odd-refused", "chunks, UTF-16 and ids that are no UUIDs are recorded only"),
    ("unlisted-refused", "no source tells what becomes of values that no table lists (D-07)"),
    ("unlisted-received", "the same"),
];

/// A field, the column about it, and all that is tried there.
const FIELDS: [(&str, &str, &[&str]); 3] = [
    ("X-NotificationStatus", "notification", &["Received", "QueueFull", "Suppressed", "Dropped"]),
    (
        "X-DeviceConnectionStatus",
        "connection",
        &["Connected", "TempDisconnected", "Disconnected", "Inactive"],
    ),
    ("X-SubscriptionStatus", "subscription", &["Active", "Expired"]),
];

/// The status codes that are tried: a judge is asked about each.
const STATUSES: [u16; 24] = [
    200, 201, 202, 204, 299, 400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413, 418, 422, 429,
    500, 502, 503, 504, 599,
];

#[test]
fn a_push_service_answers_as_the_documents_have_it() {
    let mut findings = Findings::default();
    let mut reached = BTreeSet::new();
    for row in rows(FILE) {
        for kind in [Kind::Toast, Kind::Tile, Kind::Raw] {
            let Some(situation) = Situation::of(&row, kind) else { continue };
            reached.extend(situation.rows());
            situation.hold(&row, kind, &mut findings);
        }
    }
    let names = PushService::ANSWERS.iter().map(|row| row.name);
    findings.all_reached(FILE, names, &reached, UNSTATED);
    findings.none();
}

/// A channel, and a request to it.
struct Situation {
    channel: &'static str,
    arrangements: Vec<Arrangement>,
    facts: Facts,
    /// How many notifications went before.
    before: u32,
    ask: Ask,
}

const SAFE: &str = "https://p.test/safe";
const OPEN: &str = "http://p.test/open";

fn notification(kind: Kind) -> Ask {
    let ask = Ask::new("POST", SAFE).with("Content-Type", "text/xml");
    let (target, class, inside) = match kind {
        Kind::Toast => ("toast", "2", "<wp:Toast><wp:Text1>a</wp:Text1></wp:Toast>"),
        Kind::Tile => ("token", "1", "<wp:Tile><wp:Count>1</wp:Count></wp:Tile>"),
        Kind::Raw => return ask.with("X-NotificationClass", "3").body("<a/>"),
    };
    let body = format!("<wp:Notification xmlns:wp=\"WPNotification\">{inside}</wp:Notification>");
    ask.with("X-WindowsPhone-Target", target).with("X-NotificationClass", class).body(body)
}

fn registration() -> Ask {
    let ask = Ask::new("POST", format!("{SAFE}/callback")).with("Content-Type", "application/*");
    ask.with("X-CallbackURI", "http://c.test/").body("a")
}

/// The same notification with so many octets.
fn longer(mut ask: Ask, octets: usize) -> Ask {
    ask.body.resize(octets, b' ');
    ask
}

impl Situation {
    /// The situation of a line; none for a kind that it is not about.
    fn of(row: &Row, kind: Kind) -> Option<Self> {
        let device = match row.get("device") {
            "Connected" => Connected,
            "TempDisconnected" => TempDisconnected,
            "Inactive" => Inactive,
            "unknown" => Connected,
            other => panic!("expected a state of a device, but found `{other}`"),
        };
        let mut it = Self::opened(device, notification(kind));
        let only_once = kind == Kind::Toast;
        match row.get("situation") {
            "received" | "inactive" => {}
            "queue-full" => {
                it.arrange(
                    Arrangement::Filled,
                    Facts { queue: Some(Queue::Full), ..Facts::UNKNOWN },
                );
            }
            "suppressed" => {
                let kinds: Kinds = [kind].into_iter().collect();
                let facts = Facts::UNKNOWN.flow(kind, Flow::Suppressed);
                it.arrange(Arrangement::Suppressed(kinds), facts);
            }
            "malformed-xml" if kind == Kind::Raw => return None,
            "malformed-xml" => it.ask.body = b"<wp:Notification>".to_vec(),
            "too-long" => it.ask = longer(it.ask, 3073),
            "long" => it.ask = longer(it.ask, 3072),
            "stranger" => it.shows(Credentials::Stranger, Standing::Stranger),
            "no-certificate" => it.shows(Credentials::Nobody, Standing::Nobody),
            "altered-token" => it.forge(Forgery::Altered),
            "unknown-token" => it.forge(Forgery::Unknown),
            "expired" => it.expire(),
            "method" => it.ask.method = if kind == Kind::Tile { "DELETE" } else { "PUT" },
            "get" => it.ask.method = "GET",
            // One kind is enough to count to 500.
            "throttled" if kind != Kind::Raw => return None,
            "throttled" => {
                it.before = 500;
                it.open();
                it.facts.quota = Some(Quota::Spent);
            }
            "unavailable" => {
                let facts = Facts { service: Some(Ability::Unable), ..Facts::UNKNOWN };
                it.arrange(Arrangement::Unavailable(true), facts);
            }
            _ if !only_once => return None,
            "registered" => it.ask = registration(),
            "registered-empty" => it.ask = registration().body(""),
            "registered-too-long" => it.ask = registration().body([0; 1025]),
            "registered-by-get" => it.ask = Ask { method: "GET", ..registration() },
            "registered-without-uri" => {
                it.ask = registration();
                it.ask.fields.pop();
            }
            "registered-on-an-open-channel" => {
                it.ask = registration();
                it.open();
                it.ask.target = format!("{OPEN}/callback");
            }
            "registered-on-a-dead-channel" => {
                it.ask = registration();
                it.expire();
            }
            other => panic!("expected a situation, but found `{other}`"),
        }
        if it.ask.credentials == Credentials::Unseen {
            let safe = it.channel == SAFE;
            it.ask.credentials = if safe { Credentials::Owner } else { Credentials::Nobody };
        }
        Some(it)
    }

    fn opened(device: DeviceState, ask: Ask) -> Self {
        let arrangements = vec![
            Arrangement::Opened { authenticated: true, watched: false },
            Arrangement::Device(device),
        ];
        let (standing, device) = (Some(Standing::Entitled), Some(device));
        let facts = Facts { standing, device, ..Facts::opened(true) };
        Self { channel: SAFE, arrangements, facts, before: 0, ask }
    }

    fn arrange(&mut self, arrangement: Arrangement, learnt: Facts) {
        self.arrangements.push(arrangement);
        self.facts = self.facts.meet(learnt);
    }

    fn shows(&mut self, credentials: Credentials, standing: Standing) {
        self.ask.credentials = credentials;
        self.facts.standing = Some(standing);
    }

    fn open(&mut self) {
        (self.channel, self.ask.target) = (OPEN, OPEN.to_owned());
        self.arrangements[0] = Arrangement::Opened { authenticated: false, watched: false };
        self.facts.access = Some(Access::Open);
    }

    fn forge(&mut self, forgery: Forgery) {
        // Where no certificate is asked for, nobody can be a stranger besides.
        (self.channel, self.ask.target) = (OPEN, OPEN.to_owned());
        self.arrangements = vec![Arrangement::Forged(forgery)];
        let standing = Some(Standing::Entitled);
        self.facts = Facts { standing, ..Facts::forged(forgery) };
    }

    fn expire(&mut self) {
        self.arrange(Arrangement::Expired, Facts { life: Some(Life::Expired), ..Facts::UNKNOWN });
    }

    /// The rows of the model that are lawful in it.
    fn rows(&self) -> Vec<&'static str> {
        let ask = self.ask.made(|request| ask::ask(request, Edition::V8_0).1);
        PushService::answers(ask, self.facts).map(|row| row.name).collect()
    }

    /// Holds the reference service against a line, and the judge, for every other value of each cell.
    fn hold(&self, row: &Row, kind: Kind, findings: &mut Findings) {
        let mut service = Service::default();
        let mut before = Transcript::new(Role::PushService);
        // What is said of a device out of reach is arranged after what went before.
        let (opened, rest) = self.arrangements.split_at(1);
        let arrange = |service: &mut Service, before: &mut Transcript, all: &[Arrangement]| {
            for arrangement in all {
                service.arrange(self.channel, *arrangement);
                before.arranged(Time(0), self.channel, *arrangement);
            }
        };
        arrange(&mut service, &mut before, opened);
        for _ in 0..self.before {
            let reply = self.ask.made(|request| service.answer(request)).unwrap_or_default();
            let at = self.ask.record(&mut before);
            answer(&mut before, at, &reply);
        }
        arrange(&mut service, &mut before, rest);
        let reply = self.ask.made(|request| service.answer(request)).unwrap_or_default();
        let asked = self.ask.record(&mut before);
        let lawful = |reply: &Reply| {
            let mut transcript = before.clone();
            answer(&mut transcript, asked, reply);
            judge(&transcript, Edition::V8_0, &Profile::DEFAULT).violations.is_empty()
        };

        let status = row.get("status");
        if !lists(status, u64::from(reply.status)) {
            findings.add(row, "status", status, &reply.status.to_string());
        }
        for tried in STATUSES {
            let same = lawful(&Reply { status: tried, ..reply.clone() });
            let what = format!("whether {tried} is lawful for {kind:?}");
            findings.same(row, &what, lists(status, u64::from(tried)), same);
        }
        for (field, column, values) in FIELDS {
            let cell = row.get(column);
            if cell == "*" {
                continue;
            }
            let given = reply.headers.iter().find(|(name, _)| *name == field);
            let given = given.map(|(_, value)| String::from_utf8_lossy(value).into_owned());
            if !names(cell, given.as_deref()) {
                findings.add(row, column, cell, &format!("{given:?}"));
            }
            for tried in values.iter().copied().map(Some).chain([None]) {
                let mut other = reply.clone();
                other.headers.retain(|(name, _)| *name != field);
                other.headers.extend(tried.map(|value| (field, value.into())));
                let tried_value = tried.unwrap_or("absent");
                let what = format!("whether {field} may be {tried_value} for {kind:?}");
                findings.same(row, &what, names(cell, tried), lawful(&other));
            }
        }
    }
}

fn answer(transcript: &mut Transcript, to: usize, reply: &Reply) {
    let date: (&str, &[u8]) = ("Date", b"Sat, 21 Nov 2026 17:00:00 GMT");
    let fields: Vec<_> =
        reply.headers.iter().map(|(name, value)| (*name, &**value)).chain([date]).collect();
    transcript.answered(Time(0), to, (reply.status, 1), fields, b"");
}
