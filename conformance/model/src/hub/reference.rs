//! The hub that does what the table says.
//!
//! It knows every fact, so it answers with the first lawful row. It has no clock and no socket: the
//! time is told with every request, and passes faster when it is told so.
//!
//! Where the documents leave a choice, it takes more than 60 tags, cuts blanks off tags, ignores what
//! only a hub sets, takes a phone's template with either field, takes ids that a client made up, and
//! answers 410 to an id that was deleted.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::ask::{Ask, Call};
use super::facts::{Body, Facts, Fault, House, Life, Traffic, Trust, Version};
use super::{
    CONTENT_LOCATION, ENTRY_TYPE, ETAG, LOCATION, PAGE_LIMIT, RETRY_AFTER, TRACKING_ID, Then, Wrong,
};
use crate::answer::{Answer, Field};
use crate::fault::{Bend, Manner};
use crate::machine::Machine;
use crate::registration::sas::Key;
use crate::registration::{Description, ETag, ErrorBody, Location, RegistrationId, Timestamp};
use crate::transcript::{Found, Request, Rights, Span};

mod amiss;
mod keep;
mod list;
mod tell;
#[cfg(test)]
mod tests;
mod trust;

use tell::{base_of, elsewhere, query_of, recorded, standing, status_of};

/// How long a throttled caller is told to stay away, in seconds.
pub const THROTTLE_SECONDS: u64 = 1;

/// A hub: its keys, its registrations, and its clock.
#[derive(Clone, Debug)]
pub struct Hub {
    name: String,
    keys: Vec<(Key, Rights)>,
    ids: BTreeMap<RegistrationId, Id>,
    /// How long registrations live; for ever if nothing is said.
    time_to_live: Option<Span>,
    /// How far its clock is ahead of that of its callers, in seconds.
    ahead: u64,
    throttling: bool,
    /// How many registrations a page has at most.
    page: usize,
    /// How many ids were minted, which is all that their numbers depend on.
    minted: u64,
    answered: u64,
    wrong: Option<Wrong>,
    /// How many requests came over the connection of the last one, for who is wrong about that.
    nth: usize,
    /// What it answered first to each target, for who gives that again.
    told: BTreeMap<String, Reply>,
}

/// What a hub answers.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The fields, `Date` and `Content-Length` left to whoever sends it.
    pub headers: Vec<(&'static str, Vec<u8>)>,
    /// The body.
    pub body: Vec<u8>,
    /// How it leaves.
    pub manner: Manner,
}

/// A registration, as a hub keeps it.
#[derive(Clone, Debug)]
pub struct Registration {
    /// Its version.
    pub etag: ETag,
    /// What was written.
    pub description: Description,
    /// When it ends.
    pub expires: Timestamp,
}

#[derive(Clone, Debug)]
struct Id {
    life: Life,
    /// What it has, or had before it was deleted or expired.
    registration: Option<Registration>,
}

impl Reply {
    fn bend(&mut self, bend: Bend) {
        bend.apply(&mut self.status, &mut self.headers, &mut self.body, &mut self.manner);
    }
}

impl Hub {
    /// A hub of that name without registrations, whose callers sign with these keys.
    #[must_use]
    pub fn new(name: impl Into<String>, keys: Vec<(Key, Rights)>) -> Self {
        Self {
            name: name.into(),
            keys,
            ids: BTreeMap::new(),
            time_to_live: None,
            ahead: 0,
            throttling: false,
            page: PAGE_LIMIT,
            minted: 0,
            answered: 0,
            wrong: None,
            nth: 1,
            told: BTreeMap::new(),
        }
    }

