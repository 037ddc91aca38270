//! The browsers that people signed in with. A session that has ended is gone.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::store::sqlite::text::{from_json, hash, json};
use crate::store::{Session, StoreError};

pub(super) async fn keep(connection: &mut SqliteConnection, session: &Session) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO sessions (id, hash, person_id, person, created_at, used_at) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(&session.id)
        .bind(session.hash.as_slice())
        .bind(&session.person.id)
        .bind(json(&session.person)?)
        .bind(session.created_at)
        .bind(session.used_at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn load(readers: &SqlitePool, id: &str) -> Result<Option<Session>, StoreError> {
    let row = sqlx::query("SELECT id, hash, person, created_at, used_at FROM sessions WHERE id = ?")
        .bind(id)
        .fetch_optional(readers)
        .await?;
    let session = |row: SqliteRow| {
        Ok::<_, sqlx::Error>(Session {
            id: row.try_get("id")?,
            hash: hash(row.try_get("hash")?)?,
            person: from_json(row.try_get("person")?)?,
            created_at: row.try_get("created_at")?,
            used_at: row.try_get("used_at")?,
        })
    };
    Ok(row.map(session).transpose()?)
}

pub(super) async fn touch(writer: &SqlitePool, id: &str, at: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET used_at = ? WHERE id = ?").bind(at).bind(id).execute(writer).await?;
    Ok(())
}

/// Whether there was such a session.
pub(super) async fn end(connection: &mut SqliteConnection, id: &str) -> Result<bool, StoreError> {
    let ended = sqlx::query("DELETE FROM sessions WHERE id = ?").bind(id).execute(connection).await?;
    Ok(ended.rows_affected() > 0)
}

/// Ends all sessions of a person but `keep`.
pub(super) async fn end_all(connection: &mut SqliteConnection, person: &str, keep: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE person_id = ? AND id <> ?")
        .bind(person)
        .bind(keep)
        .execute(connection)
        .await?;
    Ok(())
}
