//! The documents of toasts and tiles: what is taken, what is refused, and how long they may be.

use mpnspec_model::header::Kind::{self, Raw, Tile, Toast};

use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

const fn toast(body: &'static str) -> Message {
    Message { body: Body::Text(body), ..TOAST }
}

const fn tile(body: &'static str) -> Message {
    Message { body: Body::Text(body), ..TILE }
}

const fn sized(message: Message, kind: Kind, octets: usize) -> Message {
    Message { body: Body::Sized(kind, octets), ..message }
}

/// A toast with a text as it stands in the document.
macro_rules! toast_that_says {
    ($text:expr) => {
        toast(concat!(
            r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
            "<wp:Toast><wp:Text1>{n}: ",
            $text,
            "</wp:Text1></wp:Toast></wp:Notification>"
        ))
    };
}

/// A tile with a title as it stands in the document.
macro_rules! tile_that_says {
    ($text:expr) => {
        tile(concat!(
            r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
            "<wp:Tile><wp:Title>{n}: ",
            $text,
            "</wp:Title></wp:Tile></wp:Notification>"
        ))
    };
}

macro_rules! forty_nine_letters {
    () => {
        "All the news that does not fit on a narrow phone."
    };
}

const INDENTED_TOAST: Message = toast(
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<wp:Notification xmlns:wp=\"WPNotification\">\n  <wp:Toast>\n    \
     <wp:Text1>Title {n}</wp:Text1>\r\n\t<wp:Text2>Content</wp:Text2>\n  </wp:Toast>\n</wp:Notification>\n",
);
const SPACED_TILE: Message = tile(
    "<?xml version=\"1.0\" encoding=\"utf-8\"?> <wp:Notification xmlns:wp=\"WPNotification\"> <wp:Tile> \
     <wp:Count>5</wp:Count> <wp:Title>Title {n}</wp:Title> </wp:Tile> </wp:Notification>",
);
const TOAST_BACK_TO_FRONT: Message = toast(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Toast><wp:Text2>Content</wp:Text2><wp:Text1>Title {n}</wp:Text1></wp:Toast></wp:Notification>"
));
const TILE_BACK_TO_FRONT: Message = tile(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Tile><wp:Title>Title {n}</wp:Title><wp:Count>5</wp:Count></wp:Tile></wp:Notification>"
));
const SINGLE_QUOTED: Message = toast(concat!(
    "<?xml version='1.0' encoding='utf-8'?><wp:Notification xmlns:wp='WPNotification'>",
    "<wp:Toast><wp:Text1>Title {n}</wp:Text1></wp:Toast></wp:Notification>"
));
const VERSION_FIRST: Message = tile(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification Version="2.0" xmlns:wp="WPNotification">"#,
    r#"<wp:Tile Template="FlipTile"><wp:Title>Title {n}</wp:Title></wp:Tile></wp:Notification>"#
));
const OTHER_PREFIX: Message = toast(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><push:Notification xmlns:push="WPNotification">"#,
    "<push:Toast><push:Text1>Title {n}</push:Text1></push:Toast></push:Notification>"
));
const NO_PREFIX: Message = tile(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><Notification xmlns="WPNotification">"#,
    "<Tile><Title>Title {n}</Title></Tile></Notification>"
));
const UNDECLARED_TOAST: Message = toast(concat!(
    r#"<wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Toast><wp:Text1>Title {n}</wp:Text1></wp:Toast></wp:Notification>"
));
const UNDECLARED_TILE: Message = tile(concat!(
    r#"<wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Tile><wp:Title>Title {n}</wp:Title></wp:Tile></wp:Notification>"
));
const MARKED: Message = toast(concat!(
    "\u{feff}",
    r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Toast><wp:Text1>Title {n}</wp:Text1></wp:Toast></wp:Notification>"
));
const COMMENTED: Message = toast(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><!-- news --><wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Toast><wp:Text1>Title {n}</wp:Text1></wp:Toast></wp:Notification>"
));
const UNKNOWN_IN_A_TOAST: Message = toast(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Toast><wp:Text1>Title {n}</wp:Text1><wp:Unknown>1</wp:Unknown></wp:Toast></wp:Notification>"
));
const UNKNOWN_IN_A_TILE: Message = tile(concat!(
    r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
    "<wp:Tile><wp:Title>Title {n}</wp:Title><wp:Unknown>1</wp:Unknown></wp:Tile></wp:Notification>"
));
const TILE_AS_A_TOAST: Message = Message { body: TILE.body, ..TOAST };
const TOAST_AS_A_TILE: Message = Message { body: TOAST.body, ..TILE };

