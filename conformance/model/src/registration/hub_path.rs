use alloc::string::String;
use core::fmt;

use percent_encoding::percent_decode_str;

use super::{Query, QueryFault};
use crate::grammar::Malformed;

/// The target of a call to a hub.
///
/// ```text
/// target = "/" hub "/" place [ "/" ] [ "?" query ]
/// place  = "registrationids" / "registrations" / "registrations/" id
///        / "tags/" tag "/registrations" / "messages" / "installations/" id
/// ```
///
/// Words are compared without regard to case; hub, tag and ids may be percent-encoded. The absolute
/// form of a target, with scheme and authority, is read as well.
///
/// Hubs REST reference (H-05, H-06; the calls are H-08 to H-17, H-77 and H-81).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HubPath {
    /// The name of the hub.
    pub hub: String,
    /// What is called there.
    pub place: Place,
    /// The options.
    pub query: Query,
}

/// What can be called at a hub.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Place {
    /// Ids are minted there.
    RegistrationIds,
    /// All registrations.
    Registrations,
    /// The registration with that id.
    Registration(String),
    /// The registrations with that tag.
    Tagged(String),
    /// Notifications are sent there.
    Messages,
    /// The installation with that id.
    Installation(String),
}

impl HubPath {
    /// Reads the target of a request.
    ///
    /// # Errors
    ///
    /// A path that leads nowhere, and the option that is wrong, is told.
    pub fn parse(target: &str) -> Result<Self, HubPathFault> {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let at = match path.split_once("://") {
            Some((scheme, rest)) if !scheme.contains('/') => {
                path.len() - rest.len() + rest.find('/').unwrap_or(rest.len())
            }
            _ => 0,
        };
        let nowhere =
            |at, expected| HubPathFault::Nowhere(Malformed::new(target.as_bytes(), at, expected));
        let Some(rest) = path[at..].strip_prefix('/') else {
            return Err(nowhere(at, "`/`"));
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let mut segments = Segments { whole: target, at: at + 1, rest: Some(rest) };
        let hub = segments.name("the name of a hub")?;
        let (at, word) = segments.next("a word of the hub's paths")?;
        let place = match Word::of(word) {
            Some(Word::RegistrationIds) => Place::RegistrationIds,
            Some(Word::Registrations) if segments.rest.is_none() => Place::Registrations,
            Some(Word::Registrations) => Place::Registration(segments.name("an id")?),
            Some(Word::Tags) => {
                let tag = segments.name("a tag")?;
                let (at, word) = segments.next("`registrations`")?;
                if Word::of(word) != Some(Word::Registrations) {
                    return Err(nowhere(at, "`registrations`"));
                }
                Place::Tagged(tag)
            }
            Some(Word::Messages) => Place::Messages,
            Some(Word::Installations) => Place::Installation(segments.name("an id")?),
            None => return Err(nowhere(at, "a word of the hub's paths")),
        };
        if segments.rest.is_some() {
            return Err(nowhere(segments.at - 1, "the end of the path"));
        }
        let query = Query::parse(query).map_err(HubPathFault::Query)?;
        Ok(Self { hub, place, query })
    }
}

/// A word of the paths.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Word {
    RegistrationIds,
    Registrations,
    Tags,
    Messages,
    Installations,
}

impl Word {
    fn of(segment: &str) -> Option<Self> {
        let words = [
            ("registrationids", Self::RegistrationIds),
            ("registrations", Self::Registrations),
            ("tags", Self::Tags),
            ("messages", Self::Messages),
            ("installations", Self::Installations),
        ];
        let mut words = words.into_iter().filter(|(word, _)| word.eq_ignore_ascii_case(segment));
        words.next().map(|(_, word)| word)
    }
}

struct Segments<'a> {
    whole: &'a str,
    at: usize,
    /// What is left; nothing after the last segment.
    rest: Option<&'a str>,
}

impl<'a> Segments<'a> {
    fn next(&mut self, expected: &'static str) -> Result<(usize, &'a str), HubPathFault> {
        let at = self.at.min(self.whole.len());
        let nowhere = || HubPathFault::Nowhere(Malformed::new(self.whole.as_bytes(), at, expected));
        let rest = self.rest.ok_or_else(nowhere)?;
        let (segment, rest) = match rest.split_once('/') {
            Some((segment, rest)) => (segment, Some(rest)),
            None => (rest, None),
        };
        if segment.is_empty() {
            return Err(nowhere());
        }
        self.rest = rest;
        self.at += segment.len() + 1;
        Ok((at, segment))
    }

