//! What one request of a device owes the documents, rule by rule.
//!
//! A request is read once as [`Sent`] and held against each clause of its table. Which id it bears is
//! no matter of one request: [`judge`](super::judge) knows which one the device was handed.

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::Value;

use super::Device;
use super::place::Place;
use crate::adapter::Register;
use crate::answer::Field;
use crate::clause::{Kept, Sends, broken, found, keeps, shown, wanted};
use crate::dispute::{D64_B, D64_C};
use crate::header::{CONTENT_TYPE, ContentType};
use crate::registration::{
    DeviceRegistration, DeviceRegistrationFault as Fault, DeviceTags, Platform,
};
use crate::requirement::*;
use crate::transcript::{Found, Request};

/// A request of a device, read once.
#[derive(Debug)]
pub struct Sent<'t> {
    /// The request.
    pub request: Request<'t>,
    /// What the device was told to register.
    pub told: &'t Register,
    /// Where it goes.
    pub place: Place<'t>,
    /// Its body.
    pub body: Result<DeviceRegistration, Fault>,
    /// The names of the members of its body.
    pub members: Vec<String>,
}

impl<'t> Sent<'t> {
    /// Reads a request, with what led to it.
    #[must_use]
    pub fn read(request: Request<'t>, told: &'t Register) -> Self {
        let place = Place::read(request.target, &told.backend);
        let body = DeviceRegistration::read(request.body);
        let members = match serde_json::from_slice(request.body) {
            Ok(Value::Object(members)) => members.into_iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        };
        Self { request, told, place, body, members }
    }

    /// How a member does that could not be read, if it is this one.
    fn unread(&self, member: &str) -> Kept {
        match &self.body {
            Err(fault @ (Fault::Missing { member: at } | Fault::Type { member: at, .. }))
                if *at == member =>
            {
                Kept::No(found(Field::Body, "a member as the backend reads it", fault.to_string()))
            }
            _ => Kept::Silent,
        }
    }
}

/// One rule on one request.
pub type Clause = crate::clause::Clause<Device>;

impl Sends for Device {
    type Sent<'t> = Sent<'t>;
}

/// Judged on every request for an id.
pub static ID_REQUEST: &[Clause] = &[
    Clause::agreed(HOLDS_NO_KEY, holds_no_key),
    Clause::agreed(ID_REQUEST_IS_A_POST, |sent| {
        keeps(sent.request.method == "POST", || broken(Field::Method, "`POST`"))
    }),
    Clause::agreed(ID_REQUEST_GOES_TO_THE_BASE, |sent| {
        keeps(sent.place == Place::Base, || wanted(Field::Target, &sent.told.backend, None))
    }),
    Clause::agreed(ID_REQUEST_IS_EMPTY, |sent| {
        keeps(sent.request.body.is_empty(), || broken(Field::Body, "no octets"))
    }),
];

