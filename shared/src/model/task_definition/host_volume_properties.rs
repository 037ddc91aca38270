//! `HostVolumeProperties`.

use crate::model::{Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HostVolumeProperties.html>
    HostVolumeProperties {
        SOURCE_PATH: Text = "sourcePath", "Source path";
    }
}
