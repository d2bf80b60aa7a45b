//! A sender between its caller and a push service: what it posts, and when.
//!
//! Its decisions are those of the table; the environment is the memory that a caller lends it: which
//! channels are dropped, which are held, and what is to be sent again. Each post is held against every
//! rule of the sender.

use std::collections::BTreeSet;

use mpnspec_model::adapter::Decided;
use mpnspec_model::adapter::DeviceState::{Connected, Inactive};
use mpnspec_model::header::Kind;
use mpnspec_model::machine::Machine;
use mpnspec_model::push_service::reference::Service;
use mpnspec_model::requirement::{
    AN_HOUR_AFTER_406, AN_HOUR_AFTER_412, NOTHING_AFTER_404, QUEUE_FULL_WAITS_A_MINUTE,
    RECEIVED_IS_NOT_RESENT, Requirement, UNAVAILABLE_WAITS_A_MINUTE,
};
use mpnspec_model::sender::{Heard, Sender, Trigger, Watch, decisions};
use mpnspec_model::transcript::{Arrangement, Kinds, Span, Time};
use stateright::{Model, Property};

use super::explore::{Shown, Steps, fails, holds};
use super::wire::{OPEN, SAFE, answered, asked, body, fields};

/// How many states there are within so many actions.
const STATES: usize = 9_518;
/// How many actions a history has at most.
const DEPTH: usize = 5;

#[test]
fn a_sender_told_404_never_sends_to_that_channel_again() {
    holds(Sending::sound(Rule::NothingAfter404), STATES);
}

#[test]
fn a_sender_that_forgets_a_404_is_found() {
    fails(|| Sending::broken(Rule::NothingAfter404), Rule::NothingAfter404.name(), 3);
}

#[test]
fn a_sender_told_406_or_412_leaves_the_channel_alone_for_an_hour() {
    holds(Sending::sound(Rule::AnHour), STATES);
}

#[test]
fn a_sender_that_comes_back_within_the_hour_is_found() {
    fails(|| Sending::broken(Rule::AnHour), Rule::AnHour.name(), 2);
}

#[test]
fn a_sender_gives_a_full_queue_and_a_service_that_cannot_a_minute() {
    holds(Sending::sound(Rule::AMinute), STATES);
}

#[test]
fn a_sender_that_repeats_at_once_is_found() {
    fails(|| Sending::broken(Rule::AMinute), Rule::AMinute.name(), 3);
}

#[test]
fn a_sender_does_not_send_again_what_was_received() {
    holds(Sending::sound(Rule::NotReceivedAgain), STATES);
}

#[test]
fn a_sender_that_sends_again_what_was_received_is_found() {
    fails(|| Sending::broken(Rule::NotReceivedAgain), Rule::NotReceivedAgain.name(), 2);
}

#[test]
fn a_sender_that_decides_as_the_table_says_breaks_no_rule_at_all() {
    holds(Sending::sound(Rule::Any), STATES);
}

#[test]
fn a_sender_that_takes_every_answer_for_a_reason_to_repeat_is_found() {
    fails(|| Sending::broken(Rule::Any), Rule::Any.name(), 2);
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    NothingAfter404,
    AnHour,
    AMinute,
    NotReceivedAgain,
    /// Any rule there is.
    Any,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::NothingAfter404 => "nothing is sent after 404",
            Self::AnHour => "nothing is sent for an hour after 406 and 412",
            Self::AMinute => "nothing is repeated for a minute after QueueFull and 503",
            Self::NotReceivedAgain => "nothing that was received is sent again",
            Self::Any => "no rule is broken",
        }
    }
}

/// A sender with an authenticated channel, and one whose day is spent.
struct Sending {
    rule: Rule,
    broken: bool,
}

#[derive(Clone, Debug, Hash, PartialEq)]
struct State {
    steps: Steps,
    service: Shown<Service>,
    minds: [Mind; 2],
    sent: usize,
    /// What was heard about which message, where and when.
    heard: Vec<(usize, Heard, usize, Time)>,
    broken: BTreeSet<Requirement>,
}

/// What a sender keeps in mind of a channel.
#[derive(Clone, Copy, Debug, Default, Hash, PartialEq)]
struct Mind {
    dropped: bool,
    /// Nothing is posted before this moment.
    held: Time,
    /// The message that is sent again, and when.
    again: Option<(usize, Time)>,
    refusals: u32,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    /// The caller wants a notification sent.
    Tell(usize),
    Pass(u64),
    Expire,
    Lose(bool),
    Fill,
    Suppress,
    Fail(bool),
}

const CHANNELS: [&str; 2] = [SAFE, OPEN];

impl Sending {
    const fn sound(rule: Rule) -> Self {
        Self { rule, broken: false }
    }

    const fn broken(rule: Rule) -> Self {
        Self { rule, broken: true }
    }

    /// What is decided: as the table says, or not.
    fn decide(&self, heard: Heard, refusals: u32) -> Decided {
        let hasty = Decided::Retry { after_seconds: 30 };
        match (heard, self.rule) {
            _ if !self.broken => decisions::next(heard, refusals),
            (Heard::NotFound, Rule::NothingAfter404) => Decided::GiveUp,
            (Heard::Throttled | Heard::Inactive, Rule::AnHour)
            | (Heard::QueueFull | Heard::Unavailable, Rule::AMinute)
            | (Heard::Received, Rule::NotReceivedAgain)
            | (_, Rule::Any) => hasty,
            _ => decisions::next(heard, refusals),
        }
    }

