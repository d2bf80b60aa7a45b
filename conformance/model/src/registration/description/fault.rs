use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Description, Template, handle};
use crate::edition::Edition;
use crate::grammar::Malformed;
use crate::header::{NotificationClass, X_NOTIFICATION_CLASS, X_WINDOWSPHONE_TARGET};
use crate::registration::{Platform, TagsFault};
use crate::xml::is_char;

/// A rule that the content of a description breaks.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum DescriptionFault {
    /// A text has a character that no document may hold, so that it cannot be written.
    Character {
        /// The element.
        element: &'static str,
        /// The character.
        found: char,
    },
    /// Its tags break a rule.
    Tags(TagsFault),
    /// The push variables are no JSON object.
    PushVariables(Malformed),
    /// The handle does not suit the platform.
    Handle {
        /// The element that holds it.
        element: &'static str,
        /// Where it goes wrong.
        malformed: Malformed,
    },
    /// A platform without tiles has a secondary one.
    SecondaryTile {
        /// The platform.
        platform: Platform,
    },
    /// A header field has a name that HTTP does not allow, or a value with control characters.
    Header {
        /// The position of the field in the list, from one.
        position: usize,
        /// Where its name or value goes wrong.
        malformed: Malformed,
    },
    /// A header field is there again, letters in any case.
    HeaderTwice {
        /// The position of the second one, from one.
        position: usize,
        /// Its name.
        name: String,
    },
    /// A template for MPNS has neither of the fields that one source or the other wants (D-51).
    NeitherClassNorTarget,
    /// A template for WNS has no header fields.
    NoHeaders,
    /// The platform has no such part of a template.
    Foreign {
        /// The platform.
        platform: Platform,
        /// The part.
        element: &'static str,
    },
    /// The template's name is longer than [`Template::NAME_LIMIT`].
    TemplateName {
        /// How many characters it has.
        characters: usize,
    },
}

pub(super) fn of(description: &Description) -> Vec<DescriptionFault> {
    let Description { read_only: _, tags, push_variables, platform, handle, .. } = description;
    let mut faults: Vec<DescriptionFault> = characters(description);
    faults.extend(tags.faults().map(DescriptionFault::Tags));
    if let Some(found) = push_variables
        && serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(found).is_err()
    {
        let malformed = Malformed::new(found.as_bytes(), 0, "a JSON object");
        faults.push(DescriptionFault::PushVariables(malformed));
    }
    if let Err(malformed) = handle::fit(*platform, handle) {
        faults.push(DescriptionFault::Handle { element: platform.handle_element(), malformed });
    }
    if description.secondary_tile_name.is_some() && !platform.has_tiles() {
        faults.push(DescriptionFault::SecondaryTile { platform: *platform });
    }
    if let Some(template) = &description.template {
        template_faults(*platform, template, &mut faults);
    }
    faults
}

fn template_faults(platform: Platform, template: &Template, faults: &mut Vec<DescriptionFault>) {
    let Template { body: _, headers, name, expiry, priority } = template;
    for (n, header) in headers.iter().enumerate() {
        let position = n + 1;
        if let Err(malformed) = field(platform, &header.name, &header.value) {
            faults.push(DescriptionFault::Header { position, malformed });
        }
        if headers[..n].iter().any(|other| other.name.eq_ignore_ascii_case(&header.name)) {
            let name = header.name.clone();
            faults.push(DescriptionFault::HeaderTwice { position, name });
        }
    }
    let has = |name| template.header(name).is_some();
    match platform {
        Platform::Mpns if !has(X_NOTIFICATION_CLASS) && !has(X_WINDOWSPHONE_TARGET) => {
            faults.push(DescriptionFault::NeitherClassNorTarget);
        }
        Platform::Wns if headers.is_empty() => faults.push(DescriptionFault::NoHeaders),
        Platform::Gcm if !headers.is_empty() => {
            faults.push(DescriptionFault::Foreign { platform, element: "headers" });
        }
        _ => {}
    }
    for (element, part) in [("Expiry", expiry), ("Priority", priority)] {
        if part.is_some() && platform != Platform::Apns {
            faults.push(DescriptionFault::Foreign { platform, element });
        }
    }
    let characters = name.as_ref().map_or(0, |name| name.chars().count());
    if characters > Template::NAME_LIMIT {
        faults.push(DescriptionFault::TemplateName { characters });
    }
}

