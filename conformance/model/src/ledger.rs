//! The statements of the documents that no requirement names, and why.

use alloc::vec::Vec;
use core::fmt;

use crate::dispute;
use crate::requirement::{self, Role};

/// Where a statement went that became no requirement.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Filing {
    /// It asks nothing of anybody.
    Informative,
    /// It is about something outside the conversation.
    OutOfScope(&'static str),
    /// It asks something that no run can show.
    Untestable(&'static str),
    /// It binds a role whose requirements are elsewhere.
    BindsAnother(Role),
}

impl fmt::Display for Filing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Informative => f.write_str("informative"),
            Self::OutOfScope(why) => write!(f, "out of scope: {why}"),
            Self::Untestable(why) => write!(f, "untestable: {why}"),
            Self::BindsAnother(role) => write!(f, "binds a {role}"),
        }
    }
}

use Filing::{BindsAnother, Informative, OutOfScope, Untestable};

/// How a statement is filed; none if requirements name it, or if there is no such statement.
#[must_use]
pub fn filing(statement: &str) -> Option<Filing> {
    FILED.iter().find(|(id, _)| *id == statement).map(|(_, filing)| *filing)
}

/// The ids of all statements, and of the questions that they leave open, document by document.
#[must_use]
pub fn ids() -> Vec<&'static str> {
    let named = requirement::ALL.iter().flat_map(|requirement| requirement.statements());
    let filed = FILED.iter().map(|(id, _)| *id);
    let disputed = dispute::ALL.iter().map(|dispute| dispute.id);
    let mut all: Vec<_> = named.chain(filed).chain(disputed).collect();
    all.sort_unstable_by_key(|id| place(id));
    all.dedup();
    all
}

/// Whether an id is that of a statement, and not of a question.
#[must_use]
pub fn is_statement(id: &str) -> bool {
    !id.starts_with("D-")
}

fn place(id: &str) -> (usize, u32) {
    const DOCUMENTS: [&str; 8] = ["S000", "S001", "S002", "S003", "S004", "M", "H", "D"];
    let (document, number) = id.split_once('-').unwrap_or((id, ""));
    let place = DOCUMENTS.iter().position(|known| *known == document);
    (place.unwrap_or(DOCUMENTS.len()), number.parse().unwrap_or(u32::MAX))
}

