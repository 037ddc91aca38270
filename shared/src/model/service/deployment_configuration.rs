//! `DeploymentConfiguration`.

use crate::model::{
    CanaryConfiguration, Choice, DeploymentAlarms, DeploymentCircuitBreaker, DeploymentEarlySuccessCriteria,
    DeploymentLifecycleHook, Int, LinearConfiguration, One, RowsOf, structure,
};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html>
    DeploymentConfiguration {
        DEPLOYMENT_CIRCUIT_BREAKER: One<DeploymentCircuitBreaker> = "deploymentCircuitBreaker", "Deployment circuit breaker";
        MAXIMUM_PERCENT: Int = "maximumPercent", "Maximum percent";
        MINIMUM_HEALTHY_PERCENT: Int = "minimumHealthyPercent", "Minimum healthy percent";
        ALARMS: One<DeploymentAlarms> = "alarms", "Alarms";
        STRATEGY: Choice = "strategy", "Strategy", [of(&["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"])];
        BAKE_TIME_IN_MINUTES: Int = "bakeTimeInMinutes", "Bake time in minutes";
        LIFECYCLE_HOOKS: RowsOf<DeploymentLifecycleHook> = "lifecycleHooks", "Lifecycle hooks";
        LINEAR_CONFIGURATION: One<LinearConfiguration> = "linearConfiguration", "Linear configuration";
        CANARY_CONFIGURATION: One<CanaryConfiguration> = "canaryConfiguration", "Canary configuration";
        EARLY_SUCCESS_CRITERIA: One<DeploymentEarlySuccessCriteria> = "earlySuccessCriteria", "Early success criteria";
    }
}
