//! The table of answers. Where several rows fit, an earlier one is what a reference peer answers.

use super::facts::{Body, Facts, Fault, House, Life, Name, Traffic, Trust, Version};
use super::{Ask, CONTENT_LOCATION, ETAG, Hub, LOCATION, RETRY_AFTER, TRACKING_ID, Then};
use crate::answer::{Answer, Check, Choice, Field, If, Value};
use crate::dispute::*;
use crate::requirement::*;

mod forms;

pub use forms::{declared_as, id_in};

use forms::{
    content_location, entity_tag, entry, entry_feed, error, feed, location, seconds, weak,
};

// ---- the words of the table -----------------------------------------------------------

type Row = Answer<Hub>;

const fn row(
    name: &'static str,
    to: &'static [Ask],
    when: Facts,
    cells: &'static [Check],
    then: Then,
) -> Row {
    Answer { name, to, when, cells, then }
}

const fn cell(field: Field, choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { field, only: If::Always, choices, requirement, under: AGREED }
}

const fn status(choices: &'static [Choice], requirement: Requirement) -> Check {
    cell(Field::Status, choices, requirement)
}

const fn present(field: Field, choices: &'static [Choice], requirement: Requirement) -> Check {
    Check { only: If::Present, ..cell(field, choices, requirement) }
}

const fn code(code: u64) -> Choice {
    (Value::Number(code, code), AGREED)
}

const fn under(code: u64, reading: Reading) -> Choice {
    (Value::Number(code, code), reading)
}

const WRITTEN: &[Choice] = &[under(200, D40_A), under(201, D40_B)];
const NOT_FOUND: &[Choice] = &[code(404)];
const BAD_REQUEST: &[Choice] = &[code(400)];
const UNAUTHORIZED: &[Choice] = &[code(401)];
const NO_RIGHT: &[Choice] = &[code(403), under(401, D42_NO_RIGHT_IS_401)];
const LISTED: &[Choice] = &[code(200), under(404, D48_B)];

const A_TAG: Check = cell(
    Field::Header(ETAG),
    &[(Value::Form("an entity tag", entity_tag), AGREED)],
    WRITES_GIVE_AN_ETAG,
);
const ITS_TAG: Check = Check { requirement: READING_GIVES_AN_ETAG, ..A_TAG };
const A_WEAK_TAG: Check = present(
    Field::Header(ETAG),
    &[(Value::Form("a weak ETag with a number", weak), AGREED)],
    ETAGS_ARE_WEAK,
);
const AN_ENTRY: Check = cell(
    Field::Header("Content-Type"),
    &[(Value::Form("application/atom+xml;type=entry", entry), AGREED)],
    ENTRIES_ARE_DECLARED,
);
const A_FEED: Check = Check {
    // A list that is not found is no feed.
    only: If::Present,
    ..cell(
        Field::Header("Content-Type"),
        &[
            (Value::Form("application/atom+xml;type=feed", feed), AGREED),
            (Value::Form("application/atom+xml;type=entry", entry_feed), D48_DECLARED_AS_ENTRY),
        ],
        FEEDS_ARE_DECLARED,
    )
};

/// The cells of a write that went well.
const fn stored(rule: Requirement) -> [Check; 4] {
    [status(WRITTEN, rule), A_TAG, A_WEAK_TAG, AN_ENTRY]
}

// ---- the states in which rows are lawful ----------------------------------------------

const ANY: Facts = Facts::UNKNOWN;
const SERVED: Facts = Facts {
    house: Some(House::Ours),
    trust: Some(Trust::Entitled),
    traffic: Some(Traffic::Served),
    ..ANY
};

const fn who(trust: Trust) -> Facts {
    Facts { trust: Some(trust), ..ANY }
}

const NAMED: Facts = Facts { name: Some(Name::Sound), ..SERVED };
const MALFORMED: Facts = Facts { name: Some(Name::Malformed), ..SERVED };

const fn of(life: Life) -> Facts {
    Facts { life: Some(life), ..NAMED }
}

const fn sound(life: Life) -> Facts {
    Facts { body: Some(Body::Sound), ..of(life) }
}

