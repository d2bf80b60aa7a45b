//! The sender's duties: what it posts, and what it does about the answer.

requirements! {
    in sending;

    /// What a sender is told to send arrives at the service.
    SENDS_THE_MESSAGE = "sending/sends-the-message"
        Sender Must V7_0 from "Sending push notifications (hh202945), The duties of a sender, 4"
            for "S003-28";
    /// Each device to be notified gets a POST of its own.
    ONE_POST_PER_CHANNEL = "sending/one-post-per-channel"
        Sender Must V7_0 from "Sending push notifications (hh202945), The duties of a sender, 1"
            for "S002-22 S003-16";
    /// Each notification takes a POST of its own.
    ONE_POST_PER_NOTIFICATION = "sending/one-post-per-notification"
        Sender Must V7_0 from "MPNS blog post (2013), paragraph 5" for "S002-26";
    /// Two kinds for one device take two POSTs.
    ONE_KIND_PER_POST = "sending/one-kind-per-post"
        Sender Must V7_0 from "Sending push notifications (hh202945), The duties of a sender, 2"
            for "S003-19 S003-20 D-11";
    /// What a sender does next depends on the answer.
    READS_THE_ANSWER = "sending/reads-the-answer"
        Sender Must V7_0 from "Sending push notifications (hh202945), The duties of a sender, 5"
            for "S003-29";
    /// A sender reads the three status values in any mixture of upper and lower case.
    STATUS_VALUES_IN_ANY_CASE = "sending/status-values-in-any-case"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-58 D-14";
    /// After `Received` the message is taken care of.
    RECEIVED_IS_DONE = "sending/received-is-done"
        Sender Must V7_0 from "Response codes (ff941100), rows 1 and 2" for "M-24";
    /// After `Received` the message is not sent again.
    RECEIVED_IS_NOT_RESENT = "sending/received-is-not-resent"
        Sender Must V7_0 from "Response codes (ff941100), rows 1 and 2" for "M-24";
    /// A 200 with `QueueFull` is no success.
    QUEUE_FULL_IS_NO_SUCCESS = "sending/queue-full-is-no-success"
        Sender Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-24 M-27 D-13";
    /// After `QueueFull` the message is sent again later.
    QUEUE_FULL_IS_SENT_LATER = "sending/queue-full-is-sent-later"
        Sender Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-27";
    /// The first wait after `QueueFull` is at least a minute.
    QUEUE_FULL_WAITS_A_MINUTE = "sending/queue-full-waits-a-minute"
        Sender Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-27 D-20";
    /// Each further wait after `QueueFull` is longer than the last.
    QUEUE_FULL_WAITS_GROW = "sending/queue-full-waits-grow"
        Sender Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-27 D-20";
    /// A 200 with `Suppressed` is no success.
    SUPPRESSED_IS_NO_SUCCESS = "sending/suppressed-is-no-success"
        Sender Must V7_0 from "Response codes (ff941100), rows 5 and 6" for "M-24 D-13";
    /// A 200 that says nothing of the notification is no success.
    BARE_200_IS_NO_SUCCESS = "sending/bare-200-is-no-success"
        Sender Should V7_0 from "Response codes (ff941100), rows 1 to 6" for "M-24";
    /// After `Suppressed` the message is not just sent again.
    NO_BLIND_RETRY_AFTER_SUPPRESSED = "sending/no-blind-retry-after-suppressed"
        Sender Should V7_0 from "Response codes (ff941100), rows 5 and 6" for "M-30";
    /// After 400 the same request is not sent again.
    BAD_REQUEST_IS_NOT_REPEATED = "sending/bad-request-is-not-repeated"
        Sender Must V7_0 from "Response codes (ff941100), row 7" for "M-33";
    /// After 400 the channel is kept.
    BAD_REQUEST_KEEPS_THE_CHANNEL = "sending/bad-request-keeps-the-channel"
        Sender Must V7_0 from "Response codes (ff941100), row 7" for "M-33 D-21";
    /// After 401 the request is not repeated by itself.
    UNAUTHORIZED_IS_NOT_REPEATED = "sending/unauthorized-is-not-repeated"
        Sender Should V7_0 from "Response codes (ff941100), row 8" for "M-35";
    /// After 401 the channel is kept.
    UNAUTHORIZED_KEEPS_THE_CHANNEL = "sending/unauthorized-keeps-the-channel"
        Sender Observed V7_0 from "Response codes (ff941100), row 8" for "M-35 D-21";
    /// After 404 the sender forgets the channel.
    EXPIRED_DROPS_THE_CHANNEL = "sending/expired-drops-the-channel"
        Sender Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-37";
    /// After 404 nothing is sent to that channel any more.
    NOTHING_AFTER_404 = "sending/nothing-after-404"
        Sender Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-37";
    /// After 404 the next channel URI of the app is used.
    NEW_URI_IS_USED_AFTER_404 = "sending/new-uri-is-used-after-404"
        Sender Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-37";
    /// After 405 the same request is not sent again.
    METHOD_NOT_ALLOWED_IS_NOT_REPEATED = "sending/method-not-allowed-is-not-repeated"
        Sender Must V7_0 from "Response codes (ff941100), row 12" for "M-33";
    /// After 406 the channel is left alone for an hour.
    AN_HOUR_AFTER_406 = "sending/an-hour-after-406"
        Sender Must V7_0 from "Response codes (ff941100), row 13" for "M-40";
    /// After 406 the channel is kept.
    THROTTLED_KEEPS_THE_CHANNEL = "sending/throttled-keeps-the-channel"
        Sender Must V7_0 from "Response codes (ff941100), row 13" for "M-40";
    /// After 412 the channel is left alone for an hour.
    AN_HOUR_AFTER_412 = "sending/an-hour-after-412"
        Sender Must V7_0 from "Response codes (ff941100), row 15" for "M-43";
    /// After 412 the channel is kept.
    INACTIVE_KEEPS_THE_CHANNEL = "sending/inactive-keeps-the-channel"
        Sender Must V7_0 from "Response codes (ff941100), row 15" for "M-43";
    /// After 503 the message is sent again later.
    UNAVAILABLE_IS_SENT_LATER = "sending/unavailable-is-sent-later"
        Sender Must V7_0 from "Response codes (ff941100), row 16" for "M-45";
    /// The first wait after 503 is at least a minute.
    UNAVAILABLE_WAITS_A_MINUTE = "sending/unavailable-waits-a-minute"
        Sender Must V7_0 from "Response codes (ff941100), row 16" for "M-45 D-20";
    /// Each further wait after 503 is longer than the last.
    UNAVAILABLE_WAITS_GROW = "sending/unavailable-waits-grow"
        Sender Must V7_0 from "Response codes (ff941100), row 16" for "M-45 D-20";
    /// A 403 is survived, and does not make the sender repeat itself without pause.
    FORBIDDEN_DOES_NOT_LOOP = "sending/forbidden-does-not-loop"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-46";
    /// A 500 does not make the sender repeat itself without pause.
    SERVER_ERROR_DOES_NOT_LOOP = "sending/server-error-does-not-loop"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-47";
    /// An answer in the style of WNS does not make the sender repeat the request.
    WNS_ANSWER_IS_NOT_REPEATED = "sending/wns-answer-is-not-repeated"
        Sender Observed V8_0 from "Practice of services and client libraries" for "M-49";
    /// Fields of a response that the documents do not know change nothing.
    UNKNOWN_RESPONSE_FIELDS_ARE_IGNORED = "sending/unknown-response-fields-are-ignored"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-56";
    /// A sender reads an answer with a body like one without.
    A_BODY_IN_A_RESPONSE_IS_TOLERATED = "sending/a-body-in-a-response-is-tolerated"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-57";
}
