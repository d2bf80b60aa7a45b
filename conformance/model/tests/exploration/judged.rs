//! The judge in every short history of a push service: it blames none of the service that does what the
//! tables say, and each service that breaks one of them.

use std::hash::{Hash, Hasher};

use mpnspec_model::adapter::DeviceState::{self, Connected, Inactive, TempDisconnected};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::header::Kind;
use mpnspec_model::judge::judge;
use mpnspec_model::push_service::reference::{CallBack, Reply, Service};
use mpnspec_model::requirement::{
    EXPIRED_IS_404, INACTIVE_CALLS_BACK, QUEUE_FULL_SAYS_SO, Requirement, Role,
    SUPPRESSED_IS_NOT_DELIVERED,
};
use mpnspec_model::transcript::{Arrangement, Kinds, Span, Time, Transcript};
use stateright::{Model, Property};

use super::explore::{fails, holds};
use super::wire::{SAFE, body, fields, sent};

/// How many states there are within so many actions.
const STATES: usize = 11_111;
/// How many actions a history has at most.
const DEPTH: usize = 4;

#[test]
fn the_judge_blames_no_history_of_the_reference_service() {
    holds(Judged { fault: None }, STATES);
}

#[test]
fn the_judge_blames_a_service_that_serves_dead_subscriptions() {
    fails(|| Judged { fault: Some(Fault::ServesTheDead) }, BLAMELESS, 2);
}

#[test]
fn the_judge_blames_a_service_that_calls_nobody_back() {
    fails(|| Judged { fault: Some(Fault::CallsNobody) }, BLAMELESS, 2);
}

#[test]
fn the_judge_blames_a_service_that_delivers_what_it_refused() {
    fails(|| Judged { fault: Some(Fault::DeliversAnyhow) }, BLAMELESS, 2);
}

#[test]
fn the_judge_blames_a_service_that_takes_what_does_not_fit() {
    fails(|| Judged { fault: Some(Fault::TakesTooMuch) }, BLAMELESS, 2);
}

const BLAMELESS: &str = "the judge finds no violation, or the one that there is";

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fault {
    ServesTheDead,
    CallsNobody,
    DeliversAnyhow,
    TakesTooMuch,
}

impl Fault {
    /// The rule that it breaks.
    const fn rule(self) -> Requirement {
        match self {
            Self::ServesTheDead => EXPIRED_IS_404,
            Self::CallsNobody => INACTIVE_CALLS_BACK,
            Self::DeliversAnyhow => SUPPRESSED_IS_NOT_DELIVERED,
            Self::TakesTooMuch => QUEUE_FULL_SAYS_SO,
        }
    }
}

/// A service under a judge.
struct Judged {
    fault: Option<Fault>,
}

/// A history tells all: the same one always leads to the same service and the same transcript.
#[derive(Clone, Debug)]
struct State {
    history: Vec<Action>,
    service: Service,
    transcript: Transcript,
    violated: Vec<Requirement>,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.history == other.history
    }
}

impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.history.hash(hasher);
    }
}

#[derive(Clone, Copy, Debug, Hash, PartialEq)]
enum Action {
    Send(bool),
    Register,
    Device(DeviceState),
    Suppress,
    Fill,
    Expire,
    Pass,
}

const TOAST: (Kind, &str) = (Kind::Toast, "2");
const RAW: (Kind, &str) = (Kind::Raw, "13");
const DATE: (&str, &[u8]) = ("Date", b"Sat, 21 Nov 2026 17:00:00 GMT");

