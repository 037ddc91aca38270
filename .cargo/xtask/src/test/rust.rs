//! The steps that cargo does.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::bundle::bundle as make_bundle;
use crate::counts::Counts;
use crate::install::{self, WASM};
use crate::modules::MODULES;
use crate::process::{run, watch};
use crate::{aws_model, moto, paths, size};

fn cargo(args: &[&str]) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(paths::root()).args(args);
    if let Some(folder) = paths::shared_material() {
        cargo.env("BAYPLAN_SHARED", folder);
    }
    cargo
}

fn succeeds(command: &mut Command) -> Result<Counts> {
    command.status().context("cargo can't be started").map(|status| Counts::one(status.success()))
}

pub(super) fn format() -> Result<Counts> {
    succeeds(&mut cargo(&["fmt", "--all", "--check"]))
}

pub(super) fn lint() -> Result<Counts> {
    // What runs in the browser is linted for that target, where sizes and erased types are other than here.
    let mut command = cargo(&["clippy", "--workspace", "--all-targets", "--quiet"]);
    for package in in_browser() {
        command.args(["--exclude", package]);
    }
    succeeds(command.args(["--", "-D", "warnings"]))
}

/// The packages that are for the browser alone.
fn in_browser() -> impl Iterator<Item = &'static str> {
    MODULES.iter().map(|module| module.name).chain(["parts"])
}

pub(super) fn lint_wasm() -> Result<Counts> {
    install::wasm_target()?;
    let mut counts = Counts::default();
    let browser: Vec<&str> = in_browser().flat_map(|package| ["-p", package]).chain(["--all-targets"]).collect();
    for selected in [&["-p", "shared", "-p", "checks"][..], &browser] {
        let mut command = cargo(&["clippy", "--target", WASM, "--quiet"]);
        counts += succeeds(command.args(selected).args(["--", "-D", "warnings"]))?;
    }
    Ok(counts)
}

/// Builds the release UI and holds its size.
pub(super) fn bundle() -> Result<Counts> {
    make_bundle()?;
    Ok(Counts::one(size::measure()?.fit()))
}

/// Unit, property, snapshot, HTTP and command line tests.
pub(super) fn unit() -> Result<Counts> {
    let mut command = cargo(&["test", "--workspace", "--no-fail-fast", "--", "--show-output"]);
    let mut counts = Counts::default();
    match aws_model::fetch() {
        Ok(folder) => {
            command.env("BAYPLAN_AWS_MODEL", folder);
        }
        Err(error) => println!("AWS's models can't be fetched: {error:#}"),
    }
    match moto::python() {
        Ok(python) => {
            command.env(moto::PYTHON, python);
        }
        Err(error) => println!("moto can't be installed: {error:#}"),
    }
    let passed = watch(&mut command, |line| counts.read(line))?;
    // A test that doesn't compile leaves no summary to count.
    if !passed && counts.failed == 0 {
        counts += Counts::one(false);
    }
    Ok(counts)
}

/// The same code in the browser: equal bytes over the whole corpus.
pub(super) fn wasm() -> Result<Counts> {
    if paths::shared_material().is_none() {
        println!("SKIPPED: there is no corpus to compare the browser with the server");
        return Ok(Counts::new(0, 0, 1));
    }
    install::wasm_target()?;
    let (browser, driver) = install::chromium()?;
    let work = paths::work();
    fs::create_dir_all(&work)?;
    let expected = work.join("corpus-digests.json");
    run(cargo(&["run", "--quiet", "-p", "shared", "--example", "corpus_digests", "--"]).arg(&expected))?;
    run(&mut cargo(&["build", "--quiet", "-p", "wasm-test-runner"]))?;
    let runner = paths::target().join("debug/wasm-test-runner").canonicalize()?;
    let capabilities = work.join("webdriver.json");
    fs::write(&capabilities, webdriver(&browser))?;
    let mut command = cargo(&["test", "-p", "shared", "--target", WASM, "--features", "corpus-digests"]);
    command
        .args(["--test", "wasm_same_bytes", "--", "--nocapture"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("BAYPLAN_CORPUS_DIGESTS", &expected)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300")
        .env("CHROMEDRIVER", &driver);
    let mut counts = Counts::default();
    let passed = watch(&mut command, |line| counts.read(line))?;
    if !passed && counts.failed == 0 {
        counts += Counts::one(false);
    }
    Ok(counts)
}

/// What the driver tells the browser: it runs as root in a container, without a screen.
fn webdriver(browser: &Path) -> String {
    let args = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
    ];
    serde_json::json!({"goog:chromeOptions": {"args": args, "binary": browser}}).to_string()
}