    fn post(&self, state: &mut State, at: usize, number: usize) {
        let now = state.service.now();
        for (_, heard, about, since) in state.heard.iter().filter(|(it, ..)| *it == at) {
            for rule in Sender::RULES.iter().filter(|rule| rule.on == Trigger::Heard(*heard)) {
                let watched = rule.watch == Watch::Post || *about == number;
                if watched && !rule.window.is_open(*since, now) {
                    state.broken.insert(rule.requirement);
                }
            }
        }
        let fields = fields(Kind::Toast, "2");
        let body = body(Kind::Toast, number);
        let reply = asked(("POST", CHANNELS[at]), &fields, &body, |it| state.service.answer(it));
        let Some(reply) = reply else { return };
        let heard = answered(reply.status, &reply.headers, b"", Heard::notification);
        state.heard.push((at, heard, number, now));
        let mind = &mut state.minds[at];
        mind.refusals += 1;
        match self.decide(heard, mind.refusals) {
            Decided::Retry { after_seconds } => {
                let due = now + Span::seconds(after_seconds);
                mind.again = Some((number, due));
                if matches!(heard, Heard::Throttled | Heard::Inactive) {
                    mind.held = due;
                }
            }
            Decided::Drop => *mind = Mind { dropped: true, ..Mind::default() },
            _ => (mind.again, mind.refusals) = (None, 0),
        }
    }
}

impl Model for Sending {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let mut service = Service::default();
        service.arrange(SAFE, Arrangement::Opened { authenticated: true, watched: false });
        service.arrange(OPEN, Arrangement::Opened { authenticated: false, watched: false });
        service.arrange(OPEN, Arrangement::App(false));
        for _ in 0..500 {
            let (fields, body) = (fields(Kind::Raw, "3"), body(Kind::Raw, 0));
            asked(("POST", OPEN), &fields, &body, |request| service.answer(request));
        }
        vec![State {
            steps: Steps::default(),
            service: Shown(service),
            minds: [Mind::default(); 2],
            sent: 0,
            heard: Vec::new(),
            broken: BTreeSet::new(),
        }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if !state.steps.are_fewer_than(DEPTH) {
            return;
        }
        actions.extend([0, 1].map(Action::Tell));
        actions.extend([30, 240, 3600].map(Action::Pass));
        actions.extend([Action::Expire, Action::Fill, Action::Suppress]);
        actions
            .extend([false, true].into_iter().flat_map(|is| [Action::Lose(is), Action::Fail(is)]));
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        state.steps = before.steps.next();
        let arrangement = match action {
            Action::Tell(at) => {
                let mind = state.minds[at];
                // While it waits to send one again, it has no time for another.
                if mind.dropped || mind.again.is_some() || state.service.now() < mind.held {
                    return None;
                }
                state.sent += 1;
                let number = state.sent;
                self.post(&mut state, at, number);
                return Some(state);
            }
            Action::Pass(seconds) => {
                state.service.advance(Span::seconds(seconds));
                for at in 0..2 {
                    match state.minds[at].again {
                        Some((number, due)) if due <= state.service.now() => {
                            self.post(&mut state, at, number);
                        }
                        _ => {}
                    }
                }
                return Some(state);
            }
            Action::Expire => Arrangement::Expired,
            Action::Lose(lost) => Arrangement::Device(if lost { Inactive } else { Connected }),
            Action::Fill => Arrangement::Filled,
            Action::Suppress => Arrangement::Suppressed(Kinds { toast: true, ..Kinds::default() }),
            Action::Fail(fails) => Arrangement::Unavailable(fails),
        };
        state.service.arrange(SAFE, arrangement);
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        fn unbroken(state: &State, rules: &[Requirement]) -> bool {
            rules.iter().all(|rule| !state.broken.contains(rule))
        }
        let name = self.rule.name();
        let always = match self.rule {
            Rule::NothingAfter404 => {
                Property::always(name, |_, state: &State| unbroken(state, &[NOTHING_AFTER_404]))
            }
            Rule::AnHour => Property::always(name, |_, state: &State| {
                unbroken(state, &[AN_HOUR_AFTER_406, AN_HOUR_AFTER_412])
            }),
            Rule::AMinute => Property::always(name, |_, state: &State| {
                unbroken(state, &[QUEUE_FULL_WAITS_A_MINUTE, UNAVAILABLE_WAITS_A_MINUTE])
            }),
            Rule::NotReceivedAgain => Property::always(name, |_, state: &State| {
                unbroken(state, &[RECEIVED_IS_NOT_RESENT])
            }),
            Rule::Any => Property::always(name, |_, state: &State| state.broken.is_empty()),
        };
        fn heard(state: &State, what: Heard) -> bool {
            state.heard.iter().any(|(_, heard, ..)| *heard == what)
        }
        vec![
            always,
            Property::sometimes("404 is heard", |_, state| heard(state, Heard::NotFound)),
            Property::sometimes("406 is heard", |_, state| heard(state, Heard::Throttled)),
            Property::sometimes("412 is heard", |_, state| heard(state, Heard::Inactive)),
            Property::sometimes("QueueFull is heard", |_, state| heard(state, Heard::QueueFull)),
            Property::sometimes("503 is heard", |_, state| heard(state, Heard::Unavailable)),
            Property::sometimes("Suppressed is heard", |_, state| heard(state, Heard::Suppressed)),
            Property::sometimes("what waited is received", |_, state: &State| {
                state.heard.iter().any(|(.., at)| *at > Time(0)) && heard(state, Heard::Received)
            }),
        ]
    }
}
