//! Applies: the lease, the journal and the events of each.

use std::collections::BTreeMap;

use async_trait::async_trait;
use shared::api::ApplyMeta;
use shared::environment::AWS;
use shared::event::{ApplyEvent, EventRecord, Outcome};
use shared::plan::StepId;

use super::{Kept, MemoryStore};
use crate::store::telling::{apply_ended, apply_started};
use crate::store::{Applies, Claim, Entry, JournalEntry, NewApply, StoreError, Thing};

#[derive(Debug)]
pub(super) struct KeptApply {
    meta: ApplyMeta,
    /// Until when somebody holds it, in milliseconds since 1970; nothing where nobody does.
    lease_until: Option<i64>,
    cancel_requested: bool,
    events: Vec<EventRecord>,
    journal: BTreeMap<StepId, JournalEntry>,
}

impl KeptApply {
    fn is_open(&self) -> bool {
        self.meta.outcome.is_none()
    }

    fn append(&mut self, at: i64, event: ApplyEvent) -> EventRecord {
        self.meta.last_seq += 1;
        let record = EventRecord { seq: self.meta.last_seq, at, event };
        self.events.push(record.clone());
        record
    }
}

impl Kept {
    fn apply(&self, id: &str) -> Result<&KeptApply, StoreError> {
        self.applies.iter().find(|apply| apply.meta.id == id).ok_or(StoreError::Missing(Thing::Apply))
    }

    /// The apply, if the claim still holds.
    fn claimed(&mut self, claim: &Claim) -> Result<&mut KeptApply, StoreError> {
        let held = |apply: &&mut KeptApply| {
            apply.meta.id == claim.apply
                && apply.meta.fence == claim.fence
                && apply.lease_until.is_some()
                && apply.is_open()
        };
        self.applies.iter_mut().find(held).ok_or(StoreError::Fenced)
    }
}

#[async_trait]
impl Applies for MemoryStore {
    async fn create_apply(&self, apply: NewApply) -> Result<ApplyMeta, StoreError> {
        let mut kept = self.kept();
        if let Some(there) = kept.applies.iter().find(|there| there.meta.plan_id == apply.plan_id) {
            return Ok(there.meta.clone());
        }
        let same_place = |there: &&KeptApply| {
            there.is_open() && there.meta.design_id == apply.design_id && there.meta.environment == apply.environment
        };
        if let Some(active) = kept.applies.iter().find(same_place) {
            return Err(StoreError::ApplyActive(Box::new(active.meta.clone())));
        }
        let mut queued = KeptApply {
            meta: ApplyMeta {
                id: apply.id,
                plan_id: apply.plan_id,
                design_id: apply.design_id,
                version: apply.version,
                environment: apply.environment,
                kind: apply.kind,
                outcome: None,
                last_seq: 0,
                fence: 0,
                by: apply.by.person().cloned(),
                created_at: apply.at,
                ended_at: None,
            },
            lease_until: None,
            cancel_requested: false,
            events: Vec::new(),
            journal: BTreeMap::new(),
        };
        queued.append(apply.at, ApplyEvent::Queued);
        let meta = queued.meta.clone();
        let plan = kept.plans.get(&meta.plan_id).map(|kept| kept.plan.fingerprint.clone());
        kept.tell(apply_started(&meta, apply.by, apply.break_glass, plan.as_deref()))?;
        kept.applies.push(queued);
        Ok(meta)
    }

    async fn apply(&self, id: &str) -> Result<ApplyMeta, StoreError> {
        Ok(self.kept().apply(id)?.meta.clone())
    }

    async fn applies(&self, design: &str) -> Result<Vec<ApplyMeta>, StoreError> {
        let kept = self.kept();
        let metas = kept.applies.iter().rev().map(|apply| &apply.meta);
        Ok(metas.filter(|meta| meta.design_id == design).cloned().collect())
    }

    async fn last_applied(&self, design: &str, environment: &str) -> Result<Option<ApplyMeta>, StoreError> {
        let kept = self.kept();
        let mut metas = kept.applies.iter().rev().map(|apply| &apply.meta);
        let last = metas.find(|meta| {
            let succeeded = meta.outcome.as_ref().is_some_and(Outcome::succeeded);
            succeeded && meta.design_id == design && meta.environment == environment
        });
        Ok(last.cloned())
    }

    async fn claim(&self, _owner: &str, lease_ms: i64, only: Option<&str>) -> Result<Option<Claim>, StoreError> {
        let mut kept = self.kept();
        let now = self.clock.now();
        let free = |apply: &&mut KeptApply| {
            apply.is_open()
                && apply.lease_until.is_none_or(|until| until <= now)
                && only.map_or(apply.meta.environment != AWS, |only| apply.meta.id == only)
        };
        let Some(apply) = kept.applies.iter_mut().find(free) else { return Ok(None) };
        apply.meta.fence += 1;
        apply.lease_until = Some(now + lease_ms);
        Ok(Some(Claim { apply: apply.meta.id.clone(), fence: apply.meta.fence }))
    }

    async fn renew(&self, claim: &Claim, lease_ms: i64) -> Result<bool, StoreError> {
        let mut kept = self.kept();
        let apply = kept.claimed(claim)?;
        apply.lease_until = Some(self.clock.now() + lease_ms);
        Ok(apply.cancel_requested)
    }

    async fn release(&self, claim: &Claim) -> Result<(), StoreError> {
        self.kept().claimed(claim)?.lease_until = None;
        Ok(())
    }

    async fn record(&self, claim: &Claim, entry: Entry) -> Result<Vec<EventRecord>, StoreError> {
        let mut kept = self.kept();
        let meta = kept.claimed(claim)?.meta.clone();
        let Entry { journal, events, end, at } = entry.complete();
        if let Some(outcome) = &end {
            kept.tell(apply_ended(&meta, outcome, at))?;
        }
        let apply = kept.claimed(claim)?;
        let records = events.into_iter().map(|event| apply.append(at, event)).collect();
        if let Some(line) = journal {
            apply.journal.insert(line.step.clone(), line);
        }
        if let Some(outcome) = end {
            apply.meta.outcome = Some(outcome);
            apply.meta.ended_at = Some(at);
            apply.lease_until = None;
        }
        Ok(records)
    }

    async fn journal(&self, apply: &str) -> Result<Vec<JournalEntry>, StoreError> {
        let kept = self.kept();
        Ok(kept.apply(apply).map_or_else(|_| Vec::new(), |kept| kept.journal.values().cloned().collect()))
    }

    async fn request_cancel(&self, apply: &str, at: i64) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let mut applies = kept.applies.iter_mut();
        let kept = applies.find(|kept| kept.meta.id == apply).ok_or(StoreError::Missing(Thing::Apply))?;
        if kept.is_open() && !kept.cancel_requested {
            kept.cancel_requested = true;
            kept.append(at, ApplyEvent::CancelRequested);
        }
        Ok(())
    }

    async fn events(&self, apply: &str, after: i64, limit: i64) -> Result<Vec<EventRecord>, StoreError> {
        let kept = self.kept();
        let events = kept.apply(apply).map_or_else(|_| [].as_slice(), |kept| &kept.events);
        let later = events.iter().filter(|record| record.seq > after);
        Ok(later.take(usize::try_from(limit).unwrap_or(0)).cloned().collect())
    }
}
