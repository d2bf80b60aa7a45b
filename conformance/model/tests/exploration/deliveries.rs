//! What a device is handed of two notifications, whatever becomes of it and its channel on the way.
//!
//! A request arrives, and is answered later: what is handed over in between was not taken.

use mpnspec_model::adapter::DeviceState::{self, Connected, Inactive, TempDisconnected};
use mpnspec_model::header::Kind;
use mpnspec_model::push_service::reference::Service;
use mpnspec_model::transcript::{Arrangement, Kinds, Span, Time};
use stateright::{Model, Property};

use super::explore::{Shown, Steps, fails, holds};
use super::wire::{SAFE, asked, body, fields};

/// How many states there are within so many actions.
const STATES: usize = 4_196;
/// How many actions a history has at most.
const DEPTH: usize = 7;

#[test]
fn nothing_is_delivered_before_it_was_taken() {
    holds(Deliveries::sound(Rule::NotBefore), STATES);
}

#[test]
fn a_delivery_before_the_answer_is_found() {
    fails(|| Deliveries::broken(Rule::NotBefore), Rule::NotBefore.name(), 1);
}

#[test]
fn nothing_that_was_refused_is_delivered() {
    holds(Deliveries::sound(Rule::NoneRefused), STATES);
}

#[test]
fn a_delivery_of_what_was_refused_is_found() {
    fails(|| Deliveries::broken(Rule::NoneRefused), Rule::NoneRefused.name(), 3);
}

#[test]
fn nothing_is_delivered_twice() {
    holds(Deliveries::sound(Rule::Once), STATES);
}

#[test]
fn a_second_delivery_is_found() {
    fails(|| Deliveries::broken(Rule::Once), Rule::Once.name(), 4);
}

#[test]
fn nothing_is_delivered_after_its_interval_to_a_device_that_stays_connected() {
    holds(Deliveries::sound(Rule::InTime), STATES);
}

#[test]
fn a_late_delivery_is_found() {
    fails(|| Deliveries::broken(Rule::InTime), Rule::InTime.name(), 3);
}

#[test]
fn nothing_is_delivered_after_the_end_of_its_subscription() {
    holds(Deliveries::sound(Rule::NotAfterTheEnd), STATES);
}

#[test]
fn a_delivery_after_the_end_is_found() {
    fails(|| Deliveries::broken(Rule::NotAfterTheEnd), Rule::NotAfterTheEnd.name(), 4);
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    NotBefore,
    NoneRefused,
    Once,
    InTime,
    NotAfterTheEnd,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::NotBefore => "nothing is delivered before it was taken",
            Self::NoneRefused => "nothing that was refused is delivered",
            Self::Once => "nothing is delivered twice",
            Self::InTime => "nothing is delivered late to a connected device",
            Self::NotAfterTheEnd => "nothing is delivered after the end",
        }
    }
}

/// A service with one channel, and what is held against it.
struct Deliveries {
    rule: Rule,
    broken: bool,
}

#[derive(Clone, Debug, Hash, PartialEq)]
struct State {
    steps: Steps,
    service: Shown<Service>,
    arrived: Option<usize>,
    sent: [Sent; 2],
    /// Whether the device was out of reach since the first of them was taken.
    away: bool,
    /// How many had been handed over at the end of the subscription.
    ended: Option<usize>,
    /// What a service that breaks a rule hands over besides.
    extra: Vec<Handed>,
}

#[derive(Clone, Copy, Debug, Hash, PartialEq)]
enum Sent {
    Not,
    Taken(Time),
    Refused,
}

#[derive(Clone, Copy, Debug, Hash, PartialEq)]
struct Handed {
    number: usize,
    at: Time,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    Arrive(usize),
    Answer,
    Device(DeviceState),
    Suppress(bool),
    Fill,
    App(bool),
    Expire,
    /// Half of the interval passes.
    Pass,
}

/// A toast at once, and a raw notification within 450 seconds.
const MESSAGES: [(Kind, &str, Span); 2] =
    [(Kind::Toast, "2", Span::seconds(10)), (Kind::Raw, "13", Span::seconds(450))];
const HALF: Span = Span::seconds(225);

impl State {
    fn handed(&self) -> Vec<Handed> {
        let number = |octets: &[u8]| {
            MESSAGES.iter().enumerate().position(|(at, (kind, ..))| body(*kind, at) == octets)
        };
        let handed = self.service.handed(SAFE).iter();
        let real = handed.map(|it| Handed { number: number(&it.octets).unwrap_or(9), at: it.at });
        real.chain(self.extra.iter().copied()).collect()
    }

    fn all(&self, holds: impl Fn(Handed, Sent) -> bool) -> bool {
        self.handed()
            .into_iter()
            .all(|it| self.sent.get(it.number).is_some_and(|sent| holds(it, *sent)))
    }

    fn hand(&mut self, number: usize) {
        self.extra.push(Handed { number, at: self.service.now() });
    }
}

impl Deliveries {
    const fn sound(rule: Rule) -> Self {
        Self { rule, broken: false }
    }

