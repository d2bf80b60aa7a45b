//! The walk through the commands of a hub.

use std::time::Duration;

use mpnspec_model::adapter::{Command, Hello, Nothing, Right, Send};
use mpnspec_model::registration::sas::{Hex, Key};
use mpnspec_model::registration::{Description, Entry, Platform};
use mpnspec_model::requirement::Role;
use mpnspec_peers::hub::unix_now;
use mpnspec_peers::wire::client::{Answered, Client};

use super::{Outcome, Target, Walk, Walker, connect};
use crate::adapter::LinkError;

/// How long the token of the walk is good, in seconds.
const TOKEN_SECONDS: u64 = 600;

pub(super) async fn walk(target: &Target, limit: Duration) -> Result<Walk, LinkError> {
    let link = connect(target, &[], limit).await?;
    let (mut walker, hello) = Walker::greet(link, Role::Hub).await?;
    let hello = hello.unwrap_or_default();
    walker.must::<Nothing>(Command::Reset).await;
    if !walker.walk.cut_short {
        place_and_keys(&mut walker, &hello);
        if let Some(registration) = register(&mut walker, &hello, limit).await {
            let command = Command::ExpireRegistration { registration };
            let name = "expire-registration";
            walker.ask::<Nothing>(name, Some(name), command, |_| Ok(String::new())).await;
        }
    }
    for throttling in [true, false] {
        let command = Command::Throttle { throttling };
        let name = if throttling { "throttle" } else { "throttle (no longer)" };
        walker.ask::<Nothing>(name, Some("throttle"), command, |_| Ok(String::new())).await;
    }
    let channel = "http://127.0.0.1:9/mpnspec".to_owned();
    walker.foreign(Command::Send(Send { channel, ..Send::default() })).await;
    super::settle(&mut walker).await;
    let clock = Command::Clock { advance_seconds: 1 };
    walker.ask::<Nothing>("clock", Some("clock"), clock, |_| Ok("1 s".into())).await;
    walker.must::<Nothing>(Command::Reset).await;
    Ok(walker.end())
}

/// Whether `hello` told where the hub is, and how its callers sign.
fn place_and_keys(walker: &mut Walker, hello: &Hello) {
    let url = match &hello.url {
        Some(url) if url.split('/').nth(3).is_some_and(|name| !name.is_empty()) => {
            Outcome::Done(url.clone())
        }
        other => Outcome::Wrong {
            found: format!(
                "expected a URL with the hub's name as its path, but found `{}`",
                other.as_deref().unwrap_or("nothing")
            ),
            remedy: "answer `url`, such as `https://127.0.0.1:8443/myhub`".into(),
        },
    };
    walker.tell("url", url);
    let full = hello.keys.iter().any(|key| key.rights.contains(&Right::Manage));
    let keys = match full {
        true => Outcome::Done(format!("{} told", hello.keys.len())),
        false => Outcome::Wrong {
            found: "expected a key with the right `manage`, but found none".into(),
            remedy: r#"answer `keys`, such as `[{"name": n, "key": k, "rights": ["listen", "send", "manage"]}]`"#.into(),
        },
    };
    walker.tell("keys", keys);
}

/// Makes a registration, to see that the hub is there and takes the key; gives its id.
async fn register(walker: &mut Walker, hello: &Hello, limit: Duration) -> Option<String> {
    let name = "a registration at that URL";
    match create(hello, limit).await {
        Ok((status, Some(id))) => {
            walker.tell(name, Outcome::Done(format!("answered {status}")));
            Some(id)
        }
        Ok((status, None)) => {
            let found = format!("expected 200 or 201 and an entry, but found {status}");
            let remedy = "answer the URL and a key of a hub that takes registrations".into();
            walker.tell(name, Outcome::Wrong { found, remedy });
            None
        }
        Err(found) => {
            let remedy = "answer a URL that can be reached from this machine as `url`".into();
            walker.tell(name, Outcome::Wrong { found, remedy });
            None
        }
    }
}

async fn create(hello: &Hello, limit: Duration) -> Result<(u16, Option<String>), String> {
    let url = hello.url.as_deref().unwrap_or_default().trim_end_matches('/');
    let key = hello.keys.iter().find(|key| key.rights.contains(&Right::Manage));
    let key = key.ok_or("there is no key to sign with")?;
    let key = Key { name: key.name.clone(), secret: key.key.clone() };
    let token = key.sign(url, unix_now() + TOKEN_SECONDS, Hex::Lower);
    let client = Client::new(hello.authority_pem.as_deref(), None, limit);
    let client = client.map_err(|error| error.to_string())?;
    let entry = Entry::request(Description::native(Platform::Mpns, "https://push.example/mpnspec"));
    let fields: [(&str, &[u8]); 2] = [
        ("Authorization", token.as_bytes()),
        ("Content-Type", mpnspec_model::hub::ENTRY_TYPE.as_bytes()),
    ];
    let place = format!("{url}/registrations?api-version=2020-06");
    let answered: Answered = client
        .send("POST", &place, &fields, entry.write())
        .await
        .map_err(|error| error.to_string())?;
    let entry = Entry::read(&answered.body).ok().filter(|_| answered.status < 300);
    let id = entry.and_then(|entry| entry.description.read_only.registration_id);
    Ok((answered.status, id))
}
