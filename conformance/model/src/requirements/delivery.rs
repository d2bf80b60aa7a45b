//! When a notification that was taken reaches the device.

requirements! {
    in delivery;

    /// A tile update of class 1 is delivered at once.
    CLASS_1_IS_AT_ONCE = "delivery/class-1-is-at-once"
        PushService Must V7_0 from "Sending push notifications (hh202945), Tile batching intervals"
            for "S003-74 S003-40 D-08";
    /// A tile update of class 11 is delivered within 450 seconds.
    CLASS_11_WITHIN_450_S = "delivery/class-11-within-450-s"
        PushService Must V7_0 from "Sending push notifications (hh202945), Tile batching intervals"
            for "S003-75 S003-40 M-18 D-08";
    /// A tile update of class 21 is delivered within 900 seconds.
    CLASS_21_WITHIN_900_S = "delivery/class-21-within-900-s"
        PushService Must V7_0 from "Sending push notifications (hh202945), Tile batching intervals"
            for "S003-76 S003-40 M-18 D-08";
    /// A toast of class 2 is delivered at once.
    CLASS_2_IS_AT_ONCE = "delivery/class-2-is-at-once"
        PushService Must V7_0 from "Sending push notifications (hh202945), Toast batching intervals"
            for "S003-64 S003-40 D-08";
    /// A toast of class 12 is delivered within 450 seconds.
    CLASS_12_WITHIN_450_S = "delivery/class-12-within-450-s"
        PushService Must V7_0 from "Sending push notifications (hh202945), Toast batching intervals"
            for "S003-65 S003-40 M-18 D-08";
    /// A toast of class 22 is delivered within 900 seconds.
    CLASS_22_WITHIN_900_S = "delivery/class-22-within-900-s"
        PushService Must V7_0 from "Sending push notifications (hh202945), Toast batching intervals"
            for "S003-66 S003-40 M-18 D-08";
    /// A raw notification of class 3 is delivered at once.
    CLASS_3_IS_AT_ONCE = "delivery/class-3-is-at-once"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw batching intervals"
            for "S003-91 S003-40 D-08";
    /// A raw notification of class 13 is delivered within 450 seconds.
    CLASS_13_WITHIN_450_S = "delivery/class-13-within-450-s"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw batching intervals"
            for "S003-92 S003-40 M-18 D-08";
    /// A raw notification of class 23 is delivered within 900 seconds.
    CLASS_23_WITHIN_900_S = "delivery/class-23-within-900-s"
        PushService Must V7_0 from "Sending push notifications (hh202945), Raw batching intervals"
            for "S003-93 S003-40 M-18 D-08";
    /// What was received while the device was out of reach is delivered when it is back.
    KEPT_FOR_THE_DEVICE = "delivery/kept-for-the-device"
        PushService Should V7_0 from "Response codes (ff941100), row 2" for "M-25 S002-17 D-13";
    /// A raw notification for an app that does not run is not delivered later either.
    CLOSED_APP_GETS_NO_RAW = "delivery/closed-app-gets-no-raw"
        PushService Must V7_0 from "Push notifications, overview" for "M-98";
    /// A queue is full below 10,000 notifications.
    QUEUE_IS_BOUNDED = "delivery/queue-is-bounded"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-119";
}
