//! The notification hub: what it answers to calls of its registration interface.
//!
//! ```text
//!           POST registrationids       PUT                      DELETE
//!  (never) ----------------------> minted -----> active ----------------------> deleted
//!     |                                            |   \  time to live
//!     +--------------- POST registrations ---------+    +---------------------> expired
//! ```
//!
//! [`answers`] is the table of answers over what is known of an id, its caller and the hub; [`judge`]
//! holds a hub to it, and [`reference`](mod@reference) is the hub that does what it says.

use crate::answer::Answer;
use crate::duty::Rule;
use crate::machine::Machine;

pub mod answers;
pub mod ask;
pub mod body;
pub mod facts;
mod faults;
pub mod judge;
pub mod reference;
mod wrong;

pub use ask::{Ask, Call};
pub use facts::Facts;
pub use faults::FAULTS;
pub use wrong::Wrong;

/// The field that says which version a write or a deletion is meant for.
pub const IF_MATCH: &str = "If-Match";
/// The field that brings the version of a registration.
pub const ETAG: &str = "ETag";
/// The field that brings a new id.
pub const LOCATION: &str = "Location";
/// The field that says where a new registration is.
pub const CONTENT_LOCATION: &str = "Content-Location";
/// The field that says when a throttled caller may come again.
pub const RETRY_AFTER: &str = "Retry-After";
/// The field by which calls are traced.
pub const TRACKING_ID: &str = "TrackingId";
/// The version of the interface, as the documents have clients tell it beside the query.
pub const X_MS_VERSION: &str = "x-ms-version";

/// The content type of entries that the documents print.
pub const ENTRY_TYPE: &str = "application/atom+xml;type=entry;charset=utf-8";
/// The content type of feeds.
pub const FEED_TYPE: &str = "application/atom+xml;type=feed;charset=utf-8";

/// The values of `api-version` that clients were seen to send.
pub const API_VERSIONS: [&str; 6] =
    ["2013-04", "2014-09", "2015-01", "2015-04", "2017-04", "2020-06"];

/// How many entries a page has at most.
pub const PAGE_LIMIT: usize = 100;

/// The role.
#[derive(Debug)]
pub enum Hub {}

/// What becomes of the registration by an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// Its id was minted.
    Mint,
    /// It is as it was written.
    Store,
    /// It is gone.
    Remove,
}

impl Machine for Hub {
    type Ask = Ask;
    type Facts = Facts;
    type Then = Then;
    type Trigger = ();
    type Watch = ();

    const ANSWERS: &'static [Answer<Self>] = answers::ALL;
    const RULES: &'static [Rule<Self>] = &[];
}
