//! The registry: one row for each rule that an implementation can break.

use core::fmt;
use core::str::FromStr;

use crate::edition::Edition;
use crate::requirements::ROWS;

pub use crate::requirements::*;

/// A permanent name for one rule of the documents.
#[derive(Clone, Copy, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Requirement(u16);

impl Requirement {
    /// The requirement at a position of [`ALL`].
    pub(crate) const fn at(index: u16) -> Self {
        Self(index)
    }

    /// The requirement with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        ALL.iter().copied().find(|requirement| requirement.id() == id)
    }

    /// Its position in [`ALL`], for tallies.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The readable id, such as `responses/expired-is-404`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// How strongly it binds.
    #[must_use]
    pub const fn level(self) -> Level {
        self.row().level
    }

    /// Whom it binds.
    #[must_use]
    pub const fn role(self) -> Role {
        self.row().role
    }

    /// The first edition that states it.
    #[must_use]
    pub const fn edition(self) -> Edition {
        self.row().edition
    }

    /// Our paraphrase of the rule.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.row().text.trim_ascii()
    }

    /// Where the documents state it.
    #[must_use]
    pub const fn source(self) -> &'static str {
        self.row().source
    }

    /// The ids of the statements and disputes behind it, such as `S003-36` or `D-03`.
    pub fn statements(self) -> impl Iterator<Item = &'static str> {
        self.row().statements.split(' ')
    }

    /// Whether there are cases for it.
    #[must_use]
    pub const fn check(self) -> Check {
        self.row().check
    }

    const fn row(self) -> &'static Row {
        &ROWS[self.index()]
    }
}

impl fmt::Debug for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// What is known of a requirement.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) id: &'static str,
    pub(crate) level: Level,
    pub(crate) role: Role,
    pub(crate) edition: Edition,
    pub(crate) text: &'static str,
    pub(crate) source: &'static str,
    pub(crate) statements: &'static str,
    pub(crate) check: Check,
}

/// How strongly a requirement binds.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Level {
    /// A breach fails.
    Must,
    /// A breach warns; under the strict profile it fails.
    Should,
    /// An option of the documents; a breach is noted.
    May,
    /// Behaviour of products; a breach is noted.
    Observed,
}

impl Level {
    /// Every level, the strongest first.
    pub const ALL: &'static [Self] = &[Self::Must, Self::Should, Self::May, Self::Observed];

    /// The name that users type, such as `must`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::May => "may",
            Self::Observed => "observed",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, UnknownLevel> {
        Self::ALL.iter().copied().find(|level| level.name() == text).ok_or(UnknownLevel)
    }
}

/// The text names no level.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownLevel;

impl fmt::Display for UnknownLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a level: must, should, may or observed")
    }
}

impl core::error::Error for UnknownLevel {}

/// A part in the conversation, and so who can be put to the test.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// The server that senders post to.
    PushService,
    /// The web service that posts.
    Sender,
    /// The client that registers through the app backend.
    Device,
    /// The app backend between device and hub.
    Backend,
    /// The registration interface of the notification hub.
    Hub,
    /// Code that reads payloads.
    Parser,
}

impl Role {
    /// Every role.
    pub const ALL: &'static [Self] =
        &[Self::PushService, Self::Sender, Self::Device, Self::Backend, Self::Hub, Self::Parser];

    /// The name that users type, such as `push-service`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::PushService => "push-service",
            Self::Sender => "sender",
            Self::Device => "device",
            Self::Backend => "backend",
            Self::Hub => "hub",
            Self::Parser => "parser",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.iter().copied().find(|role| role.name() == text).ok_or(UnknownRole)
    }
}

/// The text names no role.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownRole;

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a role: push-service, sender, device, backend, hub or parser")
    }
}

impl core::error::Error for UnknownRole {}

/// Whether a requirement has cases.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Check {
    /// It must have at least one.
    Cases,
    /// It cannot be seen in a run, for this reason.
    Untested(&'static str),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_requirement_is_found_by_its_id() {
        assert_eq!(Requirement::from_id("responses/expired-is-404"), Some(EXPIRED_IS_404));
        assert_eq!(Requirement::from_id("responses/expired"), None);
    }

    #[test]
    fn a_row_reads_as_written() {
        assert_eq!(EXPIRED_IS_404.role(), Role::PushService);
        assert_eq!(EXPIRED_IS_404.level(), Level::Must);
        assert_eq!(EXPIRED_IS_404.edition(), Edition::V7_0);
        assert!(EXPIRED_IS_404.statements().eq(["M-36", "M-48"]));
        assert!(EXPIRED_IS_404.text().starts_with("A notification for an expired channel"));
    }

    #[test]
    fn a_constant_is_a_pattern() {
        assert!(matches!(ALL[EXPIRED_IS_404.index()], EXPIRED_IS_404));
    }

    #[test]
    fn every_level_and_role_reads_back() {
        for &level in Level::ALL {
            assert_eq!(level.name().parse(), Ok(level));
        }
        for &role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
        }
        assert_eq!("server".parse::<Role>(), Err(UnknownRole));
    }
}
