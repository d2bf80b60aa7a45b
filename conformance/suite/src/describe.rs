//! Steps in plain words, for those who want to know what a case does.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use mpnspec_model::edition::OsVersion;
use mpnspec_model::header::{
    Kind, X_CALLBACK_URI, X_MESSAGE_ID, X_NOTIFICATION_CLASS, X_WINDOWSPHONE_TARGET,
};
use mpnspec_model::payload::{Change, Payload, Sound, Tile, Toast};
use mpnspec_model::transcript::Forgery;

use crate::case::{
    Access, Answer, Bend, Body, CallbackTo, Case, Certificate, Channel, Decides, Id, Listener,
    Message, Notification, Registration, Scripted, Step, Steps, Uri,
};

mod backend;
mod device;
mod hub;

/// So many characters of a text are told.
const TEXT_LIMIT: usize = 72;

/// What happens in a case, a line for each step.
#[must_use]
pub fn steps(case: &Case) -> Vec<String> {
    match case.steps {
        Steps::Channels(steps) => steps.iter().map(step).collect(),
        Steps::Hub(steps) => steps.iter().map(hub::step).collect(),
        Steps::Backend(steps) => steps.iter().map(backend::step).collect(),
        Steps::Device(steps) => steps.iter().map(device::step).collect(),
    }
}

/// What happens in a step, in one line.
#[must_use]
pub fn step(step: &Step) -> String {
    match step {
        Step::Open(channel, access) => format!("given {}", opened(*channel, *access)),
        Step::OpenAt(channel, at, uri) => match uri {
            Uri::Path(path) => format!("given {} at {path}", opened(*channel, *at)),
            Uri::Long(length) => {
                format!("given {} with a URI of {length} characters", opened(*channel, *at))
            }
        },
        Step::Forge(channel, Forgery::Unknown) => {
            format!("given a URI {channel:?} that was never handed out")
        }
        Step::Forge(channel, Forgery::Altered) => {
            format!(
                "given a URI {channel:?}: that of channel A with one character of its token changed"
            )
        }
        Step::Device(channel, state) => {
            format!("given the device of channel {channel:?} is {state:?}")
        }
        Step::Expire(channel) => format!("given the subscription of channel {channel:?} ends"),
        Step::Fill(channel) => format!("given the queue of channel {channel:?} is full"),
        Step::Suppress(channel, []) => {
            format!("given nothing is suppressed on channel {channel:?}")
        }
        Step::Suppress(channel, kinds) => {
            format!("given {} is suppressed on channel {channel:?}", names(kinds))
        }
        Step::App(channel, true) => format!("given the app behind channel {channel:?} starts"),
        Step::App(channel, false) => format!("given the app behind channel {channel:?} is stopped"),
        Step::Unavailable(channel, true) => {
            format!("given the service is unavailable for channel {channel:?}")
        }
        Step::Unavailable(channel, false) => {
            format!("given the service is available again for channel {channel:?}")
        }
        Step::Advance(seconds) => format!("wait {seconds} s, by the virtual clock"),
        Step::Settle => "wait until the subject has nothing left to do".into(),
        Step::Post(channel, message, answer) => {
            format!("send {} to channel {channel:?}; expect {}", posted(message), answered(answer))
        }
        Step::PostMany(channel, count, message, answer) => {
            let (message, answer) = (posted(message), answered(answer));
            format!(
                "send {count} times {message} to channel {channel:?}; expect {answer} each time"
            )
        }
        Step::Register(channel, registration, answer) => {
            format!(
                "send {} for channel {channel:?}; expect {}",
                registered(registration),
                answered(answer)
            )
        }
        Step::Wire(channel, message, bend, answer) => {
            let (message, bend, answer) = (posted(message), bent(*bend), answered(answer));
            format!("send {message} to channel {channel:?}, {bend}; expect {answer}")
        }
        Step::Plain(channel, message, answer) => {
            let (message, answer) = (posted(message), answered(answer));
            format!(
                "send {message} to channel {channel:?} without TLS; expect {answer}, or no answer"
            )
        }
        Step::Handed(channel, []) => {
            format!("expect the device of channel {channel:?} was handed nothing")
        }
        Step::Handed(channel, handed) => {
            let handed: Vec<_> = handed
                .iter()
                .map(|(kind, number)| format!("post {number} as {}", kind.name()))
                .collect();
            format!("expect the device of channel {channel:?} was handed {}", handed.join(", "))
        }
        Step::Called(listener, times) => {
            format!("expect {} was called {times} times", listening(*listener))
        }
        Step::Needs(capability) => format!("given the subject declares `{capability}`"),
        Step::Script(channel, answers) => {
            let answers: Vec<_> = answers.iter().map(scripted).collect();
            format!(
                "given our service will answer on channel {channel:?}: {}",
                answers.join(", then ")
            )
        }
        Step::Tell(channel, what, decides) => {
            format!(
                "tell it to send {} to channel {channel:?}; expect {}",
                notified(what),
                decided(*decides)
            )
        }
        Step::TellUnlessHeld(channel, what, decides) => {
            let (what, decides) = (notified(what), decided(*decides));
            format!(
                "tell it, unless it holds the channel, to send {what} to channel {channel:?}; expect {decides}"
            )
        }
        Step::TellRegister(channel, message, decides) => {
            let (message, decides) = (body(*message), decided(*decides));
            format!(
                "tell it to register a callback for channel {channel:?} with {message}; expect {decides}"
            )
        }
        Step::Posts(channel, count) => {
            format!("expect {count} posts have arrived on channel {channel:?}")
        }
    }
}

