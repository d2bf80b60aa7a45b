//! The app backend: what it answers to devices, what it asks of the hub behind it, and how it changes tags.
//!
//! ```text
//!  device                      backend                         hub
//!    | POST api/register         | POST /{hub}/registrationids   |
//!    |-------------------------->|------------------------------>|
//!    | 200 "id"                  | 201 Location                  |
//!    |<--------------------------|<------------------------------|
//!    | PUT api/register/{id}     | PUT /{hub}/registrations/{id} |
//!    |-------------------------->|------------------------------>|
//!    | 2xx, or 410               | 200, or 410                   |
//!    |<--------------------------|<------------------------------|
//! ```
//!
//! [`Wish`] is what a device asks, [`Call`] what the hub is asked, [`Heard`] what the hub said. From the three
//! follows what is [`Due`], and [`answers`] has a row for each; [`clauses`] are the rules on one call.

use crate::answer::Answer;
use crate::duty::Rule;
use crate::machine::Machine;

pub mod answers;
pub mod call;
pub mod clauses;
pub mod due;
mod faults;
pub mod heard;
pub mod judge;
pub mod wish;
mod wrong;

pub use call::Call;
pub use due::Due;
pub use faults::FAULTS;
pub use heard::Heard;
pub use wish::Wish;
pub use wrong::Wrong;

/// The role.
#[derive(Debug)]
pub enum Backend {}

/// The name of the hub behind every backend that is tested.
pub const HUB_NAME: &str = "mpnspec-hub";

/// What stands in a transcript where the hub's key, or a signature made with it, was left out.
pub const HUB_SECRET: &str = "(a secret of the hub)";

impl Machine for Backend {
    type Ask = Due;
    type Facts = ();
    type Then = ();
    type Trigger = ();
    type Watch = ();

    const ANSWERS: &'static [Answer<Self>] = answers::ALL;
    const RULES: &'static [Rule<Self>] = &[];
}
