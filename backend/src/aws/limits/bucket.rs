//! Tokens that come back with time.

use tokio::sync::Mutex;
use tokio::time::{Duration, Instant, sleep};

/// How many calls may be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Budget {
    /// At once, after a rest.
    pub(super) capacity: f64,
    /// In a second, for ever.
    pub(super) per_second: f64,
}

/// A budget and what is left of it.
#[derive(Debug)]
pub(super) struct Bucket {
    budget: Budget,
    left: Mutex<Left>,
}

#[derive(Debug)]
struct Left {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    pub(super) fn new(budget: Budget) -> Self {
        Self { budget, left: Mutex::new(Left { tokens: budget.capacity, at: Instant::now() }) }
    }

    /// Takes a token when there is one. Who waits holds the lock, which tokio gives out in the order of asking.
    pub(super) async fn take(&self) {
        let mut left = self.left.lock().await;
        loop {
            let now = Instant::now();
            let gained = now.duration_since(left.at).as_secs_f64() * self.budget.per_second;
            left.tokens = (left.tokens + gained).min(self.budget.capacity);
            left.at = now;
            if left.tokens >= 1.0 {
                left.tokens -= 1.0;
                return;
            }
            // A little longer, so that rounding doesn't leave a hair's breadth to wait for.
            let missing = (1.0 - left.tokens) / self.budget.per_second;
            sleep(Duration::from_secs_f64(missing) + Duration::from_millis(1)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures::future::join_all;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_is_free_and_the_rest_waits_in_turn() {
        let bucket = Arc::new(Bucket::new(Budget { capacity: 3.0, per_second: 2.0 }));
        let start = Instant::now();
        let takes = (0..7).map(|_| async {
            bucket.take().await;
            start.elapsed().as_millis()
        });
        let at = join_all(takes).await;
        assert_eq!(at[..3], [0, 0, 0]);
        for (number, at) in at.iter().enumerate().skip(3) {
            let due = (number as u128 - 2) * 500;
            assert!((due..due + 10).contains(at), "call {number} went at {at} ms instead of {due}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn it_never_holds_more_than_its_capacity() {
        let bucket = Bucket::new(Budget { capacity: 1.0, per_second: 1.0 });
        sleep(Duration::from_mins(1)).await;
        let start = Instant::now();
        bucket.take().await;
        bucket.take().await;
        assert_eq!(start.elapsed().as_secs(), 1);
    }
}
