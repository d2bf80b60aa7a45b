//! Every format is told the same run, in which everything goes wrong at the hands of a hostile
//! subject.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::rc::Rc;

use mpnspec_harness::event::{
    CaseReport, Event, ExchangeReport, RulingReport, RunReport, RunStarted, SubjectInfo,
};
use mpnspec_harness::report::json::{self, Report};
use mpnspec_harness::report::terminal::{Options, Terminal};
use mpnspec_harness::report::{FILES, Reporter, Reporters};
use mpnspec_harness::verdict::{RulingOutcome, Verdict};
use mpnspec_model::edition::Edition;
use mpnspec_model::requirement::{
    BODY_OF_A_200_IS_EMPTY, EXPIRED_IS_404, REFUSED_IS_NOT_DELIVERED, Requirement, Role,
};

const HOSTILE: &str = "::error::\u{1b}[2J\u{1b}]0;owned\u{7}\0]]><b> & \"'\u{202e}txt.exe\u{2028}\u{61c}\u{fffe}\u{fffd}\r\n::error::x";

#[test]
fn a_terminal_tells_the_worst_first_and_ends_calmly() {
    insta::assert_snapshot!(steady(&terminal(&everything(), &Options::default())));
}

#[test]
fn a_verbose_terminal_tells_notes_too() {
    let quiet = terminal(&everything(), &Options::default());
    let verbose = terminal(&everything(), &Options { verbose: true, ..Options::default() });
    assert!(!quiet.contains("NOTE responses/body-of-200"));
    assert!(verbose.contains("NOTE responses/body-of-200"));
    assert!(verbose.contains(BODY_OF_A_200_IS_EMPTY.text()));
}

#[test]
fn colours_change_no_word() {
    let plain = terminal(&everything(), &Options::default());
    let coloured = terminal(&everything(), &Options { colour: true, ..Options::default() });
    assert!(!plain.contains('\u{1b}'));
    assert_ne!(coloured, plain);
    let codes = ["1", "2", "1;32", "1;33", "1;31", "0"];
    let stripped =
        codes.iter().fold(coloured, |text, code| text.replace(&format!("\u{1b}[{code}m"), ""));
    assert_eq!(stripped, plain);
}

#[test]
fn a_finding_that_repeats_is_told_once() {
    let mut cases = ["a/one", "b/two", "c/three"].map(|id| failed(id, "`200`"));
    cases[0].rulings.push(violated(EXPIRED_IS_404, "404", "`200`"));
    let told = terminal(&run(cases.to_vec()), &Options::default());
    assert_eq!(told.matches(EXPIRED_IS_404.text()).count(), 1);
    assert_eq!(told.matches("FAIL ").count(), 1);
    assert!(told.contains("also in   b/two, c/three\n"), "{told}");
}

#[test]
fn a_case_with_something_new_points_to_what_is_told() {
    let mut second = failed("b/two", "`200`");
    second.rulings.push(violated(REFUSED_IS_NOT_DELIVERED, "none", "one"));
    let told = terminal(&run(vec![failed("a/one", "`200`"), second]), &Options::default());
    assert_eq!(told.matches(EXPIRED_IS_404.text()).count(), 1);
    assert!(told.contains("\nFAIL b/two\n  responses/expired-is-404: as in a/one\n"), "{told}");
    assert_eq!(told.matches(REFUSED_IS_NOT_DELIVERED.text()).count(), 1);
}

#[test]
fn after_fifty_cases_only_ids_are_told() {
    let cases = (0..60).map(|n| failed(&format!("a/{n:02}"), &format!("`{n}`"))).collect();
    let told = terminal(&run(cases), &Options::default());
    assert_eq!(told.matches("FAIL ").count(), 50);
    assert!(told.contains("\nand 10 cases more:\n  fail           a/50\n"), "{told}");
    assert!(told.contains("  fail           a/59\n"));
}

