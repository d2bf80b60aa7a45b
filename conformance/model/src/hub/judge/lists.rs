//! Holds lists against what was written, page by page.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use super::entries::{self, is_handle};
use super::{Heard, Ids, Judge};
use crate::answer::Field;
use crate::dispute::{D49_LONGER_PAGES, Stance};
use crate::hub::PAGE_LIMIT;
use crate::hub::ask::{Ask, Call};
use crate::hub::facts::Life;
use crate::registration::{
    Description, Entry, Feed, Filter, FilterField, Platform, Tags, X_MS_CONTINUATIONTOKEN,
};
use crate::requirement::*;
use crate::ruling::{Expected, Finding};
use crate::transcript::{Found, Index};

/// A list that is read page by page.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// What is listed: by which tag, and by which filter.
    list: (Ask, Option<String>, Option<Filter>),
    /// The token that leads to the next page, as it came.
    token: String,
    /// The call for the first page.
    start: Index,
    first_page: Vec<String>,
    seen: Ids,
    /// Is everything so far as it should be?
    sound: bool,
}

/// How the token of a page is brought back.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Continues {
    /// As it came.
    AsItCame,
    /// Percent-encoded once more.
    EncodedAgain,
}

impl Judge<'_> {
    /// Whether a call goes on with a list that we have a page of.
    pub(super) fn walk_of(&self, heard: &Heard<'_>) -> Option<Continues> {
        let brought = brought(heard.asked.target)?;
        self.walks.iter().rev().find_map(|walk| walk.continued_by(&heard.call, brought))
    }

    pub(super) fn listed(&mut self, heard: &Heard<'_>) {
        let call = &heard.call;
        if heard.got.headers.get("Content-Type") == Found::Absent {
            // The table leaves this open, since a list that is not found is no feed.
            self.rule(false, FEEDS_ARE_DECLARED, Field::Header("Content-Type"), heard);
        }
        let (feed, shapes) = match Feed::read_with_shapes(heard.got.body) {
            Ok(read) => read,
            Err(fault) => {
                let words = Expected::Words(LISTS_ARE_FEEDS.text());
                let mut finding =
                    Finding::new(LISTS_ARE_FEEDS, Field::Body, words, heard.at, heard.to);
                finding.found = Some(alloc::format!("{fault}").into());
                return self.rulings.find(Stance::Holds, finding);
            }
        };
        self.rulings.uphold(LISTS_ARE_FEEDS, heard.at);
        for (entry, shape) in feed.entries.iter().zip(&shapes) {
            self.looks(entry, shape, heard);
        }
        self.bounds(call, &feed, heard);
        let sound = self.members(call, &feed, heard);
        self.walks(call, &feed, heard, sound);
    }

    fn bounds(&mut self, call: &Call, feed: &Feed, heard: &Heard<'_>) {
        let length = feed.entries.len();
        if let Some(top) = call.query.top.and_then(|top| usize::try_from(top).ok()) {
            self.rule(length <= top, TOP_BOUNDS_THE_PAGE, Field::Body, heard);
        }
        if length <= PAGE_LIMIT {
            self.rulings.uphold(PAGES_HAVE_AT_MOST_100, heard.at);
        } else {
            let words = Expected::Words(PAGES_HAVE_AT_MOST_100.text());
            let finding = Finding {
                found: Some(alloc::format!("{length} entries").into()),
                ..Finding::new(PAGES_HAVE_AT_MOST_100, Field::Body, words, heard.at, heard.to)
            };
            self.rulings.find(self.terms.profile.stance(D49_LONGER_PAGES).turned(), finding);
        }
    }

    /// Rules on each entry of a page; true if all of them belong there.
    fn members(&mut self, call: &Call, feed: &Feed, heard: &Heard<'_>) -> bool {
        let (mut dead, mut alien, mut changed) = (false, false, false);
        let empty = self.given.as_ref().is_some_and(|(_, empty)| *empty);
        let open = !self.open.is_empty() || self.strangers;
        for entry in &feed.entries {
            let id = entry.registration_id();
            let held = id.as_ref().and_then(|id| self.held.get(id));
            let held = held.filter(|held| held.since.0 < heard.to);
            match held {
                None => dead |= empty && !open && !self.is_about_to_change(id.as_ref()),
                Some(held) => {
                    let certain = !self.is_about_to_change(id.as_ref());
                    dead |= certain
                        && matches!(held.life, Some(Life::Minted | Life::Expired | Life::Deleted));
                    if let (Some(wanted), true) = (&held.description, certain) {
                        let differ = entries::differences(&entry.description, wanted, &Tags::new());
                        changed |= !differ.is_empty();
                    }
                }
            }
            let known = held.and_then(|held| held.description.as_ref());
            alien |= !belongs(call, known.unwrap_or(&entry.description));
        }
        self.rule(!dead, LISTS_HAVE_NO_DEAD, Field::Body, heard);
        if call.ask != Ask::List {
            self.rule(!alien, LISTS_ARE_SELECTIVE, Field::Body, heard);
        }
        if !feed.entries.is_empty() {
            self.rule(!changed, LISTS_TELL_WHAT_WAS_WRITTEN, Field::Body, heard);
        }
        !dead && !alien && !changed
    }

    /// Is a registration being changed while it is listed?
    fn is_about_to_change(&self, id: Option<&String>) -> bool {
        id.is_none_or(|id| self.open.values().any(|open| open == id))
    }

    fn walks(&mut self, call: &Call, feed: &Feed, heard: &Heard<'_>, sound: bool) {
        let ids: Vec<String> = feed.entries.iter().filter_map(Entry::registration_id).collect();
        let brought = brought(heard.asked.target);
        let found = brought.and_then(|brought| {
            self.walks.iter().rposition(|walk| walk.continued_by(call, brought).is_some())
        });
        let mut walk = match (found, brought) {
            (Some(at), _) => self.walks.get(at).cloned().unwrap_or_else(|| Walk::new(heard)),
            (None, None) => Walk::new(heard),
            // A page of a list that we have not seen from its beginning.
            (None, Some(_)) => return,
        };
        walk.sound &= sound;
        if let (Some(_), Some(how)) = (found, self.walk_of(heard)) {
            let again = !ids.is_empty() && ids == walk.first_page;
            if again {
                let requirement = leads(how);
                self.rule(false, requirement, Field::Body, heard);
                walk.sound = false;
            } else {
                let overlaps = ids.iter().any(|id| walk.seen.contains(id));
                self.rule(!overlaps, PAGES_DO_NOT_OVERLAP, Field::Body, heard);
                walk.sound &= !overlaps;
            }
        } else {
            let once: BTreeSet<_> = ids.iter().collect();
            let twice = once.len() < ids.len();
            self.rule(!twice, PAGES_DO_NOT_OVERLAP, Field::Body, heard);
            walk.sound &= !twice;
            walk.first_page.clone_from(&ids);
        }
        walk.seen.extend(ids);
        let token = match heard.got.headers.get(X_MS_CONTINUATIONTOKEN) {
            Found::Text(token) if !token.is_empty() => String::from_utf8_lossy(token).into_owned(),
            _ => {
                if walk.sound {
                    self.ends(&walk, call, heard);
                }
                return;
            }
        };
        self.rule(feed.next.is_some(), PAGES_LINK_ON, Field::Body, heard);
        walk.token = token;
        // Several pages may be read at once, and one twice: what was handed out stays good.
        self.walks.push(walk);
    }

    /// What has to have been in a list that is over.
    fn ends(&mut self, walk: &Walk, call: &Call, heard: &Heard<'_>) {
        let mut missing = Vec::new();
        for (id, held) in &self.held {
            let due = held.life == Some(Life::Active)
                && held.since.0 < walk.start
                && !self.is_about_to_change(Some(id));
            let Some(description) = held.description.as_ref().filter(|_| due) else { continue };
            if belongs(call, description) && !walk.seen.contains(id) {
                missing.push((id.clone(), self.lacks(call, id, description)));
            }
        }
        if missing.is_empty() {
            self.rulings.uphold(LISTS_ARE_COMPLETE, heard.at);
            if self.crosses(call, &walk.seen) {
                self.rulings.uphold(CHANNEL_URI_FINDS_EVERY_HANDLE, heard.at);
            }
            if self.is_shared(call) {
                self.rulings.uphold(HANDLES_MAY_BE_SHARED, heard.at);
            }
        }
        if let Some((id, requirement)) = missing.into_iter().next() {
            let expected = Expected::Text(alloc::format!("the registration {id}").into());
            let mut finding = Finding::new(requirement, Field::Body, expected, heard.at, heard.to);
            finding.found =
                Some(alloc::format!("{} others, and not this one", walk.seen.len()).into());
            self.rulings.find(Stance::Holds, finding);
        }
    }

    /// The rule by which a registration belongs in a list that lacks it.
    fn lacks(&self, call: &Call, id: &str, missing: &Description) -> Requirement {
        let other_platform = call.filter().is_some_and(|filter| {
            filter.field == FilterField::ChannelUri
                && !matches!(missing.platform, Platform::Mpns | Platform::Wns)
        });
        let shared = call.ask == Ask::ListByHandle
            && self.held.iter().any(|(other, held)| {
                let same = held.description.as_ref().is_some_and(|it| it.handle == missing.handle);
                other != id && same
            });
        match (other_platform, shared) {
            (true, _) => CHANNEL_URI_FINDS_EVERY_HANDLE,
            (false, true) => HANDLES_MAY_BE_SHARED,
            (false, false) => LISTS_ARE_COMPLETE,
        }
    }

    fn crosses(&self, call: &Call, seen: &Ids) -> bool {
        call.filter().is_some_and(|filter| filter.field == FilterField::ChannelUri)
            && seen
                .iter()
                .filter_map(|id| self.held.get(id)?.description.as_ref())
                .any(|it| !matches!(it.platform, Platform::Mpns | Platform::Wns))
    }

    fn is_shared(&self, call: &Call) -> bool {
        let mine = self.held.values().filter(|held| held.life == Some(Life::Active));
        let mine = mine.filter_map(|held| held.description.as_ref());
        call.ask == Ask::ListByHandle && mine.filter(|it| belongs(call, it)).count() > 1
    }
}

