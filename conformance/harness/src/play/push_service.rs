//! Plays a case against a push service.

use std::collections::BTreeMap;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Nothing, Opened};
use mpnspec_model::header::Kind;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Arrangement, Forgery, Span, Time, Transcript};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::client::Client;
use mpnspec_peers::wire::raw::{self, RawResponse};
use mpnspec_suite::case::{
    Access, Answer, Bend, CallbackTo, Case, Channel, Message, Registration, Step,
};

use super::listener::Callbacks;
use super::{Clock, End, Numbers, Played, body, ended, place};
use crate::adapter::LinkError;
use crate::subject::{Origin, Subject};

mod collect;
mod exchange;

pub(super) use exchange::lapse;

/// What a worker keeps between the cases that it plays against push services.
pub struct Bench {
    callbacks: Callbacks,
    /// Each with the authority that it trusts and the certificate that it shows.
    clients: Vec<(String, String, Client)>,
    limit: Duration,
}

impl Bench {
    /// A bench whose exchanges may take so long.
    pub async fn start(limit: Duration) -> Self {
        Self { callbacks: Callbacks::start().await, clients: Vec::new(), limit }
    }

    /// A client that trusts this authority and shows this certificate, both PEM or empty.
    fn client(&mut self, authority: &str, identity: &str) -> Result<Client, WireError> {
        let known =
            self.clients.iter().find(|(trusts, shows, _)| trusts == authority && shows == identity);
        if let Some((.., client)) = known {
            return Ok(client.clone());
        }
        fn given(pem: &str) -> Option<&str> {
            (!pem.is_empty()).then_some(pem)
        }
        let client = match (given(authority), given(identity)) {
            (None, None) => Client::plain(self.limit)?,
            (authority, identity) => Client::new(authority, identity, self.limit)?,
        };
        // Each channel may have a certificate of its own; no more than a few are worth keeping.
        if self.clients.len() > 16 {
            self.clients.clear();
        }
        self.clients.push((authority.into(), identity.into(), client.clone()));
        Ok(client)
    }
}

impl Bench {
    /// Puts octets on a plain connection to the first address of an authority that takes one.
    async fn put(
        &self,
        authority: &str,
        octets: &[u8],
    ) -> Result<Result<RawResponse, WireError>, End> {
        let unknown =
            || End::CouldNotRun(format!("`{authority}` is no address that can be reached"));
        let found = tokio::net::lookup_host(place(authority)).await.map_err(|_| unknown())?;
        let mut last = Err(unknown());
        for address in found {
            let answered = raw::exchange(address, octets, self.limit).await;
            let is_refused = matches!(answered, Err(WireError::Refused { .. }));
            last = Ok(answered);
            if !is_refused {
                break;
            }
        }
        last
    }
}

/// Plays a case, which may take no longer than the limit, with the numbers of a seed.
pub async fn play(
    case: &Case,
    subject: &mut Subject,
    origin: &Origin,
    bench: &mut Bench,
    (seed, limit): (u64, Duration),
) -> Played {
    // A connection that one case has spoilt must not be another's.
    bench.clients.clear();
    let clock = Clock::new(subject.can("clock"));
    let mut numbers = Numbers::new(seed, case.id);
    let number = numbers.draw();
    let mut player = Player {
        subject,
        origin,
        bench,
        number,
        numbers,
        clock,
        transcript: Transcript::new(Role::PushService),
        channels: BTreeMap::new(),
        posted: Vec::new(),
        called: Vec::new(),
        unmet: Vec::new(),
    };
    let end = ended(player.steps(case.steps.on_channels()), limit).await;
    Played { transcript: player.transcript, end, unmet: player.unmet }
}

struct Player<'a> {
    subject: &'a mut Subject,
    origin: &'a Origin,
    bench: &'a mut Bench,
    number: u64,
    numbers: Numbers,
    clock: Clock,
    transcript: Transcript,
    channels: BTreeMap<Channel, Open>,
    /// The bodies that were posted, in order.
    posted: Vec<Vec<u8>>,
    /// The URIs that were called.
    called: Vec<String>,
    unmet: Vec<String>,
}

