//! Plays a case against a subject, and records what happens. Nothing is judged here.

use std::time::{Duration, Instant};

use mpnspec_model::header::MessageId;
use mpnspec_model::transcript::{Span, Time, Transcript};
use mpnspec_suite::case::{Answer, Body, Id};

use crate::adapter::LinkError;

pub mod backend;
pub mod body;
pub mod device;
pub mod hub;
pub mod listener;
pub mod octets;
pub mod push_service;
pub(crate) mod secrets;
pub mod sender;

/// A case that was played, to its end or until something stopped it.
#[derive(Debug)]
pub struct Played {
    /// What happened.
    pub transcript: Transcript,
    /// How it ended.
    pub end: End,
    /// Where what happened is not what the case expects, in words. For our own peers that is an
    /// error of the suite; for anybody else the judge decides.
    pub unmet: Vec<String>,
}

/// How a case ended.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum End {
    /// All its steps were taken.
    Complete,
    /// The subject said that it cannot do this.
    Unimplemented(String),
    /// What the case starts from could not be arranged.
    CouldNotRun(String),
    /// The subject did not do in time what it was told to.
    TimedOut(String),
    /// The subject ended in the middle, or talked nonsense.
    Crashed(String),
}

impl From<LinkError> for End {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Unimplemented(why) => Self::Unimplemented(why),
            LinkError::Failed(why) | LinkError::Unreachable(why) => Self::CouldNotRun(why),
            LinkError::TimedOut(why) => Self::TimedOut(why),
            LinkError::Crashed(why) | LinkError::Nonsense(why) => Self::Crashed(why),
        }
    }
}

/// Plays the steps of a case, which may take so long, and says how that ended.
async fn ended(steps: impl Future<Output = Result<(), End>>, limit: Duration) -> End {
    match tokio::time::timeout(limit, steps).await {
        Ok(Ok(())) => End::Complete,
        Ok(Err(end)) => end,
        Err(_) => End::TimedOut(format!("the case was not over within {} s", limit.as_secs_f64())),
    }
}

/// The clock of a case: virtual where the subject's is, else real.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    started: Instant,
    is_virtual: bool,
    advanced: Span,
}

impl Clock {
    /// A clock that stands at zero.
    #[must_use]
    pub fn new(is_virtual: bool) -> Self {
        Self { started: Instant::now(), is_virtual, advanced: Span(0) }
    }

    /// The moment that it shows.
    #[must_use]
    pub fn now(&self) -> Time {
        let real = if self.is_virtual { Duration::ZERO } else { self.started.elapsed() };
        Time(u64::try_from(real.as_millis()).unwrap_or(u64::MAX)) + self.advanced
    }

    /// Moves it forward.
    pub fn advance(&mut self, span: Span) {
        self.advanced = Span(self.advanced.0.saturating_add(span.0));
    }
}

/// What the messages of a case are numbered with: the same for the same seed and case.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    seed: u64,
    drawn: u64,
}

impl Numbers {
    /// The numbers of one case in a run with this seed.
    #[must_use]
    pub fn new(seed: u64, case: &str) -> Self {
        // FNV-1a: the id of the case goes in, so that no two cases share a number.
        let hash = case.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, octet| {
            (hash ^ u64::from(octet)).wrapping_mul(0x0100_0000_01b3)
        });
        Self { seed: seed ^ hash, drawn: 0 }
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        // SplitMix64.
        self.drawn = self.drawn.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed.wrapping_add(self.drawn);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A message id, if one is wanted.
    pub fn message_id(&mut self, id: Id) -> Option<String> {
        match id {
            Id::None => None,
            Id::Fresh => {
                let bits = u128::from(self.draw()) << 64 | u128::from(self.draw());
                Some(MessageId::new(bits).to_string())
            }
            Id::Text(text) => Some(text.into()),
        }
    }
}

/// Fields as a transcript takes them.
fn lent(fields: &[(String, Vec<u8>)]) -> impl Iterator<Item = (&str, &[u8])> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_slice()))
}

/// Where to connect to for an authority, whose port is 80 unless it says otherwise.
pub(crate) fn place(authority: &str) -> String {
    let has_port = authority.rsplit(':').next().is_some_and(|port| port.parse::<u16>().is_ok());
    if has_port { authority.to_owned() } else { format!("{authority}:80") }
}

/// What differs between an answer and what a case expects of it.
fn unmet(
    expected: &Answer,
    status: u16,
    field: impl Fn(&str) -> Option<Vec<u8>>,
) -> Option<String> {
    if !expected.status.iter().any(|(low, high)| (*low..=*high).contains(&status)) {
        return Some(format!("expected a status in {:?}, but found {status}", expected.status));
    }
    expected.fields.iter().find_map(|(name, values)| {
        let found = field(name);
        let fits = match &found {
            Some(found) => values.iter().any(|value| value.as_bytes().eq_ignore_ascii_case(found)),
            None => values.contains(&"N/A"),
        };
        let found = found.map(|found| String::from_utf8_lossy(&found).into_owned());
        (!fits).then(|| format!("expected {name} in {values:?}, but found {found:?}"))
    })
}

/// The octets of a body, for the post of this number.
fn body(body: Body, number: usize) -> Vec<u8> {
    body::octets(body, number)
}
