//! What can be typed.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use mpnspec_harness::plan::Pattern;
use mpnspec_harness::play::backend::mock::{USUAL_FOLDER, USUAL_PORT};
use mpnspec_harness::verdict::Exit;
use mpnspec_model::edition::Edition;
use mpnspec_model::fault::Fault;
use mpnspec_model::requirement::{Level, Role};

use crate::failure::Failure;

mod value;

const AFTER: &str = "\
Exit codes: 0 conformant, 1 not conformant, 2 usage, 3 subject not started or reached,
5 nothing ran, 70 the suite failed.";

/// Conformance tests for the Microsoft Push Notification Service protocol.
#[derive(Debug, Parser)]
#[command(name = "mpnspec", version, after_help = AFTER, max_term_width = 100)]
pub(crate) struct Arguments {
    /// The command.
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Arguments {
    /// Reads the arguments of this process; help and version are told at once.
    pub(crate) fn read() -> Result<Result<Self, Failure>, Exit> {
        Self::read_from(std::env::args_os())
    }

    fn read_from(arguments: impl Iterator<Item = OsString>) -> Result<Result<Self, Failure>, Exit> {
        let error = match Self::try_parse_from(arguments) {
            Ok(arguments) => return Ok(Ok(arguments)),
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                // Nobody is left to read it if that fails.
                let _ = error.print();
                Err(Exit::Conformant)
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                let _ = error.print();
                Err(Exit::Usage)
            }
            _ => {
                let text = error.render().to_string();
                let told = text.split("\nUsage:").next().unwrap_or_default();
                let told = told.split("\nFor more information").next().unwrap_or_default();
                let told = told.strip_prefix("error: ").unwrap_or(told).trim_end();
                Ok(Err(Failure::usage(format!("{told}\nsee --help"))))
            }
        }
    }
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the cases; with no subject, against the embedded reference peers
    Run(Run),
    /// Run a reference peer to develop against
    Serve(Serve),
    /// List requirements, cases, faults and so on
    List(List),
    /// Explain a requirement, a case, a dispute, a fault or a capability
    Explain {
        /// Such as `responses/expired-is-404` or `D-15`
        id: String,
    },
    /// Make the folder of a new subject, with an adapter that works
    Init {
        /// The folder
        #[arg(value_name = "DIR", default_value = "mpnspec-subject")]
        folder: PathBuf,
    },
    /// Help with writing an adapter
    Adapter {
        /// What to do.
        #[command(subcommand)]
        command: AdapterCommand,
    },
    /// Run one case again and show everything that happens in it
    Replay(Replay),
    /// Show that the suite catches every fault of wrong peers, and blames no right ones
    Prove(Prove),
}

/// Who is put to the test; no more than one.
#[derive(Args, Clone, Debug)]
#[group(multiple = false)]
pub(crate) struct SubjectOptions {
    /// A folder with a subject.toml
    #[arg(long, value_name = "DIR", help_heading = "Subject")]
    pub(crate) subject: Option<PathBuf>,
    /// An adapter that listens at this URL, or a backend's URL for registrations; name the role as well. A hub, if
    /// the environment has MPNSPEC_HUB_CONNECTION_STRING: then the URL is that of the hub, its name as the path
    #[arg(long, value_parser = value::url, help_heading = "Subject")]
    pub(crate) url: Option<String>,
    /// A push service, known by the URI of one open channel
    #[arg(long, value_name = "URI", value_parser = value::url, help_heading = "Subject")]
    pub(crate) channel_uri: Option<String>,
    /// A sender, known by a command line such as 'send.sh {channel_uri} {text1} {text2}', or a device,
    /// such as 'register.sh {backend} {handle} {tags} {storage}'
    #[arg(long, value_name = "COMMAND", value_parser = value::command_line, help_heading = "Subject")]
    pub(crate) exec: Option<String>,
}

