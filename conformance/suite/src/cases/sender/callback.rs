//! How a sender registers a callback, and what it makes of the answer.

use mpnspec_model::requirement::*;

use crate::case::{
    Access, Body, Case,
    Channel::{A, B},
    Decides::{Anything, Done, Fails, Refuses},
    Scripted,
    Step::*,
    Uri,
};

cases! { CASES;
    "callback/posts-a-registration-to-the-callback-address"
        [REGISTRATION_IS_A_POST, REGISTRATION_HAS_THE_SUFFIX, TARGET_IS_THE_CHANNEL_URI]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Anything);
    "callback/names-the-uri-to-call" [REGISTRATION_NAMES_ITS_URI, REGISTRATION_URI_IS_ABSOLUTE]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Anything);
    "callback/registers-over-tls" [REGISTRATION_GOES_OVER_HTTPS, HTTPS_CHANNELS_USE_TLS]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Anything);
    "callback/declares-what-it-registers"
        [REGISTRATION_BODY_IS_THE_MESSAGE, REGISTRATION_TYPE_FITS_THE_MESSAGE,
         REGISTRATION_TYPE_IS_A_WILDCARD]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Anything);
    "callback/registers-a-text" [REGISTRATION_BODY_IS_THE_MESSAGE]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Anything);
    "callback/registers-text-beyond-ascii"
        [REGISTRATION_BODY_IS_THE_MESSAGE, CONTENT_LENGTH_COUNTS_OCTETS]
        Open(A, Access::Authenticated), TellRegister(A, Body::Text("é 漢 😀"), Anything);
    "callback/registers-every-octet"
        [REGISTRATION_BODY_IS_THE_MESSAGE, CONTENT_LENGTH_COUNTS_OCTETS]
        Open(A, Access::Authenticated), TellRegister(A, Body::EveryOctet, Anything);
    "callback/registers-1024-octets"
        [REGISTRATION_FITS_1024_OCTETS, REGISTRATION_BODY_IS_THE_MESSAGE]
        Open(A, Access::Authenticated), TellRegister(A, Body::Zeros(1024), Anything);
    "callback/refuses-to-register-1025-octets" [REGISTRATION_FITS_1024_OCTETS]
        Open(A, Access::Authenticated), TellRegister(A, Body::Zeros(1025), Refuses);
    "callback/registers-a-message-that-is-not-empty"
        [REGISTRATION_IS_NOT_EMPTY, REGISTRATION_BODY_IS_THE_MESSAGE]
        Open(A, Access::Authenticated), TellRegister(A, Body::Octets(b"\0"), Anything);
    // Whether an empty message may be registered is disputed, so that either is recorded.
    "callback/registers-or-refuses-nothing" [REGISTRATION_IS_NOT_EMPTY]
        Open(A, Access::Authenticated), TellRegister(A, Body::Text(""), Anything);
    "callback/appends-the-suffix-after-a-query" [SUFFIX_FOLLOWS_A_QUERY]
        OpenAt(A, Access::Authenticated, Uri::Path("/unthrottledthirdparty/01.00/a?token=b")),
        TellRegister(A, MESSAGE, Anything);
    "callback/refuses-to-register-on-an-open-channel" [REGISTRATION_GOES_OVER_HTTPS]
        Open(A, Access::Open), TellRegister(A, MESSAGE, Refuses);
    "callback/registers-on-each-channel" [REGISTRATION_NAMES_ITS_URI, TARGET_IS_THE_CHANNEL_URI]
        Open(A, Access::Authenticated), Open(B, Access::Authenticated),
        TellRegister(A, MESSAGE, Anything), TellRegister(B, MESSAGE, Anything);

    "callback/is-done-after-200" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Done);
    "callback/is-done-after-registering-again" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), TellRegister(A, MESSAGE, Done),
        TellRegister(A, MESSAGE, Done);
    "callback/fails-after-202" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), Script(A, &[status(202)]), TellRegister(A, MESSAGE, Fails);
    "callback/fails-after-400" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), Script(A, &[status(400)]), TellRegister(A, MESSAGE, Fails);
    "callback/fails-after-401" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), Script(A, &[status(401)]), TellRegister(A, MESSAGE, Fails);
    "callback/fails-on-an-expired-channel" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), Expire(A), TellRegister(A, MESSAGE, Fails);
    "callback/fails-after-500" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), Script(A, &[status(500)]), TellRegister(A, MESSAGE, Fails);
    "callback/fails-while-the-service-is-unavailable" [REGISTRATION_OTHER_THAN_200_IS_FAILURE]
        Open(A, Access::Authenticated), Unavailable(A, true), TellRegister(A, MESSAGE, Fails);
}

const MESSAGE: Body = Body::Text("callback");

const fn status(status: u16) -> Scripted {
    Scripted { status, fields: &[], body: "" }
}
