use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use super::{Description, Template};
use crate::edition::Edition;
use crate::grammar::Malformed;
use crate::header::{CallbackUri, NotificationClass, X_NOTIFICATION_CLASS, X_WINDOWSPHONE_TARGET};
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
    PushVariables {
        /// As they were written.
        found: String,
    },
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
    if let Some(found) = push_variables {
        if serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(found).is_err() {
            faults.push(DescriptionFault::PushVariables { found: found.clone() });
        }
    }
    let fit = match platform {
        Platform::Mpns | Platform::Wns => absolute_uri(handle),
        Platform::Apns => device_token(handle),
        Platform::Gcm if handle.is_empty() => Err(Malformed::new(b"", 0, "a registration id")),
        Platform::Gcm => Ok(()),
    };
    if let Err(malformed) = fit {
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
    texts.into_iter().filter_map(stranger).collect()
}

/// `scheme ":" 1*visible`; of http and https, what a callback URI may be.
fn absolute_uri(handle: &str) -> Result<(), Malformed> {
    let octets = handle.as_bytes();
    let scheme = handle.split(':').next().unwrap_or_default();
    if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") {
        return CallbackUri::parse(octets).map(|_| ());
    }
    let fits = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'-' | b'.');
    if !scheme.starts_with(|char: char| char.is_ascii_alphabetic()) || !scheme.bytes().all(fits) {
        return Err(Malformed::new(octets, 0, "the scheme of an absolute URI"));
    }
    if scheme.len() == handle.len() {
        return Err(Malformed::new(octets, scheme.len(), "`:` after the scheme of a URI"));
    }
    let rest = &octets[scheme.len() + 1..];
    match rest.iter().position(|octet| !octet.is_ascii_graphic()) {
        Some(length) => {
            Err(Malformed::new(octets, scheme.len() + 1 + length, "a character of a URI"))
        }
        None if rest.is_empty() => Err(Malformed::new(octets, octets.len(), "more of a URI")),
        None => Ok(()),
    }
}

/// `1*( HEXDIG HEXDIG )`, letters in any case.
fn device_token(handle: &str) -> Result<(), Malformed> {
    let octets = handle.as_bytes();
    match octets.iter().position(|octet| !octet.is_ascii_hexdigit()) {
        Some(at) => Err(Malformed::new(octets, at, "a hexadecimal digit")),
        None if octets.is_empty() || octets.len() % 2 == 1 => {
            Err(Malformed::new(octets, octets.len(), "an even number of hexadecimal digits"))
        }
        None => Ok(()),
    }
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
            Self::PushVariables { found } => {
                let start = found.chars().take(24).flat_map(char::escape_debug);
                f.write_str("expected a JSON object in `PushVariables`, but found `")?;
                start.into_iter().try_for_each(|char| write!(f, "{char}"))?;
                f.write_str("`")
            }
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