/// Where our hub is, which a backend known by its URL has to be told of.
#[derive(Args, Clone, Debug)]
pub(crate) struct HubOptions {
    /// The port of our hub, for a backend at --url
    #[arg(long, value_name = "N", default_value_t = USUAL_PORT, help_heading = "Subject")]
    pub(crate) hub_port: u16,
    /// Where the authority behind our hub is kept, for a backend at --url
    #[arg(long, value_name = "DIR", default_value = USUAL_FOLDER, help_heading = "Subject")]
    pub(crate) pem_dir: PathBuf,
}

/// How the documents are read, and on what terms subjects are tested.
#[derive(Args, Clone, Debug)]
pub(crate) struct Terms {
    /// Where everything random comes from; drawn and told if absent
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(..1 << 53))]
    pub(crate) seed: Option<u64>,
    /// How long a subject may take for one command or exchange
    #[arg(long, value_name = "SECONDS", value_parser = value::seconds, default_value = "10")]
    pub(crate) timeout: Duration,
    /// How the documents are read
    #[arg(long, value_name = "NAME", value_parser = value::profile, default_value = "default")]
    pub(crate) profile: String,
    /// A reading other than the profile's; can be repeated
    #[arg(long, value_name = "D-nn=x", value_parser = value::interpretation)]
    pub(crate) interpretation: Vec<String>,
    /// Make the embedded peer wrong on purpose; `mpnspec list faults` shows how
    #[arg(long, value_name = "NAME", value_parser = value::fault, conflicts_with = "SubjectOptions", help_heading = "Subject")]
    pub(crate) fault: Option<&'static Fault>,
    /// The edition of the documents: 7.0, 7.1 or 8.0
    #[arg(long, value_parser = value::edition, default_value = "8.0")]
    pub(crate) edition: Edition,
}

/// `mpnspec run`
#[derive(Args, Debug)]
pub(crate) struct Run {
    /// Such as push-service or backend; all that the subject plays if absent
    #[arg(value_name = "ROLE", value_parser = value::role)]
    pub(crate) roles: Vec<Role>,
    /// Whom to test.
    #[command(flatten)]
    pub(crate) subject: SubjectOptions,
    /// What a backend has to be told of.
    #[command(flatten)]
    pub(crate) hub: HubOptions,
    /// Only these cases: an id, a glob, a section, a role, a level or a requirement; can be repeated
    #[arg(long, value_name = "PATTERN", value_parser = value::pattern)]
    pub(crate) filter: Vec<Pattern>,
    /// Not these cases; can be repeated
    #[arg(long, value_name = "PATTERN", value_parser = value::pattern)]
    pub(crate) skip: Vec<Pattern>,
    /// List the selected cases and run none
    #[arg(long)]
    pub(crate) list: bool,
    /// How many cases run side by side [default: the processors, at most 8]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// On what terms.
    #[command(flatten)]
    pub(crate) terms: Terms,
    /// Where report.json and junit.xml go [default: reports/runs, or mpnspec-report without a folder reports]
    #[arg(long, value_name = "DIR")]
    pub(crate) report_dir: Option<PathBuf>,
    /// Tell notes in full
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// `mpnspec serve`
#[derive(Args, Debug)]
pub(crate) struct Serve {
    /// Such as push-service or backend
    #[arg(value_name = "ROLE", value_parser = value::role)]
    pub(crate) role: Role,
    /// The port for HTTP; 0 is any free one
    #[arg(long, default_value_t = 0)]
    pub(crate) port: u16,
    /// The port for HTTPS; 0 is any free one
    #[arg(long, default_value_t = 0)]
    pub(crate) https_port: u16,
    /// The port for adapter calls over HTTP; 0 is any free one
    #[arg(long, default_value_t = 0)]
    pub(crate) adapter_port: u16,
    /// The address to listen on, of this machine alone
    #[arg(long, default_value = "127.0.0.1", value_parser = value::loopback)]
    pub(crate) address: IpAddr,
    /// Speak the adapter protocol on standard input and output instead
    #[arg(long, value_name = "WAY")]
    pub(crate) adapter: Option<Way>,
    /// Where certificates and keys go [default: a temporary folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) pem_dir: Option<PathBuf>,
    /// Make the peer wrong on purpose; `mpnspec list faults` shows how
    #[arg(long, value_name = "NAME", value_parser = value::fault)]
    pub(crate) fault: Option<&'static Fault>,
    /// How long a registration lives in a hub [default: for ever]
    #[arg(long, value_name = "SECONDS", value_parser = value::seconds)]
    pub(crate) time_to_live: Option<Duration>,
}

/// How an adapter is spoken to.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Way {
    /// A line in, a line out.
    Stdio,
}

