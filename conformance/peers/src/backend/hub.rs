//! The hub behind a backend, as its client.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use mpnspec_model::registration::sas::Hex;
use mpnspec_model::registration::{ConnectionString, Entry, Feed, X_MS_CONTINUATIONTOKEN};
use mpnspec_model::transcript::{Event, Response, Time, Transcript};

use crate::wire::WireError;
use crate::wire::client::{Answered, Client};

/// The version of the interface that is spoken.
const VERSION: &str = "api-version=2015-01";

/// So long a token is good, in seconds.
const LIFETIME: u64 = 20 * 60;

/// A page of registrations may have so many octets.
const PAGE_OCTETS: usize = 1 << 24;

/// A hub, as its client knows it.
pub(super) struct Hub {
    client: Client,
    connection: ConnectionString,
    uri: String,
}

/// What a hub said.
pub(super) struct Said {
    /// The status; nothing if there was no answer.
    pub(super) status: Option<u16>,
    answered: Option<Answered>,
}

impl Said {
    /// Reads it as the model does.
    pub(super) fn read<A, B>(
        &self,
        scratch: &mut Transcript,
        hear: impl Fn(&Response<'_>) -> A,
        and: impl Fn(&Response<'_>) -> Option<B>,
    ) -> (Option<A>, Option<B>) {
        let Some(answered) = &self.answered else { return (None, None) };
        let fields = answered.headers.iter();
        let fields = fields.map(|(name, value)| (name.as_str(), value.as_slice()));
        let status = (answered.status, answered.minor);
        let at = scratch.answered(Time(0), 0, status, fields, &answered.body);
        match scratch.get(at).map(|entry| entry.event) {
            Some(Event::Answered(_, response)) => (Some(hear(&response)), and(&response)),
            _ => (None, None),
        }
    }

    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<Vec<u8>> {
        let fields = &self.answered.as_ref()?.headers;
        let found = fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    }

    fn body(&self) -> &[u8] {
        self.answered.as_ref().map(|answered| &*answered.body).unwrap_or_default()
    }
}

impl Hub {
    pub(super) fn new(
        connection: ConnectionString,
        name: &str,
        authority: Option<&str>,
        limit: Duration,
    ) -> Result<Self, WireError> {
        let client = Client::new(authority, None, limit)?.reading(PAGE_OCTETS);
        let uri = connection.hub_uri("https", name);
        Ok(Self { client, connection, uri })
    }

    async fn call(
        &self,
        method: &str,
        place: &str,
        fields: &[(&str, &[u8])],
        body: Vec<u8>,
    ) -> Said {
        let url = format!("{}/{place}", self.uri);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let token = self.connection.key.sign(&self.uri, now + LIFETIME, Hex::Lower);
        let mut all = vec![("Authorization", token.as_bytes())];
        all.extend_from_slice(fields);
        let answered = self.client.send(method, &url, &all, body).await.ok();
        Said { status: answered.as_ref().map(|answered| answered.status), answered }
    }

    /// Has an id made.
    pub(super) async fn mint(&self) -> Said {
        self.call("POST", &format!("registrationids?{VERSION}"), &[], Vec::new()).await
    }

    /// Writes a registration, if the hub has it in a version.
    pub(super) async fn write(&self, id: &str, entry: &Entry, version: Option<&str>) -> Said {
        let kind: &[u8] = b"application/atom+xml;type=entry;charset=utf-8";
        let mut fields = vec![("Content-Type", kind)];
        fields.extend(version.map(|version| ("If-Match", version.as_bytes())));
        self.call("PUT", &format!("registrations/{id}?{VERSION}"), &fields, entry.write()).await
    }

    /// Deletes a registration, whatever its version.
    pub(super) async fn delete(&self, id: &str) -> Said {
        let place = format!("registrations/{id}?{VERSION}");
        self.call("DELETE", &place, &[("If-Match", b"*")], Vec::new()).await
    }

    /// Reads a registration; nothing if there is none any more.
    pub(super) async fn read(&self, id: &str) -> Result<Option<Entry>, String> {
        let said =
            self.call("GET", &format!("registrations/{id}?{VERSION}"), &[], Vec::new()).await;
        match said.status {
            Some(200) => Entry::read(said.body()).map(Some).map_err(|fault| fault.to_string()),
            Some(404 | 410) => Ok(None),
            other => Err(format!("the hub answers {other:?}")),
        }
    }

    /// Lists what has a tag, page by page.
    pub(super) async fn tagged(&self, tag: &str) -> Result<Vec<Entry>, String> {
        let mut entries = Vec::new();
        let mut next = String::new();
        let tag = encoded(tag);
        loop {
            let place = format!("tags/{tag}/registrations?{VERSION}&$top=100{next}");
            let said = self.call("GET", &place, &[], Vec::new()).await;
            match said.status {
                Some(200) => {}
                Some(404) => return Ok(entries),
                other => return Err(format!("the hub answers {other:?}")),
            }
            let feed = Feed::read(said.body()).map_err(|fault| fault.to_string())?;
            entries.extend(feed.entries);
            match said.field(X_MS_CONTINUATIONTOKEN) {
                Some(token) if !token.is_empty() => {
                    next = format!("&continuationtoken={}", String::from_utf8_lossy(&token));
                }
                _ => return Ok(entries),
            }
        }
    }
}

/// A tag as it stands in a path.
fn encoded(tag: &str) -> String {
    let plain = |octet: u8| octet.is_ascii_alphanumeric() || b"-._~:@".contains(&octet);
    let escape = |octet: u8| match plain(octet) {
        true => char::from(octet).to_string(),
        false => format!("%{octet:02X}"),
    };
    tag.bytes().map(escape).collect()
}
