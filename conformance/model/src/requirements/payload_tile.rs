//! The tile: classic, flip, iconic and cycle.

requirements! {
    in payload_tile;

    /// A tile without a template holds the three properties of 7.0 and the three of 7.1, and
    /// nothing else.
    CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS = "payload-tile/classic-tile-has-only-its-elements"
        Sender Must V7_0 from "Tiles, edition 7.1" for "M-78";
    /// A tile without a template has no `Version`.
    CLASSIC_TILE_HAS_NO_VERSION = "payload-tile/classic-tile-has-no-version"
        Sender Must V7_0 from "Tiles, edition 7.1" for "M-78 M-63";
    /// No element appears twice in a tile.
    TILE_ELEMENTS_APPEAR_ONCE = "payload-tile/tile-elements-appear-once"
        Sender Must V7_0 from "Tiles, edition 7.1" for "M-78 M-82 M-83 M-84";
    /// A flip tile holds its ten properties and nothing else.
    FLIP_TILE_HAS_ONLY_ITS_ELEMENTS = "payload-tile/flip-tile-has-only-its-elements"
        Sender Must V8_0 from "Flip tile template (jj206971)" for "M-82";
    /// An iconic tile holds its eight properties and nothing else.
    ICONIC_TILE_HAS_ONLY_ITS_ELEMENTS = "payload-tile/iconic-tile-has-only-its-elements"
        Sender Must V8_0 from "Iconic tile template (jj207009)" for "M-83";
    /// A cycle tile holds its twelve properties and nothing else.
    CYCLE_TILE_HAS_ONLY_ITS_ELEMENTS = "payload-tile/cycle-tile-has-only-its-elements"
        Sender Must V8_0 from "Cycle tile template (jj207036)" for "M-84";
    /// `Template` is `FlipTile`, `IconicTile` or `CycleTile`.
    TEMPLATE_IS_KNOWN = "payload-tile/template-is-known"
        Sender Must V8_0 from "Flip tile template (jj206971)" for "M-82 M-83 M-84";
    /// A tile with a template has `Version="2.0"` on its root.
    TEMPLATE_HAS_VERSION_2_0 = "payload-tile/template-has-version-2-0"
        Sender Should V8_0 from "Flip tile template (jj206971)" for "M-63 D-26";
    /// `Count` is a whole number from 0 to 99.
    COUNT_IS_0_TO_99 = "payload-tile/count-is-0-to-99"
        Sender Must V7_0 from "Tiles, edition 7.1" for "M-79";
    /// `BackgroundColor` is `#` and eight hexadecimal digits.
    COLOUR_IS_ARGB_HEX = "payload-tile/colour-is-argb-hex"
        Sender Must V8_0 from "Iconic tile template (jj207009)" for "M-87";
    /// An element with `Action="Clear"` is empty.
    CLEAR_HAS_NO_CONTENT = "payload-tile/clear-has-no-content"
        Sender Must V7_1 from "Tiles, edition 7.1" for "M-67";
    /// The background image of a tile without a template is not cleared.
    CLASSIC_BACKGROUND_IS_NOT_CLEARED = "payload-tile/classic-background-is-not-cleared"
        Sender Observed V7_1 from "Tiles, edition 7.1" for "M-80";
    /// The two icons of an iconic tile are not cleared.
    ICONS_ARE_NOT_CLEARED = "payload-tile/icons-are-not-cleared"
        Sender Should V8_0 from "Iconic tile template (jj207009)" for "M-86 D-28";
    /// The images of a cycle tile are local.
    CYCLE_IMAGES_ARE_LOCAL = "payload-tile/cycle-images-are-local"
        Sender Should V8_0 from "Cycle tile template (jj207036)" for "M-88";
    /// A tile with a template fills its small, its medium and its wide size.
    ALL_SIZES_ARE_SENT = "payload-tile/all-sizes-are-sent"
        Sender Should V8_0 from "Flip tile template (jj206971)" for "M-89";
    /// The path of a local image is sent as it was told, apart from XML encoding.
    IMAGE_PATHS_ARE_UNCHANGED = "payload-tile/image-paths-are-unchanged"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-96";
    /// A tile for a 7.0 phone has no image URI over 260 characters.
    LONG_IMAGE_URIS_NOT_FOR_7_0 = "payload-tile/long-image-uris-not-for-7-0"
        Sender Observed V7_0 from "Practice of services and client libraries" for "M-94";
    /// Remote images are JPG or PNG, of at most 80 KB, and load within 15 seconds.
    REMOTE_IMAGES_ARE_SMALL = "payload-tile/remote-images-are-small"
        Sender Should V7_0 from "Tiles, edition 7.1" for "M-93"
        untested "the image host is no part of the conversation";
    /// A tile is updated with the template that it was made with.
    TEMPLATE_FITS_THE_TILE = "payload-tile/template-fits-the-tile"
        Sender Should V8_0 from "Flip tile template (jj206971)" for "M-90"
        untested "the tile was made on the phone";
    /// The attribute that selects a tile is spelt `Id`, and is in no namespace.
    TILE_ID_IS_SPELT_ID = "payload-tile/tile-id-is-spelt-id"
        Sender Must V7_1 from "Sending push notifications (hh202945), Secondary Tiles"
            for "S003-77 S003-82 M-81 D-25";
    /// `Id` is exactly the navigation URI that the secondary tile was made with.
    TILE_ID_IS_THE_NAVIGATION_URI = "payload-tile/tile-id-is-the-navigation-uri"
        Sender Should V7_1 from "Sending push notifications (hh202945), Secondary Tiles"
            for "S003-79";
    /// An update of the default tile has no `Id`.
    NO_TILE_ID_FOR_THE_DEFAULT_TILE = "payload-tile/no-tile-id-for-the-default-tile"
        Sender Should V7_1 from "Sending push notifications (hh202945), Secondary Tiles"
            for "S003-78 D-25";
    /// A tile for a 7.0 phone has no `BackTitle`.
    NO_BACK_TITLE_FOR_7_0 = "payload-tile/no-back-title-for-7-0"
        Sender Must V7_1 from "Sending push notifications (hh202945), The duties of a sender, 3"
            for "S003-21 S003-23";
    /// A tile for a 7.0 phone has no `BackBackgroundImage`.
    NO_BACK_BACKGROUND_IMAGE_FOR_7_0 = "payload-tile/no-back-background-image-for-7-0"
        Sender Must V7_1 from "Sending push notifications (hh202945), The duties of a sender, 3"
            for "S003-21 S003-24";
    /// A tile for a 7.0 phone has no `BackContent`.
    NO_BACK_CONTENT_FOR_7_0 = "payload-tile/no-back-content-for-7-0"
        Sender Must V7_1 from "Sending push notifications (hh202945), The duties of a sender, 3"
            for "S003-21 S003-25";
    /// A tile for a 7.0 phone has no `Id`.
    NO_TILE_ID_FOR_7_0 = "payload-tile/no-tile-id-for-7-0"
        Sender Must V7_1 from "Sending push notifications (hh202945), The duties of a sender, 3"
            for "S003-21 S003-26";
    /// Iconic and cycle templates go to 8.0 phones only.
    TEMPLATES_ONLY_FROM_8_0 = "payload-tile/templates-only-from-8-0"
        Sender Must V8_0 from "Flip tile template (jj206971)" for "M-85 S003-21";
    /// The flip template goes to phones from 7.8 on only.
    FLIP_ONLY_FROM_7_8 = "payload-tile/flip-only-from-7-8"
        Sender Must V8_0 from "Flip tile template (jj206971)" for "M-85";
    /// A tile with a template and without a `Version` is accepted.
    TEMPLATE_WITHOUT_VERSION_IS_ACCEPTED = "payload-tile/template-without-version-is-accepted"
        PushService Must V8_0 from "Practice of services and client libraries" for "M-63 D-26";
    /// A tile without an `Id` is accepted.
    TILE_WITHOUT_ID_IS_ACCEPTED = "payload-tile/tile-without-id-is-accepted"
        PushService Must V7_0 from "Sending push notifications (hh202945), Secondary Tiles"
            for "S003-78";
    /// A tile with an empty `Id` is accepted.
    EMPTY_TILE_ID_IS_ACCEPTED = "payload-tile/empty-tile-id-is-accepted"
        PushService Should V7_1 from "Practice of services and client libraries" for "D-25";
    /// A tile whose id is spelt `ID` is accepted.
    TILE_ID_IN_CAPITALS_IS_ACCEPTED = "payload-tile/tile-id-in-capitals-is-accepted"
        PushService Observed V7_1 from "Practice of services and client libraries" for "M-81 D-25";
    /// The attribute `IsRelative` on an image is accepted.
    IS_RELATIVE_IS_ACCEPTED = "payload-tile/is-relative-is-accepted"
        PushService Observed V8_0 from "Practice of services and client libraries" for "M-91";
    /// A notification for a 7.0 phone is taken even with the fields of 7.1.
    NEW_FIELDS_FOR_7_0_ARE_TAKEN = "payload-tile/new-fields-for-7-0-are-taken"
        PushService Observed V7_1 from "Sending push notifications (hh202945), The duties of a sender, 3"
            for "D-27"
        untested "what becomes of them is left open, so either answer is right";
    /// An update with an `Id` changes the tile with that navigation URI and no other.
    TILE_ID_SELECTS_THE_TILE = "payload-tile/tile-id-selects-the-tile"
        PushService Must V7_1 from "Sending push notifications (hh202945), Secondary Tiles"
            for "S003-77"
        untested "tiles are the phone's";
}
