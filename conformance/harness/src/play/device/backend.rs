//! The backend that devices under test meet: `wiremock`, on a way on which answers get lost.
//!
//! It hands out ids as a hub mints them and takes whatever is registered. Other answers are scripted.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use mpnspec_model::registration::{IdForm, IdReply, RegistrationId};
use mpnspec_model::transcript::Lapse;
use mpnspec_peers::wire::WireError;
use mpnspec_peers::wire::lossy::{self, Lossy, MARK};
use mpnspec_suite::case::device::{Form, Loss, Reply};
use percent_encoding::percent_decode_str;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::play::Numbers;
use crate::play::secrets::shown;
use crate::play::sender::mock::headers_of;

/// A backend for devices.
pub struct Backend {
    // The way leads to the server, so that it has to live as long.
    _server: MockServer,
    way: Lossy,
    state: Arc<Mutex<State>>,
}

/// One exchange with the device.
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
    /// The answer's status.
    pub status: u16,
    /// The answer's fields.
    pub answer: Vec<(String, Vec<u8>)>,
    /// The answer's body.
    pub answer_body: Vec<u8>,
    /// Why the answer did not arrive, if it did not.
    pub lapse: Option<Lapse>,
}

impl Exchange {
    /// The id that a request names below the URL for registrations.
    #[must_use]
    pub fn id(&self, url: &str) -> Option<String> {
        let segment = self.target.strip_prefix(url)?.strip_prefix('/')?;
        Some(percent_decode_str(segment).decode_utf8_lossy().into_owned())
    }
}

/// What a case has made the backend answer.
#[derive(Default)]
struct State {
    /// The path under which the case is played.
    path: String,
    numbers: Option<Numbers>,
    ids: Script,
    puts: Script,
    /// The ids that were handed out in the case, and how many of them are gone.
    handed: Vec<String>,
    gone: usize,
    exchanges: Vec<Exchange>,
}

struct Script {
    next: VecDeque<Reply>,
    then: Reply,
}

impl Default for Script {
    fn default() -> Self {
        Self { next: VecDeque::new(), then: Reply::Usual }
    }
}

impl Script {
    fn draw(&mut self) -> Reply {
        self.next.pop_front().unwrap_or(self.then)
    }

    fn extend(&mut self, next: &[Reply], then: Option<Reply>) {
        self.next.extend(next);
        self.then = then.unwrap_or(self.then);
    }
}

/// What is answered, before it is put on the wire.
#[derive(Default)]
struct Answer {
    status: u16,
    fields: Vec<(&'static str, String)>,
    body: Vec<u8>,
    loss: Option<lossy::Loss>,
}

#[derive(Clone)]
struct Responder(Arc<Mutex<State>>);

impl Respond for Responder {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let headers = headers_of(request).into_iter();
        let headers: Vec<_> = headers
            .map(|(name, value)| {
                let left = shown(&name, &value).into_owned();
                (name, left)
            })
            .collect();
        let host = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("host"));
        let host =
            host.map_or_else(String::new, |(_, host)| String::from_utf8_lossy(host).into_owned());
        let query = request.url.query().map_or_else(String::new, |query| format!("?{query}"));
        let origin = format!("http://{host}");
        let target = format!("{origin}{}{query}", request.url.path());
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = state.answer(request.method.as_str(), request.url.path(), &origin);
        let mut template = ResponseTemplate::new(answer.status);
        for (name, value) in &answer.fields {
            template = template.append_header(*name, value.as_str());
        }
        if let Some(loss) = answer.loss {
            template = template.append_header(MARK, loss.name());
        }
        let template = template.set_body_bytes(answer.body.clone());
        // What comes late from an earlier case belongs to nobody any more.
        if request.url.path().starts_with(&state.path) {
            let fields = answer.fields.iter();
            state.exchanges.push(Exchange {
                method: request.method.to_string(),
                target,
                headers,
                body: request.body.clone(),
                status: answer.status,
                answer: fields
                    .map(|(name, value)| ((*name).into(), value.as_bytes().into()))
                    .collect(),
                answer_body: answer.body,
                lapse: answer.loss.and_then(lapse),
            });
        }
        template
    }
}

impl State {
    fn answer(&mut self, method: &str, path: &str, origin: &str) -> Answer {
        let (usual, moved) = (format!("{}{REGISTER}", self.path), format!("{}{MOVED}", self.path));
        let (sent_on, rest) = match (path.strip_prefix(&usual), path.strip_prefix(&moved)) {
            (Some(rest), _) => (false, rest),
            (None, Some(rest)) => (true, rest),
            (None, None) => return Answer::status(404),
        };
        let elsewhere = format!("{origin}{moved}{rest}");
        match (method, rest) {
            ("POST", "") => {
                let reply = if sent_on { Reply::Usual } else { self.ids.draw() };
                self.written(reply, true, elsewhere)
            }
            ("PUT", rest) if rest.starts_with('/') => {
                let reply = if sent_on { Reply::Usual } else { self.puts.draw() };
                let segment = percent_decode_str(rest.trim_start_matches('/')).decode_utf8_lossy();
                match self.handed.iter().rposition(|id| *id == segment) {
                    Some(nth) if nth < self.gone => Answer::status(410),
                    _ => self.written(reply, false, elsewhere),
                }
            }
            ("DELETE", rest) if rest.starts_with('/') => Answer::status(200),
            _ => Answer::status(405),
        }
    }

