//! The time of day.

use std::time::{SystemTime, UNIX_EPOCH};

use tokio::time::Instant;

/// Tells the time of day. Waiting is tokio's: a paused runtime makes both virtual.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    System,
    /// Starts at `base` and goes on with tokio's time, for simulations.
    Virtual {
        base: i64,
        start: Instant,
    },
}

impl Clock {
    /// A clock that goes on from `base` with tokio's time.
    pub fn from(base: i64) -> Self {
        Self::Virtual { base, start: Instant::now() }
    }

    /// Milliseconds since 1970.
    pub fn now(&self) -> i64 {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
            }
            Self::Virtual { base, start } => {
                base.saturating_add(i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX))
            }
        }
    }
}
