//! Callbacks: what registers one, what makes it fire, and what does not.

use mpnspec_model::adapter::DeviceState::{Connected, Disconnected, Inactive, TempDisconnected};
use mpnspec_model::header::Kind::Toast;

use super::TURNED_AWAY;
use crate::case::Channel::{A, B};
use crate::case::Listener::{First, Second};
use crate::case::Step::*;
use crate::case::*;

const AT_THE_SECOND: Registration =
    Registration { uri: CallbackTo::Listener(Second), ..REGISTRATION };
const ALWAYS_THE_SAME: Registration = says(Body::Text("gone"));
// The page grants callbacks to authenticated senders and is silent on the others.
const OPEN_OR_REFUSED: Answer = Answer { status: &[(200, 299), (400, 499)], fields: &[] };

const fn says(body: Body) -> Registration {
    Registration { body, ..REGISTRATION }
}

const fn from(shows: Certificate) -> Registration {
    Registration { shows, ..REGISTRATION }
}

pub(super) const CASES: &[Case] = cases! {
    // ---- registering --------------------------------------------------------------------
    "callback/a-registration-is-200-and-tells-the-states"
        shows REGISTRATION_IS_200, REGISTRATION_TELLS_THE_SUBSCRIPTION, REGISTRATION_TELLS_THE_DEVICE
        [Open(A, Access::Authenticated), Register(A, REGISTRATION, REGISTERED)];
    "callback/a-registration-while-the-device-is-away-tells-the-states"
        shows REGISTRATION_IS_200, REGISTRATION_TELLS_THE_SUBSCRIPTION, REGISTRATION_TELLS_THE_DEVICE
        [
            Open(A, Access::Authenticated),
            Device(A, TempDisconnected),
            Register(A, REGISTRATION, REGISTERED),
        ];
    "callback/a-second-registration-is-no-error"
        shows REGISTERING_AGAIN_IS_NO_ERROR, REGISTRATION_IS_200
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(A, AT_THE_SECOND, REGISTERED),
        ];
    "callback/the-same-registration-again-is-no-error"
        shows REGISTERING_AGAIN_IS_NO_ERROR
        [
            Open(A, Access::Authenticated),
            Register(A, ALWAYS_THE_SAME, REGISTERED),
            Register(A, ALWAYS_THE_SAME, REGISTERED),
        ];
    "callback/a-registration-is-no-notification"
        shows REGISTRATION_IS_200, CLASS_2_IS_AT_ONCE
        [
            Open(A, Access::Authenticated),
            Post(A, TOAST, RECEIVED),
            Register(A, REGISTRATION, REGISTERED),
            Settle,
            Handed(A, &[(Toast, 1)]),
        ];

    // ---- firing -------------------------------------------------------------------------
    "callback/the-change-to-inactive-posts-the-message-to-its-uri"
        shows INACTIVE_CALLS_BACK, CALLBACK_IS_A_POST, CALLBACK_GOES_TO_ITS_URI, MESSAGE_IS_UNCHANGED
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
        ];
    "callback/a-device-that-was-away-calls-back-when-it-becomes-inactive"
        shows INACTIVE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, TempDisconnected),
            Settle,
            Called(First, 0),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
        ];
    "callback/a-registration-while-the-device-is-away-counts"
        shows INACTIVE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Device(A, TempDisconnected),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
        ];
    "callback/whoever-was-called-back-is-answered-412"
        shows CALLED_BACK_MEANS_412, INACTIVE_IS_412
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
            Post(A, TOAST, INACTIVE),
        ];

    // ---- not firing ---------------------------------------------------------------------
    "callback/a-registration-alone-does-not-call-back"
        shows REGISTRATION_IS_200
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Settle,
            Called(First, 0),
        ];
    "callback/a-device-out-of-reach-for-a-while-does-not-call-back"
        shows NOTHING_ELSE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, TempDisconnected),
            Settle,
            Called(First, 0),
        ];
    "callback/a-disconnected-device-does-not-call-back"
        shows NOTHING_ELSE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Disconnected),
            Settle,
            Called(First, 0),
        ];
    "callback/a-device-that-comes-back-does-not-call-back"
        shows NOTHING_ELSE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Device(A, TempDisconnected),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Connected),
            Settle,
            Called(First, 0),
        ];
    "callback/the-end-of-the-subscription-does-not-call-back"
        shows NOTHING_ELSE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Expire(A),
            Settle,
            Called(First, 0),
        ];
    "callback/posts-to-an-expired-channel-do-not-call-back"
        shows NOTHING_ELSE_CALLS_BACK, EXPIRED_IS_404
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Expire(A),
            Post(A, TOAST, EXPIRED),
            Settle,
            Called(First, 0),
        ];
    "callback/toasts-to-a-device-that-comes-and-goes-do-not-call-back"
        shows NOTHING_ELSE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Post(A, TOAST, RECEIVED),
            Device(A, TempDisconnected),
            Post(A, TOAST, RECEIVED_AWAY),
            Device(A, Connected),
            Post(A, TOAST, RECEIVED),
            Settle,
            Called(First, 0),
        ];
    "callback/a-long-absence-does-not-call-back-by-itself"
        shows NOTHING_ELSE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, TempDisconnected),
            Advance(60 * 60),
            Settle,
            Called(First, 0),
        ];

    // ---- one of several -----------------------------------------------------------------
    "callback/the-last-uri-wins"
        shows LAST_REGISTRATION_WINS, INACTIVE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(A, AT_THE_SECOND, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 0),
            Called(Second, 1),
        ];
    "callback/the-last-message-wins"
        shows LAST_REGISTRATION_WINS, MESSAGE_IS_UNCHANGED
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
        ];
    "callback/of-three-registrations-the-last-wins"
        shows LAST_REGISTRATION_WINS
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(A, AT_THE_SECOND, REGISTERED),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
            Called(Second, 0),
        ];
    "callback/two-subscriptions-keep-their-own"
        shows EACH_SUBSCRIPTION_KEEPS_ITS_OWN
        [
            Open(A, Access::Authenticated),
            Open(B, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(B, AT_THE_SECOND, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
            Called(Second, 0),
        ];
    "callback/two-subscriptions-call-back-at-one-uri-with-their-own-messages"
        shows EACH_SUBSCRIPTION_KEEPS_ITS_OWN, MESSAGE_IS_UNCHANGED
        [
            Open(A, Access::Authenticated),
            Open(B, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(B, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Device(B, Inactive),
            Settle,
            Called(First, 2),
        ];
    "callback/a-registration-calls-back-once"
        shows CALLS_BACK_ONCE
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Device(A, Connected),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
        ];
    "callback/a-device-that-stays-inactive-calls-back-once"
        shows CALLS_BACK_ONCE
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Advance(60 * 60),
            Settle,
            Called(First, 1),
        ];
    "callback/a-new-registration-calls-back-again"
        shows INACTIVE_CALLS_BACK, REGISTERING_AGAIN_IS_NO_ERROR
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Device(A, Connected),
            Register(A, REGISTRATION, REGISTERED),
            Device(A, Inactive),
            Settle,
            Called(First, 2),
        ];

    // ---- refused ------------------------------------------------------------------------
    "callback/a-message-of-1025-octets-is-refused"
        shows MESSAGE_FITS_1024_OCTETS
        [Open(A, Access::Authenticated), Register(A, says(Body::Zeros(1025)), REFUSED)];
    "callback/a-message-of-4096-octets-is-refused"
        shows MESSAGE_FITS_1024_OCTETS
        [Open(A, Access::Authenticated), Register(A, says(Body::Zeros(4096)), REFUSED)];
    "callback/a-message-that-was-refused-is-never-sent"
        shows REFUSED_REGISTRATION_IS_NOT_KEPT
        [
            Open(A, Access::Authenticated),
            Register(A, says(Body::Zeros(1025)), REFUSED),
            Device(A, Inactive),
            Settle,
            Called(First, 0),
        ];
    "callback/a-refusal-leaves-the-previous-registration"
        shows PREVIOUS_CALLBACK_SURVIVES_A_REFUSAL
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(A, says(Body::Zeros(1025)), REFUSED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
        ];
    "callback/an-empty-message-is-recorded"
        shows EMPTY_MESSAGE_MAY_BE_REGISTERED
        [Open(A, Access::Authenticated), Register(A, says(Body::Text("")), RECORDED)];
    "callback/an-unauthenticated-registration-is-refused-or-recorded"
        shows UNAUTHENTICATED_REGISTRATION_IS_REFUSED
        [Open(A, Access::Open), Register(A, REGISTRATION, OPEN_OR_REFUSED)];
    "callback/an-unauthenticated-registration-never-calls-back"
        shows UNAUTHENTICATED_IS_NEVER_CALLED_BACK
        [
            Open(A, Access::Open),
            Register(A, REGISTRATION, OPEN_OR_REFUSED),
            Device(A, Inactive),
            Settle,
            Called(First, 0),
        ];
    "callback/the-registration-of-a-stranger-is-401"
        shows UNAUTHORIZED_IS_401
        [Open(A, Access::Authenticated), Register(A, from(Certificate::Stranger), UNAUTHORIZED)];
    "callback/a-registration-without-a-certificate-is-refused"
        shows NO_CERTIFICATE_IS_REFUSED
        [Open(A, Access::Authenticated), Register(A, from(Certificate::Nobody), TURNED_AWAY)];
    "callback/a-stranger-does-not-replace-the-registration"
        shows UNAUTHORIZED_IS_401, INACTIVE_CALLS_BACK
        [
            Open(A, Access::Authenticated),
            Register(A, REGISTRATION, REGISTERED),
            Register(A, Registration { shows: Certificate::Stranger, ..AT_THE_SECOND }, UNAUTHORIZED),
            Device(A, Inactive),
            Settle,
            Called(First, 1),
            Called(Second, 0),
        ];
    "callback/a-registration-on-an-expired-channel-is-refused"
        shows EXPIRED_REGISTRATION_IS_REFUSED
        [Open(A, Access::Authenticated), Expire(A), Register(A, REGISTRATION, REFUSED)];
    "callback/a-registration-with-an-unavailable-service-is-503"
        shows UNAVAILABLE_IS_503
        [Open(A, Access::Authenticated), Unavailable(A, true), Register(A, REGISTRATION, UNAVAILABLE)];
};

