//! `SharingStrategy`.

use crate::model::{NvidiaMpsAllocation, One, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SharingStrategy.html>
    SharingStrategy {
        NVIDIA_MPS: One<NvidiaMpsAllocation> = "nvidiaMps", "Nvidia MPS";
    }
}
