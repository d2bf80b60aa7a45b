//! The good messages that cases begin with, and the rows of the response table that they expect.

use super::{Answer, Body, CallbackTo, Certificate, Id, Listener, Message, Registration};

/// An immediate toast.
pub const TOAST: Message = Message {
    method: "POST",
    content_type: Some("text/xml"),
    target: Some("toast"),
    class: Some("2"),
    id: Id::Fresh,
    fields: &[],
    body: Body::Text(concat!(
        r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
        "<wp:Toast><wp:Text1>Title {n}</wp:Text1><wp:Text2>Content</wp:Text2></wp:Toast></wp:Notification>"
    )),
    shows: Certificate::Owner,
    to_callback: false,
};

/// An immediate tile of the 7.x form.
pub const TILE: Message = Message {
    target: Some("token"),
    class: Some("1"),
    body: Body::Text(concat!(
        r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
        "<wp:Tile><wp:BackgroundImage>/a.png</wp:BackgroundImage><wp:Count>5</wp:Count>",
        "<wp:Title>Title {n}</wp:Title></wp:Tile></wp:Notification>"
    )),
    ..TOAST
};

/// An immediate raw notification.
pub const RAW: Message = Message {
    target: None,
    class: Some("3"),
    body: Body::Text("<root><n>{n}</n></root>"),
    ..TOAST
};

/// A registration with the first listener.
pub const REGISTRATION: Registration = Registration {
    method: "POST",
    content_type: Some("application/*"),
    uri: CallbackTo::Listener(Listener::First),
    body: Body::Text("callback {n}"),
    shows: Certificate::Owner,
};

// ---- the rows of the response table, as cases expect them -----------------------------------

const NOTIFICATION: &str = "X-NotificationStatus";
const DEVICE: &str = "X-DeviceConnectionStatus";
const SUBSCRIPTION: &str = "X-SubscriptionStatus";

/// Taken, device within reach.
pub const RECEIVED: Answer = Answer {
    status: &[(200, 200)],
    fields: &[(NOTIFICATION, &["Received"]), (DEVICE, &["Connected"]), (SUBSCRIPTION, &["Active"])],
};
/// Taken, device out of reach for a while.
pub const RECEIVED_AWAY: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (NOTIFICATION, &["Received"]),
        (DEVICE, &["TempDisconnected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Not taken: the queue is full.
pub const QUEUE_FULL: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (NOTIFICATION, &["QueueFull"]),
        (DEVICE, &["Connected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Not taken: the queue is full, and the device out of reach for a while.
pub const QUEUE_FULL_AWAY: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (NOTIFICATION, &["QueueFull"]),
        (DEVICE, &["TempDisconnected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Dropped: the kind is suppressed.
pub const SUPPRESSED: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (NOTIFICATION, &["Suppressed"]),
        (DEVICE, &["Connected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Dropped: the kind is suppressed, and the device out of reach for a while.
pub const SUPPRESSED_AWAY: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (NOTIFICATION, &["Suppressed"]),
        (DEVICE, &["TempDisconnected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Refused: the document is no XML.
pub const BAD_REQUEST: Answer = no_status_fields(&[(400, 400)]);
/// Refused: the certificate is not the channel's.
pub const UNAUTHORIZED: Answer = no_status_fields(&[(401, 401)]);
/// Refused: the subscription is gone.
pub const EXPIRED: Answer = Answer {
    status: &[(404, 404)],
    fields: &[
        (NOTIFICATION, &["Dropped"]),
        (DEVICE, &["Connected", "TempDisconnected", "Disconnected"]),
        (SUBSCRIPTION, &["Expired"]),
    ],
};
/// Refused: the method is not POST.
pub const METHOD_NOT_ALLOWED: Answer = no_status_fields(&[(405, 405)]);
/// Refused: the day's notifications are spent.
pub const THROTTLED: Answer = Answer {
    status: &[(406, 406)],
    fields: &[
        (NOTIFICATION, &["Dropped"]),
        (DEVICE, &["Connected", "TempDisconnected"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Refused: the device is inactive.
pub const INACTIVE: Answer = Answer {
    status: &[(412, 412)],
    fields: &[
        (NOTIFICATION, &["Dropped"]),
        (DEVICE, &["Inactive", "Disconnected"]),
        (SUBSCRIPTION, &["N/A"]),
    ],
};
/// Refused: the service cannot.
pub const UNAVAILABLE: Answer = no_status_fields(&[(503, 503)]);
/// A callback is registered.
pub const REGISTERED: Answer = Answer {
    status: &[(200, 200)],
    fields: &[
        (DEVICE, &["Connected", "TempDisconnected", "Disconnected", "Inactive"]),
        (SUBSCRIPTION, &["Active"]),
    ],
};
/// Refused, with a status that the documents leave open.
pub const REFUSED: Answer = Answer { status: &[(400, 499)], fields: &[] };
/// Taken or refused: the documents leave it open, so it is recorded.
pub const RECORDED: Answer = Answer { status: &[(200, 200), (400, 499)], fields: &[] };

/// An answer whose three status fields are absent, or say so.
#[must_use]
pub const fn no_status_fields(status: &'static [(u16, u16)]) -> Answer {
    Answer {
        status,
        fields: &[(NOTIFICATION, &["N/A"]), (DEVICE, &["N/A"]), (SUBSCRIPTION, &["N/A"])],
    }
}
