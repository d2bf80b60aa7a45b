//! What a device is told.

use mpnspec_model::requirement::*;

use crate::case::backend::Device::{A, B};
use crate::case::backend::Says::{DoneAndHangup, Error, Hangup, Late, Wait};
use crate::case::backend::Step::*;
use crate::case::backend::*;

const WITH_HANDLE: IdRequest = IdRequest { with_handle: true, ..POST };

cases! {
    /// The flow of the seed, and what belongs to it.
    FLOW;
    "backend/the-whole-flow"
        [A_POST_IS_200, A_POST_GIVES_THE_HUBS_ID, AN_ID_IS_A_JSON_STRING, A_PUT_IS_2XX, GONE_IS_410,
         THE_BACKEND_CALLS_THE_HUB, NO_SECRET_REACHES_A_DEVICE]
        // No id is stored: the device asks for one, and the hub makes it.
        Post(A, POST, ID), Called(Call::Mint, 1), HasNone(A),
        // The device registers under its id; the hub has the registration.
        Put(A, PUT, TAKEN), Has(A, &[Tag::First]),
        // It does so again with another handle and other tags.
        Put(A, Registration { handle: Handle::Renewed, tags: &[Tag::Second], ..PUT }, TAKEN),
        Has(A, &[Tag::Second]),
        // The id dies: the device is told so, asks for another, and registers anew.
        Expire(A), Put(A, PUT, GONE), Post(A, POST, ID), Put(A, PUT, TAKEN), Has(A, &[Tag::First]),
        // It takes its registration back.
        Delete(A, By::First, TAKEN), HasNone(A);

    "backend/gives-an-id-in-quotation-marks" [A_POST_IS_200, AN_ID_IS_A_JSON_STRING, A_POST_GIVES_THE_HUBS_ID]
        Post(A, POST, ID);
    "backend/takes-a-post-without-a-content-type" [A_POST_IS_200]
        Post(A, IdRequest { content_type: None, ..POST }, ID);
    "backend/gives-each-device-an-id" [A_POST_IS_200, A_POST_GIVES_THE_HUBS_ID]
        Post(A, POST, ID), Post(B, POST, ID), Called(Call::Mint, 2);
    "backend/gives-ids-to-two-devices-at-once" [A_POST_IS_200, A_POST_GIVES_THE_HUBS_ID]
        PostTogether(POST, ID), Called(Call::Mint, 2);
    "backend/takes-a-handle-with-the-post" [A_HANDLE_WITH_A_POST_IS_NO_ERROR]
        Post(A, WITH_HANDLE, TAKEN);
    "backend/takes-two-handles-with-posts-at-once" [A_HANDLE_WITH_A_POST_IS_NO_ERROR]
        PostTogether(WITH_HANDLE, TAKEN);

    "backend/registers-a-device" [A_PUT_IS_2XX, THE_BACKEND_CALLS_THE_HUB]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Has(A, &[Tag::First]);
    "backend/registers-two-devices-at-once" [A_PUT_IS_2XX]
        Post(A, POST, ID), Post(B, POST, ID), PutTogether(PUT, TAKEN),
        Has(A, &[Tag::First]), Has(B, &[Tag::First]);
    "backend/registers-two-devices-with-one-handle" [A_PUT_IS_2XX]
        Post(A, POST, ID), Post(B, POST, ID),
        Put(A, Registration { handle: Handle::Shared, ..PUT }, TAKEN),
        Put(B, Registration { handle: Handle::Shared, ..PUT }, TAKEN),
        Has(A, &[Tag::First]), Has(B, &[Tag::First]);
    "backend/removes-a-registration" [A_DELETE_IS_2XX]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Delete(A, By::First, TAKEN), HasNone(A);

    "backend/registers-after-a-slow-hub" [ANSWERS_AFTER_THE_HUB]
        Post(A, POST, ID), Hub(Call::Write, &[Late]), Put(A, PUT, TAKEN);
    "backend/gives-an-id-after-a-slow-hub" [ANSWERS_AFTER_THE_HUB]
        Hub(Call::Mint, &[Late]), Post(A, POST, ID);
    "backend/removes-after-a-slow-hub" [ANSWERS_AFTER_THE_HUB]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Hub(Call::Delete, &[Late]),
        Delete(A, By::First, TAKEN);
}

/// The device has an id, and the hub says this to every registration.
macro_rules! put_hears {
    ($says:expr, $answer:expr) => {
        crate::case::Steps::Backend(&[
            Post(A, POST, ID),
            HubAlways(Call::Write, $says),
            Put(A, PUT, $answer),
        ])
    };
}

