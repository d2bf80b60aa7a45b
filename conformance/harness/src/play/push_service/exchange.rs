//! Exchanges with a push service: through our HTTP client, or octet by octet.

use mpnspec_model::transcript::{Credentials, Form, Index, Lapse, Sent};
use mpnspec_peers::wire::WireError;
use mpnspec_suite::case::{Answer, Bend, Certificate, Channel, Message};

use super::Player;
use crate::play::{End, octets, unmet};

/// Status, minor version, fields and body of an answer.
type Got = (u16, u8, Vec<(String, Vec<u8>)>, Vec<u8>);

impl Player<'_> {
    /// One exchange through a client that sends nothing but sound HTTP.
    pub(super) async fn exchange(
        &mut self,
        channel: Channel,
        (method, uri, shows): (&str, &str, Certificate),
        fields: Vec<(String, Vec<u8>)>,
        body: Vec<u8>,
        expected: &Answer,
    ) -> Result<(), End> {
        let secure = uri.starts_with("https:");
        let open = self.channels.get(&channel);
        let (credentials, identity) = match shows {
            _ if !secure => (Credentials::Nobody, None),
            Certificate::Owner => {
                let pem = open.and_then(|open| open.owner.as_deref());
                (Credentials::Owner, Some(given(pem, "identity_pem")?))
            }
            Certificate::Stranger => {
                let pem = open.and_then(|open| open.stranger.as_deref());
                (Credentials::Stranger, Some(given(pem, "stranger_pem")?))
            }
            Certificate::Nobody => (Credentials::Nobody, None),
        };
        let authority = self.subject.hello.authority_pem.as_deref().filter(|_| secure);
        let client = self.bench.client(authority.unwrap_or_default(), identity.unwrap_or_default());
        let client = client.map_err(|error| End::CouldNotRun(error.to_string()))?;

        let sent = octets::as_sent(method, uri, &fields, body.len());
        let at = self.transcript.asked(
            self.clock.now(),
            Sent {
                method,
                target: uri,
                headers: sent.iter().map(|(name, value)| (name.as_str(), value.as_slice())),
                body: &body,
                credentials,
                form: Form::Usual,
            },
        );
        let lent: Vec<_> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_slice())).collect();
        let answered = client.send(method, uri, &lent, body).await;
        if let Err(error) = &answered
            && is_ours(error, credentials, secure)
        {
            return Err(End::CouldNotRun(error.to_string()));
        }
        let answered = answered.map(|got| (got.status, got.minor, got.headers, got.body.to_vec()));
        self.record(at, answered, Some(expected))
    }

    /// One exchange octet by octet, over a plain connection.
    pub(super) async fn wire(
        &mut self,
        uri: &str,
        message: &Message,
        bend: Bend,
        expected: Option<&Answer>,
    ) -> Result<(), End> {
        if uri.starts_with("https:") {
            return Err(End::CouldNotRun("octets are put on plain connections only".into()));
        }
        let (authority, path) = split(uri)?;
        let mut fields = vec![("Host".to_owned(), authority.as_bytes().to_vec())];
        fields.extend(self.fields(message));
        let body = self.next_body(message.body);
        let bent = octets::write(message.method, path, &fields, &body, bend);
        let at = self.transcript.asked(
            self.clock.now(),
            Sent {
                method: message.method,
                target: uri,
                headers: bent.fields.iter().map(|(name, value)| (name.as_str(), value.as_slice())),
                body: &body,
                credentials: Credentials::Nobody,
                form: bent.form,
            },
        );
        let answered = self.bench.put(authority, &bent.octets).await?;
        let answered = answered.map(|got| (got.status, got.minor, got.headers, got.body));
        // A connection that is closed is an answer to broken framing.
        self.record(at, answered, expected.filter(|_| bent.form != Form::Broken))
    }

    pub(super) fn record(
        &mut self,
        at: Index,
        answered: Result<Got, WireError>,
        expected: Option<&Answer>,
    ) -> Result<(), End> {
        let now = self.clock.now();
        match answered {
            Ok((status, minor, headers, body)) => {
                if let Some(difference) = expected.and_then(|expected| {
                    unmet(expected, status, |name| {
                        let found =
                            headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
                        found.map(|(_, value)| value.clone())
                    })
                }) {
                    self.unmet.push(format!("request {at}: {difference}"));
                }
                let lent = headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
                self.transcript.answered(now, at, (status, minor), lent, &body);
            }
            Err(error) => {
                if expected.is_some() {
                    self.unmet
                        .push(format!("request {at}: expected an answer, but found none: {error}"));
                }
                self.transcript.unanswered(now, at, lapse(&error));
            }
        }
        Ok(())
    }
}

/// A certificate that the subject was asked for.
fn given<'a>(pem: Option<&'a str>, name: &str) -> Result<&'a str, End> {
    pem.ok_or_else(|| End::CouldNotRun(format!("`open` gave no `{name}` for an https channel")))
}

/// Does an error say nothing about how the service treats this sender?
///
/// That we cannot send or do not trust the service does not, nor does a port where nobody listens; that it
/// ends the handshake is its answer to whoever shows no certificate, or somebody else's.
const fn is_ours(error: &WireError, shows: Credentials, secure: bool) -> bool {
    match error {
        WireError::Unusable { .. } | WireError::Untrusted { by_peer: false, .. } => true,
        WireError::Untrusted { by_peer: true, .. } => matches!(shows, Credentials::Owner),
        WireError::Refused { .. } => secure,
        _ => false,
    }
}

/// The authority and the path of an absolute URI.
fn split(uri: &str) -> Result<(&str, &str), End> {
    let rest = uri.split_once("://").map(|(_, rest)| rest);
    let parts = rest.and_then(|rest| rest.find('/').map(|slash| rest.split_at(slash)));
    parts.ok_or_else(|| End::CouldNotRun(format!("`{uri}` is no absolute URI")))
}

/// Why no answer came.
pub(in crate::play) const fn lapse(error: &WireError) -> Lapse {
    match error {
        WireError::TimedOut { .. } => Lapse::TimedOut,
        WireError::Refused { .. } | WireError::Untrusted { .. } => Lapse::Refused,
        WireError::Garbled { .. } | WireError::TooLarge { .. } => Lapse::Garbled,
        _ => Lapse::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_something_about_the_service_only_where_it_answered() {
        let untrusted =
            |by_peer| WireError::Untrusted { peer: "s".into(), reason: "r".into(), by_peer };
        let refused = WireError::Refused { peer: "s".into(), reason: "r".into() };
        let closed = WireError::Closed { got: Vec::new() };
        for (error, shows, secure, expected) in [
            (untrusted(false), Credentials::Stranger, true, true),
            (untrusted(false), Credentials::Owner, true, true),
            (untrusted(true), Credentials::Owner, true, true),
            (untrusted(true), Credentials::Nobody, true, false),
            (untrusted(true), Credentials::Stranger, true, false),
            (refused.clone(), Credentials::Nobody, true, true),
            (refused, Credentials::Nobody, false, false),
            (closed, Credentials::Nobody, true, false),
        ] {
            assert_eq!(is_ours(&error, shows, secure), expected, "{error}, {shows:?}, {secure}");
        }
    }

    #[test]
    fn an_https_channel_without_its_certificates_cannot_be_used() {
        assert_eq!(given(Some("pem"), "identity_pem"), Ok("pem"));
        let why = "`open` gave no `identity_pem` for an https channel";
        assert_eq!(given(None, "identity_pem"), Err(End::CouldNotRun(why.into())));
    }
}
