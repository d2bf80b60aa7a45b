//! The reference backend: a web service on hyper and reqwest that tells devices what the model's rows say.
//!
//! It keeps nothing: ids live on devices, registrations in the hub. It tries nothing twice, but for a registration that
//! somebody else changed while it added a tag.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{Command, Hello, Nothing, PROTOCOL};
use mpnspec_model::backend::due::Standing;
use mpnspec_model::backend::{Due, Heard, Wish, Wrong, answers, heard};
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::registration::{
    ConnectionString, Description, Entry, IdForm, IdReply, Platform, Tags,
};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Caller, Credentials, Form, Sent, Time, Transcript};

use self::hub::{Hub, Said};
use crate::adapter::{Handled, Peer, Refusal, done};
use crate::wire::WireError;
use crate::wire::server::{Listen, Received, Reply, Replying, Respond, Server};

mod hub;

/// What the reference backend can do, by the names that adapters declare.
pub const CAPABILITIES: &[&str] = &["add-tag"];

/// The path of the endpoint for registrations.
pub const PATH: &str = "/api/register";

/// So long the hub may take.
const LIMIT: Duration = Duration::from_secs(8);

/// So often a registration that others change is tried again.
const TRIES: u32 = 5;

/// Somebody whom the reference backend knows.
#[derive(Clone, Debug)]
pub struct User {
    /// What is known of them.
    pub caller: Caller,
    /// What they show, for HTTP Basic.
    password: &'static str,
}

impl User {
    /// The value of `Authorization`.
    #[must_use]
    pub fn authorization(&self) -> String {
        let pair = format!("{}:{}", self.caller.name, self.password);
        format!("Basic {}", STANDARD.encode(pair))
    }
}

/// Everybody whom the reference backend knows.
#[must_use]
pub fn users() -> Vec<User> {
    let user = |name: &str, password, more: &[&str]| {
        let own = format!("user:{name}");
        let tags = std::iter::once(own).chain(more.iter().map(|tag| (*tag).into())).collect();
        let adds = vec![format!("username:{name}")];
        User { caller: Caller { name: name.into(), tags, adds }, password }
    };
    vec![user("ada", "lovelace", &["news"]), user("grace", "hopper", &["news", "sports"])]
}

/// A backend that listens.
pub struct Backend {
    app: Arc<App>,
    _server: Server,
    address: SocketAddr,
}

impl Backend {
    /// Starts a backend on any free port of an address, before the hub of a connection string that an authority,
    /// PEM, vouches for.
    ///
    /// # Errors
    ///
    /// The connection string or the PEM cannot be read, or the port is taken.
    pub async fn start(
        address: SocketAddr,
        (connection_string, hub_name): (&str, &str),
        authority: Option<&str>,
    ) -> Result<Self, WireError> {
        let connection = ConnectionString::parse(connection_string).map_err(|fault| {
            WireError::Unusable { expected: "a connection string", found: fault.to_string() }
        })?;
        let hub = Hub::new(connection, hub_name, authority, LIMIT)?;
        let app = Arc::new(App { hub, users: users(), wrong: OnceLock::new() });
        let server = Server::start(app.clone(), &[Listen::Plain(address)]).await?;
        let address = server.addresses().next().unwrap_or(address);
        Ok(Self { app, _server: server, address })
    }

    /// The same backend with a fault, if it is one of its role.
    #[must_use]
    pub fn being(self, fault: Option<&Fault>) -> Self {
        if let Some(fault::Wrong::Backend(wrong)) = fault.map(|fault| fault.wrong) {
            self.app.wrong.get_or_init(|| wrong);
        }
        self
    }

    /// The URL for registrations.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{PATH}", self.address)
    }

    /// The address it listens on.
    #[must_use]
    pub fn ip(&self) -> IpAddr {
        self.address.ip()
    }
}

/// What answers devices.
struct App {
    hub: Hub,
    users: Vec<User>,
    wrong: OnceLock<Wrong>,
}

impl Respond for App {
    fn respond(&self, request: Received) -> Replying<'_> {
        Box::pin(self.answer(request))
    }
}

impl App {
    async fn answer(&self, asked: Received) -> Reply {
        let path = asked.target.split('?').next().unwrap_or_default().trim_end_matches('/');
        let Some(rest) = path.strip_prefix(PATH) else { return Reply::empty(404) };
        let wish = read(&asked);
        let has_id = rest.starts_with('/') && rest.len() > 1;
        match &wish {
            Wish::NewId { .. } if rest.is_empty() => {}
            Wish::Register { id, .. } | Wish::Remove { id } if has_id && is_id(id) => {}
            Wish::Register { .. } | Wish::Remove { .. } if has_id => return Reply::empty(400),
            _ => return Reply::empty(405),
        }
        let shown = asked.headers.iter().find(|(name, _)| name == "authorization");
        let user = shown.and_then(|(_, shown)| {
            self.users.iter().find(|user| user.authorization().as_bytes() == shown)
        });
        let caller = user.map(|user| &user.caller);
        let standing = Standing::of(caller, true, &wish);
        let Some(due) = Due::to(&wish, standing, None) else { return Reply::empty(405) };
        match due {
            Due::Stranger => {
                let mut reply = Reply::empty(answers::status_for(due));
                let challenge = b"Basic realm=\"register\"".to_vec();
                reply.headers.push(("WWW-Authenticate".into(), challenge));
                return reply;
            }
            Due::ForbiddenTag
            | Due::UnknownPlatform
            | Due::PlatformInAnotherCase
            | Due::Fcm
            | Due::BadBody => return Reply::empty(answers::status_for(due)),
            _ => {}
        }
        let said = match &wish {
            Wish::NewId { .. } => self.hub.mint().await,
            Wish::Register { id, .. } => match registration(&wish, caller) {
                Some(entry) => self.hub.write(id, &entry, None).await,
                None => return Reply::empty(answers::status_for(Due::BadBody)),
            },
            Wish::Remove { id } => self.hub.delete(id).await,
            Wish::Other => return Reply::empty(405),
        };
        let (due, mut reply) = tell(&wish, standing, said);
        if let Some(Wrong::Tells(wrong, bend)) = self.wrong.get()
            && due == Some(*wrong)
        {
            let mut body = reply.body.to_vec();
            bend.apply(&mut reply.status, &mut reply.headers, &mut body, &mut reply.manner);
            reply.body = body.into();
        }
        reply
    }

