//! What is asked of a backend, and answered by the hub behind it.

use alloc::vec::Vec;

use super::Answer;

/// A device of a case, by name. It keeps the id that it was given.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Device {
    /// The first.
    A,
    /// Another.
    B,
}

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    // ---- asked by devices -----------------------------------------------------------------
    /// A device asks for an id, and keeps it.
    Post(Device, IdRequest, Answer),
    /// Two devices ask for ids at the same time.
    PostTogether(IdRequest, Answer),
    /// A device registers under the id that it keeps.
    Put(Device, Registration, Answer),
    /// Two devices register at the same time.
    PutTogether(Registration, Answer),
    /// A device takes its registration back.
    Delete(Device, By, Answer),

    // ---- of the hub -----------------------------------------------------------------------
    /// The hub gives these answers to the next calls of that kind, then its own.
    Hub(Call, &'static [Says]),
    /// The hub gives this answer to every call of that kind.
    HubAlways(Call, Says),
    /// The time of a device's registration is over.
    Expire(Device),
    /// The hub has so many registrations with the first tag, beside those of devices.
    Stock(usize),
    /// The hub has two registrations of one device with the first tag, each with a template.
    StockTemplates,
    /// The hub has a registration with another tag alone.
    StockOther,
    /// The hub puts no more than so many registrations on a page.
    Pages(usize),

    // ---- told to the backend --------------------------------------------------------------
    /// Add a new tag to every registration that has the first.
    AddTag(Changes),
    /// The same for a tag that no registration has.
    AddTagToNone(Changes),

    // ---- expected at the hub --------------------------------------------------------------
    /// The hub has the registration of a device, as it was last asked for, with exactly these tags of it.
    Has(Device, &'static [Tag]),
    /// The hub has no registration of a device.
    HasNone(Device),
    /// So many registrations at the hub have the new tag.
    WithNewTag(usize),
    /// The hub was called so often, in that way, since the case began.
    Called(Call, usize),
    /// The subject does all that it will do before the clock moves on.
    Settle,
}

/// A request for an id.
#[derive(Clone, Copy, Debug)]
pub struct IdRequest {
    /// The type of its body, which is empty.
    pub content_type: Option<&'static str>,
    /// Whether the handle comes with it, in the query.
    pub with_handle: bool,
    /// Who holds the device.
    pub by: By,
}

/// A registration: a good one, but for what its case changes.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    /// The word for the platform.
    pub platform: &'static str,
    /// The handle.
    pub handle: Handle,
    /// The tags.
    pub tags: &'static [Tag],
    /// Who holds the device.
    pub by: By,
    /// What is odd about the body.
    pub body: Body,
}

/// A handle, such as the platform has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Handle {
    /// That of the device.
    Own,
    /// That of the device after the push service gave it another.
    Renewed,
    /// One that two devices have.
    Shared,
    /// One with characters that XML and URIs escape.
    Escaped,
    /// A text that is no URI.
    NoUri,
}

/// A tag of a case. Where the backend says whom it knows, the first two are among those of the first
/// caller, or the same if there is only one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tag {
    /// That which says whose device it is.
    First,
    /// Another.
    Second,
    /// One that nobody may have.
    Forbidden,
    /// One that only the second caller may have.
    OfAnother,
}

/// Who holds a device.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum By {
    /// The first caller, if the backend says whom it knows.
    First,
    /// The second caller.
    Second,
    /// Somebody who shows nothing.
    Nobody,
    /// Somebody who shows what nobody has.
    Stranger,
}

/// What is odd about the body of a PUT.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// Nothing.
    Sound,
    /// It is no JSON.
    NoJson,
    /// It is empty.
    Empty,
    /// It is `null`.
    Null,
    /// The platform is missing.
    NoPlatform,
    /// The handle is missing.
    NoHandle,
    /// The tags are missing.
    NoTags,
    /// The tags are `null`.
    NullTags,
    /// The names of members are in lower case.
    SmallNames,
    /// The first tag is there twice.
    TwiceTheFirst,
}

