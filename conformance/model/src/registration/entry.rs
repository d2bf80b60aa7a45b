use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::document_fault::{self, frame, inside, link, missing, no_text, put};
use super::{ATOM, DocumentFault, METADATA, ReadOnly, description};
use super::{Description, ETag, Platform, RegistrationId, Timestamp};
use crate::xml::{Element, Writer};

/// An atom entry with one registration: the body of requests, and of answers.
///
/// ```text
/// entry   = <entry [ etag ]> *( id / title / published / updated / link ) content </entry>
/// content = <content type="application/xml"> description </content>
/// etag    = METADATA:etag "=" weak-tag           ; as an attribute
/// link    = <link rel="self" href=url/>
/// ```
///
/// Everything but the content is optional and in any order; other elements of atom are passed over.
/// A request brings the content alone. Places in faults count octets of the document.
///
/// Hubs REST reference, create registration (H-40); answers as recorded.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The version, as the field `ETag` has it.
    pub etag: Option<String>,
    /// The URL of the registration; in a feed, with the query of the list.
    pub id: Option<String>,
    /// The id of the registration.
    pub title: Option<String>,
    /// When the answer was made.
    pub published: Option<String>,
    /// The same.
    pub updated: Option<String>,
    /// The URL of the registration, again.
    pub link: Option<String>,
    /// The registration.
    pub description: Description,
}

/// What a hub knows of a registration besides its description.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Recorded<'a> {
    /// Its id.
    pub id: &'a RegistrationId,
    /// Its version.
    pub etag: ETag,
    /// When it ends.
    pub expires: Timestamp,
    /// When the answer is made.
    pub now: Timestamp,
    /// The URL of all registrations, without a slash at the end: `https://{ns}/{hub}/registrations`.
    pub collection: &'a str,
    /// What stands behind the question mark of the request, `api-version` and all.
    pub query: &'a str,
    /// Whether it is one of a list, where expirations are written with `Z`.
    pub listed: bool,
}

impl Entry {
    /// The body of a request: the description alone, without what only a hub sets.
    #[must_use]
    pub fn request(description: Description) -> Self {
        let description = description.without_read_only();
        let (etag, id, title, published, updated, link) = (None, None, None, None, None, None);
        Self { etag, id, title, published, updated, link, description }
    }

    /// The entry of an answer, in which the hub sets what only a hub sets.
    #[must_use]
    pub fn answer(recorded: &Recorded<'_>, mut description: Description) -> Self {
        let Recorded { id, etag, expires, now, collection, query, listed } = recorded;
        let expires = expires.to_string();
        let expires = if *listed { &*expires } else { expires.trim_end_matches('Z') };
        description.read_only = ReadOnly {
            etag: Some(etag.0.to_string()),
            expiration_time: Some(expires.into()),
            registration_id: Some(id.to_string()),
        };
        let url = format!("{collection}/{id}?{query}");
        Self {
            etag: Some(etag.to_string()),
            id: Some(url.clone()),
            title: Some(id.to_string()),
            published: Some(now.to_string()),
            updated: Some(now.to_string()),
            link: Some(url),
            description,
        }
    }

    /// Reads an entry in any legal spelling.
    ///
    /// # Errors
    ///
    /// Whatever is no entry with one description of a known platform is told with its place.
    pub fn read(octets: &[u8]) -> Result<Self, DocumentFault> {
        Self::read_with_shape(octets).map(|(entry, _)| entry)
    }

    /// Reads an entry, and tells how its description was written.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_with_shape(octets: &[u8]) -> Result<(Self, Shape), DocumentFault> {
        document_fault::read(octets, |root| Self::from_element(&root))
    }

    pub(super) fn from_element(root: &Element<'_>) -> Result<(Self, Shape), DocumentFault> {
        frame(root, ATOM, "entry", "an `entry`")?;
        let (mut id, mut title, mut published, mut updated) = (None, None, None, None);
        let (mut self_link, mut content) = (None, None);
        for child in root.children.iter().filter(|child| child.name.namespace == ATOM) {
            match &*child.name.local {
                "id" => put(&mut id, child)?,
                "title" => put(&mut title, child)?,
                "published" => put(&mut published, child)?,
                "updated" => put(&mut updated, child)?,
                "link" => self_link = self_link.or_else(|| link(child, "self")),
                "content" if content.is_some() => {
                    let (at, element) = (child.at, "content".into());
                    return Err(DocumentFault::Twice { at, element });
                }
                "content" => content = Some(child),
                _ => {}
            }
        }
        let Some(content) = content else {
            // An element that would be the content, were it of atom, is a better place to show.
            return match root.children.iter().find(|child| child.name.local == "content") {
                Some(foreign) => {
                    Err(inside(foreign, ATOM).err().unwrap_or_else(|| missing(root, "content")))
                }
                None => Err(missing(root, "content")),
            };
        };
        no_text(content)?;
        let [inner] = &content.children[..] else {
            return Err(match content.children.get(1) {
                Some(second) => DocumentFault::unexpected(second, "one registration description"),
                None => missing(content, Platform::Mpns.root(false)),
            });
        };
        let (description, shape) = description::read(inner)?;
        let mut attributes = root.attributes.iter();
        let etag = attributes.find(|it| it.name.namespace == METADATA && it.name.local == "etag");
        let etag = etag.map(|etag| etag.value.clone().into_owned());
        let entry = Self { etag, id, title, published, updated, link: self_link, description };
        Ok((entry, shape))
    }

    /// Writes it without a declaration, with the description in canonical order.
    ///
    /// What was written reads back as equal, as long as no text is empty and every character is
    /// one of XML.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.write_in(&mut writer, true);
        writer.into_octets()
    }

    pub(super) fn write_in(&self, writer: &mut Writer, alone: bool) {
        let mut attributes = Vec::new();
        attributes.extend(self.etag.as_deref().map(|etag| ("a:etag", etag)));
        attributes.extend(alone.then_some(("xmlns", ATOM)));
        attributes.extend(self.etag.as_ref().map(|_| ("xmlns:a", METADATA)));
        writer.open("entry", &attributes);
        let texts = [
            ("id", &[][..], &self.id),
            ("title", &[("type", "text")], &self.title),
            ("published", &[], &self.published),
            ("updated", &[], &self.updated),
        ];
        for (name, attributes, text) in texts {
            if let Some(text) = text {
                writer.leaf(name, attributes, text);
            }
        }
        if let Some(url) = &self.link {
            writer.empty("link", &[("rel", "self"), ("href", url)]);
        }
        writer.open("content", &[("type", "application/xml")]);
        description::write(&self.description, writer);
        writer.close("content");
        writer.close("entry");
    }
}

/// How a description was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Shape {
    /// Which root it had.
    pub root: Root,
    /// The elements that its platform has, in the order of the document.
    pub elements: Vec<&'static str>,
    /// The elements that its platform does not have. They were passed over.
    pub strangers: Vec<String>,
}

impl Shape {
    /// Whether the elements came in the order that hubs keep, which readers may rely on (H-43).
    #[must_use]
    pub fn is_canonical(&self, description: &Description) -> bool {
        let order = description.platform.elements(description.template.is_some());
        let place = |name: &&str| order.iter().position(|known| known == name);
        self.elements.iter().map(place).is_sorted()
    }
}

/// How the root of a description tells what it is (H-41).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Root {
    /// By its name, as all answers do.
    Concrete,
    /// By its attribute `i:type`; its name is `RegistrationDescription`.
    Polymorphic,
}
