//! The response table: a status, and three fields that say more.

requirements! {
    in responses;

    /// A notification that is taken is answered 200.
    RECEIVED_IS_200 = "responses/received-is-200"
        PushService Must V7_0 from "Response codes (ff941100), rows 1 and 2"
            for "M-23 M-25 S002-16";
    /// A notification that is taken is answered with `Received`.
    RECEIVED_SAYS_SO = "responses/received-says-so"
        PushService Must V7_0 from "Response codes (ff941100), rows 1 and 2" for "M-23 M-25";
    /// `Received` comes with `Connected`, or `TempDisconnected` if the device is out of reach.
    RECEIVED_TELLS_THE_DEVICE = "responses/received-tells-the-device"
        PushService Must V7_0 from "Response codes (ff941100), rows 1 and 2"
            for "M-23 M-25 S002-18";
    /// `Received` comes with an active subscription.
    RECEIVED_TELLS_THE_SUBSCRIPTION = "responses/received-tells-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), rows 1 and 2" for "M-23 M-25";
    /// A full queue is answered 200.
    QUEUE_FULL_IS_200 = "responses/queue-full-is-200"
        PushService Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-26 M-28";
    /// A full queue is answered with `QueueFull`.
    QUEUE_FULL_SAYS_SO = "responses/queue-full-says-so"
        PushService Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-26 M-28";
    /// `QueueFull` comes with `Connected`, or `TempDisconnected` if the device is out of reach.
    QUEUE_FULL_TELLS_THE_DEVICE = "responses/queue-full-tells-the-device"
        PushService Must V7_0 from "Response codes (ff941100), rows 3 and 4"
            for "M-26 M-28 S002-18";
    /// `QueueFull` comes with an active subscription.
    QUEUE_FULL_TELLS_THE_SUBSCRIPTION = "responses/queue-full-tells-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), rows 3 and 4" for "M-26 M-28";
    /// A notification answered with `QueueFull` is never delivered.
    QUEUE_FULL_IS_NOT_TAKEN = "responses/queue-full-is-not-taken"
        PushService Must V7_0 from "Response codes (ff941100), row 3" for "M-26";
    /// A suppressed notification is answered 200.
    SUPPRESSED_IS_200 = "responses/suppressed-is-200"
        PushService Must V7_0 from "Response codes (ff941100), rows 5 and 6" for "M-29 M-31";
    /// A suppressed notification is answered with `Suppressed`.
    SUPPRESSED_SAYS_SO = "responses/suppressed-says-so"
        PushService Must V7_0 from "Response codes (ff941100), rows 5 and 6" for "M-29 M-31";
    /// `Suppressed` comes with `Connected`, or `TempDisconnected` if the device is out of reach.
    SUPPRESSED_TELLS_THE_DEVICE = "responses/suppressed-tells-the-device"
        PushService Must V7_0 from "Response codes (ff941100), rows 5 and 6"
            for "M-29 M-31 S002-18";
    /// `Suppressed` comes with an active subscription.
    SUPPRESSED_TELLS_THE_SUBSCRIPTION = "responses/suppressed-tells-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), rows 5 and 6" for "M-29 M-31";
    /// A suppressed notification is never delivered.
    SUPPRESSED_IS_NOT_DELIVERED = "responses/suppressed-is-not-delivered"
        PushService Must V7_0 from "Response codes (ff941100), row 5" for "M-29";
    /// A document that is not well-formed, or a malformed URI, is answered 400.
    BAD_REQUEST_IS_400 = "responses/bad-request-is-400"
        PushService Must V7_0 from "Response codes (ff941100), row 7" for "M-32";
    /// A 400 does not speak about the notification.
    BAD_REQUEST_HIDES_THE_NOTIFICATION = "responses/bad-request-hides-the-notification"
        PushService Must V7_0 from "Response codes (ff941100), row 7" for "M-32 D-15";
    /// A 400 does not speak about the device.
    BAD_REQUEST_HIDES_THE_DEVICE = "responses/bad-request-hides-the-device"
        PushService Must V7_0 from "Response codes (ff941100), row 7" for "M-32 D-15";
    /// A 400 does not speak about the subscription.
    BAD_REQUEST_HIDES_THE_SUBSCRIPTION = "responses/bad-request-hides-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), row 7" for "M-32 D-15";
    /// A sender whose certificate does not belong to the channel is answered 401.
    UNAUTHORIZED_IS_401 = "responses/unauthorized-is-401"
        PushService Must V7_0 from "Response codes (ff941100), row 8" for "M-34";
    /// A 401 does not speak about the notification.
    UNAUTHORIZED_HIDES_THE_NOTIFICATION = "responses/unauthorized-hides-the-notification"
        PushService Must V7_0 from "Response codes (ff941100), row 8" for "M-34 D-15";
    /// A 401 does not speak about the device.
    UNAUTHORIZED_HIDES_THE_DEVICE = "responses/unauthorized-hides-the-device"
        PushService Must V7_0 from "Response codes (ff941100), row 8" for "M-34 D-15";
    /// A 401 does not speak about the subscription.
    UNAUTHORIZED_HIDES_THE_SUBSCRIPTION = "responses/unauthorized-hides-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), row 8" for "M-34 D-15";
    /// A channel URI with an altered token is answered 401, 404 or 400.
    ALTERED_TOKEN_IS_REFUSED = "responses/altered-token-is-refused"
        PushService Must V7_0 from "Response codes (ff941100), rows 7 to 11"
            for "M-34 M-36 M-32 D-17";
    /// A well-formed channel URI that nobody opened is answered 404.
    UNKNOWN_TOKEN_IS_404 = "responses/unknown-token-is-404"
        PushService Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-36 D-17";
    /// A notification for an expired channel is answered 404, and nothing else such as 410.
    EXPIRED_IS_404 = "responses/expired-is-404"
        PushService Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-36 M-48";
    /// A 404 says that the notification was dropped.
    EXPIRED_IS_DROPPED = "responses/expired-is-dropped"
        PushService Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-36";
    /// A 404 says `Connected`, `TempDisconnected` or `Disconnected` about the device.
    EXPIRED_TELLS_THE_DEVICE = "responses/expired-tells-the-device"
        PushService Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-36 S002-19";
    /// A 404 says that the subscription has expired.
    EXPIRED_TELLS_THE_SUBSCRIPTION = "responses/expired-tells-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-36";
    /// A notification answered 404 is never delivered.
    EXPIRED_IS_NOT_DELIVERED = "responses/expired-is-not-delivered"
        PushService Must V7_0 from "Response codes (ff941100), rows 9 to 11" for "M-36";
    /// The removal of the app shows as 404.
    REMOVED_APP_IS_404 = "responses/removed-app-is-404"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-116"
        untested "no command removes an app";
    /// PUT, DELETE and other methods on a channel URI are answered 405.
    METHOD_NOT_ALLOWED_IS_405 = "responses/method-not-allowed-is-405"
        PushService Must V7_0 from "Response codes (ff941100), row 12" for "M-38";
    /// A 405 does not speak about the notification.
    METHOD_NOT_ALLOWED_HIDES_THE_NOTIFICATION = "responses/method-not-allowed-hides-the-notification"
        PushService Must V7_0 from "Response codes (ff941100), row 12" for "M-38 D-15";
    /// A 405 does not speak about the device.
    METHOD_NOT_ALLOWED_HIDES_THE_DEVICE = "responses/method-not-allowed-hides-the-device"
        PushService Must V7_0 from "Response codes (ff941100), row 12" for "M-38 D-15";
    /// A 405 does not speak about the subscription.
    METHOD_NOT_ALLOWED_HIDES_THE_SUBSCRIPTION = "responses/method-not-allowed-hides-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), row 12" for "M-38 D-15";
    /// A notification over the daily limit is answered 406.
    THROTTLED_IS_406 = "responses/throttled-is-406"
        PushService Must V7_0 from "Response codes (ff941100), rows 13 and 14"
            for "M-39 S003-13 D-09";
    /// A 406 says that the notification was dropped.
    THROTTLED_IS_DROPPED = "responses/throttled-is-dropped"
        PushService Must V7_0 from "Response codes (ff941100), rows 13 and 14" for "M-39";
    /// A 406 says `Connected`, or `TempDisconnected` if the device is out of reach.
    THROTTLED_TELLS_THE_DEVICE = "responses/throttled-tells-the-device"
        PushService Must V7_0 from "Response codes (ff941100), rows 13 and 14" for "M-39 S002-18";
    /// A 406 says that the subscription is active.
    THROTTLED_TELLS_THE_SUBSCRIPTION = "responses/throttled-tells-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), rows 13 and 14" for "M-39";
    /// A notification answered 406 is never delivered.
    THROTTLED_IS_NOT_DELIVERED = "responses/throttled-is-not-delivered"
        PushService Must V7_0 from "Response codes (ff941100), rows 13 and 14" for "M-39";
    /// A notification for an inactive device is answered 412.
    INACTIVE_IS_412 = "responses/inactive-is-412"
        PushService Must V7_0 from "Response codes (ff941100), row 15" for "M-41";
    /// A 412 says that the notification was dropped.
    INACTIVE_IS_DROPPED = "responses/inactive-is-dropped"
        PushService Must V7_0 from "Response codes (ff941100), row 15" for "M-41";
    /// A 412 says that the device is inactive, or disconnected in newer words.
    INACTIVE_TELLS_THE_DEVICE = "responses/inactive-tells-the-device"
        PushService Must V7_0 from "Response codes (ff941100), row 15" for "M-41 D-16";
    /// A 412 does not speak about the subscription.
    INACTIVE_HIDES_THE_SUBSCRIPTION = "responses/inactive-hides-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), row 15" for "M-41 D-15";
    /// A notification answered 412 is never delivered.
    INACTIVE_IS_NOT_DELIVERED = "responses/inactive-is-not-delivered"
        PushService Must V7_0 from "Response codes (ff941100), row 15" for "M-41";
    /// A service that cannot process a notification answers 503.
    UNAVAILABLE_IS_503 = "responses/unavailable-is-503"
        PushService Must V7_0 from "Response codes (ff941100), row 16" for "M-44";
    /// A 503 does not speak about the notification.
    UNAVAILABLE_HIDES_THE_NOTIFICATION = "responses/unavailable-hides-the-notification"
        PushService Must V7_0 from "Response codes (ff941100), row 16" for "M-44 D-15";
    /// A 503 does not speak about the device.
    UNAVAILABLE_HIDES_THE_DEVICE = "responses/unavailable-hides-the-device"
        PushService Must V7_0 from "Response codes (ff941100), row 16" for "M-44 D-15";
    /// A 503 does not speak about the subscription.
    UNAVAILABLE_HIDES_THE_SUBSCRIPTION = "responses/unavailable-hides-the-subscription"
        PushService Must V7_0 from "Response codes (ff941100), row 16" for "M-44 D-15";
    /// A notification answered 400, 401, 405 or 503 is not delivered.
    REFUSED_IS_NOT_DELIVERED = "responses/refused-is-not-delivered"
        PushService Should V7_0 from "Response codes (ff941100), rows 7, 8, 12 and 16"
            for "M-32 M-34 M-38 M-44";
    /// `X-NotificationStatus` is one of four values.
    NOTIFICATION_STATUS_IS_KNOWN = "responses/notification-status-is-known"
        PushService Must V7_0 from "Response codes (ff941100)" for "M-51";
    /// `X-DeviceConnectionStatus` is one of four values.
    DEVICE_STATUS_IS_KNOWN = "responses/device-status-is-known"
        PushService Must V7_0 from "Response codes (ff941100)" for "M-52 S002-18 S002-19 D-14";
    /// `X-SubscriptionStatus` is one of two values.
    SUBSCRIPTION_STATUS_IS_KNOWN = "responses/subscription-status-is-known"
        PushService Must V7_0 from "Response codes (ff941100)" for "M-53";
    /// A 200 has an empty body.
    BODY_OF_A_200_IS_EMPTY = "responses/body-of-a-200-is-empty"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-57";
    /// A notification for a device that is disconnected while its subscription lives is answered
    /// 412, 200 or 404.
    DISCONNECTED_IS_RECORDED = "responses/disconnected-is-recorded"
        PushService Observed V7_0 from "MPNS blog post (2013), paragraph 4"
            for "S002-19 D-16 D-29";
}
