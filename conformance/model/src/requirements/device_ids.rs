//! How a device asks its backend for an id, and what it makes of the answer.

requirements! {
    in device_ids;

    // The request for an id.
    /// A device that has no id asks its backend for one before it registers.
    ASKS_FOR_AN_ID = "device-ids/asks-for-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-31 S004-82";
    /// An id is asked for by POST.
    ID_REQUEST_IS_A_POST = "device-ids/id-request-is-a-post"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-96";
    /// An id is asked for at the very URL that the backend has for registrations.
    ID_REQUEST_GOES_TO_THE_BASE = "device-ids/id-request-goes-to-the-base"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-80 S004-96";
    /// The request for an id has an empty body.
    ID_REQUEST_IS_EMPTY = "device-ids/id-request-is-empty"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-96";

    // The id in the answer.
    /// Any 2xx brings an id, 201 no less than 200.
    ANY_2XX_BRINGS_AN_ID = "device-ids/any-2xx-brings-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-97 D-59";
    /// The quotation marks around an id in an answer are no part of it.
    QUOTES_ARE_NO_PART_OF_AN_ID = "device-ids/quotes-are-no-part-of-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-98 D-59";
    /// An id is read as the JSON string that it comes in: escapes stand for characters, and blanks
    /// around the string for nothing.
    ID_IS_READ_AS_JSON = "device-ids/id-is-read-as-json"
        Device Should V7_0 from "Practice of client libraries" for "S004-98 D-59";
    /// An id that comes bare is used whole: nothing is cut off where no quotation marks are.
    BARE_ID_IS_USED_WHOLE = "device-ids/bare-id-is-used-whole"
        Device Should V7_0 from "Practice of client libraries" for "S004-98 D-59";
    /// A device takes an id for what it is, whatever characters it is made of.
    ID_IS_OPAQUE = "device-ids/id-is-opaque"
        Device Should V7_0 from "Practice of client libraries" for "S004-35";
    /// An answer with an empty id brings none: nothing is registered under it.
    EMPTY_ID_IS_NO_ID = "device-ids/empty-id-is-no-id"
        Device Should V7_0 from "Practice of client libraries" for "S004-92 S004-98";
    /// Where no id was handed over, nothing is registered.
    NO_PUT_WITHOUT_AN_ID = "device-ids/no-put-without-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-100";
    /// A device that gets no id tells its caller that it is not registered.
    FAILED_ID_REQUEST_IS_AN_ERROR = "device-ids/failed-id-request-is-an-error"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-100";
}
