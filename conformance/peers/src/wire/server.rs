//! An HTTP/1.1 server around one responder, plain and over TLS, with keep-alive.
//!
//! Not accepted: a request that hyper cannot read (it answers 400 or 431 by itself), a body of more than
//! [`OCTETS`] (413), a body that does not arrive within [`PATIENCE`] (408). A connection may idle for [`IDLE`].
//! Header names arrive in lower case, those of one name side by side: hyper keeps neither their spelling nor
//! their order. They leave as given.

use std::borrow::Cow;
use std::fmt;
use std::future::ready;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode, Uri, Version};
use hyper_util::rt::{TokioIo, TokioTimer};
pub use mpnspec_model::fault::Manner;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use super::accept::{Accepting, told};
use super::identity::common_name;
use super::spelling::Spellings;
use super::{HANDSHAKE, OCTETS, WireError};

/// How long a connection may wait for the head of a request.
pub const IDLE: Duration = Duration::from_secs(30);

/// How long the body of a request may take.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// How long exchanges under way may go on after [`Server::shutdown`].
pub const GRACE: Duration = Duration::from_secs(5);

/// A reply on its way.
pub type Replying<'a> = Pin<Box<dyn Future<Output = Reply> + Send + 'a>>;

/// Gives the reply to every request. While it waits, only the connection of the request waits.
pub trait Respond: Send + Sync + 'static {
    /// The reply to one request.
    fn respond(&self, request: Received) -> Replying<'_>;
}

impl<F: Fn(Received) -> Reply + Send + Sync + 'static> Respond for F {
    fn respond(&self, request: Received) -> Replying<'_> {
        Box::pin(ready(self(request)))
    }
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The request target as it stood in the request line, in origin form (path and query) from every usual client.
    pub target: String,
    /// The header fields; see the module for what became of their names and order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, its transfer coding removed.
    pub body: Bytes,
    /// The address and port of this server at which it arrived.
    pub address: SocketAddr,
    /// Whether it came over TLS.
    pub secure: bool,
    /// The subject common name of the verified client certificate.
    pub certificate: Option<String>,
    /// How many requests came over the same connection up to this one.
    pub nth: usize,
}

/// What to answer.
///
/// `Date` and the length are added; `Content-Length` and `Transfer-Encoding` among `headers` are left out.
/// A status outside 200 to 999, or a header that HTTP cannot carry, becomes a 500 that says so. A `Date` among the
/// fields replaces the one that is added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status code.
    pub status: u16,
    /// The header fields, in this spelling and order (those of one name side by side).
    pub headers: Vec<(Cow<'static, str>, Vec<u8>)>,
    /// The body.
    pub body: Bytes,
    /// How it leaves.
    pub manner: Manner,
}

/// Where to listen, and how.
#[derive(Clone)]
pub enum Listen {
    /// Plain HTTP.
    Plain(SocketAddr),
    /// HTTP over TLS; [`Authority::acceptor`](super::identity::Authority::acceptor) makes the second half.
    Secure(SocketAddr, TlsAcceptor),
}

/// A running server; dropped, it ends at once.
#[derive(Debug)]
pub struct Server {
    listeners: Vec<Accepting>,
}

impl Server {
    /// Listens on every one of `listeners`, or on none if one of them fails.
    pub async fn start(respond: Arc<dyn Respond>, listeners: &[Listen]) -> Result<Self, WireError> {
        let shared = Arc::new(Shared { respond, spellings: Spellings::default() });
        let mut started = Vec::with_capacity(listeners.len());
        for listen in listeners {
            let shared = shared.clone();
            started.push(match listen.clone() {
                Listen::Plain(address) => {
                    let each = move |stream, stop| plain(stream, shared.clone(), stop);
                    Accepting::start(address, each).await?
                }
                Listen::Secure(address, acceptor) => {
                    let each =
                        move |stream, stop| secure(stream, acceptor.clone(), shared.clone(), stop);
                    Accepting::start(address, each).await?
                }
            });
        }
        Ok(Self { listeners: started })
    }

    /// The addresses in the order of the listeners, with the ports that were given for 0.
    pub fn addresses(&self) -> impl Iterator<Item = SocketAddr> {
        self.listeners.iter().map(Accepting::address)
    }

    /// Accepts no more, lets the exchanges under way finish within [`GRACE`], closes the rest.
    pub async fn shutdown(self) {
        let mut closing = tokio::task::JoinSet::new();
        for listener in self.listeners {
            closing.spawn(listener.shutdown(GRACE));
        }
        closing.join_all().await;
    }
}

impl Reply {
    /// A reply without headers or body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new(), manner: Manner::Usual }
    }

    fn refusal(status: StatusCode, reason: String) -> Self {
        let headers = vec![
            ("Content-Type".into(), b"text/plain; charset=utf-8".to_vec()),
            ("Connection".into(), b"close".to_vec()),
        ];
        Self { headers, body: reason.into(), ..Self::empty(status.as_u16()) }
    }
}

impl fmt::Debug for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(address) => write!(f, "http://{address}"),
            Self::Secure(address, _) => write!(f, "https://{address}"),
        }
    }
}

struct Shared {
    respond: Arc<dyn Respond>,
    spellings: Spellings,
}

/// One connection: whom it serves and where, and, over TLS, whether the client has a name.
struct Peer {
    shared: Arc<Shared>,
    address: SocketAddr,
    tls: Option<Option<String>>,
    requests: AtomicUsize,
}

