//! A hub whose ids have been through what a line says, and calls of it.

use mpnspec_model::hub::ask::Call;
use mpnspec_model::hub::facts::{Body, Facts, Fault, House, Life, Name, Traffic, Trust, Version};
use mpnspec_model::hub::reference::{Hub, Reply};
use mpnspec_model::hub::{self, Hub as Role};
use mpnspec_model::machine::Machine as _;
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, Entry, Location, Platform, Tags};
use mpnspec_model::transcript::Rights;

use super::table::{Ask, takes_status};

pub(crate) const NOW: u64 = 1_700_000_000;
const BASE: &str = "https://h.test/hub";

/// A hub with one id.
pub(crate) struct Place {
    pub(crate) hub: Hub,
    pub(crate) id: String,
    pub(crate) life: Life,
    version: u64,
}

pub(crate) fn key(name: &str) -> Key {
    Key { name: name.into(), secret: format!("the secret of {name}") }
}

pub(crate) fn phone() -> Description {
    let phone = Description::native(Platform::Mpns, "https://p.test/1");
    phone.with_tags(Tags::read("a"))
}

pub(crate) fn written(description: Description) -> Vec<u8> {
    Entry::request(description).write()
}

/// A call of the hub, signed with a key.
pub(crate) fn call(method: &'static str, place: &str, key: &Key) -> Ask {
    let (path, query) = place.split_once('?').unwrap_or((place, ""));
    let target = format!("{BASE}/{path}?api-version=2015-01&{query}");
    let target = target.trim_end_matches('&');
    Ask::new(method, target)
        .with("Authorization", key.sign("https://h.test/", NOW + 60, Hex::Lower))
}

impl Place {
    /// A hub whose only id has been through this; it knows a key for each right.
    pub(crate) fn new(life: &str) -> Self {
        let only = |listen, send, manage| Rights { listen, send, manage };
        let keys = vec![
            (key("all"), Rights::ALL),
            (key("listen"), only(true, false, false)),
            (key("send"), only(false, true, false)),
            (key("manage"), only(false, false, true)),
        ];
        let hub = Hub::new("hub", keys);
        let mut place = Self { hub, id: "1-2-3".into(), life: Life::Never, version: 0 };
        match life {
            "never" | "none" => return place,
            "malformed" => {
                place.id = "1-x".into();
                return place;
            }
            _ => {}
        }
        let reply = place.answer(&call("POST", "registrationids", &key("all")));
        let location = reply.headers.first().map(|(_, value)| String::from_utf8_lossy(value));
        let location = location.and_then(|it| Location::parse(&it).ok());
        place.id = location.map_or_else(|| panic!("no id was minted"), |it| it.id);
        place.life = Life::Minted;
        if life == "minted" {
            return place;
        }
        // Twice, so that there is a version before.
        for version in 1..=2 {
            let put = place.call("PUT", None).body(written(phone()));
            assert_eq!(place.answer(&put).status, 200);
            (place.life, place.version) = (Life::Active, version);
        }
        match life {
            "active" => {}
            "deleted" => {
                assert_eq!(place.answer(&place.call("DELETE", Some("*"))).status, 200);
                place.life = Life::Deleted;
            }
            "expired" => {
                assert!(place.hub.expire(&place.id.clone()));
                place.life = Life::Expired;
            }
            other => panic!("expected what an id has been through, but found `{other}`"),
        }
        place
    }

    /// A call about its id.
    pub(crate) fn call(&self, method: &'static str, condition: Option<&str>) -> Ask {
        let ask = call(method, &format!("registrations/{}", self.id), &key("all"));
        match condition {
            Some(condition) => ask.with("If-Match", condition),
            None => ask,
        }
    }

    /// The condition that a line means.
    pub(crate) fn condition(&self, condition: &str) -> Option<String> {
        match condition {
            "none" => None,
            "any" => Some("*".into()),
            "current" => Some(format!("W/\"{}\"", self.version.max(1))),
            "stale" => Some(format!("W/\"{}\"", self.version - 1)),
            other => panic!("expected a condition, but found `{other}`"),
        }
    }

    pub(crate) fn answer(&mut self, ask: &Ask) -> Reply {
        ask.made(|request| self.hub.answer(request, NOW))
    }

    /// What is known of a sound call.
    pub(crate) fn facts(&self, stale: bool) -> Facts {
        let sound = self.id != "1-x";
        Facts {
            house: Some(House::Ours),
            trust: Some(Trust::Entitled),
            traffic: Some(Traffic::Served),
            name: Some(if sound { Name::Sound } else { Name::Malformed }),
            life: Some(self.life),
            version: Some(if stale { Version::Stale } else { Version::Current }),
            body: Some(Body::Sound),
            fault: Some(Fault::Nothing),
        }
    }
}

/// The rows of the model that are lawful, and whether one of them takes a status.
pub(crate) fn lawful(ask: &Ask, facts: Facts) -> (Vec<&'static str>, impl Fn(u16) -> bool) {
    let ask: hub::Ask = ask.made(|request| Call::read(request).ask);
    let rows: Vec<_> = Role::answers(ask, facts).collect();
    let names = rows.iter().map(|row| row.name).collect();
    (names, move |status| rows.iter().any(|row| takes_status(row.cells, status)))
}
