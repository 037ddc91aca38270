//! `VolumeFrom`.

use crate::model::{Bool, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_VolumeFrom.html>
    VolumeFrom {
        SOURCE_CONTAINER: Text = "sourceContainer", "Source container";
        READ_ONLY: Bool = "readOnly", "Read only";
    }
}
