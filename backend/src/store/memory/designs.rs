//! Designs.

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::DesignMeta;

use super::{Kept, MemoryStore};
use crate::store::telling::with_person;
use crate::store::{Designs, Draft, StoreError, StoredDesign};

impl Kept {
    /// Where the design is, if its counter is still `expected`.
    fn guarded(&self, id: &str, expected: i64) -> Result<usize, StoreError> {
        let at = self.designs.iter().position(|design| design.meta.id == id).ok_or(StoreError::NotFound)?;
        let current = &self.designs[at];
        if current.meta.counter == expected { Ok(at) } else { Err(StoreError::Conflict(Box::new(current.clone()))) }
    }

    fn edited(&mut self, design: &str, by: &PersonRef) {
        let editors = self.editors.entry(design.to_owned()).or_default();
        *editors = with_person(std::mem::take(editors), Some(by));
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
        kept.edited(id, &draft.by);
        kept.designs.push(StoredDesign { meta: meta.clone(), document: draft.document });
        Ok(meta)
    }

    async fn load(&self, id: &str) -> Result<StoredDesign, StoreError> {
        self.kept().designs.iter().find(|design| design.meta.id == id).cloned().ok_or(StoreError::NotFound)
    }

    async fn save(&self, id: &str, expected: i64, draft: Draft) -> Result<DesignMeta, StoreError> {
        let mut kept = self.kept();
        let at = kept.guarded(id, expected)?;
        kept.edited(id, &draft.by);
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
        kept.versions.remove(id);
        kept.editors.remove(id);
        Ok(())
    }

    async fn created_ever(&self) -> Result<i64, StoreError> {
        Ok(self.kept().created)
    }
}
