//! How a request travels, and where to.

use alloc::string::String;

use super::{Clause, Kept, Sent, broken, keeps, wanted};
use crate::adapter::Command;
use crate::answer::Field;
use crate::dispute::D19_2048;
use crate::header::{self, ContentLength, block};
use crate::requirement::*;
use crate::transcript::Found;

pub(super) const POST: Clause = Clause::agreed(SENDS_WITH_POST, |sent| {
    keeps(sent.request.method == "POST", || broken(Field::Method, "`POST`"))
});

/// Rules on notifications and registrations alike.
pub(super) const EVERY_REQUEST: &[Clause] = &[
    Clause::agreed(HOST_MATCHES_THE_CHANNEL_URI, host),
    Clause::agreed(CONTENT_LENGTH_COUNTS_OCTETS, content_length),
    Clause::agreed(BODY_IS_NOT_CHUNKED, |sent| {
        keeps(!is_chunked(sent), || broken(Field::Header("Transfer-Encoding"), "no such field"))
    }),
    Clause::agreed(HEADERS_FIT_1024_OCTETS, |sent| {
        let fits = sent.request.headers.octets() <= block::HEADER_BUDGET;
        keeps(fits, || broken(Field::HeaderSize, "1024 octets at most"))
    }),
    Clause::agreed(TARGET_IS_THE_CHANNEL_URI, target),
];

pub(super) const NOTIFICATION: &[Clause] = &[
    Clause::agreed(TOKENS_ARE_NOT_ESCAPED, |sent| match way(sent) {
        Some((_, Way::Same)) if sent.request.target.contains(['-', '_']) => Kept::Yes,
        Some((_, Way::Escaped)) => Kept::No(broken(Field::Target, "`-` and `_` as they are")),
        _ => Kept::Silent,
    }),
    Clause::agreed(CHANNEL_URIS_OF_1024_CHARACTERS_WORK, |sent| long(sent, 1024..1100)),
    Clause::agreed(CHANNEL_URIS_OF_1100_CHARACTERS_WORK, |sent| long(sent, 1100..2048)),
    Clause::agreed(CHANNEL_URIS_OF_2048_CHARACTERS_WORK, |sent| long(sent, 2048..usize::MAX))
        .read_as(D19_2048),
];

/// How the target of a request came out of the channel URI.
enum Way {
    Same,
    /// With `-` or `_` written as `%2D` or `%5F`.
    Escaped,
    /// A long one, without its end.
    Cut,
    Other,
}

fn way(sent: &Sent<'_>) -> Option<(String, Way)> {
    let target = sent.request.target;
    let channel = match sent.told? {
        Command::Send(send) => send.channel.clone(),
        Command::RegisterCallback { channel, .. } => {
            // Where the suffix stands, and the scheme, are rules of their own.
            let plain = target.starts_with("http:").then(|| channel.replacen("https:", "http:", 1));
            super::registration::suffixed(&plain.unwrap_or_else(|| channel.clone()), target)?
        }
        _ => return None,
    };
    let way = if channel == target {
        Way::Same
    } else if is_unescaped(&channel, target) {
        Way::Escaped
    } else if channel.len() >= 1024 && channel.starts_with(target) {
        Way::Cut
    } else {
        Way::Other
    };
    Some((channel, way))
}

fn target(sent: &Sent<'_>) -> Kept {
    match way(sent) {
        Some((_, Way::Same)) => Kept::Yes,
        Some((channel, Way::Other)) => Kept::No(wanted(Field::Target, &channel, None)),
        _ => Kept::Silent,
    }
}

fn long(sent: &Sent<'_>, lengths: core::ops::Range<usize>) -> Kept {
    match way(sent) {
        Some((channel, way)) if lengths.contains(&channel.len()) => match way {
            Way::Same => Kept::Yes,
            Way::Cut => Kept::No(broken(Field::Target, "the whole channel URI")),
            Way::Escaped | Way::Other => Kept::Silent,
        },
        _ => Kept::Silent,
    }
}

/// Whether the target is the channel URI but for escaped `-` and `_`.
fn is_unescaped(channel: &str, target: &str) -> bool {
    let (mut channel, mut target) = (channel.as_bytes(), target.as_bytes());
    while let ([expected, rest @ ..], [found, others @ ..]) = (channel, target) {
        target = match (expected, target) {
            _ if expected == found => others,
            (b'-', [b'%', b'2', b'D' | b'd', others @ ..]) => others,
            (b'_', [b'%', b'5', b'F' | b'f', others @ ..]) => others,
            _ => return false,
        };
        channel = rest;
    }
    channel.is_empty() && target.is_empty()
}

fn host(sent: &Sent<'_>) -> Kept {
    let Some((scheme, rest)) = sent.request.target.split_once("://") else { return Kept::Silent };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let authority = authority.rsplit('@').next().unwrap_or_default();
    let port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let bare = |text: &str| text.strip_suffix(port).unwrap_or(text).to_ascii_lowercase();
    let found = sent.field("Host").and_then(|host| core::str::from_utf8(host).ok());
    let kept = found.is_some_and(|host| bare(host) == bare(authority));
    keeps(kept, || wanted(Field::Header("Host"), authority, None))
}

fn content_length(sent: &Sent<'_>) -> Kept {
    let octets = sent.request.body.len();
    let length = match sent.request.headers.get(header::CONTENT_LENGTH) {
        _ if is_chunked(sent) => return Kept::Silent,
        Found::Text(value) => ContentLength::parse(value).ok(),
        _ => None,
    };
    let kept = length.is_some_and(|length| usize::try_from(length.0) == Ok(octets));
    keeps(kept, || wanted(Field::Header(header::CONTENT_LENGTH), &alloc::format!("{octets}"), None))
}

fn is_chunked(sent: &Sent<'_>) -> bool {
    let codings = sent
        .request
        .headers
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case("Transfer-Encoding"));
    codings
        .into_iter()
        .any(|(_, value)| value.to_ascii_lowercase().windows(7).any(|word| word == b"chunked"))
}
