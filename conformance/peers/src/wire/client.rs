//! Well-formed exchanges over HTTP/1.1 with keep-alive: no redirects, proxies, cookies or decompression.
//!
//! What reqwest decides: header names leave in title case (`X-Notificationclass`) and come back in lower case,
//! those of one name side by side; `Accept: */*` is added where the caller has no `Accept`; the path of a URL is
//! normalised. [`raw::exchange`](super::raw::exchange) sends exactly what it is given.

use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use reqwest::{Certificate, Identity, Method, Request, Url, Version};

use super::{OCTETS, WireError};

/// A client with one identity, or none; a clone shares its connections.
#[derive(Debug, Clone)]
pub struct Client {
    client: reqwest::Client,
    limit: Duration,
    octets: usize,
}

/// A response as it arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The second digit of `HTTP/1.x`.
    pub minor: u8,
    /// The status code.
    pub status: u16,
    /// The header fields; see the module for what became of their names and order.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, its transfer coding removed.
    pub body: Bytes,
}

impl Client {
    /// Builds a client that trusts `authority` alone, or whom the system trusts if there is none, and shows `identity`.
    ///
    /// Both are PEM; an identity is a chain, leaf first, and its key. An exchange may take `limit`. On a system
    /// that trusts nobody, as slim containers do, a client without `authority` speaks plain HTTP only.
    pub fn new(
        authority: Option<&str>,
        identity: Option<&str>,
        limit: Duration,
    ) -> Result<Self, WireError> {
        // An error means that the process has a provider already, and reqwest takes that one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let roots = match authority.map(|pem| (pem, Certificate::from_pem_bundle(pem.as_bytes()))) {
            Some((_, Ok(roots))) if !roots.is_empty() => Some(roots),
            Some((pem, _)) => return Err(unusable("a certificate in PEM", pem)),
            None => None,
        };
        let identity = identity
            .map(|pem| Identity::from_pem(pem.as_bytes()))
            .transpose()
            .map_err(|error| unusable("a chain and a key in PEM", &chain(&error)))?;
        let client = match build(roots, identity.clone(), limit) {
            Err(_) if authority.is_none() => build(Some(Vec::new()), identity, limit),
            built => built,
        };
        let client =
            client.map_err(|error| unusable("certificates that TLS can use", &chain(&error)))?;
        Ok(Self { client, limit, octets: OCTETS })
    }

    /// Builds a client that trusts nobody, and so speaks plain HTTP only: quick, since it reads no roots.
    ///
    /// # Errors
    ///
    /// It could not be built.
    pub fn plain(limit: Duration) -> Result<Self, WireError> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = build(Some(Vec::new()), None, limit);
        let client = client.map_err(|error| unusable("a client", &chain(&error)))?;
        Ok(Self { client, limit, octets: OCTETS })
    }

    /// The same client, for responses whose body may have so many octets.
    #[must_use]
    pub fn reading(self, octets: usize) -> Self {
        Self { octets, ..self }
    }

    /// Sends one request and reads the response, whose body may have [`OCTETS`] unless more was asked for.
    ///
    /// `Host` and, for a body or a method that usually has one, `Content-Length` are added; a `Host` among `headers` replaces that one.
    pub async fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &[u8])],
        body: impl Into<Bytes>,
    ) -> Result<Answered, WireError> {
        let verb =
            Method::from_bytes(method.as_bytes()).map_err(|_| unusable("a method", method))?;
        let target = Url::parse(url).map_err(|_| unusable("a URL", url))?;
        let mut request = Request::new(verb, target);
        for (name, value) in headers {
            let key = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| unusable("a header name", name))?;
            let value = HeaderValue::from_bytes(value)
                .map_err(|_| unusable("a header value", &value.escape_ascii().to_string()))?;
            request.headers_mut().append(key, value);
        }
        let body = body.into();
        if body.is_empty() && matches!(method, "POST" | "PUT" | "PATCH") {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if !body.is_empty() {
            *request.body_mut() = Some(body.into());
        }
        self.exchange(request).await.map_err(|failure| self.explain(url, failure))
    }

    async fn exchange(&self, request: Request) -> Result<Answered, Failure> {
        let mut response = self.client.execute(request).await?;
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await? {
            if body.len() + chunk.len() > self.octets {
                return Err(Failure::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answered {
            minor: u8::from(response.version() != Version::HTTP_10),
            status: response.status().as_u16(),
            headers: response
                .headers()
                .iter()
                .map(|(name, value)| (name.to_string(), value.as_bytes().to_vec()))
                .collect(),
            body: body.freeze(),
        })
    }

    fn explain(&self, url: &str, failure: Failure) -> WireError {
        let Failure::Http(error) = failure else {
            return WireError::TooLarge { limit: self.octets };
        };
        let (peer, reason) = (url.to_owned(), chain(&error));
        let http = causes(&error).find_map(|cause| cause.downcast_ref::<hyper::Error>());
        if error.is_timeout() {
            WireError::TimedOut { got: Vec::new(), limit: self.limit }
        } else if let Some(tls) = causes(&error).find_map(|cause| cause.downcast_ref()) {
            let by_peer = matches!(tls, rustls::Error::AlertReceived(_));
            WireError::Untrusted { peer, reason, by_peer }
        } else if error.is_connect() && !causes(&error).any(is_hung_up) {
            WireError::Refused { peer, reason }
        } else if error.is_builder() {
            unusable("a request that HTTP can carry", &reason)
        } else if http.is_some_and(hyper::Error::is_parse_too_large) {
            WireError::TooLarge { limit: OCTETS }
        } else if http.is_some_and(hyper::Error::is_parse) {
            WireError::Garbled { at: 0, got: Vec::new() }
        } else {
            WireError::Closed { got: Vec::new() }
        }
    }
}

fn build(
    roots: Option<Vec<Certificate>>,
    identity: Option<Identity>,
    limit: Duration,
) -> reqwest::Result<reqwest::Client> {
    let mut builder = reqwest::Client::builder()
        .http1_only()
        .http1_title_case_headers()
        .no_proxy()
        .referer(false)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .timeout(limit);
    if let Some(roots) = roots {
        builder = builder.tls_certs_only(roots);
    }
    if let Some(identity) = identity {
        builder = builder.identity(identity);
    }
    builder.build()
}

enum Failure {
    Http(reqwest::Error),
    TooLarge,
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error)
    }
}

fn unusable(expected: &'static str, found: &str) -> WireError {
    WireError::Unusable { expected, found: found.to_owned() }
}

/// An error and what it stems from; an I/O error is looked into, since TLS hides its own there.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
        match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        }
    }
    std::iter::successors(Some(error), |error| cause(*error))
}

/// Did somebody answer, and close the connection in the middle of the handshake?
fn is_hung_up(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| {
        matches!(
            error.kind(),
            ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe
        )
    })
}

fn chain(error: &(dyn Error + 'static)) -> String {
    causes(error).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