/// Every statement that no requirement names.
pub const FILED: &[(&str, Filing)] = &[
    // Callback registration (ff402554)
    ("S000-01", Informative),
    ("S000-02", Informative),
    ("S000-15", Informative),
    ("S000-20", Informative),
    ("S000-35", Untestable("whether a caller blocks while it waits does not show on the wire")),
    // The same in Korean
    ("S001-01", Informative),
    ("S001-02", Informative),
    ("S001-04", Informative),
    ("S001-05", Informative),
    // MPNS blog post (2013)
    ("S002-01", Informative),
    ("S002-02", Informative),
    ("S002-04", Untestable("best effort excuses a loss, and asks for nothing")),
    ("S002-05", Informative),
    ("S002-06", Untestable("the phone's battery does not show on the wire")),
    ("S002-07", Informative),
    ("S002-08", OutOfScope("an interface inside the phone")),
    ("S002-13", OutOfScope("what an app does with the notification that it was handed")),
    ("S002-14", OutOfScope("what the phone displays")),
    ("S002-15", OutOfScope("what the phone displays")),
    ("S002-20", Informative),
    ("S002-27", Informative),
    ("S002-28", Informative),
    ("S002-29", Informative),
    ("S002-30", Informative),
    // Sending push notifications (hh202945)
    ("S003-01", Informative),
    ("S003-02", Informative),
    ("S003-03", Informative),
    ("S003-05", Informative),
    ("S003-08", Untestable("best effort excuses a loss, and asks for nothing")),
    ("S003-09", Informative),
    ("S003-14", Informative),
    ("S003-15", Informative),
    ("S003-18", Informative),
    ("S003-27", OutOfScope("what the app tells its web service is a format of their own")),
    ("S003-30", OutOfScope("what the phone does when a tile is resized")),
    ("S003-31", OutOfScope("in which order the phone fetches images")),
    ("S003-32", Informative),
    ("S003-48", Informative),
    ("S003-57", Informative),
    ("S003-58", Informative),
    ("S003-67", Informative),
    ("S003-68", Informative),
    ("S003-83", Informative),
    ("S003-85", Informative),
    ("S003-95", Informative),
    ("S003-100", Informative),
    // The sister pages, books, captures and libraries
    ("M-17", Untestable("any order of two batches is allowed")),
    ("M-65", BindsAnother(Role::Parser)),
    ("M-66", BindsAnother(Role::Parser)),
    ("M-77", OutOfScope("what the phone displays")),
    ("M-92", Informative),
    ("M-95", OutOfScope("the phone decides which image hosts it asks")),
    ("M-107", OutOfScope("the app names its service to the phone; a wrong name shows as 401")),
    ("M-109", OutOfScope("a matter of the TLS library")),
    ("M-111", OutOfScope("a quota inside the phone")),
    ("M-114", Untestable("no command drains a battery; its effect is tested as suppression")),
    ("M-118", Untestable("neither delivery nor order is promised")),
    ("M-121", Untestable("keeping and replacing an older tile are both allowed")),
    // Registering from your App Backend (dn743807): what binds the backend
    ("S004-46", Informative),
    ("S004-74", Informative),
    ("S004-101", OutOfScope("where a backend keeps ids is its own affair; no wire form is given")),
    ("S004-105", Informative),
    // The hubs sheet: what binds the backend
    ("H-30", Untestable("how often an SDK tries is its own affair; retries are allowed")),
    ("H-31", Untestable("what an SDK makes of a status shows only in what the backend answers")),
    ("H-54", OutOfScope("what a hub or a backend sends to a phone is tested as a sender")),
    ("H-55", OutOfScope("what a hub or a backend sends to a phone is tested as a sender")),
    ("H-85", OutOfScope("what a hub or a backend sends to a phone is tested as a sender")),
    ("H-102", OutOfScope("installations are another contract, under another path")),
    // Notification hubs, beyond the registration flow
    ("S004-16", OutOfScope("sends are no part of the registration flow")),
    ("H-49", OutOfScope("platforms that the seeds do not have")),
    ("H-64", OutOfScope("sends are no part of the registration flow")),
    ("H-70", OutOfScope("a hub learns that a handle is dead by sending to it")),
    ("H-77", OutOfScope("sends are no part of the registration flow")),
    ("H-78", OutOfScope("sends are no part of the registration flow")),
    ("H-79", OutOfScope("sends are no part of the registration flow")),
    ("H-81", OutOfScope("installations are another interface")),
    ("H-82", OutOfScope("installations are another interface")),
    ("H-83", OutOfScope("installations are another interface")),
    ("H-86", OutOfScope("sends are no part of the registration flow")),
    ("H-87", OutOfScope("installations are another interface")),
    ("H-117", OutOfScope("a commercial quota")),
    ("H-118", OutOfScope("sends are no part of the registration flow")),
    // Registering from your App Backend (dn743807): what binds nobody, and what binds the device
    ("S004-01", Informative),
    ("S004-02", OutOfScope("what a hub sends is no part of a registration")),
    ("S004-05", OutOfScope("advice for the design of an app")),
    ("S004-07", Informative),
    ("S004-09", Informative),
    ("S004-10", Informative),
    ("S004-14", Informative),
    ("S004-17", Informative),
    ("S004-18", Informative),
    ("S004-19", Informative),
    ("S004-20", Informative),
    ("S004-29", Informative),
    ("S004-45", Informative),
    ("S004-79", Informative),
    ("S004-87", Informative),
    ("S004-102", Informative),
];

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::format;
    use alloc::string::String;

    use super::*;
    use crate::{disputes, requirements};

    const OF_THE_CHANNEL: &[(&str, u32)] =
        &[("S000", 39), ("S001", 5), ("S002", 30), ("S003", 100), ("M", 122)];
    const OF_THE_REGISTRATION: &[(&str, u32)] = &[("S004", 112), ("H", 118)];

    fn statements(of: &[(&str, u32)]) -> BTreeSet<String> {
        of.iter()
            .flat_map(|(seed, last)| (1..=*last).map(move |n| format!("{seed}-{n:02}")))
            .collect()
    }

    fn known() -> BTreeSet<String> {
        &statements(OF_THE_CHANNEL) | &statements(OF_THE_REGISTRATION)
    }

    fn named() -> BTreeSet<String> {
        requirements::ALL.iter().flat_map(|it| it.statements()).map(String::from).collect()
    }

    #[test]
    fn every_statement_is_named_by_a_requirement_or_filed_but_not_both() {
        let (known, named) = (known(), named());
        assert_eq!(known.len(), 526);
        let filed: BTreeSet<_> = FILED.iter().map(|(id, _)| String::from(*id)).collect();
        assert_eq!(filed.len(), FILED.len());
        for id in &known {
            assert_ne!(named.contains(id), filed.contains(id), "{id}");
        }
        assert!(filed.is_subset(&self::known()));
    }

    #[test]
    fn a_requirement_names_only_what_exists() {
        let mut known = known();
        known.extend(disputes::ALL.iter().map(|dispute| String::from(dispute.id)));
        let unknown: BTreeSet<_> = named().difference(&known).cloned().collect();
        assert_eq!(unknown, BTreeSet::new());
    }

    #[test]
    fn a_reading_names_only_what_exists() {
        let known = known();
        let readings = disputes::ALL.iter().flat_map(|dispute| dispute.readings);
        for id in readings.flat_map(|reading| reading.statements()) {
            assert!(known.contains(id), "{id}");
        }
    }

    #[test]
    fn every_statement_is_listed_once_and_in_its_place() {
        let ids = ids();
        let listed: BTreeSet<_> = ids.iter().map(|id| String::from(*id)).collect();
        assert_eq!(listed.len(), ids.len());
        assert!(known().is_subset(&listed));
        assert_eq!(ids.iter().filter(|id| is_statement(id)).count(), 526);
        assert_eq!(ids.first(), Some(&"S000-01"));
        let at = |wanted| ids.iter().position(|id| *id == wanted);
        assert!(at("M-99") < at("M-100") && at("M-122") < at("H-01") && at("H-118") < at("D-01"));
    }

    #[test]
    fn a_filed_statement_is_found() {
        assert_eq!(filing("M-17"), Some(FILED[46].1));
        assert_eq!(filing("M-23"), None);
    }
}
