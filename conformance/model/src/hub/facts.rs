//! What can be known about a call: the hub, its caller, the id, and what is written there.

use crate::machine::facts;

/// Whether there is a hub of that name.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum House {
    /// There is.
    Ours,
    /// There is not.
    Nobodys,
}

/// Whether the caller may do what it asks for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Trust {
    /// It may.
    Entitled,
    /// Its key has not the right.
    WithoutRight,
    /// It shows no token.
    NoToken,
    /// Its token lacks a part.
    Malformed,
    /// Its token is of no key that the hub knows.
    UnknownKey,
    /// Its token was signed with another key.
    BadSignature,
    /// Its token is for another hub.
    OtherAudience,
    /// The time of its token is over.
    Expired,
}

/// Whether the hub serves its callers.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Traffic {
    /// It does.
    Served,
    /// It throttles them.
    Throttled,
}

/// What an id has been through.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Life {
    /// Nothing: the hub has not minted it.
    Never,
    /// It was minted, and has no registration yet.
    Minted,
    /// It has a registration.
    Active,
    /// Its registration came to the end of its time.
    Expired,
    /// Its registration was deleted.
    Deleted,
}

/// Whether what stands in the place of an id is one.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Name {
    /// It is, or none is asked for.
    Sound,
    /// It is not.
    Malformed,
}

/// Whether the condition of a call fits the version of the registration.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Version {
    /// It does.
    Current,
    /// It is for another version.
    Stale,
}

/// Whether a body can be taken.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Body {
    /// It can.
    Sound,
    /// It cannot.
    Unsound,
}

/// What is the matter with a body.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Fault {
    /// Nothing.
    Nothing,
    /// It is no entry with one registration.
    Malformed,
    /// Its elements are from another namespace.
    Namespace,
    /// It has no handle.
    NoHandle,
    /// Its platform cannot have its handle.
    OddHandle,
    /// A tag has more than 120 characters.
    LongTag,
    /// A tag has a character that tags do not have.
    OddTag,
    /// A tag is empty.
    EmptyTag,
    /// A tag begins with a dollar sign.
    DollarTag,
    /// The tags have more than 8000 characters together.
    LargeTags,
    /// It has more than 60 tags. Nobody knows what a hub makes of that.
    ManyTags,
    /// A tag has blanks around it. Nobody knows.
    Blanks,
    /// It has a value for what only the hub sets. Nobody knows.
    ReadOnly,
    /// It is a phone's template without a target. Nobody knows.
    NoTarget,
    /// It is a phone's template without a class. Nobody knows.
    NoClass,
    /// Something else. Nobody knows.
    Other,
}

impl Fault {
    /// Whether a body with this fault can be taken; `None` where no document settles it.
    #[must_use]
    pub const fn body(self) -> Option<Body> {
        match self {
            Self::Nothing => Some(Body::Sound),
            Self::Malformed
            | Self::Namespace
            | Self::NoHandle
            | Self::OddHandle
            | Self::LongTag
            | Self::OddTag
            | Self::EmptyTag
            | Self::DollarTag
            | Self::LargeTags => Some(Body::Unsound),
            Self::ManyTags
            | Self::Blanks
            | Self::ReadOnly
            | Self::NoTarget
            | Self::NoClass
            | Self::Other => None,
        }
    }
}

facts! {
    /// What is known; `None` is not known.
    pub struct Facts {
        /// The hub.
        house: House,
        /// Its caller.
        trust: Trust,
        /// Its traffic.
        traffic: Traffic,
        /// How the id is spelt.
        name: Name,
        /// The id.
        life: Life,
        /// The condition.
        version: Version,
        /// The body.
        body: Body,
        /// Its fault.
        fault: Fault,
    }
}
