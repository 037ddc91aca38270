//! `DeploymentCircuitBreaker`.

use crate::model::{Bool, One, ThresholdConfiguration, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html>
    DeploymentCircuitBreaker {
        ENABLE: Bool = "enable", "Enable", [required()];
        ROLLBACK: Bool = "rollback", "Rollback", [required()];
        RESET_ON_HEALTHY_TASK: Bool = "resetOnHealthyTask", "Reset on healthy task";
        THRESHOLD_CONFIGURATION: One<ThresholdConfiguration> = "thresholdConfiguration", "Threshold configuration";
    }
}
