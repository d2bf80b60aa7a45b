//! The README shows files and names as they are.

use std::fs;
use std::path::Path;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).expect("the file is in the repository")
}

#[test]
fn the_adapter_in_the_readme_is_the_one_in_the_folder() {
    assert!(
        read("README.md")
            .contains(read("conformance/subjects/example-python/adapter.py").trim_end())
    );
}

#[test]
fn the_subject_file_in_the_readme_is_the_one_in_the_folder() {
    assert!(
        read("README.md")
            .contains(read("conformance/subjects/example-python/subject.toml").trim_end())
    );
}

#[test]
fn the_gate_runs_the_command_of_the_readme() {
    assert!(read("README.md").contains("\nbash .ci/test "));
    assert!(read(".ci/run").contains("exec bash .ci/test"));
}
