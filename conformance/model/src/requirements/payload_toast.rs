//! The toast.

requirements! {
    in payload_toast;

    /// A toast holds `Text1`, `Text2`, `Param` and `Sound`, and nothing else.
    TOAST_HAS_ONLY_ITS_ELEMENTS = "payload-toast/toast-has-only-its-elements"
        Sender Must V7_0 from "Toasts (jj662938)" for "M-70";
    /// No element appears twice in a toast.
    TOAST_ELEMENTS_APPEAR_ONCE = "payload-toast/toast-elements-appear-once"
        Sender Must V7_0 from "Toasts (jj662938)" for "M-70";
    /// A toast has at least one of its two texts.
    TOAST_HAS_A_TEXT = "payload-toast/toast-has-a-text"
        Sender Should V7_0 from "Toasts (jj662938)" for "M-71";
    /// A toast has no `Version`.
    TOAST_HAS_NO_VERSION = "payload-toast/toast-has-no-version"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-75";
    /// A toast has no `Template`.
    TOAST_HAS_NO_TEMPLATE = "payload-toast/toast-has-no-template"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-75";
    /// `Param` is a page path that begins with a slash, or a query that begins with a question
    /// mark.
    PARAM_IS_A_DEEP_LINK = "payload-toast/param-is-a-deep-link"
        Sender Must V7_1 from "Toasts (jj662938)" for "M-72";
    /// `Param` has at most 256 characters once encoded.
    PARAM_FITS_256_CHARACTERS = "payload-toast/param-fits-256-characters"
        Sender Should V7_1 from "Practice of services and client libraries" for "M-73";
    /// A toast for a 7.0 phone has no `Param`.
    NO_PARAM_FOR_7_0 = "payload-toast/no-param-for-7-0"
        Sender Must V7_1 from "Sending push notifications (hh202945), The duties of a sender, 3"
            for "S003-21 S003-22";
    /// Only phones from 8.0 Update 3 on get a toast with `Sound`.
    SOUND_ONLY_FROM_UPDATE_3 = "payload-toast/sound-only-from-update-3"
        Sender Should V8_0 from "Toasts (jj662938)" for "M-74";
    /// `Sound` holds the path of a sound or says `Silent="true"`.
    SOUND_IS_A_PATH_OR_SILENT = "payload-toast/sound-is-a-path-or-silent"
        Sender Should V8_0 from "Toasts (jj662938)" for "M-74";
}
