//! How many exchanges are judged in a second, and how fast payloads and fields are read.

#![expect(clippy::print_stdout, reason = "a bench prints its table")]
#![expect(clippy::unwrap_used, reason = "what is measured is ours")]

use std::hint::black_box;
use std::time::Instant;

use mpnspec_model::adapter::{Command, Decided, DeviceState, Send};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::header::{Kind, block};
use mpnspec_model::judge::judge;
use mpnspec_model::payload::{Payload, Toast};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Arrangement, Credentials, Form, Sent, Time, Transcript};

const EXCHANGES: usize = 100_000;
const ID: &[u8] = b"00000000-0000-0000-0000-0000000000a1";

type Line = (&'static str, &'static [u8]);
type Fields = &'static [Line];

const RECEIVED: Fields = &[
    ("Date", b"Sat, 21 Nov 2026 17:00:00 GMT"),
    ("Content-Length", b"0"),
    ("X-MessageID", ID),
    ("X-NotificationStatus", b"Received"),
    ("X-DeviceConnectionStatus", b"Connected"),
    ("X-SubscriptionStatus", b"Active"),
];
const GONE: Fields = &[
    ("Date", b"Sat, 21 Nov 2026 17:00:00 GMT"),
    ("Content-Length", b"0"),
    ("X-MessageID", ID),
    ("X-NotificationStatus", b"Dropped"),
    ("X-DeviceConnectionStatus", b"Disconnected"),
    ("X-SubscriptionStatus", b"Expired"),
];

/// Exchanges of one kind.
struct Shape {
    name: &'static str,
    kind: Kind,
    channels: usize,
    arranged: bool,
    delivered: bool,
    status: u16,
    fields: Fields,
}

const SHAPE: Shape = Shape {
    name: "200, raw, one channel",
    kind: Kind::Raw,
    channels: 1,
    arranged: true,
    delivered: false,
    status: 200,
    fields: RECEIVED,
};

const SHAPES: [Shape; 9] = [
    SHAPE,
    Shape { name: "200, raw, delivered", delivered: true, ..SHAPE },
    Shape { name: "200, toast of 300 octets", kind: Kind::Toast, ..SHAPE },
    Shape { name: "404, raw", status: 404, fields: GONE, ..SHAPE },
    Shape { name: "200, raw, unknown state", arranged: false, ..SHAPE },
    Shape { name: "200, toast, unknown state", arranged: false, kind: Kind::Toast, ..SHAPE },
    Shape { name: "every answer violates", fields: RECEIVED.split_at(5).0, ..SHAPE },
    Shape { name: "200, raw, 10,000 channels", channels: 10_000, ..SHAPE },
    Shape { name: "the same, delivered", channels: 10_000, delivered: true, ..SHAPE },
];

fn main() {
    println!("{:32} {:>12} {:>10} {:>10}", "judged", "exchanges/s", "ns each", "findings");
    for shape in SHAPES {
        let transcript = push_service(&shape);
        report(shape.name, &transcript);
    }
    report("a sender, toasts, all done", &sender());
    println!("\n{:32} {:>12} {:>10}", "read and written", "a second", "ns each");
    let toast = toast();
    rate("payload read, toast", || drop(black_box(Payload::read(Kind::Toast, black_box(&toast)))));
    let payload = Payload::read(Kind::Toast, &toast).unwrap();
    rate("payload written, toast", || drop(black_box(black_box(&payload).write())));
    let lines: Vec<u8> = RECEIVED
        .iter()
        .flat_map(|(name, value)| [name.as_bytes(), b": ", value, b"\r\n"].concat())
        .collect();
    rate("header block of 6 fields", || drop(black_box(block::parse_block(black_box(&lines)))));
}

/// The best of three: others use these cores, too.
fn best(mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    (0..3).map(time).fold(f64::MAX, f64::min)
}

