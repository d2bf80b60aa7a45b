//! The ways in which a device can be wrong.

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bend {
    // ---- how it asks for an id --------------------------------------------------------
    /// Makes an id up instead.
    MakesUpAnId,
    /// By another method.
    AsksBy(&'static str),
    /// At another path: the base and this, or this alone.
    AsksAt(&'static str),
    /// With this body.
    AsksWith(&'static str),
    /// With a key of the hub.
    ShowsAKey,

    // ---- what it makes of the answer ----------------------------------------------------
    /// Takes the whole text for the id.
    KeepsQuotes,
    /// Cuts off the first and the last character.
    Chops,
    /// Takes the quotation marks off, and escapes as they are.
    ReadsNoEscapes,
    /// Refuses what is not quoted.
    RefusesBare,
    /// Refuses what is not made of digits and hyphens.
    RefusesLetters,
    /// Refuses any other status than 200.
    RefusesCreated,
    /// Takes an empty id for one.
    TakesNothing,
    /// Goes on without an id after a failure.
    GoesOnWithout,
    /// Says that it is registered although it got no id.
    SaysDoneWithoutAnId,

    // ---- how it registers -----------------------------------------------------------------
    /// Not at all.
    NeverPuts,
    /// By another method.
    PutsBy(&'static str),
    /// With the id in the query.
    PutsByQuery,
    /// With another id.
    PutsAnother,
    /// With the id as it is.
    EncodesNothing,
    /// With this declaration; nothing is none.
    Declares(&'static str),
    /// With a form for a body.
    SendsAForm,
    /// With a member twice.
    SendsTwice,
    /// With names in lower case.
    LowerCase,
    /// With another member.
    OneMore,
    /// For this platform.
    Platform(&'static str),
    /// For another platform each time.
    PlatformVaries,
    /// With the handle in lower case.
    HandleInLowerCase,
    /// Without the handle.
    NoHandle,
    /// With the tags in one text.
    TagsInAText,
    /// Without `Tags` if there are none.
    NoTagsNoArray,
    /// Without the first tag.
    LosesATag,
    /// With one tag more.
    AddsATag,
    /// Twice.
    PutsTwice,
    /// Not if nothing has changed.
    SkipsUnchanged,

    // ---- what it makes of that --------------------------------------------------------------
    /// Takes only these statuses for success.
    TakesOnly(&'static [u16]),
    /// Fails if there is a body.
    ReadsTheBody,
    /// Says that it is registered after any refusal but 410.
    NeverFails,
    /// Says so after 410 twice.
    NeverFailsOn410,
    /// Takes 410 for a refusal like any other.
    IgnoresGone,
    /// Gets a new id after 410, and leaves it at that.
    RenewsOnly,
    /// Puts the dead id once more.
    PutsTheDead,
    /// Registers so often in all, as long as it is told 410.
    Tries(u32),
    /// Renews after this status, too; 0 is no answer.
    RenewsOn(u16),
    /// Tries once more after this status.
    Retries(u16),

    // ---- what it keeps ------------------------------------------------------------------------
    /// Nothing: it asks each time.
    KeepsNothing,
    /// Nothing over a restart.
    LosesAtRestart,
    /// Its id, once the registration has gone well.
    StoresLate,
    /// Another text than the id, as it shows.
    ShowsAnother,
    /// Its id as long as the handle stays.
    RenewsWithTheHandle,
    /// What came with a failure.
    StoresFailures,
    /// The dead id, and the new one in memory only.
    StoresTheDead,
    /// Not the new id.
    ForgetsTheNew,
    /// Something else after 410 twice.
    StoresJunkAfter410Twice,
    /// Its id, unless the answer was this; 0 is none.
    DropsOn(u16),
    /// One id for all.
    OneKey,
    /// None, once one is gone.
    GoneClearsAll,
    /// The last of those that it registers at the same time.
    TogetherKeepsTheLast,
    /// An id for each call at the same time.
    TwinsAskTwice,
}
