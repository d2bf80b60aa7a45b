//! Single registrations, and their versions.

use crate::case::Case;
use crate::case::hub::Condition::*;
use crate::case::hub::Id::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-registrations/the-hub-chooses-the-id"
        shows CREATING_SUCCEEDS, CREATING_TELLS_THE_PLACE, WRITES_GIVE_AN_ETAG,
            WRITES_GIVE_THE_ENTRY, ENTRIES_TELL_THEIR_ID, ENTRIES_ARE_DECLARED
        [Ask(create(A, PHONE), WRITTEN), Reads(A, PHONE)];
    "hub-registrations/each-is-created-under-an-id-of-its-own"
        shows CREATING_SUCCEEDS, IDS_ARE_NEW
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, PHONE), WRITTEN),
            Ask(mint(C), MINTED),
            Reads(A, PHONE),
            Reads(B, PHONE),
        ];
    "hub-registrations/a-put-makes-a-registration"
        shows PUT_SUCCEEDS, WRITES_GIVE_AN_ETAG, WRITES_GIVE_THE_ENTRY, ENTRIES_TELL_THEIR_ID
        [Ask(mint(A), MINTED), Ask(put(A, PHONE), WRITTEN)];
    "hub-registrations/what-was-put-is-read"
        shows READING_IS_200, READING_GIVES_AN_ETAG, READING_GIVES_THE_ENTRY,
            READING_KEEPS_THE_ETAG, MPNS_COMES_BACK, ETAG_IS_TOLD_ALIKE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Reads(A, PHONE),
            Reads(A, PHONE),
        ];
    // Who keeps answers for a while tells of what is no more.
    "hub-registrations/what-is-made-after-it-was-missed-is-read"
        shows READING_IS_200, MINTING_MAKES_NO_REGISTRATION
        [
            Ask(mint(A), MINTED),
            Ask(get(A), ABSENT),
            Ask(put(A, PHONE), WRITTEN),
            Reads(A, PHONE),
            Ask(put(A, MOVED), WRITTEN),
            Reads(A, MOVED),
        ];
    "hub-registrations/what-is-deleted-after-it-was-read-is-absent"
        shows DELETED_IS_ABSENT, LISTS_HAVE_NO_DEAD
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Reads(A, PHONE),
            Walk(list(Place::Tagged(Label::Red)), &[A], &[]),
            Ask(delete(A), OK),
            Ask(get(A), ABSENT),
            Walk(list(Place::Tagged(Label::Red)), &[], &[A]),
        ];
    "hub-registrations/every-write-changes-the-etag"
        shows WRITES_CHANGE_THE_ETAG, ETAGS_ARE_WEAK, ETAGS_RISE_BY_ONE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED), WRITTEN),
            Ask(put(A, MOVED), WRITTEN),
            Ask(put(A, PHONE).when(Weak), WRITTEN),
            Ask(get(A), OK),
        ];
    "hub-registrations/an-update-fits-its-version"
        shows UPDATING_SUCCEEDS, WRITES_CHANGE_THE_ETAG
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED).when(Weak), WRITTEN),
            Reads(A, MOVED),
            Ask(put(A, PHONE).when(Weak), WRITTEN),
            Reads(A, PHONE),
        ];
    "hub-registrations/an-update-of-any-version"
        shows UPDATING_SUCCEEDS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED).when(Any), WRITTEN),
            Reads(A, MOVED),
        ];
    "hub-registrations/two-writers-meet"
        shows STALE_UPDATE_IS_412, REFUSALS_CHANGE_NOTHING, UPDATING_SUCCEEDS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED), WRITTEN),
            Ask(put(A, PHONE).when(Stale), STALE),
            Reads(A, MOVED),
            Ask(put(A, PHONE).when(Weak), WRITTEN),
            Reads(A, PHONE),
        ];
    "hub-registrations/a-stale-delete-deletes-nothing"
        shows STALE_DELETE_IS_412, REFUSALS_CHANGE_NOTHING
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED), WRITTEN),
            Ask(delete(A).when(Stale), STALE),
            Reads(A, MOVED),
        ];
    "hub-registrations/a-registration-is-deleted"
        shows DELETING_IS_200, DELETING_HAS_NO_BODY, DELETED_IS_ABSENT, DELETING_NOTHING_IS_404
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(delete(A).when(Weak), OK),
            Ask(get(A), ABSENT),
            Ask(put(A, MOVED).when(Any), ABSENT),
            Ask(delete(A), ABSENT),
            Walk(list(Place::Tagged(Label::Red)), &[], &[A]),
        ];
    "hub-registrations/any-version-is-deleted"
        shows ANY_VERSION_IS_DELETED, DELETING_HAS_NO_BODY, DELETED_IS_ABSENT
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED), WRITTEN),
            Ask(delete(A), OK),
            Ask(get(A), ABSENT),
        ];
    "hub-registrations/a-delete-says-no-version"
        shows UNCONDITIONAL_DELETE_IS_ANSWERED
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(delete(A).unconditional(), &[(200, 200), (412, 412)]),
        ];
    "hub-registrations/versions-are-quoted-as-clients-do"
        shows IF_MATCH_HAS_FIVE_SPELLINGS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED).when(Strong), WRITTEN),
            Ask(put(A, PHONE).when(Bare), WRITTEN),
            Ask(put(A, MOVED).when(QuotedAny), WRITTEN),
            Ask(delete(A).when(QuotedAny), OK),
        ];
    "hub-registrations/a-strong-tag-deletes"
        shows IF_MATCH_HAS_FIVE_SPELLINGS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(delete(A).when(Strong), OK),
            Ask(get(A), ABSENT),
        ];
    "hub-registrations/a-bare-version-deletes"
        shows IF_MATCH_HAS_FIVE_SPELLINGS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(delete(A).when(Bare), OK),
        ];
    "hub-registrations/the-answer-is-lost-after-the-write"
        shows IDS_ARE_NEW, READING_IS_200, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Lose(put(A, PHONE)),
            Ask(put(A, PHONE), WRITTEN),
            Reads(A, PHONE),
            Ask(mint(B), MINTED),
            Ask(put(B, MOVED), WRITTEN),
            Walk(list(Place::Tagged(Label::Red)), &[A], &[B]),
            Walk(list(Place::Tagged(Label::Blue)), &[B], &[A]),
        ];
    "hub-registrations/the-answer-to-a-delete-is-lost"
        shows DELETED_IS_ABSENT
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Lose(delete(A)),
            Ask(delete(A), &[(200, 200), (404, 404)]),
            Ask(mint(B), MINTED),
            Ask(put(B, PHONE), WRITTEN),
            Ask(delete(B), OK),
            Ask(get(B), ABSENT),
        ];
    "hub-registrations/two-devices-share-a-handle"
        shows HANDLES_MAY_BE_SHARED, MPNS_COMES_BACK
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, PHONE), WRITTEN),
            Reads(A, PHONE),
            Reads(B, PHONE),
            Walk(list(BY_URI), &[A, B], &[]),
            Ask(delete(A), OK),
            Reads(B, PHONE),
            Walk(list(BY_URI), &[B], &[A]),
        ];
    "hub-registrations/every-call-is-answered"
        shows HUB_ANSWERS_EVERY_REQUEST
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(get(A), OK),
            Ask(delete(A), OK),
        ];
};

