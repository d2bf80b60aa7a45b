//! The id that a device was handed, and what is peculiar about the way.

use alloc::string::String;

use percent_encoding::percent_decode_str;

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
        let within = |text: &str| text.get(1..text.len().saturating_sub(1)).map(Into::into);
        let is = |text: Option<String>| text.is_some_and(|text| text == found);
        let cut_short = !found.is_empty() && self.id.starts_with(found);
        let unquoted = within(found).filter(|_| found.starts_with('"') && found.ends_with('"'));
        match self.peculiar {
            _ if unquoted.is_some_and(|it: String| it == self.literal || it == self.id) => {
                QUOTES_ARE_NO_PART_OF_AN_ID
            }
            Some(BARE_ID_IS_USED_WHOLE) if is(within(&self.id)) => BARE_ID_IS_USED_WHOLE,
            Some(ID_IS_READ_AS_JSON) if found.contains(&self.literal) => ID_IS_READ_AS_JSON,
            Some(ID_IS_PERCENT_ENCODED) if cut_short || is(decoded(&self.id)) => {
                ID_IS_PERCENT_ENCODED
            }
            _ => PUT_BEARS_ITS_ID,
        }
    }
}

/// What comes of an id whose percent signs are taken for percent-encoding.
fn decoded(id: &str) -> Option<String> {
    Some(percent_decode_str(id).decode_utf8_lossy().into_owned())
}

/// A character that stands for itself in a segment of a path.
fn is_plain(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&octet)
}
