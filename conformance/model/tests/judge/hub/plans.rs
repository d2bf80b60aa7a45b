//! What callers do to a hub.

use mpnspec_model::registration::Platform;
use mpnspec_model::registration::sas::Hex;
use mpnspec_model::transcript::{Credentials, Flaw, Rights};

use super::story::*;

const LISTEN: Credentials = Credentials::Token(Rights::LISTEN);

pub fn all() -> Vec<(&'static str, Vec<Step>)> {
    let (one, two) = (phone("https://p.test/1", &["a", "b"]), phone("https://p.test/2", &["c"]));
    let any = |call: Call| call.with("If-Match", "*");
    vec![
        (
            "a registration lives and dies",
            vec![
                mint().step(),
                get(0).step(),
                put(0, &one).step(),
                get(0).step(),
                put(0, &two).step(),
                get(0).step(),
                put(0, &one).with("If-Match", "W/\"{e0}\""),
                get(0).step(),
                delete(0).with("If-Match", "W/\"{e0}\""),
                get(0).step(),
                put(0, &two).with("If-Match", "*"),
                get(0).step(),
                any(delete(0)),
                put(0, &two).step(),
            ],
        ),
        (
            "what is stale changes nothing",
            vec![
                mint().step(),
                any(put(0, &one)),
                get(0).step(),
                put(0, &one).step(),
                put(0, &two).with("If-Match", "W/\"77\""),
                get(0).step(),
                delete(0).with("If-Match", "W/\"77\""),
                get(0).step(),
                any(delete(0)),
                get(0).step(),
            ],
        ),
        (
            "conditions have five spellings",
            vec![
                mint().step(),
                put(0, &one).step(),
                put(0, &two).with("If-Match", "\"{e0}\""),
                put(0, &one).with("If-Match", "{e0}"),
                put(0, &two).with("If-Match", "\"*\""),
                put(0, &two).with("If-Match", "*"),
                get(0).step(),
                delete(0).step(),
                delete(0).with("If-Match", "\"*\""),
            ],
        ),
        (
            "an id expires",
            vec![
                mint().step(),
                put(0, &one).step(),
                Step::Expire(0),
                put(0, &two).step(),
                get(0).step(),
                any(put(0, &two)),
                any(delete(0)),
                list("registrations").step(),
                mint().step(),
                put(1, &two).step(),
                get(1).step(),
            ],
        ),
        (
            "the hub makes the id",
            vec![
                create(&one).step(),
                get(0).step(),
                create(&two).step(),
                create(&one).lost(),
                put(0, &two).step(),
                list("registrations").step(),
            ],
        ),
        (
            "an id was made up, another is none",
            vec![
                at("PUT", "registrations/123-234-1", &one).step(),
                at("GET", "registrations/123-234-1", "").step(),
                at("GET", "registrations/99-98-1", "").step(),
                any(at("DELETE", "registrations/99-98-1", "")),
                any(at("PUT", "registrations/99-98-1", &one)),
                at("GET", "registrations/99-98-1", "").step(),
                at("PUT", "registrations/five", &one).step(),
                at("GET", "registrations/five", "").step(),
            ],
        ),
        (
            "an answer is lost",
            vec![
                mint().step(),
                put(0, &one).lost(),
                get(0).step(),
                put(0, &one).step(),
                get(0).step(),
                list("tags/a/registrations").step(),
                any(delete(0)).lost_step(),
                get(0).step(),
            ],
        ),
        (
            "two devices have one handle",
            vec![
                mint().step(),
                mint().step(),
                put(0, &one).step(),
                put(1, &one).step(),
                get(0).step(),
                get(1).step(),
                list("registrations?$filter=ChannelUri+eq+%27https://p.test/1%27").step(),
                any(delete(0)),
                get(1).step(),
            ],
        ),
        ("every platform comes back", platforms()),
        ("bodies are spelt freely", spellings()),
        ("bodies are refused", refusals()),
        ("questions are left open", open()),
        ("paths are spelt freely", paths()),
        ("lists are walked", lists()),
        ("tokens", tokens()),
        (
            "the hub throttles",
            vec![
                mint().step(),
                put(0, &one).step(),
                Step::Throttle(true),
                put(0, &two).step(),
                get(0).step(),
                mint().step(),
                list("registrations").step(),
                Step::Throttle(false),
                get(0).step(),
            ],
        ),
        (
            "a day passes",
            vec![
                mint().step(),
                put(0, &one).step(),
                Step::Pass(80_000_000),
                get(0).step(),
                Step::Pass(80_000_000),
                get(0).step(),
                put(0, &two).step(),
            ],
        ),
        (
            "another hub",
            vec![at("POST", "other/registrationids", "").for_("https://hub.test/", Hex::Lower)],
        ),
    ]
}

trait Lost {
    fn lost_step(self) -> Step;
}

impl Lost for Step {
    fn lost_step(self) -> Step {
        match self {
            Self::Call(call) => call.lost(),
            other => other,
        }
    }
}

