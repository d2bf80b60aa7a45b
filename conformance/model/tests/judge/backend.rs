//! A backend is held to what it tells devices, to what it asks of the hub, and to the changes that it makes.
#![expect(clippy::unwrap_used, reason = "the stories are ours")]

mod changes;
mod faults;
mod laws;
mod refused;
mod story;

use crate::story::about;
use changes::*;
use faults::*;
use mpnspec_model::adapter::Decided;
use mpnspec_model::registration::Platform;
use mpnspec_model::requirement::*;
use mpnspec_model::transcript::{Credentials, Time};
use story::*;

#[test]
fn the_story_of_a_sound_backend_violates_nothing() {
    for name in ["default", "lenient", "seed-literal", "field", "hub-docs", "backend-v1"] {
        let teller = told(&story(), true);
        let rulings = teller.judged(name);
        assert_eq!(about(&rulings.violations), [], "{name}: {:#?}", rulings.violations);
    }
}

#[test]
fn each_fault_breaks_its_own_requirement_and_no_other() {
    let mut wrong = Vec::new();
    for (name, breaks, bend) in FAULTS {
        let mut story = story();
        bend(&mut story);
        let found = blamed(&told(&story, true), "default");
        if found != [*breaks] {
            wrong.push(format!("{name}: expected {breaks}, but found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_must_and_should_has_a_fault_that_breaks_it() {
    let broken: Vec<_> =
        FAULTS.iter().map(|(_, breaks, _)| *breaks).chain(CHANGES.iter().map(|it| it.1)).collect();
    let unbroken: Vec<_> = ALL
        .iter()
        .filter(|it| it.role() == Role::Backend && it.level() <= Level::Should)
        .filter(|it| !broken.contains(it))
        .collect();
    assert!(unbroken.is_empty(), "{unbroken:?}");
}

#[test]
fn a_sample_is_read_as_it_was_written_under_its_profile() {
    let with = |bend: Bend, name: &str| {
        let mut story = story();
        bend(&mut story);
        blamed(&told(&story, true), name)
    };
    let early: Bend = |it| it[PUT].early = Early::BeforeTheAnswer;
    assert_eq!(with(early, "backend-v1"), []);
    let gone: Bend = |it| hub_says(it, PUT, 410, 500);
    assert_eq!(with(gone, "backend-v1"), []);
    let bare: Bend = |it| it[POST].told.as_mut().unwrap().2 = b"(the id)".to_vec();
    let twos: Bend =
        |it| [PUT, PUT_AGAIN, DELETE].map(|n| status(it, n, 200)).into_iter().collect();
    assert_eq!(with(twos, "backend-v2v3"), []);
    let both: Bend = |it| {
        it[POST].told.as_mut().unwrap().2 = b"(the id)".to_vec();
        for exchange in [PUT, PUT_AGAIN, DELETE] {
            status(it, exchange, 200);
        }
    };
    assert_eq!(with(both, "backend-v2v3"), []);
    assert_eq!(with(bare, "default"), [AN_ID_IS_A_JSON_STRING]);
    assert_eq!(with(twos, "backend-v1"), [A_PUT_IS_2XX, A_DELETE_IS_2XX]);
}

#[test]
fn where_nobody_is_known_anybody_may_have_any_tag() {
    let mut story = story();
    story.truncate(DELETE);
    for exchange in &mut story {
        exchange.credentials = Credentials::Unseen;
    }
    assert_eq!(blamed(&told(&story, false), "default"), []);
    story[PUT].calls[0] = entry(Platform::Mpns, URI, &["user:ada", "news", "one:more"]);
    assert_eq!(blamed(&told(&story, false), "default"), []);
}

#[test]
fn another_try_that_goes_well_is_what_counts() {
    let mut story = story();
    let mut failed = story[PUT].calls[0].clone();
    failed.says = Some(Ok((503, Vec::new(), Vec::new())));
    story[PUT].calls.insert(0, failed);
    assert_eq!(blamed(&told(&story, true), "default"), []);
    status(&mut story, PUT, 503);
    assert_eq!(blamed(&told(&story, true), "default"), [A_PUT_IS_2XX]);
}

#[test]
fn ids_that_are_made_at_once_may_be_given_to_either() {
    for swapped in [false, true] {
        let mut teller = Teller::new();
        teller.known();
        let post = &story()[POST];
        let (one, other) = (teller.asks(post), teller.asks(post));
        let mut ids = Vec::new();
        for _ in 0..2 {
            let at = teller.consults(&post.calls[0]);
            teller.says(&post.calls[0], at);
            ids.push(teller.minted.clone());
        }
        if swapped {
            ids.swap(0, 1);
        }
        for (asked, id) in [one, other].into_iter().zip(ids) {
            teller.minted = id;
            teller.tells(post, asked);
        }
        teller.transcript.settled(Time(0));
        assert_eq!(blamed(&teller, "default"), [], "{swapped}");
    }
}

#[test]
fn an_id_may_be_given_to_either_while_the_other_is_still_made() {
    let mut teller = Teller::new();
    teller.known();
    let post = &story()[POST];
    let (one, other) = (teller.asks(post), teller.asks(post));
    let (first, second) = (teller.consults(&post.calls[0]), teller.consults(&post.calls[0]));
    teller.says(&post.calls[0], first);
    teller.tells(post, other);
    teller.says(&post.calls[0], second);
    teller.tells(post, one);
    teller.transcript.settled(Time(0));
    assert_eq!(blamed(&teller, "default"), []);
}

#[test]
fn a_backend_that_gives_up_waiting_is_not_blamed() {
    let mut story = story();
    story[PUT].early = Early::BeforeTheAnswer;
    status(&mut story, PUT, 504);
    assert_eq!(blamed(&told(&story, true), "default"), []);
}

#[test]
fn a_sound_change_violates_nothing() {
    for (name, change) in [
        ("as usual", (|_| {}) as Change),
        ("on one page", |it| it.page = 100),
        ("of nothing", |it| it.stock = 0),
        ("of what is answered 404", |it| it.lists = Some(404)),
        ("refused and told", |it| {
            it.writes = Some(403);
            it.decided = Decided::GiveUp;
        }),
    ] {
        let mut changing = soundly();
        change(&mut changing);
        let rulings = changed(&changing).judged("default");
        assert_eq!(about(&rulings.violations), [], "{name}: {:#?}", rulings.violations);
    }
}

#[test]
fn each_fault_of_a_change_breaks_its_own_requirement_and_no_other() {
    let mut wrong = Vec::new();
    for (name, breaks, change) in CHANGES {
        let mut changing = soundly();
        change(&mut changing);
        let found = blamed(&changed(&changing), "default");
        if found != [*breaks] {
            wrong.push(format!("{name}: expected {breaks}, but found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_page_is_enough_where_ten_is_meant() {
    let mut changing = soundly();
    changing.bends.stops_after_a_page = true;
    assert_eq!(blamed(&changed(&changing), "seed-literal"), []);
}

#[test]
fn an_id_that_was_never_listed_is_noticed() {
    let mut changing = soundly();
    changing.bends.spells_ids_oddly = true;
    assert!(blamed(&changed(&changing), "default").contains(&LISTED_IDS_ARE_READ));
}
