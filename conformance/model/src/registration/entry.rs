use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::document_fault::{self, filled, frame, inside, link, missing, no_text, put};
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

    /// The id of the registration that it tells of, as a hub says it.
    #[must_use]
    pub fn registration_id(&self) -> Option<String> {
        self.description.read_only.registration_id.clone().or_else(|| self.title.clone())
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
            let mut others = root.children.iter().filter(|child| child.name.local == "content");
            others.try_for_each(|foreign| inside(foreign, ATOM))?;
            return Err(missing(root, "content"));
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
        let entry = Self {
            etag,
            id: filled(id),
            title: filled(title),
            published: filled(published),
            updated: filled(updated),
            link: self_link,
            description,
        };
        Ok((entry, shape))
    }

    /// Writes it without a declaration, with the description in canonical order.
    ///
    /// What was written reads back as equal, as long as no text is empty, every character is one of
    /// XML, and [`Description::faults`] finds nothing that its platform does not have.
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
    pub(super) canonical: &'static [&'static str],
}

impl Shape {
    /// Whether the elements came in the order that hubs keep, which readers may rely on (H-43).
    #[must_use]
    pub fn is_canonical(&self) -> bool {
        let place = |name: &&str| self.canonical.iter().position(|known| known == name);
        self.elements.iter().map(place).is_sorted()
    }
}

