//! How a hub that is wrong comes to be.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Hub, Reply};
use crate::answer::Answer;
use crate::hub::IF_MATCH;
use crate::hub::ask::{Ask, Call};
use crate::hub::body::written;
use crate::hub::facts::{Body, Facts, Life};
use crate::hub::wrong::{Fact, Kept, Odd, Writing, Wrong};
use crate::registration::{ETag, RegistrationId};
use crate::requirement::Requirement;
use crate::transcript::{Found, Request, Rights};

impl Hub {
    /// Answers as it did the first time.
    pub(super) fn answer_as_before(&mut self, ask: Ask, request: &Request<'_>, unix: u64) -> Reply {
        if Call::read(request).ask != ask {
            return self.answer_now(request, unix);
        }
        if let Some(reply) = self.told.get(request.target) {
            return reply.clone();
        }
        let reply = self.answer_now(request, unix);
        self.told.insert(request.target.into(), reply.clone());
        reply
    }

    /// Answers, and changes nothing.
    pub(super) fn answer_and_undo(&mut self, ask: Ask, request: &Request<'_>, unix: u64) -> Reply {
        let before = (Call::read(request).ask == ask).then(|| self.ids.clone());
        let reply = self.answer_now(request, unix);
        if let Some(before) = before {
            self.ids = before;
        }
        reply
    }

    /// What it makes of a request.
    pub(super) fn read(&self, request: &Request<'_>) -> Call {
        let mut call = Call::read(request);
        if let Some(Wrong::Reads(from, to)) = self.wrong
            && call.ask.is_write()
        {
            let body = String::from_utf8_lossy(request.body).replace(from, to);
            call.written = Some(written(body.as_bytes()));
        }
        call
    }

    /// What it takes for true.
    pub(super) fn taken(&self, mut facts: Facts, call: &Call) -> Facts {
        if let Some(Wrong::Takes(ask, from, to)) = self.wrong
            && ask.is_none_or(|ask| ask == call.ask)
            && from.is_in(&facts)
        {
            to.put_in(&mut facts);
        }
        facts
    }

    /// The status with which it refuses what would go well.
    pub(super) fn refuses(
        &self,
        request: &Request<'_>,
        call: &Call,
        rights: Option<Rights>,
    ) -> Option<u16> {
        match self.wrong {
            Some(Wrong::Refuses(odd, status)) => {
                self.is(odd, request, call, rights).then_some(status)
            }
            _ => None,
        }
    }

    /// Does what was refused by a row.
    pub(super) fn do_all_the_same(
        &mut self,
        row: &Answer<crate::hub::Hub>,
        call: &Call,
        clock: u64,
    ) {
        let Some(Wrong::Does(requirement)) = self.wrong else { return };
        let Ok(id) = RegistrationId::parse(&call.id) else { return };
        if !has(row, requirement) {
            return;
        }
        if call.ask.is_deletion() {
            self.remove(&id);
        }
        if let Some(description) = call.written.as_ref().and_then(|it| it.description.clone()) {
            self.store(id, description, clock);
        }
    }

    /// What the versions of a registration come to, once a call was served.
    pub(super) fn turn_versions(&mut self, call: &Call) {
        let Ok(id) = RegistrationId::parse(&call.id) else { return };
        match self.wrong {
            Some(Wrong::StepsOnReading) if call.ask == Ask::Read => {
                self.set_version(&id, ETag::next);
            }
            Some(Wrong::Keeps(Kept::VersionOfTheClient)) => {
                let told = call.written.as_ref().and_then(|it| it.read_only.etag.as_ref());
                if let Some(told) = told.and_then(|told| told.parse().ok()) {
                    self.set_version(&id, |_| ETag(told));
                }
            }
            _ => {}
        }
    }

    /// How an answer is written.
    pub(super) fn written(&self, body: Vec<u8>) -> Vec<u8> {
        let text = || String::from_utf8_lossy(&body).into_owned();
        match self.wrong {
            Some(Wrong::Writes(Writing::Polymorphic)) => polymorphic(&text()).into_bytes(),
            Some(Wrong::Writes(Writing::VersionLast)) => version_last(&text()).into_bytes(),
            _ => body,
        }
    }

    /// The value of the field with a version.
    pub(super) fn tag(&self, version: ETag) -> Vec<u8> {
        match self.wrong {
            Some(Wrong::Writes(Writing::StrongTags)) => format!("\"{}\"", version.0),
            _ => version.to_string(),
        }
        .into_bytes()
    }

    /// Spoils an answer on its way.
    pub(super) fn spoil(&mut self, reply: &mut Reply, row: Option<&Answer<crate::hub::Hub>>) {
        let of = |requirement| row.is_some_and(|row| has(row, requirement));
        match self.wrong {
            Some(Wrong::Answer(requirement, bend)) if of(requirement) => reply.bend(bend),
            Some(Wrong::Later(requirement, bend)) if self.nth > 1 && of(requirement) => {
                reply.bend(bend);
            }
            Some(Wrong::Every(bend)) => reply.bend(bend),
            Some(Wrong::Refusal(bend)) if reply.status >= 400 => reply.bend(bend),
            _ => {}
        }
    }