/// The first character of each text that cannot be written.
fn characters(description: &Description) -> Vec<DescriptionFault> {
    let template = description.template.as_ref();
    let texts = [
        ("PushVariables", description.push_variables.as_deref()),
        (description.platform.handle_element(), Some(&*description.handle)),
        ("SecondaryTileName", description.secondary_tile_name.as_deref()),
        ("BodyTemplate", template.map(|it| &*it.body)),
        ("Expiry", template.and_then(|it| it.expiry.as_deref())),
        ("TemplateName", template.and_then(|it| it.name.as_deref())),
        ("Priority", template.and_then(|it| it.priority.as_deref())),
    ];
    let stranger = |(element, text): (_, Option<&str>)| {
        let found = text?.chars().find(|&char| !is_char(char))?;
        Some(DescriptionFault::Character { element, found })
    };
    let headers = template.map_or(&[][..], |template| &template.headers);
    let headers = headers.iter().map(|header| ("Value", Some(&*header.value)));
    texts.into_iter().chain(headers).filter_map(stranger).collect()
}

fn field(platform: Platform, name: &str, value: &str) -> Result<(), Malformed> {
    let stranger = name.bytes().position(|octet| !crate::header::is_token(octet));
    if name.is_empty() || stranger.is_some() {
        let at = stranger.unwrap_or_default();
        return Err(Malformed::new(name.as_bytes(), at, "the name of a header field"));
    }
    if let Some(at) = value.bytes().position(|octet| octet < b' ' || octet == 0x7f) {
        return Err(Malformed::new(value.as_bytes(), at, "the value of a header field"));
    }
    if platform == Platform::Mpns && name.eq_ignore_ascii_case(X_NOTIFICATION_CLASS) {
        NotificationClass::parse_in(value.as_bytes(), Edition::V7_0)?;
    }
    if platform == Platform::Mpns
        && name.eq_ignore_ascii_case(X_WINDOWSPHONE_TARGET)
        && value.is_empty()
    {
        return Err(Malformed::new(b"", 0, "a notification type"));
    }
    Ok(())
}

impl fmt::Display for DescriptionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character { element, found } => {
                let found = found.escape_debug();
                write!(f, "expected a character of XML in `{element}`, but found `{found}`")
            }
            Self::Tags(fault) => fault.fmt(f),
            Self::PushVariables(malformed) => write!(f, "{malformed} in `PushVariables`"),
            Self::Handle { element, malformed } => write!(f, "{malformed} in `{element}`"),
            Self::SecondaryTile { platform } => {
                write!(f, "expected no `SecondaryTileName` for {platform}, but found one")
            }
            Self::Header { position, malformed } => {
                write!(f, "{malformed} in header field {position} of the template")
            }
            Self::HeaderTwice { position, name } => write!(
                f,
                "expected every header field once, but found `{name}` again in position {position}"
            ),
            Self::NeitherClassNorTarget => write!(
                f,
                "expected `{X_NOTIFICATION_CLASS}` or `{X_WINDOWSPHONE_TARGET}` among the header \
                 fields of the template, but found neither"
            ),
            Self::NoHeaders => {
                f.write_str("expected header fields in a template for wns, but found none")
            }
            Self::Foreign { platform, element } => {
                write!(f, "expected no {element} in a template for {platform}, but found some")
            }
            Self::TemplateName { characters } => write!(
                f,
                "expected {} characters in `TemplateName` at most, but found {characters}",
                Template::NAME_LIMIT
            ),
        }
    }
}

