//! Audit.

use async_trait::async_trait;
use serde_json::Value;
use shared::api::{Act, AuditEntry, Doer};

use super::SqliteStore;
use crate::store::*;

#[async_trait]
impl Audit for SqliteStore {
    async fn add_entry(&self, entry: NewEntry) -> Result<AuditEntry, StoreError> {
        unimplemented!()
    }
    async fn entries(&self, after: i64, limit: i64) -> Result<Vec<AuditEntry>, StoreError> {
        unimplemented!()
    }
    async fn stored_entries(&self, after: i64, limit: i64) -> Result<Vec<StoredEntry>, StoreError> {
        unimplemented!()
    }
    async fn last_entry(&self) -> Result<i64, StoreError> {
        unimplemented!()
    }
}
