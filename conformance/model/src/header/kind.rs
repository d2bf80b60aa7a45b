use core::fmt;

use serde::{Deserialize, Serialize};

/// What a notification is for: a message over the screen, a tile, or the running app.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Updates a tile.
    Tile,
    /// Shows a message.
    Toast,
    /// Reaches the running app as it is.
    Raw,
}

impl Kind {
    /// Every kind, in the order of their classes.
    pub const ALL: &'static [Self] = &[Self::Tile, Self::Toast, Self::Raw];

    /// The word for it, in lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tile => "tile",
            Self::Toast => "toast",
            Self::Raw => "raw",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
