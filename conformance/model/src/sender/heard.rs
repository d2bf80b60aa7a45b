//! What a sender hears in an answer.

use crate::header::{self, NotificationStatus};
use crate::transcript::{Found, Response};

/// The rows of the response table, as a sender has to tell them apart, and what lies outside it.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Heard {
    /// 200 with `Received`.
    Received,
    /// 200 with `QueueFull`.
    QueueFull,
    /// 200 with `Suppressed`.
    Suppressed,
    /// 200 that says nothing of the notification.
    Bare,
    /// 400.
    BadRequest,
    /// 400 in the manner of another service, for another kind of channel.
    Foreign,
    /// 401.
    Unauthorized,
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 405.
    MethodNotAllowed,
    /// 406.
    Throttled,
    /// 412.
    Inactive,
    /// 503.
    Unavailable,
    /// Any other 5xx.
    ServerError,
    /// A callback registration was answered 200.
    Registered,
    /// A callback registration was answered with another 2xx.
    OddlyRegistered,
    /// A callback registration was answered otherwise.
    NotRegistered,
    /// Anything else.
    Unlisted,
}

impl Heard {
    /// What the answer to a notification says.
    #[must_use]
    pub fn notification(response: &Response<'_>) -> Self {
        let status = match response.headers.get(header::X_NOTIFICATION_STATUS) {
            Found::Text(text) => NotificationStatus::parse(text).ok(),
            _ => None,
        };
        let foreign = response
            .headers
            .iter()
            .any(|(name, _)| name.to_ascii_lowercase().starts_with("x-wns-"));
        match (response.status, status) {
            (200, Some(NotificationStatus::Received)) => Self::Received,
            (200, Some(NotificationStatus::QueueFull)) => Self::QueueFull,
            (200, Some(NotificationStatus::Suppressed)) => Self::Suppressed,
            (200, None) if response.headers.get(header::X_NOTIFICATION_STATUS) == Found::Absent => {
                Self::Bare
            }
            (400, _) if foreign => Self::Foreign,
            (400, _) => Self::BadRequest,
            (401, _) => Self::Unauthorized,
            (403, _) => Self::Forbidden,
            (404, _) => Self::NotFound,
            (405, _) => Self::MethodNotAllowed,
            (406, _) => Self::Throttled,
            (412, _) => Self::Inactive,
            (503, _) => Self::Unavailable,
            (500..=599, _) => Self::ServerError,
            _ => Self::Unlisted,
        }
    }

    /// What the answer to a callback registration says.
    #[must_use]
    pub const fn registration(response: &Response<'_>) -> Self {
        match response.status {
            200 => Self::Registered,
            201..=299 => Self::OddlyRegistered,
            _ => Self::NotRegistered,
        }
    }
}
