//! Holds a push service to its tables.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::answers::{EVERY_ANSWER, ECHO, OF_A_200};
use super::ask::{self, Ask};
use super::facts::{Access, App, Callback, Facts, Life, Queue, Quota, Service, Standing};
use super::traits::{self, Seen, Wants};
use super::{DAILY_LIMIT, PushService, Refusal, Then, Trigger, Watch};
use crate::adapter::DeviceState;
use crate::answer::{Answer, Field, WRONG_ROW};
use crate::dispute::{AGREED, D33_PREVIOUS_KEPT, Reading, Stance};
use crate::duty::{Absent, Cause, Claim, Duties, Duty, Edge, Match};
use crate::header::{self, Interval, Kind};
use crate::judge::{Hear, Judged, Terms, rule_on_cells};
use crate::machine::{Knowledge, Machine};
use crate::payload::Payload;
use crate::requirement::*;
use crate::ruling::{Expected, Finding, Rulings};
use crate::transcript::{
    Arrangement, Credentials, Entry, Event, Found, Index, Kinds, Lapse, Request, Response, Span, Time,
    Transcript,
};

impl Judged for PushService {
    type Judge<'t> = Judge<'t>;

    fn judge(terms: Terms<'_>) -> Judge<'_> {
        Judge { terms, channels: BTreeMap::new(), rulings: Rulings::default() }
    }
}

/// A judge of a push service in the middle of a transcript.
pub struct Judge<'t> {
    terms: Terms<'t>,
    channels: BTreeMap<&'t str, Channel>,
    rulings: Rulings,
}

/// A channel, as far as the transcript shows it.
#[derive(Default)]
struct Channel {
    /// What the service can be held to.
    facts: Facts,
    /// What we arranged or learnt, whatever the service made us doubt since.
    told: Facts,
    /// Did we arrange its state, so that nothing changes behind our back?
    arranged: bool,
    /// Will we be told what its device is handed?
    watched: bool,
    registration: Option<Index>,
    replaced: Option<Index>,
    /// Was a registration refused since the one that counts?
    refused_since: bool,
    /// What was taken while the device was out of reach.
    waiting: Vec<Index>,
    day: Day,
    /// The kinds that were taken.
    kinds: Kinds,
    /// The last notification that was taken.
    last_taken: Option<Index>,
    duties: Duties<PushService>,
}

/// The notifications of a day.
#[derive(Clone, Copy, Default)]
struct Day {
    asked: u32,
    taken: u32,
    first: Time,
    last: Time,
    /// Did a day pass since the limit was reached?
    renewed: bool,
}

const A_DAY: Span = Span::seconds(24 * 60 * 60);
/// So long no boundary between days is to be feared.
const AN_HOUR: Span = Span::seconds(60 * 60);

impl Day {
    fn renew(&mut self, now: Time) {
        if self.asked > 0 && now.since(self.last) >= A_DAY {
            *self = Self { renewed: self.taken >= DAILY_LIMIT, ..Self::default() };
        }
        if self.asked == 0 {
            self.first = now;
        }
    }

    /// Whether notifications are left: certain where every reading of a day agrees.
    fn quota(&self, now: Time) -> Option<Quota> {
        if self.asked < DAILY_LIMIT {
            Some(Quota::Left)
        } else if self.taken >= DAILY_LIMIT && now.since(self.first) < AN_HOUR {
            Some(Quota::Spent)
        } else {
            None
        }
    }
}

impl<'t> Hear<'t> for Judge<'t> {
    fn hear(&mut self, transcript: &'t Transcript, at: Index, entry: Entry<'t>) {
        match entry.event {
            Event::Arranged(uri, arrangement) => self.arranged(uri, arrangement, at, entry.at),
            Event::Answered(to, response) => self.answered(transcript, at, to, response),
            Event::Unanswered(to, lapse) => self.unanswered(transcript, at, to, lapse),
            Event::CalledBack(request) => self.called_back(transcript, at, entry.at, request),
            Event::Delivered(uri, kind, octets) => {
                self.delivered(transcript, (at, entry.at), uri, kind, octets);
            }
            Event::Settled => {
                for channel in self.channels.values_mut() {
                    channel.duties.settle(&mut self.rulings, self.terms.profile, at, entry.at);
                }
            }
            Event::Asked(_) | Event::Told(_) | Event::Decided(..) => {}
        }
    }

    fn rulings(self) -> Rulings {
        self.rulings
    }
}

