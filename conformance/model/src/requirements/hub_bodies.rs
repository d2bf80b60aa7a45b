//! The entries that are sent to a hub, and those that come back.

requirements! {
    in hub_bodies;

    /// What an entry has besides its content, such as a declaration, an id or a title, changes nothing.
    ENVELOPES_ARE_FREE = "hub-bodies/envelopes-are-free"
        Hub Must V7_0 from "Create a registration (REST reference)" for "H-40";
    /// Elements are read by their namespaces, whatever the prefix.
    PREFIXES_ARE_FREE = "hub-bodies/prefixes-are-free"
        Hub Must V7_0 from "Create a registration (REST reference)" for "H-39";
    /// A description from a namespace with `https` is none, and is refused with 400.
    HTTPS_NAMESPACES_ARE_400 = "hub-bodies/https-namespaces-are-400"
        Hub Must V7_0 from "Create a registration (REST reference)" for "H-39 D-52";
    /// A root that names the kind in `i:type` is taken like one that has the name itself.
    BOTH_ROOTS_ARE_TAKEN = "hub-bodies/both-roots-are-taken"
        Hub Should V7_0 from "Practice of client libraries" for "H-41 D-52";
    /// The root of a description in an answer has the name of its kind.
    ANSWERS_NAME_THE_KIND = "hub-bodies/answers-name-the-kind"
        Hub Should V7_0 from "Recorded answers of the service" for "H-41 D-52";
    /// An element with `i:nil` is taken as absent.
    NIL_IS_ABSENT = "hub-bodies/nil-is-absent"
        Hub Should V7_0 from "Practice of client libraries" for "H-42";
    /// An empty list of tags is a registration without tags.
    EMPTY_TAGS_ARE_NONE = "hub-bodies/empty-tags-are-none"
        Hub Should V7_0 from "Practice of client libraries" for "H-42";
    /// The elements of a description are taken in any order.
    ANY_ORDER_IS_TAKEN = "hub-bodies/any-order-is-taken"
        Hub Should V7_0 from "Practice of client libraries" for "H-43 D-52";
    /// The elements of a description in an answer have the canonical order.
    ANSWERS_KEEP_THE_ORDER = "hub-bodies/answers-keep-the-order"
        Hub Should V7_0 from "Recorded answers of the service" for "H-43 D-52";
    /// What clients put in `ETag`, `ExpirationTime` and `RegistrationId` changes nothing.
    READ_ONLY_IS_IGNORED = "hub-bodies/read-only-is-ignored"
        Hub Should V7_0 from "Practice of client libraries" for "H-44 D-52";
    /// The entry of an answer tells the id of its registration.
    ENTRIES_TELL_THEIR_ID = "hub-bodies/entries-tell-their-id"
        Hub Must V7_0 from "Recorded answers of the service" for "H-10 H-11 H-13";
    /// The entry of an answer is declared as one.
    ENTRIES_ARE_DECLARED = "hub-bodies/entries-are-declared"
        Hub Should V7_0 from "Recorded answers of the service" for "H-10 H-13";
    /// A registration for Windows Phone comes back as it was written, as does its template.
    MPNS_COMES_BACK = "hub-bodies/mpns-comes-back"
        Hub Must V7_0 from "Create a registration (REST reference), Windows Phone"
            for "S004-04 H-45";
    /// A registration for Windows comes back as it was written, as does its template.
    WNS_COMES_BACK = "hub-bodies/wns-comes-back"
        Hub Must V7_0 from "Create a registration (REST reference), Windows" for "S004-04 H-46";
    /// A registration for Apple comes back as it was written, as does its template.
    APNS_COMES_BACK = "hub-bodies/apns-comes-back"
        Hub Must V7_0 from "Create a registration (REST reference), iOS" for "S004-04 H-47";
    /// A registration for Google comes back as it was written, as does its template.
    GCM_COMES_BACK = "hub-bodies/gcm-comes-back"
        Hub Must V7_0 from "Create a registration (REST reference), Android" for "S004-04 H-48";
    /// The body of a template is kept letter by letter, XML or JSON, written in CDATA or not.
    TEMPLATE_BODIES_ARE_KEPT = "hub-bodies/template-bodies-are-kept"
        Hub Should V7_0 from "Templates" for "H-56";
    /// The name of a template comes back.
    TEMPLATE_NAMES_COME_BACK = "hub-bodies/template-names-come-back"
        Hub Must V7_0 from "Registering from your app backend (dn743807), How to register"
            for "S004-44 H-43";
    /// A template's name of 200 characters is taken.
    LONG_TEMPLATE_NAMES_ARE_TAKEN = "hub-bodies/long-template-names-are-taken"
        Hub Observed V7_0 from "Practice of client libraries" for "H-116";
    /// The variables of a registration come back.
    PUSH_VARIABLES_COME_BACK = "hub-bodies/push-variables-come-back"
        Hub Should V7_0 from "Recorded answers of the service" for "H-43";
    /// The name of a secondary tile comes back, beside a channel of its own.
    SECONDARY_TILES_COME_BACK = "hub-bodies/secondary-tiles-come-back"
        Hub Must V7_0 from "Recorded answers of the service" for "H-57";
    /// A template for a phone with both a class and a target is taken.
    PHONE_TEMPLATES_ARE_TAKEN = "hub-bodies/phone-templates-are-taken"
        Hub Must V7_0 from "Create a registration (REST reference), Windows Phone"
            for "H-53 D-51";
    /// A template for a phone without a target is refused with 400, or is not.
    TEMPLATE_WITHOUT_A_TARGET = "hub-bodies/template-without-a-target"
        Hub Observed V7_0 from "Create a registration (REST reference), Windows Phone"
            for "H-53 D-51";
    /// A template for a phone without a class is refused with 400, or is not.
    TEMPLATE_WITHOUT_A_CLASS = "hub-bodies/template-without-a-class"
        Hub Observed V7_0 from "Practice of client libraries" for "H-53 D-51";
    /// A body that is no entry is refused with 400.
    MALFORMED_BODIES_ARE_400 = "hub-bodies/malformed-bodies-are-400"
        Hub Must V7_0 from "Create a registration (REST reference), response codes" for "H-23";
    /// A registration without a handle is refused with 400.
    MISSING_HANDLES_ARE_400 = "hub-bodies/missing-handles-are-400"
        Hub Must V7_0 from "Create a registration (REST reference), response codes" for "H-23";
    /// A handle that its platform cannot have, such as a relative URI, is refused with 400.
    ODD_HANDLES_ARE_400 = "hub-bodies/odd-handles-are-400"
        Hub Should V7_0 from "Practice of client libraries" for "H-51";
}
