//! Plans.

use async_trait::async_trait;

use super::MemoryStore;
use crate::store::{Plans, StoreError, StoredPlan, Thing};

#[async_trait]
impl Plans for MemoryStore {
    async fn keep_plan(&self, plan: StoredPlan) -> Result<(), StoreError> {
        self.kept().plans.insert(plan.id.clone(), plan);
        Ok(())
    }

    async fn plan(&self, id: &str) -> Result<StoredPlan, StoreError> {
        self.kept().plans.get(id).cloned().ok_or(StoreError::Missing(Thing::Plan))
    }
}
