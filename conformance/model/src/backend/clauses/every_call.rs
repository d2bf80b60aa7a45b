//! What every call of the hub owes.

use super::{Clause, Made, broken, keeps};
use crate::answer::Field;
use crate::backend::HUB_NAME;
use crate::clause::Kept;
use crate::requirement::*;
use crate::transcript::{Credentials, Flaw};

/// The clauses.
pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(CALLS_ARE_BELOW_THE_HUB, below_the_hub),
    Clause::agreed(CALLS_NAME_A_VERSION, names_a_version),
    Clause::agreed(CALLS_ARE_SIGNED, signed),
];

fn below_the_hub(made: &Made<'_>) -> Kept {
    let path = made.request.target.split_once("://").map_or(made.request.target, |(_, rest)| rest);
    let first = path.split(['/', '?']).nth(1).unwrap_or_default();
    keeps(first.eq_ignore_ascii_case(HUB_NAME), || {
        broken(Field::Target, "a path that begins with the hub's name", made.request.target)
    })
}

fn names_a_version(made: &Made<'_>) -> Kept {
    let query = made.request.target.split_once('?').map_or("", |(_, query)| query);
    let versions = query.split('&').filter_map(|option| option.split_once('='));
    let mut versions = versions.filter(|(name, _)| name.eq_ignore_ascii_case("api-version"));
    let version = versions.next().map_or("", |(_, version)| version);
    keeps(is_version(version), || {
        broken(Field::Target, "`api-version` with a year and a month", made.request.target)
    })
}

/// Is this a year and a month, with or without a day?
fn is_version(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut digits = |count| {
        let part = parts.next();
        part.is_some_and(|it| it.len() == count && it.bytes().all(|octet| octet.is_ascii_digit()))
    };
    digits(4) && digits(2)
}

fn signed(made: &Made<'_>) -> Kept {
    let found = match made.request.credentials {
        Credentials::Token(_) => return Kept::Yes,
        Credentials::Unseen => return Kept::Silent,
        Credentials::BadToken(flaw) => match flaw {
            Flaw::Malformed => "a token without its four parts",
            Flaw::Key => "a token of a key that the hub does not have",
            Flaw::Signature => "a token that the key did not sign",
            Flaw::Audience => "a token for another place",
            Flaw::Expired => "a token whose time is over",
        },
        _ => "no token",
    };
    Kept::No(broken(
        Field::Header("Authorization"),
        "a token for this place, signed with the key of the connection string",
        found,
    ))
}

#[cfg(test)]
mod tests {
    use super::is_version;

    #[test]
    fn a_version_is_a_year_and_a_month() {
        for version in ["2013-04", "2020-06", "2020-06-01"] {
            assert!(is_version(version), "{version}");
        }
        for other in ["", "2020", "20-06", "2020-6", "latest", "2020-aa"] {
            assert!(!is_version(other), "{other}");
        }
    }
}
