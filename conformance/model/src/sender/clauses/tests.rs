use alloc::borrow::Cow;
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::{Clause, NOTIFICATION, REGISTRATION, Sent};
use crate::adapter::{Command, Send};
use crate::dispute::{PROFILES, Profile, Stance};
use crate::edition::{Edition, OsVersion};
use crate::payload::{Change, Payload, Property, Sound, Template, Tile, Toast};
use crate::requirement::*;
use crate::transcript::{self, Credentials, Form, Time, Transcript};

const CHANNEL: &str = "https://sn1.notify.live.net/throttledthirdparty/01.00/AQG-x_y";
const CALLBACK: &str = "http://contoso.com";
const UUID: &str = "27dde510-1ff2-4a24-8f65-1f0d4e1b2c3d";

/// A message, and what led to it.
#[derive(Clone)]
struct Message {
    profile: &'static str,
    edition: Edition,
    method: &'static str,
    target: String,
    headers: Vec<(&'static str, Vec<u8>)>,
    body: Vec<u8>,
    told: Option<Command>,
}

impl Message {
    fn new(headers: &[(&'static str, &str)], body: &[u8]) -> Self {
        let mut headers: Vec<_> =
            headers.iter().map(|(name, value)| (*name, value.as_bytes().to_vec())).collect();
        headers.push(("Host", b"sn1.notify.live.net".to_vec()));
        let (profile, edition, target) = ("default", Edition::V8_0, CHANNEL.into());
        Self { profile, edition, method: "POST", target, headers, body: Vec::new(), told: None }
            .body(body)
    }

    fn body(mut self, body: &[u8]) -> Self {
        self.body = body.to_vec();
        let length = format!("{}", body.len());
        self.with("Content-Length", &length)
    }

    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(other, _)| *other != name);
        self
    }

    fn and(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn with(self, name: &'static str, value: &str) -> Self {
        self.without(name).and(name, value)
    }

    fn to(self, target: &str) -> Self {
        Self { target: target.into(), ..self }
    }

    fn read_as(self, profile: &'static str) -> Self {
        Self { profile, ..self }
    }

    fn told(self, payload: Payload<'static>) -> Self {
        self.told_for(OsVersion::V8_0Update3, payload)
    }

    fn told_for(self, os: OsVersion, payload: Payload<'static>) -> Self {
        let send = Send { notification: Some(payload), os, ..self.asked() };
        Self { told: Some(Command::Send(send)), ..self }
    }

    fn asks(self, change: fn(&mut Send)) -> Self {
        let mut send = self.asked();
        change(&mut send);
        Self { told: Some(Command::Send(send)), ..self }
    }

    fn asked(&self) -> Send {
        match &self.told {
            Some(Command::Send(send)) => send.clone(),
            _ => Send { channel: CHANNEL.into(), ..Send::default() },
        }
    }

    fn of_channel(self, channel: &str) -> Self {
        let send = Send { channel: channel.into(), ..self.asked() };
        Self { told: Some(Command::Send(send)), ..self }
    }

    fn registers(self, channel: &str, callback_uri: &str, message: &[u8]) -> Self {
        let (channel, callback_uri) = (channel.into(), callback_uri.into());
        let message_base64 = BASE64_STANDARD.encode(message);
        Self {
            told: Some(Command::RegisterCallback { channel, callback_uri, message_base64 }),
            ..self
        }
    }

    fn table(&self) -> &'static [Clause] {
        let registers = self.target.ends_with("/callback")
            || matches!(self.told, Some(Command::RegisterCallback { .. }));
        if registers { REGISTRATION } else { NOTIFICATION }
    }