    /// What a reply means to a request for an id, or to a registration.
    fn written(&mut self, reply: Reply, to_id_request: bool, elsewhere: String) -> Answer {
        match reply {
            Reply::Status(status) => Answer::status(status),
            Reply::Body(status, body) => {
                if let (true, 200..=299, Ok(reply)) =
                    (to_id_request, status, IdReply::read(body.as_bytes()))
                {
                    self.handed.push(reply.id);
                }
                let kind = if body.starts_with('<') { "text/html" } else { JSON };
                Answer::bearing(kind, body).with(status)
            }
            Reply::Moved(status) => {
                Answer { fields: vec![("Location", elsewhere)], ..Answer::status(status) }
            }
            _ if !to_id_request => Answer { loss: loss(reply), ..Answer::status(200) },
            Reply::Named(id) => self.handed(id.into(), None),
            Reply::Id(form) => {
                let id = self.mint();
                self.handed(id, Some(form))
            }
            Reply::IdWith(status) => {
                let id = self.mint();
                self.handed(id, None).with(status)
            }
            Reply::Usual | Reply::Trickled | Reply::Lost(_) => {
                let id = self.mint();
                Answer { loss: loss(reply), ..self.handed(id, None) }
            }
        }
    }

    fn mint(&mut self) -> String {
        let mut draw = || self.numbers.as_mut().map_or(1, Numbers::draw);
        let random = [draw(), draw()];
        RegistrationId::mint(random, 1).to_string()
    }

    /// Hands out an id, as a JSON string if it has no form of its own.
    fn handed(&mut self, id: String, form: Option<Form>) -> Answer {
        let reply = IdReply { id, form: IdForm::Quoted };
        let quoted = reply.write();
        let (kind, body) = match form {
            None => (JSON, quoted),
            Some(Form::Bare) => (TEXT, reply.id.clone().into_bytes()),
            Some(Form::BareLine) => (TEXT, format!("{}\r\n", reply.id).into_bytes()),
            Some(Form::Escaped) => {
                let escaped = reply.id.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
                (JSON, format!("\"{}\"", escaped.collect::<String>()).into_bytes())
            }
            Some(Form::Padded) => (JSON, [b" \r\n\t", &*quoted, b"\n"].concat()),
            Some(Form::Empty) => return Answer::bearing(JSON, "\"\""),
            Some(Form::Nothing) => return Answer::status(200),
        };
        self.handed.push(reply.id);
        Answer::bearing(kind, body)
    }
}

impl Answer {
    fn status(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    fn bearing(kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let (fields, body) = (vec![("Content-Type", kind.into())], body.into());
        Self { status: 200, fields, body, loss: None }
    }

    fn with(self, status: u16) -> Self {
        Self { status, ..self }
    }
}

/// What becomes of an answer on its way.
const fn loss(reply: Reply) -> Option<lossy::Loss> {
    match reply {
        Reply::Trickled => Some(lossy::Loss::Trickled),
        Reply::Lost(Loss::Closed) => Some(lossy::Loss::Closed),
        Reply::Lost(Loss::Cut) => Some(lossy::Loss::Cut),
        Reply::Lost(Loss::Stalled) => Some(lossy::Loss::Stalled),
        _ => None,
    }
}

/// How the device sees that.
const fn lapse(loss: lossy::Loss) -> Option<Lapse> {
    match loss {
        lossy::Loss::Trickled => None,
        lossy::Loss::Closed | lossy::Loss::Cut => Some(Lapse::Closed),
        lossy::Loss::Stalled => Some(Lapse::TimedOut),
    }
}

/// The path of registrations, below that of the case.
const REGISTER: &str = "/api/register";
/// The other place.
const MOVED: &str = "/moved/register";

const JSON: &str = "application/json; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

impl Backend {
    /// Starts the backend on any free ports of the loopback address.
    ///
    /// # Errors
    ///
    /// The way to it could not be opened.
    pub async fn start() -> Result<Self, WireError> {
        let state = Arc::default();
        let server = MockServer::builder().disable_request_recording().start().await;
        Mock::given(any()).respond_with(Responder(Arc::clone(&state))).mount(&server).await;
        let way = Lossy::start(*server.address()).await?;
        Ok(Self { _server: server, way, state })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything, and gives the URL for registrations in the case with these numbers.
    #[must_use]
    pub fn reset(&self, mut numbers: Numbers) -> String {
        let path = format!("/{:016x}", numbers.draw());
        let url = format!("http://{}{path}{REGISTER}", self.way.address());
        *self.state() = State { path, numbers: Some(numbers), ..State::default() };
        url
    }

    /// Answers the next requests for an id so, or every one that is not answered otherwise.
    pub fn script_ids(&self, next: &[Reply], then: Option<Reply>) {
        self.state().ids.extend(next, then);
    }

    /// The same for registrations.
    pub fn script_puts(&self, next: &[Reply], then: Option<Reply>) {
        self.state().puts.extend(next, then);
    }

    /// Says 410 of every id that was handed out so far.
    pub fn expire(&self) {
        let mut state = self.state();
        state.gone = state.handed.len();
    }

    /// The ids that were handed out in this case, in order.
    #[must_use]
    pub fn handed(&self) -> Vec<String> {
        self.state().handed.clone()
    }

    /// The exchanges since it was last asked, in order.
    #[must_use]
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.state().exchanges)
    }
}
