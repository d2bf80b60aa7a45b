use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::fmt;

use super::sas::Key;

/// How a backend is told where its hub is, and by which key.
///
/// ```text
/// connection-string = part *( ";" part ) [ ";" ]
/// part              = "Endpoint=sb://" authority [ "/" ] / "SharedAccessKeyName=" name
///                   / "SharedAccessKey=" secret
/// ```
///
/// Each part stands there once, in any order, its name in any case. Not accepted: other parts,
/// another scheme, a path in the endpoint. The secret is never shown by `Debug`, only by `Display`.
///
/// Registering from your app backend (dn743807, S004-47 and S004-48).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConnectionString {
    /// The host of the namespace, with its port if there is one.
    pub authority: String,
    /// The key.
    pub key: Key,
}

impl ConnectionString {
    /// Reads a connection string.
    ///
    /// # Errors
    ///
    /// The part that is missing, doubled, unknown or ill-formed is told.
    pub fn parse(text: &str) -> Result<Self, ConnectionStringFault> {
        let mut values = [None; PARTS.len()];
        for piece in text.split(';').filter(|piece| !piece.is_empty()) {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            let known = PARTS.iter().zip(&mut values);
            let mut known = known.filter(|(part, _)| part.eq_ignore_ascii_case(name));
            let Some((part, place)) = known.next() else {
                let part = name.chars().take(40).collect();
                return Err(ConnectionStringFault::Unknown { part });
            };
            if place.replace(value).is_some() {
                return Err(ConnectionStringFault::Twice { part });
            }
        }
        let mut values = PARTS.iter().zip(values);
        let mut next = || match values.next() {
            Some((_, Some(value))) if !value.is_empty() => Ok(value),
            Some((part, _)) => Err(ConnectionStringFault::Missing { part }),
            None => Ok(""),
        };
        let (endpoint, name, secret) = (next()?, next()?, next()?);
        let malformed = || ConnectionStringFault::Endpoint { found: endpoint.to_owned() };
        let scheme = endpoint.get(..SCHEME.len()).filter(|it| it.eq_ignore_ascii_case(SCHEME));
        let rest = scheme.and_then(|_| endpoint.get(SCHEME.len()..)).ok_or_else(malformed)?;
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        let strange = |octet: u8| !octet.is_ascii_graphic() || matches!(octet, b'/' | b'?' | b'#');
        if authority.is_empty() || authority.bytes().any(strange) {
            return Err(malformed());
        }
        let key = Key { name: name.to_owned(), secret: secret.to_owned() };
        Ok(Self { authority: authority.to_owned(), key })
    }

    /// The URI of a hub in the namespace, for a scheme such as `https`.
    #[must_use]
    pub fn hub_uri(&self, scheme: &str, hub: &str) -> String {
        format!("{scheme}://{}/{hub}", self.authority)
    }
}

/// The whole string, secret included.
impl fmt::Display for ConnectionString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [endpoint, name, secret] = PARTS;
        write!(f, "{endpoint}={SCHEME}{}/;", self.authority)?;
        write!(f, "{name}={};{secret}={}", self.key.name, self.key.secret)
    }
}

const PARTS: [&str; 3] = ["Endpoint", "SharedAccessKeyName", "SharedAccessKey"];

const SCHEME: &str = "sb://";

/// Why a text is no connection string.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ConnectionStringFault {
    /// A part is missing, or empty.
    Missing {
        /// Its name.
        part: &'static str,
    },
    /// A part is there again.
    Twice {
        /// Its name.
        part: &'static str,
    },
    /// A part has a name that none has.
    Unknown {
        /// That name, or how it begins.
        part: String,
    },
    /// The endpoint is no host of scheme `sb`.
    Endpoint {
        /// What it is instead.
        found: String,
    },
}

impl fmt::Display for ConnectionStringFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { part } => {
                write!(f, "expected `{part}` in a connection string, but found none")
            }
            Self::Twice { part } => {
                write!(f, "expected `{part}` in a connection string once, but found it again")
            }
            Self::Unknown { part } => write!(
                f,
                "expected `Endpoint`, `SharedAccessKeyName` or `SharedAccessKey` in a connection \
                 string, but found `{}`",
                part.escape_debug()
            ),
            Self::Endpoint { found } => {
                write!(f, "expected `{SCHEME}` and a host as `Endpoint`, ")?;
                write!(f, "but found `{}`", found.escape_debug())
            }
        }
    }
}

impl core::error::Error for ConnectionStringFault {}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use super::ConnectionString;

    const TEXT: &str = "Endpoint=sb://contoso-ns.servicebus.windows.net/;SharedAccessKeyName=Full;SharedAccessKey=c2VjcmV0cw==";

    #[test]
    fn a_connection_string_reads_back() {
        let string = ConnectionString::parse(TEXT).unwrap();
        assert_eq!(string.authority, "contoso-ns.servicebus.windows.net");
        assert_eq!((&*string.key.name, &*string.key.secret), ("Full", "c2VjcmV0cw=="));
        assert_eq!(string.to_string(), TEXT);
        assert_eq!(
            string.hub_uri("https", "myHub"),
            "https://contoso-ns.servicebus.windows.net/myHub"
        );
    }

    #[test]
    fn order_case_of_names_port_and_the_last_marks_are_free() {
        let text = "sharedaccesskey=k;Endpoint=SB://127.0.0.1:8080;SharedAccessKeyName=n;";
        let string = ConnectionString::parse(text).unwrap();
        assert_eq!((&*string.authority, &*string.key.secret), ("127.0.0.1:8080", "k"));
    }

    #[test]
    fn the_part_that_is_wrong_is_named() {
        for (text, complaint) in [
            ("", "expected `Endpoint` in a connection string, but found none"),
            (
                "Endpoint=sb://h/;SharedAccessKey=k",
                "expected `SharedAccessKeyName` in a connection string, but found none",
            ),
            (
                "Endpoint=sb://h/;SharedAccessKeyName=n;SharedAccessKey=",
                "expected `SharedAccessKey` in a connection string, but found none",
            ),
            (
                "Endpoint=sb://h/;Endpoint=sb://i/",
                "expected `Endpoint` in a connection string once, but found it again",
            ),
            (
                "Endpoint=https://h/;SharedAccessKeyName=n;SharedAccessKey=k",
                "expected `sb://` and a host as `Endpoint`, but found `https://h/`",
            ),
            (
                "Endpoint=sb://h/hub;SharedAccessKeyName=n;SharedAccessKey=k",
                "expected `sb://` and a host as `Endpoint`, but found `sb://h/hub`",
            ),
            (
                "Endpoint=sb:///;SharedAccessKeyName=n;SharedAccessKey=k",
                "expected `sb://` and a host as `Endpoint`, but found `sb:///`",
            ),
            (
                "Entity=x",
                "expected `Endpoint`, `SharedAccessKeyName` or `SharedAccessKey` in a connection string, but found `Entity`",
            ),
        ] {
            assert_eq!(ConnectionString::parse(text).unwrap_err().to_string(), complaint);
        }
    }

    #[test]
    fn the_secret_is_not_shown() {
        let shown = format!("{:?}", ConnectionString::parse(TEXT).unwrap());
        assert!(!shown.contains("c2VjcmV0cw"), "{shown}");
    }
}