    /// What is violated, and what is noted.
    fn findings(&self) -> (BTreeSet<Requirement>, BTreeSet<Requirement>) {
        let mut transcript = Transcript::new(Role::Sender);
        let headers = self.headers.iter().map(|(name, value)| (*name, &**value));
        let sent = transcript::Sent {
            method: self.method,
            target: &self.target,
            headers,
            body: &self.body,
            credentials: Credentials::Unseen,
            form: Form::Usual,
        };
        let at = transcript.asked(Time(0), sent);
        let request = transcript.request(at).unwrap();
        let sent = Sent::read(request, self.told.as_ref(), self.edition);
        let profile = Profile::named(self.profile).unwrap();
        let (mut violated, mut noted) = (BTreeSet::new(), BTreeSet::new());
        for clause in self.table() {
            match clause.hold(&sent, &profile) {
                Some(Err((Stance::Holds, _))) => violated.insert(clause.requirement),
                Some(Err(_)) => noted.insert(clause.requirement),
                Some(Ok(())) | None => continue,
            };
        }
        (violated, noted)
    }
}

fn frame(attributes: &str, inner: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><wp:Notification xmlns:wp=\"WPNotification\"{attributes}>{inner}</wp:Notification>"
    )
    .into_bytes()
}

fn toast_of(body: &[u8]) -> Message {
    let headers = [
        ("Content-Type", "text/xml"),
        ("X-WindowsPhone-Target", "toast"),
        ("X-NotificationClass", "2"),
    ];
    Message::new(&headers, body)
}

fn toast(inner: &str) -> Message {
    toast_of(&frame("", &format!("<wp:Toast>{inner}</wp:Toast>")))
}

fn tile_of(body: &[u8]) -> Message {
    let headers = [
        ("Content-Type", "text/xml"),
        ("X-WindowsPhone-Target", "token"),
        ("X-NotificationClass", "1"),
    ];
    Message::new(&headers, body)
}

fn tile(attributes: &str, inner: &str) -> Message {
    tile_of(&frame("", &format!("<wp:Tile{attributes}>{inner}</wp:Tile>")))
}

fn template(name: &str, inner: &str) -> Message {
    tile_of(&frame(" Version=\"2.0\"", &format!("<wp:Tile Template=\"{name}\">{inner}</wp:Tile>")))
}

fn raw(body: &[u8]) -> Message {
    Message::new(&[("Content-Type", "text/xml"), ("X-NotificationClass", "3")], body)
}

fn registration(body: &[u8]) -> Message {
    let headers = [("Content-Type", "application/octet-stream"), ("X-CallbackURI", CALLBACK)];
    Message::new(&headers, body)
        .to(&format!("{CHANNEL}/callback"))
        .registers(CHANNEL, CALLBACK, body)
}

fn text1(text: &'static str) -> Payload<'static> {
    Payload::Toast(Toast { text1: Some(Cow::Borrowed(text)), ..Toast::default() })
}

fn tile_told(
    template: Template,
    id: Option<&'static str>,
    properties: &[(Property, Option<&'static str>)],
) -> Payload<'static> {
    let change = |text: &Option<&'static str>| {
        text.map_or(Change::Clear, |text| Change::Set(Cow::Borrowed(text)))
    };
    let properties = properties.iter().map(|(property, text)| (*property, change(text))).collect();
    Payload::Tile(Tile { template, id: id.map(Cow::Borrowed), version: None, properties })
}

fn classic_told(
    id: Option<&'static str>,
    property: Property,
    text: Option<&'static str>,
) -> Payload<'static> {
    tile_told(Template::Classic, id, &[(property, text)])
}

const TEXT: &str = "<wp:Text1>a</wp:Text1>";
const TITLE: &str = "<wp:Title>a</wp:Title>";
const FLIP: &str = "<wp:SmallBackgroundImage>/s.png</wp:SmallBackgroundImage><wp:WideBackgroundImage>/w.png</wp:WideBackgroundImage>\
                    <wp:BackgroundImage>/m.png</wp:BackgroundImage>";
const ICONIC: &str = "<wp:SmallIconImage>/s.png</wp:SmallIconImage><wp:IconImage>/m.png</wp:IconImage>\
                      <wp:WideContent1>a</wp:WideContent1>";
const CYCLE: &str = "<wp:SmallBackgroundImage>/s.png</wp:SmallBackgroundImage><wp:CycleImage1>/1.png</wp:CycleImage1>";

