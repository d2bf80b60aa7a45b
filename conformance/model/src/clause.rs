//! Rules on one message that a subject sends of its own accord.

use alloc::boxed::Box;

use crate::answer::Field;
use crate::dispute::{AGREED, Profile, Reading, Stance};
use crate::requirement::Requirement;
use crate::ruling::{Expected, escaped};

/// A role that sends messages of its own accord.
pub trait Sends {
    /// A message of it, read once, with what led to it.
    type Sent<'t>;
}

/// One rule on one message.
pub struct Clause<R: Sends> {
    /// The rule to blame.
    pub requirement: Requirement,
    /// The reading under which the rule is one.
    pub under: Reading,
    /// How a message does by it.
    pub check: for<'t> fn(&R::Sent<'t>) -> Kept,
}

// Derived impls would ask for `R: Copy`, which a role is not.
impl<R: Sends> Clone for Clause<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Sends> Copy for Clause<R> {}

/// How a message does by a clause.
#[derive(Clone, Debug)]
pub enum Kept {
    /// The clause does not concern it.
    Silent,
    /// It keeps the rule.
    Yes,
    /// It breaks the rule.
    No(Broken),
}

/// How a message breaks a rule.
#[derive(Clone, Debug)]
pub struct Broken {
    /// Where to look.
    pub field: Field,
    /// What should have been there.
    pub expected: Expected,
    /// What was there, where that is not simply what the request has in the field.
    pub found: Option<Box<str>>,
    /// The reading under which it is no breach after all.
    pub excused_by: Option<Reading>,
}

impl<R: Sends> Clause<R> {
    /// A rule that nobody disputes.
    pub(crate) const fn agreed(
        requirement: Requirement,
        check: for<'t> fn(&R::Sent<'t>) -> Kept,
    ) -> Self {
        Self { requirement, under: AGREED, check }
    }

    /// The same clause, a rule under this reading only.
    pub(crate) const fn read_as(self, under: Reading) -> Self {
        Self { under, ..self }
    }

    /// What a profile makes of a message: nothing, upheld, or broken with that stance.
    #[must_use]
    pub fn hold(
        &self,
        sent: &R::Sent<'_>,
        profile: &Profile,
    ) -> Option<Result<(), (Stance, Broken)>> {
        let stance = profile.stance(self.under);
        if stance == Stance::Rejected {
            return None;
        }
        match (self.check)(sent) {
            Kept::Silent => None,
            Kept::Yes => Some(Ok(())),
            Kept::No(broken) => match broken.excused_by.map(|reading| profile.stance(reading)) {
                Some(Stance::Holds) => Some(Ok(())),
                Some(Stance::Noted) => Some(Err((Stance::Noted, broken))),
                Some(Stance::Rejected) | None => Some(Err((stance, broken))),
            },
        }
    }
}

impl Broken {
    /// The same breach, excused under a reading.
    pub(crate) fn excused_by(self, reading: Reading) -> Self {
        Self { excused_by: Some(reading), ..self }
    }
}

/// A breach whose evidence is what the request has in the field.
pub(crate) const fn broken(field: Field, expected: &'static str) -> Broken {
    Broken { field, expected: Expected::Words(expected), found: None, excused_by: None }
}

/// A breach whose evidence is this text.
pub(crate) fn found(field: Field, expected: &'static str, text: impl AsRef<[u8]>) -> Broken {
    Broken { found: shown(text), ..broken(field, expected) }
}

/// A breach where a text of ours should have been.
pub(crate) fn wanted(field: Field, expected: &str, found: Option<Box<str>>) -> Broken {
    let expected = Expected::Text(escaped(expected.as_bytes(), 160).into());
    Broken { field, expected, found, excused_by: None }
}

/// A text of a message, fit to print.
pub(crate) fn shown(text: impl AsRef<[u8]>) -> Option<Box<str>> {
    Some(escaped(text.as_ref(), 160).into())
}

pub(crate) fn keeps(kept: bool, broken: impl FnOnce() -> Broken) -> Kept {
    if kept { Kept::Yes } else { Kept::No(broken()) }
}