impl<'t> Judge<'t> {
    // ---- arrangements -----------------------------------------------------------------

    fn arranged(&mut self, uri: &'t str, arrangement: Arrangement, at: Index, now: Time) {
        match arrangement {
            Arrangement::Opened { authenticated, watched } => {
                let facts = Facts::opened(authenticated);
                if authenticated {
                    self.rule(uri.starts_with("https://"), AUTHENTICATED_CHANNELS_ARE_HTTPS, Field::Channel, at);
                }
                let channel = Channel { facts, told: facts, arranged: true, watched, ..Channel::default() };
                self.channels.insert(uri, channel);
            }
            Arrangement::Forged(forgery) => {
                let facts = Facts::forged(forgery);
                self.channels.insert(uri, Channel { facts, told: facts, arranged: true, ..Channel::default() });
            }
            Arrangement::Device(device) => self.device(uri, device, at, now),
            Arrangement::Expired => {
                self.learn(uri, Facts { life: Some(Life::Expired), ..Facts::UNKNOWN });
                self.trigger(uri, &Cause { on: Trigger::Ended, at, since: now, sure: true }, Trigger::Ended);
            }
            Arrangement::Filled => self.learn(uri, Facts { queue: Some(Queue::Full), ..Facts::UNKNOWN }),
            Arrangement::Suppressed(kinds) => self.learn(uri, Facts::suppressed(kinds)),
            Arrangement::App(running) => {
                let app = Some(if running { App::Running } else { App::Closed });
                self.learn(uri, Facts { app, ..Facts::UNKNOWN });
            }
            Arrangement::Unavailable(unavailable) => {
                let service = Some(if unavailable { Service::Unable } else { Service::Able });
                self.learn(uri, Facts { service, ..Facts::UNKNOWN });
            }
        }
    }

    fn device(&mut self, uri: &'t str, device: DeviceState, at: Index, now: Time) {
        let before = self.channels.get(uri).and_then(|channel| channel.facts.device);
        self.learn(uri, Facts { device: Some(device), ..Facts::UNKNOWN });
        if before == Some(device) {
            return;
        }
        let on = Trigger::Becomes(device);
        let cause = Cause { on, at, since: now, sure: before.is_some() };
        self.trigger(uri, &cause, on);
        let Some(channel) = self.channels.get_mut(uri) else { return };
        // A queue drains when the device comes back, and who knows when it leaves.
        channel.facts.queue = channel.facts.queue.filter(|queue| *queue == Queue::Room);
        channel.told.queue = channel.facts.queue;
        channel.duties.lift(on);
        if device == DeviceState::Connected {
            for about in core::mem::take(&mut channel.waiting) {
                self.impose(uri, about, None, &cause, Trigger::Returned);
            }
        }
    }

    fn learn(&mut self, uri: &'t str, facts: Facts) {
        let channel = self.channels.entry(uri).or_default();
        channel.facts = channel.facts.meet(facts);
        channel.told = channel.told.meet(facts);
    }

    // ---- answers ----------------------------------------------------------------------

