//! What a change does to what runs.

mod of_change;
pub(super) mod of_step;

use serde::{Deserialize, Serialize};

use crate::diff::Change;
use crate::plan::Plan;

/// What comes of a change, most harmless first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing that runs is touched.
    None,
    /// Something new is made.
    Creates,
    RestartsTasks,
    /// AWS can't change it in place.
    Replaces,
    Deletes,
    /// What a role may do changes.
    Permissions,
    /// Something can be reached from the internet that could not before.
    PublicExposure,
}

/// The changes of one element of a design, with what they do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangeGroup {
    /// `services.web`; empty for what belongs to none.
    pub element: String,
    /// Most severe first; `none` alone where there is none.
    pub effects: Vec<Effect>,
    pub changes: Vec<Change>,
}

/// The changes by element, in the order of the design, with the effects that the plan's steps and the changes tell;
/// then what the plan changes although the design says of it what it said before.
pub fn groups(changes: &[Change], plan: &Plan) -> Vec<ChangeGroup> {
    let mut groups: Vec<ChangeGroup> = Vec::new();
    let mut at = |element: &str| match groups.iter().position(|group| group.element == element) {
        Some(known) => known,
        None => {
            groups.push(ChangeGroup { element: element.to_owned(), effects: Vec::new(), changes: Vec::new() });
            groups.len() - 1
        }
    };
    let of_changes: Vec<_> = changes.iter().map(|change| (at(&change.element), change)).collect();
    for step in &plan.steps {
        at(&step.element);
    }
    for (at, change) in of_changes {
        groups[at].changes.push(change.clone());
    }
    for group in &mut groups {
        group.effects = effects(group, plan);
    }
    groups
}

fn effects(group: &ChangeGroup, plan: &Plan) -> Vec<Effect> {
    let mut effects = of_step::effects(group, plan);
    // What the plan neither touches nor stumbles over is left as it is, such as what exists already.
    let touched = plan.steps.iter().map(|step| &step.element).chain(plan.blockers.iter().map(|found| &found.element));
    if touched.into_iter().any(|element| *element == group.element) {
        effects.extend(group.changes.iter().flat_map(of_change::effects));
    }
    // What is deleted and made again is one thing.
    if effects.contains(&Effect::Creates) && effects.contains(&Effect::Deletes) {
        effects.retain(|effect| ![Effect::Creates, Effect::Deletes].contains(effect));
        effects.push(Effect::Replaces);
    }
    effects.sort_by(|a, b| b.cmp(a));
    effects.dedup();
    if effects.is_empty() {
        effects.push(Effect::None);
    }
    effects
}
