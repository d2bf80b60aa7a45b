//! Plays a case against a hub: signs its calls, and keeps the keys out of what is recorded.

use std::collections::BTreeMap;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Nothing};
use mpnspec_model::hub::answers::id_in;
use mpnspec_model::hub::ask::version_of;
use mpnspec_model::registration::{Entry, Feed, RegistrationId, X_MS_CONTINUATIONTOKEN};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Form, HubArrangement, Index, Sent, Span, Transcript};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::{Answered, Client};
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::hub::{Body, Call, Id, Place, Statuses, Step};
use mpnspec_suite::case::{Case, Steps};

use self::keys::Keys;
use self::spell::Names;
use super::push_service::lapse;
use super::secrets::{SIGNATURE, Secrets, without_signature};
use super::{Clock, End, Numbers, Played, ended, octets};
use crate::adapter::LinkError;
use crate::subject::Subject;

mod keys;
mod spell;

/// What a worker keeps between the cases that it plays against a hub.
pub struct Bench {
    /// With the authority that it trusts.
    client: Option<(String, Client)>,
    limit: Duration,
}

/// The longest answer that is read, in octets: a page of a hundred templates has room in it.
const ANSWER_LIMIT: usize = 1 << 24;

/// So many pages of a list are read at most, since a hub may be full of the registrations of others.
const PAGES: usize = 200;

impl Bench {
    /// A bench whose exchanges may take so long.
    ///
    /// # Errors
    ///
    /// It could not be started.
    #[expect(clippy::unused_async, reason = "the benches of all roles are started alike")]
    pub async fn start(_authority: &Authority, limit: Duration) -> Result<Self, WireError> {
        Ok(Self { client: None, limit })
    }

    /// A client that trusts this authority, or whom the system trusts.
    fn client(&mut self, authority: &str) -> Result<Client, WireError> {
        if let Some((_, client)) = self.client.iter().find(|(trusted, _)| trusted == authority) {
            return Ok(client.clone());
        }
        let authority_pem = Some(authority).filter(|pem| !pem.is_empty());
        let client = Client::new(authority_pem, None, self.limit)?.reading(ANSWER_LIMIT);
        self.client = Some((authority.into(), client.clone()));
        Ok(client)
    }
}

/// Plays a case, which may take no longer than the limit, with the numbers of a seed.
pub async fn play(
    case: &Case,
    subject: &mut Subject,
    bench: &mut Bench,
    (seed, limit): (u64, Duration),
) -> Played {
    let transcript = Transcript::new(Role::Hub);
    let nothing = |end| Played { transcript: Transcript::new(Role::Hub), end, unmet: Vec::new() };
    let Some(url) = subject.hello.url.clone() else {
        return nothing(End::CouldNotRun("`hello` gave no `url` of the hub".into()));
    };
    let keys = match Keys::of(&subject.hello.keys) {
        Ok(keys) => keys,
        Err(why) => return nothing(End::CouldNotRun(why)),
    };
    let client = match bench.client(subject.hello.authority_pem.as_deref().unwrap_or_default()) {
        Ok(client) => client,
        Err(error) => return nothing(End::CouldNotRun(error.to_string())),
    };
    let steps = match case.steps {
        Steps::Hub(steps) => steps,
        _ => &[],
    };
    let mut numbers = Numbers::new(seed, case.id);
    let made_up = RegistrationId::mint([numbers.draw(), numbers.draw()], 1).to_string();
    let mut player = Player {
        clock: Clock::new(subject.can("clock")),
        subject,
        client,
        keys,
        names: Names { base: url.trim_end_matches('/').into(), number: numbers.draw() },
        made_up,
        transcript,
        ids: BTreeMap::new(),
        versions: BTreeMap::new(),
        unmet: Vec::new(),
    };
    let end = ended(player.steps(steps), limit).await;
    Played { transcript: player.transcript, end, unmet: player.unmet }
}

/// An answer that holds none of these.
fn without_secrets(secrets: &Secrets, mut answered: Answered) -> Answered {
    for (_, value) in &mut answered.headers {
        *value = secrets.replaced(value);
    }
    answered.body = secrets.replaced(&answered.body).into();
    answered
}

struct Player<'a> {
    subject: &'a mut Subject,
    client: Client,
    keys: Keys,
    names: Names,
    made_up: String,
    clock: Clock,
    transcript: Transcript,
    ids: BTreeMap<Id, String>,
    /// The versions that were told of each id, the last one last.
    versions: BTreeMap<String, Vec<String>>,
    unmet: Vec<String>,
}