    fn answered(&mut self, transcript: &'t Transcript, at: Index, to: Index, got: Response<'t>) {
        let Some(Entry { at: since, event: Event::Asked(asked) }) = transcript.get(to) else { return };
        if self.is_in_plain(&asked) {
            let refused = !(200..300).contains(&got.status);
            return self.rule(refused, AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN, Field::Status, at);
        }
        let (uri, ask) = ask::ask(&asked, self.terms.edition);
        let seen = Seen { request: asked, ask, edition: self.terms.edition };
        let (facts, told) = self.known(uri, &asked, ask, since);

        let profile = self.terms.profile;
        let near = |facts| PushService::nearest(ask, facts, profile, &asked, &got);
        // What doubt excuses is excused; what it does not is held against what we know.
        let nearest = near(facts).filter(|(_, distance)| *distance == 0).or_else(|| near(told));
        let Some((row, distance)) = nearest else { return };

        let excused = distance == 0 && !told.allows(row.when);
        if distance == WRONG_ROW {
            self.misanswered(&seen, told, row, (at, to), got);
        } else if !excused {
            let evidence = (at, to);
            rule_on_cells(&mut self.rulings, profile, row.cells, (&asked, &got), evidence);
        }
        self.stand_apart(&seen, &asked, got, at, to);

        let cause = |on, sure| Cause { on, at, since, sure };
        if distance == 0 {
            self.show(uri, &seen, row, told, at, since);
            self.set(uri, facts.meet(row.when));
            self.take_on(transcript, uri, row.then, to, &cause(Trigger::Ended, !excused));
            // Where we arranged the state, we know it better than the answers do.
            let channel = self.channels.entry(uri).or_default();
            if channel.arranged {
                let (callback, queue) = (channel.facts.callback, channel.facts.queue);
                channel.facts = Facts { callback, queue, standing: None, quota: None, ..facts };
            }
        } else {
            // A wrong answer is no evidence of a state, but it is a reason to doubt ours.
            let claimed = PushService::claimed(ask, profile, &asked, &got);
            let known = claimed.map_or(facts, |claimed| facts.doubt(claimed));
            self.set(uri, Facts { standing: None, quota: None, ..forget(ask, known) });
            let cause = cause(Trigger::Misanswered, false);
            if ask.is_registration() {
                self.trigger(uri, &cause, cause.on);
            } else {
                self.take_on(transcript, uri, Then::Take, to, &cause);
            }
        }
        self.count(uri, ask, distance == 0 && row.then == Then::Take, since);
    }

    /// Is this an authenticated channel, addressed without TLS?
    fn is_in_plain(&self, asked: &Request<'_>) -> bool {
        let Some(rest) = asked.target.strip_prefix("http://") else { return false };
        self.channels.iter().any(|(uri, channel)| {
            channel.facts.access == Some(Access::Authenticated) && uri.strip_prefix("https://") == Some(rest)
        })
    }

    /// What we know of a channel at the moment of a request, and what we arranged.
    fn known(&mut self, uri: &'t str, asked: &Request<'_>, ask: Ask, now: Time) -> (Facts, Facts) {
        let channel = self.channels.entry(uri).or_default();
        if !channel.arranged {
            channel.facts = channel.facts.unwatched();
            channel.told = channel.facts;
        }
        let standing = match (channel.told.access, asked.credentials) {
            (Some(Access::Open), _) | (Some(Access::Authenticated), Credentials::Owner) => {
                Some(Standing::Entitled)
            }
            (Some(Access::Authenticated), Credentials::Stranger) => Some(Standing::Stranger),
            (Some(Access::Authenticated), Credentials::Nobody) => Some(Standing::Nobody),
            // Nobody shows a certificate without TLS, and nobody has to.
            (None, _) if asked.target.starts_with("http://") => Some(Standing::Entitled),
            _ => None,
        };
        let quota = match channel.told.access {
            Some(Access::Open) if !ask.is_registration() => {
                channel.day.renew(now);
                channel.day.quota(now)
            }
            Some(_) => Some(Quota::Left),
            None => None,
        };
        let now_known = |facts: Facts| Facts { standing, quota, ..facts };
        (now_known(channel.facts), now_known(channel.told))
    }

    /// Blames somebody for an answer whose status belongs to no lawful row.
    fn misanswered(
        &mut self,
        seen: &Seen<'_>,
        told: Facts,
        row: &'static Answer<PushService>,
        (at, to): (Index, Index),
        got: Response<'_>,
    ) {
        let refused = (400..500).contains(&got.status);
        let mut blamed = false;
        for peculiar in traits::ALL.iter().filter(|peculiar| peculiar.blamed && (peculiar.has)(seen)) {
            if refused && peculiar.wants == Wants::Taken {
                self.blame(peculiar.requirement, peculiar.under, Expected::Words("200"), (at, to));
                blamed = true;
            }
        }
        if blamed {
            return;
        }
        if got.status == 406 {
            let requirement = self.wrongly_throttled(seen, told);
            return self.blame(requirement, AGREED, Expected::Words("no 406 here"), (at, to));
        }
        // Where more than one row could be due, the plainest one is named.
        let row = match PushService::answers(seen.ask, told).last() {
            Some(plainest) if !told.entails(row.when) => plainest,
            _ => row,
        };
        if let Some(status) = row.cells.first() {
            let again = seen.ask == Ask::Registration && self.is_registered(seen.request.target);
            let requirement = if again && refused { REGISTERING_AGAIN_IS_NO_ERROR } else { status.requirement };
            self.blame(requirement, AGREED, Expected::OneOf(status.choices), (at, to));
        }
    }

