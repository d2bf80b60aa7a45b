//! The faults that a hub can be given, and what each breaks.

use super::Ask;
use super::facts::{Fault as Of, House, Life, Traffic, Trust, Version};
use super::wrong::Wrong::{self, *};
use super::wrong::{Fact, Kept, Listed, Minted, Odd, Writing};
use crate::fault::{self, Bend, Fault, Manner};
use crate::requirement::*;
use crate::transcript::Rights;

const fn fault(
    name: &'static str,
    text: &'static str,
    breaks: &'static [Requirement],
    wrong: Wrong,
) -> Fault {
    Fault::new(name, text, breaks, fault::Wrong::Hub(wrong))
}

const fn trusts(whom: Trust) -> Wrong {
    Takes(None, Fact::Trust(whom), Fact::Trust(Trust::Entitled))
}

const fn takes_body(with: Of) -> Wrong {
    Takes(None, Fact::Body(with), Fact::Body(Of::Nothing))
}

const fn takes(ask: Ask, one: Life, other: Life) -> Wrong {
    Takes(Some(ask), Fact::Life(one), Fact::Life(other))
}

/// Every fault of a hub.
pub static FAULTS: &[Fault] = &[
    // ---- ids --------------------------------------------------------------------------
    fault(
        "minting-is-200",
        "answers 200 with a new id",
        &[MINTING_IS_201],
        Answer(MINTING_IS_201, Bend::Status(200)),
    ),
    fault(
        "minted-ids-stand-in-the-body",
        "brings a new id in the body as well",
        &[MINTING_HAS_NO_BODY],
        Answer(MINTING_IS_201, Bend::Body("\"1-2-3\"")),
    ),
    fault(
        "minted-ids-come-without-location",
        "answers 201 and does not tell the id",
        &[LOCATION_BRINGS_THE_ID],
        Answer(MINTING_IS_201, Bend::Without("Location")),
    ),
    fault(
        "locations-are-relative",
        "brings a new id in a `Location` that is no URL",
        &[LOCATION_BRINGS_THE_ID],
        Answer(
            MINTING_IS_201,
            Bend::Field("Location", "/mpnspec-hub/registrationids/7-7-1?api-version=2020-06"),
        ),
    ),
    fault(
        "minted-ids-have-an-etag",
        "answers with an `ETag` where only an id was minted",
        &[MINTING_HAS_NO_ETAG],
        Answer(MINTING_IS_201, Bend::Field("ETag", "W/\"1\"")),
    ),
    fault(
        "mints-the-same-id-always",
        "mints one id for everybody",
        &[IDS_ARE_NEW],
        Mints(Minted::Again(1)),
    ),
    fault(
        "ids-come-round",
        "begins again with the first id after three",
        &[IDS_ARE_NEW],
        Mints(Minted::Again(3)),
    ),
    fault(
        "mints-deleted-ids-again",
        "mints the id of a registration that was deleted",
        &[IDS_ARE_NEW],
        Mints(Minted::Freed),
    ),
    fault(
        "ids-follow-handles",
        "creates a registration with a known handle under the id that has it",
        &[IDS_ARE_NEW],
        Mints(Minted::ByHandle),
    ),
    fault(
        "minting-registers",
        "makes an empty registration with every id",
        &[MINTING_MAKES_NO_REGISTRATION, LISTS_HAVE_NO_DEAD],
        Mints(Minted::Registered),
    )
    .implies(&[(ETAGS_RISE_BY_ONE, "the registration of nothing was the first version")]),
    fault(
        "fresh-ids-are-gone",
        "answers 410 to the first PUT on an id",
        &[PUT_SUCCEEDS],
        takes(Ask::Put, Life::Minted, Life::Deleted),
    ),
    fault(
        "a-second-put-is-409",
        "answers 409 to a PUT on what is there already",
        &[IDS_OUTLIVE_CHANGES],
        Refuses(Odd::Again, 409),
    ),
    fault(
        "expired-ids-are-404",
        "answers 404 to a PUT on the id of an expired registration",
        &[EXPIRED_ID_IS_410],
        Answer(EXPIRED_ID_IS_410, Bend::Status(404)),
    ),
    fault(
        "expired-ids-are-revived",
        "takes a PUT on the id of an expired registration",
        &[EXPIRED_ID_IS_410],
        takes(Ask::Put, Life::Expired, Life::Active),
    ),
    fault(
        "the-expired-are-read",
        "still tells of a registration that has expired",
        &[EXPIRED_IS_ABSENT],
        takes(Ask::Read, Life::Expired, Life::Active),
    ),
    fault(
        "the-expired-are-deleted",
        "deletes what has expired once more",
        &[EXPIRED_IS_ABSENT],
        takes(Ask::DeleteAny, Life::Expired, Life::Active),
    ),
    fault(
        "the-expired-are-updated",
        "updates what has expired",
        &[EXPIRED_IS_NOT_UPDATED],
        takes(Ask::Update, Life::Expired, Life::Active),
    ),
    fault(
        "nothing-expires",
        "does not notice that a registration has come to the end of its time",
        &[EXPIRED_ID_IS_410, EXPIRED_IS_ABSENT],
        Takes(None, Fact::Life(Life::Expired), Fact::Life(Life::Active)),
    ),
    fault(
        "registrations-end-at-noon",
        "ends every registration after twelve hours",
        &[READING_IS_200],
        LivesFor(12 * 60 * 60),
    ),
    fault(
        "expirations-are-secret",
        "does not say when a registration expires",
        &[EXPIRATION_IS_TOLD],
        Answer(ENTRIES_ARE_DECLARED, Bend::Cut("<ExpirationTime>", "</ExpirationTime>")),
    ),
    fault(
        "made-up-ids-crash",
        "answers 500 to a PUT on an id that a client made up",
        &[MADE_UP_IDS_ARE_ANSWERED],
        Answer(MADE_UP_IDS_ARE_ANSWERED, Bend::Bare(500)),
    ),
    fault(
        "malformed-ids-crash",
        "answers 500 to an id that is none",
        &[MALFORMED_IDS_ARE_REFUSED],
        Answer(MALFORMED_IDS_ARE_REFUSED, Bend::Bare(500)),
    ),
    // ---- registrations ----------------------------------------------------------------
    fault(
        "creating-is-202",
        "answers 202 to the creation of a registration",
        &[CREATING_SUCCEEDS],
        Answer(CREATING_SUCCEEDS, Bend::Status(202)),
    ),
    fault(
        "created-without-a-place",
        "does not tell where a created registration is",
        &[CREATING_TELLS_THE_PLACE],
        Answer(CREATING_SUCCEEDS, Bend::Without("Content-Location")),
    ),
    fault(
        "created-in-location",
        "tells in `Location` where a created registration is",
        &[CREATING_TELLS_THE_PLACE],
        Answer(CREATING_SUCCEEDS, Bend::Field("Content-Location", "/mpnspec-hub/registrations")),
    ),
    fault(
        "puts-are-204",
        "answers 204 to the first PUT on an id",
        &[PUT_SUCCEEDS],
        Answer(PUT_SUCCEEDS, Bend::Bare(204)),
    ),
    fault(
        "writes-are-201",
        "answers 201 to every write",
        &[CREATING_SUCCEEDS, PUT_SUCCEEDS, UPDATING_SUCCEEDS, IDS_OUTLIVE_CHANGES],
        Answer(WRITES_GIVE_AN_ETAG, Bend::Status(201)),
    )
    .under("field"),
    fault(
        "updates-are-204",
        "answers 204 to an update",
        &[UPDATING_SUCCEEDS],
        Answer(UPDATING_SUCCEEDS, Bend::Bare(204)),
    ),
    fault(
        "updates-are-lost",
        "answers an update with success and forgets it",
        &[MPNS_COMES_BACK, TAGS_COME_BACK, READING_KEEPS_THE_ETAG],
        Undoes(Ask::Update),
    )
    .implies(&[(
        IF_MATCH_HAS_FIVE_SPELLINGS,
        "the version that it told is not the one that it has",
    )]),
    fault(
        "writes-are-lost",
        "answers a PUT with success and forgets it",
        &[
            READING_IS_200,
            UPDATING_SUCCEEDS,
            DELETING_IS_200,
            ANY_VERSION_IS_DELETED,
            LISTS_ARE_COMPLETE,
            WRITES_CHANGE_THE_ETAG,
        ],
        Undoes(Ask::Put),
    )
    .implies(&[
        (STALE_UPDATE_IS_412, "nothing is there whose version could differ"),
        (STALE_DELETE_IS_412, "nothing is there whose version could differ"),
        (IF_MATCH_HAS_FIVE_SPELLINGS, "nothing is there, however the version is spelt"),
        (REFUSALS_CHANGE_NOTHING, "what is missing looks as if a refused request had removed it"),
        (
            HANDLES_MAY_BE_SHARED,
            "what is missing looks as if another with its handle had removed it",
        ),
        (PATHS_IGNORE_CASE, "nothing is found under any spelling of a path"),
        (SLASH_BEFORE_THE_QUERY, "nothing is found under any spelling of a path"),
        (X_MS_VERSION_IS_NOT_NEEDED, "nothing is found, with the field or without"),
        (CHANNEL_URI_FINDS_EVERY_HANDLE, "nothing is found by any handle"),
    ]),
    fault(
        "updates-make-registrations",
        "makes a registration of an update where only an id was minted",
        &[UPDATING_MAKES_NOTHING],
        takes(Ask::Update, Life::Minted, Life::Active),
    ),
    fault(
        "updates-make-up-registrations",
        "makes a registration of an update on an id that nobody minted",
        &[UPDATING_MAKES_NOTHING],
        takes(Ask::Update, Life::Never, Life::Active),
    ),
    fault(
        "updates-revive-the-deleted",
        "makes a deleted registration again of an update",
        &[DELETED_IS_ABSENT],
        takes(Ask::Update, Life::Deleted, Life::Active),
    ),
    fault(
        "the-deleted-are-read",
        "still tells of a registration that was deleted",
        &[DELETED_IS_ABSENT],
        takes(Ask::Read, Life::Deleted, Life::Active),
    ),
    fault(
        "deletions-are-lost",
        "answers a deletion with success and deletes nothing",
        &[DELETED_IS_ABSENT, LISTS_HAVE_NO_DEAD],
        Undoes(Ask::DeleteAny),
    )
    .implies(&[(ETAGS_RISE_BY_ONE, "a write goes on with the version of what was not deleted")]),
    fault(
        "deleting-is-204",
        "answers 204 to the deletion of a version",
        &[DELETING_IS_200],
        Answer(DELETING_IS_200, Bend::Status(204)),
    ),
    fault(
        "deleting-any-is-204",
        "answers 204 to the deletion of any version",
        &[ANY_VERSION_IS_DELETED],
        Answer(ANY_VERSION_IS_DELETED, Bend::Status(204)),
    ),
    fault(
        "deleted-with-a-last-word",
        "answers a deletion with a body",
        &[DELETING_HAS_NO_BODY],
        Answer(DELETING_HAS_NO_BODY, Bend::Body("{\"deleted\":true}")),
    ),
    fault(
        "deleting-is-idempotent",
        "answers 200 to the deletion of what is not there",
        &[DELETING_NOTHING_IS_404],
        Answer(DELETING_NOTHING_IS_404, Bend::Bare(200)),
    ),
    fault(
        "any-version-is-none",
        "answers 412 to a deletion with `*`",
        &[ANY_VERSION_IS_DELETED],
        Answer(ANY_VERSION_IS_DELETED, Bend::Bare(412)),
    )
    .implies(&[(IF_MATCH_HAS_FIVE_SPELLINGS, "`\"*\"` is another way to say any version")]),
    fault(
        "unconditional-deletes-crash",
        "answers 500 to a DELETE that says nothing of a version",
        &[UNCONDITIONAL_DELETE_IS_ANSWERED],
        Answer(UNCONDITIONAL_DELETE_IS_ANSWERED, Bend::Bare(500)),
    ),
    fault(
        "written-without-etag",
        "answers writes without an `ETag`",
        &[WRITES_GIVE_AN_ETAG],
        Answer(WRITES_GIVE_AN_ETAG, Bend::Without("ETag")),
    ),
    fault(
        "written-without-entry",
        "answers writes without a body",
        &[WRITES_GIVE_THE_ENTRY],
        Answer(WRITES_GIVE_AN_ETAG, Bend::Body("")),
    ),
    fault(
        "reading-is-203",
        "answers 203 with a registration",
        &[READING_IS_200],
        Answer(READING_IS_200, Bend::Status(203)),
    ),
    fault(
        "read-without-etag",
        "gives a registration without its `ETag`",
        &[READING_GIVES_AN_ETAG],
        Answer(READING_IS_200, Bend::Without("ETag")),
    ),
    fault(
        "read-as-json",
        "gives a registration as JSON",
        &[READING_GIVES_THE_ENTRY],
        Answer(READING_IS_200, Bend::Body("{\"Platform\":\"mpns\",\"Tags\":[]}")),
    ),
    fault(
        "the-absent-are-410",
        "answers 410 to the reading of what nobody made",
        &[ABSENT_IS_404],
        Answer(ABSENT_IS_404, Bend::Status(410)),
    ),
    fault(
        "the-minted-are-empty",
        "answers 200 to the reading of an id that was only minted",
        &[MINTING_MAKES_NO_REGISTRATION],
        Answer(MINTING_MAKES_NO_REGISTRATION, Bend::Bare(200)),
    ),
    // ---- versions ---------------------------------------------------------------------
    fault(
        "if-match-is-ignored",
        "takes every version for the current one",
        &[STALE_UPDATE_IS_412, STALE_DELETE_IS_412],
        Takes(None, Fact::Version(Version::Stale), Fact::Version(Version::Current)),
    ),
    fault(
        "the-last-writer-wins",
        "takes updates of a stale version",
        &[STALE_UPDATE_IS_412],
        Takes(Some(Ask::Update), Fact::Version(Version::Stale), Fact::Version(Version::Current)),
    ),
    fault(
        "stale-deletes-delete",
        "takes deletions of a stale version",
        &[STALE_DELETE_IS_412],
        Takes(Some(Ask::Delete), Fact::Version(Version::Stale), Fact::Version(Version::Current)),
    ),
    fault(
        "stale-is-409",
        "answers 409 to an update of a stale version",
        &[STALE_UPDATE_IS_412],
        Answer(STALE_UPDATE_IS_412, Bend::Status(409)),
    ),
    fault(
        "weak-tags-never-match",
        "compares `If-Match` strongly, so that no weak tag fits",
        &[UPDATING_SUCCEEDS, DELETING_IS_200],
        Refuses(Odd::Condition("W/\"#\""), 412),
    ),
    fault(
        "strong-tags-never-match",
        "knows a version in `If-Match` only with `W/` before it",
        &[IF_MATCH_HAS_FIVE_SPELLINGS],
        Refuses(Odd::Condition("\"#\""), 412),
    ),
    fault(
        "bare-versions-are-400",
        "refuses a version in `If-Match` without quotation marks",
        &[IF_MATCH_HAS_FIVE_SPELLINGS],
        Refuses(Odd::Condition("#"), 400),
    ),
    fault(
        "quoted-stars-never-match",
        "takes `\"*\"` in `If-Match` for a version",
        &[IF_MATCH_HAS_FIVE_SPELLINGS],
        Refuses(Odd::Condition("\"*\""), 412),
    ),
    fault(
        "the-etag-stays",
        "leaves the version as it is in a write",
        &[WRITES_CHANGE_THE_ETAG],
        Steps(0),
    ),
    fault(
        "the-etag-leaps",
        "raises the version by two with every write",
        &[ETAGS_RISE_BY_ONE],
        Steps(2),
    ),
    fault(
        "reading-changes-the-etag",
        "raises the version whenever it is read",
        &[READING_KEEPS_THE_ETAG],
        StepsOnReading,
    )
    .implies(&[(
        REFUSALS_CHANGE_NOTHING,
        "nobody can tell whether the reading or the refused request before it changed the version",
    )]),
    fault(
        "etags-are-strong",
        "gives strong entity tags",
        &[ETAGS_ARE_WEAK],
        Writes(Writing::StrongTags),
    ),
    fault(
        "etags-are-told-twice",
        "tells another version in the entry than in the field",
        &[ETAG_IS_TOLD_ALIKE],
        Answer(ENTRIES_ARE_DECLARED, Bend::Swap("<ETag>", "<ETag>9")),
    ),
    fault(
        "stale-updates-are-written",
        "answers 412 to a stale update, and writes it",
        &[REFUSALS_CHANGE_NOTHING],
        Does(STALE_UPDATE_IS_412),
    ),
    fault(
        "stale-deletes-are-done",
        "answers 412 to a stale deletion, and deletes",
        &[REFUSALS_CHANGE_NOTHING],
        Does(STALE_DELETE_IS_412),
    ),
    fault(
        "what-is-throttled-is-written",
        "writes and deletes what it throttles",
        &[REFUSALS_CHANGE_NOTHING],
        Does(THROTTLED_IS_403_OR_429),
    )
    .implies(&[(ETAGS_RISE_BY_ONE, "the throttled write counts as one")]),
    fault(
        "writes-before-it-looks-at-the-token",
        "answers 401 to another signature, and has written before",
        &[REFUSALS_CHANGE_NOTHING],
        Does(BAD_SIGNATURES_ARE_401),
    ),
    fault(
        "long-tags-are-refused-too-late",
        "answers 400 to a tag that is too long, and has written before",
        &[REFUSALS_CHANGE_NOTHING],
        Does(TAGS_OF_121_CHARACTERS_ARE_400),
    ),
    fault(
        "one-handle-one-registration",
        "deletes the others that have a handle when one is written",
        &[HANDLES_MAY_BE_SHARED],
        Keeps(Kept::OneOfItsHandle),
    )
    .implies(&[(LISTS_ARE_COMPLETE, "what was deleted is missing from every list")]),
    fault(
        "a-handle-is-taken-once",
        "answers 409 to a handle that another registration has",
        &[HANDLES_MAY_BE_SHARED],
        Refuses(Odd::SharedHandle, 409),
    ),
    fault(
        "deletes-by-handle",
        "deletes every registration that has the handle of the deleted one",
        &[HANDLES_MAY_BE_SHARED],
        DeletesItsHandle,
    ),
    // ---- how calls are spelt ----------------------------------------------------------
    fault(
        "paths-count-case",
        "knows the words of paths in small letters only",
        &[PATHS_IGNORE_CASE],
        Refuses(Odd::Capitals, 404),
    ),
    fault(
        "a-slash-is-another-place",
        "finds nothing under a path with a slash at its end",
        &[SLASH_BEFORE_THE_QUERY],
        Refuses(Odd::Target("/?"), 404),
    ),
    fault(
        "2013-is-over",
        "refuses the version 2013-04",
        &[KNOWN_API_VERSIONS_ARE_TAKEN],
        Refuses(Odd::Target("=2013-"), 400),
    ),
    fault(
        "2017-is-not-there-yet",
        "refuses the version 2017-04",
        &[KNOWN_API_VERSIONS_ARE_TAKEN],
        Refuses(Odd::Target("=2017-"), 400),
    ),
    fault(
        "names-of-options-are-not-decoded",
        "refuses names of options that are encoded",
        &[QUERY_ORDER_IS_FREE],
        Refuses(Odd::Target("%24"), 400),
    ),
    fault(
        "x-ms-version-is-needed",
        "refuses calls without `x-ms-version`",
        &[X_MS_VERSION_IS_NOT_NEEDED],
        Refuses(Odd::Without("x-ms-version"), 400),
    ),
    fault(
        "entries-must-be-typed",
        "answers 415 to a content type without `type=entry`",
        &[CONTENT_TYPES_ARE_SPELT_FREELY],
        Refuses(Odd::Undeclared("type=entry"), 415),
    ),
    fault(
        "content-types-have-one-spelling",
        "compares content types as text",
        &[CONTENT_TYPES_ARE_SPELT_FREELY],
        Refuses(Odd::Undeclared("xml;type=entry;charset=utf-8"), 415),
    ),
    fault(
        "calls-are-not-traced",
        "leaves the `TrackingId` of a call out of the answer",
        &[TRACKING_ID_IS_ECHOED],
        Every(Bend::Without("TrackingId")),
    ),
    fault(
        "hangs-up-on-readers",
        "closes the connection when a registration is read",
        &[HUB_ANSWERS_EVERY_REQUEST],
        Answer(READING_IS_200, Bend::Manner(Manner::Hangup)),
    ),
    fault(
        "is-silent-about-deletions",
        "does not answer a deletion of any version",
        &[HUB_ANSWERS_EVERY_REQUEST],
        Answer(ANY_VERSION_IS_DELETED, Bend::Manner(Manner::Silence)),
    ),
    fault(
        "hangs-up-on-the-second-write",
        "closes the connection when a second request on it writes",
        &[HUB_ANSWERS_EVERY_REQUEST],
        Later(WRITES_GIVE_AN_ETAG, Bend::Manner(Manner::Hangup)),
    ),
    fault(
        "forgets-etags-on-a-used-connection",
        "gives an `ETag` to the first write on a connection only",
        &[WRITES_GIVE_AN_ETAG],
        Later(WRITES_GIVE_AN_ETAG, Bend::Without("ETag")),
    ),
    fault(
        "forgets-types-on-a-used-connection",
        "declares the first list on a connection only",
        &[FEEDS_ARE_DECLARED],
        Later(FEEDS_ARE_DECLARED, Bend::Without("Content-Type")),
    ),
    fault(
        "reads-are-cached",
        "gives the first answer to a reading ever after",
        &[READING_IS_200, DELETED_IS_ABSENT, MPNS_COMES_BACK, READING_KEEPS_THE_ETAG],
        Caches(Ask::Read),
    )
    .implies(&[
        (TAGS_COME_BACK, "the former tags are told"),
        (WNS_COMES_BACK, "the former registration is told"),
        (BAD_SIGNATURES_ARE_401, "who looks at no request looks at no token"),
    ]),
    fault(
        "lists-are-cached",
        "gives the first list by a handle ever after",
        &[LISTS_ARE_SELECTIVE, LISTS_TELL_WHAT_WAS_WRITTEN, LISTS_HAVE_NO_DEAD],
        Caches(Ask::ListByHandle),
    ),
    fault(
        "is-never-empty",
        "keeps its registrations when it should begin anew",
        &[LISTS_HAVE_NO_DEAD],
        ForgetsNothing,
    ),
    // ---- bodies -----------------------------------------------------------------------
    fault(
        "no-declarations",
        "refuses a body with an XML declaration",
        &[ENVELOPES_ARE_FREE],
        Refuses(Odd::Text("<?xml"), 400),
    ),
    fault(
        "entries-without-titles",
        "refuses an entry with a title",
        &[ENVELOPES_ARE_FREE],
        Refuses(Odd::Text("<title"), 400),
    ),
    fault(
        "no-prefixes",
        "finds elements by their names as written, prefix and all",
        &[PREFIXES_ARE_FREE],
        Refuses(Odd::Text("<a:entry"), 400),
    ),
    fault(
        "https-namespaces-are-taken",
        "takes a namespace with `https` for the one without",
        &[HTTPS_NAMESPACES_ARE_400],
        Reads("https://schemas.", "http://schemas."),
    ),
    fault(
        "one-root",
        "does not know a root that tells its kind in `i:type`",
        &[BOTH_ROOTS_ARE_TAKEN],
        Refuses(Odd::Text("i:type"), 400),
    ),
    fault(
        "answers-are-polymorphic",
        "tells the kind of a registration in `i:type`",
        &[ANSWERS_NAME_THE_KIND],
        Writes(Writing::Polymorphic),
    ),
    fault(
        "nil-is-400",
        "refuses elements that are nil",
        &[NIL_IS_ABSENT],
        Refuses(Odd::Text("i:nil"), 400),
    ),
    fault(
        "nil-is-a-name",
        "takes a nil tile for a tile",
        &[NIL_IS_ABSENT],
        Reads("<SecondaryTileName i:nil=\"true\"/>", "<SecondaryTileName>nil</SecondaryTileName>"),
    ),
    fault(
        "no-tags-is-400",
        "refuses an empty list of tags",
        &[EMPTY_TAGS_ARE_NONE],
        Refuses(Odd::Text("<Tags/>"), 400),
    ),
    fault(
        "no-tags-is-a-tag",
        "makes a tag of an empty list of tags",
        &[EMPTY_TAGS_ARE_NONE],
        Reads("<Tags/>", "<Tags>none</Tags>"),
    ),
    fault(
        "one-order",
        "refuses elements that are not in canonical order",
        &[ANY_ORDER_IS_TAKEN],
        Refuses(Odd::Order, 400),
    ),
    fault(
        "the-version-comes-last",
        "tells the version of a registration behind everything else",
        &[ANSWERS_KEEP_THE_ORDER],
        Writes(Writing::VersionLast),
    ),
    fault(
        "clients-set-the-version",
        "takes the version from the body of a write",
        &[READ_ONLY_IS_IGNORED],
        Keeps(Kept::VersionOfTheClient),
    )
    .implies(&[(ETAGS_RISE_BY_ONE, "the version that the client told is not the first")]),
    fault(
        "entries-tell-another-id",
        "tells another id in an entry",
        &[ENTRIES_TELL_THEIR_ID],
        Answer(ENTRIES_ARE_DECLARED, Bend::Swap("<RegistrationId>", "<RegistrationId>9")),
    ),
    fault(
        "entries-are-plain-xml",
        "declares entries as XML",
        &[ENTRIES_ARE_DECLARED],
        Answer(ENTRIES_ARE_DECLARED, Bend::Field("Content-Type", "application/xml")),
    ),
    fault(
        "entries-are-undeclared",
        "gives entries without a content type",
        &[ENTRIES_ARE_DECLARED],
        Answer(ENTRIES_ARE_DECLARED, Bend::Without("Content-Type")),
    ),
    fault(
        "handles-end-at-the-query",
        "keeps a channel without its query",
        &[MPNS_COMES_BACK, WNS_COMES_BACK],
        Keeps(Kept::HandleUpTo('?')),
    ),
    fault(
        "google-ends-at-the-colon",
        "keeps a handle up to the first colon behind its scheme",
        &[GCM_COMES_BACK],
        Keeps(Kept::HandleUpTo(':')),
    ),
    fault(
        "handles-are-kept-escaped",
        "keeps a handle with the escapes of XML",
        &[MPNS_COMES_BACK, WNS_COMES_BACK],
        Keeps(Kept::EscapedHandle),
    ),
    fault(
        "entities-are-escaped-twice",
        "escapes what is in an entry twice",
        &[MPNS_COMES_BACK, WNS_COMES_BACK],
        Answer(ENTRIES_ARE_DECLARED, Bend::Swap("&amp;", "&amp;amp;")),
    ),
    fault(
        "handles-never-change",
        "keeps the first handle of a registration",
        &[MPNS_COMES_BACK],
        Keeps(Kept::FormerHandle),
    ),
    fault(
        "natives-stay-native",
        "keeps a native registration native when it becomes a template",
        &[MPNS_COMES_BACK],
        Keeps(Kept::FormerTemplate),
    ),
    fault(
        "apple-is-google",
        "gives registrations for Apple under the name of those for Google",
        &[WRITES_GIVE_THE_ENTRY, READING_GIVES_THE_ENTRY],
        Answer(ENTRIES_ARE_DECLARED, Bend::Swap("Apple", "Gcm")),
    ),
    fault(
        "classes-are-lost",
        "keeps the first header field of a template",
        &[MPNS_COMES_BACK],
        Keeps(Kept::OneHeader),
    ),
    fault(
        "tokens-of-apple-are-other-ones",
        "gives tokens of Apple with another letter",
        &[APNS_COMES_BACK],
        Answer(ENTRIES_ARE_DECLARED, Bend::Swap("<DeviceToken>", "<DeviceToken>0")),
    ),
    fault(
        "templates-are-ascii",
        "keeps templates without what is beyond ASCII",
        &[TEMPLATE_BODIES_ARE_KEPT],
        Keeps(Kept::AsciiTemplate),
    ),
    fault(
        "templates-are-kept-escaped",
        "keeps templates with the escapes of XML",
        &[TEMPLATE_BODIES_ARE_KEPT],
        Keeps(Kept::EscapedTemplate),
    ),
    fault(
        "no-cdata",
        "refuses templates that are written in CDATA",
        &[TEMPLATE_BODIES_ARE_KEPT],
        Refuses(Odd::Text("<![CDATA["), 400),
    )
    .implies(&[
        (BOTH_ROOTS_ARE_TAKEN, "the template is written in CDATA"),
        (ANY_ORDER_IS_TAKEN, "the template is written in CDATA"),
        (LONG_TEMPLATE_NAMES_ARE_TAKEN, "the template is written in CDATA"),
        (PHONE_TEMPLATES_ARE_TAKEN, "the template is written in CDATA"),
        (TEMPLATE_WITHOUT_A_TARGET, "the template is written in CDATA"),
        (TEMPLATE_WITHOUT_A_CLASS, "the template is written in CDATA"),
    ]),
    fault(
        "escaped-templates-are-refused",
        "refuses templates that are not written in CDATA",
        &[TEMPLATE_BODIES_ARE_KEPT],
        Refuses(Odd::Text("<BodyTemplate>&"), 400),
    )
    .implies(&[(PHONE_TEMPLATES_ARE_TAKEN, "the template of a phone is written so as well")]),
    fault(
        "escapes-in-templates-stay",
        "keeps the escapes of a template that is not written in CDATA",
        &[TEMPLATE_BODIES_ARE_KEPT],
        Reads("&lt;", "&amp;lt;"),
    ),
    fault(
        "templates-have-no-names",
        "loses the names of templates",
        &[TEMPLATE_NAMES_COME_BACK],
        Keeps(Kept::NamelessTemplate),
    ),
    fault(
        "names-of-200-characters-are-too-long",
        "takes 199 characters for the name of a template",
        &[LONG_TEMPLATE_NAMES_ARE_TAKEN],
        Refuses(Odd::LongName(200), 400),
    ),
    fault(
        "variables-are-lost",
        "loses `PushVariables`",
        &[PUSH_VARIABLES_COME_BACK],
        Keeps(Kept::NoVariables),
    ),
    fault(
        "tiles-are-lost",
        "loses the name of a secondary tile",
        &[SECONDARY_TILES_COME_BACK],
        Keeps(Kept::NoTile),
    ),
    fault(
        "tiles-are-400",
        "refuses the name of a secondary tile",
        &[SECONDARY_TILES_COME_BACK],
        Refuses(Odd::Text("SecondaryTileName>T"), 400),
    ),
    fault(
        "phones-have-no-templates",
        "refuses templates of phones",
        &[PHONE_TEMPLATES_ARE_TAKEN],
        Refuses(Odd::Text("</MpnsTemplateRegistrationDescription>"), 400),
    )
    .implies(&[
        (ANY_ORDER_IS_TAKEN, "every template of a phone is refused, whatever else it has"),
        (
            LONG_TEMPLATE_NAMES_ARE_TAKEN,
            "every template of a phone is refused, whatever else it has",
        ),
        (TEMPLATE_WITHOUT_A_TARGET, "every template of a phone is refused, whatever else it has"),
        (TEMPLATE_WITHOUT_A_CLASS, "every template of a phone is refused, whatever else it has"),
    ]),
    fault(
        "malformed-bodies-crash",
        "answers 500 to a body that is no entry",
        &[MALFORMED_BODIES_ARE_400],
        Answer(MALFORMED_BODIES_ARE_400, Bend::Bare(500)),
    ),
    fault(
        "malformed-bodies-are-415",
        "answers 415 to a body that is no entry",
        &[MALFORMED_BODIES_ARE_400],
        Answer(MALFORMED_BODIES_ARE_400, Bend::Status(415)),
    ),
    fault(
        "missing-handles-crash",
        "answers 500 to a registration without a handle",
        &[MISSING_HANDLES_ARE_400],
        Answer(MISSING_HANDLES_ARE_400, Bend::Bare(500)),
    ),
    fault(
        "odd-handles-are-taken",
        "takes a relative URI for a channel",
        &[ODD_HANDLES_ARE_400],
        takes_body(Of::OddHandle),
    ),
    // ---- tags -------------------------------------------------------------------------
    fault(
        "tags-pile-up",
        "adds the tags of a write to those that are there",
        &[WRITES_REPLACE_ALL_TAGS],
        Keeps(Kept::FormerTagsToo),
    ),
    fault(
        "tags-never-change",
        "keeps the first tags of a registration",
        &[TAGS_COME_BACK, WRITES_REPLACE_ALL_TAGS],
        Keeps(Kept::FormerTags),
    ),
    fault(
        "templates-have-no-tags",
        "loses the tags of templates",
        &[TAGS_COME_BACK],
        Keeps(Kept::NativeTags),
    ),
    fault("one-tag-is-enough", "keeps the first tag only", &[TAGS_COME_BACK], Keeps(Kept::Tags(1))),
    fault(
        "fifty-nine-tags-are-enough",
        "keeps 59 tags at most",
        &[TAGS_COME_BACK],
        Keeps(Kept::Tags(59)),
    ),
    fault(
        "tags-are-cut-at-119",
        "keeps 119 characters of a tag at most",
        &[TAGS_COME_BACK],
        Keeps(Kept::ShortTags(119)),
    ),
    fault(
        "tags-lose-their-case",
        "keeps tags in small letters",
        &[TAGS_COME_BACK],
        Keeps(Kept::SmallTags),
    ),
    fault(
        "entries-have-no-tags",
        "leaves tags out of entries",
        &[TAGS_COME_BACK],
        Answer(ENTRIES_ARE_DECLARED, Bend::Cut("<Tags>", "</Tags>")),
    ),
    fault(
        "tags-have-no-colon",
        "refuses tags with a colon",
        &[TAGS_OF_THE_ALPHABET_ARE_TAKEN],
        Refuses(Odd::TagWith(':'), 400),
    ),
    fault(
        "tags-have-no-hash",
        "refuses tags with a `#`",
        &[TAGS_OF_THE_ALPHABET_ARE_TAKEN],
        Refuses(Odd::TagWith('#'), 400),
    ),
    fault(
        "120-characters-are-too-many",
        "takes 119 characters for a tag",
        &[TAGS_OF_120_CHARACTERS_ARE_TAKEN],
        Refuses(Odd::LongTag(120), 400),
    ),
    fault(
        "121-characters-are-taken",
        "takes a tag of 121 characters",
        &[TAGS_OF_121_CHARACTERS_ARE_400],
        takes_body(Of::LongTag),
    ),
    fault(
        "odd-characters-are-taken",
        "takes any character in a tag",
        &[ODD_CHARACTERS_ARE_400],
        takes_body(Of::OddTag),
    ),
    fault(
        "slashes-in-tags-are-taken",
        "takes a slash in a tag",
        &[ODD_CHARACTERS_ARE_400],
        Reads("<Tags>a/b<", "<Tags>a.b<"),
    ),
    fault(
        "empty-tags-are-taken",
        "passes over empty tags",
        &[EMPTY_TAGS_ARE_400],
        takes_body(Of::EmptyTag),
    ),
    fault(
        "a-comma-at-the-end-is-taken",
        "passes over a comma behind the last tag",
        &[EMPTY_TAGS_ARE_400],
        Reads(",</Tags>", "</Tags>"),
    ),
    fault(
        "dollar-tags-are-taken",
        "takes tags that only a hub sets",
        &[DOLLAR_TAGS_ARE_400],
        takes_body(Of::DollarTag),
    ),
    fault(
        "sixty-tags-are-too-many",
        "takes 59 tags",
        &[SIXTY_TAGS_ARE_TAKEN],
        Refuses(Odd::Tags(60), 400),
    )
    .implies(&[(SIXTY_ONE_TAGS_ARE_ANSWERED, "61 are more than 60")]),
    fault(
        "sixty-one-tags-crash",
        "answers 500 to 61 tags",
        &[PUT_SUCCEEDS],
        Refuses(Odd::Tags(61), 500),
    ),
    fault(
        "any-number-of-tags-is-taken",
        "does not bound the tags of a registration",
        &[TAGS_OF_8000_CHARACTERS_ARE_400],
        takes_body(Of::LargeTags),
    ),
    fault(
        "large-tags-are-413",
        "answers 413 to tags of more than 8000 characters",
        &[TAGS_OF_8000_CHARACTERS_ARE_400],
        Answer(TAGS_OF_8000_CHARACTERS_ARE_400, Bend::Status(413)),
    ),
    // ---- lists ------------------------------------------------------------------------
    fault(
        "listing-is-206",
        "answers 206 with a list",
        &[LISTING_IS_200],
        Answer(LISTING_IS_200, Bend::Status(206)),
    ),
    fault(
        "empty-lists-are-404",
        "answers 404 where a list would be empty",
        &[LISTING_IS_200, LISTING_BY_TAG_IS_200, LISTING_BY_HANDLE_IS_200],
        Lists(Listed::NothingIs404),
    ),
    fault(
        "lists-by-tag-are-204",
        "answers 204 to a list by a tag",
        &[LISTING_BY_TAG_IS_200],
        Answer(LISTING_BY_TAG_IS_200, Bend::Bare(204)),
    ),
    fault(
        "lists-by-handle-are-404",
        "does not know lists by a handle",
        &[LISTING_BY_HANDLE_IS_200],
        Answer(LISTING_BY_HANDLE_IS_200, Bend::Bare(404)),
    ),
    fault(
        "lists-are-json",
        "gives lists as JSON",
        &[LISTS_ARE_FEEDS],
        Answer(FEEDS_ARE_DECLARED, Bend::Body("[]")),
    ),
    fault(
        "feeds-are-plain-xml",
        "declares lists as XML",
        &[FEEDS_ARE_DECLARED],
        Answer(FEEDS_ARE_DECLARED, Bend::Field("Content-Type", "application/xml")),
    ),
    fault(
        "the-last-is-not-listed",
        "leaves the last registration out of lists",
        &[LISTS_ARE_COMPLETE],
        Lists(Listed::AllButTheLast),
    )
    .implies(&[
        (HANDLES_MAY_BE_SHARED, "the last of those that share a handle is missing as well"),
        (CHANNEL_URI_FINDS_EVERY_HANDLE, "the last of those with a handle is missing as well"),
    ]),
    fault(
        "the-first-is-not-listed",
        "leaves the first registration out of each page",
        &[LISTS_ARE_COMPLETE],
        Answer(FEEDS_ARE_DECLARED, Bend::Cut("<entry ", "</entry>")),
    )
    .implies(&[
        (HANDLES_MAY_BE_SHARED, "the first of those that share a handle is missing as well"),
        (CHANNEL_URI_FINDS_EVERY_HANDLE, "the first of those with a handle is missing as well"),
    ]),
    fault(
        "templates-are-not-listed",
        "lists native registrations only",
        &[LISTS_ARE_COMPLETE],
        Lists(Listed::Native),
    )
    .implies(&[(HANDLES_MAY_BE_SHARED, "the templates that share a handle are missing as well")]),
    fault(
        "the-deleted-are-listed",
        "lists what was deleted",
        &[LISTS_HAVE_NO_DEAD],
        Lists(Listed::Dead(Life::Deleted)),
    ),
    fault(
        "the-expired-are-listed",
        "lists what has expired",
        &[LISTS_HAVE_NO_DEAD],
        Lists(Listed::Dead(Life::Expired)),
    ),
    fault(
        "lists-by-tag-list-all",
        "passes over the tag of a list",
        &[LISTS_ARE_SELECTIVE],
        Lists(Listed::AnyTag),
    ),
    fault(
        "parts-of-tags-are-tags",
        "looks for a tag in the text of all tags",
        &[LISTS_ARE_SELECTIVE],
        Lists(Listed::PartOfATag),
    ),
    fault(
        "only-first-tags-are-found",
        "finds registrations by their first tag only",
        &[LISTS_ARE_COMPLETE],
        Lists(Listed::FirstTag),
    ),
    fault(
        "lists-by-handle-list-all",
        "passes over the filter of a list",
        &[LISTS_ARE_SELECTIVE],
        Lists(Listed::AnyHandle),
    ),
    fault(
        "channel-uri-finds-channels-only",
        "finds tokens of Apple and Google under their own names only",
        &[CHANNEL_URI_FINDS_EVERY_HANDLE],
        Lists(Listed::HandlesOfTheField),
    ),
    fault(
        "lists-tell-other-handles",
        "gives the channels of listed registrations without their scheme",
        &[LISTS_TELL_WHAT_WAS_WRITTEN],
        Answer(FEEDS_ARE_DECLARED, Bend::Swap("<ChannelUri>https://", "<ChannelUri>")),
    ),
    fault(
        "lists-have-no-tags",
        "leaves the tags out of lists",
        &[LISTS_TELL_WHAT_WAS_WRITTEN],
        Answer(FEEDS_ARE_DECLARED, Bend::Cut("<Tags>", "</Tags>")),
    )
    .implies(&[(LISTS_ARE_SELECTIVE, "an entry lacks the tag that was asked for")]),
    fault(
        "odd-filters-are-passed-over",
        "lists everything by a filter that it does not know",
        &[OTHER_FILTERS_ARE_400],
        Answer(OTHER_FILTERS_ARE_400, Bend::Bare(200)),
    ),
    fault(
        "odd-filters-crash",
        "answers 500 to a filter that it does not know",
        &[OTHER_FILTERS_ARE_400],
        Answer(OTHER_FILTERS_ARE_400, Bend::Bare(500)),
    ),
    fault("top-is-ignored", "passes over `$top`", &[TOP_BOUNDS_THE_PAGE], Lists(Listed::AnyTop)),
    fault(
        "top-counts-from-zero",
        "puts one entry more on a page than `$top` says",
        &[TOP_BOUNDS_THE_PAGE],
        Lists(Listed::TopAndOne),
    ),
    fault(
        "pages-have-101-entries",
        "puts 101 entries on a page",
        &[PAGES_HAVE_AT_MOST_100],
        Lists(Listed::Pages(101)),
    ),
    fault(
        "top-may-be-more-than-100",
        "puts as many entries on a page as `$top` says",
        &[PAGES_HAVE_AT_MOST_100],
        Lists(Listed::AnyLength),
    ),
    fault(
        "there-is-one-page",
        "does not tell of a second page",
        &[LISTS_ARE_COMPLETE],
        Lists(Listed::OnePage),
    )
    .implies(&[(HANDLES_MAY_BE_SHARED, "some of those that share a handle are missing as well")]),
    fault(
        "a-last-page-of-one-is-dropped",
        "does not tell of a page with one entry",
        &[LISTS_ARE_COMPLETE],
        Lists(Listed::NoPageOfOne),
    )
    .implies(&[(HANDLES_MAY_BE_SHARED, "some of those that share a handle are missing as well")]),
    fault(
        "pages-overlap",
        "begins a page with the last entry of the one before",
        &[PAGES_DO_NOT_OVERLAP],
        Lists(Listed::Overlapping),
    ),
    fault(
        "pages-skip-one",
        "begins a page one entry too late",
        &[LISTS_ARE_COMPLETE],
        Lists(Listed::Skipping),
    )
    .implies(&[(HANDLES_MAY_BE_SHARED, "some of those that share a handle are missing as well")]),
    fault(
        "every-page-is-the-first",
        "passes over the token of a page",
        &[TOKENS_LEAD_ON, TOKENS_MAY_BE_ENCODED_TWICE],
        Lists(Listed::FirstPage),
    ),
    fault(
        "tokens-have-one-name",
        "passes over a token that is called `ContinuationToken`",
        &[TOKENS_LEAD_ON],
        Lists(Listed::TokensInSmallLetters),
    ),
    fault(
        "tokens-are-400",
        "refuses the tokens of pages",
        &[TOKENS_LEAD_ON, TOKENS_MAY_BE_ENCODED_TWICE],
        Refuses(Odd::Target("ontinuation"), 400),
    ),
    fault(
        "tokens-are-decoded-once",
        "refuses a token that was encoded twice",
        &[TOKENS_MAY_BE_ENCODED_TWICE],
        Refuses(Odd::Target("%253D"), 400),
    ),
    fault(
        "only-the-first-page-is-selected",
        "passes over tag and filter from the second page on",
        &[LISTS_ARE_SELECTIVE],
        Lists(Listed::SelectedOnce),
    ),
    fault(
        "pages-have-no-links",
        "gives no link to the next page",
        &[PAGES_LINK_ON],
        Answer(FEEDS_ARE_DECLARED, Bend::Cut("<link rel=\"next\"", "/>")),
    ),
    // ---- tokens -----------------------------------------------------------------------
    fault(
        "tokens-have-one-order",
        "reads the parts of a token in one order",
        &[TOKEN_FIELDS_ARE_IN_ANY_ORDER],
        Refuses(Odd::Token("SharedAccessSignature skn"), 401),
    ),
    fault(
        "escapes-have-one-case",
        "writes the audience of a token anew before it verifies it",
        &[ESCAPES_HAVE_EITHER_CASE],
        Refuses(Odd::Token("%3A"), 401),
    ),
    fault(
        "hub-tokens-are-refused",
        "takes no token for the hub",
        &[HUB_TOKENS_REACH_BELOW],
        Refuses(Odd::Audience(1), 401),
    )
    .implies(&[
        (TOKEN_FIELDS_ARE_IN_ANY_ORDER, "it is for the hub as well"),
        (ESCAPES_HAVE_EITHER_CASE, "it is for the hub as well"),
    ]),
    fault(
        "namespace-tokens-are-refused",
        "takes no token for the namespace",
        &[NAMESPACE_TOKENS_REACH_BELOW],
        Refuses(Odd::Audience(0), 401),
    ),
    fault(
        "uri-tokens-are-refused",
        "takes no token for the URI that is asked",
        &[URI_TOKENS_ARE_TAKEN],
        Refuses(Odd::Audience(2), 401),
    ),
    fault(
        "audiences-are-not-looked-at",
        "takes tokens for other hubs",
        &[OTHER_AUDIENCES_ARE_401],
        trusts(Trust::OtherAudience),
    ),
    fault(
        "signatures-are-not-looked-at",
        "takes tokens with any signature",
        &[BAD_SIGNATURES_ARE_401],
        trusts(Trust::BadSignature),
    ),
    fault(
        "keys-need-no-name",
        "takes tokens of keys that it does not know",
        &[UNKNOWN_KEYS_ARE_401],
        trusts(Trust::UnknownKey),
    ),
    fault(
        "tokens-never-end",
        "takes tokens whose time is over",
        &[EXPIRED_TOKENS_ARE_401],
        trusts(Trust::Expired),
    ),
    fault(
        "half-a-token-is-enough",
        "takes tokens that lack a part",
        &[MALFORMED_TOKENS_ARE_401],
        trusts(Trust::Malformed),
    ),
    fault(
        "malformed-tokens-crash",
        "answers 500 to a token that lacks a part",
        &[MALFORMED_TOKENS_ARE_401],
        Answer(MALFORMED_TOKENS_ARE_401, Bend::Bare(500)),
    ),
    fault(
        "no-token-is-needed",
        "serves callers without a token",
        &[NO_TOKEN_IS_401],
        trusts(Trust::NoToken),
    ),
    fault(
        "no-token-is-403",
        "answers 403 to callers without a token",
        &[NO_TOKEN_IS_401],
        Answer(NO_TOKEN_IS_401, Bend::Status(403)),
    ),
    fault(
        "connections-are-trusted",
        "looks at the token of the first request on a connection only",
        &[
            BAD_SIGNATURES_ARE_401,
            OTHER_AUDIENCES_ARE_401,
            LISTENERS_DO_NOT_LIST_BY_TAG,
            SENDERS_DO_NOT_REGISTER,
        ],
        TrustsConnections,
    )
    .implies(&[
        (UNKNOWN_KEYS_ARE_401, "nobody looks at the token of a later request"),
        (EXPIRED_TOKENS_ARE_401, "nobody looks at the token of a later request"),
        (MALFORMED_TOKENS_ARE_401, "nobody looks at the token of a later request"),
        (NO_TOKEN_IS_401, "nobody looks at the token of a later request"),
        (LISTENERS_DO_NOT_SEND, "nobody looks at the token of a later request"),
    ]),
    fault(
        "listeners-only-look",
        "refuses what a key for listening asks for",
        &[LISTENERS_REGISTER],
        Refuses(Odd::Rights(Rights::LISTEN), 403),
    ),
    fault(
        "rights-are-not-looked-at",
        "takes every key for one that is good for everything",
        &[LISTENERS_DO_NOT_LIST_BY_TAG, LISTENERS_DO_NOT_SEND, SENDERS_DO_NOT_REGISTER],
        trusts(Trust::WithoutRight),
    ),
    fault(
        "listening-is-managing",
        "lists by a tag for keys that only listen",
        &[LISTENERS_DO_NOT_LIST_BY_TAG],
        Takes(Some(Ask::ListByTag), Fact::Trust(Trust::WithoutRight), Fact::Trust(Trust::Entitled)),
    ),
    fault(
        "senders-mint",
        "mints ids for keys that only send",
        &[SENDERS_DO_NOT_REGISTER],
        Takes(Some(Ask::Mint), Fact::Trust(Trust::WithoutRight), Fact::Trust(Trust::Entitled)),
    ),
    fault(
        "listeners-send",
        "answers 201 to a send with a key that only listens",
        &[LISTENERS_DO_NOT_SEND],
        Answer(LISTENERS_DO_NOT_SEND, Bend::Bare(201)),
    ),
    // ---- errors -----------------------------------------------------------------------
    fault(
        "any-hub-is-this-one",
        "answers for hubs that do not exist, ids and all",
        &[UNKNOWN_HUBS_ARE_404],
        Takes(None, Fact::House(House::Nobodys), Fact::House(House::Ours)),
    ),
    fault(
        "other-hubs-are-403",
        "answers 403 for hubs that do not exist",
        &[UNKNOWN_HUBS_ARE_404],
        Answer(UNKNOWN_HUBS_ARE_404, Bend::Status(403)),
    ),
    fault(
        "throttling-is-503",
        "answers 503 when it throttles",
        &[THROTTLED_IS_403_OR_429],
        Answer(THROTTLED_IS_403_OR_429, Bend::Status(503)),
    ),
    fault(
        "throttling-is-403",
        "answers 403 when it throttles",
        &[THROTTLED_IS_403_OR_429],
        Answer(THROTTLED_IS_403_OR_429, Bend::Status(403)),
    )
    .under("field"),
    fault(
        "readers-are-not-throttled",
        "throttles everybody but those who read",
        &[THROTTLED_IS_403_OR_429],
        Takes(Some(Ask::Read), Fact::Traffic(Traffic::Throttled), Fact::Traffic(Traffic::Served)),
    ),
    fault(
        "throttled-for-how-long",
        "does not tell whom it throttles when to come again",
        &[THROTTLED_IS_TOLD_WHEN],
        Answer(THROTTLED_IS_403_OR_429, Bend::Without("Retry-After")),
    ),
    fault(
        "throttled-until-a-date",
        "tells whom it throttles a date, and not seconds",
        &[THROTTLED_IS_TOLD_WHEN],
        Answer(
            THROTTLED_IS_403_OR_429,
            Bend::Field("Retry-After", "Sat, 21 Nov 2026 08:00:00 GMT"),
        ),
    ),
    fault(
        "refusals-are-json",
        "tells why it refuses in JSON",
        &[ERRORS_ARE_TOLD],
        Refusal(Bend::Body("{\"error\":\"no\"}")),
    ),
];

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::requirement::ALL;

    #[test]
    fn every_must_and_should_of_a_hub_has_a_fault() {
        let binds = |it: &&Requirement| {
            it.role() == Role::Hub
                && it.check() == Check::Cases
                && matches!(it.level(), Level::Must | Level::Should)
        };
        let broken = |it: &Requirement| FAULTS.iter().any(|fault| fault.breaks.contains(it));
        let missing: Vec<_> = ALL.iter().filter(binds).filter(|it| !broken(it)).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
