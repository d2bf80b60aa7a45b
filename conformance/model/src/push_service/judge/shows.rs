//! What an answer shows: besides its row if it is lawful, and whose rule it breaks if it is not.

use super::{Channel, Judge};
use crate::adapter::DeviceState;
use crate::answer::{Answer, Field};
use crate::dispute::{AGREED, D09_LIFTED, D10_BURST, Reading, Stance};
use crate::header::{Interval, Kind};
use crate::judge::rule_on_cells;
use crate::machine::{Knowledge, Machine};
use crate::push_service::answers::{ECHO, EVERY_ANSWER, OF_A_200};
use crate::push_service::ask::{self, Ask};
use crate::push_service::facts::{Access, Callback, Facts, Quota};
use crate::push_service::traits::{self, Seen, Wants};
use crate::push_service::{DAILY_LIMIT, PushService, Refusal, Then};
use crate::requirement::*;
use crate::ruling::{Expected, Finding};
use crate::transcript::{Credentials, Found, Index, Kinds, Request, Response, Span, Time};

const A_SECOND: Span = Span::seconds(1);

impl<'t> Judge<'t> {
    /// Blames somebody for an answer whose status belongs to no lawful row.
    pub(super) fn misanswered(
        &mut self,
        seen: &Seen<'_>,
        told: Facts,
        row: &'static Answer<PushService>,
        (at, to, since): (Index, Index, Time),
        got: Response<'_>,
    ) {
        if got.status == 406 && seen.ask.is_notification() && !has_odd_accept(seen) {
            let (requirement, stance) = self.wrongly_throttled(seen, told, since);
            let expected = Expected::Words("no 406 here");
            let finding = Finding::new(requirement, Field::Status, expected, at, to);
            return self.rulings.find(stance, finding);
        }
        let refused = (400..500).contains(&got.status);
        // Where nothing could have been taken, a peculiarity is not why it was refused.
        let taking = |row: &Answer<PushService>| matches!(row.then, Then::Take | Then::Keep);
        let may_take = PushService::answers(seen.ask, told).any(taking);
        let mut blamed = false;
        for peculiar in
            traits::ALL.iter().filter(|peculiar| peculiar.blamed && (peculiar.has)(seen))
        {
            if refused && may_take && peculiar.wants == Wants::Taken {
                self.blame(peculiar.requirement, peculiar.under, Expected::Words("200"), (at, to));
                blamed = true;
            }
        }
        if blamed {
            return;
        }
        // Where more than one row could be due, the plainest one is named.
        let due = |row: &&Answer<PushService>| told.entails(row.when);
        let lawful = || PushService::answers(seen.ask, told);
        let row = match lawful().find(due).or_else(|| lawful().last()) {
            Some(plainest) if !due(&row) => plainest,
            _ => row,
        };
        if let Some(status) = row.cells.first() {
            let again = seen.ask == Ask::Registration && self.is_registered(seen.request.target);
            let requirement =
                if again && refused { REGISTERING_AGAIN_IS_NO_ERROR } else { status.requirement };
            self.blame(requirement, AGREED, Expected::OneOf(status.choices), (at, to));
        }
    }

    pub(super) fn is_registered(&self, target: &str) -> bool {
        let channel =
            target.strip_suffix(ask::CALLBACK_SUFFIX).and_then(|uri| self.channels.get(uri));
        channel.is_some_and(|channel| channel.registration.is_some())
    }

    fn wrongly_throttled(&self, seen: &Seen<'_>, told: Facts, now: Time) -> (Requirement, Stance) {
        let channel = self.channels.get(seen.request.target);
        let elsewhere = self
            .channels
            .iter()
            .any(|(uri, channel)| *uri != seen.request.target && channel.day.taken >= DAILY_LIMIT);
        let profile = self.terms.profile;
        let burst =
            |channel: &Channel| channel.day.asked > 0 && now.since(channel.day.last) < A_SECOND;
        match told.access {
            // What may be a limit by the second is no proof of one by the day.
            Some(Access::Authenticated)
                if profile.stance(D10_BURST) != Stance::Rejected && channel.is_some_and(burst) =>
            {
                (AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY, Stance::Noted)
            }
            Some(Access::Authenticated) => (AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY, Stance::Holds),
            _ if channel.is_some_and(|channel| channel.day.renewed) => {
                (THROTTLE_ENDS_AFTER_24_HOURS, profile.stance(D09_LIFTED))
            }
            _ if elsewhere => (THROTTLE_IS_PER_SUBSCRIPTION, Stance::Holds),
            _ => (FIVE_HUNDRED_A_DAY_ARE_TAKEN, Stance::Holds),
        }
    }

    pub(super) fn blame(
        &mut self,
        requirement: Requirement,
        under: Reading,
        expected: Expected,
        (at, because): (Index, Index),
    ) {
        let finding = Finding::new(requirement, Field::Status, expected, at, because);
        self.rulings.find(self.terms.profile.stance(under), finding);
    }

    /// What every answer owes, whichever row it belongs to.
    pub(super) fn stand_apart(
        &mut self,
        seen: &Seen<'_>,
        asked: &Request<'_>,
        got: Response<'_>,
        at: Index,
        to: Index,
    ) {
        if seen.ask == Ask::Broken {
            return;
        }
        let (profile, evidence) = (self.terms.profile, (at, to));
        rule_on_cells(&mut self.rulings, profile, EVERY_ANSWER, (asked, &got), evidence);
        if asked.method == "POST" {
            self.rulings.uphold(EVERY_POST_IS_ANSWERED, at);
            if !seen.ask.is_registration() {
                rule_on_cells(&mut self.rulings, profile, ECHO, (asked, &got), evidence);
                if got.status == 200 {
                    rule_on_cells(&mut self.rulings, profile, OF_A_200, (asked, &got), evidence);
                }
            }
        }
    }

