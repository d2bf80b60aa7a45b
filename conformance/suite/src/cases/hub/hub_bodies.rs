//! The entries that are sent to a hub, and those that come back.

use mpnspec_model::registration::Platform::{Apns, Gcm, Mpns, Wns};

use crate::case::Case;
use crate::case::hub::Id::*;
use crate::case::hub::Step::*;
use crate::case::hub::*;

const TILED: Body = Body { tile: Some("Tile name"), ..PHONE };
const PHONE_TOAST: Body = PHONE.template(TOAST);
const WINDOWS_TOAST: Template = Template {
    body: "<toast><visual><binding template=\"ToastText01\"><text id=\"1\">$(msg)</text></binding></visual></toast>",
    headers: &[("X-WNS-Type", "wns/toast")],
    name: Some("news"),
};
const JSON: Template = Template {
    body: "{\"aps\":{\"alert\":\"$(msg) < & ]]> \u{e9}\"}}",
    headers: &[],
    name: Some("news"),
};
const RAW: Template = Template {
    body: "{\"temperature\":\"$(t)\"}",
    headers: &[("X-NotificationClass", "3"), ("X-WindowsPhone-Target", "raw")],
    name: Some("raw"),
};

pub(in crate::cases) const CASES: &[Case] = cases! {
    "hub-bodies/a-phone-comes-back"
        shows MPNS_COMES_BACK, TAGS_COME_BACK, ANSWERS_NAME_THE_KIND, ANSWERS_KEEP_THE_ORDER
        [Ask(mint(A), MINTED), Ask(put(A, PHONE), WRITTEN), Reads(A, PHONE)];
    "hub-bodies/a-template-of-a-phone-comes-back"
        shows MPNS_COMES_BACK, TEMPLATE_BODIES_ARE_KEPT, TEMPLATE_NAMES_COME_BACK,
            PHONE_TEMPLATES_ARE_TAKEN, ANSWERS_KEEP_THE_ORDER
        [Ask(mint(A), MINTED), Ask(put(A, PHONE_TOAST), WRITTEN), Reads(A, PHONE_TOAST)];
    "hub-bodies/a-raw-template-of-a-phone-comes-back"
        shows MPNS_COMES_BACK, TEMPLATE_BODIES_ARE_KEPT
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.template(RAW)), WRITTEN),
            Reads(A, PHONE.template(RAW)),
        ];
    "hub-bodies/a-template-is-escaped"
        shows TEMPLATE_BODIES_ARE_KEPT
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE.of(Wns).template(WINDOWS_TOAST).written(Form::Escaped)), WRITTEN),
            Reads(A, PHONE.of(Wns).template(WINDOWS_TOAST)),
            Ask(put(B, PHONE_TOAST.written(Form::Escaped)), WRITTEN),
            Reads(B, PHONE_TOAST),
        ];
    "hub-bodies/windows-comes-back"
        shows WNS_COMES_BACK
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.of(Wns)), WRITTEN), Reads(A, PHONE.of(Wns))];
    "hub-bodies/a-template-of-windows-comes-back"
        shows WNS_COMES_BACK, TEMPLATE_BODIES_ARE_KEPT, TEMPLATE_NAMES_COME_BACK
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.of(Wns).template(WINDOWS_TOAST)), WRITTEN),
            Reads(A, PHONE.of(Wns).template(WINDOWS_TOAST)),
        ];
    "hub-bodies/apple-comes-back"
        shows APNS_COMES_BACK
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.of(Apns)), WRITTEN), Reads(A, PHONE.of(Apns))];
    "hub-bodies/a-template-of-apple-comes-back"
        shows APNS_COMES_BACK, TEMPLATE_BODIES_ARE_KEPT
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.of(Apns).template(JSON)), WRITTEN),
            Reads(A, PHONE.of(Apns).template(JSON)),
        ];
    "hub-bodies/google-comes-back"
        shows GCM_COMES_BACK
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.of(Gcm)), WRITTEN), Reads(A, PHONE.of(Gcm))];
    "hub-bodies/a-template-of-google-comes-back"
        shows GCM_COMES_BACK, TEMPLATE_BODIES_ARE_KEPT
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.of(Gcm).template(JSON)), WRITTEN),
            Reads(A, PHONE.of(Gcm).template(JSON)),
        ];
    "hub-bodies/one-device-has-several-templates"
        shows TEMPLATE_NAMES_COME_BACK, HANDLES_MAY_BE_SHARED
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, PHONE_TOAST), WRITTEN),
            Ask(put(B, PHONE.template(RAW)), WRITTEN),
            Reads(A, PHONE_TOAST),
            Reads(B, PHONE.template(RAW)),
            Walk(list(Place::WithHandle(mpnspec_model::registration::FilterField::ChannelUri, Mpns, Handle::First)), &[A, B], &[]),
        ];
    "hub-bodies/a-native-registration-becomes-a-template"
        shows MPNS_COMES_BACK, IDS_OUTLIVE_CHANGES
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, PHONE_TOAST), WRITTEN),
            Reads(A, PHONE_TOAST),
            Ask(put(A, PHONE.of(Wns)), WRITTEN),
            Reads(A, PHONE.of(Wns)),
        ];
    "hub-bodies/a-secondary-tile-comes-back"
        shows SECONDARY_TILES_COME_BACK
        [
            Ask(mint(A), MINTED),
            Ask(mint(B), MINTED),
            Ask(put(A, TILED), WRITTEN),
            Ask(put(B, TILED.of(Wns)), WRITTEN),
            Reads(A, TILED),
            Reads(B, TILED.of(Wns)),
        ];
    "hub-bodies/variables-come-back"
        shows PUSH_VARIABLES_COME_BACK
        [
            Ask(mint(A), MINTED),
            Ask(put(A, Body { variables: Some("{\"name\":\"value\"}"), ..PHONE }), WRITTEN),
            Ask(get(A), OK),
        ];
    "hub-bodies/a-template-has-a-name-of-200-characters"
        shows LONG_TEMPLATE_NAMES_ARE_TAKEN
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.template(Template { name: None, ..TOAST })), WRITTEN),
            Ask(get(A), OK),
        ];
    "hub-bodies/an-envelope-is-full"
        shows ENVELOPES_ARE_FREE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::Full)), WRITTEN),
            Reads(A, PHONE),
        ];
    "hub-bodies/names-have-prefixes"
        shows PREFIXES_ARE_FREE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::Prefixed)), WRITTEN),
            Reads(A, PHONE),
        ];
    "hub-bodies/the-root-tells-its-kind-by-an-attribute"
        shows BOTH_ROOTS_ARE_TAKEN, ANSWERS_NAME_THE_KIND
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::Polymorphic)), WRITTEN),
            Reads(A, PHONE),
            Ask(put(A, PHONE_TOAST.written(Form::Polymorphic)), WRITTEN),
            Reads(A, PHONE_TOAST),
        ];
    "hub-bodies/elements-stand-backwards"
        shows ANY_ORDER_IS_TAKEN, ANSWERS_KEEP_THE_ORDER
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE_TOAST.written(Form::Backwards)), WRITTEN),
            Reads(A, PHONE_TOAST),
        ];
    "hub-bodies/nil-is-absent"
        shows NIL_IS_ABSENT
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::Nil)), WRITTEN),
            Reads(A, PHONE),
        ];
    "hub-bodies/an-empty-list-is-no-tags"
        shows EMPTY_TAGS_ARE_NONE
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, PHONE.tagged(Tags::None).written(Form::EmptyTags)), WRITTEN),
            Reads(A, PHONE.tagged(Tags::None)),
            Walk(list(Place::Tagged(Label::Red)), &[], &[A]),
        ];
    "hub-bodies/clients-set-what-only-the-hub-sets"
        shows READ_ONLY_IS_IGNORED
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::ReadOnly)), TAKEN_OR_BAD),
        ];
    "hub-bodies/a-template-lacks-its-target"
        shows TEMPLATE_WITHOUT_A_TARGET
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.template(Template { headers: &[("X-NotificationClass", "2")], ..TOAST })), TAKEN_OR_BAD),
        ];
    "hub-bodies/a-template-lacks-its-class"
        shows TEMPLATE_WITHOUT_A_CLASS
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.template(Template { headers: &[("X-WindowsPhone-Target", "toast")], ..TOAST })), TAKEN_OR_BAD),
        ];
};