macro_rules! hears {
    ($(#[doc = $doc:literal])* $table:ident; $(
        $id:literal [$($requirement:ident),+] $steps:expr;
    )+) => {
        $(#[doc = $doc])*
        pub(super) const $table: &[crate::case::Case] = &[$(crate::case::Case {
            id: $id,
            role: Role::Backend,
            verifies: &[$($requirement),+],
            steps: $steps,
        }),+];
    };
}

macro_rules! steps {
    ($($step:expr),+ $(,)?) => { crate::case::Steps::Backend(&[$($step),+]) };
}

hears! {
    /// What the hub refuses, and how it fails.
    ERRORS;
    "backend/passes-on-that-an-id-is-gone" [GONE_IS_410]
        steps![Post(A, POST, ID), Put(A, PUT, TAKEN), Expire(A), Put(A, PUT, GONE)];
    "backend/passes-on-gone-for-an-id-never-used" [GONE_IS_410]
        put_hears!(Error(410), GONE);

    "backend/tells-that-the-hub-refuses-its-key" [A_HUB_ERROR_IS_NO_SUCCESS, A_HUB_ERROR_IS_5XX]
        put_hears!(Error(401), FAILS);
    "backend/tells-that-its-key-has-no-right" [A_HUB_ERROR_IS_NO_SUCCESS, A_HUB_ERROR_IS_5XX]
        put_hears!(Error(403), FAILS);
    "backend/tells-that-the-hub-refuses-the-registration" [A_HUB_ERROR_IS_NO_SUCCESS]
        put_hears!(Error(400), REFUSED);
    "backend/does-not-take-404-for-gone" [A_HUB_ERROR_IS_NO_SUCCESS, NOTHING_ELSE_IS_410]
        put_hears!(Error(404), REFUSED);
    "backend/does-not-take-412-for-gone" [A_HUB_ERROR_IS_NO_SUCCESS, NOTHING_ELSE_IS_410]
        put_hears!(Error(412), REFUSED);
    "backend/tells-that-the-hub-fails" [A_HUB_ERROR_IS_NO_SUCCESS, NOTHING_ELSE_IS_410, A_HUB_ERROR_IS_5XX]
        put_hears!(Error(500), FAILS);
    "backend/tells-that-the-hub-is-unavailable" [A_HUB_ERROR_IS_NO_SUCCESS, THROTTLING_IS_PASSED_ON]
        put_hears!(Error(503), BUSY);
    "backend/tells-that-the-hub-throttles" [A_HUB_ERROR_IS_NO_SUCCESS, THROTTLING_IS_PASSED_ON]
        put_hears!(Wait(429, 1), BUSY);
    "backend/tells-that-the-hub-throttles-in-the-old-way" [A_HUB_ERROR_IS_NO_SUCCESS, THROTTLING_IS_PASSED_ON]
        put_hears!(Wait(403, 1), BUSY);
    "backend/tells-that-the-hub-throttles-with-409" [A_HUB_ERROR_IS_NO_SUCCESS, THROTTLING_IS_PASSED_ON]
        put_hears!(Wait(409, 1), BUSY);
    "backend/tells-that-the-hub-hangs-up" [A_HUB_ERROR_IS_NO_SUCCESS, A_HUB_ERROR_IS_5XX]
        put_hears!(Hangup, FAILS);

    "backend/tells-that-the-hub-makes-no-id" [A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE, A_HUB_ERROR_IS_5XX]
        steps![HubAlways(Call::Mint, Error(401)), Post(A, POST, FAILS)];
    "backend/tells-that-the-hub-has-no-time-for-an-id" [A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE, THROTTLING_IS_PASSED_ON]
        steps![HubAlways(Call::Mint, Wait(429, 1)), Post(A, POST, BUSY)];
    "backend/tells-that-the-hub-removes-nothing" [A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE, A_HUB_ERROR_IS_5XX]
        steps![
            Post(A, POST, ID), Put(A, PUT, TAKEN), HubAlways(Call::Delete, Error(403)),
            Delete(A, By::First, FAILS), Has(A, &[Tag::First]),
        ];
    "backend/removes-what-is-not-there" [DELETING_NOTHING_IS_2XX_OR_404]
        steps![Post(A, POST, ID), Delete(A, By::First, NOTHING)];
    "backend/removes-twice" [A_DELETE_IS_2XX, DELETING_NOTHING_IS_2XX_OR_404]
        steps![
            Post(A, POST, ID), Put(A, PUT, TAKEN), Delete(A, By::First, TAKEN),
            Delete(A, By::First, NOTHING),
        ];

    "backend/passes-on-how-long-to-wait" [RETRY_AFTER_IS_PASSED_ON, THROTTLING_IS_PASSED_ON]
        put_hears!(Wait(503, 1), BUSY);

    "backend/survives-a-hub-that-is-unavailable-once" [NO_SECRET_REACHES_A_DEVICE]
        steps![
            Post(A, POST, ID), Hub(Call::Write, &[Error(503)]), Put(A, PUT, TAKEN_OR_FAILS),
            Put(A, PUT, TAKEN), Has(A, &[Tag::First]),
        ];
    "backend/survives-a-hub-that-throttles-once" [NO_SECRET_REACHES_A_DEVICE]
        steps![
            Post(A, POST, ID), Hub(Call::Write, &[Wait(429, 1)]), Put(A, PUT, TAKEN_OR_FAILS),
            Put(A, PUT, TAKEN), Has(A, &[Tag::First]),
        ];
    "backend/survives-a-hub-that-hangs-up-once" [A_PUT_IS_2XX]
        steps![
            Post(A, POST, ID), Hub(Call::Write, &[Hangup]), Put(A, PUT, TAKEN_OR_FAILS),
            Put(A, PUT, TAKEN), Has(A, &[Tag::First]),
        ];
    "backend/survives-a-reply-that-is-lost" [A_PUT_IS_2XX]
        steps![
            Post(A, POST, ID), Hub(Call::Write, &[DoneAndHangup]), Put(A, PUT, TAKEN_OR_FAILS),
            Put(A, PUT, TAKEN), Has(A, &[Tag::First]),
        ];
    "backend/keeps-the-key-when-the-hub-refuses-it" [NO_SECRET_REACHES_A_DEVICE]
        steps![HubAlways(Call::Any, Error(401)), Post(A, POST, FAILS)];
}

const UNKNOWN_PLATFORM: Registration = Registration { platform: "nokia", ..PUT };

cases! {
    /// What is refused to devices.
    REFUSALS;
    "backend/refuses-an-unknown-platform" [UNKNOWN_PLATFORM_IS_400, UNKNOWN_PLATFORM_MAKES_NO_CALL]
        Post(A, POST, ID), Put(A, UNKNOWN_PLATFORM, BAD), Settle, Called(Call::Write, 0);
    "backend/refuses-a-platform-without-a-name" [UNKNOWN_PLATFORM_IS_400, UNKNOWN_PLATFORM_MAKES_NO_CALL]
        Post(A, POST, ID), Put(A, Registration { platform: "", ..PUT }, BAD), Settle, Called(Call::Write, 0);
    "backend/refuses-the-word-of-a-hub-for-a-platform" [UNKNOWN_PLATFORM_IS_400, UNKNOWN_PLATFORM_MAKES_NO_CALL]
        Post(A, POST, ID), Put(A, Registration { platform: "windowsphone", ..PUT }, BAD), Settle,
        Called(Call::Write, 0);
    "backend/an-unknown-platform-leaves-the-registration" [UNKNOWN_PLATFORM_IS_400]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Put(A, UNKNOWN_PLATFORM, BAD), Has(A, &[Tag::First]);
    "backend/a-platform-in-capitals" [PLATFORMS_LETTER_FOR_LETTER]
        Post(A, POST, ID), Put(A, Registration { platform: "MPNS", ..PUT }, TAKEN_OR_MISTAKEN);
    "backend/the-platform-fcm" [PLATFORMS_LETTER_FOR_LETTER]
        Post(A, POST, ID), Put(A, Registration { platform: "fcm", ..PUT }, TAKEN_OR_MISTAKEN);
    "backend/names-of-members-in-small-letters" [MEMBER_NAMES_IN_ANY_CASE]
        Post(A, POST, ID), Put(A, Registration { body: Body::SmallNames, ..PUT }, TAKEN);

    "backend/refuses-a-body-that-is-no-json" [A_BAD_BODY_IS_4XX]
        Post(A, POST, ID), Put(A, Registration { body: Body::NoJson, ..PUT }, MISTAKEN);
    "backend/refuses-an-empty-body" [A_BAD_BODY_IS_4XX]
        Post(A, POST, ID), Put(A, Registration { body: Body::Empty, ..PUT }, MISTAKEN);
    "backend/refuses-null" [A_BAD_BODY_IS_4XX]
        Post(A, POST, ID), Put(A, Registration { body: Body::Null, ..PUT }, MISTAKEN);
    "backend/refuses-a-registration-without-a-platform" [A_BAD_BODY_IS_4XX]
        Post(A, POST, ID), Put(A, Registration { body: Body::NoPlatform, ..PUT }, MISTAKEN);
    "backend/refuses-a-registration-without-a-handle" [A_BAD_BODY_IS_4XX]
        Post(A, POST, ID), Put(A, Registration { body: Body::NoHandle, ..PUT }, MISTAKEN);
    "backend/refuses-a-handle-that-is-no-uri" [A_BAD_BODY_IS_4XX]
        Post(A, POST, ID), Put(A, Registration { handle: Handle::NoUri, ..PUT }, MISTAKEN);
    "backend/bears-that-tags-are-missing" [MISSING_TAGS_ARE_NO_SERVER_ERROR]
        Post(A, POST, ID), Put(A, Registration { body: Body::NoTags, ..PUT }, TAKEN_OR_MISTAKEN);
    "backend/bears-that-tags-are-null" [MISSING_TAGS_ARE_NO_SERVER_ERROR]
        Post(A, POST, ID), Put(A, Registration { body: Body::NullTags, ..PUT }, TAKEN_OR_MISTAKEN);
}

const FORBIDDEN_TAG: Registration = Registration { tags: &[Tag::First, Tag::Forbidden], ..PUT };
const TAG_OF_ANOTHER: Registration = Registration { tags: &[Tag::OfAnother], ..PUT };

cases! {
    /// Who may have which tags.
    CALLERS;
    "backend/a-tag-that-nobody-may-have" [TAGS_ARE_AUTHORIZED, A_FORBIDDEN_TAG_IS_REFUSED]
        Post(A, POST, ID), Put(A, FORBIDDEN_TAG, FORBIDDEN);
    "backend/a-tag-of-somebody-else" [TAGS_ARE_AUTHORIZED, A_FORBIDDEN_TAG_IS_REFUSED]
        Post(A, POST, ID), Put(A, TAG_OF_ANOTHER, FORBIDDEN);
    "backend/a-forbidden-tag-on-a-registration-that-is-there" [TAGS_ARE_AUTHORIZED, A_FORBIDDEN_TAG_IS_REFUSED]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Put(A, FORBIDDEN_TAG, FORBIDDEN), Has(A, &[Tag::First]);
    "backend/a-tag-is-allowed-to-whom-it-belongs" [TAGS_ARE_AUTHORIZED, A_PUT_IS_2XX]
        Post(A, IdRequest { by: By::Second, ..POST }, ID),
        Put(A, Registration { by: By::Second, ..TAG_OF_ANOTHER }, TAKEN);
    "backend/adds-its-own-tags" [ADDS_ITS_OWN_TAGS, TAGS_ARE_AUTHORIZED]
        Post(A, IdRequest { by: By::Second, ..POST }, ID),
        Put(A, Registration { by: By::Second, tags: &[], ..PUT }, TAKEN);
    "backend/no-id-without-credentials" [STRANGERS_ARE_REFUSED, STRANGERS_REACH_NO_HUB]
        Post(A, IdRequest { by: By::Nobody, ..POST }, UNKNOWN), Settle, Called(Call::Any, 0);
    "backend/no-id-for-a-stranger" [STRANGERS_ARE_REFUSED, STRANGERS_REACH_NO_HUB]
        Post(A, IdRequest { by: By::Stranger, ..POST }, UNKNOWN), Settle, Called(Call::Any, 0);
    "backend/no-registration-without-credentials" [STRANGERS_ARE_REFUSED, STRANGERS_REACH_NO_HUB]
        Post(A, POST, ID), Put(A, Registration { by: By::Nobody, ..PUT }, UNKNOWN), Settle,
        Called(Call::Write, 0);
    "backend/no-registration-for-a-stranger" [STRANGERS_ARE_REFUSED, STRANGERS_REACH_NO_HUB]
        Post(A, POST, ID), Put(A, Registration { by: By::Stranger, ..PUT }, UNKNOWN), Settle,
        Called(Call::Write, 0);
    "backend/no-removal-without-credentials" [STRANGERS_ARE_REFUSED, STRANGERS_REACH_NO_HUB]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Delete(A, By::Nobody, UNKNOWN), Settle,
        Has(A, &[Tag::First]);
    "backend/no-removal-for-a-stranger" [STRANGERS_ARE_REFUSED, STRANGERS_REACH_NO_HUB]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Delete(A, By::Stranger, UNKNOWN), Settle,
        Has(A, &[Tag::First]);
}
