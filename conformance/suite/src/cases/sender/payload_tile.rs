//! What a sender makes of a tile.

use mpnspec_model::requirement::*;

use super::{CLEAR, repeated, set, some, text};
use crate::case::Case;

sends! { CASES;
    "payload-tile/sends-every-property"
        [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, TILE_ELEMENTS_APPEAR_ONCE, TEXTS_SURVIVE]
        tile!(Classic, None, BackgroundImage: set("/a.png"), Count: set("5"), Title: set("Title"),
            BackBackgroundImage: set("/b.png"), BackTitle: set("Back"), BackContent: set("Words"));
    "payload-tile/sends-the-properties-of-7-0"
        [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, CLASSIC_TILE_HAS_NO_VERSION]
        tile!(Classic, None, BackgroundImage: set("/a.png"), Count: set("5"), Title: set("Title"));
    "payload-tile/sends-a-background-image-alone"
        [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, IMAGE_PATHS_ARE_UNCHANGED]
        tile!(Classic, None, BackgroundImage: set("/a.png"));
    "payload-tile/sends-a-count-alone" [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("5"));
    "payload-tile/sends-a-title-alone" [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, TEXTS_SURVIVE]
        tile!(Classic, None, Title: set("Title"));
    "payload-tile/sends-a-back-background-image-alone"
        [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, IMAGE_PATHS_ARE_UNCHANGED]
        tile!(Classic, None, BackBackgroundImage: set("/b.png"));
    "payload-tile/sends-a-back-title-alone" [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, TEXTS_SURVIVE]
        tile!(Classic, None, BackTitle: set("Back"));
    "payload-tile/sends-a-back-content-alone" [CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS, TEXTS_SURVIVE]
        tile!(Classic, None, BackContent: set("Words"));
    "payload-tile/gives-a-classic-tile-no-version" [CLASSIC_TILE_HAS_NO_VERSION]
        tile!(Classic, None, BackTitle: set("Back"));

    "payload-tile/clears-a-count" [CLEAR_HAS_NO_CONTENT] tile!(Classic, None, Count: CLEAR);
    "payload-tile/clears-a-title" [CLEAR_HAS_NO_CONTENT] tile!(Classic, None, Title: CLEAR);
    "payload-tile/clears-a-back-background-image" [CLEAR_HAS_NO_CONTENT]
        tile!(Classic, None, BackBackgroundImage: CLEAR);
    "payload-tile/clears-a-back-title" [CLEAR_HAS_NO_CONTENT]
        tile!(Classic, None, BackTitle: CLEAR);
    "payload-tile/clears-a-back-content" [CLEAR_HAS_NO_CONTENT]
        tile!(Classic, None, BackContent: CLEAR);
    "payload-tile/clears-one-property-and-sets-another" [CLEAR_HAS_NO_CONTENT, TEXTS_SURVIVE]
        tile!(Classic, None, Count: CLEAR, Title: set("Title"));
    "payload-tile/refuses-to-clear-the-background-image" [CLASSIC_BACKGROUND_IS_NOT_CLEARED]
        tile!(Classic, None, BackgroundImage: CLEAR) => Refuses;
    "payload-tile/leaves-the-background-image-alone"
        [CLASSIC_BACKGROUND_IS_NOT_CLEARED, TEXTS_SURVIVE]
        tile!(Classic, None, BackgroundImage: set("/a.png"), Title: set("Title"));

    "payload-tile/sends-the-id-of-a-tile" [TILE_ID_IS_SPELT_ID, TILE_ID_IS_THE_NAVIGATION_URI]
        tile!(Classic, some("/Page.xaml?tile=1"), Title: set("Title"));
    "payload-tile/sends-the-id-of-a-tile-byte-for-byte" [TILE_ID_IS_THE_NAVIGATION_URI]
        tile!(Classic, some("/Page.xaml?Title=%46rom%20Tile&x=+é"), Title: set("Title"));
    "payload-tile/sends-the-id-beside-every-property"
        [TILE_ID_IS_SPELT_ID, CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS]
        tile!(Classic, some("/Page.xaml?tile=1"), BackgroundImage: set("/a.png"), Count: set("5"),
            Title: set("Title"), BackBackgroundImage: set("/b.png"), BackTitle: set("Back"),
            BackContent: set("Words"));
    "payload-tile/sends-no-id-for-the-default-tile" [NO_TILE_ID_FOR_THE_DEFAULT_TILE]
        tile!(Classic, None, Title: set("Title"));

    "payload-tile/sends-a-relative-image-path-unchanged" [IMAGE_PATHS_ARE_UNCHANGED]
        tile!(Classic, None, BackgroundImage: set("Images/a.png"));
    "payload-tile/sends-an-image-path-with-a-blank-unchanged" [IMAGE_PATHS_ARE_UNCHANGED]
        tile!(Classic, None, BackgroundImage: set("/My Images/a%20b.png"));
    "payload-tile/sends-an-image-path-of-the-store-unchanged" [IMAGE_PATHS_ARE_UNCHANGED]
        tile!(Classic, None, BackgroundImage: set("isostore:/Shared/ShellContent/a.png"));
    "payload-tile/sends-the-url-of-a-remote-image" [TEXTS_SURVIVE]
        tile!(Classic, None, BackgroundImage: set("http://example.com/a.png?size=1&b=%2F"));
    "payload-tile/sends-an-image-url-of-260-characters-to-7-0" [LONG_IMAGE_URIS_NOT_FOR_7_0]
        tile!(Classic, None, BackgroundImage: set(text(&const { url::<260>() }))), to V7_0;
    "payload-tile/refuses-an-image-url-of-261-characters-for-7-0" [LONG_IMAGE_URIS_NOT_FOR_7_0]
        tile!(Classic, None, BackgroundImage: set(text(&const { url::<261>() }))),
            to V7_0 => Refuses;

    "payload-tile/sends-no-id-to-7-0" [NO_TILE_ID_FOR_7_0]
        tile!(Classic, some("/Page.xaml?tile=1"), Title: set("Title")), to V7_0;
    "payload-tile/sends-no-back-title-to-7-0" [NO_BACK_TITLE_FOR_7_0]
        tile!(Classic, None, Title: set("Title"), BackTitle: set("Back")), to V7_0;
    "payload-tile/sends-no-back-background-image-to-7-0" [NO_BACK_BACKGROUND_IMAGE_FOR_7_0]
        tile!(Classic, None, Title: set("Title"), BackBackgroundImage: set("/b.png")), to V7_0;
    "payload-tile/sends-no-back-content-to-7-0" [NO_BACK_CONTENT_FOR_7_0]
        tile!(Classic, None, Title: set("Title"), BackContent: set("Words")), to V7_0;
    "payload-tile/sends-the-front-of-a-tile-to-7-0" [TEXTS_SURVIVE, NO_BACK_TITLE_FOR_7_0]
        tile!(Classic, None, BackgroundImage: set("/a.png"), Count: set("5"), Title: set("Title"),
            BackTitle: set("Back")), to V7_0;
    "payload-tile/sends-id-and-back-to-7-1" [TEXTS_SURVIVE, TILE_ID_IS_THE_NAVIGATION_URI]
        tile!(Classic, some("/Page.xaml?tile=1"), Title: set("Title"), BackTitle: set("Back")),
            to V7_1;
}

