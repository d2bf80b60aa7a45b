//! What is known of the id that a device keeps for one of its registrations.

use alloc::string::String;
use alloc::vec::Vec;

use super::handed::Handed;
use super::{Device, Heard};
use crate::adapter::Register;
use crate::duty::Duties;
use crate::requirement::*;
use crate::transcript::Index;

/// The native registration, or that of one template.
#[derive(Default)]
pub(super) struct Slot<'t> {
    /// The ids that the device may hold for it: one, where nothing is in doubt.
    may_hold: Vec<Handed>,
    /// May it hold none, although there are such ids?
    may_lack: bool,
    /// What it used in their place.
    used: Vec<String>,
    /// Was it handed something that may or may not be an id?
    unclear: bool,
    /// The ids that are gone.
    dead: Vec<String>,
    /// Was it ever refused an id, and never handed one?
    pub(super) refused: bool,
    /// Was a registration under the id that it holds taken?
    taken: bool,
    /// Was the id that it holds answered with 410, the second in a row?
    gone_again: bool,
    /// What was last heard of a registration, and where.
    last: Option<(Heard, Index)>,
    /// What it last registered.
    registered: Option<&'t Register>,
    /// What happened since it last registered.
    pub(super) since: Since,
    pub(super) duties: Duties<Device>,
}

/// What happened since a registration that may cost its id.
#[derive(Clone, Copy, Default)]
pub(super) struct Since {
    /// The device was started again.
    pub(super) restart: bool,
    /// The id of another template was gone.
    pub(super) other_gone: bool,
    /// Another template was handed an id.
    pub(super) other_handed: bool,
    /// Another one was registered at the same time.
    pub(super) together: bool,
    /// The id took the place of one that was gone.
    pub(super) renewed: bool,
}

impl<'t> Slot<'t> {
    // ---- what is known ----------------------------------------------------------------

    /// The ids that it may hold, the oldest first; none if it holds none, or if nobody knows.
    pub(super) fn may_hold(&self) -> &[Handed] {
        if self.unclear { &[] } else { &self.may_hold }
    }

    /// The id that it must hold, and therefore must not ask for.
    pub(super) fn held(&self) -> Option<&Handed> {
        if self.may_lack || self.unclear { None } else { self.may_hold.last() }
    }

    pub(super) const fn is_unclear(&self) -> bool {
        self.unclear
    }

    /// Was it handed this id, and may it hold it?
    pub(super) fn knows(&self, id: &str) -> bool {
        self.may_hold.iter().any(|handed| handed.id == id)
    }

    /// May it hold this id, however it came by it?
    pub(super) fn may_keep(&self, id: &str) -> bool {
        self.knows(id) || self.used.iter().any(|used| used == id)
    }

    pub(super) fn is_dead(&self, id: &str) -> bool {
        self.dead.iter().any(|dead| dead == id)
    }

    pub(super) const fn has_dead(&self) -> bool {
        !self.dead.is_empty()
    }

    pub(super) const fn is_gone_again(&self) -> bool {
        self.gone_again
    }

    /// Was the very same registered before, and taken?
    pub(super) fn has_registered(&self, register: &Register) -> bool {
        let same = |it: &&Register| it.handle == register.handle && it.tags == register.tags;
        self.taken && self.registered.as_ref().is_some_and(same)
    }

    /// Where it was last heard of.
    pub(super) fn evidence(&self) -> Option<Index> {
        let handed = self.may_hold.last().map(|handed| handed.at);
        self.last.map(|(_, at)| at).max(handed)
    }

