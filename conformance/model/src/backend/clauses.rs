//! What one call of the hub owes the documents, rule by rule.
//!
//! A call is read once as [`Made`] and held against each [`Clause`] of its tables. One defect breaks one clause:
//! what cannot be read is silent about its content, and a call that should not be made at all is blamed for that.
//!
//! | what is seen | the clause that says so |
//! | --- | --- |
//! | any call for a stranger | that strangers reach no hub |
//! | any call for a platform that nobody knows | that it makes no call |
//! | a body that is no entry | that it is readable |
//! | another platform, or a template | that the kind fits |
//! | a tag that the caller may not have | that tags are authorised |
//! | a tag of the registration before | that tags are replaced |
//! | any other tag that nobody asked for | that the backend adds its own, and no others |

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use super::{Backend, Call, Wish};
use crate::clause::{Sends, found as broken, keeps};
use crate::registration::{DocumentFault, ETag, Entry, HubPath, Tags};
use crate::transcript::{Caller, Request};

mod changes;
mod entry;
mod every_call;
mod for_a_device;

/// One rule on one call.
pub type Clause = crate::clause::Clause<Backend>;

impl Sends for Backend {
    type Sent<'t> = Made<'t>;
}

/// Every table, in the order in which they are held against a call.
pub const ALL: &[&[Clause]] =
    &[every_call::CLAUSES, for_a_device::CLAUSES, entry::CLAUSES, changes::CLAUSES];

/// A call of the hub, read once.
#[derive(Debug)]
pub struct Made<'j> {
    /// The request.
    pub request: Request<'j>,
    /// Its target, if that leads anywhere.
    pub path: Option<HubPath>,
    /// What it asks.
    pub call: Call,
    /// Its body, if it writes.
    pub entry: Option<Result<Entry, DocumentFault>>,
    /// For whom it is made.
    pub on_behalf: OnBehalf<'j>,
}

/// For whom a call is made.
#[derive(Clone, Copy, Debug)]
pub enum OnBehalf<'j> {
    /// A device.
    Device {
        /// What it asks.
        wish: &'j Wish,
        /// Who holds it, if the backend knows its callers and this one.
        caller: Option<&'j Caller>,
        /// Whether the backend knows its callers, but not this one.
        stranger: bool,
        /// Whether the hub has made an id for this request before.
        minted: bool,
        /// The tags that were asked for under this id before.
        earlier: Option<&'j Tags>,
    },
    /// Somebody who told the backend to add a tag.
    Change {
        /// The tag that says which registrations.
        by_tag: &'j str,
        /// The tag to add.
        tag: &'j str,
        /// The registration as the hub showed it last.
        version: Option<&'j Version>,
        /// Whether the hub has shown any registration.
        shown: bool,
    },
    /// Nobody that we know of.
    Nobody,
}

/// A registration, as a hub showed it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Version {
    /// Its number.
    pub etag: Option<ETag>,
    /// The entry.
    pub entry: Entry,
}

impl<'j> Made<'j> {
    /// Reads a call that was made for somebody.
    #[must_use]
    pub fn read(request: Request<'j>, on_behalf: OnBehalf<'j>) -> Self {
        let call = Call::read(&request);
        let writes = matches!(call, Call::Write(_) | Call::Create);
        let entry = writes.then(|| Entry::read(request.body));
        let path = HubPath::parse(request.target).ok();
        Self { request, path, call, entry, on_behalf }
    }

    /// The entry that it writes, if that can be read.
    fn written(&self) -> Option<&Entry> {
        self.entry.as_ref()?.as_ref().ok()
    }
}

/// A list of tags in words.
fn listed<'t>(tags: impl IntoIterator<Item = &'t str>) -> Box<str> {
    let tags: Vec<_> = tags.into_iter().collect();
    format!("`{}`", tags.join("`, `")).into()
}
