//! What a device has to be told.

use super::wish::Body;
use super::{Heard, Wish};
use crate::transcript::Caller;

/// What is due, as the request, its caller and the hub have it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Due {
    /// An id: the hub made one.
    Id,
    /// An id, which may be one that the hub has for the handle.
    IdForAHandle,
    /// Success: the hub has the registration.
    Registered,
    /// Success: the hub has it no more.
    Removed,
    /// Success, or 404: the hub had nothing to delete.
    NothingToRemove,
    /// 410: the id is dead.
    Gone,
    /// The hub does not take this registration.
    RegistrationRefused,
    /// The hub has no time for this registration.
    RegistrationDelayed,
    /// The hub fails at this registration.
    RegistrationFailed,
    /// The same for an id, or the end of a registration.
    Refused,
    /// The same for an id, or the end of a registration.
    Delayed,
    /// The same for an id, or the end of a registration.
    Failed,

    /// A refusal: nobody knows the caller.
    Stranger,
    /// A refusal, or silence about the tag: it is not the caller's.
    ForbiddenTag,
    /// 400: no such platform.
    UnknownPlatform,
    /// 400, unless the backend knows it: the platform is spelt in another case of letters.
    PlatformInAnotherCase,
    /// 400, unless the backend knows it: the platform is `fcm`.
    Fcm,
    /// A refusal: the body makes no sense.
    BadBody,
    /// Success: the names of members are spelt in another case of letters.
    NamesInAnotherCase,
    /// Anything but an error of the server: there are no tags.
    NoTags,
}

/// Who asks, as far as that counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Someone who may have all that they ask for.
    Entitled,
    /// Someone who asks for a tag that is not theirs.
    Overreaching,
    /// Someone whom the backend does not know.
    Stranger,
}

impl Standing {
    /// How somebody stands who is known, or not, to a backend that knows its callers, or does not.
    #[must_use]
    pub fn of(caller: Option<&Caller>, callers_are_known: bool, wish: &Wish) -> Self {
        match caller {
            _ if !callers_are_known => Self::Entitled,
            None => Self::Stranger,
            Some(caller) if wish.tags().iter().all(|tag| caller.may_have(tag)) => Self::Entitled,
            Some(_) => Self::Overreaching,
        }
    }
}

impl Due {
    /// What is due to a wish, once the hub has been heard, if it was called; nothing for what no
    /// document knows.
    ///
    /// A sound request that was not passed on is owed what it asks for.
    #[must_use]
    pub fn to(wish: &Wish, standing: Standing, heard: Option<Heard>) -> Option<Self> {
        if *wish == Wish::Other {
            return None;
        }
        if standing == Standing::Stranger {
            return Some(Self::Stranger);
        }
        if let Wish::Register { body, .. } = wish
            && let Some(due) = Self::to_body(*body, heard)
        {
            return Some(due);
        }
        if standing == Standing::Overreaching && matches!(heard, None | Some(Heard::Done)) {
            return Some(Self::ForbiddenTag);
        }
        let registers = matches!(wish, Wish::Register { .. });
        Some(match (heard.unwrap_or(Heard::Done), wish) {
            (Heard::Done, Wish::NewId { with_handle: true }) => Self::IdForAHandle,
            (Heard::Done, Wish::NewId { .. }) => Self::Id,
            (Heard::Done, Wish::Register { .. }) => Self::Registered,
            (Heard::Done, _) => Self::Removed,
            (Heard::Gone, Wish::Register { .. }) => Self::Gone,
            (Heard::Gone | Heard::NotFound, Wish::Remove { .. }) => Self::NothingToRemove,
            (Heard::Refused | Heard::NotFound | Heard::Gone, _) if registers => {
                Self::RegistrationRefused
            }
            (Heard::Refused | Heard::NotFound | Heard::Gone, _) => Self::Refused,
            (Heard::Throttled | Heard::Unavailable, _) if registers => Self::RegistrationDelayed,
            (Heard::Throttled | Heard::Unavailable, _) => Self::Delayed,
            (Heard::Forbidden | Heard::Failed, _) if registers => Self::RegistrationFailed,
            (Heard::Forbidden | Heard::Failed, _) => Self::Failed,
        })
    }

    /// What a body is owed for its own sake; what the hub made of it counts where it was called.
    fn to_body(body: Body, heard: Option<Heard>) -> Option<Self> {
        let undecided = matches!(heard, None | Some(Heard::Done | Heard::Refused));
        match body {
            Body::UnknownPlatform => Some(Self::UnknownPlatform),
            _ if !undecided => None,
            Body::Bad => Some(Self::BadBody),
            Body::PlatformInAnotherCase => Some(Self::PlatformInAnotherCase),
            Body::Fcm => Some(Self::Fcm),
            Body::NamesInAnotherCase => Some(Self::NamesInAnotherCase),
            Body::NoTags => Some(Self::NoTags),
            Body::Sound => None,
        }
    }
}
