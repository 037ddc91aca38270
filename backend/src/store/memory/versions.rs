//! Versions of designs.

use async_trait::async_trait;
use shared::api::VersionMeta;

use super::MemoryStore;
use crate::store::telling::{version_saved, with_person};
use crate::store::{NewVersion, StoreError, StoredVersion, Thing, Versions};

#[async_trait]
impl Versions for MemoryStore {
    async fn save_version(&self, design: &str, version: NewVersion) -> Result<VersionMeta, StoreError> {
        let mut kept = self.kept();
        let draft = kept.designs.iter().find(|stored| stored.meta.id == design).ok_or(StoreError::NotFound)?;
        let of_the_draft = draft.document == version.document;
        let last = kept.versions.get(design).and_then(|versions| versions.last()).map(|last| &last.meta);
        if let Some(last) = last.filter(|last| last.fingerprint == version.fingerprint) {
            return Ok(last.clone());
        }
        let newest = last.map_or(0, |last| last.number);
        if version.after.is_some_and(|after| after != newest) {
            return Err(StoreError::VersionMoved(newest));
        }
        let by = version.by.person().into_iter().chain(&version.with);
        let editors = kept.editors.get(design).cloned().unwrap_or_default();
        let meta = VersionMeta {
            number: newest + 1,
            fingerprint: version.fingerprint,
            note: version.note,
            created_at: version.at,
            authors: by.fold(editors, |people, person| with_person(people, Some(person))),
            source: version.source,
        };
        kept.tell(version_saved(design, &meta, version.by))?;
        if of_the_draft {
            kept.editors.remove(design);
        }
        let versions = kept.versions.entry(design.to_owned()).or_default();
        versions.push(StoredVersion { meta: meta.clone(), document: version.document });
        Ok(meta)
    }

    async fn versions(&self, design: &str) -> Result<Vec<VersionMeta>, StoreError> {
        let kept = self.kept();
        let versions = kept.versions.get(design).into_iter().flatten();
        Ok(versions.rev().map(|version| version.meta.clone()).collect())
    }

    async fn version(&self, design: &str, number: i64) -> Result<StoredVersion, StoreError> {
        let kept = self.kept();
        let mut versions = kept.versions.get(design).into_iter().flatten();
        versions.find(|version| version.meta.number == number).cloned().ok_or(StoreError::Missing(Thing::Version))
    }
}
