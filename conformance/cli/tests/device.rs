//! Devices that are command lines, run once for each registration.

#![expect(clippy::unwrap_used, reason = "a test whose surroundings fail has failed")]
#![expect(clippy::print_stderr, reason = "a test that is skipped says why")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const BINARY: &str = env!("CARGO_BIN_EXE_mpnspec");

/// A device in a few lines, which keeps its ids in a file.
const REGISTERS: &str = r#"
import json, os, sys, urllib.error, urllib.parse, urllib.request
backend, handle, tags, template, storage = sys.argv[1:]
ids = json.load(open(storage)) if os.path.exists(storage) else {}
def ask(method, url, body, kind):
    request = urllib.request.Request(url, body, {"Content-Type": kind}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""
def id_of():
    if template not in ids:
        status, body = ask("POST", backend, b"", "text/plain")
        text = body.decode().strip()
        new = json.loads(text) if text.startswith('"') else text
        if status // 100 != 2 or not new:
            sys.exit(f"no id: {status}")
        ids[template] = new
        json.dump(ids, open(storage, "w"))
    return ids[template]
def put():
    body = {"Platform": "mpns", "Handle": handle, "Tags": tags.split(",") if tags else []}
    url = backend + "/" + urllib.parse.quote(id_of(), safe="")
    return ask("PUT", url, json.dumps(body).encode(), "application/json")[0]
status = put()
if status == 410:
    del ids[template]
    status = put()
sys.exit(0 if status // 100 == 2 else f"refused: {status}")
"#;

/// Runs some cases of devices against a script.
fn run(folder: &Path, script: &str, filter: &str) -> Option<(Output, serde_json::Value)> {
    if Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: there is no python3");
        return None;
    }
    let file = folder.join("register.py");
    fs::write(&file, script).unwrap();
    let line = format!(
        "python3 {} {{backend}} {{handle}} {{tags}} {{template}} {{storage}}",
        file.display()
    );
    let reports = folder.join("reports");
    let arguments = ["run", "device", "--exec", &line, "--filter", filter, "--seed", "1"];
    let output =
        Command::new(BINARY).args(arguments).arg("--report-dir").arg(&reports).output().unwrap();
    let report = fs::read_to_string(reports.join("report.json")).unwrap();
    Some((output, serde_json::from_str(&report).unwrap()))
}

fn ids(report: &serde_json::Value, verdict: &str) -> Vec<String> {
    let cases = report["cases"].as_array().unwrap().iter();
    let of = cases.filter(|case| case["verdict"] == verdict);
    of.map(|case| case["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_command_line_that_keeps_its_ids_passes() {
    let folder = tempfile::tempdir().unwrap();
    let filter = "device-storage/*-over-*";
    let Some((output, report)) = run(folder.path(), REGISTERS, filter) else { return };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{told}");
    let passed = ids(&report, "pass");
    assert!(passed.contains(&"device-storage/keeps-its-id-over-two-restarts".into()), "{told}");
    assert!(
        passed.contains(&"device-storage/keeps-the-ids-of-templates-over-a-restart".into()),
        "{told}"
    );
    // What only one process can do at the same time cannot be asked of a command line.
    assert_eq!(
        ids(&report, "skipped"),
        ["device-storage/keeps-the-ids-of-two-templates-at-once-over-a-restart"]
    );
    assert_eq!(passed.len() + 1, report["cases"].as_array().unwrap().len(), "{told}");
}

#[test]
fn a_command_line_that_keeps_nothing_fails() {
    let folder = tempfile::tempdir().unwrap();
    let forgets = REGISTERS.replace("json.dump(ids, open(storage, \"w\"))", "pass");
    let filter = "device-storage/keeps-its-id-over-a-restart";
    let Some((output, report)) = run(folder.path(), &forgets, filter) else { return };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert_eq!(ids(&report, "fail"), [filter], "{told}");
    assert!(told.contains("device-storage/id-survives-a-restart (must)"), "{told}");
}

#[test]
fn each_case_begins_with_an_empty_storage() {
    let folder = tempfile::tempdir().unwrap();
    let Some((output, report)) = run(folder.path(), REGISTERS, "device-ids/asks-*") else { return };
    assert_eq!(output.status.code(), Some(0));
    assert!(ids(&report, "pass").len() > 2, "{report}");
}

#[test]
fn exit_code_89_says_that_it_cannot() {
    let folder = tempfile::tempdir().unwrap();
    let cannot = REGISTERS.replace("ids = ", "if template == 'weather': sys.exit(89)\nids = ");
    let filter = "device-storage/keeps-an-id-for-each-template";
    let Some((_, report)) = run(folder.path(), &cannot, filter) else { return };
    assert_eq!(ids(&report, "unimplemented"), [filter], "{report}");
}
