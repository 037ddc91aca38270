//! Applies: what is asked about them, and what people do with them. What their workers do is in `lease` and `record`.

mod lease;
mod record;

use async_trait::async_trait;
use shared::api::ApplyMeta;
use shared::event::{ApplyEvent, EventRecord, Outcome};
use shared::plan::StepId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::text::{from_json, json, kind, kind_word, state};
use super::{SqliteStore, audit};
use crate::store::telling::apply_started;
use crate::store::{Applies, Claim, Entry, JournalEntry, NewApply, StoreError, Thing};

/// The columns that make an [`ApplyMeta`].
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, plan_id, design_id, version, environment, kind, outcome, last_seq, fence, created_at, ended_at, \
             ordered_by FROM applies ",
            $rest
        )
    };
}

fn meta(row: &SqliteRow) -> Result<ApplyMeta, sqlx::Error> {
    let outcome: Option<String> = row.try_get("outcome")?;
    let by: Option<String> = row.try_get("ordered_by")?;
    Ok(ApplyMeta {
        by: by.map(|by| from_json(&by)).transpose()?,
        id: row.try_get("id")?,
        plan_id: row.try_get("plan_id")?,
        design_id: row.try_get("design_id")?,
        version: row.try_get("version")?,
        environment: row.try_get("environment")?,
        kind: kind(row.try_get("kind")?)?,
        outcome: outcome.map(|outcome| from_json::<Outcome>(&outcome)).transpose()?,
        last_seq: row.try_get("last_seq")?,
        fence: row.try_get("fence")?,
        created_at: row.try_get("created_at")?,
        ended_at: row.try_get("ended_at")?,
    })
}

#[async_trait]
impl Applies for SqliteStore {
    async fn create_apply(&self, apply: NewApply) -> Result<ApplyMeta, StoreError> {
        let mut transaction = self.writing().await?;
        let same_plan = sqlx::query(select!("WHERE plan_id = ?")).bind(&apply.plan_id);
        if let Some(there) = same_plan.fetch_optional(&mut *transaction).await? {
            return Ok(meta(&there)?);
        }
        let same_place = sqlx::query(select!("WHERE design_id = ? AND environment = ? AND ended_at IS NULL"))
            .bind(&apply.design_id)
            .bind(&apply.environment);
        if let Some(active) = same_place.fetch_optional(&mut *transaction).await? {
            return Err(StoreError::ApplyActive(Box::new(meta(&active)?)));
        }
        let row = sqlx::query(
            "INSERT INTO applies (id, plan_id, design_id, version, environment, kind, created_at, ordered_by, \
             last_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING *",
        )
        .bind(&apply.id)
        .bind(apply.plan_id)
        .bind(apply.design_id)
        .bind(apply.version)
        .bind(apply.environment)
        .bind(kind_word(apply.kind))
        .bind(apply.at)
        .bind(apply.by.person().map(json).transpose()?)
        .fetch_one(&mut *transaction)
        .await?;
        let queued = EventRecord { seq: 1, at: apply.at, event: ApplyEvent::Queued };
        record::append(&mut transaction, &apply.id, &queued).await?;
        let meta = meta(&row)?;
        let plan: Option<String> =
            sqlx::query_scalar("SELECT json_extract(plan, '$.fingerprint') FROM plans WHERE id = ?")
                .bind(&meta.plan_id)
                .fetch_optional(&mut *transaction)
                .await?;
        audit::tell(&mut transaction, apply_started(&meta, apply.by, apply.break_glass, plan.as_deref())).await?;
        transaction.commit().await?;
        Ok(meta)
    }

    async fn apply(&self, id: &str) -> Result<ApplyMeta, StoreError> {
        let row = sqlx::query(select!("WHERE id = ?")).bind(id).fetch_optional(&self.readers).await?;
        Ok(meta(&row.ok_or(StoreError::Missing(Thing::Apply))?)?)
    }

    async fn applies(&self, design: &str) -> Result<Vec<ApplyMeta>, StoreError> {
        let rows = sqlx::query(select!("WHERE design_id = ? ORDER BY number DESC"))
            .bind(design)
            .fetch_all(&self.readers)
            .await?;
        Ok(rows.iter().map(meta).collect::<Result<_, _>>()?)
    }

    async fn last_applied(&self, design: &str, environment: &str) -> Result<Option<ApplyMeta>, StoreError> {
        let row = sqlx::query(select!(
            "WHERE design_id = ? AND environment = ? AND succeeded = 1 ORDER BY number DESC LIMIT 1"
        ))
        .bind(design)
        .bind(environment)
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.as_ref().map(meta).transpose()?)
    }

    async fn claim(&self, owner: &str, lease_ms: i64, only: Option<&str>) -> Result<Option<Claim>, StoreError> {
        lease::claim(&self.writer, owner, lease_ms, only).await
    }

    async fn renew(&self, claim: &Claim, lease_ms: i64) -> Result<bool, StoreError> {
        lease::renew(&self.writer, claim, lease_ms).await
    }

    async fn release(&self, claim: &Claim) -> Result<(), StoreError> {
        lease::release(&self.writer, claim).await
    }

    async fn record(&self, claim: &Claim, entry: Entry) -> Result<Vec<EventRecord>, StoreError> {
        let mut transaction = self.writing().await?;
        let records = record::record(&mut transaction, claim, entry).await?;
        transaction.commit().await?;
        Ok(records)
    }

    async fn journal(&self, apply: &str) -> Result<Vec<JournalEntry>, StoreError> {
        let rows =
            sqlx::query("SELECT step, state, attempt, outputs FROM apply_journal WHERE apply_id = ? ORDER BY step")
                .bind(apply)
                .fetch_all(&self.readers)
                .await?;
        let line = |row: &SqliteRow| {
            Ok::<_, sqlx::Error>(JournalEntry {
                step: StepId(row.try_get("step")?),
                state: state(row.try_get("state")?)?,
                attempt: row.try_get("attempt")?,
                outputs: from_json(row.try_get("outputs")?)?,
            })
        };
        Ok(rows.iter().map(line).collect::<Result<_, _>>()?)
    }

    async fn request_cancel(&self, apply: &str, at: i64) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        let seq = sqlx::query_scalar(
            "UPDATE applies SET cancel_requested = 1, last_seq = last_seq + 1 \
             WHERE id = ? AND ended_at IS NULL AND cancel_requested = 0 RETURNING last_seq",
        )
        .bind(apply)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(seq) = seq else {
            let there = sqlx::query("SELECT id FROM applies WHERE id = ?").bind(apply);
            let there = there.fetch_optional(&mut *transaction).await?;
            return there.map(|_| ()).ok_or(StoreError::Missing(Thing::Apply));
        };
        let requested = EventRecord { seq, at, event: ApplyEvent::CancelRequested };
        record::append(&mut transaction, apply, &requested).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn events(&self, apply: &str, after: i64, limit: i64) -> Result<Vec<EventRecord>, StoreError> {
        let rows =
            sqlx::query("SELECT seq, at, event FROM apply_events WHERE apply_id = ? AND seq > ? ORDER BY seq LIMIT ?")
                .bind(apply)
                .bind(after)
                .bind(limit.max(0))
                .fetch_all(&self.readers)
                .await?;
        let event = |row: &SqliteRow| {
            Ok::<_, sqlx::Error>(EventRecord {
                seq: row.try_get("seq")?,
                at: row.try_get("at")?,
                event: from_json(row.try_get("event")?)?,
            })
        };
        Ok(rows.iter().map(event).collect::<Result<_, _>>()?)
    }
}
