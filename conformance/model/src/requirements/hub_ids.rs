//! The ids of registrations: how a hub mints them, and what becomes of them.

requirements! {
    in hub_ids;

    /// Minting an id is answered 201.
    MINTING_IS_201 = "hub-ids/minting-is-201"
        Hub Must V7_0 from "Create a registration identifier (REST reference)" for "S004-25 H-08";
    /// The answer that brings a new id has an empty body.
    MINTING_HAS_NO_BODY = "hub-ids/minting-has-no-body"
        Hub Must V7_0 from "Create a registration identifier (REST reference)" for "H-08";
    /// A new id comes in `Location`, as the last of four segments of a URL of the hub.
    LOCATION_BRINGS_THE_ID = "hub-ids/location-brings-the-id"
        Hub Must V7_0 from "Recorded answers of the service" for "H-09 D-41";
    /// The answer that brings a new id has no `ETag`, since no registration was made.
    MINTING_HAS_NO_ETAG = "hub-ids/minting-has-no-etag"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-09 D-41";
    /// A hub never mints an id again that it has handed out, or that is in use.
    IDS_ARE_NEW = "hub-ids/ids-are-new"
        Hub Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-22 S004-25";
    /// An id is two positive numbers and a small one, joined by hyphens.
    IDS_ARE_THREE_NUMBERS = "hub-ids/ids-are-three-numbers"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-66";
    /// An id that was only minted has no registration: reading it is 404.
    MINTING_MAKES_NO_REGISTRATION = "hub-ids/minting-makes-no-registration"
        Hub Must V7_0 from "Create a registration identifier (REST reference)" for "H-67";
    /// An id stays usable while its handle and its tags change.
    IDS_OUTLIVE_CHANGES = "hub-ids/ids-outlive-changes"
        Hub Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-04 S004-26";
    /// A well-formed id that a client made up is taken, or refused with a 4xx.
    MADE_UP_IDS_ARE_ANSWERED = "hub-ids/made-up-ids-are-answered"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-68 D-46";
    /// A malformed id is refused with 400 or 410.
    MALFORMED_IDS_ARE_REFUSED = "hub-ids/malformed-ids-are-refused"
        Hub Observed V7_0 from "Create or update a registration (REST reference)" for "H-75 D-44";
    /// A PUT without `If-Match` on the id of an expired registration is 410.
    EXPIRED_ID_IS_410 = "hub-ids/expired-is-410"
        Hub Must V7_0 from "Create or update a registration (REST reference)" for "H-71 D-44";
    /// Reading or deleting a registration that has expired is 404.
    EXPIRED_IS_ABSENT = "hub-ids/expired-is-absent"
        Hub Should V7_0 from "Read a registration (REST reference)" for "H-72 D-44";
    /// Updating a registration that has expired is 404 or 410.
    EXPIRED_IS_NOT_UPDATED = "hub-ids/expired-is-not-updated"
        Hub Should V7_0 from "Update a registration (REST reference)" for "H-73 D-44";
    /// A PUT without `If-Match` on an id that was deleted makes the registration anew, or is 410.
    DELETED_IDS_ARE_ANSWERED = "hub-ids/deleted-ids-are-answered"
        Hub Observed V7_0 from "Practice of client libraries" for "H-74 D-45";
    /// A registration says when it expires, or that it never does.
    EXPIRATION_IS_TOLD = "hub-ids/expiration-is-told"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-69 D-47";
}
