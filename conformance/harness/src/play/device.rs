//! Plays a case against a device.

use std::time::Duration;

use mpnspec_model::adapter::{
    Command, Decided, Nothing, Register, Registered, RegisteredTogether, Stored,
};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Credentials, Form, Index, Sent, Transcript};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::device::{Ask, Outcome, Registration, Slot, Step};
use mpnspec_suite::case::{Case, Steps};

use self::backend::{Backend, Exchange};
use super::{Clock, End, Numbers, Played, ended, lent};
use crate::adapter::LinkError;
use crate::subject::Subject;

pub mod backend;
mod order;

/// What a worker keeps between the cases that it plays against a device.
pub struct Bench {
    backend: Backend,
}

impl Bench {
    /// A bench with a backend.
    ///
    /// # Errors
    ///
    /// It could not be started.
    pub async fn start(_authority: &Authority, _limit: Duration) -> Result<Self, WireError> {
        Ok(Self { backend: Backend::start().await? })
    }
}

/// Plays a case, which may take no longer than the limit, with the numbers of a seed.
pub async fn play(
    case: &Case,
    subject: &mut Subject,
    bench: &mut Bench,
    (seed, limit): (u64, Duration),
) -> Played {
    let steps = match case.steps {
        Steps::Device(steps) => steps,
        _ => &[],
    };
    let url = bench.backend.reset(Numbers::new(seed, case.id));
    let mut player = Player {
        subject,
        backend: &bench.backend,
        url,
        clock: Clock::new(false),
        transcript: Transcript::new(Role::Device),
        asked: Vec::new(),
        unmet: Vec::new(),
    };
    let end = ended(player.steps(steps), limit).await;
    Played { transcript: player.transcript, end, unmet: player.unmet }
}

struct Player<'a> {
    subject: &'a mut Subject,
    backend: &'a Backend,
    url: String,
    clock: Clock,
    transcript: Transcript,
    /// What the device has asked: the method, and the id that it named, if any.
    asked: Vec<(String, Option<String>)>,
    unmet: Vec<String>,
}

