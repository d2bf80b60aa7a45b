//! The backend's side of HTTP: plain, with keep-alive.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::{App, Asked};
use crate::wire::OCTETS;
use crate::wire::accept::told;
use crate::wire::server::{IDLE, Reply};

/// Answers the devices of one connection, until either side closes it.
pub(super) async fn serve(stream: TcpStream, app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let service = service_fn(|request| {
        let app = Arc::clone(&app);
        async move { Ok::<_, Infallible>(answer(&app, request).await) }
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(IDLE)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // A broken connection is the device's affair.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = told(&mut stop) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

async fn answer(app: &App, request: Request<Incoming>) -> Response<Full<Bytes>> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, OCTETS).collect().await else {
        return respond(&Reply::empty(413));
    };
    let authorization = head.headers.get(AUTHORIZATION);
    let authorization = authorization.and_then(|value| value.to_str().ok()).map(String::from);
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let method = head.method.as_str().to_owned();
    let body = body.to_bytes().to_vec();
    respond(&app.answer(Asked { method, target, authorization, body }).await)
}

fn respond(reply: &Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(reply.body.clone()));
    *response.status_mut() =
        StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &reply.headers {
        let field = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value));
        if let (Ok(name), Ok(value)) = field {
            response.headers_mut().append(name, value);
        }
    }
    response
}