fn opened(channel: Channel, access: Access) -> String {
    match access {
        Access::Open => format!("an open channel {channel:?}"),
        Access::Authenticated => format!("an authenticated channel {channel:?}"),
    }
}

fn names(kinds: &[Kind]) -> String {
    kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" and ")
}

fn posted(message: &Message) -> String {
    let mut fields = Vec::new();
    let given = [
        ("Content-Type", message.content_type),
        (X_WINDOWSPHONE_TARGET, message.target),
        (X_NOTIFICATION_CLASS, message.class),
    ];
    for (name, value) in given {
        fields.extend(value.map(|value| format!("{name}: {}", short(value))));
    }
    match message.id {
        Id::None => fields.push(format!("no {X_MESSAGE_ID}")),
        Id::Fresh => {}
        Id::Text(text) => fields.push(format!("{X_MESSAGE_ID}: {}", short(text))),
    }
    fields.extend(message.fields.iter().map(|(name, value)| format!("{name}: {}", short(value))));
    fields.push(body(message.body));
    fields.extend(shown(message.shows).map(Into::into));
    let place = if message.to_callback { " /callback" } else { "" };
    format!("{}{place} ({})", message.method, fields.join(", "))
}

fn registered(registration: &Registration) -> String {
    let uri = match registration.uri {
        CallbackTo::Nowhere => format!("no {X_CALLBACK_URI}"),
        CallbackTo::Listener(listener) => format!("{X_CALLBACK_URI}: {}", listening(listener)),
        CallbackTo::Text(text) => format!("{X_CALLBACK_URI}: {}", short(text)),
    };
    let media = registration
        .content_type
        .map_or_else(|| "no Content-Type".into(), |media| format!("Content-Type: {media}"));
    let shows = shown(registration.shows).map_or_else(String::new, |shows| format!(", {shows}"));
    format!(
        "a callback registration by {} ({uri}, {media}, {}{shows})",
        registration.method,
        body(registration.body)
    )
}

const fn shown(certificate: Certificate) -> Option<&'static str> {
    match certificate {
        Certificate::Owner => None,
        Certificate::Stranger => Some("with somebody else's certificate"),
        Certificate::Nobody => Some("without a certificate"),
    }
}

fn body(body: Body) -> String {
    match body {
        Body::Text("") => "no body".into(),
        Body::Text(text) => format!("body {}", short(text)),
        Body::Octets(octets) => format!("a body of {} octets", octets.len()),
        Body::Sized(kind, length) => format!("a {} of {length} octets", kind.name()),
        Body::Zeros(length) => format!("a body of {length} zeros"),
        Body::EveryOctet => "a body of every octet from 0 to 255".into(),
    }
}

const fn bent(bend: Bend) -> &'static str {
    match bend {
        Bend::Straight => "octet by octet",
        Bend::NoBlanks => "without blanks after the colons",
        Bend::ManyBlanks => "with two blanks and a tab after the colons",
        Bend::Capitals => "with field names in capitals",
        Bend::LowerCase => "with field names in lower case",
        Bend::BlankBeforeColon => "with a blank before the colon of the class",
        Bend::TwoLengths => "with two different lengths",
        Bend::LengthIsNoNumber => "with a length that is no number",
        Bend::Folded => "with a message id on two lines",
        Bend::Chunked => "in chunks",
        Bend::TwoClasses => "with the class twice",
        Bend::NulInValue => "with a NUL in a value",
        Bend::BeyondAscii => "with octets beyond ASCII in an unknown field",
    }
}

const fn listening(listener: Listener) -> &'static str {
    match listener {
        Listener::First => "the first listener",
        Listener::Second => "the second listener",
    }
}

