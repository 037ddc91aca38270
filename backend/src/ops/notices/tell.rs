//! From the record to messages.

use super::form::{bodies, is_told, parcel_for};
use super::news::news;
use crate::ops::{Context, OpsError};

/// How many entries messages are made of at once.
const BATCH: i64 = 100;

/// Makes the messages of the next entries. Tells whether there were any.
pub(super) async fn tell(context: &Context) -> Result<bool, OpsError> {
    let hooks = context.store.hooks().await?;
    if hooks.is_empty() {
        // Nobody is told anything, and a database that can only be read stays in peace.
        return Ok(false);
    }
    let from = context.store.told().await?;
    let entries = context.store.entries(from, BATCH).await?;
    let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(false) };
    let mut deliveries = Vec::new();
    for entry in entries {
        let (seq, act) = (entry.seq, entry.act);
        let told: Vec<_> = hooks.iter().filter(|hook| hook.since < seq && is_told(&hook.hook, act)).collect();
        if told.is_empty() {
            continue;
        }
        let news = news(context, entry).await?;
        for hook in told {
            for body in bodies(&hook.hook, &news) {
                deliveries.push(parcel_for(&hook.hook, act, Some(seq), body, context.clock.now())?);
            }
        }
    }
    // Where someone else was faster, theirs are kept.
    context.store.tell(from, last, deliveries).await?;
    Ok(true)
}
