//! What a worker writes of an apply.

use shared::event::EventRecord;
use sqlx::SqliteConnection;

use crate::store::sqlite::audit;
use crate::store::sqlite::text::{json, state_word};
use crate::store::telling::apply_ended;
use crate::store::{Claim, Entry, JournalEntry, StoreError};

/// Writes an entry if the claim still holds. The row of the apply is written first: that checks the fence, and gives
/// the events numbers that nobody else can take before this transaction ends.
pub(super) async fn record(
    connection: &mut SqliteConnection,
    claim: &Claim,
    entry: Entry,
) -> Result<Vec<EventRecord>, StoreError> {
    let Entry { journal, events, end, at } = entry.complete();
    let added = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let last: Option<i64> = sqlx::query_scalar(
        "UPDATE applies SET last_seq = last_seq + ? \
         WHERE id = ? AND fence = ? AND lease_until IS NOT NULL AND ended_at IS NULL RETURNING last_seq",
    )
    .bind(added)
    .bind(&claim.apply)
    .bind(claim.fence)
    .fetch_optional(&mut *connection)
    .await?;
    let before = last.ok_or(StoreError::Fenced)? - added;
    let records: Vec<_> = (before + 1..).zip(events).map(|(seq, event)| EventRecord { seq, at, event }).collect();
    for record in &records {
        append(connection, &claim.apply, record).await?;
    }
    if let Some(line) = journal {
        write_down(connection, &claim.apply, &line).await?;
    }
    if let Some(outcome) = end {
        let ended = sqlx::query(
            "UPDATE applies SET owner = NULL, lease_until = NULL, ended_at = ?, outcome = ?, succeeded = ? \
             WHERE id = ? AND fence = ? RETURNING *",
        )
        .bind(at)
        .bind(json(&outcome)?)
        .bind(outcome.succeeded())
        .bind(&claim.apply)
        .bind(claim.fence)
        .fetch_one(&mut *connection)
        .await?;
        audit::tell(connection, apply_ended(&super::meta(&ended)?, &outcome, at)).await?;
    }
    Ok(records)
}

/// Writes one event under its number.
pub(super) async fn append(
    connection: &mut SqliteConnection,
    apply: &str,
    record: &EventRecord,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO apply_events (apply_id, seq, at, event) VALUES (?, ?, ?, ?)")
        .bind(apply)
        .bind(record.seq)
        .bind(record.at)
        .bind(json(&record.event)?)
        .execute(connection)
        .await?;
    Ok(())
}

async fn write_down(connection: &mut SqliteConnection, apply: &str, line: &JournalEntry) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO apply_journal (apply_id, step, state, attempt, outputs) VALUES (?, ?, ?, ?, ?) \
         ON CONFLICT (apply_id, step) DO UPDATE \
         SET state = excluded.state, attempt = excluded.attempt, outputs = excluded.outputs",
    )
    .bind(apply)
    .bind(&line.step.0)
    .bind(state_word(line.state))
    .bind(line.attempt)
    .bind(json(&line.outputs)?)
    .execute(connection)
    .await?;
    Ok(())
}
