//! `ContainerDependency`.

use crate::model::{Choice, Text, structure};

structure! {
    /// A condition on another container that must hold before this one starts.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html>
    ContainerDependency {
        CONTAINER_NAME: Text = "containerName", "Container", [required(), example("migrate")];
        CONDITION: Choice = "condition", "Condition", [required(), of(&["START", "COMPLETE", "SUCCESS", "HEALTHY"])];
    }
}
