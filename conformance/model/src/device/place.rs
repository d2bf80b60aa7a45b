//! Where a request of a device goes.

use alloc::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A place at a backend.
///
/// ```text
/// target = base              ; where ids are asked for
///        / base "/" segment  ; where one id is registered
/// ```
///
/// A query and a fragment are passed over.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Place<'t> {
    /// The backend's URL for registrations.
    Base,
    /// One segment below it, percent-encoding undone: an id, or nothing at all.
    Below(Cow<'t, str>),
    /// Deeper down: an id whose slashes were sent as they are, or something else.
    Deeper(Cow<'t, str>),
    /// Anywhere else.
    Elsewhere,
}

impl<'t> Place<'t> {
    /// Reads the absolute target of a request to the backend with this URL.
    #[must_use]
    pub fn read(target: &'t str, base: &str) -> Self {
        let end = target.find(['?', '#']).unwrap_or(target.len());
        let path = target.get(..end).unwrap_or_default();
        match path.strip_prefix(base) {
            Some("") => Self::Base,
            Some(rest) => match rest.strip_prefix('/') {
                Some(segment) => {
                    let decoded = percent_decode_str(segment).decode_utf8_lossy();
                    let deeper = segment.contains('/');
                    if deeper { Self::Deeper(decoded) } else { Self::Below(decoded) }
                }
                None => Self::Elsewhere,
            },
            None => Self::Elsewhere,
        }
    }

    /// The id that it names, if it names one.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Below(id) | Self::Deeper(id) => Some(id),
            Self::Base | Self::Elsewhere => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_place_is_where_the_target_says() {
        let base = "http://b.test/api/register";
        for (rest, place) in [
            ("", Place::Base),
            ("?handle=x", Place::Base),
            ("/", Place::Below("".into())),
            ("/1-2-3", Place::Below("1-2-3".into())),
            ("/1-2-3?x/y", Place::Below("1-2-3".into())),
            ("/1%2F2%C3%A9%3f", Place::Below("1/2é?".into())),
            ("/1%ff", Place::Below("1\u{fffd}".into())),
            ("/1/2", Place::Deeper("1/2".into())),
            ("s/1-2-3", Place::Elsewhere),
        ] {
            let target = alloc::format!("{base}{rest}");
            assert_eq!(Place::read(&target, base), place, "{rest}");
        }
        assert_eq!(Place::read("/api/register", base), Place::Elsewhere);
    }
}