// ---- messages --------------------------------------------------------------------------------

macro_rules! messages {
    ($($what:literal: $body:expr $(, as $media:literal)? => $($requirement:ident),+;)+) => {
        &[$(case!(
            concat!("callback/", $what, "-comes-back-unchanged"),
            [$($requirement,)+ MESSAGE_IS_UNCHANGED],
            [
                Open(A, Access::Authenticated),
                Register(A, Registration { body: $body, $(content_type: Some($media),)? ..REGISTRATION }, REGISTERED),
                Device(A, Inactive),
                Settle,
                Called(First, 1),
            ]
        )),+]
    };
}

/// Messages, and the content types that they are registered with.
pub(super) const MESSAGES: &[Case] = messages! {
    "a-message-of-one-octet": Body::Zeros(1) => REGISTRATION_IS_200;
    "a-message-of-1023-octets": Body::Zeros(1023) => REGISTRATION_IS_200;
    "a-message-of-1024-octets": Body::Zeros(1024) => CALLBACK_OF_1024_OCTETS_IS_TAKEN;
    "every-octet": Body::EveryOctet => REGISTRATION_IS_200;
    "text-beyond-ascii": Body::Text("Grüße {n}, 안녕") => REGISTRATION_IS_200;
    "broken-xml": Body::Text("<gone>{n}<gone>") => REGISTRATION_IS_200;
    "white-space-at-both-ends": Body::Text("\r\n {n}\t\r\n") => REGISTRATION_IS_200;
    "a-message-as-plain-text": Body::Text("gone {n}"), as "text/plain" => ANY_CONTENT_TYPE_MAY_BE_REGISTERED;
    "a-message-as-xml": Body::Text("<gone>{n}</gone>"), as "text/xml" => ANY_CONTENT_TYPE_MAY_BE_REGISTERED;
    "a-message-as-json": Body::Text("[{n}]"), as "application/json" => ANY_CONTENT_TYPE_MAY_BE_REGISTERED;
    "a-message-as-octets": Body::EveryOctet, as "application/octet-stream" => ANY_CONTENT_TYPE_MAY_BE_REGISTERED;
    "a-message-as-text-that-is-none": Body::EveryOctet, as "text/plain; charset=utf-8"
        => ANY_CONTENT_TYPE_MAY_BE_REGISTERED;
};

