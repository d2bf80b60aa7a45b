//! The fields of a notification.

use alloc::vec::Vec;

use super::{Broken, Clause, Kept, Sent, broken, keeps, wanted};
use crate::answer::Field;
use crate::dispute::{D01_B, D02_B, D04_B, D04_C, D06_NAMED, D35_B};
use crate::header::{
    CONTENT_TYPE, ContentType, Kind, MessageId, NotificationClass, X_CALLBACK_URI, X_MESSAGE_ID,
    X_NOTIFICATION_CLASS, X_WINDOWSPHONE_TARGET, digits,
};
use crate::requirement::*;
use crate::transcript::{Found, Request};

pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(TOAST_CONTENT_TYPE_IS_TEXT_XML, |sent| of(sent, Kind::Toast, text_xml)),
    Clause::agreed(TILE_CONTENT_TYPE_IS_TEXT_XML, |sent| of(sent, Kind::Tile, text_xml)),
    Clause::agreed(RAW_HAS_A_CONTENT_TYPE, |sent| {
        of(sent, Kind::Raw, |sent| {
            let present = sent.request.headers.get(CONTENT_TYPE) != Found::Absent;
            keeps(present, || broken(TYPE, "a media type"))
        })
    }),
    Clause::agreed(RAW_CONTENT_TYPE_IS_TEXT_XML, |sent| {
        if sent.request.headers.get(CONTENT_TYPE) == Found::Absent {
            return Kept::Silent;
        }
        of(sent, Kind::Raw, text_xml)
    }),
    Clause::agreed(TOAST_TARGET_IS_TOAST, |sent| {
        of(sent, Kind::Toast, |sent| match single_target(sent) {
            Some(Some(b"toast")) => Kept::Yes,
            Some(_) => Kept::No(broken(TARGET, "`toast`")),
            None => Kept::Silent,
        })
    }),
    Clause::agreed(TILE_TARGET_IS_TOKEN, |sent| {
        of(sent, Kind::Tile, |sent| match single_target(sent) {
            Some(Some(b"token")) => Kept::Yes,
            Some(Some(b"tile" | b"Tile")) => Kept::No(broken(TARGET, "`token`").excused_by(D01_B)),
            Some(_) => Kept::No(broken(TARGET, "`token`")),
            None => Kept::Silent,
        })
    }),
    Clause::agreed(RAW_HAS_NO_TARGET, |sent| {
        of(sent, Kind::Raw, |sent| match single_target(sent) {
            Some(None) => Kept::Yes,
            Some(Some(b"raw")) => Kept::No(broken(TARGET, "no such field").excused_by(D02_B)),
            Some(Some(_)) => Kept::No(broken(TARGET, "no such field")),
            None => Kept::Silent,
        })
    }),
    Clause::agreed(TARGET_FIELD_IS_HYPHENATED, |sent| match misspelt_target(&sent.request) {
        Some((name, _)) => Kept::No(super::found(TARGET, "the name `X-WindowsPhone-Target`", name)),
        None if has_target(sent) => Kept::Yes,
        None => Kept::Silent,
    }),
    Clause::agreed(ONE_TARGET, |sent| one(sent, X_WINDOWSPHONE_TARGET).unwrap_or(Kept::Silent)),
    Clause::agreed(CLASS_IS_PRESENT, |sent| {
        let present = sent.request.headers.get(X_NOTIFICATION_CLASS) != Found::Absent;
        keeps(present, || broken(CLASS, "a notification class"))
    })
    .read_as(D06_NAMED),
    Clause::agreed(CLASS_IS_DIGITS, |sent| match sent.request.headers.get(X_NOTIFICATION_CLASS) {
        Found::Absent => Kept::Silent,
        _ => keeps(class(sent).is_some(), || broken(CLASS, "one number in decimal digits")),
    }),
    Clause::agreed(CLASS_HAS_NO_LEADING_ZERO, |sent| {
        match (class(sent), sent.field(X_NOTIFICATION_CLASS)) {
            (Some(_), Some(value)) => {
                let kept = value.len() == 1 || !value.starts_with(b"0");
                keeps(kept, || broken(CLASS, "a number without leading zeros"))
            }
            _ => Kept::Silent,
        }
    }),
    Clause::agreed(TOAST_CLASS_IS_2_12_OR_22, |sent| class_of(sent, Kind::Toast, "2, 12 or 22")),
    Clause::agreed(TILE_CLASS_IS_1_11_OR_21, |sent| class_of(sent, Kind::Tile, "1, 11 or 21")),
    Clause::agreed(RAW_CLASS_IS_3_13_OR_23, |sent| class_of(sent, Kind::Raw, "3, 13 or 23")),
    Clause::agreed(CLASS_IS_THE_INTERVAL_ASKED_FOR, interval),
    Clause::agreed(MESSAGE_ID_IS_A_UUID, |sent| match message_id(sent) {
        Some(value) => keeps(uuid(value).is_some(), || broken(MESSAGE_ID, "a UUID")),
        None => Kept::Silent,
    })
    .read_as(D04_B),
    Clause::agreed(MESSAGE_ID_IS_LOWER_CASE, |sent| match message_id(sent) {
        Some(value) if uuid(value).is_some() => {
            let kept = MessageId::parse(value).is_ok();
            keeps(kept, || broken(MESSAGE_ID, "a UUID in lower case with four hyphens"))
        }
        _ => Kept::Silent,
    }),
    Clause::agreed(ONE_MESSAGE_ID, |sent| match one(sent, X_MESSAGE_ID) {
        Some(Kept::No(broken)) => Kept::No(broken.excused_by(D04_C)),
        kept => kept.unwrap_or(Kept::Silent),
    }),
    Clause::agreed(MESSAGE_ID_IS_THE_ONE_ASKED_FOR, message_id_told),
    Clause::agreed(CALLBACK_URI_ONLY_ON_REGISTRATION, |sent| {
        match sent.request.headers.get(X_CALLBACK_URI) {
            Found::Absent => Kept::Yes,
            _ => Kept::No(broken(Field::Header(X_CALLBACK_URI), "no such field").excused_by(D35_B)),
        }
    }),
];

