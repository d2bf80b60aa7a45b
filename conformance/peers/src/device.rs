//! The reference device: a client on reqwest that registers through an app backend and keeps every rule.
//!
//! Its storage is in memory, and all that a restart leaves. It names its platform `mpns`, and shows a user and a
//! password that stand in its backend's URL by HTTP Basic. One
//! registration of each template is under way at a time, so that two calls for the same ask for one id between
//! them, and calls for different ones do not wait for each other.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{
    Command, Hello, Nothing, PROTOCOL, Register, Registered, RegisteredTogether, Stored,
};
use mpnspec_model::device::Wrong;
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::registration::{DeviceRegistration, IdReply, Platform};
use mpnspec_model::requirement::Role;
use reqwest::Url;
use tokio::task::JoinSet;

use crate::adapter::{Handled, Peer, Refusal, done};
use crate::wire::WireError;
use crate::wire::client::{Answered, Client};

/// What the reference device can do, by the names that adapters declare.
pub const CAPABILITIES: &[&str] = &["stored", "restart", "templates", "together", "timeout"];

/// So long a request may take.
const LIMIT: Duration = Duration::from_secs(1);

/// A device that registers through backends.
pub struct Device {
    app: Arc<App>,
}

struct App {
    client: Client,
    /// The ids, by the name of the template; that of the native registration by no name.
    storage: Mutex<BTreeMap<String, String>>,
    /// Who registers now, by the same names.
    turns: Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<()>>>>,
    wrong: OnceLock<Wrong>,
}

/// Why a registration came to nothing, in words.
type Failure = String;

impl Device {
    /// A device with nothing in storage.
    ///
    /// # Errors
    ///
    /// No client could be made.
    pub fn new() -> Result<Self, WireError> {
        let (storage, turns) = (Mutex::default(), Mutex::default());
        let (client, wrong) = (Client::plain(LIMIT)?, OnceLock::new());
        Ok(Self { app: Arc::new(App { client, storage, turns, wrong }) })
    }

    /// The same device with a fault, if it is one of its role.
    #[must_use]
    pub fn being(self, fault: Option<&Fault>) -> Self {
        if let Some(fault::Wrong::Device(wrong)) = fault.map(|fault| fault.wrong) {
            self.app.wrong.get_or_init(|| wrong);
        }
        self
    }

    async fn together(&self, registrations: Vec<Register>) -> Result<RegisteredTogether, Refusal> {
        let mut outcomes = vec![None; registrations.len()];
        let mut tasks = JoinSet::new();
        for (place, register) in registrations.into_iter().enumerate() {
            let app = Arc::clone(&self.app);
            tasks.spawn(async move { (place, app.register(&register).await) });
        }
        while let Some(ended) = tasks.join_next().await {
            let (place, outcome) = ended.map_err(|error| Refusal::Failed(error.to_string()))?;
            if let Some(place) = outcomes.get_mut(place) {
                *place = Some(outcome);
            }
        }
        Ok(RegisteredTogether { outcomes: outcomes.into_iter().flatten().collect() })
    }
}

impl App {
    async fn register(&self, register: &Register) -> Registered {
        let template = register.template.clone().unwrap_or_default();
        let turn = Arc::clone(locked(&self.turns).entry(template.clone()).or_default());
        let _turn = turn.lock().await;
        match self.attempt(register, &template).await {
            Ok(()) => Registered::Registered,
            Err(why) => Registered::Failed { why },
        }
    }

    async fn attempt(&self, register: &Register, template: &str) -> Result<(), Failure> {
        let mut status = self.put(register, &self.id(register, template).await?).await?;
        if status == GONE && self.wrong.get() != Some(&Wrong::IgnoresGone) {
            locked(&self.storage).remove(template);
            status = self.put(register, &self.id(register, template).await?).await?;
        }
        if is_success(status) { Ok(()) } else { Err(format!("expected a 2xx, but found {status}")) }
    }

    /// The id in storage, or a new one that is there now.
    async fn id(&self, register: &Register, template: &str) -> Result<String, Failure> {
        if let Some(id) = locked(&self.storage).get(template) {
            return Ok(id.clone());
        }
        let Answered { status, body, .. } = self.send("POST", base(register)?, None).await?;
        if !is_success(status) {
            return Err(format!("expected an id, but found {status}"));
        }
        let reply = IdReply::read(&body).map_err(|error| error.to_string())?;
        locked(&self.storage).insert(template.into(), reply.id.clone());
        Ok(reply.id)
    }

    /// The status of the answer to a registration.
    async fn put(&self, register: &Register, id: &str) -> Result<u16, Failure> {
        let mut url = base(register)?;
        url.path_segments_mut().map_err(|()| unusable(register))?.push(id);
        let tags: Vec<_> = register.tags.iter().map(String::as_str).collect();
        let body = DeviceRegistration::new(Platform::Mpns.word(), &register.handle, &tags).write();
        Ok(self.send("PUT", url, Some(body)).await?.status)
    }

    /// Sends a request in the name of the user whom the URL names, if it names one.
    async fn send(
        &self,
        method: &str,
        mut url: Url,
        json: Option<Vec<u8>>,
    ) -> Result<Answered, Failure> {
        let user = format!("{}:{}", url.username(), url.password().unwrap_or_default());
        let authorization = format!("Basic {}", STANDARD.encode(&user));
        let mut fields: Vec<(&str, &[u8])> = Vec::new();
        if user != ":" {
            fields.push(("Authorization", authorization.as_bytes()));
        }
        fields.extend(json.is_some().then_some(("Content-Type", JSON)));
        // Neither can fail for a URL with a host.
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        let answered =
            self.client.send(method, url.as_str(), &fields, json.unwrap_or_default()).await;
        answered.map_err(|error| error.to_string())
    }
}

const JSON: &[u8] = b"application/json; charset=utf-8";

fn base(register: &Register) -> Result<Url, Failure> {
    Url::parse(&register.backend).map_err(|_| unusable(register))
}

fn unusable(register: &Register) -> Failure {
    format!("expected the URL of a backend, but found {}", register.backend)
}

const GONE: u16 = 410;

const fn is_success(status: u16) -> bool {
    matches!(status, 200..=299)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Peer for Device {
    async fn handle(&self, command: Command) -> Handled {
        match command {
            Command::Hello { .. } => done(&Hello {
                protocol: PROTOCOL,
                name: "mpnspec reference device".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                roles: vec![Role::Device.name().into()],
                capabilities: CAPABILITIES.iter().map(|&name| name.into()).collect(),
                ..Hello::default()
            }),
            Command::Reset => {
                locked(&self.app.storage).clear();
                locked(&self.app.turns).clear();
                done(&Nothing {})
            }
            Command::Restart => {
                locked(&self.app.turns).clear();
                done(&Nothing {})
            }
            // Everything is done before its command is answered.
            Command::Settle => done(&Nothing {}),
            Command::Register(register) => done(&self.app.register(&register).await),
            Command::RegisterTogether { registrations } => {
                done(&self.together(registrations).await?)
            }
            Command::Stored => done(&Stored { ids: locked(&self.app.storage).clone() }),
            _ => Err(Refusal::Unimplemented(
                "this is a device, and does nothing but register".into(),
            )),
        }
    }
}
