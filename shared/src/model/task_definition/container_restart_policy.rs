//! `ContainerRestartPolicy`.

use crate::model::{Bool, Int, Ints, structure};

structure! {
    /// Whether and when a container is restarted in place.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html>
    ContainerRestartPolicy {
        ENABLED: Bool = "enabled", "Enabled", [required()];
        IGNORED_EXIT_CODES: Ints = "ignoredExitCodes", "Ignored exit codes", [items(50), example("0")];
        RESTART_ATTEMPT_PERIOD: Int = "restartAttemptPeriod", "Restart attempt period", [
            range(60, 1800), unit("s"), default("300 s"), example("180")
        ];
    }
}
