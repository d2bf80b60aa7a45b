//! A push service is blamed for what it does wrong, for all of it, and for nothing else.

mod story;

use mpnspec_model::dispute::PROFILES;
use story::*;

#[test]
fn an_honest_service_violates_nothing_in_any_plan_under_any_profile() {
    for name in PROFILES {
        for (plan, steps) in plans::all() {
            let rulings = judged(&steps, None, false, &profile(name));
            assert_eq!(about(&rulings.violations), [], "{plan} under {name}: {:#?}", rulings.violations);
        }
    }
}

#[test]
fn each_fault_is_caught_and_only_what_it_breaks_is_blamed() {
    let mut wrong = Vec::new();
    for fault in faults::ALL {
        let mut caught = 0;
        for (plan, steps) in plans::all() {
            for believes in [false, true] {
                let rulings = judged(&steps, Some(fault.bend), believes, &profile(fault.profile));
                for blamed in about(&rulings.violations) {
                    caught += u32::from(blamed == fault.breaks);
                    if blamed != fault.breaks && !fault.also.iter().any(|(also, _)| *also == blamed) {
                        wrong.push(format!("{} in `{plan}` (believes: {believes}) is blamed for {blamed}", fault.name));
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
