mod elements;
mod fault;
mod handle;

use alloc::string::String;
use alloc::vec::Vec;

pub use fault::DescriptionFault;

use super::{Platform, Tags};

/// What a hub keeps of a registration.
///
/// ```text
/// description = native / template
/// native      = common handle [ SecondaryTileName ]          ; each an element, in any order
/// template    = native BodyTemplate [ headers ] [ TemplateName ] [ Expiry ] [ Priority ]
/// common      = [ ETag ] [ ExpirationTime ] [ RegistrationId ] [ Tags ] [ PushVariables ]
/// headers     = *( Header Value )
/// ```
///
/// Elements that are empty or nil are absent. Which elements a platform has, under which names and
/// in which canonical order, is told by [`Platform`]. Any content can be read; what breaks a rule
/// is told by [`faults`](Self::faults).
///
/// Hubs REST reference, create registration (H-43 to H-57).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Description {
    /// What only a hub sets.
    pub read_only: ReadOnly,
    /// What it can be selected by.
    pub tags: Tags,
    /// A JSON object, as text, whose members templates can use.
    pub push_variables: Option<String>,
    /// The push service it is for.
    pub platform: Platform,
    /// Where that service is reached: a channel URI, a device token, a registration id.
    pub handle: String,
    /// The secondary tile whose channel it is. Only Windows and Windows Phone have them.
    pub secondary_tile_name: Option<String>,
    /// How notifications are made for it; nothing if it takes native ones.
    pub template: Option<Template>,
}

impl Description {
    /// A registration for native notifications, without tags.
    #[must_use]
    pub fn native(platform: Platform, handle: impl Into<String>) -> Self {
        Self {
            read_only: ReadOnly::default(),
            tags: Tags::new(),
            push_variables: None,
            platform,
            handle: handle.into(),
            secondary_tile_name: None,
            template: None,
        }
    }

    /// The same with those tags instead.
    #[must_use]
    pub fn with_tags(mut self, tags: Tags) -> Self {
        self.tags = tags;
        self
    }

    /// The same with that template instead.
    #[must_use]
    pub fn with_template(mut self, template: Template) -> Self {
        self.template = Some(template);
        self
    }

    /// The same without what only a hub sets, as clients write it.
    #[must_use]
    pub fn without_read_only(mut self) -> Self {
        self.read_only = ReadOnly::default();
        self
    }

    /// The name of its element.
    #[must_use]
    pub const fn root(&self) -> &'static str {
        self.platform.root(self.template.is_some())
    }

    /// What breaks a rule: characters that cannot be written first, then whatever else.
    #[must_use]
    pub fn faults(&self) -> Vec<DescriptionFault> {
        fault::of(self)
    }
}

/// What only a hub sets (H-44), as texts: what clients put there has no meaning.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ReadOnly {
    /// The number of the version, bare: see [`ETag`](super::ETag).
    pub etag: Option<String>,
    /// When it ends: see [`Timestamp`](super::Timestamp).
    pub expiration_time: Option<String>,
    /// The id: see [`RegistrationId`](super::RegistrationId).
    pub registration_id: Option<String>,
}

/// How notifications are made for a registration.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Template {
    /// XML or JSON with expressions such as `$(name)`; kept unchanged.
    pub body: String,
    /// The header fields of each notification; none for GCM.
    pub headers: Vec<Header>,
    /// Tells the templates of a device apart.
    pub name: Option<String>,
    /// When a notification ends; only for Apple.
    pub expiry: Option<String>,
    /// How urgent a notification is; only for Apple.
    pub priority: Option<String>,
}

impl Template {
    /// How many characters the name may have.
    pub const NAME_LIMIT: usize = 200;

    /// A template with that body.
    #[must_use]
    pub fn new(body: impl Into<String>) -> Self {
        Self { body: body.into(), ..Self::default() }
    }

    /// The same with one more header field.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push(Header { name: name.into(), value: value.into() });
        self
    }

    /// The same with that name.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The value of the first header field with that name, letters in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        named.map(|header| &*header.value)
    }
}

/// A header field of a template.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value; may be empty.
    pub value: String,
}

pub(super) use elements::{read, write};