pub(super) const CASES: &[Case] = cases! {
    "payload/an-indented-toast-is-accepted"
        shows WHITE_SPACE_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, INDENTED_TOAST, RECEIVED)];
    "payload/a-tile-with-blanks-between-its-elements-is-accepted"
        shows WHITE_SPACE_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, SPACED_TILE, RECEIVED)];
    "payload/the-content-of-a-toast-may-come-before-its-title"
        shows ANY_ELEMENT_ORDER_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, TOAST_BACK_TO_FRONT, RECEIVED)];
    "payload/the-title-of-a-tile-may-come-before-its-count"
        shows ANY_ELEMENT_ORDER_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, TILE_BACK_TO_FRONT, RECEIVED)];
    "payload/single-quotes-around-attributes-are-accepted"
        shows SINGLE_QUOTES_ARE_ACCEPTED
        [Open(A, Access::Open), Post(A, SINGLE_QUOTED, RECEIVED)];
    "payload/the-version-may-come-before-the-namespace"
        shows ANY_ATTRIBUTE_ORDER_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, VERSION_FIRST, RECEIVED)];
    "payload/another-prefix-than-wp-is-accepted"
        shows ANY_PREFIX_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, OTHER_PREFIX, RECEIVED)];
    "payload/no-prefix-is-accepted"
        shows ANY_PREFIX_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, NO_PREFIX, RECEIVED)];
    "payload/a-toast-without-a-declaration-is-accepted"
        shows NO_DECLARATION_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, UNDECLARED_TOAST, RECEIVED)];
    "payload/a-tile-without-a-declaration-is-accepted"
        shows NO_DECLARATION_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, UNDECLARED_TILE, RECEIVED)];
    "payload/decimal-references-are-accepted"
        shows NUMERIC_REFERENCES_ARE_ACCEPTED
        [Open(A, Access::Open), Post(A, toast_that_says!("4 &#60; 5 &#38; 5 &#62; 4"), RECEIVED)];
    "payload/hexadecimal-references-are-accepted"
        shows NUMERIC_REFERENCES_ARE_ACCEPTED
        [Open(A, Access::Open), Post(A, tile_that_says!("salt &#x26; pepper"), RECEIVED)];
    "payload/a-cdata-section-in-a-toast-is-accepted"
        shows CDATA_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, toast_that_says!("<![CDATA[4 < 5 & 5 > 4]]>"), RECEIVED)];
    "payload/a-cdata-section-in-a-tile-is-accepted"
        shows CDATA_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, tile_that_says!("<![CDATA[salt & pepper]]>"), RECEIVED)];
    "payload/the-five-entities-are-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, toast_that_says!("&lt; &amp; &gt; &apos; &quot;"), RECEIVED),
            Post(A, tile_that_says!("&lt; &amp; &gt; &apos; &quot;"), RECEIVED),
        ];
    "payload/a-byte-order-mark-is-accepted"
        shows RECEIVED_IS_200
        [Open(A, Access::Open), Post(A, MARKED, RECEIVED)];
    "payload/a-comment-is-accepted"
        shows RECEIVED_IS_200
        [Open(A, Access::Open), Post(A, COMMENTED, RECEIVED)];
    "payload/letters-beyond-ascii-are-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, toast_that_says!("Grüße, 안녕, שלום, 👋🏽"), RECEIVED),
            Post(A, tile_that_says!("Grüße, 안녕, שלום, 👋🏽"), RECEIVED),
        ];
    "payload/a-text-of-some-200-characters-is-accepted"
        shows LONG_TEXTS_ARE_ACCEPTED
        [
            Open(A, Access::Open),
            Post(
                A,
                toast_that_says!(concat!(
                    forty_nine_letters!(), forty_nine_letters!(), forty_nine_letters!(), forty_nine_letters!()
                )),
                RECEIVED,
            ),
        ];
    "payload/a-title-of-some-200-characters-is-accepted"
        shows LONG_TEXTS_ARE_ACCEPTED
        [
            Open(A, Access::Open),
            Post(
                A,
                tile_that_says!(concat!(
                    forty_nine_letters!(), forty_nine_letters!(), forty_nine_letters!(), forty_nine_letters!()
                )),
                RECEIVED,
            ),
        ];
    "payload/an-unknown-element-in-a-toast-is-recorded"
        shows UNKNOWN_ELEMENTS_ARE_ACCEPTED
        [Open(A, Access::Open), Post(A, UNKNOWN_IN_A_TOAST, RECORDED)];
    "payload/an-unknown-element-in-a-tile-is-recorded"
        shows UNKNOWN_ELEMENTS_ARE_ACCEPTED
        [Open(A, Access::Open), Post(A, UNKNOWN_IN_A_TILE, RECORDED)];
    "payload/the-document-of-a-tile-with-the-target-toast-is-recorded"
        shows UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Post(A, TILE_AS_A_TOAST, RECORDED)];
    "payload/the-document-of-a-toast-with-the-target-token-is-recorded"
        shows UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Post(A, TOAST_AS_A_TILE, RECORDED)];
    "payload/a-malformed-toast-is-not-delivered"
        shows REFUSED_IS_NOT_DELIVERED
        [Open(A, Access::Open), Post(A, toast_that_says!("<"), BAD_REQUEST), Settle, Handed(A, &[])];
    "payload/a-malformed-toast-does-not-harm-the-next-one"
        shows BAD_REQUEST_IS_400, RECEIVED_IS_200
        [Open(A, Access::Open), Post(A, toast_that_says!("<"), BAD_REQUEST), Post(A, TOAST, RECEIVED)];
    "payload/an-oversized-toast-is-not-delivered"
        shows OVERSIZED_PAYLOADS_ARE_REFUSED, REFUSED_IS_NOT_DELIVERED
        [Open(A, Access::Open), Post(A, sized(TOAST, Toast, 3073), REFUSED), Settle, Handed(A, &[])];
};

