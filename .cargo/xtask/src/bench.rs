//! Races Bayplan and what people use instead, on the same machine in the same minutes.

mod contestants;
mod design;
mod local_aws;
mod race;
mod report;
mod state;

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::process::run;
use crate::{moto, paths};
use contestants::Contestant;
use local_aws::LocalAws;

/// How often each contestant runs. The medians count.
pub(crate) const ROUNDS: usize = 3;

/// Races the appliers of `e2e/bench/apply` and writes what came of it to `e2e/bench/RESULTS.md`.
pub(crate) fn apply(release: bool) -> Result<ExitCode> {
    let mut build = Command::new(env!("CARGO"));
    build.current_dir(paths::root()).args(["build", "--quiet", "-p", "bayplan"]);
    run(build.args(release.then_some("--release")))?;
    let program = paths::target().join(if release { "release" } else { "debug" }).join("bayplan");
    let python = moto::python()?;
    let aws = LocalAws::start(&python)?;
    let contestants = Contestant::all(program, &python)?;
    let mut text = String::new();
    // After each round, so that a race that is broken off leaves what it has.
    let results = race::race(&aws, &contestants, |race| {
        text = report::write(race, release, &python);
        Ok(std::fs::write(paths::root().join("e2e/bench/RESULTS.md"), &text)?)
    })?;
    print!("{text}");
    Ok(if results.equal_ends() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
