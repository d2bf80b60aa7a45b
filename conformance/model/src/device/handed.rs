//! The id that a device was handed, and what is peculiar about the way.

use alloc::string::String;

use crate::registration::{IdForm, IdReply, RegistrationId};
use crate::requirement::*;
use crate::transcript::{Index, Response};

/// An id that a device was handed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Handed {
    /// The id.
    pub id: String,
    /// The text between the quotation marks, as it stood there; the id itself if there were none.
    pub literal: String,
    /// The rule that a device may break by not using it; none if it came as usual.
    pub peculiar: Option<Requirement>,
    /// The answer that brought it.
    pub at: Index,
}

/// What an answer to a request for an id brings.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Brought {
    /// An id.
    Id(Handed),
    /// An empty id.
    Empty,
    /// Success, with something that no document describes.
    Unclear,
    /// No id.
    Nothing,
}

impl Brought {
    /// Reads the answer at this position.
    #[must_use]
    pub fn read(response: &Response<'_>, at: Index) -> Self {
        let body = response.body;
        if !(200..=299).contains(&response.status) {
            return Self::Nothing;
        }
        if matches!(body.trim_ascii(), b"" | br#""""#) {
            return Self::Empty;
        }
        let Ok(IdReply { id, form }) = IdReply::read(body) else { return Self::Unclear };
        let text = String::from_utf8_lossy(body.trim_ascii()).into_owned();
        let literal = match form {
            IdForm::Quoted => {
                text.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(&text).into()
            }
            IdForm::Bare => text,
        };
        let as_json = literal != id || body.len() != body.trim_ascii().len();
        let peculiar = if form == IdForm::Bare {
            Some(BARE_ID_IS_USED_WHOLE)
        } else if as_json {
            Some(ID_IS_READ_AS_JSON)
        } else if !id.bytes().all(is_plain) {
            Some(ID_IS_PERCENT_ENCODED)
        } else if RegistrationId::parse(&id).is_err() {
            Some(ID_IS_OPAQUE)
        } else if response.status != 200 {
            Some(ANY_2XX_BRINGS_AN_ID)
        } else {
            None
        };
        Self::Id(Handed { id, literal, peculiar, at })
    }
}

impl Handed {
    /// The rule that is broken where another id than this stands in its place.
    #[must_use]
    pub fn mistaken_for(&self, found: &str) -> Requirement {
        let unquoted = found.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        if unquoted.is_some_and(|it| it == self.literal || it == self.id) {
            return QUOTES_ARE_NO_PART_OF_AN_ID;
        }
        // With 201 the id is the usual one, so that its status is no excuse.
        let peculiar = self.peculiar.filter(|peculiar| *peculiar != ANY_2XX_BRINGS_AN_ID);
        peculiar.unwrap_or(PUT_BEARS_ITS_ID)
    }
}

/// A character that stands for itself in a segment of a path.
fn is_plain(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&octet)
}
