//! `mpnspec run`: the main job.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::io::IsTerminal as _;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use mpnspec_harness::adapter::exec::Exec;
use mpnspec_harness::plan::{Pattern, Selection};
use mpnspec_harness::play::backend::mock::Known;
use mpnspec_harness::report::Reporters;
use mpnspec_harness::report::terminal::{Options, Terminal};
use mpnspec_harness::run::{RunError, Settings, run as run_all};
use mpnspec_harness::subject::{Description, HubKeys, Origin};
use mpnspec_harness::verdict::Exit;
use mpnspec_model::dispute::Profile;
use mpnspec_model::fault::Fault;
use mpnspec_model::requirement::Role;
use mpnspec_suite::cases;

use crate::arguments::{Run, SubjectOptions, Terms};
use crate::failure::Failure;
use crate::hub;
use crate::list;
use crate::output::Output;
use crate::suggest::closest;

pub(crate) fn run(arguments: Run, mut out: Output) -> Result<Exit, Failure> {
    let (origin, roles) = subject(arguments.subject, arguments.roles)?;
    let roles = having(arguments.terms.fault, roles)?;
    let selection = Selection { roles, filters: arguments.filter, skips: arguments.skip };
    if selection.cases().next().is_none() {
        return Err(nothing(&selection));
    }
    if arguments.list {
        out.lines(list::selected(selection.cases()))?;
        return Ok(Exit::Conformant);
    }
    let jobs = arguments.jobs.map_or_else(processors, usize::from);
    out.lines(hub::told(&arguments.hub, &origin, &selection.roles))?;
    let known = hub::known(&arguments.hub, &origin, &selection.roles)?;
    let settings = settings(origin, selection, (jobs, known), &arguments.terms)?;
    let folder = arguments.report_dir.unwrap_or_else(usual_folder);
    let options = Options {
        colour: out.is_coloured(),
        interactive: out.is_coloured() && std::io::stderr().is_terminal(),
        verbose: arguments.verbose,
        report_dir: Some(folder.clone()),
    };
    let reporters = Reporters::open(&folder).map_err(RunError::from)?;
    let mut reporters = reporters.with(Terminal::new(out, options));
    let runtime = runtime()?;
    let ran = runtime.block_on(async {
        tokio::select! {
            ran = run_all(settings, &mut reporters) => Some(ran),
            _ = tokio::signal::ctrl_c() => None,
        }
    });
    match ran {
        Some(ran) => Ok(ran?.1),
        // Whatever the run has started ends with the runtime.
        None => Err(Failure::new(Exit::NothingRan, "interrupted; no report was written")),
    }
}

/// Who is put to the test, and in which roles.
pub(crate) fn subject(
    options: SubjectOptions,
    roles: Vec<Role>,
) -> Result<(Origin, Vec<Role>), Failure> {
    let implied =
        |origin: Origin, role: Role, option: &str| match roles.iter().find(|asked| **asked != role)
        {
            Some(other) => Err(Failure::usage(format!(
                "{option} is for the role {role}, but found the role {other}"
            ))),
            None => Ok((origin, vec![role])),
        };
    if let Some(uri) = options.channel_uri {
        return implied(Origin::Channel(uri), Role::PushService, "--channel-uri");
    }
    if let Some(line) = options.exec {
        return played_by_a_command(line, &roles);
    }
    if let Some(url) = options.url {
        return match roles.is_empty() {
            true => Err(Failure::usage(
                "--url needs a role, such as: mpnspec run push-service --url URL",
            )),
            false => match hub_terms()? {
                Some(terms) if roles == [Role::Hub] => Ok((Origin::Hub(url, terms), roles)),
                _ => Ok((Origin::Url(url), roles)),
            },
        };
    }
    if let Some(folder) = options.subject {
        let roles = if roles.is_empty() { described(&folder)? } else { roles };
        return Ok((Origin::Folder(folder), roles));
    }
    Ok((Origin::Embedded, if roles.is_empty() { with_cases().collect() } else { roles }))
}

/// The roles that are put to the test where one peer has a fault: that alone, which has to be among those asked for.
pub(crate) fn having(
    fault: Option<&'static Fault>,
    roles: Vec<Role>,
) -> Result<Vec<Role>, Failure> {
    match fault {
        Some(fault) if roles.contains(&fault.role()) => Ok(vec![fault.role()]),
        Some(fault) => Err(Failure::usage(format!(
            "--fault {} is one of the role {}, but found the role {}",
            fault.name,
            fault.role(),
            roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(", ")
        ))),
        None => Ok(roles),
    }
}

