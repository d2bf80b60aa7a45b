//! What callers sign with, and what they may do.

use mpnspec_model::registration::FilterField::ChannelUri;
use mpnspec_model::registration::Platform::Mpns;
use mpnspec_model::transcript::Flaw;

use crate::case::Case;
use crate::case::hub::Id::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-tokens/parts-stand-in-another-order"
        shows TOKEN_FIELDS_ARE_IN_ANY_ORDER
        [Ask(mint(A).by(Token::Shuffled), MINTED)];
    "hub-tokens/escapes-have-capitals"
        shows ESCAPES_HAVE_EITHER_CASE
        [
            Ask(mint(A).by(Token::Capitals), MINTED),
            Ask(put(A, PHONE).by(Token::Capitals), WRITTEN),
            Ask(get(A).by(Token::Full), OK),
        ];
    "hub-tokens/for-the-hub"
        shows HUB_TOKENS_REACH_BELOW
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(get(A), OK),
            Walk(list(Place::Tagged(Label::Red)), &[A], &[]),
            Ask(delete(A), OK),
        ];
    "hub-tokens/for-the-namespace"
        shows NAMESPACE_TOKENS_REACH_BELOW
        [
            Ask(mint(A).by(Token::Namespace), MINTED),
            Ask(put(A, PHONE).by(Token::Namespace), WRITTEN),
            Ask(get(A).by(Token::Namespace), OK),
        ];
    "hub-tokens/for-the-uri-itself"
        shows URI_TOKENS_ARE_TAKEN
        [
            Ask(mint(A).by(Token::Uri), MINTED),
            Ask(put(A, PHONE).by(Token::Uri), WRITTEN),
            Ask(get(A).by(Token::Uri), OK),
            Walk(list(Place::WithHandle(ChannelUri, Mpns, Handle::First)).by(Token::Uri), &[A], &[]),
            Ask(delete(A).by(Token::Uri), OK),
        ];
    "hub-tokens/for-another-hub"
        shows OTHER_AUDIENCES_ARE_401
        [
            Ask(mint(A).by(Token::Bad(Flaw::Audience)), UNAUTHORIZED),
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE).by(Token::Bad(Flaw::Audience)), UNAUTHORIZED),
            Ask(get(A), ABSENT),
        ];
    "hub-tokens/another-signature"
        shows BAD_SIGNATURES_ARE_401
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE).by(Token::Bad(Flaw::Signature)), UNAUTHORIZED),
            Ask(get(A), ABSENT),
            Ask(put(A, PHONE), WRITTEN),
            Ask(get(A).by(Token::Bad(Flaw::Signature)), UNAUTHORIZED),
            Ask(delete(A).by(Token::Bad(Flaw::Signature)), UNAUTHORIZED),
            Reads(A, PHONE),
        ];
    "hub-tokens/an-unknown-key"
        shows UNKNOWN_KEYS_ARE_401
        [Ask(mint(A).by(Token::Bad(Flaw::Key)), UNAUTHORIZED)];
    "hub-tokens/a-time-that-is-over"
        shows EXPIRED_TOKENS_ARE_401
        [
            Ask(mint(A).by(Token::Bad(Flaw::Expired)), UNAUTHORIZED),
            Ask(list(Place::All(None)).by(Token::Bad(Flaw::Expired)), UNAUTHORIZED),
        ];
    "hub-tokens/a-part-is-missing"
        shows MALFORMED_TOKENS_ARE_401
        [Ask(mint(A).by(Token::Bad(Flaw::Malformed)), &[(400, 401)])];
    "hub-tokens/no-token"
        shows NO_TOKEN_IS_401
        [
            Ask(mint(A).by(Token::None), UNAUTHORIZED),
            Ask(list(Place::All(None)).by(Token::None), UNAUTHORIZED),
        ];
    "hub-tokens/a-device-registers-itself"
        shows LISTENERS_REGISTER
        [
            Ask(mint(A).by(Token::Listen), MINTED),
            Ask(put(A, PHONE).by(Token::Listen), WRITTEN),
            Ask(get(A).by(Token::Listen), OK),
            Walk(list(Place::WithHandle(ChannelUri, Mpns, Handle::First)).by(Token::Listen), &[A], &[]),
            Ask(delete(A).by(Token::Listen), OK),
        ];
    "hub-tokens/a-device-does-not-list-by-tag"
        shows LISTENERS_DO_NOT_LIST_BY_TAG
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(list(Place::Tagged(Label::Red)).by(Token::Listen), FORBIDDEN),
        ];
    "hub-tokens/a-device-does-not-send"
        shows LISTENERS_DO_NOT_SEND
        [Ask(send().by(Token::Listen), FORBIDDEN)];
    "hub-tokens/a-sender-does-not-register"
        shows SENDERS_DO_NOT_REGISTER
        [
            Ask(mint(A), MINTED),
            Ask(mint(B).by(Token::Send), FORBIDDEN),
            Ask(put(A, PHONE).by(Token::Send), FORBIDDEN),
            Ask(get(A), ABSENT),
        ];
};
