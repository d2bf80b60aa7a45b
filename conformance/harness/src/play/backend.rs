//! Plays a case against a backend.

use std::time::Duration;

use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::Transcript;
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::Case;

use super::{End, Played};
use crate::subject::{HubTerms, Subject};

/// What a worker keeps between the cases that it plays against a backend.
pub struct Bench;

impl Bench {
    /// A bench whose https URLs are vouched for by this authority.
    ///
    /// # Errors
    ///
    /// It could not be started.
    pub async fn start(_authority: &Authority, _limit: Duration) -> Result<Self, WireError> {
        Ok(Self)
    }

    /// The hub that a backend has to be told of.
    #[must_use]
    pub fn hub(&self) -> HubTerms {
        HubTerms::default()
    }
}

/// Plays a case, which may take no longer than the limit, with the numbers of a seed.
pub async fn play(
    _case: &Case,
    _subject: &mut Subject,
    _bench: &mut Bench,
    (_seed, _limit): (u64, Duration),
) -> Played {
    let end = End::CouldNotRun("not yet".into());
    Played { transcript: Transcript::new(Role::Backend), end, unmet: Vec::new() }
}
