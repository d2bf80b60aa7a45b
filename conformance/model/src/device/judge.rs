//! Holds a device to its clauses, rules and outcomes, and to the id that it was handed.
//!
//! Requests for ids say nothing of the template that they are for. One command names one; where
//! several are registered at the same time, an id belongs to whom it is registered for.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::handed::Handed;
use super::outcomes::{self, Outcome};
use super::slot::Slot;
use super::{Device, Heard, Trigger, Watch, clauses};
use crate::adapter::{Command, Decided, Register};
use crate::answer::Field;
use crate::dispute::{AGREED, D44_B, D61_A, D62_A, Stance};
use crate::duty::{Cause, Match};
use crate::judge::{Hear, Judged, Terms, rule_on_cells, rule_on_clause};
use crate::requirement::*;
use crate::ruling::{Expected, Finding, Rulings, escaped};
use crate::transcript::{Entry, Event, Index, Time, Transcript};

mod answered;
mod asked;
mod kept;

impl Judged for Device {
    type Judge<'t> = Judge<'t>;

    fn judge(terms: Terms<'_>) -> Judge<'_> {
        Judge {
            terms,
            slots: BTreeMap::new(),
            told: None,
            asked: BTreeMap::new(),
            moved: BTreeMap::new(),
            platform: None,
            rulings: Rulings::default(),
        }
    }
}

/// A judge of a device in the middle of a transcript.
pub struct Judge<'t> {
    terms: Terms<'t>,
    /// What is known of each registration, by the name of its template; of the native one by no name.
    slots: BTreeMap<&'t str, Slot<'t>>,
    told: Option<Told<'t>>,
    /// What the requests were that may still be answered.
    asked: BTreeMap<Index, Asked>,
    /// What was sent on to another target.
    moved: BTreeMap<String, Asked>,
    platform: Option<String>,
    rulings: Rulings,
}

/// A command in the middle of its execution.
struct Told<'t> {
    at: Index,
    jobs: Vec<Job<'t>>,
    /// The ids that were handed over, and are registered for nobody yet, where there are several jobs.
    pool: Vec<Handed>,
    /// How many ids were handed over that everybody can read.
    handed: usize,
    /// How many were needed when the command was given, and since then.
    needed: usize,
    /// The rule that an id was to survive by then, if one was there.
    at_stake: Option<Requirement>,
    /// Was an id refused to nobody knows whom?
    refused: bool,
    /// Was something registered for nobody knows whom?
    lost: bool,
}

/// One registration of a command.
struct Job<'t> {
    register: &'t Register,
    /// How often it asked for an id, and how often it registered.
    requests: u32,
    tries: u32,
    /// How often it was told 410.
    gone: u32,
    /// What it heard last, and where.
    heard: Option<(Heard, Index)>,
    /// The rule that it breaks by not using the id that it was handed last.
    handed: Option<(Option<Requirement>, Index)>,
    decided: bool,
}

/// What a request was about.
#[derive(Clone, Debug)]
enum Asked {
    /// An id.
    Id,
    /// The registration of a job of the command, under an id if it named one.
    Put { job: usize, id: Option<String> },
}

impl<'t> Hear<'t> for Judge<'t> {
    fn hear(&mut self, _: &'t Transcript, at: Index, entry: Entry<'t>) {
        match entry.event {
            Event::Told(command) => self.told(command, at),
            Event::Asked(request) => self.asked(request, at, entry.at),
            Event::Answered(to, response) => self.answered(to, &response, at, entry.at),
            Event::Unanswered(to, _) => self.unanswered(to, at, entry.at),
            Event::Decided(about, decided) => self.decided(about, decided, at, entry.at),
            Event::Kept(kept) => self.kept(kept, at),
            _ => {}
        }
    }

    fn rulings(self) -> Rulings {
        self.rulings
    }
}

/// The name under which a registration is kept.
fn name(register: &Register) -> &str {
    register.template.as_deref().unwrap_or_default()
}

