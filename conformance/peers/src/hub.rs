//! The reference hub: the model's table behind HTTP and HTTPS.
//!
//! It keeps registrations and sends nothing. Tokens are verified by real time; how long registrations
//! live counts on a virtual clock that runs ahead when an adapter's `clock` command says so.

use std::collections::hash_map::RandomState;
use std::future::ready;
use std::hash::{BuildHasher as _, Hasher as _};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use mpnspec_model::adapter::{Command, Hello, HubKey, Nothing, PROTOCOL, Right};
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::hub::reference;
use mpnspec_model::registration::ConnectionString;
use mpnspec_model::registration::sas::Key;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Credentials, Form, Rights, Sent, Span, Time, Transcript};

use crate::adapter::{Handled, Peer, Refusal, done};
use crate::wire::WireError;
use crate::wire::identity::{Authority, LOOPBACK};
use crate::wire::server::{Listen, Received, Reply, Replying, Respond, Server};

/// The name of a hub that nobody named.
pub const NAME: &str = "mpnspec-hub";

/// The names of its keys, with what each is good for.
pub const KEYS: [(&str, Rights); 3] = [
    ("DefaultFullSharedAccessSignature", Rights::ALL),
    ("DefaultListenSharedAccessSignature", Rights::LISTEN),
    ("SendSharedAccessSignature", Rights::SEND),
];

/// What the reference hub can do, by the names that adapters declare.
pub const CAPABILITIES: &[&str] = &["empty", "expire-registration", "throttle", "clock"];

/// A running hub.
pub struct Hub {
    state: Arc<State>,
    server: Server,
    plain: SocketAddr,
    secure: SocketAddr,
    authority: Authority,
    keys: Vec<(Key, Rights)>,
}

struct State {
    hub: Mutex<reference::Hub>,
}

impl State {
    // A panic elsewhere leaves the hub as sound as before: its parts are replaced, never torn.
    fn hub(&self) -> MutexGuard<'_, reference::Hub> {
        self.hub.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Received) -> Reply {
        let scheme = if request.secure { "https" } else { "http" };
        // Clients look for what they were told under the name by which they called.
        let host = request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
        let host = host.and_then(|(_, value)| str::from_utf8(value).ok());
        let host = host.map_or_else(|| request.address.to_string(), ToOwned::to_owned);
        let target = format!("{scheme}://{host}{}", request.target);
        let reply = answer(&mut self.hub(), request, &target);
        Reply {
            status: reply.status,
            headers: reply.headers.into_iter().map(|(name, value)| (name.into(), value)).collect(),
            body: reply.body.into(),
            manner: reply.manner,
        }
    }
}

/// What a hub of the model answers to a request that arrived now, by the absolute target under which it did.
pub fn answer(hub: &mut reference::Hub, request: &Received, target: &str) -> reference::Reply {
    let mut scratch = Transcript::new(Role::Hub);
    let fields = request.headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
    let at = scratch.asked(
        Time(0),
        Sent {
            method: &request.method,
            target,
            headers: fields,
            body: &request.body,
            credentials: Credentials::Unseen,
            form: Form::Usual,
        },
    );
    match scratch.request(at) {
        Some(asked) => {
            hub.connected(request.nth);
            hub.answer(&asked, unix_now())
        }
        None => reference::Reply { status: 400, ..reference::Reply::default() },
    }
}

/// The seconds since the beginning of 1970.
#[must_use]
pub fn unix_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

impl Respond for State {
    fn respond(&self, request: Received) -> Replying<'_> {
        Box::pin(ready(self.answer(&request)))
    }
}

