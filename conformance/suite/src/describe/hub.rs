//! Steps at a hub in plain words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use mpnspec_model::transcript::Flaw;

use super::short;
use crate::case::hub::{
    Body, Call, Condition, Form, Id, Paging, Place, Spelling, Statuses, Step, Tags, Token,
};

/// What happens in a step, in one line.
pub(super) fn step(step: &Step) -> String {
    match step {
        Step::Needs(capability) => format!("given a hub that can `{capability}`"),
        Step::Ask(call, statuses) => format!("{}; expect {}", asked(call), expected(statuses)),
        Step::Lose(call) => format!("{}; the answer gets lost", asked(call)),
        Step::Walk(call, with, without) => {
            let mut text = format!("{}, page by page; expect", asked(call));
            text += &match with {
                [] => " a list".to_string(),
                ids => format!(" {}", names(ids)),
            };
            if !without.is_empty() {
                text += &format!(", and not {}", names(without));
            }
            text
        }
        Step::Reads(id, body) => format!("read {}; expect {}", named(*id), written(body)),
        Step::Fill(body, count) => format!("create {count} registrations, each {}", written(body)),
        Step::Expire(id) => format!("given the time of registration {} is over", named(*id)),
        Step::Throttle(true) => "given the hub throttles its callers".into(),
        Step::Throttle(false) => "given the hub throttles no longer".into(),
        Step::Advance(seconds) => format!("wait {seconds} s, by the virtual clock"),
    }
}

fn asked(call: &Call) -> String {
    let mut text = match (call.method, call.place) {
        (_, Place::Mint(id)) => format!("mint id {}", named(id)),
        (_, Place::OtherHub) => "mint an id at a hub that does not exist".into(),
        (_, Place::Messages) => "send a notification".into(),
        ("POST", Place::All(_)) => "create a registration".into(),
        ("PUT", Place::One(id)) => format!("put registration {}", named(id)),
        ("DELETE", Place::One(id)) => format!("delete registration {}", named(id)),
        (_, Place::One(id)) => format!("read registration {}", named(id)),
        (_, Place::All(_)) => "list all registrations".into(),
        (_, Place::Tagged(tag)) => format!("list those with the tag {tag:?}"),
        (_, Place::WithHandle(field, platform, handle)) => {
            format!("list those whose {} is the {handle:?} of {platform}", field.name())
        }
        (_, Place::WithHandleTwice(field, platform, handle)) => format!(
            "list those whose {} is the {handle:?} of {platform}, encoded twice",
            field.name()
        ),
        (_, Place::Filter(filter)) => format!("list by the filter `{filter}`"),
    };
    if let Some(body) = &call.body {
        text += &format!(" with {}", written(body));
    }
    if let Some(condition) = call.condition {
        text += match condition {
            Condition::Any => ", `If-Match: *`",
            Condition::QuotedAny => ", `If-Match: \"*\"`",
            Condition::Weak => ", If-Match the ETag as it came",
            Condition::Strong => ", If-Match the ETag without `W/`",
            Condition::Bare => ", If-Match the bare number",
            Condition::Stale => ", If-Match an ETag that is no more",
        };
    }
    if let Some(top) = call.top {
        text += &format!(", {top} on a page");
    }
    text += match call.paging {
        Paging::AsItCame => "",
        Paging::EncodedAgain => ", tokens encoded twice",
        Paging::Capitals => ", tokens as `ContinuationToken`",
    };
    text + &spelt(call.spelling) + who(call.token)
}

fn spelt(spelling: Spelling) -> String {
    match spelling {
        Spelling::Usual => String::new(),
        Spelling::Capitals => ", with capitals in the path".into(),
        Spelling::Slash => ", with a slash before the query".into(),
        Spelling::OtherOrder => ", with the options in another order".into(),
        Spelling::EncodedNames => ", with names of options encoded".into(),
        Spelling::Version(version) => format!(", as of {version}"),
        Spelling::Unversioned => ", without `x-ms-version`".into(),
        Spelling::ContentType(text) => format!(", as `{text}`"),
        Spelling::Traced => ", with a `TrackingId`".into(),
    }
}

const fn who(token: Token) -> &'static str {
    match token {
        Token::Full => "",
        Token::Namespace => ", by a token for the namespace",
        Token::Uri => ", by a token for the URI",
        Token::Capitals => ", by a token with `%3A`",
        Token::Shuffled => ", by a token in another order",
        Token::Listen => ", by a key for listening",
        Token::Send => ", by a key for sending",
        Token::None => ", without a token",
        Token::Bad(Flaw::Malformed) => ", by a token without `skn`",
        Token::Bad(Flaw::Key) => ", by a token of an unknown key",
        Token::Bad(Flaw::Signature) => ", by a token with another signature",
        Token::Bad(Flaw::Audience) => ", by a token for another hub",
        Token::Bad(Flaw::Expired) => ", by a token that is over",
    }
}

fn written(body: &Body) -> String {
    let kind = if body.template.is_some() { "template" } else { "registration" };
    let mut text = format!("a {kind} for {}, the {:?} handle", body.platform, body.handle);
    text += &match body.tags {
        Tags::None => String::new(),
        Tags::Of(tags) => format!(", tags {tags:?}"),
        Tags::Text(list) => format!(", tags {}", short(list)),
        Tags::Count(count) => format!(", {count} tags"),
        Tags::Long(length) => format!(", a tag of {length} characters"),
        Tags::Large => ", 10,000 characters of tags".into(),
    };
    text += match body.form {
        Form::Usual => "",
        Form::Full => ", in a full envelope",
        Form::Prefixed => ", with prefixes",
        Form::Polymorphic => ", its root told by `i:type`",
        Form::Backwards => ", elements backwards",
        Form::Nil => ", with nil elements",
        Form::EmptyTags => ", with `<Tags/>`",
        Form::ReadOnly => ", with an ETag of its own",
        Form::Escaped => ", its template escaped",
        Form::Truncated => ", cut off",
        Form::Https => ", from a namespace with https",
        Form::NoHandle => ", without its handle",
        Form::Relative => ", its handle a relative URI",
        Form::Json => ", as JSON",
    };
    text
}

fn expected(statuses: &Statuses) -> String {
    let one = |(low, high): &(u16, u16)| {
        if low == high { low.to_string() } else { format!("{low} to {high}") }
    };
    statuses.iter().map(one).collect::<Vec<_>>().join(" or ")
}

fn names(ids: &[Id]) -> String {
    ids.iter().map(|id| named(*id)).collect::<Vec<_>>().join(", ")
}

fn named(id: Id) -> String {
    match id {
        Id::MadeUp => "made up".into(),
        Id::Text(text) => format!("`{text}`"),
        id => format!("{id:?}"),
    }
}
