//! Which fields a sender's requests have.

use mpnspec_model::edition::OsVersion;
use mpnspec_model::payload::Payload;
use mpnspec_model::requirement::*;

use super::{ANYTHING, raw, set, toast};
use crate::case::{Access, Case, Channel::A, Decides::Anything, Id, Notification, Step::*};

sends! { CASES;
    "request-headers/declares-a-toast-as-xml" [TOAST_CONTENT_TYPE_IS_TEXT_XML]
        toast("Title", "Content");
    "request-headers/marks-a-toast-as-toast"
        [TOAST_TARGET_IS_TOAST, TARGET_FIELD_IS_HYPHENATED, ONE_TARGET]
        toast("Title", "Content");
    "request-headers/puts-a-toast-in-a-class-of-toasts" [TOAST_CLASS_IS_2_12_OR_22]
        toast("Title", "Content");
    "request-headers/declares-a-tile-as-xml" [TILE_CONTENT_TYPE_IS_TEXT_XML]
        tile!(Classic, None, Title: set("Title"));
    "request-headers/marks-a-tile-as-token"
        [TILE_TARGET_IS_TOKEN, TARGET_FIELD_IS_HYPHENATED, ONE_TARGET]
        tile!(Classic, None, Title: set("Title"));
    "request-headers/puts-a-tile-in-a-class-of-tiles" [TILE_CLASS_IS_1_11_OR_21]
        tile!(Classic, None, Title: set("Title"));
    "request-headers/marks-a-flip-tile-as-token" [TILE_TARGET_IS_TOKEN, TILE_CLASS_IS_1_11_OR_21]
        tile!(Flip, None, Title: set("Title"));
    "request-headers/marks-an-iconic-tile-as-token" [TILE_TARGET_IS_TOKEN, TILE_CLASS_IS_1_11_OR_21]
        tile!(Iconic, None, Title: set("Title"));
    "request-headers/marks-a-cycle-tile-as-token" [TILE_TARGET_IS_TOKEN, TILE_CLASS_IS_1_11_OR_21]
        tile!(Cycle, None, Title: set("Title"));
    "request-headers/gives-raw-a-content-type" [RAW_HAS_A_CONTENT_TYPE] raw(b"<root/>");
    "request-headers/declares-raw-as-xml" [RAW_CONTENT_TYPE_IS_TEXT_XML] raw(b"<root/>");
    "request-headers/declares-raw-octets-as-xml-too" [RAW_CONTENT_TYPE_IS_TEXT_XML]
        raw(b"\x01\x02\x03");
    "request-headers/gives-raw-no-target" [RAW_HAS_NO_TARGET] raw(b"<root/>");
    "request-headers/puts-raw-in-a-class-of-raw" [RAW_CLASS_IS_3_13_OR_23] raw(b"<root/>");
    "request-headers/names-the-class-of-a-toast"
        [CLASS_IS_PRESENT, CLASS_IS_DIGITS, CLASS_HAS_NO_LEADING_ZERO]
        toast("Title", "Content");
    "request-headers/names-the-class-of-a-tile"
        [CLASS_IS_PRESENT, CLASS_IS_DIGITS, CLASS_HAS_NO_LEADING_ZERO]
        tile!(Classic, None, Count: set("1"));
    "request-headers/names-the-class-of-raw"
        [CLASS_IS_PRESENT, CLASS_IS_DIGITS, CLASS_HAS_NO_LEADING_ZERO]
        raw(b"<root/>");
}

/// Every kind at every interval: type code plus ten times the interval's number.
macro_rules! intervals {
    ($($kind:literal $requirement:ident $payload:expr;)+) => {
        /// Cases of one notification and one interval each.
        pub(super) const INTERVALS: &[Case] = &[$(
            interval!(concat!("request-headers/sends-", $kind, "-at-once"), $requirement, $payload, 0),
            interval!(
                concat!("request-headers/sends-", $kind, "-within-450-seconds"),
                $requirement, $payload, 450
            ),
            interval!(
                concat!("request-headers/sends-", $kind, "-within-900-seconds"),
                $requirement, $payload, 900
            ),
        )+];
    };
}

macro_rules! interval {
    ($id:expr, $requirement:ident, $payload:expr, $seconds:literal) => {
        Case {
            id: $id,
            role: mpnspec_model::requirement::Role::Sender,
            verifies: &[CLASS_IS_THE_INTERVAL_ASKED_FOR, $requirement],
            steps: crate::case::Steps::Channels(&[
                Open(A, Access::Open),
                Tell(
                    A,
                    Notification {
                        payload: Some($payload),
                        interval: Some($seconds),
                        id: Id::None,
                        os: OsVersion::V8_0,
                    },
                    Anything,
                ),
            ]),
        }
    };
}

intervals! {
    "a-toast" TOAST_CLASS_IS_2_12_OR_22 toast("Title", "Content");
    "a-tile" TILE_CLASS_IS_1_11_OR_21 tile!(Classic, None, Title: set("Title"));
    "raw" RAW_CLASS_IS_3_13_OR_23 raw(b"<root/>");
}

cases! { MESSAGE_IDS;
    "request-headers/sends-a-toast-with-the-message-id"
        [MESSAGE_ID_IS_THE_ONE_ASKED_FOR, ONE_MESSAGE_ID]
        Open(A, Access::Open), Tell(A, identified(toast("Title", "Content"), ID), Anything);
    "request-headers/sends-a-tile-with-the-message-id"
        [MESSAGE_ID_IS_THE_ONE_ASKED_FOR, ONE_MESSAGE_ID]
        Open(A, Access::Open),
        Tell(
            A,
            Notification {
                payload: Some(tile!(Classic, None, Title: set("Title"))),
                interval: None,
                id: ID,
                os: OsVersion::V8_0,
            },
            Anything
        );
    "request-headers/sends-raw-with-the-message-id"
        [MESSAGE_ID_IS_THE_ONE_ASKED_FOR, ONE_MESSAGE_ID]
        Open(A, Access::Open), Tell(A, identified(raw(b"<root/>"), ID), Anything);
    "request-headers/writes-a-message-id-as-a-lower-case-uuid"
        [MESSAGE_ID_IS_A_UUID, MESSAGE_ID_IS_LOWER_CASE]
        Open(A, Access::Open), Tell(A, identified(toast("Title", "Content"), Id::Fresh), Anything);
    "request-headers/sends-each-message-with-its-own-id" [MESSAGE_ID_IS_THE_ONE_ASKED_FOR]
        Open(A, Access::Open),
        Tell(A, identified(toast("One", "Content"), Id::Fresh), Anything),
        Tell(A, identified(toast("Two", "Content"), Id::Fresh), Anything);
    "request-headers/keeps-the-fields-within-1024-octets" [HEADERS_FIT_1024_OCTETS]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything);
    "request-headers/names-no-callback-uri-in-a-notification" [CALLBACK_URI_ONLY_ON_REGISTRATION]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything);
    "request-headers/names-no-callback-uri-on-an-authenticated-channel"
        [CALLBACK_URI_ONLY_ON_REGISTRATION]
        Open(A, Access::Authenticated), Tell(A, ANYTHING, Anything);
}

const ID: Id = Id::Text("2e1a1f6b-5a8b-4c7e-9d4f-0c3b7a6e5d41");

const fn identified(payload: Payload<'static>, id: Id) -> Notification {
    Notification { payload: Some(payload), interval: None, id, os: OsVersion::V8_0 }
}