/// Messages, and exactly what each of them violates, or is noted for, under its profile.
fn breaches() -> Vec<(Message, Vec<Requirement>, Vec<Requirement>)> {
    let long = |length: usize| format!("{CHANNEL}{}", "x".repeat(length - CHANNEL.len()));
    let cut = |length: usize| toast(TEXT).to(CHANNEL).of_channel(&long(length));
    let query = format!("{CHANNEL}?a=b");
    let on_7_0 = |message: Message, property| {
        message.told_for(OsVersion::V7_0, classic_told(None, property, Some("a")))
    };
    let toast_7_0 = Toast { text1: Some("a".into()), param: Some("/p".into()), ..Toast::default() };
    let loud = Toast {
        text1: Some("a".into()),
        sound: Some(Sound::File("a.wav".into())),
        ..Toast::default()
    };
    let body_of = |octets: usize| {
        let empty = toast("<wp:Text1></wp:Text1>").body.len();
        toast(&format!("<wp:Text1>{}</wp:Text1>", "x".repeat(octets - empty)))
    };
    let headed = |octets: usize| toast(TEXT).and("User-Agent", &"x".repeat(octets));
    let one = |message: Message, requirement: Requirement| (message, vec![requirement], vec![]);
    let noted = |message: Message, requirement: Requirement| (message, vec![], vec![requirement]);

    vec![
        // The request.
        one(Message { method: "PUT", ..toast(TEXT) }, SENDS_WITH_POST),
        one(toast(TEXT).with("Host", "contoso.com"), HOST_MATCHES_THE_CHANNEL_URI),
        one(toast("<wp:Text1>é</wp:Text1>").with("Content-Length", "5"), CONTENT_LENGTH_COUNTS_OCTETS),
        one(toast(TEXT).without("Content-Length"), CONTENT_LENGTH_COUNTS_OCTETS),
        one(toast(TEXT).without("Content-Length").and("Transfer-Encoding", "chunked"), BODY_IS_NOT_CHUNKED),
        one(headed(1024), HEADERS_FIT_1024_OCTETS),
        one(toast(TEXT).told(text1("a")).to("https://sn1.notify.live.net/other"), TARGET_IS_THE_CHANNEL_URI),
        one(toast(TEXT).told(text1("a")).to(&CHANNEL.replace('x', "%78")), TARGET_IS_THE_CHANNEL_URI),
        one(toast(TEXT).told(text1("a")).to(&CHANNEL.replace('-', "%2D").replace('_', "%5f")), TOKENS_ARE_NOT_ESCAPED),
        one(cut(1024), CHANNEL_URIS_OF_1024_CHARACTERS_WORK),
        one(cut(1100), CHANNEL_URIS_OF_1100_CHARACTERS_WORK),
        noted(cut(2048), CHANNEL_URIS_OF_2048_CHARACTERS_WORK),
        one(cut(2048).read_as("strict"), CHANNEL_URIS_OF_2048_CHARACTERS_WORK),
        // Its fields.
        one(toast(TEXT).with("Content-Type", "application/xml"), TOAST_CONTENT_TYPE_IS_TEXT_XML),
        one(tile("", TITLE).without("Content-Type"), TILE_CONTENT_TYPE_IS_TEXT_XML),
        one(raw(b"a").without("Content-Type"), RAW_HAS_A_CONTENT_TYPE),
        one(raw(b"a").with("Content-Type", "application/octet-stream"), RAW_CONTENT_TYPE_IS_TEXT_XML),
        one(toast(TEXT).with("X-WindowsPhone-Target", "Toast"), TOAST_TARGET_IS_TOAST),
        one(toast(TEXT).without("X-WindowsPhone-Target").told(text1("a")), TOAST_TARGET_IS_TOAST),
        one(toast(TEXT).with("X-WindowsPhone-Target", "token").told(text1("a")), TOAST_TARGET_IS_TOAST),
        one(tile("", TITLE).with("X-WindowsPhone-Target", "tile"), TILE_TARGET_IS_TOKEN),
        noted(tile("", TITLE).with("X-WindowsPhone-Target", "Tile").read_as("lenient"), TILE_TARGET_IS_TOKEN),
        one(raw(b"a").and("X-WindowsPhone-Target", "raw"), RAW_HAS_NO_TARGET),
        (raw(b"a").and("X-WindowsPhone-Target", "raw").read_as("lenient"), vec![], vec![]),
        one(toast(TEXT).without("X-WindowsPhone-Target").and("X-WindowsPhoneTarget", "toast"), TARGET_FIELD_IS_HYPHENATED),
        one(toast(TEXT).and("X-WindowsPhone-Target", "token"), ONE_TARGET),
        noted(toast(TEXT).without("X-NotificationClass"), CLASS_IS_PRESENT),
        one(toast(TEXT).with("X-NotificationClass", "two"), CLASS_IS_DIGITS),
        one(toast(TEXT).and("X-NotificationClass", "2"), CLASS_IS_DIGITS),
        one(toast(TEXT).with("X-NotificationClass", "02"), CLASS_HAS_NO_LEADING_ZERO),
        one(toast(TEXT).with("X-NotificationClass", "1"), TOAST_CLASS_IS_2_12_OR_22),
        one(tile("", TITLE).with("X-NotificationClass", "2"), TILE_CLASS_IS_1_11_OR_21),
        one(raw(b"a").with("X-NotificationClass", "4"), RAW_CLASS_IS_3_13_OR_23),
        (Message { edition: Edition::V7_0, ..raw(b"a").with("X-NotificationClass", "4") }, vec![], vec![]),
        one(toast(TEXT).asks(|send| send.interval_seconds = Some(450)), CLASS_IS_THE_INTERVAL_ASKED_FOR),
        one(toast(TEXT).and("X-MessageID", "17"), MESSAGE_ID_IS_A_UUID),
        one(toast(TEXT).and("X-MessageID", &UUID.to_ascii_uppercase()), MESSAGE_ID_IS_LOWER_CASE),
        one(toast(TEXT).and("X-MessageID", &UUID.replace('-', "")), MESSAGE_ID_IS_LOWER_CASE),
        one(toast(TEXT).and("X-MessageID", UUID).and("X-MessageID", UUID), ONE_MESSAGE_ID),
        one(toast(TEXT).asks(|send| send.message_id = Some(UUID.into())), MESSAGE_ID_IS_THE_ONE_ASKED_FOR),
        noted(toast(TEXT).and("X-CallbackURI", CALLBACK), CALLBACK_URI_ONLY_ON_REGISTRATION),
        // What was told.
        one(tile("", TITLE).told(text1("a")), SENDS_THE_MESSAGE),
        one(toast("<wp:Text1>b</wp:Text1>").told(text1("a")), TEXTS_SURVIVE),
        one(toast("<wp:Text2>a</wp:Text2>").told(text1("a")), TEXTS_SURVIVE),
        one(toast("<wp:Text1>?</wp:Text1>").told(text1("漢")), TEXTS_SURVIVE),
        one(tile("", "<wp:Title>a</wp:Title>").told(tile_told(Template::Flip, None, &[(Property::Title, Some("a"))])), TEXTS_SURVIVE),
        one(tile("", "<wp:Title/>").told(classic_told(None, Property::Title, None)), TEXTS_SURVIVE),
        (tile("", "").told(classic_told(None, Property::Title, Some(""))), vec![], vec![]),
        (toast("<wp:Text1>a\r\nb</wp:Text1>").told(text1("a\r\nb")), vec![], vec![]),
        one(raw(b"\xef\xbf\xbd").told(Payload::Raw(Cow::Borrowed(b"\xff"))), RAW_BODY_IS_UNCHANGED),
        // The document.
        one(toast("<wp:Text1>\u{1}</wp:Text1>").told(text1("\u{1}")), PAYLOAD_IS_WELL_FORMED),
        one(toast("<wp:Text1>a & b</wp:Text1>"), PAYLOAD_IS_WELL_FORMED),
        one(toast("<wp:Text1>a < b</wp:Text1>").told(text1("a < b")), LESS_THAN_IS_ENCODED),
        one(toast("<wp:Text1><b/></wp:Text1>").told(text1("<b/>")), LESS_THAN_IS_ENCODED),
        one(toast("<wp:Text1>a & b</wp:Text1>").told(text1("a & b")), AMPERSAND_IS_ENCODED),
        one(toast("<wp:Text1>a > b</wp:Text1>"), GREATER_THAN_IS_ENCODED),
        one(toast("<wp:Text1>it's</wp:Text1>"), APOSTROPHE_IS_ENCODED),
        one(tile(" Id=\"/a?b='c\"", TITLE), APOSTROPHE_IS_ENCODED),
        one(toast("<wp:Text1>\"a\"</wp:Text1>"), QUOTATION_MARK_IS_ENCODED),
        (toast("<wp:Text1>&#39;<![CDATA[>'\"]]></wp:Text1>").told(text1("'>'\"")), vec![], vec![]),
        one(toast("<wp:Text1>&#39;</wp:Text1>").read_as("seed-literal"), ENCODING_USES_THE_FIVE_ENTITIES),
        one(toast_of(b"<wp:Notification xmlns:wp=\"WPNotification\"><wp:Toast><wp:Text1>\xe9</wp:Text1></wp:Toast></wp:Notification>"), PAYLOAD_IS_UTF_8),
        one(toast_of(&replaced(&toast(TEXT), "utf-8", "iso-8859-1")), PAYLOAD_IS_UTF_8),
        one(toast_of(&toast(TEXT).body[38..]), DECLARATION_IS_SENT),
        one(toast_of(&replaced(&toast(TEXT), " encoding=\"utf-8\"", "")), DECLARATION_IS_SENT),
        one(toast_of(&replaced(&toast(TEXT), "wp:Notification", "wp:Message")), ROOT_IS_NOTIFICATION),
        one(toast_of(&replaced(&toast(TEXT), "\"WPNotification\"", "\"wpnotification\"")), ROOT_IS_IN_ITS_NAMESPACE),
        noted(toast_of(&replaced(&replaced_in(&toast(TEXT), "wp:", "n:"), "xmlns:wp", "xmlns:n")), PREFIX_IS_WP),
        one(toast_of(&frame("", "")), ONE_CHILD),
        one(toast_of(&frame("", "<wp:Toast/><wp:Toast/>")), ONE_CHILD),
        one(toast_of(&frame("", "<wp:Toast/><wp:Tile/>")), ONE_KIND_PER_POST),
        one(toast_of(&frame("", "<wp:Tile/>")), CHILD_FITS_THE_TARGET),
        one(toast_of(&frame("", "<wp:Tile/>")).told(text1("a")), CHILD_FITS_THE_TARGET),
        one(body_of(3073), PAYLOAD_FITS_3072_OCTETS),
        one(body_of(1025), PAYLOAD_FITS_1024_OCTETS),
        one(body_of(1024).read_as("era-7.0"), REQUEST_FITS_1024_OCTETS),
        // The toast.
        one(toast("<wp:Text3>a</wp:Text3>"), TOAST_HAS_ONLY_ITS_ELEMENTS),
        one(toast("<wp:Text3>a</wp:Text3>").told(text1("a")), TOAST_HAS_ONLY_ITS_ELEMENTS),
        one(toast("<Text1>a</Text1>"), TOAST_HAS_ONLY_ITS_ELEMENTS),
        one(toast(&TEXT.repeat(2)), TOAST_ELEMENTS_APPEAR_ONCE),
        one(toast(""), TOAST_HAS_A_TEXT),
        one(toast_of(&frame(" Version=\"2.0\"", &format!("<wp:Toast>{TEXT}</wp:Toast>"))), TOAST_HAS_NO_VERSION),
        one(toast_of(&frame("", &format!("<wp:Toast Template=\"Toast\">{TEXT}</wp:Toast>"))), TOAST_HAS_NO_TEMPLATE),
        one(toast(&format!("{TEXT}<wp:Param>p.xaml</wp:Param>")), PARAM_IS_A_DEEP_LINK),
        one(toast(&format!("{TEXT}<wp:Param>/{}</wp:Param>", "x".repeat(256))), PARAM_FITS_256_CHARACTERS),
        one(
            toast(&format!("{TEXT}<wp:Param>/p</wp:Param>")).told_for(OsVersion::V7_0, Payload::Toast(toast_7_0)),
            NO_PARAM_FOR_7_0,
        ),
        one(
            toast(&format!("{TEXT}<wp:Sound>a.wav</wp:Sound>")).told_for(OsVersion::V8_0, Payload::Toast(loud)),
            SOUND_ONLY_FROM_UPDATE_3,
        ),
        one(toast(&format!("{TEXT}<wp:Sound/>")), SOUND_IS_A_PATH_OR_SILENT),
        one(toast(&format!("{TEXT}<wp:Sound Silent=\"true\">a.wav</wp:Sound>")), SOUND_IS_A_PATH_OR_SILENT),
        // The tile.
        one(tile("", "<wp:IconImage>/i.png</wp:IconImage>"), CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS),
        one(
            tile(" attribute=\"/a\"", TITLE).told(classic_told(Some("/a"), Property::Title, Some("a"))),
            CLASSIC_TILE_HAS_ONLY_ITS_ELEMENTS,
        ),
        one(template("FlipTile", &format!("{FLIP}<wp:Odd/>")), FLIP_TILE_HAS_ONLY_ITS_ELEMENTS),
        one(template("IconicTile", &format!("{ICONIC}<wp:BackTitle/>")), ICONIC_TILE_HAS_ONLY_ITS_ELEMENTS),
        one(template("CycleTile", &format!("{CYCLE}<wp:CycleImage10/>")), CYCLE_TILE_HAS_ONLY_ITS_ELEMENTS),
        one(tile("", &TITLE.repeat(2)), TILE_ELEMENTS_APPEAR_ONCE),
        one(template("RoundTile", TITLE), TEMPLATE_IS_KNOWN),
        one(tile_of(&frame(" Version=\"2.0\"", "<wp:Tile/>")), CLASSIC_TILE_HAS_NO_VERSION),
        one(tile(" Template=\"FlipTile\"", FLIP), TEMPLATE_HAS_VERSION_2_0),
        one(tile("", "<wp:Count>100</wp:Count>").told(classic_told(None, Property::Count, Some("100"))), COUNT_IS_0_TO_99),
        one(tile("", "<wp:Count>-1</wp:Count>"), COUNT_IS_0_TO_99),
        one(template("IconicTile", &format!("{ICONIC}<wp:BackgroundColor>red</wp:BackgroundColor>")), COLOUR_IS_ARGB_HEX),
        one(tile("", "<wp:Title Action=\"Clear\">a</wp:Title>"), CLEAR_HAS_NO_CONTENT),
        one(tile("", "<wp:BackgroundImage Action=\"Clear\"/>"), CLASSIC_BACKGROUND_IS_NOT_CLEARED),
        one(template("IconicTile", &ICONIC.replace("IconImage>/m.png", "IconImage Action=\"Clear\">")), ICONS_ARE_NOT_CLEARED),
        one(template("CycleTile", &CYCLE.replace("/1.png", "http://contoso.com/1.png")), CYCLE_IMAGES_ARE_LOCAL),
        one(template("FlipTile", TITLE), ALL_SIZES_ARE_SENT),
        one(
            tile("", "<wp:BackgroundImage>b.png</wp:BackgroundImage>")
                .told(classic_told(None, Property::BackgroundImage, Some("/b.png"))),
            IMAGE_PATHS_ARE_UNCHANGED,
        ),
        one(
            tile("", &format!("<wp:BackgroundImage>http://{}</wp:BackgroundImage>", "x".repeat(254)))
                .asks(|send| send.os = OsVersion::V7_0),
            LONG_IMAGE_URIS_NOT_FOR_7_0,
        ),
        one(tile(" ID=\"/a\"", TITLE), TILE_ID_IS_SPELT_ID),
        one(tile(" ID=\"/a\"", TITLE).told(classic_told(Some("/a"), Property::Title, Some("a"))), TILE_ID_IS_SPELT_ID),
        one(tile(" wp:Id=\"/a\"", TITLE), TILE_ID_IS_SPELT_ID),
        (tile(" ID=\"/a\"", TITLE).read_as("lenient"), vec![], vec![]),
        one(tile(" Id=\"/b\"", TITLE).told(classic_told(Some("/a"), Property::Title, Some("a"))), TILE_ID_IS_THE_NAVIGATION_URI),
        one(tile("", TITLE).told(classic_told(Some("/a"), Property::Title, Some("a"))), TILE_ID_IS_THE_NAVIGATION_URI),
        one(tile(" Id=\"/\"", TITLE).told(classic_told(None, Property::Title, Some("a"))), NO_TILE_ID_FOR_THE_DEFAULT_TILE),
        (tile(" Id=\"\"", TITLE).told(classic_told(None, Property::Title, Some("a"))), vec![], vec![]),
        one(on_7_0(tile("", "<wp:BackTitle>a</wp:BackTitle>"), Property::BackTitle), NO_BACK_TITLE_FOR_7_0),
        one(
            on_7_0(tile("", "<wp:BackBackgroundImage>a</wp:BackBackgroundImage>"), Property::BackBackgroundImage),
            NO_BACK_BACKGROUND_IMAGE_FOR_7_0,
        ),
        one(on_7_0(tile("", "<wp:BackContent>a</wp:BackContent>"), Property::BackContent), NO_BACK_CONTENT_FOR_7_0),
        (on_7_0(tile("", ""), Property::BackContent), vec![], vec![]),
        one(tile(" Id=\"/a\"", TITLE).asks(|send| send.os = OsVersion::V7_0), NO_TILE_ID_FOR_7_0),
        one(template("IconicTile", ICONIC).asks(|send| send.os = OsVersion::V7_8), TEMPLATES_ONLY_FROM_8_0),
        one(template("FlipTile", FLIP).asks(|send| send.os = OsVersion::V7_1), FLIP_ONLY_FROM_7_8),
        // The registration.
        one(Message { method: "PUT", ..registration(b"a") }, REGISTRATION_IS_A_POST),
        one(registration(b"a").with("Host", "contoso.com"), HOST_MATCHES_THE_CHANNEL_URI),
        one(registration(b"a").to(CHANNEL), REGISTRATION_HAS_THE_SUFFIX),
        one(registration(b"a").to("https://sn1.notify.live.net/other/callback"), TARGET_IS_THE_CHANNEL_URI),
        one(
            registration(b"a").to(&format!("{CHANNEL}/callback?a=b")).registers(&query, CALLBACK, b"a").read_as("seed-literal").with("Content-Type", "application/*"),
            SUFFIX_FOLLOWS_A_QUERY,
        ),
        (registration(b"a").to(&format!("{query}/callback")).registers(&query, CALLBACK, b"a"), vec![], vec![]),
        one(registration(b"a").without("X-CallbackURI"), REGISTRATION_NAMES_ITS_URI),
        one(registration(b"a").with("X-CallbackURI", "http://contoso.com/"), REGISTRATION_NAMES_ITS_URI),
        one(registration(b"a").with("X-CallbackURI", "contoso.com"), REGISTRATION_URI_IS_ABSOLUTE),
        one(registration(b"a").body(b"b"), REGISTRATION_BODY_IS_THE_MESSAGE),
        one(registration(b"a").body(b""), REGISTRATION_BODY_IS_THE_MESSAGE),
        one(registration(&[0; 1025]), REGISTRATION_FITS_1024_OCTETS),
        noted(registration(b""), REGISTRATION_IS_NOT_EMPTY),
        one(registration(b"").read_as("strict"), REGISTRATION_IS_NOT_EMPTY),
        noted(registration(b"a").with("Content-Type", "application/*"), REGISTRATION_TYPE_FITS_THE_MESSAGE),
        one(registration(b"a").read_as("seed-literal"), REGISTRATION_TYPE_IS_A_WILDCARD),
        one(registration(b"a").to(&format!("{}/callback", CHANNEL.replace("https", "http"))), REGISTRATION_GOES_OVER_HTTPS),
    ]
}

