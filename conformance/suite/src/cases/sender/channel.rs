//! What a sender makes of the URI that it was handed.

use mpnspec_model::requirement::*;

use super::ANYTHING;
use crate::case::{
    Access, Case, Channel::A, Channel::B, Decides::Anything, Scripted, Step::*, Uri,
};

cases! { CASES;
    "channel/posts-to-the-uri-it-was-handed" [TARGET_IS_THE_CHANNEL_URI]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything);
    "channel/posts-to-the-https-uri-it-was-handed" [TARGET_IS_THE_CHANNEL_URI]
        Open(A, Access::Authenticated), Tell(A, ANYTHING, Anything);
    "channel/posts-to-a-classic-uri" [TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, CLASSIC),
        Tell(A, ANYTHING, Anything);
    "channel/sends-dashes-of-a-token-as-they-are"
        [TOKENS_ARE_NOT_ESCAPED, TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, Uri::Path("/throttledthirdparty/01.00/-A_b-C_d--__")),
        Tell(A, ANYTHING, Anything);
    "channel/posts-to-a-later-uri" [LATER_CHANNEL_URIS_WORK, TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, LATER),
        Tell(A, ANYTHING, Anything);
    "channel/posts-to-a-uri-of-1024-characters" [CHANNEL_URIS_OF_1024_CHARACTERS_WORK]
        OpenAt(A, Access::Open, Uri::Long(1024)), Tell(A, ANYTHING, Anything);
    "channel/posts-to-a-uri-of-1100-characters" [CHANNEL_URIS_OF_1100_CHARACTERS_WORK]
        OpenAt(A, Access::Open, Uri::Long(1100)), Tell(A, ANYTHING, Anything);
    "channel/posts-to-a-uri-of-2048-characters" [CHANNEL_URIS_OF_2048_CHARACTERS_WORK]
        OpenAt(A, Access::Open, Uri::Long(2048)), Tell(A, ANYTHING, Anything);

    // A channel URI is opaque, so that even what no service hands out is sent as it came.
    "channel/keeps-the-case-of-a-uri" [TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, Uri::Path("/ThrottledThirdParty/01.00/aBcDeF")),
        Tell(A, ANYTHING, Anything);
    "channel/keeps-percent-signs-of-a-uri" [TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, Uri::Path("/throttledthirdparty/01.00/A%2Db%7e%2fz%41")),
        Tell(A, ANYTHING, Anything);
    "channel/keeps-empty-segments-of-a-uri" [TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, Uri::Path("/throttledthirdparty//01.00/a//")),
        Tell(A, ANYTHING, Anything);
    "channel/keeps-an-apostrophe-of-a-uri" [TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, Uri::Path("/throttledthirdparty/01.00/a(b)'c!*")),
        Tell(A, ANYTHING, Anything);
    "channel/keeps-the-query-of-a-uri" [TARGET_IS_THE_CHANNEL_URI]
        OpenAt(A, Access::Open, Uri::Path("/throttledthirdparty/01.00/a?token=b%2Bc&r=%41")),
        Tell(A, ANYTHING, Anything);

    "channel/follows-no-redirect" [TARGET_IS_THE_CHANNEL_URI]
        Open(A, Access::Open),
        Script(A, &[Scripted { status: 302, fields: &[("Location", "/elsewhere")], body: "" }]),
        Tell(A, ANYTHING, Anything), Settle, Posts(A, 1);
    "channel/keeps-two-uris-apart" [TARGET_IS_THE_CHANNEL_URI]
        Open(A, Access::Open), Open(B, Access::Open),
        Tell(A, ANYTHING, Anything), Tell(B, ANYTHING, Anything), Tell(A, ANYTHING, Anything),
        Settle, Posts(A, 2), Posts(B, 1);
    "channel/posts-to-a-channel-of-31-days" [AGE_DOES_NOT_END_A_CHANNEL]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything), Advance(31 * DAY),
        Tell(A, ANYTHING, Anything),
        Settle, Posts(A, 2);
}

const DAY: u64 = 24 * 60 * 60;

const CLASSIC: Uri =
    Uri::Path("/throttledthirdparty/01.00/AAFRQHgiiMWNTYrRDXAHQtz7AgAAAAADAQAAAAQUZm52OjIz");
const LATER: Uri =
    Uri::Path("/u/1/db5/HmQAAAD1XkaP2-kQ5_dmZt7YbcMPT5ieb3ZXfC/d2luZG93c3Bob25l/QbZ-9_x1Kw");
