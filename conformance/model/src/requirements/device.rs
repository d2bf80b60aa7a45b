//! The device: what it asks of its backend, and what it makes of the answers.

requirements! {
    in device;

    /// A device shows no key of the hub: no request of its own bears a shared access signature.
    HOLDS_NO_KEY = "device/holds-no-key"
        Device Must V7_0 from "Registering from your app backend (dn743807), Tags must be secured"
            for "S004-11";

    // The request for an id.
    /// A device that has no id asks its backend for one before it registers.
    ASKS_FOR_AN_ID = "device/asks-for-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-31 S004-82";
    /// An id is asked for by POST.
    ID_REQUEST_IS_A_POST = "device/id-request-is-a-post"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-96";
    /// An id is asked for at the very URL that the backend has for registrations.
    ID_REQUEST_GOES_TO_THE_BASE = "device/id-request-goes-to-the-base"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-80 S004-96";
    /// The request for an id has an empty body.
    ID_REQUEST_IS_EMPTY = "device/id-request-is-empty"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-96";

    // The id in the answer.
    /// Any 2xx brings an id, 201 no less than 200.
    ANY_2XX_BRINGS_AN_ID = "device/any-2xx-brings-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-97 D-59";
    /// The quotation marks around an id in an answer are no part of it.
    QUOTES_ARE_NO_PART_OF_AN_ID = "device/quotes-are-no-part-of-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-98 D-59";
    /// An id is read as the JSON string that it comes in: escapes stand for characters, and blanks
    /// around the string for nothing.
    ID_IS_READ_AS_JSON = "device/id-is-read-as-json"
        Device Should V7_0 from "Practice of client libraries" for "S004-98 D-59";
    /// An id that comes bare is used whole: nothing is cut off where no quotation marks are.
    BARE_ID_IS_USED_WHOLE = "device/bare-id-is-used-whole"
        Device Should V7_0 from "Practice of client libraries" for "S004-98 D-59";
    /// A device takes an id for what it is, whatever characters it is made of.
    ID_IS_OPAQUE = "device/id-is-opaque"
        Device Should V7_0 from "Practice of client libraries" for "S004-35";
    /// An answer with an empty id brings none: nothing is registered under it.
    EMPTY_ID_IS_NO_ID = "device/empty-id-is-no-id"
        Device Should V7_0 from "Practice of client libraries" for "S004-92 S004-98";
    /// Where no id was handed over, nothing is registered.
    NO_PUT_WITHOUT_AN_ID = "device/no-put-without-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-100";
    /// A device that gets no id tells its caller that it is not registered.
    FAILED_ID_REQUEST_IS_AN_ERROR = "device/failed-id-request-is-an-error"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-100";

    // The registration.
    /// A device registers with a PUT that brings the id, the handle and the tags.
    REGISTERS_WITH_A_PUT = "device/registers-with-a-put"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-36 S004-85";
    /// It registers at the backend's URL, a slash and one segment: the id.
    PUT_GOES_TO_THE_ID = "device/put-goes-to-the-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-80 S004-92";
    /// The id under which it registers is the one that it was handed.
    PUT_BEARS_ITS_ID = "device/put-bears-its-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-35";
    /// What an id has in it that would end a segment of a path is percent-encoded.
    ID_IS_PERCENT_ENCODED = "device/id-is-percent-encoded"
        Device Should V7_0 from "Practice of client libraries" for "S004-92";
    /// A registration is declared as JSON.
    PUT_DECLARES_JSON = "device/put-declares-json"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-93";
    /// The body of a registration is one JSON object, with no member twice.
    PUT_IS_A_JSON_OBJECT = "device/put-is-a-json-object"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 S004-93";
    /// The members of a registration are spelt as in the sample, letter for letter.
    MEMBERS_ARE_SPELT_AS_IN_THE_SAMPLE = "device/members-are-spelt-as-in-the-sample"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81";
    /// A native registration has no more than the three members of the sample.
    THREE_MEMBERS_ARE_ALL = "device/three-members-are-all"
        Device Observed V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 D-62";
    /// `Platform` is one of the four words that backends know.
    PLATFORM_IS_ONE_OF_FOUR = "device/platform-is-one-of-four"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 S004-83 D-64";
    /// A device has one platform, and names it always alike.
    PLATFORM_STAYS = "device/platform-stays"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-83";
    /// `Handle` is the handle, character for character.
    HANDLE_IS_AS_TOLD = "device/handle-is-as-told"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-36 S004-84";
    /// `Tags` is an array of texts, and empty where there are no tags.
    TAGS_ARE_AN_ARRAY = "device/tags-are-an-array"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 S004-84";
    /// `Tags` are the tags that the device was told, in any order, and no others.
    TAGS_ARE_AS_TOLD = "device/tags-are-as-told"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-36 S004-84";
    /// What was taken once is not registered again in the same breath.
    ONE_PUT_IS_ENOUGH = "device/one-put-is-enough"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-85";
    /// A device that starts registers anew, even if neither handle nor tags have changed.
    REGISTERS_AT_EACH_START = "device/registers-at-each-start"
        Device Should V7_0 from "Practice of client libraries" for "S004-23 H-108";

    // What comes of the registration.
    /// Any 2xx means that the registration went well.
    ANY_2XX_IS_SUCCESS = "device/any-2xx-is-success"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-91 H-103 D-57";
    /// Of the answer to a registration the status alone counts, whatever body comes with it.
    BODY_OF_THE_ANSWER_IS_IGNORED = "device/body-of-the-answer-is-ignored"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-94";
    /// A device whose registration was refused, or not answered, tells its caller so.
    REFUSAL_IS_AN_ERROR = "device/refusal-is-an-error"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-91";
    /// After 410 the device asks for a new id.
    GONE_ASKS_FOR_A_NEW_ID = "device/gone-asks-for-a-new-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-38 S004-41 S004-89";
    /// With the new id the device registers again.
    GONE_REGISTERS_AGAIN = "device/gone-registers-again"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-41 S004-90";
    /// An id that is gone is never registered again.
    DEAD_ID_IS_NOT_PUT_AGAIN = "device/dead-id-is-not-put-again"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-40 H-104";
    /// After 410 the device tries once more, and not for ever.
    ONE_MORE_TRY_AFTER_410 = "device/one-more-try-after-410"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-90 H-76 H-107 D-60";
    /// A second 410 in a row is told as an error.
    SECOND_410_IS_AN_ERROR = "device/second-410-is-an-error"
        Device Should V7_0 from "Practice of client libraries" for "S004-91 H-107 D-60";
    /// No other answer than 410 makes the device ask for another id.
    ONLY_410_RENEWS = "device/only-410-renews"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-86 H-76 D-44";
    /// After 404 the same registration is not tried again.
    NOT_FOUND_IS_NOT_RETRIED = "device/not-found-is-not-retried"
        Device Must V7_0 from "Practice of client libraries" for "H-76 D-44";
}
