//! What the device is answered.

use super::*;
use crate::device::handed::Brought;
use crate::transcript::{Found, Response};

impl Judge<'_> {
    pub(super) fn answered(&mut self, to: Index, response: &Response<'_>, at: Index, now: Time) {
        let Some(asked) = self.asked.get(&to).cloned() else { return };
        if let (300..=399, Found::Text(target)) =
            (response.status, response.headers.get("Location"))
        {
            let target = String::from_utf8_lossy(target).into_owned();
            self.moved.insert(target, asked.clone());
        }
        match asked {
            Asked::Id => self.brought(to, Brought::read(response, at), at, now),
            Asked::Put { job, id } => {
                let gone = self.told.as_ref().and_then(|told| told.jobs.get(job));
                let heard = Heard::registration(response, gone.map_or(0, |job| job.gone));
                self.heard((job, id.as_deref()), heard, to, (at, now));
            }
        }
    }

    pub(super) fn unanswered(&mut self, to: Index, at: Index, now: Time) {
        match self.asked.get(&to).cloned() {
            Some(Asked::Id) => self.brought(to, Brought::Nothing, at, now),
            Some(Asked::Put { job, id }) => {
                self.heard((job, id.as_deref()), Heard::Silence, to, (at, now));
            }
            None => {}
        }
    }

    /// A request for an id came to this.
    fn brought(&mut self, to: Index, brought: Brought, at: Index, now: Time) {
        let Some(told) = &mut self.told else { return };
        if let Brought::Id(handed) = &brought {
            told.handed += usize::from(handed.peculiar.is_none());
        }
        let [job] = told.jobs.as_mut_slice() else {
            match brought {
                Brought::Id(handed) => told.pool.push(handed),
                _ => told.refused = true,
            }
            return;
        };
        let own = name(job.register);
        let Some(slot) = self.slots.get_mut(own) else { return };
        let (profile, cause) = (self.terms.profile, |on| Cause { on, at, since: now, sure: true });
        match brought {
            Brought::Id(handed) => {
                slot.duties.lift(Trigger::Handed);
                // A form that not everybody reads is a reason of its own to go no further.
                if job.gone > 0 && handed.peculiar.is_none() {
                    slot.duties.impose(profile, (), to, None, &cause(Trigger::Renewed));
                }
                (job.heard, job.handed) = (None, Some((handed.peculiar, at)));
                slot.hand(handed, job.gone > 0);
                let others = self.slots.iter_mut().filter(|(name, _)| **name != own);
                others.for_each(|(_, slot)| slot.since.other_handed = true);
            }
            Brought::Empty => {
                job.heard = Some((Heard::NoId, at));
                slot.duties.impose(profile, (), to, None, &cause(Trigger::Emptied));
            }
            Brought::Unclear => slot.hand_something(),
            Brought::Nothing => {
                job.heard = Some((Heard::NoId, at));
                slot.refused = slot.held().is_none();
                slot.duties.impose(profile, (), to, None, &cause(Trigger::Refused));
            }
        }
    }

    /// A registration of a job, under an id, came to this.
    fn heard(
        &mut self,
        (index, id): (usize, Option<&str>),
        heard: Heard,
        to: Index,
        (at, now): (Index, Time),
    ) {
        let Some(told) = &mut self.told else { return };
        let Some(job) = told.jobs.get_mut(index) else { return };
        job.heard = Some((heard, at));
        let own = name(job.register);
        let Some(slot) = self.slots.get_mut(own) else { return };
        slot.hear(heard, id, at);
        // Which of two calls for the same repeats itself, nobody can tell.
        let twins = told.jobs.iter().filter(|job| name(job.register) == own).count() > 1;
        let trigger = match heard {
            Heard::Gone => Some(Trigger::Gone),
            Heard::NotFound if !twins => Some(Trigger::NotFound),
            heard if heard.is_taken() && !twins => Some(Trigger::Taken),
            _ => None,
        };
        if let Some(on) = trigger {
            let cause = Cause { on, at, since: now, sure: true };
            slot.duties.impose(self.terms.profile, (), to, None, &cause);
        }
        if let (Heard::Gone | Heard::GoneAgain, Some(job)) = (heard, told.jobs.get_mut(index)) {
            job.gone += 1;
            told.needed += 1;
            let others = self.slots.iter_mut().filter(|(name, _)| **name != own);
            others.for_each(|(_, slot)| slot.since.other_gone = true);
        }
    }
}
