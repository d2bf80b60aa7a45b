use alloc::string::String;
use core::fmt;

/// A tag: what registrations are selected by.
///
/// ```text
/// tag = 1*120( ALPHA / DIGIT / "_" / "@" / "#" / "." / ":" / "-" )
/// ```
///
/// Not accepted: blanks, letters and digits beyond ASCII, and the tags that begin with `$`, which
/// only the hub sets.
///
/// Hubs documentation, routing and tag expressions (H-58, H-61).
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Tag(String);

impl Tag {
    /// How many characters a tag may have.
    pub const LIMIT: usize = 120;

    /// Reads a tag.
    ///
    /// # Errors
    ///
    /// What breaks the grammar is told.
    pub fn parse(text: &str) -> Result<Self, TagWrong> {
        match TagWrong::of(text) {
            None => Ok(Self(text.into())),
            Some(wrong) => Err(wrong),
        }
    }

    /// The tag as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is wrong with a tag.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TagWrong {
    /// It has no characters.
    Empty,
    /// It begins or ends with blanks, which some documents allow in a list and others do not (D-50).
    Blanks,
    /// It begins with `$`, as only a hub's own tags do.
    Dollar,
    /// It has a character that no tag has.
    Character {
        /// How many characters stand before it.
        at: usize,
        /// The character.
        found: char,
    },
    /// It has more characters than [`Tag::LIMIT`].
    TooLong {
        /// How many it has.
        characters: usize,
    },
}

impl TagWrong {
    pub(super) fn of(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Empty);
        }
        if text.starts_with(is_blank) || text.ends_with(is_blank) {
            return Some(Self::Blanks);
        }
        if text.starts_with('$') {
            return Some(Self::Dollar);
        }
        let fits = |char: char| {
            char.is_ascii_alphanumeric() || matches!(char, '_' | '@' | '#' | '.' | ':' | '-')
        };
        let mut characters = text.chars().enumerate();
        if let Some((at, found)) = characters.find(|&(_, char)| !fits(char)) {
            return Some(Self::Character { at, found });
        }
        (text.len() > Tag::LIMIT).then_some(Self::TooLong { characters: text.len() })
    }
}

impl fmt::Display for TagWrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("expected a tag, but found nothing"),
            Self::Blanks => f.write_str("expected no blanks around a tag, but found some"),
            Self::Dollar => f.write_str("expected a tag of an app, but found a `$` before it"),
            Self::Character { at, found } => {
                write!(f, "expected a letter, a digit or one of `_@#.:-` after {at} characters, ")?;
                write!(f, "but found `{}`", found.escape_debug())
            }
            Self::TooLong { characters } => {
                write!(f, "expected {} characters at most, but found {characters}", Tag::LIMIT)
            }
        }
    }
}

impl core::error::Error for TagWrong {}

pub(super) const fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\r' | '\n')
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{Tag, TagWrong};

    #[test]
    fn tags_of_the_alphabet_up_to_120_characters_are_accepted() {
        for text in ["a", "0", "username:Tom@contoso.com", "_@#.:-", &"x".repeat(120)] {
            assert_eq!(Tag::parse(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_tag_of_121_characters_is_refused() {
        let wrong = Tag::parse(&"x".repeat(121)).unwrap_err();
        assert_eq!(wrong, TagWrong::TooLong { characters: 121 });
        assert_eq!(wrong.to_string(), "expected 120 characters at most, but found 121");
    }

    #[test]
    fn other_texts_are_refused_for_what_is_wrong() {
        for (text, complaint) in [
            ("", "expected a tag, but found nothing"),
            (" a", "expected no blanks around a tag, but found some"),
            ("a\n", "expected no blanks around a tag, but found some"),
            ("$InstallationId:{1}", "expected a tag of an app, but found a `$` before it"),
            (
                "a b",
                "expected a letter, a digit or one of `_@#.:-` after 1 characters, but found ` `",
            ),
            (
                "aé",
                "expected a letter, a digit or one of `_@#.:-` after 1 characters, but found `é`",
            ),
            (
                "é\0",
                "expected a letter, a digit or one of `_@#.:-` after 0 characters, but found `é`",
            ),
            (
                "ab$",
                "expected a letter, a digit or one of `_@#.:-` after 2 characters, but found `$`",
            ),
        ] {
            assert_eq!(Tag::parse(text).unwrap_err().to_string(), complaint, "{text}");
        }
    }
}
