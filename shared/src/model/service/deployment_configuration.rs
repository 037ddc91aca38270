//! `DeploymentConfiguration`.

use crate::model::{
    CanaryConfiguration, Choice, DeploymentAlarms, DeploymentCircuitBreaker, DeploymentEarlySuccessCriteria,
    DeploymentLifecycleHook, Int, LinearConfiguration, One, RowsOf, structure,
};

structure! {
    /// How a new revision of a service replaces the old one.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html>
    DeploymentConfiguration {
        STRATEGY: Choice = "strategy", "Strategy", [
            of(&["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"]), default("ROLLING")
        ];
        MINIMUM_HEALTHY_PERCENT: Int = "minimumHealthyPercent", "Minimum healthy", [
            range(0, 100), unit("%"), default("100 %, for daemons 0 %"), example("100")
        ];
        MAXIMUM_PERCENT: Int = "maximumPercent", "Maximum", [
            range(100, 2_147_483_647), unit("%"), default("200 %, for daemons 100 %"), example("200")
        ];
        DEPLOYMENT_CIRCUIT_BREAKER: One<DeploymentCircuitBreaker> = "deploymentCircuitBreaker", "Circuit breaker", [
            default("off")
        ];
        ALARMS: One<DeploymentAlarms> = "alarms", "Alarms", [default("none")];
        BAKE_TIME_IN_MINUTES: Int = "bakeTimeInMinutes", "Bake time", [range(0, 1_440), unit("min"), example("10")];
        LINEAR_CONFIGURATION: One<LinearConfiguration> = "linearConfiguration", "Linear steps";
        CANARY_CONFIGURATION: One<CanaryConfiguration> = "canaryConfiguration", "Canary";
        LIFECYCLE_HOOKS: RowsOf<DeploymentLifecycleHook> = "lifecycleHooks", "Lifecycle hooks";
        EARLY_SUCCESS_CRITERIA: One<DeploymentEarlySuccessCriteria> = "earlySuccessCriteria", "Early success", [
            default("off")
        ];
    }
}
