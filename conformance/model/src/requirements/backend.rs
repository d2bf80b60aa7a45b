//! What a backend owes the devices before it: answers that are true, and tags that are earned.

requirements! {
    in backend;

    /// An empty POST, of the type `text/plain` or of none, is answered 200 once the hub has made an id.
    A_POST_IS_200 = "backend/a-post-is-200"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Post"
            for "S004-54 S004-56 H-88 D-59";
    /// What a POST gives the device is the id that the hub made for it.
    A_POST_GIVES_THE_HUBS_ID = "backend/a-post-gives-the-hubs-id"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), flow, step 1"
            for "S004-33 S004-57";
    /// An id is handed over as a JSON string, in quotation marks.
    AN_ID_IS_A_JSON_STRING = "backend/an-id-is-a-json-string"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Post"
            for "S004-56 H-88 H-100 D-59";
    /// A POST that brings a handle in its query is no error, and gives an id that the hub knows.
    A_HANDLE_WITH_A_POST_IS_NO_ERROR = "backend/a-handle-with-a-post-is-no-error"
        Backend Observed V7_0 from "Practice of backends and their clients" for "H-97 H-101 H-105";

    /// A PUT that the hub has taken is answered with a success.
    A_PUT_IS_2XX = "backend/a-put-is-2xx"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put"
            for "S004-58 S004-60 H-89 D-56";
    /// A DELETE that the hub has taken is answered with a success.
    A_DELETE_IS_2XX = "backend/a-delete-is-2xx"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Delete"
            for "S004-72 D-56";
    /// Success is told after the hub has answered, never before.
    ANSWERS_AFTER_THE_HUB = "backend/answers-after-the-hub"
        Backend Must V7_0 from "Practice of backends and their clients" for "S004-60 H-89 H-109 D-56";

    /// When the hub answers a PUT with 410, so does the backend.
    GONE_IS_410 = "backend/gone-is-410"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), flow, step 2"
            for "S004-39 S004-76 H-91 H-92 D-58";
    /// No other trouble is told as 410, which would cost the device its id.
    NOTHING_ELSE_IS_410 = "backend/nothing-else-is-410"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), ReturnGoneIfHubResponseIsGone"
            for "S004-39 S004-75";
    /// A PUT that the hub has not taken is not answered with a success.
    A_HUB_ERROR_IS_NO_SUCCESS = "backend/a-hub-error-is-no-success"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put"
            for "S004-71 H-93";
    /// A POST or a DELETE that the hub has not taken is not answered with a success either.
    A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE = "backend/a-hub-error-is-no-success-anywhere"
        Backend Should V7_0 from "Practice of backends and their clients" for "H-96";
    /// That the hub fails, or refuses the backend itself, is told as an error of the server.
    A_HUB_ERROR_IS_5XX = "backend/a-hub-error-is-5xx"
        Backend Should V7_0 from "Practice of backends and their clients" for "H-110 H-32";
    /// That the hub throttles or is busy is told as 429, 502, 503 or 504.
    THROTTLING_IS_PASSED_ON = "backend/throttling-is-passed-on"
        Backend Should V7_0 from "Practice of backends and their clients" for "H-28 H-110 D-42";
    /// A 429 or 503 keeps the time that the hub named in `Retry-After`.
    RETRY_AFTER_IS_PASSED_ON = "backend/retry-after-is-passed-on"
        Backend Observed V7_0 from "Practice of backends and their clients" for "H-110";
    /// Deleting what the hub does not have is a success, or 404.
    DELETING_NOTHING_IS_2XX_OR_404 = "backend/deleting-nothing-is-2xx-or-404"
        Backend Should V7_0 from "Practice of backends and their clients" for "H-110";

    /// A platform that the backend does not know is answered 400.
    UNKNOWN_PLATFORM_IS_400 = "backend/unknown-platform-is-400"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Put, default"
            for "S004-67 H-90 D-64";
    /// The four words for platforms are matched letter for letter; another spelling is answered 400.
    PLATFORMS_LETTER_FOR_LETTER = "backend/platforms-letter-for-letter"
        Backend Observed V7_0 from "Registering from your App Backend (dn743807), Put, switch"
            for "S004-62 H-95 D-64";
    /// The names of the three members are matched in any case of letters.
    MEMBER_NAMES_IN_ANY_CASE = "backend/member-names-in-any-case"
        Backend Observed V7_0 from "Practice of backends and their clients" for "H-95";
    /// A body that is no registration, or lacks its platform or handle, is an error of the device.
    A_BAD_BODY_IS_4XX = "backend/a-bad-body-is-4xx"
        Backend Should V7_0 from "Registering from your App Backend (dn743807), DeviceRegistration"
            for "S004-51 S004-52 H-94";
    /// Tags that are null or missing are no error of the server.
    MISSING_TAGS_ARE_NO_SERVER_ERROR = "backend/missing-tags-are-no-server-error"
        Backend Should V7_0 from "Registering from your App Backend (dn743807), DeviceRegistration"
            for "S004-53 H-94";

    /// No tag reaches the hub that its caller may not have.
    TAGS_ARE_AUTHORIZED = "backend/tags-are-authorized"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Tags must be secured"
            for "S004-13 S004-15 S004-61 S004-77";
    /// Who asks for a tag that is not theirs is refused, or registered without it.
    A_FORBIDDEN_TAG_IS_REFUSED = "backend/a-forbidden-tag-is-refused"
        Backend Should V7_0 from "Registering from your App Backend (dn743807), Tags must be secured"
            for "S004-61 H-98 D-63";
    /// Whoever is not known is answered 401 or 403.
    STRANGERS_ARE_REFUSED = "backend/strangers-are-refused"
        Backend Should V7_0 from "Registering from your App Backend (dn743807), Tags must be secured"
            for "S004-12 H-98 D-63";
    /// Nothing that a stranger asks for reaches the hub.
    STRANGERS_REACH_NO_HUB = "backend/strangers-reach-no-hub"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Tags must be secured"
            for "S004-12 S004-15";
    /// The tags that the backend is said to add are there, and no others that nobody asked for.
    ADDS_ITS_OWN_TAGS = "backend/adds-its-own-tags"
        Backend May V7_0 from "Registering from your App Backend (dn743807), after the backend sample"
            for "S004-78 H-99";
    /// No key of the hub, and no signature made with it, is in an answer to a device.
    NO_SECRET_REACHES_A_DEVICE = "backend/no-secret-reaches-a-device"
        Backend Must V7_0 from "Registering from your App Backend (dn743807), Tags must be secured"
            for "S004-11 H-110";
}
