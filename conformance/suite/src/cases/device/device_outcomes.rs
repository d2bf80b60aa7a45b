//! What a device does once its registration was answered.

use mpnspec_model::requirement::*;

use crate::case::Case;
use crate::case::device::{
    Ask::{Id, Put},
    Form, Loss,
    Outcome::{Either, Failed, Registered},
    Reply,
    Slot::Native,
    Step::*,
    USUAL,
};

cases! { TAKEN;
    "device-outcomes/takes-200-for-success" [ANY_2XX_IS_SUCCESS]
        EveryPut(Reply::Status(200)), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/takes-201-for-success" [ANY_2XX_IS_SUCCESS]
        EveryPut(Reply::Status(201)), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/takes-202-for-success" [ANY_2XX_IS_SUCCESS]
        EveryPut(Reply::Status(202)), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/takes-204-for-success" [ANY_2XX_IS_SUCCESS]
        EveryPut(Reply::Status(204)), Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/passes-over-a-json-body" [BODY_OF_THE_ANSWER_IS_IGNORED]
        EveryPut(Reply::Body(200, r#"{"error":"none","status":410}"#)),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/passes-over-a-page" [BODY_OF_THE_ANSWER_IS_IGNORED]
        EveryPut(Reply::Body(200, "<!doctype html><title>410 Gone</title>")),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/passes-over-half-a-json-body" [BODY_OF_THE_ANSWER_IS_IGNORED]
        EveryPut(Reply::Body(202, r#"{"registered":"#)),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1)]);
    "device-outcomes/passes-over-an-id-in-the-answer" [BODY_OF_THE_ANSWER_IS_IGNORED, PUT_BEARS_ITS_ID]
        EveryPut(Reply::Body(200, r#""1-2-3""#)), Register(Native, USUAL, Registered),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/waits-for-an-answer-that-comes-octet-by-octet" [ANY_2XX_IS_SUCCESS]
        EveryPut(Reply::Trickled), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1)]);
}

cases! { GONE;
    "device-outcomes/renews-its-id-after-410"
        [GONE_ASKS_FOR_A_NEW_ID, GONE_REGISTERS_AGAIN, DEAD_ID_IS_NOT_PUT_AGAIN]
        Register(Native, USUAL, Registered), Puts(&[Reply::Status(410)]),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1), Id, Put(2)]);
    "device-outcomes/renews-a-fresh-id-after-410"
        [GONE_ASKS_FOR_A_NEW_ID, GONE_REGISTERS_AGAIN, DEAD_ID_IS_NOT_PUT_AGAIN]
        Puts(&[Reply::Status(410)]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2)]);
    "device-outcomes/renews-its-id-after-410-with-a-body"
        [GONE_ASKS_FOR_A_NEW_ID, GONE_REGISTERS_AGAIN]
        Puts(&[Reply::Body(410, r#"{"Message":"Gone"}"#)]), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2)]);
    "device-outcomes/does-not-use-a-dead-id-later" [DEAD_ID_IS_NOT_PUT_AGAIN]
        Puts(&[Reply::Status(410)]), Register(Native, USUAL, Registered),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Id, Put(2), Put(2)]);
    "device-outcomes/reads-the-new-id-like-the-first" [PUT_BEARS_ITS_ID, BARE_ID_IS_USED_WHOLE]
        Ids(&[Reply::Usual, Reply::Id(Form::Bare)]), Puts(&[Reply::Status(410)]),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Id, Put(2)]);
    "device-outcomes/tries-once-more-after-410" [ONE_MORE_TRY_AFTER_410, SECOND_410_IS_AN_ERROR]
        EveryPut(Reply::Status(410)), Ids(&[Reply::Usual, Reply::Usual]),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Id, Put(2)]);
    // A device that goes on without end comes to one all the same.
    "device-outcomes/does-not-go-on-for-ever-after-410" [ONE_MORE_TRY_AFTER_410]
        Puts(&[Reply::Status(410), Reply::Status(410), Reply::Status(410), Reply::Status(410),
               Reply::Status(410), Reply::Status(410), Reply::Status(410), Reply::Status(410)]),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Id, Put(2)]);
    "device-outcomes/gets-well-after-410-twice" [SECOND_410_IS_AN_ERROR, PUTS_ITS_REGISTRATION]
        Puts(&[Reply::Status(410), Reply::Status(410)]), Register(Native, USUAL, Failed),
        Register(Native, USUAL, Registered);
    "device-outcomes/fails-when-there-is-no-new-id"
        [GONE_ASKS_FOR_A_NEW_ID, FAILED_ID_REQUEST_IS_AN_ERROR, NO_PUT_WITHOUT_AN_ID]
        Register(Native, USUAL, Registered), Puts(&[Reply::Status(410)]),
        EveryId(Reply::Status(503)), Register(Native, USUAL, Failed),
        Asked(&[Id, Put(1), Put(1), Id]);
    "device-outcomes/fails-when-the-new-id-is-refused" [REFUSAL_IS_AN_ERROR, GONE_REGISTERS_AGAIN]
        Puts(&[Reply::Status(410), Reply::Status(500), Reply::Status(500), Reply::Status(500)]),
        Register(Native, USUAL, Failed);
}

cases! { REFUSED;
    "device-outcomes/does-not-try-404-again" [NOT_FOUND_IS_NOT_RETRIED, REFUSAL_IS_AN_ERROR]
        EveryPut(Reply::Status(404)), Register(Native, USUAL, Failed), Asked(&[Id, Put(1)]);
    "device-outcomes/does-not-renew-after-404" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(404)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-400" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(400)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-401" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(401)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-403" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(403)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-412" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(412)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-429" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(429)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-500" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(500)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-read-gone-out-of-a-500" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered),
        EveryPut(Reply::Body(500, r#"{"ExceptionMessage":"Gone"}"#)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-after-503" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(503)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-when-the-connection-ends"
        [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Lost(Loss::Closed)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    "device-outcomes/does-not-renew-when-no-answer-comes" [ONLY_410_RENEWS, REFUSAL_IS_AN_ERROR]
        Register(Native, USUAL, Registered), EveryPut(Reply::Lost(Loss::Stalled)),
        Register(Native, USUAL, Failed), Asked(&[Id, Put(1), Put(1)]);
    // Whether a device follows is its own affair; that it is sent on costs it no id.
    "device-outcomes/does-not-renew-when-it-is-sent-on" [PUTS_ITS_REGISTRATION, ASKS_ONLY_WITHOUT_AN_ID]
        Register(Native, USUAL, Registered), Puts(&[Reply::Moved(307)]),
        Register(Native, USUAL, Either), Register(Native, USUAL, Registered);
    "device-outcomes/takes-no-dead-end-for-success" [REFUSAL_IS_AN_ERROR]
        EveryPut(Reply::Status(304)), Register(Native, USUAL, Failed), Asked(&[Id, Put(1)]);
}
