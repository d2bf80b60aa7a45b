//! What holds for every payload and for every body.

use std::borrow::Cow;

use mpnspec_model::edition::OsVersion;
use mpnspec_model::header::Kind;
use mpnspec_model::payload::{Change, Document, Payload, Sound, Template, Tile, Toast, Value};
use mpnspec_model::xml::{escape, is_char, is_well_formed};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const SYSTEMS: &[OsVersion] =
    &[OsVersion::V7_0, OsVersion::V7_1, OsVersion::V7_8, OsVersion::V8_0, OsVersion::V8_0Update3];

fn text() -> impl Strategy<Value = Cow<'static, str>> {
    let char = prop_oneof![
        4 => select(&['a', ' ', '<', '>', '&', '\'', '"', ']', '\r', '\n', '\t', 'é', ';', '#'][..]),
        1 => any::<char>().prop_filter("a character of XML", |&char| is_char(char)),
    ];
    vec(char, 0..12).prop_map(|chars| Cow::Owned(chars.into_iter().collect()))
}

fn toast() -> impl Strategy<Value = Payload<'static>> {
    let param =
        (select(&['/', '?'][..]), text()).prop_map(|(c, rest)| Cow::Owned(format!("{c}{rest}")));
    let sound = prop_oneof![Just(Sound::Silent), text().prop_map(Sound::File)];
    (of(text()), of(text()), of(param), of(sound)).prop_map(|(text1, text2, param, sound)| {
        Payload::Toast(Toast { text1, text2, param, sound })
    })
}

fn change(value: Value) -> BoxedStrategy<Change<'static>> {
    let set = match value {
        Value::Count => (0..=99u8).prop_map(|count| count.to_string().into()).boxed(),
        Value::Colour => any::<u32>().prop_map(|argb| format!("#{argb:08X}").into()).boxed(),
        Value::Image | Value::Text => text().boxed(),
    };
    prop_oneof![3 => set.prop_map(Change::Set), 1 => Just(Change::Clear)].boxed()
}

fn tile() -> impl Strategy<Value = Payload<'static>> {
    let properties = |template: Template| {
        let rows = template.rows();
        subsequence(rows, 0..=rows.len()).prop_flat_map(|rows| {
            rows.into_iter()
                .map(|row| change(row.value()).prop_map(move |change| (row.property, change)))
                .collect::<Vec<_>>()
        })
    };
    (select(Template::ALL), of(text())).prop_flat_map(move |(template, id)| {
        properties(template).prop_map(move |properties| {
            let properties = Cow::Owned(properties);
            Payload::Tile(Tile { template, id: id.clone(), version: None, properties })
        })
    })
}

fn payload() -> impl Strategy<Value = Payload<'static>> {
    prop_oneof![toast(), tile(), vec(any::<u8>(), 0..64).prop_map(|raw| Payload::Raw(raw.into()))]
}

/// Bodies that are nearly right, as pieces of markup in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = select(
        &[
            "<",
            ">",
            "/>",
            "</",
            "&",
            ";",
            "<a>",
            "</a>",
            "<a/>",
            " b='1'",
            "'",
            "\"",
            "=",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x ?>",
            "<?xml version='1.0'?>",
            "&amp;",
            "&#65;",
            "&#0;",
            "x",
            " ",
            "\r\n",
            "é",
            "\u{feff}",
            "\0",
            "<wp:Toast>",
            "</wp:Toast>",
            "<wp:Text1>",
            "</wp:Text1>",
            "xmlns:wp='WPNotification'",
            "<!DOCTYPE a>",
            "<wp:Notification xmlns:wp=\"WPNotification\">",
            "</wp:Notification>",
            "-",
            "?",
            "!",
            "[",
            ":",
        ][..],
    );
    vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    let octets = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(octets).collect()
}

/// One octet removed, replaced or put in.
fn bent(mut octets: Vec<u8>, at: prop::sample::Index, with: u8, how: u8) -> Vec<u8> {
    if octets.is_empty() {
        return octets;
    }
    let at = at.index(octets.len());
    match how {
        0 => drop(octets.remove(at)),
        1 => octets[at] = with,
        2 => octets.insert(at, with),
        _ => octets.truncate(at),
    }
    octets
}

