//! Who works on an apply: a lease by the database's clock, so that the clocks of several servers don't matter.

use shared::environment::AWS;
use sqlx::SqlitePool;

use crate::store::sqlite::text::now;
use crate::store::{Claim, StoreError};

/// Takes the oldest apply that nobody holds. The fence rises in the same statement, so whoever held it before can
/// write nothing more.
pub(super) async fn claim(
    writer: &SqlitePool,
    owner: &str,
    lease_ms: i64,
    only: Option<&str>,
) -> Result<Option<Claim>, StoreError> {
    let taken: Option<(String, i64)> = sqlx::query_as(concat!(
        "UPDATE applies SET owner = ?1, lease_until = ",
        now!(),
        " + ?2, fence = fence + 1 WHERE number = (SELECT number FROM applies WHERE ended_at IS NULL \
         AND (lease_until IS NULL OR lease_until <= ",
        now!(),
        ") AND (id = ?3 OR (?3 IS NULL AND environment <> ?4)) ORDER BY number LIMIT 1) RETURNING id, fence"
    ))
    .bind(owner)
    .bind(lease_ms)
    .bind(only)
    .bind(AWS)
    .fetch_optional(writer)
    .await?;
    Ok(taken.map(|(apply, fence)| Claim { apply, fence }))
}

/// Prolongs the lease and tells whether the apply should be cancelled.
pub(super) async fn renew(writer: &SqlitePool, claim: &Claim, lease_ms: i64) -> Result<bool, StoreError> {
    let cancel: Option<bool> = sqlx::query_scalar(concat!(
        "UPDATE applies SET lease_until = ",
        now!(),
        " + ? WHERE id = ? AND fence = ? AND lease_until IS NOT NULL AND ended_at IS NULL RETURNING cancel_requested"
    ))
    .bind(lease_ms)
    .bind(&claim.apply)
    .bind(claim.fence)
    .fetch_optional(writer)
    .await?;
    cancel.ok_or(StoreError::Fenced)
}

/// Gives the apply back.
pub(super) async fn release(writer: &SqlitePool, claim: &Claim) -> Result<(), StoreError> {
    let released = sqlx::query(
        "UPDATE applies SET owner = NULL, lease_until = NULL \
         WHERE id = ? AND fence = ? AND lease_until IS NOT NULL AND ended_at IS NULL",
    )
    .bind(&claim.apply)
    .bind(claim.fence)
    .execute(writer)
    .await?;
    if released.rows_affected() == 0 { Err(StoreError::Fenced) } else { Ok(()) }
}
