//! What a backend asks of the hub.

use alloc::string::String;

use crate::registration::{HubPath, Place};
use crate::transcript::Request;

/// A call of the hub, by its method and place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Call {
    /// Make an id.
    Mint,
    /// Make a registration under an id that the hub chooses.
    Create,
    /// Create or update the registration of this id.
    Write(String),
    /// Delete it.
    Delete(String),
    /// Read it.
    Read(String),
    /// List the registrations with this tag.
    ListTagged {
        /// The tag.
        tag: String,
        /// Whether it is the first page.
        first: bool,
    },
    /// List registrations in another way.
    List,
    /// Anything else.
    Other,
}

impl Call {
    /// Reads a call.
    #[must_use]
    pub fn read(request: &Request<'_>) -> Self {
        let Ok(path) = HubPath::parse(request.target) else { return Self::Other };
        match (request.method, path.place) {
            ("POST", Place::RegistrationIds) => Self::Mint,
            ("POST", Place::Registrations) => Self::Create,
            ("PUT", Place::Registration(id)) => Self::Write(id),
            ("DELETE", Place::Registration(id)) => Self::Delete(id),
            ("GET", Place::Registration(id)) => Self::Read(id),
            ("GET", Place::Tagged(tag)) => {
                Self::ListTagged { tag, first: path.query.continuation_token.is_none() }
            }
            ("GET", Place::Registrations) => Self::List,
            _ => Self::Other,
        }
    }

    /// Does it only look?
    #[must_use]
    pub const fn reads(&self) -> bool {
        matches!(self, Self::Read(_) | Self::ListTagged { .. } | Self::List)
    }
}
