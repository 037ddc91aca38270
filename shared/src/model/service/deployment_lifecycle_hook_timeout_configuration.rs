//! `DeploymentLifecycleHookTimeoutConfiguration`.

use crate::model::{Choice, Int, structure};

structure! {
    /// What happens when a lifecycle hook takes too long.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookTimeoutConfiguration.html>
    DeploymentLifecycleHookTimeoutConfiguration {
        TIMEOUT_IN_MINUTES: Int = "timeoutInMinutes", "Timeout", [
            range(1, 20_160), unit("min"), default("1440 min"), example("60")
        ];
        ACTION: Choice = "action", "When it runs out", [of(&["ROLLBACK", "CONTINUE"]), default("ROLLBACK")];
    }
}
