//! Whether the entries that the browser has are those that were written.

use serde_json::Value;
use shared::api::AuditEntry;
use shared::fingerprint::Fingerprint;

/// The numbers of entries that were changed, or before which one was taken out, in the order given.
///
/// Entries are newest first. One may have gaps where whoever looks doesn't see all of them.
pub(super) fn broken(entries: &[AuditEntry]) -> Vec<i64> {
    let older = entries.iter().skip(1).map(Some).chain([None]);
    let is_broken = |(entry, older): (&AuditEntry, Option<&AuditEntry>)| {
        let follows = older.is_none_or(|older| older.seq + 1 != entry.seq || older.hash == entry.previous);
        (!follows || hash(entry) != entry.hash).then_some(entry.seq)
    };
    entries.iter().zip(older).filter_map(is_broken).collect()
}

/// What the hash of an entry has to be.
fn hash(entry: &AuditEntry) -> String {
    let mut members = serde_json::to_value(entry).unwrap_or_default();
    if let Value::Object(members) = &mut members {
        members.shift_remove("hash");
    }
    Fingerprint::of(&members).to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use shared::api::{Act, Doer};

    use super::*;

    /// Three entries, newest first.
    fn chain() -> Vec<AuditEntry> {
        let mut all: Vec<AuditEntry> = Vec::new();
        for seq in 1..=3 {
            let previous = all.last().map_or_else(|| "0".repeat(64), |last| last.hash.clone());
            let mut entry = AuditEntry {
                seq,
                at: seq * 1000,
                by: Doer::Server,
                act: Act::Invited,
                environment: None,
                design_id: None,
                detail: json!({ "invitation": seq }),
                previous,
                hash: String::new(),
            };
            entry.hash = hash(&entry);
            all.push(entry);
        }
        all.reverse();
        all
    }

    #[test]
    fn a_change_a_gap_and_an_order_are_seen() {
        assert_eq!(broken(&chain()), [0; 0]);
        let mut changed = chain();
        changed[1].at += 1;
        assert_eq!(broken(&changed), [2]);
        let mut rewritten = changed;
        rewritten[1].hash = hash(&rewritten[1]);
        assert_eq!(broken(&rewritten), [3]);
        let mut renumbered = chain();
        renumbered.remove(1);
        assert_eq!(broken(&renumbered), [0; 0], "not everybody sees every entry");
        renumbered[1].seq = 2;
        renumbered[1].hash = hash(&renumbered[1]);
        assert_eq!(broken(&renumbered), [3]);
    }
}
