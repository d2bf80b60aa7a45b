//! How a device comes by an id.

use mpnspec_model::requirement::*;

use crate::case::Case;
use crate::case::device::{
    Ask::{Id, Put},
    Form, Loss,
    Outcome::{Failed, Registered},
    Reply,
    Slot::Native,
    Step::*,
    USUAL,
};

cases! { CASES;
    "device-ids/asks-for-an-id-first" [ASKS_FOR_AN_ID, PUT_BEARS_ITS_ID]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/asks-by-an-empty-post"
        [ID_REQUEST_IS_A_POST, ID_REQUEST_GOES_TO_THE_BASE, ID_REQUEST_IS_EMPTY]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-the-quotation-marks-off" [QUOTES_ARE_NO_PART_OF_AN_ID, PUT_BEARS_ITS_ID]
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
}

cases! { FORMS;
    "device-ids/takes-an-id-with-201" [ANY_2XX_BRINGS_AN_ID]
        Ids(&[Reply::IdWith(201)]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-an-id-with-202" [ANY_2XX_BRINGS_AN_ID]
        Ids(&[Reply::IdWith(202)]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-a-bare-id" [BARE_ID_IS_USED_WHOLE]
        Ids(&[Reply::Id(Form::Bare)]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-a-bare-id-on-a-line" [BARE_ID_IS_USED_WHOLE]
        Ids(&[Reply::Id(Form::BareLine)]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1)]);
    "device-ids/reads-the-escapes-of-an-id" [ID_IS_READ_AS_JSON]
        Ids(&[Reply::Id(Form::Escaped)]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/reads-an-id-between-blanks" [ID_IS_READ_AS_JSON]
        Ids(&[Reply::Id(Form::Padded)]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-an-id-of-letters" [ID_IS_OPAQUE]
        Ids(&[Reply::Named("registration")]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1)]);
    "device-ids/takes-a-guid-for-an-id" [ID_IS_OPAQUE]
        Ids(&[Reply::Named("0f8fad5b-d9cb-469f-a165-70867728950e")]),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-an-id-of-one-character" [ID_IS_OPAQUE]
        Ids(&[Reply::Named("5")]), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/takes-an-id-with-marks" [ID_IS_OPAQUE]
        Ids(&[Reply::Named("a:b@c,d;e=f+g!~_.")]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1)]);
    "device-ids/takes-an-id-of-200-characters" [ID_IS_OPAQUE]
        Ids(&[Reply::Named(concat!(
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN",
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN",
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN",
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN",
        ))]),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-ids/waits-for-an-id-that-comes-octet-by-octet" [PUT_BEARS_ITS_ID, ASKS_FOR_AN_ID]
        Ids(&[Reply::Trickled]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1)]);
}

cases! { FAILURES;
    "device-ids/does-not-register-an-empty-id" [EMPTY_ID_IS_NO_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Id(Form::Empty)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-without-the-body-of-an-answer"
        [EMPTY_ID_IS_NO_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Id(Form::Nothing)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-after-204" [EMPTY_ID_IS_NO_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(204)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-after-500" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(500)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/takes-no-error-for-an-id" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Body(500, r#""An error has occurred.""#)),
        Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-after-401" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(401)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-after-404" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(404)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-after-410" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(410)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-after-503" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(503)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-when-the-connection-ends"
        [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Lost(Loss::Closed)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-half-an-id" [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Lost(Loss::Cut)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/does-not-register-when-no-answer-comes"
        [NO_PUT_WITHOUT_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Lost(Loss::Stalled)), Register(Native, USUAL, Failed), Asked(&[Id]);
    "device-ids/asks-again-after-a-failure" [ASKS_FOR_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Status(500)), Register(Native, USUAL, Failed),
        EveryId(Reply::Usual), Register(Native, USUAL, Registered), Asked(&[Id, Id, Put(1)]);
    "device-ids/asks-again-after-a-lost-id" [ASKS_FOR_AN_ID, FAILED_ID_REQUEST_IS_AN_ERROR]
        EveryId(Reply::Lost(Loss::Closed)), Register(Native, USUAL, Failed),
        EveryId(Reply::Usual), Register(Native, USUAL, Registered), Asked(&[Id, Id, Put(2)]);
}