impl Player<'_> {
    async fn steps(&mut self, steps: &[Step]) -> Result<(), End> {
        let reset = match self.subject.link.call::<Nothing>(Command::Reset).await {
            Ok(_) => true,
            Err(LinkError::Unimplemented(_)) => false,
            Err(error) => return Err(error.into()),
        };
        let given = HubArrangement::Given { empty: reset && self.subject.can("empty") };
        self.transcript.hub_arranged(self.clock.now(), &self.names.base, given);
        for step in steps {
            self.step(step).await?;
        }
        Ok(())
    }

    async fn step(&mut self, step: &Step) -> Result<(), End> {
        match *step {
            Step::Needs(_) => Ok(()),
            Step::Ask(call, statuses) => {
                let answered = self.ask(&call, Some(statuses), "").await?;
                self.learn(&call, answered.as_ref())
            }
            Step::Lose(call) => {
                let (_, answered) = self.exchange(&call, "").await?;
                // Whether it was answered is what the case must not know.
                drop(answered);
                Ok(())
            }
            Step::Walk(call, with, without) => self.walk(&call, with, without).await,
            Step::Reads(id, body) => self.reads(id, &body).await,
            Step::Fill(body, count) => self.fill(body, count).await,
            Step::Expire(id) => {
                let registration = self.id(id)?;
                let command = Command::ExpireRegistration { registration: registration.clone() };
                self.subject.link.call::<Nothing>(command).await?;
                let now = self.clock.now();
                self.transcript.hub_arranged(now, &registration, HubArrangement::Expired);
                Ok(())
            }
            Step::Throttle(throttling) => {
                self.subject.link.call::<Nothing>(Command::Throttle { throttling }).await?;
                let arranged = HubArrangement::Throttling(throttling);
                self.transcript.hub_arranged(self.clock.now(), &self.names.base, arranged);
                Ok(())
            }
            Step::Advance(seconds) => {
                let advance = Command::Clock { advance_seconds: seconds };
                self.subject.link.call::<Nothing>(advance).await?;
                self.clock.advance(Span::seconds(seconds));
                Ok(())
            }
        }
    }

    fn id(&self, id: Id) -> Result<String, End> {
        match id {
            Id::MadeUp => Ok(self.made_up.clone()),
            Id::Text(text) => Ok(text.into()),
            id => self.ids.get(&id).cloned().ok_or_else(|| {
                End::CouldNotRun(format!("the hub has told no id {id:?} to go on with"))
            }),
        }
    }

    // ---- calls ------------------------------------------------------------------------

    /// One call, recorded with its answer; nothing if none came.
    async fn ask(
        &mut self,
        call: &Call,
        expected: Option<Statuses>,
        token: &str,
    ) -> Result<Option<Answered>, End> {
        let (at, answered) = self.exchange(call, token).await?;
        let now = self.clock.now();
        match answered {
            Ok(answered) => {
                let fits = expected.is_none_or(|expected| {
                    expected.iter().any(|(low, high)| (*low..=*high).contains(&answered.status))
                });
                if !fits {
                    let found = answered.status;
                    self.unmet.push(format!(
                        "request {at}: expected a status in {expected:?}, but found {found}"
                    ));
                }
                let answered = without_secrets(&self.subject.secrets, answered);
                let fields =
                    answered.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
                let status = (answered.status, answered.minor);
                self.transcript.answered(now, at, status, fields, &answered.body);
                Ok(Some(answered))
            }
            // That nobody listens, or is trusted, says nothing of how a hub answers.
            Err(
                error @ (WireError::Refused { .. }
                | WireError::Untrusted { .. }
                | WireError::Unusable { .. }),
            ) => Err(End::CouldNotRun(error.to_string())),
            Err(error) => {
                self.unmet.push(format!("request {at}: expected an answer, but found {error}"));
                self.transcript.unanswered(now, at, lapse(&error));
                Ok(None)
            }
        }
    }

    /// One call, recorded without its answer.
    async fn exchange(
        &mut self,
        call: &Call,
        token: &str,
    ) -> Result<(Index, Result<Answered, WireError>), End> {
        let id = match call.place {
            Place::One(id) => self.id(id)?,
            _ => String::new(),
        };
        let target = self.names.target(call, &id, token);
        let mut fields = self.names.fields(call, self.versions.get(&id).map_or(&[], Vec::as_slice));
        let body = call.body.map_or_else(String::new, |body| self.names.body(&body));
        let (value, credentials) =
            self.keys.sign(call.token, &self.names.base, &target).map_err(End::CouldNotRun)?;
        if let Some(value) = &value {
            // A hub that repeats it in an answer makes it usable by whoever reads a report.
            self.subject.secrets.learn_signature(value, SIGNATURE);
            fields.push(("Authorization".into(), value.clone().into_bytes()));
        }
        let shown: Vec<_> = octets::as_sent(call.method, &target, &fields, body.len())
            .into_iter()
            .map(|(name, value)| match name.as_str() {
                "Authorization" => (name, without_signature(&value)),
                _ => (name, value),
            })
            .collect();
        let at = self.transcript.asked(
            self.clock.now(),
            Sent {
                method: call.method,
                target: &target,
                headers: shown.iter().map(|(name, value)| (name.as_str(), value.as_slice())),
                body: body.as_bytes(),
                credentials,
                form: Form::Usual,
            },
        );
        let lent: Vec<_> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_slice())).collect();
        let answered = self.client.send(call.method, &target, &lent, body).await;
        Ok((at, answered))
    }

    /// Takes an id or a version from an answer.
    fn learn(&mut self, call: &Call, answered: Option<&Answered>) -> Result<(), End> {
        let Some(answered) = answered.filter(|it| it.status < 300) else { return Ok(()) };
        let new = match call.place {
            Place::Mint(id) => Some((id, field(answered, "Location"))),
            Place::All(Some(id)) => Some((id, field(answered, "Content-Location"))),
            _ => None,
        };
        let told = || Entry::read(&answered.body).ok()?.description.read_only.registration_id;
        let id = match new {
            Some((name, place)) => {
                let other = || field(answered, "Content-Location").and_then(id_in);
                let id = place.and_then(id_in).or_else(other).or_else(told);
                let id = id.ok_or_else(|| {
                    End::CouldNotRun(format!("the hub has told no id {name:?} to go on with"))
                })?;
                self.ids.insert(name, id.clone());
                id
            }
            None => match call.place {
                Place::One(id) => self.id(id)?,
                _ => return Ok(()),
            },
        };
        let tag = field(answered, "ETag").and_then(|tag| str::from_utf8(tag).ok());
        if let Some(version) = tag.and_then(version_of) {
            let versions = self.versions.entry(id).or_default();
            if versions.last().is_none_or(|last| last != version) {
                versions.push(version.into());
            }
        }
        Ok(())
    }

    // ---- what is read -----------------------------------------------------------------

    async fn reads(&mut self, id: Id, body: &Body) -> Result<(), End> {
        let call = mpnspec_suite::case::hub::get(id);
        let answered = self.ask(&call, Some(&[(200, 200)]), "").await?;
        self.learn(&call, answered.as_ref())?;
        let read = answered.and_then(|answered| Entry::read(&answered.body).ok());
        let told = read.is_some_and(|entry| {
            let got = entry.description;
            let handle = self.names.handle(body.platform, body.handle);
            let tags = self.names.tags(body.tags);
            let template = body.template.map(|template| template.body);
            got.platform == body.platform
                && got.handle.eq_ignore_ascii_case(&handle)
                && got.tags.to_string() == tags
                && got.template.map(|template| template.body).as_deref() == template
                && got.secondary_tile_name.as_deref() == body.tile
        });
        if !told {
            self.unmet
                .push(format!("registration {id:?}: expected what was written, but found another"));
        }
        Ok(())
    }

    async fn fill(&mut self, body: Body, count: usize) -> Result<(), End> {
        let call =
            Call { place: Place::All(None), ..mpnspec_suite::case::hub::create(Id::A, body) };
        for _ in 0..count {
            self.ask(&call, Some(mpnspec_suite::case::hub::WRITTEN), "").await?;
        }
        Ok(())
    }

    async fn walk(&mut self, call: &Call, with: &[Id], without: &[Id]) -> Result<(), End> {
        let (mut seen, mut token) = (Vec::new(), String::new());
        for _ in 0..PAGES {
            let answered = self.ask(call, Some(&[(200, 200)]), &token).await?;
            let Some(answered) = answered.filter(|it| it.status == 200) else { return Ok(()) };
            let entries = Feed::read(&answered.body).map(|feed| feed.entries).unwrap_or_default();
            seen.extend(
                entries.into_iter().filter_map(|it| it.description.read_only.registration_id),
            );
            let next = field(&answered, X_MS_CONTINUATIONTOKEN);
            let next = next.map(|next| String::from_utf8_lossy(next).into_owned());
            match next.filter(|next| !next.is_empty()) {
                Some(next) if next != token => token = next,
                _ => {
                    self.compare(&seen, with, without);
                    return Ok(());
                }
            }
        }
        Err(End::CouldNotRun(format!("the list was not over after {PAGES} pages")))
    }

    fn compare(&mut self, seen: &[String], with: &[Id], without: &[Id]) {
        for (ids, wanted) in [(with, true), (without, false)] {
            for id in ids {
                let listed = self.ids.get(id).is_some_and(|id| seen.contains(id));
                if listed != wanted {
                    let not = if wanted { "" } else { "not " };
                    self.unmet.push(format!("expected {id:?} {not}to be listed"));
                }
            }
        }
    }
}

fn field<'a>(answered: &'a Answered, name: &str) -> Option<&'a [u8]> {
    let found = answered.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_slice())
}
