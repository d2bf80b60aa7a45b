//! Channels: each is its own.

use mpnspec_model::adapter::DeviceState::{Inactive, TempDisconnected};
use mpnspec_model::header::Kind::{Raw, Tile, Toast};

use crate::case::Channel::{A, B, C};
use crate::case::Step::*;
use crate::case::*;

pub(super) const CASES: &[Case] = cases! {
    "channel/a-toast-arrives-at-its-channel-and-nowhere-else"
        shows CHANNELS_ARE_SEPARATE
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Post(A, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1)]),
            Handed(B, &[]),
        ];
    "channel/two-channels-have-their-own-notifications"
        shows CHANNELS_ARE_SEPARATE
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Post(A, TOAST, RECEIVED),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1)]),
            Handed(B, &[(Toast, 2)]),
        ];
    "channel/three-channels-in-turn-have-their-own-notifications"
        shows CHANNELS_ARE_SEPARATE
        [
            Open(A, Access::Open),
            Open(B, Access::Authenticated),
            Open(C, Access::Open),
            Post(A, TOAST, RECEIVED),
            Post(B, TILE, RECEIVED),
            Post(C, RAW, RECEIVED),
            Post(A, RAW, RECEIVED),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Toast, 1), (Raw, 4)]),
            Handed(B, &[(Tile, 2), (Toast, 5)]),
            Handed(C, &[(Raw, 3)]),
        ];
    "channel/what-waits-for-one-device-does-not-go-to-another"
        shows CHANNELS_ARE_SEPARATE
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Device(A, TempDisconnected),
            Post(A, TOAST, RECEIVED_AWAY),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(A, &[]),
            Handed(B, &[(Toast, 2)]),
        ];
    "channel/a-channel-outlives-another"
        shows CHANNELS_ARE_SEPARATE, EXPIRED_IS_404
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Expire(A),
            Post(A, TOAST, EXPIRED),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(B, &[(Toast, 2)]),
        ];
    "channel/an-inactive-device-does-not-hold-up-another"
        shows CHANNELS_ARE_SEPARATE, INACTIVE_IS_412
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Device(A, Inactive),
            Post(A, TOAST, INACTIVE),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(B, &[(Toast, 2)]),
        ];
    "channel/a-kind-that-one-channel-suppresses-passes-on-another"
        shows CHANNELS_ARE_SEPARATE, SUPPRESSED_SAYS_SO
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Suppress(A, &[Toast]),
            Post(A, TOAST, SUPPRESSED),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(B, &[(Toast, 2)]),
        ];
    "channel/a-full-queue-is-the-matter-of-its-channel"
        shows CHANNELS_ARE_SEPARATE, QUEUE_FULL_SAYS_SO
        [
            Open(A, Access::Open),
            Open(B, Access::Open),
            Fill(A),
            Post(A, TOAST, QUEUE_FULL),
            Post(B, TOAST, RECEIVED),
            Settle,
            Handed(B, &[(Toast, 2)]),
        ];
    "channel/one-channel-takes-all-kinds"
        shows ONE_CHANNEL_TAKES_ALL_KINDS
        [
            Open(A, Access::Open),
            Post(A, TOAST, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, RAW, RECEIVED),
        ];
    "channel/one-channel-delivers-all-kinds"
        shows ONE_CHANNEL_TAKES_ALL_KINDS
        [
            Open(A, Access::Authenticated),
            Post(A, RAW, RECEIVED),
            Post(A, TILE, RECEIVED),
            Post(A, TOAST, RECEIVED),
            Settle,
            Handed(A, &[(Raw, 1), (Tile, 2), (Toast, 3)]),
        ];
    "channel/both-families-of-channels-are-served"
        shows BOTH_CHANNEL_FAMILIES_ARE_SERVED
        [
            Open(A, Access::Open),
            Open(B, Access::Authenticated),
            Post(A, TOAST, RECEIVED),
            Post(B, TOAST, RECEIVED),
        ];
};
