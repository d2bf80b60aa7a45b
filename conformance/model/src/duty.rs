//! Duties that come later: an observation, and the window in which it is lawful.
//!
//! ```text
//!               opens              closes        seen inside: upheld
//! ----------------[==================]--------   seen outside: violated
//!   since                                        never seen: what `absent` says
//! ```
//!
//! | rule | opens | closes | absent |
//! | --- | --- | --- | --- |
//! | the change to inactive calls back | at once | at settle | violates |
//! | `TempDisconnected` does not call back | never | – | upholds |
//! | class 12 arrives within 450 s, if it arrives | at once | after 450 s | is noted |
//! | no POST for an hour after 412 | after 1 h | – | upholds |

use alloc::vec::Vec;

use crate::answer::Field;
use crate::dispute::{Profile, Reading, Stance};
use crate::machine::{Knowledge, Machine};
use crate::requirement::Requirement;
use crate::ruling::{Expected, Finding, Rulings};
use crate::transcript::{Index, Span, Time};

/// A border of a window.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Edge {
    /// The moment the duty arose.
    Start,
    /// That long after it.
    After(Span),
    /// When the subject has settled.
    Settled,
    /// Not in this run.
    Never,
}

/// When the observation is lawful.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Window {
    /// From here.
    pub opens: Edge,
    /// Up to and including here.
    pub closes: Edge,
}

impl Window {
    /// A prohibition.
    pub const NEVER: Self = Self { opens: Edge::Never, closes: Edge::Never };
    /// An obligation that is due when the subject has settled.
    pub const BEFORE_SETTLED: Self = Self { opens: Edge::Start, closes: Edge::Settled };

    /// An upper bound.
    #[must_use]
    pub const fn within(span: Span) -> Self {
        Self { opens: Edge::Start, closes: Edge::After(span) }
    }

    /// A waiting time.
    #[must_use]
    pub const fn not_for(span: Span) -> Self {
        Self { opens: Edge::After(span), closes: Edge::Never }
    }

    /// Is it open at `now`, for a duty that arose at `since`?
    #[must_use]
    pub fn is_open(self, since: Time, now: Time) -> bool {
        let opened = match self.opens {
            Edge::Start => true,
            Edge::After(span) => now >= since + span,
            Edge::Settled | Edge::Never => false,
        };
        let closed = matches!(self.closes, Edge::After(span) if now > since + span);
        opened && !closed
    }

    /// Has the last lawful moment passed, now that the subject has settled?
    #[must_use]
    pub fn is_over(self, since: Time, now: Time) -> bool {
        match self.closes {
            Edge::Start | Edge::Settled => true,
            Edge::After(span) => now >= since + span,
            Edge::Never => !matches!(self.opens, Edge::After(span) if now < since + span),
        }
    }
}

/// What it means that the observation never came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Absent {
    /// The duty was not done.
    Violates,
    /// The prohibition was kept.
    Upholds,
    /// Best effort was all that was promised; that it did not do is worth a note.
    Noted,
    /// Nothing.
    Silent,
}

/// A rule by which an event puts a duty on the subject.
pub struct Rule<M: Machine> {
    /// The rule's name.
    pub name: &'static str,
    /// The event.
    pub on: M::Trigger,
    /// The state that must be certain.
    pub when: M::Facts,
    /// The observation.
    pub watch: M::Watch,
    /// When it is lawful.
    pub window: Window,
    /// What its absence means.
    pub absent: Absent,
    /// The events that end the duty, whatever its window.
    pub lifted_by: &'static [M::Trigger],
    /// The rule to blame.
    pub requirement: Requirement,
    /// The reading under which the rule is one.
    pub under: Reading,
}

impl<M: Machine> Rule<M> {
    /// Does it allow something without asking for it?
    #[must_use]
    pub fn is_permission(&self) -> bool {
        self.window == Window::BEFORE_SETTLED && self.absent == Absent::Silent
    }
}

/// A duty of this run: a rule applied.
pub struct Duty<M: Machine> {
    /// The rule.
    pub rule: &'static Rule<M>,
    /// The message that the observation must carry.
    pub about: Index,
    /// An earlier message that it could be mistaken for.
    pub earlier: Option<Index>,
    /// When the duty arose.
    pub since: Time,
    /// The event from which it arose.
    pub because: Index,
    /// Is it known that the rule applies? If it only may, its duty is a permission.
    pub certain: bool,
    /// Was its absence already ruled upon?
    pub ruled: bool,
}

// Derived impls would ask for `M: Copy`, which a role is not.
impl<M: Machine> Clone for Duty<M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M: Machine> Copy for Duty<M> {}

impl<M: Machine> Duty<M> {
    /// Would the observation be lawful now?
    #[must_use]
    pub fn is_open(&self, now: Time) -> bool {
        self.rule.window.is_open(self.since, now)
    }
}

/// The event that puts a duty on the subject.
#[derive(Clone, Copy, Debug)]
pub struct Cause<M: Machine> {
    /// Which.
    pub on: M::Trigger,
    /// Where in the transcript.
    pub at: Index,
    /// When.
    pub since: Time,
    /// Did it happen, or could it only have happened?
    pub sure: bool,
}

/// How an observation comes to a duty that it could be meant to meet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Match {
    /// It is what was asked for.
    Whole,
    /// It is what was asked for but for one field, which breaks this rule.
    But(Field, Requirement),
}