// ---- how long a body may be ------------------------------------------------------------------

macro_rules! sizes {
    ($($octets:literal octets are $outcome:literal: $answer:ident shows $requirement:ident;)+) => {
        &[$(
            case!(
                concat!("payload/a-toast-of-", $octets, "-octets-is-", $outcome),
                [$requirement],
                [Open(A, Access::Open), Post(A, sized(TOAST, Toast, $octets), $answer)]
            ),
            case!(
                concat!("payload/a-tile-of-", $octets, "-octets-is-", $outcome),
                [$requirement],
                [Open(A, Access::Open), Post(A, sized(TILE, Tile, $octets), $answer)]
            ),
            case!(
                concat!("payload/a-raw-notification-of-", $octets, "-octets-is-", $outcome),
                [$requirement],
                [Open(A, Access::Open), Post(A, sized(RAW, Raw, $octets), $answer)]
            )
        ),+]
    };
}

/// 1 KB is safe, 3 KB is the limit, and what lies between is read in two ways.
pub(super) const SIZES: &[Case] = sizes! {
    1023 octets are "taken": RECEIVED shows RECEIVED_IS_200;
    1024 octets are "taken": RECEIVED shows PAYLOADS_OF_1024_OCTETS_ARE_TAKEN;
    1025 octets are "recorded": RECORDED shows PAYLOADS_OF_3072_OCTETS_ARE_TAKEN;
    3072 octets are "recorded": RECORDED shows PAYLOADS_OF_3072_OCTETS_ARE_TAKEN;
    3073 octets are "refused": REFUSED shows OVERSIZED_PAYLOADS_ARE_REFUSED;
    65536 octets are "refused": REFUSED shows OVERSIZED_PAYLOADS_ARE_REFUSED;
};

// ---- what is not well-formed -----------------------------------------------------------------

macro_rules! malformed_texts {
    ($($what:literal: $text:expr;)+) => {
        &[$(
            case!(
                concat!("payload/a-toast-with-", $what, "-is-refused"),
                [BAD_REQUEST_IS_400],
                [Open(A, Access::Open), Post(A, toast_that_says!($text), BAD_REQUEST)]
            ),
            case!(
                concat!("payload/a-tile-with-", $what, "-is-refused"),
                [BAD_REQUEST_IS_400],
                [Open(A, Access::Open), Post(A, tile_that_says!($text), BAD_REQUEST)]
            )
        ),+]
    };
}

