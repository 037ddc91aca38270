//! The store as a worker meets it: now and then busy, and a place to be stopped or to die at.

use std::time::Duration;

use async_trait::async_trait;
use shared::api::{ApplyMeta, DesignMeta, VersionMeta};
use shared::environment::Environment;
use shared::event::EventRecord;
use tokio::time::sleep;

use super::faults::Life;
use crate::store::{
    Applies, Claim, Designs, Draft, Entry, Environments, JournalEntry, NewApply, NewVersion, Plans, Sandboxes,
    StoreError, StoredDesign, StoredPlan, StoredVersion, Versions,
};

pub(super) struct Kept(pub(super) Life);

impl Kept {
    async fn before(&self, call: &str) -> Result<(), StoreError> {
        sleep(Duration::from_millis(1)).await;
        let random = &self.0.oracle.random;
        if random.chance(self.0.faults / 10) {
            if random.chance(500) {
                self.0.oracle.note(format!("{} finds the store busy for {call}", self.0.worker));
                return Err(StoreError::Busy(sqlx::Error::PoolTimedOut));
            }
            self.0.die(&format!("before {call}")).await;
        }
        Ok(())
    }

    async fn after(&self, call: &str) {
        if self.0.oracle.random.chance(self.0.faults / 20) {
            self.0.die(&format!("after {call}")).await;
        }
        sleep(Duration::from_millis(1)).await;
    }
}

/// Implements a part of the store by that in memory.
macro_rules! plain {
    ($part:ident: $(fn $name:ident($($arg:ident: $type:ty),*) -> $answer:ty;)*) => {
        #[async_trait]
        impl $part for Kept {
            $(async fn $name(&self, $($arg: $type),*) -> Result<$answer, StoreError> {
                self.0.oracle.store.$name($($arg),*).await
            })*
        }
    };
}

mod team;

plain! { Designs:
    fn list() -> Vec<DesignMeta>;
    fn create(id: &str, draft: Draft) -> DesignMeta;
    fn load(id: &str) -> StoredDesign;
    fn save(id: &str, expected: i64, draft: Draft) -> DesignMeta;
    fn delete(id: &str, expected: i64) -> ();
    fn created_ever() -> i64;
}
plain! { Versions:
    fn save_version(design: &str, version: NewVersion) -> VersionMeta;
    fn versions(design: &str) -> Vec<VersionMeta>;
    fn version(design: &str, number: i64) -> StoredVersion;
}
plain! { Environments:
    fn environments() -> Vec<Environment>;
    fn environment(name: &str) -> Environment;
    fn create_environment(environment: Environment) -> Environment;
    fn save_environment(environment: Environment, expected: i64) -> Environment;
    fn delete_environment(name: &str, expected: i64) -> ();
}
plain! { Plans:
    fn keep_plan(plan: StoredPlan) -> ();
    fn plan(id: &str) -> StoredPlan;
}
plain! { Sandboxes:
    fn sandbox(account: &str) -> (Option<String>, i64);
    fn save_sandbox(account: &str, expected: i64, text: String) -> bool;
}

#[async_trait]
impl Applies for Kept {
    async fn create_apply(&self, apply: NewApply) -> Result<ApplyMeta, StoreError> {
        self.0.oracle.store.create_apply(apply).await
    }

    async fn apply(&self, id: &str) -> Result<ApplyMeta, StoreError> {
        self.before("apply").await?;
        self.0.oracle.store.apply(id).await
    }

    async fn applies(&self, design: &str) -> Result<Vec<ApplyMeta>, StoreError> {
        self.0.oracle.store.applies(design).await
    }

    async fn last_applied(&self, design: &str, environment: &str) -> Result<Option<ApplyMeta>, StoreError> {
        self.0.oracle.store.last_applied(design, environment).await
    }

    async fn claim(&self, owner: &str, lease_ms: i64, only: Option<&str>) -> Result<Option<Claim>, StoreError> {
        self.before("claim").await?;
        let claim = self.0.oracle.store.claim(owner, lease_ms, only).await?;
        if let Some(claim) = &claim {
            self.0.oracle.claimed(owner, claim);
            self.after("claim").await;
        }
        Ok(claim)
    }

    async fn renew(&self, claim: &Claim, lease_ms: i64) -> Result<bool, StoreError> {
        self.before("renew").await?;
        self.0.oracle.store.renew(claim, lease_ms).await
    }

    async fn release(&self, claim: &Claim) -> Result<(), StoreError> {
        self.0.oracle.store.release(claim).await
    }

    async fn record(&self, claim: &Claim, entry: Entry) -> Result<Vec<EventRecord>, StoreError> {
        self.0.oracle.before_record();
        self.before("record").await?;
        self.0.oracle.before_record();
        let records = self.0.oracle.store.record(claim, entry.clone()).await?;
        self.0.oracle.recorded(&self.0.worker, claim, &entry);
        self.after("record").await;
        Ok(records)
    }

    async fn journal(&self, apply: &str) -> Result<Vec<JournalEntry>, StoreError> {
        self.before("journal").await?;
        self.0.oracle.store.journal(apply).await
    }

    async fn request_cancel(&self, apply: &str, at: i64) -> Result<(), StoreError> {
        self.0.oracle.store.request_cancel(apply, at).await
    }

    async fn events(&self, apply: &str, after: i64, limit: i64) -> Result<Vec<EventRecord>, StoreError> {
        self.before("events").await?;
        self.0.oracle.store.events(apply, after, limit).await
    }
}
