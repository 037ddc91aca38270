//! `MountPoint`.

use crate::model::{Bool, Text, structure};

structure! {
    /// Where a volume of the task appears in a container.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html>
    MountPoint {
        SOURCE_VOLUME: Text = "sourceVolume", "Volume", [example("data")];
        CONTAINER_PATH: Text = "containerPath", "Container path", [example("/data")];
        READ_ONLY: Bool = "readOnly", "Read-only", [default("false")];
    }
}
