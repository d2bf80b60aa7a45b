//! The push service: which answers it may give, and what it owes afterwards.
//!
//! ```text
//!            device comes and goes                   device stays away
//!  Connected <-----------------> TempDisconnected ------------------> Inactive
//!      |                              |                 calls back       |
//!      +------------------------------+----------- expires --------------+--> Expired
//! ```
//!
//! [`answers`] is the response table, [`rules`] what follows later; [`judge`] holds a service to
//! both, and [`reference`](mod@reference) is the service that does what they say.

use crate::answer::Answer;
use crate::duty::Rule;
use crate::header::{Interval, Kind};
use crate::machine::Machine;

pub mod answers;
pub mod ask;
pub mod facts;
mod faults;
pub mod judge;
pub mod reference;
pub mod rules;
pub mod traits;
mod wrong;

pub use ask::Ask;
pub use facts::Facts;
pub use faults::FAULTS;
pub use wrong::Wrong;

/// The role.
#[derive(Debug)]
pub enum PushService {}

/// How many notifications a day an unauthenticated subscription may be sent.
///
/// "Sending push notifications" (hh202945), the note on authenticated web services.
pub const DAILY_LIMIT: u32 = 500;

/// What the service takes upon itself by an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// To deliver the notification.
    Take,
    /// Not to deliver it.
    Refuse(Refusal),
    /// To keep the registration in place of any other.
    Keep,
}

/// Why a notification was not taken.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Refusal {
    /// The queue is full.
    QueueFull,
    /// Its kind is suppressed.
    Suppressed,
    /// The subscription is gone.
    Expired,
    /// The day's notifications are spent.
    Throttled,
    /// The device is inactive.
    Inactive,
    /// The request is at fault, or the service.
    Dropped,
}

/// What puts a duty on the service.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trigger {
    /// The device changed into this state.
    Becomes(crate::adapter::DeviceState),
    /// A notification of this kind was taken, for delivery so soon.
    Taken(Kind, Interval),
    /// A notification without a class was taken.
    TakenUndeclared,
    /// A raw notification was taken for an app that does not run.
    TakenForNoApp,
    /// A notification was taken that has the message id of the one before.
    TakenAgain,
    /// A notification that waited for the device can be delivered.
    Returned,
    /// A notification was refused.
    Refused(Refusal),
    /// A callback was registered.
    Registered,
    /// A registration was replaced by another.
    Replaced,
    /// The callback fired.
    CalledBack,
    /// The subscription ended.
    Ended,
    /// A registration was answered in a way that leaves open what is registered.
    Misanswered,
    /// A registration was refused because its message is too long.
    RegistrationTooLong,
    /// A registration was refused because its channel is unauthenticated.
    RegistrationUnentitled,
    /// A registration was refused because it was no POST.
    RegistrationByMethod,
}

/// What duties are about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Watch {
    /// A request to the URI of a registration.
    Callback,
    /// A notification handed to the device.
    Delivery,
}

impl Machine for PushService {
    type Ask = Ask;
    type Facts = Facts;
    type Then = Then;
    type Trigger = Trigger;
    type Watch = Watch;

    const ANSWERS: &'static [Answer<Self>] = answers::ALL;
    const RULES: &'static [Rule<Self>] = rules::ALL;
}
