//! `Tmpfs`.

use crate::model::{Int, Text, Texts, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html>
    Tmpfs {
        CONTAINER_PATH: Text = "containerPath", "Container path", [required()];
        SIZE: Int = "size", "Size", [required()];
        MOUNT_OPTIONS: Texts = "mountOptions", "Mount options";
    }
}
