use alloc::string::String;
use alloc::vec::Vec;

use crate::grammar::Malformed;

/// What a backend answers when a device asks for an id.
///
/// ```text
/// reply = DQUOTE id DQUOTE     ; a JSON string
///       / id                   ; bare, as some frameworks write it (D-59)
/// id    = 1*visible            ; opaque to devices
/// ```
///
/// Not accepted: an empty id, blanks inside it, other JSON.
///
/// Registering from your app backend (dn743807, S004-56 and S004-98), H-88 and H-100.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct IdReply {
    /// The id.
    pub id: String,
    /// How it was written.
    pub form: IdForm,
}

/// How an id is written.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum IdForm {
    /// As a JSON string.
    Quoted,
    /// As it is.
    Bare,
}

impl IdReply {
    /// Reads the body of an answer.
    ///
    /// # Errors
    ///
    /// Whatever is neither form is malformed.
    pub fn read(octets: &[u8]) -> Result<Self, Malformed> {
        let malformed = |at, expected| Err(Malformed::new(octets, at, expected));
        let start = octets.iter().take_while(|octet| octet.is_ascii_whitespace()).count();
        let form = if octets.get(start) == Some(&b'"') { IdForm::Quoted } else { IdForm::Bare };
        let id = match form {
            IdForm::Quoted => match serde_json::from_slice::<String>(octets) {
                Ok(id) => id,
                Err(_) => return malformed(start, "a JSON string"),
            },
            IdForm::Bare => match core::str::from_utf8(octets) {
                Ok(text) => text.trim_ascii().into(),
                Err(error) => return malformed(error.valid_up_to(), "UTF-8"),
            },
        };
        let visible = |char: char| !char.is_whitespace() && !char.is_control();
        if id.is_empty() || !id.chars().all(visible) {
            return malformed(start, "an id without blanks");
        }
        if form == IdForm::Bare && id.starts_with(['{', '[', '<']) {
            return malformed(start, "a JSON string or a bare id");
        }
        Ok(Self { id, form })
    }

    /// Writes the body of an answer.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        match self.form {
            // A text can always be written.
            IdForm::Quoted => serde_json::to_vec(&self.id).unwrap_or_default(),
            IdForm::Bare => self.id.clone().into_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{IdForm, IdReply};

    const ID: &str = "7260336227650468927-4200236381151834034-1";

    #[test]
    fn a_quoted_id_and_a_bare_one_are_told_apart_and_read_back() {
        for (text, form) in
            [(alloc::format!("\"{ID}\""), IdForm::Quoted), (ID.into(), IdForm::Bare)]
        {
            let reply = IdReply { id: ID.into(), form };
            assert_eq!(IdReply::read(text.as_bytes()).as_ref(), Ok(&reply));
            assert_eq!(reply.write(), text.as_bytes());
        }
    }

    #[test]
    fn white_space_around_and_escapes_inside_do_not_count() {
        assert_eq!(IdReply::read(b" \"1\\u002d2-3\"\n").unwrap().id, "1-2-3");
        assert_eq!(IdReply::read(b"1-2-3\r\n").unwrap().id, "1-2-3");
    }

    #[test]
    fn other_bodies_are_refused_where_they_go_wrong() {
        for (body, at) in [
            (&b""[..], 0),
            (b"\"\"", 0),
            (b"\"1-2-3", 0),
            (b" \"1-2-3\" x", 1),
            (b"\"1 2\"", 0),
            (b"1 2", 0),
            (b"{\"id\":\"1-2-3\"}", 0),
            (b"[\"1-2-3\"]", 0),
            (b"<string>1-2-3</string>", 0),
            (b"1-2\xff", 3),
        ] {
            assert_eq!(IdReply::read(body).unwrap_err().at, at, "{body:?}");
        }
    }
}
