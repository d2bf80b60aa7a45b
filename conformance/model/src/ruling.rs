//! What a judge says about each requirement.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

use crate::adapter::Decided;
use crate::answer::{Choice, Field, Message, Value};
use crate::dispute::{Profile, Stance};
use crate::duty::{Edge, Window};
use crate::requirement::{ALL, Requirement};
use crate::transcript::{Event, Found, Index, Span, Transcript};

/// What should have been there.
#[derive(Clone, Debug)]
pub enum Expected {
    /// One of these values.
    OneOf(&'static [Choice]),
    /// The same as in the message at that position.
    SameAs(Index),
    /// Something, inside this window.
    Within(Window),
    /// A wait longer than that one.
    LongerThan(Span),
    /// What these words say.
    Words(&'static str),
    /// This text.
    Text(Box<str>),
    /// An answer.
    Answer,
}

/// A breach, or something worth a note.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule.
    pub requirement: Requirement,
    /// Where to look.
    pub field: Field,
    /// What should have been there.
    pub expected: Expected,
    /// What was there, where that is not simply what the entry has in the field.
    pub found: Option<Box<str>>,
    /// The entry that breaks the rule.
    pub at: Index,
    /// The entry that put the rule in force.
    pub because: Index,
}

impl Finding {
    /// A finding whose evidence is what the entry at `at` has in `field`.
    #[must_use]
    pub const fn new(
        requirement: Requirement,
        field: Field,
        expected: Expected,
        at: Index,
        because: Index,
    ) -> Self {
        Self { requirement, field, expected, found: None, at, because }
    }

    /// What should have been there as a profile reads the documents, in words.
    #[must_use]
    pub fn expected_text(&self, transcript: &Transcript, profile: &Profile) -> String {
        match &self.expected {
            Expected::OneOf(choices) => {
                let holds = |(_, reading): &&Choice| profile.stance(*reading) == Stance::Holds;
                let mut values: Vec<_> =
                    choices.iter().filter(holds).map(|(value, _)| value_text(*value)).collect();
                values.dedup();
                if values.is_empty() { "nothing of the kind".into() } else { values.join(" or ") }
            }
            Expected::SameAs(index) => {
                let what =
                    transcript.request(*index).map(|request| shown(request.find(self.field)));
                what.map_or_else(
                    || "what was sent".into(),
                    |what| format!("{what}, as registered or sent"),
                )
            }
            Expected::Within(window) => window_text(*window),
            Expected::LongerThan(span) => format!("a wait longer than {}", span_text(*span)),
            Expected::Words(words) => (*words).into(),
            Expected::Text(text) => text.to_string(),
            Expected::Answer => "a complete answer".into(),
        }
    }

