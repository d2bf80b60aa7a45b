//! The tags of a registration.

requirements! {
    in hub_tags;

    /// The tags of a registration come back.
    TAGS_COME_BACK = "hub-tags/tags-come-back"
        Hub Must V7_0 from "Routing and tag expressions" for "S004-04 H-58";
    /// A write replaces all tags of the registration.
    WRITES_REPLACE_ALL_TAGS = "hub-tags/writes-replace-all-tags"
        Hub Must V7_0 from "Registration management" for "H-63";
    /// A tag of any of the characters that tags have is taken.
    TAGS_OF_THE_ALPHABET_ARE_TAKEN = "hub-tags/tags-of-the-alphabet-are-taken"
        Hub Must V7_0 from "Routing and tag expressions" for "H-58";
    /// A tag of 120 characters is taken.
    TAGS_OF_120_CHARACTERS_ARE_TAKEN = "hub-tags/120-characters-are-taken"
        Hub Must V7_0 from "Routing and tag expressions" for "H-58";
    /// A tag of more than 120 characters is refused with 400.
    TAGS_OF_121_CHARACTERS_ARE_400 = "hub-tags/121-characters-are-400"
        Hub Must V7_0 from "Routing and tag expressions" for "H-58";
    /// A tag with a character that tags do not have is refused with 400.
    ODD_CHARACTERS_ARE_400 = "hub-tags/odd-characters-are-400"
        Hub Must V7_0 from "Routing and tag expressions" for "H-58 H-23";
    /// An empty tag among others is refused with 400.
    EMPTY_TAGS_ARE_400 = "hub-tags/empty-tags-are-400"
        Hub Must V7_0 from "Practice of client libraries" for "H-23";
    /// A tag that begins with a dollar sign is refused with 400.
    DOLLAR_TAGS_ARE_400 = "hub-tags/dollar-tags-are-400"
        Hub Should V7_0 from "Practice of client libraries" for "H-61";
    /// A registration with 60 tags is taken.
    SIXTY_TAGS_ARE_TAKEN = "hub-tags/sixty-are-taken"
        Hub Should V7_0 from "Routing and tag expressions" for "H-60 D-50";
    /// A registration with 61 tags is taken, or refused with 400.
    SIXTY_ONE_TAGS_ARE_ANSWERED = "hub-tags/sixty-one-are-answered"
        Hub Observed V7_0 from "Routing and tag expressions" for "H-60 D-50";
    /// Tags of more than 8000 characters together are refused with 400.
    TAGS_OF_8000_CHARACTERS_ARE_400 = "hub-tags/8000-characters-are-400"
        Hub Should V7_0 from "Practice of client libraries" for "H-60 D-50";
    /// Blanks around a tag are cut off, or refused with 400.
    BLANKS_ARE_ANSWERED = "hub-tags/blanks-are-answered"
        Hub Observed V7_0 from "Routing and tag expressions" for "H-59 D-50";
    /// Tags that differ in case only are two, or one.
    CASE_IS_ANSWERED = "hub-tags/case-is-answered"
        Hub Observed V7_0 from "Practice of client libraries" for "H-62 D-50";
    /// Who holds a key for listening may take any tag.
    LISTENERS_TAKE_ANY_TAG = "hub-tags/listeners-take-any-tag"
        Hub Observed V7_0
            from "Registering from your app backend (dn743807), Tags must be secured"
            for "S004-08";
}