sends! { COUNTS;
    "payload-tile/sends-a-count-of-0" [COUNT_IS_0_TO_99, TEXTS_SURVIVE]
        tile!(Classic, None, Count: set("0"));
    "payload-tile/sends-a-count-of-1" [COUNT_IS_0_TO_99, TEXTS_SURVIVE]
        tile!(Classic, None, Count: set("1"));
    "payload-tile/sends-a-count-of-99" [COUNT_IS_0_TO_99, TEXTS_SURVIVE]
        tile!(Classic, None, Count: set("99"));
    "payload-tile/refuses-a-count-of-100" [COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("100")) => Refuses;
    "payload-tile/refuses-a-count-below-0" [COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("-1")) => Refuses;
    "payload-tile/refuses-a-count-that-is-no-whole-number" [COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("1.5")) => Refuses;
    "payload-tile/refuses-a-count-that-is-no-number" [COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("abc")) => Refuses;
    "payload-tile/refuses-a-count-in-other-digits" [COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("٥")) => Refuses;
    "payload-tile/refuses-a-count-beyond-32-bits" [COUNT_IS_0_TO_99]
        tile!(Classic, None, Count: set("4294967301")) => Refuses;
    "payload-tile/refuses-a-count-of-100-on-a-flip-tile" [COUNT_IS_0_TO_99]
        tile!(Flip, None, Count: set("100")) => Refuses;
}

