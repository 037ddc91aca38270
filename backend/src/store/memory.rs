//! Designs in memory, for tests and simulations: as the database keeps them, but gone with the process.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use shared::api::DesignMeta;

use super::{Designs, Draft, StoreError, StoredDesign};

/// A store without a file.
#[derive(Debug, Default)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    designs: Vec<StoredDesign>,
    created: i64,
}

impl MemoryStore {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing below can panic between two writes, so what a poisoned lock guards is whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Where the design is, if its counter is still `expected`.
    fn guarded(&self, id: &str, expected: i64) -> Result<usize, StoreError> {
        let at = self.designs.iter().position(|design| design.meta.id == id).ok_or(StoreError::NotFound)?;
        let current = &self.designs[at];
        if current.meta.counter == expected { Ok(at) } else { Err(StoreError::Conflict(Box::new(current.clone()))) }
    }
}

#[async_trait]
impl Designs for MemoryStore {
    async fn list(&self) -> Result<Vec<DesignMeta>, StoreError> {
        let mut metas: Vec<_> = self.kept().designs.iter().map(|design| design.meta.clone()).collect();
        metas.sort_by(|a, b| b.updated_at.cmp(&a.updated_at).then_with(|| a.id.cmp(&b.id)));
        Ok(metas)
    }

    async fn create(&self, id: &str, draft: Draft) -> Result<DesignMeta, StoreError> {
        let meta =
            DesignMeta { id: id.to_owned(), name: draft.name, counter: 1, created_at: draft.at, updated_at: draft.at };
        let mut kept = self.kept();
        kept.created += 1;
        kept.designs.push(StoredDesign { meta: meta.clone(), document: draft.document });
        Ok(meta)
    }

    async fn load(&self, id: &str) -> Result<StoredDesign, StoreError> {
        self.kept().designs.iter().find(|design| design.meta.id == id).cloned().ok_or(StoreError::NotFound)
    }

    async fn save(&self, id: &str, expected: i64, draft: Draft) -> Result<DesignMeta, StoreError> {
        let mut kept = self.kept();
        let at = kept.guarded(id, expected)?;
        let design = &mut kept.designs[at];
        design.meta.name = draft.name;
        design.meta.counter += 1;
        design.meta.updated_at = draft.at;
        design.document = draft.document;
        Ok(design.meta.clone())
    }

    async fn delete(&self, id: &str, expected: i64) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let at = kept.guarded(id, expected)?;
        kept.designs.remove(at);
        Ok(())
    }

    async fn created_ever(&self) -> Result<i64, StoreError> {
        Ok(self.kept().created)
    }
}

#[async_trait]
impl super::Versions for MemoryStore {
    async fn save_version(&self, _: &str, _: super::NewVersion) -> Result<shared::api::VersionMeta, StoreError> {
        todo!()
    }
    async fn versions(&self, _: &str) -> Result<Vec<shared::api::VersionMeta>, StoreError> {
        todo!()
    }
    async fn version(&self, _: &str, _: i64) -> Result<super::StoredVersion, StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Environments for MemoryStore {
    async fn environments(&self) -> Result<Vec<shared::environment::Environment>, StoreError> {
        todo!()
    }
    async fn environment(&self, _: &str) -> Result<shared::environment::Environment, StoreError> {
        todo!()
    }
    async fn create_environment(
        &self,
        _: shared::environment::Environment,
    ) -> Result<shared::environment::Environment, StoreError> {
        todo!()
    }
    async fn save_environment(
        &self,
        _: shared::environment::Environment,
        _: i64,
    ) -> Result<shared::environment::Environment, StoreError> {
        todo!()
    }
    async fn delete_environment(&self, _: &str, _: i64) -> Result<(), StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Plans for MemoryStore {
    async fn keep_plan(&self, _: super::StoredPlan) -> Result<(), StoreError> {
        todo!()
    }
    async fn plan(&self, _: &str) -> Result<super::StoredPlan, StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Applies for MemoryStore {
    async fn create_apply(&self, _: super::NewApply) -> Result<shared::api::ApplyMeta, StoreError> {
        todo!()
    }
    async fn apply(&self, _: &str) -> Result<shared::api::ApplyMeta, StoreError> {
        todo!()
    }
    async fn applies(&self, _: &str) -> Result<Vec<shared::api::ApplyMeta>, StoreError> {
        todo!()
    }
    async fn last_applied(&self, _: &str, _: &str) -> Result<Option<shared::api::ApplyMeta>, StoreError> {
        todo!()
    }
    async fn claim(&self, _: &str, _: i64, _: Option<&str>) -> Result<Option<super::Claim>, StoreError> {
        todo!()
    }
    async fn renew(&self, _: &super::Claim, _: i64) -> Result<bool, StoreError> {
        todo!()
    }
    async fn release(&self, _: &super::Claim) -> Result<(), StoreError> {
        todo!()
    }
    async fn record(&self, _: &super::Claim, _: super::Entry) -> Result<Vec<shared::event::EventRecord>, StoreError> {
        todo!()
    }
    async fn journal(&self, _: &str) -> Result<Vec<super::JournalEntry>, StoreError> {
        todo!()
    }
    async fn request_cancel(&self, _: &str, _: i64) -> Result<(), StoreError> {
        todo!()
    }
    async fn events(&self, _: &str, _: i64, _: i64) -> Result<Vec<shared::event::EventRecord>, StoreError> {
        todo!()
    }
}
#[async_trait]
impl super::Sandboxes for MemoryStore {
    async fn sandbox(&self, _: &str) -> Result<(Option<String>, i64), StoreError> {
        todo!()
    }
    async fn save_sandbox(&self, _: &str, _: i64, _: String) -> Result<bool, StoreError> {
        todo!()
    }
}
