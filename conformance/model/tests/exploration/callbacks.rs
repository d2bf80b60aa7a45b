//! The callbacks of two subscriptions, whatever their devices do: every state there is.

use mpnspec_model::adapter::DeviceState::{
    self, Connected, Disconnected, Inactive, TempDisconnected,
};
use mpnspec_model::push_service::reference::{CallBack, Service};
use mpnspec_model::transcript::Arrangement;
use stateright::{Model, Property};

use super::explore::{Shown, fails, holds};
use super::wire::{OTHER, SAFE, asked};

#[test]
fn a_registration_calls_back_at_most_once() {
    holds(Callbacks::sound(Rule::AtMostOnce), STATES);
}

#[test]
fn a_registration_that_calls_back_again_is_found() {
    fails(|| Callbacks::broken(Rule::AtMostOnce), Rule::AtMostOnce.name(), 4);
}

#[test]
fn of_several_registrations_only_the_latest_calls_back() {
    holds(Callbacks::sound(Rule::OnlyTheLatest), STATES);
}

#[test]
fn an_earlier_registration_that_calls_back_is_found() {
    fails(|| Callbacks::broken(Rule::OnlyTheLatest), Rule::OnlyTheLatest.name(), 3);
}

#[test]
fn nothing_calls_back_but_the_change_to_inactive() {
    holds(Callbacks::sound(Rule::OnlyInactive), STATES);
}

#[test]
fn a_callback_for_another_change_is_found() {
    fails(|| Callbacks::broken(Rule::OnlyInactive), Rule::OnlyInactive.name(), 2);
}

#[test]
fn nothing_calls_back_after_the_end_of_its_subscription() {
    holds(Callbacks::sound(Rule::NotAfterTheEnd), STATES);
}

#[test]
fn a_callback_after_the_end_is_found() {
    fails(|| Callbacks::broken(Rule::NotAfterTheEnd), Rule::NotAfterTheEnd.name(), 3);
}

#[test]
fn a_callback_brings_what_was_registered_for_the_same_subscription() {
    holds(Callbacks::sound(Rule::ItsOwn), STATES);
}

#[test]
fn a_callback_with_the_message_of_another_subscription_is_found() {
    fails(|| Callbacks::broken(Rule::ItsOwn), Rule::ItsOwn.name(), 2);
}

/// How many states there are.
const STATES: usize = 1_728;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rule {
    AtMostOnce,
    OnlyTheLatest,
    OnlyInactive,
    NotAfterTheEnd,
    ItsOwn,
}

impl Rule {
    const fn name(self) -> &'static str {
        match self {
            Self::AtMostOnce => "a registration calls back at most once",
            Self::OnlyTheLatest => "only the latest registration calls back",
            Self::OnlyInactive => "nothing but the change to inactive calls back",
            Self::NotAfterTheEnd => "nothing calls back after the end",
            Self::ItsOwn => "a callback brings what was registered",
        }
    }
}

/// A service with two channels, and what is held against it.
struct Callbacks {
    rule: Rule,
    broken: bool,
}

#[derive(Clone, Debug, Hash, PartialEq)]
struct State {
    service: Shown<Service>,
    channels: [Channel; 2],
    /// What went wrong in the last step.
    stray: Option<Stray>,
}

/// What was seen of a channel.
#[derive(Clone, Copy, Debug, Default, Hash, PartialEq)]
struct Channel {
    /// The URI that was registered last, and the one before.
    registered: Option<usize>,
    replaced: Option<usize>,
    /// Callbacks since.
    calls: u8,
    device: Option<DeviceState>,
    ended: bool,
}

#[derive(Clone, Copy, Debug, Hash, PartialEq)]
enum Stray {
    ForAnotherChange,
    OfAnEarlierOne,
    AfterTheEnd,
    NotItsOwn,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    Register(usize, usize),
    Device(usize, DeviceState),
    Expire(usize),
}

const CHANNELS: [&str; 2] = [SAFE, OTHER];
const URIS: [&str; 2] = ["http://c.test/0", "http://c.test/1"];
const DEVICES: [DeviceState; 4] = [Connected, TempDisconnected, Disconnected, Inactive];

/// The message that goes with a URI on a channel.
fn message(channel: usize, uri: usize) -> String {
    format!("{channel}/{uri}")
}

fn register(service: &mut Service, channel: usize, uri: usize) -> bool {
    let target = format!("{}/callback", CHANNELS[channel]);
    let fields = [("X-CallbackURI", URIS[uri])];
    let body = message(channel, uri);
    asked(("POST", &target), &fields, body.as_bytes(), |request| {
        service.answer(request).is_some_and(|reply| reply.status == 200)
    })
}