#[test]
fn one_sentence_says_what_it_comes_to() {
    let sentence = |verdict| {
        let told = terminal(&run(vec![plain("a/b", verdict)]), &Options::default());
        told.lines().last().unwrap().rsplit("): ").next().unwrap().to_owned()
    };
    assert_eq!(sentence(Verdict::Pass), "nothing that it must do is violated.");
    assert_eq!(sentence(Verdict::Fail), "1 fail.");
    assert_eq!(sentence(Verdict::SuiteError), "1 suite error, which is our fault.");
    assert_eq!(sentence(Verdict::Skipped), "nothing was verified.");
    assert_eq!(
        sentence(Verdict::Warn),
        "nothing that it must do is violated, but not all that it should do is done: 1 warn."
    );
}

#[test]
fn a_failure_without_a_ruling_is_told() {
    let bare = CaseReport { rulings: Vec::new(), ..failed("a/bare", "") };
    assert!(terminal(&run(vec![bare]), &Options::default()).contains("FAIL a/bare\n"));
}

#[test]
fn json_tells_everything() {
    insta::assert_snapshot!(steady(&files("json", &everything())[0]));
}

#[test]
fn json_reads_back() {
    let text = &files("round", &everything())[0];
    let report: Report = serde_json::from_str(text).unwrap();
    assert_eq!(&json::text(&report).unwrap(), text);
    assert_eq!(report.summary.count(Verdict::Fail), 2);
}

#[test]
fn subjects_of_one_name_are_named_once() {
    let mut events = run(vec![plain("a/b", Verdict::Pass)]);
    let Event::RunStarted(started) = &mut events[0] else { unreachable!() };
    started.subjects[0] = SubjectInfo { role: Role::PushService, ..started.subjects[1].clone() };
    let report: Report = serde_json::from_str(&files("names", &events)[0]).unwrap();
    assert_eq!((report.subject.as_str(), report.subjects.len()), ("good", 2));
}

#[test]
fn a_report_of_another_format_is_refused() {
    let text = files("format", &everything())[0].replace("mpnspec-report/1", "mpnspec-report/2");
    let error = serde_json::from_str::<Report>(&text).unwrap_err();
    assert!(error.to_string().contains("unknown variant `mpnspec-report/2`"), "{error}");
}

#[test]
fn the_order_in_which_cases_end_does_not_matter() {
    let mut reversed = everything();
    let last = reversed.len() - 1;
    reversed[1..last].reverse();
    assert_eq!(files("order", &everything()), files("reversed", &reversed));
}

#[test]
fn junit_tells_everything() {
    insta::assert_snapshot!(steady(&files("junit", &everything())[1]));
}

#[test]
fn junit_reads_back() {
    let text = &files("xml", &everything())[1];
    let report = quick_junit::Report::deserialize_from_str(text).unwrap();
    assert_eq!((report.tests, report.failures, report.errors, report.skipped), (14, 2, 4, 4));
    for suite in &report.test_suites {
        assert!(suite.time.is_some() && !suite.name.is_empty());
        for case in &suite.test_cases {
            assert!(case.time.is_some() && !case.name.is_empty());
            assert_eq!(case.classname.as_ref(), Some(&suite.name));
        }
    }
}

#[test]
fn hostile_text_is_escaped_and_bounded_everywhere() {
    let [json, junit] = files("hostile", &everything());
    let told = terminal(&everything(), &Options { verbose: true, ..Options::default() });
    for text in [json, junit, told] {
        let unfit = |character: char| {
            matches!(character, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{fffe}')
                || (character.is_control() && character != '\n')
        };
        assert_eq!(text.find(unfit), None, "{text}");
        assert!(text.contains("\\u{1b}[2J") || text.contains("\\\\u{1b}[2J"), "{text}");
        assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{text}");
        assert!(text.len() < 60_000, "{} octets", text.len());
    }
}

#[test]
fn a_folder_holds_the_reports_and_nothing_else() {
    let folder = folder("atomic");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("report.json"), "the one before").unwrap();
    tell(&mut Reporters::open(&folder).unwrap(), &everything()).unwrap();
    let names = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["junit.xml", "report.json"]);
    assert!(fs::read_to_string(folder.join("report.json")).unwrap().starts_with("{\n"));
}

#[test]
fn a_folder_that_cannot_be_is_refused_before_the_run() {
    let file = folder("file");
    fs::write(&file, "").unwrap();
    let inside = file.join("reports");
    let error = Reporters::open(&inside).err().unwrap().to_string();
    let path = inside.display();
    assert!(error.starts_with(&format!("expected a folder for reports at `{path}`, but found `")));
    assert!(error.ends_with("`: choose another with --report-dir, or make this one writable"));
}

