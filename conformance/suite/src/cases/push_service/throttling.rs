//! The 500 notifications a day of an unauthenticated subscription.

use mpnspec_model::adapter::DeviceState::TempDisconnected;

use crate::case::Channel::{A, B};
use crate::case::Step::*;
use crate::case::*;

const A_DAY: u64 = 24 * 60 * 60;

const THROTTLED_AWAY: Answer = Answer {
    status: &[(406, 406)],
    fields: &[
        ("X-NotificationStatus", &["Dropped"]),
        ("X-DeviceConnectionStatus", &["TempDisconnected"]),
        ("X-SubscriptionStatus", &["Active"]),
    ],
};

pub(super) const CASES: &[Case] = cases! {
    "throttling/the-500th-notification-of-a-day-is-taken"
        shows FIVE_HUNDRED_A_DAY_ARE_TAKEN
        [Open(A, Access::Open), PostMany(A, 499, TOAST, RECEIVED), Post(A, TOAST, RECEIVED)];
    "throttling/the-501st-notification-of-a-day-is-406"
        shows THROTTLED_IS_406, THROTTLED_IS_DROPPED, THROTTLED_TELLS_THE_DEVICE, THROTTLED_TELLS_THE_SUBSCRIPTION
        [
            Open(A, Access::Open),
            PostMany(A, 499, TOAST, RECEIVED),
            Post(A, TOAST, RECEIVED),
            Post(A, TOAST, THROTTLED),
        ];
    "throttling/the-502nd-notification-of-a-day-is-406-too"
        shows THROTTLED_IS_406
        [
            Open(A, Access::Open),
            PostMany(A, 500, TOAST, RECEIVED),
            Post(A, TOAST, THROTTLED),
            Post(A, TOAST, THROTTLED),
        ];
    "throttling/the-kinds-of-a-day-are-counted-together"
        shows FIVE_HUNDRED_A_DAY_ARE_TAKEN, THROTTLED_IS_406
        [
            Open(A, Access::Open),
            PostMany(A, 250, TOAST, RECEIVED),
            PostMany(A, 249, RAW, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, TOAST, THROTTLED),
            Post(A, TILE, THROTTLED),
            Post(A, RAW, THROTTLED),
        ];
    "throttling/a-406-tells-that-the-device-is-away"
        shows THROTTLED_IS_406, THROTTLED_TELLS_THE_DEVICE
        [
            Open(A, Access::Open),
            PostMany(A, 500, TOAST, RECEIVED),
            Device(A, TempDisconnected),
            Post(A, TOAST, THROTTLED_AWAY),
        ];
    "throttling/another-channel-is-not-throttled"
        shows THROTTLE_IS_PER_SUBSCRIPTION
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            PostMany(A, 500, TOAST, RECEIVED),
            Post(A, TOAST, THROTTLED),
            Post(B, TOAST, RECEIVED),
        ];
    "throttling/two-channels-have-500-each"
        shows FIVE_HUNDRED_A_DAY_ARE_TAKEN, THROTTLE_IS_PER_SUBSCRIPTION, THROTTLED_IS_406
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            PostMany(A, 500, RAW, RECEIVED),
            PostMany(B, 500, RAW, RECEIVED),
            Post(A, RAW, THROTTLED),
            Post(B, RAW, THROTTLED),
        ];
    "throttling/the-throttle-is-lifted-after-24-hours"
        shows THROTTLE_ENDS_AFTER_24_HOURS
        [
            Open(A, Access::Open),
            PostMany(A, 500, TOAST, RECEIVED),
            Post(A, TOAST, THROTTLED),
            Advance(A_DAY),
            Post(A, TOAST, RECEIVED),
        ];
    "throttling/an-authenticated-channel-takes-more-than-500"
        shows AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY
        [
            Open(A, Access::Authenticated),
            PostMany(A, 500, TOAST, RECEIVED),
            Advance(60),
            Post(A, TOAST, RECEIVED),
        ];
    "throttling/an-authenticated-channel-takes-every-kind-after-500"
        shows AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY
        [
            Open(A, Access::Authenticated),
            PostMany(A, 500, RAW, RECEIVED),
            Advance(60),
            Post(A, TOAST, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, RAW, RECEIVED),
        ];
};