    /// What was there, in words; bounded, and with control characters escaped.
    #[must_use]
    pub fn found_text(&self, transcript: &Transcript) -> String {
        if let Some(found) = &self.found {
            return found.to_string();
        }
        let Some(entry) = transcript.get(self.at) else { return "nothing".into() };
        match entry.event {
            Event::Asked(request) | Event::CalledBack(request) | Event::Consulted(request)
                if self.field != Field::Moment =>
            {
                shown(request.find(self.field))
            }
            Event::Answered(_, response) => shown(response.find(self.field)),
            Event::Decided(_, decided) => shown(Found::Decision(decided)),
            Event::Delivered(channel, kind, octets) => match self.field {
                Field::Kind => shown(Found::Kind(kind)),
                Field::Channel => shown(Found::Text(channel.as_bytes())),
                Field::Moment => {
                    let since = transcript.get(self.because).map(|because| because.at);
                    let after = since.map_or(Span(0), |since| entry.at.since(since));
                    format!("after {}", span_text(after))
                }
                _ => shown(Found::Octets(octets)),
            },
            Event::Unanswered(_, lapse) => format!("no answer ({lapse:?})").to_lowercase(),
            Event::Asked(_) | Event::CalledBack(_) | Event::Consulted(_) => {
                let since = transcript.get(self.because).map(|because| because.at);
                let after = since.map_or(Span(0), |since| entry.at.since(since));
                format!("one after {}", span_text(after))
            }
            _ => "nothing".into(),
        }
    }
}

fn value_text(value: Value) -> String {
    match value {
        Value::Absent => "no such field".into(),
        Value::Empty => "no octets".into(),
        Value::Text(text) | Value::Exactly(text) => format!("`{text}`"),
        Value::Form(words, _) => words.into(),
        Value::Number(low, high) if low == high => format!("{low}"),
        Value::Number(low, high) => format!("{low} to {high}"),
        Value::Echo => "what the request had".into(),
        Value::Decision(decided) => decision_text(decided),
        Value::RetryAfter(0) => "retry".into(),
        Value::RetryAfter(least) => format!("retry after {least} s or more"),
    }
}

/// A decision in words, such as `retry after 60 s`.
#[must_use]
pub fn decision_text(decided: Decided) -> String {
    match decided {
        Decided::Done => "done".into(),
        Decided::Retry { after_seconds } => format!("retry after {after_seconds} s"),
        Decided::Drop => "drop the channel".into(),
        Decided::GiveUp => "give up".into(),
        Decided::Withheld => "nothing sent".into(),
        Decided::Refused => "refused to send".into(),
        Decided::Untold => "nothing told".into(),
    }
}

fn window_text(window: Window) -> String {
    match (window.opens, window.closes) {
        (Edge::Never, _) => "none".into(),
        (Edge::Start, Edge::Settled) => "one before the subject settles".into(),
        (Edge::Start, Edge::After(span)) => format!("at most {} later", span_text(span)),
        (Edge::After(span), _) => format!("none for {}", span_text(span)),
        _ => "one".into(),
    }
}

/// A span in words, such as `450 s`.
#[must_use]
pub fn span_text(span: Span) -> String {
    if span.0.is_multiple_of(1000) {
        format!("{} s", span.0 / 1000)
    } else {
        format!("{} ms", span.0)
    }
}

/// What was found, in words; at most some 160 characters, and with control characters escaped.
#[must_use]
pub fn shown(found: Found<'_>) -> String {
    match found {
        Found::Absent => "no such field".into(),
        Found::Repeated => "the field more than once".into(),
        Found::Number(number) => number.to_string(),
        Found::Text(text) => format!("`{}`", escaped(text, 120)),
        Found::Octets(octets) => format!("{} octets `{}`", octets.len(), escaped(octets, 80)),
        Found::Decision(decided) => decision_text(decided),
        Found::Kind(kind) => kind.name().into(),
    }
}

/// At most `limit` characters of hostile octets, fit for a terminal or a report.
#[must_use]
pub fn escaped(octets: &[u8], limit: usize) -> String {
    let mut text = String::new();
    let mut characters = 0;
    for chunk in octets.utf8_chunks() {
        for character in chunk.valid().chars() {
            if characters == limit {
                text.push('…');
                return text;
            }
            characters += 1;
            match character {
                ' '..='~' => text.push(character),
                character if !character.is_control() && !is_unfit(character) => {
                    text.push(character)
                }
                '\r' => text.push_str("\\r"),
                '\n' => text.push_str("\\n"),
                other => {
                    let _ = write!(text, "\\u{{{:x}}}", u32::from(other));
                }
            }
        }
        for octet in chunk.invalid() {
            if characters == limit {
                text.push('…');
                return text;
            }
            characters += 1;
            let _ = write!(text, "\\x{octet:02x}");
        }
    }
    text
}

// Invisible characters that reorder, part or hide the text around them, and what XML 1.0 has no place for.
const fn is_unfit(character: char) -> bool {
    matches!(
        character,
        '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// How often a requirement was upheld, and the first proof.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Tally {
    /// How often.
    pub upheld: u32,
    /// The first entry that shows it.
    pub first: Index,
}

/// The verdict on one requirement.
#[derive(Clone, Copy, Debug)]
pub enum Ruling<'r> {
    /// Seen to be kept, and never seen to be broken.
    Upheld(Tally),
    /// Broken; the first finding.
    Violated(&'r Finding),
    /// Not broken, but something is worth a note; the first finding.
    Noted(&'r Finding),
    /// Nothing in the transcript shows it either way.
    NotExercised,
}

/// All rulings of one transcript. Upholding a requirement allocates nothing.
#[derive(Clone, Debug)]
pub struct Rulings {
    tallies: Box<[Tally]>,
    /// The breaches, in the order of the transcript.
    pub violations: Vec<Finding>,
    /// What a profile wants to be told.
    pub notes: Vec<Finding>,
}

impl Default for Rulings {
    fn default() -> Self {
        let tallies = alloc::vec![Tally::default(); ALL.len()].into_boxed_slice();
        Self { tallies, violations: Vec::new(), notes: Vec::new() }
    }
}

impl Rulings {
    pub(crate) fn uphold(&mut self, requirement: Requirement, at: Index) {
        if let Some(tally) = self.tallies.get_mut(requirement.index()) {
            if tally.upheld == 0 {
                tally.first = at;
            }
            tally.upheld = tally.upheld.saturating_add(1);
        }
    }

    pub(crate) fn find(&mut self, stance: Stance, finding: Finding) {
        match stance {
            Stance::Holds => self.violations.push(finding),
            Stance::Noted => self.notes.push(finding),
            Stance::Rejected => {}
        }
    }

    /// The ruling on one requirement.
    #[must_use]
    pub fn on(&self, requirement: Requirement) -> Ruling<'_> {
        let about = |finding: &&Finding| finding.requirement == requirement;
        if let Some(finding) = self.violations.iter().find(about) {
            return Ruling::Violated(finding);
        }
        if let Some(finding) = self.notes.iter().find(about) {
            return Ruling::Noted(finding);
        }
        match self.tallies.get(requirement.index()) {
            Some(tally) if tally.upheld > 0 => Ruling::Upheld(*tally),
            _ => Ruling::NotExercised,
        }
    }

    /// Every requirement that was exercised, in the registry's order, with its ruling.
    pub fn exercised(&self) -> impl Iterator<Item = (Requirement, Ruling<'_>)> {
        ALL.iter()
            .map(|&requirement| (requirement, self.on(requirement)))
            .filter(|(_, ruling)| !matches!(ruling, Ruling::NotExercised))
    }
}
