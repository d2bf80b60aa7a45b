//! The walk through the commands of a backend, with a hub of ours behind it.

use std::fs;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Hello, Nothing};
use mpnspec_model::registration::{DeviceRegistration, IdReply};
use mpnspec_model::requirement::Role;
use mpnspec_peers::wire::client::{Answered, Client};
use mpnspec_peers::wire::identity::Authority;

use super::{Outcome, Target, Walk, Walker, Wrong, connect};
use crate::adapter::LinkError;
use crate::play::backend::mock::{HubMock, Known};
use crate::run::AUTHORITY_VARIABLES;
use crate::subject::{Caller, Description};

pub(super) async fn walk(target: &Target, limit: Duration) -> Result<Walk, LinkError> {
    let ours = |error: String| LinkError::Unreachable(format!("our own hub failed: {error}"));
    let authority = Authority::new().map_err(|error| ours(error.to_string()))?;
    let hub = HubMock::start(&authority, &Known::default()).await;
    let hub = hub.map_err(|error| ours(error.to_string()))?;
    let folder = tempfile::tempdir().map_err(|error| ours(error.to_string()))?;
    let pem = folder.path().join("authority.pem");
    fs::write(&pem, authority.pem()).map_err(|error| ours(error.to_string()))?;
    let pem = pem.display().to_string();
    let mut environment: Vec<_> =
        AUTHORITY_VARIABLES.iter().map(|variable| ((*variable).to_owned(), pem.clone())).collect();
    environment.extend(hub.terms().variables());
    let callers = match target {
        Target::Folder(folder) => Description::read(folder)?.callers,
        Target::Url(_) => Vec::new(),
    };

    let link = connect(target, &environment, limit).await?;
    let (mut walker, hello) = Walker::greet(link, Role::Backend).await?;
    walker.must::<Nothing>(Command::Reset).await;
    let client = Client::plain(limit).map_err(|error| ours(error.to_string()))?;
    if let Some(hello) = hello {
        register(&mut walker, &client, &hub, (&hello, callers.first())).await;
    }
    let tag = callers.first().and_then(|caller| caller.tags.first());
    let by_tag = tag.map_or_else(|| "user:ada".into(), Clone::clone);
    let command = Command::AddTag { by_tag, tag: "added-by-mpnspec".into() };
    let called = |_: &Nothing| match hub.take().is_empty() {
        false => Ok("the hub was called".into()),
        true => Err(no_call()),
    };
    walker.ask("add-tag", Some("add-tag"), command, called).await;
    walker.foreign(Command::Expire { channel: "http://127.0.0.1:9/mpnspec".into() }).await;
    super::settle(&mut walker).await;
    walker.must::<Nothing>(Command::Reset).await;
    Ok(walker.end())
}

/// Asks for an id, and registers under it, as a device does.
async fn register(
    walker: &mut Walker,
    client: &Client,
    hub: &HubMock,
    (hello, caller): (&Hello, Option<&Caller>),
) {
    let Some(url) = hello.url.as_deref() else {
        let found = "expected a `url` in the reply to `hello`, but found none".into();
        let remedy = "answer where devices register, such as http://127.0.0.1:5000/api/register";
        return walker.tell("url", Outcome::Wrong { found, remedy: remedy.into() });
    };
    let url = url.trim_end_matches('/');
    let authorization = caller.map(|caller| caller.authorization.as_bytes());
    let mut fields: Vec<(&str, &[u8])> = vec![("Content-Type", b"text/plain; charset=utf-8")];
    fields.extend(authorization.map(|shown| ("Authorization", shown)));
    let answered = client.send("POST", url, &fields, "").await;
    let answered = answered.map_err(|error| error.to_string());
    let id = match judged(answered, "POST", hub) {
        Ok(answered) => IdReply::read(&answered.body).map(|reply| reply.id).map_err(|found| {
            (found.to_string(), "answer the id that the hub made, as a JSON string".to_owned())
        }),
        Err(wrong) => Err(wrong),
    };
    let outcome = match &id {
        Ok(id) => Outcome::Done(format!("gave the id {id}")),
        Err((found, remedy)) => Outcome::Wrong { found: found.clone(), remedy: remedy.clone() },
    };
    walker.tell("POST (by a device)", outcome);
    let Ok(id) = id else { return };
    let tag = caller.and_then(|caller| caller.tags.first()).map_or("user:ada", String::as_str);
    let handle = "http://s.notify.live.net/u/1/db3/H2QAAA/mpnspec";
    let body = DeviceRegistration::new("mpns", handle, &[tag]).write();
    fields[0].1 = b"application/json; charset=utf-8";
    let answered = client.send("PUT", &format!("{url}/{id}"), &fields, body).await;
    let answered = answered.map_err(|error| error.to_string());
    let outcome = match judged(answered, "PUT", hub) {
        Ok(answered) => Outcome::Done(format!("answered {}", answered.status)),
        Err((found, remedy)) => Outcome::Wrong { found, remedy },
    };
    walker.tell("PUT (by a device)", outcome);
}

/// Was it a success, in which the hub had a part?
fn judged(
    answered: Result<Answered, String>,
    method: &str,
    hub: &HubMock,
) -> Result<Answered, Wrong> {
    let answered =
        answered.map_err(|error| (error, "keep listening while the run lasts".into()))?;
    let calls = hub.take().len();
    match answered.status {
        200..=299 if calls > 0 => Ok(answered),
        200..=299 => Err(no_call()),
        401 | 403 => Err((
            format!("expected a {method} to be taken, but found {}", answered.status),
            "say in a table `[[caller]]` of subject.toml what a caller shows, and which tags it may have"
                .into(),
        )),
        status if calls == 0 => Err((format!("{status}, and {}", no_call().0), no_call().1)),
        status => Err((
            format!("expected a {method} to be taken, but found {status}"),
            "the hub was called; see what the backend makes of its answer".into(),
        )),
    }
}

fn no_call() -> Wrong {
    (
        "expected a call of our hub, but found none".into(),
        "give the backend the connection string in MPNSPEC_HUB_CONNECTION_STRING and the hub's name in \
         MPNSPEC_HUB_NAME, and have it trust the certificate that MPNSPEC_AUTHORITY_PEM names"
            .into(),
    )
}
