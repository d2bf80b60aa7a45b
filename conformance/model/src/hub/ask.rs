//! What a request asks of a hub.

use alloc::borrow::ToOwned;
use alloc::string::String;

use super::body::{Written, written};
use super::facts::Name;
use super::{API_VERSIONS, IF_MATCH};
use crate::registration::{
    Filter, HubPath, HubPathFault, Place, Query, QueryFault, RegistrationId,
};
use crate::transcript::{Found, Request, Rights};

/// The kinds of calls that the documents have an answer to.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Ask {
    /// To mint an id.
    Mint,
    /// To make a registration under an id of the hub's choice.
    Create,
    /// To make or replace a registration.
    Put,
    /// To replace a registration of a version, or of any.
    Update,
    /// To read a registration.
    Read,
    /// To delete a registration of a version.
    Delete,
    /// To delete a registration of any version.
    DeleteAny,
    /// To delete a registration, with no word about its version.
    DeleteBare,
    /// To list all registrations.
    List,
    /// To list those with a tag.
    ListByTag,
    /// To list those with a handle.
    ListByHandle,
    /// To list by a filter that no document knows.
    ListOddly,
    /// To send a notification.
    Send,
    /// Anything else: no document of registrations has an answer.
    Elsewhere,
}

impl Ask {
    /// Does it write a registration?
    #[must_use]
    pub const fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Put | Self::Update)
    }

    /// Does it delete one?
    #[must_use]
    pub const fn is_deletion(self) -> bool {
        matches!(self, Self::Delete | Self::DeleteAny | Self::DeleteBare)
    }

    /// Whether a key with these rights is good for it; `None` where no document tells.
    #[must_use]
    pub const fn is_open_to(self, rights: Rights) -> Option<bool> {
        match self {
            _ if rights.manage => Some(true),
            Self::Send => Some(rights.send),
            Self::ListByTag => Some(false),
            Self::List | Self::ListOddly if rights.listen => None,
            _ => Some(rights.listen),
        }
    }

    /// Does it list registrations?
    #[must_use]
    pub const fn is_list(self) -> bool {
        matches!(self, Self::List | Self::ListByTag | Self::ListByHandle)
    }
}

/// A call, taken apart.
#[derive(Clone, Debug)]
pub struct Call {
    /// What it asks.
    pub ask: Ask,
    /// The name of the hub, as far as there is one.
    pub hub: String,
    /// The id in its path, or the empty text.
    pub id: String,
    /// The tag in its path.
    pub tag: Option<String>,
    /// Its options.
    pub query: Query,
    /// The version that its condition names, without quotes and weakness; empty for any.
    pub version: Option<String>,
    /// Its body, if it is a write.
    pub written: Option<Written>,
}

impl Call {
    /// Takes a request apart.
    #[must_use]
    pub fn read(request: &Request<'_>) -> Self {
        let mut call = Self {
            ask: Ask::Elsewhere,
            hub: String::new(),
            id: String::new(),
            tag: None,
            query: Query::default(),
            version: None,
            written: None,
        };
        let path = match HubPath::parse(request.target) {
            Ok(path) => path,
            Err(fault) => {
                if request.method == "GET" && is_odd_filter(&fault) {
                    // Without its query it is a list.
                    let bare = request.target.split('?').next().unwrap_or_default();
                    if let Ok(HubPath { hub, place: Place::Registrations, .. }) =
                        HubPath::parse(bare)
                    {
                        (call.ask, call.hub) = (Ask::ListOddly, hub);
                    }
                }
                return call;
            }
        };
        (call.hub, call.query) = (path.hub, path.query);
        let known = |version: &String| API_VERSIONS.contains(&version.as_str());
        if !call.query.api_version.as_ref().is_some_and(known) {
            return call;
        }
        let condition = match request.headers.get(IF_MATCH) {
            Found::Absent => None,
            Found::Text(value) => match core::str::from_utf8(value).ok().and_then(version_of) {
                Some(version) => Some(version.to_owned()),
                None => return call,
            },
            _ => return call,
        };
        let any = condition.as_deref() == Some("");
        call.ask = match (request.method, path.place) {
            ("POST", Place::RegistrationIds) => Ask::Mint,
            ("POST", Place::Registrations) => Ask::Create,
            ("GET", Place::Registrations) if call.query.filter.is_some() => Ask::ListByHandle,
            ("GET", Place::Registrations) => Ask::List,
            ("GET", Place::Tagged(tag)) => {
                call.tag = Some(tag);
                Ask::ListByTag
            }
            ("POST", Place::Messages) => Ask::Send,
            (method, Place::Registration(id)) => {
                call.id = id;
                match (method, &condition) {
                    ("PUT", None) => Ask::Put,
                    ("PUT", Some(_)) => Ask::Update,
                    ("GET", _) => Ask::Read,
                    ("DELETE", None) => Ask::DeleteBare,
                    ("DELETE", Some(_)) if any => Ask::DeleteAny,
                    ("DELETE", Some(_)) => Ask::Delete,
                    _ => Ask::Elsewhere,
                }
            }
            _ => Ask::Elsewhere,
        };
        call.version = condition;
        call.written = call.ask.is_write().then(|| written(request.body));
        call
    }

    /// The filter of a list, if it has one.
    #[must_use]
    pub const fn filter(&self) -> Option<&Filter> {
        self.query.filter.as_ref()
    }

    /// How its id is spelt.
    #[must_use]
    pub fn name(&self) -> Name {
        let sound = self.id.is_empty() || RegistrationId::parse(&self.id).is_ok();
        if sound { Name::Sound } else { Name::Malformed }
    }
}

fn is_odd_filter(fault: &HubPathFault) -> bool {
    matches!(fault, HubPathFault::Query(QueryFault::Malformed { name, .. }) if *name == "$filter")
}

/// The version that a value of `ETag` or `If-Match` names, whatever its spelling; empty for any.
///
/// ```text
/// version = "*" / quoted / "W/" quoted / 1*( ALPHA / DIGIT )
/// quoted  = DQUOTE *visible DQUOTE
/// ```
#[must_use]
pub fn version_of(value: &str) -> Option<&str> {
    let value = value.trim();
    let strong = value.strip_prefix("W/").unwrap_or(value);
    let bare = match strong.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"')?,
        None if strong.len() < value.len() => return None,
        None => strong,
    };
    match bare {
        "*" if strong.len() == value.len() => Some(""),
        "" => None,
        _ if bare.bytes().all(|octet| octet.is_ascii_graphic() && octet != b'"') => Some(bare),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn a_version_is_read_in_each_of_its_spellings() {
        for (value, version) in [
            ("*", Some("")),
            ("\"*\"", Some("")),
            ("\"1\"", Some("1")),
            ("W/\"1\"", Some("1")),
            ("1", Some("1")),
            ("W/\"0x8D\"", Some("0x8D")),
            ("", None),
            ("\"\"", None),
            ("W/1", None),
            ("\"1", None),
            ("1 2", None),
        ] {
            assert_eq!(version_of(value), version, "{value}");
        }
    }
}
