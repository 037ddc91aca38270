//! The record. Whatever tells something in it does so in its own transaction.

use async_trait::async_trait;
use shared::api::AuditEntry;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::SqliteStore;
use crate::store::{Audit, Head, NewEntry, StoreError, StoredEntry};

/// Adds an entry. The transaction holds the writer's lock, so the last entry stays the last until it ends.
pub(super) async fn tell(connection: &mut SqliteConnection, entry: NewEntry) -> Result<StoredEntry, StoreError> {
    let last: Option<(i64, String)> = sqlx::query_as("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        .fetch_optional(&mut *connection)
        .await?;
    let last = last.map(|(seq, hash)| Head { seq, hash }).unwrap_or_default();
    let entry = StoredEntry::after(&last, entry)?;
    sqlx::query("INSERT INTO audit (seq, entry, hash) VALUES (?, ?, ?)")
        .bind(entry.seq)
        .bind(&entry.text)
        .bind(&entry.hash)
        .execute(connection)
        .await?;
    Ok(entry)
}

#[async_trait]
impl Audit for SqliteStore {
    async fn add_entry(&self, entry: NewEntry) -> Result<AuditEntry, StoreError> {
        let mut transaction = self.writing().await?;
        let told = tell(&mut transaction, entry).await?.read()?;
        transaction.commit().await?;
        Ok(told)
    }

    async fn entries(&self, after: i64, limit: i64) -> Result<Vec<AuditEntry>, StoreError> {
        self.stored_entries(after, limit).await?.iter().map(StoredEntry::read).collect()
    }

    async fn stored_entries(&self, after: i64, limit: i64) -> Result<Vec<StoredEntry>, StoreError> {
        let rows = sqlx::query("SELECT seq, entry, hash FROM audit WHERE seq > ? ORDER BY seq LIMIT ?")
            .bind(after)
            .bind(limit.max(0))
            .fetch_all(&self.readers)
            .await?;
        let entry = |row: &SqliteRow| {
            Ok::<_, sqlx::Error>(StoredEntry {
                seq: row.try_get("seq")?,
                text: row.try_get("entry")?,
                hash: row.try_get("hash")?,
            })
        };
        Ok(rows.iter().map(entry).collect::<Result<_, _>>()?)
    }

    async fn last_entry(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM audit").fetch_one(&self.readers).await?)
    }
}
