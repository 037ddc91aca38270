//! `TimeoutConfiguration`.

use crate::model::{Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html>
    TimeoutConfiguration {
        IDLE_TIMEOUT_SECONDS: Int = "idleTimeoutSeconds", "Idle timeout seconds", [range(0, 2147483647)];
        PER_REQUEST_TIMEOUT_SECONDS: Int = "perRequestTimeoutSeconds", "Per request timeout seconds", [range(0, 2147483647)];
    }
}
