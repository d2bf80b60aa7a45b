//! Holds a hub to its table.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use self::lists::Walk;
use super::ask::{Ask, Call, version_of};
use super::facts::{Facts, Fault, House, Life, Traffic, Trust};
use super::{ETAG, Hub, RETRY_AFTER, Then, answers};
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
    /// The last change that was refused since.
    refused: Option<Index>,
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
            let refuses = (300..500).contains(&got.status);
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

    // ---- wrong answers ----------------------------------------------------------------

    fn misanswered(&mut self, heard: &Heard<'_>, told: Facts, row: &'static Answer<Hub>) {
        let Some(status) = row.cells.first() else { return };
        let requirement = self.particular(heard, told, row).unwrap_or(status.requirement);
        let expected = Expected::OneOf(status.choices);
        let finding = Finding::new(requirement, Field::Status, expected, heard.at, heard.to);
        self.rulings.find(Stance::Holds, finding);
    }

    /// A rule that says more about a wrong status than the row does.
    fn particular(
        &self,
        heard: &Heard<'_>,
        told: Facts,
        row: &'static Answer<Hub>,
    ) -> Option<Requirement> {
        let (status, call) = (heard.got.status, &heard.call);
        let held = self.held.get(&call.id);
        let was_refused = held.is_some_and(|held| held.refused.is_some());
        let of_the_state = match (call.ask, told.life) {
            (Ask::Read, Some(Life::Active)) if status == 404 => {
                let known = held?.description.as_ref();
                let shared = known.is_some_and(|known| {
                    self.held.iter().any(|(id, other)| {
                        *id != call.id
                            && Some(other.since) > held.map(|held| held.since)
                            && other
                                .description
                                .as_ref()
                                .is_some_and(|it| it.handle == known.handle)
                    })
                });
                match (was_refused, shared) {
                    (true, _) => Some(REFUSALS_CHANGE_NOTHING),
                    (false, true) => Some(HANDLES_MAY_BE_SHARED),
                    (false, false) => None,
                }
            }
            (Ask::Read, Some(life)) if life != Life::Active && status < 300 && was_refused => {
                Some(REFUSALS_CHANGE_NOTHING)
            }
            _ => None,
        };
        let refused = is_success(row) && (400..500).contains(&status);
        of_the_state.or_else(|| {
            let mut all = peculiar::of(&heard.asked, call, self.walk_of(heard));
            let of_the_call = |it: &Requirement| {
                !peculiar::is_of_the_token(it) && !peculiar::is_of_the_rights(it)
            };
            match status {
                _ if !refused => None,
                401 => all.find(peculiar::is_of_the_token),
                403 => all.find(peculiar::is_of_the_rights),
                _ => all.find(of_the_call),
            }
        })
    }

    /// A wrong answer is no evidence of a state, but it is a reason to doubt ours.
    fn doubt(&mut self, heard: &Heard<'_>, facts: Facts) {
        let (ask, profile) = (heard.call.ask, self.terms.profile);
        self.strangers |= matches!(ask, Ask::Create | Ask::Mint);
        let (asked, got) = (&heard.asked, &heard.got);
        let doubted = Hub::doubted(ask, facts, profile, asked, got);
        if ask.is_list() || matches!(ask, Ask::Mint | Ask::Create | Ask::Send) {
            return;
        }
        let fresh = || Held { life: facts.life, told: facts.life, ..Held::default() };
        let held = self.held.entry(heard.call.id.clone()).or_insert_with(fresh);
        if ask.is_write() || ask.is_deletion() {
            *held = Held { since: (heard.at, heard.now), ..Held::default() };
        } else if doubted.life != facts.life {
            held.life = None;
        }
    }

    // ---- right answers ----------------------------------------------------------------

    fn follow(&mut self, heard: &Heard<'_>, row: &'static Answer<Hub>, told: Facts) {
        let (call, status) = (&heard.call, heard.got.status);
        if is_success(row) && status < 300 {
            for requirement in peculiar::of(&heard.asked, call, self.walk_of(heard)) {
                self.rulings.uphold(requirement, heard.at);
            }
        }
        match (row.then, call.ask) {
            (Then::Mint, _) => self.minted(heard),
            (Then::Store, _) => self.stored(heard),
            (Then::Remove, _) => self.removed(heard),
            (Then::Nothing, Ask::Read) if status < 300 => self.read(heard),
            (Then::Nothing, ask) if ask.is_list() && status < 300 => self.listed(heard),
            (Then::Nothing, ask) if ask.is_write() || ask.is_deletion() => {
                if let Some(held) = self.held.get_mut(&call.id) {
                    held.refused = Some(heard.at);
                } else if told.life == Some(Life::Never) {
                    let (life, refused) = (told.life, Some(heard.at));
                    let since = (heard.at, heard.now);
                    let held = Held { life, told: life, refused, since, ..Held::default() };
                    self.held.insert(call.id.clone(), held);
                }
            }
            (Then::Nothing, _) => {}
        }
    }

    fn minted(&mut self, heard: &Heard<'_>) {
        let place =
            [super::LOCATION, super::CONTENT_LOCATION].iter().find_map(|name| {
                match heard.got.headers.get(name) {
                    Found::Text(value) => answers::id_in(value),
                    _ => None,
                }
            });
        let Some(id) = place else { return };
        let new = !self.held.contains_key(&id);
        self.rule(new, IDS_ARE_NEW, Field::Header(super::LOCATION), heard);
        let numbers = crate::registration::RegistrationId::parse(&id).is_ok();
        self.rule(numbers, IDS_ARE_THREE_NUMBERS, Field::Header(super::LOCATION), heard);
        let (life, since) = (Some(Life::Minted).filter(|_| new), (heard.at, heard.now));
        self.held.insert(id, Held { life, told: life, since, ..Held::default() });
    }

    fn stored(&mut self, heard: &Heard<'_>) {
        let call = &heard.call;
        let disturbed = self.is_disturbed(heard);
        let entry = self.entry(heard, WRITES_GIVE_THE_ENTRY);
        let id = match call.ask {
            Ask::Create => created(heard).or_else(|| entry.as_ref().and_then(entries::id)),
            _ => Some(call.id.clone()),
        };
        let Some(id) = id else {
            self.strangers = true;
            return;
        };
        if call.ask == Ask::Create {
            let new = !self.held.contains_key(&id);
            self.rule(new, IDS_ARE_NEW, Field::Header(super::CONTENT_LOCATION), heard);
        }
        let before = self.held.remove(&id).unwrap_or_default();
        let version = version(&heard.got);
        if !disturbed {
            self.rises(&before, version.as_deref(), heard);
        }
        let former = match &before.description {
            Some(before) => before.tags.trimmed(),
            // What came back wrong has not replaced what was there.
            None => before.former.clone(),
        };
        let description = call.written.as_ref().and_then(|written| written.description.clone());
        let as_written = match (&entry, &description) {
            (Some(entry), Some(wanted)) => {
                let told_id = entries::id(entry);
                self.rule(told_id.as_ref() == Some(&id), ENTRIES_TELL_THEIR_ID, Field::Body, heard);
                self.settles_what_is_open(entry, heard);
                self.compare(entry, wanted, &former, heard)
            }
            _ => false,
        };
        let since = (heard.at, heard.now);
        let life = Some(Life::Active).filter(|_| !disturbed);
        let description = description.filter(|_| as_written && !disturbed);
        let version = version.filter(|_| !disturbed);
        let held = Held { life, told: life, version, description, former, since, refused: None };
        self.held.insert(id, held);
    }

    /// What a write has to do to the version.
    fn rises(&mut self, before: &Held, now: Option<&str>, heard: &Heard<'_>) {
        let Some(now) = now else { return };
        let number = |version: &str| version.parse::<u64>().ok();
        let first = heard.call.ask == Ask::Create
            || matches!(before.life, Some(Life::Minted | Life::Never | Life::Deleted));
        match (&before.version, number(now)) {
            (Some(before), new) => {
                self.rule(before != now, WRITES_CHANGE_THE_ETAG, Field::Header(ETAG), heard);
                if let (Some(old), Some(new)) = (number(before), new) {
                    let rises = new == old.saturating_add(1);
                    self.rule(rises || new == old, ETAGS_RISE_BY_ONE, Field::Header(ETAG), heard);
                }
            }
            (_, Some(new)) if first => {
                self.rule(new == 1, ETAGS_RISE_BY_ONE, Field::Header(ETAG), heard);
            }
            _ => {}
        }
    }

    fn removed(&mut self, heard: &Heard<'_>) {
        let life = Some(Life::Deleted).filter(|_| !self.is_disturbed(heard));
        let since = (heard.at, heard.now);
        self.held
            .insert(heard.call.id.clone(), Held { life, told: life, since, ..Held::default() });
    }

    fn read(&mut self, heard: &Heard<'_>) {
        let entry = self.entry(heard, READING_GIVES_THE_ENTRY);
        if self.is_disturbed(heard) {
            return;
        }
        let id = &heard.call.id;
        let Some(mut held) = self.held.remove(id) else { return };
        let version = version(&heard.got);
        let changed = match (&held.version, &version) {
            (Some(known), Some(told)) => known != told,
            _ => false,
        };
        let wanted = held.description.take();
        if let (Some(entry), Some(wanted)) = (&entry, &wanted) {
            let told_id = entries::id(entry);
            self.rule(told_id.as_ref() == Some(id), ENTRIES_TELL_THEIR_ID, Field::Body, heard);
            if held.refused.is_some() {
                // What was refused and shows all the same was not refused.
                self.rule(!changed, REFUSALS_CHANGE_NOTHING, Field::Body, heard);
            }
            if held.refused.is_none() || !changed {
                self.compare(entry, wanted, &held.former, heard);
            }
        }
        if held.version.is_some() && held.refused.is_none() && version.is_some() {
            self.rule(!changed, READING_KEEPS_THE_ETAG, Field::Header(ETAG), heard);
        }
        // What is read once is there, whatever we doubted.
        held.life = Some(Life::Active);
        held.told = Some(Life::Active);
        held.version = version.filter(|_| !changed);
        let wanted = wanted.filter(|_| !changed || held.refused.is_none());
        held.description =
            wanted.or_else(|| entry.map(|entry| entry.description.without_read_only()));
        self.held.insert(id.clone(), held);
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

fn created(heard: &Heard<'_>) -> Option<String> {
    match heard.got.headers.get(super::CONTENT_LOCATION) {
        Found::Text(value) => answers::id_in(value),
        _ => None,
    }
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
