//! Payloads as the adapter protocol carries them.
//!
//! ```text
//! { "kind": "toast", "text1": text, "text2": text, "param": uri, "sound": path / { "silent": true } }
//! { "kind": "tile", "template": "flip", "id": uri, "properties": { name: text / null, ... } }
//! { "kind": "raw", "body_base64": octets }
//! ```
//!
//! Members without a value are left out; a property that is `null` is cleared. Properties need not
//! fit their template, so that a sender can be told to send what it should refuse.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Change, Payload, Property, Sound, Template, Tile, Toast};

impl Serialize for Payload<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Message::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Payload<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Message::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Payload<'_> {
    fn schema_name() -> Cow<'static, str> {
        Message::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Message::json_schema(generator)
    }
}

/// A notification.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Notification"))]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Message {
    /// A message over the screen.
    Toast {
        /// The title.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text1: Option<String>,
        /// The content.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text2: Option<String>,
        /// Where a tap leads.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        param: Option<String>,
        /// What is heard.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sound: Option<Heard>,
    },
    /// An update of a tile.
    Tile {
        /// How it is laid out.
        #[serde(default, skip_serializing_if = "is_classic")]
        template: Template,
        /// The navigation URI of a secondary tile.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// The properties that change; null clears.
        #[serde(default)]
        properties: Properties,
    },
    /// Whatever the app understands.
    Raw {
        /// Its octets.
        body_base64: String,
    },
}

/// A path, or silence.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Sound"))]
#[serde(untagged)]
enum Heard {
    /// An audio file of the app.
    File(String),
    /// Nothing is heard.
    Silence {
        /// Always true.
        silent: bool,
    },
}

/// Values by the names of their elements.
#[derive(Default)]
struct Properties(Vec<(Property, Option<String>)>);

impl Serialize for Properties {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(property, value)| (property, value)))
    }
}

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once;

        impl<'de> Visitor<'de> for Once {
            type Value = Properties;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("properties, each once")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
                let mut properties: Vec<(Property, Option<String>)> = Vec::new();
                while let Some((property, value)) = map.next_entry()? {
                    if properties.iter().any(|(before, _)| *before == property) {
                        return Err(A::Error::duplicate_field(property.name()));
                    }
                    properties.push((property, value));
                }
                Ok(Properties(properties))
            }
        }

        deserializer.deserialize_map(Once)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Properties {
    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Properties")
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names = generator.subschema_for::<Property>();
        schemars::json_schema!({
            "type": "object",
            "propertyNames": names,
            "additionalProperties": { "type": ["string", "null"] },
        })
    }
}

impl From<&Payload<'_>> for Message {
    fn from(payload: &Payload<'_>) -> Self {
        let owned = |text: &Option<Cow<'_, str>>| text.as_deref().map(String::from);
        match payload {
            Payload::Toast(toast) => Self::Toast {
                text1: owned(&toast.text1),
                text2: owned(&toast.text2),
                param: owned(&toast.param),
                sound: toast.sound.as_ref().map(|sound| match sound {
                    Sound::File(path) => Heard::File(path.clone().into_owned()),
                    Sound::Silent => Heard::Silence { silent: true },
                }),
            },
            Payload::Tile(tile) => {
                let value = |change: &Change<'_>| match change {
                    Change::Set(text) => Some(text.clone().into_owned()),
                    Change::Clear => None,
                };
                let pairs = tile.sorted().into_iter().map(|(name, change)| (*name, value(change)));
                Self::Tile {
                    template: tile.template,
                    id: owned(&tile.id),
                    properties: Properties(pairs.collect()),
                }
            }
            Payload::Raw(octets) => Self::Raw { body_base64: BASE64_STANDARD.encode(octets) },
        }
    }
}

impl TryFrom<Message> for Payload<'static> {
    type Error = &'static str;

    fn try_from(message: Message) -> Result<Self, &'static str> {
        let owned = |text: Option<String>| text.map(Cow::Owned);
        Ok(match message {
            Message::Toast { text1, text2, param, sound } => Self::Toast(Toast {
                text1: owned(text1),
                text2: owned(text2),
                param: owned(param),
                sound: match sound {
                    None => None,
                    Some(Heard::File(path)) => Some(Sound::File(Cow::Owned(path))),
                    Some(Heard::Silence { silent: true }) => Some(Sound::Silent),
                    Some(Heard::Silence { silent: false }) => {
                        return Err("expected a path or silence, but found `silent: false`");
                    }
                },
            }),
            Message::Tile { template, id, properties } => {
                let change = |value: Option<String>| match value {
                    Some(text) => Change::Set(Cow::Owned(text)),
                    None => Change::Clear,
                };
                let pairs = properties.0.into_iter().map(|(name, value)| (name, change(value)));
                Self::Tile(Tile {
                    template,
                    id: owned(id),
                    version: None,
                    properties: pairs.collect(),
                })
            }
            Message::Raw { body_base64 } => {
                let octets = BASE64_STANDARD.decode(body_base64);
                Self::Raw(Cow::Owned(octets.map_err(|_| "expected base64 with its padding")?))
            }
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_classic(template: &Template) -> bool {
    *template == Template::Classic
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use crate::payload::Payload;

    #[test]
    fn the_forms_of_the_protocol_come_back_as_they_were() {
        for json in [
            r#"{"kind":"toast"}"#,
            r#"{"kind":"toast","text1":"a","text2":"b","param":"/c","sound":"d.wav"}"#,
            r#"{"kind":"toast","sound":{"silent":true}}"#,
            r#"{"kind":"tile","properties":{}}"#,
            r#"{"kind":"tile","template":"flip","id":"/a?b","properties":{"Count":"5","Title":"x","BackTitle":null}}"#,
            r#"{"kind":"raw","body_base64":"AQIDBAUGBwg="}"#,
        ] {
            let payload: Payload<'static> = serde_json::from_str(json).unwrap();
            assert_eq!(serde_json::to_string(&payload).unwrap(), json);
        }
    }

    #[test]
    fn properties_leave_in_the_order_of_the_template() {
        let json = r#"{"kind":"tile","properties":{"Title":"x","BackgroundImage":"/i.png"}}"#;
        let payload: Payload<'static> = serde_json::from_str(json).unwrap();
        let written = serde_json::to_string(&payload).unwrap();
        assert!(written.find("BackgroundImage") < written.find("Title"), "{written}");
    }

    #[test]
    fn other_forms_are_refused_by_name() {
        for (json, complaint) in [
            (r#"{"kind":"Toast"}"#, "unknown variant `Toast`"),
            (r#"{"kind":"toast","text3":"a"}"#, "unknown field `text3`"),
            (r#"{"kind":"toast","sound":{"silent":false}}"#, "silent: false"),
            (r#"{"kind":"tile","template":"FlipTile"}"#, "unknown variant `FlipTile`"),
            (r#"{"kind":"tile","properties":{"count":"1"}}"#, "unknown variant `count`"),
            (
                r#"{"kind":"tile","properties":{"Count":"1","Count":"2"}}"#,
                "duplicate field `Count`",
            ),
            (r#"{"kind":"tile","properties":{"Count":1}}"#, "invalid type"),
            (r#"{"kind":"raw","body_base64":"AQ"}"#, "expected base64"),
        ] {
            let error = serde_json::from_str::<Payload<'static>>(json).unwrap_err().to_string();
            assert!(error.contains(complaint), "{json}: {error}");
        }
    }
}
