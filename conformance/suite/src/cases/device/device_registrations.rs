//! The request by which a device registers.

use mpnspec_model::requirement::*;

use crate::case::Case;
use crate::case::device::{
    Ask::{Id, Put},
    Outcome::Registered,
    Registration, Reply,
    Slot::Native,
    Step::*,
    USUAL,
};

cases! { CASES;
    // Everything that the documents tell, in their order.
    "device-registrations/follows-the-flow-of-the-documents"
        [ASKS_FOR_AN_ID, QUOTES_ARE_NO_PART_OF_AN_ID, PUTS_ITS_REGISTRATION, PUT_BEARS_ITS_ID,
         ANY_2XX_IS_SUCCESS, ASKS_ONLY_WITHOUT_AN_ID, ID_STAYS_WITH_A_NEW_HANDLE,
         GONE_ASKS_FOR_A_NEW_ID, GONE_REGISTERS_AGAIN, DEAD_ID_IS_NOT_PUT_AGAIN, NEW_ID_IS_KEPT]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]),
        Register(Native, OTHER_HANDLE, Registered), Asked(&[Id, Put(1), Put(1)]),
        Puts(&[Reply::Status(410)]), Register(Native, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1), Put(1), Id, Put(2)]),
        Register(Native, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1), Put(1), Id, Put(2), Put(2)]);
    "device-registrations/puts-to-the-id" [PUTS_ITS_REGISTRATION, PUT_GOES_TO_THE_ID, PUT_BEARS_ITS_ID]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/brings-the-object-of-the-sample"
        [PUT_DECLARES_JSON, PUT_IS_A_JSON_OBJECT, MEMBERS_ARE_SPELT_AS_IN_THE_SAMPLE,
         THREE_MEMBERS_ARE_ALL, PLATFORM_IS_ONE_OF_FOUR, HANDLE_IS_AS_TOLD, TAGS_ARE_AN_ARRAY,
         TAGS_ARE_AS_TOLD]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/names-its-platform-always-alike" [PLATFORM_STAYS]
        Register(Native, USUAL, Registered), Register(Native, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-registrations/holds-no-key" [HOLDS_NO_KEY]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/registers-what-was-registered-before"
        [REGISTERS_AT_EACH_START, PUTS_ITS_REGISTRATION]
        Register(Native, USUAL, Registered), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-registrations/registers-at-each-start" [REGISTERS_AT_EACH_START]
        Register(Native, USUAL, Registered), Restart, Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-registrations/registers-once-in-a-call" [ONE_PUT_IS_ENOUGH]
        Register(Native, USUAL, Registered), Register(Native, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-registrations/brings-the-whole-again-with-the-new-id"
        [GONE_REGISTERS_AGAIN, HANDLE_IS_AS_TOLD, TAGS_ARE_AS_TOLD]
        Puts(&[Reply::Status(410)]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2)]);
}