/// Judged on every registration.
pub static REGISTRATION: &[Clause] = &[
    Clause::agreed(HOLDS_NO_KEY, holds_no_key),
    Clause::agreed(PUTS_ITS_REGISTRATION, |sent| {
        keeps(sent.request.method == "PUT", || broken(Field::Method, "`PUT`"))
    }),
    Clause::agreed(PUT_GOES_TO_THE_ID, |sent| match &sent.place {
        Place::Below(id) if !id.is_empty() => Kept::Yes,
        Place::Below(_) | Place::Deeper(_) => Kept::Silent,
        Place::Base | Place::Elsewhere => {
            let expected = sent.told.backend.clone() + "/ and the id";
            Kept::No(wanted(Field::Target, &expected, None))
        }
    }),
    Clause::agreed(PUT_DECLARES_JSON, |sent| {
        const DECLARED: Field = Field::Header(CONTENT_TYPE);
        let Found::Text(declared) = sent.request.headers.get(CONTENT_TYPE) else {
            return Kept::No(broken(DECLARED, "`application/json`, once"));
        };
        let declared = ContentType::parse(declared);
        let is_json = declared.is_ok_and(|declared| {
            let utf8 = |charset: &str| charset.eq_ignore_ascii_case("utf-8");
            declared.is("application/json") && declared.charset().is_none_or(utf8)
        });
        keeps(is_json, || broken(DECLARED, "`application/json`, in UTF-8 if it says so"))
    }),
    Clause::agreed(PUT_IS_A_JSON_OBJECT, |sent| match &sent.body {
        Err(fault @ (Fault::Json { .. } | Fault::NoObject { .. } | Fault::Twice { .. })) => {
            Kept::No(found(Field::Body, "a JSON object, no member twice", fault.to_string()))
        }
        _ => Kept::Yes,
    }),
    Clause::agreed(MEMBERS_ARE_SPELT_AS_IN_THE_SAMPLE, |sent| {
        let known = |name: &&String| MEMBERS.iter().any(|it| it.eq_ignore_ascii_case(name));
        let mut known = sent.members.iter().filter(known).peekable();
        if known.peek().is_none() {
            return Kept::Silent;
        }
        match known.find(|name| !MEMBERS.contains(&name.as_str())) {
            Some(name) => Kept::No(found(Field::Body, "`Platform`, `Handle` and `Tags`", name)),
            None => Kept::Yes,
        }
    }),
    Clause::agreed(THREE_MEMBERS_ARE_ALL, |sent| {
        // The sample has no place for a template, so that everybody finds one of their own.
        if sent.told.template.is_some() || sent.members.is_empty() {
            return Kept::Silent;
        }
        let known = |name: &&String| MEMBERS.iter().any(|it| it.eq_ignore_ascii_case(name));
        match sent.members.iter().find(|name| !known(name)) {
            Some(name) => Kept::No(found(Field::Body, "no other member", name)),
            None => Kept::Yes,
        }
    }),
    Clause::agreed(PLATFORM_IS_ONE_OF_FOUR, |sent| {
        let Ok(body) = &sent.body else { return sent.unread("Platform") };
        let word = body.platform.as_str();
        if Platform::from_word(word).is_some() {
            return Kept::Yes;
        }
        let broken = found(Field::Body, "`mpns`, `wns`, `apns` or `gcm` in `Platform`", word);
        Kept::No(if word == "fcm" {
            broken.excused_by(D64_B)
        } else if Platform::ALL.iter().any(|known| known.word().eq_ignore_ascii_case(word)) {
            broken.excused_by(D64_C)
        } else {
            broken
        })
    }),
    Clause::agreed(HANDLE_IS_AS_TOLD, |sent| {
        let Ok(body) = &sent.body else { return sent.unread("Handle") };
        keeps(body.handle == sent.told.handle, || {
            wanted(Field::Body, &sent.told.handle, shown(&body.handle))
        })
    }),
    Clause::agreed(TAGS_ARE_AN_ARRAY, |sent| {
        let Ok(body) = &sent.body else { return sent.unread("Tags") };
        let is = |found: &str| Kept::No(self::found(Field::Body, "an array in `Tags`", found));
        match body.tags {
            DeviceTags::List(_) => Kept::Yes,
            DeviceTags::Null => is("null"),
            DeviceTags::Missing => is("no such member"),
        }
    }),
    Clause::agreed(TAGS_ARE_AS_TOLD, |sent| {
        let Ok(DeviceRegistration { tags: DeviceTags::List(tags), .. }) = &sent.body else {
            return Kept::Silent;
        };
        let set = |tags: &[String]| tags.iter().cloned().collect::<BTreeSet<_>>();
        let (sent, told) = (set(tags), set(&sent.told.tags));
        keeps(sent == told, || wanted(Field::Body, &listed(&told), shown(listed(&sent))))
    }),
];

/// The members of a registration, as the sample spells them.
const MEMBERS: [&str; 3] = ["Platform", "Handle", "Tags"];

fn holds_no_key(sent: &Sent<'_>) -> Kept {
    let request = &sent.request;
    if is_signed(request.target.as_bytes()) || is_signed(request.body) {
        return Kept::No(found(
            Field::Message,
            "no key of the hub on a device",
            "a signature of it",
        ));
    }
    let signed = request.headers.iter().find(|(_, value)| is_signed(value));
    match signed {
        Some((name, _)) => Kept::No(found(Field::Message, "no key of the hub on a device", name)),
        None => Kept::Yes,
    }
}

/// Does it have a shared access signature in it, or the parts of one?
fn is_signed(octets: &[u8]) -> bool {
    const SCHEME: &[u8] = b"SharedAccessSignature";
    let has = |part: &[u8]| octets.windows(part.len()).any(|at| at.eq_ignore_ascii_case(part));
    has(SCHEME) || (has(b"sig=") && has(b"skn="))
}

fn listed(tags: &BTreeSet<String>) -> String {
    if tags.is_empty() {
        return "no tags".into();
    }
    tags.iter().cloned().collect::<Vec<_>>().join(", ")
}
