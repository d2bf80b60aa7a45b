//! A strict reader of XML 1.0 with namespaces, over a tokenizer that checks little.
//!
//! ```text
//! document = [ BOM ] [ declaration ] *misc element *misc
//! misc     = comment / processing-instruction / white-space
//! ```
//!
//! UTF-8 with or without a byte order mark is read, and UTF-16 with one. Names, references,
//! attributes, nesting and namespaces are checked here. Not accepted, although XML has them:
//! document type declarations, more than [`DEPTH_LIMIT`] elements inside one another, more than
//! [`ATTRIBUTE_LIMIT`] attributes in one tag, other encodings.
//!
//! Offsets in errors count octets of the input as it came. Source: XML 1.0 (fifth edition),
//! Namespaces in XML 1.0.

mod character;
mod escape;
mod reference;
mod source;
mod tag;
mod tree;
mod walk;
mod writer;

pub use character::is_char;
pub use escape::escape;
pub use source::Encoding;
pub use tree::{Attribute, Element, Escapes, Name};

pub(crate) use source::Source;
pub(crate) use tree::Tree;
use walk::Walk;
pub(crate) use writer::Writer;

use crate::grammar::Malformed;

/// How many elements may stand inside one another.
pub const DEPTH_LIMIT: usize = 32;

/// How many attributes a tag may have, namespace declarations among them.
pub const ATTRIBUTE_LIMIT: usize = 64;

