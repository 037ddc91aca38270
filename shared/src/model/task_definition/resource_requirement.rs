//! `ResourceRequirement`.

use crate::model::{Choice, One, SharingStrategy, Text, structure};

structure! {
    /// GPUs or other devices set aside for a container.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html>
    ResourceRequirement {
        TYPE: Choice = "type", "Type", [required(), of(&["GPU", "InferenceAccelerator", "NeuronDevice"])];
        VALUE: Text = "value", "Count", [example("1")];
        SHARING_STRATEGY: One<SharingStrategy> = "sharingStrategy", "GPU sharing", [default("exclusive use")];
    }
}
