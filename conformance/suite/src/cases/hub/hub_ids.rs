//! Ids: minted, used, expired, deleted, made up.

use crate::case::Case;
use crate::case::hub::Condition::*;
use crate::case::hub::Id::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-ids/an-id-is-minted"
        shows MINTING_IS_201, MINTING_HAS_NO_BODY, LOCATION_BRINGS_THE_ID, MINTING_HAS_NO_ETAG,
            IDS_ARE_THREE_NUMBERS
        [Ask(mint(A), MINTED)];
    "hub-ids/every-id-is-another"
        shows IDS_ARE_NEW
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(mint(C), MINTED),
            Ask(delete(A), OK),
            Ask(mint(D), MINTED),
        ];
    "hub-ids/an-id-alone-is-no-registration"
        shows MINTING_MAKES_NO_REGISTRATION, UPDATING_MAKES_NOTHING
        [
            Ask(mint(A), MINTED),
            Ask(get(A), ABSENT),
            Ask(put(A, PHONE).when(Any), ABSENT),
            Ask(get(A), ABSENT),
        ];
    "hub-ids/an-id-alone-is-not-listed"
        shows LISTS_HAVE_NO_DEAD
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(B, PHONE), WRITTEN),
            Walk(list(Place::All(None)), &[B], &[A]),
        ];
    "hub-ids/an-id-outlives-its-handle-and-tags"
        shows IDS_OUTLIVE_CHANGES, WRITES_REPLACE_ALL_TAGS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED), WRITTEN),
            Reads(A, MOVED),
            Ask(put(A, PHONE), WRITTEN),
            Reads(A, PHONE),
            Walk(list(Place::Tagged(Label::Red)), &[A], &[]),
            Walk(list(Place::Tagged(Label::Blue)), &[], &[A]),
        ];
    "hub-ids/a-registration-outlives-most-of-a-day"
        shows READING_IS_200, IDS_OUTLIVE_CHANGES
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Advance(23 * 60 * 60),
            Reads(A, PHONE),
            Ask(put(A, MOVED), WRITTEN),
        ];
    "hub-ids/an-id-expires-between-two-calls"
        shows EXPIRED_ID_IS_410, EXPIRED_IS_ABSENT, EXPIRED_IS_NOT_UPDATED
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Expire(A),
            Ask(put(A, MOVED), GONE),
            Ask(get(A), ABSENT),
            Ask(put(A, MOVED).when(Any), &[(404, 404), (410, 410)]),
            Ask(delete(A), ABSENT),
            Ask(put(A, MOVED), GONE),
        ];
    "hub-ids/who-is-told-410-gets-on-with-a-new-id"
        shows EXPIRED_ID_IS_410, PUT_SUCCEEDS, LISTS_HAVE_NO_DEAD
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Expire(A),
            Ask(put(A, PHONE), GONE),
            Ask(mint(B), MINTED),
            Ask(put(B, PHONE), WRITTEN),
            Walk(list(Place::Tagged(Label::Red)), &[B], &[A]),
        ];
    "hub-ids/one-expires-and-another-does-not"
        shows EXPIRED_IS_ABSENT, READING_IS_200
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, MOVED), WRITTEN),
            Expire(A),
            Ask(get(A), ABSENT),
            Ask(delete(A), ABSENT),
            Reads(B, MOVED),
        ];
    "hub-ids/an-id-that-was-deleted-is-put-again"
        shows DELETED_IDS_ARE_ANSWERED
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(delete(A), OK),
            Ask(put(A, MOVED), &[(200, 201), (410, 410)]),
        ];
    "hub-ids/an-id-is-made-up"
        shows MADE_UP_IDS_ARE_ANSWERED, ABSENT_IS_404
        [
            Ask(get(MadeUp), ABSENT),
            Ask(put(MadeUp, PHONE), &[(200, 201), (400, 410)]),
            Ask(delete(MadeUp), &[(200, 200), (404, 404)]),
        ];
    "hub-ids/what-was-never-minted-is-not-updated"
        shows UPDATING_MAKES_NOTHING, DELETING_NOTHING_IS_404, ABSENT_IS_404
        [
            Ask(put(MadeUp, PHONE).when(Any), ABSENT),
            Ask(delete(MadeUp), ABSENT),
            Ask(get(MadeUp), ABSENT),
        ];
    "hub-ids/an-id-is-none"
        shows MALFORMED_IDS_ARE_REFUSED
        [
            Ask(put(Text("five"), PHONE), &[(400, 400), (404, 404), (410, 410)]),
            Ask(get(Text("0-0-0")), &[(400, 400), (404, 404)]),
            Ask(get(Text("1-2-3-4")), &[(400, 400), (404, 404)]),
        ];
    "hub-ids/a-registration-tells-when-it-expires"
        shows EXPIRATION_IS_TOLD
        [Ask(mint(A), MINTED), Ask(put(A, PHONE), WRITTEN), Ask(get(A), OK)];
};
