//! `cargo xtask test`: every check that gates a change.

mod aws;
mod browser;
mod code_editor;
mod rust;

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::counts::Counts;

/// One part of the tests, with the name that `--only` takes.
struct Step {
    name: &'static str,
    run: fn() -> Result<Counts>,
}

/// In this order; a later step may use what an earlier one built.
const STEPS: [Step; 9] = [
    Step { name: "format", run: rust::format },
    Step { name: "lint", run: rust::lint },
    Step { name: "lint-wasm", run: rust::lint_wasm },
    Step { name: "code-editor", run: code_editor::code_editor },
    Step { name: "bundle", run: rust::bundle },
    Step { name: "aws", run: aws::aws },
    Step { name: "unit", run: rust::unit },
    Step { name: "wasm", run: rust::wasm },
    Step { name: "browser", run: browser::browser },
];

/// Runs all steps, or one, and goes on after a failing one so that one run shows all that is wrong.
pub(crate) fn test(only: Option<&str>) -> Result<ExitCode> {
    let steps: Vec<&Step> = STEPS.iter().filter(|step| only.is_none_or(|only| only == step.name)).collect();
    if steps.is_empty() {
        bail!("there is no such step; there are {}", STEPS.map(|step| step.name).join(", "));
    }
    let mut total = Counts::default();
    let mut summary = Vec::new();
    for step in steps {
        println!("\n=== {}", step.name);
        let start = Instant::now();
        let counts = (step.run)().unwrap_or_else(|error| {
            println!("{}: {error:#}", step.name);
            Counts::one(false)
        });
        let seconds = start.elapsed().as_secs();
        summary.push(format!("{:<12} {seconds:>5} s   {counts}", step.name));
        total += counts;
    }
    println!("\n{}\n\n{total}", summary.join("\n"));
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
