use alloc::string::String;
use alloc::vec::Vec;

use super::document_fault::{filled, frame, link, put, read};
use super::{ATOM, DocumentFault, Entry, Shape};
use crate::xml::Writer;

/// A list of registrations, or a page of one.
///
/// ```text
/// feed = <feed> *( title / id / updated / link / entry ) </feed>
/// link = <link rel="self" href=url/> / <link rel="next" href=url/>     ; next: there is another page
/// ```
///
/// Everything is optional and in any order; other elements of atom are passed over. The ids of the
/// entries repeat the query of the list, so nobody reads ids of registrations from there.
///
/// Recorded answers of the service (H-15, H-37, H-38).
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Feed {
    /// What the list is called.
    pub title: Option<String>,
    /// The URL of the list, query included.
    pub id: Option<String>,
    /// When the answer was made.
    pub updated: Option<String>,
    /// The URL of the list, again.
    pub link: Option<String>,
    /// The URL of the next page; nothing on the last one.
    pub next: Option<String>,
    /// The registrations.
    pub entries: Vec<Entry>,
}

impl Feed {
    /// The title that the service gives to every list.
    pub const TITLE: &'static str = "Registrations";

    /// A list as the service gives it.
    #[must_use]
    pub fn answer(
        url: &str,
        now: super::Timestamp,
        next: Option<String>,
        entries: Vec<Entry>,
    ) -> Self {
        Self {
            title: Some(Self::TITLE.into()),
            id: Some(url.into()),
            updated: Some(alloc::format!("{now}")),
            link: Some(url.into()),
            next,
            entries,
        }
    }

    /// Reads a feed in any legal spelling.
    ///
    /// # Errors
    ///
    /// Whatever is no feed is told with its place, and so is the first entry that is none.
    pub fn read(octets: &[u8]) -> Result<Self, DocumentFault> {
        Self::read_with_shapes(octets).map(|(feed, _)| feed)
    }

