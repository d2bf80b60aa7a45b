//! Is anybody there? Asked of subjects that no adapter speaks for.

use std::time::Duration;

use crate::adapter::LinkError;
use crate::play::place;

/// Is there a backend at a URL? It may take so long to take a connection.
pub(super) async fn check_backend(url: &str, limit: Duration) -> Result<(), LinkError> {
    let unfit = |found: &str| {
        LinkError::Unreachable(format!(
            "expected the URL for registrations, such as http://127.0.0.1:5000/api/register, but found {found}"
        ))
    };
    let rest = url.strip_prefix("http://").ok_or_else(|| unfit(&format!("`{url}`")))?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    connects(&place(authority), limit).await
}

/// Is there a service at a channel URI? It may take so long to take a connection.
pub(super) async fn check_channel(uri: &str, limit: Duration) -> Result<(), LinkError> {
    let channel = match mpnspec_model::header::CallbackUri::parse(uri.as_bytes()) {
        Ok(_) if uri.starts_with("https:") => {
            return Err(LinkError::Unreachable(format!(
                "`{uri}` asks its senders for a certificate; plug the service in with an adapter, whose `open` gives one"
            )));
        }
        Ok(channel) => channel,
        Err(error) => {
            return Err(LinkError::Unreachable(format!("`{uri}` is no channel URI: {error}")));
        }
    };
    let authority = channel.as_str().split('/').nth(2).unwrap_or_default();
    connects(&place(authority), limit).await
}

/// Does anybody take connections at a place?
async fn connects(place: &str, limit: Duration) -> Result<(), LinkError> {
    let connected = tokio::time::timeout(limit, tokio::net::TcpStream::connect(place)).await;
    let why = match connected {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no connection within {} s", limit.as_secs_f64()),
    };
    Err(LinkError::Unreachable(format!("nobody answers at {place}: {why}")))
}
