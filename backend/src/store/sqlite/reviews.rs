//! Reviews: what is about them as a whole; what is said in them is in `threads`, and what else there is in the others.

mod decisions;
mod links;
mod threads;

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::{Comment, Link, ReviewMeta, Thread};
use shared::review::Decision;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::text::{from_json, json};
use super::{SqliteStore, audit};
use crate::store::{NewEntry, Reviews, StoreError, StoredLink, Thing};

fn review(row: &SqliteRow) -> Result<ReviewMeta, sqlx::Error> {
    let opened: ReviewMeta = from_json(row.try_get("review")?)?;
    Ok(ReviewMeta {
        version: row.try_get("version")?,
        plan_id: row.try_get("plan_id")?,
        refreshed_at: row.try_get("refreshed_at")?,
        ..opened
    })
}

async fn load(connection: &mut SqliteConnection, id: &str) -> Result<ReviewMeta, StoreError> {
    let row = sqlx::query("SELECT version, plan_id, refreshed_at, review FROM reviews WHERE id = ?")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(review(&row.ok_or(StoreError::Missing(Thing::Review))?)?)
}

#[async_trait]
impl Reviews for SqliteStore {
    async fn open_review(&self, review: ReviewMeta, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        sqlx::query(
            "INSERT INTO reviews (id, design_id, version, plan_id, refreshed_at, review) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(&review.id)
        .bind(&review.design_id)
        .bind(review.version)
        .bind(&review.plan_id)
        .bind(review.refreshed_at)
        .bind(json(&review)?)
        .execute(&mut *transaction)
        .await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn review(&self, id: &str) -> Result<ReviewMeta, StoreError> {
        load(&mut *self.readers.acquire().await?, id).await
    }

    async fn reviews(&self, design: Option<&str>) -> Result<Vec<ReviewMeta>, StoreError> {
        let rows = match design {
            None => sqlx::query("SELECT version, plan_id, refreshed_at, review FROM reviews ORDER BY number DESC"),
            Some(design) => sqlx::query(
                "SELECT version, plan_id, refreshed_at, review FROM reviews WHERE design_id = ? ORDER BY number DESC",
            )
            .bind(design),
        };
        let rows = rows.fetch_all(&self.readers).await?;
        Ok(rows.iter().map(review).collect::<Result<_, _>>()?)
    }

    async fn refresh_review(
        &self,
        id: &str,
        version: i64,
        plan: &str,
        at: i64,
        entry: NewEntry,
    ) -> Result<ReviewMeta, StoreError> {
        let mut transaction = self.writing().await?;
        sqlx::query("UPDATE reviews SET version = ?, plan_id = ?, refreshed_at = ? WHERE id = ?")
            .bind(version)
            .bind(plan)
            .bind(at)
            .bind(id)
            .execute(&mut *transaction)
            .await?;
        let review = load(&mut transaction, id).await?;
        audit::tell(&mut transaction, entry).await?;
        transaction.commit().await?;
        Ok(review)
    }

    async fn submit(
        &self,
        threads: Vec<Thread>,
        decision: Option<(Decision, String)>,
        entries: Vec<NewEntry>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        if let Some((decision, plan)) = &decision {
            if load(&mut transaction, &decision.review_id).await?.plan_id != *plan {
                return Err(StoreError::ReviewMoved);
            }
            decisions::keep(&mut transaction, decision).await?;
        }
        for thread in &threads {
            threads::keep(&mut transaction, thread).await?;
        }
        for entry in entries {
            audit::tell(&mut transaction, entry).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn threads(&self, design: &str) -> Result<Vec<Thread>, StoreError> {
        threads::of_design(&self.readers, design).await
    }

    async fn thread(&self, id: &str) -> Result<Thread, StoreError> {
        threads::load(&mut *self.readers.acquire().await?, id).await
    }

    async fn reply(&self, thread: &str, comment: Comment, entry: NewEntry) -> Result<Thread, StoreError> {
        let mut transaction = self.writing().await?;
        let mut thread = threads::load(&mut transaction, thread).await?;
        thread.comments.push(comment);
        threads::replace(&mut transaction, &thread, entry).await?;
        transaction.commit().await?;
        Ok(thread)
    }

    async fn resolve_thread(&self, id: &str, by: Option<PersonRef>, entry: NewEntry) -> Result<Thread, StoreError> {
        let mut transaction = self.writing().await?;
        let thread = threads::load(&mut transaction, id).await?;
        if thread.resolved_by.is_some() == by.is_some() {
            return Ok(thread);
        }
        let thread = Thread { resolved_by: by, ..thread };
        threads::replace(&mut transaction, &thread, entry).await?;
        transaction.commit().await?;
        Ok(thread)
    }

    async fn suggestion_applied(&self, thread: &str, version: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        let thread = threads::load(&mut transaction, thread).await?;
        if thread.applied_as == Some(version) {
            return Ok(());
        }
        threads::replace(&mut transaction, &Thread { applied_as: Some(version), ..thread }, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn decisions(&self, design: &str, environment: &str) -> Result<Vec<Decision>, StoreError> {
        decisions::about(&self.readers, design, environment).await
    }

    async fn decision(&self, id: &str) -> Result<Decision, StoreError> {
        decisions::load(&mut *self.readers.acquire().await?, id).await
    }

    async fn withdraw(&self, decision: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        if decisions::withdraw(&mut transaction, decision, at).await? {
            audit::tell(&mut transaction, entry).await?;
        }
        Ok(transaction.commit().await?)
    }

    async fn make_link(&self, link: StoredLink, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        links::keep(&mut transaction, &link).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn links(&self, review: &str) -> Result<Vec<Link>, StoreError> {
        links::of_review(&self.readers, review).await
    }

    async fn link(&self, id: &str) -> Result<Option<StoredLink>, StoreError> {
        links::load(&mut *self.readers.acquire().await?, id).await
    }

    async fn use_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        links::open(&mut transaction, id, at).await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn revoke_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        if links::revoke(&mut transaction, id, at).await? {
            audit::tell(&mut transaction, entry).await?;
        }
        Ok(transaction.commit().await?)
    }
}
