//! Holds the entries of answers against what was written.

use alloc::string::String;
use alloc::vec::Vec;

use percent_encoding::percent_decode_str;

use super::peculiar::{has_empty_tags, has_nil};
use super::{Heard, Judge};
use crate::answer::Field;
use crate::dispute::Stance;
use crate::hub::ask::version_of;
use crate::hub::facts::Fault;
use crate::registration::{Description, Entry, Platform, Root, Shape, Tags, Timestamp};
use crate::requirement::*;
use crate::ruling::{Expected, Finding};

impl Judge<'_> {
    /// The entry of an answer, and whether it is one.
    pub(super) fn entry(&mut self, heard: &Heard<'_>, is_one: Requirement) -> Option<Entry> {
        let (entry, shape) = match Entry::read_with_shape(heard.got.body) {
            Ok(read) => read,
            Err(fault) => {
                let mut finding = Finding::new(
                    is_one,
                    Field::Body,
                    Expected::Words(is_one.text()),
                    heard.at,
                    heard.to,
                );
                finding.found = Some(alloc::format!("{fault}").into());
                self.rulings.find(Stance::Holds, finding);
                return None;
            }
        };
        self.rulings.uphold(is_one, heard.at);
        self.looks(&entry, &shape, heard);
        let told = super::version(&heard.got);
        let inside = [&entry.etag, &entry.description.read_only.etag];
        let inside = inside.map(|text| text.as_deref().and_then(version_of).map(String::from));
        if told.is_some() {
            let alike = inside.iter().all(|version| *version == told);
            self.rule(alike, ETAG_IS_TOLD_ALIKE, Field::Body, heard);
        }
        Some(entry)
    }

    /// What every entry of a hub looks like.
    pub(super) fn looks(&mut self, entry: &Entry, shape: &Shape, heard: &Heard<'_>) {
        self.rule(shape.root == Root::Concrete, ANSWERS_NAME_THE_KIND, Field::Body, heard);
        let canonical = shape.is_canonical();
        self.rule(canonical, ANSWERS_KEEP_THE_ORDER, Field::Body, heard);
        let expires = entry.description.read_only.expiration_time.as_deref();
        let told = expires.is_some_and(|text| Timestamp::parse(text).is_ok());
        self.rule(told, EXPIRATION_IS_TOLD, Field::Body, heard);
    }

    /// Rules on what an entry tells of what was written; true if it tells just that.
    pub(super) fn compare(
        &mut self,
        entry: &Entry,
        wanted: &Description,
        former: &Tags,
        heard: &Heard<'_>,
    ) -> bool {
        let got = &entry.description;
        let mut differences = differences(got, wanted, former);
        for (breached, _) in &mut differences {
            *breached = misread(*breached, wanted, heard.asked.body);
        }
        for requirement in concerned(wanted, former) {
            if !differences.iter().any(|(breached, _)| *breached == requirement) {
                self.rulings.uphold(requirement, heard.at);
            }
        }
        for (requirement, (expected, found)) in &differences {
            let expected = Expected::Text(expected.as_str().into());
            let mut finding = Finding::new(*requirement, Field::Body, expected, heard.at, heard.to);
            finding.found = Some(crate::ruling::escaped(found.as_bytes(), 400).into());
            self.rulings.find(Stance::Holds, finding);
        }
        differences.is_empty()
    }

    /// What the entry of a write shows about questions that the documents leave open.
    pub(super) fn settles_what_is_open(&mut self, entry: &Entry, heard: &Heard<'_>) {
        let Some(written) = &heard.call.written else { return };
        let requirement = match written.fault {
            Fault::ManyTags => SIXTY_ONE_TAGS_ARE_ANSWERED,
            Fault::Blanks => BLANKS_ARE_ANSWERED,
            Fault::NoTarget => TEMPLATE_WITHOUT_A_TARGET,
            Fault::NoClass => TEMPLATE_WITHOUT_A_CLASS,
            Fault::ReadOnly => {
                let (sent, got) = (&written.read_only, &entry.description.read_only);
                let kept =
                    |sent: &Option<String>, got: &Option<String>| sent.is_some() && sent == got;
                let ignored = !kept(&sent.etag, &got.etag)
                    && !kept(&sent.expiration_time, &got.expiration_time)
                    && (!kept(&sent.registration_id, &got.registration_id)
                        || sent.registration_id.as_ref() == Some(&heard.call.id));
                return self.rule(ignored, READ_ONLY_IS_IGNORED, Field::Body, heard);
            }
            _ => {
                let tags = written.description.as_ref().map(|it| &it.tags);
                if tags.is_some_and(|tags| folded(tags).len() < tags.len()) {
                    self.rulings.uphold(CASE_IS_ANSWERED, heard.at);
                }
                return;
            }
        };
        self.rulings.uphold(requirement, heard.at);
    }
}

