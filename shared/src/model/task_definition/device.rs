//! `Device`.

use crate::model::{Choices, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Device.html>
    Device {
        HOST_PATH: Text = "hostPath", "Host path", [required()];
        CONTAINER_PATH: Text = "containerPath", "Container path";
        PERMISSIONS: Choices = "permissions", "Permissions", [of(&["read", "write", "mknod"])];
    }
}
