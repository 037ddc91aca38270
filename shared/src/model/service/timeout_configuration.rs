//! `TimeoutConfiguration`.

use crate::model::{Int, structure};

structure! {
    /// Timeouts of the Service Connect proxy.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html>
    TimeoutConfiguration {
        IDLE_TIMEOUT_SECONDS: Int = "idleTimeoutSeconds", "Idle timeout", [
            range(0, 2_147_483_647), unit("s"), default("300 s, for TCP 3600 s"), example("300")
        ];
        PER_REQUEST_TIMEOUT_SECONDS: Int = "perRequestTimeoutSeconds", "Request timeout", [
            range(0, 2_147_483_647), unit("s"), default("15 s"), example("30")
        ];
    }
}
