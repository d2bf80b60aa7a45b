use crate::grammar::Malformed;
use crate::header::CallbackUri;
use crate::registration::Platform;

/// Checks that a handle suits its platform.
///
/// ```text
/// Mpns, Wns   scheme ":" 1*visible     ; of http and https, what a callback URI may be
/// Apns        1*( HEXDIG HEXDIG )      ; letters in any case
/// Gcm         1*CHAR
/// scheme      ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
/// ```
///
/// Checks of the SDKs (H-51, H-52).
pub(super) fn fit(platform: Platform, handle: &str) -> Result<(), Malformed> {
    match platform {
        Platform::Mpns | Platform::Wns => absolute_uri(handle),
        Platform::Apns => device_token(handle),
        Platform::Gcm if handle.is_empty() => Err(Malformed::new(b"", 0, "a registration id")),
        Platform::Gcm => Ok(()),
    }
}

fn absolute_uri(handle: &str) -> Result<(), Malformed> {
    let octets = handle.as_bytes();
    let scheme = handle.split(':').next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        return CallbackUri::parse(octets).map(|_| ());
    }
    let fits = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.');
    if !scheme.starts_with(|char: char| char.is_ascii_alphabetic()) || !scheme.bytes().all(fits) {
        return Err(Malformed::new(octets, 0, "the scheme of an absolute URI"));
    }
    if scheme.len() == handle.len() {
        return Err(Malformed::new(octets, scheme.len(), "`:` after the scheme of a URI"));
    }
    let rest = &octets[scheme.len() + 1..];
    match rest.iter().position(|octet| !octet.is_ascii_graphic()) {
        Some(length) => {
            Err(Malformed::new(octets, scheme.len() + 1 + length, "a character of a URI"))
        }
        None if rest.is_empty() => Err(Malformed::new(octets, octets.len(), "more of a URI")),
        None => Ok(()),
    }
}

fn device_token(handle: &str) -> Result<(), Malformed> {
    let octets = handle.as_bytes();
    match octets.iter().position(|octet| !octet.is_ascii_hexdigit()) {
        Some(at) => Err(Malformed::new(octets, at, "a hexadecimal digit")),
        None if octets.is_empty() || octets.len() % 2 == 1 => {
            Err(Malformed::new(octets, octets.len(), "an even number of hexadecimal digits"))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::fit;
    use crate::registration::Platform;

    #[test]
    fn handles_that_suit_their_platform_are_accepted() {
        for (platform, handle) in [
            (Platform::Mpns, "http://h/u"),
            (Platform::Mpns, "HTTP://h/u"),
            (Platform::Wns, "https://h/?a=b%20c"),
            (Platform::Wns, "urn:x"),
            (Platform::Mpns, "a+b-1.2:x"),
            (Platform::Apns, "00aAfF"),
            (Platform::Gcm, "a b:c"),
        ] {
            assert_eq!(fit(platform, handle), Ok(()), "{handle}");
        }
    }

    #[test]
    fn others_are_refused_where_they_go_wrong() {
        for (platform, handle, complaint) in [
            (
                Platform::Mpns,
                "/u",
                "expected the scheme of an absolute URI at octet 0, but found `/u`",
            ),
            (
                Platform::Wns,
                "h",
                "expected `:` after the scheme of a URI at octet 1, but found the end",
            ),
            (Platform::Wns, "h:", "expected more of a URI at octet 2, but found the end"),
            (Platform::Mpns, "h:a b", "expected a character of a URI at octet 3, but found ` b`"),
            (
                Platform::Wns,
                "HTTP:/h",
                "expected `http://` or `https://` at octet 0, but found `HTTP:/h`",
            ),
            (
                Platform::Wns,
                "HTTPS:/h",
                "expected `http://` or `https://` at octet 0, but found `HTTPS:/h`",
            ),
            (Platform::Mpns, "http:///", "expected a host at octet 7, but found `/`"),
            (Platform::Apns, "0g", "expected a hexadecimal digit at octet 1, but found `g`"),
            (
                Platform::Apns,
                "012",
                "expected an even number of hexadecimal digits at octet 3, but found the end",
            ),
            (
                Platform::Apns,
                "",
                "expected an even number of hexadecimal digits at octet 0, but found the end",
            ),
            (Platform::Gcm, "", "expected a registration id at octet 0, but found the end"),
            (
                Platform::Wns,
                "a_b:c",
                "expected the scheme of an absolute URI at octet 0, but found `a_b:c`",
            ),
            (
                Platform::Wns,
                "1a:c",
                "expected the scheme of an absolute URI at octet 0, but found `1a:c`",
            ),
        ] {
            assert_eq!(fit(platform, handle).unwrap_err().to_string(), complaint);
        }
    }
}
