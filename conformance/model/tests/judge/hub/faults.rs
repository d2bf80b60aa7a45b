//! The named ways of being wrong, and the one requirement that each breaks.

use mpnspec_model::hub::reference::Hub;
use mpnspec_model::registration::Platform;
use mpnspec_model::requirement::*;

use super::story::Bend::{self, *};
use super::story::{NOW, On, native};

/// A hub that is wrong in one way.
pub struct Named {
    pub name: &'static str,
    pub breaks: Requirement,
    pub on: On,
    pub bend: Bend,
    /// What it breaks besides.
    pub also: &'static [Requirement],
}

const fn on(method: &'static str, path: &'static str, has: &'static str, status: u16) -> On {
    On { method, path, has, status }
}

const fn fault(name: &'static str, breaks: Requirement, on: On, bend: Bend) -> Named {
    Named { name, breaks, on, bend, also: &[] }
}

impl Named {
    const fn and(self, also: &'static [Requirement]) -> Self {
        Self { also, ..self }
    }
}

const MINT: On = on("POST", "registrationids?", "", 201);
const CREATE: On = on("POST", "registrations", "", 200);
const PUT: On = on("PUT", "registrations", "", 200);
const GET: On = on("GET", "registrations/", "", 200);
const LIST: On = on("GET", "registrations?", "", 200);
const DELETE: On = on("DELETE", "registrations/", "", 200);

const fn put(has: &'static str) -> On {
    On { has, ..PUT }
}
const fn get(has: &'static str) -> On {
    On { has, ..GET }
}
const fn refused(method: &'static str, has: &'static str, status: u16) -> On {
    on(method, "registrations", has, status)
}
const fn list(path: &'static str) -> On {
    on("GET", path, "", 200)
}
const ABSENT: On = on("GET", "registrations/", "", 404);

fn other(hub: &mut Hub, id: &str) {
    hub.write(id, native(Platform::Mpns, "https://p.test/other", &["other"]), NOW);
}

/// What the plans want to write when they are refused.
fn refused_one(hub: &mut Hub, id: &str) {
    hub.write(id, native(Platform::Mpns, "https://p.test/1", &["other"]), NOW);
}

