//! How often someone may try.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// More keys than honest people have. Beyond it what was counted is forgotten.
const MAX_KEYS: usize = 100_000;

/// So many tries at once, then one each so often, for each key. Tries that succeed don't count.
///
/// It keeps one instant for each key: when all tries so far would be paid back (the generic cell rate algorithm,
/// <https://www.rfc-editor.org/rfc/rfc2697> describes a relative).
pub struct Limit {
    at_once: u32,
    every: Duration,
    hasher: RandomState,
    paid_back: Mutex<BTreeMap<u64, Instant>>,
}

/// A try that was let through. It counts unless it is said to have succeeded: so many that run at the same time don't
/// slip through before the first has failed.
#[must_use]
pub(super) struct Try<'l> {
    limit: &'l Limit,
    key: Option<u64>,
}

impl Limit {
    pub fn new(at_once: u32, every: Duration) -> Self {
        Self { at_once, every, hasher: RandomState::new(), paid_back: Mutex::default() }
    }

    /// Lets a try of `key` through, or says how long to wait. What has no key is not limited.
    pub(super) fn take(&self, key: Option<impl Hash>) -> Result<Try<'_>, Duration> {
        let Some(key) = key.map(|key| self.hasher.hash_one(key)) else { return Ok(Try { limit: self, key: None }) };
        let now = Instant::now();
        let mut all = self.paid_back();
        let after = all.get(&key).map_or(now, |at| (*at).max(now)) + self.every;
        let over = after.saturating_duration_since(now + self.every * self.at_once);
        if !over.is_zero() {
            return Err(over);
        }
        if all.len() >= MAX_KEYS {
            all.retain(|_, at| *at > now);
            if all.len() >= MAX_KEYS {
                all.clear();
            }
        }
        all.insert(key, after);
        Ok(Try { limit: self, key: Some(key) })
    }

    fn paid_back(&self) -> MutexGuard<'_, BTreeMap<u64, Instant>> {
        // Each write is whole by itself.
        self.paid_back.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Try<'_> {
    /// Gives it back.
    pub(super) fn succeeded(self) {
        let Some(key) = self.key else { return };
        if let Some(at) = self.limit.paid_back().get_mut(&key) {
            *at = at.checked_sub(self.limit.every).unwrap_or(*at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn failures_run_out_and_come_back() {
        let limit = Limit::new(3, SECOND);
        for _ in 0..100 {
            limit.take(Some("ana")).unwrap_or_else(|_| panic!("successes don't count")).succeeded();
        }
        for _ in 0..3 {
            assert!(limit.take(Some("ana")).is_ok());
        }
        assert_eq!(limit.take(Some("ana")).err(), Some(SECOND));
        assert!(limit.take(Some("ben")).is_ok() && limit.take(None::<&str>).is_ok());
        tokio::time::advance(SECOND).await;
        assert!(limit.take(Some("ana")).is_ok());
        assert!(limit.take(Some("ana")).is_err());
        tokio::time::advance(SECOND * 100).await;
        for _ in 0..3 {
            assert!(limit.take(Some("ana")).is_ok(), "no more than three are saved up");
        }
        assert!(limit.take(Some("ana")).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn tries_under_way_count_until_they_succeed() {
        let limit = Limit::new(2, SECOND);
        let (Ok(first), Ok(_second)) = (limit.take(Some(1)), limit.take(Some(1))) else { panic!("two at once") };
        assert!(limit.take(Some(1)).is_err());
        first.succeeded();
        assert!(limit.take(Some(1)).is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn it_keeps_no_more_than_it_may() {
        let limit = Limit::new(1, SECOND);
        for key in 0..2 * MAX_KEYS {
            assert!(limit.take(Some(key)).is_ok());
        }
        assert!(limit.paid_back().len() <= MAX_KEYS);
    }
}
