//! What an entry of a transcript says.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Slice, Time};
use crate::adapter::{Command, Decided, DeviceState};
use crate::header::Kind;

/// The position of an entry in its transcript.
pub type Index = usize;

/// One thing that happened.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'t> {
    /// When.
    pub at: Time,
    /// What.
    pub event: Event<'t>,
}

/// The kinds of things that happen around a push service and its senders.
#[derive(Clone, Copy, Debug)]
pub enum Event<'t> {
    /// We brought a channel into this state.
    Arranged(&'t str, Arrangement),
    /// A sender made a request.
    Asked(Request<'t>),
    /// The request at that position was answered.
    Answered(Index, Response<'t>),
    /// The request at that position got no answer.
    Unanswered(Index, Lapse),
    /// The push service called one of our listeners.
    CalledBack(Request<'t>),
    /// The backend made a request of the hub behind it.
    Consulted(Request<'t>),
    /// The device of a channel was handed these octets.
    Delivered(&'t str, Kind, &'t [u8]),
    /// We told the sender to do this.
    Told(&'t Command),
    /// What the sender said it will do, about the command at that position.
    Decided(Index, Decided),
    /// We brought a hub, or the registration of an id, into this state.
    HubArranged(&'t str, HubArrangement),
    /// What a device keeps, in its own storage.
    Kept(&'t Kept),
    /// We made somebody known to the backend, or were told whom it knows.
    Known(&'t Caller),
    /// The subject had the time to do all that it will do before the clock moves on.
    Settled,
}

/// What we can arrange of a channel.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Arrangement {
    /// It was opened, with a connected device and a running app; from here on we know its state.
    Opened {
        /// Whether senders have to show a certificate.
        authenticated: bool,
        /// Whether we will be told what its device is handed.
        watched: bool,
    },
    /// It was given to us; of its state we know nothing else.
    Given {
        /// Whether senders have to show a certificate.
        authenticated: bool,
    },
    /// It was made up: no phone ever opened it.
    Forged(Forgery),
    /// Its device came into this state.
    Device(DeviceState),
    /// Its subscription ended.
    Expired,
    /// Its queue was filled.
    Filled,
    /// These kinds are suppressed, and no others.
    Suppressed(Kinds),
    /// Its app was started or stopped.
    App(bool),
    /// The service became unable, or able again, to process requests for it.
    Unavailable(bool),
}

/// What we can arrange of a hub.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum HubArrangement {
    /// It was given to us, under the URL that stands in the place of an id, its name as the path.
    Given {
        /// Whether it has no registrations, so that all that will be there are ours.
        empty: bool,
    },
    /// The registration of this id came to the end of its time to live.
    Expired,
    /// The hub was made to throttle its callers, or no longer.
    Throttling(bool),
}

/// How a channel URI was made up.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Forgery {
    /// Well-formed, and never handed out.
    Unknown,
    /// A real one with one character of its token changed.
    Altered,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Kinds {
    /// Toasts.
    pub toast: bool,
    /// Tiles.
    pub tile: bool,
    /// Raw notifications.
    pub raw: bool,
}

impl FromIterator<Kind> for Kinds {
    fn from_iter<T: IntoIterator<Item = Kind>>(kinds: T) -> Self {
        kinds.into_iter().fold(Self::default(), |set, kind| match kind {
            Kind::Toast => Self { toast: true, ..set },
            Kind::Tile => Self { tile: true, ..set },
            Kind::Raw => Self { raw: true, ..set },
        })
    }
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Lapse {
    /// The connection or its handshake was refused.
    Refused,
    /// The connection was closed before an answer was complete.
    Closed,
    /// What came was no HTTP.
    Garbled,
    /// Nothing came in the time allowed.
    TimedOut,
}

/// Which certificate the sender showed.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Credentials {
    /// Nobody looked, as in a recording.
    #[default]
    Unseen,
    /// None.
    Nobody,
    /// The one whose common name the channel was opened for.
    Owner,
    /// Another one.
    Stranger,
    /// A token of a hub's key with these rights.
    Token(Rights),
    /// A token that is good for nothing.
    BadToken(Flaw),
    /// What a backend knows a caller by, in the order in which the callers were made known.
    Caller(u8),
}

/// What the key of a hub is good for.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct Rights {
    /// Single registrations, and lists by handle.
    pub listen: bool,
    /// Sends.
    pub send: bool,
    /// Everything else.
    pub manage: bool,
}

impl Rights {
    /// Those of the key with full access.
    pub const ALL: Self = Self { listen: true, send: true, manage: true };
    /// Those of the key that apps on devices hold.
    pub const LISTEN: Self = Self { listen: true, send: false, manage: false };
    /// Those of a key for sending only.
    pub const SEND: Self = Self { listen: false, send: true, manage: false };
}

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Flaw {
    /// It has not the four fields.
    Malformed,
    /// It names no key of the hub.
    Key,
    /// It was not signed with the key that it names.
    Signature,
    /// It is for another hub.
    Audience,
    /// Its time is over.
    Expired,
}

/// The ids that a device keeps, by the name of the template; that of its native registration by no name.
pub type Kept = BTreeMap<String, String>;

/// Somebody whom a backend knows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Caller {
    /// What the suite calls them.
    pub name: String,
    /// The tags that they may register.
    pub tags: Vec<String>,
    /// The tags that the backend adds to theirs.
    pub adds: Vec<String>,
}

impl Caller {
    /// May they have this tag? What the backend adds by itself they may ask for as well.
    #[must_use]
    pub fn may_have(&self, tag: &str) -> bool {
        self.tags.iter().chain(&self.adds).any(|known| known == tag)
    }
}

/// A request as it was seen.
#[derive(Clone, Copy, Debug)]
pub struct Request<'t> {
    /// The method.
    pub method: &'t str,
    /// The absolute target.
    pub target: &'t str,
    /// The fields in wire order.
    pub headers: Headers<'t>,
    /// The octets of the body.
    pub body: &'t [u8],
    /// What the sender showed of itself.
    pub credentials: Credentials,
    /// How it was put on the wire.
    pub form: Form,
}

/// How a request was put on the wire.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum Form {
    /// As usual, or nobody looked.
    #[default]
    Usual,
    /// Without blanks between the names and the values of its fields.
    Tight,
    /// As no sound HTTP, so that it has no claim to an answer from the response table.
    Broken,
}

/// A response as it was seen.
#[derive(Clone, Copy, Debug)]
pub struct Response<'t> {
    /// The status code.
    pub status: u16,
    /// The minor version of HTTP/1, as on the status line.
    pub minor: u8,
    /// The fields in wire order.
    pub headers: Headers<'t>,
    /// The octets of the body.
    pub body: &'t [u8],
}

/// Header fields in wire order.
#[derive(Clone, Copy)]
pub struct Headers<'t> {
    pub(super) text: &'t str,
    pub(super) octets: &'t [u8],
    pub(super) fields: &'t [Field],
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) name: Slice,
    pub(super) value: Slice,
}

