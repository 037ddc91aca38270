//! `VolumeFrom`.

use crate::model::{Bool, Text, structure};

structure! {
    /// Takes over all mounts of another container.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html>
    VolumeFrom {
        SOURCE_CONTAINER: Text = "sourceContainer", "Container", [example("app")];
        READ_ONLY: Bool = "readOnly", "Read-only", [default("false")];
    }
}
