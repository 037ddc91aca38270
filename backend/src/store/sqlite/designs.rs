//! Designs.

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::DesignMeta;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::SqliteStore;
use super::text::{from_json, json};
use crate::store::telling::with_person;
use crate::store::{Designs, Draft, StoreError, StoredDesign};

fn meta(row: &SqliteRow) -> Result<DesignMeta, sqlx::Error> {
    Ok(DesignMeta {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        counter: row.try_get("counter")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
    })
}

async fn load(connection: &mut SqliteConnection, id: &str) -> Result<StoredDesign, StoreError> {
    let row = sqlx::query("SELECT id, name, counter, created_at, updated_at, document FROM designs WHERE id = ?")
        .bind(id)
        .fetch_one(connection)
        .await?;
    Ok(StoredDesign { meta: meta(&row)?, document: row.try_get("document")? })
}

#[async_trait]
impl Designs for SqliteStore {
    async fn list(&self) -> Result<Vec<DesignMeta>, StoreError> {
        let rows =
            sqlx::query("SELECT id, name, counter, created_at, updated_at FROM designs ORDER BY updated_at DESC, id")
                .fetch_all(&self.readers)
                .await?;
        Ok(rows.iter().map(meta).collect::<Result<_, _>>()?)
    }

    async fn create(&self, id: &str, draft: Draft) -> Result<DesignMeta, StoreError> {
        let mut transaction = self.writing().await?;
        let row = sqlx::query(
            "INSERT INTO designs (id, name, document, counter, created_at, updated_at, editors) \
             VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5) RETURNING id, name, counter, created_at, updated_at",
        )
        .bind(id)
        .bind(draft.name)
        .bind(draft.document)
        .bind(draft.at)
        .bind(json(&[&draft.by])?)
        .fetch_one(&mut *transaction)
        .await?;
        sqlx::query("UPDATE totals SET designs_created = designs_created + 1").execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(meta(&row)?)
    }

    async fn load(&self, id: &str) -> Result<StoredDesign, StoreError> {
        load(&mut *self.readers.acquire().await?, id).await
    }

    async fn save(&self, id: &str, expected: i64, draft: Draft) -> Result<DesignMeta, StoreError> {
        let mut transaction = self.writing().await?;
        let saved = sqlx::query(
            "UPDATE designs SET name = ?3, document = ?4, counter = counter + 1, updated_at = ?5 \
             WHERE id = ?1 AND counter = ?2 RETURNING id, name, counter, created_at, updated_at, editors",
        )
        .bind(id)
        .bind(expected)
        .bind(draft.name)
        .bind(draft.document)
        .bind(draft.at)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = saved else {
            return Err(StoreError::Conflict(Box::new(load(&mut transaction, id).await?)));
        };
        let editors: Vec<PersonRef> = from_json(row.try_get("editors")?)?;
        let before = editors.len();
        let editors = with_person(editors, Some(&draft.by));
        if editors.len() > before {
            let remember = sqlx::query("UPDATE designs SET editors = ? WHERE id = ?").bind(json(&editors)?).bind(id);
            remember.execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(meta(&row)?)
    }

    async fn delete(&self, id: &str, expected: i64) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        let deleted = sqlx::query("DELETE FROM designs WHERE id = ? AND counter = ?")
            .bind(id)
            .bind(expected)
            .execute(&mut *transaction)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::Conflict(Box::new(load(&mut transaction, id).await?)));
        }
        transaction.commit().await?;
        Ok(())
    }

    async fn created_ever(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT designs_created FROM totals").fetch_one(&self.readers).await?)
    }
}
