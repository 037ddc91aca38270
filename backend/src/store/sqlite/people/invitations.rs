//! How people come in. An invitation that is used or revoked stays as a row that is closed.

use shared::api::Invitation;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::store::sqlite::text::{from_json, hash, json};
use crate::store::{StoreError, StoredInvitation, Thing};

pub(super) async fn keep(connection: &mut SqliteConnection, stored: &StoredInvitation) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO invitations (id, hash, invitation) VALUES (?, ?, ?)")
        .bind(&stored.invitation.id)
        .bind(stored.hash.as_slice())
        .bind(json(&stored.invitation)?)
        .execute(connection)
        .await?;
    Ok(())
}

/// Newest first.
pub(super) async fn open(readers: &SqlitePool) -> Result<Vec<Invitation>, StoreError> {
    let texts: Vec<String> =
        sqlx::query_scalar("SELECT invitation FROM invitations WHERE closed = 0 ORDER BY number DESC")
            .fetch_all(readers)
            .await?;
    Ok(texts.iter().map(|text| from_json(text)).collect::<Result<_, _>>()?)
}

pub(super) async fn load(connection: &mut SqliteConnection, id: &str) -> Result<StoredInvitation, StoreError> {
    let row = sqlx::query("SELECT hash, invitation FROM invitations WHERE id = ? AND closed = 0")
        .bind(id)
        .fetch_optional(connection)
        .await?
        .ok_or(StoreError::Missing(Thing::Invitation))?;
    let stored = |row: &SqliteRow| {
        Ok::<_, sqlx::Error>(StoredInvitation {
            invitation: from_json(row.try_get("invitation")?)?,
            hash: hash(row.try_get("hash")?)?,
        })
    };
    Ok(stored(&row)?)
}

/// Closes one that is open.
pub(super) async fn close(connection: &mut SqliteConnection, id: &str) -> Result<(), StoreError> {
    let closed = sqlx::query("UPDATE invitations SET closed = 1 WHERE id = ? AND closed = 0").bind(id);
    let closed = closed.execute(connection).await?;
    if closed.rows_affected() == 0 { Err(StoreError::Missing(Thing::Invitation)) } else { Ok(()) }
}

/// Closes one that is open and has not expired by `at`.
pub(super) async fn use_up(connection: &mut SqliteConnection, id: &str, at: i64) -> Result<(), StoreError> {
    if load(connection, id).await?.invitation.expires_at <= at {
        return Err(StoreError::Missing(Thing::Invitation));
    }
    close(connection, id).await
}

/// Closes all that a person made.
pub(super) async fn close_all(connection: &mut SqliteConnection, by: &str) -> Result<(), StoreError> {
    sqlx::query("UPDATE invitations SET closed = 1 WHERE json_extract(invitation, '$.by.id') = ?")
        .bind(by)
        .execute(connection)
        .await?;
    Ok(())
}
