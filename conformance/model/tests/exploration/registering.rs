//! A device, its backend and the hub behind it: the whole flow of a registration, in which ids die and
//! answers get lost at any moment.
//!
//! The device does what the tables of its role put on it and tells what they let it tell; the backend
//! answers what is due.

use std::collections::BTreeSet;

use mpnspec_model::adapter::Decided;
use mpnspec_model::answer::Value;
use mpnspec_model::backend::{self, Due, Wish, answers, due::Standing};
use mpnspec_model::device::handed::Brought;
use mpnspec_model::device::{Device, Heard, Trigger, Watch};
use mpnspec_model::duty::Absent;
use mpnspec_model::hub::reference::Hub;
use mpnspec_model::machine::Machine;
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{
    Description, DeviceRegistration, Entry, IdForm, IdReply, Platform,
};
use mpnspec_model::transcript::Rights;
use stateright::{Model, Property};

use super::explore::{Shown, Steps, fails, holds};
use super::wire::{answered, asked};

/// How many states there are within so many actions.
const STATES: usize = 2_163;
/// How many actions a history has at most.
const DEPTH: usize = 16;

#[test]
fn a_device_never_uses_an_id_that_it_was_told_is_gone() {
    holds(Registering::sound(Rule::NoDeadId), STATES);
}

#[test]
fn a_device_that_keeps_a_dead_id_is_found() {
    fails(|| Registering::broken(Rule::NoDeadId), Rule::NoDeadId.name(), 5);
}

#[test]
fn a_registration_ends_after_a_410_with_at_most_one_new_id_for_each() {
    holds(Registering::sound(Rule::OneNewId), STATES);
}

#[test]
fn a_device_that_asks_for_two_new_ids_is_found() {
    fails(|| Registering::broken(Rule::OneNewId), Rule::OneNewId.name(), 6);
}

#[test]
fn a_registration_ends_after_four_requests_at_most() {
    holds(Registering::sound(Rule::Ends), STATES);
}

#[test]
fn a_device_that_never_gives_up_is_found() {
    fails(|| Registering::broken(Rule::Ends), Rule::Ends.name(), 7);
}

#[test]
fn a_device_keeps_its_id_whatever_happens_but_410() {
    holds(Registering::sound(Rule::KeepsItsId), STATES);
}

#[test]
fn a_device_that_drops_its_id_for_another_reason_is_found() {
    fails(|| Registering::broken(Rule::KeepsItsId), Rule::KeepsItsId.name(), 3);
}

#[test]
fn a_backend_says_410_where_the_hub_does_and_nowhere_else() {
    holds(Registering::sound(Rule::GoneIsGone), STATES);
}

#[test]
fn a_backend_that_hides_a_410_is_found() {
    fails(|| Registering::broken(Rule::GoneIsGone), Rule::GoneIsGone.name(), 4);
}

#[test]
fn a_device_says_done_only_if_the_hub_has_its_registration() {
    holds(Registering::sound(Rule::DoneIsDone), STATES);
}

#[test]
fn a_backend_that_swallows_the_errors_of_its_hub_is_found() {
    fails(|| Registering::broken(Rule::DoneIsDone), Rule::DoneIsDone.name(), 4);
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    NoDeadId,
    OneNewId,
    Ends,
    KeepsItsId,
    GoneIsGone,
    DoneIsDone,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::NoDeadId => "an id that is gone is not used again",
            Self::OneNewId => "a 410 brings one new id at most",
            Self::Ends => "a registration takes four requests at most",
            Self::KeepsItsId => "nothing but a 410 costs an id",
            Self::GoneIsGone => "a backend says 410 if and only if its hub does",
            Self::DoneIsDone => "done is said only if it is done",
        }
    }
}

/// A device, a backend and a hub.
struct Registering {
    rule: Rule,
    broken: bool,
    token: String,
}

#[derive(Clone, Debug, Hash, PartialEq)]
struct State {
    steps: Steps,
    hub: Shown<Hub>,
    throttled: bool,
    device: Phone,
    /// What the device was told is gone.
    gone: BTreeSet<String>,
    wrong: bool,
    /// What it told last, as a failure or a success.
    told: Option<bool>,
}

