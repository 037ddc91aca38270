//! Who races.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};

use super::design;
use super::local_aws::LocalAws;
use crate::paths;
use crate::process::works;

/// Names a folder with Terraform's providers, for machines that can't download them.
const PROVIDERS: &str = "BAYPLAN_TERRAFORM_PROVIDERS";

/// One way to bring a design to AWS.
pub(super) enum Contestant {
    Bayplan { program: PathBuf },
    Script { python: PathBuf, delay: Option<u32> },
    Terraform,
}

/// A place to work in: a folder and a Region of its own.
pub(super) struct Place<'r> {
    pub(super) aws: &'r LocalAws,
    pub(super) folder: PathBuf,
    pub(super) region: String,
    pub(super) target_group: String,
}

impl Contestant {
    pub(super) fn all(program: PathBuf, python: &Path) -> Result<Vec<Self>> {
        let script = |delay| Self::Script { python: python.to_owned(), delay };
        let mut all = vec![Self::Bayplan { program }, script(None), script(Some(1))];
        if works("terraform", &["version"]) {
            let folder = paths::work().join("bench/terraform-init");
            fs::create_dir_all(&folder)?;
            fs::copy(paths::root().join("e2e/bench/apply/main.tf"), folder.join("main.tf"))?;
            if terraform_init(&folder)?.status.success() {
                all.push(Self::Terraform);
            }
        }
        Ok(all)
    }

    pub(super) fn name(&self) -> String {
        match self {
            Self::Bayplan { .. } => "Bayplan".to_owned(),
            Self::Script { delay: None, .. } => "boto3 script, its waiters".to_owned(),
            Self::Script { delay: Some(seconds), .. } => format!("boto3 script, waiters every {seconds} s"),
            Self::Terraform => "Terraform".to_owned(),
        }
    }

    /// What comes before the clock starts.
    pub(super) fn prepare(&self, place: &Place<'_>) -> Result<()> {
        fs::create_dir_all(&place.folder)?;
        if matches!(self, Self::Terraform) {
            fs::copy(paths::root().join("e2e/bench/apply/main.tf"), place.folder.join("main.tf"))?;
            let output = terraform_init(&place.folder)?;
            ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }

    /// The command that brings the design, with this tag of its image, to AWS.
    pub(super) fn command(&self, place: &Place<'_>, tag: &str) -> Result<Command> {
        let file = place.folder.join("design.json");
        fs::write(&file, design::text(&place.region, &place.target_group, tag)?)?;
        let mut command = match self {
            Self::Bayplan { program } => {
                let mut command = bayplan(program, "apply", place);
                command.arg("--auto-approve");
                command
            }
            Self::Script { python, delay } => {
                let mut command = Command::new(python);
                command.arg(paths::root().join("e2e/bench/apply/sequential.py")).arg(&file);
                command.env("PYTHONDONTWRITEBYTECODE", "1");
                command.args(delay.map(|seconds| format!("--delay={seconds}")));
                command
            }
            Self::Terraform => {
                let mut command = Command::new("terraform");
                command.args(["apply", "-auto-approve", "-input=false", "-no-color"]);
                command.arg(format!("-var=region={}", place.region));
                command.arg(format!("-var=target_group={}", place.target_group));
                command.arg(format!("-var=image=public.ecr.aws/shop/web:{tag}"));
                command
            }
        };
        command.current_dir(&place.folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.envs(variables(place));
        Ok(command)
    }

    /// Bayplan's plan for the design as [`Self::command`] has left it.
    pub(super) fn plan(&self, place: &Place<'_>) -> Result<Option<serde_json::Value>> {
        let Self::Bayplan { program } = self else { return Ok(None) };
        fs::write(place.folder.join("design.json"), design::text(&place.region, &place.target_group, "1")?)?;
        let mut command = bayplan(program, "plan", place);
        let output = command.arg("--json").envs(variables(place)).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(Some(serde_json::from_slice(&output.stdout).context("the plan is no JSON")?))
    }
}

fn bayplan(program: &Path, verb: &str, place: &Place<'_>) -> Command {
    let mut command = Command::new(program);
    command.arg(verb).arg(place.folder.join("design.json")).args(["--environment", "aws"]);
    command.arg(format!("--database=sqlite:{}", place.folder.join("bayplan.db").display()));
    command
}

fn variables(place: &Place<'_>) -> [(&'static str, String); 8] {
    let none = || place.folder.join("none").display().to_string();
    [
        ("AWS_ENDPOINT_URL", place.aws.endpoint()),
        ("AWS_REGION", place.region.clone()),
        ("AWS_DEFAULT_REGION", place.region.clone()),
        ("AWS_ACCESS_KEY_ID", "test".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "test".to_owned()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
        // What is set up on this machine is not part of the race.
        ("AWS_CONFIG_FILE", none()),
        ("AWS_SHARED_CREDENTIALS_FILE", none()),
    ]
}

fn terraform_init(folder: &Path) -> Result<Output> {
    let mut command = Command::new("terraform");
    command.current_dir(folder).args(["init", "-input=false", "-no-color"]);
    if let Ok(providers) = std::env::var(PROVIDERS) {
        command.arg(format!("-plugin-dir={providers}"));
    }
    command.stdin(Stdio::null()).output().context("terraform can't be started")
}
