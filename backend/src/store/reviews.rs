//! Reviews: what is said and decided about a version for an environment, and the links to them.

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::{Comment, Link, ReviewMeta, Thread};
use shared::review::Decision;

use super::people::SecretHash;
use super::{NewEntry, StoreError};

/// What a store does with reviews.
#[async_trait]
pub trait Reviews: Send + Sync + 'static {
    async fn open_review(&self, review: ReviewMeta, entry: NewEntry) -> Result<(), StoreError>;
    async fn review(&self, id: &str) -> Result<ReviewMeta, StoreError>;
    /// All, or those of a design, newest first.
    async fn reviews(&self, design: Option<&str>) -> Result<Vec<ReviewMeta>, StoreError>;
    /// Has it be about another version and plan.
    async fn refresh_review(
        &self,
        id: &str,
        version: i64,
        plan: &str,
        at: i64,
        entry: NewEntry,
    ) -> Result<ReviewMeta, StoreError>;

    /// Keeps comments and a decision, all or nothing. A decision is kept only while the review's plan is `plan`;
    /// else `ReviewMoved`.
    async fn submit(
        &self,
        threads: Vec<Thread>,
        decision: Option<(Decision, String)>,
        entries: Vec<NewEntry>,
    ) -> Result<(), StoreError>;
    /// Of a design, oldest first.
    async fn threads(&self, design: &str) -> Result<Vec<Thread>, StoreError>;
    async fn thread(&self, id: &str) -> Result<Thread, StoreError>;
    async fn reply(&self, thread: &str, comment: Comment, entry: NewEntry) -> Result<Thread, StoreError>;
    /// Nothing changes where it is so already.
    async fn resolve_thread(&self, id: &str, by: Option<PersonRef>, entry: NewEntry) -> Result<Thread, StoreError>;
    /// Notes the version that a thread's suggestion was applied as.
    async fn suggestion_applied(&self, thread: &str, version: i64, entry: NewEntry) -> Result<(), StoreError>;

    /// About a design and an environment, oldest first, withdrawn ones too.
    async fn decisions(&self, design: &str, environment: &str) -> Result<Vec<Decision>, StoreError>;
    async fn decision(&self, id: &str) -> Result<Decision, StoreError>;
    /// Nothing changes where it was withdrawn before.
    async fn withdraw(&self, decision: &str, at: i64, entry: NewEntry) -> Result<(), StoreError>;

    async fn make_link(&self, link: StoredLink, entry: NewEntry) -> Result<(), StoreError>;
    /// Of a review, newest first, revoked and expired ones too.
    async fn links(&self, review: &str) -> Result<Vec<Link>, StoreError>;
    async fn link(&self, id: &str) -> Result<Option<StoredLink>, StoreError>;
    /// Notes that it was opened; `Missing` where it was revoked, or has expired by `at`.
    async fn use_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError>;
    /// Nothing changes where it was revoked before.
    async fn revoke_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError>;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLink {
    pub link: Link,
    pub hash: SecretHash,
}