    const fn broken(rule: Rule) -> Self {
        Self { rule, broken: true }
    }

    fn breaks(&self, rule: Rule) -> bool {
        self.broken && self.rule == rule
    }
}

impl Model for Deliveries {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let mut service = Service::default();
        service.arrange(SAFE, Arrangement::Opened { authenticated: true, watched: true });
        vec![State {
            steps: Steps::default(),
            service: Shown(service),
            arrived: None,
            sent: [Sent::Not; 2],
            away: false,
            ended: None,
            extra: Vec::new(),
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if !state.steps.are_fewer_than(DEPTH) {
            return;
        }
        if state.arrived.is_some() {
            actions.push(Action::Answer);
        } else {
            let left = (0..2).filter(|number| state.sent[*number] == Sent::Not);
            actions.extend(left.map(Action::Arrive));
        }
        actions.extend([Connected, TempDisconnected, Inactive].map(Action::Device));
        actions.extend([false, true].map(Action::Suppress));
        actions.extend([false, true].map(Action::App));
        actions.extend([Action::Fill, Action::Expire, Action::Pass]);
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        state.steps = before.steps.next();
        match action {
            Action::Arrive(number) => {
                state.arrived = Some(number);
                if self.breaks(Rule::NotBefore) {
                    state.hand(number);
                }
            }
            Action::Answer => {
                let number = state.arrived.take()?;
                let (kind, class, _) = MESSAGES[number];
                let reply =
                    asked(("POST", SAFE), &fields(kind, class), &body(kind, number), |request| {
                        state.service.answer(request)
                    })?;
                let taken = reply.headers.contains(&("X-NotificationStatus", b"Received".to_vec()));
                let now = state.service.now();
                state.sent[number] = if taken { Sent::Taken(now) } else { Sent::Refused };
                if !taken && self.breaks(Rule::NoneRefused) {
                    state.hand(number);
                }
            }
            Action::Device(device) => {
                state.service.arrange(SAFE, Arrangement::Device(device));
                state.away |= device != Connected;
                let first = state.service.handed(SAFE).len() == 1 && device == Connected;
                if first && self.breaks(Rule::Once) && state.away {
                    state.hand(0);
                }
            }
            Action::Suppress(toast) => {
                let kinds = Kinds { toast, ..Kinds::default() };
                state.service.arrange(SAFE, Arrangement::Suppressed(kinds));
            }
            Action::Fill => drop(state.service.arrange(SAFE, Arrangement::Filled)),
            Action::App(running) => drop(state.service.arrange(SAFE, Arrangement::App(running))),
            Action::Expire => {
                state.service.arrange(SAFE, Arrangement::Expired);
                let handed = state.handed().len();
                state.ended.get_or_insert(handed);
            }
            Action::Pass => {
                let late = self.breaks(Rule::InTime) && state.sent[1] != Sent::Not;
                let waits = state.ended.is_some() && matches!(state.sent[1], Sent::Taken(_));
                if late {
                    // The moments pass without the device, which is handed what is due afterwards.
                    let at = Time(0) + Span::seconds(451);
                    state.extra.push(Handed { number: 1, at: state.service.now().max(at) });
                }
                state.service.advance(HALF);
                if waits && self.breaks(Rule::NotAfterTheEnd) {
                    state.hand(1);
                }
            }
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let name = self.rule.name();
        let always = match self.rule {
            Rule::NotBefore => Property::always(name, |_, state: &State| {
                state.all(|it, sent| match sent {
                    Sent::Not => false,
                    Sent::Taken(taken) => it.at >= taken,
                    Sent::Refused => true,
                })
            }),
            Rule::NoneRefused => Property::always(name, |_, state: &State| {
                state.all(|_, sent| sent != Sent::Refused)
            }),
            Rule::Once => Property::always(name, |_, state: &State| {
                let mut numbers: Vec<_> = state.handed().iter().map(|it| it.number).collect();
                let all = numbers.len();
                numbers.sort_unstable();
                numbers.dedup();
                numbers.len() == all
            }),
            Rule::InTime => Property::always(name, |_, state: &State| {
                let in_time = |it: Handed, sent| match sent {
                    Sent::Taken(taken) => it.at <= taken + MESSAGES[it.number].2,
                    Sent::Not | Sent::Refused => true,
                };
                state.away || state.all(in_time)
            }),
            Rule::NotAfterTheEnd => Property::always(name, |_, state: &State| {
                state.ended.is_none_or(|handed| state.handed().len() == handed)
            }),
        };
        let both = |_: &Self, state: &State| state.handed().len() == 2;
        let refused = |_: &Self, state: &State| state.sent == [Sent::Refused; 2];
        let waited = |_: &Self, state: &State| {
            state.away && state.all(|it, sent| matches!(sent, Sent::Taken(taken) if it.at > taken))
        };
        vec![
            always,
            Property::sometimes("both are delivered", both),
            Property::sometimes("both are refused", refused),
            Property::sometimes("what waited for the device is delivered", waited),
        ]
    }
}
