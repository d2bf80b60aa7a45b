//! What is asked of a push service, one file a section of the registry.
//!
//! ```text
//! "section/what-happens" shows REQUIREMENT, ... [given, send, expect];
//! ```

use crate::case::{Answer, Case};

/// Declares one case.
macro_rules! case {
    ($id:expr, [$($requirement:ident),+ $(,)?], [$($step:expr),+ $(,)?]) => {
        crate::case::Case {
            id: $id,
            role: mpnspec_model::requirement::Role::PushService,
            verifies: &[$(mpnspec_model::requirement::$requirement),+],
            steps: crate::case::Steps::Channels(&[$($step),+]),
        }
    };
}

/// Declares the cases of a section.
macro_rules! cases {
    ($($id:literal shows $($requirement:ident),+ [$($step:expr),+ $(,)?];)+) => {
        &[$(case!($id, [$($requirement),+], [$($step),+])),+]
    };
}

mod callback;
mod channel;
mod delivery;
mod payload;
mod payload_raw;
mod payload_tile;
mod payload_toast;
mod request_headers;
mod responses;
mod throttling;
mod transport;

/// Every section, in the order of the registry; tables stand after the scenarios of theirs.
pub const ALL: &[&[Case]] = &[
    transport::CASES,
    transport::BROKEN,
    request_headers::CASES,
    request_headers::MESSAGE_IDS,
    request_headers::CLASSES,
    request_headers::TARGETS,
    request_headers::CONTENT_TYPES,
    payload::CASES,
    payload::SIZES,
    payload::MALFORMED_TEXTS,
    payload::MALFORMED_DOCUMENTS,
    payload_toast::CASES,
    payload_tile::CASES,
    payload_tile::COUNTS,
    payload_raw::CASES,
    payload_raw::BODIES,
    responses::CASES,
    responses::ROWS,
    responses::METHODS,
    delivery::CASES,
    delivery::CLASSES,
    throttling::CASES,
    callback::CASES,
    callback::MESSAGES,
    callback::URIS,
    callback::METHODS,
    channel::CASES,
];

/// Refused with an error, or by closing the connection.
const TURNED_AWAY: Answer = Answer { status: &[(400, 599)], fields: &[] };

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::vec::Vec;

    use mpnspec_model::requirement::{self, Check, Role};

    use super::*;

    /// The files, by the prefix of the ids in them.
    const FILES: &[(&str, &[&[Case]])] = &[
        ("transport", &[transport::CASES, transport::BROKEN]),
        (
            "request-headers",
            &[
                request_headers::CASES,
                request_headers::MESSAGE_IDS,
                request_headers::CLASSES,
                request_headers::TARGETS,
                request_headers::CONTENT_TYPES,
            ],
        ),
        (
            "payload",
            &[
                payload::CASES,
                payload::SIZES,
                payload::MALFORMED_TEXTS,
                payload::MALFORMED_DOCUMENTS,
            ],
        ),
        ("payload-toast", &[payload_toast::CASES]),
        ("payload-tile", &[payload_tile::CASES, payload_tile::COUNTS]),
        ("payload-raw", &[payload_raw::CASES, payload_raw::BODIES]),
        ("responses", &[responses::CASES, responses::ROWS, responses::METHODS]),
        ("delivery", &[delivery::CASES, delivery::CLASSES]),
        ("throttling", &[throttling::CASES]),
        ("callback", &[callback::CASES, callback::MESSAGES, callback::URIS, callback::METHODS]),
        ("channel", &[channel::CASES]),
    ];

    fn all() -> impl Iterator<Item = &'static Case> {
        ALL.iter().copied().flatten()
    }

    #[test]
    fn every_table_is_listed_under_its_file() {
        let listed: Vec<_> =
            FILES.iter().flat_map(|(_, tables)| *tables).map(|it| it.as_ptr()).collect();
        let every: Vec<_> = ALL.iter().map(|it| it.as_ptr()).collect();
        assert_eq!(listed, every);
    }

    #[test]
    fn an_id_begins_with_its_file() {
        for (file, tables) in FILES {
            for case in tables.iter().copied().flatten() {
                assert_eq!(
                    case.id.split_once('/').map(|(prefix, _)| prefix),
                    Some(*file),
                    "{}",
                    case.id
                );
            }
        }
    }

    #[test]
    fn an_id_is_in_kebab_case_and_used_once() {
        let mut seen = BTreeSet::new();
        for case in all() {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
            for part in case.id.split(['/', '-']) {
                assert!(!part.is_empty() && part.chars().all(plain), "{}", case.id);
            }
            assert!(seen.insert(case.id), "{} appears twice", case.id);
        }
    }

    #[test]
    fn a_case_verifies_one_to_four_requirements_of_its_role_each_once() {
        for case in all() {
            assert_eq!(case.role, Role::PushService, "{}", case.id);
            assert!((1..=4).contains(&case.verifies.len()), "{}", case.id);
            let once: BTreeSet<_> = case.verifies.iter().collect();
            assert_eq!(once.len(), case.verifies.len(), "{}", case.id);
            for requirement in case.verifies {
                assert_eq!(requirement.role(), Role::PushService, "{}", case.id);
                assert_eq!(requirement.check(), Check::Cases, "{}", case.id);
            }
        }
    }

    #[test]
    fn every_requirement_that_a_run_can_show_has_a_case() {
        let verified: BTreeSet<_> = all().flat_map(|case| case.verifies).collect();
        let missing: Vec<_> = requirement::ALL
            .iter()
            .filter(|it| it.role() == Role::PushService && it.check() == Check::Cases)
            .filter(|it| !verified.contains(it))
            .collect();
        assert!(missing.is_empty(), "no case verifies {missing:#?}");
    }
}
