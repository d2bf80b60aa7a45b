//! What a sender does about the answer.

use mpnspec_model::adapter::DeviceState::{Disconnected, Inactive, TempDisconnected};
use mpnspec_model::edition::OsVersion;
use mpnspec_model::header::Kind;
use mpnspec_model::payload::Payload;
use mpnspec_model::requirement::*;
use mpnspec_model::transcript::Forgery;

use super::{ANYTHING, raw, set, toast};
use crate::case::{
    Access, Case,
    Channel::{A, B, C},
    Decides::{Anything, Done, Drop, Fails, GiveUp, GiveUpOrRetry, Retry, Withholds},
    Id, Notification, Scripted,
    Step::*,
};

/// A 200 with these three statuses.
macro_rules! ok {
    ($notification:literal, $device:literal, $subscription:literal) => {
        Scripted {
            status: 200,
            fields: &[
                ("X-NotificationStatus", $notification),
                ("X-DeviceConnectionStatus", $device),
                ("X-SubscriptionStatus", $subscription),
            ],
            body: "",
        }
    };
}

cases! { DECISIONS;
    "sending/is-done-after-received" [RECEIVED_IS_DONE]
        Open(A, Access::Open), Tell(A, ANYTHING, Done);
    "sending/is-done-after-received-while-the-device-is-away" [RECEIVED_IS_DONE]
        Open(A, Access::Open), Device(A, TempDisconnected), Tell(A, ANYTHING, Done);
    "sending/is-done-after-received-on-an-authenticated-channel" [RECEIVED_IS_DONE]
        Open(A, Access::Authenticated), Tell(A, ANYTHING, Done);
    "sending/retries-after-queue-full"
        [QUEUE_FULL_IS_NO_SUCCESS, QUEUE_FULL_IS_SENT_LATER, QUEUE_FULL_WAITS_A_MINUTE]
        Open(A, Access::Open), Fill(A), Tell(A, ANYTHING, Retry(60));
    "sending/retries-after-queue-full-while-the-device-is-away"
        [QUEUE_FULL_IS_NO_SUCCESS, QUEUE_FULL_IS_SENT_LATER, QUEUE_FULL_WAITS_A_MINUTE]
        Open(A, Access::Open), Device(A, TempDisconnected), Fill(A), Tell(A, ANYTHING, Retry(60));
    "sending/gives-up-after-suppressed" [SUPPRESSED_IS_NO_SUCCESS, NO_BLIND_RETRY_AFTER_SUPPRESSED]
        Open(A, Access::Open), Suppress(A, EVERY_KIND), Tell(A, ANYTHING, GiveUp);
    "sending/gives-up-after-suppressed-while-the-device-is-away"
        [SUPPRESSED_IS_NO_SUCCESS, NO_BLIND_RETRY_AFTER_SUPPRESSED]
        Open(A, Access::Open), Suppress(A, EVERY_KIND), Device(A, TempDisconnected),
        Tell(A, ANYTHING, GiveUp);
    "sending/takes-no-bare-200-for-success" [BARE_200_IS_NO_SUCCESS]
        Open(A, Access::Open), Script(A, &[bare(200)]), Tell(A, ANYTHING, Fails);
    "sending/gives-up-after-400"
        [BAD_REQUEST_IS_NOT_REPEATED, BAD_REQUEST_KEEPS_THE_CHANNEL, READS_THE_ANSWER]
        Open(A, Access::Open), Script(A, &[bare(400)]), Tell(A, ANYTHING, GiveUp);
    "sending/gives-up-after-400-with-empty-statuses"
        [BAD_REQUEST_IS_NOT_REPEATED, BAD_REQUEST_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[not_applicable(400)]), Tell(A, ANYTHING, GiveUp);
    "sending/gives-up-after-401"
        [UNAUTHORIZED_IS_NOT_REPEATED, UNAUTHORIZED_KEEPS_THE_CHANNEL, READS_THE_ANSWER]
        Open(A, Access::Open), Script(A, &[bare(401)]), Tell(A, ANYTHING, GiveUp);
    "sending/gives-up-after-401-with-empty-statuses"
        [UNAUTHORIZED_IS_NOT_REPEATED, UNAUTHORIZED_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[not_applicable(401)]), Tell(A, ANYTHING, GiveUp);
    "sending/gives-up-after-401-for-an-altered-token"
        [UNAUTHORIZED_IS_NOT_REPEATED, READS_THE_ANSWER]
        Open(A, Access::Open), Forge(B, Forgery::Altered), Tell(B, ANYTHING, GiveUp);
    "sending/survives-403" [FORBIDDEN_DOES_NOT_LOOP]
        Open(A, Access::Open), Script(A, &[bare(403)]), Tell(A, ANYTHING, GiveUpOrRetry(60));
    "sending/drops-an-expired-channel" [EXPIRED_DROPS_THE_CHANNEL, READS_THE_ANSWER]
        Open(A, Access::Open), Expire(A), Tell(A, ANYTHING, Drop);
    "sending/drops-an-expired-channel-while-the-device-is-away" [EXPIRED_DROPS_THE_CHANNEL]
        Open(A, Access::Open), Device(A, TempDisconnected), Expire(A), Tell(A, ANYTHING, Drop);
    "sending/drops-an-expired-channel-of-a-disconnected-device" [EXPIRED_DROPS_THE_CHANNEL]
        Open(A, Access::Open), Device(A, Disconnected), Expire(A), Tell(A, ANYTHING, Drop);
    "sending/drops-a-channel-that-never-was" [EXPIRED_DROPS_THE_CHANNEL]
        Open(A, Access::Open), Forge(B, Forgery::Unknown), Tell(B, ANYTHING, Drop);
    "sending/gives-up-after-405" [METHOD_NOT_ALLOWED_IS_NOT_REPEATED, READS_THE_ANSWER]
        Open(A, Access::Open), Script(A, &[bare(405)]), Tell(A, ANYTHING, GiveUp);
    "sending/gives-up-after-405-with-empty-statuses" [METHOD_NOT_ALLOWED_IS_NOT_REPEATED]
        Open(A, Access::Open), Script(A, &[not_applicable(405)]), Tell(A, ANYTHING, GiveUp);
    "sending/holds-a-throttled-channel"
        [AN_HOUR_AFTER_406, THROTTLED_KEEPS_THE_CHANNEL, READS_THE_ANSWER]
        Open(A, Access::Open), Script(A, &[THROTTLED]), Tell(A, ANYTHING, GiveUpOrRetry(3600));
    "sending/holds-a-throttled-channel-while-the-device-is-away"
        [AN_HOUR_AFTER_406, THROTTLED_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[THROTTLED_AWAY]), Tell(A, ANYTHING, GiveUpOrRetry(3600));
    "sending/holds-the-channel-of-an-inactive-device"
        [AN_HOUR_AFTER_412, INACTIVE_KEEPS_THE_CHANNEL, READS_THE_ANSWER]
        Open(A, Access::Open), Device(A, Inactive), Tell(A, ANYTHING, GiveUpOrRetry(3600));
    "sending/holds-the-channel-after-412-for-a-disconnected-device"
        [AN_HOUR_AFTER_412, INACTIVE_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[OUT_OF_REACH]), Tell(A, ANYTHING, GiveUpOrRetry(3600));
    "sending/holds-the-channel-after-412-with-an-empty-status"
        [AN_HOUR_AFTER_412, INACTIVE_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[INACTIVE_AND_EMPTY]),
        Tell(A, ANYTHING, GiveUpOrRetry(3600));
    "sending/retries-after-503"
        [UNAVAILABLE_IS_SENT_LATER, UNAVAILABLE_WAITS_A_MINUTE, READS_THE_ANSWER]
        Open(A, Access::Open), Unavailable(A, true), Tell(A, ANYTHING, Retry(60));
    "sending/retries-after-503-with-empty-statuses"
        [UNAVAILABLE_IS_SENT_LATER, UNAVAILABLE_WAITS_A_MINUTE]
        Open(A, Access::Open), Script(A, &[not_applicable(503)]), Tell(A, ANYTHING, Retry(60));
    "sending/survives-500" [SERVER_ERROR_DOES_NOT_LOOP]
        Open(A, Access::Open), Script(A, &[bare(500)]), Tell(A, ANYTHING, GiveUpOrRetry(60));
    "sending/survives-502" [SERVER_ERROR_DOES_NOT_LOOP]
        Open(A, Access::Open), Script(A, &[bare(502)]), Tell(A, ANYTHING, GiveUpOrRetry(60));
    "sending/gives-up-after-an-answer-of-wns" [WNS_ANSWER_IS_NOT_REPEATED]
        Open(A, Access::Open), Script(A, &[WNS]), Tell(A, ANYTHING, GiveUp);
}

