//! From a transcript to rulings. Total: any transcript is judged, and none panics.

use crate::answer::{Check, Message};
use crate::backend::{self, Backend};
use crate::clause::{Broken, Clause, Sends};
use crate::device::{self, Device};
use crate::dispute::{Profile, Stance};
use crate::edition::Edition;
use crate::hub::Hub;
use crate::push_service::{self, PushService};
use crate::requirement::{Requirement, Role};
use crate::ruling::{Expected, Finding, Rulings};
use crate::sender::{self, Sender};
use crate::transcript::{Entry, Index, Transcript};

/// Judges a whole transcript as the documents of an edition say, read as a profile reads them.
#[must_use]
pub fn judge(transcript: &Transcript, edition: Edition, profile: &Profile) -> Rulings {
    let terms = Terms { edition, profile };
    match transcript.subject() {
        Role::PushService => preside::<PushService>(transcript, terms),
        Role::Sender => preside::<Sender>(transcript, terms),
        Role::Hub => preside::<Hub>(transcript, terms),
        Role::Backend => preside::<Backend>(transcript, terms),
        Role::Device => preside::<Device>(transcript, terms),
        Role::Parser => Rulings::default(),
    }
}

/// Is a requirement a rule at all, as a profile reads the documents?
///
/// It is not where every table names it under readings that the profile rejects.
#[must_use]
pub fn is_in_force(requirement: Requirement, profile: &Profile) -> bool {
    let cells = |cells: &'static [Check]| cells.iter().map(|cell| (cell.requirement, cell.under));
    let answers = push_service::answers::ALL.iter().flat_map(|row| cells(row.cells));
    let apart = push_service::answers::APART.iter().copied();
    let decisions = sender::decisions::ALL.iter().flat_map(|row| cells(row.cells));
    let rules = push_service::rules::ALL.iter().map(|rule| (rule.requirement, rule.under));
    let waits = sender::rules::ALL.iter().map(|rule| (rule.requirement, rule.under));
    let outcomes = device::outcomes::ALL.iter().flat_map(|row| cells(row.cells));
    let tries = cells(device::outcomes::TRIES);
    let requests = [device::clauses::ID_REQUEST, device::clauses::REGISTRATION];
    let requests = requests.into_iter().flatten().map(|clause| (clause.requirement, clause.under));
    let orders = device::rules::ALL.iter().map(|rule| (rule.requirement, rule.under));
    let traits = push_service::traits::ALL.iter().map(|known| (known.requirement, known.under));
    let clauses = [sender::clauses::NOTIFICATION, sender::clauses::REGISTRATION];
    let clauses = clauses.into_iter().flatten().map(|clause| (clause.requirement, clause.under));
    let told = backend::answers::ALL.iter().flat_map(|row| cells(row.cells));
    let told = told.chain(cells(backend::answers::SAYS_WHEN));
    let calls = backend::clauses::ALL.iter().copied().flatten();
    let calls = calls.map(|clause| (clause.requirement, clause.under));
    let mut named = answers
        .chain(apart.flat_map(cells))
        .chain(decisions)
        .chain(rules)
        .chain(waits)
        .chain(traits)
        .chain(clauses)
        .chain(told)
        .chain(calls)
        .chain(outcomes)
        .chain(tries)
        .chain(requests)
        .chain(orders)
        .filter(|(named, _)| *named == requirement)
        .peekable();
    named.peek().is_none() || named.any(|(_, under)| profile.stance(under) != Stance::Rejected)
}

/// What a transcript is held against.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'p> {
    /// The documents.
    pub edition: Edition,
    /// How they are read.
    pub profile: &'p Profile,
}

/// A role that can be judged.
pub trait Judged {
    /// A judge of this role in the middle of a transcript.
    type Judge<'t>: Hear<'t>;

    /// A judge who has heard nothing.
    fn judge(terms: Terms<'_>) -> Self::Judge<'_>;
}

/// A judge in the middle of a transcript.
pub trait Hear<'t> {
    /// Takes one more entry into account; the entries before it are the evidence.
    fn hear(&mut self, transcript: &'t Transcript, at: Index, entry: Entry<'t>);

    /// The rulings so far.
    fn rulings(self) -> Rulings;
}

fn preside<'t, R: Judged>(transcript: &'t Transcript, terms: Terms<'t>) -> Rulings {
    let mut judge = R::judge(terms);
    for at in 0..transcript.len() {
        if let Some(entry) = transcript.get(at) {
            judge.hear(transcript, at, entry);
        }
    }
    judge.rulings()
}

/// Rules on cells that stand on their own or belong to the row an answer comes nearest to.
pub(crate) fn rule_on_cells(
    rulings: &mut Rulings,
    profile: &Profile,
    cells: &'static [Check],
    (asked, got): (&impl Message, &impl Message),
    (at, because): (Index, Index),
) {
    for cell in cells {
        let finding = || {
            Finding::new(cell.requirement, cell.field, Expected::OneOf(cell.choices), at, because)
        };
        match cell.stance(profile, asked, got) {
            None => {}
            Some(Stance::Holds) => rulings.uphold(cell.requirement, at),
            Some(stance) => rulings.find(stance.turned(), finding()),
        }
    }
}

/// Rules on a message by a clause.
pub(crate) fn rule_on_clause<R: Sends>(
    rulings: &mut Rulings,
    profile: &Profile,
    clause: &Clause<R>,
    sent: &R::Sent<'_>,
    (at, because): (Index, Index),
) {
    match clause.hold(sent, profile) {
        None => {}
        Some(Ok(())) => rulings.uphold(clause.requirement, at),
        Some(Err((stance, broken))) => {
            let Broken { field, expected, found, .. } = broken;
            let finding = Finding::new(clause.requirement, field, expected, at, because);
            rulings.find(stance, Finding { found, ..finding });
        }
    }
}
