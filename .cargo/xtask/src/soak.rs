//! `cargo xtask soak`: what takes longer than a gate may, for the nights.

mod safety;

use std::process::{Command, ExitCode};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::counts::Counts;
use crate::process::watch;
use crate::{moto, paths};

/// About how many simulated histories one core gets through in a minute.
const HISTORIES_A_MINUTE: u64 = 20_000;

/// The same of histories of approvals, which are made of more acts.
const APPROVALS_A_MINUTE: u64 = 8_000;

/// One part, with the name that `--only` takes.
struct Step {
    name: &'static str,
    /// Gets the minutes that it may take, about.
    run: fn(u64) -> Result<Counts>,
}

const STEPS: [Step; 4] = [
    Step { name: "kills", run: kills },
    Step { name: "simulation", run: |minutes| histories("apply::tests::simulation", minutes * HISTORIES_A_MINUTE) },
    Step { name: "approvals", run: |minutes| histories("gate::tests::interleavings", minutes * APPROVALS_A_MINUTE) },
    Step { name: "safety", run: |_| safety::safety() },
];

/// How long each part goes on unless it is said.
const MINUTES: u64 = 10;

/// Runs all parts, or one, each for about `minutes`.
pub(crate) fn soak(arguments: &[&str]) -> Result<ExitCode> {
    let (mut minutes, mut only) = (MINUTES, None);
    for pair in arguments.chunks(2) {
        match *pair {
            ["--minutes", number] => minutes = number.parse().context("--minutes takes a number")?,
            ["--only", name] => only = Some(name),
            _ => bail!("soak takes --minutes N and --only STEP"),
        }
    }
    let steps: Vec<_> = STEPS.iter().filter(|step| only.is_none_or(|only| only == step.name)).collect();
    if steps.is_empty() {
        bail!("there is no such step; there are {}", STEPS.map(|step| step.name).join(", "));
    }
    let mut total = Counts::default();
    for step in steps {
        println!("\n=== {}", step.name);
        let start = Instant::now();
        let counts = (step.run)(minutes)?;
        println!("{}: {counts}, {} s", step.name, start.elapsed().as_secs());
        total += counts;
    }
    println!("\n{total}");
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The built program is killed, again and again, while it applies six designs to the local AWS: at every step's points,
/// then at any moment. The seed is printed; `BAYPLAN_SEED` sets it.
fn kills(minutes: u64) -> Result<Counts> {
    let python = moto::python()?;
    let mut command = tests(&["--test", "it", "--", "--nocapture", "apply::kills", "apply::random_kills"]);
    count(command.env(moto::PYTHON, python).env("BAYPLAN_SOAK_SECONDS", (minutes * 60).to_string()))
}

/// So many simulated histories, from a seed that no run has had before unless `BAYPLAN_SEED` sets it.
fn histories(tests_of: &str, histories: u64) -> Result<Counts> {
    let seed = match std::env::var("BAYPLAN_SEED") {
        Ok(seed) => seed,
        Err(_) => SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis().to_string(),
    };
    println!("BAYPLAN_SEED={seed}");
    let mut command = tests(&["--lib", "--", "--nocapture", tests_of]);
    count(command.env("BAYPLAN_SEED", seed).env("BAYPLAN_HISTORIES", histories.to_string()))
}

fn tests(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(paths::root()).args(["test", "-p", "bayplan"]).args(arguments);
    command
}

fn count(command: &mut Command) -> Result<Counts> {
    let mut counts = Counts::default();
    if !watch(command, |line| counts.read(line))? && counts.failed == 0 {
        counts += Counts::one(false);
    }
    Ok(counts)
}
