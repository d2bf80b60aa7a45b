//! Holds a hub to its table.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use self::lists::Walk;
use super::ask::{Ask, Call, version_of};
use super::facts::{Facts, Fault, House, Life, Traffic, Trust};
use super::{ETAG, Hub, RETRY_AFTER, answers};
use crate::answer::{Answer, Field, Value, WRONG_ROW};
use crate::dispute::Stance;
use crate::judge::{Hear, Judged, Terms, rule_on_cells};
use crate::machine::Machine;
use crate::registration::{Description, HubPath, Tags};
use crate::requirement::*;
use crate::ruling::{Expected, Finding, Rulings};
use crate::transcript::{
    Credentials, Entry, Event, Flaw, Found, HubArrangement, Index, Request, Response, Span, Time,
    Transcript,
};

mod entries;
mod lists;
mod peculiar;
mod right;
mod wrong;

impl Judged for Hub {
    type Judge<'t> = Judge<'t>;

    fn judge(terms: Terms<'_>) -> Judge<'_> {
        Judge {
            terms,
            rulings: Rulings::default(),
            given: None,
            throttling: false,
            held: BTreeMap::new(),
            open: BTreeMap::new(),
            strangers: false,
            walks: Vec::new(),
        }
    }
}

/// A judge of a hub in the middle of a transcript.
pub struct Judge<'t> {
    terms: Terms<'t>,
    rulings: Rulings,
    /// The name of the hub, and whether it had no registrations.
    given: Option<(String, bool)>,
    throttling: bool,
    /// What became of each id.
    held: BTreeMap<String, Held>,
    /// The calls that change something and have no answer yet, with the ids that they are about.
    open: BTreeMap<Index, String>,
    /// May there be registrations whose ids nobody was told?
    strangers: bool,
    walks: Vec<Walk>,
}

/// No hub ends a registration sooner, whatever its time to live (H-69).
const SHORTEST_LIFE: Span = Span::seconds(24 * 60 * 60);

/// What is known of an id.
#[derive(Default)]
struct Held {
    /// What the hub can be held to.
    life: Option<Life>,
    /// What its lawful answers have told, whatever others made us doubt since.
    told: Option<Life>,
    /// The version of its registration.
    version: Option<String>,
    /// Its registration.
    description: Option<Description>,
    /// The tags that it had before.
    former: Tags,
    /// The answer by which it became what it is, and when that came.
    since: (Index, Time),
    /// Is it told otherwise than it was written?
    mistold: bool,
    /// The handle that it had before it was deleted.
    deleted: Option<String>,
    /// The bodies of the changes that were refused since, one after the other.
    refused: Option<Vec<u8>>,
}

impl<'t> Hear<'t> for Judge<'t> {
    fn hear(&mut self, transcript: &'t Transcript, at: Index, entry: Entry<'t>) {
        match entry.event {
            Event::HubArranged(id, arrangement) => self.arranged(id, arrangement, (at, entry.at)),
            Event::Asked(request) => {
                let call = Call::read(&request);
                if call.ask.is_write() || call.ask.is_deletion() {
                    self.open.insert(at, call.id);
                }
            }
            Event::Answered(to, response) => {
                self.answered(transcript, (at, entry.at), to, response);
            }
            Event::Unanswered(to, _) if transcript.request(to).is_some() => {
                let finding = Finding::new(
                    HUB_ANSWERS_EVERY_REQUEST,
                    Field::Message,
                    Expected::Answer,
                    at,
                    to,
                );
                self.rulings.find(Stance::Holds, finding);
            }
            _ => {}
        }
    }

    fn rulings(self) -> Rulings {
        self.rulings
    }
}

/// An answer, with all that is needed to rule on it.
struct Heard<'t> {
    call: Call,
    asked: Request<'t>,
    got: Response<'t>,
    at: Index,
    now: Time,
    to: Index,
}

impl<'t> Judge<'t> {
    fn arranged(&mut self, id: &str, arrangement: HubArrangement, since: (Index, Time)) {
        match arrangement {
            HubArrangement::Given { empty } => {
                let path = alloc::format!("{}/registrations", id.trim_end_matches('/'));
                if let Ok(HubPath { hub, .. }) = HubPath::parse(&path) {
                    self.given = Some((hub, empty));
                }
            }
            HubArrangement::Expired => {
                let (life, told) = (Some(Life::Expired), Some(Life::Expired));
                self.held.insert(id.into(), Held { life, told, since, ..Held::default() });
            }
            HubArrangement::Throttling(throttling) => self.throttling = throttling,
        }
    }

