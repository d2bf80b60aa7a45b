//! The push service that does what the tables say.
//!
//! It knows every fact, so it answers with the first lawful row, and each cell with its first
//! value. It has no clock: time passes when it is told so.

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::answers::ECHO;
use super::ask::{self, Ask};
use super::facts::{
    Access, App, Callback, Facts, Life, Queue, Quota, Service as Ability, Standing,
};
use super::rules::AT_ONCE;
use super::{DAILY_LIMIT, PushService, Then, Wrong};
use crate::adapter::DeviceState;
use crate::answer::{Answer, Check, Field, If, Message, Value};
use crate::edition::Edition;
use crate::fault::{Bend, Manner};
use crate::header::{self, Interval, Kind};
use crate::machine::{Knowledge, Machine};
use crate::transcript::{Arrangement, Credentials, Forgery, Found, Request, Span, Time};

/// How many notifications wait for a device at most.
pub const QUEUE_LIMIT: usize = 30;

/// A whole push service: its channels, and its clock.
#[derive(Clone, Debug, Default)]
pub struct Service {
    now: Time,
    channels: BTreeMap<String, Channel>,
    wrong: Option<Wrong>,
}

/// What a service answers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The fields, `Date` and `Content-Length` left to whoever sends it.
    pub headers: Vec<(&'static str, Vec<u8>)>,
    /// The body, which is empty but where the service is wrong.
    pub body: Vec<u8>,
    /// How it leaves.
    pub manner: Manner,
}

/// A callback that is due: a POST of this message to this URI.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallBack {
    /// Where to.
    pub uri: String,
    /// What, octet for octet.
    pub message: Vec<u8>,
}

/// What a device was handed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Handed {
    /// As what.
    pub kind: Kind,
    /// Which octets.
    pub octets: Vec<u8>,
    /// When.
    pub at: Time,
}

#[derive(Clone, Debug, Default)]
struct Channel {
    facts: Facts,
    opened: Time,
    registered: Option<CallBack>,
    /// What was taken and is not handed over yet, with the moment at which it is due.
    queue: Vec<(Time, Kind, Vec<u8>)>,
    handed: Vec<Handed>,
    /// Notifications of this day, and when it began.
    today: u32,
    since: Time,
}

impl Service {
    /// A service that is wrong in a way.
    #[must_use]
    pub fn being(wrong: Option<Wrong>) -> Self {
        Self { wrong, ..Self::default() }
    }

    /// How it is wrong, if it is.
    #[must_use]
    pub const fn wrong(&self) -> Option<Wrong> {
        self.wrong
    }

    /// The moment that the service thinks it is.
    #[must_use]
    pub const fn now(&self) -> Time {
        self.now
    }

    /// Whether senders to this channel show a certificate; `None` for a channel nobody opened.
    #[must_use]
    pub fn is_authenticated(&self, uri: &str) -> Option<bool> {
        self.channels.get(uri).map(|channel| channel.facts.access == Some(Access::Authenticated))
    }

    /// The moment at which a channel was opened.
    #[must_use]
    pub fn opened(&self, uri: &str) -> Time {
        self.channels.get(uri).map_or(Time(0), |channel| channel.opened)
    }

    /// Brings a channel into a state, and says what that makes the service do.
    ///
    /// A channel that was never opened or forged cannot be arranged, and nothing happens.
    pub fn arrange(&mut self, uri: &str, arrangement: Arrangement) -> Option<CallBack> {
        let fresh = match arrangement {
            Arrangement::Opened { authenticated, .. } => Some(Facts::opened(authenticated)),
            Arrangement::Forged(forgery) => Some(Facts::forged(forgery)),
            _ => None,
        };
        if let Some(facts) = fresh {
            let opened = self.now;
            self.channels.insert(uri.to_owned(), Channel { facts, opened, ..Channel::default() });
        }
        let now = self.now;
        let channel = self.channels.get_mut(uri)?;
        let learnt = match arrangement {
            Arrangement::Opened { .. } | Arrangement::Forged(_) | Arrangement::Given { .. } => {
                Facts::UNKNOWN
            }
            Arrangement::Device(device) => return channel.device(device, now),
            Arrangement::Expired => {
                channel.queue.clear();
                Facts { life: Some(Life::Expired), ..Facts::UNKNOWN }
            }
            Arrangement::Filled => Facts { queue: Some(Queue::Full), ..Facts::UNKNOWN },
            Arrangement::Suppressed(kinds) => Facts::suppressed(kinds),
            Arrangement::App(running) => {
                let app = Some(if running { App::Running } else { App::Closed });
                Facts { app, ..Facts::UNKNOWN }
            }
            Arrangement::Unavailable(unavailable) => {
                let service = Some(if unavailable { Ability::Unable } else { Ability::Able });
                Facts { service, ..Facts::UNKNOWN }
            }
        };
        channel.facts = channel.facts.meet(learnt);
        None
    }

    /// Answers a request; `None` for what no document has an answer to.
    pub fn answer(&mut self, request: &Request<'_>) -> Option<Reply> {
        let (uri, ask) = ask::ask(request, Edition::V8_0);
        let now = self.now;
        let mut nobody = Channel { facts: Facts::forged(Forgery::Unknown), ..Channel::default() };
        let channel = self.channels.get_mut(uri).unwrap_or(&mut nobody);
        let facts = channel.known(ask, request, now);
        let row = PushService::answers(ask, facts).next()?;
        match row.then {
            Then::Take => channel.take(request, now),
            Then::Keep => channel.keep(request),
            Then::Nothing | Then::Refuse(_) => {}
        }
        let mut reply = render(row, ask, request);
        if let Some(Wrong::Answer(requirement, bend)) = self.wrong
            && row.cells.iter().any(|cell| cell.requirement == requirement)
        {
            reply.bend(bend);
        }
        Some(reply)
    }

