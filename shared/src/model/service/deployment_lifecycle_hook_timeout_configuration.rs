//! `DeploymentLifecycleHookTimeoutConfiguration`.

use crate::model::{Choice, Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookTimeoutConfiguration.html>
    DeploymentLifecycleHookTimeoutConfiguration {
        TIMEOUT_IN_MINUTES: Int = "timeoutInMinutes", "Timeout in minutes", [range(1, 20160)];
        ACTION: Choice = "action", "Action", [of(&["ROLLBACK", "CONTINUE"])];
    }
}
