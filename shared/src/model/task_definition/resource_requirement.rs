//! `ResourceRequirement`.

use crate::model::{Choice, One, SharingStrategy, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ResourceRequirement.html>
    ResourceRequirement {
        VALUE: Text = "value", "Value";
        TYPE: Choice = "type", "Type", [required(), of(&["GPU", "InferenceAccelerator", "NeuronDevice"])];
        SHARING_STRATEGY: One<SharingStrategy> = "sharingStrategy", "Sharing strategy";
    }
}