/// `mpnspec list`
#[derive(Args, Debug)]
pub(crate) struct List {
    /// What to list; an overview if absent
    #[arg(value_name = "WHAT")]
    pub(crate) what: Option<What>,
    /// Only those of a role
    #[arg(long, value_parser = value::role)]
    pub(crate) role: Option<Role>,
    /// Only requirements of a level, and cases that verify one
    #[arg(long, value_parser = value::level)]
    pub(crate) level: Option<Level>,
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum What {
    /// The rules of the documents
    Requirements,
    /// The questions to subjects
    Cases,
    /// The questions that the documents leave open
    Disputes,
    /// What adapters can declare
    Capabilities,
    /// How our own peers can be made wrong
    Faults,
    /// The statements of the documents, and what became of each
    Ledger,
}

/// `mpnspec adapter`
#[derive(Debug, Subcommand)]
pub(crate) enum AdapterCommand {
    /// Walk through every command of an adapter and say what is wrong
    Check(Check),
}

/// `mpnspec adapter check`
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// The role; those of subject.toml if absent
    #[arg(value_name = "ROLE", value_parser = value::role)]
    pub(crate) role: Option<Role>,
    /// A folder with a subject.toml
    #[arg(long, value_name = "DIR", conflicts_with = "url")]
    pub(crate) subject: Option<PathBuf>,
    /// An adapter that listens at this URL; name the role as well. A hub, if the environment has
    /// MPNSPEC_HUB_CONNECTION_STRING: then the URL is that of the hub, its name as the path
    #[arg(long, value_parser = value::url)]
    pub(crate) url: Option<String>,
    /// How long one command may take
    #[arg(long, value_name = "SECONDS", value_parser = value::seconds, default_value = "10")]
    pub(crate) timeout: Duration,
}

/// `mpnspec replay`
#[derive(Args, Debug)]
pub(crate) struct Replay {
    /// The id of the case
    pub(crate) id: String,
    /// Whom to test.
    #[command(flatten)]
    pub(crate) subject: SubjectOptions,
    /// What a backend has to be told of.
    #[command(flatten)]
    pub(crate) hub: HubOptions,
    /// On what terms.
    #[command(flatten)]
    pub(crate) terms: Terms,
}

/// `mpnspec prove`
#[derive(Args, Debug)]
pub(crate) struct Prove {
    /// Such as push-service or backend; every role that has faults if absent
    #[arg(value_name = "ROLE", value_parser = value::role)]
    pub(crate) roles: Vec<Role>,
    /// Only this fault; can be repeated
    #[arg(long, value_name = "NAME", value_parser = value::fault)]
    pub(crate) fault: Vec<&'static Fault>,
    /// How often the unbroken peers are put to all cases, each time with another seed; to those that take a day's
    /// quota every tenth time
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) clean_runs: u64,
    /// Where everything random comes from
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = value_parser!(u64).range(..1 << 52))]
    pub(crate) seed: u64,
    /// How many peers are put to the test side by side [default: four for each processor, at most 32]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// Have each fault meet every case of its role, and not only those that may show something
    #[arg(long)]
    pub(crate) every_case: bool,
    /// Where prove.json and coverage.md go [default: reports/runs, or mpnspec-report without a folder reports]
    #[arg(long, value_name = "DIR")]
    pub(crate) report_dir: Option<PathBuf>,
}
