//! `TaskDefinitionPlacementConstraint`.

use crate::model::{Choice, Form, Text, structure};

structure! {
    /// A rule for which container instances may run the task.
    ///
    /// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinitionPlacementConstraint.html>
    TaskDefinitionPlacementConstraint {
        TYPE: Choice = "type", "Type", [of(&["memberOf"]), example("memberOf")];
        EXPRESSION: Text = "expression", "Expression", [
            form(Form::Long), length(0, 2_000), example("attribute:ecs.instance-type =~ t3.*")
        ];
    }
}
