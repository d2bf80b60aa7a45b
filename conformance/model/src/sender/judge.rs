//! Holds a sender to its clauses, decisions and rules.

use alloc::collections::BTreeMap;

use super::clauses;
use super::{Heard, Sender, Trigger, Watch, decisions, forbidden};
use crate::adapter::{Command, Decided};
use crate::answer::{Answer, Field};
use crate::dispute::{AGREED, D20_C, Stance};
use crate::duty::{Cause, Duties, Match};
use crate::header;
use crate::judge::{Hear, Judged, Terms, rule_on_cells, rule_on_clause};
use crate::push_service::ask::CALLBACK_SUFFIX;
use crate::requirement::*;
use crate::ruling::{Expected, Finding, Rulings, decision_text};
use crate::transcript::{
    Arrangement, Credentials, Entry, Event, Found, Index, Request, Response, Span, Time, Transcript,
};

impl Judged for Sender {
    type Judge<'t> = Judge<'t>;

    fn judge(terms: Terms<'_>) -> Judge<'_> {
        let (channels, reactions) = (BTreeMap::new(), BTreeMap::new());
        Judge { terms, channels, told: None, reactions, rulings: Rulings::default() }
    }
}

/// A judge of a sender in the middle of a transcript.
pub struct Judge<'t> {
    terms: Terms<'t>,
    channels: BTreeMap<&'t str, Channel<'t>>,
    /// The last thing that the sender was told.
    told: Option<Index>,
    /// What was decided when an answer looked as usual.
    reactions: BTreeMap<Heard, Decided>,
    rulings: Rulings,
}

/// A channel, as far as the transcript shows it.
#[derive(Default)]
struct Channel<'t> {
    /// What the sender was last told about this channel, and the requests that it made of it.
    told: Option<Index>,
    requests: u32,
    /// What was last heard, in answer to which request.
    heard: Option<(Heard, Index)>,
    /// Refusals of the same message in a row, the last one's moment, and the wait before it.
    refused: u32,
    refused_at: Time,
    waited: Span,
    last_body: &'t [u8],
    authenticated: bool,
    opened: Time,
    /// Was the sender told that it is dead, or that it has to be left alone for a while?
    dead: bool,
    held: bool,
    duties: Duties<Sender>,
}

