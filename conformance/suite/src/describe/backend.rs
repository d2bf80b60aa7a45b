//! Steps at a backend in plain words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::case::backend::{
    Body, By, Call, Changes, Handle, IdRequest, Registration, Says, Step, Tag,
};

use super::answered;

/// What happens in a step, in one line.
pub(super) fn step(step: &Step) -> String {
    match step {
        Step::Post(device, post, answer) => {
            format!("device {device:?} asks for an id{}; expect {}", asked(post), answered(answer))
        }
        Step::PostTogether(post, answer) => format!(
            "devices A and B ask for ids at the same time{}; expect {} for both",
            asked(post),
            answered(answer)
        ),
        Step::Put(device, put, answer) => {
            format!("device {device:?} registers {}; expect {}", registered(put), answered(answer))
        }
        Step::PutTogether(put, answer) => format!(
            "devices A and B register {} at the same time; expect {} for both",
            registered(put),
            answered(answer)
        ),
        Step::Delete(device, by, answer) => {
            let (by, answer) = (held(*by), answered(answer));
            format!("device {device:?} takes its registration back{by}; expect {answer}")
        }
        Step::Hub(call, [says]) => format!("given the hub, {}, {}", asked_next(*call), said(*says)),
        Step::Hub(call, says) => {
            let says: Vec<_> = says.iter().map(|says| said(*says)).collect();
            format!("given the hub, {}, {}", asked_next(*call), says.join(", then "))
        }
        Step::HubAlways(call, says) => {
            format!("given the hub, whenever {}, {}", asked_to(*call), said(*says))
        }
        Step::Expire(device) => format!("given the registration of device {device:?} expires"),
        Step::Stock(count) => format!("given {count} more registrations with the first tag"),
        Step::StockTemplates => {
            "given two registrations of one device, each with a template and the first tag".into()
        }
        Step::StockOther => "given a registration with another tag alone".into(),
        Step::Pages(count) => format!("given pages of no more than {count} registrations"),
        Step::AddTag(changes) => format!(
            "tell the backend to add a tag to whatever has the first tag; expect {}",
            changed(*changes)
        ),
        Step::AddTagToNone(changes) => format!(
            "tell the backend to add a tag to whatever has a tag that nothing has; expect {}",
            changed(*changes)
        ),
        Step::Has(device, tags) => format!(
            "expect the hub has the registration of device {device:?} with {}",
            tagged(tags)
        ),
        Step::HasNone(device) => format!("expect the hub has no registration of device {device:?}"),
        Step::WithNewTag(count) => format!("expect {count} registrations with the new tag"),
        Step::Called(call, count) => {
            format!("expect the hub was asked {count} times {}", asked_to(*call))
        }
        Step::Settle => "wait until the subject has nothing left to do".into(),
    }
}

fn asked(post: &IdRequest) -> String {
    let handle = if post.with_handle { " with its handle" } else { "" };
    let content = match post.content_type {
        Some(content) => format!(" as {content}"),
        None => " without a content type".into(),
    };
    format!("{handle}{content}{}", held(post.by))
}

fn held(by: By) -> &'static str {
    match by {
        By::First => "",
        By::Second => " for the second caller",
        By::Nobody => " without credentials",
        By::Stranger => " with credentials that nobody has",
    }
}

fn registered(put: &Registration) -> String {
    let handle = match put.handle {
        Handle::Own => "its handle",
        Handle::Renewed => "a renewed handle",
        Handle::Shared => "a handle that both devices have",
        Handle::Escaped => "a handle full of escapes",
        Handle::NoUri => "a handle that is no URI",
    };
    let body = match put.body {
        Body::Sound => "",
        Body::NoJson => ", in a body that is no JSON",
        Body::Empty => ", in an empty body",
        Body::Null => ", in a body that is null",
        Body::NoPlatform => ", with the platform missing",
        Body::NoHandle => ", with the handle missing",
        Body::NoTags => ", with the tags missing",
        Body::NullTags => ", with null for the tags",
        Body::SmallNames => ", with names in lower case",
        Body::TwiceTheFirst => ", with the first tag twice",
    };
    format!("{handle} for `{}` with {}{body}{}", put.platform, tagged(put.tags), held(put.by))
}

fn tagged(tags: &[Tag]) -> String {
    if tags.is_empty() {
        return "no tags".into();
    }
    let tags: Vec<_> = tags
        .iter()
        .map(|tag| match tag {
            Tag::First => "the first tag",
            Tag::Second => "the second tag",
            Tag::Forbidden => "a tag that nobody may have",
            Tag::OfAnother => "a tag of the second caller",
        })
        .collect();
    tags.join(" and ")
}

fn asked_to(call: Call) -> &'static str {
    match call {
        Call::Mint => "for an id",
        Call::Write => "to write a registration",
        Call::Delete => "to delete a registration",
        Call::List => "for a list",
        Call::Any => "for anything",
    }
}

fn asked_next(call: Call) -> String {
    format!("asked {} next", asked_to(call))
}

fn said(says: Says) -> String {
    match says {
        Says::ItsOwn => "answers as it does".to_string(),
        Says::Error(status) => format!("answers {status}"),
        Says::Wait(status, seconds) => format!("answers {status} with Retry-After: {seconds}"),
        Says::Late => "takes its time".into(),
        Says::Hangup => "closes the connection".into(),
        Says::DoneAndHangup => "does it and closes the connection".into(),
        Says::Expiry(text) => format!("names the expiry {text}"),
        Says::Meanwhile => "answers after somebody else added a tag".into(),
    }
}

const fn changed(changes: Changes) -> &'static str {
    match changes {
        Changes::Done => "that it is done",
        Changes::Fails => "an error",
    }
}
