//! Holds a push service to its tables.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use self::day::Day;
use crate::adapter::DeviceState;
use crate::answer::{Field, WRONG_ROW};
use crate::dispute::Stance;
use crate::duty::{Cause, Duties};
use crate::judge::{Hear, Judged, Terms, rule_on_cells};
use crate::machine::{Knowledge, Machine};
use crate::push_service::ask::{self, Ask};
use crate::push_service::facts::{Access, App, Facts, Life, Queue, Quota, Service, Standing};
use crate::push_service::rules::AT_ONCE;
use crate::push_service::traits::Seen;
use crate::push_service::{PushService, Then, Trigger};
use crate::requirement::*;
use crate::ruling::{Expected, Finding, Rulings};
use crate::transcript::{
    Arrangement, Credentials, Entry, Event, Index, Kinds, Lapse, Request, Response, Time,
    Transcript,
};

mod day;
mod evidence;
mod owes;
mod shows;

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
    /// When its queue was filled.
    filled: Time,
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
            _ => {}
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
                    self.rule(
                        uri.starts_with("https://"),
                        AUTHENTICATED_CHANNELS_ARE_HTTPS,
                        Field::Channel,
                        at,
                    );
                }
                let channel =
                    Channel { facts, told: facts, arranged: true, watched, ..Channel::default() };
                self.channels.insert(uri, channel);
            }
            Arrangement::Given { authenticated } => {
                let access = Some(if authenticated { Access::Authenticated } else { Access::Open });
                self.learn(uri, Facts { access, ..Facts::UNKNOWN });
            }
            Arrangement::Forged(forgery) => {
                let facts = Facts::forged(forgery);
                self.channels.insert(
                    uri,
                    Channel { facts, told: facts, arranged: true, ..Channel::default() },
                );
            }
            Arrangement::Device(device) => self.device(uri, device, at, now),
            Arrangement::Expired => {
                self.learn(uri, Facts { life: Some(Life::Expired), ..Facts::UNKNOWN });
                self.trigger(
                    uri,
                    &Cause { on: Trigger::Ended, at, since: now, sure: true },
                    Trigger::Ended,
                );
            }
            Arrangement::Filled => {
                self.learn(uri, Facts { queue: Some(Queue::Full), ..Facts::UNKNOWN });
                self.channels.entry(uri).or_default().filled = now;
            }
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
        let Some(Entry { at: since, event: Event::Asked(asked) }) = transcript.get(to) else {
            return;
        };
        if self.is_in_plain(&asked) {
            let refused = !(200..300).contains(&got.status);
            return self.rule(
                refused,
                AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN,
                Field::Status,
                at,
            );
        }
        let (uri, ask) = ask::ask(&asked, self.terms.edition);
        let seen = Seen::new(asked, ask, self.terms.edition);
        let (facts, told) = self.known(uri, &asked, ask, since);

        let profile = self.terms.profile;
        let near = |facts| PushService::nearest(ask, facts, profile, &asked, &got);
        // What doubt excuses is excused; what it does not is held against what we know.
        let nearest = near(facts).filter(|(_, distance)| *distance == 0).or_else(|| near(told));
        let Some((row, distance)) = nearest else { return };

        let excused = distance == 0 && !told.allows(row.when);
        if distance == WRONG_ROW {
            self.misanswered(&seen, told, row, (at, to, since), got);
        } else if !excused {
            let evidence = (at, to);
            rule_on_cells(&mut self.rulings, profile, row.cells, (&asked, &got), evidence);
        }
        self.stand_apart(&seen, &asked, got, at, to);

        let cause = |on, sure| Cause { on, at, since, sure };
        if distance == 0 {
            self.show(uri, &seen, (row, got.status), told, at, since);
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
            let known = PushService::doubted(ask, facts, profile, &asked, &got);
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
            channel.facts.access == Some(Access::Authenticated)
                && uri.strip_prefix("https://") == Some(rest)
        })
    }

    /// What we know of a channel at the moment of a request, and what we arranged.
    fn known(&mut self, uri: &'t str, asked: &Request<'_>, ask: Ask, now: Time) -> (Facts, Facts) {
        let channel = self.channels.entry(uri).or_default();
        if !channel.arranged {
            channel.facts = channel.facts.unwatched();
            channel.told = channel.facts;
        }
        // A full queue drains, and who knows how fast.
        if channel.told.queue == Some(Queue::Full) && now.since(channel.filled) > AT_ONCE {
            (channel.facts.queue, channel.told.queue) = (None, None);
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
            // Others may have sent before us.
            _ if !channel.arranged => None,
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
    fn set(&mut self, uri: &'t str, facts: Facts) {
        self.channels.entry(uri).or_default().facts = facts;
    }

    fn rule(&mut self, kept: bool, requirement: Requirement, field: Field, at: Index) {
        if kept {
            self.rulings.uphold(requirement, at);
        } else {
            let finding =
                Finding::new(requirement, field, Expected::Words(requirement.text()), at, at);
            self.rulings.find(Stance::Holds, finding);
        }
    }

    fn unanswered(&mut self, transcript: &'t Transcript, at: Index, to: Index, lapse: Lapse) {
        let Some(Entry { at: since, event: Event::Asked(asked) }) = transcript.get(to) else {
            return;
        };
        if self.is_in_plain(&asked) {
            return self.rulings.uphold(AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN, at);
        }
        let (uri, ask) = ask::ask(&asked, self.terms.edition);
        let told = self.channels.get(uri).map_or(Facts::UNKNOWN, |channel| channel.told);
        let nobody =
            asked.credentials == Credentials::Nobody && told.access == Some(Access::Authenticated);
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
        self.count(uri, ask, false, since);
    }
}

/// What is still known when a request was answered in a way that nobody can read.
const fn forget(ask: Ask, facts: Facts) -> Facts {
    if ask.is_registration() { Facts { callback: None, ..facts } } else { facts }
}
