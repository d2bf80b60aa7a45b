//! Where a hub of ours is that backends are told of.

use crate::subject::quoted;

/// The port of a hub that backends have to be told of by hand, unless somebody says otherwise.
pub const USUAL_PORT: u16 = 8643;

/// The folder with the authority behind it, unless somebody says otherwise.
pub const USUAL_FOLDER: &str = "mpnspec-pem";

/// Where a hub for backends listens, what its key is, and who vouches for it. By default anywhere, with a key and an
/// authority of this run.
#[derive(Clone, Default)]
pub struct Known {
    /// The port; 0 for any free one.
    pub port: u16,
    /// The key; drawn if there is none.
    pub key: Option<String>,
    /// The certificate of the authority, and its key, as PEM.
    pub authority: Option<(String, String)>,
    /// The folder where these two were found.
    pub folder: Option<String>,
}

impl Known {
    /// The words that ask for the same hub on a command line, as far as it is not the usual one.
    pub(crate) fn words(&self) -> String {
        let Some(folder) = &self.folder else { return String::new() };
        let port = match self.port {
            USUAL_PORT => String::new(),
            port => format!(" --hub-port {port}"),
        };
        match folder.as_str() {
            USUAL_FOLDER => port,
            folder => format!("{port} --pem-dir {}", quoted(folder)),
        }
    }
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The other members are secrets.
        f.debug_struct("Known").field("port", &self.port).finish_non_exhaustive()
    }
}
