//! Holds a backend to its answers, to its calls of the hub, and to the changes that it is told to make.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;

use super::clauses::{self, Made, OnBehalf, Version};
use super::due::Standing;
use super::{Backend, Call, Heard, Wish, heard};
use crate::adapter::Command;
use crate::clause::Broken;
use crate::dispute::Stance;
use crate::judge::{Hear, Judged, Terms};
use crate::registration::{Entry, Feed, Tags};
use crate::requirement::*;
use crate::ruling::{Finding, Rulings};
use crate::transcript::{
    Caller, Credentials, Entry as Recorded, Event, Index, Request, Response, Transcript,
};

mod ask;
mod change;
mod told;
mod whose;

use ask::{Ask, Given};
use change::Change;
use whose::Whose;

impl Judged for Backend {
    type Judge<'t> = Judge<'t>;

    fn judge(terms: Terms<'_>) -> Judge<'_> {
        Judge {
            terms,
            callers: alloc::vec::Vec::new(),
            asks: BTreeMap::new(),
            calls: BTreeMap::new(),
            change: None,
            asked_before: BTreeMap::new(),
            minted: BTreeSet::new(),
            shown: BTreeMap::new(),
            rulings: Rulings::default(),
        }
    }
}

/// A judge of a backend in the middle of a transcript.
pub struct Judge<'t> {
    terms: Terms<'t>,
    /// Whom the backend knows; nobody if that was not said.
    callers: alloc::vec::Vec<&'t Caller>,
    /// The requests of devices, answered or not, since all was settled.
    asks: BTreeMap<Index, Ask>,
    /// The calls of the hub that it has not answered.
    calls: BTreeMap<Index, (Call, Whose)>,
    /// The change of tags that is under way.
    change: Option<Change<'t>>,
    /// The tags of the last registration that went well, by id.
    asked_before: BTreeMap<String, Tags>,
    /// The ids that the hub has made and no device was given.
    minted: BTreeSet<String>,
    /// The registrations as the hub showed them last, by id.
    shown: BTreeMap<String, Version>,
    rulings: Rulings,
}

impl<'t> Hear<'t> for Judge<'t> {
    fn hear(&mut self, transcript: &'t Transcript, at: Index, entry: Recorded<'t>) {
        match entry.event {
            Event::Known(caller) => self.callers.push(caller),
            Event::Asked(request) => self.asked(&request, at),
            Event::Consulted(request) => self.consulted(request, at),
            Event::Answered(to, response) => match self.calls.remove(&to) {
                Some((call, whose)) => self.heard(&call, whose, Ok(response), at),
                None => self.told(transcript, to, response, at),
            },
            Event::Unanswered(to, _) => match self.calls.remove(&to) {
                Some((call, whose)) => self.heard(&call, whose, Err(()), at),
                None => self.told_nothing(to, at),
            },
            Event::Told(Command::AddTag { by_tag, tag }) => {
                self.change = Some(Change::new(at, by_tag, tag));
            }
            Event::Decided(about, decided) => {
                if let Some(change) = self.change.take_if(|change| change.at == about) {
                    change.end(&mut self.rulings, self.terms.profile, decided, at);
                }
            }
            Event::Settled => self.settled(),
            _ => {}
        }
    }

    fn rulings(self) -> Rulings {
        self.rulings
    }
}

impl<'t> Judge<'t> {
    // ---- what devices ask -------------------------------------------------------------

    fn asked(&mut self, request: &Request<'_>, at: Index) {
        let wish = Wish::read(request);
        let caller = match request.credentials {
            Credentials::Caller(number) => self.callers.get(usize::from(number)).copied(),
            _ => None,
        };
        let standing = Standing::of(caller, !self.callers.is_empty(), &wish);
        let number = match request.credentials {
            Credentials::Caller(number) if caller.is_some() => Some(number),
            _ => None,
        };
        self.asks.insert(at, Ask::new(at, wish, number, standing));
    }

    /// What was promised and never asked of the hub, now that everything was done that will be.
    fn settled(&mut self) {
        let owed = self.asks.extract_if(.., |_, ask| matches!(ask.given, Given::Early(_)));
        for (_, ask) in owed {
            let Given::Early(told) = ask.given else { continue };
            let (requirement, expected) = match ask.wish {
                Wish::NewId { .. } => (ONE_ID_FOR_EACH_POST, "an id that the hub was asked for"),
                _ => (THE_BACKEND_CALLS_THE_HUB, "a call of the hub"),
            };
            let finding =
                finding(requirement, crate::answer::Field::Message, expected, told, ask.at);
            let finding = Finding { found: Some("success without any".into()), ..finding };
            self.rulings.find(Stance::Holds, finding);
        }
        self.asks.retain(|_, ask| ask.given == Given::Nothing);
    }

