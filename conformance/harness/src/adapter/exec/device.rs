//! The command line of a device.

use mpnspec_model::adapter::Register;
use tempfile::TempDir;

use crate::adapter::LinkError;

/// Without any of these, nobody could tell the device what to do, or forget what it did.
const NEEDED: [&str; 4] = ["{backend}", "{handle}", "{tags}", "{storage}"];
const TEMPLATE: &str = "{template}";

/// Where a device keeps its ids.
pub(super) struct Storage {
    folder: TempDir,
}

impl Storage {
    pub(super) fn new() -> Result<Self, LinkError> {
        let made = tempfile::tempdir();
        let folder = made.map_err(|error| {
            LinkError::Unreachable(format!("there is no folder for the storage: {error}"))
        })?;
        Ok(Self { folder })
    }

    /// Forgets everything.
    pub(super) fn renew(&mut self) -> Result<(), LinkError> {
        *self = Self::new()?;
        Ok(())
    }

    /// The path of the storage, where nothing is at first.
    pub(super) fn path(&self) -> String {
        self.folder.path().join("storage").display().to_string()
    }
}

/// Does a line say where everything belongs?
pub(super) fn check(words: &[String]) -> Result<(), LinkError> {
    let missing = NEEDED.iter().find(|needed| !words.iter().any(|word| word.contains(**needed)));
    match missing {
        None => Ok(()),
        Some(missing) => Err(LinkError::Unreachable(format!(
            "the command line of a device has the placeholders {}, but found none for {missing}",
            NEEDED.join(" ")
        ))),
    }
}

pub(super) fn capabilities(has: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let templates = has(TEMPLATE).then_some("templates");
    ["restart"].into_iter().chain(templates).collect()
}

/// What the placeholders stand for.
pub(super) fn values<'a>(
    register: &'a Register,
    tags: &'a str,
    storage: &'a str,
) -> [(&'static str, &'a str); 5] {
    let [backend, handle, tagged, stored] = NEEDED;
    [
        (backend, &*register.backend),
        (handle, &*register.handle),
        (tagged, tags),
        (stored, storage),
        (TEMPLATE, register.template.as_deref().unwrap_or_default()),
    ]
}
