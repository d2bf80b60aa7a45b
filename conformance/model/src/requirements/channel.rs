//! The channel: its URI, its life, and what belongs to it.

requirements! {
    in channel;

    /// A notification shows up at the channel that it was sent to and nowhere else.
    CHANNELS_ARE_SEPARATE = "channel/channels-are-separate"
        PushService Must V7_0 from "MPNS blog post (2013), paragraph 3" for "S002-11";
    /// One channel takes toasts, tile updates and raw notifications.
    ONE_CHANNEL_TAKES_ALL_KINDS = "channel/one-channel-takes-all-kinds"
        PushService Must V7_0 from "Push notifications, overview" for "M-110";
    /// Channel paths say whether they are throttled: `throttledthirdparty` or
    /// `unthrottledthirdparty`.
    BOTH_CHANNEL_FAMILIES_ARE_SERVED = "channel/both-channel-families-are-served"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-04";
    /// The old URI of a renewed channel works for a while.
    OLD_URI_MAY_WORK_ON = "channel/old-uri-may-work-on"
        PushService Observed V7_0 from "Practice of services and client libraries" for "M-115"
        untested "no command renews a channel";
    /// A notification goes to the channel URI as it was handed over, byte for byte.
    TARGET_IS_THE_CHANNEL_URI = "channel/target-is-the-channel-uri"
        Sender Must V7_0 from "MPNS blog post (2013), paragraph 3"
            for "S002-10 S002-24 S000-16 S000-18 M-03";
    /// The characters `-` and `_` of a token are sent as they are.
    TOKENS_ARE_NOT_ESCAPED = "channel/tokens-are-not-escaped"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-06";
    /// Channel URIs of the shape seen from 2014 on are used like the others.
    LATER_CHANNEL_URIS_WORK = "channel/later-channel-uris-work"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-05";
    /// A channel URI of 1024 characters can be used.
    CHANNEL_URIS_OF_1024_CHARACTERS_WORK = "channel/uris-of-1024-characters-work"
        Sender Must V7_0 from "Practice of services and client libraries" for "M-07 D-19";
    /// A channel URI of 1100 characters can be used.
    CHANNEL_URIS_OF_1100_CHARACTERS_WORK = "channel/uris-of-1100-characters-work"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-07 D-19";
    /// A channel URI of 2048 characters can be used.
    CHANNEL_URIS_OF_2048_CHARACTERS_WORK = "channel/uris-of-2048-characters-work"
        Sender Must V7_0 from "Practice of services and client libraries" for "M-07 D-19";
    /// Once a device has a new channel URI the old one is left alone.
    NEWEST_URI_IS_USED = "channel/newest-uri-is-used"
        Sender Must V7_0 from "Push notifications, overview" for "M-112 S002-09"
        untested "how a phone hands its URI to its web service is free";
    /// A sender does not drop a channel for its age.
    AGE_DOES_NOT_END_A_CHANNEL = "channel/age-does-not-end-a-channel"
        Sender Should V7_0 from "Practice of services and client libraries" for "M-113";
    /// Nothing is sent to an app that has not registered.
    NOTHING_WITHOUT_A_URI = "channel/nothing-without-a-uri"
        Sender Must V7_0 from "Sending push notifications (hh202945), introduction" for "S003-04"
        untested "every command to a sender names a channel";
}
