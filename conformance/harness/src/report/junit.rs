//! The report for CI servers: JUnit's XML, a suite for each role.
//!
//! ```text
//! fail                                         -> failure
//! crash, timeout, suite-error, could-not-run   -> error
//! skipped, unimplemented                       -> skipped
//! pass, and warn and note with a system-out    -> success, and so is all that is not scored
//! ```

use std::fmt::Write as _;
use std::io;
use std::time::Duration;

use mpnspec_model::requirement::Role;
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::report::json::{Case, Report, Ruling};
use crate::verdict::{RulingOutcome, Verdict};

/// The text of `junit.xml`.
///
/// # Errors
///
/// The XML could not be made, which is our fault.
pub fn text(report: &Report) -> io::Result<String> {
    let mut document = quick_junit::Report::new(&report.tool.name);
    document.set_time(Duration::from_millis(report.duration_ms));
    for &role in Role::ALL {
        document.add_test_suites(suite(report, role));
    }
    document.to_string().map_err(io::Error::other)
}

fn suite(report: &Report, role: Role) -> Option<TestSuite> {
    let cases: Vec<&Case> = report.cases.iter().filter(|case| case.role == role).collect();
    if cases.is_empty() {
        return None;
    }
    let mut suite = TestSuite::new(role.name());
    suite.set_time(Duration::from_millis(cases.iter().map(|case| case.duration_ms).sum()));
    suite.add_property(("version", report.tool.version.as_str()));
    for subject in report.subjects.iter().filter(|subject| subject.role == role) {
        suite.add_property(("subject", subject.named().as_str()));
        suite.add_property(("origin", subject.origin.as_str()));
    }
    suite.add_property(("seed", report.seed.to_string().as_str()));
    suite.add_property(("profile", report.profile.as_str()));
    suite.add_property(("edition", report.edition.name()));
    suite.add_test_cases(cases.into_iter().map(test_case));
    Some(suite)
}

fn test_case(case: &Case) -> TestCase {
    let mut status = match case.verdict {
        Verdict::Pass | Verdict::Warn | Verdict::Note => TestCaseStatus::success(),
        Verdict::Skipped | Verdict::Unimplemented => TestCaseStatus::skipped(),
        // What is not scored fails no build.
        _ if !case.scored => TestCaseStatus::success(),
        Verdict::Fail => TestCaseStatus::non_success(NonSuccessKind::Failure),
        Verdict::Crash | Verdict::Timeout | Verdict::SuiteError | Verdict::CouldNotRun => {
            TestCaseStatus::non_success(NonSuccessKind::Error)
        }
    };
    match status {
        TestCaseStatus::Success { .. } => {}
        TestCaseStatus::Skipped { .. } => {
            status.set_type(case.verdict.name()).set_message(headline(case));
        }
        TestCaseStatus::NonSuccess { .. } => {
            let blamed = match (case.verdict, findings(case).next()) {
                (Verdict::Fail, Some(ruling)) => ruling.requirement.as_str(),
                (verdict, _) => verdict.name(),
            };
            status.set_type(blamed).set_message(headline(case)).set_description(story(case));
        }
    }
    let told = matches!(status, TestCaseStatus::Success { .. }) && case.verdict != Verdict::Pass;
    let mut test = TestCase::new(&case.id, status);
    test.set_classname(case.role.name()).set_time(Duration::from_millis(case.duration_ms));
    if told {
        test.set_system_out(story(case));
    }
    test
}

/// One line that says what is the matter.
fn headline(case: &Case) -> String {
    match (&case.reason, findings(case).next()) {
        (Some(reason), _) => reason.clone(),
        (None, Some(ruling)) => told(ruling),
        (None, None) => case.verdict.name().into(),
    }
}

/// All that is known, a line a fact.
fn story(case: &Case) -> String {
    let mut story = String::new();
    let mut line = |text: &str| {
        story.push_str(text);
        story.push('\n');
    };
    line(case.verdict.name());
    if let Some(reason) = &case.reason {
        line(&format!("because: {reason}"));
    }
    if !case.scored {
        line("not scored: this is a rule of a later edition");
    }
    findings(case).map(told).for_each(|text| line(&text));
    for exchange in &case.exchanges {
        exchange.request.iter().for_each(|text| line(&format!("> {text}")));
        exchange.response.iter().flatten().for_each(|text| line(&format!("< {text}")));
    }
    case.output.iter().for_each(|text| line(&format!("| {text}")));
    line(&format!("reproduce: {}", case.reproduce));
    story
}

fn told(ruling: &Ruling) -> String {
    let mut text = ruling.requirement.clone();
    if let Some(expected) = &ruling.expected {
        let _ = write!(text, ": expected {expected}");
    }
    if let Some(found) = &ruling.found {
        let _ = write!(text, ", but found {found}");
    }
    if let Some(field) = &ruling.field {
        let _ = write!(text, " in {field}");
    }
    text
}

/// What is violated, then what is noted.
fn findings(case: &Case) -> impl Iterator<Item = &Ruling> {
    [RulingOutcome::Violated, RulingOutcome::Noted]
        .into_iter()
        .flat_map(|outcome| case.rulings.iter().filter(move |ruling| ruling.outcome == outcome))
}
