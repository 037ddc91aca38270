//! How fast the simulated account moves.

use serde::{Deserialize, Serialize};

/// The longest that ECS waits between attempts to start tasks that keep failing, in milliseconds: 27 minutes.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html>
const LONGEST_WAIT: i64 = 27 * 60 * 1_000;

/// How fast deployments move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// How long a healthy deployment takes, in milliseconds.
    pub steady_ms: i64,
}

impl Default for Pace {
    /// Slow enough to be watched, fast enough that nobody waits.
    fn default() -> Self {
        Self { steady_ms: 4_000 }
    }
}

impl Pace {
    /// This part of a hundred of the time that a deployment takes; never nothing, so that time always moves on.
    pub(super) fn part(self, hundredths: i64) -> i64 {
        (self.steady_ms.saturating_mul(hundredths) / 100).max(1)
    }

    /// How long to wait after a failure: hardly, while few tasks have failed, then longer each time.
    pub(super) fn wait(self, surplus: i64) -> i64 {
        let doublings = u32::try_from(surplus.clamp(0, 30)).unwrap_or(0);
        self.part(5).saturating_mul(1 << doublings).min(LONGEST_WAIT.max(self.part(5)))
    }
}
