//! A player of plans: what we do is in the plan, what the service says and does comes from the
//! reference, and one [`Bend`] may make it wrong in one way.
#![allow(dead_code, reason = "each test takes what it needs")]
#![expect(unreachable_pub, reason = "a module of several tests")]
#![allow(clippy::unwrap_used, reason = "the plans are ours")]

pub mod faults;
pub mod plans;

use std::collections::BTreeMap;

use mpnspec_model::adapter::DeviceState::{self, Inactive, TempDisconnected};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::header::Kind;
use mpnspec_model::judge::judge;
use mpnspec_model::push_service::ask::{self, Ask, CALLBACK_SUFFIX};
use mpnspec_model::push_service::reference::{CallBack, Service};
use mpnspec_model::requirement::{Requirement, Role};
use mpnspec_model::ruling::{Finding, Rulings};
use mpnspec_model::transcript::{
    Arrangement, Credentials, Forgery, Form, Found, Index, Lapse, Sent, Span, Time, Transcript,
};

/// An authenticated channel, and another.
pub const SAFE: &str = "https://push.test/throttledthirdparty/01.00/safe";
pub const OTHER: &str = "https://push.test/throttledthirdparty/01.00/other";
/// An unauthenticated one.
pub const OPEN: &str = "http://push.test/unthrottledthirdparty/01.00/open";
/// Two that nobody opened.
pub const STRANGE: &str = "http://push.test/unthrottledthirdparty/01.00/strange";
pub const ALTERED: &str = "http://push.test/unthrottledthirdparty/01.00/altered";

pub const DATE: &str = "Sat, 21 Nov 2026 17:00:00 GMT";
pub const NOTIFICATION: &str = "X-NotificationStatus";
pub const DEVICE: &str = "X-DeviceConnectionStatus";
pub const SUBSCRIPTION: &str = "X-SubscriptionStatus";
pub const MESSAGE_ID: &str = "X-MessageID";

// ---- what we do -----------------------------------------------------------------------

/// One step of a plan.
#[derive(Clone, Debug)]
pub enum Step {
    Arrange(&'static str, Arrangement),
    Send(Post),
    /// The same message to the same channel, so often.
    Many(u32, Post),
    /// So many seconds.
    Wait(u64),
    Settle,
}

/// A request to the service.
#[derive(Clone, Debug)]
pub struct Post {
    pub channel: &'static str,
    pub registers: bool,
    pub method: &'static str,
    pub fields: Vec<(&'static str, &'static str)>,
    pub body: Body,
    pub credentials: Option<Credentials>,
    pub form: Form,
    /// Does it carry a message id of its own?
    pub numbered: bool,
}

/// A body; those of notifications are numbered, because deliveries are told apart by their octets.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    Toast,
    Tile,
    Raw,
    Octets(&'static [u8]),
    Zeros(usize),
}

impl Post {
    pub fn to(self, channel: &'static str) -> Self {
        Self { channel, ..self }
    }
    pub fn by(self, credentials: Credentials) -> Self {
        Self { credentials: Some(credentials), ..self }
    }
    pub fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.fields.push((name, value));
        self
    }
    pub fn anonymous(self) -> Self {
        Self { numbered: false, ..self }
    }
    pub fn body(self, body: Body) -> Self {
        Self { body, ..self }
    }
    pub fn method(self, method: &'static str) -> Self {
        Self { method, ..self }
    }
    pub fn send(self) -> Step {
        Step::Send(self)
    }
}

fn post(fields: Vec<(&'static str, &'static str)>, body: Body) -> Post {
    Post {
        channel: SAFE,
        registers: false,
        method: "POST",
        fields,
        body,
        credentials: None,
        form: Form::Usual,
        numbered: true,
    }
}

pub fn toast(class: &'static str) -> Post {
    let declared = ("X-WindowsPhone-Target", "toast");
    post(vec![("Content-Type", "text/xml"), declared, ("X-NotificationClass", class)], Body::Toast)
}

pub fn tile(class: &'static str) -> Post {
    let declared = ("X-WindowsPhone-Target", "token");
    post(vec![("Content-Type", "text/xml"), declared, ("X-NotificationClass", class)], Body::Tile)
}

pub fn raw(class: &'static str) -> Post {
    post(vec![("Content-Type", "text/xml"), ("X-NotificationClass", class)], Body::Raw)
}

pub fn register(uri: &'static str, message: Body) -> Post {
    let fields = vec![("Content-Type", "application/*"), ("X-CallbackURI", uri)];
    Post { registers: true, numbered: false, ..post(fields, message) }
}

