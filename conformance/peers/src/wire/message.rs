//! Where an HTTP/1.x message ends, on octets that may be anything.
//!
//! ```text
//! message = head CRLF CRLF body      body by Transfer-Encoding: chunked, Content-Length, or the close
//! ```
//!
//! Not accepted: field lines that httparse refuses, more than [`FIELDS`] of them, lengths that are no number or differ, other transfer codings
//! than chunked alone. Errors are offsets of the first octet at fault.

use httparse::{Header, Status};

/// How many field lines a head may have.
pub(crate) const FIELDS: usize = 128;

/// What ends the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    Length(usize),
    Chunked,
    UntilClose,
}

/// What ends the body after a head with these fields; `otherwise` if they do not say.
///
/// `octets` is the buffer that `fields` borrow from.
pub(crate) fn framing(
    octets: &[u8],
    fields: &[Header<'_>],
    otherwise: Framing,
) -> Result<Framing, usize> {
    let named = |name: &'static str| {
        fields.iter().filter(move |field| field.name.eq_ignore_ascii_case(name))
    };
    let mut codings = named("Transfer-Encoding");
    if let Some(coding) = codings.next() {
        return match coding.value.eq_ignore_ascii_case(b"chunked") && codings.next().is_none() {
            true => Ok(Framing::Chunked),
            false => Err(offset(octets, coding.value)),
        };
    }
    let mut framing = None;
    for field in named("Content-Length") {
        let length = str::from_utf8(field.value)
            .ok()
            .filter(|text| text.bytes().all(|digit| digit.is_ascii_digit()))
            .and_then(|text| text.parse().ok())
            .map(Framing::Length);
        if length.is_none() || (framing.is_some() && framing != length) {
            return Err(offset(octets, field.value));
        }
        framing = length;
    }
    Ok(framing.unwrap_or(otherwise))
}

/// The body that starts at `start`, and the offset of its end; nothing while it is incomplete.
pub(crate) fn body(
    octets: &[u8],
    start: usize,
    framing: Framing,
    closed: bool,
) -> Result<Option<(Vec<u8>, usize)>, usize> {
    let rest = octets.get(start..).unwrap_or_default();
    match framing {
        Framing::Length(length) => {
            Ok(rest.get(..length).map(|body| (body.to_vec(), start + length)))
        }
        Framing::UntilClose => Ok(closed.then(|| (rest.to_vec(), octets.len()))),
        Framing::Chunked => chunked(octets, start),
    }
}

/// The offset of the first octet for which `refuses` a prefix that it does not refuse without it.
pub(crate) fn fault(octets: &[u8], refuses: impl Fn(&[u8]) -> bool) -> usize {
    let (mut good, mut bad) = (0, octets.len());
    while good + 1 < bad {
        let middle = good.midpoint(bad);
        match octets.get(..middle).is_some_and(&refuses) {
            true => bad = middle,
            false => good = middle,
        }
    }
    good
}

fn chunked(octets: &[u8], start: usize) -> Result<Option<(Vec<u8>, usize)>, usize> {
    let (mut at, mut body) = (start, Vec::new());
    loop {
        let rest = octets.get(at..).unwrap_or_default();
        let (head, length) = match httparse::parse_chunk_size(rest) {
            Ok(Status::Complete((head, length))) => {
                (head, usize::try_from(length).map_err(|_| at)?)
            }
            Ok(Status::Partial) => return Ok(None),
            Err(_) => return Err(at),
        };
        at += head;
        if length == 0 {
            return trailer(octets, at).map(|end| end.map(|end| (body, end)));
        }
        let end = at.checked_add(length).ok_or(at)?;
        let Some(data) = octets.get(at..end) else { return Ok(None) };
        body.extend_from_slice(data);
        match octets.get(end..) {
            Some([b'\r', b'\n', ..]) => at = end + 2,
            Some([] | [b'\r']) | None => return Ok(None),
            Some([b'\r', ..]) => return Err(end + 1),
            Some(_) => return Err(end),
        }
    }
}

fn trailer(octets: &[u8], start: usize) -> Result<Option<usize>, usize> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let rest = octets.get(start..).unwrap_or_default();
    match httparse::parse_headers(rest, &mut fields) {
        Ok(Status::Complete((length, _))) => Ok(Some(start + length)),
        Ok(Status::Partial) => Ok(None),
        Err(_) => Err(start),
    }
}

fn offset(octets: &[u8], part: &[u8]) -> usize {
    part.as_ptr().addr().saturating_sub(octets.as_ptr().addr())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_body_ends_after_its_trailer() {
        let octets = b"5\r\nhello\r\n1;x=y\r\n!\r\n0\r\nX: y\r\n\r\nmore";
        let end = octets.len() - 4;
        assert_eq!(body(octets, 0, Framing::Chunked, false), Ok(Some((b"hello!".to_vec(), end))));
        for cut in 0..end {
            assert_eq!(body(&octets[..cut], 0, Framing::Chunked, true), Ok(None), "{cut}");
        }
    }

    #[test]
    fn a_chunk_that_overruns_its_size_is_refused_where_it_does() {
        assert_eq!(body(b"2\r\nabc\r\n", 0, Framing::Chunked, false), Err(5));
        assert_eq!(body(b"z\r\n", 0, Framing::Chunked, false), Err(0));
        assert_eq!(body(b"fffffffffffffff\r\n", 0, Framing::Chunked, false), Ok(None));
    }

    #[test]
    fn lengths_that_differ_are_refused_and_lengths_that_agree_are_not() {
        let fields = |second| {
            [
                Header { name: "Content-Length", value: b"2" },
                Header { name: "content-length", value: second },
            ]
        };
        assert_eq!(framing(b"", &fields(b"2"), Framing::UntilClose), Ok(Framing::Length(2)));
        assert!(framing(b"", &fields(b"3"), Framing::UntilClose).is_err());
        assert!(framing(b"", &fields(b"+2"), Framing::UntilClose).is_err());
        assert!(framing(b"", &fields(b""), Framing::UntilClose).is_err());
    }

    #[test]
    fn a_fault_is_the_first_octet_that_does_harm() {
        assert_eq!(fault(b"HTTP/1.1 2x0", |prefix| prefix.contains(&b'x')), 10);
        assert_eq!(fault(b"x", |prefix| prefix.contains(&b'x')), 0);
        assert_eq!(fault(b"", |_| true), 0);
    }
}
