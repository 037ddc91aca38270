//! `DeploymentCircuitBreaker`.

use crate::model::{Bool, One, ThresholdConfiguration, structure};

structure! {
    /// Ends a rolling deployment whose tasks keep failing.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html>
    DeploymentCircuitBreaker {
        ENABLE: Bool = "enable", "Enabled", [required()];
        ROLLBACK: Bool = "rollback", "Roll back on failure", [required()];
        RESET_ON_HEALTHY_TASK: Bool = "resetOnHealthyTask", "Reset on healthy task", [default("true")];
        THRESHOLD_CONFIGURATION: One<ThresholdConfiguration> = "thresholdConfiguration", "Threshold", [
            default("50 % of the desired count, bounded")
        ];
    }
}
