//! What a sound backend does, told with a hub that answers.

use crate::story::{about, profile};
use mpnspec_model::backend::HUB_NAME;
use mpnspec_model::edition::Edition;
use mpnspec_model::hub::reference::Hub;
use mpnspec_model::judge::judge;
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, DeviceRegistration, Entry, Platform, Tags};
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::Rulings;
use mpnspec_model::transcript::{
    Caller, Credentials, Form, Index, Lapse, Rights, Sent, Time, Transcript,
};

/// One exchange with a device, and the calls of the hub that are made for it.
#[derive(Clone)]
pub(super) struct Exchange {
    pub(super) method: &'static str,
    pub(super) target: String,
    pub(super) body: Vec<u8>,
    pub(super) credentials: Credentials,
    pub(super) calls: Vec<Call>,
    /// What the device is told; nothing if the connection ends.
    pub(super) told: Option<Said>,
    /// Is it told before the hub is asked, or before the hub answers?
    pub(super) early: Early,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Early {
    No,
    BeforeTheCall,
    BeforeTheAnswer,
}

#[derive(Clone)]
pub(super) struct Call {
    pub(super) method: &'static str,
    pub(super) target: String,
    pub(super) fields: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    pub(super) credentials: Credentials,
    /// What the hub says, if not what it always says.
    pub(super) says: Option<Result<Said, Lapse>>,
}

pub(super) type Said = (u16, Vec<(&'static str, String)>, Vec<u8>);

pub(super) const HUB: &str = "https://hub.test/mpnspec-hub";
pub(super) const VERSION: &str = "api-version=2015-01";
pub(super) const ID: &str = "7260336227650468927-4200236381151834034-1";
pub(super) const OTHER_ID: &str = "7260336227650468927-4200236381151834034-2";
pub(super) const URI: &str = "http://s.notify.live.net/u/1/db3/H2QAAA/d2luZG93cw?a=1&b=2";
pub(super) const UNIX: u64 = 1_735_689_600;

pub(super) fn call(method: &'static str, place: &str) -> Call {
    let target = format!("{HUB}/{place}?{VERSION}");
    let credentials = Credentials::Token(Rights::ALL);
    Call { method, target, fields: Vec::new(), body: Vec::new(), credentials, says: None }
}

pub(super) fn tags(tags: &[&str]) -> Tags {
    tags.iter().copied().collect()
}

pub(super) fn written(id: &str, platform: Platform, handle: &str, list: &[&str]) -> Call {
    let entry = Entry::request(Description::native(platform, handle).with_tags(tags(list)));
    let fields = vec![("Content-Type", "application/atom+xml;type=entry;charset=utf-8".into())];
    Call { fields, body: entry.write(), ..call("PUT", &format!("registrations/{id}")) }
}

pub(super) fn wish(platform: &str, handle: &str, list: &[&str], calls: Vec<Call>) -> Exchange {
    Exchange {
        method: "PUT",
        target: format!("http://backend.test/api/register/{ID}"),
        body: DeviceRegistration::new(platform, handle, list).write(),
        credentials: Credentials::Caller(0),
        calls,
        told: Some((204, Vec::new(), Vec::new())),
        early: Early::No,
    }
}

pub(super) const POST: usize = 0;
pub(super) const PUT: usize = 1;
pub(super) const PUT_AGAIN: usize = 2;
pub(super) const DELETE: usize = 3;
pub(super) const NOKIA: usize = 4;
pub(super) const FORBIDDEN: usize = 5;
pub(super) const NOBODY: usize = 6;

/// What a sound backend does, and is asked.
pub(super) fn story() -> Vec<Exchange> {
    let post = Exchange {
        method: "POST",
        target: "http://backend.test/api/register".into(),
        body: Vec::new(),
        calls: vec![call("POST", "registrationids")],
        told: Some((200, Vec::new(), b"\"(the id)\"".to_vec())),
        ..wish("", "", &[], Vec::new())
    };
    let put = wish(
        "mpns",
        URI,
        &["user:ada", "news"],
        vec![written(ID, Platform::Mpns, URI, &["user:ada", "news", "username:ada"])],
    );
    let again = wish(
        "mpns",
        URI,
        &["user:ada"],
        vec![written(ID, Platform::Mpns, URI, &["user:ada", "username:ada"])],
    );
    let mut delete = Exchange {
        method: "DELETE",
        body: Vec::new(),
        calls: vec![call("DELETE", &format!("registrations/{ID}"))],
        ..put.clone()
    };
    delete.calls[0].fields.push(("If-Match", "*".into()));
    let told = |status| Some((status, Vec::new(), Vec::new()));
    let nokia = Exchange { told: told(400), ..wish("nokia", URI, &["user:ada"], Vec::new()) };
    let forbidden = Exchange { told: told(403), ..wish("mpns", URI, &["user:grace"], Vec::new()) };
    let nobody = Exchange {
        told: told(401),
        credentials: Credentials::Nobody,
        ..wish("mpns", URI, &["user:ada"], Vec::new())
    };
    vec![post, put, again, delete, nokia, forbidden, nobody]
}

/// A transcript that grows, with a hub that answers.
pub(super) struct Teller {
    pub(super) transcript: Transcript,
    pub(super) hub: Hub,
    pub(super) key: Key,
    pub(super) minted: Option<String>,
}

impl Teller {
    pub(super) fn new() -> Self {
        let key = Key { name: "key".into(), secret: "secret".into() };
        let hub = Hub::new(HUB_NAME, vec![(key.clone(), Rights::ALL)]);
        Self { transcript: Transcript::new(Role::Backend), hub, key, minted: None }
    }

    pub(super) fn known(&mut self) {
        let caller = |name: &str, more: &str| Caller {
            name: name.into(),
            tags: vec![format!("user:{name}"), more.into()],
            adds: vec![format!("username:{name}")],
        };
        self.transcript.known(Time(0), caller("ada", "news"));
        self.transcript.known(Time(0), caller("grace", "news"));
    }

    pub(super) fn asks(&mut self, exchange: &Exchange) -> Index {
        self.transcript.asked(
            Time(0),
            Sent {
                method: exchange.method,
                target: &exchange.target,
                headers: [],
                body: &exchange.body,
                credentials: exchange.credentials,
                form: Form::Usual,
            },
        )
    }

    pub(super) fn consults(&mut self, call: &Call) -> Index {
        let token = self.key.sign(HUB, UNIX + 60, Hex::Lower);
        let token = ("Authorization", token.as_bytes());
        let fields = call.fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        self.transcript.consulted(
            Time(0),
            Sent {
                method: call.method,
                target: &call.target,
                headers: [token].into_iter().chain(fields),
                body: &call.body,
                credentials: call.credentials,
                form: Form::Usual,
            },
        )
    }

    pub(super) fn says(&mut self, call: &Call, at: Index) {
        let (status, fields, body) = match &call.says {
            Some(Ok(said)) => said.clone(),
            Some(Err(lapse)) => {
                self.transcript.unanswered(Time(0), at, *lapse);
                return;
            }
            None => {
                let request = self.transcript.request(at).unwrap();
                let reply = self.hub.answer(&request, UNIX);
                let text = |value: Vec<u8>| String::from_utf8(value).unwrap();
                let fields = reply.headers.into_iter().map(|(name, value)| (name, text(value)));
                (reply.status, fields.collect(), reply.body)
            }
        };
        if let Some((_, place)) = fields.iter().find(|(name, _)| *name == "Location") {
            let id = place.split('?').next().and_then(|path| path.rsplit('/').next());
            self.minted = id.map(String::from);
        }
        let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        self.transcript.answered(Time(0), at, (status, 1), fields, &body);
    }

    pub(super) fn tells(&mut self, exchange: &Exchange, asked: Index) {
        let Some((status, fields, body)) = &exchange.told else {
            self.transcript.unanswered(Time(0), asked, Lapse::Closed);
            return;
        };
        let id = self.minted.clone().unwrap_or_default();
        let body = String::from_utf8_lossy(body).replace("(the id)", &id);
        let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        self.transcript.answered(Time(0), asked, (*status, 1), fields, body.as_bytes());
    }

    pub(super) fn exchange(&mut self, exchange: &Exchange) {
        let asked = self.asks(exchange);
        if exchange.early == Early::BeforeTheCall {
            self.tells(exchange, asked);
        }
        for call in &exchange.calls {
            let at = self.consults(call);
            if exchange.early == Early::BeforeTheAnswer {
                self.tells(exchange, asked);
            }
            self.says(call, at);
        }
        if exchange.early == Early::No {
            self.tells(exchange, asked);
        }
    }

    pub(super) fn judged(&self, name: &str) -> Rulings {
        judge(&self.transcript, Edition::V8_0, &profile(name))
    }
}

pub(super) fn told(exchanges: &[Exchange], known: bool) -> Teller {
    let mut teller = Teller::new();
    if known {
        teller.known();
    }
    for exchange in exchanges {
        teller.exchange(exchange);
    }
    teller.transcript.settled(Time(0));
    teller
}

pub(super) fn blamed(teller: &Teller, name: &str) -> Vec<Requirement> {
    about(&teller.judged(name).violations)
}
