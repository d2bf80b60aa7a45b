//! The tags of cases, as a backend under test has them.

use mpnspec_suite::case::backend::{Body, Registration, Tag};

use super::Player;
use crate::play::End;

impl Player<'_> {
    /// A tag of the case, as this subject has it.
    pub(super) fn tag(&self, tag: Tag) -> Result<String, End> {
        let callers = &self.subject.callers;
        let Some(first) = callers.first() else {
            return Ok(match tag {
                Tag::First => "user:ada",
                Tag::Second => "news",
                Tag::Forbidden => "forbidden",
                Tag::OfAnother => "user:grace",
            }
            .into());
        };
        let found = match tag {
            Tag::First => first.tags.first(),
            Tag::Second => first.tags.get(1).or_else(|| first.tags.first()),
            Tag::Forbidden => return Ok(format!("forbidden:{:x}", self.number & 0xffff_ffff)),
            Tag::OfAnother => callers.get(1).and_then(|other| {
                let own = |tag: &&String| !first.tags.contains(tag) && !first.adds.contains(tag);
                other.tags.iter().find(own)
            }),
        };
        let missing = || {
            End::Unimplemented(format!("no caller of subject.toml has the tag ({tag:?}) for this"))
        };
        found.cloned().ok_or_else(missing)
    }

    pub(super) fn tags(&self, put: &Registration) -> Result<Vec<String>, End> {
        let mut tags: Vec<_> =
            put.tags.iter().map(|tag| self.tag(*tag)).collect::<Result<_, _>>()?;
        if put.body == Body::TwiceTheFirst {
            tags.extend(tags.first().cloned());
        }
        Ok(tags)
    }
}