sends! { COLOURS;
    "payload-tile/sends-a-colour-with-alpha" [COLOUR_IS_ARGB_HEX, TEXTS_SURVIVE]
        tile!(Iconic, None, BackgroundColor: set("#FF524742"));
    "payload-tile/sends-a-colour-in-lower-case" [COLOUR_IS_ARGB_HEX]
        tile!(Iconic, None, BackgroundColor: set("#80abcdef"));
    "payload-tile/sends-no-colour-at-all" [COLOUR_IS_ARGB_HEX]
        tile!(Iconic, None, BackgroundColor: set("#00000000"));
    "payload-tile/refuses-a-colour-without-alpha" [COLOUR_IS_ARGB_HEX]
        tile!(Iconic, None, BackgroundColor: set("#524742")) => Refuses;
    "payload-tile/refuses-a-colour-by-name" [COLOUR_IS_ARGB_HEX]
        tile!(Iconic, None, BackgroundColor: set("red")) => Refuses;
    "payload-tile/refuses-a-colour-without-its-sign" [COLOUR_IS_ARGB_HEX]
        tile!(Iconic, None, BackgroundColor: set("FF524742")) => Refuses;
    "payload-tile/refuses-a-colour-that-is-no-number" [COLOUR_IS_ARGB_HEX]
        tile!(Iconic, None, BackgroundColor: set("#GG524742")) => Refuses;
}

/// Each property of a template by itself.
macro_rules! alone {
    ($template:ident $requirement:ident; $($id:literal $property:ident $value:literal;)+) => {
        &[$(send!($id, [$requirement], tile!($template, None, $property: set($value)))),+]
    };
}

sends! { FLIP;
    "payload-tile/sends-every-property-of-a-flip-tile"
        [FLIP_TILE_HAS_ONLY_ITS_ELEMENTS, TILE_ELEMENTS_APPEAR_ONCE, ALL_SIZES_ARE_SENT,
         TEXTS_SURVIVE]
        tile!(Flip, None, SmallBackgroundImage: set("/s.png"), WideBackgroundImage: set("/w.png"),
            WideBackBackgroundImage: set("/x.png"), WideBackContent: set("Wide words"),
            BackgroundImage: set("/a.png"), Count: set("5"), Title: set("Title"),
            BackBackgroundImage: set("/b.png"), BackTitle: set("Back"), BackContent: set("Words"));
    "payload-tile/names-the-flip-template" [TEMPLATE_IS_KNOWN, TEMPLATE_HAS_VERSION_2_0]
        tile!(Flip, None, Title: set("Title"));
    "payload-tile/sends-the-id-of-a-flip-tile"
        [TILE_ID_IS_SPELT_ID, TILE_ID_IS_THE_NAVIGATION_URI, TEMPLATE_IS_KNOWN]
        tile!(Flip, some("/Page.xaml?tile=1"), Title: set("Title"));
    "payload-tile/clears-every-property-of-a-flip-tile"
        [CLEAR_HAS_NO_CONTENT, FLIP_TILE_HAS_ONLY_ITS_ELEMENTS]
        tile!(Flip, None, SmallBackgroundImage: CLEAR, WideBackgroundImage: CLEAR,
            WideBackBackgroundImage: CLEAR, WideBackContent: CLEAR, BackgroundImage: CLEAR,
            Count: CLEAR, Title: CLEAR, BackBackgroundImage: CLEAR, BackTitle: CLEAR,
            BackContent: CLEAR);
    "payload-tile/sends-a-flip-tile-to-7-8" [FLIP_ONLY_FROM_7_8, TEMPLATE_IS_KNOWN]
        tile!(Flip, None, Title: set("Title")), to V7_8;
    "payload-tile/sends-no-flip-tile-to-7-1" [FLIP_ONLY_FROM_7_8]
        tile!(Flip, None, SmallBackgroundImage: set("/s.png"), Title: set("Title")), to V7_1;
    "payload-tile/sends-no-flip-tile-to-7-0" [FLIP_ONLY_FROM_7_8]
        tile!(Flip, None, BackgroundImage: set("/a.png"), Title: set("Title")), to V7_0;
}

