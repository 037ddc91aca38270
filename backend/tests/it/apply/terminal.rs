//! The built program in a terminal, with a Region and a database of its own.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use bayplan::ops::{Actor, HoldAt, create_environment};
use bayplan::store::{Applies, Designs, JournalState, SqliteStore};
use serde_json::{Value, json};
use shared::event::ApplyEvent;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::designs::Place;
use crate::support::aws::{Call, MotoWorld};
use crate::support::program::command;

/// How long something may take that is waited for; only a broken program or a stuck machine needs it.
const PATIENCE: Duration = Duration::from_mins(1);

pub(super) struct Terminal {
    pub(super) world: MotoWorld,
    pub(super) place: Place,
    folder: TempDir,
}

impl Terminal {
    /// Nothing where there is no local AWS.
    pub(super) fn new() -> Option<Self> {
        let world = MotoWorld::new()?;
        let place = Place::prepare(&world);
        Some(Self { world, place, folder: tempfile::tempdir().unwrap() })
    }

    pub(super) fn database(&self) -> PathBuf {
        self.folder.path().join("bayplan.db")
    }

    /// `bayplan VERB FILE --environment aws ...` with short pauses, nobody at the keyboard.
    pub(super) fn command(&self, verb: &[&str], design: &Value) -> Command {
        self.command_in("aws", verb, design)
    }

    pub(super) fn command_in(&self, environment: &str, verb: &[&str], design: &Value) -> Command {
        let file = self.folder.path().join("design.json");
        std::fs::write(&file, design.to_string()).unwrap();
        let database = format!("sqlite:{}", self.database().display());
        let mut arguments = verb.to_vec();
        arguments.extend([file.to_str().unwrap(), "--environment", environment, "--database", &database]);
        let mut command = command(&arguments);
        command.envs(self.world.variables()).env("BAYPLAN_PACE", "quick").stdin(Stdio::null());
        command
    }

    /// `bayplan plan --json`, read.
    pub(super) fn plan(&self, design: &Value) -> Value {
        let planned = self.command(&["plan", "--json"], design).output().unwrap();
        assert!(planned.status.success(), "{}", told(&planned));
        serde_json::from_slice(&planned.stdout).unwrap()
    }

    pub(super) fn apply(&self, design: &Value) -> Output {
        self.command(&["apply", "--auto-approve", "--json"], design).output().unwrap()
    }

    /// Applies without trouble.
    pub(super) fn applied(&self, design: &Value) {
        let applied = self.apply(design);
        assert!(applied.status.success(), "{}: {}", self.world.region, told(&applied));
    }

    pub(super) fn changes(&self) -> Vec<Call> {
        self.world.calls().into_iter().filter(|call| call.mutating).collect()
    }

    /// Makes an environment of this kind, which leads here, and gives its name.
    pub(super) fn make_environment(&self, kind: &str) -> String {
        let here = self.world.environment();
        let endpoint = here.endpoint.filter(|_| kind == "development");
        let draft = json!({
            "name": here.name, "kind": kind, "account": here.account, "region": here.region, "endpoint": endpoint,
        });
        runtime().block_on(async {
            let store = SqliteStore::open(&self.database()).await.unwrap();
            let made =
                create_environment(&store, &Actor::local(), serde_json::from_value(draft).unwrap()).await.unwrap();
            store.close().await;
            made.name
        })
    }

    /// What the journal of the last apply says of each step, and its events.
    pub(super) fn records(&self) -> Records {
        runtime().block_on(async {
            let store = SqliteStore::open(&self.database()).await.unwrap();
            let mut applies = Vec::new();
            for design in store.list().await.unwrap() {
                applies.extend(store.applies(&design.id).await.unwrap());
            }
            let last = applies.into_iter().max_by_key(|apply| apply.created_at).unwrap();
            let journal = store.journal(&last.id).await.unwrap();
            let events = store.events(&last.id, 0, i64::MAX).await.unwrap();
            store.close().await;
            Records {
                apply: last.id,
                steps: journal.into_iter().map(|entry| (entry.step.0, entry.state)).collect(),
                events: events.into_iter().map(|record| record.event).collect(),
            }
        })
    }
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

pub(super) struct Records {
    pub(super) apply: String,
    pub(super) steps: Vec<(String, JournalState)>,
    pub(super) events: Vec<ApplyEvent>,
}

impl Records {
    /// Whether a step of this action has its intent stored and nothing more.
    pub(super) fn intends(&self, action: &str) -> bool {
        let of_action = |step: &str| step.split(':').nth(1) == Some(action);
        self.steps.iter().any(|(step, state)| of_action(step) && *state == JournalState::Intended)
    }

    /// How often a worker has taken the apply up.
    pub(super) fn starts(&self) -> usize {
        self.events.iter().filter(|event| matches!(event, ApplyEvent::Started { .. })).count()
    }
}

/// Starts a program that holds at a point, and waits until it does.
pub(super) fn held(command: &mut Command, point: &str, action: &str) -> Child {
    let mut child = command.env(HoldAt::VARIABLE, format!("{point}:{action}")).spawn().unwrap();
    let mut said = String::new();
    for line in BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok) {
        if line.starts_with("held at ") {
            return child;
        }
        said.push_str(&line);
        said.push('\n');
    }
    panic!("{action} never came to {point}; the program ended with {:?} and said\n{said}", child.wait());
}

/// Looks until there is something.
pub(super) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: nothing after {PATIENCE:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What a program said, for a test that fails.
pub(super) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{}\n{}\n{}", output.status, text(&output.stderr), text(&output.stdout))
}