    // ---- what the hub is asked --------------------------------------------------------

    fn consulted(&mut self, request: Request<'t>, at: Index) {
        let call = Call::read(&request);
        let whose = self.whose(&call, &request);
        let ask = match whose {
            Whose::Device(ask) => self.asks.get(&ask),
            _ => None,
        };
        let (on_behalf, because) = match (ask, &self.change, whose) {
            (Some(ask), _, _) => {
                let caller = ask.caller.and_then(|number| self.callers.get(usize::from(number)));
                let earlier = match &ask.wish {
                    Wish::Register { id, .. } => self.asked_before.get(id),
                    _ => None,
                };
                let on_behalf = OnBehalf::Device {
                    wish: &ask.wish,
                    caller: caller.copied(),
                    stranger: ask.standing == Standing::Stranger,
                    minted: ask.minted.is_some(),
                    earlier,
                };
                (on_behalf, ask.at)
            }
            (None, Some(change), Whose::Change) => {
                let version = match &call {
                    Call::Write(id) => self.shown.get(id),
                    _ => None,
                };
                let (by_tag, tag) = (change.by_tag, change.tag);
                let shown = !self.shown.is_empty();
                (OnBehalf::Change { by_tag, tag, version, shown }, change.at)
            }
            _ => (OnBehalf::Nobody, at),
        };
        let made = Made::read(request, on_behalf);
        let mut excuses = false;
        for clause in clauses::ALL.iter().copied().flatten() {
            match clause.hold(&made, self.terms.profile) {
                None => {}
                Some(Ok(())) => self.rulings.uphold(clause.requirement, at),
                Some(Err((stance, broken))) => {
                    excuses |= matches!(
                        clause.requirement,
                        STRANGERS_REACH_NO_HUB
                            | UNKNOWN_PLATFORM_MAKES_NO_CALL
                            | TAGS_ARE_AUTHORIZED
                            | REGISTERS_WITH_A_PUT
                            | A_DELETE_DELETES
                    );
                    let Broken { field, expected, found, .. } = broken;
                    let finding = Finding::new(clause.requirement, field, expected, at, because);
                    self.rulings.find(stance, Finding { found, ..finding });
                }
            }
        }
        if let (Some(change), Whose::Change) = (&mut self.change, whose) {
            change.asked(&call, made.entry.as_ref().and_then(|entry| entry.as_ref().ok()));
        }
        if let Whose::Device(ask) = whose {
            self.called(ask, excuses, at);
        }
        self.calls.insert(at, (call, whose));
    }

    // ---- what the hub says ------------------------------------------------------------

    fn heard(&mut self, call: &Call, whose: Whose, said: Result<Response<'_>, ()>, at: Index) {
        let heard = said.as_ref().map_or(Heard::Failed, Heard::read);
        if let Ok(response) = &said
            && heard == Heard::Done
        {
            self.learn(call, response);
        }
        match whose {
            Whose::Device(index) => {
                let Some(ask) = self.asks.get_mut(&index) else { return };
                ask.hears(call, heard, said.as_ref().ok(), at);
                if let (Wish::Register { id, .. }, Call::Write(named)) = (&ask.wish, call)
                    && heard == Heard::Done
                    && id == named
                {
                    let tags = ask.wish.tags().iter().cloned().collect();
                    self.asked_before.insert(id.clone(), tags);
                }
            }
            Whose::Change => {
                if let Some(change) = &mut self.change {
                    change.heard(&mut self.rulings, call, heard, said.as_ref().ok(), at);
                }
            }
            Whose::Nobody => {}
        }
    }

    /// What the hub shows by an answer, to whomever.
    fn learn(&mut self, call: &Call, response: &Response<'_>) {
        match call {
            Call::Mint => {
                self.minted.extend(heard::minted(response));
            }
            Call::Read(_) | Call::Write(_) | Call::Create => {
                if let Ok(entry) = Entry::read(response.body) {
                    self.show(entry);
                }
            }
            Call::ListTagged { .. } | Call::List => {
                let feed = Feed::read(response.body);
                for entry in feed.into_iter().flat_map(|feed| feed.entries) {
                    self.show(entry);
                }
            }
            Call::Delete(id) => {
                self.shown.remove(id);
            }
            Call::Other => {}
        }
    }

    fn show(&mut self, entry: Entry) {
        if let Some(id) = entry.registration_id() {
            self.shown.insert(id, Version::shown(entry));
        }
    }
}

fn finding(
    requirement: Requirement,
    field: crate::answer::Field,
    expected: &'static str,
    at: Index,
    because: Index,
) -> Finding {
    Finding::new(requirement, field, crate::ruling::Expected::Words(expected), at, because)
}
