use alloc::string::String;
use alloc::vec::Vec;

use super::document_fault::{frame, link, put, read};
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