/// How a hub is asked that is known by its URL: with the key, and the authority, of the environment.
fn hub_terms() -> Result<Option<HubKeys>, Failure> {
    let variable = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
    let Some(connection_string) = variable("MPNSPEC_HUB_CONNECTION_STRING") else {
        return Ok(None);
    };
    let authority_pem = match variable("MPNSPEC_AUTHORITY_PEM") {
        None => None,
        Some(path) => Some(std::fs::read_to_string(&path).map_err(|error| {
            Failure::usage(format!(
                "expected a file of PEM in MPNSPEC_AUTHORITY_PEM, but found `{error}` at {path}"
            ))
        })?),
    };
    let terms = HubKeys::read(&connection_string, authority_pem);
    terms
        .map(Some)
        .map_err(|error| Failure::usage(format!("MPNSPEC_HUB_CONNECTION_STRING: {error}")))
}

/// The roles that there are cases for.
fn with_cases() -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(|role| cases::of(*role).next().is_some())
}

/// A subject that is a command line: a sender, unless it is said to be a device.
fn played_by_a_command(line: String, roles: &[Role]) -> Result<(Origin, Vec<Role>), Failure> {
    let role = roles.first().copied().unwrap_or(Role::Sender);
    let plays = |role: &Role| matches!(role, Role::Sender | Role::Device);
    if let Some(other) = roles.iter().find(|asked| **asked != role || !plays(asked)) {
        return Err(Failure::usage(format!(
            "--exec is for the role sender, or for the role device alone, but found the role {other}"
        )));
    }
    Exec::new(&line, role, Vec::new(), Duration::ZERO).map_err(Failure::usage)?;
    Ok((Origin::Exec(line), vec![role]))
}

/// The roles that the description of a subject names.
pub(crate) fn described(folder: &Path) -> Result<Vec<Role>, Failure> {
    let described = Description::read(folder)?;
    let file = folder.join("subject.toml");
    let roles = described.roles.iter().map(|name| {
        name.parse().map_err(|error| {
            let file = file.display();
            Failure::new(
                Exit::Unreachable,
                format!("{file}: {error}, but found `{name}` in `roles`"),
            )
        })
    });
    roles.collect()
}

/// What a run is made of.
pub(crate) fn settings(
    origin: Origin,
    selection: Selection,
    (jobs, hub): (usize, Known),
    terms: &Terms,
) -> Result<Settings, Failure> {
    let mut profile = Profile::named(&terms.profile).map_err(Failure::usage)?;
    for text in &terms.interpretation {
        profile = profile.interpret(text).map_err(Failure::usage)?;
    }
    let names = std::iter::once(&terms.profile).chain(&terms.interpretation).cloned();
    Ok(Settings {
        origin,
        selection,
        seed: terms.seed.unwrap_or_else(drawn),
        jobs,
        limit: terms.timeout,
        profile,
        profile_name: names.collect::<Vec<_>>().join(" "),
        edition: terms.edition,
        hub,
        fault: terms.fault,
    })
}

/// The runtime that everything runs on.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::from)
}

fn nothing(selection: &Selection) -> Failure {
    let roles: Vec<_> = selection.roles.iter().map(|role| role.name()).collect();
    let roles = roles.join(", ");
    let unfiltered = Selection { roles: selection.roles.clone(), ..Selection::default() };
    if unfiltered.cases().next().is_none() {
        return Failure::new(
            Exit::NothingRan,
            format!("there are no cases of the role {roles} yet; `mpnspec list cases` shows all"),
        );
    }
    let names = || {
        let ids = unfiltered.cases().map(|case| case.id);
        ids.flat_map(|id| [id, id.split('/').next().unwrap_or_default()])
    };
    let near = selection.filters.iter().map(|filter| match filter {
        Pattern::Section(text) => closest(text, names()),
        Pattern::Id(glob) => closest(glob.glob().glob(), names()),
        Pattern::Role(_) | Pattern::Level(_) | Pattern::Requirement(_) => String::new(),
    });
    let near: String = near.collect();
    let why = format!(
        "--filter and --skip leave no case of the role {roles}{near}; `mpnspec list cases` shows all"
    );
    Failure::new(Exit::NothingRan, why)
}

/// A seed that the operating system gave, small enough for every reader of JSON.
fn drawn() -> u64 {
    RandomState::new().build_hasher().finish() >> 11
}

pub(crate) fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get).min(8)
}

pub(crate) fn usual_folder() -> PathBuf {
    if Path::new("reports").is_dir() {
        Path::new("reports").join("runs")
    } else {
        "mpnspec-report".into()
    }
}
