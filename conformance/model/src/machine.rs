//! What every role's machine is made of: knowledge, answers and rules.

use crate::answer::{Answer, Message, WRONG_ROW};
use crate::dispute::Profile;
use crate::duty::Rule;

/// Partial knowledge of a state: a semilattice with unknown at its bottom.
///
/// What *may* happen needs a state that is possible ([`allows`](Self::allows)); what *must* happen
/// needs one that is certain ([`entails`](Self::entails)).
pub trait Knowledge: Copy + Default + Eq {
    /// Could all of `other` be true?
    fn allows(self, other: Self) -> bool;
    /// What is known once `other` is known too; `other` wins where they clash.
    #[must_use]
    fn meet(self, other: Self) -> Self;
    /// What is known if one of the two is true.
    #[must_use]
    fn join(self, other: Self) -> Self;
    /// What is still known if `other` might be true instead: where they clash, nothing.
    #[must_use]
    fn doubt(self, other: Self) -> Self;

    /// How much of `other` is not known yet.
    fn assumes(self, other: Self) -> usize;

    /// Is all of `other` known to be true?
    fn entails(self, other: Self) -> bool {
        self.meet(other) == self
    }
}

impl Knowledge for () {
    fn allows(self, (): Self) -> bool {
        true
    }
    fn meet(self, (): Self) -> Self {}
    fn join(self, (): Self) -> Self {}
    fn doubt(self, (): Self) -> Self {}
    fn assumes(self, (): Self) -> usize {
        0
    }
}

/// Declares a record of facts, each known or not, and its [`Knowledge`].
macro_rules! facts {
    ($(#[$meta:meta])* $vis:vis struct $name:ident { $($(#[$doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
        $vis struct $name {
            $($(#[$doc])* pub $field: Option<$type>,)*
        }

        impl $name {
            /// Nothing is known.
            pub const UNKNOWN: Self = Self { $($field: None),* };
        }

        impl $crate::machine::Knowledge for $name {
            fn allows(self, other: Self) -> bool {
                true $(&& (self.$field.is_none() || other.$field.is_none() || self.$field == other.$field))*
            }
            fn meet(self, other: Self) -> Self {
                Self { $($field: other.$field.or(self.$field)),* }
            }
            fn join(self, other: Self) -> Self {
                Self { $($field: if self.$field == other.$field { self.$field } else { None }),* }
            }
            fn doubt(self, other: Self) -> Self {
                Self { $($field: match other.$field {
                    Some(_) if self.$field != other.$field => None,
                    _ => self.$field,
                }),* }
            }
            fn assumes(self, other: Self) -> usize {
                0 $(+ usize::from(other.$field.is_some() && self.$field != other.$field))*
            }
        }
    };
}
pub(crate) use facts;

/// A role, as the words its tables are written in.
pub trait Machine: Sized + 'static {
    /// The kinds of things that the subject answers.
    type Ask: Copy + Eq + core::fmt::Debug + 'static;
    /// What can be known about its state.
    type Facts: Knowledge + core::fmt::Debug + 'static;
    /// What it takes upon itself by an answer.
    type Then: Copy + 'static;
    /// The events that put duties on it.
    type Trigger: Copy + Eq + core::fmt::Debug + 'static;
    /// The observations that duties are about.
    type Watch: Copy + Eq + core::fmt::Debug + 'static;

    /// Every answer it may give; where several fit, a reference peer gives the first.
    const ANSWERS: &'static [Answer<Self>];

    /// Every rule that puts a duty on it.
    const RULES: &'static [Rule<Self>];

    /// The answers to `ask` that are lawful as far as we know.
    fn answers(ask: Self::Ask, facts: Self::Facts) -> impl Iterator<Item = &'static Answer<Self>> {
        Self::ANSWERS.iter().filter(move |row| row.to.contains(&ask) && facts.allows(row.when))
    }

    /// The lawful answer that the message comes nearest to, and how many cells lie between them.
    ///
    /// Of several that it fits, the one that says most; of those, the one that assumes least of a state
    /// that is not known; of those, the first.
    fn nearest(
        ask: Self::Ask,
        facts: Self::Facts,
        profile: &Profile,
        asked: &impl Message,
        got: &impl Message,
    ) -> Option<(&'static Answer<Self>, usize)> {
        let mut nearest = None;
        for row in Self::answers(ask, facts) {
            let distance = row.distance(profile, asked, got);
            let says = if distance == WRONG_ROW { 0 } else { row.cells.len() };
            let rank = (distance, core::cmp::Reverse(says), facts.assumes(row.when));
            if nearest.is_none_or(|(_, least)| rank < least) {
                nearest = Some((row, rank));
            }
        }
        nearest.map(|(row, (distance, ..))| (row, distance))
    }

    /// What is still known after a message that was not lawful: less what its sender may claim by it.
    ///
    /// Of the rows that it fits, those count that say most.
    fn doubted(
        ask: Self::Ask,
        facts: Self::Facts,
        profile: &Profile,
        asked: &impl Message,
        got: &impl Message,
    ) -> Self::Facts {
        let fits =
            |row: &&Answer<Self>| row.to.contains(&ask) && row.distance(profile, asked, got) == 0;
        let most = Self::ANSWERS.iter().filter(fits).map(|row| row.cells.len()).max();
        let claims = Self::ANSWERS.iter().filter(fits).filter(|row| Some(row.cells.len()) == most);
        claims.fold(facts, |facts, row| facts.doubt(row.when))
    }

    /// What can be planned on when nobody has answered yet: the part all lawful answers agree on.
    fn planned(ask: Self::Ask, facts: Self::Facts) -> Self::Facts {
        Self::answers(ask, facts)
            .map(|row| facts.meet(row.when))
            .reduce(Knowledge::join)
            .unwrap_or(facts)
    }
}
