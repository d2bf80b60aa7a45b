//! Subjects that tell secrets, and reports that hold none of them.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test whose surroundings fail has failed")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use mpnspec_harness::plan::Selection;
use mpnspec_harness::play::backend::mock::Known;
use mpnspec_harness::report::{FILES, Reporters};
use mpnspec_harness::run::{Settings, run};
use mpnspec_harness::subject::{HubKeys, Origin};
use mpnspec_model::dispute::Profile;
use mpnspec_model::edition::Edition;
use mpnspec_model::requirement::Role;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

/// A key of a hub.
const KEY: &str = "bXBuc3BlYytrZXk/dGhhdCtuby9yZXBvcnQ/bWF5L2hvbGQ=";
/// What a caller shows behind the scheme.
const CALLER: &str = "Y2FsbGVyOm9mLXRoZS1iYWNrZW5k";

/// Runs the first cases of a role, and gives all reports as one text.
async fn reports(role: Role, origin: Origin, folder: &Path) -> String {
    let settings = Settings {
        origin,
        selection: Selection { roles: vec![role], ..Selection::default() },
        seed: 1,
        jobs: 1,
        limit: Duration::from_secs(10),
        profile: Profile::DEFAULT,
        profile_name: "default".into(),
        edition: Edition::V8_0,
        hub: Known { key: Some(KEY.into()), ..Known::default() },
        fault: None,
    };
    let mut files = Reporters::open(folder).unwrap();
    run(settings, &mut files).await.unwrap();
    FILES.iter().map(|name| fs::read_to_string(folder.join(name)).unwrap()).collect()
}

/// A folder whose subject is a script for a shell, which counts the calls in `n` and knows its greeting.
fn subject(role: Role, url: &str, otherwise: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let keys = match role {
        Role::Hub => {
            format!(
                r#","keys":[{{"name":"all","key":"{KEY}","rights":["listen","send","manage"]}}]"#
            )
        }
        _ => String::new(),
    };
    let hello = format!(
        r#"{{"id":1,"protocol":1,"name":"leaks","version":"1","roles":["{role}"],"capabilities":[],"url":"{url}"{keys}}}"#,
        role = role.name()
    );
    let script = format!(
        "n=0\nwhile read -r call; do n=$((n+1))\nif [ $n = 1 ]; then echo '{hello}'\nelse {otherwise}\nfi; done\n"
    );
    fs::write(folder.path().join("leaks.sh"), script).unwrap();
    let described = format!(
        "name = \"leaks\"\nroles = [\"{}\"]\ncommand = [\"sh\", \"leaks.sh\"]\n\
         [[caller]]\nname = \"a\"\nauthorization = \"Basic {CALLER}\"\n",
        role.name()
    );
    fs::write(folder.path().join("subject.toml"), described).unwrap();
    folder
}

/// A server that answers every request with what it showed, which it remembers.
async fn echo() -> (MockServer, Arc<Mutex<Vec<String>>>) {
    let (server, seen) = (MockServer::start().await, Arc::new(Mutex::new(Vec::new())));
    let shown = Arc::clone(&seen);
    let answer = move |request: &Request| {
        let shown_now = request.headers.get("authorization");
        let text = shown_now.map_or("", |value| value.to_str().unwrap()).to_owned();
        shown.lock().unwrap().push(text.clone());
        ResponseTemplate::new(401)
            .append_header("x-shown", text.as_str())
            .set_body_string(format!("I do not know {text}"))
    };
    Mock::given(any()).respond_with(answer).mount(&server).await;
    (server, seen)
}

#[tokio::test]
async fn what_a_subject_prints_or_replies_before_it_falls_is_told_without_keys() {
    for role in [Role::Backend, Role::Hub] {
        let falls = format!(
            "echo \"$MPNSPEC_HUB_CONNECTION_STRING with {KEY}, I fall\" >&2; printf 'no %s' {KEY}{KEY}; exit 3"
        );
        let folder = subject(role, "http://127.0.0.1:9/hub", &falls);
        let origin = Origin::Folder(folder.path().into());
        let told = reports(role, origin, &folder.path().join("reports")).await;
        assert!(told.contains("I fall") && told.contains("unfinished reply"), "{told}");
        let at = told.find(&KEY[..16]).map(|at| &told[at.saturating_sub(200)..at + 60]);
        assert_eq!(at, None, "{role}");
    }
}

#[tokio::test]
async fn a_backend_that_repeats_what_a_caller_shows_has_told_no_secret_of_the_hub() {
    let (server, seen) = echo().await;
    let folder = subject(Role::Backend, &server.uri(), "printf '{\"id\":%s}\\n' $n");
    let origin = Origin::Folder(folder.path().into());
    let told = reports(Role::Backend, origin, &folder.path().join("reports")).await;
    assert!(seen.lock().unwrap().iter().any(|shown| shown.ends_with(CALLER)));
    assert!(told.contains("(what a caller shows)"));
    assert!(!told.contains(CALLER) && !told.contains("a secret of the hub"));
}

#[tokio::test]
async fn a_hub_that_repeats_a_token_leaves_no_signature_in_a_report() {
    let (server, seen) = echo().await;
    let connection = format!("Endpoint=sb://a/;SharedAccessKeyName=all;SharedAccessKey={KEY}");
    let origin =
        Origin::Hub(format!("{}/hub", server.uri()), HubKeys::read(&connection, None).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let told = reports(Role::Hub, origin, folder.path()).await;
    assert!(told.contains("(a signature)"));
    let seen = seen.lock().unwrap();
    let signatures = seen
        .iter()
        .filter_map(|shown| shown.split_once("sig=")?.1.split('&').next())
        .collect::<Vec<_>>();
    assert!(!signatures.is_empty());
    let left: Vec<_> = signatures.iter().filter(|it| told.contains(&it[..24])).collect();
    assert_eq!(left, Vec::<&&str>::new());
}