/// A kind of call.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Call {
    /// An id is made.
    Mint,
    /// A registration is written.
    Write,
    /// A registration is deleted.
    Delete,
    /// Registrations are listed.
    List,
    /// Any of them, or another.
    Any,
}

/// What the hub says instead of its own answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Says {
    /// Its own answer after all.
    ItsOwn,
    /// An error with this status, and nothing is done.
    Error(u16),
    /// The same, with a time to wait in seconds.
    Wait(u16, u32),
    /// Its own answer, a while later.
    Late,
    /// Nothing: it closes the connection, and nothing is done.
    Hangup,
    /// Nothing: it does what is asked, and closes the connection.
    DoneAndHangup,
    /// Its own answer, in which the expiry is written like this.
    Expiry(&'static str),
    /// Its own answer, after somebody else has added a tag to the registration.
    Meanwhile,
}

/// What comes of a change.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Changes {
    /// It is done.
    Done,
    /// It fails.
    Fails,
}

// ---- good messages --------------------------------------------------------------------------

/// As the client of the seed asks for an id.
pub const POST: IdRequest = IdRequest {
    content_type: Some("text/plain; charset=utf-8"),
    with_handle: false,
    by: By::First,
};

/// A phone registers.
pub const PUT: Registration = Registration {
    platform: "mpns",
    handle: Handle::Own,
    tags: &[Tag::First],
    by: By::First,
    body: Body::Sound,
};

// ---- the answers that cases expect ----------------------------------------------------------

const fn status(status: &'static [(u16, u16)]) -> Answer {
    Answer { status, fields: &[] }
}

/// An id.
pub const ID: Answer = status(&[(200, 200)]);
/// Success.
pub const TAKEN: Answer = status(&[(200, 299)]);
/// The id is dead.
pub const GONE: Answer = status(&[(410, 410)]);
/// The hub fails, or refuses the backend.
pub const FAILS: Answer = status(&[(500, 599)]);
/// The hub is busy.
pub const BUSY: Answer = status(&[(429, 429), (502, 504)]);
/// The hub fails once: another try went well, or there was none.
pub const TAKEN_OR_FAILS: Answer = status(&[(200, 299), (429, 429), (500, 599)]);
/// The hub refuses what was sent.
pub const REFUSED: Answer = status(&[(400, 409), (411, 499), (500, 599)]);
/// There was nothing to delete.
pub const NOTHING: Answer = status(&[(200, 299), (404, 404), (410, 410)]);
/// The device has made a mistake.
pub const BAD: Answer = status(&[(400, 400)]);
/// The device has made a mistake, which has no status of its own.
pub const MISTAKEN: Answer = status(&[(400, 409), (411, 499)]);
/// Taken, or refused as a mistake.
pub const TAKEN_OR_MISTAKEN: Answer = status(&[(200, 299), (400, 409), (411, 499)]);
/// Nobody known.
pub const UNKNOWN: Answer = status(&[(401, 401), (403, 403)]);
/// A tag is not the caller's: refused, or left out.
pub const FORBIDDEN: Answer = status(&[(401, 401), (403, 403), (200, 299)]);

impl Step {
    /// The capabilities that this step needs of a subject.
    pub(super) fn needs(&self) -> Vec<&'static str> {
        let callers = |by: By| (by != By::First).then_some("callers");
        let needs = match self {
            Self::Post(_, post, _) | Self::PostTogether(post, _) => callers(post.by),
            Self::Put(_, put, _) | Self::PutTogether(put, _) => {
                let others = [Tag::Forbidden, Tag::OfAnother];
                let forbidden = put.tags.iter().any(|tag| others.contains(tag));
                callers(put.by).or_else(|| forbidden.then_some("callers"))
            }
            Self::Delete(_, by, _) => callers(*by),
            Self::AddTag(_) | Self::AddTagToNone(_) => Some("add-tag"),
            _ => None,
        };
        needs.into_iter().collect()
    }
}