fn replaced(message: &Message, from: &str, to: &str) -> Vec<u8> {
    replaced_in(message, from, to).body
}

fn replaced_in(message: &Message, from: &str, to: &str) -> Message {
    let body = String::from_utf8(message.body.clone()).unwrap().replace(from, to);
    message.clone().body(body.as_bytes())
}

#[test]
fn a_message_breaks_exactly_what_it_breaks() {
    for (message, violated, noted) in breaches() {
        let expected = (violated.into_iter().collect(), noted.into_iter().collect());
        let body = String::from_utf8_lossy(&message.body);
        assert_eq!(message.findings(), expected, "{} {:?} {body}", message.target, message.headers);
    }
}

#[test]
fn every_clause_has_a_breaking_example() {
    let broken: BTreeSet<_> = breaches()
        .into_iter()
        .flat_map(|(_, violated, noted)| violated.into_iter().chain(noted))
        .collect();
    for clause in NOTIFICATION.iter().chain(REGISTRATION) {
        assert!(broken.contains(&clause.requirement), "{}", clause.requirement);
    }
}

#[test]
fn a_requirement_has_one_clause_in_a_table() {
    for table in [NOTIFICATION, REGISTRATION] {
        let named: BTreeSet<_> = table.iter().map(|clause| clause.requirement).collect();
        assert_eq!(named.len(), table.len());
        assert!(named.iter().all(|requirement| requirement.role() == Role::Sender));
    }
}

