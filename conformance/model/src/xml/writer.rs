use alloc::vec::Vec;

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesCData, BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::name::QName;

use super::escape;

/// Writes a document, element by element, without white space between them.
///
/// Names are the caller's to get right. Texts and values read back as themselves, as long as they
/// hold only characters that a document may hold.
pub(crate) struct Writer(quick_xml::Writer<Vec<u8>>);

impl Writer {
    pub(crate) fn new() -> Self {
        Self(quick_xml::Writer::new(Vec::with_capacity(1024)))
    }

    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Start(tag(name, attributes)));
    }

    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(tag(name, attributes)));
    }

    pub(crate) fn close(&mut self, name: &str) {
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds only a text.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::from_escaped(quick_xml::escape::partial_escape(text))));
        self.close(name);
    }

    /// An element that holds only a text, which stands in sections wherever a section can hold it.
    pub(crate) fn section(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        for (n, piece) in text.split('\r').enumerate() {
            if n > 0 {
                self.event(Event::GeneralRef(BytesRef::new("#13")));
            }
            for section in BytesCData::escaped(piece).filter(|section| !section.is_empty()) {
                self.event(Event::CData(section));
            }
        }
        self.close(name);
    }

    pub(crate) fn into_octets(self) -> Vec<u8> {
        self.0.into_inner()
    }

    /// Nothing can go wrong: a vector takes whatever it is given.
    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).ok();
    }
}

fn tag<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for &(name, value) in attributes {
        tag.push_attribute(Attribute { key: QName(name), value: escape(value) });
    }
    tag
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::Writer;
    use crate::payload::Document;

    fn written(write: impl FnOnce(&mut Writer)) -> String {
        let mut writer = Writer::new();
        write(&mut writer);
        String::from_utf8(writer.into_octets()).unwrap()
    }

    #[test]
    fn elements_and_attributes_are_written_without_white_space() {
        let text = written(|writer| {
            writer.open("a", &[("b", "W/\"1\"\n")]);
            writer.empty("c", &[]);
            writer.leaf("d", &[("e", "")], "<&\"'\r\n>");
            writer.close("a");
        });
        assert_eq!(
            text,
            "<a b=\"W/&quot;1&quot;&#10;\"><c/><d e=\"\">&lt;&amp;\"'&#13;\n&gt;</d></a>"
        );
    }

    #[test]
    fn a_section_ends_where_it_would_be_misread() {
        for (text, inner) in [
            ("", ""),
            ("<b/>", "<![CDATA[<b/>]]>"),
            ("]]>", "<![CDATA[]]]]><![CDATA[>]]>"),
            ("a\r\nb", "<![CDATA[a]]>&#13;<![CDATA[\nb]]>"),
            ("]]\r>", "<![CDATA[]]]]>&#13;<![CDATA[>]]>"),
        ] {
            let document = written(|writer| writer.section("a", text));
            assert_eq!(document, alloc::format!("<a>{inner}</a>"));
            assert_eq!(Document::read(document.as_bytes()).unwrap().root.text, text);
        }
    }
}
