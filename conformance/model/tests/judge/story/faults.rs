//! The named ways of being wrong, and the one requirement that each breaks.

use mpnspec_model::adapter::DeviceState::{Connected, Disconnected};
use mpnspec_model::header::Kind;
use mpnspec_model::requirement::*;
use mpnspec_model::transcript::Lapse;

use super::Bend::{self, *};
use super::*;

/// A service that is wrong in one way.
pub struct Fault {
    pub name: &'static str,
    /// The requirement that it is blamed for.
    pub breaks: Requirement,
    pub bend: Bend,
    /// The profile under which it is a breach.
    pub profile: &'static str,
    /// What it breaks besides, and why.
    pub also: &'static [(Requirement, &'static str)],
}

const fn fault(name: &'static str, breaks: Requirement, bend: Bend) -> Fault {
    Fault { name, breaks, bend, profile: "default", also: &[] }
}

impl Fault {
    const fn under(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }
    const fn and(self, also: &'static [(Requirement, &'static str)]) -> Self {
        Self { also, ..self }
    }
}

impl Fault {
    /// The plans that it is put to: a whole day only where that may show it.
    pub fn plans(&self) -> Vec<(&'static str, Vec<Step>)> {
        let of_a_day = match self.bend {
            Like(on, _) | Field(on, ..) | Silent(on, _) | Delivered(on) => {
                [On::Throttled, On::Received].contains(&on)
            }
            _ => false,
        };
        plans::all().into_iter().chain(of_a_day.then(plans::a_day)).collect()
    }
}

const OPEN_QUESTION: &str =
    "D-33 leaves open whether a refusal keeps the callback: a wrong one is one nobody asked for";
const NOT_KNOWN: &str = "where nobody knows whether the queue is full, the first row is named";
const NO_XML: &str = "raw that is refused with 4xx may have been refused for being no XML";
const OUTSIDE: &str = "the value stands in no row at all";

