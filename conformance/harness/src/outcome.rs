//! From what was played and ruled to the verdict on a case.

use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::is_in_force;
use mpnspec_model::requirement::{Level, Requirement};
use mpnspec_model::ruling::{Finding, Ruling, Rulings};
use mpnspec_model::transcript::{Arrangement, Event, Transcript};
use mpnspec_suite::case::Case;

use crate::event::RulingReport;
use crate::play::{End, Played};
use crate::verdict::{RulingOutcome, Verdict};

/// The verdict on a case, and the reason where it needs one.
#[must_use]
pub fn verdict(
    case: &Case,
    played: &Played,
    rulings: &Rulings,
    (edition, profile): (Edition, &Profile),
) -> (Verdict, Option<String>) {
    let broken = rulings.violations.iter().map(|finding| weight(finding.requirement, edition));
    match (broken.max(), &played.end) {
        // What was seen before a subject fell over counts no less for it.
        (_, End::TimedOut(why)) => (Verdict::Timeout, Some(why.clone())),
        (_, End::Crashed(why)) => (Verdict::Crash, Some(why.clone())),
        (Some(Weight::Fails), _) => (Verdict::Fail, None),
        (Some(Weight::Warns), _) => (Verdict::Warn, None),
        (_, End::Unimplemented(why)) => (Verdict::Unimplemented, Some(why.clone())),
        (_, End::CouldNotRun(why)) => (Verdict::CouldNotRun, Some(why.clone())),
        (Some(Weight::Notes), End::Complete) => (Verdict::Note, None),
        (None, End::Complete) if !rulings.notes.is_empty() => (Verdict::Note, None),
        (None, End::Complete) => match unseen(case, rulings, (edition, profile)) {
            // Whoever cannot arrange the state cannot tell one reason for an answer from another.
            Some(_) if is_given(&played.transcript) => {
                (Verdict::Skipped, Some("needs open".into()))
            }
            Some(requirement) => {
                // What changes no result when it is broken changes none when it is not seen.
                let counts = weight(requirement, edition) > Weight::Notes;
                let verdict = if counts { Verdict::CouldNotRun } else { Verdict::Note };
                (verdict, Some(format!("nothing that happened shows {requirement}")))
            }
            None => (Verdict::Pass, None),
        },
    }
}

/// What a breach counts.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Weight {
    Notes,
    Warns,
    Fails,
}

fn weight(requirement: Requirement, edition: Edition) -> Weight {
    match requirement.level() {
        // A rule of a later edition is told, and does not count.
        _ if requirement.edition() > edition => Weight::Notes,
        Level::Must => Weight::Fails,
        Level::Should => Weight::Warns,
        Level::May | Level::Observed => Weight::Notes,
    }
}

/// Of the requirements that a case claims to verify, and that nothing showed, the one that counts most.
fn unseen(
    case: &Case,
    rulings: &Rulings,
    (edition, profile): (Edition, &Profile),
) -> Option<Requirement> {
    let unseen = case.verifies.iter().copied().filter(|requirement| {
        is_in_force(*requirement, profile)
            && matches!(rulings.on(*requirement), Ruling::NotExercised)
    });
    unseen.max_by_key(|requirement| weight(*requirement, edition))
}

/// Was the subject one channel, of which nothing else is known?
fn is_given(transcript: &Transcript) -> bool {
    transcript
        .iter()
        .any(|entry| matches!(entry.event, Event::Arranged(_, Arrangement::Given { .. })))
}

/// Does a case count under an edition? It does if the edition states anything that it verifies.
#[must_use]
pub fn is_scored(case: &Case, edition: Edition) -> bool {
    case.verifies.iter().any(|requirement| requirement.edition() <= edition)
}

/// Everything that was ruled in a case, for reports.
#[must_use]
pub fn rulings(
    transcript: &Transcript,
    rulings: &Rulings,
    (edition, profile): (Edition, &Profile),
) -> Vec<RulingReport> {
    let found = |finding: &Finding, outcome| RulingReport {
        requirement: finding.requirement,
        outcome,
        expected: Some(finding.expected_text(transcript, profile)),
        found: Some(finding.found_text(transcript)),
        field: Some(finding.field.to_string()),
        at: finding.at,
    };
    let upheld = rulings.exercised().filter_map(|(requirement, ruling)| match ruling {
        Ruling::Upheld(tally) => Some(RulingReport {
            requirement,
            outcome: RulingOutcome::Upheld,
            expected: None,
            found: None,
            field: None,
            at: tally.first,
        }),
        _ => None,
    });
    // What never changes a result is told as a note.
    let weighed = |finding: &Finding| match weight(finding.requirement, edition) {
        Weight::Notes => RulingOutcome::Noted,
        Weight::Warns | Weight::Fails => RulingOutcome::Violated,
    };
    let violated = rulings.violations.iter().map(|finding| found(finding, weighed(finding)));
    let noted = rulings.notes.iter().map(|finding| found(finding, RulingOutcome::Noted));
    let mut all: Vec<_> = violated.chain(noted).chain(upheld).collect();
    all.sort_by_key(|ruling| (ruling.requirement, ruling.at));
    all
}

#[cfg(test)]
mod tests {
    use mpnspec_model::requirement::{
        BARE_200_IS_NO_SUCCESS, LATER_CHANNEL_URIS_WORK, RECEIVED_IS_DONE, Role,
    };
    use mpnspec_suite::case::Steps;

    use super::*;

    #[test]
    fn what_was_not_seen_counts_as_what_is_broken_does() {
        let verdict = |verifies| {
            let case =
                Case { id: "a/b", role: Role::Sender, verifies, steps: Steps::Channels(&[]) };
            let transcript = Transcript::new(Role::Sender);
            let played = Played { transcript, end: End::Complete, unmet: Vec::new() };
            let (rulings, terms) = (Rulings::default(), (Edition::V8_0, &Profile::DEFAULT));
            super::verdict(&case, &played, &rulings, terms).0
        };
        assert_eq!(LATER_CHANNEL_URIS_WORK.level(), Level::Observed);
        assert_eq!(verdict(&[]), Verdict::Pass);
        assert_eq!(verdict(&[LATER_CHANNEL_URIS_WORK]), Verdict::Note);
        assert_eq!(verdict(&[BARE_200_IS_NO_SUCCESS]), Verdict::CouldNotRun);
        assert_eq!(verdict(&[LATER_CHANNEL_URIS_WORK, RECEIVED_IS_DONE]), Verdict::CouldNotRun);
    }
}
