use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::tag::{Tag, TagWrong, is_blank};

/// The tags of a registration, whatever is wrong with them.
///
/// ```text
/// tags = [ tag *( "," tag ) ]          ; 60 tags and 8000 characters at most
/// ```
///
/// They are a set: order does not count, and one written twice counts once. Letters count with
/// their case (D-50). Every text can be read; [`faults`](Self::faults) tells what breaks a rule.
///
/// Hubs documentation, routing and tag expressions (H-58 to H-61).
#[derive(Clone, Debug, Default)]
pub struct Tags {
    /// In the order of the list, as they were written, again if they were written again.
    items: Vec<String>,
}

impl Tags {
    /// How many tags a registration may have; more were seen to be taken (D-50).
    pub const COUNT_LIMIT: usize = 60;

    /// How many characters the list may have, commas included.
    pub const SIZE_LIMIT: usize = 8000;

    /// No tags.
    #[must_use]
    pub const fn new() -> Self {
        Self { items: Vec::new() }
    }

    /// Reads a list: whatever stands between the commas is a tag, blanks and all.
    #[must_use]
    pub fn read(list: &str) -> Self {
        if list.is_empty() { Self::new() } else { list.split(',').collect() }
    }

    /// Each tag once, in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let mut seen = BTreeSet::new();
        self.items.iter().map(String::as_str).filter(move |&tag| seen.insert(tag))
    }

    /// How many different tags there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether that tag is among them.
    #[must_use]
    pub fn contains(&self, tag: &str) -> bool {
        self.items.iter().any(|item| item == tag)
    }

    /// Adds a tag.
    pub fn insert(&mut self, tag: impl Into<String>) {
        self.items.push(tag.into());
    }

    /// The same without the blanks around each tag.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        self.items.iter().map(|item| item.trim_matches(is_blank)).collect()
    }

    /// What breaks a rule: tag after tag, then the count, then the size.
    pub fn faults(&self) -> impl Iterator<Item = TagsFault> {
        let count = self.len();
        let size = self.iter().map(|tag| tag.chars().count() + 1).sum::<usize>().saturating_sub(1);
        let tags = self.items.iter().enumerate().filter_map(|(n, tag)| {
            let wrong = TagWrong::of(tag)?;
            Some(TagsFault::Tag { position: n + 1, tag: tag.clone(), wrong })
        });
        tags.chain((count > Self::COUNT_LIMIT).then_some(TagsFault::TooMany { count }))
            .chain((size > Self::SIZE_LIMIT).then_some(TagsFault::TooLarge { size }))
    }
}

impl<S: Into<String>> FromIterator<S> for Tags {
    fn from_iter<I: IntoIterator<Item = S>>(tags: I) -> Self {
        Self { items: tags.into_iter().map(Into::into).collect() }
    }
}

impl PartialEq for Tags {
    fn eq(&self, other: &Self) -> bool {
        self.items.iter().collect::<BTreeSet<_>>() == other.items.iter().collect()
    }
}

impl Eq for Tags {}

/// The comma list, each tag once. It reads back, unless the only tag is an empty one.
impl fmt::Display for Tags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, tag) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(",")?;
            }
            f.write_str(tag)?;
        }
        Ok(())
    }
}

/// What is wrong with tags.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum TagsFault {
    /// One of them breaks the grammar.
    Tag {
        /// Its place in the list, from one.
        position: usize,
        /// As it was written.
        tag: String,
        /// Why.
        wrong: TagWrong,
    },
    /// There are more than [`Tags::COUNT_LIMIT`].
    TooMany {
        /// How many there are, each counted once.
        count: usize,
    },
    /// The list has more characters than [`Tags::SIZE_LIMIT`].
    TooLarge {
        /// How many it has.
        size: usize,
    },
}

impl fmt::Display for TagsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag { position, tag, wrong } => {
                write!(f, "{wrong} in tag {position}, `")?;
                for char in tag.chars().take(Tag::LIMIT) {
                    write!(f, "{}", char.escape_debug())?;
                }
                f.write_str(if tag.chars().nth(Tag::LIMIT).is_some() { "…`" } else { "`" })
            }
            Self::TooMany { count } => {
                write!(f, "expected {} tags at most, but found {count}", Tags::COUNT_LIMIT)
            }
            Self::TooLarge { size } => {
                let limit = Tags::SIZE_LIMIT;
                write!(f, "expected {limit} characters of tags at most, but found {size}")
            }
        }
    }
}

impl core::error::Error for TagsFault {}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    use super::{Tags, TagsFault};
    use crate::registration::TagWrong;

    #[test]
    fn tags_are_a_set() {
        let tags = Tags::read("b,a,b");
        assert_eq!(tags, Tags::read("a,b"));
        assert_ne!(tags, Tags::read("a,B"));
        assert_eq!((tags.len(), tags.to_string()), (2, "b,a".into()));
        assert!(tags.contains("a") && !tags.contains("A"));
    }

    #[test]
    fn an_empty_list_has_no_tags() {
        assert!(Tags::read("").is_empty());
        assert_eq!(Tags::read("").faults().count(), 0);
    }

    #[test]
    fn the_tag_that_is_wrong_is_named_with_its_place() {
        let list = format!("a,a,,b c,{},é", "x".repeat(121));
        let faults: Vec<String> =
            Tags::read(&list).faults().map(|fault| fault.to_string()).collect();
        let long = format!(
            "expected 120 characters at most, but found 121 in tag 5, `{}…`",
            "x".repeat(120)
        );
        assert_eq!(
            faults,
            [
                "expected a tag, but found nothing in tag 3, ``",
                "expected a letter, a digit or one of `_@#.:-` after 1 characters, but found ` ` in tag 4, `b c`",
                &long,
                "expected a letter, a digit or one of `_@#.:-` after 0 characters, but found `é` in tag 6, `é`",
            ]
        );
    }

    #[test]
    fn blanks_around_commas_can_be_trimmed_or_refused() {
        let tags = Tags::read("a, b ,\tc");
        let wrong: Vec<_> = tags
            .faults()
            .map(|fault| match fault {
                TagsFault::Tag { position, wrong, .. } => (position, wrong),
                other => panic!("{other}"),
            })
            .collect();
        assert_eq!(wrong, [(2, TagWrong::Blanks), (3, TagWrong::Blanks)]);
        assert_eq!(tags.trimmed(), Tags::read("a,b,c"));
        assert_eq!(tags.trimmed().faults().count(), 0);
    }

    #[test]
    fn sixty_tags_are_accepted_and_sixty_one_are_told() {
        let tags = |count: usize| (0..count).map(|n| n.to_string()).collect::<Tags>();
        assert_eq!(tags(60).faults().next(), None);
        let mut faults = tags(61).faults().map(|fault| fault.to_string()).collect::<Vec<_>>();
        assert_eq!(faults.pop().unwrap(), "expected 60 tags at most, but found 61");
        assert!(faults.is_empty());
        assert_eq!(Tags::from_iter(["a"; 61]).faults().next(), None);
    }

    #[test]
    fn eight_thousand_characters_are_accepted_and_one_more_is_told() {
        let tags = |last: usize| {
            let full = (0..66).map(|n| format!("{n:0120}"));
            full.chain([format!("{:0>last$}", "x")]).collect::<Tags>()
        };
        let size = |last| {
            tags(last).faults().find_map(|fault| match fault {
                TagsFault::TooLarge { size } => Some(size),
                _ => None,
            })
        };
        assert_eq!(tags(14).to_string().len(), 8000);
        assert_eq!((size(14), size(15)), (None, Some(8001)));
    }
}
