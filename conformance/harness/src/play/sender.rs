//! Plays a case against a sender.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{self, Command, Decided, Nothing};
use mpnspec_model::payload::{Payload, Toast};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Arrangement, Forgery, Form, Index, Sent, Span, Transcript};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::{Access, Body, Case, Channel, Decides, Notification, Step, Uri};

use self::mock::PushService;
use super::{Clock, End, Numbers, Played, body, ended, lent};
use crate::adapter::LinkError;
use crate::subject::Subject;

pub mod mock;

/// What a worker keeps between the cases that it plays against senders.
pub struct Bench {
    service: PushService,
    /// The channels of earlier cases. What arrives there late belongs to nobody any more.
    retired: BTreeSet<String>,
}

impl Bench {
    /// A bench whose https channels are vouched for by this authority.
    ///
    /// # Errors
    ///
    /// It could not be started.
    pub async fn start(authority: &Authority) -> Result<Self, WireError> {
        Ok(Self { service: PushService::start(authority).await?, retired: BTreeSet::new() })
    }
}

/// Plays a case, which may take no longer than the limit, with the numbers of a seed.
pub async fn play(
    case: &Case,
    subject: &mut Subject,
    bench: &mut Bench,
    (seed, limit): (u64, Duration),
) -> Played {
    let clock = Clock::new(subject.can("clock"));
    let mut numbers = Numbers::new(seed, case.id);
    let number = numbers.draw();
    bench.service.reset();
    let _ = bench.service.take();
    let mut player = Player {
        subject,
        service: &bench.service,
        retired: &bench.retired,
        number,
        numbers,
        clock,
        transcript: Transcript::new(Role::Sender),
        channels: BTreeMap::new(),
        posts: BTreeMap::new(),
        decided: BTreeMap::new(),
        refusals: Vec::new(),
        unmet: Vec::new(),
    };
    let end = match ended(player.steps(case.steps.on_channels()), limit).await {
        End::Complete => player.end(),
        end => end,
    };
    let (played, channels) =
        (Played { transcript: player.transcript, end, unmet: player.unmet }, player.channels);
    bench.retired.extend(channels.into_values());
    played
}

struct Player<'a> {
    subject: &'a mut Subject,
    service: &'a PushService,
    retired: &'a BTreeSet<String>,
    number: u64,
    numbers: Numbers,
    clock: Clock,
    transcript: Transcript,
    channels: BTreeMap<Channel, String>,
    /// How many posts arrived on each channel.
    posts: BTreeMap<String, usize>,
    /// What the sender last decided about each channel.
    decided: BTreeMap<Channel, Decided>,
    /// What it refused although the case expects it to send.
    refusals: Vec<String>,
    unmet: Vec<String>,
}

