//! What earlier versions made and this one no longer has.

use serde_json::json;

use super::draft::{Context, Draft};
use super::elements::{Element, elements};
use super::service::{change_fact, cluster_of, lookup as service_lookup, name as service_name};
use super::tags::{Maker, Spelling, maker};
use super::{Action, Lookup, Risk, StepId, Wait, cluster, log_group, role};
use crate::resolve::CheckedDesign;

/// Why something is deleted.
const GONE: &str = "An earlier version made it; this one does not have it.";

pub(super) fn plan(context: Context<'_>, draft: &mut Draft) {
    let gone = services(context, draft);
    clusters(context, draft, &gone);
    roles(context, draft, &gone);
    log_groups(context, draft);
}

/// The managed elements of earlier versions whose counterpart in AWS, by `lookup`, this version doesn't have.
fn dropped<'a>(
    context: Context<'a>,
    collection: &'static str,
    lookup: impl Fn(&CheckedDesign, &Element<'_>) -> Lookup,
) -> Vec<(Element<'a>, Lookup, &'a CheckedDesign)> {
    let kept: Vec<_> =
        elements(context.design.design(), collection).map(|element| lookup(context.design, &element)).collect();
    let mut dropped: Vec<(Element<'a>, Lookup, &'a CheckedDesign)> = Vec::new();
    for previous in context.previous {
        for element in elements(previous.design(), collection).filter(Element::managed) {
            let lookup = lookup(previous, &element);
            if !kept.contains(&lookup) && dropped.iter().all(|(_, known, _)| *known != lookup) {
                dropped.push((element, lookup, previous));
            }
        }
    }
    dropped
}

fn is_ours(context: Context<'_>, tags: &[(String, String)]) -> bool {
    maker(tags, context.design.name(), context.design.environment()) == Maker::Ours
}

fn services(context: Context<'_>, draft: &mut Draft) -> Vec<StepId> {
    let mut steps = Vec::new();
    for (service, look, previous) in
        dropped(context, "services", |design, service| service_lookup(design.design(), service))
    {
        let Some(found) = context.observed.get(&look) else { continue };
        if !is_ours(context, &Spelling::Ecs.read(found.get("tags"))) {
            draft.leave(&service, "An earlier version had it, but its tags say that it is not this design's any more.");
            continue;
        }
        let (cluster, _) = cluster_of(previous.design(), &service);
        let input = json!({ "cluster": cluster, "service": service_name(&service), "force": true });
        draft.rely_on(look.clone(), Some(change_fact(found, false)));
        let step = draft.step(&service.id(), Action::DeleteService, "", input, look);
        GONE.clone_into(&mut step.why);
        step.risk = Risk::Deletes;
        step.waits_for = Some(Wait::ServiceGone);
        steps.push(step.id.clone());
    }
    steps
}

fn clusters(context: Context<'_>, draft: &mut Draft, gone: &[StepId]) {
    for (cluster, look, _) in dropped(context, "clusters", |_, cluster| cluster::lookup(cluster)) {
        let Some(found) = context.observed.get(&look) else { continue };
        if !is_ours(context, &Spelling::Ecs.read(found.get("tags"))) {
            continue;
        }
        let input = json!({ "cluster": cluster::name(&cluster) });
        draft.rely_on(look.clone(), Some(cluster::fact(found)));
        let step = draft.step(&cluster.id(), Action::DeleteCluster, "", input, look);
        step.after = gone.to_vec();
        step.after_done = gone.to_vec();
        GONE.clone_into(&mut step.why);
        step.risk = Risk::Deletes;
    }
}

fn roles(context: Context<'_>, draft: &mut Draft, gone: &[StepId]) {
    for (role, look, _) in dropped(context, "roles", |_, role| role::lookup(role)) {
        let Some(found) = context.observed.get(&look) else { continue };
        if !is_ours(context, &Spelling::Iam.read(found.pointer("/Role/Tags"))) {
            continue;
        }
        let why = "A role can only be deleted without policies.";
        let has = role::has(found);
        has.all_attached().for_each(|policy| role::detach(draft, &role, policy, why));
        has.all_inline().for_each(|policy| role::delete_inline(draft, &role, policy, why));
        let bare = draft.made(&role.id());
        // Tasks that are still draining may need it, so nothing of it goes before they are gone.
        draft.hold(&bare, gone);
        draft.rely_on(look.clone(), Some(role::fact(found)));
        let input = json!({ "RoleName": role.text("RoleName").unwrap_or_default() });
        let step = draft.step(&role.id(), Action::DeleteRole, "", input, look);
        step.after = bare.into_iter().chain(gone.iter().cloned()).collect();
        step.after_done = gone.to_vec();
        GONE.clone_into(&mut step.why);
        step.risk = Risk::Deletes;
    }
}

fn log_groups(context: Context<'_>, draft: &mut Draft) {
    for (group, look, _) in dropped(context, "logGroups", |_, group| log_group::lookup(group)) {
        if context.observed.get(&look).is_some() {
            draft.leave(
                &group,
                "This version does not have it any more, but it holds logs, so it stays. Delete it yourself when \
                 nobody needs them.",
            );
        }
    }
}