/// The rule that is broken if what came back is there because nothing was read as something.
fn misread(breached: Requirement, wanted: &Description, body: &[u8]) -> Requirement {
    match breached {
        SECONDARY_TILES_COME_BACK if wanted.secondary_tile_name.is_none() && has_nil(body) => {
            NIL_IS_ABSENT
        }
        TAGS_COME_BACK if wanted.tags.is_empty() && has_empty_tags(body) => EMPTY_TAGS_ARE_NONE,
        _ => breached,
    }
}

/// The rules that a registration puts to the test by coming back.
fn concerned(wanted: &Description, former: &Tags) -> Vec<Requirement> {
    let template = wanted.template.as_ref();
    let replaces = former.iter().any(|tag| !wanted.tags.contains(tag));
    [
        (true, of(wanted.platform)),
        (!wanted.tags.is_empty(), TAGS_COME_BACK),
        (replaces, WRITES_REPLACE_ALL_TAGS),
        (wanted.push_variables.is_some(), PUSH_VARIABLES_COME_BACK),
        (wanted.secondary_tile_name.is_some(), SECONDARY_TILES_COME_BACK),
        (template.is_some(), TEMPLATE_BODIES_ARE_KEPT),
        (template.is_some_and(|template| template.name.is_some()), TEMPLATE_NAMES_COME_BACK),
    ]
    .into_iter()
    .filter_map(|(is, requirement)| is.then_some(requirement))
    .collect()
}

const fn of(platform: Platform) -> Requirement {
    match platform {
        Platform::Mpns => MPNS_COMES_BACK,
        Platform::Wns => WNS_COMES_BACK,
        Platform::Apns => APNS_COMES_BACK,
        Platform::Gcm => GCM_COMES_BACK,
    }
}

/// The rules that are broken by what came back, each with what was expected and found.
pub(super) fn differences(
    got: &Description,
    wanted: &Description,
    former: &Tags,
) -> Vec<(Requirement, (String, String))> {
    let mut all = Vec::new();
    let mut differ = |requirement, expected: &str, found: &str| {
        all.push((requirement, (String::from(expected), String::from(found))));
    };
    let its = of(wanted.platform);
    if got.root() != wanted.root() {
        differ(its, wanted.root(), got.root());
        return all;
    }
    if !wanted.platform.is_same_handle(&got.handle, &wanted.handle) {
        differ(its, &wanted.handle, &got.handle);
    }
    let (mine, theirs) = (wanted.tags.trimmed(), got.tags.trimmed());
    if !are_same(&mine, &theirs) {
        let keeps = mine.iter().all(|tag| theirs.contains(tag))
            && theirs.iter().all(|tag| mine.contains(tag) || former.contains(tag));
        let requirement = if keeps { WRITES_REPLACE_ALL_TAGS } else { TAGS_COME_BACK };
        differ(requirement, &alloc::format!("{mine}"), &alloc::format!("{theirs}"));
    }
    let texts = [
        (PUSH_VARIABLES_COME_BACK, &wanted.push_variables, &got.push_variables),
        (SECONDARY_TILES_COME_BACK, &wanted.secondary_tile_name, &got.secondary_tile_name),
    ];
    for (requirement, wanted, got) in texts {
        if !same_text(requirement, wanted.as_deref(), got.as_deref()) {
            differ(requirement, text(wanted), text(got));
        }
    }
    if let (Some(wanted), Some(got)) = (&wanted.template, &got.template) {
        if wanted.body != got.body {
            differ(TEMPLATE_BODIES_ARE_KEPT, &wanted.body, &got.body);
        }
        if wanted.name != got.name {
            differ(TEMPLATE_NAMES_COME_BACK, text(&wanted.name), text(&got.name));
        }
        let lost =
            wanted.headers.iter().find(|header| got.header(&header.name) != Some(&header.value));
        if let Some(lost) = lost {
            let found = got.header(&lost.name).unwrap_or("nothing");
            differ(its, &alloc::format!("{}: {}", lost.name, lost.value), found);
        }
    }
    all
}

fn text(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("nothing")
}

fn same_text(requirement: Requirement, wanted: Option<&str>, got: Option<&str>) -> bool {
    let json = |text: Option<&str>| {
        text.and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
    };
    wanted == got
        || (requirement == PUSH_VARIABLES_COME_BACK
            && json(wanted).is_some()
            && json(wanted) == json(got))
}

/// Whether a handle is the one that a filter is about, however often that was encoded.
pub(super) fn is_handle(platform: Platform, kept: &str, filter: &str) -> bool {
    let same = |wanted: &str| platform.is_same_handle(kept, wanted);
    same(filter) || percent_decode_str(filter).decode_utf8().is_ok_and(|decoded| same(&decoded))
}

fn folded(tags: &Tags) -> Tags {
    tags.iter().map(str::to_lowercase).collect()
}

/// Without regard to case if two of those that were sent differ in nothing else.
fn are_same(mine: &Tags, theirs: &Tags) -> bool {
    let twins = folded(mine).len() < mine.len();
    mine == theirs || twins && folded(mine) == folded(theirs)
}
