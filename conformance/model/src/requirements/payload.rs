//! What toasts and tiles share: the XML frame, its text, its size.

requirements! {
    in payload;

    /// The body of a toast or a tile update is well-formed XML.
    PAYLOAD_IS_WELL_FORMED = "payload/is-well-formed"
        Sender Must V7_0 from "MPNS blog post (2013), paragraph 5" for "S002-25 M-32 S003-17";
    /// A less-than sign in a text is encoded.
    LESS_THAN_IS_ENCODED = "payload/less-than-is-encoded"
        Sender Must V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-52 M-32 D-23";
    /// An ampersand in a text is encoded.
    AMPERSAND_IS_ENCODED = "payload/ampersand-is-encoded"
        Sender Must V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-54 M-32 D-23";
    /// A greater-than sign in a text is encoded.
    GREATER_THAN_IS_ENCODED = "payload/greater-than-is-encoded"
        Sender Should V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-53 D-23";
    /// An apostrophe in a text is encoded.
    APOSTROPHE_IS_ENCODED = "payload/apostrophe-is-encoded"
        Sender Should V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-55 D-23";
    /// A quotation mark in a text is encoded.
    QUOTATION_MARK_IS_ENCODED = "payload/quotation-mark-is-encoded"
        Sender Should V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-56 D-23";
    /// The five special characters are encoded as their named entities.
    ENCODING_USES_THE_FIVE_ENTITIES = "payload/encoding-uses-the-five-entities"
        Sender Must V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-51 D-23";
    /// Every text and attribute decodes to what the sender was told to send.
    TEXTS_SURVIVE = "payload/texts-survive"
        Sender Must V7_0 from "Sending push notifications (hh202945), Special characters"
            for "S003-51";
    /// The body of a toast or a tile update is UTF-8.
    PAYLOAD_IS_UTF_8 = "payload/is-utf-8"
        Sender Must V7_0 from "Sending push notifications (hh202945), Tile payloads"
            for "M-62 S003-80";
    /// The document begins with an XML declaration that names utf-8.
    DECLARATION_IS_SENT = "payload/declaration-is-sent"
        Sender Should V7_0 from "Sending push notifications (hh202945), Tile payloads"
            for "S003-80 M-61";
    /// The root element is named `Notification`.
    ROOT_IS_NOTIFICATION = "payload/root-is-notification"
        Sender Must V7_0 from "Sending push notifications (hh202945), Tile payloads"
            for "M-59 S003-81";
    /// The root element is in the namespace `WPNotification`.
    ROOT_IS_IN_ITS_NAMESPACE = "payload/root-is-in-its-namespace"
        Sender Must V7_0 from "Sending push notifications (hh202945), Tile payloads"
            for "M-59 S003-81";
    /// The namespace has the prefix `wp`.
    PREFIX_IS_WP = "payload/prefix-is-wp"
        Sender Should V7_0 from "Sending push notifications (hh202945), Tile payloads"
            for "M-60 S003-81 D-24";
    /// The root element has exactly one child element.
    ONE_CHILD = "payload/one-child"
        Sender Must V7_0 from "Sending push notifications (hh202945), The duties of a sender, 2"
            for "M-59 S003-19";
    /// The child is `Toast` under the target `toast` and `Tile` under `token`.
    CHILD_FITS_THE_TARGET = "payload/child-fits-the-target"
        Sender Must V7_0 from "Sending push notifications (hh202945), The duties of a sender, 2"
            for "S003-17 S003-19 M-59";
    /// The body of a notification takes at most 3072 octets.
    PAYLOAD_FITS_3072_OCTETS = "payload/fits-3072-octets"
        Sender Must V7_1 from "Push notifications, overview" for "M-100 D-22";
    /// The body of a notification takes at most 1024 octets, which every edition allows.
    PAYLOAD_FITS_1024_OCTETS = "payload/fits-1024-octets"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-100 D-22";
    /// The body of a notification and its fields take at most 1024 octets together.
    REQUEST_FITS_1024_OCTETS = "payload/request-fits-1024-octets"
        Sender Must V7_0 from "Practice of services and client libraries" for "M-100 D-22";
    /// A body of 1024 octets is taken.
    PAYLOADS_OF_1024_OCTETS_ARE_TAKEN = "payload/payloads-of-1024-octets-are-taken"
        PushService Must V7_0 from "Push notifications, overview" for "M-100 D-22";
    /// A body of 3072 octets is taken.
    PAYLOADS_OF_3072_OCTETS_ARE_TAKEN = "payload/payloads-of-3072-octets-are-taken"
        PushService Must V7_1 from "Push notifications, overview" for "M-100 D-22";
    /// A body of more than 3072 octets is answered 4xx.
    OVERSIZED_PAYLOADS_ARE_REFUSED = "payload/oversized-payloads-are-refused"
        PushService Must V7_0 from "Push notifications, overview" for "M-100 M-101 D-22";
    /// White space between elements is accepted.
    WHITE_SPACE_IS_ACCEPTED = "payload/white-space-is-accepted"
        PushService Must V7_0 from "Sending push notifications (hh202945), Tile payloads"
            for "S003-84 D-24";
    /// The properties are accepted in any order.
    ANY_ELEMENT_ORDER_IS_ACCEPTED = "payload/any-element-order-is-accepted"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-64 D-24";
    /// Attributes are accepted between single quotes.
    SINGLE_QUOTES_ARE_ACCEPTED = "payload/single-quotes-are-accepted"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-69 D-24";
    /// Attributes are accepted in any order.
    ANY_ATTRIBUTE_ORDER_IS_ACCEPTED = "payload/any-attribute-order-is-accepted"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-69 D-24";
    /// Any prefix of the namespace is accepted.
    ANY_PREFIX_IS_ACCEPTED = "payload/any-prefix-is-accepted"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-60 D-24";
    /// A document without an XML declaration is accepted.
    NO_DECLARATION_IS_ACCEPTED = "payload/no-declaration-is-accepted"
        PushService Should V7_0 from "Practice of services and client libraries" for "M-61";
    /// A numeric character reference is accepted in place of an entity.
    NUMERIC_REFERENCES_ARE_ACCEPTED = "payload/numeric-references-are-accepted"
        PushService Should V7_0 from "Sending push notifications (hh202945), Special characters"
            for "D-23";
    /// A CDATA section is accepted in place of entities.
    CDATA_IS_ACCEPTED = "payload/cdata-is-accepted"
        PushService Should V7_0 from "Sending push notifications (hh202945), Special characters"
            for "D-23";
    /// A text that is too long for the screen is accepted.
    LONG_TEXTS_ARE_ACCEPTED = "payload/long-texts-are-accepted"
        PushService Observed V7_0 from "Toasts (jj662938)" for "M-76";
    /// An element that the documents do not know is not refused by the service.
    UNKNOWN_ELEMENTS_ARE_ACCEPTED = "payload/unknown-elements-are-accepted"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-68";
}
