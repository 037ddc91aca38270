//! `NvidiaMpsAllocation`.

use crate::model::{Int, structure};

structure! {
    /// What a container gets of a GPU shared with NVIDIA MPS.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_NvidiaMpsAllocation.html>
    NvidiaMpsAllocation {
        MEMORY: Int = "memory", "GPU memory", [required(), range(1, 2_147_483_647), unit("MiB"), example("4096")];
        MAX_COMPUTE_PERCENT: Int = "maxComputePercent", "Compute limit", [
            range(1, 100), unit("%"), default("100 %"), example("50")
        ];
    }
}
