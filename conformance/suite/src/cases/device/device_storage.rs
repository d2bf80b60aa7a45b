//! What a device keeps.

use mpnspec_model::requirement::*;

use crate::case::Case;
use crate::case::device::{
    Ask::{Id, Put},
    Loss,
    Outcome::{Either, Failed, Registered},
    Registration, Reply,
    Slot::{Native, News, Weather},
    Step::*,
    USUAL,
};

cases! { CASES;
    "device-storage/uses-the-id-it-has" [ASKS_ONLY_WITHOUT_AN_ID]
        Register(Native, USUAL, Registered), Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-storage/keeps-the-id-that-it-was-handed" [KEEPS_ITS_ID]
        Register(Native, USUAL, Registered), Stored(&[(Native, Some(1))]);
    "device-storage/keeps-its-id-when-the-handle-changes"
        [ID_STAYS_WITH_A_NEW_HANDLE, ASKS_ONLY_WITHOUT_AN_ID]
        Register(Native, USUAL, Registered), Register(Native, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-storage/keeps-its-id-when-the-tags-change"
        [ID_STAYS_WITH_A_NEW_HANDLE, ASKS_ONLY_WITHOUT_AN_ID]
        Register(Native, USUAL, Registered),
        Register(Native, USUAL.tagged(&["sport"]), Registered), Asked(&[Id, Put(1), Put(1)]);
    "device-storage/keeps-its-id-over-a-restart" [ID_SURVIVES_A_RESTART]
        Register(Native, USUAL, Registered), Restart, Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-storage/keeps-its-id-over-two-restarts" [ID_SURVIVES_A_RESTART]
        Register(Native, USUAL, Registered), Restart, Register(Native, OTHER_HANDLE, Registered),
        Restart, Restart, Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1), Put(1)]);
    "device-storage/shows-its-id-after-a-restart" [KEEPS_ITS_ID, ID_SURVIVES_A_RESTART]
        Register(Native, USUAL, Registered), Restart, Stored(&[(Native, Some(1))]);
    "device-storage/keeps-an-id-of-its-own-form" [KEEPS_ITS_ID, ID_SURVIVES_A_RESTART]
        Ids(&[Reply::Named("é\"1\"/{2}")]), Register(Native, USUAL, Either), Restart,
        Stored(&[(Native, Some(1))]);
}

cases! { FAILURES;
    "device-storage/stores-its-id-before-it-registers" [STORED_BEFORE_USE]
        EveryPut(Reply::Lost(Loss::Closed)), Register(Native, USUAL, Failed),
        EveryPut(Reply::Usual), Restart, Register(Native, USUAL, Registered),
        Asked(&[Id, Put(1), Put(1)]);
    "device-storage/shows-an-id-whose-registration-failed" [STORED_BEFORE_USE]
        EveryPut(Reply::Lost(Loss::Closed)), Register(Native, USUAL, Failed), Restart,
        Stored(&[(Native, Some(1))]);
    "device-storage/stores-its-id-before-it-is-refused" [STORED_BEFORE_USE]
        EveryPut(Reply::Status(500)), Register(Native, USUAL, Failed),
        EveryPut(Reply::Usual), Restart, Register(Native, USUAL, Registered);
    "device-storage/stores-nothing-after-500" [FAILED_REQUEST_STORES_NOTHING]
        EveryId(Reply::Body(500, "\"1-2-3\"")), Register(Native, USUAL, Failed),
        Stored(&[(Native, None)]);
    "device-storage/stores-nothing-of-half-an-id" [FAILED_REQUEST_STORES_NOTHING]
        EveryId(Reply::Lost(Loss::Cut)), Register(Native, USUAL, Failed), Stored(&[(Native, None)]);
    "device-storage/keeps-its-id-after-404" [ID_SURVIVES_404]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(404)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1), Put(1)]);
    "device-storage/shows-its-id-after-404" [ID_SURVIVES_404, KEEPS_ITS_ID]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(404)),
        Register(Native, USUAL, Failed), Stored(&[(Native, Some(1))]);
    "device-storage/keeps-its-id-after-400" [ID_SURVIVES_A_REFUSAL]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(400)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered);
    "device-storage/keeps-its-id-after-401" [ID_SURVIVES_A_REFUSAL]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(401)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered);
    "device-storage/keeps-its-id-after-500" [ID_SURVIVES_A_REFUSAL]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(500)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1), Put(1)]);
    "device-storage/shows-its-id-after-500" [ID_SURVIVES_A_REFUSAL, KEEPS_ITS_ID]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(500)),
        Register(Native, USUAL, Failed), Stored(&[(Native, Some(1))]);
    "device-storage/keeps-its-id-after-503" [ID_SURVIVES_A_REFUSAL]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(503)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered);
    "device-storage/keeps-its-id-after-a-dead-end" [ID_SURVIVES_A_REFUSAL]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(304)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered);
    "device-storage/keeps-its-id-when-the-answer-is-lost" [ID_SURVIVES_SILENCE]
        Register(Native, USUAL, Registered), EveryPut(Reply::Lost(Loss::Closed)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1), Put(1)]);
    "device-storage/keeps-its-id-when-the-answer-is-cut" [ID_SURVIVES_SILENCE]
        Register(Native, USUAL, Registered), EveryPut(Reply::Lost(Loss::Cut)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered);
    "device-storage/keeps-its-id-when-no-answer-comes" [ID_SURVIVES_SILENCE]
        Register(Native, USUAL, Registered), EveryPut(Reply::Lost(Loss::Stalled)),
        Register(Native, USUAL, Failed), EveryPut(Reply::Usual),
        Register(Native, USUAL, Registered);
    "device-storage/shows-its-id-after-a-lost-answer" [ID_SURVIVES_SILENCE, KEEPS_ITS_ID]
        Register(Native, USUAL, Registered), EveryPut(Reply::Lost(Loss::Closed)),
        Register(Native, USUAL, Failed), Stored(&[(Native, Some(1))]);
}

