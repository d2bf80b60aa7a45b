//! What the device asks.

use alloc::format;
use alloc::string::{String, ToString as _};

use super::*;
use crate::device::clauses::Sent;
use crate::device::place::Place;
use crate::registration::DeviceTags;
use crate::transcript::Request;

/// What a request of a device is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Id,
    Put,
    Neither,
}

/// What a request is, of a device that may lack an id; an empty POST asks for one wherever it goes.
fn kind(request: &Request<'_>, place: &Place<'_>, lacks: bool) -> Kind {
    match (request.method, place) {
        ("POST", Place::Base | Place::Elsewhere) => Kind::Id,
        ("POST", _) if request.body.is_empty() => Kind::Id,
        ("GET", Place::Base) if lacks => Kind::Id,
        ("GET" | "DELETE" | "HEAD" | "OPTIONS" | "TRACE" | "CONNECT", _) => Kind::Neither,
        ("PUT" | "PATCH", _) | (_, Place::Below(_) | Place::Deeper(_)) => Kind::Put,
        _ => Kind::Neither,
    }
}

impl<'t> Judge<'t> {
    pub(super) fn asked(&mut self, request: Request<'t>, at: Index, now: Time) {
        let Some(told) = &self.told else { return };
        let Some(first) = told.jobs.first() else { return };
        // Who follows where it was sent on asks the same again.
        if let Some(asked) = self.moved.get(request.target) {
            self.asked.insert(at, asked.clone());
            return;
        }
        let held = |job: &Job<'_>| self.slots.get(name(job.register)).and_then(Slot::held);
        let lacks = told.jobs.iter().any(|job| held(job).is_none());
        let place = Place::read(request.target, &first.register.backend);
        match kind(&request, &place, lacks) {
            Kind::Id => self.asked_for_an_id(request, at, now),
            Kind::Put => self.registered(request, at, now),
            Kind::Neither => {}
        }
    }

    fn asked_for_an_id(&mut self, request: Request<'t>, at: Index, now: Time) {
        let Some(told) = &mut self.told else { return };
        let several = told.jobs.len() > 1;
        let Some(job) = told.jobs.first_mut() else { return };
        let sent = Sent::read(request, job.register);
        let profile = self.terms.profile;
        for clause in clauses::ID_REQUEST {
            rule_on_clause(&mut self.rulings, profile, clause, &sent, (at, told.at));
        }
        self.asked.insert(at, Asked::Id);
        if several {
            return self.asked_for_one_of_several(at, now);
        }
        let heard = job.heard.map(|(heard, _)| heard);
        job.requests += 1;
        let (tries, register) = (job.tries, job.register);
        let Some(slot) = self.slots.get_mut(name(register)) else { return };
        let seen = (Watch::IdRequest, at, now);
        slot.duties.claim_all(&mut self.rulings, profile, seen, |_| Some(Match::Whole));
        let Some(held) = slot.held() else { return };
        let at_stake = slot.at_stake();
        let (requirement, refused) = match heard {
            Some(heard) if heard.is_refused() => (ONLY_410_RENEWS, Some(heard)),
            None if tries == 0 => {
                let requirement = at_stake.first().copied().or_else(|| slot.changes(register));
                let lost = requirement == Some(ID_SURVIVES_404);
                let refused = lost.then_some(Heard::NotFound);
                (requirement.unwrap_or(ASKS_ONLY_WITHOUT_AN_ID), refused)
            }
            _ => (ASKS_ONLY_WITHOUT_AN_ID, None),
        };
        let expected = format!("no request for an id, since the device has `{}`", held.id);
        let because = slot.evidence().unwrap_or(at);
        slot.may_have_lost();
        if !self.is_excused(refused) {
            let what = (Field::Message, expected.as_str(), Some("a request for an id"));
            let finding = breach(requirement, what, at, because);
            self.rulings.find(self.stance(requirement), finding);
        }
    }

