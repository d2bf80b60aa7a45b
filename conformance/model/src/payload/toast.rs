use alloc::borrow::Cow;
use alloc::string::String;

use super::{Unknown, begin, is_blank, leaf, only, property};
use crate::edition::OsVersion;
use crate::grammar::{Fault, fault};
use crate::xml::Element;

/// A message over the screen.
///
/// ```text
/// toast = <wp:Toast> text1 text2 param sound </wp:Toast>      ; each at most once, in any order
/// text1 = <wp:Text1>text</wp:Text1>                           ; the title
/// text2 = <wp:Text2>text</wp:Text2>                           ; the content
/// param = <wp:Param>( "/" / "?" ) text</wp:Param>             ; 7.1
/// sound = <wp:Sound>path</wp:Sound> / <wp:Sound Silent="true"></wp:Sound>   ; 8.0 Update 3
/// ```
///
/// Not accepted: attributes, except `Silent`; text in a silent sound; another start of a parameter.
///
/// Toasts for Windows Phone 8 (jj662938), M-70 to M-75.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Toast<'a> {
    /// The title.
    pub text1: Option<Cow<'a, str>>,
    /// The content.
    pub text2: Option<Cow<'a, str>>,
    /// Where a tap leads: a page and query, or only a query.
    pub param: Option<Cow<'a, str>>,
    /// What is heard.
    pub sound: Option<Sound<'a>>,
}

/// What is heard with a toast.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Sound<'a> {
    /// An audio file of the app, by its path.
    File(Cow<'a, str>),
    /// Nothing.
    Silent,
}

impl Toast<'_> {
    pub(super) fn read(element: Element<'_>) -> Result<Toast<'static>, Fault> {
        if !is_blank(&element.text) {
            return fault(element.content_at, "no text in a toast");
        }
        only(&element, &[])?;
        let mut toast = Toast::default();
        for child in element.children {
            leaf(&child)?;
            let field = match &*child.name.local {
                "Text1" => &mut toast.text1,
                "Text2" => &mut toast.text2,
                "Param" if child.text.starts_with(['/', '?']) => &mut toast.param,
                "Param" => return fault(child.content_at, "`/` or `?`"),
                "Sound" if toast.sound.is_none() => {
                    toast.sound = Some(Sound::read(child)?);
                    continue;
                }
                "Sound" => return fault(child.at, "every element once"),
                _ => return fault(child.at, "an element of a toast"),
            };
            only(&child, &[])?;
            if field.is_some() {
                return fault(child.at, "every element once");
            }
            *field = Some(Cow::Owned(child.text.into_owned()));
        }
        Ok(toast)
    }

    pub(super) fn write(&self) -> String {
        let mut body = String::with_capacity(256);
        begin(&mut body, None);
        body.push_str("<wp:Toast>");
        let texts = [("Text1", &self.text1), ("Text2", &self.text2), ("Param", &self.param)];
        for (name, text) in texts {
            if let Some(text) = text {
                property(&mut body, name, None, text);
            }
        }
        match &self.sound {
            Some(Sound::File(path)) => property(&mut body, "Sound", None, path),
            Some(Sound::Silent) => property(&mut body, "Sound", Some(("Silent", "true")), ""),
            None => {}
        }
        body.push_str("</wp:Toast></wp:Notification>");
        body
    }

    pub(super) fn unknown_to(&self, os: OsVersion) -> Option<Unknown> {
        if self.param.is_some() && os < PARAM_SINCE {
            Some(Unknown::Param)
        } else if self.sound.is_some() && os < SOUND_SINCE {
            Some(Unknown::Sound)
        } else {
            None
        }
    }

    pub(super) fn for_os(&self, os: OsVersion) -> Self {
        Self {
            text1: self.text1.clone(),
            text2: self.text2.clone(),
            param: self.param.clone().filter(|_| os >= PARAM_SINCE),
            sound: self.sound.clone().filter(|_| os >= SOUND_SINCE),
        }
    }

    pub(super) fn into_owned(self) -> Toast<'static> {
        let owned = |text: Option<Cow<'_, str>>| text.map(|text| Cow::Owned(text.into_owned()));
        Toast {
            text1: owned(self.text1),
            text2: owned(self.text2),
            param: owned(self.param),
            sound: self.sound.map(|sound| match sound {
                Sound::File(path) => Sound::File(Cow::Owned(path.into_owned())),
                Sound::Silent => Sound::Silent,
            }),
        }
    }
}

impl Sound<'_> {
    fn read(element: Element<'_>) -> Result<Sound<'static>, Fault> {
        only(&element, &["Silent"])?;
        match element.attribute("Silent") {
            Some("true") if element.text.is_empty() => Ok(Sound::Silent),
            Some("true") => fault(element.content_at, "no text in a silent sound"),
            None | Some("false") => Ok(Sound::File(Cow::Owned(element.text.into_owned()))),
            Some(_) => fault(element.attributes[0].at, "`Silent=\"true\"`"),
        }
    }
}

