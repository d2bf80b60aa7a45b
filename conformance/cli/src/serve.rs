//! `mpnspec serve`: a reference peer to develop against.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use mpnspec_harness::verdict::Exit;
use mpnspec_model::adapter::{Command, Hello, Opened, PROTOCOL};
use mpnspec_model::edition::OsVersion;
use mpnspec_model::requirement::Role;
use mpnspec_peers::adapter::{Peer, serve_lines};
use mpnspec_peers::backend::{Backend, users};
use mpnspec_peers::control::Control;
use mpnspec_peers::device::Device;
use mpnspec_peers::push_service::PushService;
use mpnspec_peers::sender::Sender;
use mpnspec_peers::wire::WireError;
use tokio::io::{BufReader, stdin, stdout};
use tokio::time::{MissedTickBehavior, interval};

use crate::arguments::{Serve, Way};
use crate::failure::Failure;
use crate::files::write_private;
use crate::output::Output;
use crate::run::{having, runtime};

mod hub;

/// How often the virtual clock catches up with the real one.
const TICK: Duration = Duration::from_millis(200);

pub(crate) fn serve(arguments: &Serve, out: Output) -> Result<Exit, Failure> {
    having(arguments.fault, vec![arguments.role])?;
    let runtime = runtime()?;
    runtime.block_on(async {
        match (arguments.role, arguments.adapter) {
            (Role::PushService, Some(Way::Stdio)) => speak(&start(arguments).await?).await,
            (Role::PushService, None) => push_service(arguments, out).await,
            (Role::Sender, Some(Way::Stdio)) => speak(&sender(arguments)?).await,
            (Role::Sender, None) => Err(Failure::usage(
                "a sender has no port to listen on; expected: mpnspec serve sender --adapter stdio",
            )),
            (Role::Backend, Some(Way::Stdio)) => speak(&backend(arguments).await?).await,
            (Role::Backend, None) => serve_backend(arguments, out).await,
            (Role::Hub, Some(Way::Stdio)) => speak(&hub::start(arguments).await?).await,
            (Role::Hub, None) => hub::serve(arguments, out).await,
            (Role::Device, Some(Way::Stdio)) => speak(&device(arguments)?).await,
            (Role::Device, None) => Err(Failure::usage(
                "a device has no port to listen on; expected: mpnspec serve device --adapter stdio",
            )),
            (role, _) => Err(Failure::usage(format!(
                "there is no reference peer of the role {role} yet; there are push-service, sender, device, backend and hub"
            ))),
        }
    })
}

/// Answers adapter calls on standard input, until that ends.
async fn speak(peer: &impl Peer) -> Result<Exit, Failure> {
    serve_lines(peer, BufReader::new(stdin()), stdout()).await?;
    Ok(Exit::Conformant)
}

async fn start(arguments: &Serve) -> Result<PushService, Failure> {
    let ports = (arguments.port, arguments.https_port);
    let service = PushService::start(arguments.address, ports).await.map_err(unbound)?;
    Ok(service.being(arguments.fault))
}

fn unbound(error: WireError) -> Failure {
    let remedy = if matches!(error, WireError::InUse { .. }) {
        "; choose another, or 0 for any free one"
    } else {
        ""
    };
    Failure::new(Exit::Unreachable, format!("{error}{remedy}"))
}

/// The reference backend, which finds its hub and whom to trust as every backend's adapter does.
async fn backend(arguments: &Serve) -> Result<Backend, Failure> {
    let variable = |name: &str| {
        std::env::var(name).map_err(|_| {
            Failure::usage(format!("expected the hub's connection in {name}, but found nothing"))
        })
    };
    let connection = variable("MPNSPEC_HUB_CONNECTION_STRING")?;
    let name = variable("MPNSPEC_HUB_NAME")?;
    let authority = read_pem("MPNSPEC_AUTHORITY_PEM")?;
    let address = SocketAddr::new(arguments.address, arguments.port);
    let backend = Backend::start(address, (&connection, &name), authority.as_deref()).await;
    let backend = backend.map_err(|error| match error {
        WireError::Unusable { .. } => Failure::usage(error),
        error => unbound(error),
    })?;
    Ok(backend.being(arguments.fault))
}

/// Serves until it is interrupted.
async fn serve_backend(arguments: &Serve, mut out: Output) -> Result<Exit, Failure> {
    let backend = backend(arguments).await?;
    let url = backend.url();
    let mut lines = vec![
        format!("mpnspec reference backend {}", env!("CARGO_PKG_VERSION")),
        format!("  registrations  {url}"),
        String::new(),
        "Its callers, and the tags that they may register:".into(),
    ];
    for user in users() {
        let (tags, authorization) = (user.caller.tags.join(", "), user.authorization());
        lines.push(format!("  {}  {tags}  Authorization: {authorization}", user.caller.name));
    }
    if let Some(user) = users().first() {
        lines.push(String::new());
        lines.push("An id:".into());
        lines.push(format!("  curl -i -X POST -H 'Authorization: {}' {url}", user.authorization()));
    }
    lines.extend([String::new(), "Ctrl-C ends it.".into()]);
    out.lines(lines)?;
    tokio::signal::ctrl_c().await?;
    Ok(Exit::Conformant)
}

