//! `HostVolumeProperties`.

use crate::model::{Text, structure};

structure! {
    /// The directory of a container instance behind a bind mount.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html>
    HostVolumeProperties {
        SOURCE_PATH: Text = "sourcePath", "Source path", [default("a new empty directory"), example("/var/data")];
    }
}
