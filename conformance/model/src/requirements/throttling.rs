//! The limit on what unauthenticated web services may send.

requirements! {
    in throttling;

    /// The first 500 notifications of a day are not throttled.
    FIVE_HUNDRED_A_DAY_ARE_TAKEN = "throttling/five-hundred-a-day-are-taken"
        PushService Must V7_0 from "Sending push notifications (hh202945), Important Note"
            for "S003-13 D-09";
    /// The throttle of one subscription does not touch another.
    THROTTLE_IS_PER_SUBSCRIPTION = "throttling/throttle-is-per-subscription"
        PushService Must V7_0 from "Sending push notifications (hh202945), Important Note"
            for "S003-13";
    /// A throttled subscription is served again after 24 hours.
    THROTTLE_ENDS_AFTER_24_HOURS = "throttling/throttle-ends-after-24-hours"
        PushService Must V7_0 from "Response codes (ff941100), row 13" for "S003-13 M-40 D-09";
    /// An authenticated web service has no daily limit.
    AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY = "throttling/authenticated-is-not-throttled-by-day"
        PushService Must V7_0 from "Sending push notifications (hh202945), Important Note"
            for "S003-12 D-10";
}
