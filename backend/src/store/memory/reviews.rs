//! Reviews: comments, decisions and links.

use async_trait::async_trait;
use shared::access::PersonRef;
use shared::api::{Comment, Link, ReviewMeta, Thread};
use shared::review::Decision;

use super::MemoryStore;
use crate::store::{NewEntry, Reviews, StoreError, StoredLink, Thing};

/// Each oldest first.
#[derive(Debug, Default)]
pub(super) struct KeptReviews {
    reviews: Vec<ReviewMeta>,
    threads: Vec<Thread>,
    decisions: Vec<Decision>,
    links: Vec<StoredLink>,
}

impl KeptReviews {
    fn review(&mut self, id: &str) -> Result<&mut ReviewMeta, StoreError> {
        self.reviews.iter_mut().find(|review| review.id == id).ok_or(StoreError::Missing(Thing::Review))
    }

    fn thread(&mut self, id: &str) -> Result<&mut Thread, StoreError> {
        self.threads.iter_mut().find(|thread| thread.id == id).ok_or(StoreError::Missing(Thing::Thread))
    }

    fn decision(&mut self, id: &str) -> Result<&mut Decision, StoreError> {
        self.decisions.iter_mut().find(|decision| decision.id == id).ok_or(StoreError::Missing(Thing::Decision))
    }

    fn link(&mut self, id: &str) -> Result<&mut Link, StoreError> {
        let found = self.links.iter_mut().find(|stored| stored.link.id == id);
        found.map(|stored| &mut stored.link).ok_or(StoreError::Missing(Thing::Link))
    }
}

#[async_trait]
impl Reviews for MemoryStore {
    async fn open_review(&self, review: ReviewMeta, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.tell(entry)?;
        kept.reviews.reviews.push(review);
        Ok(())
    }

    async fn review(&self, id: &str) -> Result<ReviewMeta, StoreError> {
        Ok(self.kept().reviews.review(id)?.clone())
    }

    async fn reviews(&self, design: Option<&str>) -> Result<Vec<ReviewMeta>, StoreError> {
        let kept = self.kept();
        let reviews = kept.reviews.reviews.iter().rev();
        Ok(reviews.filter(|review| design.is_none_or(|design| review.design_id == design)).cloned().collect())
    }

    async fn refresh_review(
        &self,
        id: &str,
        version: i64,
        plan: &str,
        at: i64,
        entry: NewEntry,
    ) -> Result<ReviewMeta, StoreError> {
        let mut kept = self.kept();
        kept.reviews.review(id)?;
        kept.tell(entry)?;
        let review = kept.reviews.review(id)?;
        review.version = version;
        plan.clone_into(&mut review.plan_id);
        review.refreshed_at = at;
        Ok(review.clone())
    }

    async fn submit(
        &self,
        threads: Vec<Thread>,
        decision: Option<(Decision, String)>,
        entries: Vec<NewEntry>,
    ) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if let Some((decision, plan)) = &decision
            && kept.reviews.review(&decision.review_id)?.plan_id != *plan
        {
            return Err(StoreError::ReviewMoved);
        }
        for entry in entries {
            kept.tell(entry)?;
        }
        kept.reviews.threads.extend(threads);
        kept.reviews.decisions.extend(decision.map(|(decision, _)| decision));
        Ok(())
    }

    async fn threads(&self, design: &str) -> Result<Vec<Thread>, StoreError> {
        let kept = self.kept();
        Ok(kept.reviews.threads.iter().filter(|thread| thread.design_id == design).cloned().collect())
    }

    async fn thread(&self, id: &str) -> Result<Thread, StoreError> {
        Ok(self.kept().reviews.thread(id)?.clone())
    }

    async fn reply(&self, thread: &str, comment: Comment, entry: NewEntry) -> Result<Thread, StoreError> {
        let mut kept = self.kept();
        kept.reviews.thread(thread)?;
        kept.tell(entry)?;
        let thread = kept.reviews.thread(thread)?;
        thread.comments.push(comment);
        Ok(thread.clone())
    }

    async fn resolve_thread(&self, id: &str, by: Option<PersonRef>, entry: NewEntry) -> Result<Thread, StoreError> {
        let mut kept = self.kept();
        let current = kept.reviews.thread(id)?;
        if current.resolved_by.is_some() == by.is_some() {
            return Ok(current.clone());
        }
        kept.tell(entry)?;
        let thread = kept.reviews.thread(id)?;
        thread.resolved_by = by;
        Ok(thread.clone())
    }

    async fn suggestion_applied(&self, thread: &str, version: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if kept.reviews.thread(thread)?.applied_as == Some(version) {
            return Ok(());
        }
        kept.tell(entry)?;
        kept.reviews.thread(thread)?.applied_as = Some(version);
        Ok(())
    }

    async fn decisions(&self, design: &str, environment: &str) -> Result<Vec<Decision>, StoreError> {
        let kept = self.kept();
        let about =
            |decision: &&Decision| decision.content.design_id == design && decision.content.environment == environment;
        Ok(kept.reviews.decisions.iter().filter(about).cloned().collect())
    }

    async fn decision(&self, id: &str) -> Result<Decision, StoreError> {
        Ok(self.kept().reviews.decision(id)?.clone())
    }

    async fn withdraw(&self, decision: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if kept.reviews.decision(decision)?.withdrawn_at.is_none() {
            kept.tell(entry)?;
            kept.reviews.decision(decision)?.withdrawn_at = Some(at);
        }
        Ok(())
    }

    async fn make_link(&self, link: StoredLink, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.tell(entry)?;
        kept.reviews.links.push(link);
        Ok(())
    }

    async fn links(&self, review: &str) -> Result<Vec<Link>, StoreError> {
        let kept = self.kept();
        let links = kept.reviews.links.iter().rev().map(|stored| &stored.link);
        Ok(links.filter(|link| link.review_id == review).cloned().collect())
    }

    async fn link(&self, id: &str) -> Result<Option<StoredLink>, StoreError> {
        Ok(self.kept().reviews.links.iter().find(|stored| stored.link.id == id).cloned())
    }

    async fn use_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let link = kept.reviews.link(id)?;
        if link.revoked_at.is_some() || link.expires_at <= at {
            return Err(StoreError::Missing(Thing::Link));
        }
        kept.tell(entry)?;
        let link = kept.reviews.link(id)?;
        link.used_at = Some(at);
        link.uses += 1;
        Ok(())
    }

    async fn revoke_link(&self, id: &str, at: i64, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if kept.reviews.link(id)?.revoked_at.is_none() {
            kept.tell(entry)?;
            kept.reviews.link(id)?.revoked_at = Some(at);
        }
        Ok(())
    }
}
