//! A hub with two ids, and all that can be asked of them.

use std::collections::{BTreeMap, BTreeSet};

use mpnspec_model::hub::reference::{Hub, Reply};
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, ETag, Entry, Feed, Location, Platform, Tags};
use mpnspec_model::transcript::Rights;
use stateright::{Model, Property};

use super::explore::{Shown, Steps, fails, holds};
use super::wire::asked;

/// How many states there are within so many actions.
const STATES: usize = 441;
/// How many actions a history has at most.
const DEPTH: usize = 7;

#[test]
fn a_version_never_comes_back() {
    holds(Hubs::sound(Rule::VersionsRise), STATES);
}

#[test]
fn a_hub_that_begins_to_count_again_is_found() {
    fails(|| Hubs::broken(Rule::VersionsRise), Rule::VersionsRise.name(), 4);
}

#[test]
fn a_stale_condition_changes_nothing() {
    holds(Hubs::sound(Rule::StaleChangesNothing), STATES);
}

#[test]
fn a_hub_that_overlooks_conditions_is_found() {
    fails(|| Hubs::broken(Rule::StaleChangesNothing), Rule::StaleChangesNothing.name(), 3);
}

#[test]
fn a_list_has_what_is_registered_and_nothing_else() {
    holds(Hubs::sound(Rule::ListsWhatIs), STATES);
}

#[test]
fn a_hub_that_lists_what_was_deleted_is_found() {
    fails(|| Hubs::broken(Rule::ListsWhatIs), Rule::ListsWhatIs.name(), 4);
}

#[test]
fn an_id_is_minted_once() {
    holds(Hubs::sound(Rule::IdsAreNew), STATES);
}

#[test]
fn a_hub_that_mints_an_id_again_is_found() {
    fails(|| Hubs::broken(Rule::IdsAreNew), Rule::IdsAreNew.name(), 2);
}

#[test]
fn an_id_that_is_gone_stays_gone() {
    holds(Hubs::sound(Rule::GoneStaysGone), STATES);
}

#[test]
fn a_hub_that_takes_a_gone_id_again_is_found() {
    fails(|| Hubs::broken(Rule::GoneStaysGone), Rule::GoneStaysGone.name(), 5);
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    VersionsRise,
    StaleChangesNothing,
    ListsWhatIs,
    IdsAreNew,
    GoneStaysGone,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::VersionsRise => "a version never comes back",
            Self::StaleChangesNothing => "a stale condition changes nothing",
            Self::ListsWhatIs => "a list has what is registered",
            Self::IdsAreNew => "an id is minted once",
            Self::GoneStaysGone => "an id that is gone stays gone",
        }
    }
}

/// A hub, and what is held against it.
struct Hubs {
    rule: Rule,
    broken: bool,
    token: String,
}

#[derive(Clone, Debug, Hash, PartialEq)]
struct State {
    steps: Steps,
    hub: Shown<Hub>,
    ids: Vec<Id>,
    /// What a hub that breaks a rule still lists, as it was before the last deletion.
    cached: Option<Shown<Hub>>,
    wrong: bool,
    heard: BTreeSet<u16>,
}

/// What was told of an id.
#[derive(Clone, Debug, Hash, PartialEq)]
struct Id {
    id: String,
    /// The last version, whatever became of it, and whether there is a registration.
    version: u64,
    registered: bool,
    gone: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Action {
    Mint,
    Put(usize),
    /// On condition of the version, or of the one before.
    Update(usize, bool),
    Delete(usize, bool),
    DeleteAny(usize),
    DeleteBare(usize),
    Read(usize),
    List,
    ListByTag,
    Expire(usize),
}

const UNIX: u64 = 1_700_000_000;

impl Hubs {
    fn new(rule: Rule, broken: bool) -> Self {
        Self { rule, broken, token: key().sign("https://h.test/", UNIX + 60, Hex::Upper) }
    }

    fn sound(rule: Rule) -> Self {
        Self::new(rule, false)
    }

    fn broken(rule: Rule) -> Self {
        Self::new(rule, true)
    }

    fn breaks(&self, rule: Rule) -> bool {
        self.broken && self.rule == rule
    }

    fn call(&self, hub: &mut Hub, method: &str, place: &str, condition: Option<&str>) -> Reply {
        let target = format!("https://h.test/hub/{place}?api-version=2015-01");
        let written = matches!(method, "PUT").then(|| Entry::request(phone()).write());
        let mut fields = vec![("Authorization", &*self.token)];
        fields.extend(condition.map(|version| ("If-Match", version)));
        asked((method, &target), &fields, &written.unwrap_or_default(), |it| hub.answer(it, UNIX))
    }

    fn put(&self, state: &mut State, at: usize) -> Reply {
        let place = place(&state.ids[at]);
        let reply = self.call(&mut state.hub, "PUT", &place, None);
        let again = match self.rule {
            Rule::VersionsRise => self.broken && reply.status == 410,
            Rule::GoneStaysGone => self.broken && state.ids[at].gone,
            _ => false,
        };
        if !again {
            return reply;
        }
        state.hub.write(&state.ids[at].id, phone(), UNIX);
        self.call(&mut state.hub, "GET", &place, None)
    }

