//! `ContainerDependency`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html>
    ContainerDependency {
        CONTAINER_NAME: Text = "containerName", "Container name", [required()];
        CONDITION: Choice = "condition", "Condition", [required(), of(&["START", "COMPLETE", "SUCCESS", "HEALTHY"])];
    }
}
