//! The push service that senders under test meet: `wiremock`, whose responder is the model.

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use mpnspec_model::push_service::reference::Service;
use mpnspec_model::requirement::Role;
use mpnspec_model::transcript::{Arrangement, Credentials, Form, Sent, Span, Time, Transcript};
use mpnspec_peers::push_service::OWNER;
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::front::Front;
use mpnspec_peers::wire::identity::Authority;
use mpnspec_suite::case::Scripted;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// A push service for senders, over HTTP, and over HTTPS through a front.
pub struct PushService {
    server: MockServer,
    front: Arc<OnceLock<Front>>,
    state: Arc<Mutex<State>>,
}

/// One exchange with the sender.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The absolute target.
    pub target: String,
    /// The request's fields.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The request's body.
    pub body: Vec<u8>,
    /// What the sender showed.
    pub credentials: Credentials,
    /// The answer's status.
    pub status: u16,
    /// The answer's fields.
    pub answer: Vec<(String, Vec<u8>)>,
    /// The answer's body.
    pub answer_body: Vec<u8>,
}

#[derive(Default)]
struct State {
    service: Service,
    scripts: BTreeMap<String, VecDeque<Scripted>>,
    exchanges: Vec<Exchange>,
}

#[derive(Clone)]
struct Responder {
    state: Arc<Mutex<State>>,
    front: Arc<OnceLock<Front>>,
}

impl Responder {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The request's absolute target, and what its sender showed.
    fn origin(&self, request: &Request, headers: &[(String, Vec<u8>)]) -> (String, Credentials) {
        let host = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
        let host =
            host.map_or_else(String::new, |(_, host)| String::from_utf8_lossy(host).into_owned());
        let query = request.url.query().map_or_else(String::new, |query| format!("?{query}"));
        let path = format!("{}{query}", request.url.path());
        let secure = self.front.get().filter(|front| front.address().to_string() == host);
        let credentials =
            match secure.map(|front| front.certificates().into_iter().last().flatten()) {
                Some(Some(name)) if name == OWNER => Credentials::Owner,
                Some(Some(_)) => Credentials::Stranger,
                _ => Credentials::Nobody,
            };
        let scheme = if secure.is_some() { "https" } else { "http" };
        (format!("{scheme}://{host}{path}"), credentials)
    }
}

impl Respond for Responder {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let headers = headers_of(request);
        let (target, credentials) = self.origin(request, &headers);
        let method = request.method.to_string();
        let mut state = self.state();
        let channel = target.strip_suffix("/callback").unwrap_or(&target);
        let scripted = state.scripts.get_mut(channel).and_then(VecDeque::pop_front);
        let (status, answer, answer_body) = match scripted {
            Some(scripted) => {
                let fields = scripted.fields.iter();
                let fields =
                    fields.map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec()));
                (scripted.status, fields.collect(), scripted.body.as_bytes().to_vec())
            }
            None => {
                let mut scratch = Transcript::new(Role::Sender);
                let lent = headers.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
                let (body, form) = (request.body.as_slice(), Form::Usual);
                let sent = Sent {
                    method: &method,
                    target: &target,
                    headers: lent,
                    body,
                    credentials,
                    form,
                };
                let at = scratch.asked(Time(0), sent);
                let reply = scratch.request(at).and_then(|request| state.service.answer(&request));
                let reply = reply.unwrap_or_default();
                let fields =
                    reply.headers.into_iter().map(|(name, value)| (name.to_owned(), value));
                (reply.status, fields.collect::<Vec<_>>(), Vec::new())
            }
        };
        let mut template = ResponseTemplate::new(status);
        for (name, value) in &answer {
            template =
                template.append_header(name.as_str(), String::from_utf8_lossy(value).as_ref());
        }
        let template = template.set_body_bytes(answer_body.clone());
        let body = request.body.clone();
        state.exchanges.push(Exchange {
            method,
            target,
            headers,
            body,
            credentials,
            status,
            answer,
            answer_body,
        });
        template
    }
}

/// The fields of a request, as `wiremock` hands them over: names in lower case.
#[must_use]
pub fn headers_of(request: &Request) -> Vec<(String, Vec<u8>)> {
    request
        .headers
        .iter()
        .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
        .collect()
}

impl PushService {
    /// Starts the service on any free ports of the loopback address.
    ///
    /// # Errors
    ///
    /// The front for HTTPS could not be started.
    pub async fn start(authority: &Authority) -> Result<Self, WireError> {
        let state = Arc::default();
        let front = Arc::new(OnceLock::new());
        let server = MockServer::builder().disable_request_recording().start().await;
        let responder = Responder { state: Arc::clone(&state), front: Arc::clone(&front) };
        Mock::given(any()).respond_with(responder).mount(&server).await;
        let started = Front::start(authority, *server.address()).await?;
        front.get_or_init(|| started);
        Ok(Self { server, front, state })
    }

    /// Where it listens, for HTTP or HTTPS.
    #[must_use]
    pub fn address(&self, secure: bool) -> SocketAddr {
        match self.front.get().filter(|_| secure) {
            Some(front) => front.address(),
            None => *self.server.address(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets every channel.
    pub fn reset(&self) {
        *self.state() = State::default();
    }

    /// Brings a channel into a state.
    pub fn arrange(&self, uri: &str, arrangement: Arrangement) {
        self.state().service.arrange(uri, arrangement);
    }

    /// Gives these answers to the next requests on a channel.
    pub fn script(&self, uri: &str, answers: &[Scripted]) {
        self.state().scripts.entry(uri.to_owned()).or_default().extend(answers.iter().copied());
    }

    /// Lets time pass.
    pub fn advance(&self, span: Span) {
        self.state().service.advance(span);
    }

    /// The exchanges since it was last asked, in order.
    #[must_use]
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.state().exchanges)
    }
}
