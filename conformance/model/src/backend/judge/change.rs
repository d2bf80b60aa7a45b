//! A change of tags that the backend was told to make.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::string::String;

use super::finding;
use crate::adapter::Decided;
use crate::answer::Field;
use crate::backend::{Call, Heard};
use crate::dispute::{D65_B, Profile, Stance};
use crate::registration::{Entry, Feed, X_MS_CONTINUATIONTOKEN};
use crate::requirement::*;
use crate::ruling::{Finding, Rulings, escaped};
use crate::transcript::{Found, Index, Response};

/// A change of tags.
pub(super) struct Change<'t> {
    /// Where it was told.
    pub(super) at: Index,
    /// The tag that says which registrations.
    pub(super) by_tag: &'t str,
    /// The tag to add.
    pub(super) tag: &'t str,
    /// The registrations that have the one tag and not yet the other, by id: where each was listed.
    left: BTreeMap<String, Listed>,
    /// Whether pages were listed, the first and others, that showed anything to be done.
    pages: [bool; 2],
    /// The page after which another was never asked for.
    more: Option<Index>,
    /// The registrations that somebody else changed under the backend's hands, and where it heard of it.
    stale: BTreeMap<String, Index>,
    /// Whether what the last write brings has the tag, by id.
    writing: BTreeSet<String>,
    /// Where the hub failed or refused, unless the same went well later.
    trouble: Option<Index>,
    /// Where a list was empty.
    empty: Option<Index>,
    /// Whether the hub was called at all.
    called: bool,
}

/// Where a registration was listed.
#[derive(Clone, Copy)]
struct Listed {
    at: Index,
    first: bool,
}

impl<'t> Change<'t> {
    pub(super) const fn new(at: Index, by_tag: &'t str, tag: &'t str) -> Self {
        Self {
            at,
            by_tag,
            tag,
            left: BTreeMap::new(),
            pages: [false; 2],
            more: None,
            stale: BTreeMap::new(),
            writing: BTreeSet::new(),
            trouble: None,
            empty: None,
            called: false,
        }
    }

    /// The hub was asked something.
    pub(super) fn asked(&mut self, call: &Call, entry: Option<&Entry>) {
        self.called = true;
        match call {
            Call::Write(id) => {
                if entry.is_some_and(|entry| entry.description.tags.contains(self.tag)) {
                    self.writing.insert(id.clone());
                } else {
                    self.writing.remove(id);
                }
            }
            Call::ListTagged { first: false, .. } => self.more = None,
            _ => {}
        }
    }

    /// The hub said something.
    pub(super) fn heard(
        &mut self,
        rulings: &mut Rulings,
        call: &Call,
        heard: Heard,
        response: Option<&Response<'_>>,
        at: Index,
    ) {
        let status = response.map_or(0, |response| response.status);
        match (call, heard) {
            (Call::ListTagged { .. } | Call::List, Heard::Done) => {
                self.trouble = None;
                if let Some(response) = response {
                    self.listed(
                        matches!(call, Call::ListTagged { first: false, .. }),
                        response,
                        at,
                    );
                }
            }
            (Call::ListTagged { .. } | Call::List, Heard::NotFound) => self.empty = Some(at),
            (Call::Write(id), Heard::Done) => {
                self.trouble = None;
                if self.writing.contains(id) {
                    self.left.remove(id);
                }
                if self.stale.remove(id).is_some() {
                    rulings.uphold(A_CONCURRENT_CHANGE_MEANS_RETRY, at);
                }
            }
            (Call::Write(id), _) if status == 412 => {
                self.stale.insert(id.clone(), at);
            }
            // It was deleted meanwhile.
            (Call::Write(id) | Call::Read(id), Heard::NotFound | Heard::Gone) => {
                self.left.remove(id);
                self.stale.remove(id);
            }
            (_, Heard::Done) => {}
            _ => self.trouble = Some(at),
        }
    }

