//! What all workers of a run share.

use std::collections::BTreeSet;
use std::fmt;
use std::io::Write as _;

use mpnspec_model::requirement::Role;
use mpnspec_peers::push_service::OWNER;
use mpnspec_peers::wire::identity::{Authority, LOOPBACK};

use super::{RunError, Settings};
use crate::plan;
use crate::subject::{Description, Origin, Terms, install};

/// What all workers share.
pub(crate) struct Shop {
    pub(crate) settings: Settings,
    pub(super) authority: Authority,
    pub(super) terms: Terms,
    /// The cases that can be afforded, where the subject is one channel.
    pub(crate) affordable: Option<BTreeSet<&'static str>>,
    // Holds the files that the environment of subjects points to.
    _folder: tempfile::TempDir,
}

impl Shop {
    pub(crate) async fn open(settings: Settings) -> Result<Self, RunError> {
        let suite = |error: &dyn fmt::Display| RunError::Suite(error.to_string());
        let authority = match &settings.hub.authority {
            Some((certificate, key)) => Authority::from_pem(certificate, key),
            None => Authority::new(),
        };
        let authority = authority.map_err(|error| suite(&error))?;
        let identity = authority.client(OWNER).map_err(|error| suite(&error))?;
        let folder = tempfile::tempdir().map_err(|error| suite(&error))?;
        let mut environment = Vec::new();
        let files = [
            ("authority.pem", authority.pem().to_owned(), AUTHORITY_VARIABLES),
            ("identity.pem", identity.pem(), IDENTITY_VARIABLES),
        ];
        for (name, text, variables) in files {
            let path = folder.path().join(name);
            let mut file = std::fs::File::create(&path).map_err(|error| suite(&error))?;
            file.write_all(text.as_bytes()).map_err(|error| suite(&error))?;
            let path = path.display().to_string();
            environment
                .extend(variables.iter().map(|variable| ((*variable).to_owned(), path.clone())));
        }
        // A proxy of the user's has no business between a subject and this machine.
        environment.extend(["NO_PROXY", "no_proxy"].map(|name| (name.into(), LOOPBACK.join(","))));
        let terms = Terms {
            limit: settings.limit,
            authority_pem: authority.pem().to_owned(),
            identity_pem: identity.pem(),
            environment,
            hub: None,
            fault: settings.fault,
        };
        if let Origin::Folder(folder) = &settings.origin {
            let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
            let described = Description::read(&folder).map_err(RunError::Subject)?;
            install(&folder, &described).await.map_err(RunError::Subject)?;
        }
        let affordable = matches!(settings.origin, Origin::Channel(_))
            .then(|| plan::sparing(settings.selection.cases()));
        Ok(Self { settings, authority, terms, affordable, _folder: folder })
    }

    pub(super) fn roles(&self) -> Vec<Role> {
        let mut roles: Vec<_> = self.settings.selection.cases().map(|case| case.role).collect();
        roles.dedup();
        roles
    }

    /// A subject that cannot be started twice is not put to two questions at a time.
    pub(super) fn workers(&self) -> usize {
        match self.settings.origin {
            Origin::Url(_) | Origin::Channel(_) | Origin::Hub(..) => 1,
            Origin::Embedded | Origin::Folder(_) | Origin::Exec(_) => self.settings.jobs.max(1),
        }
    }
}

/// The variables of the environment that name the file with the certificate of our authority: our
/// own, and those that OpenSSL, Node.js and Python's requests look at.
pub(crate) const AUTHORITY_VARIABLES: &[&str] =
    &["MPNSPEC_AUTHORITY_PEM", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE"];
/// The variable that names the file with the certificate and key that senders show.
pub(crate) const IDENTITY_VARIABLES: &[&str] = &["MPNSPEC_IDENTITY_PEM"];
