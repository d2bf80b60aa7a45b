//! The classes of notifications.

use mpnspec_model::duty::Edge;
use mpnspec_model::edition::Edition;
use mpnspec_model::header::{Interval, Kind, NotificationClass};
use mpnspec_model::machine::Machine as _;
use mpnspec_model::push_service::reference::Service;
use mpnspec_model::push_service::rules::AT_ONCE;
use mpnspec_model::push_service::{PushService, Trigger};
use mpnspec_model::transcript::{Arrangement, Credentials, Span};

use super::table::{Ask, Findings, Row, lists, rows};

const FILE: &str = "notification-classes.csv";
const CHANNEL: &str = "https://p.test/safe";

fn kind(row: &Row) -> Kind {
    match row.get("kind") {
        "tile" => Kind::Tile,
        "toast" => Kind::Toast,
        "raw" => Kind::Raw,
        other => panic!("expected a kind, but found `{other}`"),
    }
}

fn seconds(row: &Row) -> u64 {
    row.get("seconds").parse().unwrap_or_else(|_| panic!("expected seconds in {FILE}"))
}

#[test]
fn a_class_means_what_the_documents_say() {
    let mut findings = Findings::default();
    let rows = rows(FILE);
    for edition in Edition::ALL {
        for number in 0..=1000 {
            let known = |row: &&Row| {
                let edition = ["all", edition.name()].contains(&row.get("edition"));
                edition && lists(row.get("classes"), number)
            };
            let mut known = rows.iter().filter(known);
            let row = known.next();
            if let Some(again) = known.next() {
                findings.add(again, "classes", "each of them once", &format!("{number} twice"));
            }
            let text = number.to_string();
            let model = NotificationClass::parse_in(text.as_bytes(), *edition).ok();
            let model = model.map(|it| (it.kind, u64::from(it.interval.seconds())));
            match (row, model) {
                (Some(row), model) => {
                    let what = format!("class {number} in {edition}");
                    findings.same(row, &what, Some((kind(row), seconds(row))), model);
                }
                (None, Some(_)) => findings.unstated(FILE, &format!("class {number} in {edition}")),
                (None, None) => {}
            }
        }
    }
    findings.none();
}

#[test]
fn a_class_is_delivered_when_the_documents_say() {
    let mut findings = Findings::default();
    let rows = rows(FILE);
    let nine = || rows.iter().filter(|row| row.get("edition") == "all");
    for row in nine() {
        let (kind, seconds) = (kind(row), seconds(row));
        let within = |trigger| {
            let rule = PushService::RULES.iter().find(|rule| rule.on == trigger);
            rule.map(|rule| rule.window.closes)
        };
        let interval = [Interval::Immediate, Interval::Within450s, Interval::Within900s]
            .into_iter()
            .find(|it| u64::from(it.seconds()) == seconds);
        let Some(interval) = interval else {
            findings.add(row, "seconds", row.get("seconds"), "no such interval");
            continue;
        };
        // No document has a number for what is delivered at once.
        let span = if seconds == 0 { AT_ONCE } else { Span::seconds(seconds) };
        let rule = within(Trigger::Taken(kind, interval));
        findings.same(row, "delivery", Some(Edge::After(span)), rule);
        findings.same(row, "handed over", Some(true), handed(row.get("classes"), kind, span));
    }
    for rule in PushService::RULES {
        let Trigger::Taken(of, interval) = rule.on else { continue };
        let same = |row: &Row| kind(row) == of && seconds(row) == u64::from(interval.seconds());
        if !nine().any(same) {
            findings.unstated(FILE, &format!("the rule `{}` of the model", rule.name));
        }
    }
    findings.none();
}

/// Whether the reference service hands a notification over in time.
fn handed(class: &str, kind: Kind, span: Span) -> Option<bool> {
    let mut service = Service::default();
    service.arrange(CHANNEL, Arrangement::Opened { authenticated: true, watched: true });
    let inside = match kind {
        Kind::Toast => "<wp:Toast/>",
        Kind::Tile => "<wp:Tile/>",
        Kind::Raw => "",
    };
    let body = format!("<wp:Notification xmlns:wp=\"WPNotification\">{inside}</wp:Notification>");
    let mut ask = Ask::new("POST", CHANNEL).with("X-NotificationClass", class).body(body);
    match kind {
        Kind::Toast => ask = ask.with("X-WindowsPhone-Target", "toast"),
        Kind::Tile => ask = ask.with("X-WindowsPhone-Target", "token"),
        Kind::Raw => {}
    }
    ask.credentials = Credentials::Owner;
    ask.made(|request| service.answer(request))?;
    service.advance(span);
    let handed = service.handed(CHANNEL).first()?;
    Some(handed.kind == kind && handed.at.since(Default::default()) <= span)
}
