//! What one message of a sender owes the documents, rule by rule.
//!
//! A message is read once as [`Sent`] and held against each [`Clause`] of its table. One defect
//! breaks one clause: a clause is silent where another has already said what is wrong.
//!
//! | what is seen | the clause that says so |
//! | --- | --- |
//! | a bare `<` or `&` of a told text, in a body that is not well-formed for it | that it is encoded |
//! | octets, or a declaration, of another encoding | that the body is UTF-8 |
//! | any other body that is not well-formed | that it is well-formed |
//! | another kind than was told, in target and body | that the message is sent |
//! | the right body under another target | the target of its kind |
//! | the right target over another child | that the child fits the target |
//! | an id spelt `ID` | that it is spelt `Id` |
//! | an id in an attribute of another name | that the tile has only what it may have |
//! | no id at all, although one was told | that the id is the navigation URI |
//! | an unknown template | that the template is known |
//! | a count of 100, told or not | that counts go from 0 to 99 |
//! | a local image path that was changed | that image paths are unchanged |
//! | any other text that was changed or lost | that texts survive |
//! | a token with `%2D` or `%5F` | that tokens are not escaped |
//! | a long channel URI that was cut | that URIs of its length work |

use alloc::boxed::Box;

use crate::adapter::{Command, Send};
use crate::answer::Field;
use crate::dispute::{AGREED, Profile, Reading, Stance};
use crate::edition::{Edition, OsVersion};
use crate::grammar::Malformed;
use crate::header::{self, Kind};
use crate::payload::{Document, NAMESPACE, Payload};
use crate::requirement::Requirement;
use crate::ruling::{Expected, escaped};
use crate::transcript::{Found, Request};
use crate::xml::Element;

mod document;
mod headers;
mod registration;
mod tile;
mod toast;
mod told;
mod transport;

/// One rule on one message.
#[derive(Clone, Copy)]
pub struct Clause {
    /// The rule to blame.
    pub requirement: Requirement,
    /// The reading under which the rule is one.
    pub under: Reading,
    /// How a message does by it.
    pub check: fn(&Sent<'_>) -> Kept,
}

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

impl Clause {
    /// What a profile makes of a message: nothing, upheld, or broken with that stance.
    #[must_use]
    pub fn hold(&self, sent: &Sent<'_>, profile: &Profile) -> Option<Result<(), (Stance, Broken)>> {
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

    const fn agreed(requirement: Requirement, check: fn(&Sent<'_>) -> Kept) -> Self {
        Self { requirement, under: AGREED, check }
    }

    const fn read_as(self, under: Reading) -> Self {
        Self { under, ..self }
    }
}

/// Judged on every request to a channel URI.
pub static NOTIFICATION: &[Clause] =
    &joined::<{ count(NOTIFICATION_SECTIONS) }>(NOTIFICATION_SECTIONS);

/// Judged on every request that wants to register a callback.
pub static REGISTRATION: &[Clause] =
    &joined::<{ count(REGISTRATION_SECTIONS) }>(REGISTRATION_SECTIONS);

const NOTIFICATION_SECTIONS: &[&[Clause]] = &[
    &[transport::POST],
    transport::EVERY_REQUEST,
    transport::NOTIFICATION,
    headers::CLAUSES,
    told::CLAUSES,
    document::CLAUSES,
    toast::CLAUSES,
    tile::CLAUSES,
];

const REGISTRATION_SECTIONS: &[&[Clause]] = &[transport::EVERY_REQUEST, registration::CLAUSES];

const fn count(sections: &[&[Clause]]) -> usize {
    let (mut clauses, mut section) = (0, 0);
    while section < sections.len() {
        clauses += sections[section].len();
        section += 1;
    }
    clauses
}

const fn joined<const N: usize>(sections: &[&[Clause]]) -> [Clause; N] {
    let mut all = [transport::POST; N];
    let (mut section, mut at) = (0, 0);
    while section < sections.len() {
        let mut clause = 0;
        while clause < sections[section].len() {
            all[at] = sections[section][clause];
            (clause, at) = (clause + 1, at + 1);
        }
        section += 1;
    }
    all
}

/// A message of a sender, read once.
#[derive(Clone, Debug)]
pub struct Sent<'t> {
    /// The request.
    pub request: Request<'t>,
    /// What it was told to send, if we told it.
    pub told: Option<&'t Command>,
    /// What its target field declares, nothing being raw; none for what declares no kind.
    pub kind: Option<Kind>,
    /// What it is judged as: what was told, unless both target and body are of another kind.
    pub meant: Kind,
    /// Its body, where that is a toast or a tile.
    pub document: Option<Result<Document<'static>, Malformed>>,
    /// The edition it is read by.
    pub edition: Edition,
}

impl<'t> Sent<'t> {
    /// Reads a request, with what led to it.
    #[must_use]
    pub fn read(request: Request<'t>, told: Option<&'t Command>, edition: Edition) -> Self {
        let kind = declared(&request);
        let mut sent = Self { request, told, kind, meant: Kind::Raw, document: None, edition };
        let told = sent.payload().map(Payload::kind);
        if kind == Some(Kind::Raw) && matches!(told, None | Some(Kind::Raw)) {
            return sent;
        }
        let document = Document::read(request.body);
        let body = document.as_ref().ok().and_then(kind_of);
        sent.meant = match (told, kind) {
            (Some(Kind::Raw), Some(declared)) if sent.is_told_body() || body != Some(declared) => {
                Kind::Raw
            }
            (Some(told), Some(declared)) if told != declared && body != Some(told) => declared,
            (Some(told), _) => told,
            (None, Some(declared)) => declared,
            (None, None) => body.or_else(|| intended(&request)).unwrap_or(Kind::Raw),
        };
        sent.document = (sent.meant != Kind::Raw).then_some(document);
        sent
    }

