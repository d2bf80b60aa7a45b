//! What is told to a device, and answered by the backend behind it.

use alloc::vec::Vec;

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Our backend answers the next requests for an id so, then as usual.
    Ids(&'static [Reply]),
    /// Our backend answers every request for an id so from now on.
    EveryId(Reply),
    /// Our backend answers the next registrations so, then as usual.
    Puts(&'static [Reply]),
    /// Our backend answers every registration so from now on.
    EveryPut(Reply),
    /// Every id that was handed out so far is gone: our backend answers 410 to its registration.
    Expire,
    /// The device is told to register; this should come of it.
    Register(Slot, Registration, Outcome),
    /// The device is told to register all of these at the same time; all should go well.
    Together(&'static [(Slot, Registration)]),
    /// The device loses what is only in memory, and starts again.
    Restart,
    /// This should be in the device's storage: the n-th id that was handed out in the case, or none.
    Stored(&'static [(Slot, Option<usize>)]),
    /// This should be all that the device has asked since the case began.
    Asked(&'static [Ask]),
}

/// One of the registrations of a device.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Slot {
    /// The native one.
    Native,
    /// That of a template.
    News,
    /// That of another template.
    Weather,
}

impl Slot {
    /// The name of the template.
    #[must_use]
    pub const fn template(self) -> Option<&'static str> {
        match self {
            Self::Native => None,
            Self::News => Some("news"),
            Self::Weather => Some("weather"),
        }
    }
}

/// What is registered.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    /// The handle.
    pub handle: &'static str,
    /// The tags.
    pub tags: &'static [&'static str],
}

/// A handle as MPNS gives them, and two tags.
pub const USUAL: Registration = Registration {
    handle: "https://s.notify.live.net/u/1/bn1/H2QAAABq-4t_5/d2luZG93c3Bob25l/x7Q",
    tags: &["news", "user:alice"],
};

impl Registration {
    /// The same with another handle.
    #[must_use]
    pub const fn at(self, handle: &'static str) -> Self {
        Self { handle, ..self }
    }

    /// The same with other tags.
    #[must_use]
    pub const fn tagged(self, tags: &'static [&'static str]) -> Self {
        Self { tags, ..self }
    }
}

/// What our backend answers.
#[derive(Clone, Copy, Debug)]
pub enum Reply {
    /// The usual: 200 with a new id as a JSON string, or 200 with nothing for a registration.
    Usual,
    /// A new id, 200, in a form of its own.
    Id(Form),
    /// This id, as a JSON string.
    Named(&'static str),
    /// A new id as usual, with this status.
    IdWith(u16),
    /// This status, and no body.
    Status(u16),
    /// This status and this body.
    Body(u16, &'static str),
    /// This status, and another place of our backend, which answers as usual.
    Moved(u16),
    /// The usual, octet by octet.
    Trickled,
    /// The usual, but the answer does not arrive.
    Lost(Loss),
}

/// In what form an id is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// Bare, without quotation marks.
    Bare,
    /// Bare, and the end of the line.
    BareLine,
    /// As a JSON string whose every character is escaped.
    Escaped,
    /// As a JSON string with blanks and ends of lines around it.
    Padded,
    /// As an empty JSON string.
    Empty,
    /// Not at all: no body.
    Nothing,
}

/// How an answer does not arrive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Loss {
    /// The connection is closed instead.
    Closed,
    /// The connection is closed in the middle of the body, or before the status where there is no body.
    Cut,
    /// Nothing comes at all, and the connection stays open.
    Stalled,
}

/// What should come of a registration.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The device says that it is registered.
    Registered,
    /// It says that it is not.
    Failed,
    /// Either; the case is about what it asks or keeps.
    Either,
}

/// What a device asks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ask {
    /// An id.
    Id,
    /// A registration under the n-th id that was handed out in the case, counted from 1.
    Put(usize),
}

impl Step {
    /// The capabilities that this step needs of a subject.
    pub(super) fn needs(&self) -> Vec<&'static str> {
        let template = |slot: &Slot| (*slot != Slot::Native).then_some("templates");
        match self {
            Self::Register(slot, ..) => template(slot).into_iter().collect(),
            Self::Together(registrations) => {
                let templates = registrations.iter().find_map(|(slot, _)| template(slot));
                ["together"].into_iter().chain(templates).collect()
            }
            Self::Restart => alloc::vec!["restart"],
            Self::Stored(_) => alloc::vec!["stored"],
            Self::Ids(replies) | Self::Puts(replies) => {
                replies.iter().filter_map(|reply| reply.needs()).collect()
            }
            Self::EveryId(reply) | Self::EveryPut(reply) => reply.needs().into_iter().collect(),
            Self::Expire | Self::Asked(_) => Vec::new(),
        }
    }
}

impl Reply {
    /// Who waits without end is no worse a device, and cannot be waited for.
    const fn needs(&self) -> Option<&'static str> {
        match self {
            Self::Lost(Loss::Stalled) => Some("timeout"),
            _ => None,
        }
    }
}
