//! What we do: the steps of a plan, and the requests in them.

use mpnspec_model::adapter::DeviceState;
use mpnspec_model::push_service::ask::CALLBACK_SUFFIX;
use mpnspec_model::transcript::{Arrangement, Credentials, Form, Index, Sent, Time, Transcript};

use super::{MESSAGE_ID, SAFE};

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
