//! Versions of designs.

use async_trait::async_trait;
use shared::api::VersionMeta;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::text::{from_json, json};
use super::{SqliteStore, audit};
use crate::store::telling::{version_saved, with_person};
use crate::store::{NewVersion, StoreError, StoredVersion, Thing, Versions};

/// The columns that make a [`VersionMeta`].
macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT number, fingerprint, note, created_at, authors, source FROM versions ", $rest)
    };
}

fn meta(row: &SqliteRow) -> Result<VersionMeta, sqlx::Error> {
    let source: Option<String> = row.try_get("source")?;
    Ok(VersionMeta {
        authors: from_json(row.try_get("authors")?)?,
        source: source.map(|source| from_json(&source)).transpose()?,
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
        let draft = sqlx::query("SELECT document = ? AS of_the_draft, editors FROM designs WHERE id = ?")
            .bind(&version.document)
            .bind(design)
            .fetch_one(&mut *transaction)
            .await?;
        let last = sqlx::query(select!("WHERE design_id = ? ORDER BY number DESC LIMIT 1"))
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
        let editors = from_json(draft.try_get("editors")?)?;
        let by = version.by.person().into_iter().chain(&version.with);
        let meta = VersionMeta {
            number,
            fingerprint: version.fingerprint,
            note: version.note,
            created_at: version.at,
            authors: by.fold(editors, |people, person| with_person(people, Some(person))),
            source: version.source,
        };
        sqlx::query(
            "INSERT INTO versions (design_id, number, fingerprint, note, created_at, authors, source, document) \
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(design)
        .bind(number)
        .bind(&meta.fingerprint)
        .bind(&meta.note)
        .bind(meta.created_at)
        .bind(json(&meta.authors)?)
        .bind(meta.source.as_ref().map(json).transpose()?)
        .bind(version.document)
        .execute(&mut *transaction)
        .await?;
        if draft.try_get("of_the_draft")? {
            let forget = sqlx::query("UPDATE designs SET editors = '[]' WHERE id = ?").bind(design);
            forget.execute(&mut *transaction).await?;
        }
        audit::tell(&mut transaction, version_saved(design, &meta, version.by)).await?;
        transaction.commit().await?;
        Ok(meta)
    }

    async fn versions(&self, design: &str) -> Result<Vec<VersionMeta>, StoreError> {
        let rows = sqlx::query(select!("WHERE design_id = ? ORDER BY number DESC"))
            .bind(design)
            .fetch_all(&self.readers)
            .await?;
        Ok(rows.iter().map(meta).collect::<Result<_, _>>()?)
    }

    async fn version(&self, design: &str, number: i64) -> Result<StoredVersion, StoreError> {
        let row = sqlx::query(
            "SELECT number, fingerprint, note, created_at, authors, source, document FROM versions \
             WHERE design_id = ? AND number = ?",
        )
        .bind(design)
        .bind(number)
        .fetch_optional(&self.readers)
        .await?
        .ok_or(StoreError::Missing(Thing::Version))?;
        Ok(StoredVersion { meta: meta(&row)?, document: row.try_get("document")? })
    }
}
