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
    if !url.starts_with("http://") {
        return Err(unfit(&format!("`{url}`")));
    }
    check_listens(url, limit).await
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
    check_listens(channel.as_str(), limit).await
}

/// Does anybody take a connection at a URL?
pub(super) async fn check_listens(url: &str, limit: Duration) -> Result<(), LinkError> {
    let authority = url.split('/').nth(2).unwrap_or_default();
    let has_port = authority.rsplit(':').next().is_some_and(|port| port.parse::<u16>().is_ok());
    let secure = url.starts_with("https:") && !has_port;
    let place = if secure { format!("{authority}:443") } else { place(authority) };
    let connected = tokio::time::timeout(limit, tokio::net::TcpStream::connect(&place)).await;
    let why = match connected {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no connection within {} s", limit.as_secs_f64()),
    };
    Err(LinkError::Unreachable(format!("nobody answers at {place}: {why}")))
}