/// What the three readings owe each other on any octets.
fn agree(octets: &[u8]) -> Result<(), TestCaseError> {
    let well_formed = is_well_formed(octets);
    let document = Document::read(octets);
    prop_assert_eq!(well_formed.clone().err(), document.err());
    for kind in [Kind::Toast, Kind::Tile] {
        match Payload::read(kind, octets) {
            Ok(payload) => {
                prop_assert_eq!(&well_formed, &Ok(()));
                prop_assert_eq!(Payload::sniff(octets), Ok(payload.clone()));
                prop_assert_eq!(Payload::read(kind, &payload.write()), Ok(payload));
            }
            Err(complaint) => {
                prop_assert!(complaint.at <= octets.len());
                prop_assert!(complaint.found.text().is_some() == (complaint.at < octets.len()));
                if let Err(first) = &well_formed {
                    prop_assert_eq!(first, &complaint);
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_was_written_reads_back(payload in payload()) {
        prop_assert_eq!(Payload::read(payload.kind(), &payload.write()), Ok(payload));
    }

    #[test]
    fn what_was_written_is_canonical(payload in payload()) {
        let body = payload.write();
        prop_assert_eq!(Payload::read(payload.kind(), &body).unwrap().write(), body);
    }

    #[test]
    fn what_was_written_has_no_bare_character(payload in prop_oneof![toast(), tile()]) {
        let document = Document::read(&payload.write()).unwrap();
        prop_assert!(document.has_declaration);
        prop_assert_eq!(document.escapes.bare().count(), 0);
    }

    #[test]
    fn json_brings_back_what_it_took(payload in payload()) {
        let json = serde_json::to_string(&payload).unwrap();
        prop_assert_eq!(serde_json::from_str::<Payload<'static>>(&json).unwrap(), payload);
    }

    #[test]
    fn every_phone_knows_what_was_made_for_it(payload in payload(), os in select(SYSTEMS)) {
        let fit = payload.for_os(os);
        prop_assert_eq!(fit.unknown_to(os), None);
        prop_assert_eq!(&fit.for_os(os), &fit);
        prop_assert_eq!(Payload::read(fit.kind(), &fit.write()), Ok(fit.clone()));
        if payload.unknown_to(os).is_none() {
            prop_assert_eq!(fit, payload);
        }
    }

    #[test]
    fn utf_16_says_the_same(payload in prop_oneof![toast(), tile()], big in any::<bool>()) {
        let body = String::from_utf8(payload.write()).unwrap();
        let body = utf16(&body.replace("utf-8", "utf-16"), big);
        prop_assert_eq!(Payload::read(payload.kind(), &body), Ok(payload));
    }

    #[test]
    fn an_escaped_text_stands_for_itself_between_tags_and_between_quotes(text in text()) {
        let escaped = escape(&text);
        let document = Document::read(format!("<a b='{escaped}'>{escaped}</a>").as_bytes()).unwrap();
        prop_assert_eq!(&document.root.text, &text);
        prop_assert_eq!(document.root.attribute("b"), Some(&*text));
    }

    #[test]
    fn the_readings_agree_on_any_octets(octets in vec(any::<u8>(), 0..64)) {
        agree(&octets)?;
    }

    #[test]
    fn the_readings_agree_on_pieces_of_markup(soup in soup(), big in of(any::<bool>())) {
        match big {
            None => agree(soup.as_bytes())?,
            Some(big) => agree(&utf16(&soup, big))?,
        }
    }

    #[test]
    fn the_readings_agree_on_bent_bodies(
        payload in prop_oneof![toast(), tile()],
        at in any::<prop::sample::Index>(),
        with in prop_oneof![select(&b"<>&'\"=/ :-]x\0"[..]), any::<u8>()],
        how in 0..4u8,
    ) {
        agree(&bent(payload.write(), at, with, how))?;
    }

    #[test]
    fn no_proper_prefix_of_a_document_is_one(payload in prop_oneof![toast(), tile()], at in any::<prop::sample::Index>()) {
        let body = payload.write();
        prop_assert!(is_well_formed(&body[..at.index(body.len())]).is_err());
    }
}
