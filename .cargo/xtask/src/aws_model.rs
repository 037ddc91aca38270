//! Fetches AWS's own description of the ECS API, which the model is compared with.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;

use crate::process::run;
use crate::{install, paths};

/// botocore carries the description that AWS publishes for its SDKs.
const BOTOCORE: &str = "botocore==1.44.5";
const INSIDE: &str = "botocore/data/ecs/2014-11-13/service-2.json.gz";

/// The description's file, fetched once.
pub(crate) fn fetch() -> Result<PathBuf> {
    let file = paths::work().join("aws-ecs.json");
    if file.is_file() {
        return Ok(file);
    }
    install::python()?;
    let environment = paths::work().join("python");
    run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    let packages = paths::work().join("botocore");
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args(["--quiet", "--disable-pip-version-check", "install", "--no-deps", "--target"]).arg(&packages);
    run(pip.arg(BOTOCORE))?;
    let packed =
        File::open(packages.join(INSIDE)).context("botocore no longer has the ECS description where it was")?;
    let unfinished = file.with_extension("part");
    std::io::copy(&mut GzDecoder::new(packed), &mut File::create(&unfinished)?)?;
    fs::rename(unfinished, &file)?;
    Ok(file)
}
