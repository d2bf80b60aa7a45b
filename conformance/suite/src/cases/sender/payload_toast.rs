//! What a sender makes of a toast.

use alloc::borrow::Cow;

use mpnspec_model::edition::OsVersion;
use mpnspec_model::payload::{Payload, Sound};
use mpnspec_model::requirement::*;

use super::{deep_link, repeated, some, text, toast, toast_of};
use crate::case::{Access, Case, Channel::A, Decides::Anything, Id, Notification, Step::*};

sends! { CASES;
    "payload-toast/sends-title-and-content" [TOAST_HAS_A_TEXT, TEXTS_SURVIVE, SENDS_THE_MESSAGE]
        toast("Title", "Content");
    "payload-toast/sends-a-title-alone" [TOAST_HAS_A_TEXT, TEXTS_SURVIVE]
        toast_of(some("Title"), None, None, None);
    "payload-toast/sends-a-content-alone" [TOAST_HAS_A_TEXT, TEXTS_SURVIVE]
        toast_of(None, some("Content"), None, None);
    "payload-toast/sends-an-empty-content" [TOAST_HAS_A_TEXT] toast("Title", "");
    "payload-toast/sends-the-same-text-twice" [TOAST_ELEMENTS_APPEAR_ONCE, TEXTS_SURVIVE]
        toast("Same", "Same");
    // Long texts are cut on the screen, which is no fault of the sender's.
    "payload-toast/sends-a-title-of-200-characters" [TEXTS_SURVIVE]
        toast(text(&const { repeated::<200>(b"title ") }), "Content");
    "payload-toast/refuses-a-toast-without-texts" [TOAST_HAS_A_TEXT]
        toast_of(None, None, None, None) => Refuses;
    "payload-toast/refuses-a-toast-of-a-param-alone" [TOAST_HAS_A_TEXT]
        toast_of(None, None, some("/Page.xaml"), None) => Refuses;
    "payload-toast/sends-nothing-but-its-elements"
        [TOAST_HAS_ONLY_ITS_ELEMENTS, TOAST_ELEMENTS_APPEAR_ONCE]
        deep_link("/Page.xaml");
    "payload-toast/gives-a-toast-no-version" [TOAST_HAS_NO_VERSION, TOAST_HAS_NO_TEMPLATE]
        toast("Title", "Content");

    "payload-toast/sends-a-page-as-param" [PARAM_IS_A_DEEP_LINK, TEXTS_SURVIVE]
        deep_link("/Page.xaml");
    "payload-toast/sends-a-page-and-a-query-as-param" [PARAM_IS_A_DEEP_LINK, TEXTS_SURVIVE]
        deep_link("/Page.xaml?a=1&b=2");
    "payload-toast/sends-a-query-as-param" [PARAM_IS_A_DEEP_LINK, TEXTS_SURVIVE] deep_link("?a=1");
    "payload-toast/sends-percent-signs-in-a-param-as-they-are" [TEXTS_SURVIVE]
        deep_link("/Page.xaml?q=a%20b%26c+d");
    "payload-toast/sends-a-fragment-in-a-param-as-it-is" [TEXTS_SURVIVE]
        deep_link("/Page.xaml?q=1#x");
    "payload-toast/refuses-a-param-without-a-slash" [PARAM_IS_A_DEEP_LINK]
        deep_link("Page.xaml") => Refuses;
    "payload-toast/refuses-the-url-of-a-web-page-as-param" [PARAM_IS_A_DEEP_LINK]
        deep_link("http://example.com/") => Refuses;
    "payload-toast/sends-a-param-of-256-characters" [PARAM_FITS_256_CHARACTERS, TEXTS_SURVIVE]
        deep_link(text(&const { repeated::<256>(b"/abcdefghijklmno") }));
    "payload-toast/refuses-a-param-of-257-characters" [PARAM_FITS_256_CHARACTERS]
        deep_link(text(&const { repeated::<257>(b"/abcdefghijklmno") })) => Refuses;
    // 64 characters, of which 48 become `&amp;`: 256 once encoded.
    "payload-toast/sends-a-param-that-encoding-brings-to-256"
        [PARAM_FITS_256_CHARACTERS, TEXTS_SURVIVE]
        deep_link(text(&const { repeated::<64>(b"/&&&") }));
    // 65 characters: 257 once encoded.
    "payload-toast/refuses-a-param-that-encoding-brings-to-257" [PARAM_FITS_256_CHARACTERS]
        deep_link(text(&const { repeated::<65>(b"/&&&") })) => Refuses;
}

sends! { PHONES;
    "payload-toast/sends-no-param-to-7-0" [NO_PARAM_FOR_7_0] deep_link("/Page.xaml"), to V7_0;
    "payload-toast/sends-a-param-to-7-1" [NO_PARAM_FOR_7_0, TEXTS_SURVIVE]
        deep_link("/Page.xaml"), to V7_1;
    "payload-toast/sends-the-texts-to-7-0" [TEXTS_SURVIVE] toast("Title", "Content"), to V7_0;
    "payload-toast/sends-the-path-of-a-sound-to-update-3"
        [SOUND_IS_A_PATH_OR_SILENT, SOUND_ONLY_FROM_UPDATE_3]
        toast_of(some("Title"), some("Content"), None, Some(FILE)), to V8_0Update3;
    "payload-toast/sends-a-sound-between-the-other-elements"
        [TOAST_HAS_ONLY_ITS_ELEMENTS, TOAST_ELEMENTS_APPEAR_ONCE]
        toast_of(some("Title"), some("Content"), some("/Page.xaml"), Some(FILE)), to V8_0Update3;
    "payload-toast/sends-a-silent-toast-to-update-3"
        [SOUND_IS_A_PATH_OR_SILENT, SOUND_ONLY_FROM_UPDATE_3]
        toast_of(some("Title"), some("Content"), None, Some(Sound::Silent)), to V8_0Update3;
    "payload-toast/sends-no-sound-to-7-1" [SOUND_ONLY_FROM_UPDATE_3]
        toast_of(some("Title"), some("Content"), None, Some(FILE)), to V7_1;
}

cases! { SOUND_ON_8_0;
    // A sender that does not ask which phone it sends to cannot tell 8.0 from its third update.
    "payload-toast/sends-no-sound-to-8-0" [SOUND_ONLY_FROM_UPDATE_3]
        Needs("os-version"), Open(A, Access::Open), Tell(A, on_8_0(FILE), Anything);
    "payload-toast/sends-no-silence-to-8-0" [SOUND_ONLY_FROM_UPDATE_3]
        Needs("os-version"), Open(A, Access::Open), Tell(A, on_8_0(Sound::Silent), Anything);
}

const FILE: Sound<'static> = Sound::File(Cow::Borrowed("/Sounds/alarm.wav"));

const fn on_8_0(sound: Sound<'static>) -> Notification {
    let payload: Payload<'static> = toast_of(some("Title"), some("Content"), None, Some(sound));
    Notification { payload: Some(payload), interval: None, id: Id::None, os: OsVersion::V8_0 }
}
