//! What the device is handed, and when. Order is never asked for: each interval has its own queue.

use mpnspec_model::adapter::DeviceState::{Connected, TempDisconnected};
use mpnspec_model::header::Kind::{Raw, Tile, Toast};

use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

const fn of_class(class: &'static str, message: Message) -> Message {
    Message { class: Some(class), ..message }
}

pub(super) const CASES: &[Case] = cases! {
    "delivery/ten-toasts-all-arrive"
        shows CLASS_2_IS_AT_ONCE
        [
            Open(A, Access::Open),
            PostMany(A, 10, TOAST, RECEIVED),
            Settle,
            Handed(A, &[
                (Toast, 1), (Toast, 2), (Toast, 3), (Toast, 4), (Toast, 5),
                (Toast, 6), (Toast, 7), (Toast, 8), (Toast, 9), (Toast, 10),
            ]),
        ];
    "delivery/an-immediate-toast-may-overtake-a-batched-one"
        shows CLASS_2_IS_AT_ONCE, CLASS_22_WITHIN_900_S
        [
            Open(A, Access::Open),
            Post(A, of_class("22", TOAST), RECEIVED),
            Post(A, TOAST, RECEIVED),
            Settle,
            Advance(900),
            Settle,
            Handed(A, &[(Toast, 1), (Toast, 2)]),
        ];
    "delivery/an-authenticated-channel-delivers-too"
        shows CLASS_1_IS_AT_ONCE, CLASS_2_IS_AT_ONCE, CLASS_3_IS_AT_ONCE
        [
            Open(A, Access::Authenticated),
            Post(A, TILE, RECEIVED),
            Post(A, TOAST, RECEIVED),
            Post(A, RAW, RECEIVED),
            Settle,
            Handed(A, &[(Tile, 1), (Toast, 2), (Raw, 3)]),
        ];
    "delivery/the-three-intervals-of-a-tile-are-each-kept"
        shows CLASS_1_IS_AT_ONCE, CLASS_11_WITHIN_450_S, CLASS_21_WITHIN_900_S
        [
            Open(A, Access::Open),
            Post(A, of_class("21", TILE), RECEIVED),
            Post(A, of_class("11", TILE), RECEIVED),
            Post(A, TILE, RECEIVED),
            Settle,
            Advance(450),
            Settle,
            Advance(450),
            Settle,
            Handed(A, &[(Tile, 1), (Tile, 2), (Tile, 3)]),
        ];
    "delivery/all-that-waited-arrives-with-the-return"
        shows KEPT_FOR_THE_DEVICE
        [
            Open(A, Access::Open),
            Device(A, TempDisconnected),
            Post(A, TOAST, RECEIVED_AWAY),
            Post(A, TILE, RECEIVED_AWAY),
            Post(A, RAW, RECEIVED_AWAY),
            Settle,
            Handed(A, &[]),
            Device(A, Connected),
            Settle,
            Handed(A, &[(Toast, 1), (Tile, 2), (Raw, 3)]),
        ];
    "delivery/what-arrived-before-is-not-handed-over-again"
        shows CLASS_2_IS_AT_ONCE, KEPT_FOR_THE_DEVICE
        [
            Open(A, Access::Open),
            Post(A, TOAST, RECEIVED),
            Settle,
            Device(A, TempDisconnected),
            Post(A, TOAST, RECEIVED_AWAY),
            Device(A, Connected),
            Settle,
            Handed(A, &[(Toast, 1), (Toast, 2)]),
        ];
    "delivery/a-raw-notification-for-a-closed-app-is-dropped"
        shows CLOSED_APP_GETS_NO_RAW
        [Open(A, Access::Open), App(A, false), Post(A, RAW, RECEIVED), Settle, Handed(A, &[])];
    "delivery/a-raw-notification-for-a-closed-app-does-not-wait-for-its-start"
        shows CLOSED_APP_GETS_NO_RAW
        [
            Open(A, Access::Open),
            App(A, false),
            Post(A, RAW, RECEIVED),
            App(A, true),
            Settle,
            Handed(A, &[]),
        ];
    "delivery/an-app-that-runs-again-gets-new-raw-notifications"
        shows CLOSED_APP_GETS_NO_RAW, CLASS_3_IS_AT_ONCE
        [
            Open(A, Access::Open),
            App(A, false),
            Post(A, RAW, RECEIVED),
            App(A, true),
            Post(A, RAW, RECEIVED),
            Settle,
            Handed(A, &[(Raw, 2)]),
        ];
    "delivery/a-closed-app-gets-toasts-and-tiles"
        shows CLASS_1_IS_AT_ONCE, CLASS_2_IS_AT_ONCE
        [
            Open(A, Access::Open),
            App(A, false),
            Post(A, TILE, RECEIVED),
            Post(A, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Tile, 1), (Toast, 2)]),
        ];
    "delivery/a-queue-is-full-at-last"
        shows QUEUE_IS_BOUNDED
        [Open(A, Access::Open), Fill(A), Post(A, TOAST, QUEUE_FULL)];
    "delivery/the-queue-of-a-device-that-is-away-is-full-at-last"
        shows QUEUE_IS_BOUNDED
        [Open(A, Access::Open), Device(A, TempDisconnected), Fill(A), Post(A, TOAST, QUEUE_FULL_AWAY)];
};

