//! What a backend does when tags change by its own doing.

requirements! {
    in backend_tags;

    /// The registrations in question are found by the tag of their user.
    REGISTRATIONS_ARE_FOUND_BY_TAG = "backend-tags/registrations-are-found-by-tag"
        Backend Observed V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-104 S004-106 S004-107";
    /// Only registrations that have the tag are changed.
    ONLY_THOSE_WITH_THE_TAG_CHANGE = "backend-tags/only-those-with-the-tag-change"
        Backend Must V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-103";
    /// Every registration on the first page of the list gets the new tag.
    EVERY_LISTED_REGISTRATION_CHANGES = "backend-tags/every-listed-registration-changes"
        Backend Must V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-21 S004-109 S004-112";
    /// So does every registration on the pages after it.
    FURTHER_PAGES_ARE_READ = "backend-tags/further-pages-are-read"
        Backend Should V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-21 S004-108 H-35 D-65";
    /// An id is taken from the title or the description of a listed entry, whatever its URL looks like.
    LISTED_IDS_ARE_READ = "backend-tags/listed-ids-are-read"
        Backend Observed V7_0 from "Practice of backends and their clients" for "H-38";
    /// A registration is written back with all the tags that it had, and the new one.
    NO_TAG_IS_LOST = "backend-tags/no-tag-is-lost"
        Backend Must V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-110 H-65";
    /// Nothing else of a registration changes: neither its handle nor its template.
    NOTHING_ELSE_CHANGES = "backend-tags/nothing-else-changes"
        Backend Must V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-110 S004-112";
    /// A registration is written back under the ETag that was read with it.
    UPDATES_ARE_CONDITIONAL = "backend-tags/updates-are-conditional"
        Backend Must V7_0
            from "Registering from your App Backend (dn743807), How to modify tags from the backend"
            for "S004-111 D-43";
    /// A registration that somebody else has changed meanwhile should be read and written again, as that is what its
    /// ETag is for; the documents leave it to the backend.
    A_CONCURRENT_CHANGE_MEANS_RETRY = "backend-tags/a-concurrent-change-means-retry"
        Backend Should V7_0 from "Registration management, optimistic concurrency"
            for "S004-111 H-21 D-43";
    /// That no registration has the tag is no error, whether the list is empty or answered 404.
    AN_EMPTY_LIST_IS_NO_ERROR = "backend-tags/an-empty-list-is-no-error"
        Backend Observed V7_0 from "Notification Hubs REST reference, read registrations by tag"
            for "H-16 D-48";
    /// A change of tags that the hub refused is not told as done.
    A_REFUSED_CHANGE_IS_TOLD = "backend-tags/a-refused-change-is-told"
        Backend Should V7_0 from "Practice of backends and their clients" for "H-93";
}
