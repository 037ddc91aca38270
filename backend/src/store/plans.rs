//! Plans as they were made: what is applied is what was kept here, to the byte.

use async_trait::async_trait;
use shared::api::ApplyKind;
use shared::environment::Environment;
use shared::plan::Plan;

use super::StoreError;

/// What a store does with plans.
#[async_trait]
pub trait Plans: Send + Sync + 'static {
    async fn keep_plan(&self, plan: StoredPlan) -> Result<(), StoreError>;
    async fn plan(&self, id: &str) -> Result<StoredPlan, StoreError>;
}

/// A plan with what it was made of.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPlan {
    pub id: String,
    pub design_id: String,
    pub version: i64,
    pub kind: ApplyKind,
    /// The environment as it was when the plan was made.
    pub environment: Environment,
    pub plan: Plan,
    /// Milliseconds since 1970.
    pub created_at: i64,
}
