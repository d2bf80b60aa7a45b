//! What is asked of a sender, one file a section of the registry.

use alloc::borrow::Cow;

use mpnspec_model::payload::{Change, Payload, Sound, Toast};

use crate::case::{Case, Id, Notification};

/// One notification on one open channel a case: its id, what it verifies, and the payload that the
/// sender is told to send. `to` names another phone than one of 8.0, `=>` the decision expected.
macro_rules! sends {
    ($table:ident; $(
        $id:literal [$($requirement:ident),+] $payload:expr
            $(, to $os:ident)? $(=> $decides:ident)?;
    )+) => {
        /// Cases of one notification each.
        pub(super) const $table: &[Case] = &[$(send!(
            $id, [$($requirement),+], $payload $(, to $os)? $(=> $decides)?
        )),+];
    };
}

macro_rules! send {
    ($id:expr, [$($requirement:ident),+], $payload:expr $(, to $os:ident)? $(=> $decides:ident)?) => {
        Case {
            id: $id,
            role: mpnspec_model::requirement::Role::Sender,
            verifies: &[$($requirement),+],
            steps: crate::case::Steps::Channels(&[
                crate::case::Step::Open(crate::case::Channel::A, crate::case::Access::Open),
                crate::case::Step::Tell(
                    crate::case::Channel::A,
                    told!($payload $(, to $os)?),
                    decides!($($decides)?),
                ),
            ]),
        }
    };
}

macro_rules! told {
    ($payload:expr) => { told!($payload, to V8_0) };
    ($payload:expr, to $os:ident) => {
        crate::case::Notification {
            payload: Some($payload),
            interval: None,
            id: crate::case::Id::None,
            os: mpnspec_model::edition::OsVersion::$os,
        }
    };
}

macro_rules! decides {
    () => {
        crate::case::Decides::Anything
    };
    ($decides:ident) => {
        crate::case::Decides::$decides
    };
}

/// Any other cases: an id, what it verifies, and the steps.
macro_rules! cases {
    ($table:ident; $($id:literal [$($requirement:ident),+] $($step:expr),+;)+) => {
        /// Cases of several steps each.
        pub(super) const $table: &[Case] = &[$(Case {
            id: $id,
            role: mpnspec_model::requirement::Role::Sender,
            verifies: &[$($requirement),+],
            steps: crate::case::Steps::Channels(&[$($step),+]),
        }),+];
    };
}

/// A tile: its template, its id or none, and what becomes of which property.
macro_rules! tile {
    ($template:ident, $id:expr $(, $property:ident: $change:expr)* $(,)?) => {
        mpnspec_model::payload::Payload::Tile(mpnspec_model::payload::Tile {
            template: mpnspec_model::payload::Template::$template,
            id: $id,
            version: None,
            properties: alloc::borrow::Cow::Borrowed(&[
                $((mpnspec_model::payload::Property::$property, $change)),*
            ]),
        })
    };
}

mod callback;
mod channel;
mod payload;
mod payload_raw;
mod payload_tile;
mod payload_toast;
mod request_headers;
mod sending;
mod transport;

/// Every section.
pub const ALL: &[&[Case]] = &[
    transport::CASES,
    transport::CHANNELS,
    request_headers::CASES,
    request_headers::INTERVALS,
    request_headers::MESSAGE_IDS,
    payload::CASES,
    payload::IN_TEXT1,
    payload::IN_TEXT2,
    payload::IN_PARAM,
    payload::IN_TITLE,
    payload::IN_TILE_ID,
    payload_toast::CASES,
    payload_toast::PHONES,
    payload_toast::SOUND_ON_8_0,
    payload_tile::CASES,
    payload_tile::COUNTS,
    payload_tile::COLOURS,
    payload_tile::FLIP,
    payload_tile::FLIP_ALONE,
    payload_tile::ICONIC,
    payload_tile::ICONIC_ALONE,
    payload_tile::CYCLE,
    payload_raw::CASES,
    channel::CASES,
    callback::CASES,
    sending::DECISIONS,
    sending::SPELLINGS,
    sending::CONDUCT,
    sending::RETRIES,
];

/// Whatever the sender sends by itself.
const ANYTHING: Notification = Notification {
    payload: None,
    interval: None,
    id: Id::None,
    os: mpnspec_model::edition::OsVersion::V8_0,
};

const fn toast(title: &'static str, content: &'static str) -> Payload<'static> {
    toast_of(some(title), some(content), None, None)
}

const fn deep_link(param: &'static str) -> Payload<'static> {
    toast_of(some("Title"), some("Content"), some(param), None)
}

const fn toast_of(
    text1: Option<Cow<'static, str>>,
    text2: Option<Cow<'static, str>>,
    param: Option<Cow<'static, str>>,
    sound: Option<Sound<'static>>,
) -> Payload<'static> {
    Payload::Toast(Toast { text1, text2, param, sound })
}

