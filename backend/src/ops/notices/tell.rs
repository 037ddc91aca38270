//! From the record to messages.

use super::form::{bodies, parcel_for};
use super::news::news;
use crate::ops::{Context, OpsError};

/// How many entries messages are made of at once.
const BATCH: i64 = 100;

/// Makes the messages of the next entries. Tells whether there were any.
pub(super) async fn tell(context: &Context) -> Result<bool, OpsError> {
    let from = context.store.told().await?;
    let entries = context.store.entries(from, BATCH).await?;
    let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(false) };
    let hooks = context.store.hooks().await?;
    let mut deliveries = Vec::new();
    // Without hooks nothing has to be looked up.
    for entry in entries.into_iter().filter(|_| !hooks.is_empty()) {
        let (seq, act) = (entry.seq, entry.act);
        let news = news(context, entry).await?;
        for hook in hooks.iter().filter(|hook| hook.since < seq) {
            for body in bodies(&hook.hook, &news) {
                deliveries.push(parcel_for(&hook.hook, act, Some(seq), body, context.clock.now())?);
            }
        }
    }
    // Where someone else was faster, theirs are kept.
    context.store.tell(from, last, deliveries).await?;
    Ok(true)
}
