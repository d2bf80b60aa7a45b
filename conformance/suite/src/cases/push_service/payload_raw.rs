//! Raw bodies: whatever they hold, they arrive as they were sent.

use mpnspec_model::header::Kind::Raw;

use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

const EMPTY: Message = Message { body: Body::Text(""), ..RAW };

pub(super) const CASES: &[Case] = cases! {
    "payload-raw/an-empty-body-is-accepted"
        shows RECEIVED_IS_200
        [Open(A, Access::Open), Post(A, EMPTY, RECEIVED)];
    "payload-raw/two-bodies-arrive-as-they-were-sent"
        shows RAW_IS_DELIVERED_UNCHANGED
        [
            Open(A, Access::Open),
            Post(A, Message { body: Body::EveryOctet, ..RAW }, RECEIVED),
            Post(A, RAW, RECEIVED),
            Settle,
            Handed(A, &[(Raw, 1), (Raw, 2)]),
        ];
    "payload-raw/a-batched-body-arrives-as-it-was-sent"
        shows RAW_IS_DELIVERED_UNCHANGED, CLASS_13_WITHIN_450_S
        [
            Open(A, Access::Open),
            Post(A, Message { class: Some("13"), body: Body::EveryOctet, ..RAW }, RECEIVED),
            Advance(450),
            Settle,
            Handed(A, &[(Raw, 1)]),
        ];
};

macro_rules! bodies {
    ($($what:literal: $body:expr, shows $requirement:ident;)+) => {
        &[$(case!(
            concat!("payload-raw/", $what, "-arrives-unchanged"),
            [$requirement, RAW_IS_DELIVERED_UNCHANGED],
            [
                Open(A, Access::Open),
                Post(A, Message { body: $body, ..RAW }, RECEIVED),
                Settle,
                Handed(A, &[(Raw, 1)]),
            ]
        )),+]
    };
}

/// Bodies, and what they need not be.
pub(super) const BODIES: &[Case] = bodies! {
    "xml-of-the-app": RAW.body, shows RAW_NEEDS_NO_NOTIFICATION_ROOT;
    "xml-with-a-declaration": Body::Text("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<score><home>{n}</home></score>\n"),
        shows RAW_NEEDS_NO_NOTIFICATION_ROOT;
    // The page's own sample opens an element twice where it means to close it.
    "xml-that-is-never-closed": Body::Text("<?xml version=\"1.0\"?><root><first>{n}<first></root>"),
        shows RAW_NEEDS_NO_XML;
    "plain-text": Body::Text("You have {n} mails & counting"), shows RAW_NEEDS_NO_XML;
    "json": Body::Text(r#"{"mails": {n}}"#), shows RAW_NEEDS_NO_XML;
    "text-beyond-ascii": Body::Text("{n}: Grüße, 안녕, שלום, 👋🏽"), shows RAW_NEEDS_NO_XML;
    "a-byte-order-mark": Body::Text("\u{feff}{n}"), shows RAW_NEEDS_NO_XML;
    "white-space-at-both-ends": Body::Text("\r\n {n}\t\r\n\r\n"), shows RAW_NEEDS_NO_XML;
    "a-sequence-of-eight-octets": Body::Octets(&[1, 2, 3, 4, 5, 6, 7, 8]), shows RAW_NEEDS_NO_XML;
    "a-nul": Body::Zeros(1), shows RAW_NEEDS_NO_XML;
    "a-kilobyte-of-nuls": Body::Zeros(1024), shows RAW_NEEDS_NO_XML;
    "a-percent-sign": Body::Text("100%20%00+{n}"), shows RAW_NEEDS_NO_XML;
    "text-in-latin-1": Body::Octets(b"caf\xe9"), shows RAW_TAKES_ANY_OCTETS;
    "text-in-utf-16": Body::Octets(b"\xff\xfeh\0i\0"), shows RAW_TAKES_ANY_OCTETS;
    "a-sequence-of-octets-above-127": Body::Octets(&[0x80, 0xbf, 0xc0, 0xf5, 0xfe, 0xff]),
        shows RAW_TAKES_ANY_OCTETS;
    "every-octet": Body::EveryOctet, shows RAW_TAKES_ANY_OCTETS;
};
