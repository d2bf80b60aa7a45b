//! What a device is told.

use super::{Ask, Given, Judge, Whose, finding};
use crate::answer::Field;
use crate::backend::due::Standing;
use crate::backend::{Due, HUB_SECRET, Heard, Wish, answers};
use crate::dispute::{D56_EARLY, D59_A, D59_B, Stance};
use crate::judge::rule_on_cells;
use crate::registration::{IdForm, IdReply};
use crate::requirement::*;
use crate::ruling::{Expected, Finding, escaped};
use crate::transcript::{Index, Response, Transcript};

impl<'t> Judge<'t> {
    /// The hub was called for a device.
    pub(super) fn called(&mut self, ask: Index, excuses: bool, at: Index) {
        let Some(ask) = self.asks.get_mut(&ask) else { return };
        ask.under_way = ask.under_way.saturating_add(1);
        ask.excused |= excuses;
        if let Given::Early(told) = ask.given {
            ask.given = Given::Over;
            if !ask.excused {
                early(&mut self.rulings, self.terms, told, at);
            }
        }
    }

    /// A device was given an answer.
    pub(super) fn told(
        &mut self,
        transcript: &'t Transcript,
        to: Index,
        response: Response<'t>,
        at: Index,
    ) {
        let Some(mut ask) = self.asks.remove(&to) else { return };
        if ask.given != Given::Nothing {
            self.asks.insert(to, ask);
            return;
        }
        keeps_secrets(&mut self.rulings, &response, at, to);
        self.find_the_id(&mut ask, &response);
        ask.given = Given::Over;
        self.rule_on(transcript, &mut ask, response, at);
        self.asks.insert(to, ask);
    }

    /// Of several requests for ids at the same time, each belongs to the call whose id it was given.
    fn find_the_id(&mut self, ask: &mut Ask, response: &Response<'_>) {
        if !matches!(ask.wish, Wish::NewId { .. }) {
            return;
        }
        let Ok(given) = IdReply::read(response.body) else { return };
        if ask.minted.as_ref() == Some(&given.id) {
            return;
        }
        let made = |other: &&mut Ask| {
            other.minted.as_ref() == Some(&given.id) && (other.is_open() || other.under_way > 0)
        };
        if let Some(other) = self.asks.values_mut().find(made) {
            ask.exchange(other);
            for (_, whose) in self.calls.values_mut() {
                *whose = match *whose {
                    Whose::Device(at) if at == ask.at => Whose::Device(other.at),
                    Whose::Device(at) if at == other.at => Whose::Device(ask.at),
                    whose => whose,
                };
            }
        }
    }

    fn rule_on(
        &mut self,
        transcript: &'t Transcript,
        ask: &mut Ask,
        response: Response<'t>,
        at: Index,
    ) {
        if ask.excused {
            return;
        }
        let heard = ask.heard.map(|(heard, _)| heard);
        let success = matches!(response.status, 200..=299);
        let standing = ask.standing;
        if heard.is_none() && ask.under_way > 0 {
            if success {
                return early(&mut self.rulings, self.terms, at, ask.at);
            }
            // Who gives up waiting has heard nothing.
            if let Some(due) = Due::to(&ask.wish, Standing::Entitled, Some(Heard::Failed)) {
                self.rule_on_row(transcript, due, (at, ask.at), ask.at, response);
            }
            return;
        }
        let Some(due) = Due::to(&ask.wish, standing, heard) else { return };
        if heard.is_none()
            && success
            && !matches!(due, Due::Stranger | Due::UnknownPlatform | Due::BadBody)
        {
            ask.given = Given::Early(at);
            return;
        }
        let because = ask.heard.map_or(ask.at, |(_, at)| at);
        if ask.odd_expiry && due == Due::Registered {
            // Who cannot read the expiry fails at that, and at nothing else.
            return self.rule(success, ANY_EXPIRATION_TIME_IS_READ, "success", at, because);
        }
        self.rule_on_row(transcript, due, (at, because), ask.at, response);
        match due {
            Due::UnknownPlatform => self.rulings.uphold(UNKNOWN_PLATFORM_MAKES_NO_CALL, at),
            Due::Stranger => self.rulings.uphold(STRANGERS_REACH_NO_HUB, at),
            Due::ForbiddenTag if heard.is_none() => self.rulings.uphold(TAGS_ARE_AUTHORIZED, at),
            _ => {}
        }
        if heard == Some(Heard::Done) && success {
            self.rulings.uphold(ANSWERS_AFTER_THE_HUB, at);
            self.rulings.uphold(THE_BACKEND_CALLS_THE_HUB, at);
            if matches!(ask.wish, Wish::NewId { .. }) {
                self.id(&response, (at, because));
            }
        }
        let may_wait = matches!(response.status, 429 | 503) && ask.told_to_wait;
        if may_wait && matches!(due, Due::Delayed | Due::RegistrationDelayed) {
            rule_on_cells(
                &mut self.rulings,
                self.terms.profile,
                answers::SAYS_WHEN,
                (&response, &response),
                (at, because),
            );
        }
    }

