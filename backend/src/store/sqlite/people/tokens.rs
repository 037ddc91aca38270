//! What people's programs are known by. A token that is revoked stays as a row.

use shared::api::Token;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::store::sqlite::text::{from_json, hash, json};
use crate::store::{StoreError, StoredToken, Thing};

fn token(row: &SqliteRow) -> Result<Token, sqlx::Error> {
    let made: Token = from_json(row.try_get("token")?)?;
    Ok(Token { used_at: row.try_get("used_at")?, ..made })
}

pub(super) async fn keep(connection: &mut SqliteConnection, stored: &StoredToken) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO tokens (id, hash, owner_id, token, used_at) VALUES (?, ?, ?, ?, ?)")
        .bind(&stored.token.id)
        .bind(stored.hash.as_slice())
        .bind(&stored.token.owner.id)
        .bind(json(&stored.token)?)
        .bind(stored.token.used_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Newest first.
pub(super) async fn all(readers: &SqlitePool) -> Result<Vec<Token>, StoreError> {
    let rows = sqlx::query("SELECT token, used_at FROM tokens WHERE revoked = 0 ORDER BY number DESC")
        .fetch_all(readers)
        .await?;
    Ok(rows.iter().map(token).collect::<Result<_, _>>()?)
}

pub(super) async fn load(readers: &SqlitePool, id: &str) -> Result<Option<StoredToken>, StoreError> {
    let row = sqlx::query("SELECT hash, token, used_at FROM tokens WHERE id = ? AND revoked = 0")
        .bind(id)
        .fetch_optional(readers)
        .await?;
    let stored =
        |row: SqliteRow| Ok::<_, sqlx::Error>(StoredToken { token: token(&row)?, hash: hash(row.try_get("hash")?)? });
    Ok(row.map(stored).transpose()?)
}

pub(super) async fn touch(writer: &SqlitePool, id: &str, at: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE tokens SET used_at = ? WHERE id = ? AND revoked = 0").bind(at).bind(id).execute(writer).await?;
    Ok(())
}

pub(super) async fn revoke(connection: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    let revoked = sqlx::query("UPDATE tokens SET revoked = 1 WHERE id = ? AND revoked = 0").bind(id);
    let revoked = revoked.execute(connection).await?;
    if revoked.rows_affected() == 0 { Err(StoreError::Missing(Thing::Token)) } else { Ok(()) }
}

/// Revokes all tokens of a person.
pub(super) async fn revoke_all(connection: &mut SqliteConnection, owner: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE tokens SET revoked = 1 WHERE owner_id = ?").bind(owner).execute(connection).await?;
    Ok(())
}
