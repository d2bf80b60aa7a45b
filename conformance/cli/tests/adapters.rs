//! Adapters that are processes: ours, scaffolded ones, and those that go wrong.

#![expect(clippy::unwrap_used, reason = "a test whose surroundings fail has failed")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says why")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const BINARY: &str = env!("CARGO_BIN_EXE_mpnspec");

fn mpnspec(arguments: &[&str]) -> Output {
    Command::new(BINARY).args(arguments).current_dir(std::env::temp_dir()).output().unwrap()
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

/// A subject folder whose adapter is this command.
fn subject(role: &str, command: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let described = format!("name = \"x\"\nroles = [\"{role}\"]\ncommand = {command:?}\n");
    fs::write(folder.path().join("subject.toml"), described).unwrap();
    folder
}

/// Checks the adapter of a folder, and gives the exit code and what was told.
fn check(folder: &Path, timeout: &str) -> (Option<i32>, String) {
    let folder = folder.display().to_string();
    let output = mpnspec(&["adapter", "check", "--subject", &folder, "--timeout", timeout]);
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn the_reference_peers_are_sound_adapters() {
    for role in ["push-service", "sender", "device", "hub"] {
        let folder = subject(role, &[BINARY, "serve", role, "--adapter", "stdio"]);
        let (exit, told) = check(folder.path(), "10");
        assert_eq!(exit, Some(0), "{told}");
        assert!(told.contains("Nothing is wrong"), "{told}");
        assert!(!told.contains("not declared"), "{told}");
    }
}

#[test]
fn the_reference_backend_is_a_sound_adapter_for_a_caller_that_it_knows() {
    let command = [BINARY, "serve", "backend", "--adapter", "stdio"];
    let folder = subject("backend", &command);
    let (exit, told) = check(folder.path(), "10");
    assert_eq!(exit, Some(1), "{told}");
    assert!(told.contains("say in a table `[[caller]]` of subject.toml"), "{told}");
    let file = folder.path().join("subject.toml");
    let caller = "[[caller]]\nname = \"ada\"\nauthorization = \"Basic YWRhOmxvdmVsYWNl\"\ntags = [\"user:ada\"]\n";
    let described = std::fs::read_to_string(&file).unwrap() + caller;
    std::fs::write(&file, described).unwrap();
    let (exit, told) = check(folder.path(), "10");
    assert_eq!(exit, Some(0), "{told}");
    assert!(told.contains("Nothing is wrong"), "{told}");
}

#[test]
fn a_reference_peer_ends_with_its_input() {
    let mut child = Command::new(BINARY)
        .args(["serve", "push-service", "--adapter", "stdio"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(b"{\"id\":1,\"command\":\"settle\"}\nnonsense\n")
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let told = text(&output.stdout);
    let mut lines = told.lines();
    assert_eq!(lines.next(), Some("{\"id\":1}"));
    assert!(lines.next().is_some_and(|line| line.starts_with("{\"id\":0,\"error\":")), "{told}");
}

#[test]
fn a_served_hub_is_reached_by_its_adapter_and_by_its_url_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(BINARY)
        .args(["serve", "hub"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .take_while(|line| line != "Ctrl-C ends it.")
        .collect();
    let told = |name: &str| {
        let line = lines.iter().find_map(|line| line.strip_prefix(&format!("  {name:<9}  ")));
        line.unwrap().to_owned()
    };
    let key = lines.iter().find(|line| line.starts_with("  Endpoint=")).unwrap().trim();
    let secret = key.rsplit_once("SharedAccessKey=").unwrap().1;
    let (adapter, plain, secure) = (told("adapter"), told("http"), told("https"));
    let reports = folder.path().display().to_string();
    let by_adapter = mpnspec(&["run", "hub", "--url", &adapter, "--report-dir", &reports]);
    let checked = mpnspec(&["adapter", "check", "hub", "--url", &adapter]);
    let by_url = [&plain, &secure].map(|url| {
        Command::new(BINARY)
            .args(["run", "hub", "--url", url, "--report-dir", &reports])
            .env("MPNSPEC_HUB_CONNECTION_STRING", key)
            .env("MPNSPEC_AUTHORITY_PEM", told("authority"))
            .current_dir(folder.path())
            .output()
            .unwrap()
    });
    child.kill().unwrap();
    child.wait().unwrap();
    for output in [by_adapter, checked].iter().chain(&by_url) {
        let told = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{told}");
        assert!(!told.contains(secret), "{told}");
    }
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(!report.contains(secret));
}

#[test]
fn a_served_push_service_is_reached_by_its_adapter_and_by_its_channel() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(BINARY)
        .args(["serve", "push-service"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map(Result::unwrap)
        .take_while(|line| line != "Ctrl-C ends it.")
        .collect();
    let adapter = lines.iter().find_map(|line| line.strip_prefix("  adapter    ")).unwrap();
    let channel = lines.iter().find(|line| line.starts_with("  http://")).unwrap().trim();
    let reports = folder.path().display().to_string();
    let by_adapter = ["push-service", "--url", adapter, "--filter", "delivery"];
    let by_channel =
        ["--channel-uri", channel, "--filter", "transport/an-answer-is-http-1-1-and-dated"];
    let run = |subject: &[&str]| mpnspec(&[&["run", "--report-dir", &reports], subject].concat());
    // The channel first: who is told to reset forgets it.
    let by_channel = run(&by_channel);
    let checked = mpnspec(&["adapter", "check", "push-service", "--url", adapter]);
    let ran = [by_channel, checked, run(&by_adapter)];
    child.kill().unwrap();
    child.wait().unwrap();
    for output in &ran {
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            text(&output.stdout) + &text(&output.stderr)
        );
    }
}

#[test]
fn a_process_of_its_own_is_put_to_the_test() {
    let folder = subject("push-service", &[BINARY, "serve", "push-service", "--adapter", "stdio"]);
    let path = folder.path().display().to_string();
    let reports = folder.path().join("out").display().to_string();
    let run = ["run", "--subject", &path, "--filter", "transport", "--report-dir", &reports];
    let output = mpnspec(&run);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout) + &text(&output.stderr));
}

#[test]
fn an_adapter_that_speaks_nonsense_is_told_so() {
    // It answers with the words of a program that is no adapter.
    let folder = subject("sender", &[BINARY, "list"]);
    let (exit, told) = check(folder.path(), "10");
    assert_eq!(exit, Some(1), "{told}");
    assert!(
        told.contains("WRONG          hello  expected one JSON object, but found `requirements"),
        "{told}"
    );
    assert!(told.contains("do: answer each call with one JSON object on one line"), "{told}");
    assert!(told.contains("the steps after that were not taken"), "{told}");
}

#[test]
fn an_adapter_that_hangs_is_given_up() {
    let folder = subject("sender", &["python3", "-c", "import sys; sys.stdin.read()"]);
    let (exit, told) = check(folder.path(), "0.3");
    if told.contains("cannot start") {
        eprintln!("skipped: there is no python3");
        return;
    }
    assert_eq!(exit, Some(1), "{told}");
    assert!(told.contains("no reply to `hello` within 0.3 s"), "{told}");
    assert!(told.contains("do: answer every call with one line"), "{told}");
}

#[test]
fn an_adapter_that_ends_is_told_with_what_it_printed() {
    let folder = subject("sender", &[BINARY, "bogus"]);
    let (exit, told) = check(folder.path(), "10");
    assert_eq!(exit, Some(1), "{told}");
    assert!(told.contains("ended with exit code 2 in the middle of `hello`"), "{told}");
    assert!(
        told.contains("it printed last:\n    error: unrecognized subcommand 'bogus'"),
        "{told}"
    );
}

#[test]
fn an_adapter_of_another_role_is_told_so() {
    let folder = subject("sender", &[BINARY, "serve", "push-service", "--adapter", "stdio"]);
    let (exit, told) = check(folder.path(), "10");
    assert_eq!(exit, Some(1), "{told}");
    assert!(
        told.contains("expected the role sender among `roles`, but found `push-service`"),
        "{told}"
    );
}

#[test]
fn what_init_makes_is_a_sound_adapter() {
    let folder = tempfile::tempdir().unwrap();
    let mine = folder.path().join("mine");
    let path = mine.display().to_string();
    let output = mpnspec(&["init", &path]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains(&format!("- run: mpnspec run --subject {path}")));
    let again = mpnspec(&["init", &path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("but found it there already"));

    let (exit, told) = check(&mine, "10");
    if told.contains("cannot start") {
        eprintln!("skipped: there is no python3");
        return;
    }
    assert_eq!(exit, Some(0), "{told}");
}

/// An adapter that falls over at its third, fifth and seventh notification, each time in another way,
/// and refuses the others. The count survives it, in a file beside it.
const STUMBLES: &str = r#"
import json, pathlib, sys, threading
count = pathlib.Path("count")
for line in sys.stdin:
    call = json.loads(line)
    reply = {"id": call["id"]}
    if call["command"] == "hello":
        reply |= {"protocol": 1, "name": "stumbles", "version": "1", "roles": ["sender"], "capabilities": ["raw"]}
    if call["command"] == "send":
        number = int(count.read_text()) + 1 if count.exists() else 1
        count.write_text(str(number))
        if number == 3:
            sys.exit("boom: the third is one too many")
        if number == 5:
            threading.Event().wait()
        if number == 7:
            print("this is no reply", flush=True)
        reply |= {"decision": "refused"}
    print(json.dumps(reply), flush=True)
"#;

#[test]
fn a_subject_that_stumbles_costs_only_the_case_in_which_it_does() {
    if Command::new("python3").arg("--version").output().is_err() {
        return eprintln!("skipped: there is no python3");
    }
    let folder = subject("sender", &["python3", "adapter.py"]);
    fs::write(folder.path().join("adapter.py"), STUMBLES).unwrap();
    let (subject, reports) = (folder.path().display().to_string(), folder.path().join("reports"));
    let output = mpnspec(&[
        "run",
        "--subject",
        &subject,
        "--filter",
        "payload-raw",
        "--jobs",
        "1",
        "--timeout",
        "1",
        "--report-dir",
        &reports.display().to_string(),
    ]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(reports.join("report.json")).unwrap()).unwrap();
    let cases = report["cases"].as_array().unwrap();
    let of =
        |verdict: &str| cases.iter().filter(|case| case["verdict"] == verdict).collect::<Vec<_>>();
    assert_eq!((of("crash").len(), of("timeout").len()), (2, 1), "{told}");
    assert!(of("crash").iter().any(|case| case["output"].to_string().contains("boom")), "{told}");
    assert!(told.contains("exit code 1") && told.contains("this is no reply"), "{told}");
    let others = cases.len() - 3;
    assert!(others > 5 && of("unimplemented").len() == others, "{told}");
}
