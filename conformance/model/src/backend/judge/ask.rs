//! One request of a device, from its arrival until all is settled.

use alloc::string::String;

use crate::backend::due::Standing;
use crate::backend::heard::{self, RETRY_AFTER};
use crate::backend::wish::Body;
use crate::backend::{Call, Heard, Wish};
use crate::registration::Entry;
use crate::transcript::{Found, Index, Response};

/// A request of a device.
#[derive(Debug)]
pub(super) struct Ask {
    /// Where it is.
    pub(super) at: Index,
    /// What it asks.
    pub(super) wish: Wish,
    /// Who holds the device, by the number of the caller.
    pub(super) caller: Option<u8>,
    /// How that person stands.
    pub(super) standing: Standing,
    /// How many calls of the hub, made for it, are without an answer.
    pub(super) under_way: u32,
    /// The id that the hub has made for it.
    pub(super) minted: Option<String>,
    /// What the hub said that counts for it, and where.
    pub(super) heard: Option<(Heard, Index)>,
    /// Whether that was about the call that does what is asked.
    in_the_matter: bool,
    /// Whether the hub then said how long to wait.
    pub(super) told_to_wait: bool,
    /// Whether the hub then named an expiry in an unusual way.
    pub(super) odd_expiry: bool,
    /// Whether a call was made for it that should not have been: what it is answered is another matter then.
    pub(super) excused: bool,
    /// What it was given.
    pub(super) given: Given,
}

/// What a device was given.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Given {
    /// No answer yet.
    Nothing,
    /// Success, at that position, before the hub was called.
    Early(Index),
    /// An answer, or none any more, and everything about that is said.
    Over,
}

impl Ask {
    pub(super) const fn new(at: Index, wish: Wish, caller: Option<u8>, standing: Standing) -> Self {
        Self {
            at,
            wish,
            caller,
            standing,
            under_way: 0,
            minted: None,
            heard: None,
            in_the_matter: false,
            told_to_wait: false,
            odd_expiry: false,
            excused: false,
            given: Given::Nothing,
        }
    }

    /// May the hub still be called for it?
    pub(super) fn is_open(&self) -> bool {
        self.given != Given::Over
    }

    /// Was its end a refusal, or should have been: of a stranger, a tag or a platform?
    pub(super) fn is_barred(&self) -> bool {
        let unknown = matches!(self.wish, Wish::Register { body: Body::UnknownPlatform, .. });
        !self.is_open() && (unknown || self.standing != Standing::Entitled)
    }

    /// Was it lawful, and ended before the hub had done what it asks? The hub may then be tried again.
    pub(super) fn is_unfinished(&self) -> bool {
        let failed = self.heard.is_some_and(|(heard, _)| heard != Heard::Done);
        !self.is_open() && !self.is_barred() && (self.under_way > 0 || failed)
    }

    /// The hub answered a call that was made for it.
    pub(super) fn hears(
        &mut self,
        call: &Call,
        heard: Heard,
        response: Option<&Response<'_>>,
        at: Index,
    ) {
        self.under_way = self.under_way.saturating_sub(1);
        let in_the_matter = matches!(
            (&self.wish, call),
            (Wish::NewId { .. }, Call::Mint)
                | (Wish::Register { .. }, Call::Write(_) | Call::Create)
                | (Wish::Remove { .. }, Call::Delete(_))
        );
        if heard == Heard::Done && *call == Call::Mint {
            self.minted = response.and_then(heard::minted);
        }
        if self.in_the_matter && !in_the_matter {
            return;
        }
        self.in_the_matter = in_the_matter;
        self.heard = Some((heard, at));
        let waits = |it: &Response<'_>| it.headers.get(RETRY_AFTER) != Found::Absent;
        self.told_to_wait = response.is_some_and(waits);
        self.odd_expiry = heard == Heard::Done && response.is_some_and(has_odd_expiry);
    }
}

impl Ask {
    /// Two requests for ids are alike: what was heard for one may have been meant for the other.
    pub(super) const fn exchange(&mut self, other: &mut Self) {
        core::mem::swap(&mut self.under_way, &mut other.under_way);
        core::mem::swap(&mut self.minted, &mut other.minted);
        core::mem::swap(&mut self.heard, &mut other.heard);
        core::mem::swap(&mut self.in_the_matter, &mut other.in_the_matter);
        core::mem::swap(&mut self.told_to_wait, &mut other.told_to_wait);
    }
}

/// Does an answer name an expiry with another precision than milliseconds?
fn has_odd_expiry(response: &Response<'_>) -> bool {
    let Ok(entry) = Entry::read(response.body) else { return false };
    entry.description.read_only.expiration_time.is_some_and(|time| {
        let fraction = time.trim_end_matches('Z').split_once('.').map_or(0, |(_, it)| it.len());
        fraction != 3 || time.ends_with('Z')
    })
}
