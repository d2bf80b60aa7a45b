//! Holds a backend to its tables.

use super::Backend;
use crate::judge::{Hear, Judged, Terms};
use crate::ruling::Rulings;
use crate::transcript::{Entry, Index, Transcript};

impl Judged for Backend {
    type Judge<'t> = Judge<'t>;

    fn judge(terms: Terms<'_>) -> Judge<'_> {
        Judge { terms, rulings: Rulings::default() }
    }
}

/// A judge of a backend in the middle of a transcript.
pub struct Judge<'t> {
    terms: Terms<'t>,
    rulings: Rulings,
}

impl<'t> Hear<'t> for Judge<'t> {
    fn hear(&mut self, _transcript: &'t Transcript, _at: Index, _entry: Entry<'t>) {
        let _ = self.terms;
    }

    fn rulings(self) -> Rulings {
        self.rulings
    }
}