cases! { SPELLINGS;
    "sending/reads-received-in-lower-case" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Script(A, &[RECEIVED, ok!("received", "Connected", "Active")]),
        Tell(A, ANYTHING, Done), Tell(A, ANYTHING, Done);
    "sending/reads-received-in-capitals" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Script(A, &[RECEIVED, ok!("RECEIVED", "Connected", "Active")]),
        Tell(A, ANYTHING, Done), Tell(A, ANYTHING, Done);
    "sending/reads-queue-full-in-lower-case" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Script(A, &[QUEUE_FULL, ok!("queuefull", "Connected", "Active")]),
        Tell(A, ANYTHING, Retry(60)), Tell(A, ANYTHING, Retry(60));
    "sending/reads-queue-full-in-capitals" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Script(A, &[QUEUE_FULL, ok!("QUEUEFULL", "Connected", "Active")]),
        Tell(A, ANYTHING, Retry(60)), Tell(A, ANYTHING, Retry(60));
    "sending/reads-suppressed-in-lower-case" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Script(A, &[SUPPRESSED, ok!("suppressed", "Connected", "Active")]),
        Tell(A, ANYTHING, GiveUp), Tell(A, ANYTHING, GiveUp);
    "sending/reads-the-device-and-the-subscription-in-any-case" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Script(A, &[RECEIVED, ok!("Received", "CONNECTED", "active")]),
        Tell(A, ANYTHING, Done), Tell(A, ANYTHING, Done);
    "sending/reads-in-active-as-inactive" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Open(B, Access::Open), Device(A, Inactive), Script(B, &[IN_ACTIVE]),
        Tell(A, ANYTHING, GiveUpOrRetry(3600)), Tell(B, ANYTHING, GiveUpOrRetry(3600));
    "sending/reads-expired-in-lower-case" [STATUS_VALUES_IN_ANY_CASE]
        Open(A, Access::Open), Open(B, Access::Open), Expire(A),
        Script(B, &[EXPIRED_IN_LOWER_CASE]),
        Tell(A, ANYTHING, Drop), Tell(B, ANYTHING, Drop);

    "sending/ignores-unknown-fields-beside-received" [UNKNOWN_RESPONSE_FIELDS_ARE_IGNORED]
        Open(A, Access::Open), Script(A, &[RECEIVED, RECEIVED_AND_MORE]),
        Tell(A, ANYTHING, Done), Tell(A, ANYTHING, Done);
    "sending/ignores-unknown-fields-beside-503" [UNKNOWN_RESPONSE_FIELDS_ARE_IGNORED]
        Open(A, Access::Open), Script(A, &[bare(503), UNAVAILABLE_AND_MORE]),
        Tell(A, ANYTHING, Retry(60)), Tell(A, ANYTHING, Retry(60));
    "sending/tolerates-a-body-in-a-200" [A_BODY_IN_A_RESPONSE_IS_TOLERATED]
        Open(A, Access::Open),
        Script(A, &[RECEIVED, Scripted { body: "<html>OK</html>", ..RECEIVED }]),
        Tell(A, ANYTHING, Done), Tell(A, ANYTHING, Done);
    "sending/tolerates-a-body-beside-queue-full" [A_BODY_IN_A_RESPONSE_IS_TOLERATED]
        Open(A, Access::Open),
        Script(A, &[QUEUE_FULL, Scripted { body: "Received", ..QUEUE_FULL }]),
        Tell(A, ANYTHING, Retry(60)), Tell(A, ANYTHING, Retry(60));
    "sending/tolerates-a-body-in-a-404" [A_BODY_IN_A_RESPONSE_IS_TOLERATED]
        Open(A, Access::Open), Open(B, Access::Open), Expire(A),
        Script(B, &[Scripted { body: "<html>Not Found</html>", ..EXPIRED }]),
        Tell(A, ANYTHING, Drop), Tell(B, ANYTHING, Drop);
}

