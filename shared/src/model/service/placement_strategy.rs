//! `PlacementStrategy`.

use crate::model::{Choice, Text, structure};

structure! {
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html>
    PlacementStrategy {
        TYPE: Choice = "type", "Type", [of(&["random", "spread", "binpack"])];
        FIELD: Text = "field", "Field";
    }
}
