//! `Tmpfs`.

use crate::model::{Int, Text, Texts, structure};

structure! {
    /// A directory of the container kept in memory.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html>
    Tmpfs {
        CONTAINER_PATH: Text = "containerPath", "Container path", [required(), example("/tmp")];
        SIZE: Int = "size", "Size", [required(), range(1, 2_147_483_647), unit("MiB"), example("64")];
        MOUNT_OPTIONS: Texts = "mountOptions", "Mount options", [default("Docker's defaults"), example("noexec")];
    }
}
