//! Every requirement, a file for each section of the documents.
//!
//! ```text
//! /// What the rule says, in our words.
//! NAME = "section/permanent-id"
//!     ROLE LEVEL EDITION from "place in the documents" for "statements and disputes"
//!     untested "reason";                         ; only where no run can show it
//! ```

use crate::requirement::{Requirement, Row};

macro_rules! requirements {
    (in $section:ident; $(
        $(#[doc = $text:literal])+
        $name:ident = $id:literal
            $role:ident $level:ident $edition:ident from $source:literal for $statements:literal
            $(untested $why:literal)?;
    )+) => {
        #[expect(non_camel_case_types, reason = "the variants are the constants, counted")]
        enum Order { $($name),+ }

        $(
            $(#[doc = $text])+
            pub const $name: $crate::requirement::Requirement = $crate::requirement::Requirement::at(
                super::first_of(super::Section::$section) + Order::$name as u16,
            );
        )+

        pub(super) const ROWS: &[$crate::requirement::Row] = &[$($crate::requirement::Row {
            id: $id,
            level: $crate::requirement::Level::$level,
            role: $crate::requirement::Role::$role,
            edition: $crate::edition::Edition::$edition,
            text: concat!($($text),+),
            source: $source,
            statements: $statements,
            check: requirements!(@check $($why)?),
        }),+];
    };
    (@check) => { $crate::requirement::Check::Cases };
    (@check $why:literal) => { $crate::requirement::Check::Untested($why) };
}

mod backend;
mod backend_hub;
mod backend_tags;
mod callback;
mod channel;
mod delivery;
mod device_ids;
mod device_outcomes;
mod device_registrations;
mod device_storage;
mod hub_bodies;
mod hub_errors;
mod hub_ids;
mod hub_lists;
mod hub_registrations;
mod hub_tags;
mod hub_tokens;
mod payload;
mod payload_raw;
mod payload_tile;
mod payload_toast;
mod request_headers;
mod responses;
mod sending;
mod throttling;
mod transport;

macro_rules! sections {
    ($($section:ident),+ $(,)?) => {
        $(pub use $section::*;)+

        #[expect(non_camel_case_types, reason = "the variants are the modules, counted")]
        #[derive(Clone, Copy)]
        enum Section { $($section),+ }

        const SECTIONS: &[(&str, &[Row])] = &[$((stringify!($section), $section::ROWS)),+];
    };
}

sections! {
    transport,
    request_headers,
    payload,
    payload_toast,
    payload_tile,
    payload_raw,
    responses,
    delivery,
    throttling,
    callback,
    channel,
    sending,
    backend,
    backend_hub,
    backend_tags,
    hub_ids,
    hub_registrations,
    hub_bodies,
    hub_tags,
    hub_lists,
    hub_tokens,
    hub_errors,
    device_ids,
    device_registrations,
    device_outcomes,
    device_storage,
}

/// Every requirement, in the documents' order.
pub const ALL: &[Requirement] = &{
    let mut all = [Requirement::at(0); COUNT];
    let mut index = 0;
    while index < COUNT {
        all[index] = Requirement::at(index as u16);
        index += 1;
    }
    all
};

/// What is known of each requirement, in the order of [`ALL`].
pub(crate) static ROWS: [Row; COUNT] = {
    let mut rows = [SECTIONS[0].1[0]; COUNT];
    let (mut section, mut index) = (0, 0);
    while section < SECTIONS.len() {
        let mut row = 0;
        while row < SECTIONS[section].1.len() {
            rows[index] = SECTIONS[section].1[row];
            (row, index) = (row + 1, index + 1);
        }
        section += 1;
    }
    rows
};

const COUNT: usize = rows_before(SECTIONS.len());

const fn first_of(section: Section) -> u16 {
    rows_before(section as usize) as u16
}

const fn rows_before(section: usize) -> usize {
    let (mut rows, mut index) = (0, 0);
    while index < section {
        rows += SECTIONS[index].1.len();
        index += 1;
    }
    rows
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn an_id_begins_with_its_section() {
        for (section, rows) in SECTIONS {
            let section = section.replace('_', "-");
            for row in *rows {
                let prefix = row.id.split_once('/').map(|(prefix, _)| prefix.to_string());
                assert_eq!(prefix, Some(section.clone()), "{}", row.id);
            }
        }
    }

    #[test]
    fn an_id_is_in_kebab_case() {
        for requirement in ALL {
            for part in requirement.id().split(['/', '-']) {
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
                assert!(!part.is_empty() && part.chars().all(plain), "{requirement}");
            }
        }
    }

    #[test]
    fn no_id_and_no_text_appears_twice() {
        assert_eq!(ALL.iter().map(|it| it.id()).collect::<BTreeSet<_>>().len(), ALL.len());
        assert_eq!(ALL.iter().map(|it| it.text()).collect::<BTreeSet<_>>().len(), ALL.len());
    }

    #[test]
    fn a_constant_names_the_row_that_it_stands_before() {
        assert_eq!(RESPONSES_ARE_HTTP_1_1.id(), "transport/responses-are-http-1-1");
        assert_eq!(NOTHING_AFTER_404.id(), "sending/nothing-after-404");
        assert_eq!(
            A_BODY_IN_A_RESPONSE_IS_TOLERATED.id(),
            "sending/a-body-in-a-response-is-tolerated",
        );
    }
}
