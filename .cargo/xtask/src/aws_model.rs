//! Fetches AWS's own descriptions of its APIs, which the model is compared with.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;

use crate::process::run;
use crate::{install, paths};

/// botocore carries the descriptions that AWS publishes for its SDKs.
const BOTOCORE: &str = "botocore==1.44.5";
/// The APIs whose structures are described, with the version of each.
const APIS: [(&str, &str); 3] = [("ecs", "2014-11-13"), ("iam", "2010-05-08"), ("logs", "2014-03-28")];

/// The folder of the descriptions, `ecs.json` and so on, fetched once.
pub(crate) fn fetch() -> Result<PathBuf> {
    let folder = paths::work().join("aws-model");
    let file = |api: &str| folder.join(api).with_extension("json");
    if APIS.iter().all(|(api, _)| file(api).is_file()) {
        return Ok(folder);
    }
    fs::create_dir_all(&folder)?;
    install::python()?;
    let environment = paths::work().join("python");
    run(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
    let packages = paths::work().join("botocore");
    let mut pip = Command::new(environment.join("bin/pip"));
    pip.args(["--quiet", "--disable-pip-version-check", "install", "--no-deps", "--target"]).arg(&packages);
    run(pip.arg(BOTOCORE))?;
    for (api, version) in APIS {
        let inside = packages.join(format!("botocore/data/{api}/{version}/service-2.json.gz"));
        let packed = File::open(inside)
            .with_context(|| format!("botocore no longer has the description of {api} where it was"))?;
        let unfinished = file(api).with_extension("part");
        std::io::copy(&mut GzDecoder::new(packed), &mut File::create(&unfinished)?)?;
        fs::rename(unfinished, file(api))?;
    }
    Ok(folder)
}
