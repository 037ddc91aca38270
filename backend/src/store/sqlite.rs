//! Designs in one SQLite file.

use std::path::Path;
use std::time::Duration;

use async_trait::async_trait;
use shared::api::DesignMeta;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{Row, SqliteConnection};

use super::{Designs, Draft, StoreError, StoredDesign};

/// How long a statement waits for another program's lock before it gives up: long enough for a backup's short locks,
/// short enough that a person still waits for the answer.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a request waits for its turn at a connection.
const TURN_TIMEOUT: Duration = Duration::from_secs(5);
const READERS: u32 = 4;

/// A store in one file, in SQLite's write-ahead mode: one writer, and readers that it never holds up.
#[derive(Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the file, makes it if it isn't there, and brings its tables up to date.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(Self::options(path)).await
    }

    /// How the file is opened.
    pub fn options(path: &Path) -> SqliteConnectOptions {
        SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was acknowledged must survive a power cut too; NORMAL would only survive a crash of the process.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
    }

    /// Opens the file that `options` name.
    pub async fn open_with(options: SqliteConnectOptions) -> Result<Self, StoreError> {
        // One connection for as long as the process lives: SQLite has one writer at a time anyway, and waiting in
        // our queue is fair where waiting for its lock is not.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(TURN_TIMEOUT)
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!("src/store/migrations").run(&writer).await.map_err(migration_error)?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(TURN_TIMEOUT)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self { writer, readers })
    }

    /// Waits until everything is written and closes the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn migration_error(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => cause.into(),
        other => StoreError::Other(sqlx::Error::Migrate(Box::new(other))),
    }
}

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
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let row = sqlx::query(
            "INSERT INTO designs (id, name, document, counter, created_at, updated_at) VALUES (?1, ?2, ?3, 1, ?4, ?4) \
             RETURNING id, name, counter, created_at, updated_at",
        )
        .bind(id)
        .bind(draft.name)
        .bind(draft.document)
        .bind(draft.at)
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
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let saved = sqlx::query(
            "UPDATE designs SET name = ?3, document = ?4, counter = counter + 1, updated_at = ?5 \
             WHERE id = ?1 AND counter = ?2 RETURNING id, name, counter, created_at, updated_at",
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
        transaction.commit().await?;
        Ok(meta(&row)?)
    }

    async fn delete(&self, id: &str, expected: i64) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("BEGIN IMMEDIATE").await?;
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

#[cfg(test)]
mod tests;

#[async_trait]
impl super::Versions for SqliteStore {
    async fn save_version(&self, _: &str, _: super::NewVersion) -> Result<shared::api::VersionMeta, StoreError> {
        todo!()
    }
    async fn versions(&self, _: &str) -> Result<Vec<shared::api::VersionMeta>, StoreError> {
        todo!()
    }
    async fn version(&self, _: &str, _: i64) -> Result<super::StoredVersion, StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Environments for SqliteStore {
    async fn environments(&self) -> Result<Vec<shared::environment::Environment>, StoreError> {
        todo!()
    }
    async fn environment(&self, _: &str) -> Result<shared::environment::Environment, StoreError> {
        todo!()
    }
    async fn create_environment(
        &self,
        _: shared::environment::Environment,
    ) -> Result<shared::environment::Environment, StoreError> {
        todo!()
    }
    async fn save_environment(
        &self,
        _: shared::environment::Environment,
        _: i64,
    ) -> Result<shared::environment::Environment, StoreError> {
        todo!()
    }
    async fn delete_environment(&self, _: &str, _: i64) -> Result<(), StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Plans for SqliteStore {
    async fn keep_plan(&self, _: super::StoredPlan) -> Result<(), StoreError> {
        todo!()
    }
    async fn plan(&self, _: &str) -> Result<super::StoredPlan, StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Applies for SqliteStore {
    async fn create_apply(&self, _: super::NewApply) -> Result<shared::api::ApplyMeta, StoreError> {
        todo!()
    }
    async fn apply(&self, _: &str) -> Result<shared::api::ApplyMeta, StoreError> {
        todo!()
    }
    async fn applies(&self, _: &str) -> Result<Vec<shared::api::ApplyMeta>, StoreError> {
        todo!()
    }
    async fn last_applied(&self, _: &str, _: &str) -> Result<Option<shared::api::ApplyMeta>, StoreError> {
        todo!()
    }
    async fn claim(&self, _: &str, _: i64, _: Option<&str>) -> Result<Option<super::Claim>, StoreError> {
        todo!()
    }
    async fn renew(&self, _: &super::Claim, _: i64) -> Result<bool, StoreError> {
        todo!()
    }
    async fn release(&self, _: &super::Claim) -> Result<(), StoreError> {
        todo!()
    }
    async fn record(&self, _: &super::Claim, _: super::Entry) -> Result<Vec<shared::event::EventRecord>, StoreError> {
        todo!()
    }
    async fn journal(&self, _: &str) -> Result<Vec<super::JournalEntry>, StoreError> {
        todo!()
    }
    async fn request_cancel(&self, _: &str, _: i64) -> Result<(), StoreError> {
        todo!()
    }
    async fn events(&self, _: &str, _: i64, _: i64) -> Result<Vec<shared::event::EventRecord>, StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Sandboxes for SqliteStore {
    async fn sandbox(&self, _: &str) -> Result<(Option<String>, i64), StoreError> {
        todo!()
    }
    async fn save_sandbox(&self, _: &str, _: i64, _: String) -> Result<bool, StoreError> {
        todo!()
    }
}
