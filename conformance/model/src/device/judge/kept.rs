//! What the device keeps.

use alloc::format;

use super::*;
use crate::transcript::Kept;

impl Judge<'_> {
    pub(super) fn kept(&mut self, kept: &Kept, at: Index) {
        let names: Vec<_> = self.slots.keys().copied().collect();
        for own in names {
            let found = kept.get(own).map(String::as_str).filter(|id| !id.is_empty());
            let elsewhere = |id: &str| kept.iter().any(|(name, kept)| name != own && kept == id);
            if let Some((requirement, expected)) = self.kept_for(own, (found, elsewhere), at) {
                let because = self.slots.get(own).and_then(Slot::evidence).unwrap_or(at);
                let what = (Field::Storage, expected.as_str(), found.or(Some("nothing")));
                let finding = breach(requirement, what, at, because);
                let excused =
                    requirement == ID_SURVIVES_404 && self.is_excused(Some(Heard::NotFound));
                if !excused {
                    self.rulings.find(self.stance(requirement), finding);
                }
                if let Some(slot) = self.slots.get_mut(own) {
                    slot.may_have_lost();
                }
            }
        }
    }

    /// Upholds what the id that is kept for a registration shows, or tells what it breaks.
    fn kept_for(
        &mut self,
        own: &str,
        (found, elsewhere): (Option<&str>, impl Fn(&str) -> bool),
        at: Index,
    ) -> Option<(Requirement, String)> {
        let others_know =
            |id: &str| self.slots.iter().any(|(name, slot)| *name != own && slot.may_keep(id));
        let theirs = found.is_some_and(others_know);
        let others_hold =
            self.slots.iter().any(|(name, slot)| *name != own && slot.held().is_some());
        let slot = self.slots.get(own)?;
        if slot.is_unclear() {
            return None;
        }
        let dead = found.is_some_and(|id| slot.is_dead(id) && !slot.may_keep(id));
        if dead {
            return Some((DEAD_ID_IS_FORGOTTEN, "anything but the id that is gone".into()));
        }
        let mut upheld = Vec::new();
        if slot.has_dead() {
            upheld.push(DEAD_ID_IS_FORGOTTEN);
        }
        match (slot.held(), found) {
            (Some(_), Some(id)) if slot.knows(id) => {
                upheld.push(KEEPS_ITS_ID);
                upheld.extend(slot.at_stake());
                upheld.extend(others_hold.then_some(ONE_ID_FOR_EACH_TEMPLATE));
            }
            (Some(held), found) => {
                let requirement = match found {
                    Some(_) if theirs => ONE_ID_FOR_EACH_TEMPLATE,
                    Some(_) => KEEPS_ITS_ID,
                    None if elsewhere(&held.id) => ONE_ID_FOR_EACH_TEMPLATE,
                    None => slot.at_stake().first().copied().unwrap_or(KEEPS_ITS_ID),
                };
                return Some((requirement, format!("`{}`", held.id)));
            }
            (None, Some(_)) if slot.refused => {
                return Some((FAILED_REQUEST_STORES_NOTHING, "nothing".into()));
            }
            (None, None) if slot.refused => upheld.push(FAILED_REQUEST_STORES_NOTHING),
            (None, found) if slot.is_gone_again() => {
                if found.is_some_and(|id| !slot.may_keep(id)) {
                    let expected = "the id that was gone last, or none".into();
                    return Some((SECOND_410_LEAVES_THE_NEW_ID_OR_NONE, expected));
                }
                upheld.push(SECOND_410_LEAVES_THE_NEW_ID_OR_NONE);
            }
            (None, _) => {}
        }
        for requirement in upheld {
            self.rulings.uphold(requirement, at);
        }
        None
    }
}
