//! The tags of a registration.

use crate::case::Case;
use crate::case::hub::Id::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

const fn tagged(text: &'static str) -> Body {
    PHONE.tagged(Tags::Text(text))
}

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-tags/tags-come-back"
        shows TAGS_COME_BACK
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.tagged(Tags::Of(&[Label::Red, Label::Blue]))), WRITTEN),
            Reads(A, PHONE.tagged(Tags::Of(&[Label::Red, Label::Blue]))),
            Walk(list(Place::Tagged(Label::Red)), &[A], &[]),
            Walk(list(Place::Tagged(Label::Blue)), &[A], &[]),
        ];
    "hub-tags/a-write-replaces-them-all"
        shows WRITES_REPLACE_ALL_TAGS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.tagged(Tags::Of(&[Label::Red, Label::Blue]))), WRITTEN),
            Ask(put(A, PHONE.tagged(Tags::Of(&[Label::Blue]))), WRITTEN),
            Reads(A, PHONE.tagged(Tags::Of(&[Label::Blue]))),
            Walk(list(Place::Tagged(Label::Red)), &[], &[A]),
            Ask(put(A, PHONE.tagged(Tags::None)).when(Condition::Weak), WRITTEN),
            Walk(list(Place::Tagged(Label::Blue)), &[], &[A]),
        ];
    "hub-tags/every-character-that-tags-have"
        shows TAGS_OF_THE_ALPHABET_ARE_TAKEN
        [
            Ask(mint(A), MINTED),
            Ask(put(A, tagged("username:Tom_1@contoso.example,#news-0.9")), WRITTEN),
            Reads(A, tagged("username:Tom_1@contoso.example,#news-0.9")),
        ];
    "hub-tags/120-characters"
        shows TAGS_OF_120_CHARACTERS_ARE_TAKEN
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.tagged(Tags::Long(120))), WRITTEN),
            Reads(A, PHONE.tagged(Tags::Long(120))),
        ];
    "hub-tags/121-characters"
        shows TAGS_OF_121_CHARACTERS_ARE_400
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.tagged(Tags::Long(121))), BAD),
            Ask(get(A), ABSENT),
        ];
    "hub-tags/a-blank-inside"
        shows ODD_CHARACTERS_ARE_400
        [Ask(mint(A), MINTED), Ask(put(A, tagged("a b")), BAD)];
    "hub-tags/other-characters"
        shows ODD_CHARACTERS_ARE_400
        [
            Ask(mint(A), MINTED),
            Ask(put(A, tagged("a/b")), BAD),
            Ask(put(A, tagged("a;b")), BAD),
            Ask(put(A, tagged("a*b")), BAD),
            Ask(get(A), ABSENT),
        ];
    "hub-tags/an-empty-one-among-others"
        shows EMPTY_TAGS_ARE_400
        [Ask(mint(A), MINTED), Ask(put(A, tagged("a,,b")), BAD), Ask(put(A, tagged("a,")), BAD)];
    "hub-tags/a-dollar-sign-before-it"
        shows DOLLAR_TAGS_ARE_400
        [Ask(mint(A), MINTED), Ask(put(A, tagged("$InstallationId:{1}")), BAD)];
    "hub-tags/sixty"
        shows SIXTY_TAGS_ARE_TAKEN
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.tagged(Tags::Count(60))), WRITTEN),
            Reads(A, PHONE.tagged(Tags::Count(60))),
        ];
    "hub-tags/sixty-one"
        shows SIXTY_ONE_TAGS_ARE_ANSWERED
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.tagged(Tags::Count(61))), TAKEN_OR_BAD)];
    "hub-tags/10000-characters"
        shows TAGS_OF_8000_CHARACTERS_ARE_400
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.tagged(Tags::Large)), BAD)];
    "hub-tags/blanks-around"
        shows BLANKS_ARE_ANSWERED
        [Ask(mint(A), MINTED), Ask(put(A, tagged("a, b")), TAKEN_OR_BAD)];
    "hub-tags/letters-in-either-case"
        shows CASE_IS_ANSWERED
        [Ask(mint(A), MINTED), Ask(put(A, tagged("News,news")), WRITTEN)];
    "hub-tags/a-device-takes-the-tag-of-somebody"
        shows LISTENERS_TAKE_ANY_TAG
        [Ask(mint(A), MINTED), Ask(put(A, PHONE).by(Token::Listen), WRITTEN)];
};
