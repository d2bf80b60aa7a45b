//! The hub that backends under test meet: `wiremock`, whose responder is the model.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use mpnspec_model::backend::{HUB_NAME, HUB_SECRET};
use mpnspec_model::hub::reference::Hub;
use mpnspec_model::registration::sas::Key;
use mpnspec_model::registration::{ConnectionString, Description};
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{
    Credentials, Form, Request as Recorded, Rights, Sent, Time, Transcript,
};
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::front::{Front, HANGUP};
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::backend::{Call, Says};
use tokio::sync::Notify;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

pub use self::known::{Known, USUAL_FOLDER, USUAL_PORT};
use self::says::{credentials, error, id_of, kind, said, secret, text, unix};
use crate::play::secrets::{Secrets, without_signature};
use crate::play::sender::mock::headers_of;
use crate::subject::HubTerms;

mod known;
mod says;

/// The name of the hub's key.
pub const KEY_NAME: &str = "DefaultFullSharedAccessSignature";

/// How long a late answer takes: time enough for a backend that does not wait to show it.
const LATE: Duration = Duration::from_millis(250);

/// A hub for backends, over HTTPS through a front.
pub struct HubMock {
    _server: MockServer,
    front: Front,
    shared: Arc<Shared>,
}

struct Shared {
    key: Key,
    secrets: Secrets,
    state: Mutex<State>,
    called: Notify,
}

struct State {
    hub: Hub,
    scripts: BTreeMap<Call, VecDeque<Says>>,
    always: BTreeMap<Call, Says>,
    exchanges: Vec<Exchange>,
    /// The ids of earlier cases. What is asked about them late belongs to nobody any more.
    retired: BTreeSet<String>,
}

/// One exchange with the backend, fit for a transcript.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What was asked, in the words of cases.
    pub call: Call,
    /// When the request had arrived.
    pub asked_at: Instant,
    /// The method.
    pub method: String,
    /// The absolute target.
    pub target: String,
    /// The request's fields.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The request's body.
    pub body: Vec<u8>,
    /// What the backend showed.
    pub credentials: Credentials,
    /// When the answer left, at the earliest.
    pub answered_at: Instant,
    /// Status, fields and body of the answer; nothing if the connection was closed instead.
    pub answer: Option<Answered>,
}

/// Status, fields and body.
pub type Answered = (u16, Vec<(String, Vec<u8>)>, Vec<u8>);

#[derive(Clone)]
struct Responder {
    shared: Arc<Shared>,
}

impl Respond for Responder {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let headers = headers_of(request);
        let host = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
        let host = host.map_or_else(String::new, |(_, host)| text(host));
        let query = request.url.query().map_or_else(String::new, |query| format!("?{query}"));
        let target = format!("https://{host}{}{query}", request.url.path());
        let method = request.method.to_string();
        let asked_at = Instant::now();

        let mut state = self.shared.state();
        if id_of(&target).is_some_and(|id| state.retired.contains(&id)) {
            return ResponseTemplate::new(410);
        }
        let authorization =
            headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"));
        let authorization = authorization.map(|(_, value)| text(value));
        if let Some(shown) = &authorization {
            self.shared.secrets.learn_signature(shown, HUB_SECRET);
        }
        let credentials = credentials(&self.shared.key, authorization.as_deref(), &target);
        let call = kind(&method, &target);
        let says = state.next(call);
        if says == Says::Meanwhile {
            state.change(&target);
        }
        let answer = match says {
            Says::Error(status) => Some(error(status, None)),
            Says::Wait(status, seconds) => Some(error(status, Some(seconds))),
            Says::Hangup => None,
            _ => {
                let answer = state.answer(&method, &target, &headers, &request.body);
                (says != Says::DoneAndHangup).then(|| said(says, answer))
            }
        };
        let delay = if says == Says::Late { LATE } else { Duration::ZERO };
        let recorded = headers.into_iter().map(|(name, value)| {
            let kept = match name.as_str() {
                "authorization" => without_signature(&value),
                _ => self.shared.secrets.replaced(&value),
            };
            (name, kept)
        });
        state.exchanges.push(Exchange {
            call,
            asked_at,
            method,
            target,
            headers: recorded.collect(),
            body: self.shared.secrets.replaced(&request.body),
            credentials,
            answered_at: Instant::now() + delay,
            answer: answer.clone(),
        });
        drop(state);
        self.shared.called.notify_waiters();
        let Some((status, fields, body)) = answer else {
            return ResponseTemplate::new(HANGUP);
        };
        let mut template = ResponseTemplate::new(status);
        for (name, value) in &fields {
            template = template.append_header(name.as_str(), text(value).as_str());
        }
        template.set_body_bytes(body).set_delay(delay)
    }
}

impl State {
    /// What is said to the next call of a kind.
    fn next(&mut self, call: Call) -> Says {
        [call, Call::Any]
            .iter()
            .find_map(|call| self.scripts.get_mut(call).and_then(VecDeque::pop_front))
            .or_else(|| [call, Call::Any].iter().find_map(|call| self.always.get(call).copied()))
            .unwrap_or(Says::ItsOwn)
    }

