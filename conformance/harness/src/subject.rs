//! Who is put to the test, and how it is started.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Hello, HubKey, PROTOCOL, Right};
use mpnspec_model::fault::Fault;
use mpnspec_model::registration::{ConnectionString, ConnectionStringFault};
use mpnspec_model::requirement::Role;
use mpnspec_model::ruling::escaped;
use mpnspec_peers::backend::{self, Backend};
use mpnspec_peers::device::Device;
use mpnspec_peers::hub::{self, Hub};
use mpnspec_peers::push_service::PushService;
use mpnspec_peers::sender::Sender;

use crate::adapter::exec::Exec;
use crate::adapter::stdio::Stdio;
use crate::adapter::{Embedded, Http, Link, LinkError};
use crate::event::SubjectInfo;
use crate::play::secrets::{HUB_KEY, Secrets};

mod description;
mod reach;

pub(crate) use description::install;
pub use description::{Caller, Description};
use reach::{check_backend, check_channel, check_listens};

/// Where a subject is found.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Our own reference peer, in this process.
    Embedded,
    /// A folder with a `subject.toml`.
    Folder(PathBuf),
    /// An adapter behind a URL.
    Url(String),
    /// A push service, known by the URI of one open channel.
    Channel(String),
    /// A sender or a device, known by a command line.
    Exec(String),
    /// A hub, known by its URL.
    Hub(String, HubKeys),
}

/// How the callers of a hub sign, and whom they trust.
#[derive(Clone, Debug)]
pub struct HubKeys {
    key: HubKey,
    authority_pem: Option<String>,
}

impl HubKeys {
    /// The key of a connection string, whose endpoint does not count, which is good for everything.
    ///
    /// # Errors
    ///
    /// The text is no connection string.
    pub fn read(
        connection_string: &str,
        authority_pem: Option<String>,
    ) -> Result<Self, ConnectionStringFault> {
        let ConnectionString { key, .. } = ConnectionString::parse(connection_string)?;
        let rights = vec![Right::Listen, Right::Send, Right::Manage];
        Ok(Self { key: HubKey { name: key.name, key: key.secret, rights }, authority_pem })
    }
}

impl Origin {
    /// The words that select this subject on a command line.
    #[must_use]
    pub fn arguments(&self) -> String {
        match self {
            Self::Embedded => String::new(),
            Self::Folder(folder) => format!(" --subject {}", quoted(&folder.display().to_string())),
            Self::Url(url) | Self::Hub(url, _) => format!(" --url {}", quoted(url)),
            Self::Channel(uri) => format!(" --channel-uri {}", quoted(uri)),
            Self::Exec(line) => format!(" --exec {}", quoted(line)),
        }
    }

    /// How it is named in reports.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Embedded => "embedded".into(),
            Self::Folder(folder) => folder.display().to_string(),
            Self::Url(text) | Self::Channel(text) | Self::Exec(text) | Self::Hub(text, _) => {
                text.clone()
            }
        }
    }
}

/// A word as a POSIX shell reads it.
pub(crate) fn quoted(word: &str) -> String {
    shlex::try_quote(word).map_or_else(|_| word.to_owned(), |quoted| quoted.into_owned())
}

/// What all the subjects of a run are started with.
#[derive(Clone, Debug)]
pub struct Terms {
    /// How long a subject may take for one command.
    pub limit: Duration,
    /// The certificate of the authority behind our https channels, as PEM.
    pub authority_pem: String,
    /// The certificate and key that a sender shows on them, as PEM.
    pub identity_pem: String,
    /// Variables of the environment by which processes find the two.
    pub environment: Vec<(String, String)>,
    /// The hub behind a backend.
    pub hub: Option<HubTerms>,
    /// How our own peer of a role is wrong.
    pub fault: Option<&'static Fault>,
}

impl Terms {
    /// Every variable of the environment that a process of the subject is started with.
    fn variables(&self) -> Vec<(String, String)> {
        let hub = self.hub.iter().flat_map(HubTerms::variables);
        self.environment.iter().cloned().chain(hub).collect()
    }
}

