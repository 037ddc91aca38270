//! The simulated accounts.

use async_trait::async_trait;

use super::SqliteStore;
use crate::store::{Sandboxes, StoreError};

#[async_trait]
impl Sandboxes for SqliteStore {
    async fn sandbox(&self, account: &str) -> Result<(Option<String>, i64), StoreError> {
        let row: Option<(String, i64)> = sqlx::query_as("SELECT state, counter FROM sandboxes WHERE account = ?")
            .bind(account)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map_or((None, 0), |(text, counter)| (Some(text), counter)))
    }

    async fn save_sandbox(&self, account: &str, expected: i64, text: String) -> Result<bool, StoreError> {
        let saved = if expected == 0 {
            sqlx::query(
                "INSERT INTO sandboxes (account, counter, state) VALUES (?, 1, ?) ON CONFLICT (account) DO NOTHING",
            )
            .bind(account)
            .bind(text)
        } else {
            sqlx::query("UPDATE sandboxes SET state = ?, counter = counter + 1 WHERE account = ? AND counter = ?")
                .bind(text)
                .bind(account)
                .bind(expected)
        };
        Ok(saved.execute(&self.writer).await?.rows_affected() == 1)
    }
}