    fn send(&self) -> Option<&'t Send> {
        match self.told? {
            Command::Send(send) => Some(send),
            _ => None,
        }
    }

    fn payload(&self) -> Option<&'t Payload<'static>> {
        self.send()?.notification.as_ref()
    }

    fn os(&self) -> Option<OsVersion> {
        self.send().map(|send| send.os)
    }

    fn is_told_body(&self) -> bool {
        matches!(self.payload(), Some(Payload::Raw(octets)) if **octets == *self.request.body)
    }

    fn well_formed(&self) -> Option<&Document<'static>> {
        self.document.as_ref()?.as_ref().ok()
    }

    /// The root, if it is the one that it should be.
    fn root(&self) -> Option<&Element<'static>> {
        let root = &self.well_formed()?.root;
        root.is(NAMESPACE, "Notification").then_some(root)
    }

    /// The root's only child, if it is the one that it should be.
    fn child(&self, kind: Kind) -> Option<&Element<'static>> {
        let [child] = self.root()?.children.as_slice() else { return None };
        (kind == self.meant && child.is(NAMESPACE, child_name(kind)?)).then_some(child)
    }

    /// The field's value, if there is one and no more.
    fn field(&self, name: &str) -> Option<&'t [u8]> {
        match self.request.headers.get(name) {
            Found::Text(value) => Some(value),
            _ => None,
        }
    }
}

impl Broken {
    fn excused_by(self, reading: Reading) -> Self {
        Self { excused_by: Some(reading), ..self }
    }
}

const fn child_name(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Toast => Some("Toast"),
        Kind::Tile => Some("Tile"),
        Kind::Raw => None,
    }
}

fn kind_of(document: &Document<'_>) -> Option<Kind> {
    let [child] = document.children() else { return None };
    Kind::ALL.iter().copied().find(|&kind| child_name(kind) == Some(&*child.name.local))
}

fn declared(request: &Request<'_>) -> Option<Kind> {
    match request.headers.get(header::X_WINDOWSPHONE_TARGET) {
        Found::Absent => match headers::misspelt_target(request) {
            Some((_, b"toast")) => Some(Kind::Toast),
            Some((_, b"token")) => Some(Kind::Tile),
            _ => Some(Kind::Raw),
        },
        Found::Text(b"toast") => Some(Kind::Toast),
        Found::Text(b"token") => Some(Kind::Tile),
        Found::Text(b"raw") => Some(Kind::Raw),
        _ => None,
    }
}

/// The kind that an undocumented target seems to be about.
fn intended(request: &Request<'_>) -> Option<Kind> {
    let Found::Text(target) = request.headers.get(header::X_WINDOWSPHONE_TARGET) else {
        return None;
    };
    let names = [("toast", Kind::Toast), ("token", Kind::Tile), ("tile", Kind::Tile)];
    names
        .iter()
        .find(|(name, _)| target.eq_ignore_ascii_case(name.as_bytes()))
        .map(|&(_, kind)| kind)
}

const fn broken(field: Field, expected: &'static str) -> Broken {
    Broken { field, expected: Expected::Words(expected), found: None, excused_by: None }
}

fn found(field: Field, expected: &'static str, text: impl AsRef<[u8]>) -> Broken {
    Broken { found: shown(text), ..broken(field, expected) }
}

fn wanted(field: Field, expected: &str, found: Option<Box<str>>) -> Broken {
    let expected = Expected::Text(escaped(expected.as_bytes(), 160).into());
    Broken { field, expected, found, excused_by: None }
}

fn shown(text: impl AsRef<[u8]>) -> Option<Box<str>> {
    Some(escaped(text.as_ref(), 160).into())
}

fn keeps(kept: bool, broken: impl FnOnce() -> Broken) -> Kept {
    if kept { Kept::Yes } else { Kept::No(broken()) }
}

#[cfg(test)]
mod tests;