cases! { CONDUCT;
    "sending/sends-a-toast-that-it-is-told" [SENDS_THE_MESSAGE]
        Open(A, Access::Open), Tell(A, message(toast("Title", "Content")), Anything), Settle,
        Posts(A, 1);
    "sending/sends-a-tile-that-it-is-told" [SENDS_THE_MESSAGE]
        Open(A, Access::Open), Tell(A, told!(tile!(Classic, None, Title: set("Title"))), Anything),
        Settle, Posts(A, 1);
    "sending/sends-raw-that-it-is-told" [SENDS_THE_MESSAGE]
        Open(A, Access::Open), Tell(A, message(raw(b"<root/>")), Anything), Settle, Posts(A, 1);
    "sending/posts-to-each-channel" [ONE_POST_PER_CHANNEL]
        Open(A, Access::Open), Open(B, Access::Open), Open(C, Access::Open),
        Tell(A, ANYTHING, Anything), Tell(B, ANYTHING, Anything), Tell(C, ANYTHING, Anything),
        Settle, Posts(A, 1), Posts(B, 1), Posts(C, 1);
    "sending/posts-each-notification" [ONE_POST_PER_NOTIFICATION]
        Open(A, Access::Open),
        Tell(A, message(raw(b"1")), Anything), Tell(A, message(raw(b"2")), Anything),
        Tell(A, message(raw(b"3")), Anything),
        Settle, Posts(A, 3);
    "sending/posts-the-same-notification-twice-when-told-twice" [ONE_POST_PER_NOTIFICATION]
        Open(A, Access::Open),
        Tell(A, message(toast("Title", "Content")), Anything),
        Tell(A, message(toast("Title", "Content")), Anything),
        Settle, Posts(A, 2);
    "sending/posts-toast-and-tile-one-by-one" [ONE_KIND_PER_POST, SENDS_THE_MESSAGE]
        Open(A, Access::Open), Tell(A, message(toast("Title", "Content")), Anything),
        Tell(A, told!(tile!(Classic, None, Title: set("Title"))), Anything), Settle, Posts(A, 2);
    "sending/posts-toast-and-raw-one-by-one" [ONE_KIND_PER_POST, SENDS_THE_MESSAGE]
        Open(A, Access::Open), Tell(A, message(toast("Title", "Content")), Anything),
        Tell(A, message(raw(b"<root/>")), Anything), Settle, Posts(A, 2);
    "sending/sends-on-after-a-refusal" [SENDS_THE_MESSAGE]
        Open(A, Access::Open), Script(A, &[bare(400)]),
        Tell(A, message(toast("One", "Content")), Anything),
        Tell(A, message(toast("Two", "Content")), Anything),
        Settle, Posts(A, 2);

    "sending/repeats-nothing-after-received" [RECEIVED_IS_NOT_RESENT]
        Open(A, Access::Open), Tell(A, ANYTHING, Anything), Settle, Posts(A, 1);
    "sending/repeats-nothing-after-suppressed" [NO_BLIND_RETRY_AFTER_SUPPRESSED]
        Open(A, Access::Open), Suppress(A, EVERY_KIND), Tell(A, ANYTHING, Anything), Settle,
        Posts(A, 1);
    "sending/repeats-nothing-after-400" [BAD_REQUEST_IS_NOT_REPEATED]
        Open(A, Access::Open), Script(A, &[bare(400)]), Tell(A, ANYTHING, Anything), Settle,
        Posts(A, 1);
    "sending/repeats-nothing-after-401" [UNAUTHORIZED_IS_NOT_REPEATED]
        Open(A, Access::Open), Script(A, &[bare(401)]), Tell(A, ANYTHING, Anything), Settle,
        Posts(A, 1);
    "sending/repeats-nothing-after-404" [NOTHING_AFTER_404]
        Open(A, Access::Open), Expire(A), Tell(A, ANYTHING, Anything), Settle, Posts(A, 1);
    "sending/repeats-nothing-after-405" [METHOD_NOT_ALLOWED_IS_NOT_REPEATED]
        Open(A, Access::Open), Script(A, &[bare(405)]), Tell(A, ANYTHING, Anything), Settle,
        Posts(A, 1);
    "sending/repeats-nothing-after-an-answer-of-wns" [WNS_ANSWER_IS_NOT_REPEATED]
        Open(A, Access::Open), Script(A, &[WNS]), Tell(A, ANYTHING, Anything), Settle, Posts(A, 1);

    "sending/leaves-a-dead-channel-alone" [NOTHING_AFTER_404, EXPIRED_DROPS_THE_CHANNEL]
        Open(A, Access::Open), Expire(A), Tell(A, ANYTHING, Drop),
        TellUnlessHeld(A, ANYTHING, Anything),
        Settle, Posts(A, 1);
    "sending/leaves-a-throttled-channel-alone" [AN_HOUR_AFTER_406, THROTTLED_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[THROTTLED]), Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        TellUnlessHeld(A, ANYTHING, Anything), Settle, Posts(A, 1);
    "sending/leaves-the-channel-of-an-inactive-device-alone"
        [AN_HOUR_AFTER_412, INACTIVE_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Device(A, Inactive), Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        TellUnlessHeld(A, ANYTHING, Anything), Settle, Posts(A, 1);
    "sending/withholds-from-a-dead-channel" [NOTHING_AFTER_404]
        Open(A, Access::Open), Expire(A), Tell(A, ANYTHING, Drop), Tell(A, ANYTHING, Withholds),
        Settle, Posts(A, 1);
    "sending/withholds-from-a-throttled-channel" [AN_HOUR_AFTER_406]
        Open(A, Access::Open), Script(A, &[THROTTLED]), Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        Tell(A, ANYTHING, Withholds), Settle, Posts(A, 1);
    "sending/withholds-from-the-channel-of-an-inactive-device" [AN_HOUR_AFTER_412]
        Open(A, Access::Open), Device(A, Inactive), Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        Tell(A, ANYTHING, Withholds), Settle, Posts(A, 1);
    "sending/uses-the-new-channel-after-404" [NEW_URI_IS_USED_AFTER_404, NOTHING_AFTER_404]
        Open(A, Access::Open), Expire(A), Tell(A, ANYTHING, Drop), Open(B, Access::Open),
        Tell(B, ANYTHING, Done),
        Settle, Posts(A, 1), Posts(B, 1);
    "sending/serves-other-channels-after-404" [NOTHING_AFTER_404, ONE_POST_PER_CHANNEL]
        Open(A, Access::Open), Open(B, Access::Open), Expire(A), Tell(A, ANYTHING, Drop),
        Tell(B, ANYTHING, Done),
        Settle, Posts(A, 1), Posts(B, 1);
    "sending/serves-other-channels-after-406" [AN_HOUR_AFTER_406, ONE_POST_PER_CHANNEL]
        Open(A, Access::Open), Open(B, Access::Open), Script(A, &[THROTTLED]),
        Tell(A, ANYTHING, GiveUpOrRetry(3600)), Tell(B, ANYTHING, Done), Settle, Posts(A, 1),
        Posts(B, 1);
    "sending/serves-the-channel-again-an-hour-after-406"
        [AN_HOUR_AFTER_406, THROTTLED_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[THROTTLED]), Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        Advance(3600),
        Tell(A, ANYTHING, Done);
    "sending/serves-the-channel-again-an-hour-after-412"
        [AN_HOUR_AFTER_412, INACTIVE_KEEPS_THE_CHANNEL]
        Open(A, Access::Open), Script(A, &[OUT_OF_REACH]), Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        Advance(3600),
        Tell(A, ANYTHING, Done);
}

cases! { RETRIES;
    "sending/resends-after-a-full-queue"
        [QUEUE_FULL_IS_SENT_LATER, QUEUE_FULL_WAITS_A_MINUTE, RECEIVED_IS_NOT_RESENT]
        Needs("retries"), Open(A, Access::Open), Script(A, &[QUEUE_FULL]),
        Tell(A, ANYTHING, Retry(60)),
        Advance(DAY), Posts(A, 2);
    "sending/waits-ever-longer-for-a-full-queue" [QUEUE_FULL_WAITS_GROW, QUEUE_FULL_WAITS_A_MINUTE]
        Needs("retries"), Open(A, Access::Open), Script(A, &[QUEUE_FULL, QUEUE_FULL, QUEUE_FULL]),
        Tell(A, ANYTHING, Retry(60)), Advance(DAY), Posts(A, 4);
    "sending/resends-after-503"
        [UNAVAILABLE_IS_SENT_LATER, UNAVAILABLE_WAITS_A_MINUTE, RECEIVED_IS_NOT_RESENT]
        Needs("retries"), Open(A, Access::Open), Script(A, &[bare(503)]),
        Tell(A, ANYTHING, Retry(60)),
        Advance(DAY), Posts(A, 2);
    "sending/waits-ever-longer-for-an-unavailable-service"
        [UNAVAILABLE_WAITS_GROW, UNAVAILABLE_WAITS_A_MINUTE]
        Needs("retries"), Open(A, Access::Open), Script(A, &[bare(503), bare(503), bare(503)]),
        Tell(A, ANYTHING, Retry(60)), Advance(DAY), Posts(A, 4);
    "sending/resends-nothing-that-was-received" [RECEIVED_IS_NOT_RESENT]
        Needs("retries"), Open(A, Access::Open), Tell(A, ANYTHING, Done), Advance(DAY), Posts(A, 1);
    "sending/resends-nothing-that-was-suppressed" [NO_BLIND_RETRY_AFTER_SUPPRESSED]
        Needs("retries"), Open(A, Access::Open), Suppress(A, EVERY_KIND), Tell(A, ANYTHING, GiveUp),
        Advance(DAY),
        Posts(A, 1);
    "sending/resends-nothing-that-was-a-bad-request" [BAD_REQUEST_IS_NOT_REPEATED]
        Needs("retries"), Open(A, Access::Open), Script(A, &[bare(400)]), Tell(A, ANYTHING, GiveUp),
        Advance(DAY),
        Posts(A, 1);
    "sending/resends-nothing-that-was-unauthorized" [UNAUTHORIZED_IS_NOT_REPEATED]
        Needs("retries"), Open(A, Access::Open), Script(A, &[bare(401)]), Tell(A, ANYTHING, GiveUp),
        Advance(DAY),
        Posts(A, 1);
    "sending/resends-nothing-to-a-dead-channel" [NOTHING_AFTER_404]
        Needs("retries"), Open(A, Access::Open), Expire(A), Tell(A, ANYTHING, Drop), Advance(DAY),
        Posts(A, 1);
    "sending/resends-nothing-that-had-the-wrong-method" [METHOD_NOT_ALLOWED_IS_NOT_REPEATED]
        Needs("retries"), Open(A, Access::Open), Script(A, &[bare(405)]), Tell(A, ANYTHING, GiveUp),
        Advance(DAY),
        Posts(A, 1);
    "sending/resends-nothing-within-the-hour-after-406" [AN_HOUR_AFTER_406]
        Needs("retries"), Open(A, Access::Open), Script(A, &[THROTTLED]),
        Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        Advance(3599), Posts(A, 1), Advance(DAY);
    "sending/resends-nothing-within-the-hour-after-412" [AN_HOUR_AFTER_412]
        Needs("retries"), Open(A, Access::Open), Script(A, &[OUT_OF_REACH]),
        Tell(A, ANYTHING, GiveUpOrRetry(3600)),
        Advance(3599), Posts(A, 1), Advance(DAY);
    "sending/stops-resending-once-the-channel-is-dead" [NOTHING_AFTER_404, QUEUE_FULL_IS_SENT_LATER]
        Needs("retries"), Open(A, Access::Open), Script(A, &[QUEUE_FULL]),
        Tell(A, ANYTHING, Retry(60)), Expire(A),
        Advance(DAY), Posts(A, 2);
}

/// Longer than any sender waits.
const DAY: u64 = 24 * 60 * 60;

const EVERY_KIND: &[Kind] = &[Kind::Toast, Kind::Tile, Kind::Raw];

const NOTIFICATION: &str = "X-NotificationStatus";
const DEVICE: &str = "X-DeviceConnectionStatus";
const SUBSCRIPTION: &str = "X-SubscriptionStatus";

const RECEIVED: Scripted = ok!("Received", "Connected", "Active");
const QUEUE_FULL: Scripted = ok!("QueueFull", "Connected", "Active");
const SUPPRESSED: Scripted = ok!("Suppressed", "Connected", "Active");

const RECEIVED_AND_MORE: Scripted = Scripted {
    status: 200,
    fields: &[
        (NOTIFICATION, "Received"),
        (DEVICE, "Connected"),
        (SUBSCRIPTION, "Active"),
        ("ActivityId", "2e1a1f6b-5a8b-4c7e-9d4f-0c3b7a6e5d41"),
        ("X-Server", "DB5MPNSM012"),
        ("X-AspNet-Version", "4.0.30319"),
    ],
    body: "",
};
const UNAVAILABLE_AND_MORE: Scripted = Scripted {
    status: 503,
    fields: &[("X-Server", "DB5MPNSM012"), ("X-Powered-By", "ASP.NET")],
    body: "",
};

const EXPIRED: Scripted = Scripted {
    status: 404,
    fields: &[(NOTIFICATION, "Dropped"), (DEVICE, "Connected"), (SUBSCRIPTION, "Expired")],
    body: "",
};
const EXPIRED_IN_LOWER_CASE: Scripted = Scripted {
    status: 404,
    fields: &[(NOTIFICATION, "dropped"), (DEVICE, "connected"), (SUBSCRIPTION, "expired")],
    body: "",
};
const THROTTLED: Scripted = Scripted {
    status: 406,
    fields: &[(NOTIFICATION, "Dropped"), (DEVICE, "Connected"), (SUBSCRIPTION, "Active")],
    body: "",
};
const THROTTLED_AWAY: Scripted = Scripted {
    status: 406,
    fields: &[(NOTIFICATION, "Dropped"), (DEVICE, "TempDisconnected"), (SUBSCRIPTION, "Active")],
    body: "",
};
const OUT_OF_REACH: Scripted = Scripted {
    status: 412,
    fields: &[(NOTIFICATION, "Dropped"), (DEVICE, "Disconnected")],
    body: "",
};
const IN_ACTIVE: Scripted =
    Scripted { status: 412, fields: &[(NOTIFICATION, "Dropped"), (DEVICE, "InActive")], body: "" };
const INACTIVE_AND_EMPTY: Scripted = Scripted {
    status: 412,
    fields: &[(NOTIFICATION, "Dropped"), (DEVICE, "Inactive"), (SUBSCRIPTION, "N/A")],
    body: "",
};
const WNS: Scripted = Scripted {
    status: 400,
    fields: &[
        ("X-WNS-Msg-ID", "3CE38FF109E03A74"),
        ("X-WNS-Debug-Trace", "DB3WNS4011534"),
        ("X-WNS-Error-Description", "Missing Authorization"),
        ("WWW-Authenticate", "Bearer"),
    ],
    body: "",
};

/// An answer without the three statuses.
const fn bare(status: u16) -> Scripted {
    Scripted { status, fields: &[], body: "" }
}

/// An answer whose three statuses say that they do not apply.
const fn not_applicable(status: u16) -> Scripted {
    Scripted {
        status,
        fields: &[(NOTIFICATION, "N/A"), (DEVICE, "N/A"), (SUBSCRIPTION, "N/A")],
        body: "",
    }
}

const fn message(payload: Payload<'static>) -> Notification {
    Notification { payload: Some(payload), interval: None, id: Id::None, os: OsVersion::V8_0 }
}
