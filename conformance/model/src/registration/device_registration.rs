use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// What a device asks of its backend.
///
/// ```text
/// { "Platform": word, "Handle": text, "Tags": [ text, ... ] }
/// ```
///
/// Names of members are compared without regard to case, and members that it does not know are
/// passed over. Whether platform, handle and tags make sense is another question.
///
/// Registering from your app backend (dn743807, S004-51 to S004-53 and S004-81), H-95.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DeviceRegistration {
    /// Which push service: see [`Platform::from_word`](super::Platform::from_word).
    pub platform: String,
    /// Where that service reaches the device.
    pub handle: String,
    /// The tags that the device wants.
    pub tags: DeviceTags,
}

/// The tags that a device asks for, if it does.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DeviceTags {
    /// There is no such member.
    Missing,
    /// The member is `null`.
    Null,
    /// These, as often as they are listed.
    List(Vec<String>),
}

impl DeviceTags {
    /// The tags, none if nothing is said.
    #[must_use]
    pub fn as_slice(&self) -> &[String] {
        match self {
            Self::Missing | Self::Null => &[],
            Self::List(tags) => tags,
        }
    }
}

impl DeviceRegistration {
    /// What a device asks with those tags.
    #[must_use]
    pub fn new(platform: &str, handle: &str, tags: &[&str]) -> Self {
        let tags = DeviceTags::List(tags.iter().map(|&tag| tag.into()).collect());
        Self { platform: platform.into(), handle: handle.into(), tags }
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    ///
    /// Whatever is no JSON object is told, and the member that is missing, doubled or of another type.
    pub fn read(octets: &[u8]) -> Result<Self, DeviceRegistrationFault> {
        let json = |error: serde_json::Error| DeviceRegistrationFault::Json {
            line: error.line(),
            column: error.column(),
        };
        let body: Body = serde_json::from_slice(octets).map_err(json)?;
        let members = match body {
            Body::Object(members) => members,
            Body::Other(found) => return Err(DeviceRegistrationFault::NoObject { found }),
        };
        let mut values = [None, None, None];
        for (name, value) in members {
            let known = MEMBERS.iter().zip(&mut values);
            let mut known = known.filter(|(member, _)| member.eq_ignore_ascii_case(&name));
            if let Some((member, place)) = known.next()
                && place.replace(value).is_some()
            {
                return Err(DeviceRegistrationFault::Twice { member });
            }
        }
        let [platform, handle, tags] = values;
        let [platform_member, handle_member, tags_member] = MEMBERS;
        let tags = match tags {
            None => DeviceTags::Missing,
            Some(Value::Null) => DeviceTags::Null,
            Some(Value::Array(items)) => {
                let text = |item| text(tags_member, Some(item));
                DeviceTags::List(items.into_iter().map(text).collect::<Result<_, _>>()?)
            }
            Some(other) => {
                let (expected, found) = ("an array of texts", type_of(&other));
                let member = tags_member;
                return Err(DeviceRegistrationFault::Type { member, expected, found });
            }
        };
        let (platform, handle) = (text(platform_member, platform)?, text(handle_member, handle)?);
        Ok(Self { platform, handle, tags })
    }

    /// Writes the body of a request; tags that are missing are left out.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        // Only writers and maps without texts as keys fail, and here are neither.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl Serialize for DeviceRegistration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [platform, handle, tags] = MEMBERS;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(platform, &self.platform)?;
        map.serialize_entry(handle, &self.handle)?;
        match &self.tags {
            DeviceTags::Missing => {}
            DeviceTags::Null => map.serialize_entry(tags, &())?,
            DeviceTags::List(list) => map.serialize_entry(tags, list)?,
        }
        map.end()
    }
}

/// The members in the order of the sample.
const MEMBERS: [&str; 3] = ["Platform", "Handle", "Tags"];

fn text(member: &'static str, value: Option<Value>) -> Result<String, DeviceRegistrationFault> {
    match value {
        Some(Value::String(text)) => Ok(text),
        Some(other) => {
            let (expected, found) = ("a text", type_of(&other));
            Err(DeviceRegistrationFault::Type { member, expected, found })
        }
        None => Err(DeviceRegistrationFault::Missing { member }),
    }
}

const fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// The members of an object in the order of the document, doubled ones too.
enum Body {
    Object(Vec<(String, Value)>),
    Other(&'static str),
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Body;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Body::Object(members))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Body, A::Error> {
                while seq.next_element::<serde::de::IgnoredAny>()?.is_some() {}
                Ok(Body::Other("an array"))
            }

