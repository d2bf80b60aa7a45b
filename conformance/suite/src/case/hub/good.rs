//! Good calls and registrations, what is changed of them, and the answers that are expected.

use mpnspec_model::registration::Platform;

use super::{
    Body, Call, Condition, Form, Handle, Id, Label, Paging, Place, Spelling, Statuses, Tags,
    Template, Token,
};

/// A call with nothing peculiar.
const fn call(method: &'static str, place: Place) -> Call {
    Call {
        method,
        place,
        condition: None,
        body: None,
        token: Token::Full,
        spelling: Spelling::Usual,
        top: None,
        paging: Paging::AsItCame,
    }
}

/// An id is minted.
#[must_use]
pub const fn mint(id: Id) -> Call {
    call("POST", Place::Mint(id))
}

/// A registration is made under an id of the hub's choice.
#[must_use]
pub const fn create(id: Id, body: Body) -> Call {
    Call { body: Some(body), ..call("POST", Place::All(Some(id))) }
}

/// A registration is made or replaced.
#[must_use]
pub const fn put(id: Id, body: Body) -> Call {
    Call { body: Some(body), ..call("PUT", Place::One(id)) }
}

/// A registration is read.
#[must_use]
pub const fn get(id: Id) -> Call {
    call("GET", Place::One(id))
}

/// A registration is deleted, whatever its version.
#[must_use]
pub const fn delete(id: Id) -> Call {
    call("DELETE", Place::One(id)).when(Condition::Any)
}

/// Registrations are listed.
#[must_use]
pub const fn list(place: Place) -> Call {
    call("GET", place)
}

/// A notification is sent.
#[must_use]
pub const fn send() -> Call {
    call("POST", Place::Messages)
}

/// An id is minted at a hub that does not exist.
#[must_use]
pub const fn elsewhere() -> Call {
    Call { token: Token::Namespace, ..call("POST", Place::OtherHub) }
}

impl Call {
    /// The same, for a version.
    #[must_use]
    pub const fn when(self, condition: Condition) -> Self {
        Self { condition: Some(condition), ..self }
    }

    /// The same, with no word about the version.
    #[must_use]
    pub const fn unconditional(self) -> Self {
        Self { condition: None, ..self }
    }

    /// The same, by somebody else.
    #[must_use]
    pub const fn by(self, token: Token) -> Self {
        Self { token, ..self }
    }

    /// The same, spelt in another way.
    #[must_use]
    pub const fn spelt(self, spelling: Spelling) -> Self {
        Self { spelling, ..self }
    }

    /// The same, with pages of so many entries.
    #[must_use]
    pub const fn top(self, top: u32) -> Self {
        Self { top: Some(top), ..self }
    }

    /// The same, with the tokens of pages brought back in another way.
    #[must_use]
    pub const fn paged(self, paging: Paging) -> Self {
        Self { paging, ..self }
    }
}

/// A phone's registration with a handle and two tags.
pub const PHONE: Body = Body {
    platform: Platform::Mpns,
    handle: Handle::First,
    tags: Tags::Of(&[Label::Red]),
    template: None,
    tile: None,
    variables: None,
    form: Form::Usual,
};

/// The same with another handle and other tags.
pub const MOVED: Body = Body { handle: Handle::Second, tags: Tags::Of(&[Label::Blue]), ..PHONE };

/// A toast of a phone, as a template.
pub const TOAST: Template = Template {
    body: "<wp:Notification xmlns:wp=\"WPNotification\"><wp:Toast><wp:Text1>$(msg)</wp:Text1></wp:Toast></wp:Notification>",
    headers: &[("X-NotificationClass", "2"), ("X-WindowsPhone-Target", "toast")],
    name: Some("news"),
};

impl Body {
    /// The same for another platform.
    #[must_use]
    pub const fn of(self, platform: Platform) -> Self {
        Self { platform, ..self }
    }

    /// The same with other tags.
    #[must_use]
    pub const fn tagged(self, tags: Tags) -> Self {
        Self { tags, ..self }
    }

    /// The same, written in another form.
    #[must_use]
    pub const fn written(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// The same as a template.
    #[must_use]
    pub const fn template(self, template: Template) -> Self {
        Self { template: Some(template), ..self }
    }
}

/// An id was minted.
pub const MINTED: Statuses = &[(201, 201)];
/// A registration was written.
pub const WRITTEN: Statuses = &[(200, 201)];
/// It went well.
pub const OK: Statuses = &[(200, 200)];
/// There is nothing.
pub const ABSENT: Statuses = &[(404, 404)];
/// The id is of no more use.
pub const GONE: Statuses = &[(410, 410)];
/// The version is another one.
pub const STALE: Statuses = &[(412, 412)];
/// The body cannot be taken.
pub const BAD: Statuses = &[(400, 400)];
/// It is taken, or refused as bad.
pub const TAKEN_OR_BAD: Statuses = &[(200, 201), (400, 400)];
/// The token is not good.
pub const UNAUTHORIZED: Statuses = &[(401, 401)];
/// The key has not the right.
pub const FORBIDDEN: Statuses = &[(401, 401), (403, 403)];
/// Nobody is served for a while.
pub const THROTTLED: Statuses = &[(403, 403), (409, 409), (429, 429)];
/// It does not matter here.
pub const ANYTHING: Statuses = &[(200, 599)];