    fn is(&self, odd: Odd, request: &Request<'_>, call: &Call, rights: Option<Rights>) -> bool {
        let field = |name: &str| match request.headers.get(name) {
            Found::Text(value) => String::from_utf8_lossy(value).into_owned(),
            _ => String::new(),
        };
        let description = call.written.as_ref().and_then(|it| it.description.as_ref());
        let tag =
            |fits: &dyn Fn(&str) -> bool| description.is_some_and(|it| it.tags.iter().any(fits));
        let path = request.target.split('?').next().unwrap_or_default();
        match odd {
            Odd::Capitals => path
                .split('/')
                .skip(4)
                .any(|word| word.contains(|it: char| it.is_ascii_uppercase())),
            Odd::Target(text) => request.target.contains(text),
            Odd::Without(name) => request.headers.get(name) == Found::Absent,
            Odd::Undeclared(text) => call.ask.is_write() && !field("Content-Type").contains(text),
            Odd::Condition(looks) => {
                let value = field(IF_MATCH).replace(|it: char| it.is_ascii_digit(), "#");
                value.replace("##", "#") == looks
            }
            Odd::Text(text) => String::from_utf8_lossy(request.body).contains(text),
            Odd::Order => {
                let shape = call.written.as_ref().and_then(|it| it.shape.as_ref());
                shape.is_some_and(|shape| !shape.is_canonical())
            }
            Odd::Tags(count) => description.is_some_and(|it| it.tags.len() >= count),
            Odd::LongTag(length) => tag(&|it| it.chars().count() >= length),
            Odd::TagWith(character) => tag(&|it| it.contains(character)),
            Odd::LongName(length) => {
                let template = description.and_then(|it| it.template.as_ref());
                let name = template.and_then(|it| it.name.as_ref());
                name.is_some_and(|name| name.chars().count() >= length)
            }
            Odd::Platform(platform) => description.is_some_and(|it| it.platform == platform),
            Odd::SharedHandle => self.registrations().any(|(id, other)| {
                id.to_string() != call.id
                    && description.is_some_and(|it| it.handle == other.description.handle)
            }),
            Odd::Again => {
                let id = RegistrationId::parse(&call.id).ok();
                let it = id.and_then(|id| self.ids.get(&id));
                call.ask == Ask::Put && it.is_some_and(|it| it.life == Life::Active)
            }
            Odd::Token(text) => field("Authorization").contains(text),
            Odd::Audience(segments) => {
                let token = field("Authorization").to_lowercase();
                let resource = token.split(['?', '&', ' ']).find_map(|it| it.strip_prefix("sr="));
                let resource = resource.unwrap_or_default();
                let path = resource.split("%3f").next().unwrap_or_default();
                let words = path.split("%2f").skip(3).filter(|word| !word.is_empty());
                words.count().min(2) == segments
            }
            Odd::Rights(known) => rights == Some(known),
        }
    }
}

impl Fact {
    fn is_in(self, facts: &Facts) -> bool {
        match self {
            Self::House(it) => facts.house == Some(it),
            Self::Trust(it) => facts.trust == Some(it),
            Self::Traffic(it) => facts.traffic == Some(it),
            Self::Life(it) => facts.life == Some(it),
            Self::Version(it) => facts.version == Some(it),
            Self::Body(it) => facts.fault == Some(it),
        }
    }

    const fn put_in(self, facts: &mut Facts) {
        match self {
            Self::House(it) => facts.house = Some(it),
            Self::Trust(it) => facts.trust = Some(it),
            Self::Traffic(it) => facts.traffic = Some(it),
            Self::Life(it) => facts.life = Some(it),
            Self::Version(it) => facts.version = Some(it),
            Self::Body(it) => {
                facts.fault = Some(it);
                facts.body = match it.body() {
                    Some(body) => Some(body),
                    None => Some(Body::Sound),
                };
            }
        }
    }
}

fn has(row: &Answer<crate::hub::Hub>, requirement: Requirement) -> bool {
    row.cells.iter().any(|cell| cell.requirement == requirement)
}

/// The same text with the kind of each description in an attribute of its root.
fn polymorphic(text: &str) -> String {
    const ROOT: &str = "RegistrationDescription";
    let mut pieces = text.split(ROOT);
    let mut all = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        // The name begins behind the last `<` or `</`.
        let at = all.rfind('<').map_or(all.len(), |at| at + 1);
        let name = all.split_off(at);
        match name.strip_prefix('/') {
            Some(_) => all.push_str("/RegistrationDescription"),
            None => all.push_str(&format!("{ROOT} i:type=\"{name}{ROOT}\"")),
        }
        all.push_str(piece);
    }
    all
}

/// The same text with the number of the version at the end of each description.
fn version_last(text: &str) -> String {
    let mut pieces = text.split("<ETag>");
    let mut all = String::from(pieces.next().unwrap_or_default());
    for piece in pieces {
        let parts = piece.split_once("</ETag>");
        let parts = parts.and_then(|(version, rest)| {
            let at = rest.find("RegistrationDescription>")?;
            let at = rest[..at].rfind("</")?;
            Some((version, rest.split_at(at)))
        });
        match parts {
            Some((version, (inside, after))) => {
                all.push_str(&format!("{inside}<ETag>{version}</ETag>{after}"));
            }
            None => all.push_str(piece),
        }
    }
    all
}

#[cfg(test)]
mod tests;
