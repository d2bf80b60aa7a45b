//! Every dispute, and what each profile makes of each reading.
//!
//! ```text
//! "D-nn" "question" because "why the default profile reads it so" {
//!     /// What the reading says.
//!     NAME "letter" for "statements" is H but R in strict field, N in lenient;
//! }
//! ```
//!
//! H holds, N is noted, R is rejected: first by every profile, then by those that differ.

use crate::dispute::Stance::{Holds as H, Noted as N, Rejected as R};
use crate::dispute::{Dispute, PROFILES, Reading, Row, Stance};

/// The column of the default profile.
pub(crate) const DEFAULT_COLUMN: usize = 0;

macro_rules! disputes {
    ($($id:literal $question:literal because $why:literal {$(
        $(#[doc = $text:literal])+
        $name:ident $letter:literal for $statements:literal
            is $default:ident $(but $($other:ident in $($profile:ident)+),+)?;
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
                stances: stances(H, &[]),
            },
            $($(Row {
                letter: $letter,
                text: concat!($($text),+),
                statements: $statements,
                stances: stances($default, &[$($(
                    ($other, &[$(Column::$profile),+])
                ),+)?]),
            }),+),+
        ];
    };
}

/// The profiles, as the table names them.
#[expect(non_camel_case_types, reason = "the variants are the names of profiles")]
#[derive(Clone, Copy)]
enum Column {
    strict = 1,
    lenient,
    seed_literal,
    field,
    era_7_0,
    era_2012,
    era_2014,
    hub_docs,
    backend_v1,
    backend_v2v3,
    client_sample,
}

/// What every profile makes of a reading, from what most make of it and those that differ.
const fn stances(most: Stance, others: &[(Stance, &[Column])]) -> [Stance; PROFILES.len()] {
    let mut stances = [most; PROFILES.len()];
    let mut other = 0;
    while other < others.len() {
        let (stance, columns) = others[other];
        let mut column = 0;
        while column < columns.len() {
            stances[columns[column] as usize] = stance;
            column += 1;
        }
        other += 1;
    }
    stances
}

disputes! {
    "D-01" "Which target marks a tile?"
    because "the only request printed and nearly every library say `token`; prose says tile" {
        /// `token`.
        D01_A "a" for "S003-71" is H;
        /// `tile`, which a sender may write and a service takes for `token`.
        D01_B "b" for "S003-46 S002-23" is R but N in lenient;
        /// `tile` makes no tile, and may end the subscription.
        D01_C "c" for "M-21" is N but R in seed_literal, H in field;
    }
    "D-02" "How is raw declared?"
    because "the list of fields for raw has no target, although the prose names one" {
        /// By having no target.
        D02_A "a" for "S003-89 S003-47 M-97" is H;
        /// By the target `raw`.
        D02_B "b" for "S003-46 S002-23 M-122" is R but H in lenient;
    }
    "D-03" "What does a response to a request without a message id have?"
    because "the page is explicit; the capture that differs does not show its request" {
        /// No message id.
        D03_A "a" for "S003-36" is H;
        /// The UUID of zeros.
        D03_B "b" for "M-55" is N but R in strict seed_literal, H in field;
    }
    "D-04" "Is the message id one UUID?"
    because "the grammar's star is a habit of its author; the word uuid is not" {
        /// Any text will do, and is echoed.
        D04_A "a" for "S003-37" is N but H in strict;
        /// It is one UUID.
        D04_B "b" for "S003-38 M-54" is H;
        /// There may be several.
        D04_C "c" for "S003-37" is R;
    }
    "D-05" "Does the message id remove duplicates?"
    because "the page gives it no purpose but to link request and response" {
        /// No.
        D05_A "a" for "S003-35 M-117" is H but R in lenient;
        /// Yes.
        D05_B "b" for "M-117" is R but H in lenient;
    }
    "D-06" "What does a missing class mean?"
    because "the page is explicit, and a book is not the page" {
        /// Deliver at once.
        D06_A "a" for "S003-42" is H but R in field;
        /// Deliver within 900 seconds.
        D06_B "b" for "M-13" is R but H in field;
        /// A sender names a class all the same, as the lists of fields do.
        D06_NAMED "named-all-the-same" for "S003-59 S003-69" is N;
    }
    "D-07" "Which classes are there?"
    because "the three tables are complete; what a service answers to others is nowhere" {
        /// Nine, three for each kind.
        D07_A "a" for "S003-41 S003-63 S003-73 S003-90" is H;
        /// Any digits.
        D07_B "b" for "S003-43" is R;
        /// Ranges for raw, as on the first phones, from which a sender may choose.
        D07_C "c" for "M-15" is R but H in era_7_0;
        /// A service takes the ranges.
        D07_RANGES_TAKEN "ranges-are-taken" for "M-15" is N but H in era_7_0;
        /// A service takes what no table lists.
        D07_UNLISTED_MAY_PASS "unlisted-may-pass" for "S003-43" is N but R in strict;
        /// Class 0 is answered 4xx.
        D07_ZERO_REFUSED "zero-is-refused" for "S003-43" is N but H in strict;
    }
    "D-08" "Are the delivery intervals promises?"
    because "the tables say within; a device in reach and a clock of the run leave no excuse" {
        /// They are upper bounds.
        D08_A "a" for "S003-65 S003-66 S003-75 S003-92" is H but N in lenient;
        /// They are hints.
        D08_B "b" for "S003-08 S002-04 M-118" is R;
    }
    "D-09" "What exactly is 500 a day?"
    because "500 taken in a row and a refusal after them fit every reading" {
        /// A day of the calendar.
        D09_A "a" for "S003-13" is N;
        /// Any 24 hours.
        D09_B "b" for "S003-13" is N;
        /// Only what was answered `Received` counts.
        D09_C "c" for "S003-13" is N;
        /// The limit is lifted after 24 hours.
        D09_LIFTED "lifted-after-24-hours" for "M-40" is N but H in strict;
    }
    "D-10" "Can an authenticated sender be throttled?"
    because "there is no limit by day, and a newer page adds one by second" {
        /// Never by day.
        D10_A "a" for "S003-12" is H;
        /// By the second: a burst may be answered 406.
        D10_BURST "burst" for "M-39" is H but R in seed_literal;
    }
    "D-11" "Does one kind at a time forbid concurrent requests?"
    because "the next sentence explains it by separate requests" {
        /// No: it means one kind in one request.
        D11_A "a" for "S003-19 S003-20" is H;
        /// Yes: one request in flight.
        D11_B "b" for "S003-19" is R;
    }
    "D-12" "Must a raw body be XML?"
    because "the page's own samples are a broken document and eight control characters" {
        /// Yes.
        D12_A "a" for "S002-25 S003-87" is R;
        /// No.
        D12_B "b" for "S003-94 S003-97 S003-98 S003-99 M-97" is H but N in lenient;
    }
    "D-13" "What does a 200 promise?"
    because "the response table is precise where the blog is brief" {
        /// That the notification was received and is on its way.
        D13_A "a" for "S002-17" is R;
        /// That only with `Received`, and even then as best effort.
        D13_B "b" for "M-23 M-26 M-29 S002-04" is H but N in lenient;
    }
    "D-14" "How are the device states spelt?"
    because "products write one word; case does not count" {
        /// With a blank: `Temp Disconnected`.
        D14_A "a" for "S002-19" is R but H in lenient seed_literal;
        /// In one word: `TempDisconnected`, and `Inactive`.
        D14_B "b" for "M-52 M-58" is H;
        /// In another case: `InActive`.
        D14_INACTIVE_IN_ANY_CASE "any-case" for "M-52 M-58" is H but R in strict;
    }
    "D-15" "Is an N/A cell an absent field?"
    because "the table's letters can be read both ways, and no capture decides" {
        /// The field is absent.
        D15_A "a" for "M-32 M-34 M-38 M-41 M-44" is H;
        /// The field says `N/A`.
        D15_B "b" for "M-32 M-34 M-38 M-41 M-44" is H but R in strict;
    }
    "D-16" "Which device state goes with 412?"
    because "the older and the newer page differ, and both were in force" {
        /// `Inactive`.
        D16_A "a" for "M-41" is H but R in era_2014;
        /// `Disconnected`.
        D16_B "b" for "M-41" is H but R in era_2012;
    }
    "D-17" "How is an altered token answered?"
    because "a service that signs its tokens knows more than one that looks them up" {
        /// 401.
        D17_A "a" for "M-34" is H;
        /// 404, as an unknown subscription.
        D17_B "b" for "M-36" is H but R in strict;
        /// 400, as a malformed URI.
        D17_C "c" for "M-32" is H but R in strict;
    }
    "D-18" "What does GET on a channel URI give?"
    because "one book says both" {
        /// 405.
        D18_A "a" for "M-38" is H;
        /// 200.
        D18_B "b" for "M-01" is H but R in strict;
    }
    "D-19" "How long can a channel URI be?"
    because "no page sets a limit; about 1024 characters were seen" {
        /// 1024 characters.
        D19_A "a" for "M-07" is H;
        /// More; 1100 is wise.
        D19_B "b" for "M-07" is H;
        /// A sender manages 2048.
        D19_2048 "2048" for "M-07" is N but H in strict;
    }
    "D-20" "How long does a sender wait after `QueueFull` and 503?"
    because "all sources share minutes and growth" {
        /// 4 minutes, doubled up to 32.
        D20_A "a" for "M-27 M-45" is R but H in strict;
        /// 10 minutes.
        D20_B "b" for "M-27 M-45" is R;
        /// 60 seconds at first, and longer each time.
        D20_C "c" for "M-27 M-45" is H but R in lenient;
        /// Any time above zero.
        D20_ANY "any-wait" for "M-27 M-45" is H;
    }
    "D-21" "Is a channel dropped after 400 or 401?"
    because "the table says so for 404 only" {
        /// No.
        D21_A "a" for "M-33 M-37" is H;
        /// Yes.
        D21_B "b" for "M-35" is N;
        /// Dropping it after 400 fails.
        D21_KEPT_AFTER_400 "kept-after-400" for "M-33" is N but H in strict;
    }
    "D-22" "How large may a notification be?"
    because "every text allows 1 KB and none more than 3 KB" {
        /// A body of 3 KB.
        D22_A "a" for "M-100" is H but R in era_7_0;
        /// A body of 1 KB.
        D22_B "b" for "M-100" is N but H in era_7_0, R in era_2014;
        /// 1 KB with the fields.
        D22_C "c" for "M-100" is R but H in era_7_0;
    }
    "D-23" "Must the five characters be these five entities?"
    because "XML says the same in other ways, and a parser cannot tell" {
        /// Yes, literally.
        D23_A "a" for "S003-51 S003-55 S003-56" is R but H in seed_literal;
        /// As XML says: numeric references and CDATA are as good.
        D23_B "b" for "M-32" is H but R in seed_literal;
    }
    "D-24" "Do white space, order and prefix matter in a payload?"
    because "the printed sample has a needless blank, and working senders differ in order" {
        /// No.
        D24_A "a" for "S003-84 M-64" is H;
        /// A sender keeps to the prefix `wp`.
        D24_WP "wp-only" for "M-60" is N;
    }
    "D-25" "How is the id of a tile spelt, and may it be empty?"
    because "the pages write `Id`, one sample does not" {
        /// `Id`, left out for the default tile.
        D25_A "a" for "S003-77 S003-78" is H;
        /// `ID`.
        D25_B "b" for "M-81" is R but H in lenient;
        /// An empty `Id` means the default tile.
        D25_EMPTY "empty" for "S003-78" is H;
    }
    "D-26" "Do templates need `Version`?"
    because "the pages send it, two libraries worked without" {
        /// A sender sends it.
        D26_A "a" for "M-63" is H;
        /// It may be left out.
        D26_B "b" for "M-63" is R;
    }
    "D-27" "What becomes of the fields of 7.1 on a 7.0 phone?"
    because "senders are told to leave them out, and no more" {
        /// They are ignored.
        D27_A "a" for "S003-21 S003-22 S003-26" is N but R in era_7_0;
        /// The notification fails.
        D27_B "b" for "S003-21" is N but H in era_7_0;
    }
    "D-28" "May icons be cleared?"
    because "the reference page forbids what a template shows" {
        /// No.
        D28_A "a" for "M-86" is H;
        /// Yes.
        D28_B "b" for "M-86 M-67" is R;
    }
    "D-29" "Which change calls back?"
    because "the page knows one event, and the response table one state that it fits" {
        /// Only the change to the state that is answered 412.
        D29_A "a" for "S000-05 S000-11 M-42" is H but R in lenient;
        /// Any disconnection.
        D29_B "b" for "S002-19" is R but H in lenient;
        /// The return to active too.
        D29_C "c" for "S000-11" is R;
    }
    "D-30" "Does a callback survive its firing?"
    because "the Korean and the English page differ in strength" {
        /// No: a registration calls back once.
        D30_A "a" for "S001-03" is N but H in strict seed_literal;
        /// No, and a sender should register again.
        D30_B "b" for "S000-06" is H;
        /// Yes, until it is replaced.
        D30_C "c" for "S000-12 S000-08" is N but R in strict seed_literal;
        /// A sender must register again.
        D30_MUST "must-register-again" for "S001-03" is R but H in strict seed_literal;
    }
    "D-31" "May a callback message be empty?"
    because "nothing sets a least size" {
        /// Yes.
        D31_A "a" for "S000-13" is N but R in strict;
        /// No: it carries content.
        D31_B "b" for "S000-10" is N but H in strict;
    }
    "D-32" "Which content type does a registration have?"
    because "the sample contradicts its own comment" {
        /// The literal `application/*`.
        D32_A "a" for "S000-33" is R but H in seed_literal;
        /// That of the message.
        D32_B "b" for "S000-32 S000-13" is N but R in seed_literal;
    }
    "D-33" "What is 1 KB of message?"
    because "the sample registers 1024 octets" {
        /// 1024 octets.
        D33_A "a" for "S000-25 M-102" is H;
        /// 1000 octets.
        D33_B "b" for "S000-14" is R;
        /// A refusal leaves the previous callback in place.
        D33_PREVIOUS_KEPT "previous-is-kept" for "S000-14" is N but H in strict;
    }
    "D-34" "How is a wrong registration refused?"
    because "no page says, and any 4xx tells the sender enough" {
        /// With 401 or 403.
        D34_A "a" for "S000-04 M-104" is H;
        /// With 400.
        D34_B "b" for "S000-27 M-104" is H;
        /// With 404.
        D34_C "c" for "M-104" is H;
        /// An open, that is unauthenticated, channel may have one all the same.
        D34_OPEN_MAY_REGISTER "open-may-register" for "S000-04" is N but R in strict;
    }
    "D-35" "Is `X-CallbackURI` a field of notifications?"
    because "the page has it on registrations; what else it promises is never defined" {
        /// No.
        D35_A "a" for "S000-28" is H;
        /// Yes.
        D35_B "b" for "S003-34 M-105" is N;
    }
    "D-36" "Is success of a registration exactly 200?"
    because "the sample asserts it" {
        /// Yes.
        D36_A "a" for "S000-36 S000-37" is H;
        /// Any 2xx.
        D36_B "b" for "S000-37" is R but H in lenient;
    }
    "D-37" "Where does `/callback` go if the channel URI has a query?"
    because "no channel URI with a query was ever seen" {
        /// To the end of the text.
        D37_A "a" for "S000-19" is N but H in seed_literal;
        /// To the end of the path.
        D37_B "b" for "M-03" is N but R in seed_literal;
    }
    "D-38" "Is a registration posted to the callback URI?"
    because "the code and two comments agree against one comment" {
        /// No.
        D38_A "a" for "S000-19 S000-28" is H;
        /// Yes.
        D38_B "b" for "S000-20" is R;
    }
    "D-39" "How many channels has a phone, and how long lasts a test certificate?"
    because "neither shows on the wire" {
        /// 15 or 30 channels; four months or no time stated.
        D39_A "a" for "M-111" is N;
    }
    "D-40" "Which status does the hub answer a write with?"
    because "the recordings and the documents say the reverse of each other; one SDK takes 200 only" {
        /// 200 for a registration, 201 for a send.
        D40_A "a" for "H-10 H-11 H-12 H-78" is H but R in hub_docs;
        /// 201 for a registration, 200 for a send.
        D40_B "b" for "H-10 H-11 H-12 H-78" is H but R in field;
    }
    "D-41" "Which field carries a new registration id?"
    because "four client parsers rely on `Location`, and recordings show it" {
        /// `Location`, with `/registrationids/` before the id.
        D41_A "a" for "H-09" is H;
        /// `Content-Location`, with `/registrations/` before the id, beside an ETag.
        D41_B "b" for "H-09" is R but H in hub_docs;
    }
    "D-42" "Which status means throttled, and which means no right?"
    because "403 meant throttled in old versions and means no right in new ones, which throttle with 429" {
        /// Throttled is 403.
        D42_A "a" for "H-25 H-28" is H but R in field;
        /// Throttled is 409.
        D42_B "b" for "H-27" is N;
        /// Throttled is 429.
        D42_C "c" for "H-28" is H but R in hub_docs;
        /// A key without the right may be answered 401.
        D42_NO_RIGHT_IS_401 "no-right-is-401" for "H-25" is N;
    }
    "D-43" "When does a hub want `If-Match`, and what if it is stale?"
    because "412 is documented for DELETE and implied for updates; nothing recorded shows a missing field" {
        /// A stale ETag is 412 on PUT and DELETE.
        D43_A "a" for "H-21 S004-111" is H;
        /// A stale ETag is 412 on DELETE only.
        D43_B "b" for "H-21" is R but N in hub_docs;
        /// A DELETE without the field is 412.
        D43_C "c" for "H-22" is N but H in strict;
        /// `*` deletes whatever is there.
        D43_D "d" for "H-20 S004-73" is H;
        /// A DELETE without the field deletes.
        D43_MISSING_DELETES "missing-deletes" for "H-22" is H but R in strict;
    }
    "D-44" "Is a dead id 410 or 404?"
    because "410 is documented for PUT alone, and clients renew on nothing else" {
        /// 410 on a PUT without `If-Match`, 404 on everything else.
        D44_A "a" for "H-71 H-72 H-73 S004-86" is H;
        /// A device may renew its id on 404 too.
        D44_B "renewed-on-404-too" for "H-73" is R but H in lenient;
        /// A malformed id may be 400.
        D44_MALFORMED_IS_400 "malformed-is-400" for "H-75" is H;
        /// A malformed id may be 410.
        D44_MALFORMED_IS_410 "malformed-is-410" for "H-75" is H;
        /// An update of what has expired may be 410.
        D44_EXPIRED_UPDATE_IS_410 "expired-update-is-410" for "H-73 S004-87" is H;
    }
    "D-45" "What does a PUT on an id do that was deleted on purpose?"
    because "no source shows it" {
        /// It is refused with 410.
        D45_A "a" for "H-74" is H;
        /// It makes the registration anew.
        D45_B "b" for "H-74" is H;
    }
    "D-46" "May a client make up an id?"
    because "a recording shows one accepted, while the seed has the hub make all ids" {
        /// Yes: a PUT on it is 200.
        D46_A "a" for "H-68" is H but N in seed_literal;
        /// No.
        D46_B "b" for "S004-25" is H;
    }
    "D-47" "Do registrations expire?"
    because "the figure changed over the years; only a hub that says how long can be asked" {
        /// After at most 90 days.
        D47_A "a" for "H-69 S004-26 S004-87" is N but H in era_2014;
        /// Never, unless the hub is told so.
        D47_B "b" for "H-69" is H;
    }
    "D-48" "What does a list that is empty give?"
    because "recordings of an empty hub show a feed" {
        /// 200 and a feed without entries.
        D48_A "a" for "H-15 H-16" is H;
        /// 404.
        D48_B "b" for "H-15 H-16" is R but H in hub_docs;
        /// A feed may be declared as an entry.
        D48_DECLARED_AS_ENTRY "declared-as-entry" for "H-15" is N but H in hub_docs;
    }
    "D-49" "How is a continuation token sent back, and how long is a page?"
    because "clients disagree on the encoding and a hub has to live with both; nothing bounds a page" {
        /// The token is sent as it came.
        D49_A "a" for "H-36" is H;
        /// The token is percent-encoded once more.
        D49_B "b" for "H-36" is H;
        /// A page may have more than 100 entries.
        D49_LONGER_PAGES "longer-pages" for "H-34" is N but R in strict;
    }
    "D-50" "How many tags, and which?"
    because "the documents give one limit, users met another, and no source shows how blanks and case are taken" {
        /// At most 60.
        D50_A "a" for "H-60" is N but H in strict;
        /// As many as fit in 8000 characters.
        D50_B "b" for "H-60" is H;
        /// Blanks around a tag are cut off.
        D50_BLANKS_TRIMMED "blanks-trimmed" for "H-59" is N;
        /// Blanks around a tag are refused.
        D50_BLANKS_REFUSED "blanks-refused" for "H-59 H-58" is N;
        /// Tags that differ in case only are one.
        D50_CASE_FOLDED "case-folded" for "H-62" is N;
    }
    "D-51" "Which header must the template of a phone have?"
    because "the documents name one and an SDK the other, so that clients send both" {
        /// `X-WindowsPhone-Target`.
        D51_A "a" for "H-53" is N but H in hub_docs;
        /// `X-NotificationClass`.
        D51_B "b" for "H-53" is N but H in field;
    }
    "D-52" "How strictly does a hub read a description?"
    because "SDKs differ in order and root, and all of them shipped" {
        /// In canonical order only.
        D52_A "a" for "H-43" is R but H in strict;
        /// In any order, under either root.
        D52_B "b" for "H-43 H-41" is H;
        /// Namespaces may begin with `https`.
        D52_HTTPS "https-namespaces" for "H-39" is R;
        /// Fields that only the hub sets may be refused when a client sends them.
        D52_READ_ONLY_REFUSED "read-only-refused" for "H-44" is N;
    }
    "D-53" "Does a hub need `x-ms-version` and a known `api-version`?"
    because "no SDK sends the header, and every SDK sends the parameter" {
        /// It may ask for the header.
        D53_A "a" for "H-03" is R but H in hub_docs;
        /// It does not ask for the header.
        D53_B "b" for "H-03" is H;
        /// An `api-version` that is missing or unknown may be refused.
        D53_UNKNOWN_VERSION_REFUSED "unknown-version-refused" for "H-02" is H;
    }
    "D-54" "What does a token sign?"
    because "every SDK signs the encoded URI, whatever the prose says" {
        /// The encoded URI.
        D54_A "a" for "H-112 H-113" is H;
        /// The URI before it is encoded.
        D54_B "b" for "H-112" is R;
        /// The clocks of the two sides may differ by some minutes.
        D54_SKEW "clock-skew" for "H-115" is N;
    }
    "D-55" "How are the words of an installation spelt?"
    because "what is on the wire differs from what is printed" {
        /// Platforms in lower case, `pushChannelExpired`.
        D55_A "a" for "H-82" is H;
        /// Platforms in upper case, `expiredPushChannel`.
        D55_B "b" for "H-82" is H but R in field;
    }
    "D-56" "Which status tells a device that its registration went well, and may it come early?"
    because "no two versions of the sample agree; a device may take any 2xx once the hub has answered" {
        /// 204.
        D56_A "a" for "S004-60 H-89" is H but R in backend_v2v3 client_sample;
        /// 200.
        D56_B "b" for "H-89 H-109" is H but R in backend_v1 client_sample;
        /// 202.
        D56_C "c" for "S004-91" is H but R in backend_v1 backend_v2v3;
        /// Any other 2xx.
        D56_ANY_2XX "any-2xx" for "S004-60" is H but R in backend_v1 backend_v2v3 client_sample;
        /// It may come before the hub has answered.
        D56_EARLY "before-the-hub" for "H-89" is R but N in backend_v1;
    }
    "D-57" "Which status does a device take as success?"
    because "the check of the sample does nothing, and no backend answers what it looks for" {
        /// 202 only.
        D57_A "a" for "S004-91 H-103" is R but H in client_sample;
        /// 200, or 200 and 202.
        D57_B "b" for "H-103" is R;
        /// Any 2xx.
        D57_C "c" for "H-103" is H but N in client_sample;
    }
    "D-58" "What does a backend answer when the hub says 410?"
    because "prose and client depend on 410; what the sample does instead is a defect" {
        /// 410.
        D58_A "a" for "S004-38 S004-39 H-91" is H;
        /// 500, or success.
        D58_B "b" for "S004-76 S004-71 H-92" is R but N in backend_v1;
    }
    "D-59" "In which form does a backend hand over an id?"
    because "the client of the seed cuts off two quotation marks" {
        /// A JSON string.
        D59_A "a" for "S004-56 S004-98 H-88" is H;
        /// Bare text.
        D59_B "b" for "H-100" is R but H in backend_v2v3;
        /// With 201 instead of 200.
        D59_CREATED "created" for "S004-97" is N;
    }
    "D-60" "How often does a device register again after 410?"
    because "the prose sends it back to the first step, the code tries once more" {
        /// As often as it is told 410.
        D60_A "a" for "S004-41 S004-29" is R but H in seed_literal;
        /// Once.
        D60_B "b" for "S004-90 H-76 H-107" is H;
        /// A few times.
        D60_A_FEW "a-few-times" for "S004-41" is N but R in strict;
    }
    "D-61" "Does a device store its id before it registers?"
    because "the order of the list and the code say so, and a lost reply would cost an id otherwise" {
        /// Yes.
        D61_A "a" for "S004-34 S004-99 H-67" is H but N in lenient;
        /// After the registration went well.
        D61_B "b" for "H-67" is R but N in lenient;
    }
    "D-62" "How does a device register templates through a backend?"
    because "the prose asks for an id each, the sample has no place for them" {
        /// One id for each template, and the flow unchanged.
        D62_A "a" for "S004-42 S004-43" is H;
        /// Not at all.
        D62_B "b" for "S004-53 S004-99" is N;
    }
    "D-63" "How does a backend refuse a stranger, or a tag?"
    because "the seed asks for the check and leaves its form open" {
        /// 401 for whoever is not known, 403 for a tag.
        D63_A "a" for "H-98 S004-61" is H;
        /// 403 for whoever is not known.
        D63_B "b" for "H-98" is H but R in strict;
        /// It leaves the tag out and goes on.
        D63_C "c" for "S004-15" is H but R in strict;
        /// 401 for a tag.
        D63_D "d" for "H-98" is H but R in strict;
    }
    "D-64" "Which words does a backend know for platforms?"
    because "the four of the seed have to work, and other samples have others" {
        /// `mpns`, `wns`, `apns` and `gcm`, letter for letter.
        D64_A "a" for "S004-62 S004-66" is H;
        /// `fcm` too.
        D64_B "fcm-too" for "S004-66 H-80" is N but H in backend_v2v3;
        /// In any case of letters.
        D64_C "any-case-too" for "H-95" is N;
    }
    "D-65" "Does a change of tags reach more than ten registrations?"
    because "the aim is all of a user's devices; ten is the value of an example" {
        /// All.
        D65_A "a" for "S004-21 S004-103" is H;
        /// The first page of ten.
        D65_B "b" for "S004-107 S004-108" is R but N in seed_literal;
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
        assert!(numbers.into_iter().eq(1..=65));
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
        assert_eq!(silent, ["D-09", "D-27", "D-31", "D-32", "D-37", "D-39", "D-51"]);
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
                    D43_C,
                    D43_MISSING_DELETES,
                    D49_LONGER_PAGES,
                    D50_A,
                    D52_A,
                    D60_A_FEW,
                    D63_B,
                    D63_C,
                    D63_D,
                ],
            ),
            (
                "lenient",
                &[
                    D01_B, D02_B, D05_A, D05_B, D08_A, D12_B, D13_B, D14_A, D20_C, D25_B, D29_A,
                    D29_B, D36_B, D44_B, D61_A, D61_B,
                ],
            ),
            (
                "seed-literal",
                &[
                    D01_C, D03_B, D10_BURST, D14_A, D23_A, D23_B, D30_A, D30_C, D30_MUST, D32_A,
                    D32_B, D37_A, D37_B, D46_A, D60_A, D65_B,
                ],
            ),
            ("field", &[D01_C, D03_B, D06_A, D06_B, D40_B, D42_A, D51_B, D55_B]),
            ("era-7.0", &[D07_C, D07_RANGES_TAKEN, D22_A, D22_B, D22_C, D27_A, D27_B]),
            ("era-2012", &[D16_B]),
            ("era-2014", &[D16_A, D22_B, D47_A]),
            ("hub-docs", &[D40_A, D41_B, D42_C, D43_B, D48_B, D48_DECLARED_AS_ENTRY, D51_A, D53_A]),
            ("backend-v1", &[D56_B, D56_C, D56_ANY_2XX, D56_EARLY, D58_B]),
            ("backend-v2v3", &[D56_A, D56_C, D56_ANY_2XX, D59_B, D64_B]),
            ("client-sample", &[D56_A, D56_B, D56_ANY_2XX, D57_A, D57_C]),
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
