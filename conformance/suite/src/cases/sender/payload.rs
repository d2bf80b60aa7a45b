//! What every document of a sender owes, whether toast or tile.

use mpnspec_model::requirement::*;

use super::{deep_link, raw, repeated, set, some, text, toast, toast_of};
use crate::case::Case;

sends! { CASES;
    "payload/writes-a-toast-as-well-formed-utf-8"
        [PAYLOAD_IS_WELL_FORMED, PAYLOAD_IS_UTF_8, DECLARATION_IS_SENT]
        toast("Title", "Content");
    "payload/writes-a-tile-as-well-formed-utf-8"
        [PAYLOAD_IS_WELL_FORMED, PAYLOAD_IS_UTF_8, DECLARATION_IS_SENT]
        tile!(Classic, None, Title: set("Title"));
    "payload/roots-a-toast-in-a-notification"
        [ROOT_IS_NOTIFICATION, ROOT_IS_IN_ITS_NAMESPACE, PREFIX_IS_WP]
        toast("Title", "Content");
    "payload/roots-a-tile-in-a-notification"
        [ROOT_IS_NOTIFICATION, ROOT_IS_IN_ITS_NAMESPACE, PREFIX_IS_WP]
        tile!(Classic, None, Title: set("Title"));
    "payload/puts-one-toast-in-a-notification" [ONE_CHILD, CHILD_FITS_THE_TARGET]
        toast("Title", "Content");
    "payload/puts-one-tile-in-a-notification" [ONE_CHILD, CHILD_FITS_THE_TARGET]
        tile!(Classic, None, Title: set("Title"));

    "payload/encodes-what-is-encoded-already" [AMPERSAND_IS_ENCODED, TEXTS_SURVIVE]
        toast("Tom &amp; Jerry", "&lt;");
    "payload/encodes-a-numeric-reference-as-text" [AMPERSAND_IS_ENCODED, TEXTS_SURVIVE]
        toast("&#38;", "&#x3C;");
    "payload/encodes-the-end-of-a-cdata-section" [TEXTS_SURVIVE, PAYLOAD_IS_WELL_FORMED]
        toast("a]]>b", "]]>");
    "payload/encodes-a-cdata-section" [LESS_THAN_IS_ENCODED, TEXTS_SURVIVE]
        toast("<![CDATA[a]]>", "b");
    "payload/encodes-an-element" [LESS_THAN_IS_ENCODED, TEXTS_SURVIVE]
        toast("<wp:Sound>a.wav</wp:Sound>", "Content");
    "payload/encodes-a-comment" [LESS_THAN_IS_ENCODED, TEXTS_SURVIVE] toast("<!-- a", "-->");
    "payload/uses-the-five-entities" [TEXTS_SURVIVE, ENCODING_USES_THE_FIVE_ENTITIES]
        toast("<a> & 'b'", "\"c\"");

    "payload/keeps-an-accent" [TEXTS_SURVIVE, PAYLOAD_IS_UTF_8] toast("Café", "é");
    "payload/keeps-a-combining-accent" [TEXTS_SURVIVE, PAYLOAD_IS_UTF_8]
        toast("Cafe\u{301}", "e\u{301}");
    "payload/keeps-a-han-character" [TEXTS_SURVIVE, PAYLOAD_IS_UTF_8] toast("漢字", "漢");
    "payload/keeps-an-emoji" [TEXTS_SURVIVE, PAYLOAD_IS_UTF_8] toast("😀", "a 😀 b");
    "payload/keeps-text-from-right-to-left" [TEXTS_SURVIVE, PAYLOAD_IS_UTF_8]
        toast("שלום", "\u{202b}a\u{202c}");
    "payload/keeps-an-emoji-in-a-title" [TEXTS_SURVIVE, PAYLOAD_IS_UTF_8]
        tile!(Classic, None, Title: set("漢 😀"));
    "payload/keeps-blanks-around-a-text" [TEXTS_SURVIVE] toast("  Title ", " ");
    "payload/keeps-a-line-end-in-a-text" [TEXTS_SURVIVE] toast("one\ntwo", "three\n");
    "payload/keeps-a-tab-in-a-text" [TEXTS_SURVIVE] toast("one\ttwo", "\t");
    "payload/keeps-a-no-break-space" [TEXTS_SURVIVE] toast("10\u{a0}km", "\u{a0}");

    // XML cannot say these characters, not even as references.
    "payload/refuses-a-control-character-in-text1" [PAYLOAD_IS_WELL_FORMED]
        toast("a\u{1}b", "Content") => Refuses;
    "payload/refuses-a-control-character-in-text2" [PAYLOAD_IS_WELL_FORMED]
        toast("Title", "a\u{1f}b") => Refuses;
    "payload/refuses-a-nul-in-a-text" [PAYLOAD_IS_WELL_FORMED] toast("a\0b", "Content") => Refuses;
    "payload/refuses-a-control-character-in-a-param" [PAYLOAD_IS_WELL_FORMED]
        deep_link("/a?\u{1}") => Refuses;
    "payload/refuses-a-control-character-in-a-title" [PAYLOAD_IS_WELL_FORMED]
        tile!(Classic, None, Title: set("a\u{1}b")) => Refuses;
    "payload/refuses-a-control-character-in-a-tile-id" [PAYLOAD_IS_WELL_FORMED]
        tile!(Classic, some("/a?\u{1}"), Title: set("Title")) => Refuses;
    "payload/refuses-a-noncharacter-in-a-text" [PAYLOAD_IS_WELL_FORMED]
        toast("a\u{fffe}b", "Content") => Refuses;

    "payload/sends-1024-octets" [PAYLOAD_FITS_1024_OCTETS, PAYLOAD_FITS_3072_OCTETS]
        raw(&const { repeated::<1024>(b"x") });
    "payload/sends-1025-octets" [PAYLOAD_FITS_3072_OCTETS] raw(&const { repeated::<1025>(b"x") });
    "payload/sends-3072-octets" [PAYLOAD_FITS_3072_OCTETS] raw(&const { repeated::<3072>(b"x") });
    "payload/refuses-3073-octets" [PAYLOAD_FITS_3072_OCTETS]
        raw(&const { repeated::<3073>(b"x") }) => Refuses;
    "payload/refuses-a-toast-that-is-too-long" [PAYLOAD_FITS_3072_OCTETS]
        toast("Title", text(&const { repeated::<3100>(b"x") })) => Refuses;
    "payload/refuses-a-tile-that-is-too-long" [PAYLOAD_FITS_3072_OCTETS]
        tile!(Classic, None, Title: set(text(&const { repeated::<3100>(b"x") }))) => Refuses;
    // 800 characters of text, 4000 octets on the wire.
    "payload/refuses-a-toast-that-encoding-makes-too-long" [PAYLOAD_FITS_3072_OCTETS]
        toast("Title", text(&const { repeated::<800>(b"&") })) => Refuses;
    // 1100 characters of text, 3300 octets on the wire.
    "payload/refuses-a-toast-that-has-too-many-octets" [PAYLOAD_FITS_3072_OCTETS]
        toast("Title", text(&const { repeated::<3300>("漢".as_bytes()) })) => Refuses;
    "payload/fits-a-short-toast-into-1024-octets"
        [PAYLOAD_FITS_1024_OCTETS, REQUEST_FITS_1024_OCTETS]
        toast_of(some("T"), None, None, None);
}

