//! What was refused and is done all the same is told apart from what others ask for.

use super::faults::{SOUND, entry, refused_first};
use super::story::*;
use mpnspec_model::registration::Platform;
use mpnspec_model::requirement::*;
use mpnspec_model::transcript::{Index, Lapse, Time};

/// A backend that has refused whatever this story's nobody, and everybody else who goes too far, asks for.
fn after(refused: &[Exchange]) -> (Teller, Vec<Index>) {
    let mut teller = Teller::new();
    teller.known();
    let asked = refused.iter().map(|exchange| {
        let asked = teller.asks(exchange);
        teller.tells(exchange, asked);
        asked
    });
    let asked = asked.collect();
    (teller, asked)
}

fn all_refused() -> Vec<Exchange> {
    let story = story();
    let mut refused = vec![refused_first(&story[POST], 401), refused_first(&story[DELETE], 401)];
    refused.extend_from_slice(&story[NOKIA..]);
    refused
}

fn calls(teller: &mut Teller, call: &Call) {
    let at = teller.consults(call);
    teller.says(call, at);
}

fn found(mut teller: Teller) -> Vec<(Requirement, Index)> {
    teller.transcript.settled(Time(0));
    let violations = teller.judged("default").violations;
    violations.iter().map(|finding| (finding.requirement, finding.because)).collect()
}

#[test]
fn who_is_served_beside_the_refused_is_served_in_peace() {
    let (mut teller, _) = after(&all_refused());
    let story = story();
    for exchange in &story[..DELETE] {
        teller.exchange(exchange);
    }
    let open: Vec<_> = [POST, POST, PUT].map(|it| teller.asks(&story[it])).into();
    let made: Vec<_> = [POST, PUT, POST].map(|it| teller.consults(&story[it].calls[0])).into();
    let ids: Vec<_> = [(POST, 0), (POST, 2), (PUT, 1)]
        .into_iter()
        .map(|(it, at)| {
            teller.says(&story[it].calls[0], made[at]);
            teller.minted.clone()
        })
        .collect();
    for (asked, (it, id)) in open.into_iter().zip([POST, POST, PUT].into_iter().zip(ids)) {
        teller.minted = id;
        teller.tells(&story[it], asked);
    }
    teller.exchange(&story[DELETE]);
    assert_eq!(found(teller), []);
}

#[test]
fn a_tag_that_is_added_to_what_was_asked_for_is_not_that_of_the_refused() {
    let list = &["user:ada", "username:ada"];
    let nokia = Exchange { told: story()[NOKIA].told.clone(), ..wish("nokia", URI, list, vec![]) };
    let (mut teller, _) = after(&[nokia]);
    teller.exchange(&story()[PUT_AGAIN]);
    assert_eq!(found(teller), []);
}

#[test]
fn another_try_for_somebody_else_is_not_for_the_refused() {
    for it in [POST, PUT, DELETE] {
        let (mut teller, _) = after(&all_refused());
        let exchange = &story()[it];
        let asked = teller.asks(exchange);
        let first = teller.consults(&exchange.calls[0]);
        let second = teller.consults(&exchange.calls[0]);
        teller.transcript.unanswered(Time(0), first, Lapse::Closed);
        teller.says(&exchange.calls[0], second);
        teller.tells(exchange, asked);
        assert_eq!(found(teller), [], "{it}");

        let (mut teller, _) = after(&all_refused());
        let asked = teller.asks(exchange);
        let first = teller.consults(&exchange.calls[0]);
        let gives_up = Exchange { told: Some((504, vec![], vec![])), ..exchange.clone() };
        teller.tells(&gives_up, asked);
        let second = teller.consults(&exchange.calls[0]);
        teller.transcript.unanswered(Time(0), first, Lapse::Closed);
        teller.says(&exchange.calls[0], second);
        assert_eq!(found(teller), [], "{it}, and too late");
    }
}

#[test]
fn an_id_for_a_stranger_is_not_blamed_on_the_next_post() {
    let post = &story()[POST];
    for strangers_first in [true, false] {
        let (mut teller, asked) = after(&[refused_first(post, 401)]);
        let next = teller.asks(post);
        calls(&mut teller, &post.calls[0]);
        let first = teller.minted.clone();
        calls(&mut teller, &post.calls[0]);
        if !strangers_first {
            teller.minted = first;
        }
        teller.tells(post, next);
        assert_eq!(found(teller), [(STRANGERS_REACH_NO_HUB, asked[0])], "{strangers_first}");
    }
}

#[test]
fn a_call_for_the_refused_is_not_blamed_on_whoever_is_waiting() {
    let post = &story()[POST];
    let (mut teller, asked) = after(&story()[FORBIDDEN..=FORBIDDEN]);
    let next = teller.asks(post);
    calls(&mut teller, &entry(Platform::Mpns, URI, &["user:grace", "username:ada"]));
    calls(&mut teller, &post.calls[0]);
    teller.tells(post, next);
    assert_eq!(found(teller), [(TAGS_ARE_AUTHORIZED, asked[0])]);
}

#[test]
fn what_is_written_under_one_id_tells_the_refused_from_the_next() {
    let refused = wish("mpns", URI, &["user:ada", "user:grace"], Vec::new());
    let refused = Exchange { told: story()[FORBIDDEN].told.clone(), ..refused };
    let (mut teller, asked) = after(&[refused]);
    let put = &story()[PUT_AGAIN];
    let next = teller.asks(put);
    let list = &["user:ada", "user:grace", "username:ada"];
    calls(&mut teller, &entry(Platform::Mpns, URI, list));
    calls(&mut teller, &put.calls[0]);
    teller.tells(put, next);
    assert_eq!(found(teller), [(TAGS_ARE_AUTHORIZED, asked[0])]);
}

#[test]
fn a_stranger_without_an_answer_reaches_no_hub_either() {
    let nobody = Exchange { told: None, ..story()[NOBODY].clone() };
    let (mut teller, asked) = after(&[nobody]);
    calls(&mut teller, &entry(Platform::Mpns, URI, SOUND));
    let both = [(STRANGERS_ARE_REFUSED, asked[0]), (STRANGERS_REACH_NO_HUB, asked[0])];
    assert_eq!(found(teller), both);
}
