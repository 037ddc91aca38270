//! The command line: the same operations as in the browser, and the server.

mod apply;
mod audit;
mod check;
mod deploy;
mod explain;
mod export;
mod input;
mod output;
mod plan;
mod push;
mod remote;
mod review;
mod serve;
mod target;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use shared::api::ApplyKind;

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
    /// Show the AWS calls that would make an environment as a design says; changes nothing
    Plan(plan::Arguments),
    /// Make an environment as a design says, after showing the calls; or what a review on a server approved
    #[command(mut_arg("file", |file| file.required(false).required_unless_present("approved")),
        mut_arg("environment", |environment| environment.required(false).required_unless_present("approved")),
        mut_arg("server", |server| server.required(false)))]
    Apply(apply::ApplyArguments),
    /// Go back to the version that was applied before
    Rollback(apply::Arguments),
    /// Keep a file as a version on a team's server, and ask for a review of it
    Push(push::Arguments),
    /// Tell whether a review on a team's server is approved; wait for it
    Review(review::Arguments),
    /// Roll out other images of a design on a team's server
    Deploy(deploy::Arguments),
    /// Check or print the record of who did what
    #[command(subcommand)]
    Audit(audit::Command),
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
    /// It may not, or nobody approved.
    Refused,
    /// It was stopped, and goes on when run again.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Fine => Self::SUCCESS,
            Exit::Errors => Self::from(1),
            Exit::Unusable => Self::from(2),
            Exit::Refused => Self::from(3),
            Exit::Interrupted => Self::from(4),
        }
    }
}

/// Runs the command that the program was started with.
pub fn run() -> ExitCode {
    let ended = match Cli::parse().command {
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Plan(arguments) => plan::run(&arguments),
        Command::Apply(arguments) => apply::run_apply(&arguments),
        Command::Rollback(arguments) => apply::run(&arguments, ApplyKind::Rollback),
        Command::Push(arguments) => push::run(&arguments),
        Command::Review(arguments) => review::run(&arguments),
        Command::Deploy(arguments) => deploy::run(&arguments),
        Command::Audit(command) => audit::run(&command),
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