pub static ALL: &[Fault] = &[
    // The status.
    fault("received-is-404", RECEIVED_IS_200, Like(On::Received, GONE))
        .and(&[(RAW_NEEDS_NO_XML, NO_XML)]),
    fault("received-is-412", RECEIVED_IS_200, Like(On::Received, LOST))
        .and(&[(RAW_NEEDS_NO_XML, NO_XML)]),
    fault("received-is-202", RECEIVED_IS_200, Status(On::Received, 202)),
    fault("received-is-400", RECEIVED_IS_200, Like(On::Received, REFUSED))
        .and(&[(RAW_NEEDS_NO_XML, NO_XML)]),
    fault("received-is-503", RECEIVED_IS_200, Like(On::Received, UNAVAILABLE)),
    fault("received-is-406", AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY, Like(On::Received, THROTTLED))
        .and(&[(FIVE_HUNDRED_A_DAY_ARE_TAKEN, "the same on an open channel")]),
    fault("queue-full-is-503", QUEUE_FULL_IS_200, Like(On::QueueFull, UNAVAILABLE)),
    fault("suppressed-is-400", SUPPRESSED_IS_200, Like(On::Suppressed, REFUSED)),
    fault("malformed-is-taken", BAD_REQUEST_IS_400, Like(On::Malformed, RECEIVED)),
    fault("malformed-is-500", BAD_REQUEST_IS_400, Status(On::Malformed, 500)),
    fault("3073-octets-are-taken", OVERSIZED_PAYLOADS_ARE_REFUSED, Like(On::TooLong, RECEIVED)),
    fault("a-stranger-is-served", UNAUTHORIZED_IS_401, Like(On::Stranger, RECEIVED)),
    fault("nobody-is-served", NO_CERTIFICATE_IS_REFUSED, Like(On::Nobody, RECEIVED)),
    fault("unknown-is-taken", UNKNOWN_TOKEN_IS_404, Like(On::Unknown, RECEIVED)),
    fault("altered-is-taken", ALTERED_TOKEN_IS_REFUSED, Like(On::Altered, RECEIVED)),
    fault("expired-is-taken", EXPIRED_IS_404, Like(On::Expired, RECEIVED)),
    fault("expired-is-410", EXPIRED_IS_404, Status(On::Expired, 410)),
    fault("expired-is-412", EXPIRED_IS_404, Like(On::Expired, LOST)),
    fault("put-is-taken", METHOD_NOT_ALLOWED_IS_405, Like(On::Method, RECEIVED)),
    fault("get-is-404", GET_IS_405, Like(On::Get, GONE)),
    fault("501-a-day-are-taken", THROTTLED_IS_406, Like(On::Throttled, RECEIVED)),
    fault("inactive-is-taken", INACTIVE_IS_412, Like(On::Inactive, RECEIVED)),
    fault("inactive-is-404", INACTIVE_IS_412, Like(On::Inactive, GONE)),
    fault("unavailable-is-200", UNAVAILABLE_IS_503, Like(On::Unavailable, RECEIVED)),
    fault("unavailable-is-500", UNAVAILABLE_IS_503, Status(On::Unavailable, 500)),
    fault("broken-is-taken", BROKEN_FRAMING_IS_REFUSED, Like(On::Broken, RECEIVED)),
    // The fields.
    fault("200-hides-the-notification", RECEIVED_SAYS_SO, Field(On::Received, NOTIFICATION, None))
        .and(&[(QUEUE_FULL_SAYS_SO, NOT_KNOWN)]),
    fault("200-says-dropped", RECEIVED_SAYS_SO, Field(On::Received, NOTIFICATION, Some("Dropped")))
        .and(&[(QUEUE_FULL_SAYS_SO, NOT_KNOWN)]),
    fault(
        "200-says-accepted",
        RECEIVED_SAYS_SO,
        Field(On::Received, NOTIFICATION, Some("Accepted")),
    )
    .and(&[(NOTIFICATION_STATUS_IS_KNOWN, OUTSIDE), (QUEUE_FULL_SAYS_SO, NOT_KNOWN)]),
    fault("200-says-received-twice", RECEIVED_SAYS_SO, Repeated(On::Received, NOTIFICATION))
        .and(&[(NOTIFICATION_STATUS_IS_KNOWN, OUTSIDE), (QUEUE_FULL_SAYS_SO, NOT_KNOWN)]),
    fault("200-hides-the-device", RECEIVED_TELLS_THE_DEVICE, Field(On::Received, DEVICE, None)),
    fault(
        "200-says-away",
        RECEIVED_TELLS_THE_DEVICE,
        Field(On::Received, DEVICE, Some("TempDisconnected")),
    ),
    fault(
        "200-says-temp-blank-disconnected",
        RECEIVED_TELLS_THE_DEVICE,
        Field(On::ReceivedAway, DEVICE, Some("Temp Disconnected")),
    )
    .and(&[(DEVICE_STATUS_IS_KNOWN, OUTSIDE)]),
    fault(
        "200-hides-the-subscription",
        RECEIVED_TELLS_THE_SUBSCRIPTION,
        Field(On::Received, SUBSCRIPTION, None),
    ),
    fault(
        "200-says-expired",
        RECEIVED_TELLS_THE_SUBSCRIPTION,
        Field(On::Received, SUBSCRIPTION, Some("Expired")),
    ),
    fault(
        "queue-full-says-received",
        QUEUE_FULL_SAYS_SO,
        Field(On::QueueFull, NOTIFICATION, Some("Received")),
    ),
    fault(
        "suppressed-says-received",
        SUPPRESSED_SAYS_SO,
        Field(On::Suppressed, NOTIFICATION, Some("Received")),
    ),
    fault(
        "400-says-dropped",
        BAD_REQUEST_HIDES_THE_NOTIFICATION,
        Field(On::Malformed, NOTIFICATION, Some("Dropped")),
    ),
    fault(
        "400-says-not-applicable",
        BAD_REQUEST_HIDES_THE_DEVICE,
        Field(On::Malformed, DEVICE, Some("N/A")),
    )
    .under("strict")
    .and(&[(DEVICE_STATUS_IS_KNOWN, OUTSIDE)]),
    fault(
        "401-says-active",
        UNAUTHORIZED_HIDES_THE_SUBSCRIPTION,
        Field(On::Stranger, SUBSCRIPTION, Some("Active")),
    ),
    fault(
        "404-says-received",
        EXPIRED_IS_DROPPED,
        Field(On::Expired, NOTIFICATION, Some("Received")),
    ),
    fault("404-hides-the-device", EXPIRED_TELLS_THE_DEVICE, Field(On::Expired, DEVICE, None)),
    fault(
        "404-says-inactive",
        EXPIRED_TELLS_THE_DEVICE,
        Field(On::Expired, DEVICE, Some("Inactive")),
    ),
    fault(
        "404-hides-the-subscription",
        EXPIRED_TELLS_THE_SUBSCRIPTION,
        Field(On::Expired, SUBSCRIPTION, None),
    ),
    fault(
        "404-says-active",
        EXPIRED_TELLS_THE_SUBSCRIPTION,
        Field(On::Expired, SUBSCRIPTION, Some("Active")),
    ),
    fault(
        "405-says-dropped",
        METHOD_NOT_ALLOWED_HIDES_THE_NOTIFICATION,
        Field(On::Method, NOTIFICATION, Some("Dropped")),
    ),
    fault(
        "406-says-received",
        THROTTLED_IS_DROPPED,
        Field(On::Throttled, NOTIFICATION, Some("Received")),
    ),
    fault(
        "412-says-received",
        INACTIVE_IS_DROPPED,
        Field(On::Inactive, NOTIFICATION, Some("Received")),
    ),
    fault(
        "412-says-connected",
        INACTIVE_TELLS_THE_DEVICE,
        Field(On::Inactive, DEVICE, Some("Connected")),
    ),
    fault(
        "412-says-active",
        INACTIVE_HIDES_THE_SUBSCRIPTION,
        Field(On::Inactive, SUBSCRIPTION, Some("Active")),
    ),
    fault(
        "503-says-connected",
        UNAVAILABLE_HIDES_THE_DEVICE,
        Field(On::Unavailable, DEVICE, Some("Connected")),
    ),
    fault("no-echo", MESSAGE_ID_IS_ECHOED, Field(On::Received, MESSAGE_ID, None)),
    fault(
        "echo-altered",
        MESSAGE_ID_IS_ECHOED,
        Field(On::Received, MESSAGE_ID, Some("22222222-2222-2222-2222-222222222222")),
    ),
    fault("echo-twice", MESSAGE_ID_IS_ECHOED, Repeated(On::Received, MESSAGE_ID)),
    fault(
        "echo-of-nothing",
        NO_MESSAGE_ID_NO_ECHO,
        Field(On::Anonymous, MESSAGE_ID, Some("00000000-0000-0000-0000-000000000000")),
    )
    .under("strict"),
    fault("no-date", RESPONSES_HAVE_A_DATE, Field(On::Received, "Date", None)),
    fault(
        "date-of-another-form",
        RESPONSES_HAVE_A_DATE,
        Field(On::Received, "Date", Some("Saturday, 21-Nov-26 17:00:00 GMT")),
    ),
    fault("http-1-0", RESPONSES_ARE_HTTP_1_1, Minor(On::Received, 0)),
    fault("200-with-a-body", BODY_OF_A_200_IS_EMPTY, Body(On::Received, b"OK")),
    // No answer.
    fault("no-answer", EVERY_POST_IS_ANSWERED, Silent(On::Received, Lapse::TimedOut)),
    fault("no-answer-when-inactive", EVERY_POST_IS_ANSWERED, Silent(On::Inactive, Lapse::Closed)),
    fault(
        "no-answer-when-away",
        ANSWER_DOES_NOT_WAIT_FOR_DELIVERY,
        Silent(On::ReceivedAway, Lapse::TimedOut),
    ),
    fault(
        "no-answer-to-a-registration",
        EVERY_POST_IS_ANSWERED,
        Silent(On::Registered, Lapse::Closed),
    ),
    fault("broken-hangs", EVERY_POST_IS_ANSWERED, Silent(On::Broken, Lapse::TimedOut)),
    // Registrations.
    fault("registration-is-201", REGISTRATION_IS_200, Status(On::Registered, 201)),
    fault("registration-is-500", REGISTRATION_IS_200, Status(On::Registered, 500)),
    fault(
        "registration-hides-the-device",
        REGISTRATION_TELLS_THE_DEVICE,
        Field(On::Registered, DEVICE, None),
    ),
    fault(
        "registration-hides-the-subscription",
        REGISTRATION_TELLS_THE_SUBSCRIPTION,
        Field(On::Registered, SUBSCRIPTION, None),
    ),
    fault(
        "1024-octets-are-refused",
        CALLBACK_OF_1024_OCTETS_IS_TAKEN,
        Like(On::RegisteredLong, REFUSED),
    )
    .and(&[(HTTPS_CALLBACK_URI_IS_TAKEN, "the URI of that registration is peculiar too")]),
    fault(
        "1025-octets-are-taken",
        MESSAGE_FITS_1024_OCTETS,
        Like(On::TooLongRegistration, REGISTERED),
    ),
    fault("no-uri-is-taken", CALLBACK_URI_IS_MANDATORY, Like(On::NoCallbackUri, REGISTERED)),
    fault(
        "open-may-register",
        UNAUTHENTICATED_REGISTRATION_IS_REFUSED,
        Like(On::OpenRegistration, REGISTERED),
    )
    .under("strict"),
    // Callbacks.
    fault("never-calls-back", INACTIVE_CALLS_BACK, Call(super::Call::Never)),
    fault("calls-back-late", INACTIVE_CALLS_BACK, Call(super::Call::Late))
        .and(&[(NOTHING_ELSE_CALLS_BACK, OPEN_QUESTION)]),
    fault(
        "a-refusal-forgets-the-callback",
        INACTIVE_CALLS_BACK,
        Call(super::Call::NeverAfterARefusal),
    )
    .under("strict"),
    fault("calls-back-twice", CALLS_BACK_ONCE, Call(super::Call::Twice)).under("strict"),
    fault("callback-is-altered", MESSAGE_IS_UNCHANGED, Call(super::Call::Altered))
        .and(&[(NOTHING_ELSE_CALLS_BACK, OPEN_QUESTION)]),
    fault("callback-goes-astray", CALLBACK_GOES_TO_ITS_URI, Call(super::Call::Astray))
        .and(&[(NOTHING_ELSE_CALLS_BACK, OPEN_QUESTION)]),
    fault("callback-is-a-get", CALLBACK_IS_A_POST, Call(super::Call::Fetched))
        .and(&[(NOTHING_ELSE_CALLS_BACK, OPEN_QUESTION)]),
    fault("first-registration-wins", LAST_REGISTRATION_WINS, Call(super::Call::Outdated)),
    fault("both-registrations-count", LAST_REGISTRATION_WINS, Call(super::Call::Both)),
    fault("callbacks-are-mixed-up", EACH_SUBSCRIPTION_KEEPS_ITS_OWN, Call(super::Call::Swapped)),
    fault("temp-disconnected-calls-back", NOTHING_ELSE_CALLS_BACK, CallOn(Occasion::Becomes(AWAY))),
    fault(
        "disconnected-calls-back",
        NOTHING_ELSE_CALLS_BACK,
        CallOn(Occasion::Becomes(Disconnected)),
    ),
    fault("return-calls-back", NOTHING_ELSE_CALLS_BACK, CallOn(Occasion::Becomes(Connected))),
    fault("expiry-calls-back", NOTHING_ELSE_CALLS_BACK, CallOn(Occasion::Expired)),
    fault("registration-calls-back", NOTHING_ELSE_CALLS_BACK, CallOn(Occasion::Registered)),
    fault(
        "1025-octets-call-back",
        REFUSED_REGISTRATION_IS_NOT_KEPT,
        CallOn(Occasion::InactiveAfter(On::TooLongRegistration)),
    ),
    fault(
        "put-registers",
        REGISTRATION_IS_POST_ONLY,
        CallOn(Occasion::InactiveAfter(On::RegistrationMethod)),
    ),
    fault(
        "open-is-called-back",
        UNAUTHENTICATED_IS_NEVER_CALLED_BACK,
        CallOn(Occasion::InactiveAfter(On::OpenRegistration)),
    ),
    // Deliveries.
    fault("class-1-after-11-s", CLASS_1_IS_AT_ONCE, Late("1", 11)),
    fault("class-2-after-11-s", CLASS_2_IS_AT_ONCE, Late("2", 11)),
    fault("class-3-after-11-s", CLASS_3_IS_AT_ONCE, Late("3", 11)),
    fault("class-11-after-451-s", CLASS_11_WITHIN_450_S, Late("11", 451)),
    fault("class-12-after-451-s", CLASS_12_WITHIN_450_S, Late("12", 451)),
    fault("class-13-after-451-s", CLASS_13_WITHIN_450_S, Late("13", 451)),
    fault("class-21-after-901-s", CLASS_21_WITHIN_900_S, Late("21", 901)),
    fault("class-22-after-901-s", CLASS_22_WITHIN_900_S, Late("22", 901)),
    fault("class-23-after-901-s", CLASS_23_WITHIN_900_S, Late("23", 901)),
    fault("queue-full-is-delivered", QUEUE_FULL_IS_NOT_TAKEN, Delivered(On::QueueFull)),
    fault("suppressed-is-delivered", SUPPRESSED_IS_NOT_DELIVERED, Delivered(On::Suppressed)),
    fault("expired-is-delivered", EXPIRED_IS_NOT_DELIVERED, Delivered(On::Expired)),
    fault("throttled-is-delivered", THROTTLED_IS_NOT_DELIVERED, Delivered(On::Throttled)),
    fault("inactive-is-delivered", INACTIVE_IS_NOT_DELIVERED, Delivered(On::Inactive)),
    fault("malformed-is-delivered", REFUSED_IS_NOT_DELIVERED, Delivered(On::Malformed)),
    fault("put-is-delivered", REFUSED_IS_NOT_DELIVERED, Delivered(On::Method)),
    fault("get-is-delivered", REFUSED_IS_NOT_DELIVERED, Delivered(On::Get)),
    fault("a-stranger-is-delivered", REFUSED_IS_NOT_DELIVERED, Delivered(On::Stranger)),
    fault("a-closed-app-gets-raw", CLOSED_APP_GETS_NO_RAW, DeliveredToNoApp),
    fault("toast-as-raw", TOAST_TARGET_MAKES_A_TOAST, AsKind(Kind::Toast, Kind::Raw)),
    fault("tile-as-toast", TOKEN_TARGET_MAKES_A_TILE, AsKind(Kind::Tile, Kind::Toast)),
    fault("raw-as-toast", TARGET_ABSENT_IS_RAW, AsKind(Kind::Raw, Kind::Toast)),
    fault("raw-is-rewritten", RAW_IS_DELIVERED_UNCHANGED, Rewritten)
        .and(&[(CLASS_3_IS_AT_ONCE, "rarely: what was rewritten is taken for another")]),
    fault("delivered-to-the-other-channel", CHANNELS_ARE_SEPARATE, Astray),
    fault("message-ids-remove-duplicates", MESSAGE_ID_REMOVES_NO_DUPLICATES, Deduplicated),
];