pub fn opened(channel: &'static str) -> Step {
    let authenticated = channel.starts_with("https:");
    Step::Arrange(channel, Arrangement::Opened { authenticated, watched: true })
}

pub fn device(state: DeviceState) -> Step {
    Step::Arrange(SAFE, Arrangement::Device(state))
}

// ---- how the service is wrong ---------------------------------------------------------

/// An answer that a bend is about, by what is asked and what the reference answers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum On {
    Received,
    ReceivedAway,
    /// A notification without a message id is taken.
    Anonymous,
    QueueFull,
    Suppressed,
    Malformed,
    TooLong,
    Stranger,
    Nobody,
    Unknown,
    Altered,
    Expired,
    Method,
    Get,
    Throttled,
    Inactive,
    Unavailable,
    Broken,
    Registered,
    RegisteredLong,
    RegisteredAgain,
    TooLongRegistration,
    NoCallbackUri,
    OpenRegistration,
    Else,
}

/// The whole answer of a row.
pub type Like = (u16, &'static [(&'static str, &'static str)]);

pub const RECEIVED: Like =
    (200, &[(NOTIFICATION, "Received"), (DEVICE, "Connected"), (SUBSCRIPTION, "Active")]);
pub const QUEUE_FULL: Like =
    (200, &[(NOTIFICATION, "QueueFull"), (DEVICE, "Connected"), (SUBSCRIPTION, "Active")]);
pub const GONE: Like =
    (404, &[(NOTIFICATION, "Dropped"), (DEVICE, "Disconnected"), (SUBSCRIPTION, "Expired")]);
pub const LOST: Like = (412, &[(NOTIFICATION, "Dropped"), (DEVICE, "Inactive")]);
pub const THROTTLED: Like =
    (406, &[(NOTIFICATION, "Dropped"), (DEVICE, "Connected"), (SUBSCRIPTION, "Active")]);
pub const REFUSED: Like = (400, &[]);
pub const UNAVAILABLE: Like = (503, &[]);
pub const REGISTERED: Like = (200, &[(DEVICE, "Connected"), (SUBSCRIPTION, "Active")]);

/// What is done about a callback that is due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Call {
    Never,
    /// Only after a registration was refused since.
    NeverAfterARefusal,
    Twice,
    /// After the service said that it has settled.
    Late,
    Altered,
    Astray,
    Fetched,
    /// With what was registered before.
    Outdated,
    /// With that and with what counts.
    Both,
    /// With what the other channel registered.
    Swapped,
}

/// When a callback is made that is not due.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Occasion {
    Becomes(DeviceState),
    Expired,
    Registered,
    /// On the change to inactive, with the registration that was refused.
    InactiveAfter(On),
}

