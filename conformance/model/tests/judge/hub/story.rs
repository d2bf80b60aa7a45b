//! A player of plans against the reference hub, whose answers one [`Bend`] may make wrong.

use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::hub::reference::{Hub, Reply};
use mpnspec_model::hub::{API_VERSIONS, ENTRY_TYPE};
use mpnspec_model::judge::judge;
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, Entry, Platform, Tags, Template};
use mpnspec_model::requirement::Role;
use mpnspec_model::ruling::Rulings;
use mpnspec_model::transcript::{
    Credentials, Event, Flaw, Form, HubArrangement, Lapse, Request, Rights, Sent, Time, Transcript,
};

pub const BASE: &str = "https://hub.test";
pub const NAME: &str = "myHub";
pub const NOW: u64 = 1_700_000_000;

/// What we do next.
#[derive(Clone, Debug)]
pub enum Step {
    /// A call. In its texts, `{0}` is the first id, `{e0}` the number of its version, and `{t}` the last
    /// token of a page, `{tt}` the same encoded once more.
    Call(Call),
    Expire(usize),
    Throttle(bool),
    /// So many milliseconds pass.
    Pass(u64),
}

#[derive(Clone, Debug)]
pub struct Call {
    pub method: &'static str,
    pub path: String,
    pub fields: Vec<(&'static str, String)>,
    pub body: String,
    pub audience: String,
    pub hex: Hex,
    pub who: Credentials,
    /// Does the answer get lost?
    pub lost: bool,
    pub shuffled: bool,
}

impl Call {
    pub fn with(mut self, name: &'static str, value: &str) -> Step {
        self.fields.retain(|(known, _)| *known != name);
        if !value.is_empty() {
            self.fields.push((name, value.into()));
        }
        Step::Call(self)
    }
    pub fn by(self, who: Credentials) -> Step {
        Step::Call(Self { who, ..self })
    }
    pub fn for_(self, audience: &str, hex: Hex) -> Step {
        Step::Call(Self { audience: audience.into(), hex, ..self })
    }
    /// The same with the parts of its token in another order.
    pub fn shuffled(self) -> Step {
        Step::Call(Self { shuffled: true, ..self })
    }
    pub fn lost(self) -> Step {
        Step::Call(Self { lost: true, ..self })
    }
    pub fn step(self) -> Step {
        Step::Call(self)
    }
}

fn call(method: &'static str, path: &str, body: &str) -> Call {
    let sign = if path.contains('?') { '&' } else { '?' };
    let version = if path.contains("api-version") {
        String::new()
    } else {
        format!("{sign}api-version={}", API_VERSIONS[5])
    };
    let mut fields = vec![("x-ms-version", "2020-06".to_owned())];
    if !body.is_empty() {
        fields.push(("Content-Type", ENTRY_TYPE.into()));
    }
    let path = match version.starts_with('&') {
        // The version stands first, as in every document.
        true => path.replacen('?', &format!("?api-version={}&", API_VERSIONS[5]), 1),
        false => format!("{path}{version}"),
    };
    Call {
        method,
        path,
        fields,
        body: body.into(),
        audience: format!("{BASE}/{NAME}"),
        hex: Hex::Lower,
        who: Credentials::Token(Rights::ALL),
        lost: false,
        shuffled: false,
    }
}

pub fn mint() -> Call {
    call("POST", "registrationids", "")
}
pub fn create(body: &str) -> Call {
    call("POST", "registrations", body)
}
pub fn put(id: usize, body: &str) -> Call {
    call("PUT", &format!("registrations/{{{id}}}"), body)
}
pub fn get(id: usize) -> Call {
    call("GET", &format!("registrations/{{{id}}}"), "")
}
pub fn delete(id: usize) -> Call {
    call("DELETE", &format!("registrations/{{{id}}}"), "")
}
pub fn at(method: &'static str, path: &str, body: &str) -> Call {
    call(method, path, body)
}
pub fn list(path: &str) -> Call {
    call("GET", path, "")
}

pub fn native(platform: Platform, handle: &str, tags: &[&str]) -> Description {
    let tags: Tags = tags.iter().copied().collect();
    Description::native(platform, handle).with_tags(tags)
}
pub fn body(description: Description) -> String {
    String::from_utf8(Entry::request(description).write()).unwrap()
}
pub fn phone(handle: &str, tags: &[&str]) -> String {
    body(native(Platform::Mpns, handle, tags))
}
pub fn toast() -> Template {
    Template::new("<wp:Notification xmlns:wp=\"WPNotification\"><wp:Toast/></wp:Notification>")
        .with_header("X-NotificationClass", "2")
        .with_header("X-WindowsPhone-Target", "toast")
        .with_name("news")
}

/// One way of being wrong.
#[derive(Clone, Copy, Debug)]
pub enum Bend {
    /// This status, with an empty body.
    Status(u16),
    /// No such field.
    Without(&'static str),
    /// This field instead.
    Field(&'static str, &'static str),
    /// This body instead.
    Body(&'static str),
    /// Another text in the body.
    Swap(&'static str, &'static str),
    /// From this text in the body on to that one, nothing.
    Cut(&'static str, &'static str),
    /// The root of the description tells its kind by an attribute.
    Root,
    /// The whole answer is that to another path.
    As(&'static str),
    /// No answer.
    Silence,
    /// The hub does this as well, before it answers or after.
    After(fn(&mut Hub, &str)),
}

/// The calls that a hub is wrong about: those to such a method and path, answered so if it were right.
#[derive(Clone, Copy, Debug)]
pub struct On {
    pub method: &'static str,
    /// A part of the path.
    pub path: &'static str,
    /// A part of the head or the body; one that they lack, after a `!`; or nothing.
    pub has: &'static str,
    pub status: u16,
}

impl On {
    fn is(self, request: &Request<'_>, status: u16) -> bool {
        let mut fields = request.headers.iter();
        let body = String::from_utf8_lossy(request.body);
        self.method == request.method
            && request.target.contains(self.path)
            && match self.has.strip_prefix('!') {
                Some(lacks) => fields.all(|(name, _)| name != lacks),
                None => {
                    let line =
                        |(name, value)| format!("{name}: {}", String::from_utf8_lossy(value));
                    body.contains(self.has) || fields.any(|it| line(it).contains(self.has))
                }
            }
            && self.status == status
    }

    /// Is a hub that is wrong so ever wrong in what is told here?
    pub fn shows(self, told: &Transcript) -> bool {
        told.iter().any(|entry| match entry.event {
            Event::Answered(to, got) => {
                told.request(to).is_some_and(|request| self.is(&request, got.status))
            }
            _ => false,
        })
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub on: On,
    pub bend: Bend,
    /// Does a hub that refuses what it should take take it all the same, and the other way about?
    pub believes: bool,
}

pub fn judged(steps: &[Step], profile: &Profile) -> Rulings {
    judge(&told(steps, None), Edition::V8_0, profile)
}

/// What is said to these steps.
pub fn told(steps: &[Step], fault: Option<Fault>) -> Transcript {
    let key = |name: &str, rights| (Key { name: name.into(), secret: name.into() }, rights);
    let keys =
        vec![key("all", Rights::ALL), key("listen", Rights::LISTEN), key("send", Rights::SEND)];
    let mut hub = Hub::new(NAME, keys.clone());
    let mut transcript = Transcript::new(Role::Hub);
    let given = HubArrangement::Given { empty: true };
    transcript.hub_arranged(Time(0), &format!("{BASE}/{NAME}"), given);
    let (mut ids, mut versions): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut token, mut clock) = (String::new(), 0);
    for step in steps {
        clock += 10;
        let at = Time(clock);
        let call = match step {
            Step::Expire(id) => {
                // Without an id there is nothing more to do.
                let Some(id) = ids.get(*id) else { break };
                if hub.expire(id) {
                    transcript.hub_arranged(at, id, HubArrangement::Expired);
                }
                continue;
            }
            Step::Throttle(throttles) => {
                hub.throttle(*throttles);
                transcript.hub_arranged(at, "", HubArrangement::Throttling(*throttles));
                continue;
            }
            Step::Pass(span) => {
                clock += span;
                continue;
            }
            Step::Call(call) => call,
        };
        let fill = |text: &str| {
            let mut text = text.replace("{tt}", &token.replace('%', "%25")).replace("{t}", &token);
            for (n, id) in ids.iter().enumerate() {
                text = text.replace(&format!("{{{n}}}"), id);
                text = text.replace(&format!("{{e{n}}}"), &versions[n]);
            }
            text
        };
        let path = fill(&call.path);
        if path.contains('{') {
            break;
        }
        let body = fill(&call.body);
        let mut fields: Vec<(&str, String)> =
            call.fields.iter().map(|(name, value)| (*name, fill(value))).collect();
        if let Some(value) = authorization(call, &keys, &path, NOW + clock / 1000) {
            fields.push(("Authorization", value));
        }
        let target = format!("{BASE}/{path}");
        let target =
            if path.starts_with("other/") { target } else { format!("{BASE}/{NAME}/{path}") };
        let sent = |target: &str, transcript: &mut Transcript| {
            let sent = Sent {
                method: call.method,
                target,
                headers: fields.iter().map(|(name, value)| (*name, value.as_bytes())),
                body: body.as_bytes(),
                credentials: call.who,
                form: Form::Usual,
            };
            transcript.asked(at, sent)
        };
        let asked = sent(&target, &mut transcript);
        let id = path.split(['/', '?']).nth(1).unwrap_or_default().to_owned();
        let honest = hub.clone();
        let mut right = hub.clone();
        let request = transcript.request(asked).unwrap();
        let mut reply = right.answer(&request, NOW + clock / 1000);
        let concerned = fault.filter(|fault| fault.on.is(&request, reply.status));
        match concerned {
            None => hub = right,
            Some(Fault { bend, believes, .. }) => {
                if let Bend::As(path) = bend {
                    let mut scratch = Transcript::new(Role::Hub);
                    let there = sent(&format!("{BASE}/{NAME}/{}", fill(path)), &mut scratch);
                    let other = scratch.request(there).unwrap();
                    reply = hub.answer(&other, NOW + clock / 1000);
                } else {
                    let refuses = matches!(bend, Bend::Status(400..));
                    hub = if refuses && !believes { honest } else { right };
                    if let (Bend::Status(200 | 201), true, "PUT") = (bend, believes, call.method) {
                        let entry = Entry::read(body.as_bytes());
                        if let Ok(entry) = entry {
                            hub.write(&id, entry.description.without_read_only(), NOW);
                        }
                    }
                }
                if bent(&mut reply, bend) {
                    transcript.unanswered(at, asked, Lapse::Closed);
                    continue;
                }
                if let Bend::After(meddle) = bend {
                    meddle(&mut hub, &id);
                }
            }
        }
        learn(&reply, call.method, (&path, &id), (&mut ids, &mut versions), &mut token);
        if !call.lost {
            let fields = reply.headers.iter().map(|(name, value)| (*name, value.as_slice()));
            transcript.answered(at, asked, (reply.status, 1), fields, &reply.body);
        }
    }
    transcript
}

fn learn(
    reply: &Reply,
    method: &str,
    (path, id): (&str, &String),
    (ids, versions): (&mut Vec<String>, &mut Vec<String>),
    token: &mut String,
) {
    let field = |name: &str| {
        let found = reply.headers.iter().find(|(known, _)| *known == name)?;
        Some(String::from_utf8_lossy(&found.1).into_owned())
    };
    let last = |url: String| {
        url.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned()
    };
    let new = field("Location").or_else(|| field("Content-Location")).map(last);
    if let Some(new) = new {
        ids.push(new);
        versions.push("1".into());
    } else if method == "POST" && path.starts_with("registration") && reply.status < 300 {
        // Whoever hides an id leaves us without one.
        ids.push("5-5-5".into());
        versions.push("1".into());
    }
    let version = field("ETag").map(|tag| tag.trim_matches(['W', '/', '"']).to_owned());
    if let (Some(n), Some(version)) = (ids.iter().position(|known| known == id), version) {
        versions[n] = version;
    }
    if let Some(next) = field("x-ms-continuationtoken") {
        *token = next;
    }
}

fn authorization(call: &Call, keys: &[(Key, Rights)], path: &str, now: u64) -> Option<String> {
    let key = |rights: Rights| &keys.iter().find(|(_, its)| *its == rights).unwrap().0;
    let all = key(Rights::ALL);
    let audience = match &*call.audience {
        "" => format!("{BASE}/{NAME}/{path}"),
        audience => audience.into(),
    };
    let good = |key: &Key| key.sign(&audience, now + 6000, call.hex);
    Some(match call.who {
        Credentials::Token(rights) if call.shuffled => {
            let value = good(key(rights));
            let (scheme, parts) = value.split_once(' ')?;
            let parts: Vec<_> = parts.split('&').rev().collect();
            format!("{scheme} {}", parts.join("&"))
        }
        Credentials::Token(rights) => good(key(rights)),
        Credentials::BadToken(Flaw::Malformed) => good(all).replace("&skn=all", ""),
        Credentials::BadToken(Flaw::Key) => good(all).replace("skn=all", "skn=nobody"),
        Credentials::BadToken(Flaw::Signature) => {
            good(&Key { name: "all".into(), secret: "another".into() })
        }
        Credentials::BadToken(Flaw::Audience) => {
            all.sign(&format!("{BASE}/{NAME}2"), now + 6000, call.hex)
        }
        Credentials::BadToken(Flaw::Expired) => all.sign(&audience, now - 6000, call.hex),
        _ => return None,
    })
}

/// Makes an answer wrong; true if there is none.
fn bent(reply: &mut Reply, bend: Bend) -> bool {
    let text = |reply: &Reply| String::from_utf8_lossy(&reply.body).into_owned();
    match bend {
        Bend::Status(status) => {
            *reply = Reply { status, ..Reply::default() };
        }
        Bend::Without(name) => reply.headers.retain(|(known, _)| *known != name),
        Bend::Field(name, value) => {
            reply.headers.retain(|(known, _)| *known != name);
            reply.headers.push((name, value.into()));
        }
        Bend::Body(body) => reply.body = body.into(),
        Bend::Swap(from, to) => {
            let before = text(reply);
            reply.body = before.replace(from, to).into();
        }
        Bend::Cut(from, to) => {
            let before = text(reply);
            if let Some((head, rest)) = before.split_once(from)
                && let Some((_, tail)) = rest.split_once(to)
            {
                reply.body = format!("{head}{tail}").into();
            }
        }
        Bend::Root => {
            let name = "MpnsRegistrationDescription";
            let before = text(reply);
            let opened = format!("<RegistrationDescription i:type=\"{name}\" ");
            let after = before.replace(&format!("<{name} "), &opened);
            reply.body = after.replace(&format!("</{name}>"), "</RegistrationDescription>").into();
        }
        Bend::Silence => return true,
        Bend::As(_) | Bend::After(_) => {}
    }
    false
}
