//! The hub of ours that a backend known by its URL has to be told of: where it is, its key, and who vouches for it.

use std::fs;
use std::path::Path;

use mpnspec_harness::play::backend::mock::{KEY_NAME, Known};
use mpnspec_harness::subject::Origin;
use mpnspec_harness::verdict::Exit;
use mpnspec_model::backend::HUB_NAME;
use mpnspec_model::requirement::Role;
use mpnspec_peers::wire::identity::Authority;

use crate::arguments::HubOptions;
use crate::failure::Failure;
use crate::files;

/// The key of that hub: the same in every run, and no secret, since it opens nothing else.
const KEY: &str = "bXBuc3BlYzogYSBrZXkgZm9yIGRldmVsb3BtZW50ISE=";

/// The hub for the backend at an origin; any other finds out by itself where ours is.
pub(crate) fn known(
    options: &HubOptions,
    origin: &Origin,
    roles: &[Role],
) -> Result<Known, Failure> {
    if !is_for(origin, roles) {
        return Ok(Known::default());
    }
    let folder = Some(options.pem_dir.display().to_string());
    let authority = Some(authority(&options.pem_dir)?);
    Ok(Known { port: options.hub_port, key: Some(KEY.into()), authority, folder })
}

/// What has to be told to the backend at an origin, line by line.
pub(crate) fn told(options: &HubOptions, origin: &Origin, roles: &[Role]) -> Vec<String> {
    if !is_for(origin, roles) {
        return Vec::new();
    }
    let certificate = options.pem_dir.join(CERTIFICATE);
    vec![
        "The backend has to call this hub:".into(),
        format!(
            "  connection string  Endpoint=sb://127.0.0.1:{}/;SharedAccessKeyName={KEY_NAME};SharedAccessKey={KEY}",
            options.hub_port
        ),
        format!("  hub name           {HUB_NAME}"),
        format!("  authority          {}", certificate.display()),
        String::new(),
    ]
}

fn is_for(origin: &Origin, roles: &[Role]) -> bool {
    matches!(origin, Origin::Url(_)) && roles.contains(&Role::Backend)
}

const CERTIFICATE: &str = "authority.pem";
const SECRET: &str = "authority-key.pem";

/// The certificate and key of the authority that is kept in a folder, made if it is not there.
fn authority(folder: &Path) -> Result<(String, String), Failure> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    if let (Some(certificate), Some(key)) = (read(CERTIFICATE), read(SECRET)) {
        return Ok((certificate, key));
    }
    let made =
        Authority::new().map_err(|error| Failure::new(Exit::SuiteError, error.to_string()))?;
    fs::create_dir_all(folder).map_err(|error| {
        Failure::usage(format!("expected a folder at `{}`, but found `{error}`", folder.display()))
    })?;
    files::write_private(folder, CERTIFICATE, made.pem())?;
    files::write_private(folder, SECRET, &made.key_pem())?;
    Ok((made.pem().to_owned(), made.key_pem()))
}
