//! `PlacementStrategy`.

use crate::model::{Choice, Text, structure};

structure! {
    /// How container instances are chosen for a service's tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html>
    PlacementStrategy {
        TYPE: Choice = "type", "Type", [of(&["random", "spread", "binpack"]), example("spread")];
        FIELD: Text = "field", "Field", [example("attribute:ecs.availability-zone")];
    }
}
