//! What follows from answers that fit no row.

use alloc::string::String;

use super::{Heard, Held, Judge, is_success, peculiar};
use crate::answer::{Answer, Field};
use crate::dispute::Stance;
use crate::hub::Hub;
use crate::hub::ask::Ask;
use crate::hub::facts::{Facts, Life};
use crate::machine::Machine as _;
use crate::registration::Entry;
use crate::requirement::*;
use crate::ruling::{Expected, Finding};

impl Judge<'_> {
    pub(super) fn misanswered(
        &mut self,
        heard: &Heard<'_>,
        told: Facts,
        row: &'static Answer<Hub>,
    ) {
        let Some(status) = row.cells.first() else { return };
        let requirement = self.particular(heard, told, row).unwrap_or(status.requirement);
        let expected = Expected::OneOf(status.choices);
        let finding = Finding::new(requirement, Field::Status, expected, heard.at, heard.to);
        self.rulings.find(Stance::Holds, finding);
    }

    /// A rule that says more about a wrong status than the row does.
    pub(super) fn particular(
        &self,
        heard: &Heard<'_>,
        told: Facts,
        row: &'static Answer<Hub>,
    ) -> Option<Requirement> {
        let (status, call) = (heard.got.status, &heard.call);
        let held = self.held.get(&call.id);
        let refused = held.and_then(|held| held.refused.as_ref());
        let stood = told.life == Some(Life::Active);
        let of_the_state = match (call.ask, told.life) {
            (Ask::Read, Some(Life::Active)) if status == 404 => {
                let known = held?.description.as_ref();
                let shared = known.is_some_and(|known| {
                    self.held.iter().any(|(id, other)| {
                        *id != call.id
                            && Some(other.since) > held.map(|held| held.since)
                            && other.handle() == Some(&*known.handle)
                    })
                });
                match (refused, shared) {
                    (Some(_), _) => Some(REFUSALS_CHANGE_NOTHING),
                    (None, true) => Some(HANDLES_MAY_BE_SHARED),
                    (None, false) => None,
                }
            }
            // What was refused and shows all the same was not refused.
            (Ask::Read, Some(life)) if life != Life::Active && status < 300 => {
                let shows = refused.is_some_and(|refused| tells_of(heard.got.body, refused));
                shows.then_some(REFUSALS_CHANGE_NOTHING)
            }
            (ask, _) if ask.is_write() && status == 409 && !stood && self.is_taken(heard) => {
                Some(HANDLES_MAY_BE_SHARED)
            }
            _ => None,
        };
        let refused = is_success(row) && (400..500).contains(&status);
        of_the_state.or_else(|| {
            let mut all = peculiar::of(&heard.asked, call, self.walk_of(heard));
            let of_the_call = |it: &Requirement| {
                !peculiar::is_of_the_token(it) && !peculiar::is_of_the_rights(it)
            };
            match status {
                _ if !refused => None,
                401 => all.find(peculiar::is_of_the_token),
                403 => all.find(peculiar::is_of_the_rights),
                // These tell of what is there, and not of how it was asked.
                409 | 410 => None,
                412 => all.find(|it| *it == IF_MATCH_HAS_FIVE_SPELLINGS),
                _ => all.find(of_the_call),
            }
        })
    }

    /// Is a handle written that another registration has?
    fn is_taken(&self, heard: &Heard<'_>) -> bool {
        let written = heard.call.written.as_ref().and_then(|it| it.description.as_ref());
        let Some(written) = written else { return false };
        self.held.iter().any(|(id, held)| {
            let known = held.description.as_ref().filter(|_| held.life == Some(Life::Active));
            *id != heard.call.id && known.is_some_and(|it| it.handle == written.handle)
        })
    }

    /// A wrong answer is no evidence of a state, but it is a reason to doubt ours.
    pub(super) fn doubt(&mut self, heard: &Heard<'_>, facts: Facts) {
        let (ask, profile) = (heard.call.ask, self.terms.profile);
        self.strangers |= matches!(ask, Ask::Create | Ask::Mint);
        let (asked, got) = (&heard.asked, &heard.got);
        let doubted = Hub::doubted(ask, facts, profile, asked, got);
        if ask.is_list() || matches!(ask, Ask::Mint | Ask::Create | Ask::Send) {
            return;
        }
        let fresh = || Held { life: facts.life, told: facts.life, ..Held::default() };
        let held = self.held.entry(heard.call.id.clone()).or_insert_with(fresh);
        if ask.is_write() || ask.is_deletion() {
            *held = Held { since: (heard.at, heard.now), ..Held::default() };
        } else if doubted.life != facts.life {
            held.life = None;
        }
    }
}

impl Held {
    /// The handle that it has, or had before it was deleted.
    fn handle(&self) -> Option<&str> {
        let has = self.description.as_ref().map(|description| &*description.handle);
        has.or(self.deleted.as_deref())
    }
}

/// Whether a body has the registration that another one was to write, as far as its handle tells.
fn tells_of(body: &[u8], refused: &[u8]) -> bool {
    let refused = String::from_utf8_lossy(refused).to_lowercase();
    Entry::read(body).is_ok_and(|entry| {
        let handle = entry.description.handle.to_lowercase();
        refused.contains(&handle) || refused.contains(&handle.replace('&', "&amp;"))
    })
}
