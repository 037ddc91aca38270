//! `KernelCapabilities`.

use crate::model::{Texts, structure};

structure! {
    /// Linux capabilities that a container gets or loses.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html>
    KernelCapabilities {
        ADD: Texts = "add", "Add", [example("SYS_PTRACE")];
        DROP: Texts = "drop", "Drop", [example("ALL")];
    }
}