    /// Lets time pass, and does what falls due on the way.
    pub fn advance(&mut self, span: Span) {
        self.now = self.now + span;
        for channel in self.channels.values_mut() {
            // What was filled drains when time is made to pass, and not by the tick of a clock.
            if span >= AT_ONCE {
                channel.facts.queue = Some(Queue::Room);
            }
            channel.hand_over(self.now);
        }
    }

    /// What the device of a channel was handed, oldest first.
    #[must_use]
    pub fn handed(&self, uri: &str) -> &[Handed] {
        self.channels.get(uri).map_or(&[], |channel| &channel.handed)
    }
}

impl Reply {
    fn bend(&mut self, bend: Bend) {
        bend.apply(&mut self.status, &mut self.headers, &mut self.body, &mut self.manner);
    }
}

impl Channel {
    /// Every fact, as it stands at the moment of a request.
    fn known(&mut self, ask: Ask, request: &Request<'_>, now: Time) -> Facts {
        if now.since(self.since) >= Span::seconds(24 * 60 * 60) {
            (self.today, self.since) = (0, now);
        }
        let standing = match (self.facts.access, request.credentials) {
            (Some(Access::Authenticated), Credentials::Stranger) => Standing::Stranger,
            (Some(Access::Authenticated), Credentials::Nobody | Credentials::Unseen) => {
                Standing::Nobody
            }
            _ => Standing::Entitled,
        };
        let throttled = self.facts.access == Some(Access::Open) && !ask.is_registration();
        let spent = throttled && self.today >= DAILY_LIMIT;
        let full = self.queue.len() >= QUEUE_LIMIT || self.facts.queue == Some(Queue::Full);
        self.facts.meet(Facts {
            standing: Some(standing),
            quota: Some(if spent { Quota::Spent } else { Quota::Left }),
            queue: Some(if full { Queue::Full } else { Queue::Room }),
            ..Facts::UNKNOWN
        })
    }

    fn take(&mut self, request: &Request<'_>, now: Time) {
        if self.today == 0 {
            self.since = now;
        }
        self.today += 1;
        let Some(kind) = ask::kind(request) else { return };
        if kind == Kind::Raw && self.facts.app == Some(App::Closed) {
            return;
        }
        let class = ask::class(request, Edition::V8_0).flatten();
        // Half the interval: early enough for every reading, and late enough to be seen as batched.
        let wait = match class.map_or(Interval::Immediate, |class| class.interval) {
            Interval::Immediate => Span(0),
            interval => Span::seconds(u64::from(interval.seconds()) / 2),
        };
        self.queue.push((now + wait, kind, request.body.to_vec()));
        self.hand_over(now);
    }

    fn keep(&mut self, request: &Request<'_>) {
        if let Found::Text(uri) = request.headers.get(header::X_CALLBACK_URI) {
            let uri = String::from_utf8_lossy(uri).into_owned();
            self.registered = Some(CallBack { uri, message: request.body.to_vec() });
            self.facts.callback = Some(Callback::Armed);
        }
    }

    fn device(&mut self, device: DeviceState, now: Time) -> Option<CallBack> {
        let changed = self.facts.device.replace(device) != Some(device);
        if changed {
            self.facts.queue = Some(Queue::Room);
        }
        self.hand_over(now);
        let fires = changed
            && device == DeviceState::Inactive
            && self.facts.life == Some(Life::Live)
            && self.facts.callback == Some(Callback::Armed);
        if !fires {
            return None;
        }
        self.facts.callback = Some(Callback::Spent);
        self.registered.clone()
    }

    fn hand_over(&mut self, now: Time) {
        if self.facts.device != Some(DeviceState::Connected) {
            return;
        }
        let due = |entry: &mut (Time, Kind, Vec<u8>)| entry.0 <= now;
        let mut handed: Vec<_> = self.queue.extract_if(.., due).collect();
        handed.sort_by_key(|(at, ..)| *at);
        self.handed.extend(handed.into_iter().map(|(at, kind, octets)| Handed {
            kind,
            octets,
            at,
        }));
    }
}

/// The response that a row describes, with the first value of each cell.
fn render(row: &'static Answer<PushService>, ask: Ask, asked: &Request<'_>) -> Reply {
    let mut reply = Reply { status: 500, ..Reply::default() };
    let echo: &[Check] = if ask.is_registration() || ask == Ask::Broken { &[] } else { ECHO };
    for cell in row.cells.iter().chain(echo) {
        let wanted = asked.find(cell.field);
        let concerned = match (cell.only, wanted) {
            (If::Always, _) => true,
            (If::Asked, Found::Text(text)) => !text.is_empty(),
            (If::AskedWith(accepts), Found::Text(text)) => accepts(text),
            (If::Unasked, Found::Absent) => true,
            _ => false,
        };
        let first = cell.choices.first().filter(|_| concerned).map(|(value, _)| *value);
        match (cell.field, first, wanted) {
            (Field::Status, Some(Value::Number(code, _)), _) => {
                reply.status = u16::try_from(code).unwrap_or(500);
            }
            (Field::Header(name), Some(Value::Text(text) | Value::Exactly(text)), _) => {
                reply.headers.push((name, text.as_bytes().to_vec()));
            }
            (Field::Header(name), Some(Value::Echo), Found::Text(text)) => {
                reply.headers.push((name, text.to_vec()));
            }
            _ => {}
        }
    }
    reply
}
