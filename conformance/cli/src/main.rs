//! The command line of mpnspec: it reads arguments and sets exit codes, and the harness does the work.

use std::panic;
use std::process::ExitCode;

use mpnspec_harness::verdict::Exit;

use crate::arguments::{AdapterCommand, Arguments, Command};
use crate::failure::Failure;
use crate::output::Output;

mod adapter;
mod arguments;
mod explain;
mod failure;
mod files;
mod hub;
mod init;
mod list;
mod output;
mod prove;
mod replay;
mod run;
mod serve;
mod suggest;

fn main() -> ExitCode {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let why = panic.payload_as_str().unwrap_or("no reason given");
        failure::tell(&format!("the suite failed, which is our fault: {why} ({place})"));
    }));
    let exit = panic::catch_unwind(|| match Arguments::read() {
        Ok(arguments) => arguments.and_then(obey).unwrap_or_else(|failure| failure.end()),
        Err(told) => told,
    });
    ExitCode::from(exit.unwrap_or(Exit::SuiteError).code())
}

fn obey(arguments: Arguments) -> Result<Exit, Failure> {
    let out = Output::stdout();
    match arguments.command {
        Command::Run(arguments) => run::run(arguments, out),
        Command::Serve(arguments) => serve::serve(&arguments, out),
        Command::List(arguments) => list::list(&arguments, out),
        Command::Explain { id } => explain::explain(&id, out),
        Command::Init { folder } => init::init(&folder, out),
        Command::Adapter { command: AdapterCommand::Check(arguments) } => {
            adapter::check(&arguments, out)
        }
        Command::Prove(arguments) => prove::prove(arguments, out),
        Command::Replay(arguments) => replay::replay(arguments, out),
    }
}
