//! Environments that people made.

use async_trait::async_trait;
use shared::environment::Environment;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::SqliteStore;
use super::text::{from_json, json};
use crate::store::{Environments, StoreError, Thing};

fn environment(row: &SqliteRow) -> Result<Environment, sqlx::Error> {
    let settings: Environment = from_json(row.try_get("settings")?)?;
    Ok(Environment { counter: row.try_get("counter")?, ..settings })
}

async fn load(connection: &mut SqliteConnection, name: &str) -> Result<Environment, StoreError> {
    let row = sqlx::query("SELECT counter, settings FROM environments WHERE name = ?")
        .bind(name)
        .fetch_optional(connection)
        .await?
        .ok_or(StoreError::Missing(Thing::Environment))?;
    Ok(environment(&row)?)
}

#[async_trait]
impl Environments for SqliteStore {
    async fn environments(&self) -> Result<Vec<Environment>, StoreError> {
        let rows =
            sqlx::query("SELECT counter, settings FROM environments ORDER BY name").fetch_all(&self.readers).await?;
        Ok(rows.iter().map(environment).collect::<Result<_, _>>()?)
    }

    async fn environment(&self, name: &str) -> Result<Environment, StoreError> {
        load(&mut *self.readers.acquire().await?, name).await
    }

    async fn create_environment(&self, environment: Environment) -> Result<Environment, StoreError> {
        let environment = Environment { counter: 1, ..environment };
        let made = sqlx::query(
            "INSERT INTO environments (name, counter, settings) VALUES (?, 1, ?) ON CONFLICT (name) DO NOTHING",
        )
        .bind(&environment.name)
        .bind(json(&environment)?)
        .execute(&self.writer)
        .await?;
        if made.rows_affected() == 0 { Err(StoreError::Exists(environment.name)) } else { Ok(environment) }
    }

    async fn save_environment(&self, environment: Environment, expected: i64) -> Result<Environment, StoreError> {
        let environment = Environment { counter: expected + 1, ..environment };
        let mut transaction = self.writing().await?;
        let saved =
            sqlx::query("UPDATE environments SET counter = counter + 1, settings = ? WHERE name = ? AND counter = ?")
                .bind(json(&environment)?)
                .bind(&environment.name)
                .bind(expected)
                .execute(&mut *transaction)
                .await?;
        if saved.rows_affected() == 0 {
            let current = load(&mut transaction, &environment.name).await?;
            return Err(StoreError::EnvironmentChanged(Box::new(current)));
        }
        transaction.commit().await?;
        Ok(environment)
    }

    async fn delete_environment(&self, name: &str, expected: i64) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        let deleted = sqlx::query("DELETE FROM environments WHERE name = ? AND counter = ?")
            .bind(name)
            .bind(expected)
            .execute(&mut *transaction)
            .await?;
        if deleted.rows_affected() == 0 {
            return Err(StoreError::EnvironmentChanged(Box::new(load(&mut transaction, name).await?)));
        }
        transaction.commit().await?;
        Ok(())
    }
}
