//! How a hub can be wrong.

use super::Ask;
use super::facts::{Fault, House, Life, Traffic, Trust, Version};
use crate::fault::Bend;
use crate::registration::Platform;
use crate::requirement::Requirement;
use crate::transcript::Rights;

/// One way of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wrong {
    /// An answer that belongs to this requirement, as a cell of its row, is bent so.
    Answer(Requirement, Bend),
    /// The same from the second request of a connection on.
    Later(Requirement, Bend),
    /// Every answer is bent so.
    Every(Bend),
    /// Every refusal is bent so.
    Refusal(Bend),
    /// One fact is taken for another, in calls of this kind or in all.
    Takes(Option<Ask>, Fact, Fact),
    /// Whoever comes over a connection that has been used before is trusted.
    TrustsConnections,
    /// This text in a body is read as that one.
    Reads(&'static str, &'static str),
    /// A call with this peculiarity that would go well is refused with this status.
    Refuses(Odd, u16),
    /// What is refused by this requirement is done all the same.
    Does(Requirement),
    /// A call of this kind changes nothing, whatever is answered.
    Undoes(Ask),
    /// The first answer to a call of this kind is given again to every other one with the same target.
    Caches(Ask),
    /// A registration is kept otherwise than it was written.
    Keeps(Kept),
    /// The version rises by so much with every write.
    Steps(u64),
    /// The version rises whenever it is read.
    StepsOnReading,
    /// A registration takes all others with its handle along when it is deleted.
    DeletesItsHandle,
    /// Ids are found in another way.
    Mints(Minted),
    /// Registrations live so many seconds, whatever the hub is told.
    LivesFor(u64),
    /// Answers are written in another way.
    Writes(Writing),
    /// Lists are made in another way.
    Lists(Listed),
    /// Nothing is forgotten when everything should be.
    ForgetsNothing,
}

/// A fact that may be taken for another of its kind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fact {
    /// Whose hub is asked.
    House(House),
    /// Who asks.
    Trust(Trust),
    /// Whether anybody is served.
    Traffic(Traffic),
    /// What the id has been through.
    Life(Life),
    /// Which version is meant.
    Version(Version),
    /// What is the matter with the body.
    Body(Fault),
}

/// A peculiarity of a call that must not matter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Odd {
    /// A word of the path has a capital.
    Capitals,
    /// The target has this text.
    Target(&'static str),
    /// There is no such field.
    Without(&'static str),
    /// The content type lacks this text.
    Undeclared(&'static str),
    /// The condition looks like this, where `#` stands for a number.
    Condition(&'static str),
    /// The body has this text.
    Text(&'static str),
    /// The elements stand in another order than the canonical one.
    Order,
    /// There are so many tags, or more.
    Tags(usize),
    /// A tag has so many characters, or more.
    LongTag(usize),
    /// A tag has this character.
    TagWith(char),
    /// The name of the template has so many characters, or more.
    LongName(usize),
    /// The registration is for this platform.
    Platform(Platform),
    /// Another registration has the handle.
    SharedHandle,
    /// There is a registration, and no word about its version.
    Again,
    /// The token has this text.
    Token(&'static str),
    /// The token is for a URI with so many segments; for two or more.
    Audience(usize),
    /// The key is good for just this.
    Rights(Rights),
}

/// What becomes of a registration as it is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kept {
    /// The tags that it had stay.
    FormerTagsToo,
    /// Only the first write sets its tags.
    FormerTags,
    /// Only the first write sets its handle.
    FormerHandle,
    /// Only the first write tells whether it is a template, and which.
    FormerTemplate,
    /// So many of its tags.
    Tags(usize),
    /// So many characters of each tag.
    ShortTags(usize),
    /// Its tags in small letters.
    SmallTags,
    /// Its tags only if it is no template.
    NativeTags,
    /// Its handle up to this character, behind the scheme if it has one.
    HandleUpTo(char),
    /// Its handle, escaped once more.
    EscapedHandle,
    /// Its template without what is beyond ASCII.
    AsciiTemplate,
    /// Its template, escaped once more.
    EscapedTemplate,
    /// Its template without a name.
    NamelessTemplate,
    /// Its template with the first field only.
    OneHeader,
    /// Not its variables.
    NoVariables,
    /// Not its tile.
    NoTile,
    /// It alone of all that have its handle.
    OneOfItsHandle,
    /// With the version that the client has told.
    VersionOfTheClient,
}

/// How ids are found.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Minted {
    /// After so many the first comes again.
    Again(u64),
    /// Those that were deleted come again.
    Freed,
    /// Who creates a registration with a known handle gets the id of that one.
    ByHandle,
    /// With a registration of nothing.
    Registered,
}

/// How answers are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Writing {
    /// The root tells its kind by an attribute.
    Polymorphic,
    /// The version comes last.
    VersionLast,
    /// Entity tags are strong.
    StrongTags,
}

/// How lists are made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Listed {
    /// Whatever the tag.
    AnyTag,
    /// With a tag that the wanted one is a part of.
    PartOfATag,
    /// With the wanted tag before all others.
    FirstTag,
    /// Whatever the handle.
    AnyHandle,
    /// With handles that the field of the filter is named after.
    HandlesOfTheField,
    /// Not the templates.
    Native,
    /// Those that this became of, too.
    Dead(Life),
    /// All but the last.
    AllButTheLast,
    /// Nothing is not found.
    NothingIs404,
    /// `$top` is passed over.
    AnyTop,
    /// `$top` counts from zero.
    TopAndOne,
    /// `$top` may be more than a page.
    AnyLength,
    /// A page has so many if nothing is said.
    Pages(usize),
    /// There is no second page.
    OnePage,
    /// The last page is not told of if it has one entry only.
    NoPageOfOne,
    /// A page begins with the last of the page before.
    Overlapping,
    /// A page begins one too late.
    Skipping,
    /// Every page is the first.
    FirstPage,
    /// The name of the token counts with its case.
    TokensInSmallLetters,
    /// Only the first page is selected.
    SelectedOnce,
}
