//! The toast.

use alloc::vec::Vec;

use super::document::{Parts, first, once, stranger};
use super::{Clause, Kept, Sent, broken, found, keeps};
use crate::answer::Field;
use crate::edition::OsVersion;
use crate::header::Kind;
use crate::payload::{PARAM_LIMIT, Payload};
use crate::requirement::*;
use crate::xml::{Element, escape};

pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(TOAST_HAS_ONLY_ITS_ELEMENTS, |sent| match toast(sent) {
        Some(toast) => match stranger(sent, toast, &PARTS) {
            Some(stranger) => {
                Kept::No(found(Field::Body, "a toast with its four elements only", &*stranger))
            }
            None => Kept::Yes,
        },
        None => Kept::Silent,
    }),
    Clause::agreed(TOAST_ELEMENTS_APPEAR_ONCE, |sent| once(toast(sent), &PARTS)),
    Clause::agreed(TOAST_HAS_A_TEXT, |sent| match toast(sent) {
        Some(toast) if first(toast, "Text1").or_else(|| first(toast, "Text2")).is_some() => {
            Kept::Yes
        }
        Some(toast) if stranger(sent, toast, &PARTS).is_none() => {
            Kept::No(broken(Field::Body, "a `Text1` or a `Text2`"))
        }
        _ => Kept::Silent,
    }),
    Clause::agreed(TOAST_HAS_NO_VERSION, |sent| lacks(sent, "Version")),
    Clause::agreed(TOAST_HAS_NO_TEMPLATE, |sent| lacks(sent, "Template")),
    Clause::agreed(PARAM_IS_A_DEEP_LINK, |sent| match part(sent, "Param") {
        Some(param) => keeps(param.text.starts_with(['/', '?']), || {
            found(Field::Body, "a `Param` that begins with `/` or `?`", &*param.text)
        }),
        None => Kept::Silent,
    }),
    Clause::agreed(PARAM_FITS_256_CHARACTERS, |sent| match part(sent, "Param") {
        Some(param) => {
            let characters = escape(&param.text).chars().count();
            keeps(characters <= PARAM_LIMIT, || {
                let characters = alloc::format!("{characters} characters");
                found(Field::Body, "a `Param` of 256 characters at most", characters)
            })
        }
        None => Kept::Silent,
    }),
    Clause::agreed(NO_PARAM_FOR_7_0, |sent| {
        let told = matches!(sent.payload(), Some(Payload::Toast(toast)) if toast.param.is_some());
        since(sent, "Param", OsVersion::V7_1, told)
    }),
    Clause::agreed(SOUND_ONLY_FROM_UPDATE_3, |sent| {
        let told = matches!(sent.payload(), Some(Payload::Toast(toast)) if toast.sound.is_some());
        since(sent, "Sound", OsVersion::V8_0Update3, told)
    }),
    Clause::agreed(SOUND_IS_A_PATH_OR_SILENT, |sent| match part(sent, "Sound") {
        Some(sound) => {
            let kept = match sound.attribute("Silent") {
                Some("true") => sound.text.is_empty(),
                None | Some("false") => !sound.text.is_empty(),
                Some(_) => false,
            };
            keeps(kept, || {
                found(Field::Body, "a path, or `Silent=\"true\"` and no path", &*sound.text)
            })
        }
        None => Kept::Silent,
    }),
];

/// What a toast is made of.
pub(super) static PARTS: Parts<'static> = Parts {
    // That a toast has neither is a rule for each.
    attribute: |attribute| attribute.is("Version") || attribute.is("Template"),
    elements: &["Text1", "Text2", "Param", "Sound"],
    mark: |element, attribute| element.name.local == "Sound" && attribute.is("Silent"),
};

pub(super) fn toast<'s>(sent: &'s Sent<'_>) -> Option<&'s Element<'static>> {
    sent.child(Kind::Toast)
}

fn part<'s>(sent: &'s Sent<'_>, name: &str) -> Option<&'s Element<'static>> {
    first(toast(sent)?, name)
}

fn lacks(sent: &Sent<'_>, name: &'static str) -> Kept {
    let (Some(root), Some(toast)) = (sent.root(), toast(sent)) else { return Kept::Silent };
    let values: Vec<&str> =
        [root, toast].iter().filter_map(|element| element.attribute(name)).collect();
    keeps(values.is_empty(), || {
        found(Field::Body, "no such attribute", alloc::format!("{name}={}", values.join(" ")))
    })
}

/// Whether older phones are spared an element, where there was an occasion to do so.
fn since(sent: &Sent<'_>, name: &'static str, since: OsVersion, told: bool) -> Kept {
    let (Some(toast), Some(os)) = (toast(sent), sent.os()) else { return Kept::Silent };
    match first(toast, name) {
        Some(_) if os < since => {
            Kept::No(found(Field::Body, "no such element for that phone", name))
        }
        None if !told || os >= since => Kept::Silent,
        _ => Kept::Yes,
    }
}
