//! The build tool behind `cargo xtask`: runs, tests and bundles Bayplan, and installs what it lacks.
#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a build tool talks to the terminal")]

mod aws_model;
mod bench;
mod bundle;
mod counts;
mod install;
mod modules;
mod moto;
mod paths;
mod process;
mod run;
mod size;
mod soak;
mod test;
mod ui;

use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run [-- ARGS]       build the UI and the server, start it (ARGS go to `bayplan serve`)
  test [--only STEP]  every check that gates a change
  soak [--minutes N] [--only STEP]
                      crashes at any moment and simulated histories, each for N minutes (10)
  bundle              build the release UI into target/ui, pre-compressed
  bench apply [--release]
                      race Bayplan, a script and Terraform; results in e2e/bench/RESULTS.md
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["run"] => run::run(&[]),
        ["run", "--", rest @ ..] => run::run(rest),
        ["soak", rest @ ..] => soak::soak(rest),
        ["bundle"] => bundle::bundle(),
        ["bench", "apply"] => bench::apply(false),
        ["bench", "apply", "--release"] => bench::apply(true),
        ["test"] => test::test(None),
        ["test", "--only", step] => test::test(Some(step)),
        ["--help" | "-h" | "help"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
