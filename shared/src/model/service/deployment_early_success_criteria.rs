//! `DeploymentEarlySuccessCriteria`.

use crate::model::{Bool, Choice, Int, structure};

structure! {
    /// When a rolling deployment counts as done before all tasks are replaced.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentEarlySuccessCriteria.html>
    DeploymentEarlySuccessCriteria {
        ENABLE: Bool = "enable", "Enabled", [required()];
        HEALTHY_PERCENT: Int = "healthyPercent", "Healthy tasks", [range(0, 100), unit("%"), example("90")];
        SOURCE_SERVICE_REVISION_CLEANUP: Choice = "sourceServiceRevisionCleanup", "Removal of old tasks", [
            of(&["BLOCKING", "DEFERRED"]), example("DEFERRED")
        ];
    }
}
