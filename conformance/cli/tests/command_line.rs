//! The binary as its users meet it: exit codes, one-line errors, and what it prints.

#![expect(clippy::unwrap_used, reason = "a test whose surroundings fail has failed")]

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the binary in a folder.
fn mpnspec_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mpnspec"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .output()
        .unwrap()
}

fn mpnspec(arguments: &[&str]) -> Output {
    mpnspec_in(&std::env::temp_dir(), arguments)
}

fn text(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).replace("mpnspec.exe", "mpnspec")
}

fn said(output: &Output) -> String {
    text(&output.stdout)
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn what_cannot_be_done_is_told_on_one_line() {
    let odd =
        folder(&[("subject.toml", "name = \"x\"\nroles = [\"server\"]\ncommand = [\"x\"]\n")]);
    let torn = folder(&[("subject.toml", "name = \n")]);
    let idle = folder(&[("subject.toml", "name = \"x\"\nroles = [\"sender\"]\n")]);
    let absent = folder(&[(
        "subject.toml",
        "name = \"x\"\nroles = [\"sender\"]\ncommand = [\"mpnspec-no-such\"]\n",
    )]);
    let file = folder(&[("file", "")]);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let url = {
        let closed = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", closed.local_addr().unwrap())
    };
    let path = |folder: &tempfile::TempDir| folder.path().display().to_string();
    let (odd, torn, idle, absent) = (path(&odd), path(&torn), path(&idle), path(&absent));
    let file = file.path().join("file").display().to_string();
    let table: &[(&[&str], i32, &str)] = &[
        (&["bogus"], 2, "unrecognized subcommand 'bogus'"),
        (&["rum"], 2, "a similar subcommand exists: 'run'"),
        (&["run", "server"], 2, "expected a role: push-service"),
        (&["run", "parser"], 5, "there are no cases of the role parser yet"),
        (&["run", "--profile", "loose"], 2, "expected a profile (default, strict"),
        (&["run", "--edition", "9.0"], 2, "expected an edition: 7.0, 7.1 or 8.0"),
        (&["run", "--interpretation", "D-15"], 2, "such as D-15=a"),
        (&["run", "--interpretation", "D-99=a"], 2, "expected a dispute from D-01"),
        (&["run", "--filter", "a/["], 2, "unclosed character class"),
        (&["run", "--filter", "respones"], 5, "closest: responses"),
        (&["run", "--filter", "must", "--skip", "must"], 5, "--filter and --skip leave no case"),
        (&["run", "--timeout", "0"], 2, "expected seconds, more than 0"),
        (&["run", "--timeout", "NaN"], 2, "expected seconds, more than 0"),
        (&["run", "--jobs", "0"], 2, "0 is not in 1..=256"),
        (&["run", "--seed", "9007199254740992"], 2, "is not in 0..9007199254740992"),
        (
            &["run", "--subject", "a", "--exec", env!("CARGO_BIN_EXE_mpnspec")],
            2,
            "cannot be used with",
        ),
        (&["run", "--subject", "no-such-folder"], 3, "`mpnspec init` makes a subject folder"),
        (&["run", "--subject", &odd], 3, "expected a role: push-service"),
        (&["run", "--subject", &torn], 3, "TOML parse error at line 1"),
        (&["run", "--subject", &idle], 3, "expected `command` or `url`, but found neither"),
        (&["run", "--subject", &absent], 3, "cannot start `mpnspec-no-such`"),
        (&["run", "push-service", "--url", "nowhere"], 2, "expected `http://` or `https://`"),
        (&["run", "--url", &url], 2, "--url needs a role"),
        (&["run", "push-service", "--url", &url], 3, "did not answer `hello`"),
        (
            &["run", "sender", "--channel-uri", &url],
            2,
            "--channel-uri is for the role push-service",
        ),
        (&["run", "push-service", "--exec", "true"], 2, "--exec is for the role sender"),
        (&["run", "--exec", "'"], 2, "expected a command line"),
        (&["run", "hub", "--exec", "true"], 2, "or for the role device alone"),
        (&["run", "sender", "device", "--exec", "true"], 2, "but found the role device"),
        (&["run", "device", "--exec", "true {backend}"], 2, "but found none for {handle}"),
        (
            &["run", "--filter", "transport", "--report-dir", &file],
            70,
            "choose another with --report-dir",
        ),
        (&["serve", "parser"], 2, "there is no reference peer of the role parser yet"),
        (&["serve", "sender"], 2, "serve sender --adapter stdio"),
        (&["serve", "device"], 2, "serve device --adapter stdio"),
        (&["serve", "push-service", "--address", "0.0.0.0"], 2, "an address of this machine alone"),
        (&["serve", "push-service", "--port", &port], 3, "in use; choose another"),
        (&["explain", "D-99"], 2, "`mpnspec list` shows what there is"),
        (&["explain", "responses/expired-404"], 2, "closest: responses/expired-is-404"),
        (&["replay", "callback/registers-text"], 2, "closest: callback/registers-"),
        (&["adapter", "check"], 2, "expected --subject DIR"),
        (&["adapter", "check", "sender", "--url", &url], 3, "could not be started"),
        (&["adapter", "check", "--subject", &absent], 3, "cannot start `mpnspec-no-such`"),
        (&["init", &file], 2, "name a folder that can be written"),
    ];
    for (arguments, exit, part) in table {
        let output = mpnspec(arguments);
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(*exit), "{arguments:?}: {told}");
        assert!(told.starts_with("error: "), "{arguments:?}: {told}");
        assert_eq!(told.lines().count(), 1, "{arguments:?}: {told}");
        assert!(told.contains(part), "{arguments:?}: {told}");
        assert!(output.stdout.is_empty(), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_backend_is_told_of_our_hub_whose_authority_is_kept() {
    let free = || TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (url, port) = (format!("http://{}/api/register", free()), free().port().to_string());
    let folder = tempfile::tempdir().unwrap();
    let pem = folder.path().join("pem").display().to_string();
    let run =
        || mpnspec(&["run", "backend", "--url", &url, "--hub-port", &port, "--pem-dir", &pem]);
    let certificate = || fs::read_to_string(folder.path().join("pem/authority.pem")).unwrap();
    let output = run();
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("nobody answers at"), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(
        told.contains(&format!("Endpoint=sb://127.0.0.1:{port}/;SharedAccessKeyName=")),
        "{told}"
    );
    assert!(told.contains("hub name           mpnspec-hub"), "{told}");
    let first = certificate();
    run();
    assert_eq!(certificate(), first);
}

#[test]
fn a_backend_that_calls_another_hub_is_told_which_one_to_call() {
    // Whatever is asked of it, it fails without a word to our hub.
    let failing = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api/register", failing.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in failing.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let _ = std::io::Read::read(&mut stream, &mut head);
            let answer = b"HTTP/1.1 500 Failed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            let _ = std::io::Write::write_all(&mut stream, answer);
        }
    });
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().display().to_string();
    let case = "backend/the-whole-flow";
    let output = mpnspec(&[
        "run",
        "backend",
        "--url",
        &url,
        "--hub-port",
        &port,
        "--pem-dir",
        &path,
        "--filter",
        case,
        "--report-dir",
        &path,
    ]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("COULD-NOT-RUN backend/the-whole-flow"), "{told}");
    assert!(told.contains("the backend never called our hub"), "{told}");
    assert!(told.contains(&format!(" --hub-port {port} --pem-dir {path}")), "{told}");
}