/// How the root of a description tells what it is (H-41).
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Root {
    /// By its name, as all answers do.
    Concrete,
    /// By its attribute `i:type`; its name is `RegistrationDescription`. A prefix in that attribute
    /// is passed over.
    Polymorphic,
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::{Entry, Recorded, Root};
    use crate::registration::{
        Description, ETag, Platform, RegistrationId, Tags, Template, Timestamp,
    };

    fn description() -> Description {
        let template = Template::new("<a b=\"$(c)\"/>")
            .with_header("X-NotificationClass", "1")
            .with_header("X-WindowsPhone-Target", "token")
            .with_name("Template Name");
        Description {
            push_variables: Some("{\"var1\":\"value1\"}".into()),
            secondary_tile_name: Some("Tile name".into()),
            ..Description::native(Platform::Mpns, "https://some.url/")
                .with_tags(Tags::read("tag1,tag2"))
                .with_template(template)
        }
    }

    fn recorded(id: &RegistrationId, listed: bool) -> Recorded<'_> {
        Recorded {
            id,
            etag: ETag::FIRST,
            expires: Timestamp::NEVER,
            now: Timestamp::parse("2018-11-07T00:18:25Z").unwrap(),
            collection: "https://ns.example/hub/registrations",
            query: "api-version=2017-04&$top=100",
            listed,
        }
    }

    fn text(entry: &Entry) -> String {
        String::from_utf8(entry.write()).unwrap()
    }

    #[test]
    fn a_request_is_the_content_alone() {
        let mut description = description();
        description.read_only.etag = Some("7".into());
        assert_eq!(
            text(&Entry::request(description)),
            "<entry xmlns=\"http://www.w3.org/2005/Atom\"><content type=\"application/xml\">\
             <MpnsTemplateRegistrationDescription xmlns=\"http://schemas.microsoft.com/netservices/2010/10/servicebus/connect\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\
             <Tags>tag1,tag2</Tags><PushVariables>{\"var1\":\"value1\"}</PushVariables>\
             <ChannelUri>https://some.url/</ChannelUri><SecondaryTileName>Tile name</SecondaryTileName>\
             <BodyTemplate><![CDATA[<a b=\"$(c)\"/>]]></BodyTemplate><MpnsHeaders>\
             <MpnsHeader><Header>X-NotificationClass</Header><Value>1</Value></MpnsHeader>\
             <MpnsHeader><Header>X-WindowsPhone-Target</Header><Value>token</Value></MpnsHeader>\
             </MpnsHeaders><TemplateName>Template Name</TemplateName>\
             </MpnsTemplateRegistrationDescription></content></entry>"
        );
    }

    #[test]
    fn an_answer_is_written_as_the_service_does() {
        let id = RegistrationId::parse("1-2-3").unwrap();
        let description = Description::native(Platform::Apns, "00AA");
        let entry = Entry::answer(&recorded(&id, false), description);
        assert_eq!(
            text(&entry),
            "<entry a:etag=\"W/&quot;1&quot;\" xmlns=\"http://www.w3.org/2005/Atom\" xmlns:a=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">\
             <id>https://ns.example/hub/registrations/1-2-3?api-version=2017-04&amp;$top=100</id>\
             <title type=\"text\">1-2-3</title><published>2018-11-07T00:18:25Z</published>\
             <updated>2018-11-07T00:18:25Z</updated>\
             <link rel=\"self\" href=\"https://ns.example/hub/registrations/1-2-3?api-version=2017-04&amp;$top=100\"/>\
             <content type=\"application/xml\">\
             <AppleRegistrationDescription xmlns=\"http://schemas.microsoft.com/netservices/2010/10/servicebus/connect\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\
             <ETag>1</ETag><ExpirationTime>9999-12-31T23:59:59.999</ExpirationTime>\
             <RegistrationId>1-2-3</RegistrationId><DeviceToken>00AA</DeviceToken>\
             </AppleRegistrationDescription></content></entry>"
        );
        assert_eq!(Entry::read(&entry.write()), Ok(entry));
    }

    #[test]
    fn expirations_are_written_with_z_in_lists() {
        let id = RegistrationId::mint([1, 2], 3);
        let entry = Entry::answer(&recorded(&id, true), description());
        let expiration = entry.description.read_only.expiration_time.as_deref();
        assert_eq!(expiration, Some("9999-12-31T23:59:59.999Z"));
    }

    #[test]
    fn declaration_order_prefixes_and_other_elements_are_free() {
        let body = "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n<a:entry xmlns:a='http://www.w3.org/2005/Atom' \
            etag='1' m:x='2' m:etag='3' xmlns:m='http://schemas.microsoft.com/ado/2007/08/dataservices/metadata' \
            xmlns:x='http://schemas.microsoft.com/netservices/2010/10/servicebus/connect'>\n \
            <a:author><a:name>x</a:name></a:author><content xmlns='u'/>\
            <a:content type='application/xml'>\r\n <x:GcmRegistrationDescription>\
            <x:GcmRegistrationId><![CDATA[g]]>&#x67;</x:GcmRegistrationId>\t\
            <!-- --></x:GcmRegistrationDescription></a:content>\
            <a:link rel='edit' href='no'/><a:link href='u' rel='self'/><a:title>t</a:title><a:id/></a:entry>";
        let (entry, shape) = Entry::read_with_shape(body.as_bytes()).unwrap();
        assert_eq!(entry.description, Description::native(Platform::Gcm, "gg"));
        assert_eq!((entry.id, entry.title.as_deref()), (None, Some("t")));
        assert_eq!(entry.etag.as_deref(), Some("3"));
        assert_eq!((entry.link.as_deref(), shape.root), (Some("u"), Root::Concrete));
    }

    #[test]
    fn what_is_no_entry_is_told_where_it_goes_wrong() {
        let atom = |inner: &str| {
            alloc::format!("<entry xmlns='http://www.w3.org/2005/Atom'>{inner}</entry>")
        };
        for (body, complaint) in [
            ("<entry".into(), "expected a tag closed by `>` at octet 0, but found `<entry`"),
            ("<feed/>".into(), "expected an `entry` at octet 0, but found `feed`"),
            (
                "<entry xmlns='https://www.w3.org/2005/Atom'/>".into(),
                "expected `entry` of the namespace `http://www.w3.org/2005/Atom` at octet 0, but found it in the namespace `https://www.w3.org/2005/Atom`",
            ),
            (
                "<entry/>".into(),
                "expected `entry` of the namespace `http://www.w3.org/2005/Atom` at octet 0, but found it in no namespace",
            ),
            (
                atom(""),
                "expected `content` in `entry`, whose content begins at octet 43, but found none",
            ),
            (
                atom("<content xmlns=''/>"),
                "expected `content` of the namespace `http://www.w3.org/2005/Atom` at octet 43, but found it in no namespace",
            ),
            (
                atom("<content/>"),
                "expected `MpnsRegistrationDescription` in `content`, whose content begins at octet 53, but found none",
            ),
            (
                atom("<content/><content/>"),
                "expected `content` once, but found it again at octet 53",
            ),
            (
                atom("<content><a/><b/></content>"),
                "expected one registration description at octet 56, but found `b`",
            ),
            (
                atom("<content>x</content>"),
                "expected elements without text between them at octet 52, but found `x`",
            ),
            (
                atom("<content><MpnsRegistrationDescription/></content>"),
                "expected `MpnsRegistrationDescription` of the namespace `http://schemas.microsoft.com/netservices/2010/10/servicebus/connect` at octet 52, but found it in the namespace `http://www.w3.org/2005/Atom`",
            ),
            (atom("<title/><title/>"), "expected `title` once, but found it again at octet 51"),
            (atom("x"), "expected elements without text between them at octet 43, but found `x`"),
        ] {
            assert_eq!(Entry::read(body.as_bytes()).unwrap_err().to_string(), complaint, "{body}");
        }
    }

    #[test]
    fn places_count_octets_of_utf_16_too() {
        let text =
            "<entry><é/></entry>".replace("<entry>", "<entry xmlns='http://www.w3.org/2005/Atom'>");
        let unit = |unit: u16| unit.to_le_bytes();
        let octets: alloc::vec::Vec<u8> =
            core::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect();
        assert_eq!(Entry::read(&octets).unwrap_err().at(), 2 + 2 * 43);
    }
}
