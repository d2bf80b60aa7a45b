//! What is asked of a hub.

use alloc::vec::Vec;

use mpnspec_model::registration::{FilterField, Platform};
use mpnspec_model::transcript::Flaw;

mod good;

pub use good::*;

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Nothing happens: the case is for subjects with this capability.
    Needs(&'static str),
    /// A call is made, and answered with one of these statuses.
    Ask(Call, Statuses),
    /// The same, and the answer gets lost on its way.
    Lose(Call),
    /// A list is read page by page to its end; it has at least these ids, and none of those.
    Walk(Call, &'static [Id], &'static [Id]),
    /// A registration is read, and is what was written there.
    Reads(Id, Body),
    /// So many registrations are made, all with the same handle and tags.
    Fill(Body, usize),
    /// The time to live of a registration ends.
    Expire(Id),
    /// The hub is made to throttle its callers, or no longer.
    Throttle(bool),
    /// So many seconds pass.
    Advance(u64),
}

/// The statuses of which one is expected; a pair is a range.
pub type Statuses = &'static [(u16, u16)];

/// An id of a case, by name: those that were minted, in the order in which they were.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Id {
    /// The first.
    A,
    /// The second.
    B,
    /// The third.
    C,
    /// The fourth.
    D,
    /// The fifth.
    E,
    /// One that nobody minted, of the right form.
    MadeUp,
    /// None, by this text.
    Text(&'static str),
}

/// A handle of a case.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Handle {
    /// The first.
    First,
    /// Another.
    Second,
}

/// A tag of a case, that no other case has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Label {
    /// The first.
    Red,
    /// Another.
    Blue,
    /// One that begins as the first does, and goes on.
    Redder,
    /// One that nobody takes.
    Unused,
}

/// A call: a good one, but for what its case changes.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// The method.
    pub method: &'static str,
    /// Where.
    pub place: Place,
    /// The version that is meant.
    pub condition: Option<Condition>,
    /// What is written.
    pub body: Option<Body>,
    /// Who asks.
    pub token: Token,
    /// How the target and the fields are spelt.
    pub spelling: Spelling,
    /// `$top`.
    pub top: Option<u32>,
    /// How the token of a page is brought back.
    pub paging: Paging,
}

/// Where a call goes.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// Where ids are minted; the new one gets this name.
    Mint(Id),
    /// All registrations; one that is made gets this name.
    All(Option<Id>),
    /// One registration.
    One(Id),
    /// Those with a tag.
    Tagged(Label),
    /// Those with a handle, of a platform, by a field.
    WithHandle(FilterField, Platform, Handle),
    /// The same, the handle encoded once more.
    WithHandleTwice(FilterField, Platform, Handle),
    /// Those of another filter.
    Filter(&'static str),
    /// Where notifications are sent.
    Messages,
    /// Where a hub mints ids that does not exist.
    OtherHub,
}

/// Which version is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Condition {
    /// Any, as `*`.
    Any,
    /// Any, as `"*"`.
    QuotedAny,
    /// The one that was told last, as `W/"1"`.
    Weak,
    /// The same, as `"1"`.
    Strong,
    /// The same, as `1`.
    Bare,
    /// The one that was told before the last.
    Stale,
}

/// A registration, as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// For which push service.
    pub platform: Platform,
    /// With which handle.
    pub handle: Handle,
    /// With which tags.
    pub tags: Tags,
    /// With which template.
    pub template: Option<Template>,
    /// The name of a secondary tile.
    pub tile: Option<&'static str>,
    /// `PushVariables`.
    pub variables: Option<&'static str>,
    /// How it is written.
    pub form: Form,
}

/// The tags of a registration.
#[derive(Clone, Copy, Debug)]
pub enum Tags {
    /// None.
    None,
    /// These.
    Of(&'static [Label]),
    /// This text, as the list.
    Text(&'static str),
    /// So many.
    Count(usize),
    /// One of so many characters.
    Long(usize),
    /// A hundred of a hundred characters each.
    Large,
}

/// A template.
#[derive(Clone, Copy, Debug)]
pub struct Template {
    /// Its body.
    pub body: &'static str,
    /// Its header fields.
    pub headers: &'static [(&'static str, &'static str)],
    /// Its name; none for a name of 200 characters.
    pub name: Option<&'static str>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// As short as can be.
    Usual,
    /// With a declaration, an id, a title and a date.
    Full,
    /// With a prefix before the names of atom.
    Prefixed,
    /// With a root that tells its kind by `i:type`.
    Polymorphic,
    /// With the elements the other way about.
    Backwards,
    /// With `i:nil` in what is absent.
    Nil,
    /// With an empty list of tags.
    EmptyTags,
    /// With values for what only the hub sets.
    ReadOnly,
    /// With the body of its template escaped, and not in CDATA.
    Escaped,
    /// Cut off in the middle.
    Truncated,
    /// From namespaces with `https`.
    Https,
    /// Without its handle.
    NoHandle,
    /// With a handle that is no absolute URI.
    Relative,
    /// No XML at all.
    Json,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub enum Token {
    /// The holder of the best key, for the hub.
    Full,
    /// The same, for the whole namespace.
    Namespace,
    /// The same, for the URI that is asked.
    Uri,
    /// The same for the hub, with escapes in capitals.
    Capitals,
    /// The same for the hub, with the parts in another order.
    Shuffled,
    /// The holder of a key for listening.
    Listen,
    /// The holder of a key for sending.
    Send,
    /// Nobody.
    None,
    /// Somebody whose token is good for nothing.
    Bad(Flaw),
}

/// How a target and its fields are spelt.
#[derive(Clone, Copy, Debug)]
pub enum Spelling {
    /// As the documents do.
    Usual,
    /// The words of the path with capitals, as SDKs do.
    Capitals,
    /// With a slash before the question mark.
    Slash,
    /// With the options in another order, and one without a value.
    OtherOrder,
    /// With names of options percent-encoded.
    EncodedNames,
    /// With another `api-version`.
    Version(&'static str),
    /// Without `x-ms-version`.
    Unversioned,
    /// With another content type.
    ContentType(&'static str),
    /// With a `TrackingId`.
    Traced,
}

/// How the token of a page is brought back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Paging {
    /// As it came.
    AsItCame,
    /// Percent-encoded once more.
    EncodedAgain,
    /// As it came, the name of the option with capitals.
    Capitals,
}

impl Step {
    /// The capabilities that this step needs of a subject.
    pub(super) fn needs(&self) -> Vec<&'static str> {
        let need = match self {
            Self::Needs(capability) => Some(*capability),
            Self::Ask(call, _) | Self::Lose(call) | Self::Walk(call, ..) => match call.token {
                Token::Listen => Some("listen-key"),
                Token::Send => Some("send-key"),
                _ => None,
            },
            Self::Expire(_) => Some("expire-registration"),
            Self::Throttle(_) => Some("throttle"),
            Self::Advance(_) => Some("clock"),
            Self::Reads(..) | Self::Fill(..) => None,
        };
        need.into_iter().collect()
    }
}
