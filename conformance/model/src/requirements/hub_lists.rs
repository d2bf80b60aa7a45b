//! Lists of registrations, and their pages.

requirements! {
    in hub_lists;

    /// The list of all registrations is 200.
    LISTING_IS_200 = "hub-lists/listing-is-200"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-15 D-48";
    /// The list by a tag is 200, even when nobody has the tag.
    LISTING_BY_TAG_IS_200 = "hub-lists/by-tag-is-200"
        Hub Must V7_0 from "Read all registrations with a tag (REST reference)" for "H-16 D-48";
    /// The list by a handle is 200, even when nobody has the handle.
    LISTING_BY_HANDLE_IS_200 = "hub-lists/by-handle-is-200"
        Hub Must V7_0 from "Read all registrations for a channel (REST reference)" for "H-17 D-48";
    /// A list is an atom feed.
    LISTS_ARE_FEEDS = "hub-lists/lists-are-feeds"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-15 H-16 H-17";
    /// A feed is declared as one.
    FEEDS_ARE_DECLARED = "hub-lists/feeds-are-declared"
        Hub Must V7_0 from "Recorded answers of the service" for "H-15 D-48";
    /// A list has every registration that belongs in it.
    LISTS_ARE_COMPLETE = "hub-lists/lists-are-complete"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-15 H-16 H-17 S004-24";
    /// A list has no registration that is deleted or expired, and none that nobody made.
    LISTS_HAVE_NO_DEAD = "hub-lists/lists-have-no-dead"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-15 H-67";
    /// A list by a tag or a handle has only registrations with that tag or handle.
    LISTS_ARE_SELECTIVE = "hub-lists/lists-are-selective"
        Hub Must V7_0 from "Read all registrations with a tag (REST reference)" for "H-16 H-17";
    /// The entries of a list tell what was written.
    LISTS_TELL_WHAT_WAS_WRITTEN = "hub-lists/lists-tell-what-was-written"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-15 H-38";
    /// `ChannelUri` finds handles of every platform.
    CHANNEL_URI_FINDS_EVERY_HANDLE = "hub-lists/channel-uri-finds-every-handle"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-17";
    /// A filter of another form is refused with 400.
    OTHER_FILTERS_ARE_400 = "hub-lists/other-filters-are-400"
        Hub Should V7_0 from "Practice of client libraries" for "H-33";
    /// A page has no more entries than `$top` asks for.
    TOP_BOUNDS_THE_PAGE = "hub-lists/top-bounds-the-page"
        Hub Should V7_0 from "Practice of client libraries" for "H-34";
    /// A page has at most 100 entries.
    PAGES_HAVE_AT_MOST_100 = "hub-lists/pages-have-at-most-100"
        Hub Observed V7_0 from "Practice of client libraries" for "H-34 D-49";
    /// The token of a page leads to the next one, whatever the letters of the option's name.
    TOKENS_LEAD_ON = "hub-lists/tokens-lead-on"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-35";
    /// The token of a page that was percent-encoded once more leads on as well.
    TOKENS_MAY_BE_ENCODED_TWICE = "hub-lists/tokens-may-be-encoded-twice"
        Hub Should V7_0 from "Practice of client libraries" for "H-36 D-49";
    /// Over all pages, nothing is listed twice.
    PAGES_DO_NOT_OVERLAP = "hub-lists/pages-do-not-overlap"
        Hub Must V7_0 from "Read all registrations (REST reference)" for "H-35";
    /// A feed with another page after it has a link to that.
    PAGES_LINK_ON = "hub-lists/pages-link-on"
        Hub Observed V7_0 from "Recorded answers of the service" for "H-37";
}
