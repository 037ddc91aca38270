//! The record of who did what, as people read it, and whether it is as it was written.

mod export;
mod list;
#[cfg(test)]
mod tests;

pub use export::{export_audit, record_export};
pub use list::{MOST_ENTRIES, list_audit};

use shared::api::AuditBroken;

use super::OpsError;
use crate::store::{Break, Head, Store, StoredEntry};

/// How many entries are read at once.
const BATCH: i64 = 500;

/// What a check of the record has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chain {
    /// No entry was changed, removed, put in or moved, up to this one.
    Whole(Head),
    Broken(Broken),
}

/// The first place at which the record isn't as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The number of the entry.
    pub seq: i64,
    pub why: Break,
}

impl Broken {
    /// What is wrong, and what to do.
    pub fn message(&self) -> String {
        format!(
            "The record of who did what is broken at entry {}: {}. Someone has changed the database past Bayplan, or its \
             file is damaged. The entries before it are as they were written; don't rely on it or on later ones. Keep the \
             file, and compare with a backup or an export.",
            self.seq, self.why
        )
    }
}

impl From<Broken> for AuditBroken {
    fn from(broken: Broken) -> Self {
        Self { seq: broken.seq, message: broken.message() }
    }
}

/// Checks the whole record, and that it has the entry that was `noted` elsewhere, which alone tells that its end was cut
/// off or that it was made up anew.
pub async fn verify_audit(store: &dyn Store, noted: Option<&Head>) -> Result<Chain, OpsError> {
    let mut head = Head::default();
    loop {
        let entries = store.stored_entries(head.seq, BATCH).await?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            if let Err(broken) = advance(&mut head, entry, noted) {
                return Ok(Chain::Broken(broken));
            }
        }
    }
    match noted.filter(|noted| noted.seq > head.seq) {
        Some(_) => Ok(Chain::Broken(Broken { seq: head.seq + 1, why: Break::Cut })),
        None => Ok(Chain::Whole(head)),
    }
}

fn advance(head: &mut Head, entry: &StoredEntry, noted: Option<&Head>) -> Result<(), Broken> {
    head.advance(entry).map_err(|why| Broken { seq: entry.seq, why })?;
    match noted.filter(|noted| noted.seq == head.seq && noted.hash != head.hash) {
        Some(_) => Err(Broken { seq: entry.seq, why: Break::Rewritten }),
        None => Ok(()),
    }
}
