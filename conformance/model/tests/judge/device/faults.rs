//! The named ways of being wrong, and the one requirement that each breaks.

use mpnspec_model::requirement::*;

use super::bend::Bend::{self, *};

/// A device that is wrong in one way.
pub struct Fault {
    pub name: &'static str,
    pub bend: Bend,
    /// The requirement that it is blamed for.
    pub breaks: Requirement,
    /// What it breaks besides, since it is wrong in more than one situation.
    pub also: &'static [Requirement],
    /// The profile under which it is a breach.
    pub profile: &'static str,
}

const fn fault(name: &'static str, breaks: Requirement, bend: Bend) -> Fault {
    Fault { name, bend, breaks, also: &[], profile: "default" }
}

impl Fault {
    const fn and(self, also: &'static [Requirement]) -> Self {
        Self { also, ..self }
    }
    const fn under(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }
}

/// What a device is blamed for that always asks, as far as it had an id that should have survived.
const IN_EVERY_SITUATION: &[Requirement] = &[
    ID_STAYS_WITH_A_NEW_HANDLE,
    ID_SURVIVES_A_RESTART,
    NEW_ID_IS_KEPT,
    STORED_BEFORE_USE,
    ONE_ID_FOR_EACH_TEMPLATE,
    OTHER_TEMPLATES_KEEP_THEIR_IDS,
    IDS_SURVIVE_ONE_ANOTHER,
    ONE_ID_BETWEEN_CALLS_AT_ONCE,
];