fn platforms() -> Vec<Step> {
    let mut steps = Vec::new();
    let handles = [
        (Platform::Mpns, "https://p.test/m"),
        (Platform::Wns, "https://p.test/w"),
        (Platform::Apns, "0AB1"),
        (Platform::Gcm, "reg-id"),
    ];
    let mut id = 0;
    for (platform, handle) in handles {
        let mut tile = native(platform, handle, &["x"]);
        if platform.has_tiles() {
            tile.secondary_tile_name = Some("Tile".into());
        }
        tile.push_variables = Some("{\"n\":\"1\"}".into());
        let mut template = native(platform, handle, &[]).with_template(toast());
        if platform == Platform::Gcm {
            template.template.as_mut().unwrap().headers.clear();
        }
        for description in [tile, template] {
            steps.push(mint().step());
            steps.push(put(id, &body(description)).step());
            steps.push(get(id).step());
            id += 1;
        }
    }
    for filter in
        ["DeviceToken+eq+%270ab1%27", "ChannelUri+eq+%270AB1%27", "ChannelUri+eq+%27reg-id%27"]
    {
        steps.push(list(&format!("registrations?$filter={filter}")).step());
    }
    steps
}

const ATOM: &str = "http://www.w3.org/2005/Atom";
const CONNECT: &str = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
const SCHEMA: &str = "http://www.w3.org/2001/XMLSchema-instance";

fn entry(inner: &str) -> String {
    let inner = inner.replace("CONNECT", &format!("xmlns=\"{CONNECT}\" xmlns:i=\"{SCHEMA}\""));
    format!("<entry xmlns=\"{ATOM}\"><content type=\"application/xml\">{inner}</content></entry>")
}

fn spellings() -> Vec<Step> {
    let full = entry(
        "<MpnsRegistrationDescription CONNECT><Tags>t</Tags><ChannelUri>https://p.test/f</ChannelUri></MpnsRegistrationDescription>",
    );
    let envelope = full.replace(
        "<content",
        "<id>urn:x</id><title>t</title><updated>2026-01-01T00:00:00Z</updated><content",
    );
    let bodies = [
        format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>{envelope}"),
        entry(
            "<RegistrationDescription i:type=\"MpnsRegistrationDescription\" CONNECT><ChannelUri>https://p.test/p</ChannelUri></RegistrationDescription>",
        ),
        entry(
            "<MpnsRegistrationDescription CONNECT><ChannelUri>https://p.test/o</ChannelUri><Tags>t</Tags></MpnsRegistrationDescription>",
        ),
        entry(
            "<MpnsRegistrationDescription CONNECT><RegistrationId i:nil=\"true\"/><ChannelUri>https://p.test/n</ChannelUri></MpnsRegistrationDescription>",
        ),
        entry(
            "<MpnsRegistrationDescription CONNECT><Tags/><ChannelUri>https://p.test/e</ChannelUri></MpnsRegistrationDescription>",
        ),
        entry(
            "<MpnsTemplateRegistrationDescription CONNECT><ChannelUri>https://p.test/c</ChannelUri><BodyTemplate><![CDATA[<a>$(b)</a>]]></BodyTemplate><MpnsHeaders><MpnsHeader><Header>X-NotificationClass</Header><Value>3</Value></MpnsHeader><MpnsHeader><Header>X-WindowsPhone-Target</Header><Value>raw</Value></MpnsHeader></MpnsHeaders></MpnsTemplateRegistrationDescription>",
        ),
        full.replace("<entry xmlns", "<a:entry xmlns:a")
            .replace("<content", "<a:content")
            .replace("</", "</a:")
            .replace("</a:Mpns", "</Mpns")
            .replace("</a:Tags", "</Tags")
            .replace("</a:Channel", "</Channel"),
        phone("https://p.test/tags", &["_@#.:-"]),
        phone("https://p.test/tags", &["x".repeat(120).as_str()]),
    ];
    let sixty: Vec<String> = (0..60).map(|n| format!("t{n}")).collect();
    let sixty = phone("https://p.test/60", &sixty.iter().map(String::as_str).collect::<Vec<_>>());
    let mut long = native(Platform::Wns, "https://p.test/200", &[]).with_template(toast());
    long.template.as_mut().unwrap().name = Some("n".repeat(200));
    let mut steps = vec![mint().step()];
    for body in bodies.iter().chain([&sixty, &body(long)]) {
        steps.push(put(0, body).step());
        steps.push(get(0).step());
    }
    for content_type in [
        "application/atom+xml; charset=utf-8; type=entry",
        "application/atom+xml",
        "application/atom+xml;type=entry",
    ] {
        steps.push(put(0, &bodies[0]).with("Content-Type", content_type));
    }
    steps
}

