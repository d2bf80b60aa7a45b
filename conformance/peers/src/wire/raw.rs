//! One exchange of exact octets, for requests that no HTTP library would send.
//!
//! The connection is new, and closed after the response. Octets that the peer does not read are no error as long
//! as it answers. Interim responses (1xx) are passed over; what came after the response is kept in the octets only.

use std::net::SocketAddr;
use std::time::Duration;

use httparse::Status;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::message::{FIELDS, Framing, body, fault, framing};
use super::{OCTETS, WireError};

/// How long an exchange may take where the caller has no opinion.
pub const LIMIT: Duration = Duration::from_secs(5);

/// A response as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawResponse {
    /// The second digit of `HTTP/1.x`.
    pub minor: u8,
    /// The status code.
    pub status: u16,
    /// The reason phrase, which may be empty.
    pub reason: String,
    /// The field lines in their order and spelling.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, its transfer coding removed.
    pub body: Vec<u8>,
    /// Everything that arrived.
    pub octets: Vec<u8>,
}

/// Connects to `address`, writes `octets`, and reads one response, all of it within `limit` and [`OCTETS`].
pub async fn exchange(
    address: SocketAddr,
    octets: &[u8],
    limit: Duration,
) -> Result<RawResponse, WireError> {
    let mut got = Vec::with_capacity(4096);
    match tokio::time::timeout(limit, talk(address, octets, &mut got)).await {
        Ok(result) => result,
        Err(_) => Err(WireError::TimedOut { got, limit }),
    }
}

async fn talk(
    address: SocketAddr,
    octets: &[u8],
    got: &mut Vec<u8>,
) -> Result<RawResponse, WireError> {
    let refused = |error: std::io::Error| WireError::Refused {
        peer: address.to_string(),
        reason: error.to_string(),
    };
    let stream = TcpStream::connect(address).await.map_err(refused)?;
    stream.set_nodelay(true).map_err(refused)?;
    let (mut from, mut to) = stream.into_split();
    let bodiless = octets.starts_with(b"HEAD ");
    let writing = async {
        // A peer may answer and close before it has read everything; reading tells.
        let _ = to.write_all(octets).await;
        std::future::pending().await
    };
    let reading = async {
        loop {
            let closed = !matches!(from.read_buf(got).await, Ok(count) if count > 0);
            if got.len() > OCTETS {
                return Err(WireError::TooLarge { limit: OCTETS });
            }
            match parse(got, bodiless, closed) {
                Ok(Some(response)) => return Ok(response),
                Ok(None) if closed => return Err(WireError::Closed { got: std::mem::take(got) }),
                Ok(None) => {}
                Err(at) => return Err(WireError::Garbled { at, got: std::mem::take(got) }),
            }
        }
    };
    tokio::select! {
        result = reading => result,
        never = writing => never,
    }
}

/// The first response that is not interim; nothing while it is incomplete; the offset of what cannot be one.
fn parse(octets: &[u8], bodiless: bool, closed: bool) -> Result<Option<RawResponse>, usize> {
    let mut start = 0;
    loop {
        let rest = octets.get(start..).unwrap_or_default();
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let mut head = httparse::Response::new(&mut fields);
        let length = match head.parse(rest) {
            Ok(Status::Complete(length)) => length,
            Ok(Status::Partial) => return Ok(None),
            Err(_) => return Err(start + fault(rest, refused)),
        };
        let (Some(minor), Some(status)) = (head.version, head.code) else { return Err(start) };
        start += length;
        if (100..200).contains(&status) && status != 101 {
            continue;
        }
        let framing = match bodiless || matches!(status, 101 | 204 | 304) {
            true => Framing::Length(0),
            false => framing(octets, head.headers, Framing::UntilClose)?,
        };
        return Ok(body(octets, start, framing, closed)?.map(|(body, _)| RawResponse {
            minor,
            status,
            reason: head.reason.unwrap_or_default().to_owned(),
            headers: head
                .headers
                .iter()
                .map(|field| (field.name.to_owned(), field.value.to_vec()))
                .collect(),
            body,
            octets: octets.to_vec(),
        }));
    }
}

fn refused(octets: &[u8]) -> bool {
    httparse::Response::new(&mut [httparse::EMPTY_HEADER; FIELDS]).parse(octets).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interim_response_is_passed_over() {
        let octets =
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 \r\nx-Y: a\r\nContent-Length: 1\r\n\r\n?";
        let response = parse(octets, false, false).unwrap().unwrap();
        assert_eq!((response.minor, response.status, response.reason.as_str()), (0, 404, ""));
        assert_eq!(response.headers[0], ("x-Y".into(), b"a".to_vec()));
        assert_eq!(response.body, b"?");
    }

    #[test]
    fn a_response_without_a_length_ends_with_the_connection() {
        let octets = b"HTTP/1.1 200 OK\r\n\r\nabc";
        assert_eq!(parse(octets, false, false), Ok(None));
        assert_eq!(parse(octets, false, true).unwrap().unwrap().body, b"abc");
        assert_eq!(parse(octets, true, false).unwrap().unwrap().body, b"");
    }

    #[test]
    fn garbage_is_refused_at_its_first_octet() {
        assert_eq!(parse(b"HTTP/1.1 2x0 OK\r\n\r\n", false, false), Err(10));
        assert_eq!(parse(b"SSH-2.0\r\n", false, false), Err(0));
        assert_eq!(parse(b"HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n", false, false), Err(33));
    }
}