impl<'t> Hear<'t> for Judge<'t> {
    fn hear(&mut self, transcript: &'t Transcript, at: Index, entry: Entry<'t>) {
        match entry.event {
            Event::Told(command) => self.told(command, at),
            Event::Asked(request) => self.asked(transcript, request, at, entry.at),
            Event::Answered(to, response) => self.answered(transcript, at, to, response, entry.at),
            Event::Decided(about, decided) => self.decided(transcript, about, decided, at),
            Event::Arranged(uri, Arrangement::Opened { authenticated, .. }) => {
                let channel = self.channels.entry(uri).or_default();
                (channel.authenticated, channel.opened) = (authenticated, entry.at);
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
    fn told(&mut self, command: &'t Command, at: Index) {
        let Some(uri) = channel_of(command) else { return };
        self.told = Some(at);
        let channel = self.channels.entry(uri).or_default();
        channel.told = Some(at);
        channel.requests = 0;
        channel.heard = None;
        channel.duties.lift(Trigger::Told);
    }

    // ---- what is sent -----------------------------------------------------------------

    fn asked(&mut self, transcript: &'t Transcript, request: Request<'t>, at: Index, now: Time) {
        let registers = request.target.ends_with(CALLBACK_SUFFIX);
        let uri = request.target.strip_suffix(CALLBACK_SUFFIX).unwrap_or(request.target);
        // What goes astray is held against the command that it answers to.
        let told = match self.channels.get(uri) {
            Some(channel) => channel.told,
            None => self.told,
        };
        let command = told.and_then(|told| command(transcript, told));
        let sent = clauses::Sent::read(request, command, self.terms.edition);
        let registers = registers || matches!(command, Some(Command::RegisterCallback { .. }));
        let table = if registers { clauses::REGISTRATION } else { clauses::NOTIFICATION };
        // Another method changes what a request means: nothing else is held against it.
        let posted = request.method == "POST";
        for clause in table.iter().filter(|clause| posted || clause.requirement == SENDS_WITH_POST)
        {
            let evidence = (at, told.unwrap_or(at));
            rule_on_clause(&mut self.rulings, self.terms.profile, clause, &sent, evidence);
        }

        let renewed = self.channels.iter().any(|(other, channel)| *other != uri && channel.dead);
        let channel = self.channels.entry(uri).or_default();
        if renewed {
            self.rulings.uphold(NEW_URI_IS_USED_AFTER_404, at);
        }
        if uri.split("://").nth(1).is_some_and(|rest| rest.contains("/u/1/")) {
            self.rulings.uphold(LATER_CHANNEL_URIS_WORK, at);
        }
        if now.since(channel.opened) >= A_MONTH {
            self.rulings.uphold(AGE_DOES_NOT_END_A_CHANNEL, at);
        }
        certificate(&mut self.rulings, self.terms, channel.authenticated, &request, at);
        if registers || !posted {
            channel.requests = channel.requests.saturating_add(1);
            return;
        }
        self.rulings.uphold(ONE_POST_PER_CHANNEL, at);
        let again = channel.last_body == request.body && channel.requests > 0;
        if channel.requests > 0 && !again {
            let expected = Expected::Words("one POST for each notification");
            let finding = Finding::new(
                ONE_POST_PER_NOTIFICATION,
                Field::Message,
                expected,
                at,
                told.unwrap_or(at),
            );
            self.rulings.find(Stance::Holds, finding);
        } else if command.is_some() && !again {
            self.rulings.uphold(ONE_POST_PER_NOTIFICATION, at);
        }
        let (profile, seen) = (self.terms.profile, (Watch::Post, at, now));
        channel.duties.claim_all(&mut self.rulings, profile, seen, |_| Some(Match::Whole));
        if again {
            let seen = (Watch::Repeat, at, now);
            channel.duties.claim_all(&mut self.rulings, profile, seen, |_| Some(Match::Whole));
            grows(&mut self.rulings, self.terms, channel, at, now);
        } else {
            (channel.refused, channel.waited) = (0, Span(0));
        }
        channel.requests = channel.requests.saturating_add(1);
        channel.last_body = request.body;
        // What went astray answers to its command all the same.
        let meant = command.and_then(channel_of).filter(|meant| *meant != uri);
        if let Some(channel) = meant.and_then(|meant| self.channels.get_mut(meant)) {
            channel.requests = channel.requests.saturating_add(1);
        }
    }

    // ---- what is heard ----------------------------------------------------------------

    fn answered(
        &mut self,
        transcript: &'t Transcript,
        at: Index,
        to: Index,
        response: Response<'t>,
        now: Time,
    ) {
        let Some(request) = transcript.request(to) else { return };
        let (uri, heard) = match request.target.strip_suffix(CALLBACK_SUFFIX) {
            Some(uri) => (uri, Heard::registration(&response)),
            None => (request.target, Heard::notification(&response)),
        };
        let channel = self.channels.entry(uri).or_default();
        channel.heard = Some((heard, at));
        channel.dead |= heard == Heard::NotFound;
        channel.held |= matches!(heard, Heard::Throttled | Heard::Inactive);
        if matches!(heard, Heard::QueueFull | Heard::Unavailable) {
            channel.refused = channel.refused.saturating_add(1);
            channel.refused_at = now;
        }
        let cause = Cause { on: Trigger::Heard(heard), at, since: now, sure: true };
        channel.duties.impose(self.terms.profile, (), to, None, &cause);
    }

    // ---- what is decided --------------------------------------------------------------

    fn decided(&mut self, transcript: &'t Transcript, about: Index, decided: Decided, at: Index) {
        let Some(command) = command(transcript, about) else { return };
        let Some(uri) = channel_of(command) else { return };
        let Some(channel) = self.channels.get_mut(uri) else { return };
        if channel.told != Some(about) {
            return;
        }
        if channel.requests == 0 {
            return self.nothing_sent(command, decided, at, about);
        }
        let (Some((heard, answered)), false) = (channel.heard, decided == Decided::Untold) else {
            return;
        };
        let Some(Event::Answered(_, response)) = transcript.get(answered).map(|entry| entry.event)
        else {
            return;
        };
        if is_odd_case(&response) {
            let Some(usual) = self.reactions.get(&heard).copied() else { return };
            let same = core::mem::discriminant(&usual) == core::mem::discriminant(&decided);
            return self.rule(same, STATUS_VALUES_IN_ANY_CASE, usual, (at, answered));
        }
        let usual = self.reactions.get(&heard).copied();
        let odd = if heard != Heard::Foreign && has_odd_fields(&response) {
            Some(UNKNOWN_RESPONSE_FIELDS_ARE_IGNORED)
        } else if !response.body.is_empty() {
            Some(A_BODY_IN_A_RESPONSE_IS_TOLERATED)
        } else {
            self.reactions.insert(heard, decided);
            None
        };
        match (odd, usual) {
            (Some(requirement), Some(usual)) => {
                let same = core::mem::discriminant(&usual) == core::mem::discriminant(&decided);
                self.rule(same, requirement, usual, (at, answered));
            }
            (Some(_), None) => {}
            (None, _) => {
                let rows = decisions::ALL.iter().filter(|row| row.to.contains(&heard));
                for Answer { cells, .. } in rows {
                    let messages = (&decided, &decided);
                    rule_on_cells(
                        &mut self.rulings,
                        self.terms.profile,
                        cells,
                        messages,
                        (at, answered),
                    );
                }
            }
        }
    }

    /// The sender was told to send, and did not.
    fn nothing_sent(&mut self, command: &Command, decided: Decided, at: Index, about: Index) {
        match decided {
            // Who sends nothing where nothing may be sent keeps the rules that it would have broken.
            Decided::Refused | Decided::Untold => {
                for requirement in
                    forbidden::by_doing(command, self.terms.edition, self.terms.profile)
                {
                    self.rulings.uphold(requirement, at);
                }
            }
            Decided::Withheld => {
                let Some(channel) = channel_of(command).and_then(|uri| self.channels.get(uri))
                else {
                    return;
                };
                if channel.dead || channel.held {
                    return;
                }
                let renewed = self.channels.values().any(|channel| channel.dead);
                let requirement =
                    if renewed { NEW_URI_IS_USED_AFTER_404 } else { SENDS_THE_MESSAGE };
                let expected =
                    Expected::Words("a POST to the channel, which nobody said is dead or held");
                let finding = Finding::new(requirement, Field::Decision, expected, at, about);
                self.rulings.find(Stance::Holds, finding);
            }
            Decided::Done | Decided::Retry { .. } | Decided::Drop | Decided::GiveUp => {
                let expected = Expected::Words("a POST to the channel");
                let finding = Finding::new(SENDS_THE_MESSAGE, Field::Message, expected, at, about);
                let finding = Finding { found: Some("none".into()), ..finding };
                self.rulings.find(Stance::Holds, finding);
            }
        }
    }

    fn rule(
        &mut self,
        kept: bool,
        requirement: Requirement,
        usual: Decided,
        (at, because): (Index, Index),
    ) {
        if kept {
            return self.rulings.uphold(requirement, at);
        }
        let expected = Expected::Text(decision_text(usual).into());
        let finding = Finding::new(requirement, Field::Decision, expected, at, because);
        self.rulings.find(Stance::Holds, finding);
    }
}

/// A wait before the same message is tried again has to be longer than the one before.
fn grows(rulings: &mut Rulings, terms: Terms<'_>, channel: &mut Channel<'_>, at: Index, now: Time) {
    let requirement = match channel.heard {
        Some((Heard::QueueFull, _)) => QUEUE_FULL_WAITS_GROW,
        Some((Heard::Unavailable, _)) => UNAVAILABLE_WAITS_GROW,
        _ => return,
    };
    let waited = now.since(channel.refused_at);
    if channel.refused > 1 {
        if waited > channel.waited {
            rulings.uphold(requirement, at);
        } else {
            let expected = Expected::LongerThan(channel.waited);
            let because = channel.heard.map_or(at, |(_, at)| at);
            let finding = Finding::new(requirement, Field::Moment, expected, at, because);
            rulings.find(terms.profile.stance(D20_C), finding);
        }
    }
    channel.waited = waited;
}

fn certificate(
    rulings: &mut Rulings,
    terms: Terms<'_>,
    authenticated: bool,
    request: &Request<'_>,
    at: Index,
) {
    let mut rule = |requirement, kept, words| {
        if kept {
            rulings.uphold(requirement, at);
        } else {
            let finding =
                Finding::new(requirement, Field::Certificate, Expected::Words(words), at, at);
            rulings.find(terms.profile.stance(AGREED), finding);
        }
    };
    if authenticated {
        rule(HTTPS_CHANNELS_USE_TLS, request.target.starts_with("https:"), "a request over TLS");
        match request.credentials {
            Credentials::Unseen => {}
            shown => rule(
                CLIENT_CERTIFICATE_IS_SHOWN,
                shown == Credentials::Owner,
                "the certificate of the channel",
            ),
        }
    }
}

fn command(transcript: &Transcript, index: Index) -> Option<&Command> {
    match transcript.get(index)?.event {
        Event::Told(command) => Some(command),
        _ => None,
    }
}

fn channel_of(command: &Command) -> Option<&str> {
    match command {
        Command::Send(send) => Some(&send.channel),
        Command::RegisterCallback { channel, .. } => Some(channel),
        _ => None,
    }
}

/// Other services end channels at that age.
const A_MONTH: Span = Span::seconds(30 * 24 * 60 * 60);

const STATUSES: [(&str, &[&str]); 3] = [
    (header::X_NOTIFICATION_STATUS, &["Received", "QueueFull", "Suppressed", "Dropped", "N/A"]),
    (
        header::X_DEVICE_CONNECTION_STATUS,
        &["Connected", "TempDisconnected", "Disconnected", "Inactive", "N/A"],
    ),
    (header::X_SUBSCRIPTION_STATUS, &["Active", "Expired", "N/A"]),
];

/// Is one of the three status values spelt in another case than usual?
fn is_odd_case(response: &Response<'_>) -> bool {
    STATUSES.iter().any(|(field, usual)| match response.headers.get(field) {
        Found::Text(value) => !usual.iter().any(|usual| usual.as_bytes() == value),
        _ => false,
    })
}

/// Does the response have fields that no document lists?
fn has_odd_fields(response: &Response<'_>) -> bool {
    response.headers.iter().any(|(name, _)| {
        let known = STATUSES.iter().any(|(field, _)| field.eq_ignore_ascii_case(name));
        name.to_ascii_lowercase().starts_with("x-")
            && !known
            && !name.eq_ignore_ascii_case(header::X_MESSAGE_ID)
    })
}