/// One way of being wrong.
#[derive(Clone, Copy, Debug)]
pub enum Bend {
    Status(On, u16),
    /// A field has this value, or is missing.
    Field(On, &'static str, Option<&'static str>),
    Repeated(On, &'static str),
    /// The answer is that of another row.
    Like(On, Like),
    Body(On, &'static [u8]),
    Minor(On, u8),
    Silent(On, Lapse),
    Call(Call),
    CallOn(Occasion),
    /// A notification of this class is delivered so many seconds after it was taken.
    Late(&'static str, u64),
    /// A kind is delivered as another.
    AsKind(Kind, Kind),
    /// Raw octets are changed.
    Rewritten,
    /// Toasts for the one channel reach the other.
    Astray,
    /// What was answered so is delivered all the same.
    Delivered(On),
    /// Raw reaches an app that does not run.
    DeliveredToNoApp,
    /// A second notification with a message id is thrown away.
    Deduplicated,
    /// What waited for the device is lost.
    Forgotten,
}

// ---- the player -----------------------------------------------------------------------

/// Plays a plan against the reference, and gives what was seen.
///
/// A service that `believes` its wrong answers acts by them, too.
pub fn play(plan: &[Step], bend: Option<Bend>, believes: bool) -> Transcript {
    let mut player = Player {
        service: Service::default(),
        transcript: Transcript::new(Role::PushService),
        bend,
        believes,
        seen: BTreeMap::new(),
        posted: Vec::new(),
        registered: Vec::new(),
        refused: Vec::new(),
        calls: Vec::new(),
        late: Vec::new(),
        handed: Vec::new(),
        forged: BTreeMap::new(),
        closed: false,
        number: 0,
    };
    for step in plan {
        player.step(step);
    }
    player.transcript
}

/// Plays and judges.
pub fn judged(plan: &[Step], bend: Option<Bend>, believes: bool, profile: &Profile) -> Rulings {
    judge(&play(plan, bend, believes), Edition::V8_0, profile)
}

/// The requirements that findings are about, each once.
pub fn about(findings: &[Finding]) -> Vec<Requirement> {
    let mut found: Vec<_> = findings.iter().map(|finding| finding.requirement).collect();
    found.sort();
    found.dedup();
    found
}

pub fn profile(name: &str) -> Profile {
    Profile::named(name).unwrap()
}

struct Posted {
    at: Time,
    channel: &'static str,
    class: Option<&'static str>,
    id: Option<String>,
    octets: Vec<u8>,
    away: bool,
}

struct Player {
    service: Service,
    transcript: Transcript,
    bend: Option<Bend>,
    believes: bool,
    /// How many deliveries of each channel were recorded.
    seen: BTreeMap<&'static str, usize>,
    posted: Vec<Posted>,
    /// What each channel registered, oldest first, and what it was refused.
    registered: Vec<(&'static str, CallBack)>,
    refused: Vec<(On, CallBack)>,
    /// Callbacks to record: method and callback.
    calls: Vec<(&'static str, CallBack)>,
    late: Vec<(&'static str, CallBack)>,
    /// Deliveries to record once their time has come.
    handed: Vec<(Time, &'static str, Kind, Vec<u8>)>,
    forged: BTreeMap<&'static str, Forgery>,
    closed: bool,
    number: u32,
}

impl Player {
    fn step(&mut self, step: &Step) {
        match step {
            Step::Arrange(channel, arrangement) => self.arrange(channel, *arrangement),
            Step::Send(post) => self.post(post),
            Step::Many(count, post) => (0..*count).for_each(|_| self.post(post)),
            Step::Wait(seconds) => {
                self.service.advance(Span::seconds(*seconds));
                self.collect();
            }
            Step::Settle => {
                self.collect();
                self.transcript.settled(self.service.now());
                self.calls.append(&mut self.late);
                self.call();
            }
        }
    }

    fn arrange(&mut self, channel: &'static str, arrangement: Arrangement) {
        self.transcript.arranged(self.service.now(), channel, arrangement);
        match arrangement {
            Arrangement::Opened { .. } => drop(self.seen.insert(channel, 0)),
            Arrangement::Forged(forgery) => drop(self.forged.insert(channel, forgery)),
            Arrangement::App(running) => self.closed = !running,
            _ => {}
        }
        let due = self.service.arrange(channel, arrangement);
        if let Some(callback) = due {
            self.due(channel, callback);
        }
        let current =
            self.registered.iter().rfind(|(of, _)| *of == channel).map(|(_, it)| it.clone());
        match (self.bend, arrangement) {
            (Some(Bend::CallOn(Occasion::Becomes(state))), Arrangement::Device(now))
                if state == now =>
            {
                self.calls.extend(current.map(|callback| ("POST", callback)));
            }
            (Some(Bend::CallOn(Occasion::Expired)), Arrangement::Expired) => {
                self.calls.extend(current.map(|callback| ("POST", callback)));
            }
            (Some(Bend::CallOn(Occasion::InactiveAfter(on))), Arrangement::Device(Inactive)) => {
                let refused = self.refused.iter().rfind(|(why, _)| *why == on);
                self.calls.extend(refused.map(|(_, callback)| ("POST", callback.clone())));
            }
            _ => {}
        }
        self.collect();
    }

    fn due(&mut self, channel: &'static str, callback: CallBack) {
        let mine: Vec<_> = self.registered.iter().filter(|(of, _)| *of == channel).collect();
        let earlier = mine.iter().rev().map(|(_, it)| it).find(|it| **it != callback).cloned();
        let other =
            self.registered.iter().rfind(|(of, _)| *of != channel).map(|(_, it)| it.clone());
        let Some(Bend::Call(call)) = self.bend else { return self.calls.push(("POST", callback)) };
        match call {
            Call::Never => {}
            Call::NeverAfterARefusal if !self.refused.is_empty() => {}
            Call::NeverAfterARefusal => self.calls.push(("POST", callback)),
            Call::Twice => self.calls.extend([("POST", callback.clone()), ("POST", callback)]),
            Call::Late => self.late.push(("POST", callback)),
            Call::Altered => {
                self.calls.push(("POST", CallBack { message: b"altered".into(), ..callback }))
            }
            Call::Astray => {
                self.calls
                    .push(("POST", CallBack { uri: "http://astray.test/".into(), ..callback }));
            }
            Call::Fetched => self.calls.push(("GET", callback)),
            Call::Outdated => self.calls.push(("POST", earlier.unwrap_or(callback))),
            Call::Both => {
                self.calls.extend(earlier.map(|earlier| ("POST", earlier)));
                self.calls.push(("POST", callback));
            }
            Call::Swapped => {
                let message = other.map_or_else(|| callback.message.clone(), |other| other.message);
                self.calls.push(("POST", CallBack { message, ..callback }));
            }
        }
    }

    // ---- requests ---------------------------------------------------------------------

    fn post(&mut self, post: &Post) {
        self.number += 1;
        let now = self.service.now();
        let (asked, octets) = record(&mut self.transcript, now, post, self.number);
        let request = self.transcript.request(asked).unwrap();
        let ask = ask::ask(&request, Edition::V8_0).1;
        let before = self.believes.then(|| self.service.clone());
        let reply =
            self.service.answer(&request).expect("the documents have an answer to the plan");
        let fields = reply
            .headers
            .into_iter()
            .map(|(name, value)| (name, String::from_utf8(value).unwrap()));
        let mut answer = Answer {
            status: reply.status,
            minor: 1,
            fields: [("Date", DATE.to_owned())].into_iter().chain(fields).collect(),
            body: Vec::new(),
        };
        let on = self.on(post, ask, &answer);
        let honest = answer.status;
        let callback = post.registers.then(|| CallBack {
            uri: post
                .fields
                .iter()
                .find(|(name, _)| *name == "X-CallbackURI")
                .map_or("", |it| it.1)
                .into(),
            message: octets.clone(),
        });
        let lapse = self.bend_answer(on, &mut answer);
        let (was_taken, is_taken) = (honest < 300, answer.status < 300 && lapse.is_none());
        if let Some(before) = before.filter(|_| was_taken && !is_taken) {
            self.service = before;
        }
        if let Some(callback) = callback {
            if was_taken {
                self.registered.push((post.channel, callback.clone()));
                if let Some(Bend::CallOn(Occasion::Registered)) = self.bend {
                    self.calls.push(("POST", callback));
                }
            } else {
                self.refused.push((on, callback));
            }
        } else {
            self.keep_for_delivery(
                post,
                (on, ask),
                &octets,
                self.believes && is_taken && !was_taken,
            );
        }
        match lapse {
            Some(lapse) => drop(self.transcript.unanswered(now, asked, lapse)),
            None => {
                let lent = answer.fields.iter().map(|(name, value)| (*name, value.as_bytes()));
                self.transcript.answered(
                    now,
                    asked,
                    (answer.status, answer.minor),
                    lent,
                    &answer.body,
                );
            }
        }
        self.call();
    }

    fn on(&self, post: &Post, ask: Ask, answer: &Answer) -> On {
        let said = |value: &str| answer.fields.iter().any(|(_, said)| said == value);
        let again = self.registered.iter().any(|(channel, _)| *channel == post.channel);
        match (ask, answer.status) {
            (Ask::Broken, _) => On::Broken,
            (_, 503) => On::Unavailable,
            (_, 401) if post.credentials == Some(Credentials::Nobody) => On::Nobody,
            (_, 401) if post.credentials == Some(Credentials::Stranger) => On::Stranger,
            (_, 401) => On::Altered,
            (Ask::LongRegistration, 400) => On::TooLongRegistration,
            (Ask::RegistrationWithoutUri, 400) => On::NoCallbackUri,
            (Ask::Registration, 403) => On::OpenRegistration,
            (Ask::Registration, 200) if matches!(post.body, Body::Zeros(_)) => On::RegisteredLong,
            (Ask::Registration, 200) if again => On::RegisteredAgain,
            (Ask::Registration, 200) => On::Registered,
            (Ask::TooLong, 400) => On::TooLong,
            (Ask::Malformed, 400) => On::Malformed,
            (Ask::Method, 405) => On::Method,
            (Ask::Get, _) => On::Get,
            (_, 404) if self.forged.contains_key(post.channel) => On::Unknown,
            (Ask::Notification(_), 404) => On::Expired,
            (Ask::Notification(_), 406) => On::Throttled,
            (Ask::Notification(_), 412) if said("Inactive") => On::Inactive,
            (Ask::Notification(_), 200) if said("QueueFull") => On::QueueFull,
            (Ask::Notification(_), 200) if said("Suppressed") => On::Suppressed,
            (Ask::Notification(_), 200) if said("TempDisconnected") => On::ReceivedAway,
            (Ask::Notification(_), 200) if !post.numbered => On::Anonymous,
            (Ask::Notification(_), 200) if said("Received") => On::Received,
            _ => On::Else,
        }
    }

    fn bend_answer(&self, on: On, answer: &mut Answer) -> Option<Lapse> {
        let fields = &mut answer.fields;
        match self.bend {
            Some(Bend::Status(of, status)) if of == on => answer.status = status,
            Some(Bend::Field(of, name, value)) if of == on => {
                fields.retain(|(other, _)| *other != name);
                fields.extend(value.map(|value| (name, value.to_owned())));
            }
            Some(Bend::Repeated(of, name)) if of == on => {
                let again = fields.iter().find(|(other, _)| *other == name).cloned();
                fields.extend(again);
            }
            Some(Bend::Like(of, (status, given))) if of == on => {
                answer.status = status;
                fields.retain(|(name, _)| ["Date", MESSAGE_ID].contains(name));
                fields.extend(given.iter().map(|(name, value)| (*name, (*value).to_owned())));
            }
            Some(Bend::Body(of, body)) if of == on => answer.body = body.to_vec(),
            Some(Bend::Minor(of, minor)) if of == on => answer.minor = minor,
            Some(Bend::Silent(of, lapse)) if of == on => return Some(lapse),
            _ => {}
        }
        None
    }

    fn keep_for_delivery(
        &mut self,
        post: &Post,
        (on, ask): (On, Ask),
        octets: &[u8],
        believed: bool,
    ) {
        let field =
            |wanted| post.fields.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value);
        let kind = match field("X-WindowsPhone-Target") {
            Some("toast") => Kind::Toast,
            Some("token") => Kind::Tile,
            _ => Kind::Raw,
        };
        let forced = match self.bend {
            Some(Bend::Delivered(of)) => of == on,
            Some(Bend::DeliveredToNoApp) => self.closed && on == On::Received && kind == Kind::Raw,
            _ => believed && matches!(ask, Ask::Notification(_)) && on != On::Throttled,
        };
        if forced {
            self.handed.push((self.service.now(), post.channel, kind, octets.to_vec()));
        }
        self.posted.push(Posted {
            at: self.service.now(),
            channel: post.channel,
            class: field("X-NotificationClass"),
            id: field(MESSAGE_ID).map(str::to_owned),
            octets: octets.to_vec(),
            away: on == On::ReceivedAway,
        });
    }

    // ---- what comes of it -------------------------------------------------------------

    fn collect(&mut self) {
        self.call();
        let now = self.service.now();
        for channel in self.seen.keys().copied().collect::<Vec<_>>() {
            let fresh = self.service.handed(channel)[self.seen[channel]..].to_vec();
            *self.seen.get_mut(channel).unwrap() += fresh.len();
            for handed in fresh {
                self.hand(channel, handed.kind, handed.octets, handed.at);
            }
        }
        self.handed.sort_by_key(|(at, ..)| *at);
        let due = self.handed.iter().take_while(|(at, ..)| *at <= now).count();
        for (at, channel, kind, octets) in self.handed.drain(..due) {
            self.transcript.delivered(at, channel, kind, &octets);
        }
    }

    fn hand(&mut self, channel: &'static str, kind: Kind, octets: Vec<u8>, at: Time) {
        let posted = self
            .posted
            .iter()
            .position(|posted| posted.octets == octets && posted.channel == channel);
        let position = posted.unwrap();
        let posted = &self.posted[position];
        let mut entry = (at, channel, kind, octets);
        match self.bend {
            Some(Bend::Late(class, seconds)) if posted.class == Some(class) && !posted.away => {
                entry.0 = posted.at + Span::seconds(seconds);
            }
            Some(Bend::AsKind(from, to)) if from == kind => entry.2 = to,
            Some(Bend::Rewritten) if kind == Kind::Raw => entry.3 = b"something else".to_vec(),
            Some(Bend::Astray)
                if kind == Kind::Toast && channel == SAFE && self.seen.contains_key(OTHER) =>
            {
                entry.1 = OTHER;
            }
            Some(Bend::Deduplicated) => {
                let known = |earlier: &Posted| earlier.id.is_some() && earlier.id == posted.id;
                if self.posted[..position].iter().any(known) {
                    return;
                }
            }
            Some(Bend::Forgotten) if posted.away => return,
            _ => {}
        }
        self.handed.push(entry);
    }

    fn call(&mut self) {
        for (method, callback) in self.calls.drain(..) {
            let sent = Sent {
                method,
                target: &callback.uri,
                headers: [("Host", &b"listener.test"[..])],
                body: &callback.message,
                credentials: Credentials::Unseen,
                form: Form::Usual,
            };
            self.transcript.called_back(self.service.now(), sent);
        }
    }
}

struct Answer {
    status: u16,
    minor: u8,
    fields: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

fn octets(body: Body, number: u32) -> Vec<u8> {
    let notification = |inside: &str| {
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?><wp:Notification xmlns:wp=\"WPNotification\">{inside}</wp:Notification>").into_bytes()
    };
    match body {
        Body::Toast => notification(&format!("<wp:Toast><wp:Text1>{number}</wp:Text1></wp:Toast>")),
        Body::Tile => notification(&format!(
            "<wp:Tile><wp:Count>{}</wp:Count><wp:Title>{number}</wp:Title></wp:Tile>",
            number % 100
        )),
        Body::Raw => format!("raw {number}").into_bytes(),
        Body::Octets(octets) => octets.to_vec(),
        Body::Zeros(count) => vec![0; count],
    }
}

/// Puts a request into a transcript.
pub fn record(
    transcript: &mut Transcript,
    now: Time,
    post: &Post,
    number: u32,
) -> (Index, Vec<u8>) {
    let octets = octets(post.body, number);
    let id = format!("00000000-0000-0000-0000-{number:012}");
    let mut fields: Vec<(&str, &[u8])> =
        post.fields.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
    if post.numbered && !post.fields.iter().any(|(name, _)| *name == MESSAGE_ID) {
        fields.push((MESSAGE_ID, id.as_bytes()));
    }
    let usual =
        if post.channel.starts_with("https:") { Credentials::Owner } else { Credentials::Nobody };
    let target = format!("{}{}", post.channel, if post.registers { CALLBACK_SUFFIX } else { "" });
    let sent = Sent {
        method: post.method,
        target: &target,
        headers: fields,
        body: &octets,
        credentials: post.credentials.unwrap_or(usual),
        form: post.form,
    };
    (transcript.asked(now, sent), octets)
}

/// A transcript written by hand, where a plan cannot say it.
pub struct Tale {
    pub transcript: Transcript,
    pub now: Time,
    number: u32,
}

impl Tale {
    pub fn of(subject: Role) -> Self {
        Self { transcript: Transcript::new(subject), now: Time(0), number: 0 }
    }
    pub fn opened() -> Self {
        let mut tale = Self::of(Role::PushService);
        tale.arrange(SAFE, Arrangement::Opened { authenticated: true, watched: true });
        tale
    }
    pub fn arrange(&mut self, channel: &str, arrangement: Arrangement) {
        self.transcript.arranged(self.now, channel, arrangement);
    }
    pub fn ask(&mut self, post: &Post) -> Index {
        self.number += 1;
        record(&mut self.transcript, self.now, post, self.number).0
    }
    pub fn answer(&mut self, to: Index, (status, fields): Like) {
        let id = self.transcript.request(to).map(|request| request.headers.get(MESSAGE_ID));
        let echo =
            if let Some(Found::Text(id)) = id { Some((MESSAGE_ID, id.to_vec())) } else { None };
        let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        let echo = echo.iter().map(|(name, id)| (*name, &**id));
        let all: Vec<_> =
            [("Date", DATE.as_bytes())].into_iter().chain(fields).chain(echo).collect();
        self.transcript.answered(self.now, to, (status, 1), all, b"");
    }
    pub fn exchange(&mut self, post: &Post, like: Like) {
        let asked = self.ask(post);
        self.answer(asked, like);
    }
    pub fn settle(&mut self) {
        self.transcript.settled(self.now);
    }
    pub fn wait(&mut self, span: Span) {
        self.now = self.now + span;
    }
    pub fn judged(&self, profile: &Profile) -> Rulings {
        judge(&self.transcript, Edition::V8_0, profile)
    }
    /// What is violated under the default profile, each finding.
    pub fn violated(&self) -> Vec<Requirement> {
        self.judged(&Profile::DEFAULT)
            .violations
            .iter()
            .map(|finding| finding.requirement)
            .collect()
    }
}

/// The device is out of reach for a while.
pub const AWAY: DeviceState = TempDisconnected;