#[test]
fn canonical_messages_break_nothing() {
    let full = Toast {
        text1: Some("Tom & \"Jerry\"'s <é漢😀>".into()),
        text2: Some("b".into()),
        param: Some("/Page.xaml?k=v&l=w".into()),
        sound: Some(Sound::File("a.wav".into())),
    };
    let images = [
        (Property::SmallBackgroundImage, Some("/s.png")),
        (Property::WideBackgroundImage, Some("http://contoso.com/w.png?a=b&c=d")),
        (Property::BackgroundImage, Some("/m.png")),
        (Property::Title, None),
    ];
    let iconic = [
        (Property::SmallIconImage, Some("/s.png")),
        (Property::IconImage, Some("/i.png")),
        (Property::WideContent1, Some("a")),
        (Property::BackgroundColor, Some("#FF524742")),
        (Property::Count, Some("0")),
    ];
    let cycle =
        [(Property::SmallBackgroundImage, Some("/s.png")), (Property::CycleImage1, Some("/1.png"))];
    let payloads = [
        Payload::Toast(full),
        Payload::Toast(Toast {
            text2: Some("b".into()),
            sound: Some(Sound::Silent),
            ..Toast::default()
        }),
        tile_told(
            Template::Classic,
            Some("/a?b='c'&d=<e>"),
            &[(Property::Count, Some("99")), (Property::Title, None)],
        ),
        tile_told(Template::Flip, None, &images),
        tile_told(Template::Iconic, None, &iconic),
        tile_told(Template::Cycle, Some("/a"), &cycle),
        Payload::Raw(Cow::Borrowed(b"\x00\xff<")),
    ];
    for payload in payloads {
        for os in [
            OsVersion::V7_0,
            OsVersion::V7_1,
            OsVersion::V7_8,
            OsVersion::V8_0,
            OsVersion::V8_0Update3,
        ] {
            let body = payload.for_os(os).write();
            let message = match &payload {
                Payload::Toast(_) => toast_of(&body),
                Payload::Tile(_) => tile_of(&body),
                Payload::Raw(_) => raw(&body),
            };
            for message in [message.clone(), message.told_for(os, payload.clone())] {
                for profile in PROFILES {
                    let findings = message.clone().read_as(profile).findings();
                    assert_eq!(
                        findings,
                        Default::default(),
                        "{profile} {os:?} {}",
                        String::from_utf8_lossy(&body)
                    );
                }
            }
        }
    }
    for message in [&b"a"[..], &[0; 1024]] {
        assert_eq!(registration(message).findings(), Default::default());
    }
}

#[test]
fn no_octets_make_a_clause_panic() {
    let bodies: [&[u8]; 6] =
        [b"", b"<", b"&", b"<?xml", b"<?xml encoding?>", b"<a b='\xef\xbb\xbf'/>"];
    for body in bodies {
        for message in [toast_of(body), tile_of(body), raw(body), registration(body)] {
            message.told(text1("<&>")).to("%").findings();
        }
    }
}
