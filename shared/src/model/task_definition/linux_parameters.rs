//! `LinuxParameters`.

use crate::model::{Bool, Device, Int, KernelCapabilities, One, RowsOf, Tmpfs, structure};

structure! {
    /// Settings of a container that only Linux has.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html>
    LinuxParameters {
        CAPABILITIES: One<KernelCapabilities> = "capabilities", "Capabilities", [default("Docker's default set")];
        INIT_PROCESS_ENABLED: Bool = "initProcessEnabled", "Init process", [default("false")];
        SHARED_MEMORY_SIZE: Int = "sharedMemorySize", "Shared memory (/dev/shm)", [
            unit("MiB"), default("64 MiB"), example("256")
        ];
        TMPFS: RowsOf<Tmpfs> = "tmpfs", "tmpfs mounts";
        MAX_SWAP: Int = "maxSwap", "Maximum swap", [
            range(0, 2_147_483_647), unit("MiB"), default("the instance's setting"), example("512")
        ];
        SWAPPINESS: Int = "swappiness", "Swappiness", [range(0, 100), default("60"), example("10")];
        DEVICES: RowsOf<Device> = "devices", "Devices";
    }
}
