//! `DeploymentController`.

use crate::model::{Choice, structure};

structure! {
    /// Who runs a service's deployments.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentController.html>
    DeploymentController {
        TYPE: Choice = "type", "Type", [required(), of(&["ECS", "CODE_DEPLOY", "EXTERNAL"]), example("ECS")];
    }
}
