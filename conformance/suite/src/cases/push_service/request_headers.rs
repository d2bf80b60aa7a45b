//! The fields of a notification: message id, class, target and content type.

use mpnspec_model::header::Kind::{Raw, Tile, Toast};

use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

const UUID: &str = "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f0";
const ECHOED: Answer = Answer { status: &[(200, 200)], fields: &[("X-MessageID", &[UUID])] };
const NO_ECHO: Answer = Answer {
    status: &[(200, 200)],
    fields: &[("X-MessageID", &["N/A", "00000000-0000-0000-0000-000000000000"])],
};

const WITH_UUID: Message = Message { id: Id::Text(UUID), ..TOAST };
const MISSPELT_TOAST: Message = Message { fields: &[("X-WindowsPhoneTarget", "toast")], ..RAW };
const NAMES_A_CALLBACK: Message =
    Message { fields: &[("X-CallbackURI", "https://www.contoso.com/called")], ..TOAST };

const fn without_id(message: Message) -> Message {
    Message { id: Id::None, ..message }
}

const fn without_class(message: Message) -> Message {
    Message { class: None, ..message }
}

const fn body_of(other: Message) -> Message {
    Message { body: other.body, ..RAW }
}

pub(super) const CASES: &[Case] = cases! {
    // ---- message id ---------------------------------------------------------------------
    "request-headers/a-new-message-id-is-echoed-for-each-kind"
        shows MESSAGE_ID_IS_ECHOED
        [
            Open(A, Access::Open),
            Post(A, TOAST, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, RAW, RECEIVED),
        ];
    "request-headers/a-message-id-comes-back-as-it-was"
        shows MESSAGE_ID_IS_ECHOED
        [Open(A, Access::Open), Post(A, WITH_UUID, ECHOED)];
    "request-headers/the-message-id-of-zeros-is-echoed"
        shows MESSAGE_ID_IS_ECHOED
        [
            Open(A, Access::Open),
            Post(
                A,
                Message { id: Id::Text("00000000-0000-0000-0000-000000000000"), ..TOAST },
                Answer {
                    status: &[(200, 200)],
                    fields: &[("X-MessageID", &["00000000-0000-0000-0000-000000000000"])],
                },
            ),
        ];
    "request-headers/the-message-id-of-a-refused-toast-is-echoed"
        shows MESSAGE_ID_IS_ECHOED, BAD_REQUEST_IS_400
        [
            Open(A, Access::Open),
            Post(
                A,
                Message { body: Body::Text("<"), ..WITH_UUID },
                Answer { status: &[(400, 400)], fields: &[("X-MessageID", &[UUID])] },
            ),
        ];
    "request-headers/the-message-id-for-an-expired-channel-is-echoed"
        shows MESSAGE_ID_IS_ECHOED, EXPIRED_IS_404
        [
            Open(A, Access::Open),
            Expire(A),
            Post(A, WITH_UUID, Answer { status: &[(404, 404)], fields: &[("X-MessageID", &[UUID])] }),
        ];
    "request-headers/blanks-around-a-message-id-are-not-part-of-it"
        shows MESSAGE_ID_IS_ECHOED
        [Open(A, Access::Open), Wire(A, WITH_UUID, Bend::ManyBlanks, ECHOED)];
    "request-headers/a-toast-without-a-message-id-gets-none-back"
        shows NO_MESSAGE_ID_NO_ECHO
        [Open(A, Access::Open), Post(A, without_id(TOAST), NO_ECHO)];
    "request-headers/a-tile-without-a-message-id-gets-none-back"
        shows NO_MESSAGE_ID_NO_ECHO
        [Open(A, Access::Open), Post(A, without_id(TILE), NO_ECHO)];
    "request-headers/a-message-id-is-not-remembered-for-the-next-post"
        shows NO_MESSAGE_ID_NO_ECHO
        [Open(A, Access::Open), Post(A, WITH_UUID, ECHOED), Post(A, without_id(TOAST), NO_ECHO)];
    "request-headers/two-toasts-with-one-message-id-both-arrive"
        shows MESSAGE_ID_REMOVES_NO_DUPLICATES
        [
            Open(A, Access::Open),
            Post(A, WITH_UUID, RECEIVED),
            Post(A, WITH_UUID, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1), (Toast, 2)]),
        ];
    "request-headers/a-toast-and-a-raw-notification-with-one-message-id-both-arrive"
        shows MESSAGE_ID_REMOVES_NO_DUPLICATES
        [
            Open(A, Access::Open),
            Post(A, WITH_UUID, RECEIVED),
            Post(A, Message { id: Id::Text(UUID), ..RAW }, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1), (Raw, 2)]),
        ];

    // ---- class --------------------------------------------------------------------------
    "request-headers/a-toast-without-a-class-arrives-at-once"
        shows CLASS_ABSENT_IS_IMMEDIATE
        [Open(A, Access::Open), Post(A, without_class(TOAST), RECEIVED), Settle, Handed(A, &[(Toast, 1)])];
    "request-headers/a-tile-without-a-class-arrives-at-once"
        shows CLASS_ABSENT_IS_IMMEDIATE
        [Open(A, Access::Open), Post(A, without_class(TILE), RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "request-headers/a-raw-notification-without-a-class-arrives-at-once"
        shows CLASS_ABSENT_IS_IMMEDIATE
        [Open(A, Access::Open), Post(A, without_class(RAW), RECEIVED), Settle, Handed(A, &[(Raw, 1)])];
    "request-headers/two-classes-are-recorded"
        shows UNDOCUMENTED_CLASS_IS_REFUSED, UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Wire(A, TOAST, Bend::TwoClasses, RECORDED)];

    // ---- target -------------------------------------------------------------------------
    "request-headers/the-target-toast-makes-a-toast"
        shows TOAST_TARGET_MAKES_A_TOAST
        [Open(A, Access::Open), Post(A, TOAST, RECEIVED), Settle, Handed(A, &[(Toast, 1)])];
    "request-headers/the-target-token-makes-a-tile"
        shows TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, TILE, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "request-headers/no-target-makes-it-raw"
        shows TARGET_ABSENT_IS_RAW
        [Open(A, Access::Open), Post(A, RAW, RECEIVED), Settle, Handed(A, &[(Raw, 1)])];
    "request-headers/the-document-of-a-toast-without-a-target-is-raw"
        shows TARGET_ABSENT_IS_RAW
        [Open(A, Access::Open), Post(A, body_of(TOAST), RECEIVED), Settle, Handed(A, &[(Raw, 1)])];
    "request-headers/the-document-of-a-tile-without-a-target-is-raw"
        shows TARGET_ABSENT_IS_RAW
        [Open(A, Access::Open), Post(A, body_of(TILE), RECEIVED), Settle, Handed(A, &[(Raw, 1)])];
    "request-headers/the-target-raw-makes-it-raw"
        shows RAW_TARGET_MAKES_IT_RAW
        [
            Open(A, Access::Open),
            Post(A, Message { target: Some("raw"), ..RAW }, RECEIVED),
            Settle,
            Handed(A, &[(Raw, 1)]),
        ];
    "request-headers/a-misspelt-target-field-is-no-target-field"
        shows MISSPELT_TARGET_FIELD_IS_RAW, TARGET_ABSENT_IS_RAW
        [Open(A, Access::Open), Post(A, MISSPELT_TOAST, RECEIVED), Settle, Handed(A, &[(Raw, 1)])];
    "request-headers/a-bare-request-is-immediate-and-raw"
        shows BARE_REQUEST_IS_IMMEDIATE_RAW, CLASS_ABSENT_IS_IMMEDIATE, TARGET_ABSENT_IS_RAW
        [
            Open(A, Access::Open),
            Post(A, without_id(without_class(RAW)), RECEIVED),
            Settle,
            Handed(A, &[(Raw, 1)]),
        ];

    // ---- other fields -------------------------------------------------------------------
    "request-headers/a-toast-needs-no-blanks-after-its-colons"
        shows BLANK_AFTER_THE_COLON_IS_OPTIONAL, MESSAGE_ID_IS_ECHOED
        [Open(A, Access::Open), Wire(A, WITH_UUID, Bend::NoBlanks, ECHOED)];
    "request-headers/a-tile-needs-no-blanks-after-its-colons"
        shows BLANK_AFTER_THE_COLON_IS_OPTIONAL, TOKEN_TARGET_MAKES_A_TILE
        [
            Open(A, Access::Open),
            Wire(A, TILE, Bend::NoBlanks, RECEIVED),
            Settle,
            Handed(A, &[(Tile, 1)]),
        ];
    "request-headers/a-raw-notification-needs-no-blanks-after-its-colons"
        shows BLANK_AFTER_THE_COLON_IS_OPTIONAL, CLASS_3_IS_AT_ONCE
        [Open(A, Access::Open), Wire(A, RAW, Bend::NoBlanks, RECEIVED), Settle, Handed(A, &[(Raw, 1)])];
    "request-headers/a-callback-uri-on-a-toast-is-ignored"
        shows CALLBACK_URI_ON_A_NOTIFICATION_IS_IGNORED
        [Open(A, Access::Open), Post(A, NAMES_A_CALLBACK, RECEIVED)];
    "request-headers/a-callback-uri-on-an-authenticated-toast-is-ignored"
        shows CALLBACK_URI_ON_A_NOTIFICATION_IS_IGNORED
        [Open(A, Access::Authenticated), Post(A, NAMES_A_CALLBACK, RECEIVED)];
};

