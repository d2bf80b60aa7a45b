//! A push service is blamed for what it does wrong, for all of it, and for nothing else.

use crate::story::plans::{first, second};
use crate::story::*;
use mpnspec_model::adapter::DeviceState::{Connected, Inactive};
use mpnspec_model::dispute::{PROFILES, Profile};
use mpnspec_model::header::Kind;
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::Ruling;
use mpnspec_model::transcript::{Arrangement, Credentials, Form, Lapse, Span, Time};

// ---- plans ----------------------------------------------------------------------------

#[test]
fn an_honest_service_violates_nothing_in_any_plan_under_any_profile() {
    for name in PROFILES {
        for (plan, steps) in plans::all().into_iter().chain([plans::a_day()]) {
            let rulings = judged(&steps, None, false, &profile(name));
            assert_eq!(
                about(&rulings.violations),
                [],
                "{plan} under {name}: {:#?}",
                rulings.violations
            );
        }
    }
}

#[test]
fn the_notes_on_an_honest_service_are_these() {
    let noted = |name: &str| -> Vec<String> {
        let plans = plans::all().into_iter();
        let noted = plans.flat_map(|(plan, steps)| {
            let notes = judged(&steps, None, false, &profile(name)).notes;
            about(&notes).into_iter().map(move |noted| format!("{plan}: {noted}"))
        });
        noted.collect()
    };
    for name in ["default", "strict", "lenient"] {
        assert_eq!(noted(name), NOTES, "{name}");
    }
}

const NOTES: [&str; 0] = [];