impl Callbacks {
    const fn sound(rule: Rule) -> Self {
        Self { rule, broken: false }
    }

    const fn broken(rule: Rule) -> Self {
        Self { rule, broken: true }
    }

    fn breaks(&self, rule: Rule) -> bool {
        self.broken && self.rule == rule
    }

    /// What a change makes the service do, or one that breaks the rule.
    fn change(&self, state: &mut State, channel: usize, to: DeviceState) -> Option<CallBack> {
        let Channel { registered, replaced, device, ended, .. } = state.channels[channel];
        let call = state.service.arrange(CHANNELS[channel], Arrangement::Device(to));
        let anew = || {
            let uri = URIS[registered?].to_owned();
            Some(CallBack { uri, message: message(channel, registered?).into_bytes() })
        };
        let changed = device != Some(to);
        match to {
            Inactive if changed && self.breaks(Rule::AtMostOnce) => anew().filter(|_| !ended),
            Inactive if changed && ended && self.breaks(Rule::NotAfterTheEnd) => anew(),
            Disconnected if changed && self.breaks(Rule::OnlyInactive) => anew(),
            _ => call.map(|call| match replaced {
                Some(earlier) if self.breaks(Rule::OnlyTheLatest) => {
                    CallBack { uri: URIS[earlier].to_owned(), ..call }
                }
                _ if self.breaks(Rule::ItsOwn) => CallBack { message: b"1/1".to_vec(), ..call },
                _ => call,
            }),
        }
    }
}

impl Model for Callbacks {
    type State = State;
    type Action = Action;

    fn init_states(&self) -> Vec<State> {
        let mut service = Service::default();
        for uri in CHANNELS {
            service.arrange(uri, Arrangement::Opened { authenticated: true, watched: true });
        }
        let channel = Channel { device: Some(Connected), ..Channel::default() };
        vec![State { service: Shown(service), channels: [channel; 2], stray: None }]
    }

    fn actions(&self, _: &State, actions: &mut Vec<Action>) {
        for channel in 0..2 {
            // Of the second one, one registration is enough.
            actions.extend((channel..2).map(|uri| Action::Register(channel, uri)));
            actions.extend(DEVICES.map(|device| Action::Device(channel, device)));
            actions.push(Action::Expire(channel));
        }
    }

    fn next_state(&self, before: &State, action: Action) -> Option<State> {
        let mut state = before.clone();
        state.stray = None;
        match action {
            Action::Register(at, uri) => {
                if register(&mut state.service, at, uri) {
                    let channel = &mut state.channels[at];
                    let earlier = channel.registered.or(channel.replaced);
                    channel.replaced = earlier.filter(|earlier| *earlier != uri);
                    (channel.registered, channel.calls) = (Some(uri), 0);
                }
            }
            Action::Expire(at) => {
                state.service.arrange(CHANNELS[at], Arrangement::Expired);
                state.channels[at].ended = true;
            }
            Action::Device(at, to) => {
                let call = self.change(&mut state, at, to);
                let channel = &mut state.channels[at];
                let changed = channel.device.replace(to) != Some(to);
                if let Some(call) = call {
                    channel.calls = channel.calls.saturating_add(1);
                    let uri = channel.registered.map(|uri| URIS[uri]);
                    let message = channel.registered.map(|uri| message(at, uri));
                    state.stray = if !(changed && to == Inactive) {
                        Some(Stray::ForAnotherChange)
                    } else if channel.ended {
                        Some(Stray::AfterTheEnd)
                    } else if uri != Some(&*call.uri) {
                        Some(Stray::OfAnEarlierOne)
                    } else if message.is_none_or(|it| it.as_bytes() != call.message) {
                        Some(Stray::NotItsOwn)
                    } else {
                        None
                    };
                }
            }
        }
        Some(state)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let name = self.rule.name();
        let always = match self.rule {
            Rule::AtMostOnce => Property::always(name, |_, state: &State| {
                state.channels.iter().all(|channel| channel.calls <= 1)
            }),
            Rule::OnlyTheLatest => Property::always(name, |_, state: &State| {
                state.stray != Some(Stray::OfAnEarlierOne)
            }),
            Rule::OnlyInactive => Property::always(name, |_, state: &State| {
                state.stray != Some(Stray::ForAnotherChange)
            }),
            Rule::NotAfterTheEnd => {
                Property::always(name, |_, state: &State| state.stray != Some(Stray::AfterTheEnd))
            }
            Rule::ItsOwn => {
                Property::always(name, |_, state: &State| state.stray != Some(Stray::NotItsOwn))
            }
        };
        let both = |_: &Self, state: &State| state.channels.iter().all(|it| it.calls == 1);
        vec![always, Property::sometimes("both subscriptions have called back", both)]
    }
}