    /// The rules that its id has to survive by now, the one to blame first.
    pub(super) fn at_stake(&self) -> Vec<Requirement> {
        let mut at_stake = Vec::new();
        let heard = self.last.map(|(heard, _)| heard);
        if !self.taken && heard.is_some() {
            at_stake.push(STORED_BEFORE_USE);
        } else if self.since.restart {
            at_stake.push(ID_SURVIVES_A_RESTART);
        }
        match heard {
            Some(Heard::NotFound) => at_stake.push(ID_SURVIVES_404),
            Some(Heard::Refused) => at_stake.push(ID_SURVIVES_A_REFUSAL),
            Some(Heard::Silence) => at_stake.push(ID_SURVIVES_SILENCE),
            _ => {}
        }
        let Since { other_gone, together, other_handed, renewed, .. } = self.since;
        let since = [
            (other_gone, OTHER_TEMPLATES_KEEP_THEIR_IDS),
            (together, IDS_SURVIVE_ONE_ANOTHER),
            (other_handed, ONE_ID_FOR_EACH_TEMPLATE),
            (renewed, NEW_ID_IS_KEPT),
        ];
        at_stake
            .extend(since.into_iter().filter(|(is, _)| *is).map(|(_, requirement)| requirement));
        at_stake
    }

    /// The rule that asks for the id where this is registered, although handle or tags may differ.
    pub(super) fn changes(&self, register: &Register) -> Option<Requirement> {
        let other = |it: &&Register| it.handle != register.handle || it.tags != register.tags;
        self.registered.as_ref().filter(|it| other(it)).map(|_| ID_STAYS_WITH_A_NEW_HANDLE)
    }

    // ---- what is learnt ---------------------------------------------------------------

    /// It was handed an id, which takes the place of the one that it may hold, or does not.
    pub(super) fn hand(&mut self, handed: Handed, renewed: bool) {
        // What is handed out again lives again.
        self.dead.retain(|dead| *dead != handed.id);
        self.may_hold.push(handed);
        (self.may_lack, self.unclear, self.refused) = (false, false, false);
        (self.taken, self.gone_again, self.last) = (false, false, None);
        self.since = Since { renewed, ..Since::default() };
    }

    pub(super) fn hand_something(&mut self) {
        self.unclear = true;
    }

    /// It registers this.
    pub(super) fn register(&mut self, register: &'t Register) {
        self.registered = Some(register);
        self.since =
            Since { renewed: self.since.renewed && self.last.is_none(), ..Since::default() };
    }

    /// Its registration under this id was answered, or not.
    pub(super) fn hear(&mut self, heard: Heard, id: Option<&str>, at: Index) {
        self.last = Some((heard, at));
        let Some(id) = id else {
            if matches!(heard, Heard::Gone | Heard::GoneAgain) {
                self.forget();
            }
            return;
        };
        match heard {
            Heard::Gone => {
                self.dead.push(id.into());
                self.forget();
            }
            // The id that is gone now may stay where it is: only one more try is asked for.
            Heard::GoneAgain => {
                self.narrow(id);
                (self.may_lack, self.gone_again) = (true, true);
            }
            heard if heard.is_taken() => {
                self.narrow(id);
                self.taken = true;
            }
            _ => {}
        }
    }

    fn narrow(&mut self, id: &str) {
        if self.knows(id) {
            self.may_hold.retain(|handed| handed.id == id);
            self.used.clear();
            (self.may_lack, self.unclear) = (false, false);
        }
    }

    fn forget(&mut self) {
        self.may_hold.clear();
        self.used.clear();
        (self.may_lack, self.taken, self.gone_again) = (false, false, false);
    }

    /// It may have lost its id, since it behaves as if it had none.
    pub(super) fn may_have_lost(&mut self) {
        self.may_lack = true;
    }

    /// It may hold this id, since it uses it.
    pub(super) fn may_have_found(&mut self, id: &str) {
        self.used.push(id.into());
        self.may_lack = true;
    }

    /// It may hold one of these ids, which nobody knows whom they were for.
    pub(super) fn may_have_got(&mut self, handed: &[Handed]) {
        if self.may_hold.is_empty() {
            self.may_hold.extend_from_slice(handed);
            (self.may_lack, self.refused) = (true, false);
        }
    }
}
