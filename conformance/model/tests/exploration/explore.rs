//! How a machine is explored.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

use stateright::{Checker, Expectation, HasDiscoveries, Model};

/// A machine of the crate as part of a state: what its `Debug` shows, which is all of its fields, tells
/// states apart.
#[derive(Clone, Debug)]
pub(crate) struct Shown<T>(pub(crate) T);

impl<T: Debug> Shown<T> {
    fn text(&self) -> String {
        let text = format!("{:?}", self.0);
        // A hub counts its answers, to number its errors: nothing else comes of it.
        match text.split_once(", answered: ") {
            Some((all, _)) => all.to_owned(),
            None => text,
        }
    }
}

impl<T: Debug> PartialEq for Shown<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl<T: Debug> Hash for Shown<T> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.text().hash(hasher);
    }
}

impl<T> Deref for Shown<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Shown<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// How many actions led to a state; states that differ in nothing else are the same.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Steps(usize);

impl Steps {
    /// After one more.
    #[must_use]
    pub(crate) const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Whether there may be another one.
    pub(crate) const fn are_fewer_than(self, all: usize) -> bool {
        self.0 < all
    }
}

impl PartialEq for Steps {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Hash for Steps {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Explores every state that a machine can be in: what is always true is true in each, and what happens
/// sometimes happens in one.
///
/// An exploration that visits fewer states than were counted when it was written proves less than it says.
pub(crate) fn holds<M>(machine: M, states: usize)
where
    M: Model + Send + Sync + 'static,
    M::State: Clone + Debug + Hash + PartialEq + Send + Sync,
    M::Action: Clone + Debug + PartialEq,
{
    let properties: Vec<_> =
        machine.properties().into_iter().map(|it| (it.name, it.expectation)).collect();
    let checker = machine.checker().finish_when(HasDiscoveries::AnyFailures).spawn_bfs().join();
    for (name, expectation) in properties {
        let discovery = checker.discovery(name);
        if expectation == Expectation::Sometimes {
            assert!(discovery.is_some(), "never: {name}");
        } else {
            let history = discovery.map(stateright::Path::into_actions);
            assert!(history.is_none(), "not always: {name}, but {history:#?}");
        }
    }
    assert!(checker.is_done(), "the exploration was cut short");
    let visited = checker.unique_state_count();
    assert!(visited >= states, "expected {states} states at least, but visited {visited}");
}

/// Explores a machine that breaks a rule until a history shows it: a shortest one has so many actions.
pub(crate) fn fails<M>(machine: impl Fn() -> M, name: &'static str, actions: usize)
where
    M: Model + Send + Sync + 'static,
    M::State: Clone + Debug + Hash + PartialEq + Send + Sync,
    M::Action: Clone + Debug + PartialEq,
{
    for within in 1..=actions {
        // The first state has a depth of one, and those at the last depth are not looked at.
        let finish = HasDiscoveries::AnyOf([name].into());
        let builder = machine().checker().finish_when(finish).target_max_depth(within + 2);
        let found = builder.spawn_bfs().join().discovery(name);
        if let Some(history) = found.map(stateright::Path::into_actions) {
            assert_eq!(within, actions, "{name} is broken sooner, by {history:#?}");
            return;
        }
    }
    panic!("expected a history of {actions} actions that breaks: {name}, but there is none");
}
