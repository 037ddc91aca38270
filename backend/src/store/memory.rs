//! A store in memory, for tests and simulations: as the database keeps things, but gone with the process.

mod applies;
mod audit;
mod designs;
mod environments;
mod outbox;
mod people;
mod plans;
mod reviews;
mod sandboxes;
mod versions;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use shared::access::PersonRef;
use shared::environment::Environment;

use super::{StoredDesign, StoredEntry, StoredPlan, StoredVersion};
use crate::ports::Clock;

/// A store without a file.
#[derive(Debug)]
pub struct MemoryStore {
    kept: Mutex<Kept>,
    /// What leases are measured by.
    clock: Clock,
}

#[derive(Debug, Default)]
struct Kept {
    designs: Vec<StoredDesign>,
    created: i64,
    /// By design, oldest first.
    versions: BTreeMap<String, Vec<StoredVersion>>,
    environments: BTreeMap<String, Environment>,
    plans: BTreeMap<String, StoredPlan>,
    /// Oldest first.
    applies: Vec<applies::KeptApply>,
    /// The text and the counter of each account.
    sandboxes: BTreeMap<String, (String, i64)>,
    /// Who changed each design since its last version.
    editors: BTreeMap<String, Vec<PersonRef>>,
    people: people::KeptPeople,
    reviews: reviews::KeptReviews,
    /// The record, oldest first.
    record: Vec<StoredEntry>,
    outbox: outbox::KeptOutbox,
}

impl MemoryStore {
    /// A store whose leases run by `clock`.
    pub fn with_clock(clock: Clock) -> Self {
        Self { kept: Mutex::default(), clock }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing below can panic between two writes, so what a poisoned lock guards is whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::with_clock(Clock::System)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use shared::api::ApplyKind;

    use super::*;
    use crate::store::{Applies, NewApply};

    #[tokio::test(start_paused = true)]
    async fn leases_run_by_the_given_clock() {
        let store = MemoryStore::with_clock(Clock::from(1_000));
        let apply = NewApply {
            id: "a".to_owned(),
            plan_id: "p".to_owned(),
            design_id: "one".to_owned(),
            version: 1,
            environment: "sandbox".to_owned(),
            kind: ApplyKind::Apply,
            at: 10,
            by: shared::api::Doer::Person { person: shared::access::PersonRef::local() },
            break_glass: false,
        };
        store.create_apply(apply).await.unwrap();
        let first = store.claim("one", 5_000, None).await.unwrap().unwrap();
        tokio::time::advance(Duration::from_millis(4_999)).await;
        assert_eq!(store.claim("two", 5_000, None).await.unwrap(), None);
        store.renew(&first, 5_000).await.unwrap();
        tokio::time::advance(Duration::from_millis(4_999)).await;
        assert_eq!(store.claim("two", 5_000, None).await.unwrap(), None, "it was prolonged");
        tokio::time::advance(Duration::from_millis(1)).await;
        assert_eq!(store.claim("two", 5_000, None).await.unwrap().map(|claim| claim.fence), Some(2));
    }
}
