use crate::grammar::Malformed;
use crate::xml::{Element, Encoding, Escapes, Source, Tree};

/// A body as it was written, whatever it holds: for judging each rule by itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Document<'a> {
    /// How it was encoded.
    pub encoding: Encoding,
    /// Whether it began with an XML declaration.
    pub has_declaration: bool,
    /// How the five special characters were written.
    pub escapes: Escapes,
    /// Its root with everything inside.
    pub root: Element<'a>,
}

impl Document<'_> {
    /// Reads a well-formed body.
    ///
    /// # Errors
    ///
    /// Only what is not well-formed is malformed.
    pub fn read(octets: &[u8]) -> Result<Document<'static>, Malformed> {
        let source = Source::decode(octets)?;
        let tree = Tree::read(source.text(), source.encoding())
            .map_err(|fault| source.malformed(fault))?;
        Ok(Document {
            encoding: source.encoding(),
            has_declaration: tree.declared,
            escapes: tree.escapes,
            root: tree.root.into_owned(),
        })
    }

    /// The root's version, if it has one.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.root.attribute("Version")
    }

    /// What the root holds: one toast or tile, if all is well.
    #[must_use]
    pub fn children(&self) -> &[Element<'_>] {
        &self.root.children
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::Document;

    #[test]
    fn a_strange_body_is_shown_as_it_is() {
        let body = "<n:Notification xmlns:n='WPNotification' Version='3'>\
                    <n:Tile ID='/a'><n:Count Action='Clear'>5</n:Count><Odd>it's &#62; <![CDATA[x]]></Odd></n:Tile>\
                    <n:Toast/></n:Notification>";
        let document = Document::read(body.as_bytes()).unwrap();
        assert!(!document.has_declaration);
        assert_eq!(document.version(), Some("3"));
        assert_eq!(document.root.name.prefix, "n");
        let [tile, toast] = document.children() else { panic!("{document:?}") };
        assert!(toast.is("WPNotification", "Toast"));
        assert_eq!(tile.attribute("ID"), Some("/a"));
        assert_eq!(tile.children[0].attribute("Action"), Some("Clear"));
        assert_eq!(tile.children[1].text, "it's > x");
        assert_eq!(tile.children[1].name.namespace, "");
        let bare: Vec<char> = document.escapes.bare().collect();
        assert_eq!(bare, ['\'']);
        assert!(document.escapes.numeric && document.escapes.section);
    }

    #[test]
    fn every_bare_character_is_told() {
        for (inner, bare) in [
            ("<b>></b>", ">"),
            ("<b>'</b>", "'"),
            ("<b>\"</b>", "\""),
            ("<b>&gt;&apos;&quot;<![CDATA[>]]></b>", ""),
            ("<b c='>' d='\"'/>", ">\""),
            ("<b c = \"'\"/>", "'"),
            ("<b c='&gt;' d=\"&quot;\"/>", ""),
        ] {
            let document = Document::read(format!("<a>{inner}</a>").as_bytes()).unwrap();
            assert_eq!(document.escapes.bare().collect::<String>(), bare, "{inner}");
        }
    }
}
