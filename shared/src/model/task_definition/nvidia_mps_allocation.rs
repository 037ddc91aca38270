//! `NvidiaMpsAllocation`.

use crate::model::{Int, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_NvidiaMpsAllocation.html>
    NvidiaMpsAllocation {
        MEMORY: Int = "memory", "Memory", [required(), range(1, 2147483647)];
        MAX_COMPUTE_PERCENT: Int = "maxComputePercent", "Max compute percent", [range(1, 100)];
    }
}