    fn listed(&mut self, later: bool, response: &Response<'_>, at: Index) {
        let Ok(feed) = Feed::read(response.body) else { return };
        let with_tag = |entry: &&Entry| entry.description.tags.contains(self.by_tag);
        let found: BTreeSet<_> = feed
            .entries
            .iter()
            .filter(with_tag)
            .filter(|entry| !entry.description.tags.contains(self.tag))
            .filter_map(Entry::registration_id)
            .collect();
        if let Some(page) = self.pages.get_mut(usize::from(later)) {
            *page |= !found.is_empty();
        }
        if feed.entries.is_empty() && !later {
            self.empty = Some(at);
        }
        let first = !later;
        self.left.extend(found.into_iter().map(|id| (id, Listed { at, first })));
        let next = response.headers.get(X_MS_CONTINUATIONTOKEN);
        self.more = matches!(next, Found::Text(token) if !token.is_empty()).then_some(at);
    }

    /// The backend said how it went.
    pub(super) fn end(self, rulings: &mut Rulings, profile: &Profile, decided: Decided, at: Index) {
        let done = decided == Decided::Done;
        let find = |requirement, expected, found: &str, because| {
            let finding = finding(requirement, Field::Decision, expected, at, because);
            Finding { found: Some(escaped(found.as_bytes(), 160).into()), ..finding }
        };
        if let Some(trouble) = self.trouble {
            return if done {
                let expected = "an error, as the hub had one";
                rulings
                    .find(Stance::Holds, find(A_REFUSED_CHANGE_IS_TOLD, expected, "done", trouble));
            } else {
                rulings.uphold(A_REFUSED_CHANGE_IS_TOLD, at);
            };
        }
        if let Some(empty) = self.empty {
            return if done {
                rulings.uphold(AN_EMPTY_LIST_IS_NO_ERROR, at);
            } else {
                let finding =
                    find(AN_EMPTY_LIST_IS_NO_ERROR, "nothing to be done", "an error", empty);
                rulings.find(Stance::Holds, finding);
            };
        }
        // What is told as done counts as left out; who tells the failure may stop there.
        let given_up = |id: &String| !done || !self.left.contains_key(id);
        if let Some((_, stale)) = self.stale.iter().find(|(id, _)| given_up(id)) {
            let expected = "another try, with what was read anew";
            let finding = find(A_CONCURRENT_CHANGE_MEANS_RETRY, expected, "none", *stale);
            rulings.find(Stance::Holds, finding);
            if !done {
                return;
            }
        }
        let left = |first: bool| {
            let left = |(id, listed): (&String, &Listed)| {
                let because = self.stale.get(id).copied().unwrap_or(listed.at);
                (listed.first == first).then(|| (id.clone(), because))
            };
            self.left.iter().find_map(left)
        };
        let expected = "the new tag on every registration that has the other";
        match left(true) {
            Some((id, listed)) => {
                let finding =
                    find(EVERY_LISTED_REGISTRATION_CHANGES, expected, &without(&id), listed);
                rulings.find(Stance::Holds, finding);
            }
            None if !self.called => {
                let finding = find(
                    EVERY_LISTED_REGISTRATION_CHANGES,
                    expected,
                    "no call of the hub",
                    self.at,
                );
                rulings.find(Stance::Holds, finding);
            }
            None if self.pages[0] => rulings.uphold(EVERY_LISTED_REGISTRATION_CHANGES, at),
            None => {}
        }
        let missed = match self.more {
            Some(more) => Some((String::from("a page that was not asked for"), more)),
            None => left(false).map(|(id, listed)| (without(&id), listed)),
        };
        match (missed, profile.stance(D65_B)) {
            (Some(_), Stance::Holds) => {}
            (Some((found, because)), stance) => {
                rulings
                    .find(stance.turned(), find(FURTHER_PAGES_ARE_READ, expected, &found, because));
            }
            (None, _) if self.pages[1] => rulings.uphold(FURTHER_PAGES_ARE_READ, at),
            (None, _) => {}
        }
    }
}

fn without(id: &str) -> String {
    alloc::format!("none on {id}")
}
