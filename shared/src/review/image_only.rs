//! Whether a plan does nothing but roll out other images.

use serde_json::Value;

use crate::diff::Change;
use crate::plan::{Action, Plan, Risk, Step};

/// What an update of a service may state when it only runs another revision.
const TO_ANOTHER_REVISION: [&str; 3] = ["cluster", "service", "taskDefinition"];

/// Whether the changes are of images of containers and of nothing else, and the plan does nothing else either.
pub fn image_only(changes: &[Change], plan: &Plan) -> bool {
    let mut elements = Vec::new();
    for change in changes {
        match image_of(change) {
            Some(element) => elements.push(element),
            None => return false,
        }
    }
    let rolls_out = |step: &Step| match step.action {
        Action::RegisterTaskDefinition => step.risk == Risk::None && elements.contains(&step.element),
        Action::UpdateService => {
            let members = step.input.as_object().map(|input| input.keys()).into_iter().flatten();
            matches!(step.risk, Risk::None | Risk::RestartsTasks)
                && members.into_iter().all(|member| TO_ANOTHER_REVISION.contains(&member.as_str()))
        }
        Action::CreateCluster
        | Action::UpdateCluster
        | Action::PutClusterCapacityProviders
        | Action::DeleteCluster
        | Action::CreateService
        | Action::DeleteService
        | Action::TagResource
        | Action::CreateLogGroup
        | Action::PutRetentionPolicy
        | Action::CreateRole
        | Action::UpdateAssumeRolePolicy
        | Action::AttachRolePolicy
        | Action::DetachRolePolicy
        | Action::PutRolePolicy
        | Action::DeleteRolePolicy
        | Action::DeleteRole => false,
    };
    !changes.is_empty() && plan.steps.iter().all(rolls_out)
}

/// The element of which a change gives a container another image; nothing where it does anything else.
fn image_of(change: &Change) -> Option<String> {
    let steps: Vec<_> = change.path.steps().collect();
    let is_text = |value: &Option<Value>| value.as_ref().is_some_and(Value::is_string);
    match &steps[..] {
        [collection, name, containers, _, member]
            if collection == "taskDefinitions"
                && containers == "containerDefinitions"
                && member == "image"
                && is_text(&change.before)
                && is_text(&change.after) =>
        {
            Some(format!("taskDefinitions.{name}"))
        }
        _ => None,
    }
}
