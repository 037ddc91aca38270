//! What is said in reviews.

use shared::api::Thread;
use sqlx::{SqliteConnection, SqlitePool};

use crate::store::sqlite::audit;
use crate::store::sqlite::text::{from_json, json};
use crate::store::{NewEntry, StoreError, Thing};

pub(super) async fn keep(connection: &mut SqliteConnection, thread: &Thread) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO threads (id, design_id, thread) VALUES (?, ?, ?)")
        .bind(&thread.id)
        .bind(&thread.design_id)
        .bind(json(thread)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// Replaces a thread by what became of it, and tells so.
pub(super) async fn replace(
    connection: &mut SqliteConnection,
    thread: &Thread,
    entry: NewEntry,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE threads SET thread = ? WHERE id = ?")
        .bind(json(thread)?)
        .bind(&thread.id)
        .execute(&mut *connection)
        .await?;
    audit::tell(connection, entry).await?;
    Ok(())
}

pub(super) async fn load(connection: &mut SqliteConnection, id: &str) -> Result<Thread, StoreError> {
    let text: Option<String> =
        sqlx::query_scalar("SELECT thread FROM threads WHERE id = ?").bind(id).fetch_optional(connection).await?;
    Ok(from_json(&text.ok_or(StoreError::Missing(Thing::Thread))?)?)
}

/// Oldest first.
pub(super) async fn of_design(readers: &SqlitePool, design: &str) -> Result<Vec<Thread>, StoreError> {
    let texts: Vec<String> = sqlx::query_scalar("SELECT thread FROM threads WHERE design_id = ? ORDER BY number")
        .bind(design)
        .fetch_all(readers)
        .await?;
    Ok(texts.iter().map(|text| from_json(text)).collect::<Result<_, _>>()?)
}