    /// The same hub, wrong in a way.
    #[must_use]
    pub fn being(self, wrong: Option<Wrong>) -> Self {
        Self { wrong, ..self }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    // ---- what can be arranged ---------------------------------------------------------

    /// Forgets every registration, and that time has passed.
    pub fn forget(&mut self) {
        if self.wrong == Some(Wrong::ForgetsNothing) {
            return;
        }
        let keys = core::mem::take(&mut self.keys);
        *self = Self::new(core::mem::take(&mut self.name), keys).being(self.wrong);
    }

    /// Numbers the ids that it makes from here on, so that those of several hubs differ.
    pub const fn number_from(&mut self, minted: u64) {
        self.minted = minted;
    }

    /// Lets so much time pass, in whole seconds.
    pub const fn advance(&mut self, span: Span) {
        self.ahead = self.ahead.saturating_add(span.0 / 1000);
    }

    /// Lets registrations that are written from now on live so long, or for ever.
    pub const fn live_for(&mut self, time_to_live: Option<Span>) {
        self.time_to_live = time_to_live;
    }

    /// Puts no more than so many registrations on a page of a list.
    pub const fn pages(&mut self, page: usize) {
        self.page = page;
    }

    /// Throttles every caller, or no longer.
    pub const fn throttle(&mut self, throttling: bool) {
        self.throttling = throttling;
    }

    /// Ends the time of a registration; false if there is none under this id.
    pub fn expire(&mut self, id: &str) -> bool {
        let id = RegistrationId::parse(id).ok();
        let Some(id) = id.and_then(|id| self.ids.get_mut(&id)) else { return false };
        if id.life != Life::Active {
            return false;
        }
        id.life = Life::Expired;
        true
    }

    /// Writes a registration, as if by a caller whom nobody saw; false if the id is none.
    pub fn write(&mut self, id: &str, description: Description, unix: u64) -> bool {
        let Ok(id) = RegistrationId::parse(id) else { return false };
        self.store(id, description, unix);
        true
    }

    /// The registrations, in the order of their ids.
    pub fn registrations(&self) -> impl Iterator<Item = (RegistrationId, &Registration)> {
        self.with_life(Life::Active)
    }

    fn with_life(&self, life: Life) -> impl Iterator<Item = (RegistrationId, &Registration)> {
        let ids = self.ids.iter().filter(move |(_, it)| it.life == life);
        ids.filter_map(|(id, it)| Some((*id, it.registration.as_ref()?)))
    }

    // ---- answers ----------------------------------------------------------------------

    /// Tells how many requests came over the connection of the next one, with that one.
    pub const fn connected(&mut self, nth: usize) {
        self.nth = nth;
    }

    /// Answers a request that came at a second since the beginning of 1970.
    ///
    /// The target of the request is absolute: what the hub tells about places is made from it.
    pub fn answer(&mut self, request: &Request<'_>, unix: u64) -> Reply {
        match self.wrong {
            Some(Wrong::Caches(ask)) => self.answer_as_before(ask, request, unix),
            Some(Wrong::Undoes(ask)) => self.answer_and_undo(ask, request, unix),
            _ => self.answer_now(request, unix),
        }
    }

    fn answer_now(&mut self, request: &Request<'_>, unix: u64) -> Reply {
        self.answered += 1;
        let clock = unix.saturating_add(self.ahead);
        self.end_what_is_over(clock);
        let call = self.read(request);
        let trust = self.trust(request, unix);
        let facts = self.facts(&call, trust.map_or_else(|it| it, |rights| standing(&call, rights)));
        let row = super::Hub::answers(call.ask, facts).next();
        let well = row.filter(|row| status_of(row) < 300);
        let refused = well.and_then(|_| self.refuses(request, &call, trust.ok()));
        let mut reply = match (refused, row) {
            (Some(status), _) => {
                self.refuse((status, "this hub does not take that"), request, clock)
            }
            (None, Some(row)) => self.serve(row, request, &call, clock),
            (None, None) => self.refuse(elsewhere(request, &call, facts), request, clock),
        };
        if let Found::Text(id) = request.headers.get(TRACKING_ID) {
            reply.headers.push((TRACKING_ID, id.to_vec()));
        }
        self.spoil(&mut reply, row);
        reply
    }

    fn end_what_is_over(&mut self, clock: u64) {
        let now = Timestamp::from_unix(clock);
        for id in self.ids.values_mut().filter(|id| id.life == Life::Active) {
            if id.registration.as_ref().is_some_and(|it| it.expires <= now) {
                id.life = Life::Expired;
            }
        }
    }

    fn facts(&self, call: &Call, trust: Trust) -> Facts {
        let ours = self.name.eq_ignore_ascii_case(&call.hub);
        let known = RegistrationId::parse(&call.id).ok().and_then(|id| self.ids.get(&id));
        let current = known.and_then(|it| it.registration.as_ref()).map(|it| it.etag.0.to_string());
        let stale = call.version.as_ref().is_some_and(|version| {
            !version.is_empty() && current.as_ref().is_some_and(|current| current != version)
        });
        let fault = call.written.as_ref().map_or(Fault::Nothing, |written| written.fault);
        let taken = if fault == Fault::Other { Body::Unsound } else { Body::Sound };
        let facts = Facts {
            house: Some(if ours { House::Ours } else { House::Nobodys }),
            trust: Some(trust),
            traffic: Some(if self.throttling { Traffic::Throttled } else { Traffic::Served }),
            name: Some(call.name()),
            life: Some(known.map_or(Life::Never, |it| it.life)),
            version: Some(if stale { Version::Stale } else { Version::Current }),
            body: Some(fault.body().unwrap_or(taken)),
            fault: Some(fault),
        };
        self.taken(facts, call)
    }

    fn serve(
        &mut self,
        row: &'static Answer<super::Hub>,
        request: &Request<'_>,
        call: &Call,
        clock: u64,
    ) -> Reply {
        let status = status_of(row);
        let base = base_of(request.target, &call.hub);
        let place = |id: &RegistrationId| format!("{base}/registrations/{id}");
        let query = query_of(request.target);
        match (row.then, call.ask) {
            (Then::Mint, _) => {
                let id = self.mint();
                self.hand_out(id, clock);
                let version = call.query.api_version.as_deref().unwrap_or_default();
                let root = base.strip_suffix(&call.hub).unwrap_or(&base);
                let location = Location::of(root, &call.hub, &id, version).to_string();
                Reply {
                    status,
                    headers: [(LOCATION, location.into())].into(),
                    body: Vec::new(),
                    ..Reply::default()
                }
            }
            (Then::Store, ask) => {
                let written = call.written.as_ref().and_then(|it| it.description.clone());
                let Some(description) = written else {
                    return self.refuse((400, "there is no registration to write"), request, clock);
                };
                let id = self.place_of(call, &description);
                self.store(id, description, clock);
                self.turn_versions(call);
                let mut reply = self.entry(status, id, &base, query, clock);
                if ask == Ask::Create {
                    let place = format!("{}?{query}", place(&id));
                    reply.headers.push((CONTENT_LOCATION, place.into()));
                }
                reply
            }
            (Then::Remove, _) => {
                if let Ok(id) = RegistrationId::parse(&call.id) {
                    self.remove(&id);
                }
                Reply { status, ..Reply::default() }
            }
            (Then::Nothing, Ask::Read) if status == 200 => match RegistrationId::parse(&call.id) {
                Ok(id) => {
                    self.turn_versions(call);
                    self.entry(status, id, &base, query, clock)
                }
                Err(_) => self.refuse((404, "no such registration"), request, clock),
            },
            (Then::Nothing, ask) if ask.is_list() && status == 200 => {
                self.list(call, (&base, request.target), clock)
            }
            (Then::Nothing, _) => {
                self.do_all_the_same(row, call, clock);
                let why = row.cells.first().map_or("", |cell| cell.requirement.text());
                let mut reply = self.refuse((status, why), request, clock);
                if row.cells.iter().any(|cell| cell.field == Field::Header(RETRY_AFTER)) {
                    reply.headers.push((RETRY_AFTER, THROTTLE_SECONDS.to_string().into()));
                }
                reply
            }
        }
    }

    fn refuse(&self, (status, why): (u16, &str), request: &Request<'_>, clock: u64) -> Reply {
        let id = match request.headers.get(TRACKING_ID) {
            Found::Text(id) => String::from_utf8_lossy(id).into_owned(),
            _ => format!("00000000-0000-4000-8000-{:012x}_G0", self.answered),
        };
        let (why, now) = (why.trim_end_matches('.'), Timestamp::from_unix(clock));
        let error = ErrorBody::traced(status, why, &id, now);
        let headers = [("Content-Type", b"application/xml; charset=utf-8".to_vec())].into();
        Reply { status, headers, body: error.write(), ..Reply::default() }
    }

    fn entry(&self, status: u16, id: RegistrationId, base: &str, query: &str, clock: u64) -> Reply {
        let Some(registration) = self.ids.get(&id).and_then(|it| it.registration.as_ref()) else {
            return Reply { status: 404, ..Reply::default() };
        };
        let collection = format!("{base}/registrations");
        let entry = recorded((id, registration), &collection, query, (clock, false));
        let headers = [("Content-Type", ENTRY_TYPE.into()), (ETAG, self.tag(registration.etag))];
        let body = self.written(entry.write());
        Reply { status, headers: headers.into(), body, ..Reply::default() }
    }
}
