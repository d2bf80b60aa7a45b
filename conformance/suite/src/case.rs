//! The vocabulary of cases.
//!
//! A case is a list of steps: what is arranged, what is sent, what is expected. Expectations are the
//! case's own statement of the documents, written out and never derived from the model; a test holds
//! the two against each other. The verdict on a subject comes from the judge alone.

use mpnspec_model::adapter::DeviceState;
use mpnspec_model::edition::OsVersion;
use mpnspec_model::header::Kind;
use mpnspec_model::payload::Payload;
use mpnspec_model::requirement::{Requirement, Role};
use mpnspec_model::transcript::Forgery;

pub mod backend;
pub mod device;
mod good;
pub mod hub;
mod needs;

pub use good::*;

/// One question to a subject.
#[derive(Debug)]
pub struct Case {
    /// The permanent id, `section/what-happens`; never positional, never reused.
    pub id: &'static str,
    /// Who is put to the test.
    pub role: Role,
    /// What it verifies; each is exercised when it passes.
    pub verifies: &'static [Requirement],
    /// What happens.
    pub steps: Steps,
}

/// What happens, in the words of those it happens to.
#[derive(Clone, Copy, Debug)]
pub enum Steps {
    /// To channels, between a sender and a push service.
    Channels(&'static [Step]),
    /// To registrations, at a hub.
    Hub(&'static [hub::Step]),
    /// To registrations, at a backend with our hub behind it.
    Backend(&'static [backend::Step]),
    /// To registrations, at a device with our backend behind it.
    Device(&'static [device::Step]),
}

impl Steps {
    /// The steps that happen to channels; none if they are of another kind.
    #[must_use]
    pub const fn on_channels(self) -> &'static [Step] {
        match self {
            Self::Channels(steps) => steps,
            _ => &[],
        }
    }
}

/// A channel of a case, by name.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Channel {
    /// The first.
    A,
    /// Another.
    B,
    /// A third.
    C,
}

/// Whether senders to a channel have to show a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Access {
    /// They need not: http, throttled by day.
    Open,
    /// They must: https, not throttled.
    Authenticated,
}

/// How a channel URI of our service looks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Uri {
    /// This path, and query, after the authority.
    Path(&'static str),
    /// A path as usual, with a token so long that the whole URI has so many characters.
    Long(usize),
}

/// What happens next.
#[derive(Debug)]
pub enum Step {
    // ---- arranged, for either role --------------------------------------------------------
    /// A phone opens a channel; its device is connected and its app runs.
    Open(Channel, Access),
    /// The same, with a URI of our choice; only our own service can.
    OpenAt(Channel, Access, Uri),
    /// A URI is made up from that of channel A, which must be open.
    Forge(Channel, Forgery),
    /// The device comes into a state.
    Device(Channel, DeviceState),
    /// The subscription ends.
    Expire(Channel),
    /// The queue is filled, so that one more notification does not fit.
    Fill(Channel),
    /// These kinds are suppressed, and no others.
    Suppress(Channel, &'static [Kind]),
    /// The app is started or stopped.
    App(Channel, bool),
    /// The service becomes unable, or able again, to process requests for the channel.
    Unavailable(Channel, bool),
    /// So many seconds pass.
    Advance(u64),
    /// The subject does all that it will do before the clock moves on; then its deliveries, its
    /// callbacks and its posts are collected.
    Settle,

    // ---- asked of a push service ----------------------------------------------------------
    /// Post a message to a channel.
    Post(Channel, Message, Answer),
    /// Post a message so many times, each with a number of its own in its body.
    PostMany(Channel, u32, Message, Answer),
    /// Register a callback.
    Register(Channel, Registration, Answer),
    /// Post a message over a plain connection, octet by octet, with one bend.
    Wire(Channel, Message, Bend, Answer),
    /// Post a message to an authenticated channel without TLS.
    Plain(Channel, Message, Answer),
    /// After a settle: what the device was handed since the case began, in any order, by the number
    /// of the post that brought it, counted from 1 over the whole case.
    Handed(Channel, &'static [(Kind, usize)]),
    /// After a settle: how often a listener was called since the case began.
    Called(Listener, usize),

    // ---- told to a sender -----------------------------------------------------------------
    /// Nothing happens: the case is for subjects with this capability.
    Needs(&'static str),
    /// Our service gives these answers to the next requests on a channel, then goes on as arranged.
    Script(Channel, &'static [Scripted]),
    /// Tell the sender to send, and expect a decision.
    Tell(Channel, Notification, Decides),
    /// The same, unless the sender's last decision was to hold or drop the channel: a caller that
    /// does as the sender says.
    TellUnlessHeld(Channel, Notification, Decides),
    /// Tell the sender to register a callback with this message, and expect a decision.
    TellRegister(Channel, Body, Decides),
    /// After a settle: how many posts arrived on a channel since the case began.
    Posts(Channel, usize),
}

// ---- messages to a push service -------------------------------------------------------------

/// A request to a push service: a good one, but for what its case changes.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    /// The method.
    pub method: &'static str,
    /// `Content-Type`.
    pub content_type: Option<&'static str>,
    /// `X-WindowsPhone-Target`.
    pub target: Option<&'static str>,
    /// `X-NotificationClass`.
    pub class: Option<&'static str>,
    /// `X-MessageID`.
    pub id: Id,
    /// More fields.
    pub fields: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: Body,
    /// The certificate that is shown on an authenticated channel.
    pub shows: Certificate,
    /// Is it posted to the channel URI with `/callback` added?
    pub to_callback: bool,
}

/// A message id.
#[derive(Clone, Copy, Debug)]
pub enum Id {
    /// No field.
    None,
    /// A new UUID, lower case and hyphenated.
    Fresh,
    /// This text.
    Text(&'static str),
}

/// The octets of a body.
#[derive(Clone, Copy, Debug)]
pub enum Body {
    /// This text, with `{n}` replaced by the number of the post.
    Text(&'static str),
    /// These octets.
    Octets(&'static [u8]),
    /// A valid payload of exactly so many octets that bears the number of the post.
    Sized(Kind, usize),
    /// So many NUL octets.
    Zeros(usize),
    /// Every value of an octet once, from 0 to 255.
    EveryOctet,
}

/// Which certificate is shown.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Certificate {
    /// The one that the channel was opened for, where one is needed.
    Owner,
    /// One with another common name.
    Stranger,
    /// None.
    Nobody,
}

/// What is wrong, or odd, about a message on the wire.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Bend {
    /// Nothing: as any client would send it.
    Straight,
    /// No blank between the colon and the value of any field.
    NoBlanks,
    /// Two blanks and a tab there.
    ManyBlanks,
    /// Names of fields in capitals.
    Capitals,
    /// Names of fields in lower case.
    LowerCase,
    /// A blank before the colon of `X-NotificationClass`.
    BlankBeforeColon,
    /// `Content-Length` twice, with different values.
    TwoLengths,
    /// `Content-Length` that is no number.
    LengthIsNoNumber,
    /// A value of `X-MessageID` that is continued on a second line.
    Folded,
    /// The body in chunks, without `Content-Length`.
    Chunked,
    /// The field `X-NotificationClass` twice.
    TwoClasses,
    /// A NUL in a value.
    NulInValue,
    /// Octets beyond ASCII in a field that no document knows.
    BeyondAscii,
}

impl Bend {
    /// Is what it makes no sound HTTP?
    #[must_use]
    pub const fn breaks(self) -> bool {
        matches!(
            self,
            Self::BlankBeforeColon
                | Self::TwoLengths
                | Self::LengthIsNoNumber
                | Self::Folded
                | Self::NulInValue
        )
    }
}

/// A place where callbacks are awaited.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Listener {
    /// The first.
    First,
    /// Another.
    Second,
}

/// A callback registration: a good one, but for what its case changes.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    /// The method.
    pub method: &'static str,
    /// `Content-Type`.
    pub content_type: Option<&'static str>,
    /// `X-CallbackURI`.
    pub uri: CallbackTo,
    /// The message.
    pub body: Body,
    /// The certificate that is shown.
    pub shows: Certificate,
}

/// Where to call back.
#[derive(Clone, Copy, Debug)]
pub enum CallbackTo {
    /// No field.
    Nowhere,
    /// One of our listeners.
    Listener(Listener),
    /// This text, which nobody listens at.
    Text(&'static str),
}

/// What a push service is expected to answer: a list of statuses, and fields.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// Any of these; a pair is a range.
    pub status: &'static [(u16, u16)],
    /// These fields, each with any of these values in any case of letters; where `N/A` is listed, the
    /// field may be absent as well.
    pub fields: &'static [(&'static str, &'static [&'static str])],
}

