//! Peculiarities of a request. Who refuses a legal one is blamed for that, and not for the row of
//! the response table; where the documents leave the outcome open, it is only recorded.

use memchr::memmem;

use super::Ask;
use crate::dispute::{AGREED, D01_C, D07_RANGES_TAKEN, D07_ZERO_REFUSED, D12_B, Reading};
use crate::edition::Edition;
use crate::header::{self, ContentType, Kind, NotificationClass};
use crate::payload;
use crate::requirement::*;
use crate::transcript::{Form, Found, Request};

/// One peculiarity.
pub struct Trait {
    /// Does a request have it?
    pub has: fn(&Seen<'_>) -> bool,
    /// What should become of such a request.
    pub wants: Wants,
    /// The rule to blame.
    pub requirement: Requirement,
    /// Is it blamed for a refusal? What is ordinary is not: it is only shown to be taken.
    pub blamed: bool,
    /// The reading under which the rule is one.
    pub under: Reading,
}

/// What should become of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Wants {
    /// It is taken.
    Taken,
    /// It is refused.
    Refused,
}

/// A request, and what it was seen to ask.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'t> {
    /// The request.
    pub request: Request<'t>,
    /// What it asks.
    pub ask: Ask,
    /// As what it declares its notification; `None` if no table lists it.
    pub kind: Option<Kind>,
    /// Its class: `None` if it has none, `Some(None)` if no table lists it.
    pub class: Option<Option<NotificationClass>>,
}

impl<'t> Seen<'t> {
    /// A request, and what is asked of it more than once.
    #[must_use]
    pub fn new(request: Request<'t>, ask: Ask, edition: Edition) -> Self {
        let (kind, class) = (super::ask::kind(&request), super::ask::class(&request, edition));
        Self { request, ask, kind, class }
    }
}

