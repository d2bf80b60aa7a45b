//! Steps at a device in plain words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::short;
use crate::case::device::{Ask, Form, Loss, Outcome, Registration, Reply, Slot, Step};

/// What happens in a step, in one line.
pub(super) fn step(step: &Step) -> String {
    match step {
        Step::Ids(replies) => {
            format!("given our backend will answer requests for an id with {}", replied(replies))
        }
        Step::EveryId(reply) => {
            format!(
                "given our backend answers every request for an id with {}",
                reply_to_all(reply)
            )
        }
        Step::Puts(replies) => {
            format!("given our backend will answer registrations with {}", replied(replies))
        }
        Step::EveryPut(reply) => {
            format!("given our backend answers every registration with {}", reply_to_all(reply))
        }
        Step::Expire => "given every id that was handed out so far is gone".into(),
        Step::Register(slot, registration, outcome) => {
            format!("tell it to register {}; {}", registered(*slot, registration), came(*outcome))
        }
        Step::Together(registrations) => {
            let all = registrations.iter().map(|(slot, what)| registered(*slot, what));
            let all: Vec<_> = all.collect();
            format!("tell it to register at the same time {}; expect success", all.join(", and "))
        }
        Step::Restart => "the device loses its memory, and starts again".into(),
        Step::Stored([]) => "look into its storage".into(),
        Step::Stored(slots) => {
            let slots: Vec<_> = slots
                .iter()
                .map(|(slot, id)| match id {
                    Some(id) => format!("id {id} for {}", named(*slot)),
                    None => format!("none for {}", named(*slot)),
                })
                .collect();
            format!("expect in its storage {}", slots.join(", "))
        }
        Step::Asked([]) => "expect it has asked nothing".into(),
        Step::Asked(asked) => {
            let asked: Vec<_> = asked
                .iter()
                .map(|ask| match ask {
                    Ask::Id => "POST for an id".to_string(),
                    Ask::Put(id) => format!("PUT with id {id}"),
                })
                .collect();
            format!("expect it has asked {}", asked.join(", "))
        }
    }
}

fn named(slot: Slot) -> String {
    slot.template().map_or_else(|| "itself".into(), |name| format!("the template {name}"))
}

fn registered(slot: Slot, registration: &Registration) -> String {
    let tags: Vec<_> = registration.tags.iter().map(|tag| short(tag)).collect();
    let tags = if tags.is_empty() { "no tags".into() } else { format!("tags {}", tags.join(", ")) };
    format!("{} (handle {}, {tags})", named(slot), short(registration.handle))
}

const fn came(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Registered => "expect success",
        Outcome::Failed => "expect failure",
        Outcome::Either => "whatever comes of it",
    }
}

fn replied(replies: &[Reply]) -> String {
    replies.iter().map(reply).collect::<Vec<_>>().join(", then ")
}

fn reply_to_all(one: &Reply) -> String {
    format!("{}, from now on", reply(one))
}

fn reply(reply: &Reply) -> String {
    match reply {
        Reply::Usual => "what is usual".into(),
        Reply::Id(form) => format!("200 and {}", written(*form)),
        Reply::Named(id) => format!("200 and the id {}", short(id)),
        Reply::IdWith(status) => format!("{status} and an id"),
        Reply::Status(status) => status.to_string(),
        Reply::Body(status, body) => format!("{status} and {}", short(body)),
        Reply::Moved(status) => format!("{status} and another place"),
        Reply::Trickled => "what is usual, octet by octet".into(),
        Reply::Lost(loss) => lost(*loss).into(),
    }
}

const fn written(form: Form) -> &'static str {
    match form {
        Form::Bare => "a bare id",
        Form::BareLine => "a bare id on a line",
        Form::Escaped => "an id whose every character is escaped",
        Form::Padded => "an id between blanks",
        Form::Empty => "an empty id",
        Form::Nothing => "no body",
    }
}

const fn lost(loss: Loss) -> &'static str {
    match loss {
        Loss::Closed => "the end of the connection",
        Loss::Cut => "half of what is usual",
        Loss::Stalled => "nothing, for ever",
    }
}
