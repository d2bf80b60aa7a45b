//! What a sender does right to refuse.

use alloc::string::ToString;
use alloc::vec::Vec;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::clauses::{self, Sent};
use crate::adapter::Command;
use crate::dispute::Profile;
use crate::edition::Edition;
use crate::header::{self, Interval, MessageId, NotificationClass, Target};
use crate::push_service::ask::CALLBACK_SUFFIX;
use crate::requirement::{Requirement, Role};
use crate::transcript::{self, Credentials, Form, Time, Transcript};

/// The rules that a request would break if the sender did exactly as it was told.
#[must_use]
pub fn by_doing(command: &Command, edition: Edition, profile: &Profile) -> Vec<Requirement> {
    let mut scratch = Transcript::new(Role::Sender);
    let Some(at) = write(command, &mut scratch) else { return Vec::new() };
    let Some(request) = scratch.request(at) else { return Vec::new() };
    let registers = matches!(command, Command::RegisterCallback { .. });
    let table = if registers { clauses::REGISTRATION } else { clauses::NOTIFICATION };
    let sent = Sent::read(request, Some(command), edition);
    let broken = table.iter().filter(|clause| matches!(clause.hold(&sent, profile), Some(Err(_))));
    broken.map(|clause| clause.requirement).collect()
}

/// Writes the request that a command asks for, sound in every way that the command leaves open.
fn write(command: &Command, scratch: &mut Transcript) -> Option<transcript::Index> {
    let nil = MessageId::NIL.to_string();
    let mut headers = Vec::new();
    let (target, body) = match command {
        Command::Send(send) => {
            let payload = send.notification.as_ref()?;
            let kind = payload.kind();
            let interval = match send.interval_seconds {
                Some(450) => Interval::Within450s,
                Some(900) => Interval::Within900s,
                _ => Interval::Immediate,
            };
            headers.push((header::CONTENT_TYPE, "text/xml".to_string()));
            headers.push((header::X_MESSAGE_ID, send.message_id.clone().unwrap_or(nil)));
            headers.push((
                header::X_NOTIFICATION_CLASS,
                NotificationClass { kind, interval }.to_string(),
            ));
            if let Some(Target::Toast | Target::Token) = Target::of(kind) {
                let target = if kind == header::Kind::Toast { "toast" } else { "token" };
                headers.push((header::X_WINDOWSPHONE_TARGET, target.to_string()));
            }
            (send.channel.clone(), payload.write())
        }
        Command::RegisterCallback { channel, callback_uri, message_base64 } => {
            headers.push((header::X_CALLBACK_URI, callback_uri.clone()));
            headers.push((header::CONTENT_TYPE, "application/octet-stream".to_string()));
            let body = STANDARD.decode(message_base64).ok()?;
            (channel.clone() + CALLBACK_SUFFIX, body)
        }
        _ => return None,
    };
    let authority = target.split("://").nth(1).and_then(|rest| rest.split('/').next());
    headers.push(("Host", authority.unwrap_or_default().to_string()));
    headers.push((header::CONTENT_LENGTH, body.len().to_string()));
    let sent = transcript::Sent {
        method: "POST",
        target: &target,
        headers: headers.iter().map(|(name, value)| (*name, value.as_bytes())),
        body: &body,
        credentials: Credentials::Unseen,
        form: Form::Usual,
    };
    Some(scratch.asked(Time(0), sent))
}