#[test]
fn each_fault_is_caught_and_only_what_it_breaks_is_blamed() {
    let mut wrong = Vec::new();
    for fault in faults::ALL {
        let mut caught = 0;
        for (plan, steps) in fault.plans() {
            for believes in [false, true] {
                let rulings = judged(&steps, Some(fault.bend), believes, &profile(fault.profile));
                for blamed in about(&rulings.violations) {
                    caught += u32::from(blamed == fault.breaks);
                    if blamed != fault.breaks && !fault.also.iter().any(|(also, _)| *also == blamed)
                    {
                        wrong.push(format!(
                            "{} in `{plan}` (believes: {believes}) is blamed for {blamed}",
                            fault.name
                        ));
                    }
                }
            }
        }
        if caught == 0 {
            wrong.push(format!("{} is never blamed for {}", fault.name, fault.breaks));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_fault_breaks_besides_is_really_broken() {
    for fault in faults::ALL {
        // What is rare takes a random plan.
        for (also, why) in fault.also.iter().filter(|(_, why)| !why.starts_with("rarely")) {
            let blamed = |(_, steps): (_, Vec<Step>)| {
                let rulings = judged(&steps, Some(fault.bend), false, &profile(fault.profile));
                about(&rulings.violations).contains(also)
            };
            assert!(
                fault.plans().into_iter().any(blamed),
                "{} never breaks {also} ({why})",
                fault.name
            );
        }
    }
}

#[test]
fn what_waited_for_the_device_and_was_lost_is_noted() {
    let (_, away) = plans::all().into_iter().find(|(name, _)| *name == "away").unwrap();
    let rulings = judged(&away, Some(Bend::Forgotten), false, &Profile::DEFAULT);
    assert_eq!(about(&rulings.notes), [KEPT_FOR_THE_DEVICE]);
    assert_eq!(about(&rulings.violations), []);
}

// ---- doubt ----------------------------------------------------------------------------

#[test]
fn after_a_wrong_answer_honest_answers_are_not_blamed() {
    for (wrong, breaks) in [
        (GONE, RECEIVED_IS_200),
        (LOST, RECEIVED_IS_200),
        (UNAVAILABLE, RECEIVED_IS_200),
        (QUEUE_FULL, RECEIVED_SAYS_SO),
        (THROTTLED, AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY),
    ] {
        let mut tale = Tale::opened();
        tale.exchange(&toast("2"), wrong);
        tale.exchange(&toast("2"), RECEIVED);
        tale.exchange(&tile("1"), RECEIVED);
        tale.exchange(&first(), REGISTERED);
        tale.settle();
        assert_eq!(tale.violated(), [breaks], "after {wrong:?}");
    }
}

#[test]
fn a_wrong_answer_that_claims_a_state_excuses_the_answers_of_that_state() {
    let mut tale = Tale::opened();
    for _ in 0..3 {
        tale.exchange(&toast("2"), GONE);
    }
    assert_eq!(tale.violated(), [RECEIVED_IS_200]);
}

#[test]
fn what_doubt_does_not_excuse_is_the_same_breach_again() {
    let mut tale = Tale::opened();
    tale.exchange(&toast("2"), GONE);
    tale.exchange(&toast("2"), (418, &[]));
    assert_eq!(tale.violated(), [RECEIVED_IS_200, RECEIVED_IS_200]);
}

#[test]
fn an_arrangement_ends_the_doubt() {
    let mut tale = Tale::opened();
    tale.exchange(&toast("2"), LOST);
    tale.arrange(SAFE, Arrangement::Device(Connected));
    tale.exchange(&toast("2"), LOST);
    assert_eq!(tale.violated(), [RECEIVED_IS_200, RECEIVED_IS_200]);
}

// ---- without arrangements -------------------------------------------------------------

#[test]
fn an_overheard_answer_is_convicted_only_if_no_state_allows_it() {
    let lawful = [RECEIVED, QUEUE_FULL, GONE, LOST, THROTTLED, UNAVAILABLE];
    let unlawful: [(Like, Requirement); 3] = [
        (
            (200, &[(NOTIFICATION, "Received"), (DEVICE, "Connected")]),
            RECEIVED_TELLS_THE_SUBSCRIPTION,
        ),
        ((503, &[(DEVICE, "Connected")]), UNAVAILABLE_HIDES_THE_DEVICE),
        ((302, &[]), RECEIVED_IS_200),
    ];
    let overheard = |like| {
        let mut tale = Tale::of(Role::PushService);
        tale.exchange(&toast("2").to(OPEN).by(Credentials::Unseen), like);
        tale.violated()
    };
    for like in lawful {
        assert_eq!(overheard(like), [], "{like:?}");
    }
    for (like, breaks) in unlawful {
        assert_eq!(overheard(like), [breaks], "{like:?}");
    }
}

#[test]
fn an_overheard_channel_may_change_between_answers_but_not_come_back_to_life() {
    let heard = |likes: &[Like]| {
        let mut tale = Tale::of(Role::PushService);
        likes
            .iter()
            .for_each(|like| tale.exchange(&toast("2").to(OPEN).by(Credentials::Unseen), *like));
        tale.settle();
        tale.violated()
    };
    assert_eq!(heard(&[RECEIVED, LOST, RECEIVED, QUEUE_FULL, THROTTLED, UNAVAILABLE, GONE]), []);
    assert_eq!(heard(&[GONE, RECEIVED]), [EXPIRED_IS_404]);
}

#[test]
fn an_overheard_channel_owes_no_callback_and_no_delivery() {
    let mut tale = Tale::of(Role::PushService);
    tale.exchange(&first(), REGISTERED);
    tale.exchange(&toast("2"), RECEIVED);
    tale.arrange(SAFE, Arrangement::Device(Inactive));
    tale.wait(Span::seconds(10_000));
    tale.settle();
    assert_eq!(tale.violated(), []);
    assert!(tale.judged(&Profile::DEFAULT).notes.is_empty());
}

// ---- duties ---------------------------------------------------------------------------

#[test]
fn absence_convicts_only_once_the_service_has_settled() {
    let mut tale = Tale::opened();
    tale.exchange(&first(), REGISTERED);
    tale.arrange(SAFE, Arrangement::Device(Inactive));
    tale.wait(Span::seconds(100_000));
    assert_eq!(tale.violated(), []);
    tale.settle();
    assert_eq!(tale.violated(), [INACTIVE_CALLS_BACK]);
    tale.settle();
    assert_eq!(tale.violated(), [INACTIVE_CALLS_BACK], "and only once");
}

#[test]
fn a_lost_notification_is_a_note() {
    let mut tale = Tale::opened();
    tale.exchange(&toast("2"), RECEIVED);
    tale.wait(Span::seconds(11));
    tale.settle();
    let rulings = tale.judged(&Profile::DEFAULT);
    assert_eq!(
        (about(&rulings.violations), about(&rulings.notes)),
        (vec![], vec![CLASS_2_IS_AT_ONCE])
    );
}

#[test]
fn a_delivery_may_take_all_of_its_time_and_no_more() {
    for (class, seconds, breaks) in [
        ("2", 10, CLASS_2_IS_AT_ONCE),
        ("12", 450, CLASS_12_WITHIN_450_S),
        ("22", 900, CLASS_22_WITHIN_900_S),
    ] {
        let after = |span: Span| {
            let mut tale = Tale::opened();
            let asked = tale.ask(&toast(class));
            tale.answer(asked, RECEIVED);
            let octets = tale.transcript.request(asked).unwrap().body.to_vec();
            tale.transcript.delivered(Time(0) + span, SAFE, Kind::Toast, &octets);
            tale.violated()
        };
        assert_eq!(after(Span::seconds(seconds)), [], "class {class} after {seconds} s");
        assert_eq!(after(Span(seconds * 1000 + 1)), [breaks], "class {class} 1 ms later");
    }
}

#[test]
fn a_registration_made_while_inactive_may_call_back_or_not() {
    for calls in [false, true] {
        let mut tale = Tale::opened();
        tale.arrange(SAFE, Arrangement::Device(Inactive));
        let asked = tale.ask(&first());
        tale.answer(asked, (200, &[(DEVICE, "Inactive"), (SUBSCRIPTION, "Active")]));
        if calls {
            called(&mut tale, "https://one.test/", b"first");
        }
        tale.settle();
        assert_eq!(tale.violated(), [], "calls: {calls}");
    }
}

#[test]
fn the_same_registration_twice_replaces_nothing() {
    let mut tale = Tale::opened();
    tale.exchange(&first(), REGISTERED);
    tale.exchange(&first(), REGISTERED);
    tale.arrange(SAFE, Arrangement::Device(Inactive));
    called(&mut tale, "https://one.test/", b"first");
    tale.settle();
    let rulings = tale.judged(&Profile::DEFAULT);
    assert_eq!(about(&rulings.violations), []);
    assert!(matches!(rulings.on(INACTIVE_CALLS_BACK), Ruling::Upheld(_)));
    assert!(matches!(rulings.on(LAST_REGISTRATION_WINS), Ruling::NotExercised));
}

#[test]
fn what_was_replaced_stays_replaced_when_its_successor_is_registered_again() {
    let mut tale = Tale::opened();
    tale.exchange(&first(), REGISTERED);
    tale.exchange(&second(), REGISTERED);
    tale.exchange(&second(), REGISTERED);
    tale.arrange(SAFE, Arrangement::Device(Inactive));
    called(&mut tale, "https://one.test/", b"first");
    tale.settle();
    assert_eq!(tale.violated(), [LAST_REGISTRATION_WINS]);
}

fn called(tale: &mut Tale, uri: &str, message: &[u8]) {
    let sent = mpnspec_model::transcript::Sent {
        method: "POST",
        target: uri,
        headers: [("Host", &b"one.test"[..])],
        body: message,
        credentials: Credentials::Unseen,
        form: Form::Usual,
    };
    tale.transcript.called_back(tale.now, sent);
}

// ---- concurrent exchanges and missing answers -----------------------------------------

#[test]
fn concurrent_exchanges_are_told_apart_by_their_requests() {
    let mut tale = Tale::opened();
    let asked: Vec<_> = (0..4).map(|_| tale.ask(&toast("2"))).collect();
    for index in [2, 0, 3, 1] {
        tale.answer(asked[index], RECEIVED);
    }
    assert_eq!(tale.violated(), []);
    let mut tale = Tale::opened();
    let (one, two) = (tale.ask(&toast("2")), tale.ask(&toast("2")));
    tale.answer(two, RECEIVED);
    tale.answer(one, GONE);
    let rulings = tale.judged(&Profile::DEFAULT);
    assert_eq!(
        rulings.violations.iter().map(|it| (it.requirement, it.because)).collect::<Vec<_>>(),
        [(RECEIVED_IS_200, one)]
    );
}

#[test]
fn who_is_blamed_for_a_missing_answer_depends_on_the_situation() {
    let safe = || vec![opened(SAFE)];
    let away = || vec![opened(SAFE), device(AWAY)];
    let broken = || Post { form: Form::Broken, ..raw("3") };
    let nobody = || toast("2").by(Credentials::Nobody);
    let stranger = || toast("2").by(Credentials::Stranger);
    type Row = (Vec<Step>, Post, Lapse, Result<Requirement, Requirement>);
    let rows: Vec<Row> = vec![
        (safe(), toast("2"), Lapse::TimedOut, Err(EVERY_POST_IS_ANSWERED)),
        (safe(), toast("2"), Lapse::Closed, Err(EVERY_POST_IS_ANSWERED)),
        (safe(), first(), Lapse::Garbled, Err(EVERY_POST_IS_ANSWERED)),
        (away(), toast("2"), Lapse::TimedOut, Err(ANSWER_DOES_NOT_WAIT_FOR_DELIVERY)),
        (away(), first(), Lapse::TimedOut, Err(EVERY_POST_IS_ANSWERED)),
        (safe(), broken(), Lapse::Closed, Ok(BROKEN_FRAMING_IS_REFUSED)),
        (safe(), broken(), Lapse::TimedOut, Err(EVERY_POST_IS_ANSWERED)),
        (safe(), nobody(), Lapse::Refused, Ok(NO_CERTIFICATE_IS_REFUSED)),
        (safe(), nobody(), Lapse::Closed, Ok(NO_CERTIFICATE_IS_REFUSED)),
        (safe(), nobody(), Lapse::TimedOut, Err(EVERY_POST_IS_ANSWERED)),
        (safe(), stranger(), Lapse::Closed, Err(EVERY_POST_IS_ANSWERED)),
    ];
    for (steps, post, lapse, expected) in rows {
        let mut tale = Tale::of(Role::PushService);
        for step in steps {
            if let Step::Arrange(channel, arrangement) = step {
                tale.arrange(channel, arrangement);
            }
        }
        let asked = tale.ask(&post);
        tale.transcript.unanswered(tale.now, asked, lapse);
        let rulings = tale.judged(&Profile::DEFAULT);
        match expected {
            Ok(upheld) => {
                assert_eq!(about(&rulings.violations), [], "{post:?} {lapse:?}");
                assert!(matches!(rulings.on(upheld), Ruling::Upheld(_)), "{post:?} {lapse:?}");
            }
            Err(breaks) => assert_eq!(about(&rulings.violations), [breaks], "{post:?} {lapse:?}"),
        }
    }
}

// ---- throttling -----------------------------------------------------------------------

/// A tale of an open channel that has had its 500 notifications, and of another.
fn a_spent_day() -> Tale {
    let mut tale = Tale::of(Role::PushService);
    for channel in [OPEN, STRANGE] {
        tale.arrange(channel, Arrangement::Opened { authenticated: false, watched: false });
    }
    for _ in 0..500 {
        tale.exchange(&toast("2").to(OPEN), RECEIVED);
    }
    tale
}

#[test]
fn the_throttle_of_one_channel_does_not_excuse_a_406_on_another() {
    let mut tale = a_spent_day();
    tale.exchange(&toast("2").to(OPEN), THROTTLED);
    tale.exchange(&toast("2").to(STRANGE), THROTTLED);
    assert_eq!(tale.violated(), [THROTTLE_IS_PER_SUBSCRIPTION]);
}

#[test]
fn a_throttle_that_outlasts_a_day_is_noted_and_a_breach_under_the_strict_profile() {
    let mut tale = a_spent_day();
    tale.exchange(&toast("2").to(OPEN), THROTTLED);
    tale.wait(Span::seconds(90_000));
    tale.exchange(&toast("2").to(OPEN), THROTTLED);
    assert_eq!(tale.violated(), []);
    assert_eq!(about(&tale.judged(&Profile::DEFAULT).notes), [THROTTLE_ENDS_AFTER_24_HOURS]);
    assert_eq!(about(&tale.judged(&profile("strict")).violations), [THROTTLE_ENDS_AFTER_24_HOURS]);
}

#[test]
fn a_406_in_a_burst_is_no_proof_of_a_limit_by_the_day() {
    let mut tale = Tale::opened();
    tale.exchange(&toast("2"), RECEIVED);
    tale.exchange(&toast("2"), THROTTLED);
    assert_eq!(tale.violated(), []);
    let literal = tale.judged(&profile("seed-literal"));
    assert_eq!(about(&literal.violations), [AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY]);
    tale.wait(Span::seconds(1));
    tale.exchange(&toast("2"), THROTTLED);
    assert_eq!(tale.violated(), [AUTHENTICATED_IS_NOT_THROTTLED_BY_DAY]);
}
