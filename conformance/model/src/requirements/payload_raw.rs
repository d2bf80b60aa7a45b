//! The raw notification.

requirements! {
    in payload_raw;

    /// The octets of a raw notification reach the app unchanged.
    RAW_IS_DELIVERED_UNCHANGED = "payload-raw/raw-is-delivered-unchanged"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw payloads"
            for "M-97 S003-98 S003-99";
    /// A raw body that is no well-formed XML is accepted.
    RAW_NEEDS_NO_XML = "payload-raw/raw-needs-no-xml"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw payloads"
            for "S003-94 S003-97 M-97 D-12";
    /// A raw body that is XML needs no `Notification` element.
    RAW_NEEDS_NO_NOTIFICATION_ROOT = "payload-raw/raw-needs-no-notification-root"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw payloads"
            for "S003-96 S003-94";
    /// A raw body may have any octets.
    RAW_TAKES_ANY_OCTETS = "payload-raw/raw-takes-any-octets"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw payloads"
            for "S003-98 S003-99 D-12";
    /// The body of a raw notification is what the sender was told to send, octet for octet.
    RAW_BODY_IS_UNCHANGED = "payload-raw/raw-body-is-unchanged"
        Sender Must V7_0 from "Sending push notifications (hh202945), Raw payloads"
            for "S003-98 S003-99 S003-94";
}
