//! `PlacementConstraint`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html>
    PlacementConstraint {
        TYPE: Choice = "type", "Type", [of(&["distinctInstance", "memberOf"])];
        EXPRESSION: Text = "expression", "Expression";
    }
}
