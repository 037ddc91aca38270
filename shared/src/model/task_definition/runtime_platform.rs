//! `RuntimePlatform`.

use crate::model::{Choice, structure};

structure! {
    /// The operating system and processor that a task needs.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RuntimePlatform.html>
    RuntimePlatform {
        OPERATING_SYSTEM_FAMILY: Choice = "operatingSystemFamily", "Operating system", [
            of(&[
                "WINDOWS_SERVER_2019_FULL", "WINDOWS_SERVER_2019_CORE", "WINDOWS_SERVER_2016_FULL",
                "WINDOWS_SERVER_2004_CORE", "WINDOWS_SERVER_2022_CORE", "WINDOWS_SERVER_2022_FULL",
                "WINDOWS_SERVER_2025_CORE", "WINDOWS_SERVER_2025_FULL", "WINDOWS_SERVER_20H2_CORE", "LINUX",
            ]),
            default("LINUX")
        ];
        CPU_ARCHITECTURE: Choice = "cpuArchitecture", "CPU architecture", [of(&["X86_64", "ARM64"]), default("X86_64")];
    }
}