    /// Adds a tag to whatever has another.
    async fn add_tag(&self, by_tag: &str, tag: &str) -> Result<(), String> {
        for found in self.hub.tagged(by_tag).await? {
            self.add_tag_to(found, tag).await?;
        }
        Ok(())
    }

    async fn add_tag_to(&self, mut found: Entry, tag: &str) -> Result<(), String> {
        for _ in 0..TRIES {
            if found.description.tags.contains(tag) {
                return Ok(());
            }
            let (Some(id), Some(etag)) = (found.title.clone(), found.etag.clone()) else {
                return Err("an entry of the hub has no id, or no ETag".into());
            };
            let mut description = found.description.clone();
            description.tags.insert(tag);
            let written = self.hub.write(&id, &Entry::request(description), Some(&etag)).await;
            match written.status {
                Some(412) => match self.hub.read(&id).await? {
                    Some(now) => found = now,
                    None => return Ok(()),
                },
                // It was deleted meanwhile.
                Some(404 | 410) => return Ok(()),
                Some(200..=299) => return Ok(()),
                other => return Err(format!("the hub answers {other:?}")),
            }
        }
        Err("the registration is changed too often".into())
    }
}

/// Reads a request as the model does.
fn read(asked: &Received) -> Wish {
    let mut scratch = Transcript::new(Role::Backend);
    let at = scratch.asked(
        Time(0),
        Sent {
            method: &asked.method,
            target: &asked.target,
            headers: std::iter::empty(),
            body: &asked.body,
            credentials: Credentials::Unseen,
            form: Form::Usual,
        },
    );
    scratch.request(at).map_or(Wish::Other, |request| Wish::read(&request))
}

/// An id is made of digits and hyphens; anything else has no place in a path of the hub.
fn is_id(id: &str) -> bool {
    id.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
}

/// The entry that a device asks for, with the tags that its holder always gets.
fn registration(wish: &Wish, caller: Option<&Caller>) -> Option<Entry> {
    let Wish::Register { registration: Some(registration), .. } = wish else { return None };
    let platform = Platform::from_word(&registration.platform)?;
    let adds = caller.map(|caller| caller.adds.as_slice()).unwrap_or_default();
    let tags: Tags = registration.tags.as_slice().iter().chain(adds).cloned().collect();
    let description = Description::native(platform, &*registration.handle).with_tags(tags);
    Some(Entry::request(description))
}

/// Tells a device what the hub said.
fn tell(wish: &Wish, standing: Standing, said: Said) -> (Option<Due>, Reply) {
    let mut scratch = Transcript::new(Role::Backend);
    let (heard, id) = said.read(&mut scratch, Heard::read, heard::minted);
    let heard = heard.unwrap_or(Heard::Failed);
    let due = Due::to(wish, standing, Some(heard));
    let mut reply = Reply::empty(due.map_or(500, answers::status_for));
    match (due, id) {
        (Some(Due::Id | Due::IdForAHandle), Some(id)) => {
            let body = IdReply { id, form: IdForm::Quoted }.write();
            reply
                .headers
                .push(("Content-Type".into(), b"application/json; charset=utf-8".to_vec()));
            reply.body = body.into();
        }
        (Some(Due::Id | Due::IdForAHandle), None) => {
            reply = Reply::empty(answers::status_for(Due::Failed));
        }
        _ => {}
    }
    if let (429 | 503, Some(wait)) = (reply.status, said.field(heard::RETRY_AFTER)) {
        reply.headers.push((heard::RETRY_AFTER.into(), wait));
    }
    (due, reply)
}

impl Peer for Backend {
    async fn handle(&self, command: Command) -> Handled {
        match command {
            Command::Hello { .. } => done(&Hello {
                protocol: PROTOCOL,
                name: "mpnspec reference backend".into(),
                version: env!("CARGO_PKG_VERSION").into(),
                roles: vec![Role::Backend.name().into()],
                capabilities: CAPABILITIES.iter().map(|&name| name.into()).collect(),
                url: Some(self.url()),
                ..Hello::default()
            }),
            // It keeps nothing, and everything is done before it is answered.
            Command::Reset | Command::Settle => done(&Nothing {}),
            Command::AddTag { by_tag, tag } => {
                self.app.add_tag(&by_tag, &tag).await.map_err(Refusal::Failed)?;
                done(&Nothing {})
            }
            _ => Err(Refusal::Unimplemented(
                "this is a backend, with neither channels nor keys".into(),
            )),
        }
    }
}
