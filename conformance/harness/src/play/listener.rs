//! Where push services call back: one `wiremock` server, a path for each listener of each case.

use std::sync::{Arc, Mutex, PoisonError};

use mpnspec_suite::case::Listener;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// A server that callbacks are sent to.
pub struct Callbacks {
    server: MockServer,
    heard: Heard,
}

/// A callback that arrived.
#[derive(Clone, Debug)]
pub struct Call {
    /// The method.
    pub method: String,
    /// The absolute URI.
    pub target: String,
    /// The fields.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The message.
    pub body: Vec<u8>,
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<Call>>>);

impl Respond for Heard {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let call = Call {
            method: request.method.to_string(),
            target: request.url.to_string(),
            headers: super::sender::mock::headers_of(request),
            body: request.body.clone(),
        };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(call);
        ResponseTemplate::new(200)
    }
}

impl Callbacks {
    /// Starts listening on any free port of the loopback address.
    pub async fn start() -> Self {
        let heard = Heard::default();
        let server = MockServer::builder().disable_request_recording().start().await;
        Mock::given(any()).respond_with(heard.clone()).mount(&server).await;
        Self { server, heard }
    }

    /// The URI of a listener; the number keeps cases apart.
    #[must_use]
    pub fn uri(&self, number: u64, listener: Listener) -> String {
        let name = match listener {
            Listener::First => "first",
            Listener::Second => "second",
        };
        format!("http://{}/{number:016x}/{name}", self.server.address())
    }

    /// The callbacks that arrived for a case since it was last asked, in order.
    #[must_use]
    pub fn take(&self, number: u64) -> Vec<Call> {
        let prefix = format!("/{number:016x}/");
        let mut heard = self.heard.0.lock().unwrap_or_else(PoisonError::into_inner);
        heard
            .extract_if(.., |call| call.target.contains(&prefix))
            .map(|call| Call {
                target: format!("http://{}{}", self.server.address(), path_of(&call.target)),
                ..call
            })
            .collect()
    }
}

/// The path of an absolute URI, as it stands there.
fn path_of(uri: &str) -> &str {
    let after = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    after.find('/').map_or("/", |at| &after[at..])
}
