//! Which calls a wish of a device may make.

use super::{Clause, Made, OnBehalf, broken, keeps};
use crate::answer::Field;
use crate::backend::wish::Body;
use crate::backend::{Call, Wish};
use crate::clause::{Broken, Kept};
use crate::dispute::D43_MISSING_DELETES;
use crate::registration::IfMatch;
use crate::requirement::*;
use crate::transcript::Found;

/// The clauses.
pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(STRANGERS_REACH_NO_HUB, no_call_for_a_stranger),
    Clause::agreed(UNKNOWN_PLATFORM_MAKES_NO_CALL, no_call_for_an_unknown_platform),
    Clause::agreed(ONE_ID_FOR_EACH_POST, one_id),
    Clause::agreed(A_POST_MAKES_NO_REGISTRATION, makes_no_registration),
    Clause::agreed(REGISTERS_WITH_A_PUT, registers_with_a_put),
    Clause::agreed(WRITES_UNDER_THE_DEVICES_ID, writes_under_its_id),
    Clause::agreed(A_REGISTRATION_IS_UNCONDITIONAL, registers_unconditionally),
    Clause::agreed(A_DELETE_DELETES, deletes),
    Clause::agreed(A_DELETE_IS_UNCONDITIONAL, deletes_unconditionally),
];

impl<'j> Made<'j> {
    /// The wish of a known device that it is made for, if the wish may reach the hub at all.
    pub(super) const fn wish(&self) -> Option<&'j Wish> {
        match self.on_behalf {
            OnBehalf::Device { stranger: true, .. }
            | OnBehalf::Device {
                wish: Wish::Register { body: Body::UnknownPlatform, .. }, ..
            } => None,
            OnBehalf::Device { wish, .. } => Some(wish),
            OnBehalf::Change { .. } | OnBehalf::Nobody => None,
        }
    }

    fn shown(&self, expected: &'static str) -> Broken {
        let found = alloc::format!("{} {}", self.request.method, self.request.target);
        broken(Field::Method, expected, found)
    }
}

fn no_call_for_a_stranger(made: &Made<'_>) -> Kept {
    match made.on_behalf {
        OnBehalf::Device { stranger: true, .. } => Kept::No(made.shown("no call for a stranger")),
        _ => Kept::Silent,
    }
}

fn no_call_for_an_unknown_platform(made: &Made<'_>) -> Kept {
    match made.on_behalf {
        OnBehalf::Device {
            stranger: false,
            wish: Wish::Register { body: Body::UnknownPlatform, .. },
            ..
        } => Kept::No(made.shown("no call for a platform that nobody knows")),
        _ => Kept::Silent,
    }
}

fn one_id(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call, made.on_behalf) {
        (Some(Wish::NewId { .. }), Call::Mint, OnBehalf::Device { minted, .. }) => {
            keeps(!minted, || made.shown("no second id, as the hub has made one"))
        }
        _ => Kept::Silent,
    }
}

fn makes_no_registration(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call) {
        (Some(Wish::NewId { .. }), Call::Write(_) | Call::Create) => {
            Kept::No(made.shown("nothing but an id to be made"))
        }
        (Some(Wish::NewId { .. }), _) => Kept::Yes,
        _ => Kept::Silent,
    }
}

fn registers_with_a_put(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call) {
        (Some(Wish::Register { .. }), Call::Write(_)) => Kept::Yes,
        (Some(Wish::Register { .. }), Call::Create | Call::Other) => {
            Kept::No(made.shown("PUT, below `registrations`"))
        }
        _ => Kept::Silent,
    }
}

fn writes_under_its_id(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call) {
        (Some(Wish::Register { id, .. }), Call::Write(found)) => {
            keeps(id == found, || broken(Field::Target, "the id that the device named", found))
        }
        _ => Kept::Silent,
    }
}

fn registers_unconditionally(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call) {
        (Some(Wish::Register { .. }), Call::Write(_)) => match condition(made) {
            Found::Absent => Kept::Yes,
            found => Kept::No(unwanted(found)),
        },
        _ => Kept::Silent,
    }
}

fn deletes(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call) {
        (Some(Wish::Remove { id }), Call::Delete(found)) => {
            keeps(id == found, || broken(Field::Target, "the id that the device named", found))
        }
        (Some(Wish::Remove { .. }), call) if !call.reads() => {
            Kept::No(made.shown("DELETE of the registration"))
        }
        _ => Kept::Silent,
    }
}

fn deletes_unconditionally(made: &Made<'_>) -> Kept {
    match (made.wish(), &made.call) {
        (Some(Wish::Remove { .. }), Call::Delete(_)) => match condition(made) {
            Found::Absent => {
                let broken = broken(IF_MATCH, "`*`", "no such field");
                Kept::No(Broken { excused_by: Some(D43_MISSING_DELETES), ..broken })
            }
            Found::Text(value) if IfMatch::parse(value).is_ok_and(|it| it.etag().is_none()) => {
                Kept::Yes
            }
            found => Kept::No(unwanted(found)),
        },
        _ => Kept::Silent,
    }
}

const IF_MATCH: Field = Field::Header("If-Match");

fn condition<'j>(made: &Made<'j>) -> Found<'j> {
    made.request.headers.get("If-Match")
}

fn unwanted(found: Found<'_>) -> Broken {
    broken(IF_MATCH, "no condition", crate::ruling::shown(found))
}
