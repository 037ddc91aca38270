//! `EphemeralStorage`.

use crate::model::{Int, structure};

structure! {
    /// The size of a Fargate task's scratch disk.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>
    EphemeralStorage {
        SIZE_IN_GIB: Int = "sizeInGiB", "Size", [required(), range(21, 200), unit("GiB"), example("50")];
    }
}
