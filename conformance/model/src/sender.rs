//! The sender: what it puts on the wire, what it decides after each answer, and how long it waits.
//!
//! ```text
//!             200 Received             done
//!             200 QueueFull, 503       the same again, after growing waits of a minute and more
//!             200 Suppressed           given up, without a blind repeat
//!   POST ---> 400, 401, 405            given up, never repeated as it is
//!             406, 412                 no POST to the channel for an hour
//!             404                      no POST to the channel ever again
//! ```
//!
//! [`clauses`] are the rules on one message, [`decisions`] is what may be said after each answer,
//! [`rules`] is what may be sent, and when; [`judge`] holds a sender to all three, and
//! [`next`](decisions::next) is what a sender does that keeps them.

use crate::answer::Answer;
use crate::duty::Rule;
use crate::machine::Machine;

pub mod clauses;
pub mod decisions;
mod faults;
pub mod forbidden;
pub mod heard;
pub mod judge;
pub mod rules;
mod wrong;

pub use faults::FAULTS;
pub use heard::Heard;
pub use wrong::Wrong;

/// The role.
#[derive(Debug)]
pub enum Sender {}

/// What puts a duty on the sender.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trigger {
    /// It heard this.
    Heard(Heard),
    /// It was told to send something else.
    Told,
}

/// What duties are about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Watch {
    /// Any POST to the channel.
    Post,
    /// A POST of the same octets to the channel.
    Repeat,
}

impl Machine for Sender {
    type Ask = Heard;
    type Facts = ();
    type Then = ();
    type Trigger = Trigger;
    type Watch = Watch;

    const ANSWERS: &'static [Answer<Self>] = decisions::ALL;
    const RULES: &'static [Rule<Self>] = rules::ALL;
}
