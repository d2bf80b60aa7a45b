//! Those who post: a plain load generator, bare reqwest, our client with its transcript and judge, and the
//! reference sender. Every one of them is a loop that posts, reads the answer, and posts again.

use std::error::Error;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mpnspec_model::adapter::{self, Command};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::{Edition, OsVersion};
use mpnspec_model::judge::judge;
use mpnspec_model::payload::{Payload, Toast};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Arrangement, Credentials, Form, Sent, Time, Transcript};
use mpnspec_peers::adapter::Peer as _;
use mpnspec_peers::sender::Sender;
use mpnspec_peers::wire::client::Client;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Why there is no figure.
pub(crate) type Failure = Box<dyn Error + Send + Sync>;

/// Opens a channel, and gives its URI.
pub(crate) type Open = Arc<dyn Fn() -> String + Send + Sync>;

/// So many messages a channel is sent: fewer than a day's.
const MESSAGES: usize = 400;

/// How long our own clients wait for an answer.
const LIMIT: Duration = Duration::from_secs(10);

/// A message that is posted again and again.
pub(crate) struct Message {
    /// What it is.
    pub(crate) name: &'static str,
    /// Its fields.
    pub(crate) fields: &'static [(&'static str, &'static str)],
    /// Its body.
    pub(crate) body: &'static str,
    payload: fn() -> Payload<'static>,
}

/// What is posted.
pub(crate) const POSTED: [Message; 2] = [
    Message {
        name: "toast",
        fields: &[
            ("Content-Type", "text/xml"),
            ("X-WindowsPhone-Target", "toast"),
            ("X-NotificationClass", "2"),
            ("X-MessageID", "1a9c8f2e-5b1d-4c70-9f0e-2f3b6c1d7a55"),
        ],
        body: concat!(
            r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification"><wp:Toast>"#,
            "<wp:Text1>Title</wp:Text1><wp:Text2>Content</wp:Text2></wp:Toast></wp:Notification>"
        ),
        payload: || {
            let (text1, text2) = (Some("Title".into()), Some("Content".into()));
            Payload::Toast(Toast { text1, text2, ..Toast::default() })
        },
    },
    Message {
        name: "raw",
        fields: &[
            ("Content-Type", "text/xml"),
            ("X-NotificationClass", "3"),
            ("X-MessageID", "1a9c8f2e-5b1d-4c70-9f0e-2f3b6c1d7a55"),
        ],
        body: "<root><n>1</n></root>",
        payload: || Payload::Raw(b"<root><n>1</n></root>".to_vec().into()),
    },
];

/// Who posts.
#[derive(Clone)]
pub(crate) enum Poster {
    /// Sockets, prepared octets and httparse.
    Generator,
    /// A client as any program would have it.
    Reqwest(reqwest::Client),
    /// The client of the suite, recorded and judged.
    Judged(Client),
    /// The reference sender.
    Sender(Arc<Sender>),
}

impl Poster {
    /// All of them, in the order of the table.
    pub(crate) fn all() -> Result<[Self; 4], Failure> {
        // Ours first: it settles which TLS library the process uses, without which reqwest makes no client.
        let ours = Client::new(None, None, LIMIT)?;
        Ok([
            Self::Generator,
            Self::Reqwest(reqwest::Client::builder().no_proxy().build()?),
            Self::Judged(ours),
            Self::Sender(Arc::new(Sender::new(None, None)?)),
        ])
    }

    /// Its name in the table.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Generator => "load generator",
            Self::Reqwest(_) => "reqwest",
            Self::Judged(_) => "ours, judged",
            Self::Sender(_) => "reference sender",
        }
    }

    /// Posts until that moment, one message at a time, and says how many were answered.
    pub(crate) async fn post(
        self,
        message: &'static Message,
        open: Open,
        until: Instant,
    ) -> Result<usize, Failure> {
        match self {
            Self::Generator => generate(message, open, until).await,
            Self::Reqwest(client) => bare(client, message, open, until).await,
            Self::Judged(client) => judged(client, message, open, until).await,
            Self::Sender(sender) => send(sender, message, open, until).await,
        }
    }
}

