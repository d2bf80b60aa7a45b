//! The request by which a device registers.

requirements! {
    in device_registrations;

    /// A device shows no key of the hub: no request of its own bears a shared access signature.
    HOLDS_NO_KEY = "device-registrations/holds-no-key"
        Device Must V7_0 from "Registering from your app backend (dn743807), Tags must be secured"
            for "S004-11";
    /// A device registers with a PUT that brings the id, the handle and the tags.
    PUTS_ITS_REGISTRATION = "device-registrations/registers-with-a-put"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-36 S004-85";
    /// It registers at the backend's URL, a slash and one segment: the id.
    PUT_GOES_TO_THE_ID = "device-registrations/put-goes-to-the-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-80 S004-92";
    /// The id under which it registers is the one that it was handed.
    PUT_BEARS_ITS_ID = "device-registrations/put-bears-its-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-35";
    /// What an id has in it that would end a segment of a path is percent-encoded.
    ID_IS_PERCENT_ENCODED = "device-registrations/id-is-percent-encoded"
        Device Should V7_0 from "Practice of client libraries" for "S004-92";
    /// A registration is declared as JSON.
    PUT_DECLARES_JSON = "device-registrations/put-declares-json"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-93";
    /// The body of a registration is one JSON object, with no member twice.
    PUT_IS_A_JSON_OBJECT = "device-registrations/put-is-a-json-object"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 S004-93";
    /// The members of a registration are spelt as in the sample, letter for letter.
    MEMBERS_ARE_SPELT_AS_IN_THE_SAMPLE = "device-registrations/members-are-spelt-as-in-the-sample"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81";
    /// A native registration has no more than the three members of the sample.
    THREE_MEMBERS_ARE_ALL = "device-registrations/three-members-are-all"
        Device Observed V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 D-62";
    /// `Platform` is one of the four words that backends know.
    PLATFORM_IS_ONE_OF_FOUR = "device-registrations/platform-is-one-of-four"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 S004-83 D-64";
    /// A device has one platform, and names it always alike.
    PLATFORM_STAYS = "device-registrations/platform-stays"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-83";
    /// `Handle` is the handle, character for character.
    HANDLE_IS_AS_TOLD = "device-registrations/handle-is-as-told"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-36 S004-84";
    /// `Tags` is an array of texts, and empty where there are no tags.
    TAGS_ARE_AN_ARRAY = "device-registrations/tags-are-an-array"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-81 S004-84";
    /// `Tags` are the tags that the device was told, in any order, and no others.
    TAGS_ARE_AS_TOLD = "device-registrations/tags-are-as-told"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-36 S004-84";
    /// What was taken once is not registered again in the same breath.
    ONE_PUT_IS_ENOUGH = "device-registrations/one-put-is-enough"
        Device Should V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-85";
    /// A device that starts registers anew, even if neither handle nor tags have changed.
    REGISTERS_AT_EACH_START = "device-registrations/registers-at-each-start"
        Device Should V7_0 from "Practice of client libraries" for "S004-23 H-108";
}
