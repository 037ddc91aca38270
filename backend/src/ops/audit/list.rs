//! The record, page by page.

use shared::access::Permission;
use shared::api::{AuditEntry, AuditPage};

use super::{Broken, advance};
use crate::ops::{Actor, OpsError};
use crate::store::{Head, Store, StoredEntry};

/// How many entries a page has at most.
pub const MOST_ENTRIES: u32 = 200;

/// How many entries are looked at together; more than a page has, since not everybody sees everything.
const WINDOW: i64 = 400;

/// The newest entries before number `before`, or of all, as far as whoever asks may see them: those of environments that
/// they see, and those of none. What can't be read is left out, and told with whatever else is broken about the entries
/// that were looked at.
pub async fn list_audit(store: &dyn Store, by: &Actor, before: Option<i64>, limit: u32) -> Result<AuditPage, OpsError> {
    let limit = usize::try_from(limit.clamp(1, MOST_ENTRIES)).unwrap_or(1);
    let mut page = AuditPage { entries: Vec::new(), more: false, broken: None };
    let last = store.last_entry().await?;
    let mut before = before.unwrap_or(i64::MAX).min(last + 1);
    while before > 1 && page.entries.len() <= limit {
        // One more, from which the first of the window follows.
        let after = (before - WINDOW - 1).max(0);
        let entries = store.stored_entries(after, before - 1 - after).await?;
        let entries: Vec<_> = entries.into_iter().take_while(|entry| entry.seq < before).collect();
        if let Some(broken) = broken(&entries, after) {
            page.broken = Some(broken.into());
        }
        let own = entries.iter().rev().filter(|entry| after == 0 || entry.seq > after + 1);
        page.entries.extend(own.filter_map(|entry| visible(entry, by)));
        before = if after == 0 { 1 } else { after + 2 };
    }
    page.more = page.entries.len() > limit;
    page.entries.truncate(limit);
    Ok(page)
}

fn visible(entry: &StoredEntry, by: &Actor) -> Option<AuditEntry> {
    let entry = entry.read().ok()?;
    let seen = entry.environment.as_ref().is_none_or(|environment| by.may(Permission::View, environment));
    seen.then_some(entry)
}

/// The first break among entries that follow each other, the first of which comes after number `after`.
fn broken(entries: &[StoredEntry], after: i64) -> Option<Broken> {
    let (mut head, rest) = match entries.split_first() {
        // What this one follows wasn't looked at.
        Some((first, rest)) if after > 0 && first.seq == after + 1 => {
            (Head { seq: first.seq, hash: first.hash.clone() }, rest)
        }
        Some(_) | None => (Head { seq: after, ..Head::default() }, entries),
    };
    rest.iter().find_map(|entry| advance(&mut head, entry, None).err())
}
