//! What the calls of a plan do.

use super::{ChangeGroup, Effect};
use crate::plan::{Action, Filling, Plan, Risk, Step, starts_deployment};

/// What the steps of a group's element do, and those that roll out what it registers.
pub(super) fn effects(group: &ChangeGroup, plan: &Plan) -> Vec<Effect> {
    let mut effects = Vec::new();
    for step in plan.steps.iter().filter(|step| step.element == group.element) {
        own(step, group, &mut effects);
        let runs_it = |other: &&Step| {
            other.holes.iter().any(|hole| matches!(&hole.from, Filling::ArnOf(made) if *made == step.id))
        };
        if plan.steps.iter().filter(runs_it).any(restarts) {
            effects.push(Effect::RestartsTasks);
        }
    }
    effects
}

fn own(step: &Step, group: &ChangeGroup, effects: &mut Vec<Effect>) {
    match step.action {
        Action::CreateCluster | Action::CreateService | Action::CreateLogGroup => effects.push(Effect::Creates),
        // Another revision of what was there is no new thing.
        Action::RegisterTaskDefinition => {
            if group.changes.iter().any(|change| change.before.is_none() && change.path.steps().count() == 2) {
                effects.push(Effect::Creates);
            }
        }
        Action::CreateRole => effects.extend([Effect::Creates, Effect::Permissions]),
        Action::UpdateAssumeRolePolicy
        | Action::AttachRolePolicy
        | Action::DetachRolePolicy
        | Action::PutRolePolicy
        | Action::DeleteRolePolicy => effects.push(Effect::Permissions),
        Action::DeleteCluster | Action::DeleteService | Action::DeleteRole => effects.push(Effect::Deletes),
        Action::UpdateCluster
        | Action::PutClusterCapacityProviders
        | Action::UpdateService
        | Action::TagResource
        | Action::PutRetentionPolicy => {}
    }
    if restarts(step) {
        effects.push(Effect::RestartsTasks);
    }
    match step.risk {
        Risk::Deletes => effects.push(Effect::Deletes),
        Risk::Permissions => effects.push(Effect::Permissions),
        // What else is behind a risk is told by the call.
        Risk::None | Risk::RestartsTasks | Risk::TakesOver | Risk::RevertsDrift => {}
    }
}

/// Whether ECS replaces running tasks after the step.
pub(in crate::review) fn restarts(step: &Step) -> bool {
    step.risk == Risk::RestartsTasks || (step.action == Action::UpdateService && starts_deployment(&step.input))
}
