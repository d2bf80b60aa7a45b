//! The JSON Schemas that are committed are those of the types, and what we write validates.
//!
//! After a change of the types: `MPNSPEC_BLESS=1 cargo nextest run -p mpnspec-harness --features schema`.
#![cfg(feature = "schema")]

use std::path::{Path, PathBuf};
use std::{env, fs};

use mpnspec_harness::prove::Proof;
use mpnspec_harness::report::json;
use mpnspec_model::adapter::{
    Call, Decided, Deliveries, Hello, Nothing, Opened, Registered, RegisteredTogether, Reply,
    Stored,
};
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/schema")
}

/// Holds a schema against the file of that name, or writes the file if that is asked for.
fn is_committed(name: &str, schema: &Value) {
    let file = folder().join(name);
    let text = serde_json::to_string_pretty(schema).expect("a schema is JSON") + "\n";
    if env::var_os("MPNSPEC_BLESS").is_some() {
        fs::write(&file, &text).expect("the folder of schemas can be written");
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(committed, text, "{} is not the schema of the types", file.display());
}

fn replies() -> Value {
    json!({
        "hello": schemars::schema_for!(Reply<Hello>),
        "open": schemars::schema_for!(Reply<Opened>),
        "deliveries": schemars::schema_for!(Reply<Deliveries>),
        "send, register-callback": schemars::schema_for!(Reply<Decided>),
        "register": schemars::schema_for!(Reply<Registered>),
        "register-together": schemars::schema_for!(Reply<RegisteredTogether>),
        "stored": schemars::schema_for!(Reply<Stored>),
        "any other": schemars::schema_for!(Reply<Nothing>),
    })
}

#[test]
fn the_schema_of_calls_is_committed() {
    is_committed("adapter-call.json", &json!(schemars::schema_for!(Call)));
}

#[test]
fn the_schemas_of_replies_are_committed() {
    is_committed("adapter-replies.json", &replies());
}

#[test]
fn the_schema_of_reports_is_committed() {
    is_committed("report.json", &json::schema());
}

#[test]
fn the_schema_of_proofs_is_committed() {
    is_committed("prove.json", &json!(schemars::schema_for!(Proof)));
}

#[test]
fn what_an_adapter_says_validates() {
    let replies = replies();
    let told = json!({ "id": 3, "decision": "retry", "after_seconds": 240 });
    let decided = jsonschema::validator_for(&replies["send, register-callback"]).expect("a schema");
    assert!(decided.is_valid(&told));
    assert!(decided.is_valid(&json!({ "id": 3, "unimplemented": "sends no tiles" })));
    assert!(!decided.is_valid(&json!({ "id": 3, "decision": "retry" })), "a retry says when");
    assert!(!decided.is_valid(&json!({ "id": 3, "decision": "perhaps" })));
    let call = jsonschema::validator_for(&json!(schemars::schema_for!(Call))).expect("a schema");
    let send = json!({
        "id": 1, "command": "send", "channel": "http://127.0.0.1/a", "os": "8.0",
        "notification": { "kind": "tile", "template": "flip", "properties": { "Title": "a", "Count": null } },
    });
    assert!(call.is_valid(&send));
    assert!(!call.is_valid(&json!({ "id": 1, "command": "sing" })));
}
