//! `DockerVolumeConfiguration`.

use crate::model::{Bool, Choice, Text, TextMap, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DockerVolumeConfiguration.html>
    DockerVolumeConfiguration {
        SCOPE: Choice = "scope", "Scope", [of(&["task", "shared"])];
        AUTOPROVISION: Bool = "autoprovision", "Autoprovision";
        DRIVER: Text = "driver", "Driver";
        DRIVER_OPTS: TextMap = "driverOpts", "Driver opts";
        LABELS: TextMap = "labels", "Labels";
    }
}
