//! Hooks and the messages to them.

use async_trait::async_trait;
use shared::api::{Delivery, DeliveryState};

use super::MemoryStore;
use crate::store::{NewEntry, Outbox, StoreError, StoredHook, Thing};

#[derive(Debug, Default)]
pub(super) struct KeptOutbox {
    hooks: Vec<StoredHook>,
    told: i64,
    /// Oldest first.
    deliveries: Vec<KeptDelivery>,
}

#[derive(Debug)]
struct KeptDelivery {
    delivery: Delivery,
    /// Until when somebody sends it, in milliseconds since 1970.
    lease_until: Option<i64>,
}

impl KeptOutbox {
    fn has(&self, hook: &str) -> bool {
        self.hooks.iter().any(|kept| kept.hook.id == hook)
    }

    fn keep(&mut self, delivery: Delivery) {
        self.deliveries.push(KeptDelivery { delivery, lease_until: None });
    }
}

#[async_trait]
impl Outbox for MemoryStore {
    async fn hooks(&self) -> Result<Vec<StoredHook>, StoreError> {
        let mut hooks = self.kept().outbox.hooks.clone();
        hooks.sort_by(|a, b| (&a.hook.name, &a.hook.id).cmp(&(&b.hook.name, &b.hook.id)));
        Ok(hooks)
    }

    async fn hook(&self, id: &str) -> Result<StoredHook, StoreError> {
        let kept = self.kept();
        kept.outbox.hooks.iter().find(|kept| kept.hook.id == id).cloned().ok_or(StoreError::Missing(Thing::Hook))
    }

    async fn make_hook(&self, hook: StoredHook, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        kept.tell(entry)?;
        kept.outbox.hooks.push(hook);
        Ok(())
    }

    async fn remove_hook(&self, id: &str, entry: NewEntry) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if !kept.outbox.has(id) {
            return Err(StoreError::Missing(Thing::Hook));
        }
        kept.tell(entry)?;
        kept.outbox.hooks.retain(|kept| kept.hook.id != id);
        kept.outbox.deliveries.retain(|kept| kept.delivery.hook_id != id);
        Ok(())
    }

    async fn told(&self) -> Result<i64, StoreError> {
        Ok(self.kept().outbox.told)
    }

    async fn tell(&self, from: i64, told: i64, deliveries: Vec<Delivery>) -> Result<bool, StoreError> {
        let mut kept = self.kept();
        if kept.outbox.told != from {
            return Ok(false);
        }
        kept.outbox.told = told;
        for delivery in deliveries {
            if kept.outbox.has(&delivery.hook_id) {
                kept.outbox.keep(delivery);
            }
        }
        Ok(true)
    }

    async fn deliver(&self, delivery: Delivery) -> Result<(), StoreError> {
        let mut kept = self.kept();
        if !kept.outbox.has(&delivery.hook_id) {
            return Err(StoreError::Missing(Thing::Hook));
        }
        kept.outbox.keep(delivery);
        Ok(())
    }

    async fn take_due(&self, limit: i64, lease_ms: i64) -> Result<Vec<Delivery>, StoreError> {
        let now = self.clock.now();
        let mut kept = self.kept();
        let due = |kept: &&mut KeptDelivery| {
            kept.delivery.state == DeliveryState::Waiting
                && kept.delivery.at <= now
                && kept.lease_until.is_none_or(|until| until <= now)
        };
        let mut due: Vec<_> = kept.outbox.deliveries.iter_mut().filter(due).collect();
        due.sort_by_key(|kept| kept.delivery.at);
        let taken = due.into_iter().take(usize::try_from(limit).unwrap_or(0)).map(|kept| {
            kept.lease_until = Some(now + lease_ms);
            kept.delivery.clone()
        });
        Ok(taken.collect())
    }

    async fn attempted(&self, delivery: &Delivery) -> Result<(), StoreError> {
        let mut kept = self.kept();
        let mut all = kept.outbox.deliveries.iter_mut();
        let there = all.find(|kept| kept.delivery.id == delivery.id).ok_or(StoreError::Missing(Thing::Delivery))?;
        let Delivery { state, attempts, outcome, at, .. } = delivery.clone();
        there.delivery = Delivery { state, attempts, outcome, at, ..there.delivery.clone() };
        there.lease_until = None;
        Ok(())
    }

    async fn deliveries(&self, hook: &str, limit: i64) -> Result<Vec<Delivery>, StoreError> {
        let kept = self.kept();
        let of_hook = kept.outbox.deliveries.iter().rev().filter(|kept| kept.delivery.hook_id == hook);
        Ok(of_hook.take(usize::try_from(limit).unwrap_or(0)).map(|kept| kept.delivery.clone()).collect())
    }

    async fn delivery(&self, id: &str) -> Result<Delivery, StoreError> {
        let kept = self.kept();
        let found = kept.outbox.deliveries.iter().find(|kept| kept.delivery.id == id);
        found.map(|kept| kept.delivery.clone()).ok_or(StoreError::Missing(Thing::Delivery))
    }
}
