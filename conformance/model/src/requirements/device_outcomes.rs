//! What a device does once its registration was answered.

requirements! {
    in device_outcomes;

    /// Any 2xx means that the registration went well.
    ANY_2XX_IS_SUCCESS = "device-outcomes/any-2xx-is-success"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-91 H-103 D-57";
    /// Of the answer to a registration the status alone counts, whatever body comes with it.
    BODY_OF_THE_ANSWER_IS_IGNORED = "device-outcomes/body-of-the-answer-is-ignored"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-94";
    /// A device whose registration was refused, or not answered, tells its caller so.
    REFUSAL_IS_AN_ERROR = "device-outcomes/refusal-is-an-error"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-91";
    /// After 410 the device asks for a new id.
    GONE_ASKS_FOR_A_NEW_ID = "device-outcomes/gone-asks-for-a-new-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-38 S004-41 S004-89";
    /// With the new id the device registers again.
    GONE_REGISTERS_AGAIN = "device-outcomes/gone-registers-again"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-41 S004-90";
    /// An id that is gone is never registered again.
    DEAD_ID_IS_NOT_PUT_AGAIN = "device-outcomes/dead-id-is-not-put-again"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-40 H-104";
    /// After 410 the device tries once more, and not for ever.
    ONE_MORE_TRY_AFTER_410 = "device-outcomes/one-more-try-after-410"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-90 H-76 H-107 D-60";
    /// A second 410 in a row is told as an error.
    SECOND_410_IS_AN_ERROR = "device-outcomes/second-410-is-an-error"
        Device Should V7_0 from "Practice of client libraries" for "S004-91 H-107 D-60";
    /// No other answer than 410 makes the device ask for another id.
    ONLY_410_RENEWS = "device-outcomes/only-410-renews"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-86 H-76 D-44";
    /// After 404 the same registration is not tried again.
    NOT_FOUND_IS_NOT_RETRIED = "device-outcomes/not-found-is-not-retried"
        Device Must V7_0 from "Practice of client libraries" for "H-76 D-44";
}
