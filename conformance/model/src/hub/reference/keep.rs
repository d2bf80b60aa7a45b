//! What a hub keeps: registrations, and the ids that it makes for them.

use alloc::string::String;

use super::{Hub, Id, Registration};
use crate::hub::Ask;
use crate::hub::ask::Call;
use crate::hub::facts::Life;
use crate::hub::wrong::{Kept, Minted, Wrong};
use crate::registration::{Description, ETag, Platform, RegistrationId, Tags, Timestamp};

impl Hub {
    pub(super) fn store(&mut self, id: RegistrationId, mut description: Description, clock: u64) {
        description.tags = description.tags.trimmed();
        if description.platform == Platform::Apns {
            description.handle.make_ascii_uppercase();
        }
        let before = self.ids.get(&id).filter(|it| it.life == Life::Active);
        let before = before.and_then(|it| it.registration.as_ref());
        let etag = before.map_or(ETag::FIRST, |it| ETag(it.etag.0.saturating_add(self.step())));
        if let Some(Wrong::Keeps(kept)) = self.wrong {
            spoil(&mut description, before.map(|it| &it.description), kept);
            if kept == Kept::OneOfItsHandle {
                self.remove_all_with(&description.handle);
            }
        }
        let expires = self.time_to_live().map_or(Timestamp::NEVER, |seconds| {
            Timestamp::from_unix(clock.saturating_add(seconds))
        });
        let registration = Some(Registration { etag, description, expires });
        self.ids.insert(id, Id { life: Life::Active, registration });
    }

    fn time_to_live(&self) -> Option<u64> {
        match self.wrong {
            Some(Wrong::LivesFor(seconds)) => Some(seconds),
            _ => self.time_to_live.map(|span| span.0 / 1000),
        }
    }

    /// By how much the version rises with a write.
    const fn step(&self) -> u64 {
        match self.wrong {
            Some(Wrong::Steps(step)) => step,
            _ => 1,
        }
    }

    pub(super) fn remove(&mut self, id: &RegistrationId) {
        let Some(it) = self.ids.get_mut(id) else { return };
        it.life = Life::Deleted;
        let handle = it.registration.as_ref().map(|it| it.description.handle.clone());
        if let (Some(Wrong::DeletesItsHandle), Some(handle)) = (self.wrong, handle) {
            self.remove_all_with(&handle);
        }
    }

    fn remove_all_with(&mut self, handle: &str) {
        for it in self.ids.values_mut().filter(|it| it.life == Life::Active) {
            if it.registration.as_ref().is_some_and(|it| it.description.handle == handle) {
                it.life = Life::Deleted;
            }
        }
    }

    /// A new id.
    pub(super) fn mint(&mut self) -> RegistrationId {
        if let Some(again) = self.minted_again() {
            return again;
        }
        loop {
            self.minted += 1;
            let id = numbered(self.minted);
            if !self.ids.contains_key(&id) {
                return id;
            }
        }
    }

    fn minted_again(&mut self) -> Option<RegistrationId> {
        match self.wrong {
            Some(Wrong::Mints(Minted::Again(count))) => {
                self.minted = self.minted % count + 1;
                Some(numbered(self.minted))
            }
            Some(Wrong::Mints(Minted::Freed)) => {
                self.ids.iter().find(|(_, it)| it.life == Life::Deleted).map(|(id, _)| *id)
            }
            _ => None,
        }
    }

    /// The id of what a call writes: the one in its path, or a new one.
    pub(super) fn place_of(&mut self, call: &Call, description: &Description) -> RegistrationId {
        let known = self.registrations().find(|(_, it)| {
            self.wrong == Some(Wrong::Mints(Minted::ByHandle))
                && call.ask == Ask::Create
                && it.description.handle == description.handle
        });
        let known = known.map(|(id, _)| id);
        RegistrationId::parse(&call.id).ok().or(known).unwrap_or_else(|| self.mint())
    }

    /// What a new id comes with: no registration.
    pub(super) fn hand_out(&mut self, id: RegistrationId, clock: u64) {
        self.ids.insert(id, Id { life: Life::Minted, registration: None });
        if self.wrong == Some(Wrong::Mints(Minted::Registered)) {
            self.store(id, Description::native(Platform::Mpns, "http://nowhere/"), clock);
        }
    }

    /// Gives a registration another version.
    pub(super) fn set_version(&mut self, id: &RegistrationId, version: impl Fn(ETag) -> ETag) {
        if let Some(it) = self.ids.get_mut(id).and_then(|it| it.registration.as_mut()) {
            it.etag = version(it.etag);
        }
    }
}

/// The id of a number: strangers to those of its neighbours.
fn numbered(number: u64) -> RegistrationId {
    let partition = u8::try_from(number % 3 + 1).unwrap_or(1);
    RegistrationId::mint(strangers(number), partition)
}

/// Two numbers that depend on nothing but a third, and are strangers to those of its neighbours.
const fn strangers(number: u64) -> [u64; 2] {
    // SplitMix64
    const fn mixed(state: u64) -> u64 {
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
    let first = number.wrapping_mul(2).wrapping_mul(STEP);
    [mixed(first), mixed(first.wrapping_add(STEP))]
}

/// Makes something else of what was written, in view of what there was before.
fn spoil(it: &mut Description, before: Option<&Description>, kept: Kept) {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let tags = |it: &Description, of: &dyn Fn(&str) -> String| it.tags.iter().map(of).collect();
    match (kept, before, &mut it.template) {
        (Kept::FormerTagsToo, Some(before), _) => {
            it.tags = before.tags.iter().chain(it.tags.iter()).collect();
        }
        (Kept::FormerTags, Some(before), _) => it.tags.clone_from(&before.tags),
        (Kept::FormerHandle, Some(before), _) => it.handle.clone_from(&before.handle),
        (Kept::FormerTemplate, Some(before), _) => it.template.clone_from(&before.template),
        (Kept::Tags(count), ..) => it.tags = it.tags.iter().take(count).collect(),
        (Kept::ShortTags(length), ..) => {
            it.tags = tags(it, &|tag| tag.chars().take(length).collect());
        }
        (Kept::SmallTags, ..) => it.tags = tags(it, &str::to_lowercase),
        (Kept::NativeTags, _, Some(_)) => it.tags = Tags::new(),
        (Kept::HandleUpTo(end), ..) => {
            let scheme = it.handle.find("://").map_or(0, |at| at + 3);
            let rest = it.handle.get(scheme..).unwrap_or_default();
            let length = scheme + rest.find(end).unwrap_or(rest.len());
            it.handle.truncate(length);
        }
        (Kept::EscapedHandle, ..) => it.handle = escaped(&it.handle),
        (Kept::AsciiTemplate, _, Some(template)) => {
            template.body = template.body.replace(|it: char| !it.is_ascii(), "?");
        }
        (Kept::EscapedTemplate, _, Some(template)) => template.body = escaped(&template.body),
        (Kept::NamelessTemplate, _, Some(template)) => template.name = None,
        (Kept::OneHeader, _, Some(template)) => template.headers.truncate(1),
        (Kept::NoVariables, ..) => it.push_variables = None,
        (Kept::NoTile, ..) => it.secondary_tile_name = None,
        _ => {}
    }
}