impl Hub {
    /// Starts a hub of that name on two ports of an address, one for HTTP and one for HTTPS; 0 is any free one.
    ///
    /// Its keys are made at random, under the names in [`KEYS`].
    ///
    /// # Errors
    ///
    /// A port is in use or cannot be bound, or no certificate could be made.
    pub async fn start(
        name: &str,
        address: IpAddr,
        (plain, secure): (u16, u16),
    ) -> Result<Self, WireError> {
        let authority = Authority::new()?;
        let acceptor = authority.acceptor(&authority.server(&LOOPBACK)?)?;
        let keys: Vec<_> = KEYS
            .iter()
            .map(|(name, rights)| (Key { name: (*name).into(), secret: secret() }, *rights))
            .collect();
        let hub = Mutex::new(reference::Hub::new(name, keys.clone()));
        let state = Arc::new(State { hub });
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
        Ok(Self { state, server, plain, secure, authority, keys })
    }

    /// The same hub with a fault, if it is one of its role.
    #[must_use]
    pub fn being(self, fault: Option<&Fault>) -> Self {
        if let Some(fault::Wrong::Hub(wrong)) = fault.map(|fault| fault.wrong) {
            let mut hub = self.model();
            *hub = hub.clone().being(Some(wrong));
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

    /// The certificate of the authority behind its HTTPS port, as PEM.
    #[must_use]
    pub fn authority_pem(&self) -> &str {
        self.authority.pem()
    }

    /// Its keys, and what each is good for: the first for everything.
    #[must_use]
    pub fn keys(&self) -> &[(Key, Rights)] {
        &self.keys
    }

    /// The connection string of the key with these rights, for the HTTPS port.
    #[must_use]
    pub fn connection_string(&self, rights: Rights) -> Option<String> {
        let (key, _) = self.keys.iter().find(|(_, its)| *its == rights)?;
        let authority = self.secure.to_string();
        Some(ConnectionString { authority, key: key.clone() }.to_string())
    }

    /// The hub of the model that answers, to look into or to arrange.
    pub fn model(&self) -> MutexGuard<'_, reference::Hub> {
        self.state.hub()
    }

    /// Stops listening.
    pub async fn shutdown(self) {
        self.server.shutdown().await;
    }

    fn hello(&self) -> Hello {
        let keys = self.keys.iter().map(|(key, rights)| HubKey {
            name: key.name.clone(),
            key: key.secret.clone(),
            rights: listed(*rights),
        });
        Hello {
            protocol: PROTOCOL,
            name: "mpnspec reference hub".into(),
            version: env!("CARGO_PKG_VERSION").into(),
            roles: vec![Role::Hub.name().into()],
            capabilities: CAPABILITIES.iter().map(|&name| name.into()).collect(),
            url: Some(format!("http://{}/{}", self.plain, self.model().name())),
            authority_pem: Some(self.authority.pem().into()),
            keys: keys.collect(),
        }
    }
}

impl Peer for Hub {
    async fn handle(&self, command: Command) -> Handled {
        match command {
            Command::Hello { .. } => return done(&self.hello()),
            Command::Reset => self.model().forget(),
            // Everything is done before its command is answered.
            Command::Settle => {}
            Command::Clock { advance_seconds } => {
                self.model().advance(Span::seconds(advance_seconds));
            }
            Command::ExpireRegistration { registration } => {
                if !self.model().expire(&registration) {
                    return Err(Refusal::Failed(format!(
                        "expected the id of a registration, but found `{registration}`"
                    )));
                }
            }
            Command::Throttle { throttling } => self.model().throttle(throttling),
            _ => {
                let why = "this is a hub, and keeps registrations only";
                return Err(Refusal::Unimplemented(why.into()));
            }
        }
        done(&Nothing {})
    }
}

fn listed(rights: Rights) -> Vec<Right> {
    let all = [
        (rights.listen, Right::Listen),
        (rights.send, Right::Send),
        (rights.manage, Right::Manage),
    ];
    all.into_iter().filter(|(has, _)| *has).map(|(_, right)| right).collect()
}

/// A key that nobody can guess, of the length that the service's own have.
fn secret() -> String {
    use base64::Engine as _;
    // Each state is keyed by the operating system's random numbers.
    let mut octets = [0; 32];
    for chunk in octets.chunks_mut(8) {
        chunk.copy_from_slice(&RandomState::new().build_hasher().finish().to_be_bytes());
    }
    base64::engine::general_purpose::STANDARD.encode(octets)
}
