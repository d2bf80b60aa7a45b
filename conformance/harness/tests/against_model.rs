//! The suite and the model are two statements of the documents: here they are held against each
//! other, case by case, with the reference peers in between.

use std::time::Duration;

use mpnspec_harness::event::{CaseReport, Event};
use mpnspec_harness::plan::Selection;
use mpnspec_harness::play::backend::mock::Known;
use mpnspec_harness::report::{ReportError, Reporter};
use mpnspec_harness::run::{Settings, run};
use mpnspec_harness::subject::Origin;
use mpnspec_harness::verdict::{Exit, RulingOutcome, Verdict};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::judge::is_in_force;
use mpnspec_model::requirement::{ALL, Check, Role};

#[derive(Default)]
struct Kept(Vec<CaseReport>);

impl Reporter for Kept {
    fn tell(&mut self, event: &Event) -> Result<(), ReportError> {
        if let Event::CaseFinished(report) = event {
            self.0.push((**report).clone());
        }
        Ok(())
    }
}

async fn embedded(role: Role, seed: u64) -> (Vec<CaseReport>, Exit) {
    let mut kept = Kept::default();
    let settings = Settings {
        origin: Origin::Embedded,
        selection: Selection { roles: vec![role], ..Selection::default() },
        seed,
        jobs: 2,
        limit: Duration::from_secs(10),
        profile: Profile::DEFAULT,
        profile_name: "default".into(),
        edition: Edition::V8_0,
        hub: Known::default(),
        fault: None,
    };
    let (_, exit) = run(settings, &mut kept).await.expect("the embedded peers start");
    (kept.0, exit)
}

/// What is wrong with a report, in words; nothing if it is a pass.
fn complaint(report: &CaseReport) -> Option<String> {
    let broken = report.rulings.iter().filter(|ruling| ruling.outcome == RulingOutcome::Violated);
    let broken: Vec<_> = broken
        .map(|ruling| {
            let (expected, found) = (ruling.expected.as_deref(), ruling.found.as_deref());
            format!(
                "    {} [{:?}]: expected {expected:?}, found {found:?}",
                ruling.requirement, ruling.field
            )
        })
        .collect();
    let wrong = !matches!(report.verdict, Verdict::Pass | Verdict::Note) || !broken.is_empty();
    wrong.then(|| {
        let reason = report.reason.as_deref().unwrap_or_default();
        format!("{} {}: {reason}\n{}", report.verdict.name(), report.id, broken.join("\n"))
    })
}

async fn every_case_agrees(role: Role) {
    let (reports, exit) = embedded(role, 7).await;
    let complaints: Vec<_> = reports.iter().filter_map(complaint).collect();
    assert!(
        complaints.is_empty(),
        "{} of {}:\n{}",
        complaints.len(),
        reports.len(),
        complaints.join("\n")
    );
    assert_eq!(exit, Exit::Conformant);
    let shown = |requirement| {
        reports
            .iter()
            .flat_map(|report| &report.rulings)
            .any(|ruling| ruling.requirement == requirement)
    };
    let missing: Vec<_> = ALL
        .iter()
        .filter(|requirement| requirement.role() == role && requirement.check() == Check::Cases)
        .filter(|requirement| is_in_force(**requirement, &Profile::DEFAULT))
        .filter(|requirement| !shown(**requirement))
        .collect();
    assert!(missing.is_empty(), "no case exercises {missing:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_push_service_case_agrees_with_the_model() {
    every_case_agrees(Role::PushService).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_sender_case_agrees_with_the_model() {
    every_case_agrees(Role::Sender).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_backend_case_agrees_with_the_model() {
    every_case_agrees(Role::Backend).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_hub_case_agrees_with_the_model() {
    every_case_agrees(Role::Hub).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_device_case_agrees_with_the_model() {
    every_case_agrees(Role::Device).await;
}