    /// What a lawful answer shows besides its row.
    pub(super) fn show(
        &mut self,
        uri: &'t str,
        seen: &Seen<'_>,
        (row, status): (&'static Answer<PushService>, u16),
        told: Facts,
        at: Index,
        now: Time,
    ) {
        let taken = !matches!(row.then, Then::Refuse(_)) && (200..300).contains(&status);
        let known = told.entails(row.when);
        for peculiar in traits::ALL.iter().filter(|peculiar| (peculiar.has)(seen)) {
            match peculiar.wants {
                Wants::Taken if taken => self.rulings.uphold(peculiar.requirement, at),
                Wants::Refused if !taken => self.rulings.uphold(peculiar.requirement, at),
                // Neither was unlawful: the documents leave it open, so it is told and not failed.
                _ if seen.ask == Ask::Unlisted
                    || matches!(seen.ask, Ask::Long(_) | Ask::Odd(_) | Ask::EmptyRegistration) =>
                {
                    let expected = Expected::Words(match peculiar.wants {
                        Wants::Taken => "200",
                        Wants::Refused => "a refusal",
                    });
                    let finding =
                        Finding::new(peculiar.requirement, Field::Status, expected, at, at);
                    // What is open by default may be closed by a profile.
                    let stance = match self.terms.profile.stance(peculiar.under) {
                        Stance::Holds if peculiar.under == AGREED => Stance::Noted,
                        stance => stance,
                    };
                    if peculiar.blamed && known {
                        self.rulings.find(stance, finding);
                    }
                }
                _ => {}
            }
        }
        let Some(channel) = self.channels.get_mut(uri) else { return };
        let rulings = &mut self.rulings;
        match row.then {
            Then::Take => {
                let class = seen.class.flatten();
                let batched = class.is_some_and(|class| class.interval != Interval::Immediate);
                if batched || told.device == Some(DeviceState::TempDisconnected) {
                    rulings.uphold(ANSWER_DOES_NOT_WAIT_FOR_DELIVERY, at);
                }
                if let Some(kind) = seen.kind {
                    match kind {
                        Kind::Toast => channel.kinds.toast = true,
                        Kind::Tile => channel.kinds.tile = true,
                        Kind::Raw => channel.kinds.raw = true,
                    }
                    if channel.kinds == (Kinds { toast: true, tile: true, raw: true }) {
                        rulings.uphold(ONE_CHANNEL_TAKES_ALL_KINDS, at);
                    }
                }
                if uri.contains("throttledthirdparty/") {
                    rulings.uphold(BOTH_CHANNEL_FAMILIES_ARE_SERVED, at);
                }
                match (told.access, seen.request.credentials) {
                    (Some(Access::Open), Credentials::Nobody) => {
                        rulings.uphold(UNAUTHENTICATED_CHANNELS_NEED_NO_CREDENTIALS, at);
                    }
                    (Some(Access::Authenticated), Credentials::Owner) => {
                        rulings.uphold(CLIENT_CERTIFICATE_IS_ASKED_FOR, at);
                    }
                    _ => {}
                }
                self.show_count(uri, told, at, now);
            }
            Then::Keep if channel.registration.is_some() => {
                rulings.uphold(REGISTERING_AGAIN_IS_NO_ERROR, at);
            }
            Then::Refuse(why) => {
                let twice = channel.facts.callback == Some(Callback::Spent);
                if why == Refusal::QueueFull {
                    rulings.uphold(QUEUE_IS_BOUNDED, at);
                }
                if twice && why == Refusal::Inactive {
                    rulings.uphold(CALLED_BACK_MEANS_412, at);
                }
            }
            _ => {}
        }
    }

    pub(super) fn show_count(&mut self, uri: &'t str, told: Facts, at: Index, now: Time) {
        let is_spent = |channel: &Channel| channel.day.quota(now) == Some(Quota::Spent);
        let elsewhere = told.access == Some(Access::Open)
            && self.channels.iter().any(|(other, channel)| *other != uri && is_spent(channel));
        let Some(channel) = self.channels.get(uri) else { return };
        let rulings = &mut self.rulings;
        match told.access {
            Some(Access::Open) => {
                if channel.day.taken + 1 == DAILY_LIMIT {
                    rulings.uphold(FIVE_HUNDRED_A_DAY_ARE_TAKEN, at);
                }
                if channel.day.renewed {
                    rulings.uphold(THROTTLE_ENDS_AFTER_24_HOURS, at);
                }
                if elsewhere {
                    rulings.uphold(THROTTLE_IS_PER_SUBSCRIPTION, at);
                }
            }
            Some(Access::Authenticated) if channel.day.taken >= DAILY_LIMIT => {
                rulings.uphold(AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY, at);
            }
            _ => {}
        }
    }

    pub(super) fn count(&mut self, uri: &'t str, ask: Ask, taken: bool, now: Time) {
        let Some(channel) = self.channels.get_mut(uri) else { return };
        if ask.is_registration() {
            return;
        }
        channel.day.asked = channel.day.asked.saturating_add(1);
        channel.day.taken = channel.day.taken.saturating_add(u32::from(taken));
        channel.day.last = now;
    }
}

// 406 is also what HTTP has for an `Accept` that nothing fits.
fn has_odd_accept(seen: &Seen<'_>) -> bool {
    !matches!(seen.request.headers.get("Accept"), Found::Absent | Found::Text(b"*/*"))
}