// ---- callback URIs ---------------------------------------------------------------------------

macro_rules! uris {
    ($($what:literal is $outcome:literal: $uri:expr, $answer:ident shows $requirement:ident;)+) => {
        &[$(case!(
            concat!("callback/a-callback-uri-", $what, "-is-", $outcome),
            [$requirement],
            [Open(A, Access::Authenticated), Register(A, Registration { uri: $uri, ..REGISTRATION }, $answer)]
        )),+]
    };
}

/// Where to call back: anywhere, as long as it is absolute and http or https.
pub(super) const URIS: &[Case] = uris! {
    "without-a-path" is "taken": CallbackTo::Text("http://www.contoso.com"), REGISTERED
        shows HTTP_CALLBACK_URI_IS_TAKEN;
    "with-a-path" is "taken": CallbackTo::Text("http://www.contoso.com/phone/gone"), REGISTERED
        shows HTTP_CALLBACK_URI_IS_TAKEN;
    "with-a-port-and-a-query" is "taken": CallbackTo::Text("http://www.contoso.com:8080/?phone=1&a=%20"), REGISTERED
        shows HTTP_CALLBACK_URI_IS_TAKEN;
    "of-https" is "taken": CallbackTo::Text("https://www.contoso.com/gone"), REGISTERED
        shows HTTPS_CALLBACK_URI_IS_TAKEN;
    "of-https-without-a-path" is "taken": CallbackTo::Text("https://www.contoso.com"), REGISTERED
        shows HTTPS_CALLBACK_URI_IS_TAKEN;
    "that-is-missing" is "refused": CallbackTo::Nowhere, REFUSED shows CALLBACK_URI_IS_MANDATORY;
    "that-is-empty" is "refused": CallbackTo::Text(""), REFUSED shows CALLBACK_URI_IS_MANDATORY;
    "of-a-path-alone" is "refused": CallbackTo::Text("/phone/gone"), REFUSED shows CALLBACK_URI_IS_MANDATORY;
    "without-a-scheme" is "refused": CallbackTo::Text("//www.contoso.com/gone"), REFUSED
        shows CALLBACK_URI_IS_MANDATORY;
    "of-a-host-alone" is "refused": CallbackTo::Text("www.contoso.com"), REFUSED shows CALLBACK_URI_IS_MANDATORY;
    "without-a-host" is "refused": CallbackTo::Text("http:///gone"), REFUSED shows CALLBACK_URI_IS_MANDATORY;
    "of-another-scheme" is "refused": CallbackTo::Text("mailto:admin@contoso.com"), REFUSED
        shows CALLBACK_URI_IS_MANDATORY;
    "with-a-blank" is "refused": CallbackTo::Text("http://www.contoso.com/is gone"), REFUSED
        shows CALLBACK_URI_IS_MANDATORY;
};

macro_rules! methods {
    ($($what:literal: $method:literal;)+) => {
        &[$(case!(
            concat!("callback/", $what, "-registers-nothing"),
            [REGISTRATION_IS_POST_ONLY],
            [
                Open(A, Access::Authenticated),
                Register(A, Registration { method: $method, ..REGISTRATION }, REFUSED),
                Device(A, Inactive),
                Settle,
                Called(First, 0),
            ]
        )),+]
    };
}

/// Methods other than POST.
pub(super) const METHODS: &[Case] = methods! {
    "get": "GET";
    "put": "PUT";
    "delete": "DELETE";
    "patch": "PATCH";
};