    fn answered(
        &mut self,
        transcript: &'t Transcript,
        (at, now): (Index, Time),
        to: Index,
        got: Response<'t>,
    ) {
        let Some(Event::Asked(asked)) = transcript.get(to).map(|entry| entry.event) else {
            return;
        };
        self.open.remove(&to);
        let heard = Heard { call: Call::read(&asked), asked, got, at, now, to };
        self.rulings.uphold(HUB_ANSWERS_EVERY_REQUEST, at);
        if heard.call.ask == Ask::Elsewhere || self.is_throttled_unasked(&heard) {
            return;
        }
        let (facts, told) = self.known(&heard);
        let (profile, ask) = (self.terms.profile, heard.call.ask);
        let near = |facts| Hub::nearest(ask, facts, profile, &asked, &got);
        // What doubt excuses is excused; what it does not is held against what we know.
        let nearest = near(facts).filter(|(_, distance)| *distance == 0).or_else(|| near(told));
        let Some((row, distance)) = nearest else { return };
        let cells = |judge: &mut Self, cells| {
            rule_on_cells(&mut judge.rulings, profile, cells, (&asked, &got), (at, to));
        };
        cells(self, answers::EVERY_ANSWER);
        if got.status >= 400 {
            cells(self, answers::EVERY_REFUSAL);
        }
        if distance == WRONG_ROW {
            // Where one may take or refuse, what is nearest is of the same kind.
            // A word about what is there is none about a body of which nobody knows whether it can be taken.
            let about_the_state = matches!(got.status, 409 | 410) && told.body.is_none();
            let refuses = (300..500).contains(&got.status) && !about_the_state;
            let alike = |row: &&Answer<Hub>| is_success(row) != refuses;
            let row = Hub::answers(ask, told).find(alike).unwrap_or(row);
            // Where nobody knows what became of the id, nothing more can be said of its answers.
            let known = told.life.is_some() || heard.call.id.is_empty();
            if known || !told.trust.is_some_and(|trust| trust == Trust::Entitled) {
                self.misanswered(&heard, told, row);
            }
            self.doubt(&heard, facts);
            return;
        }
        let excused = distance == 0 && facts.life.is_none() && told.life.is_some();
        if !excused {
            cells(self, row.cells);
        }
        self.follow(&heard, row, told);
    }

    /// Does a hub that others use as well throttle, as it may at any time?
    fn is_throttled_unasked(&self, heard: &Heard<'_>) -> bool {
        let ours = self.given.as_ref().is_some_and(|(_, empty)| *empty);
        let told = heard.got.headers.get(RETRY_AFTER) != Found::Absent;
        !ours && told && matches!(heard.got.status, 403 | 429)
    }

    /// What we know at the moment of a call, and what we would know without doubt.
    fn known(&self, heard: &Heard<'_>) -> (Facts, Facts) {
        let call = &heard.call;
        let house = self.given.as_ref().map(|(name, _)| {
            if name.eq_ignore_ascii_case(&call.hub) { House::Ours } else { House::Nobodys }
        });
        let traffic = match (self.throttling, &self.given) {
            (true, _) => Some(Traffic::Throttled),
            (false, Some(_)) => Some(Traffic::Served),
            (false, None) => None,
        };
        let fault = call.written.as_ref().map_or(Fault::Nothing, |written| written.fault);
        let held =
            self.held.get(&call.id).filter(|held| heard.now.since(held.since.1) < SHORTEST_LIFE);
        let unsure = self.strangers || self.open.values().any(String::is_empty);
        let never = self.given.is_some() && !self.held.contains_key(&call.id) && !unsure;
        let newborn = never.then_some(Life::Never);
        let certain = !self.is_disturbed(heard);
        let (life, told) = match held {
            Some(held) => (held.life.filter(|_| certain), held.told.filter(|_| certain)),
            None => (newborn.filter(|_| certain), newborn.filter(|_| certain)),
        };
        let version = held.filter(|_| certain).and_then(|held| held.version.as_ref());
        let version = match (&call.version, version) {
            (Some(wanted), _) if wanted.is_empty() => Some(super::facts::Version::Current),
            (Some(wanted), Some(known)) if wanted == known => Some(super::facts::Version::Current),
            (Some(_), Some(_)) => Some(super::facts::Version::Stale),
            _ => None,
        };
        let facts = Facts {
            house,
            trust: trust(heard.asked.credentials, call.ask),
            traffic,
            name: Some(call.name()),
            life,
            version,
            body: fault.body(),
            fault: Some(fault),
        };
        (facts, Facts { life: told, ..facts })
    }

    /// Is somebody else changing, or has somebody changed, the same registration meanwhile?
    fn is_disturbed(&self, heard: &Heard<'_>) -> bool {
        let changes = |id: &String| *id == heard.call.id && !id.is_empty();
        let changed = self.held.get(&heard.call.id).is_some_and(|held| held.since.0 > heard.to);
        changed || self.open.values().any(changes)
    }

    fn rule(&mut self, kept: bool, requirement: Requirement, field: Field, heard: &Heard<'_>) {
        if kept {
            self.rulings.uphold(requirement, heard.at);
        } else {
            let expected = Expected::Words(requirement.text());
            let finding = Finding::new(requirement, field, expected, heard.at, heard.to);
            self.rulings.find(Stance::Holds, finding);
        }
    }
}

fn is_success(row: &Answer<Hub>) -> bool {
    let first = row.cells.first().and_then(|cell| cell.choices.first());
    matches!(first, Some((Value::Number(200..=299, _), _)))
}

fn trust(credentials: Credentials, ask: Ask) -> Option<Trust> {
    Some(match credentials {
        Credentials::Nobody => Trust::NoToken,
        Credentials::Token(rights) => match ask.is_open_to(rights)? {
            true => Trust::Entitled,
            false => Trust::WithoutRight,
        },
        Credentials::BadToken(flaw) => match flaw {
            Flaw::Malformed => Trust::Malformed,
            Flaw::Key => Trust::UnknownKey,
            Flaw::Signature => Trust::BadSignature,
            Flaw::Audience => Trust::OtherAudience,
            Flaw::Expired => Trust::Expired,
        },
        Credentials::Unseen
        | Credentials::Owner
        | Credentials::Stranger
        | Credentials::Caller(_) => return None,
    })
}

/// The version that an answer tells in its field.
fn version(got: &Response<'_>) -> Option<String> {
    match got.headers.get(ETAG) {
        Found::Text(value) => {
            version_of(core::str::from_utf8(value).ok()?).map(ToString::to_string)
        }
        _ => None,
    }
}

/// A set of ids.
type Ids = BTreeSet<String>;
