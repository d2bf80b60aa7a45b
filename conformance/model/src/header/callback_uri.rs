use core::fmt;

use crate::grammar::Malformed;

/// The value of `X-CallbackURI`: where the service sends the callback message.
///
/// ```text
/// callback-uri = ("http" / "https") "://" [ userinfo "@" ] host [ ":" port ] path-abempty
///                [ "?" query ] [ "#" fragment ]       ; RFC 3986, schemes in any case
/// ```
///
/// Not accepted: relative references, other schemes, an empty host, octets beyond ASCII, blanks,
/// a `%` without two hexadecimal digits.
///
/// Callback registration (ff402554).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct CallbackUri<'a> {
    text: &'a str,
    /// Octets of the scheme and `://`, and of everything up to the end of the authority.
    authority: (usize, usize),
}

impl<'a> CallbackUri<'a> {
    /// Reads a callback URI.
    ///
    /// # Errors
    ///
    /// Whatever is no absolute http or https URI is malformed.
    pub fn parse(value: &'a [u8]) -> Result<Self, Malformed> {
        let malformed = |at, expected| Malformed::new(value, at, expected);
        let starts = |scheme: &[u8]| {
            value.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        };
        let start = match (starts(b"http://"), starts(b"https://")) {
            (true, _) => 7,
            (_, true) => 8,
            _ => return Err(malformed(0, "`http://` or `https://`")),
        };
        for (at, &octet) in value.iter().enumerate() {
            let fits = match octet {
                b'%' => {
                    let hex = value.get(at + 1..at + 3).unwrap_or_default();
                    hex.len() == 2 && hex.iter().all(u8::is_ascii_hexdigit)
                }
                b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
                octet => octet.is_ascii_graphic(),
            };
            if !fits {
                return Err(malformed(at, "a character of a URI"));
            }
        }
        let Ok(text) = core::str::from_utf8(value) else {
            return Err(malformed(0, "a URI in ASCII"));
        };
        let end = text[start..].find(['/', '?', '#']).map_or(text.len(), |length| start + length);
        let uri = Self { text, authority: (start, end) };
        let at = end - uri.authority().rsplit('@').next().map_or(0, str::len);
        let Some((host, port)) = split(uri.host_and_port()) else {
            return Err(malformed(at, "`]` after an IP address"));
        };
        if host.is_empty() {
            return Err(malformed(at, "a host"));
        }
        if !port.bytes().all(|octet| octet.is_ascii_digit())
            || (!port.is_empty() && port.parse::<u16>().is_err())
        {
            return Err(malformed(end - port.len(), "a port"));
        }
        if let Some(at) = text[end..].find(['[', ']']) {
            return Err(malformed(end + at, "a character of a path or query"));
        }
        Ok(uri)
    }

    /// The URI as it was written.
    #[must_use]
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether it is an https URI.
    #[must_use]
    pub const fn is_https(&self) -> bool {
        self.authority.0 == 8
    }

    /// The host, an IPv6 address with its brackets.
    #[must_use]
    pub fn host(&self) -> &'a str {
        split(self.host_and_port()).map_or("", |(host, _)| host)
    }

    fn authority(&self) -> &'a str {
        &self.text[self.authority.0..self.authority.1]
    }

    fn host_and_port(&self) -> &'a str {
        self.authority().rsplit('@').next().unwrap_or_default()
    }
}

impl fmt::Display for CallbackUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

fn split(text: &str) -> Option<(&str, &str)> {
    let end = if text.starts_with('[') {
        text.find(']')? + 1
    } else {
        text.find(':').unwrap_or(text.len())
    };
    let (host, port) = text.split_at(end);
    match port.strip_prefix(':') {
        Some(port) => Some((host, port)),
        None if port.is_empty() => Some((host, port)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::CallbackUri;

    #[test]
    fn absolute_http_and_https_uris_are_accepted() {
        for (text, host, https) in [
            ("https://www.contoso.com/cb", "www.contoso.com", true),
            ("http://[::1]:8080?x=%20#f", "[::1]", false),
            ("HTTP://user@h", "h", false),
            ("http://h:/", "h", false),
        ] {
            let uri = CallbackUri::parse(text.as_bytes()).unwrap();
            assert_eq!((uri.as_str(), uri.host(), uri.is_https()), (text, host, https));
        }
    }

    #[test]
    fn everything_else_is_refused_where_it_goes_wrong() {
        for (text, at) in [
            ("/callback", 0),
            ("ftp://h/", 0),
            ("http:/h", 0),
            ("http://", 7),
            ("https:///path", 8),
            ("http://u@:80/", 9),
            ("http://h:99999/", 9),
            ("http://h:x/", 9),
            ("http://[::1/", 7),
            ("http://h/a b", 10),
            ("http://h/%4", 9),
            ("http://h/é", 9),
            ("http://h/[", 9),
        ] {
            assert_eq!(CallbackUri::parse(text.as_bytes()).unwrap_err().at, at, "{text}");
        }
    }
}
