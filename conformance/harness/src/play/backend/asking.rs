//! What devices ask, as it goes over the wire.

use std::time::Instant;

use mpnspec_model::registration::{DeviceRegistration, DeviceTags, Platform};
use mpnspec_model::transcript::{Credentials, Event, Form, Index, Lapse, Sent};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::Answered;
use mpnspec_suite::case::Answer;
use mpnspec_suite::case::backend::{Body, By, Device, Handle, Registration};
use tokio::task::JoinSet;

use super::{PROMISED, Player};
use crate::play::secrets::shown;
use crate::play::{End, unmet};

/// A request of a device.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) method: &'static str,
    pub(super) target: String,
    pub(super) by: By,
    /// The type and the octets of the body, if there is one.
    pub(super) content: Option<(&'static str, Vec<u8>)>,
}

/// What nobody has who is known to a backend.
const NOBODYS: &str = "Basic bm9ib2R5Om5vd2hlcmU=";

impl Player<'_> {
    /// Sends requests at the same time, and records them with everything that happens meanwhile.
    pub(super) async fn ask(
        &mut self,
        wanted: Vec<Wanted>,
        expected: &Answer,
    ) -> Result<Vec<Option<Answered>>, End> {
        self.overhear(Instant::now());
        let mut asked = Vec::new();
        let mut sending = JoinSet::new();
        for (number, wanted) in wanted.into_iter().enumerate() {
            let (authorization, credentials) = self.shown(wanted.by)?;
            let (content_type, body) = match wanted.content {
                Some((content_type, body)) => (Some(content_type), body),
                None => (None, Vec::new()),
            };
            let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
            fields.extend(content_type.map(|it| ("Content-Type".into(), it.into())));
            fields.extend(authorization.map(|it| ("Authorization".into(), it.into_bytes())));
            asked.push(self.record(wanted.method, &wanted.target, &fields, &body, credentials));
            let (client, method, target) = (self.client.clone(), wanted.method, wanted.target);
            sending.spawn(async move {
                let fields: Vec<_> =
                    fields.iter().map(|(name, value)| (name.as_str(), value.as_slice())).collect();
                let answered = client.send(method, &target, &fields, body).await;
                (number, Instant::now(), answered)
            });
        }
        let mut all = sending.join_all().await;
        all.sort_by_key(|(_, at, _)| *at);
        let mut got: Vec<Option<Answered>> = asked.iter().map(|_| None).collect();
        for (number, at, answered) in all {
            let Some(asked) = asked.get(number).copied() else { continue };
            self.overhear(at);
            let answered = self.answered(asked, answered, expected)?;
            if let Some(place) = got.get_mut(number) {
                *place = answered;
            }
        }
        if self.promised {
            self.hub.wait_for_a_call(PROMISED).await;
            self.overhear(Instant::now());
            self.promised = false;
        }
        Ok(got)
    }

    fn record(
        &mut self,
        method: &str,
        target: &str,
        fields: &[(String, Vec<u8>)],
        body: &[u8],
        credentials: Credentials,
    ) -> Index {
        let shown: Vec<_> =
            fields.iter().map(|(name, value)| (name.as_str(), shown(name, value))).collect();
        let shown = shown.iter().map(|(name, value)| (*name, &**value));
        let sent = Sent { method, target, headers: shown, body, credentials, form: Form::Usual };
        self.transcript.asked(self.clock.now(), sent)
    }

    fn answered(
        &mut self,
        asked: Index,
        answered: Result<Answered, WireError>,
        expected: &Answer,
    ) -> Result<Option<Answered>, End> {
        let now = self.clock.now();
        match answered {
            Ok(got) => {
                let field = |name: &str| {
                    let found = got.headers.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
                    found.map(|(_, value)| value.clone())
                };
                if let Some(difference) = unmet(expected, got.status, field) {
                    self.unmet.push(format!("request {asked}: {difference}"));
                }
                let headers: Vec<_> = got
                    .headers
                    .iter()
                    .map(|(name, value)| (name.as_str(), self.subject.secrets.replaced(value)))
                    .collect();
                let headers = headers.iter().map(|(name, value)| (*name, value.as_slice()));
                let body = self.subject.secrets.replaced(&got.body);
                self.transcript.answered(now, asked, (got.status, got.minor), headers, &body);
                // Whether anybody asked the hub since is seen when that is overheard.
                self.promised |= (200..=299).contains(&got.status)
                    && !self
                        .transcript
                        .iter()
                        .skip(asked)
                        .any(|entry| matches!(entry.event, Event::Consulted(_)));
                Ok(Some(got))
            }
            Err(error @ (WireError::Refused { .. } | WireError::Unusable { .. })) => {
                Err(End::CouldNotRun(error.to_string()))
            }
            Err(error) => {
                self.unmet
                    .push(format!("request {asked}: expected an answer, but found none: {error}"));
                let lapse = match error {
                    WireError::TimedOut { .. } => Lapse::TimedOut,
                    WireError::Garbled { .. } | WireError::TooLarge { .. } => Lapse::Garbled,
                    _ => Lapse::Closed,
                };
                self.transcript.unanswered(now, asked, lapse);
                Ok(None)
            }
        }
    }

    /// What somebody shows, and what that is to the judge.
    fn shown(&self, by: By) -> Result<(Option<String>, Credentials), End> {
        let callers = &self.subject.callers;
        let caller = |number: usize| match callers.get(number) {
            Some(caller) => {
                let index = u8::try_from(number).unwrap_or(u8::MAX);
                Ok((Some(caller.authorization.clone()), Credentials::Caller(index)))
            }
            None => Err(End::Unimplemented("subject.toml has no second caller".into())),
        };
        match by {
            By::First if callers.is_empty() => Ok((None, Credentials::Unseen)),
            By::First => caller(0),
            By::Second => caller(1),
            By::Nobody => Ok((None, Credentials::Nobody)),
            By::Stranger => Ok((Some(NOBODYS.into()), Credentials::Stranger)),
        }
    }

    // ---- bodies -----------------------------------------------------------------------

    /// The body of a PUT.
    pub(super) fn content(&self, device: Device, put: &Registration) -> Result<Vec<u8>, End> {
        let (handle, tags) = (self.handle(device, put), self.tags(put)?);
        let list: Vec<_> = tags.iter().map(String::as_str).collect();
        let mut sound = DeviceRegistration::new(put.platform, &handle, &list);
        let written = |it: &DeviceRegistration| String::from_utf8_lossy(&it.write()).into_owned();
        let text = written(&sound);
        Ok(match put.body {
            Body::Sound | Body::TwiceTheFirst => text,
            Body::NoJson => text.replace(':', "="),
            Body::Empty => String::new(),
            Body::Null => "null".into(),
            // A member of another name is none that anybody knows.
            Body::NoPlatform => text.replacen("\"Platform\"", "\"Device\"", 1),
            Body::NoHandle => text.replacen("\"Handle\"", "\"Device\"", 1),
            Body::NoTags => {
                sound.tags = DeviceTags::Missing;
                written(&sound)
            }
            Body::NullTags => {
                sound.tags = DeviceTags::Null;
                written(&sound)
            }
            Body::SmallNames => text
                .replacen("\"Platform\"", "\"platform\"", 1)
                .replacen("\"Handle\"", "\"handle\"", 1)
                .replacen("\"Tags\"", "\"tags\"", 1),
        }
        .into_bytes())
    }

    /// A handle as its platform has them.
    pub(super) fn handle(&self, device: Device, put: &Registration) -> String {
        let which = match (put.handle, device) {
            (Handle::Shared, _) => 0,
            (Handle::Renewed, Device::A) => 3,
            (Handle::Renewed, Device::B) => 4,
            (_, Device::A) => 1,
            (_, Device::B) => 2,
        };
        let number = self.number.wrapping_add(which);
        if put.handle == Handle::NoUri {
            return format!("{number:016x} is no URI");
        }
        let escaped = put.handle == Handle::Escaped;
        match Platform::from_word(&put.platform.to_ascii_lowercase()) {
            Some(Platform::Apns) => format!("{number:016X}").repeat(4),
            Some(Platform::Gcm) => format!("APA91b{number:016x}-mpnspec_registration"),
            Some(Platform::Wns) if escaped => format!(
                "https://db3.notify.windows.com/?token=AwYAAA{number:016x}%2bmwlk%2fSk%3d&a='1'&b=2"
            ),
            Some(Platform::Wns) => {
                format!("https://db3.notify.windows.com/?token=AwYAAA{number:016x}")
            }
            _ if escaped => format!(
                "http://s.notify.live.net/u/1/db3/H2QAAA{number:016x}/d2luZG93cw%3d%3d?a=1&b=%26+2"
            ),
            _ => format!("http://s.notify.live.net/u/1/db3/H2QAAA{number:016x}/d2luZG93cw/kg2h-_Q"),
        }
    }
}