impl core::error::Error for DescriptionFault {}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};
    use alloc::vec::Vec;

    use crate::registration::{Description, Platform, Tags, Template};

    fn mpns() -> Description {
        Description::native(Platform::Mpns, "http://h/u")
    }

    fn template() -> Template {
        Template::new("<b/>").with_header("X-NotificationClass", "2")
    }

    fn told(description: &Description) -> Vec<String> {
        description.faults().iter().map(ToString::to_string).collect()
    }

    fn told_of_template(platform: Platform, handle: &str, template: Template) -> Vec<String> {
        told(&Description::native(platform, handle).with_template(template))
    }

    #[test]
    fn a_description_that_keeps_every_rule_has_no_faults() {
        let full = Description {
            push_variables: Some("{\"a\":\"b\"}".into()),
            secondary_tile_name: Some("tile".into()),
            ..mpns().with_tags(Tags::read("a,b"))
        };
        let target = template().with_header("x-windowsphone-target", "toast");
        for description in [
            full.clone().with_template(target.with_name("n".repeat(200))),
            full,
            mpns().with_template(Template::new("b").with_header("x-windowsphone-target", "token")),
            Description::native(Platform::Wns, "https://h/?a=b%20c"),
            Description::native(Platform::Wns, "urn:x"),
            Description::native(Platform::Apns, "00aAfF"),
            Description::native(Platform::Gcm, "a b:c"),
            Description::native(Platform::Gcm, "g").with_template(Template::new("{}")),
            Description::native(Platform::Apns, "00").with_template(Template {
                expiry: Some("e".into()),
                priority: Some("p".into()),
                ..Template::new("{}")
            }),
        ] {
            assert!(description.faults().is_empty(), "{:?}", told(&description));
        }
    }

    #[test]
    fn a_handle_that_does_not_suit_its_platform_is_told_with_its_element() {
        assert_eq!(
            told(&Description::native(Platform::Apns, "0g")),
            ["expected a hexadecimal digit at octet 1, but found `g` in `DeviceToken`"]
        );
    }

    #[test]
    fn tags_variables_and_tiles_are_judged() {
        let description = Description {
            push_variables: Some("[1,\n\"a long list of variables\"]".into()),
            secondary_tile_name: Some("tile".into()),
            ..Description::native(Platform::Gcm, "g").with_tags(Tags::read("a,$b"))
        };
        assert_eq!(
            told(&description),
            [
                "expected a tag of an app, but found a `$` before it in tag 2, `$b`",
                "expected a JSON object at octet 0, but found `[1,\\n\"a long list of vari…` in `PushVariables`",
                "expected no `SecondaryTileName` for gcm, but found one",
            ]
        );
    }

    #[test]
    fn a_template_for_mpns_needs_a_class_or_a_target() {
        let told = told_of_template(Platform::Mpns, "http://h/u", Template::new("<b/>"));
        assert_eq!(
            told,
            [
                "expected `X-NotificationClass` or `X-WindowsPhone-Target` among the header fields of the template, but found neither"
            ]
        );
    }

    #[test]
    fn a_template_for_wns_needs_header_fields_and_one_for_gcm_has_none() {
        let wns = told_of_template(Platform::Wns, "http://h/u", Template::new("<b/>"));
        assert_eq!(wns, ["expected header fields in a template for wns, but found none"]);
        let gcm = told_of_template(Platform::Gcm, "g", template());
        assert_eq!(gcm, ["expected no headers in a template for gcm, but found some"]);
    }

    #[test]
    fn the_header_field_that_is_wrong_is_told_by_its_position() {
        let template = template()
            .with_header("x y", "")
            .with_header("", "")
            .with_header("X-A", "a\r\nb")
            .with_header("X-NOTIFICATIONCLASS", "99")
            .with_header("X-WINDOWSPHONE-TARGET", "");
        assert_eq!(
            told_of_template(Platform::Mpns, "http://h/u", template),
            [
                "expected the name of a header field at octet 1, but found ` y` in header field 2 of the template",
                "expected the name of a header field at octet 0, but found the end in header field 3 of the template",
                "expected the value of a header field at octet 1, but found `\\r\\nb` in header field 4 of the template",
                "expected a notification class at octet 0, but found `99` in header field 5 of the template",
                "expected every header field once, but found `X-NOTIFICATIONCLASS` again in position 5",
                "expected a notification type at octet 0, but found the end in header field 6 of the template",
            ]
        );
    }

    #[test]
    fn only_apple_has_expiry_and_priority() {
        let template =
            Template { expiry: Some("e".into()), priority: Some("p".into()), ..template() };
        assert_eq!(
            told_of_template(Platform::Mpns, "http://h/u", template),
            [
                "expected no Expiry in a template for mpns, but found some",
                "expected no Priority in a template for mpns, but found some",
            ]
        );
    }

    #[test]
    fn a_template_name_of_201_characters_is_too_long() {
        let named = template().with_name("é".repeat(201));
        assert_eq!(
            told_of_template(Platform::Mpns, "http://h/u", named),
            ["expected 200 characters in `TemplateName` at most, but found 201"]
        );
    }

    #[test]
    fn what_no_document_may_hold_is_told_with_its_element() {
        let template = Template { body: "\0".into(), ..template().with_header("X-A", "\u{ffff}") };
        assert_eq!(
            told_of_template(Platform::Mpns, "http://h/u", template),
            [
                "expected a character of XML in `BodyTemplate`, but found `\\0`",
                "expected a character of XML in `Value`, but found `\\u{ffff}`",
            ]
        );
        let name = "expected a character of XML in `GcmRegistrationId`, but found `\\u{1}`";
        assert_eq!(told(&Description::native(Platform::Gcm, "\u{1}")), [name]);
    }
}
