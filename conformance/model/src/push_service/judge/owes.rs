//! What a service owes after an answer or a change, and what comes of it.

use super::Judge;
use super::evidence::{callback, declares, delivery, registered, rewritten, same_id};
use crate::adapter::DeviceState;
use crate::answer::Field;
use crate::dispute::{D33_PREVIOUS_KEPT, Stance};
use crate::duty::{Cause, Claim, Duty, Edge, Match};
use crate::header::{Interval, Kind};
use crate::push_service::ask::{self, Ask};
use crate::push_service::facts::{Access, App, Callback, Queue};
use crate::push_service::{PushService, Then, Trigger, Watch};
use crate::requirement::*;
use crate::ruling::{Expected, Finding};
use crate::transcript::{Event, Index, Request, Time, Transcript};

impl<'t> Judge<'t> {
    pub(super) fn take_on(
        &mut self,
        transcript: &'t Transcript,
        uri: &'t str,
        then: Then,
        to: Index,
        cause: &Cause<PushService>,
    ) {
        let Some(asked) = transcript.request(to) else { return };
        match then {
            Then::Nothing => self.refused_registration(transcript, uri, to, cause),
            Then::Take => self.taken(transcript, uri, &asked, to, cause),
            Then::Refuse(why) => self.impose(uri, to, None, cause, Trigger::Refused(why)),
            Then::Keep => {
                let channel = self.channels.entry(uri).or_default();
                channel.facts.callback = cause.sure.then_some(Callback::Armed);
                channel.refused_since = false;
                // Registering the same again replaces nothing that anybody could tell apart.
                let differs = |&earlier: &Index| {
                    registered(transcript, earlier) != registered(transcript, to)
                };
                let replaced = channel.registration.replace(to).filter(differs);
                channel.replaced = replaced.or_else(|| channel.replaced.filter(differs));
                let replaced = channel.replaced;
                self.trigger(uri, cause, Trigger::Registered);
                if let Some(replaced) = replaced {
                    self.impose(uri, replaced, None, cause, Trigger::Replaced);
                }
            }
        }
    }

    pub(super) fn refused_registration(
        &mut self,
        transcript: &'t Transcript,
        uri: &'t str,
        to: Index,
        cause: &Cause<PushService>,
    ) {
        let Some(asked) = transcript.request(to) else { return };
        let Some(channel) = self.channels.get_mut(uri) else { return };
        let on = match ask::ask(&asked, self.terms.edition).1 {
            Ask::LongRegistration => Trigger::RegistrationTooLong,
            Ask::RegistrationMethod => Trigger::RegistrationByMethod,
            Ask::Registration if channel.told.access == Some(Access::Open) => {
                Trigger::RegistrationUnentitled
            }
            _ => return,
        };
        if channel.registration.is_some() {
            channel.refused_since = true;
            if self.terms.profile.stance(D33_PREVIOUS_KEPT) != Stance::Holds {
                channel.facts.callback = None;
            }
        }
        self.impose(uri, to, None, cause, on);
    }

    pub(super) fn taken(
        &mut self,
        transcript: &'t Transcript,
        uri: &'t str,
        asked: &Request<'_>,
        to: Index,
        cause: &Cause<PushService>,
    ) {
        let Some(kind) = ask::kind(asked) else { return };
        let Some(channel) = self.channels.get_mut(uri) else { return };
        let class = ask::class(asked, self.terms.edition);
        let interval = class.flatten().map_or(Interval::Immediate, |class| class.interval);
        let again = cause.sure
            && channel.last_taken.replace(to).is_some_and(|last| same_id(transcript, last, asked));
        let away = channel.facts.device == Some(DeviceState::TempDisconnected);
        // How many more fit is not documented.
        if away || interval != Interval::Immediate {
            channel.facts.queue = channel.facts.queue.filter(|queue| *queue == Queue::Full);
            channel.told.queue = channel.facts.queue;
        }
        let on = match class {
            _ if kind == Kind::Raw && channel.facts.app == Some(App::Closed) => {
                Trigger::TakenForNoApp
            }
            _ if away => {
                if cause.sure {
                    channel.waiting.push(to);
                }
                return;
            }
            None => Trigger::TakenUndeclared,
            Some(Some(class)) => Trigger::Taken(kind, class.interval),
            Some(None) => return,
        };
        self.impose(uri, to, None, cause, if again { Trigger::TakenAgain } else { on });
    }

    /// Puts on the service what the rules say about the callback of a channel.
    pub(super) fn trigger(&mut self, uri: &'t str, cause: &Cause<PushService>, on: Trigger) {
        let Some(channel) = self.channels.get(uri) else { return };
        let (about, earlier) = (channel.registration, channel.replaced);
        if let Some(about) = about {
            self.impose(uri, about, earlier, cause, on);
        }
    }