const fn taken(requirement: Requirement, has: fn(&Seen<'_>) -> bool) -> Trait {
    Trait { has, wants: Wants::Taken, requirement, blamed: true, under: AGREED }
}

const fn refused(requirement: Requirement, has: fn(&Seen<'_>) -> bool) -> Trait {
    Trait { has, wants: Wants::Refused, requirement, blamed: true, under: AGREED }
}

const fn ordinary(requirement: Requirement, has: fn(&Seen<'_>) -> bool) -> Trait {
    Trait { blamed: false, ..taken(requirement, has) }
}

/// Every peculiarity that is known.
pub static ALL: &[Trait] = &[
    // How it was sent.
    taken(FIELD_NAMES_IN_ANY_CASE, |seen| {
        let odd = |name: &str| {
            name.starts_with("x-")
                || (name.starts_with("X-") && !name.bytes().any(|octet| octet.is_ascii_lowercase()))
        };
        seen.request.headers.iter().any(|(name, _)| odd(name))
    }),
    taken(BLANK_AFTER_THE_COLON_IS_OPTIONAL, |seen| seen.request.form == Form::Tight),
    // What many clients send unasked is no peculiarity.
    taken(ACCEPT_IS_IGNORED, |seen| {
        !matches!(seen.request.headers.get("Accept"), Found::Absent | Found::Text(b"*/*"))
    }),
    taken(UNKNOWN_FIELDS_ARE_IGNORED, |seen| {
        seen.request.headers.iter().any(|(name, _)| is_custom(name) && !is_known(name))
    }),
    taken(CALLBACK_URI_ON_A_NOTIFICATION_IS_IGNORED, |seen| {
        !seen.ask.is_registration() && has(seen, header::X_CALLBACK_URI)
    }),
    taken(CHARSET_IS_ACCEPTED, |seen| charset(seen) == Some(false)),
    taken(QUOTED_CHARSET_IS_ACCEPTED, |seen| charset(seen) == Some(true)),
    taken(CONTENT_TYPE_IS_NOT_ENFORCED, |seen| !seen.ask.is_registration() && !is_text_xml(seen)),
    taken(MISSPELT_TARGET_FIELD_IS_RAW, |seen| has(seen, "X-WindowsPhoneTarget")),
    taken(BARE_REQUEST_IS_IMMEDIATE_RAW, |seen| {
        !has(seen, header::X_WINDOWSPHONE_TARGET)
            && !has(seen, header::X_NOTIFICATION_CLASS)
            && !has(seen, header::X_MESSAGE_ID)
            && !seen.ask.is_registration()
    }),
    // What it declares.
    refused(UNDOCUMENTED_CLASS_IS_REFUSED, |seen| is_undocumented(seen) && !is_class_0(seen)),
    Trait { under: D07_ZERO_REFUSED, ..refused(CLASS_0_IS_REFUSED, is_class_0) },
    refused(CLASS_OF_ANOTHER_KIND_IS_REFUSED, |seen| {
        let class = seen.class.flatten();
        class.is_some_and(|class| seen.kind.is_some_and(|kind| kind != class.kind))
    }),
    Trait {
        under: D07_RANGES_TAKEN,
        ..taken(EARLY_RAW_CLASSES_ARE_TAKEN, |seen| {
            let class = super::ask::class(&seen.request, Edition::V7_0).flatten();
            class.is_some() && matches!(super::ask::class(&seen.request, Edition::V8_0), Some(None))
        })
    },
    Trait {
        under: D01_C,
        ..refused(TILE_TARGET_IS_NO_TILE, |seen| {
            matches!(
                seen.request.headers.get(header::X_WINDOWSPHONE_TARGET),
                Found::Text(b"tile" | b"Tile")
            )
        })
    },
    taken(TARGET_IN_ANY_CASE, |seen| {
        match seen.request.headers.get(header::X_WINDOWSPHONE_TARGET) {
            Found::Text(target) => [&b"toast"[..], b"token"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(target) && *known != target),
            _ => false,
        }
    }),
    taken(RAW_TARGET_MAKES_IT_RAW, |seen| {
        seen.request.headers.get(header::X_WINDOWSPHONE_TARGET) == Found::Text(b"raw")
    }),
    // How its payload is written.
    taken(WHITE_SPACE_IS_ACCEPTED, |seen| {
        is_xml(seen) && (contains(seen, b">\n") || contains(seen, b"> <"))
    }),
    taken(ANY_ELEMENT_ORDER_IS_ACCEPTED, |seen| {
        is_xml(seen)
            && (before(seen, b"<wp:Text2", b"<wp:Text1")
                || before(seen, b"<wp:Title", b"<wp:Count"))
    }),
    taken(SINGLE_QUOTES_ARE_ACCEPTED, |seen| is_xml(seen) && contains(seen, b"='")),
    taken(ANY_ATTRIBUTE_ORDER_IS_ACCEPTED, |seen| {
        is_xml(seen) && before(seen, b"Version=\"2.0\"", b"xmlns:wp=")
    }),
    taken(ANY_PREFIX_IS_ACCEPTED, |seen| {
        is_xml(seen) && contains(seen, b"WPNotification") && !contains(seen, b"<wp:")
    }),
    taken(NO_DECLARATION_IS_ACCEPTED, |seen| is_xml(seen) && !contains(seen, b"<?xml")),
    taken(NUMERIC_REFERENCES_ARE_ACCEPTED, |seen| is_xml(seen) && contains(seen, b"&#")),
    taken(CDATA_IS_ACCEPTED, |seen| is_xml(seen) && contains(seen, b"<![CDATA[")),
    taken(LONG_TEXTS_ARE_ACCEPTED, |seen| is_xml(seen) && has_long_text(seen.request.body)),
    taken(UNKNOWN_ELEMENTS_ARE_ACCEPTED, |seen| is_xml(seen) && contains(seen, b"<wp:Unknown")),
    taken(IS_RELATIVE_IS_ACCEPTED, |seen| is_xml(seen) && contains(seen, b" IsRelative=")),
    taken(TILE_ID_IN_CAPITALS_IS_ACCEPTED, |seen| is_xml(seen) && contains(seen, b" ID=")),
    taken(EMPTY_TILE_ID_IS_ACCEPTED, |seen| is_xml(seen) && contains(seen, b" Id=\"\"")),
    ordinary(TILE_WITHOUT_ID_IS_ACCEPTED, |seen| {
        is_xml(seen) && contains(seen, b"<wp:Tile>") && !contains(seen, b" Template=")
    }),
    taken(TEMPLATE_WITHOUT_VERSION_IS_ACCEPTED, |seen| {
        is_xml(seen) && contains(seen, b" Template=") && !contains(seen, b" Version=\"")
    }),
    taken(PAYLOADS_OF_1024_OCTETS_ARE_TAKEN, |seen| {
        !seen.ask.is_registration() && seen.request.body.len() == payload::PAYLOAD_LIMIT_7_0
    }),
    taken(PAYLOADS_OF_3072_OCTETS_ARE_TAKEN, |seen| matches!(seen.ask, Ask::Long(_))),
    // Raw bodies.
    taken(RAW_TAKES_ANY_OCTETS, |seen| {
        is_raw(seen) && core::str::from_utf8(seen.request.body).is_err()
    }),
    Trait {
        under: D12_B,
        ..taken(RAW_NEEDS_NO_XML, |seen| {
            is_raw(seen) && !seen.request.body.is_empty() && !is_well_formed(seen.request.body)
        })
    },
    taken(RAW_NEEDS_NO_NOTIFICATION_ROOT, |seen| {
        is_raw(seen) && !contains(seen, b"WPNotification") && is_well_formed(seen.request.body)
    }),
    // Registrations.
    taken(CALLBACK_OF_1024_OCTETS_IS_TAKEN, |seen| {
        seen.ask == Ask::Registration && seen.request.body.len() == payload::CALLBACK_LIMIT
    }),
    ordinary(HTTP_CALLBACK_URI_IS_TAKEN, |seen| {
        match seen.request.headers.get(header::X_CALLBACK_URI) {
            Found::Text(uri) => seen.ask == Ask::Registration && uri.starts_with(b"http:"),
            _ => false,
        }
    }),
    taken(HTTPS_CALLBACK_URI_IS_TAKEN, |seen| {
        match seen.request.headers.get(header::X_CALLBACK_URI) {
            Found::Text(uri) => seen.ask == Ask::Registration && uri.starts_with(b"https:"),
            _ => false,
        }
    }),
    taken(ANY_CONTENT_TYPE_MAY_BE_REGISTERED, |seen| {
        match seen.request.headers.get(header::CONTENT_TYPE) {
            Found::Text(media) => seen.ask == Ask::Registration && media != b"application/*",
            _ => false,
        }
    }),
    taken(EMPTY_MESSAGE_MAY_BE_REGISTERED, |seen| seen.ask == Ask::EmptyRegistration),
];

fn is_undocumented(seen: &Seen<'_>) -> bool {
    matches!(seen.class, Some(None))
}

fn is_class_0(seen: &Seen<'_>) -> bool {
    seen.request.headers.get(header::X_NOTIFICATION_CLASS) == Found::Text(b"0")
}

fn has(seen: &Seen<'_>, field: &str) -> bool {
    seen.request.headers.get(field) != Found::Absent
}

fn is_custom(name: &str) -> bool {
    name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("x-"))
}

fn is_known(name: &str) -> bool {
    [
        header::X_MESSAGE_ID,
        header::X_NOTIFICATION_CLASS,
        header::X_WINDOWSPHONE_TARGET,
        header::X_CALLBACK_URI,
        "X-WindowsPhoneTarget",
    ]
    .iter()
    .any(|known| known.eq_ignore_ascii_case(name))
}

fn is_xml(seen: &Seen<'_>) -> bool {
    match seen.ask {
        Ask::Notification(kind) | Ask::Long(kind) | Ask::Odd(kind) => kind != Kind::Raw,
        Ask::TooLong | Ask::Malformed | Ask::Unlisted => {
            matches!(seen.kind, Some(Kind::Toast | Kind::Tile))
        }
        _ => false,
    }
}

/// Is it XML? Most raw bodies have not a single tag, and are told without reading them.
fn is_well_formed(body: &[u8]) -> bool {
    body.contains(&b'<') && crate::xml::is_well_formed(body).is_ok()
}

fn is_raw(seen: &Seen<'_>) -> bool {
    matches!(seen.ask, Ask::Notification(Kind::Raw) | Ask::Long(Kind::Raw) | Ask::Odd(Kind::Raw))
}

fn is_text_xml(seen: &Seen<'_>) -> bool {
    match seen.request.headers.get(header::CONTENT_TYPE) {
        Found::Text(media) => ContentType::parse(media).is_ok_and(|media| media.is("text/xml")),
        _ => false,
    }
}

/// Whether the charset is quoted, if there is one.
fn charset(seen: &Seen<'_>) -> Option<bool> {
    if seen.ask.is_registration() || !is_text_xml(seen) {
        return None;
    }
    let Found::Text(media) = seen.request.headers.get(header::CONTENT_TYPE) else { return None };
    let at = memmem::find(media, b"charset=")?;
    Some(media.get(at + b"charset=".len()) == Some(&b'"'))
}

fn contains(seen: &Seen<'_>, needle: &[u8]) -> bool {
    memmem::find(seen.request.body, needle).is_some()
}

fn before(seen: &Seen<'_>, first: &[u8], second: &[u8]) -> bool {
    match (memmem::find(seen.request.body, first), memmem::find(seen.request.body, second)) {
        (Some(first), Some(second)) => first < second,
        _ => false,
    }
}

// 47 characters of a text are shown at most: more is cut on screen, which is no error.
fn has_long_text(body: &[u8]) -> bool {
    body.split(|octet| *octet == b'<' || *octet == b'>').any(|text| text.len() > 150)
}
