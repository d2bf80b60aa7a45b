//! The fields of a notification request, as they are written and as they are read.

requirements! {
    in request_headers;

    /// The message id of a request comes back unchanged.
    MESSAGE_ID_IS_ECHOED = "request-headers/message-id-is-echoed"
        PushService Must V7_0 from "Sending push notifications (hh202945), MessageID"
            for "M-54 S003-35";
    /// A message id that is no UUID comes back unchanged too.
    ANY_MESSAGE_ID_IS_ECHOED = "request-headers/any-message-id-is-echoed"
        PushService Should V7_0 from "Sending push notifications (hh202945), MessageID"
            for "S003-37 D-04";
    /// Without a message id in the request there is none in the response.
    NO_MESSAGE_ID_NO_ECHO = "request-headers/no-message-id-no-echo"
        PushService Must V7_0 from "Sending push notifications (hh202945), MessageID"
            for "S003-36 M-55 D-03";
    /// Two requests with the same message id are two notifications.
    MESSAGE_ID_REMOVES_NO_DUPLICATES = "request-headers/message-id-removes-no-duplicates"
        PushService Should V7_0 from "Sending push notifications (hh202945), MessageID"
            for "M-117 D-05";
    /// Without a notification class the notification is delivered at once.
    CLASS_ABSENT_IS_IMMEDIATE = "request-headers/class-absent-is-immediate"
        PushService Must V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "S003-42 M-13 D-06";
    /// Class 0, which no table lists, is answered 4xx.
    CLASS_0_IS_REFUSED = "request-headers/class-0-is-refused"
        PushService Must V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "D-07";
    /// A class that no table lists, such as 32, is refused.
    UNDOCUMENTED_CLASS_IS_REFUSED = "request-headers/undocumented-class-is-refused"
        PushService Observed V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "D-07";
    /// A class or target that no table lists is refused, or taken all the same.
    UNLISTED_VALUES_ARE_RECORDED = "request-headers/unlisted-values-are-recorded"
        PushService Observed V7_0 from "Sending push notifications (hh202945), Custom HTTP headers"
            for "D-01 D-07";
    /// A class that belongs to another kind of notification is refused.
    CLASS_OF_ANOTHER_KIND_IS_REFUSED = "request-headers/class-of-another-kind-is-refused"
        PushService Observed V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "D-07";
    /// Raw classes of the first phones, 3 to 10, 13 to 20 and 23 to 31, are taken.
    EARLY_RAW_CLASSES_ARE_TAKEN = "request-headers/early-raw-classes-are-taken"
        PushService Must V7_0 from "Practice of services and client libraries" for "M-15 D-07";
    /// The target `toast` makes the notification a toast.
    TOAST_TARGET_MAKES_A_TOAST = "request-headers/toast-target-makes-a-toast"
        PushService Must V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "S003-45 S002-12";
    /// The target `token` makes the notification a tile update.
    TOKEN_TARGET_MAKES_A_TILE = "request-headers/token-target-makes-a-tile"
        PushService Must V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "S003-45 S002-12";
    /// Without a target the notification is raw, whatever its body looks like.
    TARGET_ABSENT_IS_RAW = "request-headers/target-absent-is-raw"
        PushService Must V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "S003-47 S002-12";
    /// The target `raw` makes the notification raw.
    RAW_TARGET_MAKES_IT_RAW = "request-headers/raw-target-makes-it-raw"
        PushService Should V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "S003-46 M-122 D-02";
    /// The target `tile` is not treated like `token`.
    TILE_TARGET_IS_NO_TILE = "request-headers/tile-target-is-no-tile"
        PushService Must V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "M-21 D-01";
    /// A target counts in any mixture of upper and lower case.
    TARGET_IN_ANY_CASE = "request-headers/target-in-any-case"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-20 D-01";
    /// A target field without its second hyphen is no target field.
    MISSPELT_TARGET_FIELD_IS_RAW = "request-headers/misspelt-target-field-is-raw"
        PushService Observed V7_0 from "Pushing notifications from a server (hh221551)" for "M-22";
    /// A request with none of the three custom fields is served, as an immediate raw notification.
    BARE_REQUEST_IS_IMMEDIATE_RAW = "request-headers/bare-request-is-immediate-raw"
        PushService Must V7_0 from "Sending push notifications (hh202945), Custom HTTP headers"
            for "S003-33";
    /// A field value counts with and without a blank after the colon.
    BLANK_AFTER_THE_COLON_IS_OPTIONAL = "request-headers/blank-after-the-colon-is-optional"
        PushService Must V7_0 from "Sending push notifications (hh202945), MessageID"
            for "S003-39 S003-44";
    /// `X-CallbackURI` on a notification registers nothing and changes nothing.
    CALLBACK_URI_ON_A_NOTIFICATION_IS_IGNORED = "request-headers/callback-uri-on-a-notification-is-ignored"
        PushService Should V7_1 from "Callback registration (ff402554), sample" for "M-105 D-35";
    /// A content type with a charset parameter is accepted.
    CHARSET_IS_ACCEPTED = "request-headers/charset-is-accepted"
        PushService Should V7_0 from "Practice of services and client libraries" for "M-09";
    /// A content type with a quoted charset parameter is accepted.
    QUOTED_CHARSET_IS_ACCEPTED = "request-headers/quoted-charset-is-accepted"
        PushService Should V7_0 from "Practice of services and client libraries" for "M-09";
    /// An odd content type, or none, does not matter.
    CONTENT_TYPE_IS_NOT_ENFORCED = "request-headers/content-type-is-not-enforced"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-10";
    /// A toast has the content type `text/xml`, with or without parameters.
    TOAST_CONTENT_TYPE_IS_TEXT_XML = "request-headers/toast-content-type-is-text-xml"
        Sender Must V7_0 from "Sending push notifications (hh202945), Toast HTTP headers"
            for "S003-59 S003-60";
    /// A tile update has the content type `text/xml`, with or without parameters.
    TILE_CONTENT_TYPE_IS_TEXT_XML = "request-headers/tile-content-type-is-text-xml"
        Sender Must V7_0 from "Sending push notifications (hh202945), Tile HTTP headers"
            for "S003-69 S003-70";
    /// A raw notification has a content type.
    RAW_HAS_A_CONTENT_TYPE = "request-headers/raw-has-a-content-type"
        Sender Must V7_0 from "Sending push notifications (hh202945), Raw HTTP headers"
            for "S003-86";
    /// A raw notification has the content type `text/xml` like the others.
    RAW_CONTENT_TYPE_IS_TEXT_XML = "request-headers/raw-content-type-is-text-xml"
        Sender Should V7_0 from "Sending push notifications (hh202945), Raw HTTP headers"
            for "S003-87";
    /// A toast has the target `toast`.
    TOAST_TARGET_IS_TOAST = "request-headers/toast-target-is-toast"
        Sender Must V7_0 from "Sending push notifications (hh202945), Toast HTTP headers"
            for "S003-59 S003-61 S003-50 S002-23";
    /// A tile update has the target `token`.
    TILE_TARGET_IS_TOKEN = "request-headers/tile-target-is-token"
        Sender Must V7_0 from "Sending push notifications (hh202945), Tile HTTP headers"
            for "S003-69 S003-71 S002-23 D-01";
    /// A raw notification has no target.
    RAW_HAS_NO_TARGET = "request-headers/raw-has-no-target"
        Sender Should V7_0 from "Sending push notifications (hh202945), Raw HTTP headers"
            for "S003-89 D-02";
    /// The target field is named `X-WindowsPhone-Target`.
    TARGET_FIELD_IS_HYPHENATED = "request-headers/target-field-is-hyphenated"
        Sender Must V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "S003-49 M-22";
    /// A request has at most one target.
    ONE_TARGET = "request-headers/one-target"
        Sender Must V7_0 from "Sending push notifications (hh202945), Notification Type"
            for "S003-19 S003-49";
    /// A notification has a class.
    CLASS_IS_PRESENT = "request-headers/class-is-present"
        Sender Should V7_0 from "Sending push notifications (hh202945), Toast HTTP headers"
            for "S003-59 S003-69 S003-86 D-06";
    /// A class is a number in decimal digits.
    CLASS_IS_DIGITS = "request-headers/class-is-digits"
        Sender Must V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "S003-43 S003-62 S003-72 S003-88";
    /// A class begins with no zero.
    CLASS_HAS_NO_LEADING_ZERO = "request-headers/class-has-no-leading-zero"
        Sender Should V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "D-07 S003-43";
    /// The class of a toast is 2, 12 or 22.
    TOAST_CLASS_IS_2_12_OR_22 = "request-headers/toast-class-is-2-12-or-22"
        Sender Must V7_0 from "Sending push notifications (hh202945), Toast batching intervals"
            for "S003-63 S003-41 D-07";
    /// The class of a tile update is 1, 11 or 21.
    TILE_CLASS_IS_1_11_OR_21 = "request-headers/tile-class-is-1-11-or-21"
        Sender Must V7_0 from "Sending push notifications (hh202945), Tile batching intervals"
            for "S003-73 S003-41 D-07";
    /// The class of a raw notification is 3, 13 or 23.
    RAW_CLASS_IS_3_13_OR_23 = "request-headers/raw-class-is-3-13-or-23"
        Sender Must V7_0 from "Sending push notifications (hh202945), Raw batching intervals"
            for "S003-90 S003-41 M-15 D-07";
    /// The class stands for the batching interval that the sender was asked for.
    CLASS_IS_THE_INTERVAL_ASKED_FOR = "request-headers/class-is-the-interval-asked-for"
        Sender Must V7_0 from "Sending push notifications (hh202945), NotificationClass"
            for "M-16";
    /// A message id is a UUID.
    MESSAGE_ID_IS_A_UUID = "request-headers/message-id-is-a-uuid"
        Sender Must V7_0 from "Sending push notifications (hh202945), MessageID"
            for "S003-38 D-04";
    /// A message id is written in lower case, with four hyphens.
    MESSAGE_ID_IS_LOWER_CASE = "request-headers/message-id-is-lower-case"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-54 D-04";
    /// A request has at most one message id.
    ONE_MESSAGE_ID = "request-headers/one-message-id"
        Sender Must V7_0 from "Sending push notifications (hh202945), MessageID"
            for "S003-37 D-04";
    /// A message id that the sender was told is the one on the request.
    MESSAGE_ID_IS_THE_ONE_ASKED_FOR = "request-headers/message-id-is-the-one-asked-for"
        Sender Must V7_0 from "Sending push notifications (hh202945), MessageID" for "S003-35";
    /// The fields of a request take at most 1024 octets.
    HEADERS_FIT_1024_OCTETS = "request-headers/headers-fit-1024-octets"
        Sender Should V7_0 from "Push notifications, overview" for "M-99";
    /// `X-CallbackURI` is sent with registrations only.
    CALLBACK_URI_ONLY_ON_REGISTRATION = "request-headers/callback-uri-only-on-registration"
        Sender Should V7_1 from "Callback registration (ff402554), sample"
            for "S000-28 S003-34 M-105 D-35";
}
