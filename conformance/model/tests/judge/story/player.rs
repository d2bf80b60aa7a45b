//! Plays a plan against the reference, and bends what comes of it.

use std::collections::BTreeMap;

use mpnspec_model::adapter::DeviceState::Inactive;
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::header::Kind;
use mpnspec_model::judge::judge;
use mpnspec_model::push_service::ask::{self, Ask};
use mpnspec_model::push_service::reference::{CallBack, Service};
use mpnspec_model::requirement::{Requirement, Role};
use mpnspec_model::ruling::{Finding, Rulings};
use mpnspec_model::transcript::{
    Arrangement, Credentials, Forgery, Form, Lapse, Sent, Span, Time, Transcript,
};

use super::{Bend, Body, Call, DATE, MESSAGE_ID, OTHER, Occasion, On, Post, SAFE, Step, record};

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
            (Ask::RegistrationMethod, 405) => On::RegistrationMethod,
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
