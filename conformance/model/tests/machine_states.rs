//! The tables leave no state without an answer, and no row without a state.

use std::collections::BTreeSet;

use mpnspec_model::adapter::DeviceState;
use mpnspec_model::device::{self, Device};
use mpnspec_model::header::Kind;
use mpnspec_model::machine::{Knowledge, Machine};
use mpnspec_model::push_service::facts::{
    Access, App, Callback, Facts, Flow, Life, Queue, Quota, Service, Standing,
};
use mpnspec_model::push_service::{Ask, PushService, answers};
use mpnspec_model::requirement::{Requirement, Role};
use mpnspec_model::sender::{self, Heard, Sender};
use proptest::prelude::*;

const ASKS: [Ask; 20] = [
    Ask::Notification(Kind::Toast),
    Ask::Notification(Kind::Tile),
    Ask::Notification(Kind::Raw),
    Ask::Long(Kind::Toast),
    Ask::Long(Kind::Tile),
    Ask::Long(Kind::Raw),
    Ask::Odd(Kind::Toast),
    Ask::Odd(Kind::Tile),
    Ask::Odd(Kind::Raw),
    Ask::TooLong,
    Ask::Malformed,
    Ask::Unlisted,
    Ask::Get,
    Ask::Method,
    Ask::Registration,
    Ask::EmptyRegistration,
    Ask::LongRegistration,
    Ask::RegistrationWithoutUri,
    Ask::RegistrationMethod,
    Ask::Broken,
];

const HEARD: [Heard; 16] = [
    Heard::Received,
    Heard::QueueFull,
    Heard::Suppressed,
    Heard::BadRequest,
    Heard::Foreign,
    Heard::Unauthorized,
    Heard::Forbidden,
    Heard::NotFound,
    Heard::MethodNotAllowed,
    Heard::Throttled,
    Heard::Inactive,
    Heard::Unavailable,
    Heard::ServerError,
    Heard::Registered,
    Heard::OddlyRegistered,
    Heard::NotRegistered,
];

const DEVICES: [DeviceState; 4] = [
    DeviceState::Connected,
    DeviceState::TempDisconnected,
    DeviceState::Disconnected,
    DeviceState::Inactive,
];

/// Every state in which nothing is unknown.
fn states() -> Vec<Facts> {
    let mut states = vec![Facts::UNKNOWN];
    macro_rules! each {
        ($($field:ident: $($value:expr),+;)+) => {
            $(states = states.iter().flat_map(|facts| [$($value),+].map(|value| Facts { $field: Some(value), ..*facts })).collect();)+
        };
    }
    each! {
        life: Life::Live, Life::Expired, Life::Unknown, Life::Altered;
        service: Service::Able, Service::Unable;
        access: Access::Open, Access::Authenticated;
        standing: Standing::Entitled, Standing::Stranger, Standing::Nobody;
        device: DEVICES[0], DEVICES[1], DEVICES[2], DEVICES[3];
        queue: Queue::Room, Queue::Full;
        quota: Quota::Left, Quota::Spent;
        toast: Flow::Open, Flow::Suppressed;
        tile: Flow::Open, Flow::Suppressed;
        raw: Flow::Open, Flow::Suppressed;
        app: App::Running, App::Closed;
        callback: Callback::Unset, Callback::Armed, Callback::Spent;
    }
    states
}

/// States that nobody can bring a service into.
fn is_impossible(facts: Facts, ask: Ask) -> bool {
    // An open channel has no strangers, and only an open one is counted.
    let open = facts.access == Some(Access::Open);
    (open && facts.standing != Some(Standing::Entitled))
        || (facts.quota == Some(Quota::Spent) && (!open || ask.is_registration()))
}

#[test]
fn every_ask_has_an_answer_in_every_state() {
    let mut holes = BTreeSet::new();
    let mut reached = BTreeSet::new();
    for facts in states() {
        for ask in ASKS.into_iter().filter(|ask| !is_impossible(facts, *ask)) {
            match PushService::answers(ask, facts).next() {
                Some(_) => reached.extend(PushService::answers(ask, facts).map(|row| row.name)),
                None => {
                    holes.insert(format!("{ask:?} in {:?}", facts.life.unwrap()));
                }
            }
        }
    }
    assert_eq!(holes, HOLES.map(str::to_owned).into(), "states without an answer");
    let unreachable: Vec<_> = PushService::ANSWERS
        .iter()
        .map(|row| row.name)
        .filter(|name| !reached.contains(name))
        .collect();
    assert_eq!(unreachable, [""; 0], "rows that no state allows");
}

/// What the documents have no answer to, and no service can be blamed for.
const HOLES: [&str; 4] = [
    "EmptyRegistration in Unknown",
    "LongRegistration in Unknown",
    "Registration in Unknown",
    "RegistrationWithoutUri in Unknown",
];

#[test]
fn every_answer_that_is_heard_has_a_decision() {
    for heard in HEARD {
        assert!(Sender::answers(heard, ()).next().is_some(), "{heard:?}");
    }
    assert_eq!(
        Sender::answers(Heard::Unlisted, ()).count(),
        0,
        "nothing is written about what is not listed"
    );
}

#[test]
fn every_end_of_a_registration_but_the_first_410_has_one_outcome() {
    use mpnspec_model::device::Heard::*;
    for heard in [NoId, Ok, Accepted, Other2xx, TakenAndMore, GoneAgain, NotFound, Refused, Silence]
    {
        assert_eq!(Device::answers(heard, ()).count(), 1, "{heard:?}");
    }
    assert_eq!(Device::answers(Gone, ()).count(), 0, "410 is no end, but a beginning");
}

