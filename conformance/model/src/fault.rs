//! Ways of being wrong, by name.
//!
//! A suite is worth what it catches. Each fault is a way in which somebody may get the documents wrong, with the
//! requirements that it breaks. A reference peer that is given one obeys it in one place; the judge knows of none.

use crate::requirement::{Requirement, Role};
use crate::{backend, device, hub, push_service, sender};

pub use self::bend::{Bend, Manner};

mod bend;

/// One way of being wrong.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// Its permanent name, such as `expired-is-410`.
    pub name: &'static str,
    /// What somebody does who has it, in words that go on after "it".
    pub text: &'static str,
    /// The requirements that it breaks, each of which is to be blamed.
    pub breaks: &'static [Requirement],
    /// What is broken with them, and why one defect truly means the other.
    pub implies: &'static [(Requirement, &'static str)],
    /// The profile under which it is a breach.
    pub profile: &'static str,
    /// Who is wrong, and how.
    pub wrong: Wrong,
}

/// How a peer is wrong, by its role.
#[derive(Clone, Copy, Debug)]
pub enum Wrong {
    /// A push service.
    PushService(push_service::Wrong),
    /// A sender.
    Sender(sender::Wrong),
    /// A device.
    Device(device::Wrong),
    /// A backend.
    Backend(backend::Wrong),
    /// A hub.
    Hub(hub::Wrong),
}

impl Fault {
    pub(crate) const fn new(
        name: &'static str,
        text: &'static str,
        breaks: &'static [Requirement],
        wrong: Wrong,
    ) -> Self {
        Self { name, text, breaks, implies: &[], profile: "default", wrong }
    }

    /// The same, caught under another profile than the default one.
    pub(crate) const fn under(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }

    /// The same, with what it truly implies.
    pub(crate) const fn implies(self, implies: &'static [(Requirement, &'static str)]) -> Self {
        Self { implies, ..self }
    }

    /// The fault of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        all().find(|fault| fault.name == name)
    }

    /// The role of the peer that has it.
    #[must_use]
    pub const fn role(&self) -> Role {
        match self.wrong {
            Wrong::PushService(_) => Role::PushService,
            Wrong::Sender(_) => Role::Sender,
            Wrong::Device(_) => Role::Device,
            Wrong::Backend(_) => Role::Backend,
            Wrong::Hub(_) => Role::Hub,
        }
    }

    /// Whether a breach of this requirement comes from it.
    #[must_use]
    pub fn explains(&self, requirement: Requirement) -> bool {
        self.breaks.contains(&requirement)
            || self.implies.iter().any(|(implied, _)| *implied == requirement)
    }
}

/// Every fault, role by role.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    [push_service::FAULTS, sender::FAULTS, device::FAULTS, backend::FAULTS, hub::FAULTS]
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;

    use super::*;
    use crate::dispute::PROFILES;

    #[test]
    fn names_are_told_apart_and_read_like_ids() {
        let mut seen = BTreeSet::new();
        for fault in all() {
            assert!(seen.insert(fault.name), "{} is there twice", fault.name);
            let fits =
                |octet: u8| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'-';
            assert!(fault.name.bytes().all(fits), "{}", fault.name);
            assert!(PROFILES.contains(&fault.profile), "{}: {}", fault.name, fault.profile);
            assert!(!fault.breaks.is_empty() && !fault.text.ends_with('.'), "{}", fault.name);
        }
    }

    #[test]
    fn a_fault_breaks_rules_of_its_own_role() {
        for fault in all() {
            let implied = fault.implies.iter().map(|(requirement, _)| requirement);
            for requirement in fault.breaks.iter().chain(implied) {
                assert_eq!(requirement.role(), fault.role(), "{}: {requirement}", fault.name);
            }
        }
    }
}