cases! { GONE;
    "device-storage/forgets-an-id-that-is-gone" [DEAD_ID_IS_FORGOTTEN, KEEPS_ITS_ID, NEW_ID_IS_KEPT]
        Register(Native, USUAL, Registered), Puts(&[Reply::Status(410)]),
        Register(Native, USUAL, Registered), Stored(&[(Native, Some(2))]);
    "device-storage/forgets-it-even-if-there-is-no-other" [DEAD_ID_IS_FORGOTTEN]
        Register(Native, USUAL, Registered), Puts(&[Reply::Status(410)]),
        EveryId(Reply::Status(500)), Register(Native, USUAL, Failed), Stored(&[(Native, None)]);
    "device-storage/asks-again-for-the-id-that-it-did-not-get" [DEAD_ID_IS_NOT_PUT_AGAIN, ASKS_FOR_AN_ID]
        Register(Native, USUAL, Registered), Puts(&[Reply::Status(410)]),
        EveryId(Reply::Status(500)), Register(Native, USUAL, Failed), EveryId(Reply::Usual),
        Restart, Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Put(1), Id, Id, Put(2)]);
    "device-storage/keeps-the-new-id" [NEW_ID_IS_KEPT]
        Puts(&[Reply::Status(410)]), Register(Native, USUAL, Registered),
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Id, Put(2), Put(2)]);
    "device-storage/keeps-the-new-id-over-a-restart" [NEW_ID_IS_KEPT, ID_SURVIVES_A_RESTART]
        Puts(&[Reply::Status(410)]), Register(Native, USUAL, Registered), Restart,
        Register(Native, USUAL, Registered), Asked(&[Id, Put(1), Id, Put(2), Put(2)]);
    "device-storage/stores-the-new-id-before-it-registers" [STORED_BEFORE_USE]
        Register(Native, USUAL, Registered),
        Puts(&[Reply::Status(410)]), EveryPut(Reply::Lost(Loss::Closed)),
        Register(Native, USUAL, Either), EveryPut(Reply::Usual), Restart,
        Stored(&[(Native, Some(2))]);
    "device-storage/keeps-the-newer-id-or-none-after-410-twice" [SECOND_410_LEAVES_THE_NEW_ID_OR_NONE]
        Register(Native, USUAL, Registered), EveryPut(Reply::Status(410)),
        Register(Native, USUAL, Failed), Stored(&[]);
}

