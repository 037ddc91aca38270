//! `DeploymentEarlySuccessCriteria`.

use crate::model::{Bool, Choice, Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentEarlySuccessCriteria.html>
    DeploymentEarlySuccessCriteria {
        ENABLE: Bool = "enable", "Enable", [required()];
        HEALTHY_PERCENT: Int = "healthyPercent", "Healthy percent", [range(0, 100)];
        SOURCE_SERVICE_REVISION_CLEANUP: Choice = "sourceServiceRevisionCleanup", "Source service revision cleanup", [of(&["BLOCKING", "DEFERRED"])];
    }
}
