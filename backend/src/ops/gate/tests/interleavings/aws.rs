//! A simulated account in which a worker can be stopped, or killed, in the middle.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use async_trait::async_trait;
use serde_json::Value;
use shared::environment::Environment;
use shared::plan::Action;
use tokio::sync::Notify;

use crate::ports::{Aws, Connect, PortError, Read, Reads, Reply};
use crate::sandbox::simulation::MemorySandbox;

/// Never counts down to 0.
const NEVER: i64 = i64::MAX / 2;

pub(super) struct Stage {
    pub(super) sandbox: MemorySandbox,
    /// How many changes were made.
    pub(super) changes: AtomicU64,
    /// After so many reads one waits, until it is told to go on.
    hold: AtomicI64,
    /// At so many calls more nothing ever comes back.
    die: AtomicI64,
    pub(super) reached: Notify,
    pub(super) go_on: Notify,
}

impl Stage {
    pub(super) fn new(sandbox: MemorySandbox) -> Self {
        Self {
            sandbox,
            changes: AtomicU64::new(0),
            hold: AtomicI64::new(NEVER),
            die: AtomicI64::new(NEVER),
            reached: Notify::new(),
            go_on: Notify::new(),
        }
    }

    pub(super) fn hold_at(&self, read: Option<i64>) {
        self.hold.store(read.unwrap_or(NEVER), Ordering::SeqCst);
    }

    /// Kills whoever makes the change after so many more.
    pub(super) fn die_at(&self, change: Option<i64>) {
        self.die.store(change.unwrap_or(NEVER), Ordering::SeqCst);
    }

    pub(super) fn made(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// Whether the worker waits, since it would be killed now.
    pub(super) fn is_dying(&self) -> bool {
        self.die.load(Ordering::SeqCst) < 0
    }
}

pub(super) struct Here(pub(super) Arc<Stage>);

#[async_trait]
impl Connect for Here {
    async fn connect(&self, _: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        Ok(Arc::new(Self(Arc::clone(&self.0))))
    }
}

#[async_trait]
impl Reads for Here {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        let answer = self.0.sandbox.read(read, input).await;
        if self.0.hold.fetch_sub(1, Ordering::SeqCst) == 0 {
            self.0.reached.notify_one();
            self.0.go_on.notified().await;
        }
        answer
    }
}

#[async_trait]
impl Aws for Here {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        self.0.changes.fetch_add(1, Ordering::SeqCst);
        let reply = self.0.sandbox.change(action, input).await;
        if self.0.die.fetch_sub(1, Ordering::SeqCst) <= 0 {
            self.0.reached.notify_one();
            std::future::pending::<()>().await;
        }
        reply
    }
}
