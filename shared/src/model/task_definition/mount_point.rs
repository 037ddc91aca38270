//! `MountPoint`.

use crate::model::{Bool, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html>
    MountPoint {
        SOURCE_VOLUME: Text = "sourceVolume", "Source volume";
        CONTAINER_PATH: Text = "containerPath", "Container path";
        READ_ONLY: Bool = "readOnly", "Read only";
    }
}