/// How a backend reaches the hub behind it.
#[derive(Clone, Default)]
pub struct HubTerms {
    /// `Endpoint=sb://…/;SharedAccessKeyName=…;SharedAccessKey=…`
    pub connection_string: String,
    /// The hub's name.
    pub name: String,
    /// What of it is replaced wherever it is recorded.
    pub secrets: Secrets,
}

impl HubTerms {
    /// The variables of the environment by which a backend finds it.
    pub(crate) fn variables(&self) -> [(String, String); 2] {
        [
            ("MPNSPEC_HUB_CONNECTION_STRING".into(), self.connection_string.clone()),
            ("MPNSPEC_HUB_NAME".into(), self.name.clone()),
        ]
    }
}

impl fmt::Debug for HubTerms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The connection string holds a key.
        f.debug_struct("HubTerms").field("name", &self.name).finish_non_exhaustive()
    }
}

/// A subject that was started and has said who it is.
pub struct Subject {
    /// How it is told what to do.
    pub link: Link,
    /// What it said of itself.
    pub hello: Hello,
    /// Whom it knows, if it is a backend.
    pub callers: Vec<Caller>,
    /// What is replaced in whatever is recorded of it.
    pub secrets: Secrets,
}

impl Subject {
    /// Starts a subject in a role, installing it first if need be.
    ///
    /// # Errors
    ///
    /// It could not be started, or is not what it should be.
    pub async fn start(origin: &Origin, role: Role, terms: &Terms) -> Result<Self, LinkError> {
        let variables = terms.variables();
        let mut callers = Vec::new();
        let secrets = terms.hub.as_ref().map(|hub| hub.secrets.clone()).unwrap_or_default();
        let link = match origin {
            Origin::Embedded => {
                if role == Role::Backend {
                    callers = backend::users().into_iter().map(Caller::from).collect();
                }
                Link::Embedded(embedded(role, terms).await?)
            }
            Origin::Url(url) if role == Role::Backend => {
                check_backend(url, terms.limit).await?;
                let hello = Hello { url: Some(url.clone()), ..anonymous("backend", &[]) };
                return Ok(Self { link: Link::None, hello, callers, secrets });
            }
            Origin::Url(url) => Link::Http(Http::new(url, terms.limit)?),
            Origin::Channel(uri) => {
                let hello = anonymous("push service", &[]);
                check_channel(uri, terms.limit).await?;
                return Ok(Self { link: Link::None, hello, callers, secrets });
            }
            Origin::Hub(url, keys) => {
                check_listens(url, terms.limit).await?;
                let hello = Hello {
                    url: Some(url.clone()),
                    keys: vec![keys.key.clone()],
                    authority_pem: keys.authority_pem.clone(),
                    ..anonymous("hub", &[])
                };
                secrets.learn_key(&keys.key.key, HUB_KEY);
                return Ok(Self { link: Link::None, hello, callers, secrets });
            }
            Origin::Exec(line) => {
                let exec = Exec::new(line, role, variables, terms.limit)?;
                let hello = anonymous("command line", &exec.capabilities());
                return Ok(Self { link: Link::Exec(exec), hello, callers, secrets });
            }
            Origin::Folder(folder) => {
                let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
                let described = Description::read(folder)?;
                callers = described.callers;
                match &described.url {
                    Some(url) => Link::Http(Http::new(url, terms.limit)?),
                    None => Link::Stdio(Box::new(Stdio::start(
                        &described.command,
                        folder,
                        &variables,
                        terms.limit,
                    )?)),
                }
            }
        };
        callers.iter().for_each(|caller| secrets.learn_caller(&caller.authorization));
        Self::greet(link, role, (callers, secrets)).await
    }

