//! What happens when the backend itself changes tags.

use mpnspec_model::requirement::*;

use crate::case::backend::Device::{A, B};
use crate::case::backend::Says::{Error, Meanwhile};
use crate::case::backend::Step::*;
use crate::case::backend::*;

cases! {
    /// What happens when the backend itself changes tags.
    CASES;
    "backend-tags/adds-a-tag-to-a-users-device"
        [REGISTRATIONS_ARE_FOUND_BY_TAG, EVERY_LISTED_REGISTRATION_CHANGES, ONLY_THOSE_WITH_THE_TAG_CHANGE]
        Post(A, POST, ID), Put(A, PUT, TAKEN), AddTag(Changes::Done), WithNewTag(1);
    "backend-tags/adds-a-tag-to-every-device-of-a-user"
        [EVERY_LISTED_REGISTRATION_CHANGES, NO_TAG_IS_LOST, UPDATES_ARE_CONDITIONAL, LISTED_IDS_ARE_READ]
        Post(A, POST, ID), Put(A, Registration { tags: &[Tag::First, Tag::Second], ..PUT }, TAKEN),
        Post(B, POST, ID), Put(B, Registration { platform: "wns", ..PUT }, TAKEN), Stock(1),
        AddTag(Changes::Done), WithNewTag(3);
    "backend-tags/leaves-others-alone" [ONLY_THOSE_WITH_THE_TAG_CHANGE, NO_TAG_IS_LOST]
        Stock(1), StockOther, AddTag(Changes::Done), WithNewTag(1);
    "backend-tags/reads-every-page" [FURTHER_PAGES_ARE_READ, EVERY_LISTED_REGISTRATION_CHANGES]
        Pages(3), Stock(7), AddTag(Changes::Done), WithNewTag(7);
    "backend-tags/reaches-the-eleventh" [FURTHER_PAGES_ARE_READ]
        Pages(10), Stock(11), AddTag(Changes::Done), WithNewTag(11);
    "backend-tags/keeps-templates" [NOTHING_ELSE_CHANGES, EVERY_LISTED_REGISTRATION_CHANGES, NO_TAG_IS_LOST]
        StockTemplates, AddTag(Changes::Done), WithNewTag(2);
    "backend-tags/keeps-handles" [NOTHING_ELSE_CHANGES]
        Post(A, POST, ID), Put(A, Registration { handle: Handle::Escaped, ..PUT }, TAKEN),
        AddTag(Changes::Done), WithNewTag(1);
    "backend-tags/reads-again-what-changed-meanwhile"
        [A_CONCURRENT_CHANGE_MEANS_RETRY, NO_TAG_IS_LOST, UPDATES_ARE_CONDITIONAL]
        Stock(2), Hub(Call::Write, &[Meanwhile]), AddTag(Changes::Done), WithNewTag(2);
    "backend-tags/reads-twice-what-changed-twice" [A_CONCURRENT_CHANGE_MEANS_RETRY, NO_TAG_IS_LOST]
        Stock(1), Hub(Call::Write, &[Meanwhile, Meanwhile]), AddTag(Changes::Done), WithNewTag(1);
    "backend-tags/finds-nothing" [AN_EMPTY_LIST_IS_NO_ERROR]
        Stock(1), AddTagToNone(Changes::Done), WithNewTag(0);
    "backend-tags/finds-nothing-with-404" [AN_EMPTY_LIST_IS_NO_ERROR]
        HubAlways(Call::List, Error(404)), AddTagToNone(Changes::Done), WithNewTag(0);
    "backend-tags/tells-that-the-hub-lists-nothing" [A_REFUSED_CHANGE_IS_TOLD]
        Stock(1), HubAlways(Call::List, Error(403)), AddTag(Changes::Fails), WithNewTag(0);
    "backend-tags/tells-that-the-hub-takes-nothing" [A_REFUSED_CHANGE_IS_TOLD]
        Stock(1), HubAlways(Call::Write, Error(403)), AddTag(Changes::Fails), WithNewTag(0);
}
