//! Lists of registrations, and their pages.

use mpnspec_model::registration::FilterField::{ChannelUri, DeviceToken, GcmRegistrationId};
use mpnspec_model::registration::Platform::{Apns, Gcm, Mpns, Wns};

use crate::case::Case;
use crate::case::hub::Id::*;
use crate::case::hub::Place::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-lists/all-are-listed"
        shows LISTING_IS_200, LISTS_ARE_FEEDS, FEEDS_ARE_DECLARED, LISTS_ARE_COMPLETE,
            LISTS_TELL_WHAT_WAS_WRITTEN, PAGES_HAVE_AT_MOST_100
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, MOVED.of(Gcm)), WRITTEN),
            Walk(list(All(None)), &[A, B], &[]),
        ];
    "hub-lists/an-empty-hub-lists-nothing"
        shows LISTING_IS_200, LISTS_ARE_FEEDS, LISTS_HAVE_NO_DEAD
        [Needs("empty"), Walk(list(All(None)), &[], &[]), Ask(mint(A), MINTED), Walk(list(All(None)), &[], &[A])];
    "hub-lists/a-tag-selects"
        shows LISTING_BY_TAG_IS_200, LISTS_ARE_SELECTIVE, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(mint(C), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, MOVED), WRITTEN),
            Ask(put(C, PHONE.of(Apns)), WRITTEN),
            Walk(list(Tagged(Label::Red)), &[A, C], &[B]),
            Walk(list(Tagged(Label::Blue)), &[B], &[A, C]),
        ];
    // Lists are kept as text with commas, where one tag is soon found in another.
    "hub-lists/a-tag-is-the-beginning-of-another"
        shows LISTS_ARE_SELECTIVE, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, PHONE.tagged(Tags::Of(&[Label::Redder, Label::Blue]))), WRITTEN),
            Walk(list(Tagged(Label::Red)), &[A], &[B]),
            Walk(list(Tagged(Label::Redder)), &[B], &[A]),
            Walk(list(Tagged(Label::Blue)), &[B], &[A]),
        ];
    "hub-lists/nobody-has-the-tag"
        shows LISTING_BY_TAG_IS_200, LISTS_ARE_FEEDS
        [Walk(list(Tagged(Label::Unused)), &[], &[])];
    "hub-lists/a-channel-selects"
        shows LISTING_BY_HANDLE_IS_200, LISTS_ARE_SELECTIVE, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, MOVED), WRITTEN),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::First)), &[A], &[B]),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::Second)), &[B], &[A]),
        ];
    "hub-lists/a-channel-of-windows-is-encoded-twice"
        shows LISTING_BY_HANDLE_IS_200, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.of(Wns)), WRITTEN),
            Walk(list(WithHandleTwice(ChannelUri, Wns, Handle::First)), &[A], &[]),
        ];
    "hub-lists/a-token-of-apple-selects"
        shows LISTING_BY_HANDLE_IS_200, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE.of(Apns)), WRITTEN),
            Ask(put(B, MOVED.of(Apns)), WRITTEN),
            Walk(list(WithHandle(DeviceToken, Apns, Handle::First)), &[A], &[B]),
        ];
    "hub-lists/a-registration-of-google-selects"
        shows LISTING_BY_HANDLE_IS_200, LISTS_ARE_COMPLETE
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE.of(Gcm)), WRITTEN),
            Ask(put(B, MOVED.of(Gcm)), WRITTEN),
            Walk(list(WithHandle(GcmRegistrationId, Gcm, Handle::Second)), &[B], &[A]),
        ];
    "hub-lists/channel-uri-finds-every-handle"
        shows CHANNEL_URI_FINDS_EVERY_HANDLE
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE.of(Apns)), WRITTEN),
            Ask(put(B, PHONE.of(Gcm)), WRITTEN),
            Walk(list(WithHandle(ChannelUri, Apns, Handle::First)), &[A], &[]),
            Walk(list(WithHandle(ChannelUri, Gcm, Handle::First)), &[B], &[]),
        ];
    "hub-lists/nobody-has-the-handle"
        shows LISTING_BY_HANDLE_IS_200, LISTS_ARE_FEEDS
        [Walk(list(WithHandle(ChannelUri, Mpns, Handle::Second)), &[], &[])];
    "hub-lists/a-list-follows-a-handle"
        shows LISTS_ARE_SELECTIVE, LISTS_TELL_WHAT_WAS_WRITTEN
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::First)), &[A], &[]),
            Ask(put(A, MOVED), WRITTEN),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::First)), &[], &[A]),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::Second)), &[A], &[]),
        ];
    "hub-lists/what-is-deleted-is-not-listed"
        shows LISTS_HAVE_NO_DEAD
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, PHONE), WRITTEN),
            Ask(delete(A), OK),
            Walk(list(Tagged(Label::Red)), &[B], &[A]),
            Walk(list(All(None)), &[B], &[A]),
        ];
    "hub-lists/what-has-expired-is-not-listed"
        shows LISTS_HAVE_NO_DEAD
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(B, PHONE), WRITTEN),
            Expire(A),
            Walk(list(Tagged(Label::Red)), &[B], &[A]),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::First)), &[B], &[A]),
        ];
    "hub-lists/another-filter-is-refused"
        shows OTHER_FILTERS_ARE_400
        [
            Ask(list(Filter("Tags+eq+%27a%27")), BAD),
            Ask(list(Filter("ChannelUri+ne+%27a%27")), BAD),
            Ask(list(Filter("nonsense")), BAD),
        ];
    "hub-lists/pages-are-walked"
        shows TOP_BOUNDS_THE_PAGE, TOKENS_LEAD_ON, PAGES_DO_NOT_OVERLAP, LISTS_ARE_COMPLETE,
            PAGES_LINK_ON
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, PHONE), WRITTEN),
            Ask(create(C, PHONE), WRITTEN),
            Ask(create(D, PHONE), WRITTEN),
            Ask(create(E, PHONE), WRITTEN),
            Walk(list(Tagged(Label::Red)).top(2), &[A, B, C, D, E], &[]),
        ];
    "hub-lists/tokens-are-encoded-twice"
        shows TOKENS_MAY_BE_ENCODED_TWICE, LISTS_ARE_COMPLETE
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, PHONE), WRITTEN),
            Ask(create(C, PHONE), WRITTEN),
            Walk(list(Tagged(Label::Red)).top(1).paged(Paging::EncodedAgain), &[A, B, C], &[]),
        ];
    "hub-lists/tokens-come-back-under-another-name"
        shows TOKENS_LEAD_ON, LISTS_ARE_COMPLETE
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, PHONE), WRITTEN),
            Ask(create(C, PHONE), WRITTEN),
            Walk(list(Tagged(Label::Red)).top(2).paged(Paging::Capitals), &[A, B, C], &[]),
        ];
    "hub-lists/a-shared-channel-is-walked"
        shows TOKENS_LEAD_ON, HANDLES_MAY_BE_SHARED
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, PHONE), WRITTEN),
            Ask(create(C, PHONE), WRITTEN),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::First)).top(2), &[A, B, C], &[]),
        ];
    "hub-lists/every-page-is-selected"
        shows LISTS_ARE_SELECTIVE, LISTS_ARE_COMPLETE
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, MOVED), WRITTEN),
            Ask(create(C, PHONE), WRITTEN),
            Ask(create(D, MOVED), WRITTEN),
            Ask(create(E, PHONE), WRITTEN),
            Walk(list(Tagged(Label::Red)).top(1), &[A, C, E], &[B, D]),
            Walk(list(Tagged(Label::Blue)).top(1), &[B, D], &[A, C, E]),
            Walk(list(WithHandle(ChannelUri, Mpns, Handle::First)).top(2), &[A, C, E], &[B, D]),
        ];
    "hub-lists/templates-are-listed"
        shows LISTS_ARE_COMPLETE, LISTS_TELL_WHAT_WAS_WRITTEN
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE.template(TOAST)), WRITTEN),
            Ask(put(B, MOVED), WRITTEN),
            Walk(list(Tagged(Label::Red)), &[A], &[B]),
            Walk(list(All(None)), &[A, B], &[]),
        ];
    "hub-lists/a-page-is-just-full"
        shows TOP_BOUNDS_THE_PAGE, LISTS_ARE_COMPLETE
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, PHONE), WRITTEN),
            Walk(list(Tagged(Label::Red)).top(2), &[A, B], &[]),
        ];
    "hub-lists/there-are-more-than-a-page-has"
        shows PAGES_HAVE_AT_MOST_100, LISTS_ARE_COMPLETE, TOKENS_LEAD_ON
        [
            Needs("empty"),
            Fill(PHONE, 101),
            Walk(list(Tagged(Label::Red)), &[], &[]),
            Walk(list(Tagged(Label::Red)).top(200), &[], &[]),
            Walk(list(All(None)).top(100), &[], &[]),
        ];
    "hub-lists/all-are-walked"
        shows LISTS_ARE_COMPLETE, TOP_BOUNDS_THE_PAGE
        [
            Ask(create(A, PHONE), WRITTEN),
            Ask(create(B, MOVED), WRITTEN),
            Ask(create(C, PHONE.of(Wns)), WRITTEN),
            Walk(list(All(None)).top(100), &[A, B, C], &[]),
        ];
};
