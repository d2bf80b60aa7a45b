//! The elements of a toast, alone and together.

use mpnspec_model::header::Kind::Toast;

use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

/// A toast of these elements.
macro_rules! toast_of {
    ($($element:literal),*) => {
        Message {
            body: Body::Text(concat!(
                r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
                "<wp:Toast>", $($element,)* "</wp:Toast></wp:Notification>"
            )),
            ..TOAST
        }
    };
}

const EVERYTHING: Message = toast_of!(
    "<wp:Text1>Title {n}</wp:Text1>",
    "<wp:Text2>Content</wp:Text2>",
    "<wp:Param>/Page.xaml?from=toast&amp;n={n}</wp:Param>",
    "<wp:Sound>Sounds/bell.wav</wp:Sound>"
);

pub(super) const CASES: &[Case] = cases! {
    "payload-toast/a-title-alone-is-a-toast"
        shows TOAST_TARGET_MAKES_A_TOAST
        [
            Open(A, Access::Open),
            Post(A, toast_of!("<wp:Text1>Title {n}</wp:Text1>"), RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1)]),
        ];
    "payload-toast/a-content-alone-is-a-toast"
        shows TOAST_TARGET_MAKES_A_TOAST
        [
            Open(A, Access::Open),
            Post(A, toast_of!("<wp:Text2>Content {n}</wp:Text2>"), RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1)]),
        ];
    "payload-toast/empty-texts-are-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, toast_of!("<wp:Text1></wp:Text1><wp:Text2/>"), RECEIVED),
        ];
    "payload-toast/a-parameter-with-a-page-is-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(
                A,
                toast_of!("<wp:Text1>Title</wp:Text1>", "<wp:Param>/Page.xaml?a=1&amp;b=2</wp:Param>"),
                RECEIVED,
            ),
        ];
    "payload-toast/a-parameter-of-a-query-alone-is-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, toast_of!("<wp:Text1>Title</wp:Text1>", "<wp:Param>?a=1</wp:Param>"), RECEIVED),
        ];
    "payload-toast/a-sound-is-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, toast_of!("<wp:Text1>Title</wp:Text1>", "<wp:Sound>bell.wav</wp:Sound>"), RECEIVED),
        ];
    "payload-toast/a-silent-sound-is-accepted"
        shows RECEIVED_IS_200
        [
            Open(A, Access::Open),
            Post(A, toast_of!("<wp:Text1>Title</wp:Text1>", r#"<wp:Sound Silent="true"/>"#), RECEIVED),
        ];
    "payload-toast/a-toast-of-everything-arrives"
        shows TOAST_TARGET_MAKES_A_TOAST, CLASS_2_IS_AT_ONCE
        [Open(A, Access::Open), Post(A, EVERYTHING, RECEIVED), Settle, Handed(A, &[(Toast, 1)])];
};
