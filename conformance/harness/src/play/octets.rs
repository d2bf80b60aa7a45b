//! A request octet by octet, for what no client would send.

use mpnspec_model::transcript::Form;
use mpnspec_suite::case::Bend;

/// A request as it goes on the wire, and the fields as they were spelt there.
#[derive(Clone, Debug)]
pub struct Bent {
    /// The octets.
    pub octets: Vec<u8>,
    /// The fields.
    pub fields: Vec<(String, Vec<u8>)>,
    /// How they are put.
    pub form: Form,
}

/// The fields of a request as our HTTP client spells and completes them.
#[must_use]
pub fn as_sent(
    method: &str,
    uri: &str,
    fields: &[(String, Vec<u8>)],
    length: usize,
) -> Vec<(String, Vec<u8>)> {
    let host = uri.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let has = |name: &str| fields.iter().any(|(other, _)| other.eq_ignore_ascii_case(name));
    let mut sent: Vec<_> =
        fields.iter().map(|(name, value)| (in_title_case(name), value.clone())).collect();
    if !has("Accept") {
        sent.push(("Accept".into(), b"*/*".to_vec()));
    }
    sent.push(("Host".into(), host.as_bytes().to_vec()));
    if length > 0 || matches!(method, "POST" | "PUT" | "PATCH") {
        sent.push(("Content-Length".into(), length.to_string().into_bytes()));
    }
    sent
}

fn in_title_case(name: &str) -> String {
    let mut begins = true;
    let spelt = name.chars().map(|character| {
        let character =
            if begins { character.to_ascii_uppercase() } else { character.to_ascii_lowercase() };
        begins = character == '-';
        character
    });
    spelt.collect()
}

/// Writes a request with one bend.
#[must_use]
pub fn write(
    method: &str,
    path: &str,
    fields: &[(String, Vec<u8>)],
    body: &[u8],
    bend: Bend,
) -> Bent {
    let mut fields = fields.to_vec();
    let (before, after) = match bend {
        Bend::NoBlanks => ("", ""),
        Bend::ManyBlanks => ("", "  \t"),
        _ => ("", " "),
    };
    let length = body.len().to_string().into_bytes();
    match bend {
        Bend::LengthIsNoNumber => fields.push(("Content-Length".into(), b"some".to_vec())),
        Bend::TwoLengths => {
            fields.push(("Content-Length".into(), length));
            fields.push(("Content-Length".into(), (body.len() + 1).to_string().into_bytes()));
        }
        Bend::Chunked => fields.push(("Transfer-Encoding".into(), b"chunked".to_vec())),
        _ => fields.push(("Content-Length".into(), length)),
    }
    match bend {
        Bend::TwoClasses => fields.push(("X-NotificationClass".into(), b"12".to_vec())),
        Bend::BeyondAscii => fields.push(("X-Note".into(), "café".as_bytes().to_vec())),
        _ => {}
    }
    let mut octets = format!("{method} {path} HTTP/1.1\r\n").into_bytes();
    for (name, value) in &mut fields {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let mut colon = before;
        match bend {
            Bend::BlankBeforeColon if is("X-NotificationClass") => colon = " ",
            Bend::NulInValue if is("X-MessageID") => value.insert(value.len() / 2, 0),
            Bend::Folded if is("X-MessageID") => {
                value.splice(value.len() / 2..value.len() / 2, *b"\r\n ");
            }
            Bend::Capitals => name.make_ascii_uppercase(),
            Bend::LowerCase => name.make_ascii_lowercase(),
            _ => {}
        }
        octets.extend_from_slice(format!("{name}{colon}:{after}").as_bytes());
        octets.extend_from_slice(value);
        octets.extend_from_slice(b"\r\n");
    }
    octets.extend_from_slice(b"\r\n");
    if bend == Bend::Chunked {
        octets.extend_from_slice(format!("{:x}\r\n", body.len()).as_bytes());
        octets.extend_from_slice(body);
        octets.extend_from_slice(b"\r\n0\r\n\r\n");
    } else {
        octets.extend_from_slice(body);
    }
    let form = match bend {
        Bend::NoBlanks => Form::Tight,
        bend if bend.breaks() => Form::Broken,
        _ => Form::Usual,
    };
    Bent { octets, fields, form }
}
