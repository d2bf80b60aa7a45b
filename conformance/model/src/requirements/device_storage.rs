//! What a device keeps in its own storage.

requirements! {
    in device_storage;

    /// A device asks for an id only if it has none in its storage.
    ASKS_ONLY_WITHOUT_AN_ID = "device-storage/asks-only-without-an-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-30 S004-95";
    /// What a device keeps is the id that it was handed.
    KEEPS_ITS_ID = "device-storage/keeps-its-id"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-27 S004-35";
    /// An id is stored before it is used, so that a lost answer does not cost it.
    STORED_BEFORE_USE = "device-storage/stored-before-use"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-34 S004-99 D-61";
    /// An id survives a restart.
    ID_SURVIVES_A_RESTART = "device-storage/id-survives-a-restart"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-27 S004-34";
    /// Another handle or other tags are registered under the same id.
    ID_STAYS_WITH_A_NEW_HANDLE = "device-storage/id-stays-with-a-new-handle"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-23 S004-28";
    /// A failed request for an id leaves nothing in storage.
    FAILED_REQUEST_STORES_NOTHING = "device-storage/failed-request-stores-nothing"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-100";

    // After a registration that did not go well.
    /// An id that is gone is removed from storage.
    DEAD_ID_IS_FORGOTTEN = "device-storage/dead-id-is-forgotten"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-40 S004-88";
    /// The id that takes the place of one that is gone is kept like the first.
    NEW_ID_IS_KEPT = "device-storage/new-id-is-kept"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-89";
    /// A second 410 leaves the newer id in storage, or none.
    SECOND_410_LEAVES_THE_NEW_ID_OR_NONE = "device-storage/second-410-leaves-the-new-id-or-none"
        Device Should V7_0 from "Practice of client libraries" for "H-107 D-60";
    /// After 404 the id is kept.
    ID_SURVIVES_404 = "device-storage/id-survives-404"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-86 H-106 D-44";
    /// After any other refusal the id is kept.
    ID_SURVIVES_A_REFUSAL = "device-storage/id-survives-a-refusal"
        Device Must V7_0 from "Registering from your app backend (dn743807), client sample"
            for "S004-86 H-106";
    /// Where no answer comes the id is kept.
    ID_SURVIVES_SILENCE = "device-storage/id-survives-silence"
        Device Must V7_0 from "Practice of client libraries" for "H-106";

    // Several registrations of one device.
    /// Each template has an id of its own, and so has the native registration.
    ONE_ID_FOR_EACH_TEMPLATE = "device-storage/one-id-for-each-template"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-42 S004-43 D-62";
    /// When the id of one template is gone, those of the others are kept.
    OTHER_TEMPLATES_KEEP_THEIR_IDS = "device-storage/other-templates-keep-their-ids"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-40 S004-43";
    /// Registrations at the same time do not lose one another's ids.
    IDS_SURVIVE_ONE_ANOTHER = "device-storage/ids-survive-one-another"
        Device Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-34 S004-43";
    /// Calls for the same registration at the same time ask for one id between them.
    ONE_ID_BETWEEN_CALLS_AT_ONCE = "device-storage/one-id-between-calls-at-once"
        Device Should V7_0 from "Practice of client libraries" for "S004-30";
}