pub static ALL: &[Fault] = &[
    // How it asks for an id.
    fault("makes-up-an-id", ASKS_FOR_AN_ID, MakesUpAnId).and(&[GONE_ASKS_FOR_A_NEW_ID]),
    fault("asks-by-get", ID_REQUEST_IS_A_POST, AsksBy("GET")),
    fault("asks-below-the-base", ID_REQUEST_GOES_TO_THE_BASE, AsksAt("/new")),
    fault("asks-with-a-slash", ID_REQUEST_GOES_TO_THE_BASE, AsksAt("/")),
    fault("asks-elsewhere", ID_REQUEST_GOES_TO_THE_BASE, AsksAt("http://backend.test/ids")),
    fault("asks-with-an-object", ID_REQUEST_IS_EMPTY, AsksWith("{}")),
    fault("shows-a-key", HOLDS_NO_KEY, ShowsAKey),
    // What it makes of the answer.
    fault("keeps-the-quotes", QUOTES_ARE_NO_PART_OF_AN_ID, KeepsQuotes),
    fault("cuts-off-two-characters", BARE_ID_IS_USED_WHOLE, Chops).and(&[ID_IS_READ_AS_JSON]),
    fault("reads-no-escapes", ID_IS_READ_AS_JSON, ReadsNoEscapes),
    fault("refuses-bare-ids", BARE_ID_IS_USED_WHOLE, RefusesBare),
    fault("refuses-letters", ID_IS_OPAQUE, RefusesLetters),
    fault("refuses-201", ANY_2XX_BRINGS_AN_ID, RefusesCreated),
    fault("takes-an-empty-id", EMPTY_ID_IS_NO_ID, TakesNothing),
    fault("goes-on-without-an-id", NO_PUT_WITHOUT_AN_ID, GoesOnWithout),
    fault("is-registered-without-an-id", FAILED_ID_REQUEST_IS_AN_ERROR, SaysDoneWithoutAnId),
    // How it registers.
    fault("never-registers", PUTS_ITS_REGISTRATION, NeverPuts),
    fault("registers-by-post", PUTS_ITS_REGISTRATION, PutsBy("POST")),
    fault("registers-by-patch", PUTS_ITS_REGISTRATION, PutsBy("PATCH")),
    fault("has-the-id-in-a-query", PUT_GOES_TO_THE_ID, PutsByQuery),
    fault("registers-another-id", PUT_BEARS_ITS_ID, PutsAnother),
    fault("encodes-nothing", ID_IS_PERCENT_ENCODED, EncodesNothing),
    fault("declares-nothing", PUT_DECLARES_JSON, Declares("")),
    fault("declares-text", PUT_DECLARES_JSON, Declares("text/plain")),
    fault("declares-utf-16", PUT_DECLARES_JSON, Declares("application/json;charset=utf-16")),
    fault("sends-a-form", PUT_IS_A_JSON_OBJECT, SendsAForm),
    fault("sends-a-member-twice", PUT_IS_A_JSON_OBJECT, SendsTwice),
    fault("spells-in-lower-case", MEMBERS_ARE_SPELT_AS_IN_THE_SAMPLE, LowerCase),
    fault("sends-one-more-member", THREE_MEMBERS_ARE_ALL, OneMore),
    fault("is-of-no-platform", PLATFORM_IS_ONE_OF_FOUR, Platform("windowsphone")),
    fault("changes-its-platform", PLATFORM_STAYS, PlatformVaries),
    fault("changes-the-handle", HANDLE_IS_AS_TOLD, HandleInLowerCase),
    fault("has-no-handle", HANDLE_IS_AS_TOLD, NoHandle),
    fault("joins-the-tags", TAGS_ARE_AN_ARRAY, TagsInAText),
    fault("leaves-out-no-tags", TAGS_ARE_AN_ARRAY, NoTagsNoArray),
    fault("loses-a-tag", TAGS_ARE_AS_TOLD, LosesATag),
    fault("adds-a-tag", TAGS_ARE_AS_TOLD, AddsATag),
    fault("registers-twice", ONE_PUT_IS_ENOUGH, PutsTwice),
    fault("registers-changes-only", REGISTERS_AT_EACH_START, SkipsUnchanged),
    // What it makes of that.
    fault("takes-200-alone", ANY_2XX_IS_SUCCESS, TakesOnly(&[200])),
    fault("takes-202-alone", ANY_2XX_IS_SUCCESS, TakesOnly(&[202]))
        .and(&[BODY_OF_THE_ANSWER_IS_IGNORED]),
    fault("reads-the-body", BODY_OF_THE_ANSWER_IS_IGNORED, ReadsTheBody),
    fault("never-fails", REFUSAL_IS_AN_ERROR, NeverFails),
    fault("never-fails-on-410", SECOND_410_IS_AN_ERROR, NeverFailsOn410),
    fault("ignores-410", GONE_ASKS_FOR_A_NEW_ID, IgnoresGone).and(&[DEAD_ID_IS_FORGOTTEN]),
    fault("renews-and-stops", GONE_REGISTERS_AGAIN, RenewsOnly).and(&[BARE_ID_IS_USED_WHOLE]),
    fault("registers-the-dead-id", DEAD_ID_IS_NOT_PUT_AGAIN, PutsTheDead)
        .and(&[DEAD_ID_IS_FORGOTTEN]),
    fault("goes-on-for-ever", ONE_MORE_TRY_AFTER_410, Tries(99)),
    fault("tries-three-times", ONE_MORE_TRY_AFTER_410, Tries(3)).under("strict"),
    fault("renews-on-404", ONLY_410_RENEWS, RenewsOn(404)),
    fault("renews-on-500", ONLY_410_RENEWS, RenewsOn(500)),
    fault("renews-without-an-answer", ONLY_410_RENEWS, RenewsOn(0)),
    fault("retries-404", NOT_FOUND_IS_NOT_RETRIED, Retries(404)),
    // What it keeps.
    fault("keeps-nothing", ASKS_ONLY_WITHOUT_AN_ID, KeepsNothing).and(IN_EVERY_SITUATION),
    fault("loses-its-id-at-a-restart", ID_SURVIVES_A_RESTART, LosesAtRestart)
        .and(&[STORED_BEFORE_USE]),
    fault("stores-late", STORED_BEFORE_USE, StoresLate),
    fault("stores-another-text", KEEPS_ITS_ID, ShowsAnother)
        .and(&[SECOND_410_LEAVES_THE_NEW_ID_OR_NONE]),
    fault("renews-with-the-handle", ID_STAYS_WITH_A_NEW_HANDLE, RenewsWithTheHandle)
        .and(&[ONE_ID_BETWEEN_CALLS_AT_ONCE]),
    fault("stores-failures", FAILED_REQUEST_STORES_NOTHING, StoresFailures).and(&[ASKS_FOR_AN_ID]),
    fault("stores-the-dead-id", DEAD_ID_IS_FORGOTTEN, StoresTheDead),
    fault("forgets-the-new-id", NEW_ID_IS_KEPT, ForgetsTheNew)
        .and(&[ID_SURVIVES_A_RESTART, STORED_BEFORE_USE]),
    fault(
        "stores-junk-after-410-twice",
        SECOND_410_LEAVES_THE_NEW_ID_OR_NONE,
        StoresJunkAfter410Twice,
    )
    .and(&[PUT_BEARS_ITS_ID]),
    fault("drops-its-id-on-404", ID_SURVIVES_404, DropsOn(404)),
    fault("drops-its-id-on-500", ID_SURVIVES_A_REFUSAL, DropsOn(500)),
    fault("drops-its-id-without-an-answer", ID_SURVIVES_SILENCE, DropsOn(0))
        .and(&[STORED_BEFORE_USE]),
    fault("has-one-id-for-all", ONE_ID_FOR_EACH_TEMPLATE, OneKey),
    fault("forgets-all-when-one-is-gone", OTHER_TEMPLATES_KEEP_THEIR_IDS, GoneClearsAll),
    fault("keeps-the-last-of-two-at-once", IDS_SURVIVE_ONE_ANOTHER, TogetherKeepsTheLast)
        .and(&[DEAD_ID_IS_FORGOTTEN]),
    fault("asks-twice-at-once", ONE_ID_BETWEEN_CALLS_AT_ONCE, TwinsAskTwice),
];
