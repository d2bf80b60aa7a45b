use alloc::borrow::Cow;
use alloc::string::String;

/// Writes a text so that it reads back as itself, in an element or between quotes.
///
/// The five special characters become their named references (S003-51 to S003-56). Tabs and ends
/// of lines, which readers would replace, become numeric ones. Characters that no document may hold
/// are left as they are: they cannot be written.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.bytes().position(|octet| reference(octet).is_some()) else {
        return Cow::Borrowed(text);
    };
    let mut escaped = String::with_capacity(text.len() + text.len() / 4 + 8);
    escaped.push_str(&text[..first]);
    for char in text[first..].chars() {
        match u8::try_from(char).ok().and_then(reference) {
            Some(reference) => escaped.push_str(reference),
            None => escaped.push(char),
        }
    }
    Cow::Owned(escaped)
}

const fn reference(octet: u8) -> Option<&'static str> {
    Some(match octet {
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'&' => "&amp;",
        b'\'' => "&apos;",
        b'"' => "&quot;",
        b'\t' => "&#9;",
        b'\n' => "&#10;",
        b'\r' => "&#13;",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use alloc::borrow::Cow;

    use super::escape;

    #[test]
    fn the_five_characters_become_their_entities() {
        assert_eq!(escape("é<>&'\"é\r\n\t"), "é&lt;&gt;&amp;&apos;&quot;é&#13;&#10;&#9;");
    }

    #[test]
    fn other_texts_are_lent() {
        assert!(matches!(escape("/Page.xaml?é=1"), Cow::Borrowed(_)));
    }
}