async fn generate(message: &Message, open: Open, until: Instant) -> Result<usize, Failure> {
    let (mut posted, mut answer) = (0, Vec::with_capacity(4096));
    let mut connection: Option<TcpStream> = None;
    while Instant::now() < until {
        let uri = open();
        let (authority, path) = split(&uri);
        let stream = match &mut connection {
            Some(stream) => stream,
            None => {
                let stream = TcpStream::connect(authority).await?;
                stream.set_nodelay(true)?;
                connection.insert(stream)
            }
        };
        let mut request = format!("POST {path} HTTP/1.1\r\nHost: {authority}\r\n");
        for (name, value) in message.fields {
            write!(request, "{name}: {value}\r\n")?;
        }
        write!(request, "Content-Length: {}\r\n\r\n{}", message.body.len(), message.body)?;
        for _ in 0..MESSAGES {
            if Instant::now() >= until {
                break;
            }
            stream.write_all(request.as_bytes()).await?;
            answer.clear();
            while !is_complete(&answer)? {
                if stream.read_buf(&mut answer).await? == 0 {
                    return Err("expected an answer, but found the end of the connection".into());
                }
            }
            posted += 1;
        }
    }
    Ok(posted)
}

/// Is there a whole 200 with the body that it announces?
fn is_complete(octets: &[u8]) -> Result<bool, Failure> {
    let mut fields = [httparse::EMPTY_HEADER; 16];
    let mut response = httparse::Response::new(&mut fields);
    let httparse::Status::Complete(head) = response.parse(octets)? else { return Ok(false) };
    if response.code != Some(200) {
        return Err(format!("expected 200, but found {:?}", response.code).into());
    }
    let mut lengths =
        response.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("content-length"));
    let length = match lengths.next() {
        Some(field) => std::str::from_utf8(field.value)?.parse()?,
        None => 0,
    };
    Ok(octets.len() >= head + length)
}

async fn bare(
    client: reqwest::Client,
    message: &Message,
    open: Open,
    until: Instant,
) -> Result<usize, Failure> {
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    let fields = message.fields.iter();
    let fields: HeaderMap = fields
        .map(|(name, value)| Ok((name.parse::<HeaderName>()?, HeaderValue::from_static(value))))
        .collect::<Result<_, Failure>>()?;
    let mut posted = 0;
    while Instant::now() < until {
        let uri = reqwest::Url::parse(&open())?;
        for _ in 0..MESSAGES {
            if Instant::now() >= until {
                break;
            }
            let request = client.post(uri.clone()).headers(fields.clone()).body(message.body);
            request.send().await?.error_for_status()?.bytes().await?;
            posted += 1;
        }
    }
    Ok(posted)
}

/// As a case does it: a transcript of everything, and a judgement at its end.
async fn judged(
    client: Client,
    message: &Message,
    open: Open,
    until: Instant,
) -> Result<usize, Failure> {
    let mut posted = 0;
    while Instant::now() < until {
        let uri = open();
        let mut transcript = Transcript::new(Role::PushService);
        let opened = Arrangement::Opened { authenticated: false, watched: false };
        transcript.arranged(Time(0), &uri, opened);
        for _ in 0..MESSAGES {
            if Instant::now() >= until {
                break;
            }
            let fields: Vec<_> =
                message.fields.iter().map(|(name, value)| (*name, value.as_bytes())).collect();
            let sent = Sent {
                method: "POST",
                target: &uri,
                headers: fields.iter().copied(),
                body: message.body.as_bytes(),
                credentials: Credentials::Nobody,
                form: Form::Usual,
            };
            let at = transcript.asked(Time(0), sent);
            let answered = client.send("POST", &uri, &fields, message.body).await?;
            let headers =
                answered.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
            transcript.answered(
                Time(0),
                at,
                (answered.status, answered.minor),
                headers,
                &answered.body,
            );
            posted += 1;
        }
        let rulings = judge(&transcript, Edition::V8_0, &Profile::DEFAULT);
        if let Some(violation) = rulings.violations.first() {
            return Err(format!("expected no violation, but found {violation:?}").into());
        }
    }
    Ok(posted)
}

async fn send(
    sender: Arc<Sender>,
    message: &Message,
    open: Open,
    until: Instant,
) -> Result<usize, Failure> {
    let mut posted = 0;
    while Instant::now() < until {
        let send = adapter::Send {
            channel: open(),
            notification: Some((message.payload)()),
            interval_seconds: Some(0),
            message_id: None,
            os: OsVersion::V8_0,
        };
        for _ in 0..MESSAGES {
            if Instant::now() >= until {
                break;
            }
            let decided = sender.handle(Command::Send(send.clone())).await;
            let decided =
                decided.map_err(|refusal| format!("expected a decision, but found {refusal:?}"))?;
            if decided.get("decision").and_then(|decision| decision.as_str()) != Some("done") {
                return Err(format!("expected the sender to be done, but found {decided}").into());
            }
            posted += 1;
        }
    }
    Ok(posted)
}

/// The authority and the path of a URI.
fn split(uri: &str) -> (&str, &str) {
    let rest = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    rest.split_at(rest.find('/').unwrap_or(rest.len()))
}
