//! Hooks and the messages to them.

use async_trait::async_trait;
use shared::api::Delivery;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::text::{delivery_word, from_json, json, now};
use super::{SqliteStore, audit};
use crate::store::{NewEntry, Outbox, StoreError, StoredHook, Thing};

fn hook(row: &SqliteRow) -> Result<StoredHook, sqlx::Error> {
    Ok(StoredHook {
        hook: from_json(row.try_get("hook")?)?,
        url: row.try_get("url")?,
        secret: row.try_get("secret")?,
        since: row.try_get("since")?,
    })
}

fn delivery(row: &SqliteRow) -> Result<Delivery, sqlx::Error> {
    from_json(row.try_get("delivery")?)
}

/// Keeps a message, unless its hook is gone; tells whether it did.
async fn keep(connection: &mut SqliteConnection, delivery: &Delivery) -> Result<bool, StoreError> {
    let kept = sqlx::query(
        "INSERT INTO deliveries (id, hook_id, delivery, state, at) \
         SELECT ?, id, ?, ?, ? FROM hooks WHERE id = ?",
    )
    .bind(&delivery.id)
    .bind(json(delivery)?)
    .bind(delivery_word(delivery.state))
    .bind(delivery.at)
    .bind(&delivery.hook_id)
    .execute(connection)
    .await?;
    Ok(kept.rows_affected() > 0)
}

async fn load(connection: &mut SqliteConnection, id: &str) -> Result<Delivery, StoreError> {
    let row = sqlx::query("SELECT delivery FROM deliveries WHERE id = ?").bind(id).fetch_optional(connection).await?;
    Ok(delivery(&row.ok_or(StoreError::Missing(Thing::Delivery))?)?)
}

#[async_trait]
impl Outbox for SqliteStore {
    async fn hooks(&self) -> Result<Vec<StoredHook>, StoreError> {
        let rows = sqlx::query("SELECT hook, url, secret, since FROM hooks ORDER BY json_extract(hook, '$.name'), id")
            .fetch_all(&self.readers)
            .await?;
        Ok(rows.iter().map(hook).collect::<Result<_, _>>()?)
    }

    async fn hook(&self, id: &str) -> Result<StoredHook, StoreError> {
        let row = sqlx::query("SELECT hook, url, secret, since FROM hooks WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.readers)
            .await?;
        Ok(hook(&row.ok_or(StoreError::Missing(Thing::Hook))?)?)
    }

    async fn make_hook(&self, hook: StoredHook, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        sqlx::query("INSERT INTO hooks (id, hook, url, secret, since) VALUES (?, ?, ?, ?, ?)")
            .bind(&hook.hook.id)
            .bind(json(&hook.hook)?)
            .bind(hook.url)
            .bind(hook.secret)
            .bind(hook.since)
            .execute(&mut *transaction)
            .await?;
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn remove_hook(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        let removed = sqlx::query("DELETE FROM hooks WHERE id = ?").bind(id).execute(&mut *transaction).await?;
        if removed.rows_affected() == 0 {
            return Err(StoreError::Missing(Thing::Hook));
        }
        audit::tell(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    async fn told(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("SELECT seq FROM told").fetch_one(&self.readers).await?)
    }

    async fn tell(&self, from: i64, told: i64, deliveries: Vec<Delivery>) -> Result<bool, StoreError> {
        let mut transaction = self.writing().await?;
        let moved = sqlx::query("UPDATE told SET seq = ? WHERE seq = ?").bind(told).bind(from);
        if moved.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Ok(false);
        }
        for delivery in &deliveries {
            keep(&mut transaction, delivery).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    async fn deliver(&self, delivery: Delivery) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        if !keep(&mut transaction, &delivery).await? {
            return Err(StoreError::Missing(Thing::Hook));
        }
        Ok(transaction.commit().await?)
    }

    async fn take_due(&self, limit: i64, lease_ms: i64) -> Result<Vec<Delivery>, StoreError> {
        let rows = sqlx::query(concat!(
            "UPDATE deliveries SET lease_until = ",
            now!(),
            " + ? WHERE number IN (SELECT number FROM deliveries WHERE state = 'waiting' AND at <= ",
            now!(),
            " AND (lease_until IS NULL OR lease_until <= ",
            now!(),
            ") ORDER BY at, number LIMIT ?) RETURNING number, at, delivery"
        ))
        .bind(lease_ms)
        .bind(limit.max(0))
        .fetch_all(&self.writer)
        .await?;
        // RETURNING promises no order.
        let numbered = |row: &SqliteRow| {
            Ok::<_, sqlx::Error>((row.try_get::<i64, _>("at")?, row.try_get::<i64, _>("number")?, delivery(row)?))
        };
        let mut taken = rows.iter().map(numbered).collect::<Result<Vec<_>, _>>()?;
        taken.sort_by_key(|(at, number, _)| (*at, *number));
        Ok(taken.into_iter().map(|(_, _, delivery)| delivery).collect())
    }

    async fn attempted(&self, delivery: &Delivery) -> Result<(), StoreError> {
        let mut transaction = self.writing().await?;
        let Delivery { state, attempts, outcome, at, .. } = delivery.clone();
        let noted = Delivery { state, attempts, outcome, at, ..load(&mut transaction, &delivery.id).await? };
        sqlx::query("UPDATE deliveries SET delivery = ?, state = ?, at = ?, lease_until = NULL WHERE id = ?")
            .bind(json(&noted)?)
            .bind(delivery_word(state))
            .bind(at)
            .bind(&delivery.id)
            .execute(&mut *transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    async fn deliveries(&self, hook: &str, limit: i64) -> Result<Vec<Delivery>, StoreError> {
        let rows = sqlx::query("SELECT delivery FROM deliveries WHERE hook_id = ? ORDER BY number DESC LIMIT ?")
            .bind(hook)
            .bind(limit.max(0))
            .fetch_all(&self.readers)
            .await?;
        Ok(rows.iter().map(delivery).collect::<Result<_, _>>()?)
    }

    async fn delivery(&self, id: &str) -> Result<Delivery, StoreError> {
        load(&mut *self.readers.acquire().await?, id).await
    }
}
