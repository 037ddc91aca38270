//! `cargo xtask run`.

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::paths;
use crate::ui::{self, Profile};

/// Builds the UI and the server, and starts it; `args` go to `bayplan serve`.
pub(crate) fn run(args: &[&str]) -> Result<ExitCode> {
    println!("Building the UI");
    ui::build(Profile::Dev)?;
    println!("Building the server");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(paths::root()).args(["run", "--package", "bayplan", "--", "serve"]).args(args);
    let status = cargo.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
