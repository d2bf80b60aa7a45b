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

use super::Sender;
use crate::adapter::{Command, Send};
use crate::clause::{Broken, Kept, Sends, broken, found, keeps, shown, wanted};
use crate::edition::{Edition, OsVersion};
use crate::grammar::Malformed;
use crate::header::{self, Kind};
use crate::payload::{Document, NAMESPACE, Payload};
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
pub type Clause = crate::clause::Clause<Sender>;

impl Sends for Sender {
    type Sent<'t> = Sent<'t>;
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

#[cfg(test)]
mod tests;
