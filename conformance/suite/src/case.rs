//! The vocabulary of cases.
//!
//! A case is a list of steps: what is arranged, what is sent, what is expected. Expectations are the
//! case's own statement of the documents, written out and never derived from the model; a test holds
//! the two against each other. The verdict on a subject comes from the judge alone.

use alloc::vec::Vec;

use mpnspec_model::adapter::DeviceState;
use mpnspec_model::edition::OsVersion;
use mpnspec_model::header::Kind;
use mpnspec_model::payload::{Change, Payload};
use mpnspec_model::requirement::{Requirement, Role};
use mpnspec_model::transcript::Forgery;

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
    pub steps: &'static [Step],
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

// ---- what a case needs ----------------------------------------------------------------------

impl Case {
    /// The capabilities without which the case cannot be run, each once, in the order of need.
    #[must_use]
    pub fn needs(&self) -> Vec<&'static str> {
        let mut needs = Vec::new();
        for need in self.steps.iter().flat_map(|step| step.needs(self.role)) {
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        needs
    }
}

impl Step {
    /// The capabilities that this step needs of a subject in that role.
    fn needs(&self, role: Role) -> Vec<&'static str> {
        match self {
            Self::Advance(_) => alloc::vec!["clock"],
            Self::Tell(_, what, decides) | Self::TellUnlessHeld(_, what, decides) => {
                let mut needs = what.needs();
                needs.extend(decides.needs());
                if matches!(self, Self::TellUnlessHeld(..)) {
                    needs.push("decisions");
                }
                needs
            }
            Self::TellRegister(_, _, decides) => {
                let mut needs = alloc::vec!["register-callback"];
                needs.extend(decides.needs());
                needs
            }
            Self::Needs(capability) => alloc::vec![*capability],
            Self::Open(_, Access::Authenticated) | Self::OpenAt(_, Access::Authenticated, _)
                if role == Role::Sender =>
            {
                alloc::vec!["https", "client-certificate"]
            }
            // Everything else happens to our own service.
            _ if role == Role::Sender => Vec::new(),
            Self::Open(_, Access::Authenticated) => alloc::vec!["authenticated"],
            Self::Open(channel, Access::Open) if *channel != Channel::A => alloc::vec!["open"],
            Self::Device(..) => alloc::vec!["device"],
            Self::Expire(_) => alloc::vec!["expire"],
            Self::Fill(_) => alloc::vec!["fill"],
            Self::Suppress(..) => alloc::vec!["suppress"],
            Self::App(..) => alloc::vec!["app"],
            Self::Unavailable(..) => alloc::vec!["unavailable"],
            Self::Handed(..) => alloc::vec!["deliveries"],
            _ => Vec::new(),
        }
    }
}

impl Decides {
    fn needs(self) -> Option<&'static str> {
        match self {
            Self::Anything | Self::Refuses => None,
            Self::Withholds => Some("channels"),
            _ => Some("decisions"),
        }
    }
}

impl Notification {
    /// The capabilities without which it cannot be sent as it is.
    fn needs(&self) -> Vec<&'static str> {
        let mut needs = Vec::new();
        match &self.payload {
            Some(Payload::Toast(toast)) => {
                needs.push("toast");
                needs.extend(toast.param.is_some().then_some("param"));
                needs.extend(toast.sound.is_some().then_some("sound"));
            }
            Some(Payload::Tile(tile)) => {
                needs.push(match tile.template.wire_name() {
                    Some("FlipTile") => "flip",
                    Some("IconicTile") => "iconic",
                    Some("CycleTile") => "cycle",
                    _ => "tile",
                });
                needs.extend(tile.id.is_some().then_some("tile-id"));
                let clears = tile.properties.iter().any(|(_, change)| matches!(change, Change::Clear));
                needs.extend(clears.then_some("clear"));
            }
            Some(Payload::Raw(_)) => needs.push("raw"),
            None => {}
        }
        needs.extend(self.interval.is_some().then_some("interval"));
        needs.extend(matches!(self.id, Id::Text(_) | Id::Fresh).then_some("message-id"));
        // A newer phone takes what 8.0 takes, so that a sender need not tell it apart.
        needs.extend((self.os < OsVersion::V8_0).then_some("os-version"));
        needs
    }
}

// ---- the good messages that cases begin with ------------------------------------------------

/// An immediate toast.
pub const TOAST: Message = Message {
    method: "POST",
    content_type: Some("text/xml"),
    target: Some("toast"),
    class: Some("2"),
    id: Id::Fresh,
    fields: &[],
    body: Body::Text(concat!(
        r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
        "<wp:Toast><wp:Text1>Title {n}</wp:Text1><wp:Text2>Content</wp:Text2></wp:Toast></wp:Notification>"
    )),
    shows: Certificate::Owner,
    to_callback: false,
};