async fn plain(stream: TcpStream, shared: Arc<Shared>, stop: watch::Receiver<bool>) {
    let Ok(address) = stream.local_addr() else { return };
    serve(stream, Peer { shared, address, tls: None, requests: AtomicUsize::new(0) }, stop).await;
}

async fn secure(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    shared: Arc<Shared>,
    stop: watch::Receiver<bool>,
) {
    let Ok(address) = stream.local_addr() else { return };
    let Ok(Ok(stream)) = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await else {
        return;
    };
    let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
    let certificate = certificates.first().and_then(common_name);
    let requests = AtomicUsize::new(0);
    serve(stream, Peer { shared, address, tls: Some(certificate), requests }, stop).await;
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    peer: Peer,
    mut stop: watch::Receiver<bool>,
) {
    let peer = &peer;
    let connection = hyper::server::conn::http1::Builder::new()
        .title_case_headers(true)
        .auto_date_header(false)
        .max_buf_size(OCTETS)
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .serve_connection(TokioIo::new(stream), service_fn(|request| answer(peer, request)));
    let mut connection = std::pin::pin!(connection);
    // A broken connection is the client's affair: it sees the close, or the 400 that went before.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = told(&mut stop) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// The connection ends without an answer.
#[derive(Debug)]
struct Hangup;

impl fmt::Display for Hangup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no answer")
    }
}

impl std::error::Error for Hangup {}

async fn answer(peer: &Peer, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Hangup> {
    let (head, body) = request.into_parts();
    let reply = match read(body).await {
        Ok(body) => {
            let request = Received {
                method: head.method.as_str().to_owned(),
                target: target(&head.uri),
                headers: head
                    .headers
                    .iter()
                    .map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec()))
                    .collect(),
                body,
                address: peer.address,
                secure: peer.tls.is_some(),
                certificate: peer.tls.clone().flatten(),
                nth: peer.requests.fetch_add(1, Ordering::Relaxed) + 1,
            };
            peer.shared.respond.respond(request).await
        }
        Err(refusal) => refusal,
    };
    match reply.manner {
        Manner::Usual | Manner::Undated | Manner::Http10 => {}
        Manner::Hangup => return Err(Hangup),
        Manner::Silence => std::future::pending().await,
    }
    let mut response = match encode(&reply) {
        Ok(mut response) => {
            peer.shared.spellings.apply(sent(&reply).map(|(name, _)| name), &mut response).await;
            response
        }
        Err(reason) => {
            let mut response = Response::new(Full::from(reason));
            *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
            response
        }
    };
    if reply.manner == Manner::Http10 {
        *response.version_mut() = Version::HTTP_10;
    }
    if reply.manner != Manner::Undated {
        let now = || httpdate::fmt_http_date(SystemTime::now());
        if let (header::Entry::Vacant(vacant), Ok(now)) =
            (response.headers_mut().entry(header::DATE), HeaderValue::try_from(now()))
        {
            vacant.insert(now);
        }
    }
    Ok(response)
}

fn target(uri: &Uri) -> String {
    match (uri.authority(), uri.path_and_query()) {
        (None, Some(origin_form)) => origin_form.as_str().to_owned(),
        _ => uri.to_string(),
    }
}

/// Reads the body; one that is too long is still read to sixteen times the limit, but not kept: a client that
/// only reads when it has written everything gets to see the 413.
async fn read(mut body: Incoming) -> Result<Bytes, Reply> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    let refusal = |status, what: &str| Reply::refusal(status, format!("expected a body {what}\n"));
    let reading = async {
        let (mut kept, mut length) = (BytesMut::new(), 0);
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| {
                refusal(StatusCode::BAD_REQUEST, &format!("that ends, but found `{error}`"))
            })?;
            let Ok(data) = frame.into_data() else { continue };
            length += data.len();
            match length {
                length if length > 16 * OCTETS => break,
                length if length > OCTETS => kept = BytesMut::new(),
                _ => kept.extend_from_slice(&data),
            }
        }
        match length > OCTETS {
            true => Err(refusal(
                StatusCode::PAYLOAD_TOO_LARGE,
                &format!("of at most {OCTETS} octets, but found more"),
            )),
            false => Ok(kept.freeze()),
        }
    };
    let late = || {
        refusal(
            StatusCode::REQUEST_TIMEOUT,
            &format!("within {PATIENCE:?}, but found only a part of it"),
        )
    };
    tokio::time::timeout(PATIENCE, reading).await.unwrap_or_else(|_| Err(late()))
}

fn encode(reply: &Reply) -> Result<Response<Full<Bytes>>, String> {
    let mut response = Response::new(Full::new(reply.body.clone()));
    *response.status_mut() = StatusCode::from_u16(reply.status)
        .ok()
        .filter(|status| !status.is_informational())
        .ok_or_else(|| {
            format!("expected a status from 200 to 999, but found `{}`\n", reply.status)
        })?;
    for (name, value) in sent(reply) {
        let field = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value));
        let (Ok(name), Ok(value)) = field else {
            return Err(format!(
                "expected a header field, but found `{name}: {}`\n",
                value.escape_ascii()
            ));
        };
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// The header fields that are not the server's own.
fn sent(reply: &Reply) -> impl Iterator<Item = &(Cow<'static, str>, Vec<u8>)> + Clone {
    let own = [header::CONTENT_LENGTH, header::TRANSFER_ENCODING];
    reply
        .headers
        .iter()
        .filter(move |(name, _)| !own.iter().any(|own| name.eq_ignore_ascii_case(own.as_str())))
}
