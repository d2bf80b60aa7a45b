//! For whom a call of the hub is made.
//!
//! A call names no request. It belongs to one that is open and asks for it; then to the change of tags that is under
//! way; then to one that was refused and asked for it, as nobody else did; then to the only one that is open.

use super::{Ask, Judge};
use crate::backend::{Call, Wish};
use crate::registration::Entry;
use crate::transcript::{Index, Request};

/// For whom a call was made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Whose {
    /// The device whose request is at that position.
    Device(Index),
    /// The change of tags that is under way.
    Change,
    /// Nobody that we know of.
    Nobody,
}

impl Judge<'_> {
    pub(super) fn whose(&self, call: &Call, request: &Request<'_>) -> Whose {
        let entry = match call {
            Call::Write(_) | Call::Create => Entry::read(request.body).ok(),
            _ => None,
        };
        let entry = entry.as_ref();
        let open = || self.asks.values().filter(|ask| ask.is_open());
        let mut fitting = open().filter(|ask| fits(ask, call));
        let fitting = match (fitting.next(), fitting.next()) {
            // What was asked twice is told apart by what is written.
            (Some(_), Some(_)) if matches!(call, Call::Write(_)) => {
                open().filter(|ask| fits(ask, call)).max_by_key(|ask| likeness(ask, entry))
            }
            (first, _) => first,
        };
        let barred = self.barred(call, entry);
        if let Some(ask) = fitting {
            let better = |barred: &&Ask| {
                !self.explains(ask, entry) && barred.wish.likeness(entry) > ask.wish.likeness(entry)
            };
            return Whose::Device(barred.filter(better).unwrap_or(ask).at);
        }
        if self.change.is_some() {
            return Whose::Change;
        }
        if let Some(ask) = barred {
            return Whose::Device(ask.at);
        }
        match (open().next(), open().nth(1)) {
            (Some(only), None) => Whose::Device(only.at),
            _ => Whose::Nobody,
        }
    }

    /// The request that was refused, and asked for this call as nobody else can have done.
    fn barred(&self, call: &Call, entry: Option<&Entry>) -> Option<&Ask> {
        let tried_again = |ask: &Ask| match (&ask.wish, call) {
            // Nobody waits for the answer to the first try for ever.
            (Wish::NewId { .. }, Call::Mint) => {
                ask.is_unfinished() || (ask.is_open() && ask.minted.is_none())
            }
            (Wish::Register { .. }, Call::Create) => ask.is_open(),
            _ => ask.is_unfinished() && fits(ask, call) && self.explains(ask, entry),
        };
        if self.asks.values().any(tried_again) {
            return None;
        }
        let asked = |ask: &&Ask| match (&ask.wish, call) {
            (Wish::NewId { .. }, Call::Mint) => true,
            (Wish::Register { .. }, Call::Create) => ask.wish.likeness(entry).0,
            _ => fits(ask, call),
        };
        let barred = self.asks.values().filter(|ask| ask.is_barred());
        barred.filter(asked).max_by_key(|ask| likeness(ask, entry))
    }

    /// Can all that is written come from this request, and from what its backend adds or had?
    fn explains(&self, ask: &Ask, entry: Option<&Entry>) -> bool {
        let (Some(entry), Wish::Register { id, registration: Some(registration), .. }) =
            (entry, &ask.wish)
        else {
            return true;
        };
        let Some(caller) = ask.caller.and_then(|number| self.callers.get(usize::from(number)))
        else {
            // What is added for them is not known.
            return true;
        };
        let bare = |handle: &str| handle.trim_end_matches('/').to_ascii_lowercase();
        let earlier = self.asked_before.get(id);
        let known = |tag: &str| {
            ask.wish.tags().iter().chain(&caller.adds).any(|known| known == tag)
                || earlier.is_some_and(|earlier| earlier.contains(tag))
        };
        bare(&entry.description.handle) == bare(&registration.handle)
            && entry.description.tags.iter().all(known)
    }
}

/// Does a request ask for this call?
fn fits(ask: &Ask, call: &Call) -> bool {
    match (&ask.wish, call) {
        (Wish::NewId { .. }, Call::Mint) => ask.under_way == 0 && ask.minted.is_none(),
        (Wish::Register { id, .. }, Call::Write(named))
        | (Wish::Remove { id }, Call::Delete(named)) => id == named,
        _ => false,
    }
}

/// How much an entry looks like what was asked for; of those alike, the last.
fn likeness(ask: &Ask, entry: Option<&Entry>) -> ((bool, usize), Index) {
    (ask.wish.likeness(entry), ask.at)
}
