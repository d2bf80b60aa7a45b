//! `mpnspec serve hub`: a hub to develop a backend against.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use mpnspec_harness::verdict::Exit;
use mpnspec_model::registration::sas::Hex;
use mpnspec_model::transcript::{Rights, Span};
use mpnspec_peers::control::Control;
use mpnspec_peers::hub::{Hub, NAME, unix_now};

use super::unbound;
use crate::arguments::Serve;
use crate::failure::Failure;
use crate::files::write_private;
use crate::output::Output;

/// How long the token of the example is good, in seconds.
const TOKEN_SECONDS: u64 = 24 * 60 * 60;

pub(super) async fn start(arguments: &Serve) -> Result<Hub, Failure> {
    let ports = (arguments.port, arguments.https_port);
    let hub = Hub::start(NAME, arguments.address, ports).await.map_err(unbound)?;
    let hub = hub.being(arguments.fault);
    let time_to_live = arguments
        .time_to_live
        .map(|span| Span(u64::try_from(span.as_millis()).unwrap_or(u64::MAX)));
    hub.model().live_for(time_to_live);
    Ok(hub)
}

/// Serves until it is interrupted.
pub(super) async fn serve(arguments: &Serve, mut out: Output) -> Result<Exit, Failure> {
    let hub = Arc::new(start(arguments).await?);
    let address = SocketAddr::new(arguments.address, arguments.adapter_port);
    let control = Control::start(address, Arc::clone(&hub)).await.map_err(unbound)?;
    let adapter = format!("http://{}/adapter", control.address());
    let temporary = tempfile::tempdir()?;
    let folder = arguments.pem_dir.clone().unwrap_or_else(|| temporary.path().into());
    out.lines(example(&hub, &folder, &adapter)?)?;
    tokio::signal::ctrl_c().await?;
    Ok(Exit::Conformant)
}

/// Everything that somebody needs to make the first registration, and to put this hub to the test.
fn example(hub: &Hub, folder: &Path, adapter: &str) -> Result<Vec<String>, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::usage(format!("expected a folder at `{}`, but found `{error}`", folder.display()))
    })?;
    let authority = write_private(folder, "authority.pem", hub.authority_pem())?;
    let authority = authority.display();
    let (plain, secure) = (format!("http://{}", hub.plain()), format!("https://{}", hub.secure()));
    let token = hub
        .keys()
        .first()
        .map(|(key, _)| key.sign(&format!("{secure}/"), unix_now() + TOKEN_SECONDS, Hex::Lower));
    let token = token.unwrap_or_default();
    let strings = [Rights::ALL, Rights::LISTEN, Rights::SEND].map(|it| hub.connection_string(it));
    let [all, listen, send] = strings.map(Option::unwrap_or_default);
    let entry = concat!(
        r#"<entry xmlns="http://www.w3.org/2005/Atom"><content type="application/xml">"#,
        r#"<MpnsRegistrationDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect">"#,
        "<Tags>news</Tags><ChannelUri>https://push.example/channel</ChannelUri>",
        "</MpnsRegistrationDescription></content></entry>"
    );
    let curl = format!("curl -i --cacert '{authority}' -H 'Authorization: {token}'");
    let api = "api-version=2020-06";
    Ok(vec![
        format!("mpnspec reference hub {}", env!("CARGO_PKG_VERSION")),
        format!("  http       {plain}/{NAME}"),
        format!("  https      {secure}/{NAME}"),
        format!("  authority  {authority}"),
        format!("  adapter    {adapter}"),
        String::new(),
        "Its name, and its connection strings: for everything, for listening, for sending:".into(),
        format!("  {NAME}"),
        format!("  {all}"),
        format!("  {listen}"),
        format!("  {send}"),
        String::new(),
        "A registration under an id of the hub's choice, and all with its tag:".into(),
        format!(
            "  {curl} -H 'Content-Type: application/atom+xml;type=entry;charset=utf-8' \
             --data-binary '{entry}' '{secure}/{NAME}/registrations?{api}'"
        ),
        format!("  {curl} '{secure}/{NAME}/tags/news/registrations?{api}'"),
        String::new(),
        "A registration that expires, with its id; and throttling:".into(),
        format!(
            r#"  curl --data '{{"id":1,"command":"expire-registration","registration":"ID"}}' {adapter}"#
        ),
        format!(r#"  curl --data '{{"id":2,"command":"throttle","throttling":true}}' {adapter}"#),
        format!(r#"  curl --data '{{"id":3,"command":"throttle","throttling":false}}' {adapter}"#),
        String::new(),
        "Put it to the test, as any other hub, or with all that its adapter can arrange:".into(),
        format!("  MPNSPEC_HUB_CONNECTION_STRING='{all}' mpnspec run hub --url {plain}/{NAME}"),
        format!("  mpnspec run hub --url {adapter}"),
        String::new(),
        "Ctrl-C ends it.".into(),
    ])
}
