//! What a backend asks of the hub, as it comes into the transcript.

use std::time::Instant;

use mpnspec_model::adapter::{Command, Nothing};
use mpnspec_model::transcript::{Form, Lapse, Sent};

use super::Player;
use crate::adapter::LinkError;
use crate::play::End;

impl Player<'_> {
    /// Records what the hub was asked, and what it answered, up to a moment.
    pub(super) fn overhear(&mut self, until: Instant) {
        let heard = self.hub.take().into_iter();
        let mut events: Vec<_> = std::mem::take(&mut self.open)
            .into_iter()
            .map(|(at, exchange)| (exchange.answered_at, Some(at), exchange))
            .chain(heard.map(|exchange| (exchange.asked_at, None, exchange)))
            .collect();
        let now = self.clock.now();
        while let Some(next) =
            events.iter().enumerate().min_by_key(|(_, (at, ..))| *at).map(|(next, _)| next)
        {
            let (at, asked, exchange) = events.remove(next);
            match asked {
                None => {
                    *self.calls.entry(exchange.call).or_default() += 1;
                    self.promised = false;
                    let asked = self.transcript.consulted(
                        now,
                        Sent {
                            method: &exchange.method,
                            target: &exchange.target,
                            headers: exchange
                                .headers
                                .iter()
                                .map(|(name, value)| (name.as_str(), value.as_slice())),
                            body: &exchange.body,
                            credentials: exchange.credentials,
                            form: Form::Usual,
                        },
                    );
                    events.push((exchange.answered_at, Some(asked), exchange));
                }
                Some(asked) if at > until => self.open.push((asked, exchange)),
                Some(asked) => match &exchange.answer {
                    Some((status, fields, body)) => {
                        let fields =
                            fields.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
                        self.transcript.answered(now, asked, (*status, 1), fields, body);
                    }
                    None => {
                        self.transcript.unanswered(now, asked, Lapse::Closed);
                    }
                },
            }
        }
    }

    pub(super) async fn settle(&mut self) -> Result<(), End> {
        match self.subject.link.call::<Nothing>(Command::Settle).await {
            Ok(_) | Err(LinkError::Unimplemented(_)) => {}
            Err(error) => return Err(error.into()),
        }
        self.overhear(Instant::now());
        // What the hub is about to answer is known already, and so is that nobody has waited for it.
        if let Some(last) = self.open.iter().map(|(_, exchange)| exchange.answered_at).max() {
            self.overhear(last);
        }
        self.transcript.settled(self.clock.now());
        Ok(())
    }
}
