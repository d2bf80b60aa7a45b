//! Callback registration: the request, its answer, and the callback itself.

requirements! {
    in callback;

    /// A registration is answered 200.
    REGISTRATION_IS_200 = "callback/registration-is-200"
        PushService Must V7_1 from "Callback registration (ff402554), sample"
            for "S000-37 S000-03 D-36";
    /// The answer to a registration tells the state of the subscription.
    REGISTRATION_TELLS_THE_SUBSCRIPTION = "callback/registration-tells-the-subscription"
        PushService Must V7_1 from "Callback registration (ff402554), sample" for "S000-38";
    /// The answer to a registration tells how the device is connected.
    REGISTRATION_TELLS_THE_DEVICE = "callback/registration-tells-the-device"
        PushService Must V7_1 from "Callback registration (ff402554), sample" for "S000-39";
    /// A further registration for the same subscription is answered like the first.
    REGISTERING_AGAIN_IS_NO_ERROR = "callback/registering-again-is-no-error"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 2" for "S000-09";
    /// A message of 1024 octets can be registered.
    CALLBACK_OF_1024_OCTETS_IS_TAKEN = "callback/of-1024-octets-is-taken"
        PushService Must V7_1 from "Callback registration (ff402554), sample"
            for "S000-25 M-102 D-33";
    /// A message of more than 1024 octets is refused.
    MESSAGE_FITS_1024_OCTETS = "callback/message-fits-1024-octets"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 3"
            for "S000-14 M-102 D-33";
    /// A message whose registration was refused is never sent.
    REFUSED_REGISTRATION_IS_NOT_KEPT = "callback/refused-registration-is-not-kept"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 3"
            for "S000-14 D-33";
    /// A refused registration leaves the previous one in place.
    PREVIOUS_CALLBACK_SURVIVES_A_REFUSAL = "callback/previous-callback-survives-a-refusal"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 3" for "D-33";
    /// A registration without `X-CallbackURI` is refused.
    CALLBACK_URI_IS_MANDATORY = "callback/uri-is-mandatory"
        PushService Must V7_1 from "Callback registration (ff402554), sample" for "S000-27 D-34";
    /// A registration on an unauthenticated channel is refused.
    UNAUTHENTICATED_REGISTRATION_IS_REFUSED = "callback/unauthenticated-registration-is-refused"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 1"
            for "S000-04 D-34";
    /// A registration on an unauthenticated channel never calls back.
    UNAUTHENTICATED_IS_NEVER_CALLED_BACK = "callback/unauthenticated-is-never-called-back"
        PushService Should V7_1 from "Callback registration (ff402554), paragraph 1" for "S000-04";
    /// A registration on an expired channel is refused.
    EXPIRED_REGISTRATION_IS_REFUSED = "callback/expired-registration-is-refused"
        PushService Observed V7_1 from "Practice of services and client libraries" for "M-104";
    /// GET, PUT and DELETE register nothing and are not answered 2xx.
    REGISTRATION_IS_POST_ONLY = "callback/registration-is-post-only"
        PushService Must V7_1 from "Callback registration (ff402554), sample" for "S000-29";
    /// A registration is accepted with the literal `application/*` and with a concrete type.
    ANY_CONTENT_TYPE_MAY_BE_REGISTERED = "callback/any-content-type-may-be-registered"
        PushService Must V7_1 from "Callback registration (ff402554), sample"
            for "S000-32 S000-33 D-32";
    /// An empty message can be registered.
    EMPTY_MESSAGE_MAY_BE_REGISTERED = "callback/empty-message-may-be-registered"
        PushService Observed V7_1 from "Callback registration (ff402554), paragraph 3" for "D-31";
    /// A callback URI with the scheme http, with or without a path, can be registered.
    HTTP_CALLBACK_URI_IS_TAKEN = "callback/http-callback-uri-is-taken"
        PushService Must V7_1 from "Callback registration (ff402554), sample" for "S000-21 M-103";
    /// A callback URI with the scheme https can be registered.
    HTTPS_CALLBACK_URI_IS_TAKEN = "callback/https-callback-uri-is-taken"
        PushService Must V8_0 from "Callback registration (ff402554), edition of 2013" for "M-103";
    /// The change to inactive makes the service call back.
    INACTIVE_CALLS_BACK = "callback/inactive-calls-back"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 1"
            for "S000-05 D-29";
    /// The state that calls back is the one that answers 412.
    CALLED_BACK_MEANS_412 = "callback/called-back-means-412"
        PushService Should V7_1 from "Callback registration (ff402554), paragraph 1"
            for "M-42 D-29";
    /// Nothing but the change to inactive makes the service call back.
    NOTHING_ELSE_CALLS_BACK = "callback/nothing-else-calls-back"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 3"
            for "S000-11 D-29";
    /// The last registration of a subscription is the only one that counts.
    LAST_REGISTRATION_WINS = "callback/last-registration-wins"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 2"
            for "S000-07 S000-08";
    /// Each subscription keeps its own callback.
    EACH_SUBSCRIPTION_KEEPS_ITS_OWN = "callback/each-subscription-keeps-its-own"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 3" for "S000-12";
    /// A registration calls back once.
    CALLS_BACK_ONCE = "callback/calls-back-once"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 1 (Korean)"
            for "S001-03 D-30";
    /// The callback is a POST.
    CALLBACK_IS_A_POST = "callback/is-a-post"
        PushService Must V7_1 from "Callback registration (ff402554), sample" for "S000-23";
    /// The callback goes to the URI that was registered.
    CALLBACK_GOES_TO_ITS_URI = "callback/goes-to-its-uri"
        PushService Must V7_1 from "Callback registration (ff402554), paragraph 1"
            for "S000-05 S000-21";
    /// The callback carries the registered octets unchanged.
    MESSAGE_IS_UNCHANGED = "callback/message-is-unchanged"
        PushService Must V7_1 from "Callback registration (ff402554), sample"
            for "S000-22 S000-13 S000-10";
    /// A registration goes to the channel URI with `/callback` appended and nothing else changed.
    REGISTRATION_HAS_THE_SUFFIX = "callback/registration-has-the-suffix"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-19 S000-26";
    /// `/callback` is appended to the whole URI, after a query too.
    SUFFIX_FOLLOWS_A_QUERY = "callback/suffix-follows-a-query"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-19 D-37";
    /// A registration is sent with the method POST.
    REGISTRATION_IS_A_POST = "callback/registration-is-a-post"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-29 S000-30";
    /// A registration has the callback URI in `X-CallbackURI`, once and as it was told.
    REGISTRATION_NAMES_ITS_URI = "callback/registration-names-its-uri"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-27 S000-28";
    /// The callback URI is absolute.
    REGISTRATION_URI_IS_ABSOLUTE = "callback/registration-uri-is-absolute"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-28 S000-21";
    /// The body of a registration is the message, octet for octet.
    REGISTRATION_BODY_IS_THE_MESSAGE = "callback/registration-body-is-the-message"
        Sender Must V7_1 from "Callback registration (ff402554), sample"
            for "S000-34 S000-10 S000-13";
    /// A sender registers no message of more than 1024 octets.
    REGISTRATION_FITS_1024_OCTETS = "callback/registration-fits-1024-octets"
        Sender Must V7_1 from "Callback registration (ff402554), paragraph 3"
            for "S000-14 S000-24 M-102 D-33";
    /// A sender registers no empty message.
    REGISTRATION_IS_NOT_EMPTY = "callback/registration-is-not-empty"
        Sender Must V7_1 from "Callback registration (ff402554), paragraph 3" for "S000-10 D-31";
    /// The content type of a registration is that of the message.
    REGISTRATION_TYPE_FITS_THE_MESSAGE = "callback/registration-type-fits-the-message"
        Sender Should V7_1 from "Callback registration (ff402554), sample" for "S000-32 D-32";
    /// The content type of a registration is the literal `application/*`.
    REGISTRATION_TYPE_IS_A_WILDCARD = "callback/registration-type-is-a-wildcard"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-33 D-32";
    /// Callbacks are registered on authenticated channels only.
    REGISTRATION_GOES_OVER_HTTPS = "callback/registration-goes-over-https"
        Sender Must V7_1 from "Callback registration (ff402554), paragraph 1"
            for "S000-03 S000-17";
    /// A sender takes any answer but 200 for a failed registration.
    REGISTRATION_OTHER_THAN_200_IS_FAILURE = "callback/registration-other-than-200-is-failure"
        Sender Must V7_1 from "Callback registration (ff402554), sample" for "S000-36 D-36";
    /// A sender registers again once the device is active again.
    REGISTERS_AGAIN_AFTER_FIRING = "callback/registers-again-after-firing"
        Sender Should V7_1 from "Callback registration (ff402554), paragraph 1"
            for "S000-06 S001-03 D-30"
        untested "how a sender learns that the device is back is not stated";
    /// A sender has to register again once the device is active again.
    REGISTERING_AGAIN_IS_A_DUTY = "callback/registering-again-is-a-duty"
        Sender Must V7_1 from "Callback registration (ff402554), paragraph 1 (Korean)"
            for "S001-03 D-30"
        untested "how a sender learns that the device is back is not stated";
}
