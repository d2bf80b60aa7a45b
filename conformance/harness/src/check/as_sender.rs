//! The walk through the commands of a sender, against our reference push service.

use std::borrow::Cow;
use std::fs;
use std::net::Ipv4Addr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use mpnspec_model::adapter::{
    Command, Decided, Deliveries, Hello, Nothing, Opened, PROTOCOL, Send,
};
use mpnspec_model::edition::OsVersion;
use mpnspec_model::payload::{Change, Payload, Property, Sound, Template, Tile, Toast};
use mpnspec_model::requirement::Role;
use mpnspec_model::ruling::decision_text;
use mpnspec_peers::adapter::Peer as _;
use mpnspec_peers::push_service::PushService;
use serde::de::DeserializeOwned;
use tempfile::TempDir;

use super::{Target, Walk, Walker, Wrong, connect};
use crate::adapter::LinkError;
use crate::run::{AUTHORITY_VARIABLES, IDENTITY_VARIABLES};

pub(super) async fn walk(target: &Target, limit: Duration) -> Result<Walk, LinkError> {
    let service = PushService::start(Ipv4Addr::LOCALHOST.into(), (0, 0)).await;
    let service = service.map_err(|error| LinkError::Unreachable(error.to_string()))?;
    let secure: Opened =
        told(&service, Command::Open { authenticated: true, os: OsVersion::V8_0 }).await?;
    let (_folder, environment) = trust(&service, &secure).await?;
    let link = connect(target, &environment, limit).await?;
    let (mut walker, _) = Walker::greet(link, Role::Sender).await?;
    walker.must::<Nothing>(Command::Reset).await;
    for (capability, send) in sends(&walker) {
        let send = Send { channel: service.open(false), ..send };
        tell(&mut walker, &service, capability, send).await;
    }
    let send =
        Send { channel: secure.channel.clone(), notification: plain(&walker), ..Send::default() };
    tell(&mut walker, &service, "https", send).await;
    let command = Command::RegisterCallback {
        channel: secure.channel,
        callback_uri: "http://127.0.0.1:9/mpnspec".into(),
        message_base64: STANDARD.encode("callback"),
    };
    let decided = |decided: &Decided| Ok(decision_text(*decided));
    walker.ask("register-callback", Some("register-callback"), command, decided).await;
    let clock = Command::Clock { advance_seconds: 1 };
    walker.ask::<Nothing>("clock", Some("clock"), clock, |_| Ok("1 s".into())).await;
    walker.foreign(Command::Expire { channel: service.open(false) }).await;
    super::settle(&mut walker).await;
    walker.must::<Nothing>(Command::Reset).await;
    Ok(walker.end())
}

/// Tells the sender to send, and looks whether anything arrived.
async fn tell(walker: &mut Walker, service: &PushService, capability: &str, send: Send) {
    let (channel, name) = (send.channel.clone(), format!("send ({capability})"));
    let late = Duration::from_secs(u64::from(send.interval_seconds.unwrap_or(0)));
    let decisions = walker.can("decisions");
    if walker.walk.cut_short || !walker.can(capability) {
        walker
            .ask::<Decided>(&name, Some(capability), Command::Send(send), |_| Ok(String::new()))
            .await;
        return;
    }
    let replied = walker.link.call::<Decided>(Command::Send(send)).await;
    service.tick(late);
    let taken = told::<Deliveries>(service, Command::Deliveries { channel }).await;
    let taken = taken.is_ok_and(|handed| !handed.deliveries.is_empty());
    walker.take(&name, Some(capability), replied, |decided| arrived(*decided, taken, decisions));
}

fn arrived(decided: Decided, taken: bool, decisions: bool) -> Result<String, Wrong> {
    match (decided, taken) {
        (Decided::Untold, _) if decisions => Err((
            "expected the sender's decision, as `decisions` is declared, but found `untold`".into(),
            "leave `decisions` out of the capabilities, or say what the subject does next".into(),
        )),
        (Decided::Done, false) => Err((
            "expected a notification to be taken, but found that none was, although the decision is `done`".into(),
            "post before you answer, to exactly the `channel` that you are given".into(),
        )),
        (_, true) => Ok(format!("{}; the notification arrived", decision_text(decided))),
        (_, false) => Ok(format!("{}; no notification was taken", decision_text(decided))),
    }
}

