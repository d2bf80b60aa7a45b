//! The walk through the commands of a device, against a backend of ours.

use std::time::Duration;

use mpnspec_model::adapter::{Command, Nothing, Register, Registered, RegisteredTogether, Stored};
use mpnspec_model::requirement::Role;

use super::{Target, Walk, Walker, Wrong, connect};
use crate::adapter::LinkError;
use crate::play::Numbers;
use crate::play::device::backend::Backend;

pub(super) async fn walk(target: &Target, limit: Duration) -> Result<Walk, LinkError> {
    let backend = Backend::start().await;
    let backend = backend.map_err(|error| LinkError::Unreachable(error.to_string()))?;
    let link = connect(target, &[], limit).await?;
    let (mut walker, _) = Walker::greet(link, Role::Device).await?;
    walker.must::<Nothing>(Command::Reset).await;
    let registration = Register {
        backend: backend.reset(Numbers::new(0, "check")),
        handle: "https://s.notify.live.net/u/1/mpnspec".into(),
        tags: vec!["mpnspec".into()],
        template: None,
    };
    let arrived = |outcome: &Registered| registered(outcome, backend.take().len());
    let register = Command::Register(registration.clone());
    walker.ask("register", None, register, arrived).await;
    let restart = Command::Restart;
    walker.ask::<Nothing>("restart", Some("restart"), restart, |_| Ok(String::new())).await;
    let ids = backend.handed();
    let stored = |stored: &Stored| kept(stored, ids.first());
    walker.ask("stored", Some("stored"), Command::Stored, stored).await;
    let of = |name: &str| Register { template: Some(name.into()), ..registration.clone() };
    let arrived = |outcome: &Registered| registered(outcome, backend.take().len());
    let register = Command::Register(of("news"));
    walker.ask("register (templates)", Some("templates"), register, arrived).await;
    let both = if walker.can("templates") {
        [of("news"), of("weather")]
    } else {
        [registration.clone(), registration]
    };
    let together = Command::RegisterTogether { registrations: both.into() };
    let all = |reply: &RegisteredTogether| match reply.outcomes.as_slice() {
        [Registered::Registered, Registered::Registered] => Ok("both are registered".into()),
        outcomes => Err((
            format!("expected two outcomes, both `registered`, but found {outcomes:?}"),
            "answer what came of each registration as `outcomes`, in the order of the call".into(),
        )),
    };
    walker.ask("register-together", Some("together"), together, all).await;
    walker.foreign(Command::Throttle { throttling: true }).await;
    super::settle(&mut walker).await;
    walker.must::<Nothing>(Command::Reset).await;
    Ok(walker.end())
}

/// Did a registration go well, as it should, and was anything asked for it?
fn registered(outcome: &Registered, requests: usize) -> Result<String, Wrong> {
    match (outcome, requests) {
        (Registered::Registered, 0) => Err((
            "expected requests to the backend, but found none, although the outcome is `registered`".into(),
            "register before you answer, at exactly the `backend` that you are given".into(),
        )),
        (Registered::Registered, requests) => Ok(format!("registered; {requests} requests arrived")),
        (Registered::Failed { why }, requests) => Err((
            format!("expected the outcome `registered`, but found `failed` after {requests} requests: {why}"),
            "find out why the subject fails where every answer of the backend is a 200".into(),
        )),
    }
}

/// Is the id that was handed out in storage, by no name?
fn kept(stored: &Stored, handed: Option<&String>) -> Result<String, Wrong> {
    match (stored.ids.get(""), handed) {
        (Some(kept), Some(handed)) if kept == handed => Ok(format!("`{kept}`")),
        (found, expected) => Err((
            format!("expected {expected:?} by the empty name, but found {found:?}"),
            "answer the ids that are in the device's storage as `ids`, by the name of the template and the \
             native one by the empty name"
                .into(),
        )),
    }
}