/// A device: what it keeps, and what it is about to do.
#[derive(Clone, Debug, Default, Hash, PartialEq)]
struct Phone {
    storage: Option<String>,
    next: Option<Next>,
    requests: u32,
    /// How many said 410 since it was told to register, and how many ids it got since the first of them.
    gone: u32,
    renewed: u32,
}

#[derive(Clone, Copy, Debug, Hash, PartialEq)]
enum Next {
    Ask,
    Put,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    /// The device is told to register.
    Tell,
    /// It makes its next request, whose answer arrives or gets lost.
    Step {
        lost: bool,
    },
    /// It is started again.
    Restart,
    /// The id that it keeps comes to its end at the hub.
    Kill,
    Throttle(bool),
}

const UNIX: u64 = 1_700_000_000;
const BASE: &str = "http://b.test/register";

/// An answer of the backend, and what the hub had said.
struct Answer {
    status: u16,
    body: Vec<u8>,
    hub: u16,
}

impl Registering {
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

    // ---- the backend ------------------------------------------------------------------

    /// Asks the hub for what a device wishes, and answers what is due.
    fn serve(&self, hub: &mut Hub, (method, target): (&str, &str), body: &[u8]) -> Answer {
        let wish = asked((method, target), &[], body, Wish::read);
        let (method, place, body) = match &wish {
            Wish::Register { id, registration: Some(registration), .. } => {
                let phone = Description::native(Platform::Mpns, &*registration.handle);
                ("PUT", format!("registrations/{id}"), Entry::request(phone).write())
            }
            _ => ("POST", "registrationids".to_owned(), Vec::new()),
        };
        let target = format!("https://h.test/hub/{place}?api-version=2015-01");
        let fields = [("Authorization", &*self.token)];
        let reply = asked((method, &target), &fields, &body, |it| hub.answer(it, UNIX));
        let (heard, minted) = answered(reply.status, &reply.headers, &reply.body, |it| {
            (backend::Heard::read(it), backend::heard::minted(it))
        });
        let due = Due::to(&wish, Standing::Entitled, Some(heard));
        let status = due.map_or(500, answers::status_for);
        let status = match (status, reply.status) {
            (410, _) if self.breaks(Rule::GoneIsGone) => 500,
            (503, _) if self.breaks(Rule::DoneIsDone) => 200,
            (status, _) => status,
        };
        let id = minted.filter(|_| status == 200);
        let body = id.map(|id| IdReply { id, form: IdForm::Quoted }.write()).unwrap_or_default();
        Answer { status, body, hub: reply.status }
    }

    // ---- the device -------------------------------------------------------------------

    fn step(&self, state: &mut State, lost: bool) -> Option<()> {
        let next = state.device.next.take()?;
        state.device.requests += 1;
        match next {
            Next::Ask => self.ask(state, lost),
            Next::Put => self.put(state, lost),
        }
        Some(())
    }

    fn ask(&self, state: &mut State, lost: bool) {
        let answer = self.serve(&mut state.hub, ("POST", BASE), b"");
        let brought = answered(answer.status, &[], &answer.body, |it| Brought::read(it, 0));
        let device = &mut state.device;
        match brought {
            Brought::Id(handed) if !lost => {
                let again = device.gone > 0;
                device.renewed += u32::from(again);
                device.storage = Some(handed.id);
                // With its first id it does what it asked for it for.
                let renewed = if again { due(Trigger::Renewed) } else { Some(Next::Put) };
                let twice = self.breaks(Rule::OneNewId) && device.renewed == 1;
                device.next = if twice { Some(Next::Ask) } else { renewed };
            }
            _ => tell(state, Heard::NoId),
        }
    }

    fn put(&self, state: &mut State, lost: bool) {
        let Some(id) = state.device.storage.clone() else { return };
        state.wrong |= self.rule == Rule::NoDeadId && state.gone.contains(&id);
        let body = DeviceRegistration::new("mpns", "https://p.test/1", &[]).write();
        let answer = self.serve(&mut state.hub, ("PUT", &format!("{BASE}/{id}")), &body);
        state.wrong |=
            self.rule == Rule::GoneIsGone && (answer.status == 410) != (answer.hub == 410);
        let device = &mut state.device;
        let heard = match lost {
            true => Heard::Silence,
            false => answered(answer.status, &[], b"", |it| Heard::registration(it, device.gone)),
        };
        if matches!(heard, Heard::Gone | Heard::GoneAgain) {
            device.gone += 1;
            state.gone.insert(id.clone());
        }
        if Device::answers(heard, ()).next().is_some()
            && !(self.breaks(Rule::Ends) && device.gone > 0)
        {
            if self.breaks(Rule::KeepsItsId) && heard == Heard::Silence {
                device.storage = None;
            }
            // Which of the two is gone is known by now.
            if heard == Heard::GoneAgain {
                device.storage = None;
            }
            tell(state, heard);
            let has = state.hub.registrations().any(|(it, _)| it.to_string() == id);
            state.wrong |= self.rule == Rule::DoneIsDone && state.told == Some(true) && !has;
        } else {
            // What is no end is a 410.
            device.next = due(Trigger::Gone);
            if self.breaks(Rule::NoDeadId) {
                device.next = Some(Next::Put);
            } else {
                device.storage = None;
            }
        }
    }
}

