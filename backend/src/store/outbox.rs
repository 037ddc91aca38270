//! Hooks, and the messages to them. A message is made of an entry of the record, so that none is lost: whoever sends
//! them goes on after the last entry that messages were made of.

use async_trait::async_trait;
use shared::api::{Delivery, Hook};

use super::{NewEntry, StoreError};

/// What a store does with hooks and their messages.
#[async_trait]
pub trait Outbox: Send + Sync + 'static {
    /// By name.
    async fn hooks(&self) -> Result<Vec<StoredHook>, StoreError>;
    async fn hook(&self, id: &str) -> Result<StoredHook, StoreError>;
    async fn make_hook(&self, hook: StoredHook, entry: NewEntry) -> Result<(), StoreError>;
    /// Its messages go with it.
    async fn remove_hook(&self, id: &str, entry: NewEntry) -> Result<(), StoreError>;

    /// The number of the last entry of the record that messages were made of.
    async fn told(&self) -> Result<i64, StoreError>;
    /// Keeps the messages that were made of the entries up to `told`, if `from` still is the last; else changes nothing.
    /// Those to hooks that are gone are left out.
    async fn tell(&self, from: i64, told: i64, deliveries: Vec<Delivery>) -> Result<bool, StoreError>;
    /// Keeps a message that tells no entry. `Missing` where its hook is gone.
    async fn deliver(&self, delivery: Delivery) -> Result<(), StoreError>;
    /// Takes waiting messages that are due by the store's clock and that nobody holds, oldest first, and holds them for
    /// `lease_ms`.
    async fn take_due(&self, limit: i64, lease_ms: i64) -> Result<Vec<Delivery>, StoreError>;
    /// Notes what came of an attempt: state, attempts, outcome and `at`. Gives it free.
    async fn attempted(&self, delivery: &Delivery) -> Result<(), StoreError>;
    /// A hook's messages, newest first, at most `limit`.
    async fn deliveries(&self, hook: &str, limit: i64) -> Result<Vec<Delivery>, StoreError>;
    async fn delivery(&self, id: &str) -> Result<Delivery, StoreError>;
}

/// A hook with its secret, which has to be used in the clear: it signs, or is GitHub's token.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHook {
    pub hook: Hook,
    /// The whole address.
    pub url: String,
    pub secret: String,
    /// The number of the last entry of the record when it was made; it is told what comes after.
    pub since: i64,
}

impl std::fmt::Debug for StoredHook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredHook").field("hook", &self.hook).finish_non_exhaustive()
    }
}
