//! The command line: the same operations as in the browser, and the server.

mod check;
mod explain;
mod export;
mod input;
mod output;
mod serve;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Designs for Amazon ECS: the server, and the checks and exports for a terminal or a pipeline.
#[derive(Debug, Parser)]
#[command(name = "bayplan", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the designer to a browser on this machine
    Serve(serve::Arguments),
    /// Say what AWS would reject in task definitions, services and designs
    Check(check::Arguments),
    /// Print what `aws ecs ... --cli-input-json` takes
    Export(export::Arguments),
    /// Tell what a rule of the check is about
    Explain(explain::Arguments),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// All is well.
    Fine,
    /// It did its work and found errors, or could not do it.
    Errors,
    /// It could not use what it was given.
    Unusable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Errors => Self::from(1),
            Exit::Unusable => Self::from(2),
        }
    }
}

/// Runs the command that the program was started with.
pub fn run() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
    };
    match ended {
        Ok(exit) => exit.into(),
        // Whoever reads us has read enough: `bayplan check ... | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("the output can't be written: {error}"));
            Exit::Errors.into()
        }
    }
}
