//! What a push service did meanwhile: callbacks and deliveries, recorded and held against the case.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{Command, Deliveries, Nothing};
use mpnspec_model::header::Kind;
use mpnspec_model::transcript::{Credentials, Form, Sent, Span};
use mpnspec_suite::case::{Channel, Listener};

use super::{End, Player};
use crate::adapter::LinkError;

impl Player<'_> {
    pub(super) async fn settle(&mut self) -> Result<(), End> {
        match self.subject.link.call::<Nothing>(Command::Settle).await {
            Ok(_) => {}
            // Without an adapter nobody knows when a service has settled, and absence proves nothing.
            Err(LinkError::Unimplemented(_)) => return self.collect().await,
            Err(error) => return Err(error.into()),
        }
        self.collect().await?;
        self.transcript.settled(self.clock.now());
        Ok(())
    }

    /// Records what was called back and handed over since the last time.
    pub(super) async fn collect(&mut self) -> Result<(), End> {
        for call in self.bench.callbacks.take(self.number) {
            self.transcript.called_back(
                self.clock.now(),
                Sent {
                    method: &call.method,
                    target: &call.target,
                    headers: call
                        .headers
                        .iter()
                        .map(|(name, value)| (name.as_str(), value.as_slice())),
                    body: &call.body,
                    credentials: Credentials::Unseen,
                    form: Form::Usual,
                },
            );
            self.called.push(call.target);
        }
        if !self.subject.can("deliveries") {
            return Ok(());
        }
        for open in self.channels.values_mut() {
            let command = Command::Deliveries { channel: open.uri.clone() };
            // A channel that was made up has no device.
            let listed: Deliveries = match self.subject.link.call(command).await {
                Ok(listed) => listed,
                Err(LinkError::Failed(_)) => continue,
                Err(error) => return Err(error.into()),
            };
            for delivery in listed.deliveries.iter().skip(open.handed.len()) {
                let octets = STANDARD.decode(&delivery.body_base64).map_err(|error| {
                    End::Crashed(format!("expected base64 in `body_base64`, but found {error}"))
                })?;
                let at = open.opened + Span(delivery.at_ms);
                self.transcript.delivered(at, &open.uri, delivery.kind, &octets);
                open.handed.push((delivery.kind, octets));
            }
        }
        Ok(())
    }

    // ---- what the case itself expects -------------------------------------------------

    pub(super) fn expect_handed(
        &mut self,
        channel: Channel,
        expected: &[(Kind, usize)],
    ) -> Result<(), End> {
        let body =
            |number: usize| self.posted.get(number.wrapping_sub(1)).cloned().unwrap_or_default();
        let mut wanted: Vec<_> =
            expected.iter().map(|(kind, number)| (*kind, body(*number))).collect();
        let mut found = self.at(channel)?.handed.clone();
        wanted.sort();
        found.sort();
        if wanted != found {
            let kinds: Vec<_> = found.iter().map(|(kind, _)| kind.name()).collect();
            self.unmet.push(format!(
                "expected the device to be handed {expected:?}, but found {kinds:?}"
            ));
        }
        Ok(())
    }

    pub(super) fn expect_called(&mut self, listener: Listener, times: usize) {
        let uri = self.bench.callbacks.uri(self.number, listener);
        let found = self.called.iter().filter(|target| **target == uri).count();
        if found != times {
            self.unmet
                .push(format!("expected {times} callbacks to {listener:?}, but found {found}"));
        }
    }
}