/// Each property of a flip tile by itself.
pub(super) const FLIP_ALONE: &[Case] = alone! { Flip FLIP_TILE_HAS_ONLY_ITS_ELEMENTS;
    "payload-tile/sends-a-flip-tile-with-its-small-image" SmallBackgroundImage "/s.png";
    "payload-tile/sends-a-flip-tile-with-its-wide-image" WideBackgroundImage "/w.png";
    "payload-tile/sends-a-flip-tile-with-its-wide-back-image" WideBackBackgroundImage "/x.png";
    "payload-tile/sends-a-flip-tile-with-its-wide-back-content" WideBackContent "Wide words";
    "payload-tile/sends-a-flip-tile-with-its-image" BackgroundImage "/a.png";
    "payload-tile/sends-a-flip-tile-with-its-count" Count "5";
    "payload-tile/sends-a-flip-tile-with-its-title" Title "Title";
    "payload-tile/sends-a-flip-tile-with-its-back-image" BackBackgroundImage "/b.png";
    "payload-tile/sends-a-flip-tile-with-its-back-title" BackTitle "Back";
    "payload-tile/sends-a-flip-tile-with-its-back-content" BackContent "Words";
};

sends! { ICONIC;
    "payload-tile/sends-every-property-of-an-iconic-tile"
        [ICONIC_TILE_HAS_ONLY_ITS_ELEMENTS, TILE_ELEMENTS_APPEAR_ONCE, ALL_SIZES_ARE_SENT,
         TEXTS_SURVIVE]
        tile!(Iconic, None, SmallIconImage: set("/s.png"), IconImage: set("/i.png"),
            WideContent1: set("One"), WideContent2: set("Two"), WideContent3: set("Three"),
            Count: set("5"), Title: set("Title"), BackgroundColor: set("#FF524742"));
    "payload-tile/names-the-iconic-template" [TEMPLATE_IS_KNOWN, TEMPLATE_HAS_VERSION_2_0]
        tile!(Iconic, None, Title: set("Title"));
    "payload-tile/clears-what-an-iconic-tile-lets-clear"
        [CLEAR_HAS_NO_CONTENT, ICONIC_TILE_HAS_ONLY_ITS_ELEMENTS]
        tile!(Iconic, None, WideContent1: CLEAR, WideContent2: CLEAR, WideContent3: CLEAR,
            Count: CLEAR, Title: CLEAR, BackgroundColor: CLEAR);
    "payload-tile/refuses-to-clear-the-icon" [ICONS_ARE_NOT_CLEARED]
        tile!(Iconic, None, IconImage: CLEAR) => Refuses;
    "payload-tile/refuses-to-clear-the-small-icon" [ICONS_ARE_NOT_CLEARED]
        tile!(Iconic, None, SmallIconImage: CLEAR) => Refuses;
    "payload-tile/sends-no-iconic-tile-to-7-8" [TEMPLATES_ONLY_FROM_8_0]
        tile!(Iconic, None, WideContent1: set("One"), Title: set("Title")), to V7_8;
    "payload-tile/sends-no-iconic-tile-to-7-1" [TEMPLATES_ONLY_FROM_8_0]
        tile!(Iconic, None, WideContent1: set("One"), Title: set("Title")), to V7_1;
}

