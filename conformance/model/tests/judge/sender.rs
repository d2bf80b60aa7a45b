//! A sender is held to what it decides, to when it posts, and to what it must not send.

use crate::story::*;
use mpnspec_model::adapter::{Command, Decided, Send};
use mpnspec_model::dispute::Profile;
use mpnspec_model::header::Kind;
use mpnspec_model::payload::{Payload, Toast};
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::{Ruling, decision_text};
use mpnspec_model::transcript::{Arrangement, Index, Span};

const SUPPRESSED: Like =
    (200, &[(NOTIFICATION, "Suppressed"), (DEVICE, "Connected"), (SUBSCRIPTION, "Active")]);
const UNAUTHORIZED: Like = (401, &[]);
const FORBIDDEN: Like = (403, &[]);
const NOT_ALLOWED: Like = (405, &[]);
const SERVER_ERROR: Like = (500, &[]);
const FOREIGN: Like = (400, &[("X-WNS-Status", "dropped")]);

use Decided::{Done, Drop, GiveUp, Refused, Retry, Untold, Withheld};

const fn retry(after_seconds: u64) -> Decided {
    Retry { after_seconds }
}

/// A sender with one or two channels, and what it is told, does and says.
struct Sending(Tale);

impl Sending {
    fn new() -> Self {
        let mut tale = Tale::of(Role::Sender);
        for channel in [SAFE, OTHER] {
            tale.arrange(channel, Arrangement::Opened { authenticated: true, watched: false });
        }
        Self(tale)
    }

    fn told(&mut self, channel: &str) -> Index {
        let text = Toast { text1: Some("1".into()), ..Toast::default() };
        self.0.transcript.told(
            self.0.now,
            Command::Send(Send {
                channel: channel.into(),
                notification: Some(Payload::Toast(text)),
                interval_seconds: Some(0),
                ..Send::default()
            }),
        )
    }

    fn posts(&mut self, channel: &'static str, like: Like) {
        let body =
            Payload::Toast(Toast { text1: Some("1".into()), ..Toast::default() }).write().leak();
        let length = body.len().to_string().leak();
        let post = toast("2")
            .to(channel)
            .body(Body::Octets(body))
            .with("Host", "push.test")
            .with("Content-Length", length);
        self.0.exchange(&post, like);
    }

    fn waits(&mut self, seconds: u64) {
        self.0.wait(Span::seconds(seconds));
    }

    fn says(&mut self, told: Index, decided: Decided) {
        self.0.transcript.decided(self.0.now, told, decided);
    }

    /// What is violated under a profile.
    fn violated(&self, name: &str) -> Vec<Requirement> {
        about(&self.0.judged(&profile(name)).violations)
    }
}

#[test]
fn the_story_of_a_sound_sender_violates_nothing() {
    for name in ["default", "strict", "lenient"] {
        assert_eq!(decided(RECEIVED, Done, name), [], "{name}");
    }
}

fn decided(like: Like, decided: Decided, name: &str) -> Vec<Requirement> {
    let mut sending = Sending::new();
    let told = sending.told(SAFE);
    sending.posts(SAFE, like);
    sending.says(told, decided);
    sending.violated(name)
}

// ---- decisions ------------------------------------------------------------------------

const DECISIONS: [Decided; 9] =
    [Done, retry(0), retry(1), retry(59), retry(60), retry(239), retry(240), Drop, GiveUp];