impl Walk {
    fn new(heard: &Heard<'_>) -> Self {
        let (token, first_page) = (String::new(), Vec::new());
        let list = list_of(&heard.call);
        Self { list, token, start: heard.to, first_page, seen: Ids::new(), sound: true }
    }

    /// Tokens may be places, such as the tenth entry, so that those of two lists may be the same.
    fn continued_by(&self, call: &Call, brought: &str) -> Option<Continues> {
        let again: String = self.token.replace('%', "%25");
        match () {
            () if list_of(call) != self.list => None,
            () if brought == self.token => Some(Continues::AsItCame),
            () if brought == again => Some(Continues::EncodedAgain),
            () => None,
        }
    }
}

fn list_of(call: &Call) -> (Ask, Option<String>, Option<Filter>) {
    (call.ask, call.tag.clone(), call.filter().cloned())
}

/// The rule by which a token leads on.
pub(super) const fn leads(how: Continues) -> Requirement {
    match how {
        Continues::AsItCame => TOKENS_LEAD_ON,
        Continues::EncodedAgain => TOKENS_MAY_BE_ENCODED_TWICE,
    }
}

fn belongs(call: &Call, description: &Description) -> bool {
    let tagged = call.tag.as_deref().is_none_or(|tag| {
        let tags = description.tags.trimmed();
        // Whether letters count with their case is open.
        tags.iter().any(|its| its.eq_ignore_ascii_case(tag))
    });
    let handle = call
        .filter()
        .is_none_or(|filter| is_handle(description.platform, &description.handle, &filter.handle));
    tagged && handle
}

/// The token that a target brings back, as it stands there.
fn brought(target: &str) -> Option<&str> {
    let (_, query) = target.split_once('?')?;
    query.split('&').find_map(|option| {
        let (name, value) = option.split_once('=')?;
        (name.eq_ignore_ascii_case("continuationtoken") && !value.is_empty()).then_some(value)
    })
}