    /// An id is asked for by nobody knows which job: by one that has to, if there is one.
    fn asked_for_one_of_several(&mut self, at: Index, now: Time) {
        let (Some(told), profile) = (&self.told, self.terms.profile) else { return };
        for job in &told.jobs {
            let Some(slot) = self.slots.get_mut(name(job.register)) else { continue };
            let due = slot.duties.nearest(Watch::IdRequest, now, |_| Some(Match::Whole));
            if let Some(duty) = due.and_then(|claim| slot.duties.take(claim)) {
                return duty.rule_on(&mut self.rulings, profile, Match::Whole, at, now);
            }
        }
    }

    fn registered(&mut self, request: Request<'t>, at: Index, now: Time) {
        let Some(told) = &mut self.told else { return };
        let several = told.jobs.len() > 1;
        let (index, fits) = told.meant(&request, &self.slots);
        let Some(job) = told.jobs.get_mut(index) else { return };
        let sent = Sent::read(request, job.register);
        let (profile, because) = (self.terms.profile, told.at);
        for clause in clauses::REGISTRATION {
            rule_on_clause(&mut self.rulings, profile, clause, &sent, (at, because));
        }
        if several && !fits {
            told.lost = true;
            return;
        }
        let (register, first) = (job.register, job.tries == 0 && job.requests == 0);
        let refused = job.heard.is_some_and(|(heard, _)| heard == Heard::NoId);
        job.tries += 1;
        (job.heard, job.handed) = (None, None);
        if let Ok(body) = &sent.body {
            self.platform(&body.platform, at);
        }
        let id = sent.place.id().map(String::from);
        let Some(slot) = self.slots.get_mut(name(register)) else { return };
        let seen = (Watch::Put, at, now);
        slot.duties.claim_all(&mut self.rulings, profile, seen, |_| Some(Match::Whole));
        let dead = id.as_ref().is_some_and(|id| slot.is_dead(id));
        let (asked, seen) = (&self.asked, (Watch::SamePut, at, now));
        slot.duties.claim_all(&mut self.rulings, profile, seen, |duty| {
            let about = asked.get(&duty.about);
            let same = matches!(about, Some(Asked::Put { id: about, .. }) if *about == id);
            let concerns = id.is_some() && (dead || duty.rule.on != Trigger::Gone);
            (same && concerns).then_some(Match::Whole)
        });
        if slot.has_registered(register) && first {
            self.rulings.uphold(REGISTERS_AT_EACH_START, at);
        }
        if dead {
            slot.duties.lift(Trigger::Reused);
        }
        // Who comes with an id of earlier shows that it survived all that has happened since.
        let mut survived = Vec::new();
        if first && slot.held().is_some() {
            survived = slot.at_stake();
            survived.extend(slot.changes(register));
            survived.push(ASKS_ONLY_WITHOUT_AN_ID);
        }
        slot.register(register);
        slot.since.together = several;
        if let Some(id) = id.as_deref().filter(|_| !dead && !refused) {
            let right = self.identified(&sent, id, (index, at, because));
            for requirement in survived.into_iter().filter(|_| right) {
                self.rulings.uphold(requirement, at);
            }
        }
        self.asked.insert(at, Asked::Put { job: index, id });
    }