    fn rule_on_row(
        &mut self,
        transcript: &'t Transcript,
        due: Due,
        (at, because): (Index, Index),
        asked: Index,
        response: Response<'t>,
    ) {
        let (Some(row), Some(request)) = (answers::to(due), transcript.request(asked)) else {
            return;
        };
        let messages = (&request, &response);
        rule_on_cells(&mut self.rulings, self.terms.profile, row.cells, messages, (at, because));
    }

    /// The id in the answer to a POST.
    fn id(&mut self, response: &Response<'_>, (at, because): (Index, Index)) {
        let finding = |requirement, expected, found: &[u8]| {
            let finding = finding(requirement, Field::Body, expected, at, because);
            Finding { found: Some(escaped(found, 120).into()), ..finding }
        };
        let Ok(reply) = IdReply::read(response.body) else {
            let finding = finding(AN_ID_IS_A_JSON_STRING, "a JSON string", response.body);
            return self.rulings.find(Stance::Holds, finding);
        };
        let reading = if reply.form == IdForm::Quoted { D59_A } else { D59_B };
        match self.terms.profile.stance(reading) {
            Stance::Holds => self.rulings.uphold(AN_ID_IS_A_JSON_STRING, at),
            stance => {
                let finding = finding(
                    AN_ID_IS_A_JSON_STRING,
                    "a JSON string, in quotation marks",
                    response.body,
                );
                self.rulings.find(stance.turned(), finding);
            }
        }
        if self.minted.remove(&reply.id) || self.shown.contains_key(&reply.id) {
            self.rulings.uphold(A_POST_GIVES_THE_HUBS_ID, at);
        } else {
            let finding =
                finding(A_POST_GIVES_THE_HUBS_ID, "the id that the hub made", response.body);
            self.rulings.find(Stance::Holds, finding);
        }
    }

    fn rule(
        &mut self,
        kept: bool,
        requirement: Requirement,
        expected: &'static str,
        at: Index,
        because: Index,
    ) {
        if kept {
            return self.rulings.uphold(requirement, at);
        }
        self.rulings
            .find(Stance::Holds, finding(requirement, Field::Status, expected, at, because));
    }

    /// A device was given no answer.
    pub(super) fn told_nothing(&mut self, to: Index, at: Index) {
        let Some(ask) = self.asks.get_mut(&to) else { return };
        let was = core::mem::replace(&mut ask.given, Given::Over);
        if was != Given::Nothing || ask.excused {
            return;
        }
        let heard = ask.heard.map(|(heard, _)| heard);
        let due = Due::to(&ask.wish, ask.standing, heard);
        let Some(cell) = due.and_then(answers::to).and_then(|row| row.cells.last()) else { return };
        let because = ask.heard.map_or(to, |(_, at)| at);
        let finding = Finding::new(cell.requirement, Field::Status, Expected::Answer, at, because);
        self.rulings.find(Stance::Holds, finding);
    }
}

/// Success was told before the hub had answered.
fn early(
    rulings: &mut crate::ruling::Rulings,
    terms: crate::judge::Terms<'_>,
    at: Index,
    because: Index,
) {
    let stance = terms.profile.stance(D56_EARLY).turned();
    let expected = "success after the hub has answered";
    let finding = finding(ANSWERS_AFTER_THE_HUB, Field::Moment, expected, at, because);
    rulings.find(stance, Finding { found: Some("success before it".into()), ..finding });
}

/// Nothing of the hub's key, nor of what is signed with it, is a device's business.
fn keeps_secrets(
    rulings: &mut crate::ruling::Rulings,
    response: &Response<'_>,
    at: Index,
    because: Index,
) {
    let has =
        |octets: &[u8]| octets.windows(HUB_SECRET.len()).any(|it| it == HUB_SECRET.as_bytes());
    let place = match response.headers.iter().find(|(_, value)| has(value)) {
        Some(_) => Some(Field::Message),
        None => has(response.body).then_some(Field::Body),
    };
    let Some(field) = place else { return rulings.uphold(NO_SECRET_REACHES_A_DEVICE, at) };
    let finding = finding(NO_SECRET_REACHES_A_DEVICE, field, "no secret of the hub", at, because);
    rulings.find(Stance::Holds, Finding { found: Some(HUB_SECRET.into()), ..finding });
}
