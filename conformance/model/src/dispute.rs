//! Where the documents are silent or disagree: the readings, and what a profile makes of each.

use alloc::string::{String, ToString};
use core::fmt;

use crate::disputes::{DEFAULT_COLUMN, READINGS};

pub use crate::disputes::*;

/// A question that the documents leave open.
#[derive(Debug)]
pub struct Dispute {
    /// Its permanent id, such as `D-15`.
    pub id: &'static str,
    /// The question.
    pub question: &'static str,
    /// The readings.
    pub readings: &'static [Reading],
    /// Why the default profile reads it as it does.
    pub why: &'static str,
}

impl Dispute {
    /// The dispute with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|dispute| dispute.id == id)
    }
}

/// One reading of one dispute, or a switch of how strictly it is read.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Reading(u16);

impl Reading {
    pub(crate) const fn at(index: u16) -> Self {
        Self(index)
    }

    /// Its position among all readings.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Its letter, such as `a`; a switch has a name, such as `lifted-after-24-hours`.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        self.row().letter
    }

    /// What it says.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.row().text.trim_ascii()
    }

    /// The ids of the statements that it rests on.
    pub fn statements(self) -> impl Iterator<Item = &'static str> {
        self.row().statements.split_ascii_whitespace()
    }

    /// The dispute it belongs to; none for what nobody disputes.
    #[must_use]
    pub fn dispute(self) -> Option<&'static Dispute> {
        ALL.iter().find(|dispute| dispute.readings.contains(&self))
    }

    /// Whether it excludes its sisters when somebody chooses it; a switch does not.
    const fn is_alternative(self) -> bool {
        self.letter().len() == 1
    }

    const fn row(self) -> &'static Row {
        &READINGS[self.index()]
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.dispute() {
            Some(dispute) => write!(f, "{}={}", dispute.id, self.letter()),
            None => f.write_str(self.letter()),
        }
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What is known of a reading.
pub(crate) struct Row {
    pub(crate) letter: &'static str,
    pub(crate) text: &'static str,
    pub(crate) statements: &'static str,
    pub(crate) stances: [Stance; PROFILES.len()],
}

/// What a profile makes of a reading.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Stance {
    /// The reading holds.
    #[default]
    Holds,
    /// The reading is reported, and changes no result.
    Noted,
    /// The reading is wrong.
    Rejected,
}

impl Stance {
    /// What is made of somebody who departs from a reading, or keeps to one that is not wanted: the other end of the
    /// scale.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Holds => Self::Rejected,
            Self::Noted => Self::Noted,
            Self::Rejected => Self::Holds,
        }
    }
}

/// The names of the profiles, in the order of the table's columns.
pub const PROFILES: [&str; 12] = [
    "default",
    "strict",
    "lenient",
    "seed-literal",
    "field",
    "era-7.0",
    "era-2012",
    "era-2014",
    "hub-docs",
    "backend-v1",
    "backend-v2v3",
    "client-sample",
];

/// A stance for every reading.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Profile {
    name: &'static str,
    stances: [Stance; READINGS.len()],
}

impl Profile {
    /// The profile of those who name none.
    pub const DEFAULT: Self = Self::column(DEFAULT_COLUMN);

    /// The profile of this name.
    ///
    /// # Errors
    ///
    /// There is no such profile.
    pub fn named(name: &str) -> Result<Self, UnknownProfile> {
        match PROFILES.iter().position(|profile| *profile == name) {
            Some(column) => Ok(Self::column(column)),
            None => Err(UnknownProfile(name.to_string())),
        }
    }