const fn with(fault: Fault) -> Facts {
    Facts { body: Some(Body::Unsound), fault: Some(fault), ..SERVED }
}

const fn version(version: Version) -> Facts {
    Facts { version: Some(version), ..of(Life::Active) }
}

const EVERYTHING: &[Ask] = &[
    Ask::Mint,
    Ask::Create,
    Ask::Put,
    Ask::Update,
    Ask::Read,
    Ask::Delete,
    Ask::DeleteAny,
    Ask::DeleteBare,
    Ask::List,
    Ask::ListByTag,
    Ask::ListByHandle,
    Ask::ListOddly,
    Ask::Send,
];
const REGISTERING: &[Ask] = &[
    Ask::Mint,
    Ask::Create,
    Ask::Put,
    Ask::Update,
    Ask::Read,
    Ask::Delete,
    Ask::DeleteAny,
    Ask::DeleteBare,
    Ask::List,
    Ask::ListByHandle,
    Ask::ListOddly,
];
const WRITES: &[Ask] = &[Ask::Create, Ask::Put, Ask::Update];
const DELETIONS: &[Ask] = &[Ask::Delete, Ask::DeleteAny];

const fn untrusted(name: &'static str, trust: Trust, cells: &'static [Check]) -> Row {
    row(name, EVERYTHING, who(trust), cells, Then::Nothing)
}

const fn unsound(name: &'static str, fault: Fault, cells: &'static [Check]) -> Row {
    row(name, WRITES, with(fault), cells, Then::Nothing)
}

// ---- the table ------------------------------------------------------------------------