pub static ALL: &[Named] = &[
    // Ids
    fault("minting-is-200", MINTING_IS_201, MINT, Status(200)),
    fault("minting-is-500", MINTING_IS_201, MINT, Status(500)),
    fault("minted-with-a-body", MINTING_HAS_NO_BODY, MINT, Body("1-2-3")),
    fault("no-location", LOCATION_BRINGS_THE_ID, MINT, Without("Location")),
    fault("location-is-relative", LOCATION_BRINGS_THE_ID, MINT, Field("Location", "/1-2-3")),
    fault(
        "the-same-id-again",
        IDS_ARE_NEW,
        MINT,
        Field("Location", "https://hub.test/myHub/registrationids/1-2-3?api-version=2020-06"),
    ),
    fault("a-mere-id-is-read", MINTING_MAKES_NO_REGISTRATION, ABSENT, Status(200)).and(&[
        ABSENT_IS_404,
        DELETED_IS_ABSENT,
        EXPIRED_IS_ABSENT,
        REFUSALS_CHANGE_NOTHING,
        READING_GIVES_AN_ETAG,
        READING_GIVES_THE_ENTRY,
        ENTRIES_ARE_DECLARED,
    ]),
    fault("a-second-put-is-409", IDS_OUTLIVE_CHANGES, PUT, Status(409)).and(&[
        PUT_SUCCEEDS,
        UPDATING_SUCCEEDS,
        MADE_UP_IDS_ARE_ANSWERED,
        HANDLES_MAY_BE_SHARED,
        REFUSALS_CHANGE_NOTHING,
    ]),
    fault("expired-is-404", EXPIRED_ID_IS_410, on("PUT", "", "https://p.test/2", 410), Status(404))
        .and(&[DELETED_IDS_ARE_ANSWERED]),
    fault("expired-is-read", EXPIRED_IS_ABSENT, refused("DELETE", "", 404), Status(500))
        .and(&[DELETING_NOTHING_IS_404]),
    fault(
        "expired-is-updated",
        EXPIRED_IS_NOT_UPDATED,
        refused("PUT", "If-Match", 404),
        Status(500),
    )
    .and(&[UPDATING_MAKES_NOTHING, DELETED_IS_ABSENT]),
    // Registrations
    fault("creating-is-204", CREATING_SUCCEEDS, CREATE, Status(204)),
    fault("no-content-location", CREATING_TELLS_THE_PLACE, CREATE, Without("Content-Location")),
    fault("put-is-500", PUT_SUCCEEDS, put(""), Status(500)).and(&[
        IDS_OUTLIVE_CHANGES,
        UPDATING_SUCCEEDS,
        MADE_UP_IDS_ARE_ANSWERED,
    ]),
    fault("put-is-204", PUT_SUCCEEDS, put(""), Status(204)).and(&[
        IDS_OUTLIVE_CHANGES,
        UPDATING_SUCCEEDS,
        MADE_UP_IDS_ARE_ANSWERED,
    ]),
    fault("update-is-500", UPDATING_SUCCEEDS, put("If-Match: W/"), Status(500)),
    fault(
        "update-makes-a-registration",
        UPDATING_MAKES_NOTHING,
        refused("PUT", "If-Match", 404),
        Status(200),
    )
    .and(&[DELETED_IS_ABSENT, EXPIRED_IS_NOT_UPDATED]),
    fault("written-without-etag", WRITES_GIVE_AN_ETAG, PUT, Without("ETag")),
    fault("written-without-entry", WRITES_GIVE_THE_ENTRY, PUT, Body("")),
    fault("created-without-entry", WRITES_GIVE_THE_ENTRY, CREATE, Body("")),
    fault("reading-is-201", READING_IS_200, GET, Status(201)),
    fault("reading-is-500", READING_IS_200, GET, Status(500)),
    fault("read-without-etag", READING_GIVES_AN_ETAG, GET, Without("ETag")),
    fault("read-without-entry", READING_GIVES_THE_ENTRY, GET, Body("{}")),
    fault("absent-is-410", ABSENT_IS_404, ABSENT, Status(410)).and(&[
        MINTING_MAKES_NO_REGISTRATION,
        DELETED_IS_ABSENT,
        EXPIRED_IS_ABSENT,
        MALFORMED_IDS_ARE_REFUSED,
    ]),
    fault("deleting-is-204", DELETING_IS_200, on("DELETE", "", "W/", 200), Status(204)),
    fault("deleted-with-a-body", DELETING_HAS_NO_BODY, DELETE, Body("<gone/>")),
    fault(
        "deleted-is-there",
        DELETED_IS_ABSENT,
        on("DELETE", "", "If-Match: W/", 200),
        After(other),
    ),
    fault(
        "deleting-nothing-is-200",
        DELETING_NOTHING_IS_404,
        refused("DELETE", "If-Match", 404),
        Status(200),
    )
    .and(&[EXPIRED_IS_ABSENT]),
    fault("stale-update-is-409", STALE_UPDATE_IS_412, refused("PUT", "", 412), Status(409)),
    fault("stale-update-is-taken", STALE_UPDATE_IS_412, refused("PUT", "", 412), Status(200)),
    fault(
        "stale-delete-is-taken",
        STALE_DELETE_IS_412,
        refused("DELETE", "If-Match", 412),
        Status(200),
    ),
    fault("star-is-412", ANY_VERSION_IS_DELETED, on("DELETE", "", "If-Match: *", 200), Status(412)),
    fault("quoted-star-is-412", IF_MATCH_HAS_FIVE_SPELLINGS, put("If-Match: \"*\""), Status(412)),
    fault("strong-is-412", IF_MATCH_HAS_FIVE_SPELLINGS, put("If-Match: \"1\""), Status(412)),
    fault(
        "what-is-stale-is-written",
        REFUSALS_CHANGE_NOTHING,
        refused("PUT", "", 412),
        After(other),
    ),
    fault(
        "what-is-bad-is-written",
        REFUSALS_CHANGE_NOTHING,
        refused("PUT", "a b", 400),
        After(refused_one),
    ),
    fault("the-same-etag-again", WRITES_CHANGE_THE_ETAG, PUT, Field("ETag", "W/\"1\""))
        .and(&[READING_KEEPS_THE_ETAG, IF_MATCH_HAS_FIVE_SPELLINGS]),
    fault("reading-changes-the-etag", READING_KEEPS_THE_ETAG, GET, Field("ETag", "W/\"99\""))
        .and(&[REFUSALS_CHANGE_NOTHING, UPDATING_SUCCEEDS, DELETING_IS_200]),
    fault(
        "one-handle-one-registration",
        HANDLES_MAY_BE_SHARED,
        on("GET", "%27https://p.test/1%27", "", 200),
        Cut("<entry ", "</entry>"),
    )
    .and(&[LISTS_ARE_COMPLETE]),
    fault(
        "paths-count-case",
        PATHS_IGNORE_CASE,
        on("POST", "registrationIDs", "", 201),
        Status(404),
    ),
    fault("no-slash-please", SLASH_BEFORE_THE_QUERY, on("GET", "/?", "", 200), Status(404)),
    fault("old-versions-are-400", KNOWN_API_VERSIONS_ARE_TAKEN, list("2015-01"), Status(400)),
    fault("asks-for-x-ms-version", X_MS_VERSION_IS_NOT_NEEDED, get("!x-ms-version"), Status(400)),
    fault(
        "one-content-type",
        CONTENT_TYPES_ARE_SPELT_FREELY,
        put("Content-Type: application/atom+xml; c"),
        Status(415),
    ),
    fault("no-answer", HUB_ANSWERS_EVERY_REQUEST, GET, Silence),
    fault("no-answer-to-a-put", HUB_ANSWERS_EVERY_REQUEST, PUT, Silence),
    // Bodies
    fault("no-declarations", ENVELOPES_ARE_FREE, put("<?xml"), Status(400))
        .and(&[CONTENT_TYPES_ARE_SPELT_FREELY]),
    fault("no-prefixes", PREFIXES_ARE_FREE, put("<a:entry"), Status(400)),
    fault(
        "any-namespace",
        HTTPS_NAMESPACES_ARE_400,
        refused("PUT", "https://schemas", 400),
        Status(200),
    ),
    fault("one-root", BOTH_ROOTS_ARE_TAKEN, put("i:type="), Status(400)),
    fault("the-other-root", ANSWERS_NAME_THE_KIND, GET, Root),
    fault("nil-is-400", NIL_IS_ABSENT, put("i:nil"), Status(400)),
    fault("no-tags-is-400", EMPTY_TAGS_ARE_NONE, put("<Tags/>"), Status(400)),
    fault("one-order", ANY_ORDER_IS_TAKEN, put("</ChannelUri><Tags>"), Status(400)),
    fault("etag-comes-last", ANSWERS_KEEP_THE_ORDER, GET, Swap("<ETag>", "<Tags/><ETag>"))
        .and(&[READING_GIVES_THE_ENTRY, TAGS_COME_BACK]),
    fault(
        "read-only-is-taken",
        READ_ONLY_IS_IGNORED,
        put("<ETag>77"),
        Swap("<ETag>6<", "<ETag>77<"),
    ),
    fault("another-id", ENTRIES_TELL_THEIR_ID, GET, Swap("<RegistrationId>", "<RegistrationId>9")),
    fault("no-content-type", ENTRIES_ARE_DECLARED, GET, Without("Content-Type")),
    fault("another-handle", MPNS_COMES_BACK, GET, Swap("https://p.test/m", "https://p.test/")),
    fault("no-class", MPNS_COMES_BACK, GET, Swap("<Value>2<", "<Value>1<"))
        .and(&[WNS_COMES_BACK, APNS_COMES_BACK]),
    fault("another-windows", WNS_COMES_BACK, GET, Swap("https://p.test/w", "https://p.test/")),
    fault("another-apple", APNS_COMES_BACK, GET, Swap("<DeviceToken>0AB1<", "<DeviceToken>0AB2<")),
    fault(
        "another-google",
        GCM_COMES_BACK,
        GET,
        Swap("<GcmRegistrationId>reg", "<GcmRegistrationId>REG"),
    ),
    fault("another-template", TEMPLATE_BODIES_ARE_KEPT, GET, Swap("$(b)", "")),
    fault(
        "nameless-templates",
        TEMPLATE_NAMES_COME_BACK,
        GET,
        Swap("<TemplateName>n", "<TemplateName>N"),
    ),
    fault(
        "no-variables",
        PUSH_VARIABLES_COME_BACK,
        GET,
        Cut("<PushVariables>", "</PushVariables>"),
    ),
    fault(
        "no-tiles",
        SECONDARY_TILES_COME_BACK,
        GET,
        Cut("<SecondaryTileName>", "</SecondaryTileName>"),
    ),
    fault(
        "phones-have-no-templates",
        PHONE_TEMPLATES_ARE_TAKEN,
        put("</MpnsTemplateRegistrationDescription>"),
        Status(400),
    )
    .and(&[REFUSALS_CHANGE_NOTHING, MPNS_COMES_BACK]),
    fault(
        "half-a-body",
        MALFORMED_BODIES_ARE_400,
        refused("PUT", "x-ms-version", 400),
        Status(500),
    )
    .and(&[
        HTTPS_NAMESPACES_ARE_400,
        MISSING_HANDLES_ARE_400,
        ODD_HANDLES_ARE_400,
        TAGS_OF_121_CHARACTERS_ARE_400,
        ODD_CHARACTERS_ARE_400,
        EMPTY_TAGS_ARE_400,
        DOLLAR_TAGS_ARE_400,
        TAGS_OF_8000_CHARACTERS_ARE_400,
        MALFORMED_IDS_ARE_REFUSED,
    ]),
    fault("no-handle", MISSING_HANDLES_ARE_400, refused("POST", "</Tags></Mpns", 400), Status(200)),
    fault("any-handle", ODD_HANDLES_ARE_400, refused("PUT", ">relative<", 400), Status(200)),
    // Tags
    fault("no-tags", TAGS_COME_BACK, GET, Cut("<Tags>", "</Tags>")),
    fault(
        "tags-pile-up",
        WRITES_REPLACE_ALL_TAGS,
        put("<Tags>c<"),
        Swap("<Tags>c<", "<Tags>c,a,b<"),
    )
    .and(&[TAGS_COME_BACK]),
    fault("plain-tags", TAGS_OF_THE_ALPHABET_ARE_TAKEN, put("_@#.:-"), Status(400)),
    fault(
        "119-characters",
        TAGS_OF_120_CHARACTERS_ARE_TAKEN,
        put("xxxxxxxxxxxxxxxxxxxx"),
        Status(400),
    ),
    fault(
        "121-characters",
        TAGS_OF_121_CHARACTERS_ARE_400,
        refused("PUT", "xxxxxxxxxxxx", 400),
        Status(200),
    ),
    fault("blanks-inside", ODD_CHARACTERS_ARE_400, refused("PUT", "a b", 400), Status(200)),
    fault("empty-tags", EMPTY_TAGS_ARE_400, refused("PUT", "a,,b", 400), Status(200)),
    fault("dollars", DOLLAR_TAGS_ARE_400, refused("PUT", "$Inst", 400), Status(200)),
    fault("59-tags", SIXTY_TAGS_ARE_TAKEN, put("t58,t59<"), Status(400)),
    fault(
        "large-tags",
        TAGS_OF_8000_CHARACTERS_ARE_400,
        refused("PUT", "00000000000000", 400),
        Status(200),
    ),
    // Lists
    fault("listing-is-500", LISTING_IS_200, list("registrations?api-version=2020-06"), Status(500))
        .and(&[LISTING_BY_HANDLE_IS_200, LISTING_BY_TAG_IS_200]),
    fault("empty-is-404", LISTING_BY_TAG_IS_200, list("tags/nobody"), Status(404)),
    fault("no-such-handle-is-404", LISTING_BY_HANDLE_IS_200, list("/none%27"), Status(404)),
    fault(
        "a-list-is-an-entry",
        LISTS_ARE_FEEDS,
        LIST,
        Body("<entry xmlns=\"http://www.w3.org/2005/Atom\"/>"),
    ),
    fault("feeds-without-a-type", FEEDS_ARE_DECLARED, LIST, Without("Content-Type")),
    fault("undeclared-feeds", FEEDS_ARE_DECLARED, LIST, Field("Content-Type", "application/xml")),
    fault("the-first-is-missing", LISTS_ARE_COMPLETE, list("tags/all"), Cut("<entry ", "</entry>")),
    fault(
        "the-deleted-are-listed",
        LISTS_HAVE_NO_DEAD,
        list("registrations?api-version=2020-06"),
        Swap("<RegistrationId>", "<RegistrationId>1"),
    )
    .and(&[LISTS_ARE_COMPLETE]),
    fault(
        "by-tag-lists-all",
        LISTS_ARE_SELECTIVE,
        list("tags/all/registrations?api-version=2020-06"),
        As("registrations?api-version=2020-06"),
    )
    .and(&[TOP_BOUNDS_THE_PAGE, PAGES_DO_NOT_OVERLAP]),
    fault(
        "by-handle-lists-all",
        LISTS_ARE_SELECTIVE,
        list("$filter=ChannelUri"),
        As("registrations?api-version=2020-06"),
    ),
    fault("old-news", LISTS_TELL_WHAT_WAS_WRITTEN, LIST, Swap("https://p.test", "https://q.test")),
    fault("any-filter", OTHER_FILTERS_ARE_400, on("GET", "$filter", "", 400), Status(200)),
    fault(
        "top-is-nothing",
        TOP_BOUNDS_THE_PAGE,
        list("$top=2"),
        As("registrations?api-version=2020-06"),
    ),
    fault("tokens-are-400", TOKENS_LEAD_ON, list("ontinuation"), Status(400))
        .and(&[TOKENS_MAY_BE_ENCODED_TWICE]),
    fault(
        "tokens-are-nothing",
        TOKENS_LEAD_ON,
        list("$top=2&"),
        As("registrations?api-version=2020-06&$top=2"),
    ),
    fault("tokens-are-decoded-once", TOKENS_MAY_BE_ENCODED_TWICE, list("%253D"), Status(400)),
    fault(
        "pages-overlap",
        PAGES_DO_NOT_OVERLAP,
        list("$top=2&continuationtoken"),
        As("registrations?api-version=2020-06&$top=1"),
    ),
    // Tokens
    fault("sr-first", TOKEN_FIELDS_ARE_IN_ANY_ORDER, get("SharedAccessSignature skn"), Status(401)),
    fault("small-escapes", ESCAPES_HAVE_EITHER_CASE, get("%3A"), Status(401)),
    fault("no-hub-tokens", HUB_TOKENS_REACH_BELOW, GET, Status(401)).and(&[
        URI_TOKENS_ARE_TAKEN,
        NAMESPACE_TOKENS_REACH_BELOW,
        ESCAPES_HAVE_EITHER_CASE,
        TOKEN_FIELDS_ARE_IN_ANY_ORDER,
    ]),
    fault(
        "no-namespace-tokens",
        NAMESPACE_TOKENS_REACH_BELOW,
        get("%2f%2fhub.test%2f&"),
        Status(401),
    ),
    fault("no-uri-tokens", URI_TOKENS_ARE_TAKEN, get("%2fregistrations%2f"), Status(401)),
    fault("any-token", BAD_SIGNATURES_ARE_401, on("GET", "", "", 401), Status(200)).and(&[
        OTHER_AUDIENCES_ARE_401,
        UNKNOWN_KEYS_ARE_401,
        EXPIRED_TOKENS_ARE_401,
        MALFORMED_TOKENS_ARE_401,
        NO_TOKEN_IS_401,
    ]),
    fault("any-audience", OTHER_AUDIENCES_ARE_401, on("PUT", "", "myhub2", 401), Status(200)),
    fault("any-key", UNKNOWN_KEYS_ARE_401, on("PUT", "", "skn=nobody", 401), Status(200)),
    fault("for-ever", EXPIRED_TOKENS_ARE_401, on("GET", "", "se=1699994", 401), Status(200)),
    fault("no-token-is-403", NO_TOKEN_IS_401, on("GET", "", "", 401), Status(403)).and(&[
        OTHER_AUDIENCES_ARE_401,
        UNKNOWN_KEYS_ARE_401,
        EXPIRED_TOKENS_ARE_401,
        MALFORMED_TOKENS_ARE_401,
        BAD_SIGNATURES_ARE_401,
    ]),
    fault("malformed-is-500", MALFORMED_TOKENS_ARE_401, on("PUT", "", "", 401), Status(500)).and(
        &[
            OTHER_AUDIENCES_ARE_401,
            UNKNOWN_KEYS_ARE_401,
            EXPIRED_TOKENS_ARE_401,
            BAD_SIGNATURES_ARE_401,
        ],
    ),
    fault("listeners-only-read", LISTENERS_REGISTER, put("skn=listen"), Status(403)),
    fault("listeners-list", LISTENERS_DO_NOT_LIST_BY_TAG, on("GET", "tags/", "", 403), Status(200)),
    fault("listeners-send", LISTENERS_DO_NOT_SEND, on("POST", "messages", "", 403), Status(201)),
    fault(
        "senders-register",
        SENDERS_DO_NOT_REGISTER,
        on("GET", "registrations/", "", 403),
        Status(200),
    ),
    // Errors
    fault("any-hub", UNKNOWN_HUBS_ARE_404, on("POST", "other/", "", 404), Status(201)),
    fault("throttled-is-503", THROTTLED_IS_403_OR_429, on("PUT", "", "", 429), Status(503)),
    fault(
        "throttled-for-how-long",
        THROTTLED_IS_TOLD_WHEN,
        on("GET", "", "", 429),
        Without("Retry-After"),
    ),
    fault("throttled-and-written", REFUSALS_CHANGE_NOTHING, on("PUT", "", "", 429), After(other)),
];
