//! What a command works on: the design of a file, kept in the database, and an environment.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::Value;
use shared::environment::{AWS, Environment, EnvironmentKind};
use shared::import::{open, to_design};

use super::input::{InputError, read};
use super::serve::database::{self, DatabaseError};
use super::{Exit, output};
use crate::ops::{self, Actor, Context, OpsError};
use crate::store::{SqliteStore, StoreError};
use crate::{aws, connections};

/// What `plan`, `apply` and `rollback` have in common.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// A design, or a task definition and service as AWS takes or prints them; - is standard input
    #[arg(required = true)]
    file: Option<String>,
    /// Where: sandbox (simulated), aws (the AWS SDK's own configuration), or an environment that you made
    #[arg(long, value_name = "NAME", required = true)]
    environment: Option<String>,
    /// Where designs are kept, such as sqlite:designs.db; a file in your data folder unless said
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Subnets for every service in awsvpc mode, in place of those of the environment and the design
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    subnets: Vec<String>,
    /// Security groups for every service in awsvpc mode, in place of those of the environment and the design
    #[arg(long, value_name = "IDS", value_delimiter = ',')]
    security_groups: Vec<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Why there is nothing to work on.
#[derive(Debug, thiserror::Error)]
pub(super) enum TargetError {
    #[error("{}", .1.lines(.0).join("\n"))]
    Input(String, InputError),
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("the database {} can't be opened: {reason}. Check the file, or name another with --database", path.display())]
    Open { path: PathBuf, reason: StoreError },
    #[error("there is no environment {0}. Make it in the browser, or use sandbox or aws")]
    NoEnvironment(String),
    #[error("no Region is set. Set AWS_REGION, or choose one in your AWS profile")]
    NoRegion,
    #[error("{0} designs in the database are called {1}. Give the one in the file a name of its own")]
    Several(usize, String),
    #[error("the design can't be kept: {0}")]
    Ops(#[from] OpsError),
}

impl TargetError {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Input(..) | Self::Database(_) | Self::NoEnvironment(_) | Self::NoRegion | Self::Several(..) => {
                Exit::Unusable
            }
            Self::Open { .. } | Self::Ops(_) => Exit::Errors,
        }
    }
}

/// What a command works on.
pub(super) struct Work {
    pub(super) context: Context,
    pub(super) store: Arc<SqliteStore>,
    pub(super) environment: Environment,
    /// The id of the design in the database.
    pub(super) design: String,
    /// The version that the file is.
    pub(super) version: i64,
}

impl Target {
    pub(super) async fn open(&self) -> Result<Work, TargetError> {
        // What clap asked for is there.
        let file = self.file.clone().unwrap_or_default();
        let unusable = |error| TargetError::Input(file.clone(), error);
        let text = read(&file).map_err(unusable)?;
        let opened = open(&text, None).map_err(|error| unusable(InputError::from(error)))?;
        let imported = to_design(&opened.parsed.value, opened.kind);
        imported.notes.iter().for_each(|note| output::complain(&format!("{file}: note: {note}")));
        let path = database::path(self.database.as_deref())?;
        let store = SqliteStore::open(&path).await.map_err(|reason| TargetError::Open { path, reason })?;
        let store = Arc::new(store);
        let context = connections::context(store.clone());
        let environment = self.environment(&context).await?;
        let (design, version) = keep(&context, &imported.design).await?;
        Ok(Work { context, store, environment, design, version })
    }

    async fn environment(&self, context: &Context) -> Result<Environment, TargetError> {
        let name = self.environment.clone().unwrap_or_default();
        let mut environment = if name == AWS {
            own_environment().await?
        } else {
            ops::load_environment(&*context.store, &name).await.map_err(|_| TargetError::NoEnvironment(name))?
        };
        if !self.subnets.is_empty() {
            environment.subnets.clone_from(&self.subnets);
        }
        if !self.security_groups.is_empty() {
            environment.security_groups.clone_from(&self.security_groups);
        }
        Ok(environment)
    }
}

/// The account and Region that the SDK's own configuration leads to. Whoever has a terminal with credentials may do
/// what they allow.
async fn own_environment() -> Result<Environment, TargetError> {
    let region = aws::own_region().await.ok_or(TargetError::NoRegion)?;
    Ok(Environment {
        name: AWS.to_owned(),
        kind: EnvironmentKind::Development,
        account: None,
        region,
        ..Environment::sandbox()
    })
}

/// Keeps the document as a version of the design of its name; what is being edited in a browser stays as it is.
async fn keep(context: &Context, document: &Value) -> Result<(String, i64), TargetError> {
    let text = document.to_string();
    let name = document.get("name").and_then(Value::as_str).unwrap_or_default().trim();
    let designs = ops::list_designs(&*context.store).await?;
    let mut same = designs.into_iter().filter(|design| !name.is_empty() && design.name == name);
    let id = match (same.next(), same.count()) {
        (None, _) => ops::create_design(&*context.store, &Actor::local(), &text).await?.id,
        (Some(design), 0) => design.id,
        (Some(_), more) => return Err(TargetError::Several(more + 1, name.to_owned())),
    };
    let version = ops::keep_version(&*context.store, &Actor::local(), &id, &text).await?;
    Ok((id, version.number))
}

/// Runs a command's work, and makes one of its exits of whatever stops it.
pub(super) fn block_on(work: impl Future<Output = io::Result<Exit>>) -> io::Result<Exit> {
    tracing_subscriber::fmt().with_writer(io::stderr).with_max_level(tracing::Level::ERROR).with_ansi(false).init();
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
