//! What a backend hears from the hub.

use alloc::string::String;

use crate::registration::Location;
use crate::transcript::{Found, Response};

/// The answers of a hub, as a backend has to tell them apart.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Heard {
    /// 2xx: done.
    Done,
    /// 410: the id is dead.
    Gone,
    /// 404: there is none.
    NotFound,
    /// 429, or 403 or 409 with a time to wait: too many calls.
    Throttled,
    /// 503.
    Unavailable,
    /// Any other 4xx that is about what was sent.
    Refused,
    /// 401 or 403: the backend may not do this.
    Forbidden,
    /// Any other 5xx, or no answer at all.
    Failed,
}

impl Heard {
    /// What an answer says (D-42).
    #[must_use]
    pub fn read(response: &Response<'_>) -> Self {
        let told_to_wait = response.headers.get(RETRY_AFTER) != Found::Absent;
        match response.status {
            200..=299 => Self::Done,
            410 => Self::Gone,
            404 => Self::NotFound,
            429 => Self::Throttled,
            403 | 409 if told_to_wait => Self::Throttled,
            401 | 403 => Self::Forbidden,
            503 => Self::Unavailable,
            400..=499 => Self::Refused,
            _ => Self::Failed,
        }
    }
}

/// Says how long to wait, in whole seconds.
pub const RETRY_AFTER: &str = "Retry-After";

/// The id that an answer of the hub brings, in whichever field (D-41).
#[must_use]
pub fn minted(response: &Response<'_>) -> Option<String> {
    let place = ["Location", "Content-Location"].iter().find_map(|name| {
        match response.headers.get(name) {
            Found::Text(value) => core::str::from_utf8(value).ok(),
            _ => None,
        }
    })?;
    match Location::parse(place) {
        Ok(location) => Some(location.id),
        Err(_) => {
            let path = place.split('?').next().unwrap_or_default();
            path.trim_end_matches('/').rsplit('/').next().map(String::from)
        }
    }
}