/// One notification for each capability that shows in one.
fn sends(walker: &Walker) -> Vec<(&'static str, Send)> {
    let title = || Cow::Borrowed("Hello");
    let toast =
        || Toast { text1: Some(title()), text2: Some("from mpnspec".into()), ..Toast::default() };
    let tile = |template| Tile {
        template,
        id: None,
        version: None,
        properties: Cow::Owned(vec![(Property::Title, Change::Set(title()))]),
    };
    let of = |payload| Send { notification: Some(payload), ..Send::default() };
    let any = || Send { notification: plain(walker), ..Send::default() };
    let cleared = Cow::Owned(vec![(Property::BackTitle, Change::Clear)]);
    vec![
        ("toast", of(Payload::Toast(toast()))),
        ("param", of(Payload::Toast(Toast { param: Some("/Page.xaml".into()), ..toast() }))),
        (
            "sound",
            Send {
                os: OsVersion::V8_0Update3,
                ..of(Payload::Toast(Toast {
                    sound: Some(Sound::File("/Sounds/alarm.wav".into())),
                    ..toast()
                }))
            },
        ),
        ("tile", of(Payload::Tile(tile(Template::Classic)))),
        ("flip", of(Payload::Tile(tile(Template::Flip)))),
        ("iconic", of(Payload::Tile(tile(Template::Iconic)))),
        ("cycle", of(Payload::Tile(tile(Template::Cycle)))),
        (
            "tile-id",
            of(Payload::Tile(Tile { id: Some("/Page.xaml".into()), ..tile(Template::Classic) })),
        ),
        ("clear", of(Payload::Tile(Tile { properties: cleared, ..tile(Template::Classic) }))),
        ("raw", of(Payload::Raw(Cow::Borrowed(b"hello")))),
        ("interval", Send { interval_seconds: Some(450), ..any() }),
        (
            "message-id",
            Send { message_id: Some("00000000-0000-4000-8000-000000000001".into()), ..any() },
        ),
        ("os-version", Send { os: OsVersion::V7_1, ..any() }),
    ]
}

/// The simplest notification that the sender declares; nothing for its own choice.
fn plain(walker: &Walker) -> Option<Payload<'static>> {
    let title = || Cow::Borrowed("Hello");
    if walker.can("toast") {
        return Some(Payload::Toast(Toast {
            text1: Some(title()),
            text2: Some(title()),
            ..Toast::default()
        }));
    }
    walker.can("raw").then_some(Payload::Raw(Cow::Borrowed(b"hello")))
}

/// Files that tell the adapter whom to trust and what to show, and the variables that name them.
async fn trust(
    service: &PushService,
    secure: &Opened,
) -> Result<(TempDir, Vec<(String, String)>), LinkError> {
    let hello = Command::Hello { protocol: PROTOCOL, role: Role::PushService.name().into() };
    let hello: Hello = told(service, hello).await?;
    let failed = |error: std::io::Error| {
        LinkError::Unreachable(format!("cannot write certificates: {error}"))
    };
    let folder = tempfile::tempdir().map_err(failed)?;
    let mut environment = Vec::new();
    let files = [
        ("authority.pem", hello.authority_pem.as_deref(), AUTHORITY_VARIABLES),
        ("identity.pem", secure.identity_pem.as_deref(), IDENTITY_VARIABLES),
    ];
    for (name, text, variables) in files {
        let path = folder.path().join(name);
        fs::write(&path, text.unwrap_or_default()).map_err(failed)?;
        let path = path.display().to_string();
        environment.extend(variables.iter().map(|variable| ((*variable).to_owned(), path.clone())));
    }
    Ok((folder, environment))
}

/// What our own service makes of a command.
async fn told<T: DeserializeOwned>(
    service: &PushService,
    command: Command,
) -> Result<T, LinkError> {
    let ours = |error: &dyn std::fmt::Display| {
        LinkError::Unreachable(format!("our own push service failed: {error}"))
    };
    let value = service.handle(command).await.map_err(|refusal| ours(&format!("{refusal:?}")))?;
    serde_json::from_value(value).map_err(|error| ours(&error))
}