#[test]
fn a_folder_in_the_place_of_a_report_is_refused_before_the_run() {
    let folder = folder("occupied");
    fs::create_dir_all(folder.join("junit.xml")).unwrap();
    let error = Reporters::open(&folder).err().unwrap().to_string();
    let path = folder.join("junit.xml");
    assert!(error.starts_with(&format!("expected to write `{}`, but found `", path.display())));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_silences_nobody() {
    let folder = folder("lost");
    let page = Shared::default();
    let terminal = Terminal::new(page.clone(), Options::default());
    let mut reporters = Reporters::open(&folder).unwrap().with(terminal);
    fs::remove_dir(&folder).unwrap();
    let error = tell(&mut reporters, &everything()).unwrap_err().to_string();
    let path = folder.join("report.json");
    assert!(error.starts_with(&format!("expected to write `{}`, but found `", path.display())));
    assert!(page.text().contains("Not conformant ("));
}

#[cfg(feature = "schema")]
#[test]
fn the_schema_names_every_field() {
    let schema = json::schema();
    let report: serde_json::Value =
        serde_json::from_str(&files("schema", &everything())[0]).unwrap();
    let named = |schema: &serde_json::Value, value: &serde_json::Value| {
        for key in value.as_object().unwrap().keys() {
            assert!(schema["properties"].get(key).is_some(), "{key}");
        }
    };
    named(&schema, &report);
    named(&schema["$defs"]["Case"], &report["cases"][0]);
    named(&schema["$defs"]["Summary"], &report["summary"]);
}

/// A run with every verdict.
fn everything() -> Vec<Event> {
    let long = "é".repeat(50_000);
    let because = |id: &str, verdict, reason: &str| CaseReport {
        reason: Some(reason.into()),
        ..plain(id, verdict)
    };
    run(vec![
        failed("responses/expired-toast", "`200`"),
        CaseReport {
            rulings: vec![
                violated(EXPIRED_IS_404, "404", "`200`"),
                violated(REFUSED_IS_NOT_DELIVERED, HOSTILE, &long),
            ],
            exchanges: vec![ExchangeReport {
                at: 4,
                request: vec![format!("POST /{HOSTILE} HTTP/1.1"), long.clone()],
                response: None,
            }],
            output: Some(format!("{}{HOSTILE}\n{long}", "a line\n".repeat(1000))),
            ..failed("responses/expired-hostile", "")
        },
        CaseReport { scored: false, ..failed("responses/expired-flip", "`500`") },
        CaseReport {
            rulings: vec![violated(REFUSED_IS_NOT_DELIVERED, "none", "one")],
            ..plain("responses/refused-toast", Verdict::Warn)
        },
        CaseReport {
            rulings: vec![RulingReport {
                outcome: RulingOutcome::Noted,
                ..violated(BODY_OF_A_200_IS_EMPTY, "0 octets", HOSTILE)
            }],
            ..plain("responses/body-of-200", Verdict::Note)
        },
        plain("responses/received-toast", Verdict::Pass),
        because("callback/fires", Verdict::Skipped, "needs callbacks"),
        because("delivery/class-2", Verdict::Skipped, "needs clock"),
        because("delivery/class-12", Verdict::Skipped, "needs clock"),
        because("delivery/expires", Verdict::Unimplemented, HOSTILE),
        because("channel/opens", Verdict::CouldNotRun, HOSTILE),
        because("channel/expires", Verdict::Timeout, "no answer to `settle` for 5 s"),
        CaseReport {
            output: Some(format!("TypeError: undefined\n  at {HOSTILE}")),
            ..because("channel/ends", Verdict::Crash, &format!("the subject ended: {HOSTILE}"))
        },
        CaseReport {
            role: Role::Sender,
            ..because("sending/odd", Verdict::SuiteError, "our own request has no Content-Length")
        },
    ])
}

fn run(cases: Vec<CaseReport>) -> Vec<Event> {
    let count =
        |verdict| cases.iter().filter(|case| case.scored && case.verdict == verdict).count();
    let subjects = vec![
        SubjectInfo {
            role: Role::PushService,
            name: format!("evil {HOSTILE}"),
            version: "2.1.3".into(),
            origin: "http://127.0.0.1/".into(),
            capabilities: vec!["deliveries".into(), HOSTILE.into()],
        },
        SubjectInfo {
            role: Role::Sender,
            name: "good".into(),
            version: String::new(),
            origin: "embedded".into(),
            capabilities: Vec::new(),
        },
    ];
    let started = RunStarted {
        subjects,
        seed: 7,
        profile: "default D-36=b".into(),
        edition: Edition::V7_1,
        cases: cases.len(),
    };
    let finished = RunReport {
        summary: Verdict::ALL.iter().map(|&verdict| (verdict, count(verdict))).collect(),
        unscored: cases.iter().filter(|case| !case.scored).count(),
        requirements: vec![
            (EXPIRED_IS_404, RulingOutcome::Violated),
            (REFUSED_IS_NOT_DELIVERED, RulingOutcome::Upheld),
            (BODY_OF_A_200_IS_EMPTY, RulingOutcome::Noted),
        ],
        duration_ms: 1234,
        conformant: count(Verdict::Fail) == 0 && count(Verdict::Pass) + count(Verdict::Warn) > 0,
    };
    let mut events = vec![Event::RunStarted(started)];
    events.extend(cases.into_iter().map(|case| Event::CaseFinished(Box::new(case))));
    events.push(Event::RunFinished(Box::new(finished)));
    events
}

fn plain(id: &str, verdict: Verdict) -> CaseReport {
    CaseReport { verdict, rulings: Vec::new(), exchanges: Vec::new(), ..failed(id, "") }
}

fn failed(id: &str, found: &str) -> CaseReport {
    CaseReport {
        id: id.into(),
        role: Role::PushService,
        verdict: Verdict::Fail,
        reason: None,
        scored: true,
        requirements: vec![EXPIRED_IS_404],
        rulings: vec![violated(EXPIRED_IS_404, "404", found)],
        exchanges: vec![ExchangeReport {
            at: 2,
            request: vec!["POST /channel HTTP/1.1".into(), "X-NotificationClass: 2".into()],
            response: Some(vec!["HTTP/1.1 200 OK".into(), "Content-Length: 0".into()]),
        }],
        output: None,
        duration_ms: 12,
        reproduce: format!("mpnspec run push-service --filter {id} --seed 7"),
    }
}

fn violated(requirement: Requirement, expected: &str, found: &str) -> RulingReport {
    RulingReport {
        requirement,
        outcome: RulingOutcome::Violated,
        expected: Some(expected.into()),
        found: Some(found.into()),
        field: Some("status".into()),
        at: 3,
    }
}

fn tell(reporter: &mut impl Reporter, events: &[Event]) -> Result<(), impl std::error::Error> {
    events.iter().try_for_each(|event| reporter.tell(event))
}

fn terminal(events: &[Event], options: &Options) -> String {
    let page = Shared::default();
    tell(&mut Terminal::new(page.clone(), options.clone()), events).expect("a page takes all");
    page.text()
}

fn files(name: &str, events: &[Event]) -> [String; 2] {
    let folder = folder(name);
    let mut reporters = Reporters::open(&folder).expect("the folder is ours");
    tell(&mut reporters, events).expect("the folder is ours");
    FILES.map(|name| fs::read_to_string(folder.join(name)).expect("it was written"))
}

/// A place of its own for each test, with nothing there yet.
fn folder(name: &str) -> PathBuf {
    let all = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports");
    let folder = all.join(name);
    fs::create_dir_all(&all).expect("the place for tests is ours");
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(&folder);
    folder
}

/// Without what a release changes.
fn steady(text: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    ["mpnspec ", "\"version\": \"", "name=\"version\" value=\""]
        .iter()
        .fold(text.to_owned(), |text, before| {
            text.replace(&format!("{before}{version}"), &format!("{before}[version]"))
        })
}

/// A page that is read while somebody else holds the pen.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Shared {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).expect("reports are UTF-8")
    }
}

impl io::Write for Shared {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
