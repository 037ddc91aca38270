//! The step that a browser does: whole journeys through the real program.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::bundle::bundle;
use crate::counts::Counts;
use crate::process::{run, watch};
use crate::{install, paths};

pub(super) fn browser() -> Result<Counts> {
    let (chromium, _) = install::chromium()?;
    install::npm()?;
    let folder = paths::root().join("e2e");
    run(Command::new("npm").current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    if !paths::ui().join("index.html").is_file() {
        bundle()?;
    }
    run(Command::new(env!("CARGO")).current_dir(paths::root()).args(["build", "--quiet", "-p", "bayplan"]))?;
    let report = paths::work().join("browser.json");
    fs::create_dir_all(paths::work())?;
    if report.exists() {
        // A run that dies early must not be counted by an earlier one's report.
        fs::remove_file(&report)?;
    }
    let mut command = Command::new("npx");
    command
        .current_dir(&folder)
        .args(["playwright", "test", "--reporter=list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .env("CHROMIUM", &chromium)
        .env("BAYPLAN_BIN", paths::target().join("debug/bayplan").canonicalize()?);
    if let Some(folder) = paths::shared_material() {
        command.env("BAYPLAN_SHARED", folder);
    }
    let passed = watch(&mut command, |_| ())?;
    let report: Value = serde_json::from_slice(&fs::read(&report).context("Playwright left no report")?)?;
    let count = |what: &str| {
        let number = report.pointer(&format!("/stats/{what}")).and_then(Value::as_u64);
        number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
    };
    // A flaky test failed once.
    let failed = count("unexpected") + count("flaky") + usize::from(!passed && count("unexpected") == 0);
    Ok(Counts::new(count("expected"), failed, count("skipped")))
}