// ---- message ids that are no UUID in lower case ---------------------------------------------

macro_rules! message_ids {
    ($($what:literal: $id:literal;)+) => {
        &[$(case!(
            concat!("request-headers/", $what, "-as-a-message-id-is-echoed"),
            [ANY_MESSAGE_ID_IS_ECHOED],
            [
                Open(A, Access::Open),
                Post(
                    A,
                    Message { id: Id::Text($id), ..TOAST },
                    Answer { status: &[(200, 200)], fields: &[("X-MessageID", &[$id])] },
                ),
            ]
        )),+]
    };
}

pub(super) const MESSAGE_IDS: &[Case] = message_ids! {
    "a-uuid-in-upper-case": "1F2E3D4C-5B6A-4978-8695-A4B3C2D1E0F0";
    "a-uuid-in-braces": "{1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f0}";
    "a-uuid-without-hyphens": "1f2e3d4c5b6a49788695a4b3c2d1e0f0";
    "a-number": "42";
    "a-word": "tuesday";
    "some-words": "the first of three";
};

// ---- classes that the tables do not list, or not for the kind -------------------------------

macro_rules! classes {
    ($($what:literal: $message:ident $class:literal shows $($requirement:ident),+;)+) => {
        &[$(case!(
            concat!("request-headers/", $what, "-is-recorded"),
            [$($requirement),+],
            [Open(A, Access::Open), Post(A, Message { class: Some($class), ..$message }, RECORDED)]
        )),+]
    };
}

