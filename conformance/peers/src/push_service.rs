//! The reference push service: the model's tables behind HTTP, and HTTPS with client certificates.
//!
//! Its clock is virtual: it moves when an adapter's `clock` command moves it, and a batched
//! notification waits for that. With [`PushService::tick`] it can be made to follow real time.

use std::future::ready;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{Command, Deliveries, Delivery, Hello, Nothing, Opened, PROTOCOL};
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::push_service::reference::{CallBack, Service};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{
    Arrangement, Credentials, Form, Kinds, Sent, Span, Time, Transcript,
};

use crate::adapter::{Handled, Peer, Refusal, done};
use crate::wire::WireError;
use crate::wire::client::Client;
use crate::wire::identity::{Authority, LOOPBACK};
use crate::wire::server::{Listen, Received, Reply, Replying, Respond, Server};

/// The common name of the certificate that authenticated channels are opened for.
pub const OWNER: &str = "mpnspec owner";
/// The common name of a certificate that belongs to somebody else.
pub const STRANGER: &str = "mpnspec stranger";

/// How long a callback may take.
const CALLBACK_LIMIT: Duration = Duration::from_secs(5);

/// What the reference push service can do, by the names that adapters declare.
pub const CAPABILITIES: &[&str] = &[
    "open",
    "authenticated",
    "device",
    "expire",
    "fill",
    "suppress",
    "app",
    "unavailable",
    "deliveries",
    "clock",
];

/// A running push service.
pub struct PushService {
    state: Arc<State>,
    server: Server,
    plain: SocketAddr,
    secure: SocketAddr,
    authority: Authority,
    /// The certificates and keys of [`OWNER`] and [`STRANGER`], as PEM.
    owner_pem: String,
    stranger_pem: String,
    callbacks: Client,
    opened: AtomicU64,
}

#[derive(Default)]
struct State {
    service: Mutex<Service>,
}

impl State {
    // A panic elsewhere leaves the tables as sound as before: they are replaced, never torn.
    fn service(&self) -> MutexGuard<'_, Service> {
        self.service.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Respond for State {
    fn respond(&self, request: Received) -> Replying<'_> {
        Box::pin(ready(self.answer(&request)))
    }
}

impl State {
    fn answer(&self, request: &Received) -> Reply {
        let scheme = if request.secure { "https" } else { "http" };
        let target = format!("{scheme}://{}{}", request.address, request.target);
        let credentials = match request.certificate.as_deref() {
            None => Credentials::Nobody,
            Some(OWNER) => Credentials::Owner,
            Some(_) => Credentials::Stranger,
        };
        let mut scratch = Transcript::new(Role::PushService);
        let at = scratch.asked(
            Time(0),
            Sent {
                method: &request.method,
                target: &target,
                headers: request
                    .headers
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_slice())),
                body: &request.body,
                credentials,
                form: Form::Usual,
            },
        );
        let answer = scratch.request(at).and_then(|request| self.service().answer(&request));
        match answer {
            Some(reply) => Reply {
                status: reply.status,
                headers: reply
                    .headers
                    .into_iter()
                    .map(|(name, value)| (name.into(), value))
                    .collect(),
                body: reply.body.into(),
                manner: reply.manner,
            },
            None => Reply::empty(400),
        }
    }
}

impl PushService {
    /// Starts the service on two ports of an address, one for HTTP and one for HTTPS; 0 is any free one.
    ///
    /// # Errors
    ///
    /// A port is in use or cannot be bound, or no certificate could be made.
    pub async fn start(address: IpAddr, (plain, secure): (u16, u16)) -> Result<Self, WireError> {
        let authority = Authority::new()?;
        let acceptor = authority.acceptor(&authority.server(&LOOPBACK)?)?;
        let state = Arc::new(State::default());
        let listeners = [
            Listen::Plain(SocketAddr::new(address, plain)),
            Listen::Secure(SocketAddr::new(address, secure), acceptor),
        ];
        let server = Server::start(state.clone(), &listeners).await?;
        let mut addresses = server.addresses();
        let (Some(plain), Some(secure)) = (addresses.next(), addresses.next()) else {
            return Err(WireError::Unusable { expected: "two listeners", found: "fewer".into() });
        };
        drop(addresses);
        let [owner_pem, stranger_pem] =
            [authority.client(OWNER)?.pem(), authority.client(STRANGER)?.pem()];
        let (callbacks, opened) = (Client::plain(CALLBACK_LIMIT)?, AtomicU64::new(0));
        Ok(Self {
            state,
            server,
            plain,
            secure,
            authority,
            owner_pem,
            stranger_pem,
            callbacks,
            opened,
        })
    }

