//! `LinuxParameters`.

use crate::model::{Bool, Device, Int, KernelCapabilities, One, RowsOf, Tmpfs, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html>
    LinuxParameters {
        CAPABILITIES: One<KernelCapabilities> = "capabilities", "Capabilities";
        DEVICES: RowsOf<Device> = "devices", "Devices";
        INIT_PROCESS_ENABLED: Bool = "initProcessEnabled", "Init process enabled";
        SHARED_MEMORY_SIZE: Int = "sharedMemorySize", "Shared memory size";
        TMPFS: RowsOf<Tmpfs> = "tmpfs", "tmpfs";
        MAX_SWAP: Int = "maxSwap", "Max swap";
        SWAPPINESS: Int = "swappiness", "Swappiness", [range(0, 100)];
    }
}
