//! A backend is held to what it tells devices, to what it asks of the hub, and to the changes that it makes.

use crate::story::{about, profile};
use mpnspec_model::adapter::{Command, Decided};
use mpnspec_model::backend::{HUB_NAME, HUB_SECRET};
use mpnspec_model::edition::Edition;
use mpnspec_model::hub::reference::Hub;
use mpnspec_model::judge::judge;
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, DeviceRegistration, Entry, Platform, Tags, Template};
use mpnspec_model::requirement::*;
use mpnspec_model::ruling::Rulings;
use mpnspec_model::transcript::{
    Caller, Credentials, Flaw, Form, Index, Lapse, Rights, Sent, Time, Transcript,
};

/// One exchange with a device, and the calls of the hub that are made for it.
#[derive(Clone)]
struct Exchange {
    method: &'static str,
    target: String,
    body: Vec<u8>,
    credentials: Credentials,
    calls: Vec<Call>,
    /// What the device is told; nothing if the connection ends.
    told: Option<Said>,
    /// Is it told before the hub is asked, or before the hub answers?
    early: Early,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Early {
    No,
    BeforeTheCall,
    BeforeTheAnswer,
}

#[derive(Clone)]
struct Call {
    method: &'static str,
    target: String,
    fields: Vec<(&'static str, String)>,
    body: Vec<u8>,
    credentials: Credentials,
    /// What the hub says, if not what it always says.
    says: Option<Result<Said, Lapse>>,
}

type Said = (u16, Vec<(&'static str, String)>, Vec<u8>);

const HUB: &str = "https://hub.test/mpnspec-hub";
const VERSION: &str = "api-version=2015-01";
const ID: &str = "7260336227650468927-4200236381151834034-1";
const OTHER_ID: &str = "7260336227650468927-4200236381151834034-2";
const URI: &str = "http://s.notify.live.net/u/1/db3/H2QAAA/d2luZG93cw?a=1&b=2";
const UNIX: u64 = 1_735_689_600;

fn call(method: &'static str, place: &str) -> Call {
    let target = format!("{HUB}/{place}?{VERSION}");
    let credentials = Credentials::Token(Rights::ALL);
    Call { method, target, fields: Vec::new(), body: Vec::new(), credentials, says: None }
}

fn tags(tags: &[&str]) -> Tags {
    tags.iter().copied().collect()
}

fn written(id: &str, platform: Platform, handle: &str, list: &[&str]) -> Call {
    let entry = Entry::request(Description::native(platform, handle).with_tags(tags(list)));
    let fields = vec![("Content-Type", "application/atom+xml;type=entry;charset=utf-8".into())];
    Call { fields, body: entry.write(), ..call("PUT", &format!("registrations/{id}")) }
}

fn wish(platform: &str, handle: &str, list: &[&str], calls: Vec<Call>) -> Exchange {
    Exchange {
        method: "PUT",
        target: format!("http://backend.test/api/register/{ID}"),
        body: DeviceRegistration::new(platform, handle, list).write(),
        credentials: Credentials::Caller(0),
        calls,
        told: Some((204, Vec::new(), Vec::new())),
        early: Early::No,
    }
}

const POST: usize = 0;
const PUT: usize = 1;
const PUT_AGAIN: usize = 2;
const DELETE: usize = 3;
const NOKIA: usize = 4;
const FORBIDDEN: usize = 5;
const NOBODY: usize = 6;

/// What a sound backend does, and is asked.
fn story() -> Vec<Exchange> {
    let post = Exchange {
        method: "POST",
        target: "http://backend.test/api/register".into(),
        body: Vec::new(),
        calls: vec![call("POST", "registrationids")],
        told: Some((200, Vec::new(), b"\"(the id)\"".to_vec())),
        ..wish("", "", &[], Vec::new())
    };
    let put = wish("mpns", URI, &["user:ada", "news"], vec![written(
        ID,
        Platform::Mpns,
        URI,
        &["user:ada", "news", "username:ada"],
    )]);
    let again = wish("mpns", URI, &["user:ada"], vec![written(
        ID,
        Platform::Mpns,
        URI,
        &["user:ada", "username:ada"],
    )]);
    let mut delete = Exchange {
        method: "DELETE",
        body: Vec::new(),
        calls: vec![call("DELETE", &format!("registrations/{ID}"))],
        ..put.clone()
    };
    delete.calls[0].fields.push(("If-Match", "*".into()));
    let told = |status| Some((status, Vec::new(), Vec::new()));
    let nokia = Exchange { told: told(400), ..wish("nokia", URI, &["user:ada"], Vec::new()) };
    let forbidden = Exchange { told: told(403), ..wish("mpns", URI, &["user:grace"], Vec::new()) };
    let nobody = Exchange {
        told: told(401),
        credentials: Credentials::Nobody,
        ..wish("mpns", URI, &["user:ada"], Vec::new())
    };
    vec![post, put, again, delete, nokia, forbidden, nobody]
}

/// A transcript that grows, with a hub that answers.
struct Teller {
    transcript: Transcript,
    hub: Hub,
    key: Key,
    minted: Option<String>,
}

impl Teller {
    fn new() -> Self {
        let key = Key { name: "key".into(), secret: "secret".into() };
        let hub = Hub::new(HUB_NAME, vec![(key.clone(), Rights::ALL)]);
        Self { transcript: Transcript::new(Role::Backend), hub, key, minted: None }
    }

    fn known(&mut self) {
        let caller = |name: &str, more: &str| Caller {
            name: name.into(),
            tags: vec![format!("user:{name}"), more.into()],
            adds: vec![format!("username:{name}")],
        };
        self.transcript.known(Time(0), caller("ada", "news"));
        self.transcript.known(Time(0), caller("grace", "news"));
    }

    fn asks(&mut self, exchange: &Exchange) -> Index {
        self.transcript.asked(
            Time(0),
            Sent {
                method: exchange.method,
                target: &exchange.target,
                headers: [],
                body: &exchange.body,
                credentials: exchange.credentials,
                form: Form::Usual,
            },
        )
    }

    fn consults(&mut self, call: &Call) -> Index {
        let token = self.key.sign(HUB, UNIX + 60, Hex::Lower);
        let token = ("Authorization", token.as_bytes());
        let fields = call.fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        self.transcript.consulted(
            Time(0),
            Sent {
                method: call.method,
                target: &call.target,
                headers: [token].into_iter().chain(fields),
                body: &call.body,
                credentials: call.credentials,
                form: Form::Usual,
            },
        )
    }

    fn says(&mut self, call: &Call, at: Index) {
        let (status, fields, body) = match &call.says {
            Some(Ok(said)) => said.clone(),
            Some(Err(lapse)) => {
                self.transcript.unanswered(Time(0), at, *lapse);
                return;
            }
            None => {
                let request = self.transcript.request(at).unwrap();
                let reply = self.hub.answer(&request, UNIX);
                let text = |value: Vec<u8>| String::from_utf8(value).unwrap();
                let fields = reply.headers.into_iter().map(|(name, value)| (name, text(value)));
                (reply.status, fields.collect(), reply.body)
            }
        };
        if let Some((_, place)) = fields.iter().find(|(name, _)| *name == "Location") {
            let id = place.split('?').next().and_then(|path| path.rsplit('/').next());
            self.minted = id.map(String::from);
        }
        let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        self.transcript.answered(Time(0), at, (status, 1), fields, &body);
    }

    fn tells(&mut self, exchange: &Exchange, asked: Index) {
        let Some((status, fields, body)) = &exchange.told else {
            self.transcript.unanswered(Time(0), asked, Lapse::Closed);
            return;
        };
        let id = self.minted.clone().unwrap_or_default();
        let body = String::from_utf8_lossy(body).replace("(the id)", &id);
        let fields = fields.iter().map(|(name, value)| (*name, value.as_bytes()));
        self.transcript.answered(Time(0), asked, (*status, 1), fields, body.as_bytes());
    }

    fn exchange(&mut self, exchange: &Exchange) {
        let asked = self.asks(exchange);
        if exchange.early == Early::BeforeTheCall {
            self.tells(exchange, asked);
        }
        for call in &exchange.calls {
            let at = self.consults(call);
            if exchange.early == Early::BeforeTheAnswer {
                self.tells(exchange, asked);
            }
            self.says(call, at);
        }
        if exchange.early == Early::No {
            self.tells(exchange, asked);
        }
    }

    fn judged(&self, name: &str) -> Rulings {
        judge(&self.transcript, Edition::V8_0, &profile(name))
    }
}

fn told(exchanges: &[Exchange], known: bool) -> Teller {
    let mut teller = Teller::new();
    if known {
        teller.known();
    }
    for exchange in exchanges {
        teller.exchange(exchange);
    }
    teller.transcript.settled(Time(0));
    teller
}

fn blamed(teller: &Teller, name: &str) -> Vec<Requirement> {
    about(&teller.judged(name).violations)
}

#[test]
fn the_story_of_a_sound_backend_violates_nothing() {
    for name in ["default", "lenient", "seed-literal", "field", "hub-docs", "backend-v1"] {
        let teller = told(&story(), true);
        let rulings = teller.judged(name);
        assert_eq!(about(&rulings.violations), [], "{name}: {:#?}", rulings.violations);
    }
}

// ---- one fault, one requirement -------------------------------------------------------

type Bend = fn(&mut Vec<Exchange>);

fn status(story: &mut [Exchange], exchange: usize, status: u16) {
    story[exchange].told.as_mut().unwrap().0 = status;
}

/// The hub says this, without a body, to the one call of an exchange.
fn hub_says(story: &mut [Exchange], exchange: usize, said: u16, told: u16) {
    story[exchange].calls[0].says = Some(Ok((said, Vec::new(), Vec::new())));
    status(story, exchange, told);
}

fn throttles(story: &mut [Exchange], exchange: usize, said: u16, told: u16) {
    let wait = vec![("Retry-After", "1".to_string())];
    story[exchange].calls[0].says = Some(Ok((said, wait, Vec::new())));
    status(story, exchange, told);
}

fn body(story: &mut [Exchange], exchange: usize, text: &str) {
    story[exchange].body = text.into();
    story[exchange].calls.clear();
}

fn entry(platform: Platform, handle: &str, list: &[&str]) -> Call {
    written(ID, platform, handle, list)
}

const SOUND: &[&str] = &["user:ada", "news", "username:ada"];

const FAULTS: &[(&str, Requirement, Bend)] = &[
    ("a POST is 201", A_POST_IS_200, |it| status(it, POST, 203)),
    ("a POST is refused for nothing", A_POST_IS_200, |it| {
        status(it, POST, 415);
        it[POST].calls.clear();
    }),
    ("an id is made up", A_POST_GIVES_THE_HUBS_ID, |it| {
        it[POST].told.as_mut().unwrap().2 = format!("\"{OTHER_ID}\"").into_bytes();
    }),
    ("an id is bare", AN_ID_IS_A_JSON_STRING, |it| {
        it[POST].told.as_mut().unwrap().2 = b"(the id)".to_vec();
    }),
    ("an id is in an object", AN_ID_IS_A_JSON_STRING, |it| {
        it[POST].told.as_mut().unwrap().2 = b"{\"id\":\"(the id)\"}".to_vec();
    }),
    ("no id is asked for", ONE_ID_FOR_EACH_POST, |it| {
        it[POST].calls.clear();
        it[POST].told.as_mut().unwrap().2 = format!("\"{ID}\"").into_bytes();
    }),
    ("two ids are made", ONE_ID_FOR_EACH_POST, |it| {
        let again = it[POST].calls[0].clone();
        it[POST].calls.push(again);
    }),
    ("a POST registers", A_POST_MAKES_NO_REGISTRATION, |it| {
        it[POST].calls.push(entry(Platform::Mpns, URI, SOUND));
    }),
    ("a PUT is refused for nothing", A_PUT_IS_2XX, |it| {
        it[PUT].calls.clear();
        status(it, PUT, 415);
    }),
    ("a PUT that was taken is an error", A_PUT_IS_2XX, |it| status(it, PUT, 500)),
    ("a PUT is not answered", A_PUT_IS_2XX, |it| it[PUT].told = None),
    ("a DELETE that was taken is an error", A_DELETE_IS_2XX, |it| status(it, DELETE, 500)),
    ("the device is told before the call", ANSWERS_AFTER_THE_HUB, |it| {
        it[PUT].early = Early::BeforeTheCall;
    }),
    ("the device is told before the answer", ANSWERS_AFTER_THE_HUB, |it| {
        it[PUT].early = Early::BeforeTheAnswer;
    }),
    ("a DELETE is told before the answer", ANSWERS_AFTER_THE_HUB, |it| {
        it[DELETE].early = Early::BeforeTheAnswer;
    }),
    ("410 becomes 500", GONE_IS_410, |it| hub_says(it, PUT, 410, 500)),
    ("410 becomes success", GONE_IS_410, |it| hub_says(it, PUT, 410, 204)),
    ("410 becomes 404", GONE_IS_410, |it| hub_says(it, PUT, 410, 404)),
    ("404 becomes 410", NOTHING_ELSE_IS_410, |it| hub_says(it, PUT, 404, 410)),
    ("500 becomes 410", NOTHING_ELSE_IS_410, |it| hub_says(it, PUT, 500, 410)),
    ("500 becomes success", A_HUB_ERROR_IS_NO_SUCCESS, |it| hub_says(it, PUT, 500, 204)),
    ("401 becomes success", A_HUB_ERROR_IS_NO_SUCCESS, |it| hub_says(it, PUT, 401, 200)),
    ("429 becomes success", A_HUB_ERROR_IS_NO_SUCCESS, |it| throttles(it, PUT, 429, 204)),
    ("400 becomes success", A_HUB_ERROR_IS_NO_SUCCESS, |it| hub_says(it, PUT, 400, 204)),
    ("no answer becomes success", A_HUB_ERROR_IS_NO_SUCCESS, |it| {
        it[PUT].calls[0].says = Some(Err(Lapse::Closed));
    }),
    ("no id becomes an id", A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE, |it| hub_says(it, POST, 500, 200)),
    ("a DELETE that was refused is done", A_HUB_ERROR_IS_NO_SUCCESS_ANYWHERE, |it| {
        hub_says(it, DELETE, 403, 204);
    }),
    ("401 of the hub becomes that of the device", A_HUB_ERROR_IS_5XX, |it| hub_says(it, PUT, 401, 401)),
    ("403 of the hub becomes that of the device", A_HUB_ERROR_IS_5XX, |it| hub_says(it, DELETE, 403, 403)),
    ("429 becomes 500", THROTTLING_IS_PASSED_ON, |it| throttles(it, PUT, 429, 500)),
    ("403 that throttles becomes 403", THROTTLING_IS_PASSED_ON, |it| throttles(it, PUT, 403, 403)),
    ("409 that throttles becomes 409", THROTTLING_IS_PASSED_ON, |it| throttles(it, POST, 409, 409)),
    ("503 becomes 400", THROTTLING_IS_PASSED_ON, |it| hub_says(it, PUT, 503, 400)),
    ("the time to wait is kept to oneself", RETRY_AFTER_IS_PASSED_ON, |it| throttles(it, PUT, 429, 503)),
    ("nothing to delete is an error", DELETING_NOTHING_IS_2XX_OR_404, |it| hub_says(it, DELETE, 404, 500)),

    ("an unknown platform is 422", UNKNOWN_PLATFORM_IS_400, |it| status(it, NOKIA, 422)),
    ("an unknown platform is a crash", UNKNOWN_PLATFORM_IS_400, |it| status(it, NOKIA, 500)),
    ("an unknown platform reaches the hub", UNKNOWN_PLATFORM_MAKES_NO_CALL, |it| {
        it[NOKIA].calls.push(entry(Platform::Mpns, URI, SOUND));
        status(it, NOKIA, 204);
    }),
    ("capitals are a crash", PLATFORMS_LETTER_FOR_LETTER, |it| {
        it[NOKIA] = Exchange { told: it[NOKIA].told.clone(), ..wish("MPNS", URI, &[], Vec::new()) };
        status(it, NOKIA, 500);
    }),
    ("small names are refused", MEMBER_NAMES_IN_ANY_CASE, |it| {
        let text = String::from_utf8(it[PUT].body.clone()).unwrap();
        body(it, PUT, &text.replace("Platform", "platform"));
        status(it, PUT, 400);
    }),
    ("a broken body is a crash", A_BAD_BODY_IS_4XX, |it| {
        body(it, PUT, "{");
        status(it, PUT, 500);
    }),
    ("a missing handle is a crash", A_BAD_BODY_IS_4XX, |it| {
        body(it, PUT, r#"{"Platform":"mpns","Tags":[]}"#);
        status(it, PUT, 500);
    }),
    ("a handle that is no URI is a crash", A_BAD_BODY_IS_4XX, |it| {
        body(it, PUT, r#"{"Platform":"mpns","Handle":"x","Tags":[]}"#);
        status(it, PUT, 500);
    }),
    ("null tags are a crash", MISSING_TAGS_ARE_NO_SERVER_ERROR, |it| {
        body(it, PUT, &format!(r#"{{"Platform":"mpns","Handle":"{URI}","Tags":null}}"#));
        status(it, PUT, 500);
    }),

    ("a forbidden tag is registered", TAGS_ARE_AUTHORIZED, |it| {
        it[FORBIDDEN].calls.push(entry(Platform::Mpns, URI, &["user:grace", "username:ada"]));
        status(it, FORBIDDEN, 204);
    }),
    ("a forbidden tag is a crash", A_FORBIDDEN_TAG_IS_REFUSED, |it| status(it, FORBIDDEN, 500)),
    ("a stranger is a crash", STRANGERS_ARE_REFUSED, |it| status(it, NOBODY, 500)),
    ("a stranger is served without the hub", STRANGERS_ARE_REFUSED, |it| status(it, NOBODY, 204)),
    ("a stranger reaches the hub", STRANGERS_REACH_NO_HUB, |it| {
        it[NOBODY].calls.push(entry(Platform::Mpns, URI, &["user:ada"]));
        status(it, NOBODY, 204);
    }),
    ("its own tags are forgotten", ADDS_ITS_OWN_TAGS, |it| {
        it[PUT].calls[0] = entry(Platform::Mpns, URI, &["user:ada", "news"]);
    }),
    ("the key is told", NO_SECRET_REACHES_A_DEVICE, |it| {
        hub_says(it, PUT, 500, 502);
        it[PUT].told.as_mut().unwrap().2 = format!("SharedAccessKey={HUB_SECRET}").into_bytes();
    }),
    ("a token is told in a field", NO_SECRET_REACHES_A_DEVICE, |it| {
        let token = format!("SharedAccessSignature sig={HUB_SECRET}");
        it[PUT].told.as_mut().unwrap().1.push(("X-Token", token));
    }),

    ("the hub is not called", THE_BACKEND_CALLS_THE_HUB, |it| it[PUT].calls.clear()),
    ("the hub is not called to delete", THE_BACKEND_CALLS_THE_HUB, |it| it[DELETE].calls.clear()),
    ("another hub is called", CALLS_ARE_BELOW_THE_HUB, |it| {
        let target = format!("https://hub.test/other/registrations/{ID}?{VERSION}");
        it[PUT].calls[0].target = target;
        hub_says(it, PUT, 404, 502);
    }),
    ("no version is named", CALLS_NAME_A_VERSION, |it| {
        let call = &mut it[PUT].calls[0];
        call.target = call.target.replace(&format!("?{VERSION}"), "");
        hub_says(it, PUT, 400, 502);
    }),
    ("a call is not signed", CALLS_ARE_SIGNED, |it| {
        it[PUT].calls[0].credentials = Credentials::Nobody;
        hub_says(it, PUT, 401, 502);
    }),
    ("a call is signed wrongly", CALLS_ARE_SIGNED, |it| {
        it[PUT].calls[0].credentials = Credentials::BadToken(Flaw::Signature);
        hub_says(it, PUT, 401, 502);
    }),
    ("a registration is posted", REGISTERS_WITH_A_PUT, |it| {
        let call = &mut it[PUT].calls[0];
        call.method = "POST";
        call.target = format!("{HUB}/registrations?{VERSION}");
    }),
    ("another id is written", WRITES_UNDER_THE_DEVICES_ID, |it| {
        it[PUT].calls[0] = written(OTHER_ID, Platform::Mpns, URI, SOUND);
    }),
    ("a registration has to be there", A_REGISTRATION_IS_UNCONDITIONAL, |it| {
        it[PUT].calls[0].fields.push(("If-Match", "*".into()));
        hub_says(it, PUT, 200, 204);
    }),
    ("an entry is cut", THE_ENTRY_IS_READABLE, |it| {
        it[PUT].calls[0].body.truncate(90);
        hub_says(it, PUT, 400, 502);
    }),
    ("an entry is declared as JSON", THE_ENTRY_IS_DECLARED, |it| {
        it[PUT].calls[0].fields[0].1 = "application/json".into();
        hub_says(it, PUT, 200, 204);
    }),
    ("a phone becomes a tablet", THE_KIND_FITS_THE_PLATFORM, |it| {
        it[PUT].calls[0] = entry(Platform::Wns, URI, SOUND);
    }),
    ("a handle is escaped once more", THE_HANDLE_IS_UNCHANGED, |it| {
        it[PUT].calls[0] = entry(Platform::Mpns, &URI.replace('&', "&amp;"), SOUND);
    }),
    ("a tag is lost", THE_TAGS_ARE_COMPLETE, |it| {
        it[PUT].calls[0] = entry(Platform::Mpns, URI, &["user:ada", "username:ada"]);
    }),
    ("an old tag is kept", THE_TAGS_ARE_REPLACED, |it| {
        it[PUT_AGAIN].calls[0] = entry(Platform::Mpns, URI, SOUND);
    }),
    ("an odd expiry is a crash", ANY_EXPIRATION_TIME_IS_READ, |it| {
        let mut answer = Description::native(Platform::Mpns, URI);
        answer.read_only.expiration_time = Some("2014-09-01T15:57:46Z".into());
        let answer = Entry { title: Some(ID.into()), ..Entry::request(Description::native(Platform::Mpns, URI)) };
        let text = String::from_utf8(answer.write()).unwrap();
        let text = text.replace("<ChannelUri>", "<ExpirationTime>2014-09-01T15:57:46Z</ExpirationTime><ChannelUri>");
        it[PUT].calls[0].says = Some(Ok((200, Vec::new(), text.into_bytes())));
        status(it, PUT, 500);
    }),
    ("another registration is deleted", A_DELETE_DELETES, |it| {
        it[DELETE].calls[0].target = format!("{HUB}/registrations/{OTHER_ID}?{VERSION}");
        hub_says(it, DELETE, 200, 204);
    }),
    ("a DELETE becomes an empty registration", A_DELETE_DELETES, |it| {
        it[DELETE].calls[0] = entry(Platform::Mpns, URI, &[]);
    }),
    ("only one version is deleted", A_DELETE_IS_UNCONDITIONAL, |it| {
        it[DELETE].calls[0].fields[0].1 = "W/\"1\"".into();
        hub_says(it, DELETE, 412, 502);
    }),
];

#[test]
fn each_fault_breaks_its_own_requirement_and_no_other() {
    let mut wrong = Vec::new();
    for (name, breaks, bend) in FAULTS {
        let mut story = story();
        bend(&mut story);
        let found = blamed(&told(&story, true), "default");
        if found != [*breaks] {
            wrong.push(format!("{name}: expected {breaks}, but found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_must_and_should_has_a_fault_that_breaks_it() {
    let broken: Vec<_> =
        FAULTS.iter().map(|(_, breaks, _)| *breaks).chain(CHANGES.iter().map(|it| it.1)).collect();
    let unbroken: Vec<_> = ALL
        .iter()
        .filter(|it| it.role() == Role::Backend && it.level() <= Level::Should)
        .filter(|it| !broken.contains(it))
        .collect();
    assert!(unbroken.is_empty(), "{unbroken:?}");
}

#[test]
fn a_sample_is_read_as_it_was_written_under_its_profile() {
    let with = |bend: Bend, name: &str| {
        let mut story = story();
        bend(&mut story);
        blamed(&told(&story, true), name)
    };
    let early: Bend = |it| it[PUT].early = Early::BeforeTheAnswer;
    assert_eq!(with(early, "backend-v1"), []);
    let gone: Bend = |it| hub_says(it, PUT, 410, 500);
    assert_eq!(with(gone, "backend-v1"), []);
    let bare: Bend = |it| it[POST].told.as_mut().unwrap().2 = b"(the id)".to_vec();
    let twos: Bend = |it| [PUT, PUT_AGAIN, DELETE].map(|n| status(it, n, 200)).into_iter().collect();
    assert_eq!(with(twos, "backend-v2v3"), []);
    let both: Bend = |it| {
        it[POST].told.as_mut().unwrap().2 = b"(the id)".to_vec();
        for exchange in [PUT, PUT_AGAIN, DELETE] {
            status(it, exchange, 200);
        }
    };
    assert_eq!(with(both, "backend-v2v3"), []);
    assert_eq!(with(bare, "default"), [AN_ID_IS_A_JSON_STRING]);
    assert_eq!(with(twos, "backend-v1"), [A_PUT_IS_2XX, A_DELETE_IS_2XX]);
}

#[test]
fn where_nobody_is_known_anybody_may_have_any_tag() {
    let mut story = story();
    story.truncate(DELETE);
    for exchange in &mut story {
        exchange.credentials = Credentials::Unseen;
    }
    assert_eq!(blamed(&told(&story, false), "default"), []);
    story[PUT].calls[0] = entry(Platform::Mpns, URI, &["user:ada", "news", "one:more"]);
    assert_eq!(blamed(&told(&story, false), "default"), []);
}

#[test]
fn another_try_that_goes_well_is_what_counts() {
    let mut story = story();
    let mut failed = story[PUT].calls[0].clone();
    failed.says = Some(Ok((503, Vec::new(), Vec::new())));
    story[PUT].calls.insert(0, failed);
    assert_eq!(blamed(&told(&story, true), "default"), []);
    status(&mut story, PUT, 503);
    assert_eq!(blamed(&told(&story, true), "default"), [A_PUT_IS_2XX]);
}

#[test]
fn ids_that_are_made_at_once_may_be_given_to_either() {
    for swapped in [false, true] {
        let mut teller = Teller::new();
        teller.known();
        let post = &story()[POST];
        let (one, other) = (teller.asks(post), teller.asks(post));
        let mut ids = Vec::new();
        for _ in 0..2 {
            let at = teller.consults(&post.calls[0]);
            teller.says(&post.calls[0], at);
            ids.push(teller.minted.clone());
        }
        if swapped {
            ids.swap(0, 1);
        }
        for (asked, id) in [one, other].into_iter().zip(ids) {
            teller.minted = id;
            teller.tells(post, asked);
        }
        teller.transcript.settled(Time(0));
        assert_eq!(blamed(&teller, "default"), [], "{swapped}");
    }
}

#[test]
fn an_id_may_be_given_to_either_while_the_other_is_still_made() {
    let mut teller = Teller::new();
    teller.known();
    let post = &story()[POST];
    let (one, other) = (teller.asks(post), teller.asks(post));
    let (first, second) = (teller.consults(&post.calls[0]), teller.consults(&post.calls[0]));
    teller.says(&post.calls[0], first);
    teller.tells(post, other);
    teller.says(&post.calls[0], second);
    teller.tells(post, one);
    teller.transcript.settled(Time(0));
    assert_eq!(blamed(&teller, "default"), []);
}

#[test]
fn a_backend_that_gives_up_waiting_is_not_blamed() {
    let mut story = story();
    story[PUT].early = Early::BeforeTheAnswer;
    status(&mut story, PUT, 504);
    assert_eq!(blamed(&told(&story, true), "default"), []);
}

// ---- changes of tags ------------------------------------------------------------------

/// What a backend does about a change of tags.
#[derive(Clone)]
struct Changing {
    /// How many registrations have the tag.
    stock: usize,
    /// How many are on a page.
    page: usize,
    /// The registration that somebody else changes before it is written.
    meanwhile: Option<usize>,
    bends: Bends,
    decided: Decided,
    /// What the hub says to the first list.
    lists: Option<u16>,
    /// What the hub says to every write.
    writes: Option<u16>,
}

#[derive(Clone, Copy, Default)]
struct Bends {
    by_another_tag: bool,
    writes_another: bool,
    skips_one: bool,
    stops_after_a_page: bool,
    loses_a_tag: bool,
    changes_the_handle: bool,
    drops_the_template: bool,
    unconditional: bool,
    never_reads_again: bool,
    spells_ids_oddly: bool,
}

const OTHERS: usize = 90;

fn id(number: usize) -> String {
    format!("{}-1-1", number + 1)
}

fn changed(changing: &Changing) -> Teller {
    let mut teller = Teller::new();
    let template = || Template::new("<a>$(b)</a>").with_header("X-NotificationClass", "2");
    for number in 0..changing.stock {
        let description = Description::native(Platform::Mpns, format!("{URI}{number}"))
            .with_tags(tags(&["user:ada", "one"]))
            .with_template(template());
        assert!(teller.hub.write(&id(number), description, UNIX));
    }
    let other = Description::native(Platform::Mpns, URI).with_tags(tags(&["user:grace"]));
    assert!(teller.hub.write(&id(OTHERS), other, UNIX));
    let command = Command::AddTag { by_tag: "user:ada".into(), tag: "band".into() };
    let told = teller.transcript.told(Time(0), command);
    let bends = changing.bends;
    let by = if bends.by_another_tag { "one" } else { "user:ada" };
    let mut next = String::new();
    loop {
        let target = format!("{HUB}/tags/{by}/registrations?{VERSION}&$top={}{next}", changing.page);
        let mut list = Call { target, ..call("GET", "") };
        list.says = changing.lists.map(|status| Ok((status, Vec::new(), Vec::new())));
        let at = teller.consults(&list);
        teller.says(&list, at);
        let (entries, token) = teller.listed();
        for entry in entries {
            change(&mut teller, changing, entry);
        }
        match token {
            Some(token) if !bends.stops_after_a_page => next = format!("&continuationtoken={token}"),
            _ => break,
        }
    }
    if bends.writes_another {
        let at = teller.consults(&call("GET", &format!("registrations/{}", id(OTHERS))));
        teller.says(&call("GET", ""), at);
        let entry = teller.shown();
        write(&mut teller, changing, &entry);
    }
    teller.transcript.decided(Time(0), told, changing.decided);
    teller.transcript.settled(Time(0));
    teller
}

fn change(teller: &mut Teller, changing: &Changing, mut entry: Entry) {
    let number: usize = entry.title.as_ref().and_then(|id| id.split('-').next()?.parse().ok()).unwrap();
    if changing.bends.skips_one && number == 1 {
        return;
    }
    if changing.meanwhile == Some(number) {
        let mut description = entry.description.clone();
        description.tags.insert("meanwhile");
        teller.hub.write(&id(number - 1), description, UNIX);
    }
    if write(teller, changing, &entry) == 412 && !changing.bends.never_reads_again {
        let read = call("GET", &format!("registrations/{}", id(number - 1)));
        let at = teller.consults(&read);
        teller.says(&read, at);
        entry = teller.shown();
        write(teller, changing, &entry);
    }
}

fn write(teller: &mut Teller, changing: &Changing, entry: &Entry) -> u16 {
    let bends = changing.bends;
    let mut description = entry.description.clone().without_read_only();
    description.tags.insert("band");
    if bends.loses_a_tag {
        description.tags = tags(&["user:ada", "band"]);
    }
    if bends.changes_the_handle {
        description.handle += "x";
    }
    if bends.drops_the_template {
        description.template = None;
    }
    let id = entry.title.clone().unwrap();
    let spelt = if bends.spells_ids_oddly { format!("{id}%3F{VERSION}") } else { id };
    let mut put = call("PUT", &format!("registrations/{spelt}"));
    put.fields.push(("Content-Type", "application/atom+xml".into()));
    let etag = entry.etag.clone().unwrap();
    if !bends.unconditional {
        put.fields.push(("If-Match", etag));
    }
    put.body = Entry::request(description).write();
    put.says = changing.writes.map(|status| Ok((status, Vec::new(), Vec::new())));
    let at = teller.consults(&put);
    teller.says(&put, at);
    teller.last().0
}

impl Teller {
    fn last(&self) -> (u16, Vec<u8>) {
        let last = self.transcript.len() - 1;
        match self.transcript.get(last).map(|entry| entry.event) {
            Some(mpnspec_model::transcript::Event::Answered(_, response)) => {
                (response.status, response.body.to_vec())
            }
            _ => (0, Vec::new()),
        }
    }

    fn shown(&self) -> Entry {
        Entry::read(&self.last().1).unwrap()
    }

    fn listed(&self) -> (Vec<Entry>, Option<String>) {
        use mpnspec_model::registration::{Feed, X_MS_CONTINUATIONTOKEN};
        use mpnspec_model::transcript::{Event, Found};
        let feed = Feed::read(&self.last().1).map(|feed| feed.entries).unwrap_or_default();
        let token = match self.transcript.get(self.transcript.len() - 1).map(|entry| entry.event) {
            Some(Event::Answered(_, response)) => response.headers.get(X_MS_CONTINUATIONTOKEN),
            _ => Found::Absent,
        };
        let token = match token {
            Found::Text(token) => Some(String::from_utf8_lossy(token).into_owned()),
            _ => None,
        };
        (feed, token)
    }
}

fn soundly() -> Changing {
    Changing {
        stock: 5,
        page: 3,
        meanwhile: Some(2),
        bends: Bends::default(),
        decided: Decided::Done,
        lists: None,
        writes: None,
    }
}

type Change = fn(&mut Changing);

const CHANGES: &[(&str, Requirement, Change)] = &[
    ("another tag is listed", REGISTRATIONS_ARE_FOUND_BY_TAG, |it| it.bends.by_another_tag = true),
    ("a stranger is changed", ONLY_THOSE_WITH_THE_TAG_CHANGE, |it| it.bends.writes_another = true),
    ("one is forgotten", EVERY_LISTED_REGISTRATION_CHANGES, |it| it.bends.skips_one = true),
    ("one page is enough", FURTHER_PAGES_ARE_READ, |it| it.bends.stops_after_a_page = true),
    ("a tag is lost", NO_TAG_IS_LOST, |it| it.bends.loses_a_tag = true),
    ("the handle changes", NOTHING_ELSE_CHANGES, |it| it.bends.changes_the_handle = true),
    ("the template is dropped", NOTHING_ELSE_CHANGES, |it| it.bends.drops_the_template = true),
    ("updates have no condition", UPDATES_ARE_CONDITIONAL, |it| it.bends.unconditional = true),
    ("a change is given up", A_CONCURRENT_CHANGE_MEANS_RETRY, |it| it.bends.never_reads_again = true),
    ("a change is given up and told", A_CONCURRENT_CHANGE_MEANS_RETRY, |it| {
        it.bends.never_reads_again = true;
        it.decided = Decided::GiveUp;
    }),
    ("nothing to change is an error", AN_EMPTY_LIST_IS_NO_ERROR, |it| {
        it.stock = 0;
        it.decided = Decided::GiveUp;
    }),
    ("a 404 is an error", AN_EMPTY_LIST_IS_NO_ERROR, |it| {
        it.lists = Some(404);
        it.decided = Decided::GiveUp;
    }),
    ("a list that was refused is done", A_REFUSED_CHANGE_IS_TOLD, |it| it.lists = Some(403)),
    ("writes that were refused are done", A_REFUSED_CHANGE_IS_TOLD, |it| it.writes = Some(500)),
];

#[test]
fn a_sound_change_violates_nothing() {
    for (name, change) in [
        ("as usual", (|_| {}) as Change),
        ("on one page", |it| it.page = 100),
        ("of nothing", |it| it.stock = 0),
        ("of what is answered 404", |it| it.lists = Some(404)),
        ("refused and told", |it| {
            it.writes = Some(403);
            it.decided = Decided::GiveUp;
        }),
    ] {
        let mut changing = soundly();
        change(&mut changing);
        let rulings = changed(&changing).judged("default");
        assert_eq!(about(&rulings.violations), [], "{name}: {:#?}", rulings.violations);
    }
}

#[test]
fn each_fault_of_a_change_breaks_its_own_requirement_and_no_other() {
    let mut wrong = Vec::new();
    for (name, breaks, change) in CHANGES {
        let mut changing = soundly();
        change(&mut changing);
        let found = blamed(&changed(&changing), "default");
        if found != [*breaks] {
            wrong.push(format!("{name}: expected {breaks}, but found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_first_page_is_enough_where_ten_is_meant() {
    let mut changing = soundly();
    changing.bends.stops_after_a_page = true;
    assert_eq!(blamed(&changed(&changing), "seed-literal"), []);
}

#[test]
fn an_id_that_was_never_listed_is_noticed() {
    let mut changing = soundly();
    changing.bends.spells_ids_oddly = true;
    assert!(blamed(&changed(&changing), "default").contains(&LISTED_IDS_ARE_READ));
}
