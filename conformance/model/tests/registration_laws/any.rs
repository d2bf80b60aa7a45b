//! Any description, entry and feed.

use mpnspec_model::registration::{
    Description, Entry, Feed, Header, Platform, ReadOnly, Tags, Template,
};
use mpnspec_model::xml::is_char;
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

pub(crate) fn text() -> impl Strategy<Value = String> {
    let char = prop_oneof![
        6 => select(&['a', ' ', '<', '>', '&', '\'', '"', ']', '\r', '\n', '\t', 'é', ';', '#', ',', '%', '+'][..]),
        1 => any::<char>().prop_filter("a character of XML", |&char| is_char(char)),
        1 => Just(']'),
    ];
    vec(char, 1..12).prop_map(|chars| chars.into_iter().collect())
}

fn tags() -> impl Strategy<Value = Tags> {
    btree_set("[A-Za-z0-9_@#.:-]{1,12}", 0..6).prop_map(|tags| tags.into_iter().collect())
}

fn template(platform: Platform) -> impl Strategy<Value = Template> {
    let header = ("[A-Za-z-]{1,8}", prop_oneof![Just(String::new()), text()]);
    let header = header.prop_map(|(name, value)| Header { name, value });
    let headers = vec(header, if platform == Platform::Gcm { 0..1 } else { 0..4 });
    let apple = platform == Platform::Apns;
    (text(), headers, of(text()), of(text()), of(text())).prop_map(
        move |(body, headers, name, expiry, priority)| Template {
            body,
            headers,
            name,
            expiry: expiry.filter(|_| apple),
            priority: priority.filter(|_| apple),
        },
    )
}

/// Any of the eight descriptions.
pub(crate) fn description() -> impl Strategy<Value = Description> {
    select(Platform::ALL).prop_flat_map(|platform| {
        let read_only = (of(text()), of(text()), of(text()));
        let read_only = read_only.prop_map(|(etag, expiration_time, registration_id)| ReadOnly {
            etag,
            expiration_time,
            registration_id,
        });
        (read_only, tags(), of(text()), text(), of(text()), of(template(platform))).prop_map(
            move |(read_only, tags, push_variables, handle, tile, template)| Description {
                read_only,
                tags,
                push_variables,
                platform,
                handle,
                secondary_tile_name: tile.filter(|_| platform.has_tiles()),
                template,
            },
        )
    })
}

pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    let texts = (of(text()), of(text()), of(text()), of(text()), of(text()), of(text()));
    (texts, description()).prop_map(|(texts, description)| {
        let (etag, id, title, published, updated, link) = texts;
        Entry { etag, id, title, published, updated, link, description }
    })
}

pub(crate) fn feed() -> impl Strategy<Value = Feed> {
    let texts = (of(text()), of(text()), of(text()), of(text()), of(text()));
    (texts, vec(entry(), 0..4)).prop_map(|((title, id, updated, link, next), entries)| Feed {
        title,
        id,
        updated,
        link,
        next,
        entries,
    })
}