/// Each class for a device within reach, and for one that is away for an hour.
macro_rules! classes {
    ($($kind:ident $what:literal $class:literal $until:literal shows $requirement:ident [$($passes:expr),*];)+) => {
        &[$(
            case!(
                concat!("delivery/", $what, "-of-class-", $class, "-arrives-", $until),
                [$requirement],
                [
                    Open(A, Access::Open),
                    Post(A, of_class($class, classes!(@message $kind)), RECEIVED),
                    Settle,
                    $($passes,)*
                    Handed(A, &[($kind, 1)]),
                ]
            ),
            case!(
                concat!("delivery/", $what, "-of-class-", $class, "-waits-for-the-device"),
                [KEPT_FOR_THE_DEVICE],
                [
                    Open(A, Access::Open),
                    Device(A, TempDisconnected),
                    Post(A, of_class($class, classes!(@message $kind)), RECEIVED_AWAY),
                    Advance(3600),
                    Settle,
                    Handed(A, &[]),
                    Device(A, Connected),
                    Settle,
                    Advance(900),
                    Settle,
                    Handed(A, &[($kind, 1)]),
                ]
            )
        ),+]
    };
    (@message Tile) => { TILE };
    (@message Toast) => { TOAST };
    (@message Raw) => { RAW };
}

/// The clock stops one second before the interval ends, at its end, and one second later.
pub(super) const CLASSES: &[Case] = classes! {
    Tile "a-tile" "1" "at-once" shows CLASS_1_IS_AT_ONCE [];
    Toast "a-toast" "2" "at-once" shows CLASS_2_IS_AT_ONCE [];
    Raw "a-raw-notification" "3" "at-once" shows CLASS_3_IS_AT_ONCE [];
    Tile "a-tile" "11" "within-450-seconds" shows CLASS_11_WITHIN_450_S
        [Advance(449), Settle, Advance(1), Settle, Advance(1), Settle];
    Toast "a-toast" "12" "within-450-seconds" shows CLASS_12_WITHIN_450_S
        [Advance(449), Settle, Advance(1), Settle, Advance(1), Settle];
    Raw "a-raw-notification" "13" "within-450-seconds" shows CLASS_13_WITHIN_450_S
        [Advance(449), Settle, Advance(1), Settle, Advance(1), Settle];
    Tile "a-tile" "21" "within-900-seconds" shows CLASS_21_WITHIN_900_S
        [Advance(899), Settle, Advance(1), Settle, Advance(1), Settle];
    Toast "a-toast" "22" "within-900-seconds" shows CLASS_22_WITHIN_900_S
        [Advance(899), Settle, Advance(1), Settle, Advance(1), Settle];
    Raw "a-raw-notification" "23" "within-900-seconds" shows CLASS_23_WITHIN_900_S
        [Advance(899), Settle, Advance(1), Settle, Advance(1), Settle];
};
