//! `ContainerRestartPolicy`.

use crate::model::{Bool, Int, Ints, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html>
    ContainerRestartPolicy {
        ENABLED: Bool = "enabled", "Enabled", [required()];
        IGNORED_EXIT_CODES: Ints = "ignoredExitCodes", "Ignored exit codes";
        RESTART_ATTEMPT_PERIOD: Int = "restartAttemptPeriod", "Restart attempt period", [range(60, 1800)];
    }
}
