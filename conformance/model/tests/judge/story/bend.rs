//! How a service is wrong.

use mpnspec_model::adapter::DeviceState;
use mpnspec_model::header::Kind;
use mpnspec_model::transcript::Lapse;

use super::{DEVICE, NOTIFICATION, SUBSCRIPTION};

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
    RegistrationMethod,
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
