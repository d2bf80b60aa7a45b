//! What follows from answers that fit a row.

use alloc::string::String;

use super::{Heard, Held, Judge, is_success, peculiar, version};
use crate::answer::{Answer, Field};
use crate::hub::ask::Ask;
use crate::hub::facts::{Facts, Life};
use crate::hub::{CONTENT_LOCATION, ETAG, Hub, LOCATION, Then, answers};
use crate::registration::{Entry, RegistrationId};
use crate::requirement::*;
use crate::transcript::Found;

impl Judge<'_> {
    pub(super) fn follow(&mut self, heard: &Heard<'_>, row: &'static Answer<Hub>, told: Facts) {
        let (call, status) = (&heard.call, heard.got.status);
        if is_success(row) && status < 300 {
            for requirement in peculiar::of(&heard.asked, call, self.walk_of(heard)) {
                self.rulings.uphold(requirement, heard.at);
            }
        }
        match (row.then, call.ask) {
            (Then::Mint, _) => self.minted(heard),
            (Then::Store, _) => self.stored(heard),
            (Then::Remove, _) => self.removed(heard),
            (Then::Nothing, Ask::Read) if status < 300 => self.read(heard),
            (Then::Nothing, ask) if ask.is_list() && status < 300 => self.listed(heard),
            (Then::Nothing, ask) if ask.is_write() || ask.is_deletion() => {
                let body = heard.asked.body;
                if let Some(held) = self.held.get_mut(&call.id) {
                    held.refused.get_or_insert_default().extend_from_slice(body);
                } else if told.life == Some(Life::Never) {
                    let (life, refused) = (told.life, Some(body.to_vec()));
                    let since = (heard.at, heard.now);
                    let held = Held { life, told: life, refused, since, ..Held::default() };
                    self.held.insert(call.id.clone(), held);
                }
            }
            (Then::Nothing, _) => {}
        }
    }

    pub(super) fn minted(&mut self, heard: &Heard<'_>) {
        let place = [LOCATION, CONTENT_LOCATION].iter().find_map(|name| {
            match heard.got.headers.get(name) {
                Found::Text(value) => answers::id_in(value),
                _ => None,
            }
        });
        let Some(id) = place else { return };
        let new = !self.held.contains_key(&id);
        self.rule(new, IDS_ARE_NEW, Field::Header(LOCATION), heard);
        let numbers = RegistrationId::parse(&id).is_ok();
        self.rule(numbers, IDS_ARE_THREE_NUMBERS, Field::Header(LOCATION), heard);
        let (life, since) = (Some(Life::Minted).filter(|_| new), (heard.at, heard.now));
        self.held.insert(id, Held { life, told: life, since, ..Held::default() });
    }

    pub(super) fn stored(&mut self, heard: &Heard<'_>) {
        let call = &heard.call;
        let disturbed = self.is_disturbed(heard);
        let entry = self.entry(heard, WRITES_GIVE_THE_ENTRY);
        let id = match call.ask {
            Ask::Create => {
                created(heard).or_else(|| entry.as_ref().and_then(Entry::registration_id))
            }
            _ => Some(call.id.clone()),
        };
        let Some(id) = id else {
            self.strangers = true;
            return;
        };
        if call.ask == Ask::Create {
            let new = !self.held.contains_key(&id);
            self.rule(new, IDS_ARE_NEW, Field::Header(CONTENT_LOCATION), heard);
        }
        let before = self.held.remove(&id).unwrap_or_default();
        let version = version(&heard.got);
        if !disturbed {
            self.rises(&before, version.as_deref(), heard);
        }
        let mut former = match &before.description {
            Some(before) => before.tags.trimmed(),
            // What came back wrong has not replaced what was there.
            None => before.former.clone(),
        };
        let description = call.written.as_ref().and_then(|written| written.description.clone());
        let as_written = match (&entry, &description) {
            (Some(entry), Some(wanted)) => {
                let told_id = entry.registration_id();
                self.rule(told_id.as_ref() == Some(&id), ENTRIES_TELL_THEIR_ID, Field::Body, heard);
                self.settles_what_is_open(entry, heard);
                self.compare(entry, wanted, &former, heard)
            }
            _ => false,
        };
        let since = (heard.at, heard.now);
        let life = Some(Life::Active).filter(|_| !disturbed);
        let mistold = !as_written && entry.is_some() && description.is_some();
        if let (Some(wanted), true) = (&description, mistold) {
            // Nor is it lost: it may be among them.
            former = former.iter().chain(wanted.tags.trimmed().iter()).collect();
        }
        let description = description.filter(|_| as_written && !disturbed);
        let version = version.filter(|_| !disturbed);
        let told = life;
        let state = Held { life, told, version, description, former, since, ..Held::default() };
        let held = Held { mistold, ..state };
        self.held.insert(id, held);
    }

    /// What a write has to do to the version.
    pub(super) fn rises(&mut self, before: &Held, now: Option<&str>, heard: &Heard<'_>) {
        let Some(now) = now else { return };
        let number = |version: &str| version.parse::<u64>().ok();
        let first = heard.call.ask == Ask::Create
            || matches!(before.life, Some(Life::Minted | Life::Never | Life::Deleted));
        match (&before.version, number(now)) {
            (Some(before), new) => {
                self.rule(before != now, WRITES_CHANGE_THE_ETAG, Field::Header(ETAG), heard);
                if let (Some(old), Some(new)) = (number(before), new) {
                    let rises = new == old.saturating_add(1);
                    self.rule(rises || new == old, ETAGS_RISE_BY_ONE, Field::Header(ETAG), heard);
                }
            }
            (_, Some(new)) if first => {
                self.rule(new == 1, ETAGS_RISE_BY_ONE, Field::Header(ETAG), heard);
            }
            _ => {}
        }
    }

    pub(super) fn removed(&mut self, heard: &Heard<'_>) {
        let life = Some(Life::Deleted).filter(|_| !self.is_disturbed(heard));
        let since = (heard.at, heard.now);
        let before = self.held.remove(&heard.call.id).and_then(|held| held.description);
        let deleted = before.map(|description| description.handle);
        let held = Held { life, told: life, since, deleted, ..Held::default() };
        self.held.insert(heard.call.id.clone(), held);
    }

    pub(super) fn read(&mut self, heard: &Heard<'_>) {
        let entry = self.entry(heard, READING_GIVES_THE_ENTRY);
        if self.is_disturbed(heard) {
            return;
        }
        let id = &heard.call.id;
        let Some(mut held) = self.held.remove(id) else { return };
        let version = version(&heard.got);
        let changed = match (&held.version, &version) {
            (Some(known), Some(told)) => known != told,
            _ => false,
        };
        let wanted = held.description.take();
        if let (Some(entry), Some(wanted)) = (&entry, &wanted) {
            let told_id = entry.registration_id();
            self.rule(told_id.as_ref() == Some(id), ENTRIES_TELL_THEIR_ID, Field::Body, heard);
            if held.refused.is_some() {
                // What was refused and shows all the same was not refused.
                self.rule(!changed, REFUSALS_CHANGE_NOTHING, Field::Body, heard);
            }
            if held.refused.is_none() || !changed {
                self.compare(entry, wanted, &held.former, heard);
            }
        }
        if held.version.is_some() && held.refused.is_none() && version.is_some() {
            self.rule(!changed, READING_KEEPS_THE_ETAG, Field::Header(ETAG), heard);
        }
        // What is read once is there, whatever we doubted.
        held.life = Some(Life::Active);
        held.told = Some(Life::Active);
        held.version = version.filter(|_| !changed);
        let wanted = wanted.filter(|_| !changed || held.refused.is_none());
        // What is told otherwise than it was written tells nothing of what is there.
        let read = entry.filter(|_| !held.mistold);
        held.description =
            wanted.or_else(|| read.map(|entry| entry.description.without_read_only()));
        self.held.insert(id.clone(), held);
    }
}

fn created(heard: &Heard<'_>) -> Option<String> {
    match heard.got.headers.get(CONTENT_LOCATION) {
        Found::Text(value) => answers::id_in(value),
        _ => None,
    }
}
