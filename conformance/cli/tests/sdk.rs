//! The SDK for notification hubs, as the npm registry has it, against the reference hub.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A hub that is served while this lives.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[ignore = "needs Node.js and `npm ci` in conformance/subjects/azure-notification-hubs, which `.ci/test` does"]
fn the_sdk_for_javascript_works_as_it_is() {
    let pems = tempfile::tempdir().unwrap();
    let mut served = Command::new(env!("CARGO_BIN_EXE_mpnspec"))
        .args(["serve", "hub", "--pem-dir"])
        .arg(pems.path())
        .stdout(Stdio::piped())
        .spawn()
        .map(Served)
        .unwrap();
    let printed = served.0.stdout.take().unwrap();
    let printed: Vec<String> = BufReader::new(printed)
        .lines()
        .map(Result::unwrap)
        .take_while(|line| line != "Ctrl-C ends it.")
        .collect();
    let told = |name: &str| {
        let mut words = printed.iter().filter_map(|line| line.trim().split_once(' '));
        words.find(|(first, _)| *first == name).map(|(_, rest)| rest.trim()).unwrap()
    };
    let connection = printed.iter().find(|line| line.trim().starts_with("Endpoint=")).unwrap();
    let hub = told("https").rsplit('/').next().unwrap();

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../subjects/azure-notification-hubs");
    let driven = Command::new("node")
        .arg("drive.mjs")
        .current_dir(folder)
        .env("NODE_EXTRA_CA_CERTS", told("authority"))
        .env("MPNSPEC_HUB_CONNECTION_STRING", connection.trim())
        .env("MPNSPEC_HUB_NAME", hub)
        .env("MPNSPEC_ADAPTER_URL", told("adapter"))
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let steps = String::from_utf8(driven.stdout).unwrap();
    assert!(driven.status.success(), "{steps}{}", String::from_utf8_lossy(&driven.stderr));
    assert_eq!(steps.lines().filter(|step| step.starts_with("ok ")).count(), 28, "{steps}");
}