#[test]
fn help_tells_every_command() {
    let output = mpnspec(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!(said(&output), @r"
    Conformance tests for the Microsoft Push Notification Service protocol

    Usage: mpnspec <COMMAND>

    Commands:
      run      Run the cases; with no subject, against the embedded reference peers
      serve    Run a reference peer to develop against
      list     List requirements, cases, faults and so on
      explain  Explain a requirement, a case, a dispute, a fault or a capability
      init     Make the folder of a new subject, with an adapter that works
      adapter  Help with writing an adapter
      replay   Run one case again and show everything that happens in it
      prove    Show that the suite catches every fault of wrong peers, and blames no right ones
      help     Print this message or the help of the given subcommand(s)

    Options:
      -h, --help     Print help
      -V, --version  Print version

    Exit codes: 0 conformant, 1 not conformant, 2 usage, 3 subject not started or reached,
    5 nothing ran, 70 the suite failed.
    ");
}

#[test]
fn a_run_of_one_case_leaves_its_reports() {
    let folder = folder(&[]);
    let filter = "callback/registers-a-text";
    let output = mpnspec_in(
        folder.path(),
        &["run", "--filter", filter, "--seed", "7", "--report-dir", "out"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = said(&output);
    assert!(told.contains("seed 7, profile default, edition 8.0, 1 case\n"), "{told}");
    assert!(told.contains("1 pass"), "{told}");
    for name in ["report.json", "junit.xml"] {
        assert!(folder.path().join("out").join(name).is_file(), "{name}");
    }
}

#[test]
fn reports_go_to_the_folder_of_the_project_if_it_has_one() {
    let folder = folder(&[]);
    let run = ["run", "--filter", "callback/registers-a-text"];
    assert_eq!(mpnspec_in(folder.path(), &run).status.code(), Some(0));
    assert!(folder.path().join("mpnspec-report/report.json").is_file());
    fs::create_dir(folder.path().join("reports")).unwrap();
    assert_eq!(mpnspec_in(folder.path(), &run).status.code(), Some(0));
    assert!(folder.path().join("reports/runs/report.json").is_file());
}

#[test]
fn a_list_of_a_run_runs_nothing() {
    let folder = folder(&[]);
    let output =
        mpnspec_in(folder.path(), &["run", "--filter", "callback/registers-a-text", "--list"]);
    assert_eq!(said(&output), "callback/registers-a-text  sender  must\n");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_requirement_is_explained() {
    let output = mpnspec(&["explain", "responses/expired-is-404"]);
    let told = said(&output);
    assert!(
        told.starts_with(
            "responses/expired-is-404\n  must for a push-service, since edition 7.0\n"
        ),
        "{told}"
    );
    for part in [
        "\n  verified by\n    ",
        "\n  broken by\n    expired-is-410: it ",
        "\n  kept in ",
        "    < HTTP/1.1 404\n",
        ", by a peer with the fault ",
        "\n    expected  404\n",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_fault_is_explained() {
    let told = said(&mpnspec(&["explain", "expired-is-410"]));
    assert!(told.starts_with("expired-is-410\n  a fault of a push-service: it "), "{told}");
    assert!(told.contains("    responses/expired-is-404 (must)\n"), "{told}");
    assert!(told.contains("mpnspec run --fault expired-is-410\n"), "{told}");
}

#[test]
fn a_peer_with_a_fault_is_not_conformant() {
    let folder = folder(&[]);
    let run =
        ["run", "--fault", "minting-is-200", "--filter", "hub-ids/minting-is-201", "--seed", "1"];
    let output = mpnspec_in(folder.path(), &run);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("hub-ids/minting-is-201"), "{told}");
    assert!(told.contains(" --fault minting-is-200"), "what reproduces it has the fault: {told}");
}

#[test]
fn a_proof_leaves_its_reports() {
    let folder = folder(&[]);
    let prove = ["prove", "hub", "--fault", "minting-is-200", "--clean-runs", "1"];
    let output = mpnspec_in(folder.path(), &prove);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("1 of 1 faults caught, 1 blamed on everything"), "{told}");
    let report = folder.path().join("mpnspec-report");
    let proof = std::fs::read_to_string(report.join("prove.json")).unwrap();
    let proof: serde_json::Value = serde_json::from_str(&proof).unwrap();
    assert_eq!(proof["summary"]["caught"], 1);
    assert_eq!(proof["summary"]["clean_runs"], 1);
    assert_eq!(proof["faults"][0]["breaks"][0], "hub-ids/minting-is-201");
    let page = std::fs::read_to_string(report.join("coverage.md")).unwrap();
    assert!(page.starts_with("# What the suite covers\n"), "{page}");
}

#[test]
fn a_case_is_explained() {
    insta::assert_snapshot!(said(&mpnspec(&["explain", "callback/registers-a-text"])), @r"
    callback/registers-a-text
      a case for a sender

      verifies
        callback/registration-body-is-the-message (must)
      needs       https, client-certificate, register-callback

      steps
         1  given an authenticated channel A
         2  tell it to register a callback for channel A with body `callback`; expect a sound request

      run it      mpnspec replay callback/registers-a-text
    ");
}

#[test]
fn a_dispute_is_explained() {
    let told = said(&mpnspec(&["explain", "d-15"]));
    assert!(told.starts_with("D-15 Is an N/A cell an absent field?\n"), "{told}");
    assert!(told.contains("mpnspec run --interpretation D-15="), "{told}");
}

#[test]
fn everything_listed_as_json_has_an_id_or_a_name() {
    for (what, key) in [
        ("requirements", "id"),
        ("cases", "id"),
        ("disputes", "id"),
        ("capabilities", "name"),
        ("faults", "name"),
        ("ledger", "id"),
    ] {
        let output = mpnspec(&["list", what, "--json"]);
        let rows: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let rows = rows.as_array().unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| row[key].is_string()), "{what}");
        let lines = said(&mpnspec(&["list", what])).lines().count();
        assert_eq!(lines, rows.len(), "{what}");
    }
}

#[test]
fn a_list_can_be_narrowed() {
    let narrow =
        said(&mpnspec(&["list", "requirements", "--role", "sender", "--level", "observed"]));
    assert!(!narrow.is_empty());
    assert!(narrow.lines().all(|line| line.contains("  observed  sender  ")), "{narrow}");
}

#[test]
fn a_replay_shows_the_transcript_and_the_rulings() {
    let output = mpnspec(&["replay", "callback/registers-a-text", "--seed", "1"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    for part in [
        "told the subject",
        "x-callbackuri: ",
        "response to ",
        "decision on ",
        "upheld    callback/",
        "\npass\n",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_reading_any_more_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mpnspec"))
        .args(["list", "cases"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}
