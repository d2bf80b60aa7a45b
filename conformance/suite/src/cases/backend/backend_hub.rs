//! What the hub is asked for a device.

use mpnspec_model::requirement::*;

use crate::case::backend::Device::{A, B};
use crate::case::backend::Says::Expiry;
use crate::case::backend::Step::*;
use crate::case::backend::*;

const BOTH: Registration = Registration { tags: &[Tag::First, Tag::Second], ..PUT };

/// A registration for a platform, and what the hub then has.
macro_rules! of {
    ($platform:literal, $handle:ident) => {
        Put(A, Registration { platform: $platform, handle: Handle::$handle, ..PUT }, TAKEN)
    };
}

cases! {
    /// What the hub is asked for a device.
    CASES;
    "backend-hub/calls-the-hub-by-its-name" [CALLS_ARE_BELOW_THE_HUB, CALLS_NAME_A_VERSION, CALLS_ARE_SIGNED]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Delete(A, By::First, TAKEN);
    "backend-hub/makes-one-id" [ONE_ID_FOR_EACH_POST, A_POST_MAKES_NO_REGISTRATION]
        Post(A, POST, ID), Settle, Called(Call::Mint, 1), Called(Call::Write, 0), HasNone(A);
    "backend-hub/registers-under-the-devices-id"
        [REGISTERS_WITH_A_PUT, WRITES_UNDER_THE_DEVICES_ID, THE_BACKEND_CALLS_THE_HUB]
        Post(A, POST, ID), Post(B, POST, ID), Put(A, PUT, TAKEN), Has(A, &[Tag::First]), HasNone(B);
    "backend-hub/registers-on-no-condition" [A_REGISTRATION_IS_UNCONDITIONAL]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Put(A, PUT, TAKEN);
    "backend-hub/writes-an-entry" [THE_ENTRY_IS_READABLE, THE_ENTRY_IS_DECLARED]
        Post(A, POST, ID), Put(A, PUT, TAKEN);

    "backend-hub/registers-for-mpns" [THE_KIND_FITS_THE_PLATFORM, THE_HANDLE_IS_UNCHANGED]
        Post(A, POST, ID), of!("mpns", Own), Has(A, &[Tag::First]);
    "backend-hub/registers-for-wns" [THE_KIND_FITS_THE_PLATFORM, THE_HANDLE_IS_UNCHANGED]
        Post(A, POST, ID), of!("wns", Own), Has(A, &[Tag::First]);
    "backend-hub/registers-for-apns" [THE_KIND_FITS_THE_PLATFORM, THE_HANDLE_IS_UNCHANGED]
        Post(A, POST, ID), of!("apns", Own), Has(A, &[Tag::First]);
    "backend-hub/registers-for-gcm" [THE_KIND_FITS_THE_PLATFORM, THE_HANDLE_IS_UNCHANGED]
        Post(A, POST, ID), of!("gcm", Own), Has(A, &[Tag::First]);
    "backend-hub/passes-an-mpns-handle-with-escapes" [THE_HANDLE_IS_UNCHANGED]
        Post(A, POST, ID), of!("mpns", Escaped), Has(A, &[Tag::First]);
    "backend-hub/passes-a-wns-handle-with-escapes" [THE_HANDLE_IS_UNCHANGED]
        Post(A, POST, ID), of!("wns", Escaped), Has(A, &[Tag::First]);
    "backend-hub/a-renewed-handle-replaces-the-old" [THE_HANDLE_IS_UNCHANGED, WRITES_UNDER_THE_DEVICES_ID]
        Post(A, POST, ID), of!("mpns", Own), of!("mpns", Renewed), Has(A, &[Tag::First]);
    "backend-hub/another-platform-replaces-the-old" [THE_KIND_FITS_THE_PLATFORM]
        Post(A, POST, ID), of!("mpns", Own), of!("wns", Own), Has(A, &[Tag::First]);

    "backend-hub/passes-no-tags" [THE_TAGS_ARE_COMPLETE]
        Post(A, POST, ID), Put(A, Registration { tags: &[], ..PUT }, TAKEN), Has(A, &[]);
    "backend-hub/passes-two-tags" [THE_TAGS_ARE_COMPLETE]
        Post(A, POST, ID), Put(A, BOTH, TAKEN), Has(A, &[Tag::First, Tag::Second]);
    "backend-hub/passes-a-tag-that-is-there-twice" [THE_TAGS_ARE_COMPLETE]
        Post(A, POST, ID), Put(A, Registration { body: Body::TwiceTheFirst, ..BOTH }, TAKEN),
        Has(A, &[Tag::First, Tag::Second]);
    "backend-hub/fewer-tags-replace-more" [THE_TAGS_ARE_REPLACED, THE_TAGS_ARE_COMPLETE]
        Post(A, POST, ID), Put(A, BOTH, TAKEN), Put(A, Registration { tags: &[], ..PUT }, TAKEN), Has(A, &[]);

    "backend-hub/reads-an-expiry-of-seven-digits" [ANY_EXPIRATION_TIME_IS_READ]
        Post(A, POST, ID), Hub(Call::Write, &[Expiry("9999-12-31T23:59:59.9999999Z")]), Put(A, PUT, TAKEN);
    "backend-hub/reads-an-expiry-of-whole-seconds" [ANY_EXPIRATION_TIME_IS_READ]
        Post(A, POST, ID), Hub(Call::Write, &[Expiry("2014-09-01T15:57:46Z")]), Put(A, PUT, TAKEN);
    "backend-hub/reads-an-expiry-without-a-zone" [ANY_EXPIRATION_TIME_IS_READ]
        Post(A, POST, ID), Hub(Call::Write, &[Expiry("2014-09-01T15:57:46.9999999")]), Put(A, PUT, TAKEN);

    "backend-hub/deletes-the-devices-registration" [A_DELETE_DELETES, A_DELETE_IS_UNCONDITIONAL]
        Post(A, POST, ID), Post(B, POST, ID), Put(A, PUT, TAKEN), Put(B, PUT, TAKEN),
        Delete(A, By::First, TAKEN), HasNone(A), Has(B, &[Tag::First]);
    "backend-hub/deletes-what-was-written-twice" [A_DELETE_IS_UNCONDITIONAL]
        Post(A, POST, ID), Put(A, PUT, TAKEN), Put(A, PUT, TAKEN), Delete(A, By::First, TAKEN), HasNone(A);
}