pub(super) const CLASSES: &[Case] = classes! {
    "class-0-for-a-toast": TOAST "0" shows CLASS_0_IS_REFUSED;
    "class-0-for-a-raw-notification": RAW "0" shows CLASS_0_IS_REFUSED;
    "class-32": RAW "32" shows UNDOCUMENTED_CLASS_IS_REFUSED, UNLISTED_VALUES_ARE_RECORDED;
    "class-99": TOAST "99" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    "a-class-with-a-leading-zero": TOAST "02" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    "a-negative-class": TOAST "-2" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    "a-class-with-a-fraction": TOAST "2.0" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    "a-list-of-classes": TOAST "2, 12" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    "a-class-of-letters": TOAST "abc" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    "an-empty-class": TOAST "" shows UNDOCUMENTED_CLASS_IS_REFUSED;
    // 2 in 32 bits.
    "a-class-that-overflows": TOAST "4294967298" shows UNDOCUMENTED_CLASS_IS_REFUSED;

    "the-early-raw-class-4": RAW "4" shows EARLY_RAW_CLASSES_ARE_TAKEN;
    "the-early-raw-class-10": RAW "10" shows EARLY_RAW_CLASSES_ARE_TAKEN;
    "the-early-raw-class-14": RAW "14" shows EARLY_RAW_CLASSES_ARE_TAKEN;
    "the-early-raw-class-20": RAW "20" shows EARLY_RAW_CLASSES_ARE_TAKEN;
    "the-early-raw-class-24": RAW "24" shows EARLY_RAW_CLASSES_ARE_TAKEN;
    "the-early-raw-class-31": RAW "31" shows EARLY_RAW_CLASSES_ARE_TAKEN;

    "a-toast-with-the-class-of-a-tile": TOAST "1" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
    "a-toast-with-the-class-of-a-raw-notification": TOAST "3" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
    "a-toast-with-the-class-of-a-late-tile": TOAST "21" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
    "a-tile-with-the-class-of-a-toast": TILE "2" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
    "a-tile-with-the-class-of-a-raw-notification": TILE "13" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
    "a-raw-notification-with-the-class-of-a-tile": RAW "11" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
    "a-raw-notification-with-the-class-of-a-toast": RAW "2" shows CLASS_OF_ANOTHER_KIND_IS_REFUSED;
};

