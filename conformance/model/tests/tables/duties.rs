//! What a push service does later.

use std::collections::BTreeSet;

use mpnspec_model::adapter::DeviceState;
use mpnspec_model::duty::{Absent, Edge};
use mpnspec_model::machine::Machine as _;
use mpnspec_model::push_service::{PushService, Refusal, Trigger, Watch};

use super::table::{Findings, rows};

const FILE: &str = "push-service-duties.csv";

/// What no line of the documents says.
const UNSTATED: &[(&str, &str)] =
    &[("maybe-if-inactive", "that registering while inactive calls back is not covered (D-29)")];

#[test]
fn a_push_service_does_later_what_the_documents_say() {
    let mut findings = Findings::default();
    let mut reached = BTreeSet::new();
    for row in rows(FILE) {
        let on = event(row.get("event"));
        let watch = match row.get("does") {
            "calls back" => Watch::Callback,
            "delivers" => Watch::Delivery,
            other => panic!("expected what it does, but found `{other}`"),
        };
        let rules = PushService::RULES.iter().filter(|rule| rule.on == on && rule.watch == watch);
        // A rule that allows something asks for nothing.
        let rules: Vec<_> = rules.filter(|rule| !rule.is_permission()).collect();
        reached.extend(rules.iter().map(|rule| rule.name));
        let whether = rules.iter().map(|rule| match (rule.window.opens, rule.absent) {
            (Edge::Never, _) => "never",
            (_, Absent::Violates) => "must",
            _ => "may",
        });
        findings.same(&row, "whether it does", vec![row.get("whether")], whether.collect());
    }
    let later = PushService::RULES.iter().filter(|rule| !matches!(rule.on, Trigger::Taken(..)));
    findings.all_reached(FILE, later.map(|rule| rule.name), &reached, UNSTATED);
    findings.none();
}

fn event(event: &str) -> Trigger {
    match event {
        "device becomes Inactive" => Trigger::Becomes(DeviceState::Inactive),
        "device becomes TempDisconnected" => Trigger::Becomes(DeviceState::TempDisconnected),
        "device becomes Disconnected" => Trigger::Becomes(DeviceState::Disconnected),
        "device becomes Connected" => Trigger::Becomes(DeviceState::Connected),
        "subscription ends" => Trigger::Ended,
        "registration is taken" => Trigger::Registered,
        "registration is replaced" => Trigger::Replaced,
        "registration has called back" => Trigger::CalledBack,
        "registration is refused for its length" => Trigger::RegistrationTooLong,
        "registration is refused for its channel" => Trigger::RegistrationUnentitled,
        "registration is refused for its method" => Trigger::RegistrationByMethod,
        "notification is taken without a class" => Trigger::TakenUndeclared,
        "notification is taken and the device comes back" => Trigger::Returned,
        "notification is taken with the id of the one before" => Trigger::TakenAgain,
        "raw notification is taken for an app that does not run" => Trigger::TakenForNoApp,
        "notification is refused as QueueFull" => Trigger::Refused(Refusal::QueueFull),
        "notification is refused as Suppressed" => Trigger::Refused(Refusal::Suppressed),
        "notification is refused as Expired" => Trigger::Refused(Refusal::Expired),
        "notification is refused as throttled" => Trigger::Refused(Refusal::Throttled),
        "notification is refused for an inactive device" => Trigger::Refused(Refusal::Inactive),
        "notification is refused for another reason" => Trigger::Refused(Refusal::Dropped),
        other => panic!("expected an event, but found `{other}`"),
    }
}
