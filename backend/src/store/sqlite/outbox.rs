//! Outbox.

use async_trait::async_trait;
use shared::api::{Delivery, Hook};

use super::SqliteStore;
use crate::store::*;

#[async_trait]
impl Outbox for SqliteStore {
    async fn hooks(&self) -> Result<Vec<StoredHook>, StoreError> {
        unimplemented!()
    }
    async fn hook(&self, id: &str) -> Result<StoredHook, StoreError> {
        unimplemented!()
    }
    async fn make_hook(&self, hook: StoredHook, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn remove_hook(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn told(&self) -> Result<i64, StoreError> {
        unimplemented!()
    }
    async fn tell(&self, from: i64, told: i64, deliveries: Vec<Delivery>) -> Result<bool, StoreError> {
        unimplemented!()
    }
    async fn deliver(&self, delivery: Delivery) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn take_due(&self, limit: i64, lease_ms: i64) -> Result<Vec<Delivery>, StoreError> {
        unimplemented!()
    }
    async fn attempted(&self, delivery: &Delivery) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn deliveries(&self, hook: &str, limit: i64) -> Result<Vec<Delivery>, StoreError> {
        unimplemented!()
    }
    async fn delivery(&self, id: &str) -> Result<Delivery, StoreError> {
        unimplemented!()
    }
}