    fn is_registered(&self, target: &str) -> bool {
        let channel = target.strip_suffix(ask::CALLBACK_SUFFIX).and_then(|uri| self.channels.get(uri));
        channel.is_some_and(|channel| channel.registration.is_some())
    }

    fn wrongly_throttled(&self, seen: &Seen<'_>, told: Facts) -> Requirement {
        let channel = self.channels.get(seen.request.target);
        let elsewhere = self.channels.iter().any(|(uri, channel)| {
            *uri != seen.request.target && channel.day.taken >= DAILY_LIMIT
        });
        match told.access {
            Some(Access::Authenticated) => AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY,
            _ if channel.is_some_and(|channel| channel.day.renewed) => THROTTLE_ENDS_AFTER_24_HOURS,
            _ if elsewhere => THROTTLE_IS_PER_SUBSCRIPTION,
            _ => FIVE_HUNDRED_A_DAY_ARE_TAKEN,
        }
    }

    fn blame(
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
    fn stand_apart(&mut self, seen: &Seen<'_>, asked: &Request<'_>, got: Response<'_>, at: Index, to: Index) {
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
    fn show(
        &mut self,
        uri: &'t str,
        seen: &Seen<'_>,
        row: &'static Answer<PushService>,
        told: Facts,
        at: Index,
        now: Time,
    ) {
        let taken = matches!(row.then, Then::Take | Then::Keep) || row.name == "unlisted-received";
        let refused = row.cells.first().is_some_and(|cell| cell.requirement != RECEIVED_IS_200) && !taken;
        let known = told.entails(row.when);
        for peculiar in traits::ALL.iter().filter(|peculiar| (peculiar.has)(seen)) {
            match peculiar.wants {
                Wants::Taken if taken => self.rulings.uphold(peculiar.requirement, at),
                Wants::Refused if refused => self.rulings.uphold(peculiar.requirement, at),
                // Neither was unlawful: the documents leave it open, so it is told and not failed.
                _ if seen.ask == Ask::Unlisted || matches!(seen.ask, Ask::Long(_) | Ask::Odd(_) | Ask::EmptyRegistration) => {
                    let expected = Expected::Words(match peculiar.wants {
                        Wants::Taken => "200",
                        Wants::Refused => "a refusal",
                    });
                    let finding = Finding::new(peculiar.requirement, Field::Status, expected, at, at);
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
                let class = ask::class(&seen.request, seen.edition).flatten();
                let batched = class.is_some_and(|class| class.interval != Interval::Immediate);
                if batched || told.device == Some(DeviceState::TempDisconnected) {
                    rulings.uphold(ANSWER_DOES_NOT_WAIT_FOR_DELIVERY, at);
                }
                if let Some(kind) = ask::kind(&seen.request) {
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
                if twice && row.name == "inactive" {
                    rulings.uphold(CALLED_BACK_MEANS_412, at);
                }
            }
            _ => {}
        }
    }

    fn show_count(&mut self, uri: &'t str, told: Facts, at: Index, now: Time) {
        let elsewhere =
            self.channels.iter().any(|(other, channel)| *other != uri && channel.day.quota(now) == Some(Quota::Spent));
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

    fn count(&mut self, uri: &'t str, ask: Ask, taken: bool, now: Time) {
        let Some(channel) = self.channels.get_mut(uri) else { return };
        if ask.is_registration() {
            return;
        }
        channel.day.asked = channel.day.asked.saturating_add(1);
        channel.day.taken = channel.day.taken.saturating_add(u32::from(taken));
        channel.day.last = now;
    }

    fn set(&mut self, uri: &'t str, facts: Facts) {
        self.channels.entry(uri).or_default().facts = facts;
    }

    fn rule(&mut self, kept: bool, requirement: Requirement, field: Field, at: Index) {
        if kept {
            self.rulings.uphold(requirement, at);
        } else {
            let finding = Finding::new(requirement, field, Expected::Words(requirement.text()), at, at);
            self.rulings.find(Stance::Holds, finding);
        }
    }

    fn unanswered(&mut self, transcript: &'t Transcript, at: Index, to: Index, lapse: Lapse) {
        let Some(asked) = transcript.request(to) else { return };
        if self.is_in_plain(&asked) {
            return self.rulings.uphold(AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN, at);
        }
        let (uri, ask) = ask::ask(&asked, self.terms.edition);
        let told = self.channels.get(uri).map_or(Facts::UNKNOWN, |channel| channel.told);
        let nobody = asked.credentials == Credentials::Nobody && told.access == Some(Access::Authenticated);
        let requirement = match ask {
            Ask::Broken if lapse != Lapse::TimedOut => {
                return self.rulings.uphold(BROKEN_FRAMING_IS_REFUSED, at);
            }
            // A handshake that fails for want of a certificate is a refusal too.
            _ if nobody && lapse != Lapse::TimedOut => {
                return self.rulings.uphold(NO_CERTIFICATE_IS_REFUSED, at);
            }
            Ask::Notification(_) if told.device == Some(DeviceState::TempDisconnected) => {
                ANSWER_DOES_NOT_WAIT_FOR_DELIVERY
            }
            _ => EVERY_POST_IS_ANSWERED,
        };
        let finding = Finding::new(requirement, Field::Message, Expected::Answer, at, to);
        self.rulings.find(Stance::Holds, finding);
        // Nobody knows what became of the request.
        if let Some(channel) = self.channels.get_mut(uri) {
            channel.facts = forget(ask, channel.facts);
        }
    }

    // ---- what is owed -----------------------------------------------------------------

    fn take_on(
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
                channel.facts.callback = Some(Callback::Armed);
                channel.refused_since = false;
                let replaced = channel.registration.replace(to).or(channel.replaced);
                // Registering the same again replaces nothing that anybody could tell apart.
                let differs =
                    |&earlier: &Index| registered(transcript, earlier) != registered(transcript, to);
                channel.replaced = replaced.filter(differs);
                let replaced = channel.replaced;
                self.trigger(uri, cause, Trigger::Registered);
                if let Some(replaced) = replaced {
                    self.impose(uri, replaced, None, cause, Trigger::Replaced);
                }
            }
        }
    }

    fn refused_registration(
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
            Ask::Registration if channel.told.access == Some(Access::Open) => Trigger::RegistrationUnentitled,
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

    fn taken(
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
            _ if kind == Kind::Raw && channel.facts.app == Some(App::Closed) => Trigger::TakenForNoApp,
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
    fn trigger(&mut self, uri: &'t str, cause: &Cause<PushService>, on: Trigger) {
        let Some(channel) = self.channels.get(uri) else { return };
        let (about, earlier) = (channel.registration, channel.replaced);
        if let Some(about) = about {
            self.impose(uri, about, earlier, cause, on);
        }
    }

    fn impose(
        &mut self,
        uri: &'t str,
        about: Index,
        earlier: Option<Index>,
        cause: &Cause<PushService>,
        on: Trigger,
    ) {
        // Nothing is owed by a channel that we only overhear, nor is what nobody will tell us.
        let Some(channel) = self.channels.get_mut(uri).filter(|channel| channel.arranged) else { return };
        if !channel.watched && on.is_about_deliveries() {
            return;
        }
        let cause = Cause { on, ..*cause };
        channel.duties.impose(self.terms.profile, channel.facts, about, earlier, &cause);
    }

    fn called_back(&mut self, transcript: &'t Transcript, at: Index, now: Time, got: Request<'t>) {
        let mut nearest: Option<(&'t str, Claim)> = None;
        for (uri, channel) in &self.channels {
            let claim = channel.duties.nearest(Watch::Callback, now, |duty| callback(transcript, duty, got));
            if let Some(claim) = claim
                && nearest.is_none_or(|(_, least)| claim.distance < least.distance)
            {
                nearest = Some((uri, claim));
            }
        }
        let Some((uri, claim)) = nearest else { return };
        let others = self.channels.values().filter(|channel| channel.registration.is_some()).count() > 1;
        let foreign = self.channels.iter().any(|(other, channel)| {
            let message = channel.registration.and_then(|index| registered(transcript, index));
            *other != uri && message.is_some_and(|(_, message)| message == got.body)
        });
        let Some(channel) = self.channels.get_mut(uri) else { return };
        let Some(duty) = channel.duties.take(claim) else { return };
        let matched = match claim.matched {
            Match::But(Field::Body, _) if foreign => Match::But(Field::Body, EACH_SUBSCRIPTION_KEEPS_ITS_OWN),
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

    fn delivered(
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

/// What is still known when a request was answered in a way that nobody can read.
const fn forget(ask: Ask, facts: Facts) -> Facts {
    if ask.is_registration() { Facts { callback: None, ..facts } } else { facts }
}

fn same_id(transcript: &Transcript, earlier: Index, asked: &Request<'_>) -> bool {
    let id = |request: &Request<'_>| matches!(request.headers.get(header::X_MESSAGE_ID), Found::Text(_));
    transcript.request(earlier).is_some_and(|earlier| {
        id(asked) && earlier.headers.get(header::X_MESSAGE_ID) == asked.headers.get(header::X_MESSAGE_ID)
    })
}

/// Where to call back, and with which octets.
fn registered(transcript: &Transcript, index: Index) -> Option<(&str, &[u8])> {
    let request = transcript.request(index)?;
    match request.headers.get(header::X_CALLBACK_URI) {
        Found::Text(uri) => Some((core::str::from_utf8(uri).ok()?, request.body)),
        _ => None,
    }
}

/// How a callback comes to the registration that a duty is about.
fn callback(transcript: &Transcript, duty: &Duty<PushService>, got: Request<'_>) -> Option<Match> {
    let (uri, message) = registered(transcript, duty.about)?;
    let earlier = duty.earlier.and_then(|earlier| registered(transcript, earlier));
    let same_place = |uri: &str| got.target.trim_end_matches('/') == uri.trim_end_matches('/');
    match (same_place(uri), got.body == message) {
        (true, true) if got.method == "POST" => Some(Match::Whole),
        (true, true) => Some(Match::But(Field::Method, CALLBACK_IS_A_POST)),
        _ if duty.rule.absent == Absent::Violates
            && earlier.is_some_and(|(uri, message)| same_place(uri) && message == got.body) =>
        {
            Some(Match::But(Field::Target, LAST_REGISTRATION_WINS))
        }
        (true, false) => Some(Match::But(Field::Body, MESSAGE_IS_UNCHANGED)),
        (false, true) => Some(Match::But(Field::Target, CALLBACK_GOES_TO_ITS_URI)),
        (false, false) => None,
    }
}

/// How a delivery comes to the notification that a duty is about, if it is that, octet for octet.
fn delivery(transcript: &Transcript, duty: &Duty<PushService>, kind: Kind, octets: &[u8]) -> Option<Match> {
    let sent = transcript.request(duty.about).filter(|sent| sent.body == octets)?;
    let declared = ask::kind(&sent)?;
    Some(if declared == kind { Match::Whole } else { Match::But(Field::Kind, declares(&sent)) })
}

/// The same for octets that nobody sent.
fn rewritten(transcript: &Transcript, duty: &Duty<PushService>, kind: Kind, octets: &[u8]) -> Option<Match> {
    let sent = transcript.request(duty.about)?;
    let declared = ask::kind(&sent)?;
    if kind != Kind::Raw {
        return (declared == kind && says_the_same(kind, sent.body, octets)).then_some(Match::Whole);
    }
    let somebody_sent_it = || {
        transcript.iter().any(|entry| matches!(entry.event, Event::Asked(request) if request.body == octets))
    };
    (declared == Kind::Raw && !somebody_sent_it()).then_some(Match::But(Field::Body, RAW_IS_DELIVERED_UNCHANGED))
}

// A service may write the document anew, as long as the phone reads the same from it.
fn says_the_same(kind: Kind, sent: &[u8], got: &[u8]) -> bool {
    match (Payload::read(kind, sent), Payload::read(kind, got)) {
        (Ok(sent), Ok(got)) => sent == got,
        _ => false,
    }
}

/// The rule by which a request's target field, or its absence, decides how it is delivered.
fn declares(sent: &Request<'_>) -> Requirement {
    match (sent.headers.get(header::X_WINDOWSPHONE_TARGET), ask::kind(sent)) {
        (Found::Absent, _) => TARGET_ABSENT_IS_RAW,
        (_, Some(Kind::Toast)) => TOAST_TARGET_MAKES_A_TOAST,
        (_, Some(Kind::Tile)) => TOKEN_TARGET_MAKES_A_TILE,
        _ => RAW_TARGET_MAKES_IT_RAW,
    }
}
