//! The reference sender: a web service on reqwest that keeps every rule of the model.
//!
//! Its clock is virtual: waiting messages are sent again when an adapter's `clock` command moves it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{self, Command, Decided, Hello, Nothing, PROTOCOL};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::header::{self, Interval, MessageId, NotificationClass, Target};
use mpnspec_model::payload::{CALLBACK_LIMIT, Payload, Toast};
use mpnspec_model::push_service::ask::CALLBACK_SUFFIX;
use mpnspec_model::requirement::Role;
use mpnspec_model::sender::{Heard, Wrong, decisions, forbidden};
use mpnspec_model::transcript::{Event, Response, Time, Transcript};

use crate::adapter::{Handled, Peer, Refusal, done};
use crate::wire::WireError;
use crate::wire::client::{Answered, Client};

/// What the reference sender can do, by the names that adapters declare.
pub const CAPABILITIES: &[&str] = &[
    "toast",
    "tile",
    "raw",
    "flip",
    "iconic",
    "cycle",
    "param",
    "sound",
    "clear",
    "tile-id",
    "interval",
    "message-id",
    "os-version",
    "decisions",
    "register-callback",
    "https",
    "client-certificate",
    "channels",
    "retries",
    "clock",
];

/// So long a request may take (M-08).
const LIMIT: Duration = Duration::from_secs(15);

/// A web service that sends notifications.
pub struct Sender {
    client: Client,
    state: Mutex<State>,
    wrong: Option<Wrong>,
}

#[derive(Default)]
struct State {
    /// In seconds.
    now: u64,
    /// How many notifications got a message id of ours.
    numbered: u128,
    channels: BTreeMap<String, Channel>,
    waiting: Vec<Waiting>,
}

#[derive(Clone, Copy, Default)]
struct Channel {
    dead: bool,
    held_until: u64,
}

/// A message that will be tried again.
#[derive(Clone)]
struct Waiting {
    due: u64,
    letter: Letter,
    refusals: u32,
}

/// A notification, ready to be posted.
#[derive(Clone)]
struct Letter {
    channel: String,
    headers: Vec<(&'static str, Vec<u8>)>,
    body: Vec<u8>,
}

impl Sender {
    /// A sender that trusts this authority and shows this certificate, both PEM.
    ///
    /// # Errors
    ///
    /// A PEM cannot be read.
    pub fn new(authority: Option<&str>, identity: Option<&str>) -> Result<Self, WireError> {
        let client = Client::new(authority, identity, LIMIT)?;
        Ok(Self { client, state: Mutex::default(), wrong: None })
    }

