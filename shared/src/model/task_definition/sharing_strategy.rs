//! `SharingStrategy`.

use crate::model::{NvidiaMpsAllocation, One, structure};

structure! {
    /// How a container shares a GPU. Exactly one member is set.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SharingStrategy.html>
    SharingStrategy {
        NVIDIA_MPS: One<NvidiaMpsAllocation> = "nvidiaMps", "NVIDIA MPS";
    }
}
