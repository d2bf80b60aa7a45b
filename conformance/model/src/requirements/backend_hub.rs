//! What a backend asks of the hub on behalf of a device.

requirements! {
    in backend_hub;

    /// Every call goes to a path that begins with the hub's name.
    CALLS_ARE_BELOW_THE_HUB = "backend-hub/calls-are-below-the-hub"
        Backend Must V7_0 from "Notification Hubs REST reference, common concepts"
            for "S004-48 S004-50 H-01";
    /// Every call names a version of the interface, a year and a month, in `api-version`.
    CALLS_NAME_A_VERSION = "backend-hub/calls-name-a-version"
        Backend Must V7_0 from "Notification Hubs REST reference, common concepts" for "H-02 D-53";
    /// Every call is signed with the key of the connection string.
    CALLS_ARE_SIGNED = "backend-hub/calls-are-signed"
        Backend Must V7_0 from "Notification Hubs REST reference, common concepts"
            for "S004-47 S004-49 H-112 D-54";

    /// What is told to a device as done was asked of the hub.
    THE_BACKEND_CALLS_THE_HUB = "backend-hub/the-backend-calls-the-hub"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), introduction"
            for "S004-06 S004-37";
    /// For each POST of a device the hub makes one id.
    ONE_ID_FOR_EACH_POST = "backend-hub/one-id-for-each-post"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), flow, step 1"
            for "S004-32";
    /// A POST makes an id and nothing else.
    A_POST_MAKES_NO_REGISTRATION = "backend-hub/a-post-makes-no-registration"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Post" for "S004-55";

    /// A registration is created or replaced by a PUT of an entry.
    REGISTERS_WITH_A_PUT = "backend-hub/registers-with-a-put"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), flow, step 2"
            for "S004-37 S004-59 S004-70";
    /// A registration is written under the id that the device named, and under no other.
    WRITES_UNDER_THE_DEVICES_ID = "backend-hub/writes-under-the-devices-id"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put" for "S004-68";
    /// Create-or-update puts no condition on what the hub has.
    A_REGISTRATION_IS_UNCONDITIONAL = "backend-hub/a-registration-is-unconditional"
        Backend Observed V7_0 from "Practice of backends and their clients" for "H-19 S004-70";
    /// The body of a PUT is an Atom entry with one description.
    THE_ENTRY_IS_READABLE = "backend-hub/the-entry-is-readable"
        Backend Must V7_0 from "Notification Hubs REST reference, create or update a registration"
            for "H-40 S004-59";
    /// An entry is declared as `application/atom+xml`.
    THE_ENTRY_IS_DECLARED = "backend-hub/the-entry-is-declared"
        Backend Should V7_0 from "Notification Hubs REST reference, create or update a registration"
            for "H-04";
    /// The description is of the kind that belongs to the device's platform.
    THE_KIND_FITS_THE_PLATFORM = "backend-hub/the-kind-fits-the-platform"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put, switch"
            for "S004-62 S004-63 S004-64 S004-65 S004-66 H-80";
    /// The handle arrives as the device gave it; the case of letters of a device token is free.
    THE_HANDLE_IS_UNCHANGED = "backend-hub/the-handle-is-unchanged"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put"
            for "S004-52 S004-63 H-52";
    /// Every tag that the device asked for, and may have, arrives.
    THE_TAGS_ARE_COMPLETE = "backend-hub/the-tags-are-complete"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put"
            for "S004-53 S004-69";
    /// The tags of the last PUT replace those before it.
    THE_TAGS_ARE_REPLACED = "backend-hub/the-tags-are-replaced"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put"
            for "S004-69 H-63";
    /// A registration in whose answer the hub names an expiry, of whatever precision, is a success.
    ANY_EXPIRATION_TIME_IS_READ = "backend-hub/any-expiration-time-is-read"
        Backend Observed V7_0 from "Practice of backends and their clients" for "H-50";

    /// A DELETE of a device deletes its registration, and no other.
    A_DELETE_DELETES = "backend-hub/a-delete-deletes"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Delete"
            for "S004-73";
    /// A registration is deleted whatever version of it the hub has.
    A_DELETE_IS_UNCONDITIONAL = "backend-hub/a-delete-is-unconditional"
        Backend Observed V7_0 from "Notification Hubs REST reference, delete a registration"
            for "S004-73 H-20 D-43";

    /// A platform that the backend does not know is refused before the hub is called.
    UNKNOWN_PLATFORM_MAKES_NO_CALL = "backend-hub/unknown-platform-makes-no-call"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put, default"
            for "S004-67 H-90";
}
