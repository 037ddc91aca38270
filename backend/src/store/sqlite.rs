//! A store in one SQLite file.
//!
//! The statements are plain SQL but for the clock: a store in a database server would differ in how it takes an apply
//! that nobody holds, and in little else.

mod applies;
mod audit;
mod designs;
mod environments;
mod outbox;
mod people;
mod plans;
mod reviews;
mod sandboxes;
#[cfg(test)]
mod tests;
mod text;
mod versions;

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, Transaction};

use super::StoreError;

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

    /// Begins a transaction that holds the writer's lock from its start, so that what it reads stays so.
    async fn writing(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
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
