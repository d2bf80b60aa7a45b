//! Peculiarities of calls that must not matter: who refuses a call because of one is blamed for that.

use alloc::vec::Vec;

use memchr::memmem;

use super::lists::{Continues, leads};
use crate::header::{X_NOTIFICATION_CLASS, X_WINDOWSPHONE_TARGET};
use crate::hub::ask::{Ask, Call};
use crate::hub::facts::Fault;
use crate::hub::{ENTRY_TYPE, IF_MATCH, X_MS_VERSION};
use crate::registration::{Description, Platform, Root, Tag, Tags, Template};
use crate::requirement::*;
use crate::transcript::{Credentials, Found, Request, Rights};

/// The rules that excuse each peculiarity of a call, the most peculiar first.
pub(super) fn of<'c>(
    asked: &'c Request<'_>,
    call: &'c Call,
    continues: Option<Continues>,
) -> impl Iterator<Item = Requirement> + use<> {
    let mut all = Vec::new();
    let mut add = |is: bool, requirement| {
        if is {
            all.push(requirement);
        }
    };
    if let Some(how) = continues {
        add(true, leads(how));
    }
    target(asked.target, call, &mut add);
    if call.version.is_some() {
        let value = text(asked, IF_MATCH);
        add(value != "*" && !value.starts_with("W/"), IF_MATCH_HAS_FIVE_SPELLINGS);
    }
    if let Some(written) = &call.written {
        let content_type = text(asked, "Content-Type");
        add(content_type != ENTRY_TYPE, CONTENT_TYPES_ARE_SPELT_FREELY);
        if let (Some(shape), Some(description)) = (&written.shape, &written.description) {
            add(shape.root == Root::Polymorphic, BOTH_ROOTS_ARE_TAKEN);
            add(!shape.is_canonical(), ANY_ORDER_IS_TAKEN);
            content(description, &mut add);
            document(asked.body, &mut add);
        }
        add(written.fault == Fault::ReadOnly, READ_ONLY_IS_IGNORED);
    }
    add(asked.headers.get(X_MS_VERSION) == Found::Absent, X_MS_VERSION_IS_NOT_NEEDED);
    let listens = asked.credentials == Credentials::Token(Rights::LISTEN);
    let tagged = call.written.as_ref().and_then(|it| it.description.as_ref());
    add(listens && call.ask != Ask::Send, LISTENERS_REGISTER);
    add(listens && tagged.is_some_and(|it| !it.tags.is_empty()), LISTENERS_TAKE_ANY_TAG);
    token(asked, &mut add);
    all.into_iter()
}

/// Is it about the token?
pub(super) const fn is_of_the_token(requirement: &Requirement) -> bool {
    matches!(
        *requirement,
        TOKEN_FIELDS_ARE_IN_ANY_ORDER
            | ESCAPES_HAVE_EITHER_CASE
            | HUB_TOKENS_REACH_BELOW
            | NAMESPACE_TOKENS_REACH_BELOW
            | URI_TOKENS_ARE_TAKEN
    )
}

/// Is it about what a key is good for?
pub(super) const fn is_of_the_rights(requirement: &Requirement) -> bool {
    matches!(*requirement, LISTENERS_REGISTER | LISTENERS_TAKE_ANY_TAG)
}

fn text<'t>(asked: &Request<'t>, name: &str) -> &'t str {
    match asked.headers.get(name) {
        Found::Text(value) => core::str::from_utf8(value).unwrap_or_default(),
        _ => "",
    }
}

fn target(target: &str, call: &Call, add: &mut impl FnMut(bool, Requirement)) {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let words = path.split('/').skip(4);
    let odd = |word: &str| {
        let lower = word.to_ascii_lowercase();
        lower != word && matches!(&*lower, "registrationids" | "registrations" | "tags")
    };
    add(words.into_iter().any(odd), PATHS_IGNORE_CASE);
    add(path.ends_with('/'), SLASH_BEFORE_THE_QUERY);
    let first = query.split('&').next().unwrap_or_default();
    let odd = !first.starts_with("api-version=") || query.contains("%24");
    add(odd, QUERY_ORDER_IS_FREE);
    let version = call.query.api_version.as_deref();
    add(version.is_some_and(|version| version != "2020-06"), KNOWN_API_VERSIONS_ARE_TAKEN);
}