/// Each property of an iconic tile by itself.
pub(super) const ICONIC_ALONE: &[Case] = alone! { Iconic ICONIC_TILE_HAS_ONLY_ITS_ELEMENTS;
    "payload-tile/sends-an-iconic-tile-with-its-small-icon" SmallIconImage "/s.png";
    "payload-tile/sends-an-iconic-tile-with-its-icon" IconImage "/i.png";
    "payload-tile/sends-an-iconic-tile-with-its-first-line" WideContent1 "One";
    "payload-tile/sends-an-iconic-tile-with-its-second-line" WideContent2 "Two";
    "payload-tile/sends-an-iconic-tile-with-its-third-line" WideContent3 "Three";
    "payload-tile/sends-an-iconic-tile-with-its-count" Count "5";
    "payload-tile/sends-an-iconic-tile-with-its-title" Title "Title";
    "payload-tile/sends-an-iconic-tile-with-its-colour" BackgroundColor "#FF524742";
};

sends! { CYCLE;
    "payload-tile/sends-every-property-of-a-cycle-tile"
        [CYCLE_TILE_HAS_ONLY_ITS_ELEMENTS, TILE_ELEMENTS_APPEAR_ONCE, ALL_SIZES_ARE_SENT,
         TEXTS_SURVIVE]
        tile!(Cycle, None, SmallBackgroundImage: set("/s.png"), CycleImage1: set("/1.png"),
            CycleImage2: set("/2.png"), CycleImage3: set("/3.png"), CycleImage4: set("/4.png"),
            CycleImage5: set("/5.png"), CycleImage6: set("/6.png"), CycleImage7: set("/7.png"),
            CycleImage8: set("/8.png"), CycleImage9: set("/9.png"), Count: set("5"),
            Title: set("Title"));
    "payload-tile/names-the-cycle-template" [TEMPLATE_IS_KNOWN, TEMPLATE_HAS_VERSION_2_0]
        tile!(Cycle, None, Title: set("Title"));
    "payload-tile/sends-a-cycle-tile-with-its-first-and-last-image"
        [CYCLE_TILE_HAS_ONLY_ITS_ELEMENTS, CYCLE_IMAGES_ARE_LOCAL]
        tile!(Cycle, None, CycleImage1: set("/1.png"), CycleImage9: set("/9.png"));
    "payload-tile/refuses-a-remote-cycle-image" [CYCLE_IMAGES_ARE_LOCAL]
        tile!(Cycle, None, CycleImage1: set("http://example.com/1.png")) => Refuses;
    "payload-tile/clears-every-property-of-a-cycle-tile"
        [CLEAR_HAS_NO_CONTENT, CYCLE_TILE_HAS_ONLY_ITS_ELEMENTS]
        tile!(Cycle, None, SmallBackgroundImage: CLEAR, CycleImage1: CLEAR, CycleImage2: CLEAR,
            CycleImage3: CLEAR, CycleImage4: CLEAR, CycleImage5: CLEAR, CycleImage6: CLEAR,
            CycleImage7: CLEAR, CycleImage8: CLEAR, CycleImage9: CLEAR, Count: CLEAR,
            Title: CLEAR);
    "payload-tile/sends-no-cycle-tile-to-7-8" [TEMPLATES_ONLY_FROM_8_0]
        tile!(Cycle, None, CycleImage1: set("/1.png"), Title: set("Title")), to V7_8;
}

/// The URL of an image that has so many characters.
const fn url<const N: usize>() -> [u8; N] {
    const HEAD: &[u8] = b"http://example.com/";
    let mut url = repeated::<N>(b"abcdefgh/");
    let mut at = 0;
    while at < HEAD.len() {
        url[at] = HEAD[at];
        at += 1;
    }
    url
}
