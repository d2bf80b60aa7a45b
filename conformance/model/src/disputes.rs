//! Every dispute on push services and senders, and what each profile makes of each reading.
//!
//! ```text
//! "D-nn" "question" because "why the default profile reads it so" {
//!     /// What the reading says.
//!     NAME "letter" for "statements" [stances];
//! }
//! ```
//!
//! The stances stand in the order of [`PROFILES`](crate::dispute::PROFILES): default, strict,
//! lenient, seed-literal, field, era-7.0, era-2012, era-2014. H holds, N is noted, R is rejected.

use crate::dispute::Stance::{Holds as H, Noted as N, Rejected as R};
use crate::dispute::{Dispute, Reading, Row};

/// The column of the default profile.
pub(crate) const DEFAULT_COLUMN: usize = 0;

macro_rules! disputes {
    ($($id:literal $question:literal because $why:literal {$(
        $(#[doc = $text:literal])+
        $name:ident $letter:literal for $statements:literal [$($stance:ident)+];
    )+})+) => {
        #[expect(non_camel_case_types, reason = "the variants are the constants, counted")]
        #[expect(clippy::upper_case_acronyms, reason = "the variants are the constants")]
        enum Order { AGREED, $($($name),+),+ }

        /// What nobody disputes.
        pub const AGREED: Reading = Reading::at(Order::AGREED as u16);

        $($(
            $(#[doc = $text])+
            pub const $name: Reading = Reading::at(Order::$name as u16);
        )+)+

        /// Every dispute.
        pub const ALL: &[Dispute] = &[$(Dispute {
            id: $id,
            question: $question,
            readings: &[$($name),+],
            why: $why,
        }),+];

        /// What is known of each reading, by its index.
        pub(crate) const READINGS: &[Row] = &[
            Row {
                letter: "agreed",
                text: "What nobody disputes.",
                statements: "",
                stances: [H, H, H, H, H, H, H, H],
            },
            $($(Row {
                letter: $letter,
                text: concat!($($text),+),
                statements: $statements,
                stances: [$($stance),+],
            }),+),+
        ];
    };
}

disputes! {
    "D-01" "Which target marks a tile?"
    because "the only request printed and nearly every library say `token`; prose says tile" {
        /// `token`.
        D01_A "a" for "S003-71" [H H H H H H H H];
        /// `tile`, which a sender may write and a service takes for `token`.
        D01_B "b" for "S003-46 S002-23" [R R N R R R R R];
        /// `tile` makes no tile, and may end the subscription.
        D01_C "c" for "M-21" [N N N R H N N N];
    }
    "D-02" "How is raw declared?"
    because "the list of fields for raw has no target, although the prose names one" {
        /// By having no target.
        D02_A "a" for "S003-89 S003-47 M-97" [H H H H H H H H];
        /// By the target `raw`.
        D02_B "b" for "S003-46 S002-23 M-122" [R R H R R R R R];
    }
    "D-03" "What does a response to a request without a message id have?"
    because "the page is explicit; the capture that differs does not show its request" {
        /// No message id.
        D03_A "a" for "S003-36" [H H H H H H H H];
        /// The UUID of zeros.
        D03_B "b" for "M-55" [N R N R H N N N];
    }
    "D-04" "Is the message id one UUID?"
    because "the grammar's star is a habit of its author; the word uuid is not" {
        /// Any text will do, and is echoed.
        D04_A "a" for "S003-37" [N H N N N N N N];
        /// It is one UUID.
        D04_B "b" for "S003-38 M-54" [H H H H H H H H];
        /// There may be several.
        D04_C "c" for "S003-37" [R R R R R R R R];
    }
    "D-05" "Does the message id remove duplicates?"
    because "the page gives it no purpose but to link request and response" {
        /// No.
        D05_A "a" for "S003-35 M-117" [H H R H H H H H];
        /// Yes.
        D05_B "b" for "M-117" [R R H R R R R R];
    }
    "D-06" "What does a missing class mean?"
    because "the page is explicit, and a book is not the page" {
        /// Deliver at once.
        D06_A "a" for "S003-42" [H H H H R H H H];
        /// Deliver within 900 seconds.
        D06_B "b" for "M-13" [R R R R H R R R];
        /// A sender names a class all the same, as the lists of fields do.
        D06_NAMED "named-all-the-same" for "S003-59 S003-69" [N N N N N N N N];
    }
    "D-07" "Which classes are there?"
    because "the three tables are complete; what a service answers to others is nowhere" {
        /// Nine, three for each kind.
        D07_A "a" for "S003-41 S003-63 S003-73 S003-90" [H H H H H H H H];
        /// Any digits.
        D07_B "b" for "S003-43" [R R R R R R R R];
        /// Ranges for raw, as on the first phones, from which a sender may choose.
        D07_C "c" for "M-15" [R R R R R H R R];
        /// A service takes the ranges.
        D07_RANGES_TAKEN "ranges-are-taken" for "M-15" [N N N N N H N N];
        /// A service takes what no table lists.
        D07_UNLISTED_MAY_PASS "unlisted-may-pass" for "S003-43" [N R N N N N N N];
        /// Class 0 is answered 4xx.
        D07_ZERO_REFUSED "zero-is-refused" for "S003-43" [N H N N N N N N];
    }
    "D-08" "Are the delivery intervals promises?"
    because "the tables say within; a device in reach and a clock of the run leave no excuse" {
        /// They are upper bounds.
        D08_A "a" for "S003-65 S003-66 S003-75 S003-92" [H H N H H H H H];
        /// They are hints.
        D08_B "b" for "S003-08 S002-04 M-118" [R R R R R R R R];
    }
    "D-09" "What exactly is 500 a day?"
    because "500 taken in a row and a refusal after them fit every reading" {
        /// A day of the calendar.
        D09_A "a" for "S003-13" [N N N N N N N N];
        /// Any 24 hours.
        D09_B "b" for "S003-13" [N N N N N N N N];
        /// Only what was answered `Received` counts.
        D09_C "c" for "S003-13" [N N N N N N N N];
        /// The limit is lifted after 24 hours.
        D09_LIFTED "lifted-after-24-hours" for "M-40" [N H N N N N N N];
    }
    "D-10" "Can an authenticated sender be throttled?"
    because "there is no limit by day, and a newer page adds one by second" {
        /// Never by day.
        D10_A "a" for "S003-12" [H H H H H H H H];
        /// By the second: a burst may be answered 406.
        D10_BURST "burst" for "M-39" [H H H R H H H H];
    }
    "D-11" "Does one kind at a time forbid concurrent requests?"
    because "the next sentence explains it by separate requests" {
        /// No: it means one kind in one request.
        D11_A "a" for "S003-19 S003-20" [H H H H H H H H];
        /// Yes: one request in flight.
        D11_B "b" for "S003-19" [R R R R R R R R];
    }
    "D-12" "Must a raw body be XML?"
    because "the page's own samples are a broken document and eight control characters" {
        /// Yes.
        D12_A "a" for "S002-25 S003-87" [R R R R R R R R];
        /// No.
        D12_B "b" for "S003-94 S003-97 S003-98 S003-99 M-97" [H H N H H H H H];
    }
    "D-13" "What does a 200 promise?"
    because "the response table is precise where the blog is brief" {
        /// That the notification was received and is on its way.
        D13_A "a" for "S002-17" [R R R R R R R R];
        /// That only with `Received`, and even then as best effort.
        D13_B "b" for "M-23 M-26 M-29 S002-04" [H H N H H H H H];
    }
    "D-14" "How are the device states spelt?"
    because "products write one word; case does not count" {
        /// With a blank: `Temp Disconnected`.
        D14_A "a" for "S002-19" [R R H H R R R R];
        /// In one word: `TempDisconnected`, and `Inactive`.
        D14_B "b" for "M-52 M-58" [H H H H H H H H];
        /// In another case: `InActive`.
        D14_INACTIVE_IN_ANY_CASE "any-case" for "M-52 M-58" [H R H H H H H H];
    }
    "D-15" "Is an N/A cell an absent field?"
    because "the table's letters can be read both ways, and no capture decides" {
        /// The field is absent.
        D15_A "a" for "M-32 M-34 M-38 M-41 M-44" [H H H H H H H H];
        /// The field says `N/A`.
        D15_B "b" for "M-32 M-34 M-38 M-41 M-44" [H R H H H H H H];
    }
    "D-16" "Which device state goes with 412?"
    because "the older and the newer page differ, and both were in force" {
        /// `Inactive`.
        D16_A "a" for "M-41" [H H H H H H H R];
        /// `Disconnected`.
        D16_B "b" for "M-41" [H H H H H H R H];
    }
    "D-17" "How is an altered token answered?"
    because "a service that signs its tokens knows more than one that looks them up" {
        /// 401.
        D17_A "a" for "M-34" [H H H H H H H H];
        /// 404, as an unknown subscription.
        D17_B "b" for "M-36" [H R H H H H H H];
        /// 400, as a malformed URI.
        D17_C "c" for "M-32" [H R H H H H H H];
    }
    "D-18" "What does GET on a channel URI give?"
    because "one book says both" {
        /// 405.
        D18_A "a" for "M-38" [H H H H H H H H];
        /// 200.
        D18_B "b" for "M-01" [H R H H H H H H];
    }
    "D-19" "How long can a channel URI be?"
    because "no page sets a limit; about 1024 characters were seen" {
        /// 1024 characters.
        D19_A "a" for "M-07" [H H H H H H H H];
        /// More; 1100 is wise.
        D19_B "b" for "M-07" [H H H H H H H H];
        /// A sender manages 2048.
        D19_2048 "2048" for "M-07" [N H N N N N N N];
    }
    "D-20" "How long does a sender wait after `QueueFull` and 503?"
    because "all sources share minutes and growth" {
        /// 4 minutes, doubled up to 32.
        D20_A "a" for "M-27 M-45" [R H R R R R R R];
        /// 10 minutes.
        D20_B "b" for "M-27 M-45" [R R R R R R R R];
        /// 60 seconds at first, and longer each time.
        D20_C "c" for "M-27 M-45" [H H R H H H H H];
        /// Any time above zero.
        D20_ANY "any-wait" for "M-27 M-45" [H H H H H H H H];
    }
    "D-21" "Is a channel dropped after 400 or 401?"
    because "the table says so for 404 only" {
        /// No.
        D21_A "a" for "M-33 M-37" [H H H H H H H H];
        /// Yes.
        D21_B "b" for "M-35" [N N N N N N N N];
        /// Dropping it after 400 fails.
        D21_KEPT_AFTER_400 "kept-after-400" for "M-33" [N H N N N N N N];
    }
    "D-22" "How large may a notification be?"
    because "every text allows 1 KB and none more than 3 KB" {
        /// A body of 3 KB.
        D22_A "a" for "M-100" [H H H H H R H H];
        /// A body of 1 KB.
        D22_B "b" for "M-100" [N N N N N H N R];
        /// 1 KB with the fields.
        D22_C "c" for "M-100" [R R R R R H R R];
    }
    "D-23" "Must the five characters be these five entities?"
    because "XML says the same in other ways, and a parser cannot tell" {
        /// Yes, literally.
        D23_A "a" for "S003-51 S003-55 S003-56" [R R R H R R R R];
        /// As XML says: numeric references and CDATA are as good.
        D23_B "b" for "M-32" [H H H R H H H H];
    }
    "D-24" "Do white space, order and prefix matter in a payload?"
    because "the printed sample has a needless blank, and working senders differ in order" {
        /// No.
        D24_A "a" for "S003-84 M-64" [H H H H H H H H];
        /// A sender keeps to the prefix `wp`.
        D24_WP "wp-only" for "M-60" [N N N N N N N N];
    }
    "D-25" "How is the id of a tile spelt, and may it be empty?"
    because "the pages write `Id`, one sample does not" {
        /// `Id`, left out for the default tile.
        D25_A "a" for "S003-77 S003-78" [H H H H H H H H];
        /// `ID`.
        D25_B "b" for "M-81" [R R H R R R R R];
        /// An empty `Id` means the default tile.
        D25_EMPTY "empty" for "S003-78" [H H H H H H H H];
    }
    "D-26" "Do templates need `Version`?"
    because "the pages send it, two libraries worked without" {
        /// A sender sends it.
        D26_A "a" for "M-63" [H H H H H H H H];
        /// It may be left out.
        D26_B "b" for "M-63" [R R R R R R R R];
    }
    "D-27" "What becomes of the fields of 7.1 on a 7.0 phone?"
    because "senders are told to leave them out, and no more" {
        /// They are ignored.
        D27_A "a" for "S003-21 S003-22 S003-26" [N N N N N R N N];
        /// The notification fails.
        D27_B "b" for "S003-21" [N N N N N H N N];
    }
    "D-28" "May icons be cleared?"
    because "the reference page forbids what a template shows" {
        /// No.
        D28_A "a" for "M-86" [H H H H H H H H];
        /// Yes.
        D28_B "b" for "M-86 M-67" [R R R R R R R R];
    }
    "D-29" "Which change calls back?"
    because "the page knows one event, and the response table one state that it fits" {
        /// Only the change to the state that is answered 412.
        D29_A "a" for "S000-05 S000-11 M-42" [H H R H H H H H];
        /// Any disconnection.
        D29_B "b" for "S002-19" [R R H R R R R R];
        /// The return to active too.
        D29_C "c" for "S000-11" [R R R R R R R R];
    }
    "D-30" "Does a callback survive its firing?"
    because "the Korean and the English page differ in strength" {
        /// No: a registration calls back once.
        D30_A "a" for "S001-03" [N H N H N N N N];
        /// No, and a sender should register again.
        D30_B "b" for "S000-06" [H H H H H H H H];
        /// Yes, until it is replaced.
        D30_C "c" for "S000-12 S000-08" [N R N R N N N N];
        /// A sender must register again.
        D30_MUST "must-register-again" for "S001-03" [R H R H R R R R];
    }
    "D-31" "May a callback message be empty?"
    because "nothing sets a least size" {
        /// Yes.
        D31_A "a" for "S000-13" [N R N N N N N N];
        /// No: it carries content.
        D31_B "b" for "S000-10" [N H N N N N N N];
    }
    "D-32" "Which content type does a registration have?"
    because "the sample contradicts its own comment" {
        /// The literal `application/*`.
        D32_A "a" for "S000-33" [R R R H R R R R];
        /// That of the message.
        D32_B "b" for "S000-32 S000-13" [N N N R N N N N];
    }
    "D-33" "What is 1 KB of message?"
    because "the sample registers 1024 octets" {
        /// 1024 octets.
        D33_A "a" for "S000-25 M-102" [H H H H H H H H];
        /// 1000 octets.
        D33_B "b" for "S000-14" [R R R R R R R R];
        /// A refusal leaves the previous callback in place.
        D33_PREVIOUS_KEPT "previous-is-kept" for "S000-14" [N H N N N N N N];
    }
    "D-34" "How is a wrong registration refused?"
    because "no page says, and any 4xx tells the sender enough" {
        /// With 401 or 403.
        D34_A "a" for "S000-04 M-104" [H H H H H H H H];
        /// With 400.
        D34_B "b" for "S000-27 M-104" [H H H H H H H H];
        /// With 404.
        D34_C "c" for "M-104" [H H H H H H H H];
        /// An open, that is unauthenticated, channel may have one all the same.
        D34_OPEN_MAY_REGISTER "open-may-register" for "S000-04" [N R N N N N N N];
    }
    "D-35" "Is `X-CallbackURI` a field of notifications?"
    because "the page has it on registrations; what else it promises is never defined" {
        /// No.
        D35_A "a" for "S000-28" [H H H H H H H H];
        /// Yes.
        D35_B "b" for "S003-34 M-105" [N N N N N N N N];
    }
    "D-36" "Is success of a registration exactly 200?"
    because "the sample asserts it" {
        /// Yes.
        D36_A "a" for "S000-36 S000-37" [H H H H H H H H];
        /// Any 2xx.
        D36_B "b" for "S000-37" [R R H R R R R R];
    }
    "D-37" "Where does `/callback` go if the channel URI has a query?"
    because "no channel URI with a query was ever seen" {
        /// To the end of the text.
        D37_A "a" for "S000-19" [N N N H N N N N];
        /// To the end of the path.
        D37_B "b" for "M-03" [N N N R N N N N];
    }
    "D-38" "Is a registration posted to the callback URI?"
    because "the code and two comments agree against one comment" {
        /// No.
        D38_A "a" for "S000-19 S000-28" [H H H H H H H H];
        /// Yes.
        D38_B "b" for "S000-20" [R R R R R R R R];
    }
    "D-39" "How many channels has a phone, and how long lasts a test certificate?"
    because "neither shows on the wire" {
        /// 15 or 30 channels; four months or no time stated.
        D39_A "a" for "M-111" [N N N N N N N N];
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeSet;
    use alloc::vec::Vec;

    use super::*;
    use crate::dispute::{PROFILES, Profile};

    #[test]
    fn the_disputes_are_numbered_without_a_gap() {
        let numbers: Vec<usize> = ALL.iter().filter_map(|it| it.id[2..].parse().ok()).collect();
        assert!(numbers.into_iter().eq(1..=39));
    }

    #[test]
    fn a_letter_appears_once_in_its_dispute() {
        for dispute in ALL {
            let letters: BTreeSet<_> = dispute.readings.iter().map(|it| it.letter()).collect();
            assert_eq!(letters.len(), dispute.readings.len(), "{}", dispute.id);
        }
    }

    #[test]
    fn what_is_agreed_holds_in_every_profile() {
        for name in PROFILES {
            assert_eq!(Profile::named(name).unwrap().stance(AGREED), H, "{name}");
        }
    }

    #[test]
    fn every_dispute_but_the_silent_ones_has_a_reading_that_holds_by_default() {
        let silent: Vec<_> = ALL
            .iter()
            .filter(|it| it.readings.iter().all(|it| Profile::DEFAULT.stance(*it) != H))
            .map(|it| it.id)
            .collect();
        assert_eq!(silent, ["D-09", "D-27", "D-31", "D-32", "D-37", "D-39"]);
    }

    #[test]
    fn a_profile_differs_from_the_default_where_it_says_so_and_nowhere_else() {
        for (name, readings) in [
            ("default", &[][..]),
            (
                "strict",
                &[
                    D03_B,
                    D04_A,
                    D07_UNLISTED_MAY_PASS,
                    D07_ZERO_REFUSED,
                    D09_LIFTED,
                    D14_INACTIVE_IN_ANY_CASE,
                    D15_B,
                    D17_B,
                    D17_C,
                    D18_B,
                    D19_2048,
                    D20_A,
                    D21_KEPT_AFTER_400,
                    D30_A,
                    D30_C,
                    D30_MUST,
                    D31_A,
                    D31_B,
                    D33_PREVIOUS_KEPT,
                    D34_OPEN_MAY_REGISTER,
                ],
            ),
            (
                "lenient",
                &[
                    D01_B, D02_B, D05_A, D05_B, D08_A, D12_B, D13_B, D14_A, D20_C, D25_B, D29_A,
                    D29_B, D36_B,
                ],
            ),
            (
                "seed-literal",
                &[
                    D01_C, D03_B, D10_BURST, D14_A, D23_A, D23_B, D30_A, D30_C, D30_MUST, D32_A,
                    D32_B, D37_A, D37_B,
                ],
            ),
            ("field", &[D01_C, D03_B, D06_A, D06_B]),
            ("era-7.0", &[D07_C, D07_RANGES_TAKEN, D22_A, D22_B, D22_C, D27_A, D27_B]),
            ("era-2012", &[D16_B]),
            ("era-2014", &[D16_A, D22_B]),
        ] {
            let profile = Profile::named(name).unwrap();
            let differing: Vec<_> = ALL
                .iter()
                .flat_map(|it| it.readings)
                .copied()
                .filter(|it| profile.stance(*it) != Profile::DEFAULT.stance(*it))
                .collect();
            assert_eq!(differing, readings, "{name}");
        }
    }
}
