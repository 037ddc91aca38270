//! `PlacementConstraint`.

use crate::model::{Choice, Form, Text, structure};

structure! {
    /// A rule for which container instances may run a service's tasks.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html>
    PlacementConstraint {
        TYPE: Choice = "type", "Type", [of(&["distinctInstance", "memberOf"]), example("distinctInstance")];
        EXPRESSION: Text = "expression", "Expression", [
            form(Form::Long), length(0, 2_000), example("attribute:ecs.instance-type =~ t3.*")
        ];
    }
}