// ---- targets that the page does not list ----------------------------------------------------

macro_rules! targets {
    ($($what:literal: $message:ident $target:literal shows $($requirement:ident),+;)+) => {
        &[$(case!(
            concat!("request-headers/the-target-", $what, "-is-recorded"),
            [$($requirement),+],
            [Open(A, Access::Open), Post(A, Message { target: Some($target), ..$message }, RECORDED)]
        )),+]
    };
}

pub(super) const TARGETS: &[Case] = targets! {
    "tile": TILE "tile" shows TILE_TARGET_IS_NO_TILE;
    "tile-with-a-capital": TILE "Tile" shows TILE_TARGET_IS_NO_TILE;
    "toast-with-a-capital": TOAST "Toast" shows TARGET_IN_ANY_CASE;
    "toast-in-capitals": TOAST "TOAST" shows TARGET_IN_ANY_CASE;
    "token-with-a-capital": TILE "Token" shows TARGET_IN_ANY_CASE;
    "that-no-page-knows": TOAST "badge" shows UNLISTED_VALUES_ARE_RECORDED;
    "that-lists-two": TOAST "toast, token" shows UNLISTED_VALUES_ARE_RECORDED;
    "that-is-empty": TOAST "" shows UNLISTED_VALUES_ARE_RECORDED;
};

// ---- content types --------------------------------------------------------------------------

macro_rules! content_types {
    ($($what:literal: $message:ident $media:expr => $requirement:ident;)+) => {
        &[$(case!(
            concat!("request-headers/", $what, "-is-accepted"),
            [$requirement],
            [Open(A, Access::Open), Post(A, Message { content_type: $media, ..$message }, RECEIVED)]
        )),+]
    };
}

pub(super) const CONTENT_TYPES: &[Case] = content_types! {
    "a-charset-on-a-toast": TOAST Some("text/xml; charset=utf-8") => CHARSET_IS_ACCEPTED;
    "a-charset-on-a-tile": TILE Some("text/xml; charset=utf-8") => CHARSET_IS_ACCEPTED;
    "a-charset-on-a-raw-notification": RAW Some("text/xml; charset=utf-8") => CHARSET_IS_ACCEPTED;
    "a-charset-in-capitals": TOAST Some("text/xml; charset=UTF-8") => CHARSET_IS_ACCEPTED;
    "a-charset-without-a-blank": TOAST Some("text/xml;charset=utf-8") => CHARSET_IS_ACCEPTED;
    "a-quoted-charset": TOAST Some("text/xml; charset=\"utf-8\"") => QUOTED_CHARSET_IS_ACCEPTED;
    "a-quoted-charset-without-a-blank": TILE Some("text/xml;charset=\"utf-8\"") => QUOTED_CHARSET_IS_ACCEPTED;
    "a-toast-without-a-content-type": TOAST None => CONTENT_TYPE_IS_NOT_ENFORCED;
    "a-raw-notification-without-a-content-type": RAW None => CONTENT_TYPE_IS_NOT_ENFORCED;
    "a-toast-as-application-xml": TOAST Some("application/xml") => CONTENT_TYPE_IS_NOT_ENFORCED;
    "a-toast-as-plain-text": TOAST Some("text/plain") => CONTENT_TYPE_IS_NOT_ENFORCED;
    "a-tile-as-a-form": TILE Some("application/x-www-form-urlencoded") => CONTENT_TYPE_IS_NOT_ENFORCED;
    "a-raw-notification-as-json": RAW Some("application/json") => CONTENT_TYPE_IS_NOT_ENFORCED;
    "a-content-type-that-is-none": TOAST Some("xml") => CONTENT_TYPE_IS_NOT_ENFORCED;
};