const TYPE: Field = Field::Header(CONTENT_TYPE);
const TARGET: Field = Field::Header(X_WINDOWSPHONE_TARGET);
const CLASS: Field = Field::Header(X_NOTIFICATION_CLASS);
const MESSAGE_ID: Field = Field::Header(X_MESSAGE_ID);

/// A field that would be the target if its hyphens were right, and its value.
pub(super) fn misspelt_target<'t>(request: &Request<'t>) -> Option<(&'t str, &'t [u8])> {
    let letters = |name: &str| -> Vec<u8> {
        name.bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|octet| octet.to_ascii_lowercase())
            .collect()
    };
    request.headers.iter().find(|(name, _)| {
        !name.eq_ignore_ascii_case(X_WINDOWSPHONE_TARGET)
            && letters(name) == letters(X_WINDOWSPHONE_TARGET)
    })
}

fn of(sent: &Sent<'_>, kind: Kind, check: fn(&Sent<'_>) -> Kept) -> Kept {
    if sent.meant == kind { check(sent) } else { Kept::Silent }
}

fn text_xml(sent: &Sent<'_>) -> Kept {
    let media = sent.field(CONTENT_TYPE).and_then(|value| ContentType::parse(value).ok());
    keeps(media.is_some_and(|media| media.is("text/xml")), || broken(TYPE, "`text/xml`"))
}

fn has_target(sent: &Sent<'_>) -> bool {
    sent.request.headers.get(X_WINDOWSPHONE_TARGET) != Found::Absent
}

/// The target, unless there are several or it has another name: those are rules of their own.
fn single_target<'t>(sent: &Sent<'t>) -> Option<Option<&'t [u8]>> {
    match one(sent, X_WINDOWSPHONE_TARGET) {
        None if misspelt_target(&sent.request).is_some() => None,
        None => Some(None),
        Some(Kept::Yes) => Some(sent.field(X_WINDOWSPHONE_TARGET)),
        Some(_) => None,
    }
}

/// Whether a field that is there has one value.
fn one(sent: &Sent<'_>, name: &'static str) -> Option<Kept> {
    let several = match sent.request.headers.get(name) {
        Found::Absent => return None,
        Found::Text(value) => value.contains(&b','),
        _ => true,
    };
    Some(keeps(!several, || broken(Field::Header(name), "one value")))
}

/// The class as a number, leading zeros or not.
fn class(sent: &Sent<'_>) -> Option<u32> {
    digits(sent.field(X_NOTIFICATION_CLASS)?).ok()
}

fn known_class(sent: &Sent<'_>) -> Option<NotificationClass> {
    NotificationClass::parse_in(alloc::format!("{}", class(sent)?).as_bytes(), sent.edition).ok()
}

fn class_of(sent: &Sent<'_>, kind: Kind, expected: &'static str) -> Kept {
    if sent.meant != kind || class(sent).is_none() {
        return Kept::Silent;
    }
    keeps(known_class(sent).is_some_and(|class| class.kind == kind), || broken(CLASS, expected))
}

fn interval(sent: &Sent<'_>) -> Kept {
    let asked = sent.send().and_then(|send| send.interval_seconds);
    let (Some(class), Some(seconds @ (0 | 450 | 900))) = (known_class(sent), asked) else {
        return Kept::Silent;
    };
    let code = match sent.meant {
        Kind::Tile => 1,
        Kind::Toast => 2,
        Kind::Raw => 3,
    } + seconds / 45;
    keeps(class.interval.seconds() == seconds, || wanted(CLASS, &alloc::format!("{code}"), None))
}

fn message_id<'t>(sent: &Sent<'t>) -> Option<&'t [u8]> {
    sent.field(X_MESSAGE_ID).filter(|value| !value.contains(&b','))
}

fn message_id_told(sent: &Sent<'_>) -> Kept {
    let Some(told) = sent.send().and_then(|send| send.message_id.as_ref()) else {
        return Kept::Silent;
    };
    let differs = || -> Broken { wanted(MESSAGE_ID, told, None) };
    match (sent.request.headers.get(X_MESSAGE_ID), uuid(told.as_bytes())) {
        (Found::Absent, _) => Kept::No(differs()),
        (Found::Text(value), None) => keeps(value == told.as_bytes(), differs),
        // How a UUID is written, and that it is one, are rules of their own.
        (Found::Text(value), Some(bits)) if !value.contains(&b',') => match uuid(value) {
            Some(found) => keeps(found == bits, differs),
            None => Kept::Silent,
        },
        _ => Kept::Silent,
    }
}

/// The digits of a UUID in any of its spellings.
fn uuid(value: &[u8]) -> Option<Vec<u8>> {
    let value = match value {
        [b'{', inner @ .., b'}'] => inner,
        _ => value,
    };
    let hyphens = value.iter().enumerate().filter(|(_, octet)| **octet == b'-').map(|(at, _)| at);
    let shaped = match value.len() {
        32 => hyphens.count() == 0,
        36 => hyphens.eq([8, 13, 18, 23]),
        _ => false,
    };
    let digits: Vec<u8> =
        value.iter().filter(|octet| **octet != b'-').map(u8::to_ascii_lowercase).collect();
    (shaped && digits.iter().all(u8::is_ascii_hexdigit)).then_some(digits)
}
