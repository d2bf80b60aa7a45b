//! Which cases are run.

use std::collections::BTreeSet;
use std::fmt;

use globset::{Glob, GlobMatcher};
use mpnspec_model::requirement::{Level, Requirement, Role};
use mpnspec_suite::case::Case;
use mpnspec_suite::cases;

/// What cases are picked by.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Every case of a role.
    Role(Role),
    /// Every case that verifies a requirement of this level.
    Level(Level),
    /// Every case that verifies this requirement.
    Requirement(Requirement),
    /// Every case whose id this glob matches; `*` stays within a section, `**` does not.
    Id(GlobMatcher),
    /// Every case of a section.
    Section(String),
}

impl Pattern {
    /// Reads a pattern: a role, a level, the id of a requirement, a section, or a glob on ids of cases.
    ///
    /// # Errors
    ///
    /// The glob is malformed.
    pub fn parse(text: &str) -> Result<Self, InvalidPattern> {
        if let Ok(role) = text.parse() {
            return Ok(Self::Role(role));
        }
        if let Ok(level) = text.parse() {
            return Ok(Self::Level(level));
        }
        if cases::find(text).is_none()
            && let Some(requirement) = Requirement::from_id(text)
        {
            return Ok(Self::Requirement(requirement));
        }
        if !text.contains(['/', '*', '?', '[', '{']) {
            return Ok(Self::Section(text.into()));
        }
        let glob = Glob::new(text)
            .map_err(|error| InvalidPattern(format!("`{text}`: {}", error.kind())))?;
        Ok(Self::Id(glob.compile_matcher()))
    }

    /// Does it pick a case?
    #[must_use]
    pub fn picks(&self, case: &Case) -> bool {
        match self {
            Self::Role(role) => case.role == *role,
            Self::Level(level) => {
                case.verifies.iter().any(|requirement| requirement.level() == *level)
            }
            Self::Requirement(requirement) => case.verifies.contains(requirement),
            Self::Id(glob) => glob.is_match(case.id),
            Self::Section(section) => case.id.split('/').next() == Some(section),
        }
    }
}

/// The pattern is no glob.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvalidPattern(String);

impl fmt::Display for InvalidPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a role, a level, a requirement, a section or a glob on case ids, but found {}",
            self.0
        )
    }
}

impl std::error::Error for InvalidPattern {}

/// So many posts a channel that was given to us sees in a run: an unauthenticated one has 500 a day.
pub const POSTS_TO_A_GIVEN_CHANNEL: usize = 400;

/// The cases that one channel is enough for: those first that show something new, then as many as
/// its day allows.
#[must_use]
pub fn sparing(cases: impl Iterator<Item = &'static Case>) -> BTreeSet<&'static str> {
    let mut shown: BTreeSet<Requirement> = BTreeSet::new();
    let (fresh, more): (Vec<_>, Vec<_>) =
        cases.filter(|case| case.needs().is_empty()).partition(|case| {
            let before = shown.len();
            shown.extend(case.verifies);
            shown.len() > before
        });
    let mut left = POSTS_TO_A_GIVEN_CHANNEL;
    let affordable =
        fresh.into_iter().chain(more).filter(|case| match left.checked_sub(case.posts()) {
            Some(rest) => {
                left = rest;
                true
            }
            None => false,
        });
    affordable.map(|case| case.id).collect()
}

/// What is run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The roles.
    pub roles: Vec<Role>,
    /// A case is run if any of these picks it; none pick all.
    pub filters: Vec<Pattern>,
    /// A case is not run if any of these picks it.
    pub skips: Vec<Pattern>,
}

impl Selection {
    /// The cases, in the order of the suite.
    pub fn cases(&self) -> impl Iterator<Item = &'static Case> {
        cases::all().filter(|case| {
            self.roles.contains(&case.role)
                && (self.filters.is_empty()
                    || self.filters.iter().any(|pattern| pattern.picks(case)))
                && !self.skips.iter().any(|pattern| pattern.picks(case))
        })
    }
}
