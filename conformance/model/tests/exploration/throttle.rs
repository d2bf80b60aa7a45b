//! The day's notifications of a subscription: 499 are sent before the exploration begins, so that the real
//! counter stands where it matters.

use mpnspec_model::header::Kind;
use mpnspec_model::push_service::reference::Service;
use mpnspec_model::transcript::{Arrangement, Span, Time};
use stateright::{Model, Property};

use super::explore::{Shown, Steps, fails, holds};
use super::wire::{OPEN, SAFE, asked, body, fields};

/// How many states there are within so many actions.
const STATES: usize = 8_811;
/// How many actions a history has at most.
const DEPTH: usize = 7;

#[test]
fn the_501st_notification_of_a_day_never_passes() {
    holds(Throttle::sound(Rule::NeverThe501st), STATES);
}

#[test]
fn a_counter_that_forgets_is_found() {
    fails(|| Throttle::broken(Rule::NeverThe501st), Rule::NeverThe501st.name(), 2);
}

#[test]
fn a_notification_within_the_500_is_never_throttled() {
    holds(Throttle::sound(Rule::AllOfThe500), STATES);
}

#[test]
fn a_counter_that_is_one_ahead_is_found() {
    fails(|| Throttle::broken(Rule::AllOfThe500), Rule::AllOfThe500.name(), 1);
}

#[test]
fn an_authenticated_subscription_is_never_throttled_by_day() {
    holds(Throttle::sound(Rule::NotTheSafe), STATES);
}

#[test]
fn an_authenticated_subscription_that_is_throttled_is_found() {
    fails(|| Throttle::broken(Rule::NotTheSafe), Rule::NotTheSafe.name(), 1);
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    NeverThe501st,
    AllOfThe500,
    NotTheSafe,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::NeverThe501st => "no more than 500 are taken in a day",
            Self::AllOfThe500 => "no fewer than 500 are taken in a day",
            Self::NotTheSafe => "an authenticated channel is not throttled",
        }
    }
}

/// A service with an unauthenticated and an authenticated channel, and what is held against it.
struct Throttle {
    rule: Rule,
    broken: bool,
}

#[derive(Clone, Debug, Hash, PartialEq)]
struct State {
    steps: Steps,
    service: Shown<Service>,
    /// When the day of the open channel began, with the first notification that was taken, and how many.
    began: Option<Time>,
    taken: u32,
    /// What the last one was answered.
    last: Option<Last>,
}

#[derive(Clone, Copy, Debug, Hash, PartialEq)]
struct Last {
    safe: bool,
    status: u16,
    /// How many the day had before.
    before: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    /// To the open channel.
    Send,
    /// To the other.
    SendSafely,
    /// To the open channel, as a registration, which is none of the day's notifications.
    Register,
    /// So many hours pass.
    Pass(u64),
}

const BEFORE: u32 = 499;
const DAY: Span = Span::seconds(24 * 60 * 60);

fn send(service: &mut Service, channel: &str) -> u16 {
    asked(("POST", channel), &fields(Kind::Raw, "3"), &body(Kind::Raw, 0), |request| {
        service.answer(request).map_or(0, |reply| reply.status)
    })
}

impl Throttle {
    const fn sound(rule: Rule) -> Self {
        Self { rule, broken: false }
    }

    const fn broken(rule: Rule) -> Self {
        Self { rule, broken: true }
    }

    fn breaks(&self, rule: Rule) -> bool {
        self.broken && self.rule == rule
    }

    fn send(&self, service: &mut Shown<Service>) -> u16 {
        let before = service.clone();
        let status = send(service, OPEN);
        if self.breaks(Rule::NeverThe501st) {
            *service = before;
        } else if self.breaks(Rule::AllOfThe500) && send(&mut service.clone(), OPEN) != 200 {
            return 406;
        }
        status
    }

    fn send_safely(&self, service: &mut Shown<Service>) -> u16 {
        let status = send(service, SAFE);
        if self.breaks(Rule::NotTheSafe) { 406 } else { status }
    }
}

impl Model for Throttle {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let mut service = Service::default();
        for (uri, authenticated) in [(OPEN, false), (SAFE, true)] {
            service.arrange(uri, Arrangement::Opened { authenticated, watched: true });
            // What no app is there for is taken and counted, but not kept.
            service.arrange(uri, Arrangement::App(false));
        }
        let began = Some(service.now());
        for _ in 0..BEFORE {
            assert_eq!(send(&mut service, OPEN), 200);
            assert_eq!(send(&mut service, SAFE), 200);
        }
        vec![State {
            steps: Steps::default(),
            service: Shown(service),
            began,
            taken: BEFORE,
            last: None,
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if !state.steps.are_fewer_than(DEPTH) {
            return;
        }
        actions.extend([Action::Send, Action::SendSafely, Action::Register]);
        actions.extend([1, 12, 24].map(Action::Pass));
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        state.steps = before.steps.next();
        state.last = None;
        match action {
            Action::Send => {
                let now = state.service.now();
                if state.began.is_some_and(|began| now.since(began) >= DAY) {
                    (state.began, state.taken) = (None, 0);
                }
                let (status, before) = (self.send(&mut state.service), state.taken);
                state.last = Some(Last { safe: false, status, before });
                if status == 200 {
                    state.began.get_or_insert(now);
                    state.taken += 1;
                }
            }
            Action::SendSafely => {
                let status = self.send_safely(&mut state.service);
                state.last = Some(Last { safe: true, status, before: 0 });
            }
            Action::Register => {
                let (target, uri) =
                    (format!("{OPEN}/callback"), ("X-CallbackURI", "http://c.test"));
                asked(("POST", &target), &[uri], b"x", |request| state.service.answer(request));
            }
            Action::Pass(hours) => state.service.advance(Span::seconds(hours * 60 * 60)),
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let name = self.rule.name();
        let always = match self.rule {
            Rule::NeverThe501st => {
                Property::always(name, |_, state: &State| state.taken <= BEFORE + 1)
            }
            Rule::AllOfThe500 => Property::always(name, |_, state: &State| {
                let few = |it: Last| !it.safe && it.before <= BEFORE;
                !state.last.is_some_and(|last| few(last) && last.status != 200)
            }),
            Rule::NotTheSafe => Property::always(name, |_, state: &State| {
                !state.last.is_some_and(|last| last.safe && last.status != 200)
            }),
        };
        fn refused(state: &State) -> bool {
            state.last.is_some_and(|last| last.status == 406 && last.before == BEFORE + 1)
        }
        let renewed = |_: &Self, state: &State| state.taken == 2;
        vec![
            always,
            Property::sometimes("the 501st is refused", |_, state| refused(state)),
            Property::sometimes("a new day has notifications again", renewed),
        ]
    }
}
