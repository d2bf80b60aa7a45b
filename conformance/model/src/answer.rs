//! A row of a table of answers, and how near a message comes to it.

use crate::adapter::Decided;
use crate::dispute::{Profile, Reading, Stance};
use crate::machine::Machine;
use crate::requirement::Requirement;
use crate::transcript::{Found, Request, Response};

/// One place of a message that is judged on its own.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Field {
    /// The minor version of HTTP/1.
    Version,
    /// The status code.
    Status,
    /// A header field.
    Header(&'static str),
    /// The request method.
    Method,
    /// The request target.
    Target,
    /// The body.
    Body,
    /// The size of the header block, in octets.
    HeaderSize,
    /// The client certificate.
    Certificate,
    /// As what a notification was delivered.
    Kind,
    /// The channel it belongs to.
    Channel,
    /// The moment at which the message was seen.
    Moment,
    /// What the subject said it will do.
    Decision,
    /// How often it tried.
    Tries,
    /// What it keeps in its storage.
    Storage,
    /// The message as a whole.
    Message,
}

impl core::fmt::Display for Field {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Version => "HTTP version",
            Self::Status => "status",
            Self::Header(name) => name,
            Self::Method => "method",
            Self::Target => "request target",
            Self::Body => "body",
            Self::HeaderSize => "header block",
            Self::Certificate => "client certificate",
            Self::Kind => "kind",
            Self::Channel => "channel",
            Self::Moment => "time",
            Self::Decision => "decision",
            Self::Tries => "tries",
            Self::Storage => "storage",
            Self::Message => "message",
        })
    }
}

/// Something that has fields.
pub trait Message {
    /// What it has in this place.
    fn find(&self, field: Field) -> Found<'_>;
}

impl Message for Request<'_> {
    fn find(&self, field: Field) -> Found<'_> {
        match field {
            Field::Header(name) => self.headers.get(name),
            Field::Method => Found::Text(self.method.as_bytes()),
            Field::Target => Found::Text(self.target.as_bytes()),
            Field::Body => Found::Octets(self.body),
            Field::HeaderSize => Found::Number(self.headers.octets() as u64),
            _ => Found::Absent,
        }
    }
}

impl Message for Response<'_> {
    fn find(&self, field: Field) -> Found<'_> {
        match field {
            Field::Version => Found::Number(u64::from(self.minor)),
            Field::Status => Found::Number(u64::from(self.status)),
            Field::Header(name) => self.headers.get(name),
            Field::Body => Found::Octets(self.body),
            _ => Found::Absent,
        }
    }
}

impl Message for Decided {
    fn find(&self, field: Field) -> Found<'_> {
        match field {
            Field::Decision => Found::Decision(*self),
            _ => Found::Absent,
        }
    }
}

/// A value that a field may have.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// No such field.
    Absent,
    /// No octets.
    Empty,
    /// This text, in any case of letters.
    Text(&'static str),
    /// This text, letter for letter.
    Exactly(&'static str),
    /// Any text that this accepts, such as a date.
    Form(&'static str, fn(&[u8]) -> bool),
    /// A number in this range.
    Number(u64, u64),
    /// What the request had in the same field.
    Echo,
    /// This decision.
    Decision(Decided),
    /// A retry after no less than so many seconds.
    RetryAfter(u64),
}

/// A value, and the reading of the documents that allows it.
pub type Choice = (Value, Reading);

/// Whether a check concerns every exchange or only some.
#[derive(Clone, Copy, Debug)]
pub enum If {
    /// Every one.
    Always,
    /// Those whose request had the field, once and not empty.
    Asked,
    /// Those whose request had the field with a value that this accepts.
    AskedWith(fn(&[u8]) -> bool),
    /// Those whose request did not have the field.
    Unasked,
    /// Those whose answer has the field.
    Present,
}

/// One cell: a field, the values it may have, and the rule that says so.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Where to look.
    pub field: Field,
    /// When to look.
    pub only: If,
    /// Every acceptable value; a reference peer gives the first.
    pub choices: &'static [Choice],
    /// The rule to blame.
    pub requirement: Requirement,
    /// The reading under which the rule is one.
    pub under: Reading,
}

impl Check {
    /// The same cell, a rule under this reading only.
    #[must_use]
    pub const fn under(self, under: Reading) -> Self {
        Self { under, ..self }
    }

    /// How the message does in this cell; `None` if the cell does not concern it.
    #[must_use]
    pub fn stance(
        &self,
        profile: &Profile,
        asked: &impl Message,
        got: &impl Message,
    ) -> Option<Stance> {
        let (found, wanted) = (got.find(self.field), asked.find(self.field));
        let concerned = match self.only {
            If::Always => true,
            If::Asked => matches!(wanted, Found::Text(text) if !text.is_empty()),
            If::AskedWith(accepts) => matches!(wanted, Found::Text(text) if accepts(text)),
            If::Unasked => wanted == Found::Absent,
            If::Present => found != Found::Absent,
        };
        let in_force = profile.stance(self.under);
        if !concerned || in_force == Stance::Rejected {
            return None;
        }
        let mut best = Stance::Rejected;
        for (value, reading) in self.choices {
            if value.fits(found, wanted) {
                match profile.stance(*reading) {
                    Stance::Holds => return Some(Stance::Holds),
                    Stance::Noted => best = Stance::Noted,
                    Stance::Rejected => {}
                }
            }
        }
        Some(if in_force == Stance::Noted { Stance::Noted } else { best })
    }
}

impl Value {
    fn fits(self, found: Found<'_>, wanted: Found<'_>) -> bool {
        match (self, found) {
            (Self::Absent, Found::Absent) => true,
            (Self::Empty, Found::Octets(octets)) => octets.is_empty(),
            (Self::Text(text), Found::Text(found)) => text.as_bytes().eq_ignore_ascii_case(found),
            (Self::Exactly(text), Found::Text(found)) => text.as_bytes() == found,
            (Self::Form(_, accepts), Found::Text(found) | Found::Octets(found)) => accepts(found),
            (Self::Number(low, high), Found::Number(found)) => (low..=high).contains(&found),
            (Self::Echo, found) => found == wanted,
            (Self::Decision(decision), Found::Decision(found)) => decision == found,
            (Self::RetryAfter(least), Found::Decision(Decided::Retry { after_seconds })) => {
                after_seconds >= least
            }
            _ => false,
        }
    }
}

/// One row: what may be answered to a kind of question, in which state, and what follows.
pub struct Answer<M: Machine> {
    /// The row's name.
    pub name: &'static str,
    /// The kinds of questions.
    pub to: &'static [M::Ask],
    /// The state in which this is a lawful answer; also what the answer claims the state to be.
    pub when: M::Facts,
    /// The cells. The first says which row an answer wants to be.
    pub cells: &'static [Check],
    /// What the subject takes upon itself.
    pub then: M::Then,
}

/// The distance of an answer that wants to be another row.
pub const WRONG_ROW: usize = usize::MAX;

impl<M: Machine> Answer<M> {
    /// How many cells differ; the first outweighs all others.
    #[must_use]
    pub fn distance(&self, profile: &Profile, asked: &impl Message, got: &impl Message) -> usize {
        let differs = |cell: &Check| cell.stance(profile, asked, got) == Some(Stance::Rejected);
        match self.cells.split_first() {
            Some((first, _)) if differs(first) => WRONG_ROW,
            Some((_, cells)) => cells.iter().filter(|cell| differs(cell)).count(),
            None => 0,
        }
    }
}