/// Every special character, alone and with the others, in every place where text can stand.
macro_rules! encodes {
    ($($character:literal [$($requirement:ident),+] $text:literal;)+) => {
        /// Special characters in the title of a toast.
        pub(super) const IN_TEXT1: &[Case] = &[$(send!(
            concat!("payload/encodes-", $character, "-in-text1"),
            [$($requirement),+, TEXTS_SURVIVE],
            toast($text, "Content")
        )),+];

        /// Special characters in the content of a toast.
        pub(super) const IN_TEXT2: &[Case] = &[$(send!(
            concat!("payload/encodes-", $character, "-in-text2"),
            [$($requirement),+, TEXTS_SURVIVE],
            toast("Title", $text)
        )),+];

        /// Special characters in the parameter of a toast.
        pub(super) const IN_PARAM: &[Case] = &[$(send!(
            concat!("payload/encodes-", $character, "-in-a-param"),
            [$($requirement),+, TEXTS_SURVIVE],
            deep_link(concat!("/Page.xaml?q=", $text))
        )),+];

        /// Special characters in the title of a tile.
        pub(super) const IN_TITLE: &[Case] = &[$(send!(
            concat!("payload/encodes-", $character, "-in-a-tile-title"),
            [$($requirement),+, TEXTS_SURVIVE],
            tile!(Classic, None, Title: set($text))
        )),+];

        /// Special characters in the id of a tile.
        pub(super) const IN_TILE_ID: &[Case] = &[$(send!(
            concat!("payload/encodes-", $character, "-in-a-tile-id"),
            [$($requirement),+, TILE_ID_IS_THE_NAVIGATION_URI],
            tile!(Classic, some(concat!("/Page.xaml?q=", $text)), Title: set("Title"))
        )),+];
    };
}

encodes! {
    "a-less-than-sign" [LESS_THAN_IS_ENCODED] "a < b";
    "a-greater-than-sign" [GREATER_THAN_IS_ENCODED] "a > b";
    "an-ampersand" [AMPERSAND_IS_ENCODED] "a & b";
    "an-apostrophe" [APOSTROPHE_IS_ENCODED] "it's";
    "a-quotation-mark" [QUOTATION_MARK_IS_ENCODED] "a \"b\" c";
    "all-five" [LESS_THAN_IS_ENCODED, AMPERSAND_IS_ENCODED, QUOTATION_MARK_IS_ENCODED] "<>&'\"";
}
