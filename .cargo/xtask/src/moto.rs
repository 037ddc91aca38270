//! The local AWS of the tests: moto, in a Python environment of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process::run;
use crate::{install, paths};

/// The environment variable that tells the tests which Python has moto.
pub(crate) const PYTHON: &str = "BAYPLAN_MOTO_PYTHON";

/// The Python that has what `e2e/aws/requirements.txt` names; made once, and again when that changes.
pub(crate) fn python() -> Result<PathBuf> {
    let requirements = paths::root().join("e2e/aws/requirements.txt");
    let wanted = fs::read_to_string(&requirements).with_context(|| format!("{} is gone", requirements.display()))?;
    let environment = paths::work().join("moto");
    let python = environment.join("bin/python");
    let installed = environment.join("installed.txt");
    if python.is_file() && fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    install::python()?;
    println!("Installing moto into {}", environment.display());
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--requirement"]).arg(&requirements);
    run(&mut pip)?;
    fs::write(&installed, wanted)?;
    Ok(python)
}