const BY_URI: Place = Place::WithHandle(
    mpnspec_model::registration::FilterField::ChannelUri,
    mpnspec_model::registration::Platform::Mpns,
    Handle::First,
);

pub(in crate::cases) const SPELLINGS: &[Case] = cases! {
    "hub-registrations/paths-have-capitals"
        shows PATHS_IGNORE_CASE
        [
            Ask(mint(A).spelt(Spelling::Capitals), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Capitals), WRITTEN),
            Ask(get(A).spelt(Spelling::Capitals), OK),
            Walk(list(Place::Tagged(Label::Red)).spelt(Spelling::Capitals), &[A], &[]),
        ];
    "hub-registrations/a-slash-stands-before-the-query"
        shows SLASH_BEFORE_THE_QUERY
        [
            Ask(mint(A).spelt(Spelling::Slash), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Slash), WRITTEN),
            Ask(get(A).spelt(Spelling::Slash), OK),
            Walk(list(Place::All(None)).spelt(Spelling::Slash), &[A], &[]),
        ];
    "hub-registrations/options-stand-in-another-order"
        shows QUERY_ORDER_IS_FREE
        [
            Ask(mint(A).spelt(Spelling::OtherOrder), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Walk(list(Place::Tagged(Label::Red)).top(1).spelt(Spelling::OtherOrder), &[A], &[]),
        ];
    "hub-registrations/names-of-options-are-encoded"
        shows QUERY_ORDER_IS_FREE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Walk(list(Place::Tagged(Label::Red)).top(1).spelt(Spelling::EncodedNames), &[A], &[]),
        ];
    "hub-registrations/clients-of-2013-are-served"
        shows KNOWN_API_VERSIONS_ARE_TAKEN
        [
            Ask(mint(A).spelt(Spelling::Version("2013-04")), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Version("2013-04")), WRITTEN),
        ];
    "hub-registrations/clients-of-2014-are-served"
        shows KNOWN_API_VERSIONS_ARE_TAKEN
        [
            Ask(mint(A).spelt(Spelling::Version("2014-09")), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Version("2014-09")), WRITTEN),
        ];
    "hub-registrations/clients-of-2015-are-served"
        shows KNOWN_API_VERSIONS_ARE_TAKEN
        [
            Ask(mint(A).spelt(Spelling::Version("2015-01")), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Version("2015-04")), WRITTEN),
        ];
    "hub-registrations/clients-of-2017-are-served"
        shows KNOWN_API_VERSIONS_ARE_TAKEN
        [
            Ask(mint(A).spelt(Spelling::Version("2017-04")), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Version("2017-04")), WRITTEN),
        ];
    "hub-registrations/no-x-ms-version-is-told"
        shows X_MS_VERSION_IS_NOT_NEEDED
        [
            Ask(mint(A).spelt(Spelling::Unversioned), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::Unversioned), WRITTEN),
            Ask(get(A).spelt(Spelling::Unversioned), OK),
            Ask(delete(A).spelt(Spelling::Unversioned), OK),
        ];
    "hub-registrations/a-content-type-as-one-sdk-writes-it"
        shows CONTENT_TYPES_ARE_SPELT_FREELY
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::ContentType("application/atom+xml; charset=utf-8; type=entry")), WRITTEN),
        ];
    "hub-registrations/a-content-type-as-another-sdk-writes-it"
        shows CONTENT_TYPES_ARE_SPELT_FREELY
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE).spelt(Spelling::ContentType("application/atom+xml")), WRITTEN),
            Ask(put(A, PHONE).spelt(Spelling::ContentType("application/atom+xml; charset=UTF-8")), WRITTEN),
        ];
    "hub-registrations/a-call-is-traced"
        shows TRACKING_ID_IS_ECHOED
        [Ask(mint(A).spelt(Spelling::Traced), MINTED)];
};
