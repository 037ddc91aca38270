//! `Device`.

use crate::model::{Choices, Text, structure};

structure! {
    /// A device of the container instance that a container may use.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Device.html>
    Device {
        HOST_PATH: Text = "hostPath", "Host path", [required(), example("/dev/fuse")];
        CONTAINER_PATH: Text = "containerPath", "Container path", [default("the host path"), example("/dev/fuse")];
        PERMISSIONS: Choices = "permissions", "Permissions", [
            of(&["read", "write", "mknod"]), default("read, write, mknod")
        ];
    }
}