/// Texts that make any document malformed.
pub(super) const MALFORMED_TEXTS: &[Case] = malformed_texts! {
    "a-bare-ampersand": "salt & pepper";
    "an-ampersand-before-a-letter": "R&D";
    "a-bare-less-than": "4 < 5";
    "a-reference-without-a-semicolon": "salt &amp pepper";
    "an-entity-of-html": "caf&eacute;";
    "a-reference-to-no-character": "&#0;";
    "a-reference-beyond-unicode": "&#x110000;";
    "a-control-character": "\u{1}";
    "the-end-of-a-section": "a]]>b";
    "an-open-section": "<![CDATA[a";
    "an-open-comment": "<!-- a";
    "two-hyphens-in-a-comment": "<!-- a -- b -->";
    "an-open-element": "<wp:B>";
    "an-end-tag-too-many": "</wp:B>";
    "elements-that-overlap": "<wp:B><wp:C></wp:B></wp:C>";
    "an-end-tag-in-another-case": "<wp:B></wp:b>";
    "an-attribute-without-a-value": "<wp:B c/>";
    "an-attribute-without-quotes": "<wp:B c=1/>";
    "an-attribute-twice": r#"<wp:B c="1" c="2"/>"#;
    "a-less-than-in-an-attribute": r#"<wp:B c="4 < 5"/>"#;
    "an-undeclared-prefix": "<x:B/>";
    "a-late-declaration": r#"<?xml version="1.0"?>"#;
};

macro_rules! malformed_documents {
    ($($what:literal: $body:expr;)+) => {
        &[$(
            case!(
                concat!("payload/", $what, "-is-no-toast"),
                [BAD_REQUEST_IS_400],
                [Open(A, Access::Open), Post(A, Message { body: $body, ..TOAST }, BAD_REQUEST)]
            ),
            case!(
                concat!("payload/", $what, "-is-no-tile"),
                [BAD_REQUEST_IS_400],
                [Open(A, Access::Open), Post(A, Message { body: $body, ..TILE }, BAD_REQUEST)]
            )
        ),+]
    };
}

/// Bodies that are no document at all.
pub(super) const MALFORMED_DOCUMENTS: &[Case] = malformed_documents! {
    "nothing": Body::Text("");
    "a-blank": Body::Text(" ");
    "plain-text": Body::Text("You have mail");
    "json": Body::Text(r#"{"toast": {"text1": "You have mail"}}"#);
    "a-declaration-alone": Body::Text(r#"<?xml version="1.0" encoding="utf-8"?>"#);
    "a-comment-alone": Body::Text("<!-- a -->");
    "an-open-root": Body::Text(r#"<wp:Notification xmlns:wp="WPNotification"><wp:Toast/><wp:Tile/>"#);
    "half-a-tag": Body::Text(r#"<wp:Notification xmlns:wp="WPNotif"#);
    "a-root-of-an-undeclared-prefix": Body::Text("<wp:Notification><wp:Toast/></wp:Notification>");
    "a-pair-of-roots": Body::Text(
        r#"<wp:Notification xmlns:wp="WPNotification"/><wp:Notification xmlns:wp="WPNotification"/>"#
    );
    "text-after-the-root": Body::Text(r#"<wp:Notification xmlns:wp="WPNotification"/> more"#);
    "text-before-the-root": Body::Text(r#"more <wp:Notification xmlns:wp="WPNotification"/>"#);
    "a-blank-before-the-declaration": Body::Text(
        r#" <?xml version="1.0"?><wp:Notification xmlns:wp="WPNotification"/>"#
    );
    "a-document-cut-within-a-letter": Body::Octets(
        b"<wp:Notification xmlns:wp=\"WPNotification\"><wp:Toast><wp:Text1>caf\xc3"
    );
    "a-document-in-latin-1-that-says-utf-8": Body::Octets(
        b"<?xml version=\"1.0\" encoding=\"utf-8\"?><wp:Notification xmlns:wp=\"WPNotification\">\
          <wp:Toast><wp:Text1>caf\xe9</wp:Text1></wp:Toast></wp:Notification>"
    );
    "every-octet": Body::EveryOctet;
    "a-nul": Body::Zeros(1);
};
