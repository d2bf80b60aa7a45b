//! The templates of a tile and their elements, alone, together and cleared.

use mpnspec_model::header::Kind::Tile;

use crate::case::Channel::A;
use crate::case::Step::*;
use crate::case::*;

/// A tile with these attributes, and of these elements; the root's come first where it has any.
macro_rules! tile_of {
    ($(root $root:literal,)? $tag:literal $(, $element:literal)*) => {
        Message {
            body: Body::Text(concat!(
                r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification""#,
                $($root,)? "><", $tag, ">", $($element,)* "</wp:Tile></wp:Notification>"
            )),
            ..TILE
        }
    };
}

const CLASSIC: Message = tile_of!(
    "wp:Tile",
    "<wp:BackgroundImage>/front.png</wp:BackgroundImage>",
    "<wp:Count>7</wp:Count>",
    "<wp:Title>Title {n}</wp:Title>",
    "<wp:BackBackgroundImage>/back.png</wp:BackBackgroundImage>",
    "<wp:BackTitle>Back</wp:BackTitle>",
    "<wp:BackContent>On the back</wp:BackContent>"
);
const FLIP: Message = tile_of!(
    root r#" Version="2.0""#,
    r#"wp:Tile Template="FlipTile""#,
    "<wp:SmallBackgroundImage>/small.png</wp:SmallBackgroundImage>",
    "<wp:WideBackgroundImage>/wide.png</wp:WideBackgroundImage>",
    "<wp:WideBackBackgroundImage>/wide-back.png</wp:WideBackBackgroundImage>",
    "<wp:WideBackContent>On the wide back</wp:WideBackContent>",
    "<wp:BackgroundImage>/front.png</wp:BackgroundImage>",
    "<wp:Count>7</wp:Count>",
    "<wp:Title>Title {n}</wp:Title>",
    "<wp:BackBackgroundImage>/back.png</wp:BackBackgroundImage>",
    "<wp:BackTitle>Back</wp:BackTitle>",
    "<wp:BackContent>On the back</wp:BackContent>"
);
const ICONIC: Message = tile_of!(
    root r#" Version="2.0""#,
    r#"wp:Tile Template="IconicTile""#,
    "<wp:SmallIconImage>/small.png</wp:SmallIconImage>",
    "<wp:IconImage>/icon.png</wp:IconImage>",
    "<wp:WideContent1>From</wp:WideContent1>",
    "<wp:WideContent2>Subject</wp:WideContent2>",
    "<wp:WideContent3>Text</wp:WideContent3>",
    "<wp:Count>7</wp:Count>",
    "<wp:Title>Title {n}</wp:Title>",
    "<wp:BackgroundColor>#FF102030</wp:BackgroundColor>"
);
const CYCLE: Message = tile_of!(
    root r#" Version="2.0""#,
    r#"wp:Tile Template="CycleTile""#,
    "<wp:SmallBackgroundImage>/small.png</wp:SmallBackgroundImage>",
    "<wp:CycleImage1>/1.png</wp:CycleImage1>",
    "<wp:CycleImage2>/2.png</wp:CycleImage2>",
    "<wp:CycleImage3>/3.png</wp:CycleImage3>",
    "<wp:CycleImage4>/4.png</wp:CycleImage4>",
    "<wp:CycleImage5>/5.png</wp:CycleImage5>",
    "<wp:CycleImage6>/6.png</wp:CycleImage6>",
    "<wp:CycleImage7>/7.png</wp:CycleImage7>",
    "<wp:CycleImage8>/8.png</wp:CycleImage8>",
    "<wp:CycleImage9>/9.png</wp:CycleImage9>",
    "<wp:Count>7</wp:Count>",
    "<wp:Title>Title {n}</wp:Title>"
);
const CLEARED: Message = tile_of!(
    "wp:Tile",
    r#"<wp:Count Action="Clear"></wp:Count>"#,
    r#"<wp:Title Action="Clear"/>"#,
    "<wp:BackTitle>Back {n}</wp:BackTitle>"
);
const FLIP_CLEARED: Message = tile_of!(
    root r#" Version="2.0""#,
    r#"wp:Tile Template="FlipTile""#,
    r#"<wp:WideBackgroundImage Action="Clear"></wp:WideBackgroundImage>"#,
    r#"<wp:Count Action="Clear"></wp:Count>"#,
    "<wp:Title>Title {n}</wp:Title>"
);
const SECONDARY: Message =
    tile_of!(r#"wp:Tile Id="/Page.xaml?city=Oslo&amp;unit=C""#, "<wp:Title>Title {n}</wp:Title>");
const UNIDENTIFIED: Message = tile_of!("wp:Tile", "<wp:Title>Title {n}</wp:Title>");
const EMPTY_ID: Message = tile_of!(r#"wp:Tile Id="""#, "<wp:Title>Title {n}</wp:Title>");
const ID_IN_CAPITALS: Message =
    tile_of!(r#"wp:Tile ID="/Page.xaml""#, "<wp:Title>Title {n}</wp:Title>");
const RELATIVE: Message = tile_of!(
    root r#" Version="2.0""#,
    r#"wp:Tile Template="FlipTile""#,
    r#"<wp:BackgroundImage IsRelative="true">/front.png</wp:BackgroundImage>"#
);
const REMOTE: Message = tile_of!(
    "wp:Tile",
    "<wp:BackgroundImage>http://www.contoso.com/a.png?n={n}&amp;s=1</wp:BackgroundImage>"
);
const UNKNOWN_TEMPLATE: Message = tile_of!(root r#" Version="2.0""#, r#"wp:Tile Template="PeekTile""#, "<wp:Title>Title {n}</wp:Title>");
const FOREIGN_ELEMENT: Message = tile_of!("wp:Tile", "<wp:CycleImage1>/1.png</wp:CycleImage1>");
const OTHER_ACTION: Message = tile_of!("wp:Tile", r#"<wp:Title Action="Blink">Title</wp:Title>"#);
const OTHER_COLOUR: Message = tile_of!(
    root r#" Version="2.0""#,
    r#"wp:Tile Template="IconicTile""#,
    "<wp:BackgroundColor>blue</wp:BackgroundColor>"
);

pub(super) const CASES: &[Case] = cases! {
    "payload-tile/a-tile-without-an-id-is-accepted"
        shows TILE_WITHOUT_ID_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, UNIDENTIFIED, RECEIVED)];
    "payload-tile/a-tile-of-every-element-arrives"
        shows TILE_WITHOUT_ID_IS_ACCEPTED, TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, CLASSIC, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "payload-tile/a-flip-tile-of-every-element-arrives"
        shows TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, FLIP, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "payload-tile/an-iconic-tile-of-every-element-arrives"
        shows TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, ICONIC, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "payload-tile/a-cycle-tile-of-every-element-arrives"
        shows TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, CYCLE, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "payload-tile/cleared-elements-arrive"
        shows TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, CLEARED, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "payload-tile/cleared-elements-of-a-flip-tile-arrive"
        shows TOKEN_TARGET_MAKES_A_TILE
        [Open(A, Access::Open), Post(A, FLIP_CLEARED, RECEIVED), Settle, Handed(A, &[(Tile, 1)])];
    "payload-tile/a-secondary-tile-is-accepted"
        shows RECEIVED_IS_200
        [Open(A, Access::Open), Post(A, SECONDARY, RECEIVED)];
    "payload-tile/an-empty-id-is-accepted"
        shows EMPTY_TILE_ID_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, EMPTY_ID, RECEIVED)];
    "payload-tile/an-id-in-capitals-is-recorded"
        shows TILE_ID_IN_CAPITALS_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, ID_IN_CAPITALS, RECORDED)];
    "payload-tile/a-relative-image-is-accepted"
        shows IS_RELATIVE_IS_ACCEPTED
        [Open(A, Access::Open), Post(A, RELATIVE, RECEIVED)];
    "payload-tile/a-remote-image-is-accepted"
        shows RECEIVED_IS_200
        [Open(A, Access::Open), Post(A, REMOTE, RECEIVED)];
    "payload-tile/a-flip-tile-needs-no-version"
        shows TEMPLATE_WITHOUT_VERSION_IS_ACCEPTED
        [
            Open(A, Access::Open),
            Post(A, tile_of!(r#"wp:Tile Template="FlipTile""#, "<wp:Title>{n}</wp:Title>"), RECEIVED),
        ];
    "payload-tile/an-iconic-tile-needs-no-version"
        shows TEMPLATE_WITHOUT_VERSION_IS_ACCEPTED
        [
            Open(A, Access::Open),
            Post(A, tile_of!(r#"wp:Tile Template="IconicTile""#, "<wp:Title>{n}</wp:Title>"), RECEIVED),
        ];
    "payload-tile/a-cycle-tile-needs-no-version"
        shows TEMPLATE_WITHOUT_VERSION_IS_ACCEPTED
        [
            Open(A, Access::Open),
            Post(A, tile_of!(r#"wp:Tile Template="CycleTile""#, "<wp:Title>{n}</wp:Title>"), RECEIVED),
        ];
    "payload-tile/an-unknown-template-is-recorded"
        shows UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Post(A, UNKNOWN_TEMPLATE, RECORDED)];
    "payload-tile/an-element-of-another-template-is-recorded"
        shows UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Post(A, FOREIGN_ELEMENT, RECORDED)];
    "payload-tile/an-unknown-action-is-recorded"
        shows UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Post(A, OTHER_ACTION, RECORDED)];
    "payload-tile/a-colour-by-name-is-recorded"
        shows UNLISTED_VALUES_ARE_RECORDED
        [Open(A, Access::Open), Post(A, OTHER_COLOUR, RECORDED)];
};

macro_rules! counts {
    ($($what:literal is $outcome:literal: $element:literal $answer:ident shows $requirement:ident;)+) => {
        &[$(case!(
            concat!("payload-tile/", $what, "-is-", $outcome),
            [$requirement],
            [
                Open(A, Access::Open),
                Post(A, tile_of!("wp:Tile", $element, "<wp:Title>Title {n}</wp:Title>"), $answer),
            ]
        )),+]
    };
}

/// Counts go from 0 to 99; what a service makes of others is written nowhere.
pub(super) const COUNTS: &[Case] = counts! {
    "a-count-of-0" is "accepted": "<wp:Count>0</wp:Count>" RECEIVED shows RECEIVED_IS_200;
    "a-count-of-1" is "accepted": "<wp:Count>1</wp:Count>" RECEIVED shows RECEIVED_IS_200;
    "a-count-of-99" is "accepted": "<wp:Count>99</wp:Count>" RECEIVED shows RECEIVED_IS_200;
    "a-count-of-100" is "recorded": "<wp:Count>100</wp:Count>" RECORDED shows UNLISTED_VALUES_ARE_RECORDED;
    "a-negative-count" is "recorded": "<wp:Count>-1</wp:Count>" RECORDED shows UNLISTED_VALUES_ARE_RECORDED;
    "a-count-in-words" is "recorded": "<wp:Count>many</wp:Count>" RECORDED shows UNLISTED_VALUES_ARE_RECORDED;
    "an-empty-count" is "recorded": "<wp:Count></wp:Count>" RECORDED shows UNLISTED_VALUES_ARE_RECORDED;
};