/// A duty that an observation may claim, and how far it is from meeting it.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// 0: met; higher: late, or not quite the same.
    pub distance: u8,
    position: usize,
    /// How the observation comes to it.
    pub matched: Match,
}

/// The duties about one channel in the middle of a run.
pub struct Duties<M: Machine>(Vec<Duty<M>>);

impl<M: Machine> Default for Duties<M> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<M: Machine> Duties<M> {
    /// Ends what the event ends, and puts on the subject what the rules then say.
    ///
    /// An obligation that may not apply is a permission; a prohibition that may not apply is none.
    pub fn impose(
        &mut self,
        profile: &Profile,
        facts: M::Facts,
        about: Index,
        earlier: Option<Index>,
        cause: &Cause<M>,
    ) {
        self.0.retain(|duty| !duty.rule.lifted_by.contains(&cause.on));
        for rule in M::RULES {
            let in_force = rule.on == cause.on && profile.stance(rule.under) != Stance::Rejected;
            if !in_force || !facts.allows(rule.when) {
                continue;
            }
            let certain = cause.sure && facts.entails(rule.when);
            if certain || rule.window.opens != Edge::Never {
                let (since, because, ruled) = (cause.since, cause.at, false);
                self.0.push(Duty { rule, about, earlier, since, because, certain, ruled });
            }
        }
    }

    /// Ends what the event ends.
    pub fn lift(&mut self, on: M::Trigger) {
        self.0.retain(|duty| !duty.rule.lifted_by.contains(&on));
    }

    /// The duty that an observation is most likely meant to meet:
    /// a whole match before a part, an open window before a shut one, the newest first.
    pub fn nearest(
        &self,
        watch: M::Watch,
        now: Time,
        matches: impl Fn(&Duty<M>) -> Option<Match>,
    ) -> Option<Claim> {
        let mut nearest: Option<Claim> = None;
        for (position, duty) in self.0.iter().enumerate().rev() {
            if duty.rule.watch != watch {
                continue;
            }
            let Some(matched) = matches(duty) else { continue };
            let distance = u8::from(!duty.is_open(now)) + u8::from(matched != Match::Whole);
            if distance > 0 && (!duty.certain || duty.rule.is_permission()) {
                continue;
            }
            if nearest.is_none_or(|claim| distance < claim.distance) {
                nearest = Some(Claim { distance, position, matched });
            }
            if distance == 0 {
                break;
            }
        }
        nearest
    }

    /// The claimed duty, taken off the list if the observation ends it.
    pub fn take(&mut self, claim: Claim) -> Option<Duty<M>> {
        let duty = *self.0.get(claim.position)?;
        if duty.rule.window.opens != Edge::Never {
            self.0.remove(claim.position);
        }
        Some(duty)
    }

    /// Every duty whose observation this is breaks or keeps its rule: for watches, such as waiting
    /// times, where one observation answers to several rules at once.
    pub fn claim_all(
        &mut self,
        rulings: &mut Rulings,
        profile: &Profile,
        (watch, at, now): (M::Watch, Index, Time),
        matches: impl Fn(&Duty<M>) -> Option<Match>,
    ) {
        self.0.retain(|duty| {
            let matched = if duty.rule.watch == watch { matches(duty) } else { None };
            let Some(matched) = matched else { return true };
            duty.rule_on(rulings, profile, matched, at, now);
            duty.rule.window.opens == Edge::Never
        });
    }

    /// Rules upon what was not seen, now that the subject has settled.
    pub fn settle(&mut self, rulings: &mut Rulings, profile: &Profile, at: Index, now: Time) {
        self.0.retain_mut(|duty| {
            let rule = duty.rule;
            if !rule.window.is_over(duty.since, now) {
                return true;
            }
            let expected = Expected::Within(rule.window);
            let (requirement, because, field) = (rule.requirement, duty.because, Field::Moment);
            let finding = Finding::new(requirement, field, expected, at, because);
            match rule.absent {
                _ if duty.ruled => true,
                Absent::Violates if duty.certain => {
                    duty.ruled = true;
                    rulings.find(profile.stance(rule.under), finding);
                    true
                }
                Absent::Noted if duty.certain => {
                    duty.ruled = true;
                    rulings.find(Stance::Noted, finding);
                    true
                }
                Absent::Upholds => {
                    rulings.uphold(rule.requirement, at);
                    true
                }
                // A permission ends with its window; a late delivery is still to be told.
                _ => rule.window.closes != Edge::Settled,
            }
        });
    }
}

impl<M: Machine> Duty<M> {
    /// Says what the observation that claimed this duty means for it.
    pub fn rule_on(
        &self,
        rulings: &mut Rulings,
        profile: &Profile,
        matched: Match,
        at: Index,
        now: Time,
    ) {
        let rule = self.rule;
        let (requirement, field, expected) = match matched {
            // Its absence was ruled a breach; that it comes late is the same breach.
            _ if self.ruled && rule.absent == Absent::Violates => return,
            _ if !self.is_open(now) => {
                (rule.requirement, Field::Moment, Expected::Within(rule.window))
            }
            Match::Whole if self.certain => return rulings.uphold(rule.requirement, at),
            Match::Whole => return,
            Match::But(field, requirement) => (requirement, field, Expected::SameAs(self.about)),
        };
        let finding = Finding::new(requirement, field, expected, at, self.because);
        rulings.find(profile.stance(rule.under), finding);
    }
}