    fn name(&mut self, expected: &'static str) -> Result<String, HubPathFault> {
        let (at, segment) = self.next(expected)?;
        match percent_decode_str(segment).decode_utf8() {
            Ok(name) => Ok(name.into_owned()),
            Err(_) => {
                let malformed = Malformed::new(self.whole.as_bytes(), at, "UTF-8, percent-encoded");
                Err(HubPathFault::Nowhere(malformed))
            }
        }
    }
}

/// Why a target cannot be called at a hub.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum HubPathFault {
    /// Its path leads nowhere.
    Nowhere(Malformed),
    /// One of its options is wrong.
    Query(QueryFault),
}

impl fmt::Display for HubPathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere(malformed) => malformed.fmt(f),
            Self::Query(fault) => fault.fmt(f),
        }
    }
}

impl core::error::Error for HubPathFault {}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{HubPath, Place};

    #[test]
    fn every_call_is_told_by_its_path() {
        for (target, place) in [
            ("/h/registrationids?api-version=2015-01", Place::RegistrationIds),
            ("/h/registrationIDs/?api-version=2015-01", Place::RegistrationIds),
            ("/h/Registrations", Place::Registrations),
            ("/h/registrations/?", Place::Registrations),
            ("/h/registrations/1-2-3", Place::Registration("1-2-3".into())),
            ("/h/REGISTRATIONS/5/", Place::Registration("5".into())),
            ("/h/tags/a%3Ab/registrations", Place::Tagged("a:b".into())),
            (
                "/h/Tags/%24InstallationId%3a%7B1%7D/Registrations/",
                Place::Tagged("$InstallationId:{1}".into()),
            ),
            ("/h/Messages/?api-version=2015-01&test", Place::Messages),
            ("/h/installations/x", Place::Installation("x".into())),
            ("http://127.0.0.1:80/h/messages", Place::Messages),
        ] {
            let path = HubPath::parse(target).unwrap();
            assert_eq!((&*path.hub, path.place), ("h", place), "{target}");
        }
    }

    #[test]
    fn options_are_read_with_the_path() {
        let path = HubPath::parse("/h/registrations/?$top=2&api-version=2013-04").unwrap();
        assert_eq!((path.query.top, path.query.api_version.as_deref()), (Some(2), Some("2013-04")));
        let fault = HubPath::parse("/h/registrations?$top=x").unwrap_err();
        assert_eq!(
            fault.to_string(),
            "expected a number in decimal digits at octet 0, but found `x` in the option `$top`"
        );
    }

    #[test]
    fn other_paths_lead_nowhere_from_where_they_go_wrong() {
        for (target, complaint) in [
            ("", "expected `/` at octet 0, but found the end"),
            ("*", "expected `/` at octet 0, but found `*`"),
            ("http://h", "expected `/` at octet 8, but found the end"),
            ("/", "expected the name of a hub at octet 1, but found the end"),
            (
                "//registrations",
                "expected the name of a hub at octet 1, but found `/registrations`",
            ),
            ("/h", "expected a word of the hub's paths at octet 2, but found the end"),
            ("/h/", "expected a word of the hub's paths at octet 3, but found the end"),
            (
                "/h/devices?x",
                "expected a word of the hub's paths at octet 3, but found `devices?x`",
            ),
            ("/h/tags", "expected a tag at octet 7, but found the end"),
            ("/h/tags//registrations", "expected a tag at octet 8, but found `/registrations`"),
            ("/h/tags/a", "expected `registrations` at octet 9, but found the end"),
            ("/h/tags/a/b", "expected `registrations` at octet 10, but found `b`"),
            ("/h/installations", "expected an id at octet 16, but found the end"),
            ("/h/registrations//", "expected an id at octet 17, but found `/`"),
            ("/h/messages/1", "expected the end of the path at octet 11, but found `/1`"),
            ("/h/registrations/1/2", "expected the end of the path at octet 18, but found `/2`"),
            (
                "/%ff/messages",
                "expected UTF-8, percent-encoded at octet 1, but found `%ff/messages`",
            ),
        ] {
            assert_eq!(HubPath::parse(target).unwrap_err().to_string(), complaint);
        }
    }
}
