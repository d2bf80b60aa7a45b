//! Single registrations: creating, writing, reading and deleting them, and the versions they have.

requirements! {
    in hub_registrations;

    /// Creating a registration under an id of the hub's choice is a success.
    CREATING_SUCCEEDS = "hub-registrations/creating-succeeds"
        Hub Must V7_0 from "Create a registration (REST reference)" for "H-10 D-40";
    /// The answer to creating a registration says in `Content-Location` where it is.
    CREATING_TELLS_THE_PLACE = "hub-registrations/creating-tells-the-place"
        Hub Must V7_0 from "Create a registration (REST reference)" for "H-10";
    /// A PUT without `If-Match` makes a registration, or replaces the one that is there.
    PUT_SUCCEEDS = "hub-registrations/put-succeeds"
        Hub Must V7_0 from "Create or update a registration (REST reference)"
            for "S004-04 H-11 D-40";
    /// A PUT with an `If-Match` that fits replaces the registration.
    UPDATING_SUCCEEDS = "hub-registrations/updating-succeeds"
        Hub Must V7_0 from "Update a registration (REST reference)" for "H-12 D-40";
    /// A PUT with `If-Match` is 404 where there is no registration, and makes none.
    UPDATING_MAKES_NOTHING = "hub-registrations/updating-makes-nothing"
        Hub Must V7_0 from "Update a registration (REST reference)" for "H-12 H-73";
    /// Every write is answered with an `ETag`.
    WRITES_GIVE_AN_ETAG = "hub-registrations/writes-give-an-etag"
        Hub Must V7_0 from "Create or update a registration (REST reference)"
            for "H-10 H-11 H-12";
    /// Every write is answered with the entry as it stands now.
    WRITES_GIVE_THE_ENTRY = "hub-registrations/writes-give-the-entry"
        Hub Must V7_0 from "Create or update a registration (REST reference)"
            for "H-10 H-11 H-12";
    /// Reading a registration is 200.
    READING_IS_200 = "hub-registrations/reading-is-200"
        Hub Must V7_0 from "Read a registration (REST reference)" for "H-13 D-40";
    /// Reading a registration gives its `ETag`.
    READING_GIVES_AN_ETAG = "hub-registrations/reading-gives-an-etag"
        Hub Must V7_0 from "Read a registration (REST reference)" for "H-13";
    /// Reading a registration gives its entry.
    READING_GIVES_THE_ENTRY = "hub-registrations/reading-gives-the-entry"
        Hub Must V7_0 from "Read a registration (REST reference)" for "H-13";
    /// Reading what is not there is 404.
    ABSENT_IS_404 = "hub-registrations/absent-is-404"
        Hub Must V7_0 from "Read a registration (REST reference)" for "H-13 H-72";
    /// Deleting a registration is 200.
    DELETING_IS_200 = "hub-registrations/deleting-is-200"
        Hub Must V7_0 from "Delete a registration (REST reference)" for "H-14";
    /// The answer to a deletion has an empty body.
    DELETING_HAS_NO_BODY = "hub-registrations/deleting-has-no-body"
        Hub Must V7_0 from "Delete a registration (REST reference)" for "H-14";
    /// A deleted registration is not there any more: reading and updating it are 404.
    DELETED_IS_ABSENT = "hub-registrations/deleted-is-absent"
        Hub Must V7_0 from "Delete a registration (REST reference)" for "H-14 H-72";
    /// Deleting what is not there is 404.
    DELETING_NOTHING_IS_404 = "hub-registrations/deleting-nothing-is-404"
        Hub Should V7_0 from "Delete a registration (REST reference)" for "H-72";
    /// A PUT with a stale `If-Match` is 412.
    STALE_UPDATE_IS_412 = "hub-registrations/stale-update-is-412"
        Hub Must V7_0 from "Registration management, concurrency" for "H-21 D-43";
    /// A DELETE with a stale `If-Match` is 412.
    STALE_DELETE_IS_412 = "hub-registrations/stale-delete-is-412"
        Hub Must V7_0 from "Delete a registration (REST reference)" for "H-21 D-43";
    /// A DELETE with `If-Match: *` deletes whatever is there.
    ANY_VERSION_IS_DELETED = "hub-registrations/any-version-is-deleted"
        Hub Must V7_0 from "Delete a registration (REST reference)" for "H-20 D-43";
    /// `If-Match` is read in each of the five spellings that clients have.
    IF_MATCH_HAS_FIVE_SPELLINGS = "hub-registrations/if-match-has-five-spellings"
        Hub Should V7_0 from "Practice of client libraries" for "H-20 D-43";
    /// A DELETE without `If-Match` deletes, or is 412.
    UNCONDITIONAL_DELETE_IS_ANSWERED = "hub-registrations/unconditional-delete-is-answered"
        Hub Observed V7_0 from "Practice of client libraries" for "H-22 D-43";
    /// A request that was refused has changed nothing.
    REFUSALS_CHANGE_NOTHING = "hub-registrations/refusals-change-nothing"
        Hub Must V7_0 from "Registration management, concurrency" for "H-21 H-23";
    /// Every write changes the ETag.
    WRITES_CHANGE_THE_ETAG = "hub-registrations/writes-change-the-etag"
        Hub Must V7_0 from "Registration management, concurrency" for "H-11 H-21";
    /// Reading leaves the ETag as it is.
    READING_KEEPS_THE_ETAG = "hub-registrations/reading-keeps-the-etag"
        Hub Must V7_0 from "Registration management, concurrency" for "H-13 H-21";
    /// ETags are weak: `W/"`, a number, `"`.
    ETAGS_ARE_WEAK = "hub-registrations/etags-are-weak"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-18";
    /// The first version is 1, and every write adds one.
    ETAGS_RISE_BY_ONE = "hub-registrations/etags-rise-by-one"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-18";
    /// The field, the attribute of the entry and the element of the description tell the same version.
    ETAG_IS_TOLD_ALIKE = "hub-registrations/etag-is-told-alike"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-18";
    /// Two registrations with one handle are two registrations.
    HANDLES_MAY_BE_SHARED = "hub-registrations/handles-may-be-shared"
        Hub Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-22 S004-24";
    /// The words of a path are taken in any case of letters.
    PATHS_IGNORE_CASE = "hub-registrations/paths-ignore-case"
        Hub Must V7_0 from "Practice of client libraries" for "H-05";
    /// A path may have a slash before its question mark.
    SLASH_BEFORE_THE_QUERY = "hub-registrations/slash-before-the-query"
        Hub Must V7_0 from "Practice of client libraries" for "H-05";
    /// The options of a query come in any order, and names of options may be percent-encoded.
    QUERY_ORDER_IS_FREE = "hub-registrations/query-order-is-free"
        Hub Observed V7_0 from "Practice of client libraries" for "H-06";
    /// Every `api-version` from 2013-04 to 2020-06 that clients send is taken.
    KNOWN_API_VERSIONS_ARE_TAKEN = "hub-registrations/known-api-versions-are-taken"
        Hub Must V7_0 from "Practice of client libraries" for "H-02 D-53";
    /// A request needs no `x-ms-version`.
    X_MS_VERSION_IS_NOT_NEEDED = "hub-registrations/x-ms-version-is-not-needed"
        Hub Must V7_0 from "Practice of client libraries" for "H-03 D-53";
    /// The content type of a body may be spelt in each of the ways that clients do.
    CONTENT_TYPES_ARE_SPELT_FREELY = "hub-registrations/content-types-are-spelt-freely"
        Hub Should V7_0 from "Practice of client libraries" for "H-04";
    /// A `TrackingId` of the request is in the answer too.
    TRACKING_ID_IS_ECHOED = "hub-registrations/tracking-id-is-echoed"
        Hub May V7_0 from "Recorded answers of the service" for "H-07";
    /// Every request is answered.
    HUB_ANSWERS_EVERY_REQUEST = "hub-registrations/every-request-is-answered"
        Hub Must V7_0 from "Create or update a registration (REST reference)"
            for "H-08 H-10 H-11 H-13 H-14 H-15";
}