fn document(body: &[u8], add: &mut impl FnMut(bool, Requirement)) {
    let has = |text: &str| memmem::find(body, text.as_bytes()).is_some();
    let root = memmem::find(body, b"entry").and_then(|at| at.checked_sub(1));
    add(root.and_then(|at| body.get(at)) == Some(&b':'), PREFIXES_ARE_FREE);
    add(has_nil(body), NIL_IS_ABSENT);
    add(has_empty_tags(body), EMPTY_TAGS_ARE_NONE);
    add(has("<?xml") || has("<title") || has("<updated"), ENVELOPES_ARE_FREE);
    add(has("<![CDATA[") || has("<BodyTemplate>&"), TEMPLATE_BODIES_ARE_KEPT);
}

/// Whether a body has an element that is nil.
pub(super) fn has_nil(body: &[u8]) -> bool {
    has_one_of(body, &["nil=\"true\"", "nil='true'"])
}

/// Whether a body has a list of tags without tags.
pub(super) fn has_empty_tags(body: &[u8]) -> bool {
    has_one_of(body, &["<Tags/>", "<Tags></Tags>"])
}

fn has_one_of(body: &[u8], texts: &[&str]) -> bool {
    texts.iter().any(|text| memmem::find(body, text.as_bytes()).is_some())
}

fn content(description: &Description, add: &mut impl FnMut(bool, Requirement)) {
    let tags = &description.tags;
    add(tags.len() == Tags::COUNT_LIMIT, SIXTY_TAGS_ARE_TAKEN);
    add(tags.iter().any(|tag| tag.len() == Tag::LIMIT), TAGS_OF_120_CHARACTERS_ARE_TAKEN);
    let odd = |tag: &str| tag.bytes().any(|octet| !octet.is_ascii_alphanumeric());
    add(tags.iter().any(odd), TAGS_OF_THE_ALPHABET_ARE_TAKEN);
    add(description.secondary_tile_name.is_some(), SECONDARY_TILES_COME_BACK);
    let Some(template) = &description.template else { return };
    let length = template.name.as_ref().map_or(0, |name| name.chars().count());
    add(length == Template::NAME_LIMIT, LONG_TEMPLATE_NAMES_ARE_TAKEN);
    let both = template.header(X_NOTIFICATION_CLASS).is_some()
        && template.header(X_WINDOWSPHONE_TARGET).is_some();
    add(both && description.platform == Platform::Mpns, PHONE_TEMPLATES_ARE_TAKEN);
}

/// What the token of a call is for, and how it is written.
fn token(asked: &Request<'_>, add: &mut impl FnMut(bool, Requirement)) {
    if !matches!(asked.credentials, Credentials::Token(_)) {
        return;
    }
    let value = text(asked, "Authorization");
    let Some((_, parts)) = value.split_once(' ') else { return };
    let names = parts.split('&').map(|part| part.split('=').next().unwrap_or_default());
    add(!names.eq(["sr", "sig", "se", "skn"]), TOKEN_FIELDS_ARE_IN_ANY_ORDER);
    let audience = parts.split('&').find_map(|part| part.strip_prefix("sr="));
    let Some(audience) = audience else { return };
    let upper = audience.contains("%3A") || audience.contains("%2F");
    add(upper, ESCAPES_HAVE_EITHER_CASE);
    let slashes = audience.to_ascii_lowercase();
    let slashes = slashes.trim_end_matches("%2f").matches("%2f").count();
    add(slashes == 2, NAMESPACE_TOKENS_REACH_BELOW);
    add(slashes == 3, HUB_TOKENS_REACH_BELOW);
    add(slashes > 3, URI_TOKENS_ARE_TAKEN);
}
