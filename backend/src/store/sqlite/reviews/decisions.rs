//! What people decided. A decision never changes but for being withdrawn.

use shared::review::Decision;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::store::sqlite::text::{from_json, json};
use crate::store::{StoreError, Thing};

fn decision(row: &SqliteRow) -> Result<Decision, sqlx::Error> {
    let made: Decision = from_json(row.try_get("decision")?)?;
    Ok(Decision { withdrawn_at: row.try_get("withdrawn_at")?, ..made })
}

pub(super) async fn keep(connection: &mut SqliteConnection, decision: &Decision) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO decisions (id, design_id, environment, decision, withdrawn_at) VALUES (?, ?, ?, ?, ?)")
        .bind(&decision.id)
        .bind(&decision.content.design_id)
        .bind(&decision.content.environment)
        .bind(json(decision)?)
        .bind(decision.withdrawn_at)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn load(connection: &mut SqliteConnection, id: &str) -> Result<Decision, StoreError> {
    let row = sqlx::query("SELECT decision, withdrawn_at FROM decisions WHERE id = ?")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(decision(&row.ok_or(StoreError::Missing(Thing::Decision))?)?)
}

/// Oldest first.
pub(super) async fn about(readers: &SqlitePool, design: &str, environment: &str) -> Result<Vec<Decision>, StoreError> {
    let rows = sqlx::query(
        "SELECT decision, withdrawn_at FROM decisions WHERE design_id = ? AND environment = ? ORDER BY number",
    )
    .bind(design)
    .bind(environment)
    .fetch_all(readers)
    .await?;
    Ok(rows.iter().map(decision).collect::<Result<_, _>>()?)
}

/// Whether this has withdrawn it; not where it was withdrawn before.
pub(super) async fn withdraw(connection: &mut SqliteConnection, id: &str, at: i64) -> Result<bool, StoreError> {
    let withdrawn = sqlx::query("UPDATE decisions SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL")
        .bind(at)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    if withdrawn.rows_affected() == 0 {
        load(connection, id).await?;
    }
    Ok(withdrawn.rows_affected() > 0)
}
