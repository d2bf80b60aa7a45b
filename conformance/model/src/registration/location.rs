use alloc::string::String;
use core::fmt;

use super::RegistrationId;
use crate::grammar::Malformed;

/// The value of `Location` after an id was minted.
///
/// ```text
/// location = ( "http" / "https" ) "://" authority "/" hub "/registrationids/" id
///            [ "?" query ]
/// ```
///
/// The word is compared without regard to case, and the id is opaque. Not accepted: relative
/// references, more or fewer segments, a slash after the id.
///
/// Recorded answers of the service (H-09); another field and path are printed in places (D-41).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Location {
    /// Scheme and authority, without a slash at the end.
    pub base: String,
    /// The name of the hub.
    pub hub: String,
    /// The id, whatever it is.
    pub id: String,
    /// What stands after the question mark, if there is one.
    pub query: Option<String>,
}

impl Location {
    /// The location of an id that a hub has minted.
    #[must_use]
    pub fn of(base: &str, hub: &str, id: &RegistrationId, api_version: &str) -> Self {
        let query = Some(alloc::format!("api-version={api_version}"));
        let base = base.trim_end_matches('/').into();
        Self { base, hub: hub.into(), id: alloc::format!("{id}"), query }
    }

    /// Reads a location.
    ///
    /// # Errors
    ///
    /// Everything else is malformed.
    pub fn parse(value: &str) -> Result<Self, Malformed> {
        let malformed = |at, expected| Malformed::new(value.as_bytes(), at, expected);
        let (whole, query) = match value.split_once('?') {
            Some((whole, query)) => (whole, Some(query.into())),
            None => (value, None),
        };
        let scheme = ["https://", "http://"].iter().find_map(|scheme| {
            whole.get(..scheme.len()).filter(|head| head.eq_ignore_ascii_case(scheme))
        });
        let start = scheme.ok_or_else(|| malformed(0, "`http://` or `https://`"))?.len();
        let mut pieces = whole[start..].split('/');
        let mut at = start;
        let mut next = |expected| {
            let piece = pieces.next().filter(|piece| !piece.is_empty());
            let here = at;
            let piece = piece.ok_or_else(|| malformed(here.min(whole.len()), expected))?;
            at += piece.len() + 1;
            Ok((here, piece))
        };
        let (_, authority) = next("an authority")?;
        let (_, hub) = next("the name of a hub")?;
        let (here, word) = next("`registrationids`")?;
        if !word.eq_ignore_ascii_case("registrationids") {
            return Err(malformed(here, "`registrationids`"));
        }
        let (_, id) = next("an id")?;
        if pieces.next().is_some() {
            return Err(malformed(at - 1, "no slash after the id"));
        }
        let base = whole[..start + authority.len()].into();
        Ok(Self { base, hub: hub.into(), id: id.into(), query })
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/registrationids/{}", self.base, self.hub, self.id)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;
    use alloc::vec::Vec;

    use super::Location;
    use crate::registration::RegistrationId;

    const ID: &str = "7260336227650468927-4200236381151834034-1";

    fn written() -> alloc::string::String {
        let id = RegistrationId::parse(ID).unwrap();
        Location::of("https://contoso-ns.servicebus.windows.net", "myHub", &id, "2015-01")
            .to_string()
    }

    #[test]
    fn a_location_reads_back() {
        let location = Location::parse(&written()).unwrap();
        assert_eq!((&*location.hub, &*location.id), ("myHub", ID));
        assert_eq!(location.to_string(), written());
        let id = RegistrationId::parse("1-2-3").unwrap();
        let slash = Location::of("http://127.0.0.1:80/", "h", &id, "2015-01").to_string();
        assert_eq!(slash, "http://127.0.0.1:80/h/registrationids/1-2-3?api-version=2015-01");
        assert_eq!(Location::parse("HTTP://[::1]:80/h/RegistrationIDs/x").unwrap().id, "x");
    }

    #[test]
    fn other_values_are_refused_where_they_go_wrong() {
        for (value, at) in [
            ("/h/registrationids/1-2-3", 0),
            ("https://", 8),
            ("https://n", 9),
            ("https://n/h", 11),
            ("https://n/h/registrations/1-2-3", 12),
            ("https://n/h/registrationids", 27),
            ("https://n/h/registrationids/", 28),
            ("https://n/h/registrationids/1-2-3/", 33),
            ("https://n/h/registrationids?/1-2-3", 27),
        ] {
            assert_eq!(Location::parse(value).unwrap_err().at, at, "{value}");
        }
    }

    #[test]
    fn the_net_sdk_finds_the_id_in_the_fourth_of_four_segments() {
        let value = written();
        let path = &value["https://contoso-ns.servicebus.windows.net".len()..];
        let segments: Vec<&str> = path.split('?').next().unwrap().split_inclusive('/').collect();
        assert_eq!(segments, ["/", "myHub/", "registrationids/", ID]);
    }

    #[test]
    fn the_java_sdk_finds_the_id_between_the_word_in_small_letters_and_the_question_mark() {
        let value = written();
        let (before, rest) = value.rsplit_once("/registrationids/").unwrap();
        assert!(!before.is_empty() && !before.contains(char::is_whitespace));
        assert_eq!(rest.split('?').next(), Some(ID));
    }

    #[test]
    fn the_java_script_sdk_finds_the_id_in_the_fourth_piece_of_the_path() {
        let value = written();
        let (_, path) = value.strip_prefix("https://").unwrap().split_once('/').unwrap();
        let path = alloc::format!("/{}", path.split('?').next().unwrap());
        assert_eq!(path.split('/').nth(3), Some(ID));
    }

    #[test]
    fn the_node_and_android_sdks_find_the_id_in_the_last_segment() {
        let value = written();
        assert_eq!(value.split('?').next().unwrap().rsplit('/').next(), Some(ID));
    }
}