fn refusals() -> Vec<Step> {
    let one = phone("https://p.test/1", &["a"]);
    let tags = |tags: &str| one.replace("<Tags>a<", &format!("<Tags>{tags}<"));
    let many: Vec<String> = (0..100).map(|n| format!("{n:0>100}")).collect();
    let mut steps = vec![mint().step()];
    for body in [
        one[..one.len() - 9].to_owned(),
        one.replace("http://schemas", "https://schemas"),
        one.replace("<ChannelUri>https://p.test/1</ChannelUri>", ""),
        one.replace("https://p.test/1", "relative"),
        tags(&"x".repeat(121)),
        tags("a b"),
        tags("a,,b"),
        tags("$InstallationId:{1}"),
        tags(&many.join(",")),
    ] {
        steps.push(put(0, &body).step());
        steps.push(get(0).step());
        steps.push(create(&body).step());
    }
    steps.extend([put(0, &one).step(), put(0, &tags("a b")).step(), get(0).step()]);
    steps
}

fn open() -> Vec<Step> {
    let one = phone("https://p.test/1", &["a"]);
    let tags = |tags: &str| one.replace("<Tags>a<", &format!("<Tags>{tags}<"));
    let sixty_one: Vec<String> = (0..61).map(|n| format!("t{n}")).collect();
    let headers = |keep: &str| {
        let mut template = toast();
        template.headers.retain(|header| header.name == keep);
        body(native(Platform::Mpns, "https://p.test/1", &[]).with_template(template))
    };
    let mut steps = vec![mint().step()];
    for body in [
        tags(&sixty_one.join(",")),
        tags("a, b"),
        tags("Ab,aB"),
        headers("X-NotificationClass"),
        headers("X-WindowsPhone-Target"),
        one.replace("<Tags>", "<ETag>77</ETag><Tags>"),
    ] {
        steps.push(put(0, &body).step());
        steps.push(get(0).step());
    }
    steps
}

fn paths() -> Vec<Step> {
    let one = phone("https://p.test/1", &["a"]);
    let mut steps = vec![
        at("POST", "registrationIDs", "").step(),
        at("PUT", "Registrations/{0}", &one).step(),
        at("GET", "registrations/{0}/", "").step(),
        at("POST", "registrationids/", "").step(),
        list("Tags/a/Registrations").step(),
        list("registrations?$top=5&api-version=2020-06&test").step(),
        list("registrations?api-version=2020-06&%24top=5").step(),
        get(0).with("x-ms-version", ""),
        get(0).with("TrackingId", "0f0f0f0f-0000-4000-8000-000000000000"),
    ];
    for version in ["2013-04", "2014-09", "2015-01", "2015-04", "2017-04", "2020-06"] {
        steps.push(list(&format!("registrations?api-version={version}")).step());
    }
    steps.push(list("registrations?$filter=Tags+eq+%27a%27").step());
    steps
}

fn lists() -> Vec<Step> {
    let mut steps = vec![list("registrations").step(), list("tags/nobody/registrations").step()];
    for n in 0..6 {
        let tags: &[&str] = if n < 5 { &["all"] } else { &["other"] };
        steps.push(mint().step());
        steps.push(put(n, &phone(&format!("https://p.test/{n}"), tags)).step());
    }
    steps.extend([
        mint().step(),
        delete(1).with("If-Match", "*"),
        list("registrations").step(),
        list("tags/all/registrations").step(),
        list("registrations?$filter=ChannelUri+eq+%27https://p.test/2%27").step(),
        list("registrations?$filter=ChannelUri+eq+%27https%253A%252F%252Fp.test%252F2%27").step(),
        list("registrations?$filter=ChannelUri+eq+%27https://p.test/none%27").step(),
        list("registrations?$top=2").step(),
        list("registrations?$top=2&continuationtoken={t}").step(),
        list("registrations?$top=2&ContinuationToken={t}").step(),
        list("tags/all/registrations?$top=3").step(),
        list("tags/all/registrations?$top=3&continuationtoken={tt}").step(),
    ]);
    steps
}

fn tokens() -> Vec<Step> {
    let one = phone("https://p.test/1", &["a"]);
    let root = format!("{BASE}/");
    let bad = [Flaw::Malformed, Flaw::Key, Flaw::Signature, Flaw::Audience, Flaw::Expired];
    let mut steps = vec![
        mint().step(),
        put(0, &one).step(),
        put(0, &one).by(LISTEN),
        get(0).by(LISTEN),
        list("registrations?$filter=ChannelUri+eq+%27https://p.test/1%27").by(LISTEN),
        list("tags/a/registrations").by(LISTEN),
        at("POST", "messages", "x").by(LISTEN),
        mint().by(Credentials::Token(Rights::SEND)),
        get(0).by(Credentials::Token(Rights::SEND)),
        get(0).for_(&root, Hex::Lower),
        get(0).for_(&root, Hex::Upper),
        get(0).for_("", Hex::Lower),
        get(0).shuffled(),
        get(0).by(Credentials::Nobody),
    ];
    steps.extend(bad.map(|flaw| get(0).by(Credentials::BadToken(flaw))));
    steps.extend(bad.map(|flaw| put(0, &one).by(Credentials::BadToken(flaw))));
    steps.push(get(0).step());
    steps
}