    /// Reads a feed, and tells how the description of each entry was written.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_with_shapes(octets: &[u8]) -> Result<(Self, Vec<Shape>), DocumentFault> {
        read(octets, |root| {
            frame(&root, ATOM, "feed", "a `feed`")?;
            let mut feed = Self::default();
            let mut shapes = Vec::new();
            for child in root.children.iter().filter(|child| child.name.namespace == ATOM) {
                match &*child.name.local {
                    "title" => put(&mut feed.title, child)?,
                    "id" => put(&mut feed.id, child)?,
                    "updated" => put(&mut feed.updated, child)?,
                    "link" => {
                        feed.link = feed.link.or_else(|| link(child, "self"));
                        feed.next = feed.next.or_else(|| link(child, "next"));
                    }
                    "entry" => {
                        let (entry, shape) = Entry::from_element(child)?;
                        feed.entries.push(entry);
                        shapes.push(shape);
                    }
                    _ => {}
                }
            }
            for text in [&mut feed.title, &mut feed.id, &mut feed.updated] {
                *text = filled(text.take());
            }
            Ok((feed, shapes))
        })
    }

    /// Writes it without a declaration.
    ///
    /// What was written reads back as equal, under the conditions of [`Entry::write`].
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.open("feed", &[("xmlns", ATOM)]);
        let texts = [
            ("title", &[("type", "text")][..], &self.title),
            ("id", &[], &self.id),
            ("updated", &[], &self.updated),
        ];
        for (name, attributes, text) in texts {
            if let Some(text) = text {
                writer.leaf(name, attributes, text);
            }
        }
        for (relation, url) in [("self", &self.link), ("next", &self.next)] {
            if let Some(url) = url {
                writer.empty("link", &[("rel", relation), ("href", url)]);
            }
        }
        for entry in &self.entries {
            entry.write_in(&mut writer, false);
        }
        writer.close("feed");
        writer.into_octets()
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec;

    use super::Feed;
    use crate::registration::{
        Description, ETag, Entry, Platform, Recorded, RegistrationId, Timestamp,
    };

    const URL: &str = "https://ns.example/hub/registrations?api-version=2017-04&$top=1";

    fn page() -> Feed {
        let now = Timestamp::parse("2018-11-07T00:18:25Z").unwrap();
        let recorded = Recorded {
            id: &RegistrationId::parse("1-2-3").unwrap(),
            etag: ETag(2),
            expires: Timestamp::NEVER,
            now,
            collection: "https://ns.example/hub/registrations",
            query: "api-version=2017-04&$top=1",
            listed: true,
        };
        let entry = Entry::answer(&recorded, Description::native(Platform::Gcm, "g"));
        let next = alloc::format!("{URL}&continuationtoken=MzEobik7Mg%253D%253D");
        Feed::answer(URL, now, Some(next), vec![entry])
    }

    #[test]
    fn a_page_is_written_as_the_service_does() {
        assert_eq!(
            String::from_utf8(page().write()).unwrap(),
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\">Registrations</title>\
             <id>https://ns.example/hub/registrations?api-version=2017-04&amp;$top=1</id>\
             <updated>2018-11-07T00:18:25Z</updated>\
             <link rel=\"self\" href=\"https://ns.example/hub/registrations?api-version=2017-04&amp;$top=1\"/>\
             <link rel=\"next\" href=\"https://ns.example/hub/registrations?api-version=2017-04&amp;$top=1&amp;continuationtoken=MzEobik7Mg%253D%253D\"/>\
             <entry a:etag=\"W/&quot;2&quot;\" xmlns:a=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">\
             <id>https://ns.example/hub/registrations/1-2-3?api-version=2017-04&amp;$top=1</id>\
             <title type=\"text\">1-2-3</title><published>2018-11-07T00:18:25Z</published>\
             <updated>2018-11-07T00:18:25Z</updated>\
             <link rel=\"self\" href=\"https://ns.example/hub/registrations/1-2-3?api-version=2017-04&amp;$top=1\"/>\
             <content type=\"application/xml\">\
             <GcmRegistrationDescription xmlns=\"http://schemas.microsoft.com/netservices/2010/10/servicebus/connect\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">\
             <ETag>2</ETag><ExpirationTime>9999-12-31T23:59:59.999Z</ExpirationTime>\
             <RegistrationId>1-2-3</RegistrationId><GcmRegistrationId>g</GcmRegistrationId>\
             </GcmRegistrationDescription></content></entry></feed>"
        );
    }

    #[test]
    fn a_page_reads_back() {
        assert_eq!(Feed::read(&page().write()), Ok(page()));
    }

    #[test]
    fn an_empty_feed_in_any_spelling_is_one() {
        let feed = Feed { title: Some("t".into()), ..Feed::default() };
        for body in [
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title></feed>",
            "<?xml version='1.0'?><f:feed xmlns:f='http://www.w3.org/2005/Atom'> <f:id/><f:odd/><f:link href='u'/>\n<f:title type='text'>t</f:title><entry/></f:feed>",
        ] {
            assert_eq!(Feed::read(body.as_bytes()).as_ref(), Ok(&feed));
        }
    }

    #[test]
    fn each_entry_is_told_how_it_was_written() {
        let mut feed = page();
        feed.entries.push(feed.entries[0].clone());
        let text = String::from_utf8(feed.write()).unwrap();
        let moved = text.replacen("<ETag>2</ETag>", "", 1);
        let moved = moved.replacen("</GcmRegistrationId>", "</GcmRegistrationId><ETag>2</ETag>", 1);
        let (read, shapes) = Feed::read_with_shapes(moved.as_bytes()).unwrap();
        assert_eq!(read, feed);
        assert_eq!(
            shapes.iter().map(|it| it.is_canonical()).collect::<vec::Vec<_>>(),
            [false, true]
        );
    }

    #[test]
    fn the_entry_that_is_wrong_is_told_where_it_stands() {
        let body = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>";
        assert_eq!(Feed::read(body).unwrap_err().at(), 50);
        let body = b"<feed xmlns='http://www.w3.org/2005/Atom'><id/><id/></feed>";
        assert_eq!(Feed::read(body).unwrap_err().at(), 47);
        assert_eq!(Feed::read(b"<entry/>").unwrap_err().at(), 0);
    }
}