#[test]
fn every_decision_after_every_answer() {
    let mut table = String::new();
    for (heard, like) in [
        ("200 Received", RECEIVED),
        ("200 QueueFull", QUEUE_FULL),
        ("200 Suppressed", SUPPRESSED),
        ("400", REFUSED),
        ("400 of WNS", FOREIGN),
        ("401", UNAUTHORIZED),
        ("403", FORBIDDEN),
        ("404", GONE),
        ("405", NOT_ALLOWED),
        ("406", THROTTLED),
        ("412", LOST),
        ("500", SERVER_ERROR),
        ("503", UNAVAILABLE),
    ] {
        for what in DECISIONS.into_iter().chain([retry(3599), retry(3600)]) {
            let violated = |name| -> Vec<_> {
                decided(like, what, name).iter().map(|it| it.id().replace("sending/", "")).collect()
            };
            let default = violated("default");
            let differs = |name| Some(violated(name)).filter(|other| *other != default);
            table += &format!("{heard:13} {:19} {}", decision_text(what), default.join(", "));
            for name in ["strict", "lenient"] {
                if let Some(other) = differs(name) {
                    table += &format!("  [{name}: {}]", other.join(", "));
                }
            }
            table = format!("{}\n", table.trim_end());
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_right_decision_after_each_answer_is_no_breach_under_any_profile() {
    for (like, what) in [
        (RECEIVED, Done),
        (QUEUE_FULL, retry(240)),
        (SUPPRESSED, GiveUp),
        (REFUSED, GiveUp),
        (FOREIGN, GiveUp),
        (UNAUTHORIZED, GiveUp),
        (FORBIDDEN, GiveUp),
        (GONE, Drop),
        (NOT_ALLOWED, GiveUp),
        (THROTTLED, retry(3600)),
        (LOST, retry(3600)),
        (SERVER_ERROR, retry(240)),
        (UNAVAILABLE, retry(240)),
    ] {
        for name in mpnspec_model::dispute::PROFILES {
            assert_eq!(decided(like, what, name), [], "{like:?} under {name}");
        }
    }
}

#[test]
fn who_does_not_tell_is_not_judged_by_what_it_tells() {
    for like in [RECEIVED, QUEUE_FULL, GONE, LOST] {
        assert_eq!(decided(like, Untold, "strict"), [], "{like:?}");
    }
}

// ---- when it posts --------------------------------------------------------------------

#[test]
fn another_message_waits_an_hour_after_406_and_412_and_for_ever_after_404() {
    for (like, seconds, breaks) in [
        (THROTTLED, 3599, Some(AN_HOUR_AFTER_406)),
        (THROTTLED, 3600, None),
        (LOST, 3599, Some(AN_HOUR_AFTER_412)),
        (LOST, 3600, None),
        (GONE, 3599, Some(NOTHING_AFTER_404)),
        (GONE, 1_000_000, Some(NOTHING_AFTER_404)),
        (REFUSED, 0, None),
        (UNAUTHORIZED, 0, None),
        (QUEUE_FULL, 0, None),
    ] {
        let mut sending = Sending::new();
        sending.told(SAFE);
        sending.posts(SAFE, like);
        sending.waits(seconds);
        sending.told(SAFE);
        sending.posts(SAFE, RECEIVED);
        assert_eq!(
            sending.violated("default"),
            Vec::from_iter(breaks),
            "{seconds} s after {like:?}"
        );
    }
}

#[test]
fn another_channel_is_not_concerned() {
    for like in [GONE, THROTTLED, LOST] {
        let mut sending = Sending::new();
        sending.told(SAFE);
        sending.posts(SAFE, like);
        sending.told(OTHER);
        sending.posts(OTHER, RECEIVED);
        assert_eq!(sending.violated("strict"), [], "{like:?}");
    }
}

#[test]
fn the_same_message_is_repeated_only_where_that_helps() {
    for (like, seconds, breaks) in [
        (RECEIVED, 9999, vec![RECEIVED_IS_NOT_RESENT]),
        (SUPPRESSED, 9999, vec![NO_BLIND_RETRY_AFTER_SUPPRESSED]),
        (REFUSED, 9999, vec![BAD_REQUEST_IS_NOT_REPEATED]),
        (FOREIGN, 9999, vec![WNS_ANSWER_IS_NOT_REPEATED]),
        (UNAUTHORIZED, 9999, vec![UNAUTHORIZED_IS_NOT_REPEATED]),
        (NOT_ALLOWED, 9999, vec![METHOD_NOT_ALLOWED_IS_NOT_REPEATED]),
        (FORBIDDEN, 59, vec![FORBIDDEN_DOES_NOT_LOOP]),
        (FORBIDDEN, 60, vec![]),
        (SERVER_ERROR, 59, vec![SERVER_ERROR_DOES_NOT_LOOP]),
        (SERVER_ERROR, 60, vec![]),
        (QUEUE_FULL, 59, vec![QUEUE_FULL_WAITS_A_MINUTE]),
        (QUEUE_FULL, 60, vec![]),
        (UNAVAILABLE, 59, vec![UNAVAILABLE_WAITS_A_MINUTE]),
        (UNAVAILABLE, 60, vec![]),
        (LOST, 3600, vec![]),
        (THROTTLED, 3600, vec![]),
    ] {
        let mut sending = Sending::new();
        sending.told(SAFE);
        sending.posts(SAFE, like);
        sending.waits(seconds);
        sending.posts(SAFE, RECEIVED);
        assert_eq!(sending.violated("default"), breaks, "{seconds} s after {like:?}");
    }
}

#[test]
fn each_wait_is_longer_than_the_last() {
    for (waits, grows) in [
        (&[60, 120, 240][..], true),
        (&[60, 61], true),
        (&[60, 60], false),
        (&[120, 60], false),
        (&[60, 120, 120], false),
    ] {
        for (like, breaks) in
            [(QUEUE_FULL, QUEUE_FULL_WAITS_GROW), (UNAVAILABLE, UNAVAILABLE_WAITS_GROW)]
        {
            let mut sending = Sending::new();
            sending.told(SAFE);
            sending.posts(SAFE, like);
            for wait in waits {
                sending.waits(*wait);
                sending.posts(SAFE, like);
            }
            let expected = if grows { vec![] } else { vec![breaks] };
            assert_eq!(sending.violated("default"), expected, "{waits:?} after {like:?}");
        }
    }
}

// ---- what it posts --------------------------------------------------------------------

#[test]
fn each_notification_takes_one_post() {
    let mut sending = Sending::new();
    sending.told(SAFE);
    sending.posts(SAFE, RECEIVED);
    sending.0.exchange(&raw("3").with("Host", "push.test").with("Content-Length", "5"), RECEIVED);
    assert!(sending.violated("default").contains(&ONE_POST_PER_NOTIFICATION));
    let mut sending = Sending::new();
    for _ in 0..2 {
        sending.told(SAFE);
        sending.posts(SAFE, RECEIVED);
    }
    assert_eq!(sending.violated("default"), []);
}

#[test]
fn what_is_told_is_sent() {
    for (what, breaks) in [
        (Done, Some(SENDS_THE_MESSAGE)),
        (GiveUp, Some(SENDS_THE_MESSAGE)),
        (retry(60), Some(SENDS_THE_MESSAGE)),
        (Withheld, Some(SENDS_THE_MESSAGE)),
        (Refused, None),
        (Untold, None),
    ] {
        let mut sending = Sending::new();
        let told = sending.told(SAFE);
        sending.says(told, what);
        assert_eq!(sending.violated("default"), Vec::from_iter(breaks), "{what:?}");
    }
}

#[test]
fn a_dead_or_held_channel_may_be_withheld_and_another_may_not() {
    for like in [GONE, THROTTLED, LOST] {
        let mut sending = Sending::new();
        sending.told(SAFE);
        sending.posts(SAFE, like);
        let told = sending.told(SAFE);
        sending.says(told, Withheld);
        assert_eq!(sending.violated("strict"), [], "{like:?}");
        let told = sending.told(OTHER);
        sending.says(told, Withheld);
        let breaks = if like == GONE { NEW_URI_IS_USED_AFTER_404 } else { SENDS_THE_MESSAGE };
        assert_eq!(sending.violated("strict"), [breaks], "{like:?}");
    }
}

#[test]
fn who_refuses_what_may_not_be_sent_keeps_the_rule() {
    let raw = |octets: usize| Payload::Raw(vec![0; octets].into());
    for (octets, kept) in [(3072, false), (3073, true)] {
        let mut sending = Sending::new();
        let command =
            Send { channel: SAFE.into(), notification: Some(raw(octets)), ..Send::default() };
        let told = sending.0.transcript.told(sending.0.now, Command::Send(command));
        sending.says(told, Refused);
        let rulings = sending.0.judged(&Profile::DEFAULT);
        let upheld = ALL.iter().filter(|it| matches!(rulings.on(**it), Ruling::Upheld(_))).count();
        assert_eq!((about(&rulings.violations), upheld > 0), (vec![], kept), "{octets} octets");
    }
    assert_eq!(raw(0).kind(), Kind::Raw);
}

#[test]
fn an_answer_in_odd_letters_is_taken_like_the_usual_one() {
    const ODD: Like =
        (200, &[(NOTIFICATION, "queuefull"), (DEVICE, "CONNECTED"), (SUBSCRIPTION, "active")]);
    for (usual, odd, breaks) in [
        (retry(240), retry(300), None),
        (retry(240), Done, Some(STATUS_VALUES_IN_ANY_CASE)),
        (retry(240), GiveUp, Some(STATUS_VALUES_IN_ANY_CASE)),
    ] {
        let mut sending = Sending::new();
        for (channel, like, what) in [(SAFE, QUEUE_FULL, usual), (OTHER, ODD, odd)] {
            let told = sending.told(channel);
            sending.posts(channel, like);
            sending.says(told, what);
        }
        assert_eq!(sending.violated("default"), Vec::from_iter(breaks), "{usual:?}, then {odd:?}");
    }
}
