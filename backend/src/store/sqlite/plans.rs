//! Plans.

use async_trait::async_trait;
use sqlx::Row;

use super::SqliteStore;
use super::text::{from_json, json, kind, kind_word};
use crate::store::{Plans, StoreError, StoredPlan, Thing};

#[async_trait]
impl Plans for SqliteStore {
    async fn keep_plan(&self, plan: StoredPlan) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO plans (id, design_id, version, kind, created_at, environment, plan) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(plan.id)
        .bind(plan.design_id)
        .bind(plan.version)
        .bind(kind_word(plan.kind))
        .bind(plan.created_at)
        .bind(json(&plan.environment)?)
        .bind(json(&plan.plan)?)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn plan(&self, id: &str) -> Result<StoredPlan, StoreError> {
        let row =
            sqlx::query("SELECT id, design_id, version, kind, created_at, environment, plan FROM plans WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.readers)
                .await?
                .ok_or(StoreError::Missing(Thing::Plan))?;
        Ok(StoredPlan {
            id: row.try_get("id")?,
            design_id: row.try_get("design_id")?,
            version: row.try_get("version")?,
            kind: kind(row.try_get("kind")?)?,
            environment: from_json(row.try_get("environment")?)?,
            plan: from_json(row.try_get("plan")?)?,
            created_at: row.try_get("created_at")?,
        })
    }
}
