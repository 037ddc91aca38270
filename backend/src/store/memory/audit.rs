//! The record.

use async_trait::async_trait;
use shared::api::AuditEntry;

use super::{Kept, MemoryStore};
use crate::store::{Audit, NewEntry, StoreError, StoredEntry};

impl Kept {
    /// Adds an entry. Called when nothing can be refused any more, before the write that it tells.
    pub(super) fn tell(&mut self, entry: NewEntry) -> Result<(), StoreError> {
        let last = self.record.last().map(StoredEntry::head).unwrap_or_default();
        self.record.push(StoredEntry::after(&last, entry)?);
        Ok(())
    }

    fn entries_after(&self, after: i64, limit: i64) -> impl Iterator<Item = &StoredEntry> {
        let later = self.record.iter().filter(move |entry| entry.seq > after);
        later.take(usize::try_from(limit).unwrap_or(0))
    }
}

#[cfg(test)]
impl MemoryStore {
    /// Does to the record what nobody should.
    pub fn tamper(&self, deed: impl FnOnce(&mut Vec<StoredEntry>)) {
        deed(&mut self.kept().record);
    }
}

#[async_trait]
impl Audit for MemoryStore {
    async fn add_entry(&self, entry: NewEntry) -> Result<AuditEntry, StoreError> {
        let mut kept = self.kept();
        kept.tell(entry)?;
        kept.record.last().ok_or(StoreError::NotFound)?.read()
    }

    async fn entries(&self, after: i64, limit: i64) -> Result<Vec<AuditEntry>, StoreError> {
        self.kept().entries_after(after, limit).map(StoredEntry::read).collect()
    }

    async fn stored_entries(&self, after: i64, limit: i64) -> Result<Vec<StoredEntry>, StoreError> {
        Ok(self.kept().entries_after(after, limit).cloned().collect())
    }

    async fn last_entry(&self) -> Result<i64, StoreError> {
        Ok(self.kept().record.last().map_or(0, |last| last.seq))
    }
}
