//! The fields of requests and responses, one file each.
//!
//! Names of fields are compared without regard to case, as HTTP has it; values are read from the
//! octets between the white space around them.

mod callback_uri;
mod content_length;
mod content_type;
mod device_status;
mod kind;
mod message_id;
mod notification_class;
mod notification_status;
mod subscription_status;
mod target;

/// Whole header blocks.
pub mod block;

pub use callback_uri::CallbackUri;
pub use content_length::ContentLength;
pub use content_type::ContentType;
pub use device_status::DeviceStatus;
pub use kind::Kind;
pub use message_id::MessageId;
pub use notification_class::{Interval, NotificationClass, digits};
pub use notification_status::NotificationStatus;
pub use subscription_status::SubscriptionStatus;
pub use target::Target;

/// Links a request to its response.
pub const X_MESSAGE_ID: &str = "X-MessageID";
/// Says how soon the notification is due.
pub const X_NOTIFICATION_CLASS: &str = "X-NotificationClass";
/// Says what kind of notification the body is.
pub const X_WINDOWSPHONE_TARGET: &str = "X-WindowsPhone-Target";
/// Says where the service calls back.
pub const X_CALLBACK_URI: &str = "X-CallbackURI";
/// Says what became of the notification.
pub const X_NOTIFICATION_STATUS: &str = "X-NotificationStatus";
/// Says how the device is connected.
pub const X_DEVICE_CONNECTION_STATUS: &str = "X-DeviceConnectionStatus";
/// Says whether the subscription is alive.
pub const X_SUBSCRIPTION_STATUS: &str = "X-SubscriptionStatus";
/// The media type of the body.
pub const CONTENT_TYPE: &str = "Content-Type";
/// The octets of the body.
pub const CONTENT_LENGTH: &str = "Content-Length";

/// Finds the value whose name `octets` spell, letters in any case.
fn spelled<T: Copy>(octets: &[u8], all: &[T], name: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&value| name(value).as_bytes().eq_ignore_ascii_case(octets))
}

/// A character of an HTTP token.
pub(crate) const fn is_token(octet: u8) -> bool {
    octet.is_ascii_alphanumeric()
        || matches!(
            octet,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}
