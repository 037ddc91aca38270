//! `DeploymentController`.

use crate::model::{Choice, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentController.html>
    DeploymentController {
        TYPE: Choice = "type", "Type", [required(), of(&["ECS", "CODE_DEPLOY", "EXTERNAL"])];
    }
}
