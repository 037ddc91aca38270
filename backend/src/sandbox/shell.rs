//! Simulated accounts that are kept in the store.

use std::sync::Arc;

use async_trait::async_trait;
use serde_json::Value;
use shared::environment::Environment;
use shared::plan::Action;

use super::{Account, Pace};
use crate::ports::{Aws, Clock, Connect, ErrorKind, PortError, Read, Reads, Reply};
use crate::store::{Sandboxes, StoreError};

/// How often a change is tried while others change the same account.
const ATTEMPTS: u32 = 32;

/// Leads every environment to its simulated account.
pub struct Simulated {
    store: Arc<dyn Sandboxes>,
    clock: Clock,
    pace: Pace,
}

impl Simulated {
    pub fn new(store: Arc<dyn Sandboxes>, clock: Clock, pace: Pace) -> Self {
        Self { store, clock, pace }
    }
}

#[async_trait]
impl Connect for Simulated {
    async fn connect(&self, environment: &Environment) -> Result<Arc<dyn Aws>, PortError> {
        let account = environment.account.as_deref().ok_or_else(|| {
            PortError::new(
                ErrorKind::Invalid,
                "no-account",
                format!("the environment {} names no account to simulate; give it 12 digits", environment.name),
            )
        })?;
        Ok(Arc::new(Sandbox::new(Arc::clone(&self.store), account, &environment.region, self.clock, self.pace)))
    }
}

/// One simulated account.
pub struct Sandbox {
    store: Arc<dyn Sandboxes>,
    account: String,
    region: String,
    clock: Clock,
    pace: Pace,
}

impl Sandbox {
    /// The account is made when it is first used.
    pub fn new(store: Arc<dyn Sandboxes>, account: &str, region: &str, clock: Clock, pace: Pace) -> Self {
        Self { store, account: account.to_owned(), region: region.to_owned(), clock, pace }
    }

    fn key(&self) -> String {
        format!("{}/{}", self.account, self.region)
    }

    /// The account as it was last kept, and its counter.
    async fn load(&self) -> Result<(Account, i64), PortError> {
        let (text, counter) = self.store.sandbox(&self.key()).await.map_err(|error| not_kept(&error))?;
        let mut account = match text {
            Some(text) => serde_json::from_str(&text).map_err(|error| {
                PortError::new(
                    ErrorKind::Invalid,
                    "sandbox-unreadable",
                    format!("the simulated account that is kept can't be read: {error}"),
                )
            })?,
            None => Account::new(&self.account, &self.region, self.pace, self.clock.now()),
        };
        account.set_pace(self.pace);
        Ok((account, counter))
    }
}

fn not_kept(error: &StoreError) -> PortError {
    PortError::new(ErrorKind::Unavailable, "sandbox-not-kept", format!("the simulated account can't be kept: {error}"))
}

#[async_trait]
impl Reads for Sandbox {
    async fn read(&self, read: Read, input: &Value) -> Result<Value, PortError> {
        let (mut account, _) = self.load().await?;
        // Nothing is kept: what time alone does follows again from what was kept before.
        account.read(read, input, self.clock.now())
    }
}

#[async_trait]
impl Aws for Sandbox {
    async fn change(&self, action: Action, input: &Value) -> Result<Reply, PortError> {
        for _ in 0..ATTEMPTS {
            let (mut account, counter) = self.load().await?;
            let reply = account.change(action, input, self.clock.now())?;
            let text = serde_json::to_string(&account).map_err(|error| {
                PortError::new(
                    ErrorKind::Invalid,
                    "sandbox-unwritable",
                    format!("the account can't be written: {error}"),
                )
            })?;
            if self.store.save_sandbox(&self.key(), counter, text).await.map_err(|error| not_kept(&error))? {
                return Ok(reply);
            }
        }
        let message = "others kept changing the simulated account; nothing was done";
        Err(PortError::new(ErrorKind::Throttled, "ThrottlingException", message))
    }
}