fn answered(answer: &Answer) -> String {
    let status: Vec<_> = answer
        .status
        .iter()
        .map(|(low, high)| if low == high { low.to_string() } else { format!("{low} to {high}") })
        .collect();
    let fields: Vec<_> = answer
        .fields
        .iter()
        .map(|(name, values)| format!("{name} {}", values.join(" or ")))
        .collect();
    let status = status.join(" or ");
    if fields.is_empty() { status } else { format!("{status} with {}", fields.join(", ")) }
}

fn scripted(answer: &Scripted) -> String {
    let fields: Vec<_> =
        answer.fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if fields.is_empty() {
        answer.status.to_string()
    } else {
        format!("{} ({})", answer.status, fields.join(", "))
    }
}

fn notified(notification: &Notification) -> String {
    let what = notification.payload.as_ref().map_or_else(|| "any notification".into(), payload);
    let within = notification.interval.map_or_else(String::new, |seconds| match seconds {
        0 => " at once".into(),
        seconds => format!(" within {seconds} s"),
    });
    let id = match notification.id {
        Id::None => String::new(),
        Id::Fresh => " with a message id of ours".into(),
        Id::Text(text) => format!(" with the message id {}", short(text)),
    };
    format!("{what}{within}{id}, for a phone of {}", phone(notification.os))
}

const fn phone(os: OsVersion) -> &'static str {
    match os {
        OsVersion::V7_0 => "7.0",
        OsVersion::V7_1 => "7.1",
        OsVersion::V7_8 => "7.8",
        OsVersion::V8_0 => "8.0",
        OsVersion::V8_0Update3 => "8.0 Update 3",
    }
}

fn payload(payload: &Payload<'_>) -> String {
    match payload {
        Payload::Toast(toast) => format!("a toast ({})", toasted(toast)),
        Payload::Tile(tile) => format!("a tile ({})", tiled(tile)),
        Payload::Raw(octets) => format!("a raw notification of {} octets", octets.len()),
    }
}

fn toasted(toast: &Toast<'_>) -> String {
    let given = [("text1", &toast.text1), ("text2", &toast.text2), ("param", &toast.param)];
    let mut parts: Vec<_> = given
        .iter()
        .filter_map(|(name, text)| text.as_deref().map(|text| format!("{name} {}", short(text))))
        .collect();
    parts.extend(toast.sound.as_ref().map(|sound| match sound {
        Sound::File(path) => format!("sound {}", short(path)),
        Sound::Silent => "silent".into(),
    }));
    if parts.is_empty() { "with nothing in it".into() } else { parts.join(", ") }
}

fn tiled(tile: &Tile<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(tile.template.wire_name().map(Into::into));
    parts.extend(tile.id.as_deref().map(|id| format!("id {}", short(id))));
    parts.extend(tile.properties.iter().map(|(property, change)| match change {
        Change::Set(text) => format!("{} {}", property.name(), short(text)),
        Change::Clear => format!("{} cleared", property.name()),
    }));
    if parts.is_empty() { "with nothing in it".into() } else { parts.join(", ") }
}

fn decided(decides: Decides) -> String {
    match decides {
        Decides::Anything => "a sound request".into(),
        Decides::Done => "it is done".into(),
        Decides::Retry(least) => format!("it tries again after {least} s or more"),
        Decides::Drop => "it drops the channel".into(),
        Decides::GiveUpOrRetry(least) => {
            format!("it gives up, or tries again after {least} s or more")
        }
        Decides::GiveUp => "it gives up".into(),
        Decides::Fails => "it takes that for a failure".into(),
        Decides::Refuses => "it refuses to send".into(),
        Decides::Withholds => "it sends nothing".into(),
    }
}

/// At most [`TEXT_LIMIT`] characters of a text, quoted and escaped.
fn short(text: &str) -> String {
    format!("`{}`", mpnspec_model::ruling::escaped(text.as_bytes(), TEXT_LIMIT))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{RECEIVED, TOAST};

    #[test]
    fn every_step_of_every_case_is_one_line() {
        for case in crate::cases::all() {
            for line in steps(case) {
                assert!(!line.is_empty() && !line.contains('\n'), "{}: {line}", case.id);
            }
        }
    }

    #[test]
    fn a_step_reads_as_the_protocol() {
        let message = Message { body: Body::Text("<a/>"), ..TOAST };
        assert_eq!(
            step(&Step::Post(Channel::A, message, RECEIVED)),
            "send POST (Content-Type: `text/xml`, X-WindowsPhone-Target: `toast`, X-NotificationClass: `2`, \
             body `<a/>`) to channel A; expect 200 with X-NotificationStatus Received, \
             X-DeviceConnectionStatus Connected, X-SubscriptionStatus Active",
        );
    }
}