fn report(name: &str, transcript: &Transcript) {
    let mut found = 0;
    let seconds =
        best(|| found = judge(transcript, Edition::V8_0, &Profile::DEFAULT).violations.len());
    let (rate, each) = (EXCHANGES as f64 / seconds, seconds * 1e9 / EXCHANGES as f64);
    println!("{name:32} {rate:12.0} {each:10.0} {found:10}");
}

fn rate(name: &str, mut work: impl FnMut()) {
    let seconds = best(|| (0..EXCHANGES).for_each(|_| work()));
    println!(
        "{name:32} {:12.0} {:10.0}",
        EXCHANGES as f64 / seconds,
        seconds * 1e9 / EXCHANGES as f64
    );
}

fn toast() -> Vec<u8> {
    let text1 = Some("Somebody has sent you a message of some length".into());
    let text2 = Some("and this is what it says, before you have opened the app to read it".into());
    Payload::Toast(Toast { text1, text2, param: Some("/Message.xaml?id=1".into()), sound: None })
        .write()
}

fn push_service(shape: &Shape) -> Transcript {
    let mut transcript = Transcript::new(Role::PushService);
    let scheme = if shape.arranged { "https" } else { "http" };
    let uris: Vec<_> = (0..shape.channels)
        .map(|n| format!("{scheme}://push.test/throttledthirdparty/01.00/{n:060}"))
        .collect();
    for uri in uris.iter().filter(|_| shape.arranged) {
        let opened = Arrangement::Opened { authenticated: true, watched: shape.delivered };
        transcript.arranged(Time(0), uri, opened);
        transcript.arranged(Time(0), uri, Arrangement::Device(DeviceState::Connected));
        if shape.status == 404 {
            transcript.arranged(Time(0), uri, Arrangement::Expired);
        }
    }
    let toast = toast();
    for n in 0..EXCHANGES {
        let (uri, at) = (&uris[n % uris.len()], Time(n as u64 * 10));
        let number = n.to_string();
        let (target, class, body): (_, &[u8], &[u8]) = match shape.kind {
            Kind::Raw => (None, b"3", number.as_bytes()),
            _ => (Some(("X-WindowsPhone-Target", &b"toast"[..])), b"2", &toast),
        };
        let asked = ask(&mut transcript, at, uri, (target, class, body));
        transcript.answered(at, asked, (shape.status, 1), shape.fields.iter().copied(), b"");
        if shape.delivered {
            transcript.delivered(at, uri, shape.kind, body);
        }
    }
    transcript
}

fn ask(
    transcript: &mut Transcript,
    at: Time,
    uri: &str,
    (target, class, body): (Option<Line>, &[u8], &[u8]),
) -> usize {
    let length = body.len().to_string();
    let fields = [
        ("Host", &b"push.test"[..]),
        ("Content-Type", b"text/xml"),
        ("Content-Length", length.as_bytes()),
        ("X-MessageID", ID),
        ("X-NotificationClass", class),
    ];
    let headers: Vec<_> = fields.into_iter().chain(target).collect();
    let (credentials, form) = (Credentials::Owner, Form::Usual);
    transcript.asked(at, Sent { method: "POST", target: uri, headers, body, credentials, form })
}

fn sender() -> Transcript {
    let mut transcript = Transcript::new(Role::Sender);
    let uri = "https://push.test/throttledthirdparty/01.00/one";
    transcript.arranged(Time(0), uri, Arrangement::Opened { authenticated: true, watched: false });
    let body = toast();
    let payload = Payload::read(Kind::Toast, &body).unwrap();
    for n in 0..EXCHANGES {
        let at = Time(n as u64 * 10);
        let (channel, notification) = (uri.to_owned(), Some(payload.clone()));
        let told = transcript.told(
            at,
            Command::Send(Send {
                channel,
                notification,
                interval_seconds: Some(0),
                ..Send::default()
            }),
        );
        let asked =
            ask(&mut transcript, at, uri, (Some(("X-WindowsPhone-Target", b"toast")), b"2", &body));
        transcript.answered(at, asked, (200, 1), RECEIVED.iter().copied(), b"");
        transcript.decided(at, told, Decided::Done);
    }
    transcript
}