const fn raw(octets: &'static [u8]) -> Payload<'static> {
    Payload::Raw(Cow::Borrowed(octets))
}

const fn some(text: &'static str) -> Option<Cow<'static, str>> {
    Some(Cow::Borrowed(text))
}

const fn set(text: &'static str) -> Change<'static> {
    Change::Set(Cow::Borrowed(text))
}

const CLEAR: Change<'static> = Change::Clear;

/// The text that these octets are; octets that are none give an empty one.
const fn text(octets: &'static [u8]) -> &'static str {
    match core::str::from_utf8(octets) {
        Ok(text) => text,
        Err(_) => "",
    }
}

/// So many octets of a unit, over and over.
const fn repeated<const N: usize>(unit: &[u8]) -> [u8; N] {
    let mut octets = [0; N];
    let mut at = 0;
    while at < N {
        octets[at] = unit[at % unit.len()];
        at += 1;
    }
    octets
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::vec::Vec;

    use mpnspec_model::requirement::{self, Check, Role};

    use super::*;
    use crate::case::{Decides, Step};

    fn cases() -> impl Iterator<Item = &'static Case> {
        ALL.iter().copied().flatten()
    }

    #[test]
    fn no_id_appears_twice() {
        let mut seen = BTreeSet::new();
        let again: Vec<_> =
            crate::cases::all().map(|case| case.id).filter(|id| !seen.insert(*id)).collect();
        assert!(again.is_empty(), "{again:?}");
    }

    #[test]
    fn an_id_is_in_kebab_case_and_begins_with_a_section() {
        for case in cases() {
            let (section, rest) = case.id.split_once('/').unwrap();
            assert!(
                requirement::ALL.iter().any(|it| it.id().split_once('/').unwrap().0 == section),
                "{}",
                case.id
            );
            for part in section.split('-').chain(rest.split('-')) {
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
                assert!(!part.is_empty() && part.chars().all(plain), "{}", case.id);
            }
        }
    }

    #[test]
    fn a_file_holds_one_section() {
        for (section, tables) in [
            ("transport", &[transport::CASES, transport::CHANNELS][..]),
            (
                "request-headers",
                &[request_headers::CASES, request_headers::INTERVALS, request_headers::MESSAGE_IDS],
            ),
            (
                "payload",
                &[
                    payload::CASES,
                    payload::IN_TEXT1,
                    payload::IN_TEXT2,
                    payload::IN_PARAM,
                    payload::IN_TITLE,
                    payload::IN_TILE_ID,
                ],
            ),
            (
                "payload-toast",
                &[payload_toast::CASES, payload_toast::PHONES, payload_toast::SOUND_ON_8_0],
            ),
            (
                "payload-tile",
                &[
                    payload_tile::CASES,
                    payload_tile::COUNTS,
                    payload_tile::COLOURS,
                    payload_tile::FLIP,
                    payload_tile::FLIP_ALONE,
                    payload_tile::ICONIC,
                    payload_tile::ICONIC_ALONE,
                    payload_tile::CYCLE,
                ],
            ),
            ("payload-raw", &[payload_raw::CASES]),
            ("channel", &[channel::CASES]),
            ("callback", &[callback::CASES]),
            (
                "sending",
                &[sending::DECISIONS, sending::SPELLINGS, sending::CONDUCT, sending::RETRIES],
            ),
        ] {
            for case in tables.iter().copied().flatten() {
                assert_eq!(
                    case.id.split_once('/').map(|(prefix, _)| prefix),
                    Some(section),
                    "{}",
                    case.id
                );
            }
        }
    }

    #[test]
    fn a_case_verifies_one_to_four_rules_of_its_role() {
        for case in cases() {
            assert_eq!(case.role, Role::Sender, "{}", case.id);
            assert!((1..=4).contains(&case.verifies.len()), "{}", case.id);
            assert!(case.verifies.iter().all(|it| it.role() == Role::Sender), "{}", case.id);
            assert_eq!(
                case.verifies.iter().collect::<BTreeSet<_>>().len(),
                case.verifies.len(),
                "{}",
                case.id
            );
        }
    }

    #[test]
    fn every_rule_that_can_be_seen_has_a_case() {
        let verified: BTreeSet<_> = cases().flat_map(|case| case.verifies).collect();
        let missing: Vec<_> = requirement::ALL
            .iter()
            .filter(|it| {
                it.role() == Role::Sender && it.check() == Check::Cases && !verified.contains(it)
            })
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn a_channel_is_open_before_it_is_used() {
        for case in cases() {
            let mut open = BTreeSet::new();
            for step in case.steps.on_channels() {
                match step {
                    Step::Open(channel, _)
                    | Step::OpenAt(channel, ..)
                    | Step::Forge(channel, _) => {
                        open.insert(*channel);
                    }
                    Step::Tell(channel, ..)
                    | Step::TellUnlessHeld(channel, ..)
                    | Step::TellRegister(channel, ..)
                    | Step::Script(channel, _)
                    | Step::Expire(channel)
                    | Step::Fill(channel)
                    | Step::Posts(channel, _) => assert!(open.contains(channel), "{}", case.id),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn whoever_only_sends_needs_no_decisions() {
        for case in cases()
            .filter(|case| !case.id.starts_with("sending/") && !case.id.starts_with("callback/"))
        {
            let told = case.steps.on_channels().iter().filter_map(|step| match step {
                Step::Tell(_, _, decides) => Some(decides),
                _ => None,
            });
            assert!(
                told.copied().all(|it| matches!(it, Decides::Anything | Decides::Refuses)),
                "{}",
                case.id
            );
        }
    }
}
