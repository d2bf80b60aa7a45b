//! The command line of a sender.

use std::borrow::Cow;

use mpnspec_model::adapter::Send;
use mpnspec_model::payload::{Payload, Toast};

const CHANNEL: &str = "{channel_uri}";

/// A line that does not say where the channel URI belongs has it at its end.
pub(super) fn complete(words: &mut Vec<String>) {
    if !words.iter().any(|word| word.contains(CHANNEL)) {
        words.push(CHANNEL.into());
    }
}

pub(super) fn capabilities(has: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let mut capabilities = Vec::new();
    if has("{text1}") && has("{text2}") {
        capabilities.push("toast");
    }
    let one_each =
        [("{param}", "param"), ("{interval}", "interval"), ("{message_id}", "message-id")];
    let declared = one_each.into_iter().filter(|(placeholder, _)| has(placeholder));
    capabilities.extend(declared.map(|(_, capability)| capability));
    capabilities
}

/// What the placeholders stand for.
pub(super) fn values<'a>(send: &'a Send, interval: &'a str) -> [(&'static str, &'a str); 6] {
    let toast = match &send.notification {
        Some(Payload::Toast(toast)) => Some(toast),
        _ => None,
    };
    let part = |part: for<'t> fn(&'t Toast<'static>) -> Option<&'t Cow<'static, str>>| {
        toast.and_then(part).map_or("", |text| &**text)
    };
    [
        (CHANNEL, &*send.channel),
        ("{text1}", part(|toast| toast.text1.as_ref())),
        ("{text2}", part(|toast| toast.text2.as_ref())),
        ("{param}", part(|toast| toast.param.as_ref())),
        ("{interval}", interval),
        ("{message_id}", send.message_id.as_deref().unwrap_or_default()),
    ]
}
