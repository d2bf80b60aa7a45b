//! Who is blamed when two rules could be, and who is not when nobody can tell.

use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::hub::reference::Hub;
use mpnspec_model::judge::judge;
use mpnspec_model::registration::Platform;
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::Ruling;

use super::story::{
    Bend, Fault, NOW, On, Step, at, delete, get, judged, list, mint, native, phone, put, told,
};

const ONE: &str = "https://p.test/1";

fn blamed(
    steps: &[Step],
    method: &'static str,
    has: &'static str,
    bend: Bend,
) -> Vec<&'static str> {
    let status = if matches!((method, has), ("PUT", "a b")) { 400 } else { 200 };
    on(steps, On { method, path: "", has, status }, bend)
}

fn on(steps: &[Step], on: On, bend: Bend) -> Vec<&'static str> {
    let told = told(steps, Some(Fault { on, bend, believes: false }));
    let rulings = judge(&told, Edition::V8_0, &Profile::DEFAULT);
    let mut ids: Vec<_> = rulings.violations.iter().map(|it| it.requirement.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn ids<const N: usize>(requirements: [Requirement; N]) -> Vec<&'static str> {
    let mut ids: Vec<_> = requirements.iter().map(|it| it.id()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_conflict_over_a_handle_that_another_has_is_about_sharing_it() {
    let (a, b) = (phone(ONE, &["a"]), phone(ONE, &["b"]));
    let steps = [mint().step(), mint().step(), put(0, &a).step(), put(1, &b).step()];
    let found = blamed(&steps, "PUT", "<Tags>b<", Bend::Status(409));
    assert_eq!(found, ids([HANDLES_MAY_BE_SHARED]));
    let steps = [mint().step(), put(0, &b).step()];
    let found = blamed(&steps, "PUT", "<Tags>b<", Bend::Status(409));
    assert_eq!(found, ids([PUT_SUCCEEDS]));
}

#[test]
fn gone_and_conflict_are_about_what_is_there_and_not_about_how_it_is_written() {
    let odd = phone(ONE, &["_@#.:-"]);
    let steps = [mint().step(), put(0, &odd).step()];
    for status in [409, 410] {
        assert_eq!(blamed(&steps, "PUT", "_@#", Bend::Status(status)), ids([PUT_SUCCEEDS]));
    }
    let found = blamed(&steps, "PUT", "_@#", Bend::Status(400));
    assert_eq!(found, ids([TAGS_OF_THE_ALPHABET_ARE_TAKEN]));
}

#[test]
fn what_shows_after_a_refusal_was_not_refused_only_if_it_is_what_was_written() {
    let bad = phone(ONE, &["x"]).replace("<Tags>x<", "<Tags>a b<");
    let steps = [mint().step(), put(0, &bad).step(), get(0).step()];
    fn writes_it(hub: &mut Hub, id: &str) {
        hub.write(id, native(Platform::Mpns, ONE, &[]), NOW);
    }
    fn writes_another(hub: &mut Hub, id: &str) {
        hub.write(id, native(Platform::Mpns, "https://p.test/another", &[]), NOW);
    }
    let found = blamed(&steps, "PUT", "a b", Bend::After(writes_it));
    assert_eq!(found, ids([REFUSALS_CHANGE_NOTHING]));
    let found = blamed(&steps, "PUT", "a b", Bend::After(writes_another));
    assert_eq!(found, ids([MINTING_MAKES_NO_REGISTRATION]));
}

#[test]
fn who_deletes_a_registration_and_another_with_its_handle_does_not_let_them_share_it() {
    fn ends_all(hub: &mut Hub, _: &str) {
        let all: Vec<_> = hub.registrations().map(|(id, _)| id.to_string()).collect();
        assert!(all.iter().all(|id| hub.expire(id)));
    }
    for (other, rule) in [(ONE, HANDLES_MAY_BE_SHARED), ("https://p.test/another", READING_IS_200)]
    {
        let (a, b) = (phone(ONE, &["a"]), phone(other, &["b"]));
        let steps = [
            mint().step(),
            mint().step(),
            put(0, &a).step(),
            put(1, &b).step(),
            delete(0).with("If-Match", "*"),
            get(1).step(),
        ];
        assert_eq!(blamed(&steps, "DELETE", "*", Bend::After(ends_all)), ids([rule]));
    }
}

#[test]
fn tags_come_back_with_their_case_unless_two_differ_in_nothing_else() {
    for (tags, rules) in [("Ab", ids([TAGS_COME_BACK])), ("Ab,aB", Vec::new())] {
        let body = phone(ONE, &["x"]).replace("<Tags>x<", &format!("<Tags>{tags}<"));
        let steps = [mint().step(), put(0, &body).step()];
        let small = match tags {
            "Ab" => Bend::Swap("<Tags>Ab<", "<Tags>ab<"),
            _ => Bend::Swap("<Tags>Ab,aB<", "<Tags>ab<"),
        };
        assert_eq!(blamed(&steps, "PUT", "<Tags>Ab", small), rules);
    }
}

#[test]
fn what_comes_of_nothing_is_blamed_on_the_nothing() {
    let tagged = phone(ONE, &["x"]);
    let empty = tagged.replace("<Tags>x</Tags>", "<Tags/>");
    let steps = [mint().step(), put(0, &empty).step()];
    let none = Bend::Swap("<ChannelUri>", "<Tags>none</Tags><ChannelUri>");
    assert_eq!(blamed(&steps, "PUT", "<Tags/>", none), ids([EMPTY_TAGS_ARE_NONE]));
    let nil = tagged.replace("</Mpns", "<SecondaryTileName i:nil=\"true\"/></Mpns");
    let steps = [mint().step(), put(0, &nil).step()];
    let tile =
        Bend::Swap("</ChannelUri>", "</ChannelUri><SecondaryTileName>nil</SecondaryTileName>");
    assert_eq!(blamed(&steps, "PUT", "i:nil", tile), ids([NIL_IS_ABSENT]));
}

#[test]
fn what_was_told_otherwise_than_it_was_written_is_blamed_once() {
    let one = phone(ONE, &["a", "b"]);
    let both = On { method: "PUT", path: "registrations/", has: "", status: 200 };
    let steps = [
        mint().step(),
        put(0, &one).step(),
        get(0).step(),
        list("registrations").step(),
        list("tags/a/registrations").step(),
    ];
    let found = on(&steps, both, Bend::Cut("<Tags>", "</Tags>"));
    assert_eq!(found, ids([TAGS_COME_BACK]));
}

#[test]
fn tags_that_come_back_from_an_earlier_write_are_never_lost_ones() {
    let two = |tag: &str| phone("https://p.test/2", &[tag]);
    let (one, two, three) = (phone(ONE, &["a"]), two("b"), two("c"));
    let steps = [mint().step(), put(0, &one).step(), put(0, &two).step(), put(0, &three).step()];
    let found = blamed(&steps, "PUT", "https://p.test/2", Bend::Swap("</Tags>", ",a,b</Tags>"));
    assert_eq!(found, ids([WRITES_REPLACE_ALL_TAGS]));
}

#[test]
fn a_list_that_is_declared_as_nothing_is_not_declared() {
    let steps = [list("registrations").step(), at("GET", "tags/a/registrations", "").step()];
    let found = blamed(&steps, "GET", "", Bend::Without("Content-Type"));
    assert_eq!(found, ids([FEEDS_ARE_DECLARED]));
}

#[test]
fn two_lists_whose_pages_have_the_same_token_are_two_lists() {
    let at_id = |id: &str, tags: &[&str]| {
        at("PUT", &format!("registrations/{id}"), &phone(ONE, tags)).step()
    };
    let steps = [
        at_id("1-1-1", &["b"]),
        at_id("2-2-2", &["a"]),
        at_id("3-3-3", &["b"]),
        list("tags/b/registrations?$top=1").step(),
        list("registrations?$top=2").step(),
        list("registrations?$top=2&continuationtoken={t}").step(),
    ];
    let rulings = judged(&steps, &Profile::DEFAULT);
    assert!(rulings.violations.is_empty(), "{:?}", rulings.violations);
    assert!(matches!(rulings.on(LISTS_ARE_COMPLETE), Ruling::Upheld(..)));
}