/// What a device has to do next, as its rules say.
fn due(on: Trigger) -> Option<Next> {
    let rule = Device::RULES.iter().find(|it| it.on == on && it.absent == Absent::Violates)?;
    Some(match rule.watch {
        Watch::IdRequest => Next::Ask,
        Watch::Put | Watch::SamePut => Next::Put,
    })
}

/// The device tells what came of it, as the first choice of its table has it.
fn tell(state: &mut State, heard: Heard) {
    let row = Device::answers(heard, ()).next();
    let first = row.and_then(|row| row.cells.first()).and_then(|cell| cell.choices.first());
    state.told = first.map(|(value, _)| matches!(value, Value::Decision(Decided::Done)));
    (state.device.requests, state.device.gone, state.device.renewed) = (0, 0, 0);
}

fn key() -> Key {
    Key { name: "all".into(), secret: "secret".into() }
}

impl Model for Registering {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        vec![State {
            steps: Steps::default(),
            hub: Shown(Hub::new("hub", vec![(key(), Rights::ALL)])),
            throttled: false,
            device: Phone::default(),
            gone: BTreeSet::new(),
            wrong: false,
            told: None,
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if !state.steps.are_fewer_than(DEPTH) {
            return;
        }
        match state.device.next {
            None => actions.push(Action::Tell),
            Some(_) => actions.extend([false, true].map(|lost| Action::Step { lost })),
        }
        actions.extend([Action::Restart, Action::Kill, Action::Throttle(!state.throttled)]);
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        state.steps = before.steps.next();
        match action {
            Action::Tell => {
                let next = if state.device.storage.is_some() { Next::Put } else { Next::Ask };
                state.device.next = Some(next);
                state.told = None;
            }
            Action::Step { lost } => self.step(&mut state, lost)?,
            Action::Restart => {
                let storage = state.device.storage.take();
                state.device = Phone { storage, ..Phone::default() };
            }
            Action::Kill => {
                // What has no registration yet is given one, so that it can end.
                let id = state.device.storage.clone()?;
                let lives = state.hub.registrations().any(|(it, _)| it.to_string() == id);
                if !lives {
                    let phone = Description::native(Platform::Mpns, "https://p.test/1");
                    state.hub.write(&id, phone, UNIX);
                }
                state.hub.expire(&id);
            }
            Action::Throttle(throttled) => {
                state.hub.throttle(throttled);
                state.throttled = throttled;
            }
        }
        let (held, holds) = (&before.device.storage, &state.device.storage);
        let lost = held.as_ref().filter(|id| holds.as_ref() != Some(*id));
        state.wrong |=
            self.rule == Rule::KeepsItsId && lost.is_some_and(|id| !state.gone.contains(id));
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let name = self.rule.name();
        let always = match self.rule {
            Rule::OneNewId => {
                Property::always(name, |_, state: &State| state.device.renewed <= state.device.gone)
            }
            Rule::Ends => Property::always(name, |_, state: &State| state.device.requests <= 4),
            _ => Property::always(name, |_, state: &State| !state.wrong),
        };
        vec![
            always,
            Property::sometimes("it is done", |_, state: &State| state.told == Some(true)),
            Property::sometimes("it failed", |_, state: &State| state.told == Some(false)),
            Property::sometimes("it is done with a new id", |_, state: &State| {
                state.told == Some(true) && !state.gone.is_empty()
            }),
            Property::sometimes("the new id is gone as well", |_, state: &State| {
                state.told == Some(false) && state.gone.len() == 2
            }),
        ]
    }
}
