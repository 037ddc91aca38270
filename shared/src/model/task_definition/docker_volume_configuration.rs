//! `DockerVolumeConfiguration`.

use crate::model::{Bool, Choice, Text, TextMap, structure};

structure! {
    /// A volume that Docker manages on the container instance.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DockerVolumeConfiguration.html>
    DockerVolumeConfiguration {
        SCOPE: Choice = "scope", "Scope", [of(&["task", "shared"]), default("task")];
        AUTOPROVISION: Bool = "autoprovision", "Create if missing", [default("false")];
        DRIVER: Text = "driver", "Driver", [default("local"), example("local")];
        DRIVER_OPTS: TextMap = "driverOpts", "Driver options";
        LABELS: TextMap = "labels", "Labels";
    }
}
