//! `EBSTagSpecification`.

use crate::model::{Choice, RowsOf, Tag, structure};

structure! {
    /// Tags for the EBS volumes that ECS makes.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EBSTagSpecification.html>
    EBSTagSpecification {
        RESOURCE_TYPE: Choice = "resourceType", "Resource type", [required(), of(&["volume"]), example("volume")];
        TAGS: RowsOf<Tag> = "tags", "Tags", [items(50)];
        PROPAGATE_TAGS: Choice = "propagateTags", "Propagate tags", [
            of(&["TASK_DEFINITION", "SERVICE", "NONE"]), default("NONE")
        ];
    }
}
