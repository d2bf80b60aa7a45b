//! What callers of a hub sign with, and what they may do.

requirements! {
    in hub_tokens;

    /// The fields of a token come in any order.
    TOKEN_FIELDS_ARE_IN_ANY_ORDER = "hub-tokens/fields-are-in-any-order"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-111";
    /// A token is verified over its audience as it came, with escapes in either case of letters.
    ESCAPES_HAVE_EITHER_CASE = "hub-tokens/escapes-have-either-case"
        Hub Should V7_0 from "Practice of client libraries" for "H-113 D-54";
    /// A token for the hub is good for everything below it.
    HUB_TOKENS_REACH_BELOW = "hub-tokens/hub-tokens-reach-below"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-114";
    /// A token for the whole namespace is good for the hub.
    NAMESPACE_TOKENS_REACH_BELOW = "hub-tokens/namespace-tokens-reach-below"
        Hub Must V7_0 from "Practice of client libraries" for "H-114";
    /// A token for the request's own URI is good for it.
    URI_TOKENS_ARE_TAKEN = "hub-tokens/uri-tokens-are-taken"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-114";
    /// A token for another hub is refused with 401.
    OTHER_AUDIENCES_ARE_401 = "hub-tokens/other-audiences-are-401"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-114";
    /// A signature that does not fit is refused with 401.
    BAD_SIGNATURES_ARE_401 = "hub-tokens/bad-signatures-are-401"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-24";
    /// A token of a key that the hub does not know is refused with 401.
    UNKNOWN_KEYS_ARE_401 = "hub-tokens/unknown-keys-are-401"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-24";
    /// A token whose time is over is refused with 401.
    EXPIRED_TOKENS_ARE_401 = "hub-tokens/expired-tokens-are-401"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-24 H-115";
    /// A token that lacks a part is refused with 401, or with 400.
    MALFORMED_TOKENS_ARE_401 = "hub-tokens/malformed-tokens-are-401"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-24 H-111";
    /// A request without a token is refused with 401.
    NO_TOKEN_IS_401 = "hub-tokens/no-token-is-401"
        Hub Must V7_0 from "Common concepts (REST reference), SAS" for "H-24";
    /// A key for listening is good for single registrations, and for lists by a handle.
    LISTENERS_REGISTER = "hub-tokens/listeners-register"
        Hub Must V7_0 from "Notification hubs security" for "H-84 S004-03";
    /// A key for listening is not good for lists by a tag: 403.
    LISTENERS_DO_NOT_LIST_BY_TAG = "hub-tokens/listeners-do-not-list-by-tag"
        Hub Must V7_0 from "Notification hubs security" for "H-84 H-25 D-42";
    /// A key for listening is not good for sends: 403.
    LISTENERS_DO_NOT_SEND = "hub-tokens/listeners-do-not-send"
        Hub Must V7_0 from "Notification hubs security" for "H-84 H-25 D-42";
    /// A key for sending is not good for registrations: 403.
    SENDERS_DO_NOT_REGISTER = "hub-tokens/senders-do-not-register"
        Hub Must V7_0 from "Notification hubs security" for "H-84 H-25 D-42";
}
