//! `HealthCheck`.

use crate::model::{Int, Texts, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html>
    HealthCheck {
        COMMAND: Texts = "command", "Command", [required()];
        INTERVAL: Int = "interval", "Interval", [range(5, 300)];
        TIMEOUT: Int = "timeout", "Timeout", [range(2, 60)];
        RETRIES: Int = "retries", "Retries", [range(1, 10)];
        START_PERIOD: Int = "startPeriod", "Start period", [range(0, 300)];
    }
}
