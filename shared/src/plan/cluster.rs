//! Clusters.

use serde_json::{Value, json};

use super::compare::uncovered;
use super::draft::{Context, Draft};
use super::elements::{Element, elements};
use super::tags::{Maker, Spelling, maker, with_ours};
use super::{Action, Lookup};
use crate::model::{Cluster, Structure};

/// The members that `UpdateCluster` takes.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateCluster.html>
const UPDATED: [&str; 3] = ["settings", "configuration", "serviceConnectDefaults"];
/// The members that `PutClusterCapacityProviders` takes; it wants both.
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html>
const PROVIDERS: [&str; 2] = ["capacityProviders", "defaultCapacityProviderStrategy"];

/// The name or ARN by which AWS finds the cluster.
pub(super) fn name<'d>(cluster: &Element<'d>) -> &'d str {
    cluster.text("clusterArn").or_else(|| cluster.text("clusterName")).unwrap_or("default")
}

pub(super) fn lookup(cluster: &Element<'_>) -> Lookup {
    Lookup::Cluster { name: name(cluster).to_owned() }
}

/// What a plan relies on where it only uses a cluster.
pub(super) fn fact(found: &Value) -> Value {
    json!({ "clusterArn": found.get("clusterArn") })
}

pub(super) fn plan(context: Context<'_>, draft: &mut Draft) {
    for cluster in elements(context.design.design(), "clusters") {
        let found = context.observed.get(&lookup(&cluster));
        match (cluster.managed(), found) {
            (false, None) => draft.block(
                &cluster,
                format!(
                    "There is no cluster {} in this account and Region, and the design says that it exists. Make it, \
                     or let Bayplan manage it.",
                    name(&cluster)
                ),
            ),
            (false, Some(_)) => draft.leave(&cluster, "Used as it is; the design says that it exists."),
            (true, None) => create(context, draft, &cluster),
            (true, Some(found)) => update(context, draft, &cluster, found),
        }
    }
}

fn create(context: Context<'_>, draft: &mut Draft, cluster: &Element<'_>) {
    let mut input = cluster.request();
    let tags = with_ours(Spelling::Ecs.read(input.get("tags")), context.design.name(), context.design.environment());
    input["tags"] = Spelling::Ecs.write(&tags);
    draft.rely_on(lookup(cluster), None);
    let step = draft.step(&cluster.id(), Action::CreateCluster, "", input, lookup(cluster));
    step.why = format!("There is no cluster {} yet.", name(cluster));
}

fn update(context: Context<'_>, draft: &mut Draft, cluster: &Element<'_>, found: &Value) {
    let wanted = cluster.request();
    let differing = uncovered(Cluster::SHAPE, found, &wanted);
    let differs = |members: &[&str]| members.iter().any(|member| differing.iter().any(|differing| differing == member));
    let made_by = maker(&Spelling::Ecs.read(found.get("tags")), context.design.name(), context.design.environment());
    if made_by != Maker::Ours {
        let otherwise = if differs(&UPDATED) || differs(&PROVIDERS) { ", although its settings differ" } else { "" };
        draft.leave(
            cluster,
            format!("It was there already and this design did not make it; it is used as it is{otherwise}."),
        );
        return;
    }
    let mut changed = false;
    for (action, members) in
        [(Action::UpdateCluster, &UPDATED[..]), (Action::PutClusterCapacityProviders, &PROVIDERS[..])]
    {
        if !differs(members) {
            continue;
        }
        changed = true;
        let mut input = json!({ "cluster": name(cluster) });
        for member in members {
            match wanted.get(member) {
                Some(value) => input[*member] = value.clone(),
                None if action == Action::PutClusterCapacityProviders => input[*member] = json!([]),
                None => {}
            }
        }
        let mut fact = fact(found);
        for member in members {
            fact[*member] = found.get(member).cloned().unwrap_or_default();
        }
        draft.rely_on(lookup(cluster), Some(fact));
        let step = draft.step(&cluster.id(), action, "", input, lookup(cluster));
        step.why = format!("The cluster's {} differs from the design.", members.join(" or "));
    }
    if !changed {
        draft.leave(cluster, "It is as the design says.");
    }
}
