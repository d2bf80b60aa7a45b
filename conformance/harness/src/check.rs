//! Walks the author of an adapter through every command, with harmless arguments.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use mpnspec_model::adapter::{Command, Hello, Nothing, PROTOCOL};
use mpnspec_model::requirement::Role;
use mpnspec_peers::{device, hub, push_service, sender};
use mpnspec_suite::cases;
use serde::de::DeserializeOwned;

use crate::adapter::stdio::Stdio;
use crate::adapter::{Http, Link, LinkError};
use crate::subject::{Description, install};

mod as_backend;
mod as_device;
mod as_hub;
mod as_push_service;
mod as_sender;

/// An adapter that can be walked through.
#[derive(Clone, Debug)]
pub enum Target {
    /// That of a folder with a `subject.toml`.
    Folder(PathBuf),
    /// One that listens at a URL.
    Url(String),
}

/// One step of the walk.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    /// What was asked, such as `send (toast)`.
    pub name: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a step.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// As it should be; the text says what was seen.
    Done(String),
    /// The adapter said that it cannot do this, for this reason, and may.
    Unimplemented(String),
    /// The capability is not declared, which so many cases need.
    Undeclared(usize),
    /// Something is wrong.
    Wrong {
        /// What was found, and what was expected.
        found: String,
        /// What to do about it.
        remedy: String,
    },
}

/// What a walk came to.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// The steps that were taken.
    pub steps: Vec<Step>,
    /// Did the adapter fall, so that later steps were not taken?
    pub cut_short: bool,
    /// What the adapter printed last on its standard error; hostile text.
    pub output: Option<String>,
}

impl Walk {
    /// Is nothing wrong?
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.steps.iter().any(|step| matches!(step.outcome, Outcome::Wrong { .. }))
    }
}

/// Starts an adapter, and walks it through the commands of a role; each may take so long.
///
/// # Errors
///
/// The adapter could not be started or reached at all.
pub async fn walk(target: &Target, role: Role, limit: Duration) -> Result<Walk, LinkError> {
    match role {
        Role::PushService => as_push_service::walk(target, limit).await,
        Role::Sender => as_sender::walk(target, limit).await,
        Role::Backend => as_backend::walk(target, limit).await,
        Role::Hub => as_hub::walk(target, limit).await,
        Role::Device => as_device::walk(target, limit).await,
        Role::Parser => {
            Err(LinkError::Unreachable(format!("there are no commands for the role {role} yet")))
        }
    }
}

async fn connect(
    target: &Target,
    environment: &[(String, String)],
    limit: Duration,
) -> Result<Link, LinkError> {
    match target {
        Target::Url(url) => Ok(Link::Http(Http::new(url, limit)?)),
        Target::Folder(folder) => {
            let folder = &std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
            let described = Description::read(folder)?;
            install(folder, &described).await?;
            match &described.url {
                Some(url) => Ok(Link::Http(Http::new(url, limit)?)),
                None => Ok(Link::Stdio(Box::new(Stdio::start(
                    &described.command,
                    folder,
                    environment,
                    limit,
                )?))),
            }
        }
    }
}

/// What is wrong with a reply, and what to do about it.
type Wrong = (String, String);

struct Walker {
    link: Link,
    role: Role,
    declared: Vec<String>,
    walk: Walk,
}

impl Walker {
    /// Greets the adapter of a role, which is the first step.
    async fn greet(link: Link, role: Role) -> Result<(Self, Option<Hello>), LinkError> {
        let mut walker = Self { link, role, declared: Vec::new(), walk: Walk::default() };
        let greeting = Command::Hello { protocol: PROTOCOL, role: role.name().into() };
        let hello = match walker.link.call::<Hello>(greeting).await {
            Err(error @ LinkError::Unreachable(_)) => return Err(error),
            replied => walker.take("hello", None, replied, |hello| greeted(hello, role)),
        };
        if let Some(hello) = &hello {
            walker.declared.clone_from(&hello.capabilities);
            walker.judge_capabilities();
        }
        walker.walk.cut_short |= hello.is_none();
        Ok((walker, hello))
    }

    /// Asks for something that every adapter should do.
    async fn must<T: DeserializeOwned>(&mut self, command: Command) -> Option<T> {
        let name = crate::adapter::name(&command);
        self.ask(&name, None, command, |_| Ok(String::new())).await
    }

    /// Asks for something, for which a capability may be needed.
    async fn ask<T: DeserializeOwned>(
        &mut self,
        name: &str,
        capability: Option<&str>,
        command: Command,
        judge: impl FnOnce(&T) -> Result<String, Wrong>,
    ) -> Option<T> {
        if self.walk.cut_short {
            return None;
        }
        if let Some(capability) = capability.filter(|capability| !self.can(capability)) {
            let needing =
                cases::of(self.role).filter(|case| case.needs().contains(&capability)).count();
            self.tell(name, Outcome::Undeclared(needing));
            return None;
        }
        let replied = self.link.call(command).await;
        self.take(name, capability, replied, judge)
    }

