//! Faults are caught, and unbroken peers are not blamed.

use mpnspec_harness::prove::{Proving, example, prove};
use mpnspec_model::fault::{self, Fault};
use mpnspec_model::requirement::{MINTING_IS_201, Role};

/// The first fault of a role.
fn first(role: Role) -> &'static Fault {
    fault::all().find(|fault| fault.role() == role).expect("every role has faults")
}

fn proving(roles: &[Role], clean_runs: u64) -> Proving {
    let faults = roles.iter().map(|role| first(*role)).collect();
    Proving { roles: roles.to_vec(), faults, clean_runs, seed: 7, jobs: 4, every_case: false }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_each_role_is_caught() {
    let roles = [Role::PushService, Role::Sender, Role::Device, Role::Backend, Role::Hub];
    let mut told = 0;
    let proof = prove(proving(&roles, 0), |_| told += 1).await.expect("our peers start");
    assert_eq!((told, proof.faults.len()), (roles.len(), roles.len()));
    for report in proof.faults {
        assert!(report.caught && !report.by.is_empty(), "{report:#?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unbroken_peer_is_not_blamed_whatever_the_seed() {
    let proof = prove(proving(&[Role::Hub], 3), |_| {}).await.expect("our peers start");
    assert_eq!((proof.summary.clean_runs, proof.summary.false_alarms), (3, 0), "{proof:#?}");
}

#[tokio::test]
async fn a_requirement_is_shown_kept_and_broken() {
    let shown = example(MINTING_IS_201).await.expect("our peers start");
    let (kept, broken) = (shown.kept.expect("kept"), shown.broken.expect("broken"));
    let status = |shown: &mpnspec_harness::prove::Shown| {
        let exchange = shown.exchange.clone().expect("an exchange");
        exchange.response.expect("a response").remove(0)
    };
    assert_eq!((kept.fault, status(&kept)), (None, "HTTP/1.1 201".into()));
    assert_ne!(status(&broken), "HTTP/1.1 201");
    assert!(broken.fault.is_some() && broken.difference.is_some());
}
