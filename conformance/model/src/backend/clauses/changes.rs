//! What is asked of the hub when the backend itself changes tags.

use alloc::vec::Vec;

use super::{Clause, Made, OnBehalf, Version, broken, keeps, listed};
use crate::answer::Field;
use crate::backend::Call;
use crate::clause::Kept;
use crate::registration::{Description, ETag, IfMatch};
use crate::requirement::*;
use crate::transcript::Found;

/// The clauses.
pub(super) const CLAUSES: &[Clause] = &[
    Clause::agreed(REGISTRATIONS_ARE_FOUND_BY_TAG, found_by_tag),
    Clause::agreed(LISTED_IDS_ARE_READ, listed_id),
    Clause::agreed(ONLY_THOSE_WITH_THE_TAG_CHANGE, has_the_tag),
    Clause::agreed(UPDATES_ARE_CONDITIONAL, conditional),
    Clause::agreed(NO_TAG_IS_LOST, no_tag_is_lost),
    Clause::agreed(NOTHING_ELSE_CHANGES, nothing_else),
];

fn found_by_tag(made: &Made<'_>) -> Kept {
    match (made.on_behalf, &made.call) {
        (OnBehalf::Change { by_tag, .. }, Call::ListTagged { tag, .. }) => {
            keeps(by_tag == tag, || broken(Field::Target, "the tag of the registrations", tag))
        }
        (OnBehalf::Change { .. }, Call::List) => {
            Kept::No(broken(Field::Target, "a list by tag", made.request.target))
        }
        _ => Kept::Silent,
    }
}

/// The registration that is changed, as the hub showed it.
fn changing<'m>(made: &'m Made<'_>) -> Option<(&'m str, Option<&'m Version>)> {
    match (made.on_behalf, &made.call) {
        (OnBehalf::Change { version, .. }, Call::Write(id)) => Some((id, version)),
        _ => None,
    }
}

fn listed_id(made: &Made<'_>) -> Kept {
    match (made.on_behalf, changing(made)) {
        (OnBehalf::Change { shown: true, .. }, Some((id, version))) => {
            keeps(version.is_some(), || {
                broken(Field::Target, "the id of a registration that the hub has shown", id)
            })
        }
        _ => Kept::Silent,
    }
}

fn has_the_tag(made: &Made<'_>) -> Kept {
    match (made.on_behalf, changing(made)) {
        (OnBehalf::Change { by_tag, .. }, Some((_, Some(version)))) => {
            let tags = &version.entry.description.tags;
            keeps(tags.contains(by_tag), || {
                let found = listed(tags.iter());
                broken(Field::Target, "a registration that has the tag", found.as_bytes())
            })
        }
        _ => Kept::Silent,
    }
}

fn conditional(made: &Made<'_>) -> Kept {
    const FIELD: &str = "If-Match";
    let Some((_, version)) = changing(made) else { return Kept::Silent };
    let found = made.request.headers.get(FIELD);
    let etag = match found {
        Found::Text(value) => IfMatch::parse(value).ok().and_then(IfMatch::etag),
        _ => None,
    };
    let read = version.and_then(|version| version.etag);
    let kept = match (etag, read) {
        (Some(etag), Some(read)) => etag == read,
        // What it was read with was not seen by us.
        (Some(_), None) => true,
        (None, _) => false,
    };
    keeps(kept, || {
        broken(Field::Header(FIELD), "the ETag that was read last", crate::ruling::shown(found))
    })
}

fn no_tag_is_lost(made: &Made<'_>) -> Kept {
    let (Some((_, Some(version))), Some(written)) = (changing(made), made.written()) else {
        return Kept::Silent;
    };
    let now = &written.description.tags;
    let lost: Vec<_> =
        version.entry.description.tags.iter().filter(|tag| !now.contains(tag)).collect();
    keeps(lost.is_empty(), || {
        let lost = alloc::format!("without {}", listed(lost));
        broken(Field::Body, "every tag that the registration had", lost)
    })
}

fn nothing_else(made: &Made<'_>) -> Kept {
    if let (OnBehalf::Change { .. }, Call::Mint | Call::Create | Call::Delete(_)) =
        (made.on_behalf, &made.call)
    {
        let found = alloc::format!("{} {}", made.request.method, made.request.target);
        return Kept::No(broken(Field::Method, "only updates of what has the tag", found));
    }
    let (Some((_, Some(version))), Some(written)) = (changing(made), made.written()) else {
        return Kept::Silent;
    };
    keeps(is_same_but_for_tags(&version.entry.description, &written.description), || {
        broken(Field::Body, "the handle and the template as they were", written.description.root())
    })
}

/// Are two descriptions the same, as far as they say where and how a device is reached?
///
/// The order of a template's fields, and line breaks in its body, are no part of that.
fn is_same_but_for_tags(one: &Description, other: &Description) -> bool {
    let template = |it: &Description| {
        it.template.as_ref().map(|template| {
            let mut headers: Vec<_> = template
                .headers
                .iter()
                .map(|header| (header.name.to_ascii_lowercase(), header.value.clone()))
                .collect();
            headers.sort();
            let body: alloc::string::String =
                template.body.chars().filter(|char| !matches!(char, '\r' | '\n')).collect();
            (body, headers, template.name.clone())
        })
    };
    one.platform == other.platform
        && one.platform.is_same_handle(&one.handle, &other.handle)
        && template(one) == template(other)
}

impl Version {
    /// The version that an entry of an answer shows.
    #[must_use]
    pub fn shown(entry: crate::registration::Entry) -> Self {
        let weak = entry.etag.as_ref().and_then(|etag| ETag::parse(etag.as_bytes()).ok());
        let bare = entry.description.read_only.etag.as_ref();
        let bare = bare.and_then(|etag| IfMatch::parse(etag.as_bytes()).ok()?.etag());
        Self { etag: weak.or(bare), entry }
    }
}
