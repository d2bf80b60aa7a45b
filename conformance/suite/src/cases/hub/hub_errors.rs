//! Refusals that concern everybody.

use crate::case::Case;
use crate::case::hub::Id::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-errors/there-is-no-such-hub"
        shows UNKNOWN_HUBS_ARE_404
        [Ask(elsewhere(), ABSENT)];
    "hub-errors/a-refusal-says-why"
        shows ERRORS_ARE_TOLD
        [
            Ask(mint(A), MINTED),
            Ask(get(A), ABSENT),
            Ask(put(A, PHONE.written(Form::Truncated)), BAD),
            Ask(mint(B).by(Token::Bad(mpnspec_model::transcript::Flaw::Signature)), UNAUTHORIZED),
        ];
    "hub-errors/the-hub-throttles"
        shows THROTTLED_IS_403_OR_429, THROTTLED_IS_TOLD_WHEN
        [
            Ask(mint(A), MINTED),
            Throttle(true),
            Ask(mint(B), THROTTLED),
            Ask(put(A, PHONE), THROTTLED),
            Ask(get(A), THROTTLED),
            Ask(list(Place::All(None)), THROTTLED),
            Throttle(false),
            Ask(put(A, PHONE), WRITTEN),
        ];
    "hub-errors/what-is-throttled-changes-nothing"
        shows REFUSALS_CHANGE_NOTHING, THROTTLED_IS_403_OR_429
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Throttle(true),
            Ask(put(A, MOVED), THROTTLED),
            Ask(delete(A), THROTTLED),
            Throttle(false),
            Reads(A, PHONE),
            Ask(put(A, MOVED), WRITTEN),
        ];
};
