//! `KernelCapabilities`.

use crate::model::{Texts, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html>
    KernelCapabilities {
        ADD: Texts = "add", "Add";
        DROP: Texts = "drop", "Drop";
    }
}
