use alloc::string::String;

use percent_encoding::percent_decode_str;

/// Whether a token for a resource, percent-encoded, is good for a request to a URI.
///
/// The resource is the URI itself, or a parent: a shorter path, cut between segments, without a
/// query. Schemes do not count, letters count without case, and so do slashes at the end of a path
/// and percent-encodings. A port counts when both name one.
pub(super) fn covers(resource: &str, uri: &str) -> bool {
    let resource = percent_decode_str(resource).decode_utf8_lossy();
    let (resource, uri) = (Parts::of(&resource), Parts::of(uri));
    let below = uri.path.strip_prefix(&*resource.path);
    let same_port = match (resource.port, uri.port) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let same_host = !resource.host.is_empty() && resource.host == uri.host;
    same_host
        && same_port
        && match (below, resource.query) {
            (Some(""), Some(query)) => uri.query.as_ref() == Some(&query),
            (Some(rest), None) => rest.is_empty() || rest.starts_with('/'),
            _ => false,
        }
}

struct Parts {
    host: String,
    port: Option<u16>,
    /// Without a slash at the end.
    path: String,
    query: Option<String>,
}

impl Parts {
    fn of(uri: &str) -> Self {
        let fold = |text: &str| percent_decode_str(text).decode_utf8_lossy().to_lowercase();
        let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(fold(query))),
            None => (rest, None),
        };
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
            _ => (authority, None),
        };
        Self { host: fold(host), port, path: fold(path.trim_end_matches('/')), query }
    }
}

#[cfg(test)]
mod tests {
    use super::covers;

    const URI: &str = "https://ns.example/Hub/Registrations/1-2-3?api-version=2015-01&$top=5";

    #[test]
    fn the_uri_itself_and_its_parents_cover_a_request() {
        for resource in [
            "https%3a%2f%2fns.example%2fhub%2fregistrations%2f1-2-3%3fapi-version%3d2015-01%26%24top%3d5",
            "https%3A%2F%2Fns.example%2Fhub%2Fregistrations%2F1-2-3%3Fapi-version%3D2015-01%26$top%3D5",
            "https://ns.example/hub/registrations/1-2-3",
            "http://ns.example/hub/registrations/1-2-3/",
            "sb://NS.example/hub",
            "ns.example/hub/",
            "https://ns.example/",
            "https://ns.example:443",
            "http://ns.example:5671/hub",
        ] {
            assert!(covers(resource, URI), "{resource}");
        }
    }

    #[test]
    fn other_uris_do_not() {
        for resource in [
            "https://other.example/hub",
            "https://ns.example/hub2",
            "https://ns.example/hu",
            "https://ns.example/hub/registrations/1-2",
            "https://ns.example/hub/registrations/1-2-3/x",
            "https://ns.example/hub?api-version=2015-01&$top=5",
            "https://ns.example/hub/registrations/1-2-3?api-version=2015-01",
            "https://ns.example/hub/registrations/1-2-3?",
            "example/hub",
            "",
            "/",
            "https://",
        ] {
            assert!(!covers(resource, URI), "{resource}");
        }
    }

    #[test]
    fn ports_count_when_both_name_one() {
        let uri = "http://127.0.0.1:8080/hub/messages?api-version=2015-01";
        assert!(covers("https://127.0.0.1:8080/hub", uri));
        assert!(covers("https://127.0.0.1/hub", uri));
        assert!(!covers("https://127.0.0.1:8081/hub", uri));
        assert!(covers("sb://[::1]/hub", "http://[::1]:8080/hub/"));
        assert!(!covers("sb://[::1]:81/hub", "http://[::1]:8080/hub/"));
        assert!(!covers("sb://[::2]/hub", "http://[::1]/hub/"));
    }

    #[test]
    fn a_slash_before_the_question_mark_does_not_count() {
        let uri = "https://ns.example/hub/registrations/?api-version=2015-01";
        assert!(covers("https://ns.example/hub/registrations?api-version=2015-01", uri));
    }
}
