//! `ClusterConfiguration`.

use crate::model::{ExecuteCommandConfiguration, ManagedStorageConfiguration, One, structure};

structure! {
    /// How a cluster logs ECS Exec and encrypts storage.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterConfiguration.html>
    ClusterConfiguration {
        EXECUTE_COMMAND_CONFIGURATION: One<ExecuteCommandConfiguration> = "executeCommandConfiguration", "ECS Exec";
        MANAGED_STORAGE_CONFIGURATION: One<ManagedStorageConfiguration> =
            "managedStorageConfiguration", "Managed storage";
    }
}