/// A channel as this case knows it.
#[derive(Clone, Debug, Default)]
struct Open {
    uri: String,
    owner: Option<String>,
    stranger: Option<String>,
    opened: Time,
    /// What its device was handed, as far as we were told.
    handed: Vec<(Kind, Vec<u8>)>,
}

impl Player<'_> {
    async fn steps(&mut self, steps: &[Step]) -> Result<(), End> {
        match self.subject.link.call::<Nothing>(Command::Reset).await {
            Ok(_) | Err(LinkError::Unimplemented(_)) => {}
            Err(error) => return Err(error.into()),
        }
        for step in steps {
            self.step(step).await?;
        }
        self.settle().await
    }

    async fn step(&mut self, step: &Step) -> Result<(), End> {
        match *step {
            Step::Open(channel, access) => self.open(channel, access).await,
            Step::Forge(channel, forgery) => self.forge(channel, forgery),
            Step::Device(channel, state) => {
                self.arrange(channel, Arrangement::Device(state), |channel| Command::Device {
                    channel,
                    state,
                })
                .await
            }
            Step::Expire(channel) => {
                self.arrange(channel, Arrangement::Expired, |channel| Command::Expire { channel })
                    .await
            }
            Step::Fill(channel) => {
                self.arrange(channel, Arrangement::Filled, |channel| Command::Fill { channel })
                    .await
            }
            Step::Suppress(channel, kinds) => {
                let suppressed = Arrangement::Suppressed(kinds.iter().copied().collect());
                let kinds = kinds.to_vec();
                self.arrange(channel, suppressed, |channel| Command::Suppress { channel, kinds })
                    .await
            }
            Step::App(channel, running) => {
                self.arrange(channel, Arrangement::App(running), |channel| Command::App {
                    channel,
                    running,
                })
                .await
            }
            Step::Unavailable(channel, unavailable) => {
                let arrangement = Arrangement::Unavailable(unavailable);
                self.arrange(channel, arrangement, |channel| Command::Unavailable {
                    channel,
                    unavailable,
                })
                .await
            }
            Step::Advance(seconds) => {
                let advance = Command::Clock { advance_seconds: seconds };
                self.subject.link.call::<Nothing>(advance).await?;
                self.clock.advance(Span::seconds(seconds));
                Ok(())
            }
            Step::Settle => self.settle().await,
            Step::Post(channel, message, ref answer) => self.post(channel, &message, answer).await,
            Step::PostMany(channel, count, message, ref answer) => {
                for _ in 0..count {
                    self.post(channel, &message, answer).await?;
                }
                Ok(())
            }
            Step::Register(channel, registration, ref answer) => {
                self.register(channel, &registration, answer).await
            }
            Step::Wire(channel, message, bend, ref answer) => {
                let suffix = if message.to_callback { "/callback" } else { "" };
                let uri = format!("{}{suffix}", self.at(channel)?.uri);
                self.wire(&uri, &message, bend, Some(answer)).await
            }
            // Whatever is answered there, it is not what the case expects in words: a connection that
            // is closed will do as well.
            Step::Plain(channel, message, _) => {
                let uri = self.at(channel)?.uri.replacen("https://", "http://", 1);
                self.wire(&uri, &message, Bend::Straight, None).await
            }
            Step::Needs(_) => Ok(()),
            Step::Handed(channel, expected) => self.expect_handed(channel, expected),
            Step::Called(listener, times) => {
                self.expect_called(listener, times);
                Ok(())
            }
            _ => Err(End::CouldNotRun("this step is for senders".into())),
        }
    }

    // ---- arranging --------------------------------------------------------------------

    async fn open(&mut self, channel: Channel, access: Access) -> Result<(), End> {
        let authenticated = access == Access::Authenticated;
        if let Origin::Channel(uri) = self.origin {
            let authenticated = uri.starts_with("https:");
            self.transcript.arranged(self.clock.now(), uri, Arrangement::Given { authenticated });
            self.channels.insert(channel, Open { uri: uri.clone(), ..Open::default() });
            return Ok(());
        }
        let command =
            Command::Open { authenticated, os: mpnspec_model::edition::OsVersion::default() };
        let opened: Opened = self.subject.link.call(command).await?;
        let now = self.clock.now();
        let watched = self.subject.can("deliveries");
        self.transcript.arranged(
            now,
            &opened.channel,
            Arrangement::Opened { authenticated, watched },
        );
        let open = Open {
            uri: opened.channel,
            owner: opened.identity_pem,
            stranger: opened.stranger_pem,
            opened: now,
            handed: Vec::new(),
        };
        self.channels.insert(channel, open);
        Ok(())
    }

    fn forge(&mut self, channel: Channel, forgery: Forgery) -> Result<(), End> {
        let real = self.at(Channel::A)?.uri.clone();
        let token = real.rfind('/').map_or(0, |slash| slash + 1);
        let uri = match forgery {
            Forgery::Altered => {
                let middle = token + (real.len() - token) / 2;
                let change = |at: usize, character: char| match character {
                    _ if at != middle => character,
                    'A' => 'B',
                    _ => 'A',
                };
                real.char_indices().map(|(at, character)| change(at, character)).collect()
            }
            Forgery::Unknown => {
                let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
                let draw = |_| {
                    char::from(alphabet[usize::try_from(self.numbers.draw() % 64).unwrap_or(0)])
                };
                real[..token].chars().chain((token..real.len()).map(draw)).collect::<String>()
            }
        };
        if uri == real {
            return Err(End::CouldNotRun(format!("`{real}` has no token that can be altered")));
        }
        self.transcript.arranged(self.clock.now(), &uri, Arrangement::Forged(forgery));
        let like = self.at(Channel::A)?.clone();
        self.channels.insert(channel, Open { uri, handed: Vec::new(), ..like });
        Ok(())
    }

    async fn arrange(
        &mut self,
        channel: Channel,
        arrangement: Arrangement,
        command: impl FnOnce(String) -> Command,
    ) -> Result<(), End> {
        // What was done before the change has to stand before it.
        self.collect().await?;
        let uri = self.at(channel)?.uri.clone();
        self.transcript.arranged(self.clock.now(), &uri, arrangement);
        self.subject.link.call::<Nothing>(command(uri)).await?;
        Ok(())
    }

    fn at(&self, channel: Channel) -> Result<&Open, End> {
        let missing = || End::CouldNotRun(format!("channel {channel:?} is not open"));
        self.channels.get(&channel).ok_or_else(missing)
    }

    // ---- asking -----------------------------------------------------------------------

    async fn post(
        &mut self,
        channel: Channel,
        message: &Message,
        answer: &Answer,
    ) -> Result<(), End> {
        let open = self.at(channel)?;
        let uri =
            if message.to_callback { format!("{}/callback", open.uri) } else { open.uri.clone() };
        let fields = self.fields(message);
        let body = self.next_body(message.body);
        self.exchange(channel, (message.method, &uri, message.shows), fields, body, answer).await
    }

    async fn register(
        &mut self,
        channel: Channel,
        registration: &Registration,
        answer: &Answer,
    ) -> Result<(), End> {
        let uri = format!("{}/callback", self.at(channel)?.uri);
        let mut fields = Vec::new();
        let callback = match registration.uri {
            CallbackTo::Nowhere => None,
            CallbackTo::Listener(listener) => Some(self.bench.callbacks.uri(self.number, listener)),
            CallbackTo::Text(text) => Some(text.to_owned()),
        };
        fields.extend(callback.map(|uri| ("X-CallbackURI".to_owned(), uri.into_bytes())));
        let media = registration.content_type;
        fields.extend(media.map(|media| ("Content-Type".to_owned(), media.as_bytes().to_vec())));
        let body = self.next_body(registration.body);
        self.exchange(
            channel,
            (registration.method, &uri, registration.shows),
            fields,
            body,
            answer,
        )
        .await
    }

    fn next_body(&mut self, form: mpnspec_suite::case::Body) -> Vec<u8> {
        let body = body(form, self.posted.len() + 1);
        self.posted.push(body.clone());
        body
    }

    fn fields(&mut self, message: &Message) -> Vec<(String, Vec<u8>)> {
        let id = self.numbers.message_id(message.id);
        let given = [
            ("Content-Type", message.content_type.map(str::to_owned)),
            ("X-WindowsPhone-Target", message.target.map(str::to_owned)),
            ("X-NotificationClass", message.class.map(str::to_owned)),
            ("X-MessageID", id),
        ];
        let given = given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.into_bytes())));
        let more = message
            .fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
        given.chain(more).collect()
    }
}
