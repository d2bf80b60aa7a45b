//! The octets of bodies.

use mpnspec_model::header::Kind;
use mpnspec_suite::case::Body;

/// The octets of a body that bears a number.
#[must_use]
pub fn octets(body: Body, number: usize) -> Vec<u8> {
    match body {
        Body::Text(text) => text.replace("{n}", &number.to_string()).into_bytes(),
        Body::Octets(octets) => octets.to_vec(),
        Body::Sized(kind, size) => sized(kind, size, number),
        Body::Zeros(count) => vec![0; count],
        Body::EveryOctet => (0..=u8::MAX).collect(),
    }
}

/// A valid payload of exactly so many octets; shorter sizes than its frame give the frame.
fn sized(kind: Kind, size: usize, number: usize) -> Vec<u8> {
    const HEAD: &str =
        r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#;
    let (before, after) = match kind {
        Kind::Toast => (
            format!("{HEAD}<wp:Toast><wp:Text1>{number} "),
            "</wp:Text1></wp:Toast></wp:Notification>",
        ),
        Kind::Tile => (
            format!("{HEAD}<wp:Tile><wp:Title>{number} "),
            "</wp:Title></wp:Tile></wp:Notification>",
        ),
        Kind::Raw => (format!("{number} "), ""),
    };
    let filling = size.saturating_sub(before.len() + after.len());
    let mut octets = before.into_bytes();
    octets.extend(std::iter::repeat_n(b'x', filling));
    octets.extend_from_slice(after.as_bytes());
    octets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sized_payload_has_its_size() {
        for kind in Kind::ALL {
            for size in [256, 1023, 1024, 1025, 3072, 3073] {
                assert_eq!(sized(*kind, size, 7).len(), size, "{kind:?}");
            }
        }
    }
}
