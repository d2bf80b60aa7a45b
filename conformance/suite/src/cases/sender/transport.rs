//! How a sender speaks HTTP.

use mpnspec_model::requirement::*;

use super::{ANYTHING, raw, repeated, toast};
use crate::case::{Access, Case, Channel::A, Channel::B, Decides::Anything, Step::*};

sends! { CASES;
    "transport/counts-the-octets-of-ascii" [CONTENT_LENGTH_COUNTS_OCTETS] toast("Title", "Content");
    "transport/counts-two-octets-for-an-accent" [CONTENT_LENGTH_COUNTS_OCTETS] toast("Café", "é");
    "transport/counts-three-octets-for-a-han-character" [CONTENT_LENGTH_COUNTS_OCTETS]
        toast("漢字", "漢");
    "transport/counts-four-octets-for-an-emoji" [CONTENT_LENGTH_COUNTS_OCTETS] toast("Hi 😀", "😀😀");
    "transport/counts-every-value-of-an-octet" [CONTENT_LENGTH_COUNTS_OCTETS]
        raw(super::payload_raw::EVERY_OCTET);
    "transport/counts-no-octets-in-an-empty-body" [CONTENT_LENGTH_COUNTS_OCTETS] raw(b"");
    "transport/sends-a-large-body-in-one-piece" [BODY_IS_NOT_CHUNKED, CONTENT_LENGTH_COUNTS_OCTETS]
        raw(&const { repeated::<1024>(b"0123456789") });
}

cases! { CHANNELS;
    "transport/posts-what-it-sends" [SENDS_WITH_POST, BODY_IS_NOT_CHUNKED]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything);
    "transport/names-the-host-of-the-channel" [HOST_MATCHES_THE_CHANNEL_URI]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything);
    "transport/posts-again-over-the-same-or-a-new-connection"
        [SENDS_WITH_POST, HOST_MATCHES_THE_CHANNEL_URI]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything), Tell(A, ANYTHING, Anything),
        Tell(A, ANYTHING, Anything);
    "transport/speaks-tls-to-an-https-channel" [HTTPS_CHANNELS_USE_TLS]
        Open(A, Access::Authenticated), Tell(A, ANYTHING, Anything);
    "transport/shows-its-certificate" [CLIENT_CERTIFICATE_IS_SHOWN]
        Open(A, Access::Authenticated), Tell(A, ANYTHING, Anything);
    "transport/shows-its-certificate-on-every-channel" [CLIENT_CERTIFICATE_IS_SHOWN]
        Open(A, Access::Authenticated), Open(B, Access::Authenticated),
        Tell(A, ANYTHING, Anything), Tell(B, ANYTHING, Anything);
    "transport/names-the-host-of-an-https-channel" [HOST_MATCHES_THE_CHANNEL_URI]
        Open(A, Access::Authenticated), Tell(A, ANYTHING, Anything);
}
