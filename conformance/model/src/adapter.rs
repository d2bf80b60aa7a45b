//! Adapter protocol v1: what the suite says to the adapter of a subject, and what comes back.
//!
//! Every message is one JSON object: a line over stdio, or the body of a `POST` over HTTP. The
//! suite speaks first; each [`Call`] gets one reply with the same `id`.
//!
//! ```text
//! call  = { "id": n, "command": name, ...arguments }
//! reply = { "id": n, ...results }               ; done
//!       / { "id": n, "unimplemented": why }     ; the subject cannot do this
//!       / { "id": n, "error": text }            ; it tried, and failed
//! ```
//!
//! Octets travel as base64 (standard alphabet, padded) in members that end in `_base64`.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::edition::OsVersion;
use crate::header::Kind;
use crate::payload::Payload;

/// The version of the protocol that this crate speaks.
pub const PROTOCOL: u32 = 1;

/// One message to an adapter.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// The number that the reply repeats.
    pub id: u64,
    /// What is asked.
    #[serde(flatten)]
    pub command: Command,
}

/// What the suite asks of a subject.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "command", rename_all = "kebab-case")]
pub enum Command {
    /// The first message of a run: tells the version, asks who is there. Replied to by [`Hello`].
    Hello {
        /// The version that the suite speaks.
        protocol: u32,
        /// The role that will be tested, such as `sender`.
        role: String,
    },
    /// Forget everything: channels, messages waiting, the clock's advance.
    Reset,
    /// Reply when nothing is left to do before the clock moves on.
    Settle,
    /// Move the subject's clock forward, doing what falls due on the way, then settle.
    Clock {
        /// By so many seconds.
        advance_seconds: u64,
    },

    /// Push service: open a channel whose device is connected. Replied to by [`Opened`].
    Open {
        /// Whether the app named a certificate's common name, so that senders must show it.
        authenticated: bool,
        /// The phone's system.
        #[serde(default)]
        os: OsVersion,
    },
    /// Push service: bring the device of a channel into a state.
    Device {
        /// The channel URI.
        channel: String,
        /// The state.
        state: DeviceState,
    },
    /// Push service: end the subscription of a channel.
    Expire {
        /// The channel URI.
        channel: String,
    },
    /// Push service: fill the queue of a channel, so that one more notification does not fit.
    Fill {
        /// The channel URI.
        channel: String,
    },
    /// Push service: suppress these kinds of notifications on a channel, and no others.
    Suppress {
        /// The channel URI.
        channel: String,
        /// The kinds.
        kinds: Vec<Kind>,
    },
    /// Push service: start or stop the app behind a channel; a new channel's app runs.
    App {
        /// The channel URI.
        channel: String,
        /// Whether it runs.
        running: bool,
    },
    /// Push service: become unable, or able again, to process notifications for a channel.
    Unavailable {
        /// The channel URI.
        channel: String,
        /// Whether it is unable.
        unavailable: bool,
    },
    /// Push service: what the device of a channel was handed since it was opened, oldest first.
    /// Replied to by [`Deliveries`].
    Deliveries {
        /// The channel URI.
        channel: String,
    },

    /// Sender: send one notification to one channel. Replied to by [`Decided`], once the sender
    /// has read the answer and decided.
    Send(Send),
    /// Sender: register a callback for a channel. Replied to by [`Decided`].
    RegisterCallback {
        /// The channel URI, without `/callback`.
        channel: String,
        /// Where to call back.
        callback_uri: String,
        /// What to send there.
        message_base64: String,
    },

    /// Hub: end the time to live of a registration.
    ExpireRegistration {
        /// Its id.
        registration: String,
    },
    /// Hub: throttle every caller, or no longer.
    Throttle {
        /// Whether it throttles.
        throttling: bool,
    },

    /// Backend: add a tag to every registration that has another.
    AddTag {
        /// The tag that says which registrations.
        by_tag: String,
        /// The tag to add.
        tag: String,
    },

    /// Device: register through a backend. Replied to by [`Registered`], once that is over.
    Register(Register),
    /// Device: register several times at the same time. Replied to by [`RegisteredTogether`].
    RegisterTogether {
        /// What to register.
        registrations: Vec<Register>,
    },
    /// Device: lose what is only in memory, and start again with what is in storage.
    Restart,
    /// Device: show what is in storage. Replied to by [`Stored`].
    Stored,
}