    async fn greet(
        mut link: Link,
        role: Role,
        (callers, secrets): (Vec<Caller>, Secrets),
    ) -> Result<Self, LinkError> {
        let greeting = Command::Hello { protocol: PROTOCOL, role: role.name().into() };
        let mut hello: Hello = link.call(greeting).await.map_err(|error| {
            let printed = link.output().map(|text| secrets.left_out_of(text.trim()));
            let printed = printed.map(|text| escaped(text.as_bytes(), 400));
            let printed = printed.map(|text| format!("; it printed: {text}")).unwrap_or_default();
            let error = secrets.left_out_of(&error.to_string());
            let key = match (role, &link) {
                (Role::Hub, Link::Http(_)) => {
                    "; a hub itself, and no adapter, is asked with its key in MPNSPEC_HUB_CONNECTION_STRING"
                }
                _ => "",
            };
            LinkError::Unreachable(format!(
                "the adapter did not answer `hello`: {error}{printed}{key}"
            ))
        })?;
        if hello.protocol != PROTOCOL {
            let found = hello.protocol;
            return Err(LinkError::Unreachable(format!(
                "expected adapter protocol {PROTOCOL}, but found {found}"
            )));
        }
        if !hello.roles.iter().any(|name| name == role.name()) {
            let roles = escaped(hello.roles.join(", ").as_bytes(), 200);
            return Err(LinkError::Unreachable(format!(
                "expected a subject of the role {role}, but found one that plays: {roles}"
            )));
        }
        hello.keys.iter().for_each(|key| secrets.learn_key(&key.key, HUB_KEY));
        hello.capabilities.extend(key_capabilities(&hello.keys));
        Ok(Self { link, hello, callers, secrets })
    }

    /// Does it declare this capability?
    #[must_use]
    pub fn can(&self, capability: &str) -> bool {
        // Whom a backend knows is said by its description, where the suite finds what they show.
        if capability == "callers" {
            return !self.callers.is_empty();
        }
        self.hello.capabilities.iter().any(|declared| declared == capability)
    }

    /// Who it is, for reports.
    #[must_use]
    pub fn info(&self, role: Role, origin: &Origin) -> SubjectInfo {
        SubjectInfo {
            role,
            name: self.hello.name.clone(),
            version: self.hello.version.clone(),
            origin: origin.text(),
            capabilities: self.hello.capabilities.clone(),
        }
    }
}

async fn embedded(role: Role, terms: &Terms) -> Result<Embedded, LinkError> {
    let unreachable =
        |error: mpnspec_peers::wire::WireError| LinkError::Unreachable(error.to_string());
    match role {
        Role::PushService => {
            let loopback = std::net::Ipv4Addr::LOCALHOST.into();
            let service = PushService::start(loopback, (0, 0)).await.map_err(unreachable)?;
            Ok(Embedded::PushService(Arc::new(service.being(terms.fault))))
        }
        Role::Sender => {
            let sender = Sender::new(Some(&terms.authority_pem), Some(&terms.identity_pem));
            let sender = sender.map_err(unreachable)?;
            Ok(Embedded::Sender(Arc::new(sender.being(terms.fault))))
        }
        Role::Hub => {
            let loopback = std::net::Ipv4Addr::LOCALHOST.into();
            let hub = Hub::start(hub::NAME, loopback, (0, 0)).await.map_err(unreachable)?;
            Ok(Embedded::Hub(Arc::new(hub.being(terms.fault))))
        }
        Role::Backend => {
            let hub = terms.hub.clone().unwrap_or_default();
            let hub = (&*hub.connection_string, &*hub.name);
            let address = (std::net::Ipv4Addr::LOCALHOST, 0).into();
            let backend = Backend::start(address, hub, Some(&terms.authority_pem)).await;
            let backend = backend.map_err(unreachable)?;
            Ok(Embedded::Backend(Arc::new(backend.being(terms.fault))))
        }
        Role::Device => {
            let device = Device::new().map_err(unreachable)?;
            Ok(Embedded::Device(Arc::new(device.being(terms.fault))))
        }
        Role::Parser => Err(LinkError::Unreachable(format!(
            "there is no reference peer of the role {role} yet"
        ))),
    }
}

/// What the keys of a hub let the suite ask: each capability is a key with that right alone.
fn key_capabilities(keys: &[HubKey]) -> impl Iterator<Item = String> + use<> {
    let just = |right| keys.iter().any(|key| key.rights == [right]);
    let known = [(Right::Listen, "listen-key"), (Right::Send, "send-key")];
    let declared: Vec<_> = known.iter().filter(|(right, _)| just(*right)).collect();
    let names: Vec<String> = declared.into_iter().map(|(_, name)| (*name).into()).collect();
    names.into_iter()
}

fn anonymous(name: &str, capabilities: &[String]) -> Hello {
    Hello {
        protocol: PROTOCOL,
        name: name.into(),
        capabilities: capabilities.to_vec(),
        ..Hello::default()
    }
}
