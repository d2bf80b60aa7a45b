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
        let unquoted = found.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
        // Some clients take a backslash for a slash.
        let unread = [self.literal.clone(), self.literal.replace('\\', "/")];
        match self.peculiar {
            _ if unquoted.is_some_and(|it| it == self.literal || it == self.id) => {
                QUOTES_ARE_NO_PART_OF_AN_ID
            }
            Some(BARE_ID_IS_USED_WHOLE) if self.id.contains(found.trim()) => BARE_ID_IS_USED_WHOLE,
            Some(ID_IS_READ_AS_JSON) if unread.iter().any(|it| found.contains(it)) => {
                ID_IS_READ_AS_JSON
            }
            Some(ID_IS_PERCENT_ENCODED)
                if self.id.starts_with(found) || decoded(&self.id) == found =>
            {
                ID_IS_PERCENT_ENCODED
            }
            _ => PUT_BEARS_ITS_ID,
        }
    }
}

/// What comes of an id whose percent signs are taken for percent-encoding.
fn decoded(id: &str) -> String {
    percent_decode_str(id).decode_utf8_lossy().into_owned()
}

/// A character that stands for itself in a segment of a path.
fn is_plain(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&octet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirement::Role;
    use crate::transcript::{Event, Time, Transcript};

    fn brought(status: u16, body: &str) -> Brought {
        let mut transcript = Transcript::new(Role::Device);
        let at = transcript.answered(Time(0), 0, (status, 1), [], body.as_bytes());
        match transcript.get(at).map(|entry| entry.event) {
            Some(Event::Answered(_, response)) => Brought::read(&response, at),
            _ => Brought::Nothing,
        }
    }

    #[test]
    fn what_is_peculiar_about_an_id_is_told() {
        for (status, body, peculiar) in [
            (200, "\"1-2-3\"", None),
            (201, "\"1-2-3\"", Some(ANY_2XX_BRINGS_AN_ID)),
            (200, "1-2-3", Some(BARE_ID_IS_USED_WHOLE)),
            (200, "1-2-3\r\n", Some(BARE_ID_IS_USED_WHOLE)),
            (200, "\"1-2-3\"\n", Some(ID_IS_READ_AS_JSON)),
            (200, "\"1\\u002d2-3\"", Some(ID_IS_READ_AS_JSON)),
            (200, "\"1/2\"", Some(ID_IS_PERCENT_ENCODED)),
            (200, "\"a:b@c\"", Some(ID_IS_OPAQUE)),
        ] {
            let Brought::Id(handed) = brought(status, body) else { panic!("no id in {body}") };
            assert_eq!(handed.peculiar, peculiar, "{status} {body}");
        }
    }

    #[test]
    fn what_is_no_id_is_told_apart() {
        for (status, body, expected) in [
            (500, "\"1-2-3\"", Brought::Nothing),
            (302, "", Brought::Nothing),
            (200, "", Brought::Empty),
            (204, "", Brought::Empty),
            (200, " \"\"\n", Brought::Empty),
            (200, "{\"id\":\"1-2-3\"}", Brought::Unclear),
            (200, "\"1 2\"", Brought::Unclear),
        ] {
            assert_eq!(brought(status, body), expected, "{status} {body}");
        }
    }

    #[test]
    fn another_id_tells_what_was_done_to_the_one_that_was_handed_over() {
        for (body, found, requirement) in [
            ("\"1-2-3\"", "\"1-2-3\"", QUOTES_ARE_NO_PART_OF_AN_ID),
            ("\"1-2-3\"", "1-2", PUT_BEARS_ITS_ID),
            ("\"1-2-3\"", "", PUT_BEARS_ITS_ID),
            ("12-34-5", "2-34-", BARE_ID_IS_USED_WHOLE),
            ("12-34-5\n", "12-34-5\n", BARE_ID_IS_USED_WHOLE),
            ("12-34-5", "9-9-9", PUT_BEARS_ITS_ID),
            ("\"1-2-3\"\n", "1-2-3\"", ID_IS_READ_AS_JSON),
            ("\"1\\u002d2-3\"", "1\\u002d2-3", ID_IS_READ_AS_JSON),
            ("\"1\\u002d2-3\"", "1/u002d2-3", ID_IS_READ_AS_JSON),
            ("\"1\\u002d2-3\"", "\"1\\u002d2-3\"", QUOTES_ARE_NO_PART_OF_AN_ID),
            ("\"1?2\"", "1", ID_IS_PERCENT_ENCODED),
            ("\"100%25\"", "100%", ID_IS_PERCENT_ENCODED),
            ("\"1?2\"", "3", PUT_BEARS_ITS_ID),
        ] {
            let Brought::Id(handed) = brought(200, body) else { panic!("no id in {body}") };
            assert_eq!(handed.mistaken_for(found), requirement, "{found} for {body}");
        }
    }
}
