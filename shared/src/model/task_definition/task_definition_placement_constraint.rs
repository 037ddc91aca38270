//! `TaskDefinitionPlacementConstraint`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinitionPlacementConstraint.html>
    TaskDefinitionPlacementConstraint {
        TYPE: Choice = "type", "Type", [of(&["memberOf"])];
        EXPRESSION: Text = "expression", "Expression";
    }
}