    /// What the hub itself answers.
    fn answer(
        &mut self,
        method: &str,
        target: &str,
        headers: &[(String, Vec<u8>)],
        body: &[u8],
    ) -> Answered {
        let mut scratch = Transcript::new(Role::Backend);
        let at = scratch.consulted(
            Time(0),
            Sent {
                method,
                target,
                headers: headers.iter().map(|(name, value)| (name.as_str(), value.as_slice())),
                body,
                credentials: Credentials::Unseen,
                form: Form::Usual,
            },
        );
        let hub = &mut self.hub;
        let reply = scratch.request(at).map(|request: Recorded<'_>| hub.answer(&request, unix()));
        let reply = reply.unwrap_or_default();
        let fields = reply.headers.into_iter().map(|(name, value)| (name.to_owned(), value));
        (reply.status, fields.collect(), reply.body)
    }

    /// Somebody else adds a tag to the registration that a target is about.
    fn change(&mut self, target: &str) {
        let Some(id) = id_of(target) else { return };
        let found = self.hub.registrations().find(|(known, _)| known.to_string() == id);
        let Some(mut description) = found.map(|(_, it)| it.description.clone()) else { return };
        let number = description.tags.len();
        description.tags.insert(format!("meanwhile:{number}"));
        self.hub.write(&id, description, unix());
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HubMock {
    /// Starts a hub on the loopback address.
    ///
    /// # Errors
    ///
    /// The front could not be started.
    pub async fn start(authority: &Authority, known: &Known) -> Result<Self, WireError> {
        let secret = known.key.clone().unwrap_or_else(secret);
        let key = Key { name: KEY_NAME.into(), secret };
        let state = Mutex::new(State::new(&key));
        let secrets = Secrets::from(&key);
        let shared = Arc::new(Shared { key, secrets, state, called: Notify::new() });
        let server = MockServer::builder().disable_request_recording().start().await;
        let responder = Responder { shared: Arc::clone(&shared) };
        Mock::given(any()).respond_with(responder).mount(&server).await;
        let address = (std::net::Ipv4Addr::LOCALHOST, known.port).into();
        let front = Front::start_at(address, authority, *server.address()).await?;
        Ok(Self { _server: server, front, shared })
    }

    /// How a backend reaches it.
    #[must_use]
    pub fn terms(&self) -> HubTerms {
        let authority = self.front.address().to_string();
        let connection = ConnectionString { authority, key: self.shared.key.clone() };
        HubTerms {
            connection_string: connection.to_string(),
            name: HUB_NAME.into(),
            secrets: self.shared.secrets.clone(),
        }
    }

    /// Forgets everything but that these ids belong to an earlier case, and makes ids from a number on that no
    /// other case has.
    pub fn reset(&self, ids: impl IntoIterator<Item = String>, number: u64) {
        let mut state = self.shared.state();
        let mut retired = std::mem::take(&mut state.retired);
        retired.extend(ids);
        *state = State { retired, ..State::new(&self.shared.key) };
        // Room for as many ids as a case may ask for.
        state.hub.number_from(number >> 16);
    }

    /// Gives these answers to the next calls of a kind.
    pub fn script(&self, call: Call, says: &[Says]) {
        self.shared.state().scripts.entry(call).or_default().extend(says);
    }

    /// Gives this answer to every call of a kind.
    pub fn always(&self, call: Call, says: Says) {
        self.shared.state().always.insert(call, says);
    }

    /// Puts no more than so many registrations on a page.
    pub fn pages(&self, page: usize) {
        self.shared.state().hub.pages(page);
    }

    /// Ends the time of a registration; false if there is none.
    #[must_use]
    pub fn expire(&self, id: &str) -> bool {
        self.shared.state().hub.expire(id)
    }

    /// Has a registration written by nobody; false if the id is none.
    #[must_use]
    pub fn stock(&self, id: &str, description: Description) -> bool {
        self.shared.state().hub.write(id, description, unix())
    }

    /// The registrations, by id.
    #[must_use]
    pub fn registrations(&self) -> BTreeMap<String, Description> {
        let state = self.shared.state();
        let all = state.hub.registrations();
        all.map(|(id, it)| (id.to_string(), it.description.clone())).collect()
    }

    /// The exchanges since it was last asked, in the order of the requests.
    #[must_use]
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.shared.state().exchanges)
    }

    /// Waits for the next call, no longer than so long.
    pub async fn wait_for_a_call(&self, limit: Duration) {
        let mut called = std::pin::pin!(self.shared.called.notified());
        called.as_mut().enable();
        if self.shared.state().exchanges.is_empty() {
            let _ = tokio::time::timeout(limit, called).await;
        }
    }
}

impl State {
    fn new(key: &Key) -> Self {
        Self {
            hub: Hub::new(HUB_NAME, vec![(key.clone(), Rights::ALL)]),
            scripts: BTreeMap::new(),
            always: BTreeMap::new(),
            exchanges: Vec::new(),
            retired: BTreeSet::new(),
        }
    }
}