/// Every row, in the order in which a reference peer looks.
pub const ALL: &[Row] = &[
    // Who asks
    untrusted("no-token", Trust::NoToken, &[status(UNAUTHORIZED, NO_TOKEN_IS_401)]),
    untrusted(
        "malformed-token",
        Trust::Malformed,
        &[status(&[code(401), code(400)], MALFORMED_TOKENS_ARE_401)],
    ),
    untrusted("unknown-key", Trust::UnknownKey, &[status(UNAUTHORIZED, UNKNOWN_KEYS_ARE_401)]),
    untrusted(
        "bad-signature",
        Trust::BadSignature,
        &[status(UNAUTHORIZED, BAD_SIGNATURES_ARE_401)],
    ),
    untrusted("expired-token", Trust::Expired, &[status(UNAUTHORIZED, EXPIRED_TOKENS_ARE_401)]),
    untrusted(
        "other-audience",
        Trust::OtherAudience,
        &[status(UNAUTHORIZED, OTHER_AUDIENCES_ARE_401)],
    ),
    // Whether anybody is served
    row(
        "throttled",
        EVERYTHING,
        Facts { traffic: Some(Traffic::Throttled), ..ANY },
        &[
            status(
                &[under(429, D42_C), under(403, D42_A), under(409, D42_B)],
                THROTTLED_IS_403_OR_429,
            ),
            cell(
                Field::Header(RETRY_AFTER),
                &[(Value::Form("whole seconds", seconds), AGREED)],
                THROTTLED_IS_TOLD_WHEN,
            ),
        ],
        Then::Nothing,
    ),
    row(
        "no-such-hub",
        EVERYTHING,
        Facts { house: Some(House::Nobodys), ..ANY },
        &[status(NOT_FOUND, UNKNOWN_HUBS_ARE_404)],
        Then::Nothing,
    ),
    // What the key is good for
    row(
        "no-right-to-list-by-tag",
        &[Ask::ListByTag],
        who(Trust::WithoutRight),
        &[status(NO_RIGHT, LISTENERS_DO_NOT_LIST_BY_TAG)],
        Then::Nothing,
    ),
    row(
        "no-right-to-send",
        &[Ask::Send],
        who(Trust::WithoutRight),
        &[status(NO_RIGHT, LISTENERS_DO_NOT_SEND)],
        Then::Nothing,
    ),
    row(
        "no-right-to-register",
        REGISTERING,
        who(Trust::WithoutRight),
        &[status(NO_RIGHT, SENDERS_DO_NOT_REGISTER)],
        Then::Nothing,
    ),
    // What is asked
    row(
        "odd-filter",
        &[Ask::ListOddly],
        SERVED,
        &[status(BAD_REQUEST, OTHER_FILTERS_ARE_400)],
        Then::Nothing,
    ),
    row(
        "malformed-id-written",
        &[Ask::Put, Ask::Update],
        MALFORMED,
        &[status(
            &[under(400, D44_MALFORMED_IS_400), under(410, D44_MALFORMED_IS_410), code(404)],
            MALFORMED_IDS_ARE_REFUSED,
        )],
        Then::Nothing,
    ),
    row(
        "malformed-id",
        &[Ask::Read, Ask::Delete, Ask::DeleteAny, Ask::DeleteBare],
        MALFORMED,
        &[status(&[code(404), under(400, D44_MALFORMED_IS_400)], MALFORMED_IDS_ARE_REFUSED)],
        Then::Nothing,
    ),
    // Bodies that cannot be taken
    unsound("malformed", Fault::Malformed, &[status(BAD_REQUEST, MALFORMED_BODIES_ARE_400)]),
    unsound("namespace", Fault::Namespace, &[status(BAD_REQUEST, HTTPS_NAMESPACES_ARE_400)]),
    unsound("no-handle", Fault::NoHandle, &[status(BAD_REQUEST, MISSING_HANDLES_ARE_400)]),
    unsound("odd-handle", Fault::OddHandle, &[status(BAD_REQUEST, ODD_HANDLES_ARE_400)]),
    unsound("long-tag", Fault::LongTag, &[status(BAD_REQUEST, TAGS_OF_121_CHARACTERS_ARE_400)]),
    unsound("odd-tag", Fault::OddTag, &[status(BAD_REQUEST, ODD_CHARACTERS_ARE_400)]),
    unsound("empty-tag", Fault::EmptyTag, &[status(BAD_REQUEST, EMPTY_TAGS_ARE_400)]),
    unsound("dollar-tag", Fault::DollarTag, &[status(BAD_REQUEST, DOLLAR_TAGS_ARE_400)]),
    unsound(
        "large-tags",
        Fault::LargeTags,
        &[status(BAD_REQUEST, TAGS_OF_8000_CHARACTERS_ARE_400)],
    ),
    unsound(
        "many-tags",
        Fault::ManyTags,
        &[status(&[under(400, D50_A)], SIXTY_ONE_TAGS_ARE_ANSWERED)],
    ),
    unsound(
        "blanks",
        Fault::Blanks,
        &[status(&[under(400, D50_BLANKS_REFUSED)], BLANKS_ARE_ANSWERED)],
    ),
    unsound(
        "read-only",
        Fault::ReadOnly,
        &[status(&[under(400, D52_READ_ONLY_REFUSED)], READ_ONLY_IS_IGNORED)],
    ),
    unsound(
        "no-target",
        Fault::NoTarget,
        &[status(&[under(400, D51_A)], TEMPLATE_WITHOUT_A_TARGET)],
    ),
    unsound("no-class", Fault::NoClass, &[status(&[under(400, D51_B)], TEMPLATE_WITHOUT_A_CLASS)]),
    unsound("other", Fault::Other, &[status(BAD_REQUEST, MALFORMED_BODIES_ARE_400)]),
    // Ids
    row(
        "minted",
        &[Ask::Mint],
        SERVED,
        &[
            status(&[code(201)], MINTING_IS_201),
            cell(Field::Body, &[(Value::Empty, AGREED)], MINTING_HAS_NO_BODY),
            cell(
                Field::Header(LOCATION),
                &[
                    (Value::Form("https://{host}/{hub}/registrationids/{id}", location), D41_A),
                    (Value::Absent, D41_B),
                ],
                LOCATION_BRINGS_THE_ID,
            ),
            cell(
                Field::Header(ETAG),
                &[(Value::Absent, D41_A), (Value::Form("an entity tag", entity_tag), D41_B)],
                MINTING_HAS_NO_ETAG,
            ),
        ],
        Then::Mint,
    ),
    // Writes
    row(
        "created",
        &[Ask::Create],
        Facts { body: Some(Body::Sound), ..SERVED },
        &[
            status(WRITTEN, CREATING_SUCCEEDS),
            A_TAG,
            A_WEAK_TAG,
            AN_ENTRY,
            cell(
                Field::Header(CONTENT_LOCATION),
                &[(
                    Value::Form("https://{host}/{hub}/registrations/{id}", content_location),
                    AGREED,
                )],
                CREATING_TELLS_THE_PLACE,
            ),
        ],
        Then::Store,
    ),
    row("put-anew", &[Ask::Put], sound(Life::Minted), &stored(PUT_SUCCEEDS), Then::Store),
    row("put-again", &[Ask::Put], sound(Life::Active), &stored(IDS_OUTLIVE_CHANGES), Then::Store),
    row(
        "put-made-up",
        &[Ask::Put],
        sound(Life::Never),
        &[
            status(&[under(200, D46_A), under(201, D46_A)], MADE_UP_IDS_ARE_ANSWERED),
            A_TAG,
            A_WEAK_TAG,
            AN_ENTRY,
        ],
        Then::Store,
    ),
    row(
        "refused-made-up",
        &[Ask::Put],
        of(Life::Never),
        &[status(&[(Value::Number(400, 410), D46_B)], MADE_UP_IDS_ARE_ANSWERED)],
        Then::Nothing,
    ),
    row(
        "refused-deleted",
        &[Ask::Put],
        of(Life::Deleted),
        &[status(&[under(410, D45_A)], DELETED_IDS_ARE_ANSWERED)],
        Then::Nothing,
    ),
    row(
        "put-deleted",
        &[Ask::Put],
        sound(Life::Deleted),
        &[
            status(&[under(200, D45_B), under(201, D45_B)], DELETED_IDS_ARE_ANSWERED),
            A_TAG,
            A_WEAK_TAG,
            AN_ENTRY,
        ],
        Then::Store,
    ),
    row(
        "gone",
        &[Ask::Put],
        of(Life::Expired),
        &[status(&[under(410, D44_A)], EXPIRED_ID_IS_410)],
        Then::Nothing,
    ),
    row(
        "updated",
        &[Ask::Update],
        Facts { body: Some(Body::Sound), ..version(Version::Current) },
        &[status(WRITTEN, UPDATING_SUCCEEDS), A_TAG, A_WEAK_TAG, AN_ENTRY],
        Then::Store,
    ),
    row(
        "stale-update",
        &[Ask::Update],
        version(Version::Stale),
        &[status(&[under(412, D43_A)], STALE_UPDATE_IS_412)],
        Then::Nothing,
    ),
    row(
        "updated-though-stale",
        &[Ask::Update],
        Facts { body: Some(Body::Sound), ..version(Version::Stale) },
        &[
            status(&[under(200, D43_B), under(201, D43_B)], STALE_UPDATE_IS_412),
            A_TAG,
            A_WEAK_TAG,
            AN_ENTRY,
        ],
        Then::Store,
    ),
    row(
        "no-update-of-minted",
        &[Ask::Update],
        of(Life::Minted),
        &[status(NOT_FOUND, UPDATING_MAKES_NOTHING)],
        Then::Nothing,
    ),
    row(
        "no-update-of-never",
        &[Ask::Update],
        of(Life::Never),
        &[status(NOT_FOUND, UPDATING_MAKES_NOTHING)],
        Then::Nothing,
    ),
    row(
        "no-update-of-deleted",
        &[Ask::Update],
        of(Life::Deleted),
        &[status(NOT_FOUND, DELETED_IS_ABSENT)],
        Then::Nothing,
    ),
    row(
        "no-update-of-expired",
        &[Ask::Update],
        of(Life::Expired),
        &[status(
            &[under(404, D44_A), under(410, D44_EXPIRED_UPDATE_IS_410)],
            EXPIRED_IS_NOT_UPDATED,
        )],
        Then::Nothing,
    ),
    // Reading
    row(
        "read",
        &[Ask::Read],
        of(Life::Active),
        &[status(&[code(200)], READING_IS_200), ITS_TAG, A_WEAK_TAG, AN_ENTRY],
        Then::Nothing,
    ),
    row(
        "nothing-minted",
        &[Ask::Read],
        of(Life::Minted),
        &[status(NOT_FOUND, MINTING_MAKES_NO_REGISTRATION)],
        Then::Nothing,
    ),
    row(
        "nothing-ever",
        &[Ask::Read],
        of(Life::Never),
        &[status(NOT_FOUND, ABSENT_IS_404)],
        Then::Nothing,
    ),
    row(
        "nothing-any-more",
        &[Ask::Read],
        of(Life::Deleted),
        &[status(NOT_FOUND, DELETED_IS_ABSENT)],
        Then::Nothing,
    ),
    row(
        "nothing-left",
        &[Ask::Read, Ask::Delete, Ask::DeleteAny],
        of(Life::Expired),
        &[status(&[under(404, D44_A)], EXPIRED_IS_ABSENT)],
        Then::Nothing,
    ),
    // Deleting
    row(
        "deleted",
        &[Ask::Delete],
        version(Version::Current),
        &[
            status(&[code(200)], DELETING_IS_200),
            cell(Field::Body, &[(Value::Empty, AGREED)], DELETING_HAS_NO_BODY),
        ],
        Then::Remove,
    ),
    row(
        "deleted-any",
        &[Ask::DeleteAny],
        of(Life::Active),
        &[
            status(&[under(200, D43_D)], ANY_VERSION_IS_DELETED),
            cell(Field::Body, &[(Value::Empty, AGREED)], DELETING_HAS_NO_BODY),
        ],
        Then::Remove,
    ),
    row(
        "stale-delete",
        &[Ask::Delete],
        version(Version::Stale),
        &[status(&[under(412, D43_A)], STALE_DELETE_IS_412)],
        Then::Nothing,
    ),
    row(
        "nothing-to-delete-but-an-id",
        DELETIONS,
        of(Life::Minted),
        &[status(NOT_FOUND, DELETING_NOTHING_IS_404)],
        Then::Nothing,
    ),
    row(
        "nothing-to-delete",
        DELETIONS,
        of(Life::Never),
        &[status(NOT_FOUND, DELETING_NOTHING_IS_404)],
        Then::Nothing,
    ),
    row(
        "nothing-left-to-delete",
        DELETIONS,
        of(Life::Deleted),
        &[status(NOT_FOUND, DELETING_NOTHING_IS_404)],
        Then::Nothing,
    ),
    row(
        "deleted-without-a-condition",
        &[Ask::DeleteBare],
        of(Life::Active),
        &[status(&[under(200, D43_MISSING_DELETES)], UNCONDITIONAL_DELETE_IS_ANSWERED)],
        Then::Remove,
    ),
    row(
        "nothing-to-delete-without-a-condition",
        &[Ask::DeleteBare],
        NAMED,
        &[status(NOT_FOUND, UNCONDITIONAL_DELETE_IS_ANSWERED)],
        Then::Nothing,
    ),
    row(
        "refused-without-a-condition",
        &[Ask::DeleteBare],
        NAMED,
        &[status(&[under(412, D43_C)], UNCONDITIONAL_DELETE_IS_ANSWERED)],
        Then::Nothing,
    ),
    // Lists
    row("listed", &[Ask::List], SERVED, &[status(LISTED, LISTING_IS_200), A_FEED], Then::Nothing),
    row(
        "listed-by-tag",
        &[Ask::ListByTag],
        SERVED,
        &[status(LISTED, LISTING_BY_TAG_IS_200), A_FEED],
        Then::Nothing,
    ),
    row(
        "listed-by-handle",
        &[Ask::ListByHandle],
        SERVED,
        &[status(LISTED, LISTING_BY_HANDLE_IS_200), A_FEED],
        Then::Nothing,
    ),
];

/// What holds of every answer.
pub const EVERY_ANSWER: &[Check] = &[Check {
    field: Field::Header(TRACKING_ID),
    only: If::Asked,
    choices: &[(Value::Echo, AGREED)],
    requirement: TRACKING_ID_IS_ECHOED,
    under: AGREED,
}];

/// What holds of every refusal.
pub const EVERY_REFUSAL: &[Check] = &[cell(
    Field::Body,
    &[(Value::Empty, AGREED), (Value::Form("an `Error` with a `Code`", error), AGREED)],
    ERRORS_ARE_TOLD,
)];
