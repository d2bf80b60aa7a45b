//! Each fault of a backend, as a bend of the story, and the requirement that it breaks.

use super::story::*;
use mpnspec_model::backend::HUB_SECRET;
use mpnspec_model::registration::{Description, Entry, Platform};
use mpnspec_model::requirement::*;
use mpnspec_model::transcript::{Credentials, Flaw, Lapse};

pub(super) type Bend = fn(&mut Vec<Exchange>);

pub(super) fn status(story: &mut [Exchange], exchange: usize, status: u16) {
    story[exchange].told.as_mut().unwrap().0 = status;
}

/// The hub says this, without a body, to the one call of an exchange.
pub(super) fn hub_says(story: &mut [Exchange], exchange: usize, said: u16, told: u16) {
    story[exchange].calls[0].says = Some(Ok((said, Vec::new(), Vec::new())));
    status(story, exchange, told);
}

pub(super) fn throttles(story: &mut [Exchange], exchange: usize, said: u16, told: u16) {
    let wait = vec![("Retry-After", "1".to_string())];
    story[exchange].calls[0].says = Some(Ok((said, wait, Vec::new())));
    status(story, exchange, told);
}

pub(super) fn body(story: &mut [Exchange], exchange: usize, text: &str) {
    story[exchange].body = text.into();
    story[exchange].calls.clear();
}

pub(super) fn entry(platform: Platform, handle: &str, list: &[&str]) -> Call {
    written(ID, platform, handle, list)
}

/// The same from nobody, who is refused, before the hub is called all the same.
pub(super) fn refused_first(exchange: &Exchange, status: u16) -> Exchange {
    Exchange {
        credentials: Credentials::Nobody,
        told: Some((status, Vec::new(), Vec::new())),
        early: Early::BeforeTheCall,
        ..exchange.clone()
    }
}

pub(super) const SOUND: &[&str] = &["user:ada", "news", "username:ada"];

pub(super) const FAULTS: &[(&str, Requirement, Bend)] = &[
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
    ("401 of the hub becomes that of the device", A_HUB_ERROR_IS_5XX, |it| {
        hub_says(it, PUT, 401, 401)
    }),
    ("403 of the hub becomes that of the device", A_HUB_ERROR_IS_5XX, |it| {
        hub_says(it, DELETE, 403, 403)
    }),
    ("429 becomes 500", THROTTLING_IS_PASSED_ON, |it| throttles(it, PUT, 429, 500)),
    ("403 that throttles becomes 403", THROTTLING_IS_PASSED_ON, |it| throttles(it, PUT, 403, 403)),
    ("409 that throttles becomes 409", THROTTLING_IS_PASSED_ON, |it| throttles(it, POST, 409, 409)),
    ("503 becomes 400", THROTTLING_IS_PASSED_ON, |it| hub_says(it, PUT, 503, 400)),
    ("the time to wait is kept to oneself", RETRY_AFTER_IS_PASSED_ON, |it| {
        throttles(it, PUT, 429, 503)
    }),
    ("nothing to delete is an error", DELETING_NOTHING_IS_2XX_OR_404, |it| {
        hub_says(it, DELETE, 404, 500)
    }),
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
    ("a forbidden tag is registered after the refusal", TAGS_ARE_AUTHORIZED, |it| {
        it[FORBIDDEN].calls.push(entry(Platform::Mpns, URI, &["user:grace", "username:ada"]));
        it[FORBIDDEN].early = Early::BeforeTheCall;
    }),
    ("a stranger is registered after the refusal", STRANGERS_REACH_NO_HUB, |it| {
        it[NOBODY].calls.push(entry(Platform::Mpns, URI, &["user:ada"]));
        it[NOBODY].early = Early::BeforeTheCall;
    }),
    ("a stranger deletes after the refusal", STRANGERS_REACH_NO_HUB, |it| {
        it[NOBODY] = refused_first(&it[DELETE], 401);
    }),
    ("a stranger has an id made after the refusal", STRANGERS_REACH_NO_HUB, |it| {
        it[NOBODY] = refused_first(&it[POST], 401);
    }),
    ("a stranger is registered elsewhere after the refusal", STRANGERS_REACH_NO_HUB, |it| {
        let mut posted = entry(Platform::Mpns, URI, &["user:ada"]);
        posted.method = "POST";
        posted.target = format!("{HUB}/registrations?{VERSION}");
        it[NOBODY].calls.push(posted);
        it[NOBODY].early = Early::BeforeTheCall;
    }),
    ("an unknown platform is registered after the refusal", UNKNOWN_PLATFORM_MAKES_NO_CALL, |it| {
        it[NOKIA].calls.push(entry(Platform::Mpns, URI, SOUND));
        it[NOKIA].early = Early::BeforeTheCall;
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
        let answer = Entry {
            title: Some(ID.into()),
            ..Entry::request(Description::native(Platform::Mpns, URI))
        };
        let text = String::from_utf8(answer.write()).unwrap();
        let text = text.replace(
            "<ChannelUri>",
            "<ExpirationTime>2014-09-01T15:57:46Z</ExpirationTime><ChannelUri>",
        );
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