// ---- what a sender is told, and answered ----------------------------------------------------

/// A notification that a sender is told to send.
#[derive(Clone, Debug)]
pub struct Notification {
    /// What; none for any that the sender can send.
    pub payload: Option<Payload<'static>>,
    /// How soon, in seconds: 0, 450 or 900; none for the sender's own choice.
    pub interval: Option<u32>,
    /// The message id; none for the sender's own choice.
    pub id: Id,
    /// The phone's system.
    pub os: OsVersion,
}

/// What a sender is expected to do after the answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Decides {
    /// Nothing is expected: the case is about what it sends.
    Anything,
    /// The message is taken care of.
    Done,
    /// The same again, after no less than so many seconds.
    Retry(u64),
    /// The channel is dead.
    Drop,
    /// The message is abandoned, or tried again after no less than so many seconds.
    GiveUpOrRetry(u64),
    /// The message is abandoned.
    GiveUp,
    /// It fails, one way or another.
    Fails,
    /// Nothing is sent: the sender refuses the notification as it is.
    Refuses,
    /// Nothing is sent: the sender knows the channel to be dead or held.
    Withholds,
}

/// An answer that our service is made to give to a sender.
#[derive(Clone, Copy, Debug)]
pub struct Scripted {
    /// The status code.
    pub status: u16,
    /// The fields.
    pub fields: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: &'static str,
}
