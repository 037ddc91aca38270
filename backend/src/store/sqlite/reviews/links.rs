//! Links to reviews.

use shared::api::Link;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, SqlitePool};

use crate::store::sqlite::text::{from_json, hash, json};
use crate::store::{StoreError, StoredLink, Thing};

fn link(row: &SqliteRow) -> Result<Link, sqlx::Error> {
    let made: Link = from_json(row.try_get("link")?)?;
    Ok(Link {
        revoked_at: row.try_get("revoked_at")?,
        used_at: row.try_get("used_at")?,
        uses: row.try_get("uses")?,
        ..made
    })
}

pub(super) async fn keep(connection: &mut SqliteConnection, stored: &StoredLink) -> Result<(), StoreError> {
    let StoredLink { link, hash } = stored;
    sqlx::query(
        "INSERT INTO links (id, review_id, hash, link, revoked_at, used_at, uses, expires_at) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(&link.id)
    .bind(&link.review_id)
    .bind(hash.as_slice())
    .bind(json(link)?)
    .bind(link.revoked_at)
    .bind(link.used_at)
    .bind(link.uses)
    .bind(link.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn load(connection: &mut SqliteConnection, id: &str) -> Result<Option<StoredLink>, StoreError> {
    let row = sqlx::query("SELECT hash, link, revoked_at, used_at, uses FROM links WHERE id = ?")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    let stored =
        |row: SqliteRow| Ok::<_, sqlx::Error>(StoredLink { link: link(&row)?, hash: hash(row.try_get("hash")?)? });
    Ok(row.map(stored).transpose()?)
}

/// Newest first.
pub(super) async fn of_review(readers: &SqlitePool, review: &str) -> Result<Vec<Link>, StoreError> {
    let rows =
        sqlx::query("SELECT link, revoked_at, used_at, uses FROM links WHERE review_id = ? ORDER BY number DESC")
            .bind(review)
            .fetch_all(readers)
            .await?;
    Ok(rows.iter().map(link).collect::<Result<_, _>>()?)
}

/// Counts a use of a link that still holds.
pub(super) async fn open(connection: &mut SqliteConnection, id: &str, at: i64) -> Result<(), StoreError> {
    let opened = sqlx::query(
        "UPDATE links SET used_at = ?1, uses = uses + 1 WHERE id = ?2 AND revoked_at IS NULL AND expires_at > ?1",
    )
    .bind(at)
    .bind(id)
    .execute(connection)
    .await?;
    if opened.rows_affected() == 0 { Err(StoreError::Missing(Thing::Link)) } else { Ok(()) }
}

/// Whether this has revoked it; not where it was revoked before.
pub(super) async fn revoke(connection: &mut SqliteConnection, id: &str, at: i64) -> Result<bool, StoreError> {
    let revoked = sqlx::query("UPDATE links SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
        .bind(at)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    if revoked.rows_affected() == 0 && load(connection, id).await?.is_none() {
        return Err(StoreError::Missing(Thing::Link));
    }
    Ok(revoked.rows_affected() > 0)
}
