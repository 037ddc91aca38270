//! The record of who did what: only ever added to, each entry chained to the one before by its hash.

use async_trait::async_trait;
use serde_json::Value;
use shared::api::{Act, AuditEntry, Doer};

use super::{StoreError, StoredEntry};

/// What a store does with the record. Nothing changes or removes an entry.
#[async_trait]
pub trait Audit: Send + Sync + 'static {
    /// Adds an entry of what has no write of its own that it could be kept with.
    async fn add_entry(&self, entry: NewEntry) -> Result<AuditEntry, StoreError>;
    /// Entries after number `after`, oldest first, at most `limit`.
    async fn entries(&self, after: i64, limit: i64) -> Result<Vec<AuditEntry>, StoreError>;
    /// The same as they are kept, to the byte, whether or not they can be read.
    async fn stored_entries(&self, after: i64, limit: i64) -> Result<Vec<StoredEntry>, StoreError>;
    /// The number of the last entry; 0 where there is none.
    async fn last_entry(&self) -> Result<i64, StoreError>;
}

/// What is to be told in the record; its number and hashes are the store's.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    /// Milliseconds since 1970.
    pub at: i64,
    pub by: Doer,
    pub act: Act,
    pub environment: Option<String>,
    pub design_id: Option<String>,
    /// Numbers, ids and fingerprints; never a value of a design.
    pub detail: Value,
}