/// The reference sender, which finds whom to trust and what to show as every sender's adapter does.
fn sender(arguments: &Serve) -> Result<Sender, Failure> {
    let (authority, identity) =
        (read_pem("MPNSPEC_AUTHORITY_PEM")?, read_pem("MPNSPEC_IDENTITY_PEM")?);
    let sender = Sender::new(authority.as_deref(), identity.as_deref()).map_err(Failure::usage)?;
    Ok(sender.being(arguments.fault))
}

fn device(arguments: &Serve) -> Result<Device, Failure> {
    let device = Device::new().map_err(Failure::usage)?;
    Ok(device.being(arguments.fault))
}

/// What is in the file that a variable of the environment names.
fn read_pem(variable: &str) -> Result<Option<String>, Failure> {
    match std::env::var_os(variable) {
        None => Ok(None),
        Some(path) => std::fs::read_to_string(&path).map(Some).map_err(|error| {
            let path = Path::new(&path).display();
            Failure::usage(format!(
                "expected a file of PEM in {variable}, but found `{error}` at {path}"
            ))
        }),
    }
}

/// Serves until it is interrupted, the clock following real time.
async fn push_service(arguments: &Serve, mut out: Output) -> Result<Exit, Failure> {
    let service = Arc::new(start(arguments).await?);
    let address = SocketAddr::new(arguments.address, arguments.adapter_port);
    let control = Control::start(address, Arc::clone(&service)).await.map_err(unbound)?;
    let adapter = format!("http://{}/adapter", control.address());
    let temporary = tempfile::tempdir()?;
    let folder = arguments.pem_dir.clone().unwrap_or_else(|| temporary.path().into());
    out.lines(example(&service, &folder, &adapter).await?)?;
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut shown = Instant::now();
    loop {
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => {
                interrupted?;
                return Ok(Exit::Conformant);
            }
            _ = ticks.tick() => {
                // Whole milliseconds, so that nothing is lost to rounding.
                let passed = Duration::from_millis(u64::try_from(shown.elapsed().as_millis()).unwrap_or(u64::MAX));
                service.tick(passed);
                shown += passed;
            }
        }
    }
}

/// Everything that somebody needs to send the first notification.
async fn example(
    service: &PushService,
    folder: &Path,
    adapter: &str,
) -> Result<Vec<String>, Failure> {
    let hello: Hello =
        ask(service, Command::Hello { protocol: PROTOCOL, role: Role::PushService.name().into() })
            .await?;
    let opened: Opened =
        ask(service, Command::Open { authenticated: true, os: OsVersion::V8_0 }).await?;
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::usage(format!("expected a folder at `{}`, but found `{error}`", folder.display()))
    })?;
    let authority =
        write_private(folder, "authority.pem", &hello.authority_pem.unwrap_or_default())?;
    let identity = write_private(folder, "identity.pem", &opened.identity_pem.unwrap_or_default())?;
    let (open, shut) = (service.open(false), opened.channel);
    let toast = concat!(
        r#"<?xml version="1.0" encoding="utf-8"?><wp:Notification xmlns:wp="WPNotification">"#,
        "<wp:Toast><wp:Text1>Hello</wp:Text1><wp:Text2>world</wp:Text2></wp:Toast></wp:Notification>"
    );
    let curl = |trust: &str, channel: &str| {
        format!(
            "  curl -i {trust}-H 'Content-Type: text/xml' -H 'X-WindowsPhone-Target: toast' \
             -H 'X-NotificationClass: 2' --data-binary '{toast}' {channel}"
        )
    };
    let (authority, identity) = (authority.display(), identity.display());
    Ok(vec![
        format!("{} {}", hello.name, hello.version),
        format!("  http       http://{}", service.plain()),
        format!("  https      https://{}", service.secure()),
        format!("  authority  {authority}"),
        format!("  adapter    {adapter}"),
        String::new(),
        "An open channel:".into(),
        format!("  {open}"),
        curl("", &open),
        String::new(),
        "An authenticated channel, and the certificate with key that its sender shows:".into(),
        format!("  {shut}"),
        format!("  {identity}"),
        curl(&format!("--cacert '{authority}' --cert '{identity}' "), &shut),
        String::new(),
        "More channels, device states, the clock, and what was delivered:".into(),
        format!(r#"  curl --data '{{"id":1,"command":"open","authenticated":false}}' {adapter}"#),
        format!(
            r#"  curl --data '{{"id":2,"command":"deliveries","channel":"{open}"}}' {adapter}"#
        ),
        String::new(),
        "Ctrl-C ends it.".into(),
    ])
}

async fn ask<T: serde::de::DeserializeOwned>(
    service: &PushService,
    command: Command,
) -> Result<T, Failure> {
    let ours = |found: String| {
        Failure::new(Exit::SuiteError, format!("our own push service failed: {found}"))
    };
    let value = service.handle(command).await.map_err(|refusal| ours(format!("{refusal:?}")))?;
    serde_json::from_value(value).map_err(|error| ours(error.to_string()))
}
