//! Requests and responses, as machines read them.

use mpnspec_model::header::Kind;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{
    Credentials, Event, Form, Request, Response, Sent, Time, Transcript,
};

/// An authenticated channel.
pub(crate) const SAFE: &str = "https://p.test/safe";
/// Another one.
pub(crate) const OTHER: &str = "https://p.test/other";
/// One that is not authenticated.
pub(crate) const OPEN: &str = "http://p.test/open";

pub(crate) type Fields<'a> = &'a [(&'a str, &'a str)];

/// Makes a request, and gives what is made of it.
pub(crate) fn asked<R>(
    (method, target): (&str, &str),
    fields: Fields<'_>,
    body: &[u8],
    make: impl FnOnce(&Request<'_>) -> R,
) -> R {
    let mut scratch = Transcript::new(Role::PushService);
    let at = scratch.asked(Time(0), sent((method, target), fields, body));
    let Some(request) = scratch.request(at) else { panic!("it was recorded") };
    make(&request)
}

/// A request on its way into a transcript, by somebody who is entitled to it.
pub(crate) fn sent<'a>(
    (method, target): (&'a str, &'a str),
    fields: Fields<'a>,
    body: &'a [u8],
) -> Sent<'a, impl IntoIterator<Item = (&'a str, &'a [u8])>> {
    let headers = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
    let safe = target.starts_with("https:");
    let credentials = if safe { Credentials::Owner } else { Credentials::Nobody };
    Sent { method, target, headers, body, credentials, form: Form::Usual }
}

/// Makes a response, and gives what is made of it.
pub(crate) fn answered<R>(
    status: u16,
    fields: &[(&'static str, Vec<u8>)],
    body: &[u8],
    make: impl FnOnce(&Response<'_>) -> R,
) -> R {
    let mut scratch = Transcript::new(Role::Sender);
    let fields = fields.iter().map(|(name, value)| (*name, &**value));
    let at = scratch.answered(Time(0), 0, (status, 1), fields, body);
    match scratch.get(at).map(|entry| entry.event) {
        Some(Event::Answered(_, response)) => make(&response),
        _ => panic!("it was recorded"),
    }
}

/// The fields of a notification of this class.
pub(crate) fn fields(kind: Kind, class: &str) -> Vec<(&str, &str)> {
    let mut fields = vec![("X-NotificationClass", class)];
    match kind {
        Kind::Toast => fields.push(("X-WindowsPhone-Target", "toast")),
        Kind::Tile => fields.push(("X-WindowsPhone-Target", "token")),
        Kind::Raw => {}
    }
    fields
}

/// The body of a notification that bears a number.
pub(crate) fn body(kind: Kind, number: usize) -> Vec<u8> {
    let inside = match kind {
        Kind::Raw => return number.to_string().into_bytes(),
        Kind::Toast => format!("<w:Toast><w:Text1>{number}</w:Text1></w:Toast>"),
        Kind::Tile => format!("<w:Tile><w:Count>{number}</w:Count></w:Tile>"),
    };
    format!("<w:Notification xmlns:w=\"WPNotification\">{inside}</w:Notification>").into_bytes()
}