impl Player<'_> {
    async fn steps(&mut self, steps: &[Step]) -> Result<(), End> {
        self.subject.link.call::<Nothing>(Command::Reset).await?;
        for step in steps {
            self.step(step).await?;
        }
        self.settle().await
    }

    /// A sender that refuses what it may well send has a limit of its own, and breaks no rule.
    fn end(&self) -> End {
        match self.refusals.first() {
            Some(refused) => End::Unimplemented(refused.clone()),
            None => End::Complete,
        }
    }

    async fn step(&mut self, step: &Step) -> Result<(), End> {
        match step {
            Step::Open(channel, access) => self.open(*channel, *access, None),
            Step::OpenAt(channel, access, at) => self.open(*channel, *access, Some(*at)),
            Step::Needs(_) => {}
            Step::Forge(channel, forgery) => self.forge(*channel, *forgery)?,
            Step::Device(channel, state) => self.arrange(*channel, Arrangement::Device(*state))?,
            Step::Expire(channel) => self.arrange(*channel, Arrangement::Expired)?,
            Step::Fill(channel) => self.arrange(*channel, Arrangement::Filled)?,
            Step::Suppress(channel, kinds) => {
                self.arrange(*channel, Arrangement::Suppressed(kinds.iter().copied().collect()))?;
            }
            Step::App(channel, running) => self.arrange(*channel, Arrangement::App(*running))?,
            Step::Unavailable(channel, unavailable) => {
                self.arrange(*channel, Arrangement::Unavailable(*unavailable))?;
            }
            Step::Advance(seconds) => self.advance(*seconds).await?,
            Step::Settle => self.settle().await?,
            Step::Script(channel, answers) => self.service.script(self.at(*channel)?, answers),
            Step::Tell(channel, notification, decides) => {
                self.tell(*channel, notification, *decides).await?;
            }
            Step::TellUnlessHeld(channel, notification, decides) => {
                let held = matches!(
                    self.decided.get(channel),
                    Some(Decided::Retry { .. } | Decided::Drop | Decided::Withheld)
                );
                if !held {
                    self.tell(*channel, notification, *decides).await?;
                }
            }
            Step::TellRegister(channel, message, decides) => {
                self.tell_register(*channel, *message, *decides).await?;
            }
            Step::Posts(channel, expected) => {
                let found = self.posts.get(self.at(*channel)?).copied().unwrap_or(0);
                if found != *expected {
                    self.unmet.push(format!(
                        "expected {expected} posts to {channel:?}, but found {found}"
                    ));
                }
            }
            _ => return Err(End::CouldNotRun("this step is for push services".into())),
        }
        Ok(())
    }

    // ---- arranging --------------------------------------------------------------------

    fn open(&mut self, channel: Channel, access: Access, at: Option<Uri>) {
        let authenticated = access == Access::Authenticated;
        let (scheme, family) = if authenticated {
            ("https", "unthrottledthirdparty")
        } else {
            ("http", "throttledthirdparty")
        };
        let address = self.service.address(authenticated);
        let token = format!("{:016x}-{channel:?}_mpnspec", self.number);
        let usual = format!("{scheme}://{address}/{family}/01.00/{token}");
        let uri = match at {
            None => usual,
            Some(Uri::Path(path)) => format!("{scheme}://{address}{path}"),
            Some(Uri::Long(length)) => {
                let filling = length.saturating_sub(usual.len());
                usual + &"A".repeat(filling)
            }
        };
        self.put(&uri, Arrangement::Opened { authenticated, watched: false });
        self.channels.insert(channel, uri);
    }

    fn forge(&mut self, channel: Channel, forgery: Forgery) -> Result<(), End> {
        let drawn = self.numbers.draw();
        let uri = format!("{}{drawn:x}", self.at(Channel::A)?);
        self.put(&uri, Arrangement::Forged(forgery));
        self.channels.insert(channel, uri);
        Ok(())
    }

    fn arrange(&mut self, channel: Channel, arrangement: Arrangement) -> Result<(), End> {
        let uri = self.at(channel)?.to_owned();
        self.put(&uri, arrangement);
        Ok(())
    }

    fn put(&mut self, uri: &str, arrangement: Arrangement) {
        self.transcript.arranged(self.clock.now(), uri, arrangement);
        self.service.arrange(uri, arrangement);
    }

    fn at(&self, channel: Channel) -> Result<&str, End> {
        let missing = || End::CouldNotRun(format!("channel {channel:?} is not open"));
        self.channels.get(&channel).map(String::as_str).ok_or_else(missing)
    }

    // ---- telling ----------------------------------------------------------------------

    async fn tell(
        &mut self,
        channel: Channel,
        notification: &Notification,
        decides: Decides,
    ) -> Result<(), End> {
        let send = adapter::Send {
            channel: self.at(channel)?.to_owned(),
            notification: notification.payload.clone().or_else(|| self.whatever()),
            interval_seconds: notification.interval,
            message_id: self.numbers.message_id(notification.id),
            os: notification.os,
        };
        self.command(channel, Command::Send(send), decides).await
    }

    async fn tell_register(
        &mut self,
        channel: Channel,
        message: Body,
        decides: Decides,
    ) -> Result<(), End> {
        let command = Command::RegisterCallback {
            channel: self.at(channel)?.to_owned(),
            callback_uri: "http://127.0.0.1:9/callback".into(),
            message_base64: STANDARD.encode(body(message, 1)),
        };
        self.command(channel, command, decides).await
    }

    /// A notification of a kind that the subject can be told to send.
    fn whatever(&mut self) -> Option<Payload<'static>> {
        if self.subject.can("toast") {
            let text: Cow<'static, str> = format!("mpnspec {}", self.numbers.draw() % 1000).into();
            return Some(Payload::Toast(Toast {
                text1: Some(text.clone()),
                text2: Some(text),
                ..Toast::default()
            }));
        }
        self.subject
            .can("raw")
            .then(|| Payload::Raw(self.numbers.draw().to_string().into_bytes().into()))
    }

    async fn command(
        &mut self,
        channel: Channel,
        command: Command,
        decides: Decides,
    ) -> Result<(), End> {
        let told = self.transcript.told(self.clock.now(), command.clone());
        let decided = self.subject.link.call::<Decided>(command).await;
        let arrived = self.collect();
        let decided = match decided {
            Ok(decided) => decided,
            // Who failed after the request was out has sent it all the same; and to fail is one way of
            // refusing.
            Err(LinkError::Failed(_)) if arrived > 0 || decides == Decides::Refuses => {
                Decided::Untold
            }
            Err(error) => return Err(error.into()),
        };
        self.transcript.decided(self.clock.now(), told, decided);
        self.decided.insert(channel, decided);
        if decided == Decided::Refused && decides != Decides::Refuses {
            self.refusals.push("the sender refuses a notification that may be sent".into());
        }
        self.expect(told, decides, decided);
        Ok(())
    }

    fn expect(&mut self, told: Index, expected: Decides, found: Decided) {
        let fits = match expected {
            Decides::Anything => true,
            Decides::Done => found == Decided::Done,
            Decides::Retry(least) => is_retry(found, least),
            Decides::Drop => found == Decided::Drop,
            Decides::GiveUpOrRetry(least) => found == Decided::GiveUp || is_retry(found, least),
            Decides::GiveUp => found == Decided::GiveUp,
            Decides::Fails => found != Decided::Done,
            Decides::Refuses => found == Decided::Refused,
            Decides::Withholds => found == Decided::Withheld,
        };
        if !fits && found != Decided::Untold {
            self.unmet.push(format!("command {told}: expected {expected:?}, but found {found:?}"));
        }
    }

    // ---- time and traffic -------------------------------------------------------------

    async fn advance(&mut self, seconds: u64) -> Result<(), End> {
        // In the first hours, where the documents count seconds, it is known to the second when a
        // message was sent again; later on, steps are as coarse as 3000 of them make it.
        const FINE: u64 = 2 * 60 * 60;
        let coarse = (seconds.saturating_sub(FINE) / 3000).max(1);
        let mut left = seconds;
        while left > 0 {
            let passed = seconds - left;
            let advance = left.min(if passed < FINE { 1 } else { coarse });
            self.service.advance(Span::seconds(advance));
            self.subject.link.call::<Nothing>(Command::Clock { advance_seconds: advance }).await?;
            self.clock.advance(Span::seconds(advance));
            self.collect();
            left -= advance;
        }
        Ok(())
    }

    async fn settle(&mut self) -> Result<(), End> {
        self.subject.link.call::<Nothing>(Command::Settle).await?;
        self.collect();
        self.transcript.settled(self.clock.now());
        Ok(())
    }

    /// Records what arrived since the last time, and says how much that is.
    fn collect(&mut self) -> usize {
        let mut exchanges = self.service.take();
        exchanges.retain(|exchange| {
            let target = exchange.target.strip_suffix("/callback").unwrap_or(&exchange.target);
            !self.retired.contains(target)
        });
        for exchange in &exchanges {
            let now = self.clock.now();
            let at = self.transcript.asked(
                now,
                Sent {
                    method: &exchange.method,
                    target: &exchange.target,
                    headers: lent(&exchange.headers),
                    body: &exchange.body,
                    credentials: exchange.credentials,
                    form: Form::Usual,
                },
            );
            let (status, headers) = (exchange.status, lent(&exchange.answer));
            self.transcript.answered(now, at, (status, 1), headers, &exchange.answer_body);
            *self.posts.entry(exchange.target.clone()).or_default() += 1;
        }
        exchanges.len()
    }
}

const fn is_retry(decided: Decided, least: u64) -> bool {
    matches!(decided, Decided::Retry { after_seconds } if after_seconds >= least)
}