    fn conditional(&self, state: &mut State, at: usize, (method, now): (&str, bool)) -> Reply {
        let version = state.ids[at].version;
        let version = if now { version } else { version.saturating_sub(1) };
        let condition = match self.breaks(Rule::StaleChangesNothing) {
            true => "*".to_owned(),
            false => ETag(version).to_string(),
        };
        let place = place(&state.ids[at]);
        self.call(&mut state.hub, method, &place, Some(&condition))
    }
}

fn key() -> Key {
    Key { name: "all".into(), secret: "secret".into() }
}

fn phone() -> Description {
    let tags = Tags::read("a");
    let phone = Description::native(Platform::Mpns, "https://p.test/1");
    phone.with_tags(tags)
}

fn place(id: &Id) -> String {
    format!("registrations/{}", id.id)
}

/// What a hub shows of its registrations.
fn registrations(hub: &Hub) -> BTreeMap<String, u64> {
    hub.registrations().map(|(id, it)| (id.to_string(), it.etag.0)).collect()
}

fn listed(reply: &Reply) -> BTreeSet<String> {
    let feed = Feed::read(&reply.body).map(|feed| feed.entries).unwrap_or_default();
    feed.iter().filter_map(Entry::registration_id).collect()
}

impl Model for Hubs {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let hub = Shown(Hub::new("hub", vec![(key(), Rights::ALL)]));
        let (ids, cached, wrong) = (Vec::new(), None, false);
        vec![State { steps: Steps::default(), hub, ids, cached, wrong, heard: BTreeSet::new() }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if !state.steps.are_fewer_than(DEPTH) {
            return;
        }
        if state.ids.len() < 2 {
            actions.push(Action::Mint);
        }
        for at in 0..state.ids.len() {
            actions.extend([Action::Put(at), Action::Read(at), Action::Expire(at)]);
            actions.extend([false, true].map(|now| Action::Update(at, now)));
            actions.extend([false, true].map(|now| Action::Delete(at, now)));
            actions.extend([Action::DeleteAny(at), Action::DeleteBare(at)]);
        }
        actions.extend([Action::List, Action::ListByTag]);
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        state.steps = before.steps.next();
        let was = registrations(&before.hub);
        let mut reply = Reply::default();
        match action {
            Action::Mint => {
                reply = self.call(&mut state.hub, "POST", "registrationids", None);
                let location = String::from_utf8_lossy(&reply.headers.first()?.1).into_owned();
                let first = state.ids.first().map(|first| first.id.clone());
                let id = first.filter(|_| self.breaks(Rule::IdsAreNew));
                let id = id.or_else(|| Location::parse(&location).ok().map(|it| it.id))?;
                let known = state.ids.iter().any(|known| known.id == id);
                state.wrong |= self.rule == Rule::IdsAreNew && known;
                state.ids.push(Id { id, version: 0, registered: false, gone: false });
            }
            Action::Put(at) => {
                reply = self.put(&mut state, at);
                let taken = (200..=299).contains(&reply.status);
                state.wrong |= self.rule == Rule::GoneStaysGone && taken && state.ids[at].gone;
                state.ids[at].gone |= reply.status == 410;
            }
            Action::Update(at, now) => {
                reply = self.conditional(&mut state, at, ("PUT", now));
                let changed = registrations(&state.hub) != was;
                state.wrong |= self.rule == Rule::StaleChangesNothing && !now && changed;
            }
            Action::Delete(at, now) => {
                reply = self.conditional(&mut state, at, ("DELETE", now));
                let changed = registrations(&state.hub) != was;
                state.wrong |= self.rule == Rule::StaleChangesNothing && !now && changed;
            }
            Action::DeleteAny(at) => {
                let place = place(&state.ids[at]);
                reply = self.call(&mut state.hub, "DELETE", &place, Some("*"));
            }
            Action::DeleteBare(at) => {
                let place = place(&state.ids[at]);
                reply = self.call(&mut state.hub, "DELETE", &place, None);
            }
            Action::Read(at) => {
                let place = place(&state.ids[at]);
                reply = self.call(&mut state.hub, "GET", &place, None);
                let found = reply.status == 200;
                state.wrong |= self.rule == Rule::ListsWhatIs && found != state.ids[at].registered;
            }
            Action::List | Action::ListByTag => {
                let tagged = action == Action::ListByTag;
                let list = if tagged { "tags/a/registrations" } else { "registrations" };
                let hub = state.cached.as_mut().unwrap_or(&mut state.hub);
                reply = self.call(hub, "GET", list, None);
                let known = state.ids.iter().filter(|it| it.registered);
                let known: BTreeSet<_> = known.map(|it| it.id.clone()).collect();
                state.wrong |= self.rule == Rule::ListsWhatIs && listed(&reply) != known;
            }
            Action::Expire(at) => {
                let id = state.ids[at].id.clone();
                state.hub.expire(&id);
            }
        }
        state.heard.insert(reply.status);
        let is = registrations(&state.hub);
        if self.breaks(Rule::ListsWhatIs) && is.len() < was.len() {
            state.cached = Some(before.hub.clone());
        }
        for id in &mut state.ids {
            let version = is.get(&id.id).copied();
            let changed = was.get(&id.id).copied() != version;
            if let Some(version) = version.filter(|_| changed) {
                state.wrong |= self.rule == Rule::VersionsRise && version <= id.version;
                id.version = version;
            }
            id.registered = version.is_some();
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let both = |_: &Self, state: &State| {
            state.ids.len() == 2 && state.ids.iter().all(|id| id.registered)
        };
        let answers =
            |_: &Self, state: &State| [200, 201, 404].iter().all(|it| state.heard.contains(it));
        vec![
            Property::always(self.rule.name(), |_, state: &State| !state.wrong),
            Property::sometimes("both ids are registered", both),
            Property::sometimes("an id is written three times", |_, state: &State| {
                state.ids.iter().any(|id| id.version == 3)
            }),
            Property::sometimes("200, 201 and 404 are told", answers),
            Property::sometimes("410 is told", |_, state: &State| state.heard.contains(&410)),
            Property::sometimes("412 is told", |_, state: &State| state.heard.contains(&412)),
        ]
    }
}