impl<'t> Judge<'t> {
    fn told(&mut self, command: &'t Command, at: Index) {
        let registers: &'t [Register] = match command {
            Command::Register(register) => core::slice::from_ref(register),
            Command::RegisterTogether { registrations } => registrations,
            Command::Restart => {
                self.slots.values_mut().for_each(|slot| slot.since.restart = true);
                return;
            }
            Command::Reset => {
                self.slots.clear();
                self.told = None;
                return;
            }
            _ => return,
        };
        let mut lacking: Vec<&str> = Vec::new();
        let mut at_stake = None;
        for register in registers {
            let slot = self.slots.entry(name(register)).or_default();
            slot.duties.lift(Trigger::Told);
            if slot.held().is_none() && !lacking.contains(&name(register)) {
                lacking.push(name(register));
            }
            at_stake =
                at_stake.or_else(|| slot.held().and_then(|_| slot.at_stake().first().copied()));
        }
        let jobs = registers.iter().map(|register| Job {
            register,
            requests: 0,
            tries: 0,
            gone: 0,
            heard: None,
            handed: None,
            decided: false,
        });
        self.told = Some(Told {
            at,
            jobs: jobs.collect(),
            pool: Vec::new(),
            handed: 0,
            needed: lacking.len(),
            at_stake,
            refused: false,
            lost: false,
        });
        (self.asked, self.moved) = (BTreeMap::new(), BTreeMap::new());
    }

    // ---- what it says came of it --------------------------------------------------------

    /// The device tells what came of a command, or of the first of its jobs of which it has not yet.
    fn decided(&mut self, about: Index, decided: Decided, at: Index, now: Time) {
        let Some(told) = self.told.as_mut().filter(|told| told.at == about) else { return };
        let several = told.jobs.len() > 1;
        let Some(job) = told.jobs.iter_mut().find(|job| !job.decided) else { return };
        job.decided = true;
        let last = job.heard.map_or(about, |(_, at)| at);
        let profile = self.terms.profile;
        let Some(slot) = self.slots.get_mut(name(job.register)) else { return };
        if told.lost {
            slot.hand_something();
            return;
        }
        slot.duties.settle(&mut self.rulings, profile, at, now);
        let fails = decided == Decided::GiveUp;
        if told.refused && job.tries == 0 && (fails || slot.held().is_none()) {
            job.heard = Some((Heard::NoId, about));
        }
        // The id that it was handed last, if it went no further; what is due after 410 has its own rule.
        let unused = job.handed.filter(|(peculiar, _)| job.tries == 0 || peculiar.is_some());
        if job.heard.is_none() && (job.tries == 0 || unused.is_some()) && !slot.is_unclear() {
            let (requirement, because) = match unused {
                // Who fails at once could not read what it was handed.
                Some((Some(peculiar), at)) if fails => (peculiar, at),
                Some((_, at)) => (PUTS_ITS_REGISTRATION, at),
                None if !fails && slot.held().is_some() && slot.has_registered(job.register) => {
                    (REGISTERS_AT_EACH_START, about)
                }
                None if !slot.may_hold().is_empty() || several || job.requests > 0 => {
                    (PUTS_ITS_REGISTRATION, about)
                }
                None => (ASKS_FOR_AN_ID, about),
            };
            if unused.is_some_and(|(peculiar, _)| peculiar.is_some()) {
                slot.may_have_lost();
            }
            let what = (Field::Message, "a registration", Some("none"));
            self.rulings.find(Stance::Holds, breach(requirement, what, at, because));
        }
        let outcome = Outcome { decided, tries: job.tries };
        if let Some((heard, because)) = job.heard.filter(|_| decided != Decided::Untold) {
            for row in outcomes::ALL.iter().filter(|row| row.to.contains(&heard)) {
                let (messages, evidence) = ((&outcome, &outcome), (at, because));
                rule_on_cells(&mut self.rulings, profile, row.cells, messages, evidence);
            }
        }
        if job.gone > 1 {
            let messages = (&outcome, &outcome);
            rule_on_cells(&mut self.rulings, profile, outcomes::TRIES, messages, (at, last));
        }
        if job.requests == 0 && job.heard.is_some_and(|(heard, _)| heard.is_refused()) {
            self.rulings.uphold(ONLY_410_RENEWS, at);
        }
        self.ended(about, at);
    }

    /// Rules on what was told at the same time, once all of it is over.
    fn ended(&mut self, about: Index, at: Index) {
        let Some(told) = self.told.as_ref().filter(|told| told.jobs.len() > 1) else { return };
        if !told.jobs.iter().all(|job| job.decided) {
            return;
        }
        for job in told.jobs.iter().filter(|_| !told.pool.is_empty()) {
            if let Some(slot) = self.slots.get_mut(name(job.register)) {
                slot.may_have_got(&told.pool);
            }
        }
        let names: Vec<_> = told.jobs.iter().map(|job| name(job.register)).collect();
        let twins = names.iter().enumerate().any(|(n, name)| names[..n].contains(name));
        let kept = if twins { ONE_ID_BETWEEN_CALLS_AT_ONCE } else { ASKS_ONLY_WITHOUT_AN_ID };
        if told.handed <= told.needed {
            return self.rulings.uphold(kept, at);
        }
        let requirement = told.at_stake.unwrap_or(kept);
        let expected = Expected::Text(alloc::format!("requests for {} ids", told.needed).into());
        let finding = Finding::new(requirement, Field::Tries, expected, at, about);
        let found = Some(alloc::format!("{}", told.handed).into());
        self.rulings.find(self.stance(requirement), Finding { found, ..finding });
    }

    // ---- in common ----------------------------------------------------------------------

    /// How a breach of a rule counts that readings excuse.
    fn stance(&self, requirement: Requirement) -> Stance {
        let profile = self.terms.profile;
        match requirement {
            STORED_BEFORE_USE => profile.stance(D61_A),
            ONE_ID_FOR_EACH_TEMPLATE => profile.stance(D62_A),
            _ => Stance::Holds,
        }
    }

    /// Is that no breach at all, since a client may renew its id on 404?
    fn is_excused(&self, heard: Option<Heard>) -> bool {
        heard == Some(Heard::NotFound) && self.terms.profile.stance(D44_B) == Stance::Holds
    }
}

/// A breach at an entry, in words of ours.
fn breach(
    requirement: Requirement,
    (field, expected, found): (Field, &str, Option<&str>),
    at: Index,
    because: Index,
) -> Finding {
    let expected = Expected::Text(escaped(expected.as_bytes(), 400).into());
    let found = found.map(|found| escaped(found.as_bytes(), 400).into());
    Finding { found, ..Finding::new(requirement, field, expected, at, because) }
}
