//! How fast and how patient the engine is.

use std::time::Duration;

/// The engine's times. The defaults are for AWS; tests have smaller ones.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long a worker holds an apply without a sign of life. Another takes over after that, so it has to be longer
    /// than `call` and `late` together with room to spare: a call must not be under way any more when another looks.
    pub lease: Duration,
    /// The longest that one AWS call may take.
    pub call: Duration,
    /// How long a call may still take effect after it was given up. Nobody looks earlier whether it has.
    pub late: Duration,
    /// How often a worker without work looks for some.
    pub idle: Duration,
    /// The first and the longest pause between two looks at what is waited for.
    pub poll: (Duration, Duration),
    /// The first and the longest pause before a failed call is made again.
    pub again: (Duration, Duration),
    /// How long calls are made again before the step fails.
    pub give_up: Duration,
    /// How long a deployment may take to reach steady state.
    pub steady: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(12),
            call: Duration::from_secs(8),
            late: Duration::from_secs(1),
            idle: Duration::from_millis(500),
            poll: (Duration::from_millis(500), Duration::from_millis(2500)),
            again: (Duration::from_millis(300), Duration::from_secs(5)),
            give_up: Duration::from_secs(90),
            steady: Duration::from_mins(45),
        }
    }
}

impl Pace {
    /// The variable that chooses the pace in builds for tests: `quick`.
    pub const VARIABLE: &'static str = "BAYPLAN_PACE";

    /// For tests against servers on this machine: short leases and pauses.
    pub const fn quick() -> Self {
        Self {
            lease: Duration::from_millis(1500),
            call: Duration::from_secs(1),
            late: Duration::from_millis(100),
            idle: Duration::from_millis(100),
            poll: (Duration::from_millis(100), Duration::from_millis(200)),
            again: (Duration::from_millis(50), Duration::from_millis(400)),
            give_up: Duration::from_secs(15),
            steady: Duration::from_secs(30),
        }
    }

    /// The lease in milliseconds.
    pub(super) fn lease_ms(&self) -> i64 {
        i64::try_from(self.lease.as_millis()).unwrap_or(i64::MAX)
    }

    /// The pause before attempt number `attempt`, from 2: twice as long each time.
    pub(super) fn pause(&self, attempt: u32) -> Duration {
        let (first, longest) = self.again;
        first.saturating_mul(1 << attempt.saturating_sub(2).min(16)).min(longest)
    }
}
