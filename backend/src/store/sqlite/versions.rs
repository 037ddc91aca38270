//! Versions of designs.

use async_trait::async_trait;
use shared::api::VersionMeta;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::SqliteStore;
use crate::store::{NewVersion, StoreError, StoredVersion, Thing, Versions};

fn meta(row: &SqliteRow) -> Result<VersionMeta, sqlx::Error> {
    Ok(VersionMeta {
        authors: Vec::new(),
        source: None,
        number: row.try_get("number")?,
        fingerprint: row.try_get("fingerprint")?,
        note: row.try_get("note")?,
        created_at: row.try_get("created_at")?,
    })
}

#[async_trait]
impl Versions for SqliteStore {
    async fn save_version(&self, design: &str, version: NewVersion) -> Result<VersionMeta, StoreError> {
        let mut transaction = self.writing().await?;
        sqlx::query("SELECT id FROM designs WHERE id = ?").bind(design).fetch_one(&mut *transaction).await?;
        let last = sqlx::query(
            "SELECT number, fingerprint, note, created_at FROM versions WHERE design_id = ? \
             ORDER BY number DESC LIMIT 1",
        )
        .bind(design)
        .fetch_optional(&mut *transaction)
        .await?;
        let last = last.as_ref().map(meta).transpose()?;
        let number = last.as_ref().map_or(0, |last| last.number) + 1;
        if let Some(last) = last.filter(|last| last.fingerprint == version.fingerprint) {
            return Ok(last);
        }
        if version.after.is_some_and(|after| after != number - 1) {
            return Err(StoreError::VersionMoved(number - 1));
        }
        sqlx::query(
            "INSERT INTO versions (design_id, number, fingerprint, note, created_at, document) \
             VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(design)
        .bind(number)
        .bind(&version.fingerprint)
        .bind(&version.note)
        .bind(version.at)
        .bind(version.document)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(VersionMeta {
            number,
            fingerprint: version.fingerprint,
            note: version.note,
            created_at: version.at,
            authors: Vec::new(),
            source: version.source,
        })
    }

    async fn versions(&self, design: &str) -> Result<Vec<VersionMeta>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, fingerprint, note, created_at FROM versions WHERE design_id = ? ORDER BY number DESC",
        )
        .bind(design)
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.iter().map(meta).collect::<Result<_, _>>()?)
    }

    async fn version(&self, design: &str, number: i64) -> Result<StoredVersion, StoreError> {
        let row = sqlx::query(
            "SELECT number, fingerprint, note, created_at, document FROM versions WHERE design_id = ? AND number = ?",
        )
        .bind(design)
        .bind(number)
        .fetch_optional(&self.readers)
        .await?
        .ok_or(StoreError::Missing(Thing::Version))?;
        Ok(StoredVersion { meta: meta(&row)?, document: row.try_get("document")? })
    }
}