/// What a device is told to register.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Register {
    /// The backend's URL for registrations, such as `http://127.0.0.1:8080/api/register`.
    pub backend: String,
    /// The handle that the push service gave to the app.
    pub handle: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The name of the template; absent for the native registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

/// What a sender is told to send.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Send {
    /// The channel URI.
    pub channel: String,
    /// What to send; absent for whatever the subject sends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notification: Option<Payload<'static>>,
    /// How soon: 0 at once, 450 or 900 within so many seconds; absent for the sender's own choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval_seconds: Option<u32>,
    /// The message id to send; absent for the sender's own choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The system of the phone that opened the channel.
    #[serde(default)]
    pub os: OsVersion,
}

/// How a device is connected, as the service tells its senders.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DeviceState {
    /// Reachable.
    Connected,
    /// Out of reach for a while.
    TempDisconnected,
    /// Out of reach.
    Disconnected,
    /// Out of reach for so long that the service gave up.
    Inactive,
}

/// One reply of an adapter.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reply<T> {
    /// The number of the call.
    pub id: u64,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome<T>,
}

/// What came of a call.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Outcome<T> {
    /// The subject cannot do this; never a pass, never a failure.
    Unimplemented {
        /// Why.
        unimplemented: String,
    },
    /// The subject tried, and failed.
    Failed {
        /// What happened.
        error: String,
    },
    /// Done, with these results.
    Done(T),
}

/// The reply to every call that asks for nothing.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

/// The reply to `hello`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hello {
    /// The version of the protocol that the adapter speaks.
    pub protocol: u32,
    /// The subject's name.
    pub name: String,
    /// The subject's version.
    pub version: String,
    /// The roles that it can play.
    pub roles: Vec<String>,
    /// What it can do; a case that needs more is skipped by the name of what is missing.
    pub capabilities: Vec<String>,
    /// Push service: where notifications are to be posted when no adapter opens channels.
    /// Hub: its URL, with its name as the path. Backend: the URL for registrations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Push service, hub: the certificate of the authority behind its https URLs, as PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority_pem: Option<String>,
    /// Hub: the keys that its callers sign with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<HubKey>,
}

/// A key of a hub.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HubKey {
    /// Its name.
    pub name: String,
    /// The secret.
    pub key: String,
    /// What it is good for.
    pub rights: Vec<Right>,
}

impl core::fmt::Debug for HubKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("HubKey").field("name", &self.name).field("rights", &self.rights).finish()
    }
}

/// What a key of a hub may be good for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// Single registrations, and lists by handle.
    Listen,
    /// Sends.
    Send,
    /// Everything else.
    Manage,
}

/// The reply to `register`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Registered {
    /// The backend took the registration.
    Registered,
    /// It did not, and the device tells its caller so.
    Failed {
        /// Why.
        #[serde(default)]
        why: String,
    },
}

/// The reply to `register-together`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegisteredTogether {
    /// What came of each, in the order of the call.
    pub outcomes: Vec<Registered>,
}

/// The reply to `stored`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stored {
    /// The registration ids, by the name of the template; that of the native registration by no name.
    pub ids: BTreeMap<String, String>,
}

/// The reply to `open`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opened {
    /// The channel URI.
    pub channel: String,
    /// The certificate chain and key that the channel's sender shows, as PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_pem: Option<String>,
    /// A certificate chain and key with another common name, as PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stranger_pem: Option<String>,
}

/// The reply to `deliveries`.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Deliveries {
    /// What the device was handed, oldest first.
    pub deliveries: Vec<Delivery>,
}

/// One notification, as a device was handed it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// As what it was delivered.
    pub kind: Kind,
    /// Its octets.
    pub body_base64: String,
    /// When, in milliseconds of the subject's clock since the channel was opened.
    pub at_ms: u64,
}

/// The reply to `send` and `register-callback`: what the sender does next.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "decision", rename_all = "kebab-case")]
pub enum Decided {
    /// The message is taken care of.
    Done,
    /// The same message is sent again after that time.
    Retry {
        /// In seconds.
        after_seconds: u64,
    },
    /// The channel is dead: nothing is sent to it any more.
    Drop,
    /// The message is abandoned; the channel is kept.
    GiveUp,
    /// Nothing was sent, because the sender knows the channel to be dead or held.
    Withheld,
    /// Nothing was sent, because the sender refuses the notification as it is.
    Refused,
    /// The sender does not tell.
    Untold,
}