impl Judged {
    fn is(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    fn ask(&self, state: &mut State, target: &str, fields: &[(&str, &str)], body: &[u8]) -> u16 {
        let State { service, transcript, .. } = state;
        let now = service.now();
        let asked = transcript.asked(now, sent(("POST", target), fields, body));
        let reply = transcript.request(asked).and_then(|request| service.answer(&request));
        let mut reply = reply.unwrap_or_default();
        let full = reply.headers.contains(&("X-NotificationStatus", b"QueueFull".to_vec()));
        if (reply.status == 404 && self.is(Fault::ServesTheDead))
            || (full && self.is(Fault::TakesTooMuch))
        {
            let received = |(name, value)| (name, Vec::from(value));
            let headers = [
                ("X-NotificationStatus", "Received"),
                ("X-DeviceConnectionStatus", "Connected"),
                ("X-SubscriptionStatus", "Active"),
            ];
            reply =
                Reply { status: 200, headers: headers.map(received).into(), ..Reply::default() };
        }
        let fields = reply.headers.iter().map(|(name, value)| (*name, &**value));
        let fields = fields.chain([DATE]).collect::<Vec<_>>();
        transcript.answered(now, asked, (reply.status, 1), fields, b"");
        reply.status
    }

    fn arrange(&self, state: &mut State, arrangement: Arrangement) {
        let State { service, transcript, .. } = state;
        transcript.arranged(service.now(), SAFE, arrangement);
        let call = service.arrange(SAFE, arrangement).filter(|_| !self.is(Fault::CallsNobody));
        if let Some(CallBack { uri, message }) = call {
            transcript.called_back(service.now(), sent(("POST", &uri), &[], &message));
        }
    }
}

impl Model for Judged {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let mut transcript = Transcript::new(Role::PushService);
        let mut service = Service::default();
        let opened = Arrangement::Opened { authenticated: true, watched: true };
        service.arrange(SAFE, opened);
        transcript.arranged(Time(0), SAFE, opened);
        vec![State { history: Vec::new(), service, transcript, violated: Vec::new() }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        if state.history.len() >= DEPTH {
            return;
        }
        actions.extend([false, true].map(Action::Send));
        actions.extend([Connected, TempDisconnected, Inactive].map(Action::Device));
        actions.push(Action::Register);
        actions.extend([Action::Suppress, Action::Fill, Action::Expire, Action::Pass]);
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        let number = state.history.len();
        state.history.push(action);
        match action {
            Action::Send(raw) => {
                let (kind, class) = if raw { RAW } else { TOAST };
                let (fields, octets) = (fields(kind, class), body(kind, number));
                let handed = state.service.handed(SAFE).len();
                self.ask(&mut state, SAFE, &fields, &octets);
                let taken = state.service.handed(SAFE).len() > handed;
                if !taken && !raw && self.is(Fault::DeliversAnyhow) {
                    state.transcript.delivered(state.service.now(), SAFE, kind, &octets);
                }
            }
            Action::Register => {
                let (target, field) =
                    (format!("{SAFE}/callback"), ("X-CallbackURI", "http://c.test/"));
                let message = number.to_string();
                self.ask(&mut state, &target, &[field], message.as_bytes());
            }
            Action::Device(device) => self.arrange(&mut state, Arrangement::Device(device)),
            Action::Suppress => {
                let kinds = Kinds { toast: true, ..Kinds::default() };
                self.arrange(&mut state, Arrangement::Suppressed(kinds));
            }
            Action::Fill => self.arrange(&mut state, Arrangement::Filled),
            Action::Expire => self.arrange(&mut state, Arrangement::Expired),
            Action::Pass => state.service.advance(Span::seconds(450)),
        }
        for handed in state.service.handed(SAFE).iter().skip(before.service.handed(SAFE).len()) {
            state.transcript.delivered(handed.at, SAFE, handed.kind, &handed.octets);
        }
        state.transcript.settled(state.service.now());
        let rulings = judge(&state.transcript, Edition::V8_0, &Profile::DEFAULT);
        state.violated = rulings.violations.iter().map(|it| it.requirement).collect();
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(BLAMELESS, |machine, state: &State| match machine.fault {
                None => state.violated.is_empty(),
                Some(fault) => !state.violated.contains(&fault.rule()),
            }),
            Property::sometimes("something is delivered", |_, state: &State| {
                state.service.handed(SAFE).len() == 2
            }),
        ]
    }
}