    /// Its name, which stays when readings are changed.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether a breach of a SHOULD fails.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.name == "strict"
    }

    /// What this profile makes of a reading.
    #[must_use]
    pub const fn stance(&self, reading: Reading) -> Stance {
        self.stances[reading.index()]
    }

    /// The same profile but for one reading.
    #[must_use]
    pub const fn with(mut self, reading: Reading, stance: Stance) -> Self {
        self.stances[reading.index()] = stance;
        self
    }

    /// The same profile but for one dispute.
    ///
    /// ```text
    /// interpretation = dispute "=" letter          ; D-15=a
    /// ```
    ///
    /// The reading of that letter holds and the others of the dispute are rejected. A switch is
    /// turned on by its name and leaves the others alone.
    ///
    /// # Errors
    ///
    /// The text is something else, or there is no such dispute or letter.
    pub fn interpret(self, text: &str) -> Result<Self, InvalidInterpretation> {
        let (id, letter) = text
            .split_once('=')
            .ok_or_else(|| InvalidInterpretation::Malformed(text.to_string()))?;
        let dispute = Dispute::from_id(id)
            .ok_or_else(|| InvalidInterpretation::UnknownDispute(id.to_string()))?;
        let chosen = dispute
            .readings
            .iter()
            .find(|reading| reading.letter() == letter)
            .ok_or_else(|| InvalidInterpretation::UnknownLetter(dispute, letter.to_string()))?;
        let sisters = dispute
            .readings
            .iter()
            .filter(|reading| chosen.is_alternative() && reading.is_alternative());
        Ok(sisters
            .fold(self, |profile, sister| profile.with(*sister, Stance::Rejected))
            .with(*chosen, Stance::Holds))
    }

    const fn column(column: usize) -> Self {
        let mut stances = [Stance::Holds; READINGS.len()];
        let mut index = 0;
        while index < READINGS.len() {
            stances[index] = READINGS[index].stances[column];
            index += 1;
        }
        Self { name: PROFILES[column], stances }
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// The text names no profile.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UnknownProfile(String);

impl fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a profile ({}), but found `{}`", PROFILES.join(", "), self.0)
    }
}

impl core::error::Error for UnknownProfile {}

/// The text chooses no reading.
#[derive(Clone, Debug)]
pub enum InvalidInterpretation {
    /// There is no `=` in it.
    Malformed(String),
    /// There is no such dispute.
    UnknownDispute(String),
    /// The dispute has no such reading.
    UnknownLetter(&'static Dispute, String),
}

impl fmt::Display for InvalidInterpretation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(text) => {
                write!(
                    f,
                    "expected a dispute, `=` and a letter, such as D-15=a, but found `{text}`"
                )
            }
            Self::UnknownDispute(id) => {
                let last = ALL.last().map_or("", |dispute| dispute.id);
                write!(f, "expected a dispute from D-01 to {last}, but found `{id}`")
            }
            Self::UnknownLetter(dispute, letter) => {
                write!(f, "expected")?;
                for (index, reading) in dispute.readings.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma} {}", reading.letter())?;
                }
                write!(f, " after {}=, but found `{letter}`", dispute.id)
            }
        }
    }
}

impl core::error::Error for InvalidInterpretation {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interpretation_holds_and_its_sisters_are_rejected() {
        let profile = Profile::DEFAULT.interpret("D-15=b").unwrap();
        assert_eq!(profile.stance(D15_B), Stance::Holds);
        assert_eq!(profile.stance(D15_A), Stance::Rejected);
        assert_eq!(profile.stance(D16_A), Profile::DEFAULT.stance(D16_A));
    }

    #[test]
    fn a_switch_leaves_the_letters_alone() {
        let profile = Profile::DEFAULT.interpret("D-09=lifted-after-24-hours").unwrap();
        assert_eq!(profile, Profile::DEFAULT.with(D09_LIFTED, Stance::Holds));
    }

    #[test]
    fn a_letter_leaves_the_switches_alone() {
        let profile = Profile::DEFAULT.interpret("D-33=b").unwrap();
        assert_eq!(profile.stance(D33_A), Stance::Rejected);
        assert_eq!(profile.stance(D33_PREVIOUS_KEPT), Stance::Noted);
    }

    #[test]
    fn an_error_names_what_there_is() {
        let message = |text| Profile::DEFAULT.interpret(text).unwrap_err().to_string();
        assert_eq!(
            message("D-15"),
            "expected a dispute, `=` and a letter, such as D-15=a, but found `D-15`",
        );
        assert_eq!(message("D-99=a"), "expected a dispute from D-01 to D-65, but found `D-99`");
        assert_eq!(message("D-15=c"), "expected a, b after D-15=, but found `c`");
        assert_eq!(
            Profile::named("loose").unwrap_err().to_string(),
            "expected a profile (default, strict, lenient, seed-literal, field, era-7.0, \
             era-2012, era-2014, hub-docs, backend-v1, backend-v2v3, client-sample), but found `loose`",
        );
    }

    #[test]
    fn every_profile_has_its_name() {
        for name in PROFILES {
            assert_eq!(Profile::named(name).unwrap().name(), name);
        }
        assert_eq!(Profile::named("default").unwrap(), Profile::DEFAULT);
        assert!(Profile::named("strict").unwrap().is_strict());
        assert!(!Profile::DEFAULT.is_strict());
    }
}
