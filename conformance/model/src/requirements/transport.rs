//! How requests and responses travel: HTTP, methods, TLS and certificates.

requirements! {
    in transport;

    /// A response is an HTTP/1.1 message that begins with a status line.
    RESPONSES_ARE_HTTP_1_1 = "transport/responses-are-http-1-1"
        PushService Must V7_0 from "Response codes (ff941100)" for "M-02";
    /// A response has a `Date` that reads as an HTTP date.
    RESPONSES_HAVE_A_DATE = "transport/responses-have-a-date"
        PushService Must V7_0 from "Response codes (ff941100)" for "M-50 M-02";
    /// Every POST gets one complete response.
    EVERY_POST_IS_ANSWERED = "transport/every-post-is-answered"
        PushService Must V7_0 from "MPNS blog post (2013), paragraph 4" for "S002-16";
    /// The answer comes without waiting until the device has the notification.
    ANSWER_DOES_NOT_WAIT_FOR_DELIVERY = "transport/answer-does-not-wait-for-delivery"
        PushService Must V7_0 from "MPNS blog post (2013), paragraph 1" for "S002-03 S003-07";
    /// The names of request fields count in any mixture of upper and lower case.
    FIELD_NAMES_IN_ANY_CASE = "transport/field-names-in-any-case"
        PushService Must V7_0 from "HTTP/1.1 (RFC 9110)" for "M-19";
    /// An `Accept` field changes nothing.
    ACCEPT_IS_IGNORED = "transport/accept-is-ignored"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-12";
    /// A field that the documents do not know, such as a time to live, changes nothing.
    UNKNOWN_FIELDS_ARE_IGNORED = "transport/unknown-fields-are-ignored"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-120";
    /// GET on a channel URI is answered 405; a harmless 200 is reported too.
    GET_IS_405 = "transport/get-is-405"
        PushService Should V7_0 from "Windows Phone 8 Unleashed, chapter 15, sending"
            for "M-01 D-18";
    /// A request that is broken as HTTP, such as one that lies about its length, is refused.
    BROKEN_FRAMING_IS_REFUSED = "transport/broken-framing-is-refused"
        PushService Should V7_0 from "HTTP/1.1 (RFC 9110)" for "M-02 M-11";
    /// Any program that speaks HTTP is served on an unauthenticated channel.
    UNAUTHENTICATED_CHANNELS_NEED_NO_CREDENTIALS = "transport/unauthenticated-channels-need-no-credentials"
        PushService Must V7_0 from "Sending push notifications (hh202945), introduction"
            for "S003-06";
    /// The URI of an authenticated channel has the scheme https.
    AUTHENTICATED_CHANNELS_ARE_HTTPS = "transport/authenticated-channels-are-https"
        PushService Must V7_0 from "Sending push notifications (hh202945), Important Note"
            for "S003-11 S000-17";
    /// A notification for an authenticated channel is not taken over plain HTTP.
    AUTHENTICATED_CHANNELS_ARE_NOT_SERVED_IN_PLAIN = "transport/authenticated-channels-are-not-served-in-plain"
        PushService Must V7_0 from "Sending push notifications (hh202945), Important Note"
            for "S003-11";
    /// The service asks the sender for a certificate in the handshake of an authenticated channel.
    CLIENT_CERTIFICATE_IS_ASKED_FOR = "transport/client-certificate-is-asked-for"
        PushService Must V7_0 from "Authenticated web services (ff941099)" for "M-106";
    /// A sender that shows no certificate gets nothing taken on an authenticated channel.
    NO_CERTIFICATE_IS_REFUSED = "transport/no-certificate-is-refused"
        PushService Must V7_0 from "Authenticated web services (ff941099)" for "M-106 M-34";
    /// A notification is sent with the method POST.
    SENDS_WITH_POST = "transport/sends-with-post"
        Sender Must V7_0 from "MPNS blog post (2013), paragraph 5" for "S002-21 S003-16";
    /// `Host` is the authority of the channel URI.
    HOST_MATCHES_THE_CHANNEL_URI = "transport/host-matches-the-channel-uri"
        Sender Must V7_0 from "MPNS blog post (2013), paragraph 3" for "M-14 S002-10";
    /// `Content-Length` is the number of octets of the body, whatever its characters.
    CONTENT_LENGTH_COUNTS_OCTETS = "transport/content-length-counts-octets"
        Sender Must V7_0 from "Sending push notifications (hh202945), Raw payloads"
            for "M-11 S000-31 S003-99";
    /// The body is not sent in chunks.
    BODY_IS_NOT_CHUNKED = "transport/body-is-not-chunked"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-11";
    /// A request without an answer is given up after 15 seconds.
    GIVES_UP_AFTER_15_SECONDS = "transport/gives-up-after-15-seconds"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-08"
        untested "only real seconds would show it, and no case waits for them";
    /// A notification whose request was given up is sent again later.
    A_STALLED_REQUEST_IS_SENT_LATER = "transport/a-stalled-request-is-sent-later"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-08"
        untested "only real seconds would show it, and no case waits for them";
    /// A channel URI with the scheme https is spoken to over TLS.
    HTTPS_CHANNELS_USE_TLS = "transport/https-channels-use-tls"
        Sender Must V7_0 from "Callback registration (ff402554), sample" for "S000-17 M-03";
    /// The sender shows its certificate in the handshake of an authenticated channel.
    CLIENT_CERTIFICATE_IS_SHOWN = "transport/client-certificate-is-shown"
        Sender Must V7_0 from "Authenticated web services (ff941099)" for "M-106";
    /// The certificate allows client authentication.
    CLIENT_CERTIFICATE_IS_FOR_CLIENTS = "transport/client-certificate-is-for-clients"
        Sender Must V7_0 from "Authenticated web services (ff941099)" for "M-108"
        untested "senders under test show the certificate that we made";
    /// The certificate comes from an authority on the root list of the phones.
    CLIENT_CERTIFICATE_HAS_A_KNOWN_ROOT = "transport/client-certificate-has-a-known-root"
        Sender Must V7_0 from "Authenticated web services (ff941099)" for "M-108"
        untested "the root list is not on the wire";
    /// Notifications are sent by an authenticated web service.
    AUTHENTICATED_SERVICE_IS_USED = "transport/authenticated-service-is-used"
        Sender Should V7_0 from "Sending push notifications (hh202945), Important Note"
            for "S003-10"
        untested "the run chooses the channel, not the sender";
}