    /// The same service with a fault, if it is one of its role.
    #[must_use]
    pub fn being(self, fault: Option<&Fault>) -> Self {
        if let Some(fault::Wrong::PushService(wrong)) = fault.map(|fault| fault.wrong) {
            *self.state.service() = Service::being(Some(wrong));
        }
        self
    }

    /// Where it listens for HTTP.
    #[must_use]
    pub fn plain(&self) -> SocketAddr {
        self.plain
    }

    /// Where it listens for HTTPS.
    #[must_use]
    pub fn secure(&self) -> SocketAddr {
        self.secure
    }

    /// Stops listening.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }

    /// Lets so much time pass.
    pub fn tick(&self, span: Duration) {
        self.state.service().advance(Span(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)));
    }

    /// Opens a channel, and gives its URI.
    pub fn open(&self, authenticated: bool) -> String {
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        let (scheme, address, family) = if authenticated {
            ("https", self.secure, "unthrottledthirdparty")
        } else {
            ("http", self.plain, "throttledthirdparty")
        };
        let uri = format!("{scheme}://{address}/{family}/01.00/{}", token(number));
        let opened = Arrangement::Opened { authenticated, watched: true };
        self.state.service().arrange(&uri, opened);
        uri
    }

    async fn arrange(&self, uri: &str, arrangement: Arrangement) -> Handled {
        if self.state.service().is_authenticated(uri).is_none() {
            return Err(Refusal::Failed(format!("expected an open channel, but found `{uri}`")));
        }
        let callback = self.state.service().arrange(uri, arrangement);
        if let Some(CallBack { uri, message }) = callback {
            // Nobody is told of a callback that cannot be made: the documents know no second try.
            let fields: [(&str, &[u8]); 1] = [("Content-Type", b"application/octet-stream")];
            let _ = self.callbacks.send("POST", &uri, &fields, message).await;
        }
        done(&Nothing {})
    }

    fn deliveries(&self, uri: &str) -> Deliveries {
        let service = self.state.service();
        let deliveries = service.handed(uri).iter().map(|handed| Delivery {
            kind: handed.kind,
            body_base64: STANDARD.encode(&handed.octets),
            at_ms: handed.at.since(service.opened(uri)).0,
        });
        Deliveries { deliveries: deliveries.collect() }
    }

    fn opened(&self, authenticated: bool) -> Handled {
        let pem = |pem: &String| authenticated.then(|| pem.clone());
        done(&Opened {
            channel: self.open(authenticated),
            identity_pem: pem(&self.owner_pem),
            stranger_pem: pem(&self.stranger_pem),
        })
    }
}

impl Peer for PushService {
    async fn handle(&self, command: Command) -> Handled {
        match command {
            Command::Hello { .. } => done(&Hello {
                protocol: PROTOCOL,
                name: "mpnspec reference push service".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                roles: vec![Role::PushService.name().into()],
                capabilities: CAPABILITIES.iter().map(|&name| name.into()).collect(),
                url: Some(format!("http://{}", self.plain)),
                authority_pem: Some(self.authority.pem().into()),
                ..Hello::default()
            }),
            Command::Reset => {
                let mut service = self.state.service();
                *service = Service::being(service.wrong());
                // The same names again, so that a case has the same channels whenever it is played.
                self.opened.store(0, Ordering::Relaxed);
                done(&Nothing {})
            }
            // Everything is done before its command is answered.
            Command::Settle => done(&Nothing {}),
            Command::Clock { advance_seconds } => {
                self.state.service().advance(Span::seconds(advance_seconds));
                done(&Nothing {})
            }
            Command::Open { authenticated, os: _ } => self.opened(authenticated),
            Command::Device { channel, state } => {
                self.arrange(&channel, Arrangement::Device(state)).await
            }
            Command::Expire { channel } => self.arrange(&channel, Arrangement::Expired).await,
            Command::Fill { channel } => self.arrange(&channel, Arrangement::Filled).await,
            Command::Suppress { channel, kinds } => {
                let kinds = kinds.into_iter().collect::<Kinds>();
                self.arrange(&channel, Arrangement::Suppressed(kinds)).await
            }
            Command::App { channel, running } => {
                self.arrange(&channel, Arrangement::App(running)).await
            }
            Command::Unavailable { channel, unavailable } => {
                self.arrange(&channel, Arrangement::Unavailable(unavailable)).await
            }
            Command::Deliveries { channel } => done(&self.deliveries(&channel)),
            _ => Err(Refusal::Unimplemented("this is a push service, and sends nothing".into())),
        }
    }
}

/// A token in the alphabet of real ones, base64url without padding, different for each number.
fn token(number: u64) -> String {
    let mut octets = [0; 48];
    let mut state = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    for chunk in octets.chunks_mut(8) {
        // SplitMix64: neighbours in number are strangers in token.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_be_bytes());
    }
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(octets)
}