const PARAM_SINCE: OsVersion = OsVersion::V7_1;
const SOUND_SINCE: OsVersion = OsVersion::V8_0Update3;

#[cfg(test)]
mod tests {
    use alloc::borrow::Cow;
    use alloc::format;
    use alloc::string::String;

    use super::{Sound, Toast};
    use crate::edition::OsVersion;
    use crate::header::Kind;
    use crate::payload::{Payload, Unknown};

    const FULL: Payload<'static> = Payload::Toast(Toast {
        text1: Some(Cow::Borrowed("Tom & Jerry's")),
        text2: Some(Cow::Borrowed("a < b")),
        param: Some(Cow::Borrowed("/Page.xaml?k=v&l=w")),
        sound: Some(Sound::File(Cow::Borrowed("a.wav"))),
    });

    fn read(inner: &str) -> Result<Payload<'static>, usize> {
        let body =
            format!("<wp:Notification xmlns:wp=\"WPNotification\">{inner}</wp:Notification>");
        Payload::read(Kind::Toast, body.as_bytes()).map_err(|it| it.at - 43)
    }

    #[test]
    fn the_canonical_form_is_as_documented() {
        insta::assert_snapshot!(String::from_utf8(FULL.write()).unwrap(), @r##"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification"><wp:Toast><wp:Text1>Tom &amp; Jerry&apos;s</wp:Text1><wp:Text2>a &lt; b</wp:Text2><wp:Param>/Page.xaml?k=v&amp;l=w</wp:Param><wp:Sound>a.wav</wp:Sound></wp:Toast></wp:Notification>"##);
        let silent = Toast { sound: Some(Sound::Silent), ..Toast::default() };
        insta::assert_snapshot!(silent.write(), @r##"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification"><wp:Toast><wp:Sound Silent="true"></wp:Sound></wp:Toast></wp:Notification>"##);
    }

    #[test]
    fn the_canonical_form_reads_back() {
        assert_eq!(Payload::read(Kind::Toast, &FULL.write()), Ok(FULL));
    }

    #[test]
    fn order_prefix_white_space_and_quotes_are_free() {
        let body = "\n<x:Notification xmlns:x='WPNotification'>\r\n <x:Toast >\t<x:Sound>a.wav</x:Sound>\
            <x:Param><![CDATA[/Page.xaml?k=v&l=w]]></x:Param><!-- c --><x:Text2>a &#60; b</x:Text2>\
            <x:Text1>Tom &amp; Jerry's</x:Text1></x:Toast></x:Notification>";
        assert_eq!(Payload::sniff(body.as_bytes()), Ok(FULL));
    }

    #[test]
    fn what_breaks_the_grammar_is_refused_where_it_stands() {
        for (inner, at) in [
            ("", 0),
            ("<wp:Tile/>", 0),
            ("<Toast/>", 0),
            ("<wp:Toast/><wp:Toast/>", 11),
            ("x<wp:Toast/>", 0),
            ("<wp:Toast Version='2.0'/>", 10),
            ("<wp:Toast Template='FlipTile'/>", 10),
            ("<wp:Toast>x</wp:Toast>", 10),
            ("<wp:Toast><wp:Text3/></wp:Toast>", 10),
            ("<wp:Toast><Text1/></wp:Toast>", 10),
            ("<wp:Toast><wp:text1/></wp:Toast>", 10),
            ("<wp:Toast><wp:Text1/><wp:Text1/></wp:Toast>", 21),
            ("<wp:Toast><wp:Text1 Action='Clear'/></wp:Toast>", 20),
            ("<wp:Toast><wp:Text1><b/></wp:Text1></wp:Toast>", 20),
            ("<wp:Toast><wp:Param>Page.xaml</wp:Param></wp:Toast>", 20),
            ("<wp:Toast><wp:Sound Silent='maybe'/></wp:Toast>", 20),
            ("<wp:Toast><wp:Sound Silent='true'>a</wp:Sound></wp:Toast>", 34),
            ("<wp:Toast><wp:Sound/><wp:Sound/></wp:Toast>", 21),
        ] {
            assert_eq!(read(inner), Err(at), "{inner}");
        }
    }

    #[test]
    fn a_phone_gets_what_it_knows() {
        let kept = |os| {
            let Payload::Toast(toast) = FULL.for_os(os) else { panic!("no toast any more") };
            (toast.param.is_some(), toast.sound.is_some())
        };
        assert_eq!(kept(OsVersion::V7_0), (false, false));
        assert_eq!(kept(OsVersion::V8_0), (true, false));
        assert_eq!(kept(OsVersion::V8_0Update3), (true, true));
        assert_eq!(FULL.unknown_to(OsVersion::V7_0), Some(Unknown::Param));
        assert_eq!(FULL.unknown_to(OsVersion::V8_0), Some(Unknown::Sound));
        assert_eq!(FULL.unknown_to(OsVersion::V8_0Update3), None);
    }
}
