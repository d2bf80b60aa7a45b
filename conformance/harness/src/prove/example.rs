//! One exchange that keeps a requirement, and one that breaks it, each from a run.

use mpnspec_model::fault::{self, Fault};
use mpnspec_model::judge::judge;
use mpnspec_model::requirement::{Check, Requirement};
use mpnspec_model::ruling::Ruling;
use mpnspec_suite::case::Case;
use mpnspec_suite::cases;

use super::settings;
use crate::event::ExchangeReport;
use crate::exchange;
use crate::run::{RunError, Shop, Worker, put};

/// What a requirement looks like when it is kept, and when it is broken.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// Kept by an unbroken peer.
    pub kept: Option<Shown>,
    /// Broken by a peer with a fault.
    pub broken: Option<Shown>,
}

/// An exchange of a case.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The case.
    pub case: &'static str,
    /// The fault.
    pub fault: Option<&'static str>,
    /// What was expected and what was found, where it is broken.
    pub difference: Option<(String, String)>,
    /// What was said. Nothing if the ruling is about something else, such as a delivery.
    pub exchange: Option<ExchangeReport>,
}

/// Plays the first cases that show a requirement, against an unbroken peer and against one that breaks it.
///
/// # Errors
///
/// A peer of ours could not be started.
pub async fn example(requirement: Requirement) -> Result<Example, RunError> {
    if requirement.check() != Check::Cases {
        return Ok(Example::default());
    }
    let kept = shown(requirement, None).await?;
    let mut broken = None;
    let breaks = |fault: &&Fault| fault.breaks.contains(&requirement);
    for fault in fault::all().filter(breaks) {
        if broken.is_none() {
            broken = shown(requirement, Some(fault)).await?;
        }
    }
    Ok(Example { kept, broken })
}

async fn shown(
    requirement: Requirement,
    fault: Option<&'static Fault>,
) -> Result<Option<Shown>, RunError> {
    let shop = Shop::open(settings(&[requirement.role()], SEED, fault)).await?;
    let mut worker = Worker::default();
    let verifies = |case: &&'static Case| case.verifies.contains(&requirement);
    for case in cases::of(requirement.role()).filter(verifies) {
        let (_, Some(played)) = put(&mut worker, case, &shop).await else { continue };
        let (edition, profile) = (shop.settings.edition, &shop.settings.profile);
        let (transcript, rulings) =
            (&played.transcript, judge(&played.transcript, edition, profile));
        let (at, difference) = match (rulings.on(requirement), fault) {
            (Ruling::Upheld(tally), None) => (tally.first, None),
            (Ruling::Violated(finding) | Ruling::Noted(finding), Some(_)) => {
                let expected = finding.expected_text(transcript, profile);
                (finding.at, Some((expected, finding.found_text(transcript))))
            }
            _ => continue,
        };
        let (fault, exchange) = (fault.map(|fault| fault.name), exchange::of(transcript, at));
        return Ok(Some(Shown { case: case.id, fault, difference, exchange }));
    }
    Ok(None)
}

/// The same exchanges whenever somebody asks.
const SEED: u64 = 1;
