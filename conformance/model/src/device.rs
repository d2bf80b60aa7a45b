//! The device: what it asks of its backend, what it makes of the answers, and what it keeps.
//!
//! ```text
//!             no id stored                    2xx          registered
//!   POST ----------------------> store ---> PUT ---------> 404, 5xx, nothing: failed, the id is kept
//!    ^                                       |
//!    +------------- forget <-----------------+ 410, the first time
//! ```
//!
//! [`clauses`] are the rules on one request, [`rules`] on what may be asked after what, [`outcomes`] on
//! what the device may tell its caller; [`judge`] holds a device to all three, and to what is known of
//! the id of each template.

use crate::answer::Answer;
use crate::duty::Rule;
use crate::machine::Machine;

pub mod clauses;
mod faults;
pub mod handed;
pub mod judge;
pub mod outcomes;
pub mod place;
pub mod rules;
mod slot;
mod wrong;

pub use faults::FAULTS;
pub use outcomes::Heard;
pub use wrong::Wrong;

/// The role.
#[derive(Debug)]
pub enum Device {}

/// What puts a duty on the device, or takes one from it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trigger {
    /// It was told to register.
    Told,
    /// It was handed an id.
    Handed,
    /// It was handed an id in place of one that is gone.
    Renewed,
    /// It asked for an id, and got none.
    Refused,
    /// It asked for an id, and got an empty one.
    Emptied,
    /// Its registration was taken.
    Taken,
    /// Its id is gone.
    Gone,
    /// It registered an id that is gone.
    Reused,
    /// Its registration was answered 404.
    NotFound,
}

/// What duties are about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Watch {
    /// A request for an id.
    IdRequest,
    /// Any registration.
    Put,
    /// A registration under the same id.
    SamePut,
}

impl Machine for Device {
    type Ask = Heard;
    type Facts = ();
    type Then = ();
    type Trigger = Trigger;
    type Watch = Watch;

    const ANSWERS: &'static [Answer<Self>] = outcomes::ALL;
    const RULES: &'static [Rule<Self>] = rules::ALL;
}