    pub(super) fn impose(
        &mut self,
        uri: &'t str,
        about: Index,
        earlier: Option<Index>,
        cause: &Cause<PushService>,
        on: Trigger,
    ) {
        // Nothing is owed by a channel that we only overhear, nor is what nobody will tell us.
        let Some(channel) = self.channels.get_mut(uri).filter(|channel| channel.arranged) else {
            return;
        };
        if !channel.watched && on.is_about_deliveries() {
            return;
        }
        let cause = Cause { on, ..*cause };
        channel.duties.impose(self.terms.profile, channel.facts, about, earlier, &cause);
    }

    pub(super) fn called_back(
        &mut self,
        transcript: &'t Transcript,
        at: Index,
        now: Time,
        got: Request<'t>,
    ) {
        let mut nearest: Option<(&'t str, Claim)> = None;
        for (uri, channel) in &self.channels {
            let claim = channel
                .duties
                .nearest(Watch::Callback, now, |duty| callback(transcript, duty, got));
            if let Some(claim) = claim
                && nearest.is_none_or(|(_, least)| claim.distance < least.distance)
            {
                nearest = Some((uri, claim));
            }
        }
        let Some((uri, claim)) = nearest else { return };
        let others =
            self.channels.values().filter(|channel| channel.registration.is_some()).count() > 1;
        let foreign = self.channels.iter().any(|(other, channel)| {
            let message = channel.registration.and_then(|index| registered(transcript, index));
            *other != uri && message.is_some_and(|(_, message)| message == got.body)
        });
        let Some(channel) = self.channels.get_mut(uri) else { return };
        let Some(duty) = channel.duties.take(claim) else { return };
        let matched = match claim.matched {
            Match::But(Field::Body, _) if foreign => {
                Match::But(Field::Body, EACH_SUBSCRIPTION_KEEPS_ITS_OWN)
            }
            matched => matched,
        };
        duty.rule_on(&mut self.rulings, self.terms.profile, matched, at, now);
        if duty.rule.window.opens == Edge::Never {
            return;
        }
        if matched == Match::Whole && duty.certain && !duty.ruled {
            for part in [CALLBACK_IS_A_POST, CALLBACK_GOES_TO_ITS_URI, MESSAGE_IS_UNCHANGED] {
                self.rulings.uphold(part, at);
            }
            if others {
                self.rulings.uphold(EACH_SUBSCRIPTION_KEEPS_ITS_OWN, at);
            }
        }
        if matched == Match::Whole && channel.refused_since {
            self.rulings.uphold(PREVIOUS_CALLBACK_SURVIVES_A_REFUSAL, at);
        }
        if channel.facts.callback == Some(Callback::Armed) && !duty.rule.is_permission() {
            channel.facts.callback = Some(Callback::Spent);
            let on = Trigger::CalledBack;
            self.trigger(uri, &Cause { on, at, since: now, sure: true }, on);
        }
    }

    pub(super) fn delivered(
        &mut self,
        transcript: &'t Transcript,
        (at, now): (Index, Time),
        uri: &'t str,
        kind: Kind,
        octets: &'t [u8],
    ) {
        // Octet for octet first: reading documents again is for those that were written anew.
        let same = |duty: &Duty<PushService>| delivery(transcript, duty, kind, octets);
        let alike = |duty: &Duty<PushService>| rewritten(transcript, duty, kind, octets);
        let several = self.channels.len() > 1;
        let profile = self.terms.profile;
        if let Some(channel) = self.channels.get_mut(uri)
            && let Some(claim) = channel
                .duties
                .nearest(Watch::Delivery, now, same)
                .or_else(|| channel.duties.nearest(Watch::Delivery, now, alike))
            && let Some(duty) = channel.duties.take(claim)
        {
            duty.rule_on(&mut self.rulings, profile, claim.matched, at, now);
            let lawful = claim.matched == Match::Whole && duty.rule.window.opens != Edge::Never;
            if let Some(sent) = transcript.request(duty.about).filter(|_| lawful && duty.certain) {
                self.rulings.uphold(declares(&sent), at);
                if kind == Kind::Raw {
                    self.rulings.uphold(RAW_IS_DELIVERED_UNCHANGED, at);
                }
                if several {
                    self.rulings.uphold(CHANNELS_ARE_SEPARATE, at);
                }
            }
            return;
        }
        let astray = self.channels.values().any(|channel| {
            let claim = channel.duties.nearest(Watch::Delivery, now, same);
            claim.is_some_and(|claim| claim.matched == Match::Whole)
        });
        let sent_here = transcript.iter().any(|entry| match entry.event {
            Event::Asked(request) => request.target == uri && request.body == octets,
            _ => false,
        });
        if astray && !sent_here {
            let expected = Expected::Words("the channel that it was sent to");
            let finding = Finding::new(CHANNELS_ARE_SEPARATE, Field::Channel, expected, at, at);
            self.rulings.find(Stance::Holds, finding);
        }
    }
}

impl Trigger {
    const fn is_about_deliveries(self) -> bool {
        matches!(
            self,
            Self::Taken(..)
                | Self::TakenUndeclared
                | Self::TakenForNoApp
                | Self::TakenAgain
                | Self::Returned
                | Self::Refused(_)
        )
    }
}