            fn visit_str<E>(self, _: &str) -> Result<Body, E> {
                Ok(Body::Other("a text"))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Body, E> {
                Ok(Body::Other("a truth value"))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Body, E> {
                Ok(Body::Other("a number"))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Body, E> {
                Ok(Body::Other("a number"))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Body, E> {
                Ok(Body::Other("a number"))
            }

            fn visit_unit<E>(self) -> Result<Body, E> {
                Ok(Body::Other("null"))
            }
        }
        deserializer.deserialize_any(Members)
    }
}

/// Why a body is nothing that a device asks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DeviceRegistrationFault {
    /// It is no JSON.
    Json {
        /// The line where it goes wrong, from one.
        line: usize,
        /// The column of that line, from one; zero at the start of a line.
        column: usize,
    },
    /// It is JSON, but no object.
    NoObject {
        /// What it is.
        found: &'static str,
    },
    /// A member is missing.
    Missing {
        /// Its name.
        member: &'static str,
    },
    /// A member is there again, letters in any case.
    Twice {
        /// Its name.
        member: &'static str,
    },
    /// A member, or an item of it, is of another type.
    Type {
        /// Its name.
        member: &'static str,
        /// What it should be.
        expected: &'static str,
        /// What it is.
        found: &'static str,
    },
}

impl fmt::Display for DeviceRegistrationFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json { line, column } => write!(
                f,
                "expected a JSON object, but found something else in line {line}, column {column}"
            ),
            Self::NoObject { found } => write!(f, "expected a JSON object, but found {found}"),
            Self::Missing { member } => write!(f, "expected a member `{member}`, but found none"),
            Self::Twice { member } => {
                write!(f, "expected the member `{member}` once, but found it again")
            }
            Self::Type { member, expected, found } => {
                write!(f, "expected {expected} in `{member}`, but found {found}")
            }
        }
    }
}

impl core::error::Error for DeviceRegistrationFault {}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::{DeviceRegistration, DeviceTags};

    #[test]
    fn the_request_of_the_sample_reads_back() {
        let request = DeviceRegistration::new("mpns", "http://h/u", &["a", "b", "a"]);
        let body = br#"{"Platform":"mpns","Handle":"http://h/u","Tags":["a","b","a"]}"#;
        assert_eq!(request.write(), body);
        assert_eq!(DeviceRegistration::read(body), Ok(request));
    }

    #[test]
    fn names_match_without_case_and_unknown_members_are_passed_over() {
        let body = br#" { "TAGS" : [ ] , "handle":"h", "x":{"y":[1.5,true]}, "platform":"MPNS" } "#;
        let request = DeviceRegistration::new("MPNS", "h", &[]);
        assert_eq!(DeviceRegistration::read(body), Ok(request));
    }

    #[test]
    fn missing_and_null_tags_are_told_apart_and_read_back() {
        for (body, tags) in [
            (&br#"{"Platform":"wns","Handle":"h"}"#[..], DeviceTags::Missing),
            (br#"{"Platform":"wns","Handle":"h","Tags":null}"#, DeviceTags::Null),
            (br#"{"Platform":"wns","Handle":"h","Tags":[]}"#, DeviceTags::List([].into())),
        ] {
            let request = DeviceRegistration::read(body).unwrap();
            assert_eq!(request.tags, tags);
            assert!(request.tags.as_slice().is_empty());
            assert_eq!(request.write(), body);
        }
    }

    #[test]
    fn other_bodies_are_told_for_what_is_wrong() {
        for (body, complaint) in [
            ("", "expected a JSON object, but found something else in line 1, column 0"),
            ("{\n]", "expected a JSON object, but found something else in line 2, column 1"),
            ("{} x", "expected a JSON object, but found something else in line 1, column 4"),
            ("[1,\"x\"]", "expected a JSON object, but found an array"),
            ("null", "expected a JSON object, but found null"),
            ("\"x\"", "expected a JSON object, but found a text"),
            ("-1", "expected a JSON object, but found a number"),
            ("1.5", "expected a JSON object, but found a number"),
            ("7", "expected a JSON object, but found a number"),
            ("true", "expected a JSON object, but found a truth value"),
            ("{}", "expected a member `Platform`, but found none"),
            (r#"{"Platform":"mpns"}"#, "expected a member `Handle`, but found none"),
            (r#"{"Platform":null}"#, "expected a text in `Platform`, but found null"),
            (
                r#"{"Platform":"mpns","Handle":5}"#,
                "expected a text in `Handle`, but found a number",
            ),
            (
                r#"{"Platform":"a","platform":"b"}"#,
                "expected the member `Platform` once, but found it again",
            ),
            (r#"{"Tags":"a"}"#, "expected an array of texts in `Tags`, but found a text"),
            (r#"{"Tags":["a",{}]}"#, "expected a text in `Tags`, but found an object"),
            (r#"{"Tags":[[]]}"#, "expected a text in `Tags`, but found an array"),
            (r#"{"Tags":[true]}"#, "expected a text in `Tags`, but found a truth value"),
        ] {
            let fault = DeviceRegistration::read(body.as_bytes()).unwrap_err();
            assert_eq!(fault.to_string(), complaint, "{body}");
        }
    }
}
