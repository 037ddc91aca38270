//! Reviews.

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::{Comment, Link, ReviewMeta, Thread};
use shared::review::Decision;

use super::SqliteStore;
use crate::store::*;

#[async_trait]
impl Reviews for SqliteStore {
    async fn open_review(&self, review: ReviewMeta, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn review(&self, id: &str) -> Result<ReviewMeta, StoreError> {
        unimplemented!()
    }
    async fn reviews(&self, design: Option<&str>) -> Result<Vec<ReviewMeta>, StoreError> {
        unimplemented!()
    }
    async fn refresh_review(
        &self,
        id: &str,
        version: i64,
        plan: &str,
        at: i64,
        entry: NewEntry,
    ) -> Result<ReviewMeta, StoreError> {
        unimplemented!()
    }
    async fn submit(
        &self,
        threads: Vec<Thread>,
        decision: Option<(Decision, String)>,
        entries: Vec<NewEntry>,
    ) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn threads(&self, design: &str) -> Result<Vec<Thread>, StoreError> {
        unimplemented!()
    }
    async fn thread(&self, id: &str) -> Result<Thread, StoreError> {
        unimplemented!()
    }
    async fn reply(&self, thread: &str, comment: Comment, entry: NewEntry) -> Result<Thread, StoreError> {
        unimplemented!()
    }
    async fn resolve_thread(&self, id: &str, by: Option<PersonRef>, entry: NewEntry) -> Result<Thread, StoreError> {
        unimplemented!()
    }
    async fn suggestion_applied(&self, thread: &str, version: i64, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn decisions(&self, design: &str, environment: &str) -> Result<Vec<Decision>, StoreError> {
        unimplemented!()
    }
    async fn decision(&self, id: &str) -> Result<Decision, StoreError> {
        unimplemented!()
    }
    async fn withdraw(&self, decision: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn make_link(&self, link: StoredLink, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn links(&self, review: &str) -> Result<Vec<Link>, StoreError> {
        unimplemented!()
    }
    async fn link(&self, id: &str) -> Result<Option<StoredLink>, StoreError> {
        unimplemented!()
    }
    async fn use_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
    async fn revoke_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        unimplemented!()
    }
}
