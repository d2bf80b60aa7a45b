use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::is_token;
use crate::grammar::Malformed;

/// The value of `Content-Type`: the media type of the body, and its parameters.
///
/// ```text
/// content-type = token "/" token *( OWS ";" OWS [ token "=" ( token / quoted-string ) ] )
/// ```
///
/// `*` is a token character, so `application/*` of a callback registration is accepted. Not
/// accepted: blanks around `/` and `=`, a parameter without a value.
///
/// Sending push notifications (hh202945), Callback registration (ff402554); the grammar is HTTP's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ContentType<'a> {
    /// Type and subtype, such as `text/xml`, letters as they were written.
    pub essence: &'a str,
    /// Names as they were written, values without their quotes.
    pub parameters: Vec<(&'a str, Cow<'a, str>)>,
}

impl<'a> ContentType<'a> {
    /// Reads a media type.
    ///
    /// # Errors
    ///
    /// Whatever is no media type is malformed.
    pub fn parse(value: &'a [u8]) -> Result<Self, Malformed> {
        let mut at = Cursor { value, at: 0 };
        at.token("a type")?;
        at.octet(b'/', "`/` after the type")?;
        at.token("a subtype")?;
        let essence = at.since(0);
        let mut parameters = Vec::new();
        loop {
            at.white_space();
            if at.at == value.len() {
                return Ok(Self { essence, parameters });
            }
            at.octet(b';', "`;` or the end")?;
            at.white_space();
            if matches!(at.peek(), Some(b';') | None) {
                continue;
            }
            let name = at.token("a parameter")?;
            at.octet(b'=', "`=` after the parameter")?;
            let text = if at.peek() == Some(b'"') {
                at.quoted()?
            } else {
                Cow::Borrowed(at.token("a value")?)
            };
            parameters.push((name, text));
        }
    }

    /// Whether type and subtype are those, letters in any case.
    #[must_use]
    pub fn is(&self, essence: &str) -> bool {
        self.essence.eq_ignore_ascii_case(essence)
    }

    /// The parameter `charset`, if there is one.
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("charset"))
            .map(|(_, value)| &**value)
    }
}

impl fmt::Display for ContentType<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.essence)?;
        for (name, value) in &self.parameters {
            if !value.is_empty() && value.bytes().all(is_token) {
                write!(f, "; {name}={value}")?;
            } else {
                let value = value.replace('\\', "\\\\").replace('"', "\\\"");
                write!(f, "; {name}=\"{value}\"")?;
            }
        }
        Ok(())
    }
}

struct Cursor<'a> {
    value: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn peek(&self) -> Option<u8> {
        self.value.get(self.at).copied()
    }

    fn since(&self, start: usize) -> &'a str {
        core::str::from_utf8(&self.value[start..self.at]).unwrap_or_default()
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn malformed<T>(&self, expected: &'static str) -> Result<T, Malformed> {
        Err(Malformed::new(self.value, self.at, expected))
    }

    fn octet(&mut self, octet: u8, expected: &'static str) -> Result<(), Malformed> {
        if self.peek() != Some(octet) {
            return self.malformed(expected);
        }
        self.at += 1;
        Ok(())
    }

    fn token(&mut self, expected: &'static str) -> Result<&'a str, Malformed> {
        let start = self.at;
        while self.peek().is_some_and(is_token) {
            self.at += 1;
        }
        if self.at == start { self.malformed(expected) } else { Ok(self.since(start)) }
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.octet(b'"', "`\"`")?;
        let start = self.at;
        let mut unescaped: Option<String> = None;
        loop {
            match self.peek() {
                Some(b'"') => {
                    let text = self.since(start);
                    self.at += 1;
                    return Ok(unescaped.map_or(Cow::Borrowed(text), Cow::Owned));
                }
                Some(b'\\') => {
                    let so_far = self.since(start);
                    let text = unescaped.get_or_insert_with(|| so_far.into());
                    self.at += 1;
                    match self.value.get(self.at) {
                        Some(&octet @ (b'\t' | b' '..=b'~')) => text.push(char::from(octet)),
                        _ => return self.malformed("a character after `\\`"),
                    }
                }
                Some(octet @ (b'\t' | b' '..=b'~')) => {
                    if let Some(text) = &mut unescaped {
                        text.push(char::from(octet));
                    }
                }
                _ => return self.malformed("a character of a quoted string"),
            }
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::ContentType;

    #[test]
    fn the_spellings_of_working_senders_are_accepted() {
        for (value, charset) in [
            ("text/xml", None),
            ("Text/XML; charset=utf-8", Some("utf-8")),
            ("text/xml;charset=\"utf-8\"", Some("utf-8")),
            ("text/xml ;\tCharset=\"u\\tf\" ; ; x=1;", Some("utf")),
        ] {
            let read = ContentType::parse(value.as_bytes()).unwrap();
            assert!(read.is("text/xml"));
            assert_eq!(read.charset(), charset, "{value}");
        }
        assert!(ContentType::parse(b"application/*").unwrap().is("application/*"));
    }

    #[test]
    fn writing_gives_what_reads_back() {
        let read = ContentType::parse(b"a/b;c=\"d \\\"e\\\\\";f=\"\"").unwrap();
        assert_eq!(read.to_string(), "a/b; c=\"d \\\"e\\\\\"; f=\"\"");
        assert_eq!(ContentType::parse(read.to_string().as_bytes()), Ok(read));
    }

    #[test]
    fn what_is_no_media_type_is_refused_where_it_goes_wrong() {
        for (value, at) in [
            ("", 0),
            ("text", 4),
            ("text/", 5),
            ("text /xml", 4),
            ("text/xml x", 9),
            ("text/xml;charset", 16),
            ("text/xml;charset=", 17),
            ("text/xml;charset=\"a", 19),
            ("text/xml;charset=\"é\"", 18),
        ] {
            assert_eq!(ContentType::parse(value.as_bytes()).unwrap_err().at, at, "{value}");
        }
    }
}
