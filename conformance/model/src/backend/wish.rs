//! What a device asks of its backend.

use alloc::string::String;

use percent_encoding::percent_decode_str;

use crate::registration::{Description, DeviceRegistration, DeviceTags, Entry, Platform};
use crate::transcript::Request;

/// A request of a device, read once.
///
/// ```text
/// POST   base [ "?handle=" handle ]      ; an id
/// PUT    base "/" id                     ; a registration under it
/// DELETE base "/" id                     ; none any more
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Wish {
    /// An id.
    NewId {
        /// Whether a handle came with it, for a backend that looks for an id of the same device.
        with_handle: bool,
    },
    /// A registration.
    Register {
        /// Its id.
        id: String,
        /// The registration, if it can be read.
        registration: Option<DeviceRegistration>,
        /// What is remarkable about the body.
        body: Body,
    },
    /// The end of a registration.
    Remove {
        /// Its id.
        id: String,
    },
    /// Nothing that the documents know.
    Other,
}

/// What is remarkable about the body of a PUT; the first of these that is true.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// It is no registration, lacks a member, or has a handle that its platform cannot have.
    Bad,
    /// Its platform is none that the documents know.
    UnknownPlatform,
    /// Its platform is known in another case of letters.
    PlatformInAnotherCase,
    /// Its platform is `fcm`, which later samples know.
    Fcm,
    /// Its members have their names in another case of letters.
    NamesInAnotherCase,
    /// It has no tags, or `null` for them.
    NoTags,
    /// Nothing.
    Sound,
}

impl Wish {
    /// Reads a request of a device.
    #[must_use]
    pub fn read(request: &Request<'_>) -> Self {
        let (path, query) = request.target.split_once('?').unwrap_or((request.target, ""));
        let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let id = percent_decode_str(last).decode_utf8_lossy().into_owned();
        match request.method {
            "POST" => Self::NewId { with_handle: query.starts_with("handle=") },
            "PUT" => {
                let registration = DeviceRegistration::read(request.body).ok();
                let body = Body::of(registration.as_ref(), request.body);
                Self::Register { id, registration, body }
            }
            "DELETE" => Self::Remove { id },
            _ => Self::Other,
        }
    }

    /// The platform that is meant, whatever its spelling.
    #[must_use]
    pub fn platform(&self) -> Option<Platform> {
        match self {
            Self::Register { registration: Some(registration), .. } => {
                Platform::from_word(&registration.platform.to_ascii_lowercase())
            }
            _ => None,
        }
    }

    /// The tags that are asked for.
    #[must_use]
    pub fn tags(&self) -> &[String] {
        match self {
            Self::Register { registration: Some(registration), .. } => registration.tags.as_slice(),
            _ => &[],
        }
    }
}

impl Wish {
    /// How much an entry looks like what is asked for: by handle, then by the tags, which have to be there.
    pub(super) fn likeness(&self, entry: Option<&Entry>) -> (bool, usize) {
        let (Self::Register { registration: Some(registration), .. }, Some(entry)) = (self, entry)
        else {
            return (false, 0);
        };
        let same = entry.description.handle.eq_ignore_ascii_case(&registration.handle);
        let has = |tag: &String| entry.description.tags.contains(tag);
        let tags = self.tags();
        (same, if tags.iter().all(has) { tags.len() + 1 } else { 0 })
    }
}

impl Body {
    fn of(registration: Option<&DeviceRegistration>, octets: &[u8]) -> Self {
        let Some(registration) = registration else { return Self::Bad };
        let word = &*registration.platform;
        let platform = match Platform::from_word(word) {
            Some(platform) => platform,
            None if Platform::from_word(&word.to_ascii_lowercase()).is_some() => {
                return Self::PlatformInAnotherCase;
            }
            None if word == "fcm" => return Self::Fcm,
            None => return Self::UnknownPlatform,
        };
        let handle = &*registration.handle;
        if handle.is_empty() || !Description::native(platform, handle).faults().is_empty() {
            return Self::Bad;
        }
        let has = |name: &[u8]| octets.windows(name.len()).any(|window| window == name);
        match registration.tags {
            _ if !has(br#""Platform""#) || !has(br#""Handle""#) => Self::NamesInAnotherCase,
            DeviceTags::Missing | DeviceTags::Null => Self::NoTags,
            DeviceTags::List(_) => Self::Sound,
        }
    }
}