cases! { TEMPLATES;
    "device-storage/renews-the-id-of-each-template"
        [ONE_ID_FOR_EACH_TEMPLATE, GONE_ASKS_FOR_A_NEW_ID, DEAD_ID_IS_NOT_PUT_AGAIN]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered), Expire,
        Register(Weather, USUAL, Registered), Register(News, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2), Put(2), Id, Put(3), Put(1), Id, Put(4)]);
    "device-storage/keeps-an-id-for-each-template" [ONE_ID_FOR_EACH_TEMPLATE]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2)]);
    "device-storage/uses-the-id-of-each-template" [ONE_ID_FOR_EACH_TEMPLATE]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered),
        Register(News, OTHER_HANDLE, Registered), Register(Weather, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Id, Put(2), Put(1), Put(2)]);
    "device-storage/shows-the-id-of-each-template" [ONE_ID_FOR_EACH_TEMPLATE, KEEPS_ITS_ID]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered),
        Stored(&[(News, Some(1)), (Weather, Some(2))]);
    "device-storage/tells-a-template-from-itself" [ONE_ID_FOR_EACH_TEMPLATE]
        Register(Native, USUAL, Registered), Register(News, USUAL, Registered),
        Register(Native, USUAL, Registered), Register(News, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2), Put(1), Put(2)]);
    "device-storage/keeps-the-ids-of-templates-over-a-restart"
        [ONE_ID_FOR_EACH_TEMPLATE, ID_SURVIVES_A_RESTART]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered), Restart,
        Register(Weather, USUAL, Registered), Register(News, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2), Put(2), Put(1)]);
    "device-storage/keeps-the-others-when-one-template-is-gone" [OTHER_TEMPLATES_KEEP_THEIR_IDS]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered),
        Puts(&[Reply::Status(410)]), Register(News, USUAL, Registered),
        Register(Weather, USUAL, Registered),
        Asked(&[Id, Put(1), Id, Put(2), Put(1), Id, Put(3), Put(2)]);
    "device-storage/shows-the-others-when-one-template-is-gone"
        [OTHER_TEMPLATES_KEEP_THEIR_IDS, DEAD_ID_IS_FORGOTTEN]
        Register(News, USUAL, Registered), Register(Weather, USUAL, Registered),
        Puts(&[Reply::Status(410)]), Register(News, USUAL, Registered),
        Stored(&[(News, Some(3)), (Weather, Some(2))]);
    "device-storage/follows-the-same-flow-for-a-template"
        [PUTS_ITS_REGISTRATION, GONE_ASKS_FOR_A_NEW_ID, GONE_REGISTERS_AGAIN, ID_STAYS_WITH_A_NEW_HANDLE]
        Register(News, USUAL, Registered), Register(News, OTHER_HANDLE, Registered),
        Puts(&[Reply::Status(410)]), Register(News, OTHER_HANDLE, Registered),
        Asked(&[Id, Put(1), Put(1), Put(1), Id, Put(2)]);
}

cases! { TOGETHER;
    "device-storage/registers-two-templates-at-once" [ASKS_ONLY_WITHOUT_AN_ID, PUT_BEARS_ITS_ID]
        Together(&[(News, USUAL), (Weather, OTHER_HANDLE)]);
    "device-storage/loses-no-id-of-two-templates-at-once" [IDS_SURVIVE_ONE_ANOTHER]
        Together(&[(News, USUAL), (Weather, OTHER_HANDLE)]),
        Register(News, USUAL, Registered), Register(Weather, OTHER_HANDLE, Registered);
    "device-storage/loses-no-id-of-three-rounds-at-once"
        [IDS_SURVIVE_ONE_ANOTHER, GONE_ASKS_FOR_A_NEW_ID, GONE_REGISTERS_AGAIN]
        Together(&[(News, USUAL), (Weather, OTHER_HANDLE)]),
        Together(&[(Weather, USUAL), (News, OTHER_HANDLE)]),
        Expire, Together(&[(News, USUAL), (Weather, OTHER_HANDLE)]),
        Register(News, USUAL, Registered), Register(Weather, OTHER_HANDLE, Registered);
    "device-storage/keeps-the-ids-of-two-templates-at-once-over-a-restart" [ID_SURVIVES_A_RESTART]
        Together(&[(News, USUAL), (Weather, OTHER_HANDLE)]), Restart,
        Register(News, USUAL, Registered), Register(Weather, OTHER_HANDLE, Registered);
    "device-storage/shows-the-ids-of-two-templates-at-once" [IDS_SURVIVE_ONE_ANOTHER, KEEPS_ITS_ID]
        Together(&[(News, USUAL), (Weather, OTHER_HANDLE)]),
        Stored(&[]);
    "device-storage/registers-itself-and-a-template-at-once" [IDS_SURVIVE_ONE_ANOTHER]
        Together(&[(Native, USUAL), (News, OTHER_HANDLE)]),
        Register(Native, USUAL, Registered), Register(News, OTHER_HANDLE, Registered);
    "device-storage/asks-for-one-id-between-two-calls-at-once" [ONE_ID_BETWEEN_CALLS_AT_ONCE]
        Together(&[(Native, USUAL), (Native, OTHER_HANDLE)]);
}

const OTHER_HANDLE: Registration =
    USUAL.at("https://s.notify.live.net/u/1/bn1/H2QAAAC-another_one/d2luZG93c3Bob25l/y9R");
