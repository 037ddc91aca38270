//! `EphemeralStorage`.

use crate::model::{Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html>
    EphemeralStorage {
        SIZE_IN_GIB: Int = "sizeInGiB", "Size in gi b", [required(), range(21, 200)];
    }
}