    /// Rules on the id that a registration bears, and says whether it is the right one.
    fn identified(&mut self, sent: &Sent<'t>, id: &str, evidence: (usize, Index, Index)) -> bool {
        let (job, at, because) = evidence;
        let Some(told) = &mut self.told else { return false };
        let own = name(sent.told);
        let others_know = self
            .slots
            .iter()
            .any(|(name, slot)| *name != own && (slot.knows(id) || slot.is_dead(id)));
        let others_have =
            self.slots.iter().any(|(name, slot)| *name != own && slot.held().is_some());
        let Some(slot) = self.slots.get_mut(own) else { return false };
        if slot.is_unclear() {
            return false;
        }
        let several = told.jobs.len() > 1;
        let claimed = |handed: &Handed| several && !slot.knows(id) && handed.id == id;
        if let Some(position) = told.pool.iter().position(claimed) {
            let renewed = told.jobs.get(job).is_some_and(|job| job.gone > 0);
            slot.hand(told.pool.remove(position), renewed);
            slot.since.together = true;
            if renewed {
                self.rulings.uphold(GONE_REGISTERS_AGAIN, at);
            }
        }
        let known = slot.may_hold().iter().find(|handed| handed.id == id);
        let deeper = matches!(sent.place, Place::Deeper(_));
        if let Some(handed) = known.filter(|_| !deeper) {
            self.rulings.uphold(PUT_BEARS_ITS_ID, at);
            if handed.at > because {
                self.rulings.uphold(ASKS_FOR_AN_ID, at);
            }
            if handed.peculiar != Some(BARE_ID_IS_USED_WHOLE) {
                self.rulings.uphold(QUOTES_ARE_NO_PART_OF_AN_ID, at);
            }
            if let Some(peculiar) = handed.peculiar {
                self.rulings.uphold(peculiar, at);
            }
            if others_have {
                self.rulings.uphold(ONE_ID_FOR_EACH_TEMPLATE, at);
            }
            return true;
        }
        let near = |it: &&Handed| id.contains(&it.id) || id.contains(&it.literal);
        let nearest = |all: &'_ [Handed]| all.iter().find(near).or_else(|| all.last()).cloned();
        let handed =
            known.cloned().or_else(|| nearest(slot.may_hold())).or_else(|| nearest(&told.pool));
        let (requirement, expected) = match handed {
            _ if others_know => {
                (ONE_ID_FOR_EACH_TEMPLATE, "an id of its own for this registration".into())
            }
            _ if id.is_empty() => (EMPTY_ID_IS_NO_ID, "an id".into()),
            None => (ASKS_FOR_AN_ID, "a request for an id first".into()),
            Some(handed) => {
                let requirement = match handed.mistaken_for(id) {
                    PUT_BEARS_ITS_ID if deeper => PUT_GOES_TO_THE_ID,
                    requirement => requirement,
                };
                (requirement, format!("{}/{}, percent-encoded", sent.told.backend, handed.id))
            }
        };
        slot.may_have_found(id);
        let finding = breach(requirement, (Field::Target, expected.as_str(), None), at, because);
        self.rulings.find(self.stance(requirement), finding);
        false
    }

    /// A device that has named its platform once names it alike.
    fn platform(&mut self, named: &str, at: Index) {
        let Some(platform) = &self.platform else {
            self.platform = Some(named.to_string());
            return;
        };
        if platform == named {
            return self.rulings.uphold(PLATFORM_STAYS, at);
        }
        let what = (Field::Body, platform.as_str(), Some(named));
        let finding = breach(PLATFORM_STAYS, what, at, at);
        self.rulings.find(self.terms.profile.stance(AGREED), finding);
    }
}

impl Told<'_> {
    /// The job that a registration is meant for, the one that it fits best, and whether it fits at all.
    fn meant(&self, request: &Request<'_>, slots: &BTreeMap<&str, Slot<'_>>) -> (usize, bool) {
        let fits = |job: &Job<'_>| {
            let sent = Sent::read(*request, job.register);
            let Ok(body) = &sent.body else { return 0 };
            let tags = match &body.tags {
                DeviceTags::List(tags) => *tags == job.register.tags,
                DeviceTags::Missing | DeviceTags::Null => job.register.tags.is_empty(),
            };
            2 * usize::from(body.handle == job.register.handle) + usize::from(tags)
        };
        let place =
            Place::read(request.target, self.jobs.first().map_or("", |job| &job.register.backend));
        let bears = |job: &Job<'_>| match (place.id(), slots.get(name(job.register))) {
            (Some(id), Some(slot)) if slot.knows(id) => 2,
            (Some(_), Some(slot)) if slot.held().is_none() => 1,
            _ => 0,
        };
        let ranked = self.jobs.iter().enumerate().map(|(index, job)| {
            let (tries, index) = (core::cmp::Reverse(job.tries), core::cmp::Reverse(index));
            ((fits(job), bears(job), tries, index), (index.0, fits(job) > 0))
        });
        ranked.max().map_or((0, false), |(_, meant)| meant)
    }
}