cases! { ENCODED;
    "device-registrations/encodes-a-slash-of-an-id" [ID_IS_PERCENT_ENCODED]
        Ids(&[Reply::Named("1/2/3")]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/encodes-a-question-mark-of-an-id" [ID_IS_PERCENT_ENCODED]
        Ids(&[Reply::Named("1?2=3")]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/encodes-a-number-sign-of-an-id" [ID_IS_PERCENT_ENCODED]
        Ids(&[Reply::Named("1#2")]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/encodes-a-percent-sign-of-an-id" [ID_IS_PERCENT_ENCODED]
        Ids(&[Reply::Named("100%25")]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/encodes-letters-beyond-ascii-of-an-id" [ID_IS_PERCENT_ENCODED]
        Ids(&[Reply::Named("é-漢-1")]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-registrations/encodes-an-id-whose-escapes-it-has-read" [ID_IS_READ_AS_JSON]
        Ids(&[Reply::Body(200, r#""1\/2\u002f3""#)]), Register(Native, USUAL, Registered);
}

cases! { HANDLES;
    "device-registrations/brings-a-handle-with-a-query" [HANDLE_IS_AS_TOLD]
        Register(Native, USUAL.at("https://s.notify.live.net/u/1?a=b&c=%2B+d#e"), Registered);
    "device-registrations/brings-a-handle-with-quotes" [HANDLE_IS_AS_TOLD, PUT_IS_A_JSON_OBJECT]
        Register(Native, USUAL.at(r#"https://h.test/"a"\b'c'"#), Registered);
    "device-registrations/brings-a-handle-beyond-ascii" [HANDLE_IS_AS_TOLD, PUT_IS_A_JSON_OBJECT]
        Register(Native, USUAL.at("https://h.test/é漢😀"), Registered);
    "device-registrations/brings-a-handle-of-1024-characters" [HANDLE_IS_AS_TOLD]
        Register(Native, USUAL.at(LONG_HANDLE), Registered);
    "device-registrations/brings-the-handle-of-an-apple-device" [HANDLE_IS_AS_TOLD]
        Register(Native, USUAL.at("abcdef0123456789abcdef0123456789"), Registered);
    "device-registrations/brings-the-new-handle" [HANDLE_IS_AS_TOLD, ID_STAYS_WITH_A_NEW_HANDLE]
        Register(Native, USUAL, Registered), Register(Native, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1)]);
}

cases! { TAGS;
    "device-registrations/brings-an-empty-array-for-no-tags" [TAGS_ARE_AN_ARRAY, TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(&[]), Registered);
    "device-registrations/brings-one-tag" [TAGS_ARE_AN_ARRAY, TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(&["news"]), Registered);
    "device-registrations/brings-sixty-tags" [TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(SIXTY_TAGS), Registered);
    "device-registrations/brings-a-tag-that-was-told-twice" [TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(&["news", "sport", "news"]), Registered);
    "device-registrations/brings-tags-that-differ-in-case" [TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(&["news", "News", "NEWS"]), Registered);
    "device-registrations/brings-tags-with-marks" [TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(&["user:alice@h.test", "a_b-c.d#e", "1"]), Registered);
    "device-registrations/brings-tags-beyond-ascii" [TAGS_ARE_AS_TOLD, PUT_IS_A_JSON_OBJECT]
        Register(Native, USUAL.tagged(&["été", "漢字", "😀"]), Registered);
    "device-registrations/brings-tags-with-blanks-and-quotes" [TAGS_ARE_AS_TOLD]
        Register(Native, USUAL.tagged(&["two words", r#"a "quote""#, r"a\b"]), Registered);
    "device-registrations/brings-the-new-tags-and-not-the-old" [TAGS_ARE_AS_TOLD]
        Register(Native, USUAL, Registered),
        Register(Native, USUAL.tagged(&["sport"]), Registered),
        Register(Native, USUAL.tagged(&[]), Registered), Asked(&[Id, Put(1), Put(1), Put(1)]);
}

const OTHER_HANDLE: Registration =
    USUAL.at("https://s.notify.live.net/u/1/bn1/H2QAAAC-another_one/d2luZG93c3Bob25l/y9R");

/// Longer than any that MPNS gives.
const LONG_HANDLE: &str = concat!(
    "https://s.notify.live.net/u/1/bn1/",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvw",
    "0123456789abcdefghij",
);

/// As many as a hub takes.
const SIXTY_TAGS: &[&str] = &[
    "t00", "t01", "t02", "t03", "t04", "t05", "t06", "t07", "t08", "t09", "t10", "t11", "t12",
    "t13", "t14", "t15", "t16", "t17", "t18", "t19", "t20", "t21", "t22", "t23", "t24", "t25",
    "t26", "t27", "t28", "t29", "t30", "t31", "t32", "t33", "t34", "t35", "t36", "t37", "t38",
    "t39", "t40", "t41", "t42", "t43", "t44", "t45", "t46", "t47", "t48", "t49", "t50", "t51",
    "t52", "t53", "t54", "t55", "t56", "t57", "t58", "t59",
];