/// An immediate tile of the 7.x form.
pub const TILE: Message = Message {
    target: Some("token"),
    class: Some("1"),
    body: Body::Text(concat!(
        r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
        "<wp:Tile><wp:BackgroundImage>/a.png</wp:BackgroundImage><wp:Count>5</wp:Count>",
        "<wp:Title>Title {n}</wp:Title></wp:Tile></wp:Notification>"
    )),
    ..TOAST
};

/// An immediate raw notification.
pub const RAW: Message =
    Message { target: None, class: Some("3"), body: Body::Text("<root><n>{n}</n></root>"), ..TOAST };

/// A registration with the first listener.
pub const REGISTRATION: Registration = Registration {
    method: "POST",
    content_type: Some("application/*"),
    uri: CallbackTo::Listener(Listener::First),
    body: Body::Text("callback {n}"),
    shows: Certificate::Owner,
};

// ---- the rows of the response table, as cases expect them -----------------------------------

const NOTIFICATION: &str = "X-NotificationStatus";
const DEVICE: &str = "X-DeviceConnectionStatus";
const SUBSCRIPTION: &str = "X-SubscriptionStatus";

/// Taken, device within reach.
pub const RECEIVED: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["Received"]), (DEVICE, &["Connected"]), (SUBSCRIPTION, &["Active"])],
};
/// Taken, device out of reach for a while.
pub const RECEIVED_AWAY: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["Received"]), (DEVICE, &["TempDisconnected"]), (SUBSCRIPTION, &["Active"])],
};
/// Not taken: the queue is full.
pub const QUEUE_FULL: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["QueueFull"]), (DEVICE, &["Connected"]), (SUBSCRIPTION, &["Active"])],
};
/// Not taken: the queue is full, and the device out of reach for a while.
pub const QUEUE_FULL_AWAY: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["QueueFull"]), (DEVICE, &["TempDisconnected"]), (SUBSCRIPTION, &["Active"])],
};
/// Dropped: the kind is suppressed.
pub const SUPPRESSED: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["Suppressed"]), (DEVICE, &["Connected"]), (SUBSCRIPTION, &["Active"])],
};
/// Dropped: the kind is suppressed, and the device out of reach for a while.
pub const SUPPRESSED_AWAY: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["Suppressed"]), (DEVICE, &["TempDisconnected"]), (SUBSCRIPTION, &["Active"])],
};
/// Refused: the document is no XML.
pub const BAD_REQUEST: Answer = no_status_fields(&[(400, 400)]);
/// Refused: the certificate is not the channel's.
pub const UNAUTHORIZED: Answer = no_status_fields(&[(401, 401)]);
/// Refused: the subscription is gone.
pub const EXPIRED: Answer = Answer {
    status: &[(404, 404)],
    fields: &[
        (NOTIFICATION, &["Dropped"]),
        (DEVICE, &["Connected", "TempDisconnected", "Disconnected"]),
        (SUBSCRIPTION, &["Expired"]),
    ],
};
/// Refused: the method is not POST.
pub const METHOD_NOT_ALLOWED: Answer = no_status_fields(&[(405, 405)]);
/// Refused: the day's notifications are spent.
pub const THROTTLED: Answer = Answer {
    status: &[(406, 406)],
    fields: &[
        (NOTIFICATION, &["Dropped"]),
        (DEVICE, &["Connected", "TempDisconnected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Refused: the device is inactive.
pub const INACTIVE: Answer = Answer {
    status: &[(412, 412)],
    fields: &[(NOTIFICATION, &["Dropped"]), (DEVICE, &["Inactive", "Disconnected"]), (SUBSCRIPTION, &["N/A"])],
};
/// Refused: the service cannot.
pub const UNAVAILABLE: Answer = no_status_fields(&[(503, 503)]);
/// A callback is registered.
pub const REGISTERED: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (DEVICE, &["Connected", "TempDisconnected", "Disconnected", "Inactive"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Refused, with a status that the documents leave open.
pub const REFUSED: Answer = Answer { status: &[(400, 499)], fields: &[] };
/// Taken or refused: the documents leave it open, so it is recorded.
pub const RECORDED: Answer = Answer { status: &[(200, 200), (400, 499)], fields: &[] };

/// An answer whose three status fields are absent, or say so.
#[must_use]
pub const fn no_status_fields(status: &'static [(u16, u16)]) -> Answer {
    Answer {
        status,
        fields: &[(NOTIFICATION, &["N/A"]), (DEVICE, &["N/A"]), (SUBSCRIPTION, &["N/A"])],
    }
}