    /// The same sender with a fault, if it is one of its role.
    #[must_use]
    pub fn being(self, fault: Option<&Fault>) -> Self {
        let wrong = match fault.map(|fault| fault.wrong) {
            Some(fault::Wrong::Sender(wrong)) => Some(wrong),
            _ => None,
        };
        Self { wrong, ..self }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn send(&self, mut send: adapter::Send) -> Decided {
        send.notification = send.notification.map(|payload| payload.for_os(send.os));
        let Some(letter) = self.write(&send).filter(|_| may(&Command::Send(send.clone()))) else {
            return Decided::Refused;
        };
        {
            let state = self.state();
            let channel = state.channels.get(&send.channel).copied().unwrap_or_default();
            if channel.dead || state.now < channel.held_until {
                return Decided::Withheld;
            }
        }
        self.post(letter, 0).await
    }

    /// The request that a notification makes; `None` if the documents forbid to send it.
    fn write(&self, send: &adapter::Send) -> Option<Letter> {
        let plain = || Payload::Toast(Toast { text1: Some("mpnspec".into()), ..Toast::default() });
        let payload = send.notification.clone().unwrap_or_else(plain);
        let (kind, body) = (payload.kind(), payload.write());
        let interval = match send.interval_seconds.unwrap_or(0) {
            0 => Interval::Immediate,
            450 => Interval::Within450s,
            900 => Interval::Within900s,
            _ => return None,
        };
        let id = match &send.message_id {
            Some(id) => MessageId::parse(id.as_bytes()).ok()?,
            None => {
                let mut state = self.state();
                state.numbered += 1;
                MessageId::new(state.numbered)
            }
        };
        let class = NotificationClass { kind, interval };
        let mut headers = vec![
            (header::CONTENT_TYPE, b"text/xml".to_vec()),
            (header::X_MESSAGE_ID, id.to_string().into_bytes()),
            (header::X_NOTIFICATION_CLASS, class.to_string().into_bytes()),
        ];
        if let Some(target) = Target::of(kind) {
            headers.push((header::X_WINDOWSPHONE_TARGET, target.as_bytes().to_vec()));
        }
        Some(Letter { channel: send.channel.clone(), headers, body })
    }

    async fn post(&self, letter: Letter, refusals: u32) -> Decided {
        let fields: Vec<_> =
            letter.headers.iter().map(|(name, value)| (*name, value.as_slice())).collect();
        let answered =
            self.client.send("POST", &letter.channel, &fields, letter.body.clone()).await;
        let heard = match answered {
            Ok(answered) => heard(&answered, Heard::notification),
            // No answer is like a service that cannot: the message is sent later.
            Err(_) => Heard::Unavailable,
        };
        let heard = match self.wrong {
            Some(Wrong::Takes(it, other)) if it == heard => other,
            _ => heard,
        };
        let refusals = refusals + 1;
        let decided = decisions::next(heard, refusals);
        let mut state = self.state();
        let now = state.now;
        let channel = state.channels.entry(letter.channel.clone()).or_default();
        match decided {
            Decided::Drop => channel.dead = true,
            Decided::Retry { after_seconds } => {
                let due = now.saturating_add(after_seconds);
                if matches!(heard, Heard::Throttled | Heard::Inactive) {
                    channel.held_until = due;
                }
                state.waiting.push(Waiting { due, letter, refusals });
            }
            _ => {}
        }
        decided
    }

    async fn register(&self, channel: &str, uri: &str, message: &[u8]) -> Decided {
        if message.len() > CALLBACK_LIMIT || !channel.starts_with("https:") {
            return Decided::Refused;
        }
        let target = format!("{channel}{CALLBACK_SUFFIX}");
        let media: &[u8] =
            if message.is_ascii() { b"text/plain" } else { b"application/octet-stream" };
        let fields = [(header::X_CALLBACK_URI, uri.as_bytes()), (header::CONTENT_TYPE, media)];
        match self.client.send("POST", &target, &fields, message.to_vec()).await {
            Ok(answered) => decisions::next(heard(&answered, Heard::registration), 1),
            Err(_) => Decided::GiveUp,
        }
    }

    /// Lets time pass, and sends what falls due on the way.
    async fn advance(&self, seconds: u64) {
        let until = self.state().now.saturating_add(seconds);
        loop {
            let next = {
                let mut state = self.state();
                let due =
                    state.waiting.iter().enumerate().filter(|(_, waiting)| waiting.due <= until);
                let Some((position, due)) =
                    due.map(|(at, waiting)| (at, waiting.due)).min_by_key(|(_, due)| *due)
                else {
                    state.now = until;
                    return;
                };
                state.now = state.now.max(due);
                state.waiting.remove(position)
            };
            let dead =
                self.state().channels.get(&next.letter.channel).is_some_and(|channel| channel.dead);
            if !dead {
                self.post(next.letter, next.refusals).await;
            }
        }
    }
}

/// Would doing that keep every rule of the documents?
fn may(command: &Command) -> bool {
    forbidden::by_doing(command, Edition::V8_0, &Profile::DEFAULT).is_empty()
}

/// Reads an answer as the model does.
fn heard(answered: &Answered, hear: impl Fn(&Response<'_>) -> Heard) -> Heard {
    let mut scratch = Transcript::new(Role::Sender);
    let headers = answered.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
    let at =
        scratch.answered(Time(0), 0, (answered.status, answered.minor), headers, &answered.body);
    match scratch.get(at).map(|entry| entry.event) {
        Some(Event::Answered(_, response)) => hear(&response),
        _ => Heard::Unlisted,
    }
}

impl Peer for Sender {
    async fn handle(&self, command: Command) -> Handled {
        match command {
            Command::Hello { .. } => done(&Hello {
                protocol: PROTOCOL,
                name: "mpnspec reference sender".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                roles: vec![Role::Sender.name().into()],
                capabilities: CAPABILITIES.iter().map(|&name| name.into()).collect(),
                ..Hello::default()
            }),
            Command::Reset => {
                *self.state() = State::default();
                done(&Nothing {})
            }
            // Everything is done before its command is answered.
            Command::Settle => done(&Nothing {}),
            Command::Clock { advance_seconds } => {
                self.advance(advance_seconds).await;
                done(&Nothing {})
            }
            Command::Send(send) => done(&self.send(send).await),
            Command::RegisterCallback { channel, callback_uri, message_base64 } => {
                let message = STANDARD.decode(&message_base64).map_err(|error| {
                    Refusal::Failed(format!(
                        "expected base64 in `message_base64`, but found {error}"
                    ))
                })?;
                done(&self.register(&channel, &callback_uri, &message).await)
            }
            _ => Err(Refusal::Unimplemented("this is a sender, and opens no channels".into())),
        }
    }
}
