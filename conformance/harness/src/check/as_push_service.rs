//! The walk through the commands of a push service.

use std::time::Duration;

use mpnspec_model::adapter::{Command, Deliveries, DeviceState, Hello, Nothing, Opened, Send};
use mpnspec_model::edition::OsVersion;
use mpnspec_model::header::Kind;
use mpnspec_model::requirement::Role;
use mpnspec_peers::wire::client::Client;
use mpnspec_suite::case::TOAST;

use super::{Outcome, Target, Walk, Walker, Wrong, connect};
use crate::adapter::LinkError;
use crate::play::body;

pub(super) async fn walk(target: &Target, limit: Duration) -> Result<Walk, LinkError> {
    let link = connect(target, &[], limit).await?;
    let (mut walker, hello) = Walker::greet(link, Role::PushService).await?;
    let hello = hello.unwrap_or_default();
    walker.must::<Nothing>(Command::Reset).await;
    let opened = walker
        .ask("open", Some("open"), open(false), |opened| is_open(opened, &hello, false))
        .await;
    if let Some(Opened { channel, .. }) = opened {
        post(&mut walker, &channel, limit).await;
        arrange(&mut walker, &channel).await;
    }
    walker
        .ask("open (authenticated)", Some("authenticated"), open(true), |opened| {
            is_open(opened, &hello, true)
        })
        .await;
    let channel = "http://127.0.0.1:9/mpnspec".to_owned();
    walker.foreign(Command::Send(Send { channel, ..Send::default() })).await;
    super::settle(&mut walker).await;
    walker
        .ask::<Nothing>("clock", Some("clock"), Command::Clock { advance_seconds: 1 }, |_| {
            Ok("1 s".into())
        })
        .await;
    walker.must::<Nothing>(Command::Reset).await;
    Ok(walker.end())
}

const fn open(authenticated: bool) -> Command {
    Command::Open { authenticated, os: OsVersion::V8_0 }
}

fn is_open(opened: &Opened, hello: &Hello, authenticated: bool) -> Result<String, Wrong> {
    let scheme = if authenticated { "https://" } else { "http" };
    let (channel, wrong) =
        (&opened.channel, |found: String, remedy: &str| Err((found, remedy.into())));
    if !channel.starts_with(scheme)
        || mpnspec_model::header::CallbackUri::parse(channel.as_bytes()).is_err()
    {
        let found =
            format!("expected a channel URI that begins with {scheme}, but found `{channel}`");
        return wrong(
            found,
            "answer the absolute URI that notifications are posted to as `channel`",
        );
    }
    if authenticated && (opened.identity_pem.is_none() || opened.stranger_pem.is_none()) {
        let found =
            "expected `identity_pem` and `stranger_pem`, but found one or both absent".into();
        return wrong(
            found,
            "answer both: the certificate and key of the channel's sender, and of somebody else",
        );
    }
    if authenticated && hello.authority_pem.is_none() {
        return Ok(
            "without `authority_pem` in `hello`, only the system's authorities are trusted".into()
        );
    }
    Ok(channel.clone())
}

/// Posts a toast, to see that the channel leads somewhere.
async fn post(walker: &mut Walker, channel: &str, limit: Duration) {
    let outcome = match toast(channel, limit).await {
        Ok(status) => Outcome::Done(format!("answered {status}")),
        Err(found) => Outcome::Wrong {
            found,
            remedy: "answer a URI that can be posted to from this machine as `channel`".into(),
        },
    };
    walker.tell("a toast to that channel", outcome);
}

async fn toast(channel: &str, limit: Duration) -> Result<u16, String> {
    let client = Client::new(None, None, limit).map_err(|error| error.to_string())?;
    let fields: [(&str, &[u8]); 3] = [
        ("Content-Type", b"text/xml"),
        ("X-WindowsPhone-Target", b"toast"),
        ("X-NotificationClass", b"2"),
    ];
    let octets = body::octets(TOAST.body, 1);
    let answered = client.send("POST", channel, &fields, octets).await;
    answered.map(|answered| answered.status).map_err(|error| error.to_string())
}

/// Each of the commands that bring a channel into a state, and back where that can be.
async fn arrange(walker: &mut Walker, channel: &str) {
    let channel = || channel.to_owned();
    for state in [
        DeviceState::TempDisconnected,
        DeviceState::Disconnected,
        DeviceState::Inactive,
        DeviceState::Connected,
    ] {
        let name = format!("device ({state:?})");
        let command = Command::Device { channel: channel(), state };
        walker.ask::<Nothing>(&name, Some("device"), command, |_| Ok(String::new())).await;
    }
    let counted = |handed: &Deliveries| Ok(format!("{} so far", handed.deliveries.len()));
    walker
        .ask("deliveries", Some("deliveries"), Command::Deliveries { channel: channel() }, counted)
        .await;
    let commands = [
        ("suppress", Command::Suppress { channel: channel(), kinds: vec![Kind::Toast] }),
        ("suppress", Command::Suppress { channel: channel(), kinds: Vec::new() }),
        ("app", Command::App { channel: channel(), running: false }),
        ("app", Command::App { channel: channel(), running: true }),
        ("unavailable", Command::Unavailable { channel: channel(), unavailable: true }),
        ("unavailable", Command::Unavailable { channel: channel(), unavailable: false }),
        ("fill", Command::Fill { channel: channel() }),
        ("expire", Command::Expire { channel: channel() }),
    ];
    for (name, command) in commands {
        walker.ask::<Nothing>(name, Some(name), command, |_| Ok(String::new())).await;
    }
}