impl<'t> Headers<'t> {
    /// The fields.
    pub fn iter(self) -> impl Iterator<Item = (&'t str, &'t [u8])> {
        self.fields
            .iter()
            .map(move |field| (field.name.text(self.text), field.value.octets(self.octets)))
    }

    /// The value of a field that must not be repeated; names are compared without case.
    #[must_use]
    pub fn get(self, name: &str) -> Found<'t> {
        // Most names differ in their length, which is seen without looking at them.
        let mut values = self
            .fields
            .iter()
            .filter(|field| field.name.range().len() == name.len())
            .filter(|field| field.name.text(self.text).eq_ignore_ascii_case(name))
            .map(|field| field.value.octets(self.octets));
        match (values.next(), values.next()) {
            (None, _) => Found::Absent,
            (Some(value), None) => Found::Text(value),
            (Some(_), Some(_)) => Found::Repeated,
        }
    }

    /// How many octets the block takes on the wire, without the empty line at its end.
    #[must_use]
    pub fn octets(self) -> usize {
        self.iter().map(|(name, value)| name.len() + value.len() + ": \r\n".len()).sum()
    }
}

impl core::fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_map()
            .entries(self.iter().map(|(name, value)| (name, String::from_utf8_lossy(value))))
            .finish()
    }
}

/// What a message has in one place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Found<'t> {
    /// Nothing.
    Absent,
    /// The field more than once.
    Repeated,
    /// A number, such as a status code.
    Number(u64),
    /// The value of a field, a method or a target.
    Text(&'t [u8]),
    /// A body.
    Octets(&'t [u8]),
    /// What a sender said it will do.
    Decision(Decided),
    /// A kind of notification.
    Kind(Kind),
}