impl Player<'_> {
    async fn steps(&mut self, steps: &[Step]) -> Result<(), End> {
        self.subject.link.call::<Nothing>(Command::Reset).await?;
        for step in steps {
            self.step(step).await?;
        }
        self.subject.link.call::<Nothing>(Command::Settle).await?;
        self.collect();
        self.transcript.settled(self.clock.now());
        Ok(())
    }

    async fn step(&mut self, step: &Step) -> Result<(), End> {
        match step {
            Step::Ids(replies) => self.backend.script_ids(replies, None),
            Step::EveryId(reply) => self.backend.script_ids(&[], Some(*reply)),
            Step::Puts(replies) => self.backend.script_puts(replies, None),
            Step::EveryPut(reply) => self.backend.script_puts(&[], Some(*reply)),
            Step::Expire => self.backend.expire(),
            Step::Register(slot, registration, outcome) => {
                self.register(*slot, registration, *outcome).await?;
            }
            Step::Together(registrations) => self.together(registrations).await?,
            Step::Restart => {
                self.subject.link.call::<Nothing>(Command::Restart).await?;
                self.transcript.told(self.clock.now(), Command::Restart);
            }
            Step::Stored(slots) => self.stored(slots).await?,
            Step::Asked(asked) => self.expect_asked(asked),
        }
        Ok(())
    }

    // ---- telling ----------------------------------------------------------------------

    fn told(&self, slot: Slot, registration: &Registration) -> Register {
        Register {
            backend: self.url.clone(),
            handle: registration.handle.into(),
            tags: registration.tags.iter().map(|&tag| tag.into()).collect(),
            template: slot.template().map(Into::into),
        }
    }

    async fn register(
        &mut self,
        slot: Slot,
        registration: &Registration,
        outcome: Outcome,
    ) -> Result<(), End> {
        let command = Command::Register(self.told(slot, registration));
        let told = self.transcript.told(self.clock.now(), command.clone());
        let registered = self.subject.link.call::<Registered>(command).await;
        self.collect();
        let registered = match registered {
            // That it fails with an exception is one way of failing.
            Err(LinkError::Failed(why)) => Registered::Failed { why },
            registered => registered?,
        };
        let found = self.decided(told, &registered);
        if outcome != Outcome::Either && outcome != found {
            self.unmet
                .push(format!("command {told}: expected {outcome:?}, but found {registered:?}"));
        }
        Ok(())
    }

    async fn together(&mut self, registrations: &[(Slot, Registration)]) -> Result<(), End> {
        let registrations: Vec<_> =
            registrations.iter().map(|(slot, what)| self.told(*slot, what)).collect();
        let (count, told_all) = (registrations.len(), registrations.clone());
        let command = Command::RegisterTogether { registrations };
        let told = self.transcript.told(self.clock.now(), command.clone());
        let registered = self.subject.link.call::<RegisteredTogether>(command).await;
        self.record(order::one_after_the_other(self.backend.take(), &told_all));
        let outcomes = match registered {
            Err(LinkError::Failed(why)) => vec![Registered::Failed { why }; count],
            registered => registered?.outcomes,
        };
        if outcomes.len() != count {
            let found = outcomes.len();
            return Err(End::Crashed(format!("expected {count} outcomes, but found {found}")));
        }
        for registered in outcomes {
            if self.decided(told, &registered) != Outcome::Registered {
                self.unmet
                    .push(format!("command {told}: expected success, but found {registered:?}"));
            }
        }
        Ok(())
    }

    fn decided(&mut self, told: Index, registered: &Registered) -> Outcome {
        let (decided, outcome) = match registered {
            Registered::Registered => (Decided::Done, Outcome::Registered),
            Registered::Failed { .. } => (Decided::GiveUp, Outcome::Failed),
        };
        self.transcript.decided(self.clock.now(), told, decided);
        outcome
    }

    async fn stored(&mut self, slots: &[(Slot, Option<usize>)]) -> Result<(), End> {
        let Stored { ids } = self.subject.link.call(Command::Stored).await?;
        let handed = self.backend.handed();
        for (slot, nth) in slots {
            let name = slot.template().unwrap_or_default();
            let found = ids.get(name).filter(|id| !id.is_empty());
            let expected = nth.and_then(|nth| handed.get(nth - 1));
            if found != expected {
                self.unmet.push(format!("expected {expected:?} for {slot:?}, but found {found:?}"));
            }
        }
        self.transcript.kept(self.clock.now(), ids);
        Ok(())
    }

    // ---- traffic ----------------------------------------------------------------------

    fn expect_asked(&mut self, expected: &[Ask]) {
        let handed = self.backend.handed();
        let expected: Vec<_> = expected
            .iter()
            .map(|ask| match ask {
                Ask::Id => ("POST".to_owned(), None),
                Ask::Put(nth) => ("PUT".to_owned(), handed.get(nth - 1).cloned()),
            })
            .collect();
        if self.asked != expected {
            self.unmet.push(format!("expected {expected:?}, but found {:?}", self.asked));
        }
    }

    /// Records what arrived since the last time.
    fn collect(&mut self) {
        self.record(self.backend.take());
    }

    fn record(&mut self, exchanges: Vec<Exchange>) {
        for exchange in exchanges {
            let now = self.clock.now();
            let at = self.transcript.asked(
                now,
                Sent {
                    method: &exchange.method,
                    target: &exchange.target,
                    headers: lent(&exchange.headers),
                    body: &exchange.body,
                    credentials: Credentials::Unseen,
                    form: Form::Usual,
                },
            );
            match exchange.lapse {
                Some(lapse) => self.transcript.unanswered(now, at, lapse),
                None => {
                    let (status, headers) = (exchange.status, lent(&exchange.answer));
                    self.transcript.answered(now, at, (status, 1), headers, &exchange.answer_body)
                }
            };
            let id = exchange.id(&self.url);
            self.asked.push((exchange.method, id));
        }
    }
}