pub(in crate::cases) const REFUSED: &[Case] = cases! {
    "hub-bodies/an-entry-is-cut-off"
        shows MALFORMED_BODIES_ARE_400
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::Truncated)), BAD),
            Ask(create(B, PHONE.written(Form::Truncated)), BAD),
            Ask(get(A), ABSENT),
        ];
    "hub-bodies/a-body-is-no-xml"
        shows MALFORMED_BODIES_ARE_400
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.written(Form::Json)), BAD)];
    "hub-bodies/what-is-refused-replaces-nothing"
        shows MALFORMED_BODIES_ARE_400, REFUSALS_CHANGE_NOTHING
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE), WRITTEN),
            Ask(put(A, MOVED.written(Form::Truncated)), BAD),
            Reads(A, PHONE),
        ];
    "hub-bodies/a-namespace-has-https"
        shows HTTPS_NAMESPACES_ARE_400
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::Https)), BAD),
            Ask(get(A), ABSENT),
        ];
    "hub-bodies/a-handle-is-missing"
        shows MISSING_HANDLES_ARE_400
        [
            Ask(mint(A), MINTED),
            Ask(put(A, PHONE.written(Form::NoHandle)), BAD),
            Ask(put(A, PHONE.of(Apns).written(Form::NoHandle)), BAD),
            Ask(create(B, PHONE.of(Gcm).written(Form::NoHandle)), BAD),
        ];
    "hub-bodies/a-channel-is-relative"
        shows ODD_HANDLES_ARE_400
        [Ask(mint(A), MINTED), Ask(put(A, PHONE.written(Form::Relative)), BAD)];
};