    /// Asks for what only another role can do, which must not make the adapter fall.
    async fn foreign(&mut self, command: Command) {
        if self.walk.cut_short {
            return;
        }
        let name = format!("{} (of another role)", crate::adapter::name(&command));
        let outcome = match self.link.call::<Nothing>(command).await {
            Ok(_) => Outcome::Wrong {
                found: "expected `unimplemented`, but found it done".into(),
                remedy:
                    "answer `{\"id\": n, \"unimplemented\": why}` to a command that is not known"
                        .into(),
            },
            Err(LinkError::Unimplemented(why)) => Outcome::Unimplemented(why),
            Err(LinkError::Failed(why)) => Outcome::Done(format!("refused: {why}")),
            Err(error) => {
                self.walk.cut_short = true;
                refused(error, self.role, &name, None)
            }
        };
        self.tell(&name, outcome);
    }

    fn take<T>(
        &mut self,
        name: &str,
        capability: Option<&str>,
        replied: Result<T, LinkError>,
        judge: impl FnOnce(&T) -> Result<String, Wrong>,
    ) -> Option<T> {
        let (outcome, value) = match replied {
            Ok(value) => match judge(&value) {
                Ok(seen) => (Outcome::Done(seen), Some(value)),
                Err((found, remedy)) => (Outcome::Wrong { found, remedy }, Some(value)),
            },
            Err(error) => {
                self.walk.cut_short |= error.is_fatal();
                (refused(error, self.role, name, capability), None)
            }
        };
        self.tell(name, outcome);
        value
    }

    fn can(&self, capability: &str) -> bool {
        self.declared.iter().any(|declared| declared == capability)
    }

    fn tell(&mut self, name: &str, outcome: Outcome) {
        self.walk.steps.push(Step { name: name.into(), outcome });
    }

    /// Every capability that is declared should be one that somebody asks for.
    fn judge_capabilities(&mut self) {
        let ours = match self.role {
            Role::PushService => push_service::CAPABILITIES,
            Role::Hub => hub::CAPABILITIES,
            Role::Device => device::CAPABILITIES,
            _ => sender::CAPABILITIES,
        };
        let mut known: BTreeSet<&str> = ours.iter().copied().collect();
        known.extend(cases::of(self.role).flat_map(|case| case.needs()));
        let unknown: Vec<_> = self
            .declared
            .iter()
            .filter(|declared| !known.contains(declared.as_str()))
            .cloned()
            .collect();
        let outcome = match unknown.as_slice() {
            [] => Outcome::Done(format!("{} declared", self.declared.len())),
            unknown => Outcome::Wrong {
                found: format!(
                    "expected capabilities that cases ask for, but found `{}`",
                    unknown.join("`, `")
                ),
                remedy: format!(
                    "choose from: {}",
                    known.into_iter().collect::<Vec<_>>().join(", ")
                ),
            },
        };
        self.tell("capabilities", outcome);
    }

    fn end(mut self) -> Walk {
        if !self.walk.is_sound() {
            self.walk.output = self.link.output();
        }
        self.walk
    }
}

fn greeted(hello: &Hello, role: Role) -> Result<String, Wrong> {
    if hello.protocol != PROTOCOL {
        return Err((
            format!("expected protocol {PROTOCOL}, but found {}", hello.protocol),
            format!("answer `\"protocol\": {PROTOCOL}`, and speak that version"),
        ));
    }
    if hello.name.is_empty() {
        return Err((
            "expected a name, but found none".into(),
            "answer the subject's `name`".into(),
        ));
    }
    if !hello.roles.iter().any(|name| name == role.name()) {
        return Err((
            format!(
                "expected the role {role} among `roles`, but found `{}`",
                hello.roles.join("`, `")
            ),
            "make `roles` in the reply and in subject.toml agree".into(),
        ));
    }
    Ok(format!("{} {}", hello.name, hello.version))
}

fn refused(error: LinkError, role: Role, name: &str, capability: Option<&str>) -> Outcome {
    let remedy = match &error {
        LinkError::Unimplemented(why) => match capability {
            // Each case has channels, or ids, of its own, and what has not settled proves less.
            None if matches!(role, Role::PushService | Role::Hub) && name != "hello" => {
                return Outcome::Unimplemented(why.clone());
            }
            None => format!("answer `{name}` with `{{\"id\": n}}`; no case does without it"),
            Some(capability) => format!("leave `{capability}` out of the capabilities, or do it"),
        },
        LinkError::Failed(_) => "find out why the subject fails at something harmless".into(),
        LinkError::TimedOut(_) => {
            "answer every call with one line, and flush standard output after it; --timeout gives it longer".into()
        }
        LinkError::Crashed(_) => "read calls until standard input ends, whatever they ask for".into(),
        LinkError::Nonsense(_) => {
            "answer each call with one JSON object on one line that repeats its `id`; print nothing else on \
             standard output"
                .into()
        }
        LinkError::Unreachable(_) => "keep listening until the run is over".into(),
    };
    let found = match error {
        LinkError::Unimplemented(why) => {
            format!("expected what is declared, but found unimplemented: {why}")
        }
        LinkError::Failed(why) => format!("expected it done, but found the error: {why}"),
        other => other.to_string(),
    };
    Outcome::Wrong { found, remedy }
}

async fn settle(walker: &mut Walker) {
    walker.must::<Nothing>(Command::Settle).await;
}