/// Checks that octets are a well-formed document, namespaces included.
///
/// # Errors
///
/// The first place that breaks a rule is malformed.
pub fn is_well_formed(octets: &[u8]) -> Result<(), Malformed> {
    let source = Source::decode(octets)?;
    let walk = || -> Result<(), crate::grammar::Fault> {
        let mut walk = Walk::new(source.text(), source.encoding())?;
        while walk.step()?.is_some() {}
        Ok(())
    };
    walk().map_err(|fault| source.malformed(fault))
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::String;
    use alloc::vec::Vec;

    use super::is_well_formed;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        core::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn well_formed_documents_are_accepted() {
        for text in [
            "<a/>",
            "<a></a >",
            "\u{feff}<a/>",
            "<?xml version=\"1.0\"?><a/>",
            "<?xml version='1.0' encoding='UTF-8' standalone='no' ?>\n<a/>\n<!-- x --><?y z?>",
            "<!-- - --><?p?><a b='>' c=\"'\" xml:lang='x'/>",
            "<p:a xmlns:p='u'><b p:c='1' c='1'/></p:a>",
            "<a xmlns='u'><b xmlns=''/></a>",
            "<a>&lt;&#60;&#x3C;&#x0000000000003c;<![CDATA[<&]]>]] ></a>",
            "<é ñ='ü'>\u{10000}\t\r\n</é>",
            "<a b='&lt;\n&amp;'/>",
        ] {
            assert_eq!(is_well_formed(text.as_bytes()), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_the_tokenizer_lets_through_is_refused_where_it_stands() {
        for (text, at) in [
            ("", 0),
            (" ", 1),
            ("<a/><b/>", 4),
            ("<a/>x", 4),
            ("x<a/>", 0),
            ("<a/>&lt;", 4),
            ("<a/><![CDATA[]]>", 4),
            ("<a>", 3),
            ("</a>", 0),
            ("<a></b>", 3),
            ("<a></a b=''>", 3),
            (" <?xml version='1.0'?><a/>", 1),
            ("<?xml version='1.0'?><?xml version='1.0'?><a/>", 21),
            ("<?XML version='1.0'?><a/>", 0),
            ("<?xml version='1.1'?><a/>", 14),
            ("<?xml encoding='utf-8'?><a/>", 6),
            ("<?xml version='1.0' encoding='utf-16'?><a/>", 29),
            ("<?xml version='1.0'encoding='utf-8'?><a/>", 19),
            ("<?xml version='1.0' standalone='maybe'?><a/>", 31),
            ("<?xml version='1.0' standalone='no' encoding='utf-8'?><a/>", 36),
            ("<?xml?><a/>", 5),
            ("<!DOCTYPE a><a/>", 0),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", 0),
            ("<a>\0</a>", 3),
            ("<a>\u{1f}</a>", 3),
            ("<a>\u{ffff}</a>", 3),
            ("<a b='\u{fffe}'/>", 6),
            ("<a>]]></a>", 3),
            ("<a b='<'/>", 6),
            ("<a b='&c;'/>", 6),
            ("<a b='&'/>", 6),
            ("<a>&c;</a>", 3),
            ("<a>&nbsp;</a>", 3),
            ("<a>& </a>", 3),
            ("<a>&#0;</a>", 3),
            ("<a>&#xD800;</a>", 3),
            ("<a>&#xFFFE;</a>", 3),
            ("<a>&#x110000;</a>", 3),
            ("<a>&#99999999999999;</a>", 3),
            ("<a>&#;</a>", 3),
            ("<a>&#x;</a>", 3),
            ("<a>&#+9;</a>", 3),
            ("<a>&#X41;</a>", 3),
            ("<1/>", 1),
            ("< a/>", 1),
            ("<a\u{d7}/>", 2),
            ("<a:/>", 1),
            ("<:a/>", 1),
            ("<a:b:c xmlns:a='u'/>", 1),
            ("<a b='1'c='2'/>", 8),
            ("<a b=1/>", 5),
            ("<a b/>", 4),
            ("<a b='1' b='2'/>", 9),
            ("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", 35),
            ("<a xmlns='u' xmlns='v'/>", 13),
            ("<p:a/>", 1),
            ("<a p:b='1'/>", 3),
            ("<a><b xmlns:p='u'/><p:c/></a>", 20),
            ("<a xmlns:p=''/>", 3),
            ("<a xmlns:xmlns='u'/>", 3),
            ("<a xmlns:xml='u'/>", 3),
            ("<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", 3),
            ("<a xmlns='http://www.w3.org/2000/xmlns/'/>", 3),
            ("<xmlns:a/>", 1),
            ("<!-- -- --><a/>", 5),
            ("<!-- ---><a/>", 5),
            ("<a><!-- </a>", 3),
            ("<a><![CDATA[ </a>", 3),
            ("<a><![cdata[]]></a>", 3),
            ("<a><? ?></a>", 5),
            ("<a><?b:c ?></a>", 5),
            ("<a><?b c</a>", 3),
            ("<a b='", 0),
            ("<a", 0),
            ("\u{feff}\u{feff}<a/>", 3),
            ("<a><", 3),
        ] {
            let complaint = is_well_formed(text.as_bytes());
            assert_eq!(complaint.clone().map_err(|it| it.at), Err(at), "{text}: {complaint:?}");
        }
    }

    #[test]
    fn octets_that_are_no_utf_8_are_refused() {
        assert_eq!(is_well_formed(b"<a>\xff</a>").unwrap_err().at, 3);
        assert_eq!(is_well_formed(b"<a>\xed\xa0\x80</a>").unwrap_err().at, 3);
        assert_eq!(is_well_formed(b"\xef\xbb\xbf<a>\xc3</a>").unwrap_err().at, 6);
    }

    #[test]
    fn utf_16_is_read_when_it_has_a_mark() {
        for big in [true, false] {
            assert_eq!(is_well_formed(&utf16("<a>é\u{10000}</a>", big)), Ok(()));
            let declared = "<?xml version='1.0' encoding='utf-16'?><a/>";
            assert_eq!(is_well_formed(&utf16(declared, big)), Ok(()));
            let wrong = "<?xml version='1.0' encoding='utf-8'?><a/>";
            assert_eq!(is_well_formed(&utf16(wrong, big)).unwrap_err().at, 2 + 2 * 29);
            assert!(is_well_formed(&utf16("<a/>", big)[2..]).is_err());
        }
    }

    #[test]
    fn offsets_in_utf_16_count_octets_of_the_input() {
        assert_eq!(is_well_formed(&utf16("<é>\u{10000}&x;</é>", false)).unwrap_err().at, 12);
        assert_eq!(is_well_formed(&[0xff, 0xfe, b'<', 0, b'a']).unwrap_err().at, 4);
        assert_eq!(is_well_formed(&[0xfe, 0xff, 0, b'<', 0xd8, 0, 0, b'a']).unwrap_err().at, 4);
    }

    #[test]
    fn elements_are_nested_32_deep_at_most() {
        let nested = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(is_well_formed(nested(32).as_bytes()), Ok(()));
        assert_eq!(is_well_formed(nested(33).as_bytes()).unwrap_err().at, 96);
    }

    #[test]
    fn a_tag_has_64_attributes_at_most() {
        let tag = |n| {
            let attributes: String = (0..n).map(|n| format!(" a{n}=''")).collect();
            format!("<a{attributes}/>")
        };
        assert_eq!(is_well_formed(tag(64).as_bytes()), Ok(()));
        assert!(is_well_formed(tag(65).as_bytes()).is_err());
    }
}