#[test]
fn a_row_has_a_name_of_its_own() {
    fn distinct(names: impl Iterator<Item = &'static str>) {
        let names: Vec<_> = names.collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    }
    distinct(PushService::ANSWERS.iter().map(|row| row.name));
    distinct(PushService::RULES.iter().map(|rule| rule.name));
    distinct(Sender::ANSWERS.iter().map(|row| row.name));
    distinct(Sender::RULES.iter().map(|rule| rule.name));
    distinct(Device::ANSWERS.iter().map(|row| row.name));
    distinct(Device::RULES.iter().map(|rule| rule.name));
}

#[test]
fn a_row_binds_the_role_whose_it_is() {
    fn bound(role: Role, requirements: impl Iterator<Item = Requirement>) {
        let foreign: Vec<_> =
            requirements.filter(|requirement| requirement.role() != role).collect();
        assert_eq!(foreign, [], "not for the {}", role.name());
    }
    let apart = [answers::EVERY_ANSWER, answers::ECHO, answers::OF_A_200];
    bound(
        Role::PushService,
        PushService::ANSWERS.iter().flat_map(|row| row.cells).map(|cell| cell.requirement),
    );
    bound(Role::PushService, apart.into_iter().flatten().map(|cell| cell.requirement));
    bound(Role::PushService, PushService::RULES.iter().map(|rule| rule.requirement));
    bound(
        Role::Sender,
        Sender::ANSWERS.iter().flat_map(|row| row.cells).map(|cell| cell.requirement),
    );
    bound(Role::Sender, Sender::RULES.iter().map(|rule| rule.requirement));
    bound(Role::Sender, sender::clauses::NOTIFICATION.iter().map(|clause| clause.requirement));
    bound(Role::Sender, sender::clauses::REGISTRATION.iter().map(|clause| clause.requirement));
    let cells = Device::ANSWERS.iter().flat_map(|row| row.cells).chain(device::outcomes::TRIES);
    bound(Role::Device, cells.map(|cell| cell.requirement));
    bound(Role::Device, Device::RULES.iter().map(|rule| rule.requirement));
    bound(Role::Device, device::clauses::ID_REQUEST.iter().map(|clause| clause.requirement));
    bound(Role::Device, device::clauses::REGISTRATION.iter().map(|clause| clause.requirement));
}

#[test]
fn the_cells_of_a_row_begin_with_its_status() {
    use mpnspec_model::answer::Field;
    for row in PushService::ANSWERS {
        assert_eq!(row.cells.first().map(|cell| cell.field), Some(Field::Status), "{}", row.name);
        assert!(row.cells.iter().all(|cell| !cell.choices.is_empty()), "{}", row.name);
    }
}

#[test]
fn a_plan_keeps_only_what_all_lawful_answers_agree_on() {
    let connected = Facts { device: Some(DeviceState::Connected), ..Facts::UNKNOWN };
    for ask in ASKS {
        for facts in [Facts::UNKNOWN, connected, Facts::opened(true), Facts::opened(false)] {
            let planned = PushService::planned(ask, facts);
            for row in PushService::answers(ask, facts) {
                assert!(
                    facts.meet(row.when).entails(planned),
                    "{ask:?} in {facts:?}: {}",
                    row.name
                );
            }
            assert!(planned.entails(facts), "{ask:?} forgets what is known of {facts:?}");
        }
    }
}

fn facts() -> impl Strategy<Value = Facts> {
    let (life, access) = ([Life::Live, Life::Expired], [Access::Open, Access::Authenticated]);
    let (queue, callback) = ([Queue::Room, Queue::Full], [Callback::Armed, Callback::Spent]);
    let pick = |n: usize| 0..=n;
    (pick(2), pick(2), pick(4), pick(2), pick(2)).prop_map(move |(a, b, c, d, e)| Facts {
        life: life.get(a).copied(),
        access: access.get(b).copied(),
        device: DEVICES.get(c).copied(),
        queue: queue.get(d).copied(),
        callback: callback.get(e).copied(),
        ..Facts::UNKNOWN
    })
}

proptest! {
    #[test]
    fn knowledge_is_a_semilattice(a in facts(), b in facts(), c in facts()) {
        prop_assert_eq!(a.meet(a), a);
        prop_assert_eq!(a.join(a), a);
        prop_assert_eq!(a.doubt(a), a);
        prop_assert_eq!(a.join(b), b.join(a));
        prop_assert_eq!(a.join(b).join(c), a.join(b.join(c)));
        prop_assert_eq!(a.allows(b), b.allows(a));
        prop_assert!(a.entails(Facts::UNKNOWN) && a.allows(Facts::UNKNOWN));
        prop_assert!(!a.entails(b) || a.allows(b), "what is certain is possible");
        prop_assert!(a.meet(b).entails(b), "what was learnt is known");
        prop_assert!(a.entails(a.join(b)) && b.entails(a.join(b)), "what two share, each has");
        prop_assert!(a.entails(a.doubt(b)), "doubt only forgets");
        prop_assert!(a.doubt(b).allows(b), "and leaves room for what it doubts");
        if a.allows(b) {
            prop_assert_eq!(a.meet(b), b.meet(a));
        }
    }
}
