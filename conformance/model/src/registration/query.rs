use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Filter;
use crate::grammar::Malformed;

/// The options of a call to a hub.
///
/// ```text
/// query  = option *( "&" option )
/// option = "api-version=" version / "$top=" 1*DIGIT / "continuationtoken=" token
///        / "$filter=" filter / name [ "=" value ]
/// ```
///
/// Names are compared without regard to case and may be percent-encoded; order is free, and `test`
/// and `direct` have no value. An option without a value, other than those, is as good as none.
///
/// Hubs REST reference (H-02, H-06, H-17, H-34 to H-36).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Query {
    /// The version that the client speaks.
    pub api_version: Option<String>,
    /// How many entries a page should have at most.
    pub top: Option<u64>,
    /// Where the page begins.
    pub continuation_token: Option<ContinuationToken>,
    /// Which registrations.
    pub filter: Option<Filter>,
    /// Options of other names in the order of the query, percent-encoding undone.
    pub others: Vec<(String, Option<String>)>,
}

impl Query {
    /// Reads what stands behind the question mark.
    ///
    /// # Errors
    ///
    /// The option that is there again or malformed is told.
    pub fn parse(text: &str) -> Result<Self, QueryFault> {
        let mut query = Self::default();
        let mut seen = [false; NAMES.len()];
        for option in text.split('&').filter(|option| !option.is_empty()) {
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (decoded(name), Some(value)),
                None => (decoded(option), None),
            };
            let Some(n) = NAMES.iter().position(|known| known.eq_ignore_ascii_case(&name)) else {
                query.others.push((name.into_owned(), value.map(|it| decoded(it).into_owned())));
                continue;
            };
            let name = NAMES[n];
            if core::mem::replace(&mut seen[n], true) {
                return Err(QueryFault::Twice { name });
            }
            let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
            match name {
                API_VERSION => query.api_version = Some(decoded(value).into_owned()),
                TOP => query.top = Some(top(&decoded(value))?),
                TOKEN => query.continuation_token = Some(ContinuationToken::from_query(value)),
                _ => {
                    let filter = Filter::parse_encoded(value);
                    let fault = |malformed| QueryFault::Malformed { name, malformed };
                    query.filter = Some(filter.map_err(fault)?);
                }
            }
        }
        Ok(query)
    }

    /// Whether it has an option of that name among the others, letters in any case.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.others.iter().any(|(other, _)| other.eq_ignore_ascii_case(name))
    }
}

fn top(value: &str) -> Result<u64, QueryFault> {
    let malformed = |at| {
        let malformed = Malformed::new(value.as_bytes(), at, "a number in decimal digits");
        QueryFault::Malformed { name: TOP, malformed }
    };
    match value.bytes().position(|octet| !octet.is_ascii_digit()) {
        Some(at) => Err(malformed(at)),
        None => value.parse().map_err(|_| malformed(0)),
    }
}

fn decoded(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8_lossy()
}

const API_VERSION: &str = "api-version";
const TOP: &str = "$top";
const TOKEN: &str = "continuationtoken";
const FILTER: &str = "$filter";
const NAMES: [&str; 4] = [API_VERSION, TOP, TOKEN, FILTER];

/// Where the next page of a list begins. Opaque to clients.
///
/// A hub writes it percent-encoded into [`X_MS_CONTINUATIONTOKEN`](super::X_MS_CONTINUATIONTOKEN),
/// which is what `Display` shows. Some clients return that as it is, others encode it once more, so
/// that tokens have no `%` themselves (D-49).
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct ContinuationToken(String);

impl ContinuationToken {
    /// The token with that text, in which a `%` would not survive.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The token that a client returns in a query, encoded once or twice.
    #[must_use]
    pub fn from_query(value: &str) -> Self {
        let once = decoded(value);
        Self(decoded(&once).to_string())
    }

    /// Its text, encodings undone.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContinuationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        utf8_percent_encode(&self.0, RESERVED).fmt(f)
    }
}

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is wrong with the options of a call.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum QueryFault {
    /// An option is there again.
    Twice {
        /// Its name.
        name: &'static str,
    },
    /// The value of an option does not fit.
    Malformed {
        /// The option's name.
        name: &'static str,
        /// Where it goes wrong.
        malformed: Malformed,
    },
}

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Twice { name } => {
                write!(f, "expected the option `{name}` once, but found it again")
            }
            Self::Malformed { name, malformed } => write!(f, "{malformed} in the option `{name}`"),
        }
    }
}

impl core::error::Error for QueryFault {}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{ContinuationToken, Query};
    use crate::registration::FilterField;

    #[test]
    fn options_come_in_any_order_and_case() {
        let text = "%24TOP=100&test&ContinuationToken=MzEobik7Mg%3D%3D&x=%61&API-Version=2015-01&$Filter=DeviceToken+eq+%27AB%27";
        let query = Query::parse(text).unwrap();
        assert_eq!(query.api_version.as_deref(), Some("2015-01"));
        assert_eq!(query.top, Some(100));
        assert_eq!(query.continuation_token, Some(ContinuationToken::new("MzEobik7Mg==")));
        let filter = query.filter.as_ref().unwrap();
        assert_eq!((filter.field, &*filter.handle), (FilterField::DeviceToken, "AB"));
        assert!(query.has("Test") && query.has("x") && !query.has("direct"));
        assert_eq!(query.others[0], ("test".into(), None));
        assert_eq!(query.others[1], ("x".into(), Some("a".into())));
    }

    #[test]
    fn options_without_a_value_are_none() {
        for text in ["", "&&", "$top&continuationtoken=&$filter=&api-version"] {
            assert_eq!(Query::parse(text), Ok(Query::default()), "{text}");
        }
    }

    #[test]
    fn a_token_comes_back_however_often_it_was_encoded() {
        let token = ContinuationToken::new("MzEobik7Mg==+/");
        assert_eq!(token.to_string(), "MzEobik7Mg%3D%3D%2B%2F");
        for value in ["MzEobik7Mg%3D%3D%2B%2F", "MzEobik7Mg%253D%253d%252B%252f", "MzEobik7Mg==+/"]
        {
            assert_eq!(ContinuationToken::from_query(value), token, "{value}");
        }
    }

    #[test]
    fn the_option_that_is_wrong_is_named() {
        for (text, complaint) in [
            ("$top=1&$TOP=2", "expected the option `$top` once, but found it again"),
            (
                "$top=-1",
                "expected a number in decimal digits at octet 0, but found `-1` in the option `$top`",
            ),
            (
                "$top=1a",
                "expected a number in decimal digits at octet 1, but found `a` in the option `$top`",
            ),
            (
                "$top=18446744073709551616",
                "expected a number in decimal digits at octet 0, but found `18446744073709551616` in the option `$top`",
            ),
            (
                "$filter=Tags+eq+'a'",
                "expected `ChannelUri`, `DeviceToken` or `GcmRegistrationId` at octet 0, but found `Tags eq 'a'` in the option `$filter`",
            ),
        ] {
            assert_eq!(Query::parse(text).unwrap_err().to_string(), complaint);
        }
    }
}
